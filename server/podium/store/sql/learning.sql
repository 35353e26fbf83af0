-- name: outcome
SELECT
    run_id, at, domain, strategy, confidence, chosen_probability, complexity, status, success, source, weight,
    routing_score, overridden, rehearsal, tokens, seconds, agents, factors, prior, rated, after_failure, model, explored,
    overhead, project, fingerprint
FROM outcomes WHERE run_id = ?;

-- name: save_outcome
INSERT INTO outcomes (
    run_id, at, domain, strategy, confidence, chosen_probability, complexity, status, success, source, weight,
    routing_score, overridden, rehearsal, tokens, seconds, agents, factors, prior, rated, after_failure, model, explored,
    overhead, project, fingerprint
)
VALUES (
    :run_id, :at, :domain, :strategy, :confidence, :chosen_probability, :complexity, :status, :success, :source, :weight,
    :routing_score, :overridden, :rehearsal, :tokens, :seconds, :agents, :factors, :prior, :rated, :after_failure, :model,
    :explored, :overhead, :project, :fingerprint
)
ON CONFLICT (run_id) DO UPDATE SET
    at = excluded.at,
    domain = excluded.domain,
    strategy = excluded.strategy,
    confidence = excluded.confidence,
    chosen_probability = excluded.chosen_probability,
    complexity = excluded.complexity,
    status = excluded.status,
    success = excluded.success,
    source = excluded.source,
    weight = excluded.weight,
    routing_score = excluded.routing_score,
    overridden = excluded.overridden,
    rehearsal = excluded.rehearsal,
    tokens = excluded.tokens,
    seconds = excluded.seconds,
    agents = excluded.agents,
    factors = excluded.factors,
    prior = excluded.prior,
    rated = excluded.rated,
    after_failure = excluded.after_failure,
    model = excluded.model,
    explored = excluded.explored,
    overhead = excluded.overhead,
    project = excluded.project,
    fingerprint = excluded.fingerprint;

-- name: note_verdict
UPDATE outcomes SET note = :note, judged_at = :at WHERE run_id = :run_id;

-- name: tally_strategy
INSERT INTO strategy_tallies VALUES (:domain, :strategy, :successes, :trials, :tokens, :seconds, :agents, :runs)
ON CONFLICT (domain, strategy) DO UPDATE SET
    successes = successes + excluded.successes,
    trials = trials + excluded.trials,
    tokens = tokens + excluded.tokens,
    seconds = seconds + excluded.seconds,
    agents = agents + excluded.agents,
    runs = runs + excluded.runs;

-- name: tally_month
INSERT INTO month_tallies VALUES (
    strftime('%Y-%m', :at, 'unixepoch'), :domain, :strategy, :source, :runs, :judged, :success,
    :routing_scored, :routing_score, :tokens, :seconds, :agents
)
ON CONFLICT (domain, month, strategy, source) DO UPDATE SET
    runs = runs + excluded.runs,
    judged = judged + excluded.judged,
    successes = successes + excluded.successes,
    routing_scored = routing_scored + excluded.routing_scored,
    routing_score = routing_score + excluded.routing_score,
    tokens = tokens + excluded.tokens,
    seconds = seconds + excluded.seconds,
    agents = agents + excluded.agents;

-- name: learned
UPDATE learned SET version = version + 1, outcomes = outcomes + ?;

-- name: decided
UPDATE learned SET decisions = decisions + ?;

-- name: add_recovery
INSERT INTO recoveries (run_id, at, domain, failure, strategy, succeeded)
VALUES (:run_id, :at, :domain, :failure, :strategy, :succeeded);

-- name: tally_recoveries
INSERT INTO recovery_tallies
SELECT iif(everywhere, '*', domain), failure, strategy, sum(succeeded), count(*)
FROM recoveries, (SELECT 0 AS everywhere UNION SELECT 1)
WHERE run_id = ? AND NOT counted AND (everywhere OR domain <> '*')
GROUP BY 1, 2, 3
ON CONFLICT (domain, failure, strategy) DO UPDATE SET
    successes = successes + excluded.successes,
    trials = trials + excluded.trials;

-- name: recoveries_counted
UPDATE recoveries SET counted = 1 WHERE run_id = ? AND NOT counted;

-- name: untally_agent
INSERT INTO agent_tallies
SELECT iif(everywhere, '*', domain), command, -succeeded, -1
FROM agent_results, (SELECT 0 AS everywhere UNION SELECT 1)
WHERE run_id = :run_id AND agent_id = :agent_id AND counted AND (everywhere OR domain <> '*')
ON CONFLICT (domain, command) DO UPDATE SET
    successes = successes + excluded.successes,
    trials = trials + excluded.trials;

-- name: untally_reply
INSERT INTO reply_tallies
SELECT iif(everywhere, '*', domain), command, care, first_failure, -1
FROM agent_results, (SELECT 0 AS everywhere UNION SELECT 1)
WHERE run_id = :run_id AND agent_id = :agent_id AND counted AND first_failure IS NOT NULL
    AND (everywhere OR domain <> '*')
ON CONFLICT (domain, command, care, failure) DO UPDATE SET replies = replies + excluded.replies;

-- name: save_agent
INSERT INTO agent_results (run_id, agent_id, at, domain, command, succeeded, first_failure, care)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (run_id, agent_id) DO UPDATE SET
    at = excluded.at,
    domain = excluded.domain,
    command = excluded.command,
    succeeded = excluded.succeeded,
    first_failure = excluded.first_failure,
    care = excluded.care,
    counted = 0;

-- name: tally_agents
INSERT INTO agent_tallies
SELECT iif(everywhere, '*', domain), command, sum(succeeded), count(*)
FROM agent_results, (SELECT 0 AS everywhere UNION SELECT 1)
WHERE run_id = ? AND NOT counted AND (everywhere OR domain <> '*')
GROUP BY 1, 2
ON CONFLICT (domain, command) DO UPDATE SET
    successes = successes + excluded.successes,
    trials = trials + excluded.trials;

-- name: tally_replies
INSERT INTO reply_tallies
SELECT iif(everywhere, '*', domain), command, care, first_failure, count(*)
FROM agent_results, (SELECT 0 AS everywhere UNION SELECT 1)
WHERE run_id = ? AND NOT counted AND first_failure IS NOT NULL AND (everywhere OR domain <> '*')
GROUP BY 1, 2, 3, 4
ON CONFLICT (domain, command, care, failure) DO UPDATE SET replies = replies + excluded.replies;

-- name: agents_counted
UPDATE agent_results SET counted = 1 WHERE run_id = ? AND NOT counted;

-- name: version
SELECT version FROM learned;

-- name: totals
SELECT version, outcomes, decisions FROM learned;

-- name: strategies
SELECT domain, strategy, successes, trials, tokens, seconds, agents, runs FROM strategy_tallies WHERE runs > 0;

-- name: strategies_of_domain
SELECT domain, strategy, successes, trials, tokens, seconds, agents, runs FROM strategy_tallies
WHERE runs > 0 AND domain = ?;

-- name: recoveries
SELECT domain, failure, strategy, successes, trials FROM recovery_tallies WHERE trials > 0;

-- name: recoveries_of_domain
SELECT failure, strategy, successes, trials FROM recovery_tallies WHERE domain = ? AND trials > 0;

-- name: agents_of_domain
SELECT command, successes, trials FROM agent_tallies WHERE domain = ? AND trials > 0;

-- name: troubled_replies
-- Of the commands whose replies failed often enough to say something.
SELECT domain, command, care, failure, replies FROM reply_tallies
WHERE replies > 0 AND command IN (
    SELECT command FROM reply_tallies WHERE domain = '*' AND failure <> '' GROUP BY command HAVING sum(replies) >= ?
);

-- name: replies_of_domain
SELECT domain, command, care, failure, replies FROM reply_tallies WHERE domain = ? AND replies > 0;

-- name: domains
SELECT DISTINCT domain FROM strategy_tallies WHERE domain <> '*' AND runs > 0 ORDER BY domain;

-- name: months
SELECT * FROM month_tallies WHERE runs > 0 ORDER BY month, domain, strategy, source;

-- name: months_of_domain
SELECT * FROM month_tallies WHERE domain = ? AND runs > 0 ORDER BY month, strategy, source;

-- name: recent
SELECT
    run_id, at, domain, strategy, confidence, chosen_probability, complexity, status, success, source, weight,
    routing_score, overridden, rehearsal, tokens, seconds, agents, factors, prior, rated, after_failure, model, explored,
    overhead, project, fingerprint
FROM outcomes WHERE NOT rehearsal ORDER BY at DESC LIMIT ?;

-- name: recent_of_domain
SELECT
    run_id, at, domain, strategy, confidence, chosen_probability, complexity, status, success, source, weight,
    routing_score, overridden, rehearsal, tokens, seconds, agents, factors, prior, rated, after_failure, model, explored,
    overhead, project, fingerprint
FROM outcomes WHERE NOT rehearsal AND domain = ? ORDER BY at DESC LIMIT ?;

-- name: failures
-- The terms of the inner selection are those of the index `outcomes_failed`.
SELECT fingerprint, strategy, at, judged FROM (
    SELECT project, fingerprint, strategy, at, source = 'feedback' AS judged FROM outcomes
    WHERE project = ? AND fingerprint <> '' AND NOT rehearsal AND NOT overridden
        AND iif(source = 'feedback', success < .5, status IN ('partial', 'failed'))
    ORDER BY at DESC LIMIT ?
) AS failed
WHERE NOT EXISTS (
    SELECT 1 FROM outcomes AS later INDEXED BY outcomes_of_fingerprint
    WHERE later.fingerprint = failed.fingerprint AND later.fingerprint <> '' AND later.at > failed.at
        AND later.project = failed.project AND NOT later.rehearsal
        AND (later.success >= .5 OR (NOT judged AND later.success IS NULL AND later.status = 'completed'))
)
ORDER BY at;
