"""How commands fail here, and what the next plan does about it, as the learning report shows it."""

from __future__ import annotations

from collections.abc import Iterator

from podium.core.calibration import share
from podium.core.foresight import FAILING, LEAST_TRIALS, PLANNED
from podium.core.learning.troubles import CURES, Trouble, pattern_of
from podium.core.values import JSON
from podium.store.report import Report

FAILURES_SHOWN = 20
ANOTHER = "another command first"


def failure_patterns(report: Report) -> list[JSON]:
    """Commands with a well supported pattern of failure, those with the most failures first.

    Each row names the kinds of `failure`, the `share` of the `n` first replies (or parts) that failed so, the `plan` that
    answers it, how it fared `with_plan`, and whether the next run is planned so (`used`).
    """
    rows = sorted((*_first_replies(report), *_commands(report)), key=lambda row: -row["share"] * row["n"])
    return rows[:FAILURES_SHOWN]


def _first_replies(report: Report) -> Iterator[JSON]:
    for command, replies in sorted(report.replies.items()):
        for care, plan in PLANNED.items():
            found = pattern_of(replies, care)
            if found.supported:
                seen = sorted({kind for _, kind in replies if kind in CURES[care]})
                yield {
                    "command": command,
                    "failure": ", ".join(seen),
                    **_shown(found.usual),
                    "plan": plan,
                    "with_plan": _shown(found.cured),
                    "used": found.due,
                }


def _commands(report: Report) -> Iterator[JSON]:
    """Commands most of whose parts were answered by another one, or by none; whether one gives way depends on its
    fallbacks, so that `used` is not known here.
    """
    for command, tally in sorted(report.agents.items()):
        if tally.trials >= LEAST_TRIALS and tally.successes <= FAILING * tally.trials:
            failed = Trouble(tally.trials - tally.successes, tally.trials)
            yield {"command": command, "failure": "any", **_shown(failed), "plan": ANOTHER, "used": None}


def _shown(found: Trouble) -> JSON:
    return {"share": share(found.failed, found.n), "n": round(found.n, 2)}
