-- How judged runs of a strategy went by the pairs of commands whose agents answered in them, each pair in the order of
-- the alphabet; a command with itself stands for it alone.
DROP TABLE team_tallies;
CREATE TABLE team_tallies (
    domain TEXT NOT NULL,
    strategy TEXT NOT NULL,
    one TEXT NOT NULL,
    other TEXT NOT NULL,
    successes REAL NOT NULL,
    trials REAL NOT NULL,
    PRIMARY KEY (domain, strategy, one, other)
) WITHOUT ROWID;
INSERT INTO team_tallies
SELECT iif(everywhere, '*', o.domain), o.strategy, a.command, b.command, sum(o.weight * o.success), sum(o.weight)
FROM outcomes AS o
JOIN (SELECT DISTINCT run_id, command FROM agent_results WHERE succeeded) AS a ON a.run_id = o.run_id
JOIN (SELECT DISTINCT run_id, command FROM agent_results WHERE succeeded) AS b
    ON b.run_id = o.run_id AND a.command <= b.command
JOIN (SELECT 0 AS everywhere UNION SELECT 1)
WHERE o.success IS NOT NULL AND NOT o.overridden AND NOT o.rehearsal
    AND o.strategy NOT IN ('direct_atomic', 'orchestrated_workflow') AND (everywhere OR o.domain <> '*')
GROUP BY 1, 2, 3, 4;
