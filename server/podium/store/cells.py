"""The evidence of the estimator in cells, of all projects together and of each one apart."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import replace

from podium.core.learning.evidence import LEAST_OF_PROJECT, Cell, Cells, freshness, reference, score_bin
from podium.core.values import JSON, Tally
from podium.store import rows
from podium.store.outcomes import OutcomeRow
from podium.store.statements import named

TRACE = 1e-6
"""Evidence below this many outcomes is what rounding or age left over."""
PROJECTS = 24
"""Rows of projects and strategies that a report holds."""

_SQL = named("cells")


def add(connection: sqlite3.Connection, outcome: OutcomeRow, share: float) -> None:
    """Count this share of an outcome; a negative one takes it out."""
    if outcome.after_failure:  # two attempts: the first failed, the second ended as the run did
        first = replace(outcome, strategy=outcome.after_failure, after_failure="", success=0.0)
        add(connection, first, share)
    prior = outcome.confidence if outcome.prior is None else outcome.prior
    weight = share * outcome.weight * freshness(outcome.at)
    change = {
        "domain": rows.plain(outcome.domain),
        "strategy": outcome.strategy,
        "after": outcome.after_failure,
        "rated": outcome.rated,
        "bin": score_bin(prior),
        "prior": weight * prior,
        "successes": weight * (outcome.success or 0.0),
        "trials": weight,
    }
    connection.execute(_SQL["add"], change)
    if outcome.project:
        connection.execute(_SQL["add_of_project"], {"project": rows.plain(outcome.project), **change})


def tally(connection: sqlite3.Connection, outcome: OutcomeRow, sign: int) -> None:
    """Count a judged outcome for its project (`sign` 1) or take it out (-1)."""
    if outcome.project:
        change = {
            "project": rows.plain(outcome.project),
            "domain": rows.plain(outcome.domain),
            "strategy": outcome.strategy,
            "successes": sign * outcome.weight * (outcome.success or 0.0),
            "trials": sign * outcome.weight,
        }
        connection.execute(_SQL["tally"], change)


def fade_strategy(connection: sqlite3.Connection, change: JSON) -> None:
    """Leave a `share` of the evidence of one `strategy`."""
    connection.execute(_SQL["fade_strategy"], change)
    connection.execute(_SQL["fade_strategy_of_projects"], change)


def fade_project(connection: sqlite3.Connection, change: JSON) -> None:
    """Leave a `share` of what one `project` (empty: none) taught in one `domain`."""
    if not change["project"]:
        connection.execute(_SQL["fade_of_no_project"], change)
        return
    connection.execute(_SQL["fade_project"], change)
    connection.execute(_SQL["fade_within_project"], change)


def known(connection: sqlite3.Connection, latest: float, project: str = "") -> Cells:
    """The evidence by domain, decayed to the day of the latest outcome.

    That of `project` is told from all other where both have enough of it.
    """
    unit = reference(latest)
    if project:
        here = _cells(connection.execute(_SQL["here"], (project,)), unit, here=True)
        others = _cells(connection.execute(_SQL["elsewhere"], (project,)), unit) if _enough(here) else []
        if _enough(others):
            return _by_domain([*others, *here])
    return _by_domain(_cells(connection.execute(_SQL["everywhere"]), unit))


def outcomes_of(connection: sqlite3.Connection, project: str) -> float:
    """Judged outcomes of a project."""
    return float(connection.execute(_SQL["outcomes_of_project"], (project,)).fetchone()[0]) if project else 0.0


def projects(connection: sqlite3.Connection, domain: str | None, first: str) -> dict[tuple[str, str], Tally]:
    """Judged outcomes by project and strategy: the project named first, then those with the most support."""
    asked = {"domain": domain and rows.plain(domain), "first": first, "most": PROJECTS}
    found = connection.execute(_SQL["tallies"], asked)
    return {(project, strategy): Tally(successes, trials) for project, strategy, successes, trials in found}


def _cells(found: Iterable[rows.Row], unit: float, *, here: bool = False) -> list[tuple[str, Cell]]:
    return [
        (
            domain,
            Cell(
                strategy, after, bool(rated), min(1.0, max(0.0, prior / trials)), successes / unit, trials / unit, here
            ),
        )
        for domain, strategy, after, rated, prior, successes, trials in found
        if trials / unit > TRACE
    ]


def _enough(found: Iterable[tuple[str, Cell]]) -> bool:
    return sum(cell.trials for _, cell in found) >= LEAST_OF_PROJECT


def _by_domain(found: Iterable[tuple[str, Cell]]) -> Cells:
    domains: dict[str, list[Cell]] = {}
    for domain, cell in found:
        domains.setdefault(domain, []).append(cell)
    return {domain: tuple(those) for domain, those in domains.items()}
