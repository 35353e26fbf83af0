ALTER TABLE outcomes ADD COLUMN prior REAL;
ALTER TABLE outcomes ADD COLUMN rated INTEGER NOT NULL DEFAULT 0;
ALTER TABLE outcomes ADD COLUMN after_failure TEXT NOT NULL DEFAULT '';
ALTER TABLE outcomes ADD COLUMN model TEXT NOT NULL DEFAULT '';
ALTER TABLE outcomes ADD COLUMN explored INTEGER NOT NULL DEFAULT 0;
ALTER TABLE outcomes ADD COLUMN overhead REAL;
-- How much of earlier evidence was kept when this outcome was counted; see `kept`.
ALTER TABLE outcomes ADD COLUMN kept REAL NOT NULL DEFAULT 1;

-- `latest` is the end of the newest outcome; `overhead` sums the measured overhead of `overhead_runs` runs.
ALTER TABLE learned ADD COLUMN latest REAL NOT NULL DEFAULT 0;
ALTER TABLE learned ADD COLUMN overhead REAL NOT NULL DEFAULT 0;
ALTER TABLE learned ADD COLUMN overhead_runs INTEGER NOT NULL DEFAULT 0;
UPDATE learned SET latest = coalesce((SELECT max(at) FROM outcomes WHERE NOT rehearsal), 0);

-- Evidence of the estimator. Sums are in outcomes of the landmark's time: they grow with `freshness(at)`.
CREATE TABLE cells (
    domain TEXT NOT NULL,
    strategy TEXT NOT NULL,
    after_failure TEXT NOT NULL,
    rated INTEGER NOT NULL,
    bin INTEGER NOT NULL,
    prior REAL NOT NULL,
    successes REAL NOT NULL,
    trials REAL NOT NULL,
    PRIMARY KEY (domain, strategy, after_failure, rated, bin)
) WITHOUT ROWID;
INSERT INTO cells
SELECT
    domain, strategy, '', 0, score_bin(confidence), sum(weight * freshness(at) * confidence),
    sum(weight * freshness(at) * success), sum(weight * freshness(at))
FROM outcomes
WHERE success IS NOT NULL AND NOT overridden AND NOT rehearsal
GROUP BY domain, strategy, score_bin(confidence);

-- Share of the evidence of a domain and strategy that is left after all resets; 1 where there is no row.
CREATE TABLE kept (
    domain TEXT NOT NULL,
    strategy TEXT NOT NULL,
    share REAL NOT NULL,
    PRIMARY KEY (domain, strategy)
) WITHOUT ROWID;

-- Verdicts of users and tests by confidence: what thresholds are certified from.
CREATE TABLE confidence_tallies (
    domain TEXT NOT NULL,
    strategy TEXT NOT NULL,
    bin INTEGER NOT NULL,
    successes INTEGER NOT NULL,
    trials INTEGER NOT NULL,
    PRIMARY KEY (domain, strategy, bin)
) WITHOUT ROWID;

-- How runs went in which two commands worked together, each pair in the order of the alphabet.
CREATE TABLE team_tallies (
    domain TEXT NOT NULL,
    one TEXT NOT NULL,
    other TEXT NOT NULL,
    successes REAL NOT NULL,
    trials REAL NOT NULL,
    PRIMARY KEY (domain, one, other)
) WITHOUT ROWID;

CREATE TABLE thresholds (
    domain TEXT NOT NULL,
    boundary TEXT NOT NULL,
    value REAL NOT NULL,
    target REAL NOT NULL,
    certified INTEGER NOT NULL,
    day INTEGER NOT NULL,
    moved REAL NOT NULL,
    PRIMARY KEY (domain, boundary)
) WITHOUT ROWID;

CREATE TABLE watches (
    domain TEXT PRIMARY KEY,
    fall REAL NOT NULL,
    fall_since REAL NOT NULL,
    fall_before INTEGER NOT NULL,
    rise REAL NOT NULL,
    rise_since REAL NOT NULL,
    rise_before INTEGER NOT NULL,
    verdicts INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE models (
    strategy TEXT PRIMARY KEY,
    model TEXT NOT NULL,
    other TEXT NOT NULL,
    runs INTEGER NOT NULL
) WITHOUT ROWID;

-- What learning did by itself, and why, so that it can be checked and taken back.
CREATE TABLE learning_log (
    id INTEGER PRIMARY KEY,
    at REAL NOT NULL,
    domain TEXT NOT NULL,
    kind TEXT NOT NULL,
    detail TEXT NOT NULL
);
