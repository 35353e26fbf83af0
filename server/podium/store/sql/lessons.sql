-- name: save_used
INSERT INTO context_used VALUES (:run_id, :at, :loading, :items)
ON CONFLICT (run_id) DO UPDATE SET at = excluded.at, loading = excluded.loading, items = excluded.items;

-- name: used
SELECT loading, items FROM context_used WHERE run_id = ?;

-- name: tally_item
INSERT INTO item_tallies VALUES (:domain, :command, :place, :useful, :shown, :at)
ON CONFLICT (domain, command, place) DO UPDATE SET
    useful = max(0, useful + excluded.useful),
    shown = max(0, shown + excluded.shown),
    seen = max(seen, excluded.seen);

-- name: untally_item
UPDATE item_tallies SET useful = max(0, useful - :useful), shown = max(0, shown - :shown)
WHERE domain = :domain AND command = :command AND place = :place;

-- name: drop_oldest_items
DELETE FROM item_tallies WHERE (domain, command, place) IN (
    SELECT domain, command, place FROM item_tallies
    ORDER BY seen, domain, command, place LIMIT max(0, (SELECT count(*) FROM item_tallies) - :most)
);

-- name: tally_loading
INSERT INTO loading_tallies VALUES (:domain, :strategy, :loading, :successes, :trials, :tokens, :runs)
ON CONFLICT (domain, strategy, loading) DO UPDATE SET
    successes = successes + excluded.successes,
    trials = trials + excluded.trials,
    tokens = tokens + excluded.tokens,
    runs = runs + excluded.runs;

-- name: items
SELECT domain, command, place, useful, shown FROM item_tallies WHERE shown > 0;

-- name: items_of_domain
SELECT domain, command, place, useful, shown FROM item_tallies WHERE shown > 0 AND domain IN (?, '*');

-- name: loadings
SELECT strategy, loading, successes, trials, tokens, runs FROM loading_tallies WHERE runs > 0 AND domain = ?;
