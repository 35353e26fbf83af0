"""What `faults.py` reads from the record of a run that met faults: whether it came through, and what it tells of conflicts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from fault_kinds import COORDINATOR, HEAVY_TOKENS, SLOW_SECONDS, Dispute, Injected

BUSY_SECONDS = 1.0
"""What a busy machine may take beyond a ceiling of time before it comes to notice."""
FINAL = ("completed", "partial", "failed")
Result = dict[str, Any]


def recovered(record: Result, faults: Injected, limits: Mapping[str, float], carrier: str) -> bool:
    """Whether a run came through its faults, as the head of `faults.py` defines it for each kind; conflicts aside."""
    kinds, completed = list(faults.kinds), record["status"] == "completed"
    if record["status"] not in FINAL:
        return False
    if kinds == ["budget"]:
        return kept_within(record, faults, limits)
    if kinds == ["cancelled"]:
        # What was cut off may have been the question for ratings, before the run began.
        met = {COORDINATOR, *(a["id"] for a in record["agents"])}
        heard_of = carrier != "handoff" and not met.isdisjoint(faults.cut_off)
        # On a busy machine the patience with a request may end before its cancellation comes.
        return completed and heard_of <= any(d["kind"] in ("cancelled", "timeout") for d in record["deviations"])
    if kinds == ["dependency"]:
        return completed and not any(d["kind"] == "dependency" for d in record["deviations"])
    return completed or ("budget" in kinds and only_short_of_budget(record) and kept_within(record, faults, limits))


def kept_within(record: Result, faults: Injected, limits: Mapping[str, float]) -> bool:
    """Whether a run ended within its ceilings, with all that was answered in the synthesis, and says what is missing.

    Tokens are granted with a request; what struck replies take beyond that is no longer the server's to keep.
    """
    answered = {a["id"] for a in record["agents"] if a["state"] == "answered"}
    told = {agent for found in record["synthesis"]["findings"] for agent in found["agents"]}
    taken = {**record["spent"], "tokens": record["spent"]["tokens"] - HEAVY_TOKENS * faults.struck.count("budget")}
    within = all(taken[name] <= limit + (name == "seconds") * BUSY_SECONDS for name, limit in limits.items())
    return within and answered <= told and (record["status"] != "completed" or not short_of(record))


def short_of(record: Result) -> list[str]:
    """Planned parts that have no answer, neither their own nor that of somebody deployed for them."""
    taken_over = {r["agent_id"] for r in record["recoveries"] if r["succeeded"]}
    return [a["id"] for a in record["agents"] if a["state"] != "answered" and a["id"] not in taken_over]


def only_short_of_budget(record: Result) -> bool:
    """Whether every needed part that is missing was skipped, or given up, because a budget was used."""
    skipped = {d["agent_id"] for d in record["deviations"] if d["kind"] in ("budget", "dependency")}
    given_up = {r["agent_id"] for r in record["recoveries"] if r["strategy"] == "give_up" and "budget" in r["reason"]}
    return any(d["kind"] == "budget" for d in record["deviations"]) and set(record["missing"]) <= skipped | given_up


def told_conflicts(record: Result, faults: Injected, asked: Mapping[str, int]) -> list[str]:
    """For each contradiction that stands beside what it denies: whether the result tells it, and who prevails there."""
    answered = {a["id"] for a in record["agents"] if a["state"] == "answered"}
    stood = [d for d in faults.disputes if {d.agent, d.owner} <= answered and asked[d.agent] == d.at]
    return [_told(record["synthesis"]["conflicts"], dispute) for dispute in stood]


def _told(conflicts: Sequence[Result], dispute: Dispute) -> str:
    """`hidden`, `settled` for whoever was denied, `misled`, or `open`."""
    for conflict in conflicts:
        sides = [set(position["agents"]) for position in conflict["positions"]]
        between = any(dispute.agent in s for s in sides) and any(dispute.owner in s for s in sides)
        if between and conflict["topic"] == dispute.topic:
            prevails = conflict["prevails"]
            return "settled" if dispute.owner in prevails else "misled" if dispute.agent in prevails else "open"
    return "hidden"


def ceilings(kinds: Sequence[str], budget: str, usual: Mapping[str, float]) -> dict[str, float]:
    """The ceilings of a run whose budget is struck: alone little more than it usually needs, mixed with others three times."""
    if "budget" not in kinds:
        return {}
    if len(kinds) > 1:
        return {"tokens": int(usual["tokens"] * 3)}
    room = {
        "tokens": usual["tokens"] + 2 * HEAVY_TOKENS,
        "requests": usual["requests"] + 3,
        "seconds": 4 * SLOW_SECONDS,
    }
    return {budget: room[budget] if budget == "seconds" else int(room[budget])}
