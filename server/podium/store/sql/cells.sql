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

-- name: fade_project
UPDATE cells SET
    prior = cells.prior - (1 - :share) * p.prior,
    successes = cells.successes - (1 - :share) * p.successes,
    trials = cells.trials - (1 - :share) * p.trials
FROM project_cells AS p
WHERE
    p.project = :project AND cells.domain = :domain AND p.domain = cells.domain AND p.strategy = cells.strategy
    AND p.after_failure = cells.after_failure AND p.rated = cells.rated AND p.bin = cells.bin;

-- name: fade_within_project
UPDATE project_cells SET prior = prior * :share, successes = successes * :share, trials = trials * :share
WHERE project = :project AND domain = :domain;

-- name: fade_of_no_project
UPDATE cells SET
    prior = cells.prior * :share + (1 - :share) * all_projects.prior,
    successes = cells.successes * :share + (1 - :share) * all_projects.successes,
    trials = cells.trials * :share + (1 - :share) * all_projects.trials
FROM (
    SELECT
        c.strategy, c.after_failure, c.rated, c.bin, coalesce(sum(p.prior), 0) AS prior,
        coalesce(sum(p.successes), 0) AS successes, coalesce(sum(p.trials), 0) AS trials
    FROM cells AS c LEFT JOIN project_cells AS p
        ON p.domain = c.domain AND p.strategy = c.strategy AND p.after_failure = c.after_failure
        AND p.rated = c.rated AND p.bin = c.bin
    WHERE c.domain = :domain
    GROUP BY 1, 2, 3, 4
) AS all_projects
WHERE
    cells.domain = :domain AND cells.strategy = all_projects.strategy
    AND cells.after_failure = all_projects.after_failure AND cells.rated = all_projects.rated
    AND cells.bin = all_projects.bin;

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
