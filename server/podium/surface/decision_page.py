"""`decision-engine` as Markdown: the first lines are enough to see the route and to check it."""

from __future__ import annotations

from collections.abc import Sequence

from podium.core.decision.repeats import REPEAT_DAYS
from podium.core.texts import one_line
from podium.core.values import JSON, STRATEGIES
from podium.surface.markdown import table

STRATEGY_WORDS = {
    "direct_atomic": "direct: atomic commands, in parallel where independent",
    "orchestrated_workflow": "one orchestrated workflow",
    "multi_workflow": "several workflows with verification",
    "specialized_agents": "specialized agents",
}


def decision_page(r: JSON) -> str:
    """The route, why, what it rests on and what would change it first; then the plan and how complexity adds up."""
    route, low_high = r["route"], r["interval"]
    lines = [
        f"# Route: {STRATEGY_WORDS[route['strategy']]}",
        f"**{one_line(r['objective'], 300)}**",
        "",
        f"- **Why:** {one_line(route['reason'], 400)}",
        f"- **Confidence {r['confidence']:.2f}** (90 % interval {low_high[0]:.2f} to {low_high[1]:.2f}) that plain direct "
        f"work gives a verified good outcome.",
        f"- **It rests on:** {_rests_on(r)}",
        "- **Would change it:**",
        *(f"  - {each}" for each in _would_change(r)),
    ]
    lines += [f"- **Elevated:** {one_line(str(e), 200)}" for e in route.get("elevated_by") or ()]
    lines += [f"- **Ask the person:** {one_line(q, 200)}" for q in r["questions"]]
    domains = ", ".join(d["name"] for d in r["domains"][:5]) or "general"
    lines += [
        "",
        f"Complexity {r['complexity']:.2f} of 1.5 · domains: {domains}",
        "Runs: " + ", ".join(f"`{c}`" for c in r["chain"]),
        "Escalation order: " + " → ".join(r["plan"]),
        "",
    ]
    rows = [
        (
            a["strategy"],
            a["success_probability"],
            a["cost"],
            a["utility"],
            "routed" if a["strategy"] == route["strategy"] else "",
        )
        for a in r["approaches"]
    ]
    lines.append(table(("strategy", "success", "cost", "utility", ""), rows))
    lines.append(
        "\nSuccess: chance of a verified good outcome. Cost: in direct runs. Utility: what one run is worth less its cost."
    )
    factors = [(f["name"], f["value"], f["weight"], f["contribution"], _words(f["evidence"])) for f in r["factors"]]
    if factors:
        lines.append("\nComplexity is the sum of:\n")
        lines.append(table(("factor", "value", "weight", "contribution", "rests on"), factors))
    return "\n".join(lines)


def _rests_on(r: JSON) -> str:
    """Where the number comes from, then the words and ratings that weighed most."""
    source = {
        "prior": "a transferred prior, not yet a measured frequency here",
        "history": f"{r['history']['domain_outcomes']} outcomes of this domain here{_of_project(r)}",
        "host_scores": "the ratings given with the call and a transferred prior, not yet a measured frequency here",
    }[r["basis"]]
    weighty = [f for f in r["factors"] if f["evidence"]][:3]
    said = [f"{f['name'].replace('_', ' ')} ({_words(f['evidence'])})" for f in weighty]
    said += [", ".join(f["evidence"]) for f in r["factors"] if f["name"] == "language" and f not in weighty]
    return f"{source}; {'; '.join(said) or 'no word that speaks for easy or for hard work'}."


def _of_project(r: JSON) -> str:
    """What the project's own outcomes do to the confidence, where they can be told from those of others."""
    history = r["history"]
    if history.get("elsewhere") is None:
        return ""
    return f", of this project {history['project_outcomes']} ({history['elsewhere']:.2f} in another)"


def _words(evidence: Sequence[str]) -> str:
    return ", ".join(one_line(str(word), 60) for word in evidence[:4])


def _would_change(r: JSON) -> list[str]:
    """How far the next bands are, then the computed changes that give another route."""
    confidence, thresholds = r["confidence"], r["thresholds"]
    lows = [(thresholds[name], STRATEGIES[place]) for place, name in enumerate(("direct", "workflow", "multi"))]
    least = _least(r)
    above = [(low, strategy) for low, strategy in lows if confidence < low][-1:]
    place = next((n for n, (low, _) in enumerate(lows) if confidence >= low), None)
    said = [
        f"from {low:.2f} on it is {strategy} ({low - confidence:.2f} more)"
        for low, strategy in above
        if STRATEGIES.index(strategy) >= least
    ]
    if place is not None and place + 1 > least:
        low = lows[place][0]
        said.append(f"below {low:.2f} it is {STRATEGIES[place + 1]} ({confidence - low:.2f} less)")
    if least:
        left = REPEAT_DAYS - r["repeat"]["days"]
        said.append(f"the failure before counts for {left} more {'day' if left == 1 else 'days'}, or until a success")
    return said + [
        f"{one_line(_plain(change['if']), 120)}: {change['strategy']} ({change['confidence']:.2f})"
        for change in r.get("would_change", ())
    ]


def _least(r: JSON) -> int:
    """The place of the strategy that a repeat of what failed begins with at least; 0 where nothing is repeated."""
    repeat = r.get("repeat")
    return min(STRATEGIES.index(repeat["strategy"]) + 1, len(STRATEGIES) - 1) if repeat else 0


def _plain(condition: str) -> str:
    """A rating by words; words of the objective stay as they are."""
    return condition if condition.startswith("without") else condition.replace("_", " ")
