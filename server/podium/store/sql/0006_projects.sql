-- The project of an outcome, by its fingerprint; empty where a server has none. Earlier outcomes belong to none.
ALTER TABLE outcomes ADD COLUMN project TEXT NOT NULL DEFAULT '';

-- The part of `cells` that comes from each project, in the same units.
CREATE TABLE project_cells (
    project TEXT NOT NULL,
    domain TEXT NOT NULL,
    strategy TEXT NOT NULL,
    after_failure TEXT NOT NULL,
    rated INTEGER NOT NULL,
    bin INTEGER NOT NULL,
    prior REAL NOT NULL,
    successes REAL NOT NULL,
    trials REAL NOT NULL,
    PRIMARY KEY (project, domain, strategy, after_failure, rated, bin)
) WITHOUT ROWID;
CREATE INDEX project_cells_by_domain ON project_cells (domain, strategy);

-- How judged runs of each project went; overridden ones and rehearsals aside.
CREATE TABLE project_tallies (
    project TEXT NOT NULL,
    domain TEXT NOT NULL,
    strategy TEXT NOT NULL,
    successes REAL NOT NULL,
    trials REAL NOT NULL,
    PRIMARY KEY (project, domain, strategy)
) WITHOUT ROWID;
CREATE INDEX project_tallies_by_domain ON project_tallies (domain);
