-- name: old
SELECT run_id FROM runs WHERE updated_at < ? ORDER BY updated_at LIMIT ?;

-- name: beyond
SELECT run_id FROM (SELECT run_id, status FROM runs ORDER BY updated_at DESC LIMIT -1 OFFSET ?)
WHERE status IN ('completed', 'partial', 'failed', 'cancelled') LIMIT ?;

-- name: drop_run
DELETE FROM runs WHERE run_id = ?;

-- name: drop_events
DELETE FROM events WHERE run_id = ?;

-- name: drop_agents
DELETE FROM agent_results WHERE run_id = ?;

-- name: drop_context_used
DELETE FROM context_used WHERE run_id = ?;

-- name: drop_rounds
DELETE FROM rounds WHERE run_id NOT IN (SELECT run_id FROM runs);

-- name: drop_recoveries
DELETE FROM recoveries WHERE run_id NOT IN (SELECT run_id FROM runs);

-- name: drop_outcomes
DELETE FROM outcomes WHERE run_id IN (SELECT run_id FROM outcomes ORDER BY at DESC LIMIT -1 OFFSET ?);

-- name: drop_clients
DELETE FROM clients WHERE max(coalesce(unanswered_at, 0), coalesce(answered_at, 0)) < ?;

-- name: drop_log
DELETE FROM learning_log WHERE id <= (SELECT max(id) FROM learning_log) - ?;

-- name: give_back
PRAGMA incremental_vacuum(2000);
