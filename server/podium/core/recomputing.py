"""A run's own numbers recomputed: what its agents claim, and the arithmetic of its routing and quality."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from fractions import Fraction
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from podium.core.restatement import claim_and_calculations, said_again
from podium.core.values import STRATEGIES

if TYPE_CHECKING:
    from podium.core.mathematics import Judgement

LONGEST_CLAIM = 400
"""Characters of a finding that is checked; longer ones are reports, no claims."""
MOST_CLAIMS = 12
"""Findings that are checked of one batch, so that checking stays a matter of milliseconds."""
HALF_A_DIGIT = Fraction(1, 20_000)
"""The numbers of a decision are shown rounded to four places."""
_HALF_A_DIGIT = float(HALF_A_DIGIT)

_NUMBERS = re.compile(r"\d(?:[\d.,:]*\d)?")
_TYING = re.compile(
    r"[=<>≤≥≈≠%+×*]|\b(?:is|are|was|were|equals?|makes?|gives?|total|sum|average|mean|median|ratio|of|plus|minus|times|per"
    r"|each|in|by|percent|from|between|against|instead|doubled|tripled|halved|together|deviation|leav(?:es|ing)|remain\w*|left|saves?"
    r"|saving|exceed\w*|met|so)\b",
    re.IGNORECASE,
)

_TERM = r"\(*\d[\d.,]*%?\)*"
_EQUATION = re.compile(
    rf"(?<![\w.])(?:{_TERM}(?:\s?[+*/×·÷^]\s?| [-−] ))+{_TERM}\s?[=≈~]\s?\d(?:[\d.,]*\d)?%?(?![\w.]*\w)"
)
"""A hyphen without blanks is a range, as in `lines 40-52`."""
_LONGEST_EVIDENCE = 600

Failed = tuple[str, str, str]


def with_calculation(statement: str, evidence: str) -> str:
    """A finding's statement with the calculations that its evidence gives for it, as `verify-mathematics` reads them."""
    equations = _EQUATION.findall(evidence[:_LONGEST_EVIDENCE])
    claim, _ = claim_and_calculations(statement)  # an agent's word that a claim cannot be known is no check
    return said_again(claim, "; ".join(equations))


def check_findings(findings: Iterable[tuple[str, str]]) -> list[Failed]:
    """The findings whose numbers do not hold when recomputed.

    Args:
        findings: (agent id, statement, with its calculation where one is given), in planned order. What holds fewer than
            two numbers that something ties together, or more than `LONGEST_CLAIM` characters, is passed over; of the rest
            the first `MOST_CLAIMS` count.

    Returns:
        (agent id, statement, reason) of each failed one. What cannot be known is no failure.
    """
    claims = list(islice((pair for pair in findings if _is_claim(pair[1])), MOST_CLAIMS))
    return [(agent, statement, reason) for agent, statement in claims if (reason := _failure(statement))]


def _is_claim(statement: str) -> bool:
    if len(statement) > LONGEST_CLAIM or len(list(islice(_NUMBERS.finditer(statement), 2))) < 2:
        return False
    return _TYING.search(statement) is not None


def _failure(statement: str) -> str:
    from podium.core.mathematics import verify, verify_restated  # here: reading its tables would slow every start

    # A calculation that is no restatement of its claim is held to its own arithmetic.
    _, calculations = claim_and_calculations(statement)
    failed = _first_failed(verify_restated([statement])) or _first_failed(verify(calculations))
    if failed is None:
        return ""
    computed = f"; recomputed: {failed.computed}" if failed.computed else ""
    return f"'{failed.claim}' fails: {failed.reason}{computed}"


def _first_failed(judgements: Iterable[Judgement]) -> Judgement | None:
    return next((judgement for judgement in judgements if judgement.verdict == "fails"), None)


def check_routing(
    decision: Mapping[str, Any],
    *,
    confidence: float | None = None,
    quality: Mapping[str, Any] | None = None,
    weights: Mapping[str, float] | None = None,
) -> list[tuple[str, str]]:
    """What of a run's own routing arithmetic does not hold; empty where all of it does.

    Args:
        decision: as shown, its numbers rounded to four places: `confidence`, `factors`, `thresholds`, `route`.
        confidence: the one that routed, where it was overridden.
        quality: the parts of the quality and `overall`, cut to four places.
        weights: the weight of each part of the quality.

    Returns:
        (claim, reason) of each that fails.
    """
    found = [*_factors(decision), *_band(decision, confidence), *_utilities(decision)]
    return [*found, *(_quality(quality, weights) if quality is not None and weights is not None else ())]


def _factors(decision: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Weight x value = contribution, within what rounding the three may change."""
    failed = []
    for factor in decision.get("factors") or ():
        weight, value, stated = factor["weight"], factor["value"], factor["contribution"]
        # Floats will do here: what rounding may change is far more than their own error.
        slack = _HALF_A_DIGIT * (abs(weight) + abs(value) + 1.001)
        if abs(weight * value - stated) > slack:
            claim = f"{factor['name']}: {weight} x {value} = {stated}"
            failed.append((claim, f"it is {weight * value:.4f}"))
    return failed


def _band(decision: Mapping[str, Any], confidence: float | None) -> list[tuple[str, str]]:
    """The confidence lies in the route's band; one band further where the route was elevated or explored."""
    route, shown = decision.get("route") or {}, decision.get("confidence")
    if "band" not in route or shown is None or route.get("strategy") not in STRATEGIES:
        return []
    low, high = map(_exact, route["band"])
    value = _exact(shown if confidence is None else confidence)
    edges = _edges(decision.get("thresholds") or {})
    place = STRATEGIES.index(route["strategy"])
    if edges and (low, high) != (edges[place + 1], edges[place]):
        return [(f"{route['strategy']} has the band {route['band']}", "the thresholds give another one")]
    if edges and confidence is None and (route.get("elevated_by") or decision.get("explored")):
        at = place + (1 if decision.get("explored") else -1)
        low, high = (edges[at + 1], edges[at]) if 0 <= at < len(STRATEGIES) else (low, high)
        if decision.get("repeat") and not decision.get(
            "explored"
        ):  # lifts by as many bands as what failed stood higher
            high = edges[0]
    inside = low - HALF_A_DIGIT <= value <= high + HALF_A_DIGIT
    claim = f"{float(low):g} <= {float(value):g} <= {float(high):g}"
    return [] if inside else [(claim, "the confidence lies outside the band that routes")]


def _edges(thresholds: Mapping[str, Any]) -> list[Fraction]:
    if not {"direct", "workflow", "multi"} <= set(thresholds):
        return []
    return [Fraction(1), *(_exact(thresholds[name]) for name in ("direct", "workflow", "multi")), Fraction(0)]


def _utilities(decision: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Every success probability is one."""
    chances = [(a["strategy"], a["success_probability"]) for a in decision.get("approaches") or ()]
    return [
        (f"0 <= success probability of {strategy} = {chance} <= 1", "a probability lies between 0 and 1")
        for strategy, chance in chances
        if not 0 <= chance <= 1
    ]


def _quality(quality: Mapping[str, Any], weights: Mapping[str, float]) -> list[tuple[str, str]]:
    """The weights sum to 1, and the parts by their weights to the overall quality."""
    failed = []
    exact = {name: _exact(weight) for name, weight in weights.items()}
    if sum(exact.values()) != 1:
        failed.append((" + ".join(map(str, weights.values())) + " = 1", f"it is {float(sum(exact.values())):g}"))
    total = sum((exact[name] * _exact(quality[name]) for name in exact), Fraction(0))
    if abs(total - _exact(quality["overall"])) > 3 * HALF_A_DIGIT:
        failed.append((f"overall = {quality['overall']}", f"the weighted sum is {float(total):.4f}"))
    return failed


@lru_cache(maxsize=1024)  # weights, thresholds and most values recur from run to run
def _exact(number: float) -> Fraction:
    """The decimal number that is shown, not the binary one that stands for it."""
    return Fraction(str(number))
