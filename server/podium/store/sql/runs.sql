-- name: progress
SELECT seq, status, rehearsal FROM runs WHERE run_id = ?;

-- name: save
INSERT INTO runs VALUES (
    :run_id, :principal, :objective, :status, :strategy, :agents_done, :agents_total,
    :started_at, :updated_at, :seq, :rehearsal
)
ON CONFLICT (run_id) DO UPDATE SET
    objective = excluded.objective,
    status = excluded.status,
    strategy = excluded.strategy,
    agents_done = excluded.agents_done,
    agents_total = excluded.agents_total,
    updated_at = excluded.updated_at,
    seq = excluded.seq,
    rehearsal = max(rehearsal, excluded.rehearsal);

-- name: one
SELECT * FROM runs WHERE run_id = ?;

-- name: newest
SELECT * FROM runs WHERE principal = ? AND substr(run_id, 1, ?) = ?
ORDER BY started_at DESC, rowid DESC LIMIT ?;

-- name: add_event
INSERT INTO events VALUES (?, ?, ?, ?, ?);

-- name: events
SELECT seq, at, kind, data FROM events WHERE run_id = ? AND seq > ? ORDER BY seq;

-- name: judged
SELECT run_id, success FROM outcomes WHERE success IS NOT NULL AND NOT rehearsal ORDER BY at DESC, run_id LIMIT ?;
