-- What tells an objective from others without its words, so that a repeat of what failed is noticed; earlier outcomes have none.
ALTER TABLE outcomes ADD COLUMN fingerprint TEXT NOT NULL DEFAULT '';
CREATE INDEX outcomes_failed ON outcomes (project, at)
WHERE fingerprint <> '' AND NOT rehearsal AND NOT overridden
    AND iif(source = 'feedback', success < .5, status IN ('partial', 'failed'));
CREATE INDEX outcomes_of_fingerprint ON outcomes (fingerprint, at) WHERE fingerprint <> '';
