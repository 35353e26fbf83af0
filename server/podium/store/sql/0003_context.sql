-- What the packs of a run held and which of it was cited, so that a verdict can be counted and taken back.
CREATE TABLE context_used (
    run_id TEXT PRIMARY KEY,
    at REAL NOT NULL,
    loading TEXT NOT NULL,
    items TEXT NOT NULL
) WITHOUT ROWID;

-- How items did in judged runs; `seen` is when one was last counted. The domain '*' stands for all domains together.
CREATE TABLE item_tallies (
    domain TEXT NOT NULL,
    command TEXT NOT NULL,
    place TEXT NOT NULL,
    useful REAL NOT NULL,
    shown REAL NOT NULL,
    seen REAL NOT NULL,
    PRIMARY KEY (domain, command, place)
) WITHOUT ROWID;

CREATE TABLE loading_tallies (
    domain TEXT NOT NULL,
    strategy TEXT NOT NULL,
    loading TEXT NOT NULL,
    successes REAL NOT NULL,
    trials REAL NOT NULL,
    tokens INTEGER NOT NULL,
    runs INTEGER NOT NULL,
    PRIMARY KEY (domain, strategy, loading)
) WITHOUT ROWID;
