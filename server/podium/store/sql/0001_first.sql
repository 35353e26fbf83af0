CREATE TABLE runs (
    run_id TEXT PRIMARY KEY,
    principal TEXT NOT NULL,
    objective TEXT NOT NULL,
    status TEXT NOT NULL,
    strategy TEXT NOT NULL,
    agents_done INTEGER NOT NULL,
    agents_total INTEGER NOT NULL,
    started_at REAL NOT NULL,
    updated_at REAL NOT NULL,
    seq INTEGER NOT NULL,
    rehearsal INTEGER NOT NULL
);
CREATE INDEX runs_newest ON runs (principal, started_at);

CREATE TABLE events (
    run_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    at REAL NOT NULL,
    kind TEXT NOT NULL,
    data TEXT NOT NULL,
    PRIMARY KEY (run_id, seq)
);

CREATE TABLE rounds (
    round_id TEXT PRIMARY KEY,
    run_id TEXT NOT NULL,
    call_id TEXT NOT NULL,
    number INTEGER NOT NULL,
    opened_at REAL NOT NULL,
    client TEXT NOT NULL,
    calls TEXT NOT NULL,
    digest TEXT
);

CREATE TABLE clients (client TEXT PRIMARY KEY, unanswered_at REAL, answered_at REAL) WITHOUT ROWID;

CREATE TABLE contexts (
    id TEXT PRIMARY KEY,
    run_id TEXT NOT NULL,
    created_at REAL NOT NULL,
    expires_at REAL NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX contexts_expiry ON contexts (expires_at);

CREATE TABLE outcomes (
    run_id TEXT PRIMARY KEY,
    at REAL NOT NULL,
    domain TEXT NOT NULL,
    strategy TEXT NOT NULL,
    confidence REAL NOT NULL,
    chosen_probability REAL NOT NULL,
    complexity REAL NOT NULL,
    status TEXT NOT NULL,
    success REAL,
    source TEXT NOT NULL,
    weight REAL NOT NULL,
    routing_score REAL,
    overridden INTEGER NOT NULL,
    rehearsal INTEGER NOT NULL,
    tokens INTEGER NOT NULL,
    seconds REAL NOT NULL,
    agents INTEGER NOT NULL,
    factors TEXT NOT NULL,
    note TEXT NOT NULL DEFAULT '',
    judged_at REAL
);
CREATE INDEX outcomes_newest ON outcomes (at) WHERE NOT rehearsal;
CREATE INDEX outcomes_newest_of_domain ON outcomes (domain, at) WHERE NOT rehearsal;

CREATE TABLE recoveries (
    id INTEGER PRIMARY KEY,
    run_id TEXT NOT NULL,
    at REAL NOT NULL,
    domain TEXT NOT NULL,
    failure TEXT NOT NULL,
    strategy TEXT NOT NULL,
    succeeded INTEGER NOT NULL,
    counted INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX recoveries_uncounted ON recoveries (run_id) WHERE NOT counted;

CREATE TABLE agent_results (
    run_id TEXT NOT NULL,
    agent_id TEXT NOT NULL,
    at REAL NOT NULL,
    domain TEXT NOT NULL,
    command TEXT NOT NULL,
    succeeded INTEGER NOT NULL,
    counted INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (run_id, agent_id)
) WITHOUT ROWID;

-- Aggregates. In each, the domain '*' stands for all domains together.

CREATE TABLE learned (
    version INTEGER NOT NULL,
    outcomes INTEGER NOT NULL,
    decisions INTEGER NOT NULL
);
INSERT INTO learned VALUES (0, 0, 0);

CREATE TABLE strategy_tallies (
    domain TEXT NOT NULL,
    strategy TEXT NOT NULL,
    successes REAL NOT NULL,
    trials REAL NOT NULL,
    tokens INTEGER NOT NULL,
    seconds REAL NOT NULL,
    agents INTEGER NOT NULL,
    runs INTEGER NOT NULL,
    PRIMARY KEY (domain, strategy)
) WITHOUT ROWID;

CREATE TABLE month_tallies (
    month TEXT NOT NULL,
    domain TEXT NOT NULL,
    strategy TEXT NOT NULL,
    source TEXT NOT NULL,
    runs INTEGER NOT NULL,
    judged INTEGER NOT NULL,
    successes REAL NOT NULL,
    routing_scored INTEGER NOT NULL,
    routing_score REAL NOT NULL,
    tokens INTEGER NOT NULL,
    seconds REAL NOT NULL,
    agents INTEGER NOT NULL,
    PRIMARY KEY (domain, month, strategy, source)
) WITHOUT ROWID;

CREATE TABLE recovery_tallies (
    domain TEXT NOT NULL,
    failure TEXT NOT NULL,
    strategy TEXT NOT NULL,
    successes REAL NOT NULL,
    trials REAL NOT NULL,
    PRIMARY KEY (domain, failure, strategy)
) WITHOUT ROWID;

CREATE TABLE agent_tallies (
    domain TEXT NOT NULL,
    command TEXT NOT NULL,
    successes REAL NOT NULL,
    trials REAL NOT NULL,
    PRIMARY KEY (domain, command)
) WITHOUT ROWID;
