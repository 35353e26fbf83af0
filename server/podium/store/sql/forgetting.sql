-- name: runs
SELECT * FROM runs WHERE updated_at < ? ORDER BY started_at, run_id;

-- name: unmoved
SELECT run_id FROM runs WHERE run_id = ? AND seq = ?;

-- name: run
DELETE FROM runs WHERE run_id IN (SELECT value FROM json_each(?));

-- name: events
DELETE FROM events WHERE run_id IN (SELECT value FROM json_each(?));

-- name: rounds
DELETE FROM rounds WHERE run_id IN (SELECT value FROM json_each(?));

-- name: contexts
DELETE FROM contexts WHERE run_id IN (SELECT value FROM json_each(?));

-- name: recoveries
DELETE FROM recoveries WHERE run_id IN (SELECT value FROM json_each(?));

-- name: agents
DELETE FROM agent_results WHERE run_id IN (SELECT value FROM json_each(?));

-- name: context_used
DELETE FROM context_used WHERE run_id IN (SELECT value FROM json_each(?));

-- name: rehearsals
DELETE FROM outcomes WHERE rehearsal AND run_id IN (SELECT value FROM json_each(?));

-- name: texts
UPDATE outcomes SET note = '', factors = '{}', fingerprint = '' WHERE run_id IN (SELECT value FROM json_each(?));

-- name: old_figures
-- Figures of forgotten runs that no report looks at any more.
DELETE FROM outcomes WHERE run_id NOT IN (SELECT run_id FROM runs) AND run_id IN (
    SELECT run_id FROM (
        SELECT run_id, row_number() OVER (PARTITION BY domain ORDER BY at DESC) AS place FROM outcomes
    ) WHERE place > ?
);

-- name: started
SELECT
    NOT rehearsal AND status <> 'planned' AND (
        status <> 'cancelled' OR EXISTS (SELECT 1 FROM events WHERE events.run_id = runs.run_id AND kind = 'asked')
    )
FROM runs WHERE run_id = ?;

-- name: untally_recoveries
INSERT INTO recovery_tallies
SELECT iif(everywhere, '*', domain), failure, strategy, -sum(succeeded), -count(*)
FROM recoveries, (SELECT 0 AS everywhere UNION SELECT 1)
WHERE run_id = ? AND counted AND (everywhere OR domain <> '*')
GROUP BY 1, 2, 3
ON CONFLICT (domain, failure, strategy) DO UPDATE SET
    successes = successes + excluded.successes,
    trials = trials + excluded.trials;

-- name: untally_agents
INSERT INTO agent_tallies
SELECT iif(everywhere, '*', domain), command, -sum(succeeded), -count(*)
FROM agent_results, (SELECT 0 AS everywhere UNION SELECT 1)
WHERE run_id = ? AND counted AND (everywhere OR domain <> '*')
GROUP BY 1, 2
ON CONFLICT (domain, command) DO UPDATE SET
    successes = successes + excluded.successes,
    trials = trials + excluded.trials;

-- name: untally_replies
INSERT INTO reply_tallies
SELECT iif(everywhere, '*', domain), command, care, first_failure, -count(*)
FROM agent_results, (SELECT 0 AS everywhere UNION SELECT 1)
WHERE run_id = ? AND counted AND first_failure IS NOT NULL AND (everywhere OR domain <> '*')
GROUP BY 1, 2, 3, 4
ON CONFLICT (domain, command, care, failure) DO UPDATE SET replies = replies + excluded.replies;

-- name: outcome
DELETE FROM outcomes WHERE run_id = ?;

-- name: learned_tables
SELECT name FROM sqlite_master WHERE type = 'table' AND name IN (
    'outcomes', 'recoveries', 'agent_results', 'strategy_tallies', 'month_tallies', 'recovery_tallies', 'agent_tallies',
    'cells', 'kept', 'confidence_tallies', 'team_tallies', 'thresholds', 'watches', 'models', 'learning_log',
    'context_used', 'item_tallies', 'loading_tallies', 'reply_tallies', 'project_cells', 'project_tallies',
    'project_kept'
);

-- name: nothing_learned
UPDATE learned SET version = version + 1, outcomes = 0, decisions = 0, latest = 0, overhead = 0, overhead_runs = 0;
