"""The estimator's evidence and what learning does by itself: cells, resets after drift, thresholds that move.

All of it happens in the transaction that records the outcome, in time that does not grow with their number.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import NamedTuple

from podium.core.learning import drift, thresholds
from podium.core.learning.domains import EVERYWHERE
from podium.core.learning.evidence import DAY_SECONDS, Cells
from podium.core.learning.model import Model
from podium.core.learning.teams import LEAST_RUNS
from podium.core.learning.thresholds import DEFAULTS, Cases
from podium.core.learning.utility import measured
from podium.core.values import Cost, Tally, Thresholds
from podium.store import cells as of_cells
from podium.store import rows
from podium.store.outcomes import OutcomeRow
from podium.store.report import LogRow
from podium.store.statements import named

LEAST_OVERHEAD_RUNS = 5
"""Runs below which the overhead of an agent is not called measured."""

LOGGED = 50
TEAMS, KNOWN_TEAMS = 50, 5_000
_ALONE = ("direct_atomic", "orchestrated_workflow")
"""Strategies whose agents follow one another; who works well together shows where specialists meet."""

_SQL = named("evidence")


Costs = Callable[[sqlite3.Connection], Mapping[str, Cost]]
"""Reads what a run of each strategy costs; asked only when a threshold is looked at."""


class Moved(NamedTuple):
    """One threshold of a domain: where it is, where it goes, and how far it moved on `day` (days since 1970)."""

    domain: str
    boundary: str
    value: float
    target: float
    certified: bool
    day: int
    moved: float


def teaches(outcome: OutcomeRow) -> bool:
    """Whether an outcome says something about the route that the engine chose."""
    return outcome.success is not None and not outcome.overridden and not outcome.rehearsal


def add(connection: sqlite3.Connection, outcome: OutcomeRow, *, first: bool) -> None:
    """Count an outcome that was just saved; one that replaces another counts for as much as that one still did."""
    if first:
        connection.execute(_SQL["count_with"], (_kept(connection, outcome), outcome.run_id))
    _count(connection, outcome, 1)


def remove(connection: sqlite3.Connection, outcome: OutcomeRow) -> None:
    """Take an outcome out again, as it counts by now, before it is replaced."""
    _count(connection, outcome, -1)


def _count(connection: sqlite3.Connection, outcome: OutcomeRow, sign: int) -> None:
    known = outcome.overhead is not None
    change = {"at": outcome.at, "overhead": sign * (outcome.overhead or 0.0), "overhead_runs": sign * known}
    connection.execute(_SQL["measured"], change)
    if teaches(outcome):
        _into_teams(connection, outcome, sign)
        of_cells.tally(connection, outcome, sign)
        (then,) = connection.execute(_SQL["kept_when_counted"], (outcome.run_id,)).fetchone()
        left = _kept(connection, outcome) / then
        of_cells.add(connection, outcome, sign * left)
        if left == 1:
            _into_confidence(connection, outcome, sign)


def react(connection: sqlite3.Connection, outcome: OutcomeRow, at: float, costs: Costs) -> None:
    """What a new verdict sets off: an alarm after drift, a threshold that moves. `at` is the time of the verdict."""
    if not teaches(outcome):
        return
    _watch(connection, outcome)
    if outcome.source == "feedback":
        _review(connection, outcome, at, costs)
    _move(connection, rows.plain(outcome.domain), int(at // DAY_SECONDS))


def meet_model(connection: sqlite3.Connection, outcome: OutcomeRow) -> None:
    """Notice that another model works for a strategy; after a few runs its older evidence counts little."""
    if not outcome.model or outcome.rehearsal:
        return
    seen = rows.plain(outcome.model)
    model, other, runs = connection.execute(_SQL["model"], (outcome.strategy,)).fetchone() or (seen, "", 0)
    runs = 0 if seen == model else runs + 1 if seen == other else 1
    if runs < drift.RUNS_OF_A_NEW_MODEL:
        connection.execute(_SQL["save_model"], (outcome.strategy, model, "" if seen == model else seen, runs))
        return
    change = {"strategy": outcome.strategy, "share": drift.KEPT_AFTER_MODEL}
    connection.execute(_SQL["kept_of_strategy"], change)
    of_cells.fade_strategy(connection, change)
    connection.execute(_SQL["save_model"], (outcome.strategy, seen, "", 0))
    log(connection, outcome.at, EVERYWHERE, "model", {"strategy": outcome.strategy, "from": model, "to": seen})


def cells(connection: sqlite3.Connection, project: str = "") -> Cells:
    """The evidence by domain, decayed to the latest day; see `store.cells.known`."""
    latest, _, _ = connection.execute(_SQL["measures"]).fetchone()
    return of_cells.known(connection, latest, project)


def learned_thresholds(connection: sqlite3.Connection) -> tuple[dict[str, Thresholds], frozenset[str]]:
    """The thresholds of the domains that have their own, and which of those rest on a certificate."""
    found: dict[str, Thresholds] = {}
    certified = set()
    for row in map(_moved, connection.execute(_SQL["thresholds"])):
        found[row.domain] = replace(found.get(row.domain, DEFAULTS), **{row.boundary: row.value})
        if row.certified:
            certified.add(row.domain)
    return found, frozenset(certified)


def overhead_per_agent(connection: sqlite3.Connection) -> float | None:
    """The mean share of sequential time that each agent at work at once cost, where enough runs tell."""
    _, total, count = connection.execute(_SQL["measures"]).fetchone()
    return total / count if count >= LEAST_OVERHEAD_RUNS else None


def logged(connection: sqlite3.Connection, domain: str | None) -> tuple[LogRow, ...]:
    """What learning did by itself lately, newest first."""
    found = connection.execute(_SQL["logged"], {"domain": domain and rows.plain(domain), "most": LOGGED})
    return tuple(map(rows.log, found))


def confidences(connection: sqlite3.Connection, domain: str | None) -> dict[tuple[str, float], Tally]:
    """Verdicts of users and tests by strategy and by the lower end of the bin of confidence."""
    found: dict[tuple[str, float], Tally] = {}
    for _, strategy, place, successes, trials in connection.execute(_SQL["confidences"], {"domain": domain}):
        key = (strategy, place / thresholds.BINS)
        former = found.get(key, Tally())
        found[key] = Tally(former.successes + successes, former.trials + trials)
    return found


def teams(connection: sqlite3.Connection, domain: str | None) -> dict[tuple[str, str], Tally]:
    """How runs went in which two specialists worked together; the pairs with the most support."""
    found = connection.execute(_SQL["teams"], (EVERYWHERE if domain is None else rows.plain(domain), TEAMS))
    return {(one, other): Tally(successes, trials) for one, other, successes, trials in found}


def known_teams(connection: sqlite3.Connection) -> dict[tuple[str, str], dict[tuple[str, str], Tally]]:
    """By domain and strategy the pairs with enough support to count, and every command alone; the best supported."""
    found: dict[tuple[str, str], dict[tuple[str, str], Tally]] = {}
    asked = {"least": LEAST_RUNS, "most": KNOWN_TEAMS}
    for domain, strategy, one, other, successes, trials in connection.execute(_SQL["known_teams"], asked):
        found.setdefault((domain, strategy), {})[one, other] = Tally(successes, trials)
    return found


def log(connection: sqlite3.Connection, at: float, domain: str, kind: str, detail: dict[str, object]) -> None:
    """Write down what learning did by itself."""
    connection.execute(_SQL["log"], (at, domain, kind, rows.dumped(detail)))


def _kept(connection: sqlite3.Connection, outcome: OutcomeRow) -> float:
    asked = {"project": rows.plain(outcome.project), "domain": rows.plain(outcome.domain), "strategy": outcome.strategy}
    return float(connection.execute(_SQL["kept"], asked).fetchone()[0])


def _into_teams(connection: sqlite3.Connection, outcome: OutcomeRow, sign: int) -> None:
    if outcome.strategy not in _ALONE:
        change = {
            "run_id": outcome.run_id,
            "domain": rows.plain(outcome.domain),
            "strategy": outcome.strategy,
            "successes": sign * outcome.weight * (outcome.success or 0.0),
            "trials": sign * outcome.weight,
        }
        connection.execute(_SQL["tally_teams"], change)


def _into_confidence(connection: sqlite3.Connection, outcome: OutcomeRow, sign: int) -> None:
    """Only verdicts of users and tests certify a threshold, and only of runs that began with their strategy."""
    if outcome.source == "feedback" and not outcome.after_failure:
        change = {
            "domain": rows.plain(outcome.domain),
            "strategy": outcome.strategy,
            "bin": thresholds.confidence_bin(outcome.confidence),
            "successes": sign * round(outcome.success or 0.0),
            "trials": sign,
        }
        connection.execute(_SQL["tally_confidence"], change)


def _watch(connection: sqlite3.Connection, outcome: OutcomeRow) -> None:
    domain = rows.plain(outcome.domain)
    row = connection.execute(_SQL["watches"], (domain,)).fetchone()
    state = drift.Watches(drift.Watch(*row[:3]), drift.Watch(*row[3:6]), row[6]) if row else drift.Watches()
    state = drift.observe(state, outcome.chosen_probability, outcome.success or 0.0, outcome.at)
    ringing = drift.alarm(state)
    if ringing is not None:
        direction, watch = ringing
        _forget(connection, domain, watch.since)
        log(connection, outcome.at, domain, "drift", {"direction": direction, "since": watch.since})
        state = drift.Watches()
    connection.execute(_SQL["save_watches"], (domain, *state.fall, *state.rise, state.verdicts))


def _forget(connection: sqlite3.Connection, domain: str, since: float) -> None:
    """Fade what a domain taught up to the change, keep what came since, and let its thresholds go home.

    Only projects that had outcomes since are contradicted by them: what all others taught stays as it was.
    """
    found = map(rows.outcome, connection.execute(_SQL["since"], (domain, since)).fetchall())
    latest = [outcome for outcome in found if teaches(outcome)]
    for project in {rows.plain(outcome.project) for outcome in latest}:
        change = {"project": project, "domain": domain, "share": drift.KEPT_AFTER_DRIFT}
        connection.execute(_SQL["kept_of_project"], change)
        of_cells.fade_project(connection, change)
    for outcome in latest:
        of_cells.add(connection, outcome, 1 - drift.KEPT_AFTER_DRIFT)
        connection.execute(_SQL["count_with"], (_kept(connection, outcome), outcome.run_id))
    connection.execute(_SQL["forget_confidences"], (domain,))
    for moved in _of_domain(connection, domain).values():
        home = float(getattr(DEFAULTS, moved.boundary))
        _save(connection, moved._replace(target=home, certified=False))


def _review(connection: sqlite3.Connection, outcome: OutcomeRow, at: float, costs: Costs) -> None:
    """Look at the threshold that the outcome bears on, when its evidence has doubled since the last look."""
    boundary = next((name for name, cheap, _ in thresholds.BOUNDARIES if cheap == outcome.strategy), None)
    if boundary is None:
        return
    domain = rows.plain(outcome.domain)
    found = connection.execute(_SQL["confidence"], (domain, outcome.strategy))
    bins = {place: Cases(successes, trials) for place, successes, trials in found}
    if not thresholds.due(boundary, bins):
        return
    home = float(getattr(DEFAULTS, boundary))
    known = _of_domain(connection, domain).get(boundary) or Moved(domain, boundary, home, home, False, 0, 0.0)
    model = Model(cells(connection))
    required = thresholds.required_share(domain, boundary, model, measured(costs(connection)))
    movement = thresholds.reviewed(boundary, bins, required, known.target)
    if movement is not None and movement.target != known.target:
        _save(connection, known._replace(target=movement.target, certified=movement.target != home))
        detail = {"boundary": boundary, "from": known.target, **movement._asdict()}
        log(connection, at, domain, "threshold", detail)


def _move(connection: sqlite3.Connection, domain: str, day: int) -> None:
    for known in _of_domain(connection, domain).values():
        today = known.moved if known.day == day else 0.0
        value = thresholds.stepped(known.value, known.target, today)
        if value != known.value:
            _save(connection, known._replace(value=value, day=day, moved=today + abs(value - known.value)))


def _of_domain(connection: sqlite3.Connection, domain: str) -> dict[str, Moved]:
    found = map(_moved, connection.execute(_SQL["thresholds_of_domain"], (domain,)).fetchall())
    return {row.boundary: row for row in found}


def _moved(row: rows.Row) -> Moved:
    domain, boundary, value, target, certified, day, moved = row
    return Moved(domain, boundary, value, target, bool(certified), day, moved)


def _save(connection: sqlite3.Connection, threshold: Moved) -> None:
    connection.execute(_SQL["save_threshold"], threshold._asdict())
