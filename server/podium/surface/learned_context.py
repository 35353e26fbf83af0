"""What the learning report says of context: ways of loading with their effect, and the items that agents used."""

from __future__ import annotations

from podium.core.calibration import ENOUGH, share
from podium.core.learning.domains import EVERYWHERE
from podium.core.learning.lessons import Lessons, Loaded, Use
from podium.core.learning.loading import ENOUGH_TRIALS, STANDARD, best, cheapness, difference
from podium.core.pruning.leaning import leanings
from podium.core.values import JSON, STRATEGIES

ITEMS_SHOWN = 10
LEAST_SHOWN = 3.0
"""Judged runs that must have been shown an item before it is told."""


def context_patterns(lessons: Lessons, domain: str | None) -> list[JSON]:
    """Ways of loading by strategy, then the items with the most telling weights.

    Of a way of loading: verdicts `n`, success and mean tokens, and `effect` beside the standard way, each null with a
    note until there is enough data. Of an item: its command, its factor on relevance, and verdicts `n`.
    """
    loadings = [_loading(lessons, *key) for key in sorted(lessons.loadings, key=_place_in_plan)]
    return [*loadings, *_items(lessons, domain or EVERYWHERE)]


def _place_in_plan(key: tuple[str, str]) -> tuple[int, str]:
    return [*STRATEGIES, key[0]].index(key[0]), key[1]


def _loading(lessons: Lessons, strategy: str, loading: str) -> JSON:
    loaded = lessons.loadings[strategy, loading]
    standard = lessons.loadings.get((strategy, STANDARD), Loaded())
    enough = loaded.trials >= ENOUGH
    row: JSON = {
        "strategy": strategy,
        "loading": loading,
        "n": round(loaded.trials, 2),
        "runs": loaded.runs,
        "success": share(loaded.successes, loaded.trials) if enough else None,
        "tokens": round(loaded.tokens / loaded.runs),
        "chosen": best(strategy, lessons.loadings) == loading,
    }
    if loading != STANDARD:
        row["effect"] = _effect(loaded, standard)
    short = not enough or (loading != STANDARD and row["effect"]["success"] is None)
    return row | (
        {"note": f"not enough data: {ENOUGH} verdicts tell success, {ENOUGH_TRIALS:g} an effect"} if short else {}
    )


def _effect(loaded: Loaded, standard: Loaded) -> JSON:
    gain, ratio = difference(loaded, standard), cheapness(loaded, standard)
    told = gain is not None and ratio is not None
    return {
        "success": round(gain[0], 4) if gain else None,
        "success_at_least": round(gain[1], 4) if gain else None,
        "tokens": round(ratio - 1, 4) if told and ratio is not None else None,
    }


def _items(lessons: Lessons, domain: str) -> list[JSON]:
    found: list[tuple[float, str, str, Use]] = []
    for of, command in lessons.items:
        if of == domain:
            weights = leanings(lessons, domain, command)
            uses = lessons.items[domain, command]
            found += [(weights.get(p, 1.0), command, p, use) for p, use in uses.items() if use.shown >= LEAST_SHOWN]
    found.sort(key=lambda row: (-abs(row[0] - 1), row[1:3]))
    return [
        {"command": command, "item": place, "weight": round(weight, 3), "n": round(use.shown, 2)}
        for weight, command, place, use in found[:ITEMS_SHOWN]
    ]
