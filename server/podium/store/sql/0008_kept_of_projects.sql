-- Share of the evidence of a project, domain and strategy that is left after drift there, beside `kept`, which is of all
-- projects; 1 where there is no row. An empty project stands for outcomes that belong to none.
CREATE TABLE project_kept (
    project TEXT NOT NULL,
    domain TEXT NOT NULL,
    strategy TEXT NOT NULL,
    share REAL NOT NULL,
    PRIMARY KEY (project, domain, strategy)
) WITHOUT ROWID;
