-- name: open
INSERT INTO rounds VALUES (
    :round_id, :run_id, :call_id, :number, :opened_at, :client, :calls, :digest
);

-- name: consume
UPDATE rounds SET digest = ? WHERE round_id = ? AND digest IS NULL;

-- name: one
SELECT * FROM rounds WHERE round_id = ?;

-- name: health
SELECT unanswered_at, answered_at FROM clients WHERE client = ?;

-- name: note_client
INSERT INTO clients VALUES (?, ?, ?)
ON CONFLICT (client) DO UPDATE SET
    unanswered_at = coalesce(max(unanswered_at, excluded.unanswered_at), unanswered_at, excluded.unanswered_at),
    answered_at = coalesce(max(answered_at, excluded.answered_at), answered_at, excluded.answered_at);
