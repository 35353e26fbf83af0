-- name: kept
SELECT
    coalesce((SELECT share FROM kept WHERE domain = :domain AND strategy = :strategy), 1)
    * coalesce(
        (SELECT share FROM project_kept WHERE project = :project AND domain = :domain AND strategy = :strategy), 1
    );

-- name: kept_of_project
INSERT INTO project_kept SELECT DISTINCT :project, domain, strategy, :share FROM cells WHERE domain = :domain
ON CONFLICT (project, domain, strategy) DO UPDATE SET share = share * excluded.share;

-- name: kept_of_strategy
INSERT INTO kept SELECT DISTINCT domain, strategy, :share FROM cells WHERE strategy = :strategy
ON CONFLICT (domain, strategy) DO UPDATE SET share = share * excluded.share;

-- name: kept_when_counted
SELECT kept FROM outcomes WHERE run_id = ?;

-- name: count_with
UPDATE outcomes SET kept = ? WHERE run_id = ?;

-- name: since
SELECT
    run_id, at, domain, strategy, confidence, chosen_probability, complexity, status, success, source, weight,
    routing_score, overridden, rehearsal, tokens, seconds, agents, factors, prior, rated, after_failure, model, explored,
    overhead, project
FROM outcomes
WHERE NOT rehearsal AND domain = ? AND at > ?;

-- name: tally_confidence
INSERT INTO confidence_tallies VALUES (:domain, :strategy, :bin, :successes, :trials)
ON CONFLICT (domain, strategy, bin) DO UPDATE SET
    successes = successes + excluded.successes,
    trials = trials + excluded.trials;

-- name: confidence
SELECT bin, successes, trials FROM confidence_tallies WHERE domain = ? AND strategy = ? AND trials > 0;

-- name: confidences
SELECT domain, strategy, bin, successes, trials FROM confidence_tallies
WHERE trials > 0 AND (domain = :domain OR :domain IS NULL);

-- name: forget_confidences
DELETE FROM confidence_tallies WHERE domain = ?;

-- name: tally_teams
INSERT INTO team_tallies
SELECT iif(everywhere, '*', :domain), :strategy, a.command, b.command, :successes, :trials
FROM (SELECT DISTINCT command FROM agent_results WHERE run_id = :run_id AND succeeded) AS a
JOIN (SELECT DISTINCT command FROM agent_results WHERE run_id = :run_id AND succeeded) AS b ON a.command <= b.command
JOIN (SELECT 0 AS everywhere UNION SELECT 1)
WHERE everywhere OR :domain <> '*'
ON CONFLICT (domain, strategy, one, other) DO UPDATE SET
    successes = successes + excluded.successes,
    trials = trials + excluded.trials;

-- name: teams
SELECT one, other, sum(successes), sum(trials) FROM team_tallies
WHERE domain = ? AND one <> other AND trials > .001
GROUP BY one, other ORDER BY sum(trials) DESC, one, other LIMIT ?;

-- name: known_teams
SELECT domain, strategy, one, other, successes, trials FROM team_tallies
WHERE domain <> '*' AND (trials >= :least OR (one = other AND trials > .001)) ORDER BY trials DESC LIMIT :most;

-- name: watches
SELECT fall, fall_since, fall_before, rise, rise_since, rise_before, verdicts FROM watches WHERE domain = ?;

-- name: save_watches
INSERT OR REPLACE INTO watches VALUES (?, ?, ?, ?, ?, ?, ?, ?);

-- name: model
SELECT model, other, runs FROM models WHERE strategy = ?;

-- name: save_model
INSERT OR REPLACE INTO models VALUES (?, ?, ?, ?);

-- name: thresholds
SELECT domain, boundary, value, target, certified, day, moved FROM thresholds;

-- name: thresholds_of_domain
SELECT domain, boundary, value, target, certified, day, moved FROM thresholds WHERE domain = ?;

-- name: save_threshold
INSERT OR REPLACE INTO thresholds VALUES (:domain, :boundary, :value, :target, :certified, :day, :moved);

-- name: measured
UPDATE learned SET
    latest = max(latest, :at), overhead = overhead + :overhead, overhead_runs = overhead_runs + :overhead_runs;

-- name: measures
SELECT latest, overhead, overhead_runs FROM learned;

-- name: log
INSERT INTO learning_log (at, domain, kind, detail) VALUES (?, ?, ?, ?);

-- name: logged
SELECT at, domain, kind, detail FROM learning_log WHERE :domain IS NULL OR domain IN (:domain, '*')
ORDER BY id DESC LIMIT :most;
