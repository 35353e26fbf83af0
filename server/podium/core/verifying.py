"""Verification layers: what is checked of a run's work as a whole, by the route's monitoring level.

A layer that found nothing to check says so (`ok` null), and none needs a request of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Literal

from podium.core.levels import Level, level_of
from podium.core.recomputing import check_findings, with_calculation
from podium.core.reviewing import ENOUGH_AGENTS, Critical, judgements, reviewed
from podium.core.run import Run
from podium.core.values import JSON

Layer = Literal["answers", "verification", "cross-review", "agreement", "arithmetic", "contradictions"]

LIGHT: tuple[Layer, ...] = ("answers",)
"""Every needed part has an accepted reply."""
MODERATE: tuple[Layer, ...] = (*LIGHT, "verification")
"""Also: the step that verifies the work of others found nothing against it."""
INTENSIVE: tuple[Layer, ...] = (*MODERATE, "cross-review", "agreement")
"""Also: whoever read them all judged the critical findings, and each stands on two agents (k of n), evidence or review."""
MAXIMUM: tuple[Layer, ...] = (*INTENSIVE, "arithmetic", "contradictions")
"""Also: the arithmetic that agents state holds, and no contradiction between them is left open."""
LAYERS: Mapping[Level, tuple[Layer, ...]] = {
    "light": LIGHT,
    "moderate": MODERATE,
    "intensive": INTENSIVE,
    "maximum": MAXIMUM,
}
"""What each monitoring level verifies; every level has all layers of the one below and more."""


def verification(run: Run, synthesis: JSON, missing: Iterable[str], verdicts: Iterable[JSON]) -> JSON:
    """What the layers of the run's level found.

    Args:
        run: a run in which nothing is left to ask.
        synthesis: its synthesis, for conflicts.
        missing: ids of needed parts without an answer.
        verdicts: checks of the agents that verify others' work (check, ok).

    Returns:
        `level`, `layers` of layer, ok (null where there was nothing to check) and evidence, and the `critical` findings
        with statement, agents, k of n, and review (`holds`, `disputed` or null).
    """
    said = judgements(run)
    judged = [_judged(each, said) for each in reviewed(run)]
    found: dict[Layer, Callable[[], tuple[bool | None, str]]] = {
        "answers": lambda: _answers(run, list(missing)),
        "verification": lambda: _steps(list(verdicts)),
        "cross-review": lambda: _review(judged),
        "agreement": lambda: _agreement(judged),
        "arithmetic": lambda: _arithmetic(run),
        "contradictions": lambda: _contradictions(synthesis),
    }
    level = level_of(run)
    layers = [(name, *found[name]()) for name in LAYERS[level]]
    return {
        "level": level,
        "layers": [{"layer": name, "ok": ok, "evidence": evidence} for name, ok, evidence in layers],
        "critical": judged,
    }


def _judged(each: Critical, verdicts: Mapping[str, str]) -> JSON:
    review = {"for": "holds", "against": "disputed"}.get(verdicts.get(each.id, ""))
    return {
        "id": each.id,
        "statement": each.found.finding.statement,
        "agents": list(each.found.agents),
        "k": len(each.found.agents),
        "n": each.n,
        "evidence": bool(each.found.evidence),
        "review": review,
    }


def _answers(run: Run, missing: list[str]) -> tuple[bool | None, str]:
    needed = sum(c.call.needed for c in run.agents)
    return not missing and needed > 0, f"{needed - len(missing)} of {needed} needed parts answered"


def _steps(verdicts: list[JSON]) -> tuple[bool | None, str]:
    if not verdicts:
        return None, "no verifying step took a side"
    return all(v["ok"] for v in verdicts), "; ".join(
        f"{v['check']} {'found nothing against' if v['ok'] else 'speaks against'} the work" for v in verdicts
    )


def _review(judged: list[JSON]) -> tuple[bool | None, str]:
    held = sum(each["review"] == "holds" for each in judged)
    disputed = sum(each["review"] == "disputed" for each in judged)
    if not held + disputed:
        return None, f"none of {len(judged)} critical findings judged"
    return not disputed, f"{held} of {len(judged)} critical findings hold, {disputed} disputed"


def _agreement(judged: list[JSON]) -> tuple[bool | None, str]:
    if not judged:
        return None, "nothing critical"
    stands = [each["k"] >= ENOUGH_AGENTS or each["evidence"] or each["review"] == "holds" for each in judged]
    return all(stands), f"{sum(stands)} of {len(judged)} stand on {ENOUGH_AGENTS} agents, evidence or review"


def _arithmetic(run: Run) -> tuple[bool | None, str]:
    said = (
        (c.speaker, with_calculation(f.statement, f.evidence))
        for c in run.contributors
        if c.accepted and c.reply
        for f in c.reply.findings
    )
    wrong = list(check_findings(said))
    return not wrong, f"{len(wrong)} figures do not hold"


def _contradictions(synthesis: JSON) -> tuple[bool | None, str]:
    conflicts = synthesis["conflicts"]
    open_ = sum(found.get("by") == "unresolved" for found in conflicts)
    return not open_, f"{len(conflicts)} found, {open_} left open"
