"""Runs and outcomes that pages are drawn from: calm ones, rich ones, hostile ones, and none at all."""

from __future__ import annotations

from collections.abc import Sequence

from podium.core.calibration import bins
from podium.core.page import Change, Learned
from podium.core.values import Knowledge, Tally, Thresholds
from podium.store.outcomes import OutcomeRow
from podium.store.report import LogRow, MonthRow, Report
from podium.surface.learning import learning_report
from podium.testkit import Rule, ScriptedHost, delay, finding, garbage, on, say

HOSTILE = (
    'Harden </script><script>alert(1)</script> "the" <img src=x onerror=alert(2)> login \u202egnp.exe\x00\x1b[31m '
    "&lt;b&gt; ' onmouseover='alert(3) ]]> --> <!-- \u2066 {{7*7}} ${x}"
)
WORD = "Donaudampfschifffahrtsgesellschaftskapitän" * 4
DAY = 86_400.0
START = 1_790_000_000.0
STRATEGIES = ("direct_atomic", "orchestrated_workflow", "multi_workflow", "specialized_agents")
NOTHING = Report(None, (), 0, (), {}, {}, {}, {}, ())


def rules(hostile: bool = False) -> list[Rule]:
    """A model with something to say: good, slow, garbled once, refusing once, and in conflict."""
    word = HOSTILE if hostile else "The token is kept in plain text"
    long = WORD if hostile else "auth/session.py:42"
    found = [finding(word, long, topic="storage", stance="for"), finding("Sessions never end", "auth/session.py:88")]
    against = [finding("Tokens are encrypted at rest", "docs/security.md:12", topic="storage", stance="against")]
    return [
        on("security|review", garbage("foreign JSON"), times=1),
        on("test|perform", garbage("empty"), times=1),
        on("design|architect", delay(0.03, say(word, found, "Rotate the keys first.", confidence=0.9))),
        on("data|payment", delay(0.05, say("The ledger needs a lock.", against, long if hostile else "Add a lock."))),
        on("", delay(0.01, say("{agent} is done. " + word, found[1:], "Ship it in two steps."))),
    ]


def host(hostile: bool = False) -> ScriptedHost:
    """A host whose model answers so."""
    return ScriptedHost(rules(hostile))


def outcome(number: int, stated: float, success: float, strategy: str) -> OutcomeRow:
    """One judged outcome."""
    return OutcomeRow(
        f"run_{number}",
        START + number * DAY / 4,
        "payment",
        strategy,
        stated,
        stated,
        0.6,
        "completed",
        success,
        "feedback",
        routing_score=success,
        tokens=9_000,
        seconds=95.0,
        agents=3,
    )


def outcomes() -> tuple[OutcomeRow, ...]:
    """160 outcomes that are stated a little too surely, newest first."""
    rows = []
    for number in range(160):
        stated = 0.12 + 0.85 * ((number * 37) % 160) / 160
        success = float((number * 53) % 100 < 100 * stated**1.3)
        rows.append(outcome(number, round(stated, 3), success, STRATEGIES[number % 4]))
    return tuple(reversed(rows))


def months(rows: Sequence[OutcomeRow]) -> tuple[MonthRow, ...]:
    """Those outcomes by month and strategy."""
    found = []
    for n, month in enumerate(("2026-09", "2026-10", "2026-11")):
        for strategy in STRATEGIES:
            mine = [o for o in rows if o.strategy == strategy][n * 13 : n * 13 + 13]
            won = sum(o.success or 0.0 for o in mine)
            found.append(
                MonthRow(
                    month,
                    "payment",
                    strategy,
                    "feedback",
                    len(mine),
                    len(mine),
                    won,
                    len(mine),
                    won,
                    117_000,
                    1_235.0,
                    39,
                )
            )
    return tuple(found)


def moved(at: float, boundary: str, former: float, target: float, domain: str = "payment") -> LogRow:
    """A threshold that moved."""
    detail = {"boundary": boundary, "from": former, "target": target, "cases": [28, 30], "required": 0.71, "risk": 0.05}
    return LogRow(at, domain, "threshold", detail)


HERE = "9a1b"
"""The fingerprint of the project at hand."""


def report(domain: str = "payment") -> Report:
    """What a database with those outcomes reports."""
    rows = outcomes()
    log = (
        moved(START + 38 * DAY, "multi", 0.5, 0.46, domain),
        moved(START + 31 * DAY, "workflow", 0.66, 0.61, domain),
        moved(START + 17 * DAY, "direct", 0.9, 0.84, domain),
        moved(START + 8 * DAY, "workflow", 0.7, 0.66, domain),
    )
    recoveries = {
        ("malformed", "repair"): Tally(17, 19),
        ("timeout", "substitute"): Tally(6, 11),
        ("refused", "escalate"): Tally(3, 9),
        ("thin", "further_agents"): Tally(0, 0),
    }
    return Report(
        None,
        ("payment",),
        171,
        months(rows),
        {s: Tally(28, 40) for s in STRATEGIES},
        {},
        recoveries,
        {"review-code": Tally(31, 40), "implement": Tally(50, 61)},
        rows,
        log,
        projects={(HERE, "direct_atomic"): Tally(19, 20), ("0f3c", "direct_atomic"): Tally(11, 20)},
    )


def learned(found: Report = NOTHING) -> Learned:
    """The values of a page, as the server gathers them."""
    known = Knowledge(project=HERE)
    if found.log:
        domain = found.log[0].domain
        known = Knowledge(
            thresholds={domain: Thresholds(direct=0.84, workflow=0.61, multi=0.46)},
            certified=frozenset({domain}),
            project=HERE,
        )
    pairs = [(o.chosen_probability, float(o.success or 0.0)) for o in found.recent]
    changes = [
        Change(r.at, r.domain, r.detail["boundary"], r.detail["from"], r.detail["target"], *r.detail["cases"], 0.71)
        for r in reversed(found.log)
    ]
    until = max((o.at for o in found.recent), default=0.0)
    return Learned(learning_report(found, known), bins(pairs), tuple(changes), until)
