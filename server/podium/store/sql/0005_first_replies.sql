-- How the first reply of an agent failed (empty where it did not, NULL where nobody knows), by its command and the care
-- that its request was planned with.
ALTER TABLE agent_results ADD COLUMN first_failure TEXT;
ALTER TABLE agent_results ADD COLUMN care TEXT NOT NULL DEFAULT '';

CREATE TABLE reply_tallies (
    domain TEXT NOT NULL,
    command TEXT NOT NULL,
    care TEXT NOT NULL,
    failure TEXT NOT NULL,
    replies REAL NOT NULL,
    PRIMARY KEY (domain, command, care, failure)
) WITHOUT ROWID;
