-- name: add
INSERT INTO cells VALUES (:domain, :strategy, :after, :rated, :bin, :prior, :successes, :trials)
ON CONFLICT (domain, strategy, after_failure, rated, bin) DO UPDATE SET
    prior = prior + excluded.prior,
    successes = successes + excluded.successes,
    trials = trials + excluded.trials;

-- name: add_of_project
INSERT INTO project_cells VALUES (:project, :domain, :strategy, :after, :rated, :bin, :prior, :successes, :trials)
ON CONFLICT (project, domain, strategy, after_failure, rated, bin) DO UPDATE SET
    prior = prior + excluded.prior,
    successes = successes + excluded.successes,
    trials = trials + excluded.trials;

-- name: everywhere
SELECT domain, strategy, after_failure, rated, prior, successes, trials FROM cells;

-- name: here
SELECT domain, strategy, after_failure, rated, prior, successes, trials FROM project_cells WHERE project = ?;

-- name: elsewhere
SELECT
    c.domain, c.strategy, c.after_failure, c.rated, c.prior - coalesce(p.prior, 0),
    c.successes - coalesce(p.successes, 0), c.trials - coalesce(p.trials, 0)
FROM cells AS c LEFT JOIN project_cells AS p
    ON p.project = ? AND p.domain = c.domain AND p.strategy = c.strategy AND p.after_failure = c.after_failure
    AND p.rated = c.rated AND p.bin = c.bin;

-- name: fade_domain
UPDATE cells SET prior = prior * :share, successes = successes * :share, trials = trials * :share
WHERE domain = :domain;

-- name: fade_domain_of_projects
UPDATE project_cells SET prior = prior * :share, successes = successes * :share, trials = trials * :share
WHERE domain = :domain;

-- name: fade_strategy
UPDATE cells SET prior = prior * :share, successes = successes * :share, trials = trials * :share
WHERE strategy = :strategy;

-- name: fade_strategy_of_projects
UPDATE project_cells SET prior = prior * :share, successes = successes * :share, trials = trials * :share
WHERE strategy = :strategy;

-- name: tally
INSERT INTO project_tallies VALUES (:project, :domain, :strategy, :successes, :trials)
ON CONFLICT (project, domain, strategy) DO UPDATE SET
    successes = successes + excluded.successes,
    trials = trials + excluded.trials;

-- name: outcomes_of_project
SELECT coalesce(sum(trials), 0) FROM project_tallies WHERE project = ?;

-- name: tallies
SELECT project, strategy, sum(successes), sum(trials) FROM project_tallies
WHERE trials > .001 AND (domain = :domain OR :domain IS NULL)
GROUP BY project, strategy ORDER BY project = :first DESC, sum(trials) DESC, project, strategy LIMIT :most;
