"""A run's result as fields that are short enough for a host."""

from __future__ import annotations

from podium.core.values import JSON
from podium.surface.fit import Reducer, clips, drops, fit, heads

_REDUCERS: list[Reducer] = [
    drops("next.briefs.*.prompt"),
    *heads(["confidence_trace", "verification.critical"], (6, 4)),
    *clips(["objective", "decision.route.reason"], (600,)),
    drops("mermaid"),
    *heads(["decision.domains"], (4,)),
    *clips(["verification.critical.*.statement"], (160, 80)),
    *clips(
        ["synthesis.findings.*.evidence", "synthesis.conflicts.*.positions.*.evidence", "deviations.*.detail"],
        (240, 100),
    ),
    *clips(["synthesis.findings.*.statement", "synthesis.recommendation", "synthesis.summary"], (1_500, 800)),
    *heads(
        ["synthesis.findings", "synthesis.withdrawn", "deviations", "recoveries", "adjustments", "spawned_refused"],
        (16, 8, 5),
    ),
    *clips(["synthesis.findings.*.statement"], (300, 160)),
    *heads(["synthesis.findings", "deviations", "recoveries", "synthesis.conflicts", "spawned_refused"], (4, 2, 1)),
    *clips(["synthesis.summary", "synthesis.recommendation", "objective"], (500, 250)),
    *heads(["confidence_trace", "graph.waiting", "missing", "verification.critical"], (3, 1)),
    *clips(["phases.*.checks.*.evidence", "agents.*.model", "decision.domains.*.name"], (80, 40)),
    *heads(
        ["graph.running", "graph.waiting.*.on", "graph.waiting", "agents.*.fallbacks", "recoveries.*.options"], (1, 0)
    ),
    *heads(
        [
            "verification.critical",
            "synthesis.findings",
            "synthesis.untraced",
            "synthesis.withdrawn",
            "deviations",
            "recoveries",
            "adjustments",
            "synthesis.conflicts",
        ],
        (0,),
    ),
    *heads([f"decision.route.{name}" for name in ("specializations", "commands", "workflows", "elevated_by")], (3, 0)),
    *heads(["decision.domains", "phases.*.checks", "graph.ready", "graph.opportunities", "graph.conflicts_held"], (0,)),
    *clips(["agents.*.role", "agents.*.command", "next.briefs.*.role", "decision.route.reason"], (40, 20, 10)),
]
"""What a host can do without goes first. Never cut: status, waves, agents, approaches, instructions."""


def fitted(result: JSON) -> JSON:
    """The structured half, short enough for a host."""
    return fit(result, _REDUCERS)
