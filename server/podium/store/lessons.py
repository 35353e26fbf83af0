"""What runs teach about context: kept per run, summed per command and domain, and per way of loading.

An outcome is counted in when it is judged and taken out when another verdict replaces it; the number of items that are
remembered is bounded, the longest unseen give way.
"""

from __future__ import annotations

import json
import sqlite3

from podium.core.learning.domains import EVERYWHERE
from podium.core.learning.lessons import Lessons, Loaded, Use
from podium.store import rows
from podium.store.outcomes import OutcomeRow
from podium.store.protocol import ContextUse
from podium.store.statements import named

MOST_ITEMS = 2_000
_SQL = named("lessons")


def save(connection: sqlite3.Connection, use: ContextUse, at: float) -> None:
    """Keep what the packs of a run held."""
    row = {"run_id": use.run_id, "at": at, "loading": use.loading, "items": rows.dumped(use.items)}
    connection.execute(_SQL["save_used"], row)


def contribute(connection: sqlite3.Connection, outcome: OutcomeRow, sign: int, *, judged: bool) -> None:
    """Count an outcome's context in (`sign` 1) or take it out again (-1).

    Args:
        connection: within a transaction.
        outcome: of the run; nothing happens where its packs are not known.
        sign: 1 or -1.
        judged: whether its success says something.
    """
    found = connection.execute(_SQL["used"], (outcome.run_id,)).fetchone()
    if found is None:
        return
    trials = outcome.weight if judged else 0.0
    successes = trials * (outcome.success or 0.0)
    domains = {rows.plain(outcome.domain), EVERYWHERE}
    change = {
        "strategy": outcome.strategy,
        "loading": found[0],
        "successes": sign * successes,
        "trials": sign * trials,
        "tokens": sign * outcome.tokens,
        "runs": sign,
    }
    connection.executemany(_SQL["tally_loading"], [{**change, "domain": domain} for domain in domains])
    if not judged:
        return
    uses = [
        {
            "domain": d,
            "command": c,
            "place": rows.plain(p),
            "useful": successes * cited,
            "shown": trials,
            "at": outcome.at,
        }
        for d in domains
        for c, places in json.loads(found[1]).items()
        for p, cited in places.items()
    ]
    connection.executemany(_SQL["tally_item" if sign > 0 else "untally_item"], uses)
    if sign > 0:
        connection.execute(_SQL["drop_oldest_items"], {"most": MOST_ITEMS})


def known(connection: sqlite3.Connection, domain: str | None = None) -> Lessons:
    """The counts: items of every domain, or of one and of all together; ways of loading of that domain, else of all."""
    if domain is None:
        found = connection.execute(_SQL["items"])
    else:
        found = connection.execute(_SQL["items_of_domain"], (domain,))
    items: dict[tuple[str, str], dict[str, Use]] = {}
    for of, command, place, useful, shown in found:
        items.setdefault((of, command), {})[place] = Use(useful, shown)
    loadings = connection.execute(_SQL["loadings"], (domain or EVERYWHERE,))
    return Lessons(items, {(strategy, loading): Loaded(*counts) for strategy, loading, *counts in loadings})
