"""What was learned from failures, used before the next one: another command first, a smaller pack, a stricter format.

A command counts as failing where most of its parts ended with another command's answer or with none, and enough of them
did; it gives way to one of its own fallbacks that did clearly better. One whose first replies keep being cut off, late,
unreadable or without evidence is asked otherwise (see `podium.core.learning.troubles`).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from podium.core.calls import AgentCall, Care
from podium.core.learning.intervals import lower_bound, upper_bound
from podium.core.learning.troubles import CURES, Pattern, Replies, pattern
from podium.core.values import JSON, Catalogue, Tally

LEAST_TRIALS = 6
"""Parts that a command must have had, and its fallback as well, before one gives way to the other."""
FAILING = 0.6
"""Share of its parts that a command which gives way answered at most."""
RISK = 0.10
"""Risk, for each of the two bounds that are compared, of being wrong about a command."""

Agents = Mapping[str, Tally]


def forewarned(
    calls: Sequence[AgentCall], catalogue: Catalogue, agents: Agents
) -> tuple[tuple[AgentCall, ...], tuple[JSON, ...]]:
    """The calls with failing commands replaced, and what was replaced, as adjustments of the run (from, to, reason).

    Args:
        calls: the calls of a route, their fallbacks planned.
        catalogue: every command.
        agents: how often each command's parts were answered by it, of how many.
    """
    if not any(agents.get(call.command, _NOTHING).trials >= LEAST_TRIALS for call in calls):
        return tuple(calls), ()
    planned, notes = [], []
    for call in calls:
        better = _better(call, agents) if call.kind == "agent" else ""
        found = catalogue.find(better) if better else None
        if found is None:
            planned.append(call)
            continue
        rest = (call.command, *(name for name in call.fallbacks if name != better))
        planned.append(replace(call, command=better, role=found.role, fallbacks=rest, resources=found.resources))
        notes.append(
            {"kind": "foresight", "from": call.command, "to": better, "reason": _reason(call.command, better, agents)}
        )
    return tuple(planned), tuple(notes)


def careful(
    calls: Sequence[AgentCall], replies: Mapping[tuple[str, str], Replies], domain: str, whole: Collection[str] = ()
) -> tuple[tuple[AgentCall, ...], tuple[JSON, ...]]:
    """The calls, those of troubled commands with care, and what was changed, as adjustments of the run.

    Args:
        calls: the calls of a route, their context packed.
        replies: how first replies went, by domain and command.
        domain: of the run.
        whole: packs that cannot be made smaller.
    """
    if not replies:
        return tuple(calls), ()
    planned, notes = [], []
    for call in calls:
        due = {care: found for care, found in _cures(call, replies, domain, whole).items() if found.due}
        planned.append(replace(call, care=(*call.care, *due)) if due else call)
        notes += [_change(call, care, found) for care, found in due.items()]
    return tuple(planned), tuple(notes)


PLANNED: Mapping[Care, str] = {"smaller_pack": "a smaller pack", "stricter_format": "a stricter format"}
"""The care that calls are planned with, in words."""


def _cures(
    call: AgentCall, replies: Mapping[tuple[str, str], Replies], domain: str, whole: Collection[str]
) -> dict[Care, Pattern]:
    if call.kind != "agent":
        return {}
    able = [care for care in PLANNED if care != "smaller_pack" or (call.pack and call.pack not in whole)]
    return {care: pattern(replies, domain, call.command, care) for care in able}


def _change(call: AgentCall, care: Care, found: Pattern) -> JSON:
    usual, cured = found.usual, found.cured
    reason = (
        f"of {usual.n:.0f} first replies of {call.command} here {usual.failed:.0f} were "
        f"{' or '.join(sorted(CURES[care]))}"
    )
    since = f"; with {PLANNED[care]} {cured.failed:.0f} of {cured.n:.0f}" if cured.n else ""
    return {
        "kind": "foresight",
        "agent_id": call.id,
        "from": f"{call.command} as usual",
        "to": PLANNED[care],
        "reason": reason + since,
    }


_NOTHING = Tally()


def _better(call: AgentCall, agents: Agents) -> str:
    """The fallback that did clearly better than the call's own command; empty where there is none."""
    own = agents.get(call.command, _NOTHING)
    if own.trials < LEAST_TRIALS or own.successes > FAILING * own.trials:
        return ""
    most = upper_bound(round(own.successes), round(own.trials), RISK)
    for name in call.fallbacks:
        other = agents.get(name, _NOTHING)
        if other.trials >= LEAST_TRIALS and lower_bound(round(other.successes), round(other.trials), RISK) > most:
            return name
    return ""


def _reason(command: str, better: str, agents: Agents) -> str:
    own, other = agents[command], agents[better]
    return (
        f"{command} answered {own.successes:.0f} of its last {own.trials:.0f} parts here, {better} {other.successes:.0f} of "
        f"{other.trials:.0f}"
    )
