"""Outcomes, and the aggregates kept from them. A recorded outcome enters once; a later one of the run replaces it.

Rehearsals are recorded and enter no aggregate. Overridden runs count as runs, with their costs, agents and recoveries,
but their success teaches nothing about a strategy, since nobody chose it by its probability. What a run tells about
recoveries and agents enters when its outcome does.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import replace

from podium.core.errors import UserError
from podium.core.learning.domains import EVERYWHERE
from podium.core.learning.troubles import LEAST_TROUBLED
from podium.core.values import Cost, Failed, Knowledge, Tally
from podium.store import cells as of_cells
from podium.store import evidence, lessons, rows
from podium.store.outcomes import OutcomeRow
from podium.store.protocol import AgentRow, ContextUse, RecoveryRow
from podium.store.report import MonthRow, Report
from podium.store.statements import insert, named

RECENT = 1000
"""How many of the latest outcomes a report holds."""
FAILURES = 200
"""How many of a project's latest failures are looked at for repeats."""

_TALLIES = ("tally_recoveries", "recoveries_counted", "tally_agents", "tally_replies", "agents_counted")
_SQL = named("learning")


def record(
    connection: sqlite3.Connection,
    run_id: str,
    outcome: OutcomeRow | None,
    recoveries: Sequence[RecoveryRow],
    agents: Sequence[AgentRow],
    context: ContextUse | None = None,
) -> None:
    """Write what a step of a run teaches, and bring the aggregates up to date."""
    connection.executemany(_SQL["add_recovery"], [rows.recovery_row(row) for row in recoveries])
    former = find(connection, run_id)
    if former is not None:  # before the first outcome nothing of the run has been counted
        counted = [{"run_id": r.run_id, "agent_id": r.agent_id} for r in agents]
        connection.executemany(_SQL["untally_agent"], counted)
        connection.executemany(_SQL["untally_reply"], counted)
    insert(connection, _SQL["save_agent"], list(map(rows.agent_row, agents)))
    if outcome is not None:
        if former is None:
            evidence.meet_model(connection, outcome)
            if context is not None:  # what the packs of a run held is settled when its first outcome is
                lessons.save(connection, context, outcome.at)
        _replace(connection, former, outcome if former is None else _keeping_verdict(former, outcome), outcome.at)
    known = outcome or former
    if known is not None and _teaches(known):
        for statement in _TALLIES:
            connection.execute(_SQL[statement], (run_id,))
        connection.execute(_SQL["learned"], (0,))


def judge(connection: sqlite3.Connection, run_id: str, success: bool, note: str, at: float, score: float) -> OutcomeRow:
    """Record the verdict of a user or of tests in place of whatever judged the run before."""
    former = find(connection, run_id)
    if former is None:
        raise UserError(
            f"The run {run_id} has no outcome to judge yet. Take it to its end with orchestrate-continue first."
        )
    judged = replace(former, success=float(success), source="feedback", weight=1.0, routing_score=score)
    _replace(connection, former, judged, at)
    connection.execute(_SQL["note_verdict"], {"run_id": run_id, "note": rows.plain(note), "at": at})
    return judged


def count_decision(connection: sqlite3.Connection, change: int) -> None:
    """Count a run that was started (1), or take it back when it turns out to be a rehearsal (-1)."""
    connection.execute(_SQL["decided"], (change,))


def take_out(connection: sqlite3.Connection, outcome: OutcomeRow) -> None:
    """Take an outcome out of the tallies; the estimator's evidence is `evidence.remove`'s."""
    _contribute(connection, outcome, -1)


def find(connection: sqlite3.Connection, run_id: str) -> OutcomeRow | None:
    """The outcome of a run."""
    row = connection.execute(_SQL["outcome"], (run_id,)).fetchone()
    return None if row is None else rows.outcome(row)


def knowledge(connection: sqlite3.Connection, project: str = "") -> Knowledge:
    """The aggregates as a snapshot, for decisions in a project."""
    version, outcomes, _ = connection.execute(_SQL["totals"]).fetchone()
    thresholds, certified = evidence.learned_thresholds(connection)
    tallies = connection.execute(_SQL["strategies"]).fetchall()
    return Knowledge(
        version=version,
        outcomes=outcomes,
        strategies={(domain, strategy): Tally(*tally) for domain, strategy, *tally in (row[:4] for row in tallies)},
        recoveries=_recoveries_by_domain(connection),
        agents=_agents(connection, EVERYWHERE),
        costs={row[1]: _cost(row) for row in tallies if row[0] == EVERYWHERE},
        thresholds=thresholds,
        certified=certified,
        overhead_per_agent=evidence.overhead_per_agent(connection),
        cells=evidence.cells(connection, project),
        project=project,
        project_outcomes=round(of_cells.outcomes_of(connection, project)),
        lessons=lessons.known(connection),
        teams=evidence.known_teams(connection),
        replies=_replies(connection.execute(_SQL["troubled_replies"], (LEAST_TROUBLED,))),
        failures={
            key: Failed(strategy, at, bool(judged))
            for key, strategy, at, judged in connection.execute(_SQL["failures"], (project, FAILURES))
        },
    )


def costs(connection: sqlite3.Connection) -> dict[str, Cost]:
    """What a run of each strategy costs on this installation."""
    return {row[1]: _cost(row) for row in connection.execute(_SQL["strategies_of_domain"], (EVERYWHERE,))}


def report(connection: sqlite3.Connection, domain: str | None, project: str = "") -> Report:
    """What the learning report needs, in time that does not grow with the number of outcomes."""
    key = EVERYWHERE if domain is None else domain
    tallies = connection.execute(_SQL["strategies_of_domain"], (key,)).fetchall()
    if domain is None:
        months = connection.execute(_SQL["months"])
        recent = connection.execute(_SQL["recent"], (RECENT,))
        decisions = connection.execute(_SQL["totals"]).fetchone()[2]
    else:
        months = connection.execute(_SQL["months_of_domain"], (domain,))
        recent = connection.execute(_SQL["recent_of_domain"], (domain, RECENT))
        decisions = sum(row[7] for row in tallies)
    return Report(
        domain=domain,
        domains=tuple(name for (name,) in connection.execute(_SQL["domains"])),
        decisions=decisions,
        months=tuple(MonthRow(*row) for row in months),
        strategies={row[1]: Tally(row[2], row[3]) for row in tallies},
        costs={row[1]: _cost(row) for row in tallies},
        recoveries=_recoveries(connection, key),
        agents=_agents(connection, key),
        recent=tuple(map(rows.outcome, recent)),
        log=evidence.logged(connection, domain),
        confidences=evidence.confidences(connection, domain),
        teams=evidence.teams(connection, domain),
        lessons=lessons.known(connection, key),
        replies={c: found for (_, c), found in _replies(connection.execute(_SQL["replies_of_domain"], (key,))).items()},
        projects=of_cells.projects(connection, domain, project),
    )


def _keeping_verdict(former: OutcomeRow, outcome: OutcomeRow) -> OutcomeRow:
    """The new outcome under the old verdict: a person's judgement is not overwritten by our own checks."""
    if former.source != "feedback" or outcome.source == "feedback":
        return outcome
    return replace(
        outcome, success=former.success, source="feedback", weight=former.weight, routing_score=former.routing_score
    )


def _replace(connection: sqlite3.Connection, former: OutcomeRow | None, outcome: OutcomeRow, at: float) -> None:
    """Put an outcome in the place of the former one; `at` is when it was judged."""
    if former is not None:
        _contribute(connection, former, -1)
        evidence.remove(connection, former)
    connection.execute(_SQL["save_outcome"], rows.outcome_row(outcome))
    _contribute(connection, outcome, 1)
    evidence.add(connection, outcome, first=former is None)
    if former is None or (former.success, former.source) != (outcome.success, outcome.source):
        evidence.react(connection, outcome, at, costs)


def _teaches(outcome: OutcomeRow) -> bool:
    return not outcome.rehearsal


def _contribute(connection: sqlite3.Connection, outcome: OutcomeRow, sign: int) -> None:
    """Add an outcome to the aggregates (`sign` 1) or take it out again (-1)."""
    if not _teaches(outcome):
        return
    judged = outcome.success is not None
    trials = sign * outcome.weight if judged else 0.0
    change = {
        "at": outcome.at,
        "domain": rows.plain(outcome.domain),
        "strategy": outcome.strategy,
        "source": outcome.source,
        "trials": trials,
        "successes": trials * (outcome.success or 0.0),
        "success": sign * (outcome.success or 0.0),
        "judged": sign * judged,
        "routing_scored": sign * (outcome.routing_score is not None),
        "routing_score": sign * (outcome.routing_score or 0.0),
        "tokens": sign * outcome.tokens,
        "seconds": sign * outcome.seconds,
        "agents": sign * outcome.agents,
        "runs": sign,
    }
    connection.execute(_SQL["tally_month"], change)
    if outcome.overridden:
        change |= {"trials": 0.0, "successes": 0.0}
    for domain in {change["domain"], EVERYWHERE}:
        connection.execute(_SQL["tally_strategy"], {**change, "domain": domain})
    lessons.contribute(connection, outcome, sign, judged=evidence.teaches(outcome))
    connection.execute(_SQL["learned"], (change["judged"],))


def _cost(row: rows.Row) -> Cost:
    _, _, _, _, tokens, seconds, agents, runs = row
    return Cost(tokens / runs, seconds / runs, agents / runs, runs)


def _recoveries(connection: sqlite3.Connection, domain: str) -> dict[tuple[str, str], Tally]:
    found = connection.execute(_SQL["recoveries_of_domain"], (domain,))
    return {(failure, strategy): Tally(successes, trials) for failure, strategy, successes, trials in found}


def _recoveries_by_domain(connection: sqlite3.Connection) -> dict[tuple[str, str, str], Tally]:
    found = connection.execute(_SQL["recoveries"])
    return {(domain, failure, way): Tally(successes, trials) for domain, failure, way, successes, trials in found}


def _replies(found: Iterable[rows.Row]) -> dict[tuple[str, str], dict[tuple[str, str], float]]:
    known: dict[tuple[str, str], dict[tuple[str, str], float]] = {}
    for domain, command, care, failure, replies in found:
        known.setdefault((domain, command), {})[care, failure] = replies
    return known


def _agents(connection: sqlite3.Connection, domain: str) -> dict[str, Tally]:
    found = connection.execute(_SQL["agents_of_domain"], (domain,))
    return {command: Tally(successes, trials) for command, successes, trials in found}
