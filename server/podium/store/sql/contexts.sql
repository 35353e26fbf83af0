-- name: put
INSERT INTO contexts VALUES (?, ?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET expires_at = max(expires_at, excluded.expires_at);

-- name: one
SELECT body FROM contexts WHERE id = ? AND expires_at > ?;

-- name: expire
DELETE FROM contexts WHERE expires_at <= ?;
