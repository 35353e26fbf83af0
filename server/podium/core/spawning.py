"""Sub-agents that agents ask for: who may have which, and what becomes of the parts that are not granted.

The limit on agents holds over all levels of a run. An agent gets at most one follow-up: it is told what was not granted
and does those parts itself, with what its sub-agents found.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from podium.core.budgets import BUDGET_SHARE, spent_share
from podium.core.calls import AgentCall, free_id
from podium.core.deploying import room
from podium.core.planning import fallbacks_of
from podium.core.run import CallState, Run
from podium.core.texts import one_line
from podium.core.values import JSON, Catalogue

MOST_DEPTH = 3
"""Levels below the agents of the route."""
FOLLOW_UP = "follow-up"
_WORD = re.compile(r"\w+")
_PLAIN = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Granted:
    """What became of one reply's wishes: calls to add, and the refused ones with their reasons."""

    calls: tuple[AgentCall, ...]
    refused: tuple[JSON, ...]


def grant(run: Run, parent: CallState, catalogue: Catalogue) -> Granted:
    """Decide about the sub-agents that a reply asks for; a follow-up's own wishes are those of its agent.

    Args:
        run: the run after the reply was recorded.
        parent: the call whose reply asks.
        catalogue: where a role may have a command of its own.
    """
    wishes = parent.reply.spawn if parent.reply else ()
    calls: list[AgentCall] = []
    refused: list[JSON] = []
    for role, objective in wishes:
        reason = _refusal(run, parent, objective, calls)
        if reason:
            refused.append({"parent": parent.call.id, "role": role, "objective": objective, "reason": reason})
        else:
            calls.append(_sub_agent(run, parent, role, objective, catalogue, calls))
    return Granted(tuple(calls), tuple(refused))


def follow_up(run: Run, parent: CallState, granted: Granted) -> AgentCall | None:
    """One more request to an agent whose parts were not all granted, or who only handed its part on."""
    own = parent.reply and (parent.reply.summary or parent.reply.findings or parent.reply.recommendation)
    handed_on = granted.calls and not own
    if parent.call.kind != "agent" or not (granted.refused or handed_on) or _closing_down(run):
        return None
    parts = "; ".join(f"{wish['role']}: {one_line(wish['objective'], 300)}" for wish in granted.refused[:5])
    told = f"These sub-agents are not available, so do their parts yourself: {parts}." if parts else ""
    return AgentCall(
        f"{parent.call.id}.{FOLLOW_UP}",
        role=parent.call.role,
        command=parent.call.command,
        part=f"{told} Give your own answer now, complete, with what you and your sub-agents found.".strip(),
        kind="followup",
        depends_on=(parent.call.id, *(call.id for call in granted.calls)),
        wave=parent.call.wave + 1,
        parent=parent.call.id,
        depth=parent.call.depth,
        pack=parent.call.pack,
        needed=False,
    )


def available(run: Run, call: AgentCall) -> int:
    """Sub-agents that an agent may ask for now."""
    if call.kind != "agent" or call.depth >= MOST_DEPTH or _closing_down(run):
        return 0
    return max(0, room(run))


def _refusal(run: Run, parent: CallState, objective: str, calls: Sequence[AgentCall]) -> str:
    if parent.call.kind != "agent":
        return "this agent was asked once more to do the part itself"
    if parent.call.depth >= MOST_DEPTH:
        return f"sub-agents reach {MOST_DEPTH} levels deep, and this agent stands on the last"
    if len(calls) >= room(run):
        return f"all {run.limits.agents} agents of the run are taken"
    if _closing_down(run):
        return f"{BUDGET_SHARE:.0%} of the run's budget is used"
    same = next((c for c in (*(s.call for s in run.agents), *calls) if _key(c.part) == _key(objective)), None)
    if same is not None:
        return f"{same.id} has that part already"
    return ""


def _closing_down(run: Run) -> bool:
    return spent_share(run) >= BUDGET_SHARE


def _sub_agent(
    run: Run, parent: CallState, role: str, objective: str, catalogue: Catalogue, calls: Sequence[AgentCall]
) -> AgentCall:
    """A call for one sub-agent: the command of its role where there is one, else its parent's."""
    name = "-".join(_PLAIN.findall(role.lower()))[:40] or "helper"
    found = next((c for c in map(catalogue.find, (name, f"{name}-specialist")) if c is not None), None)
    able = found is not None and found.kind == "atomic" and not found.computes
    taken = {*run.calls, *(call.id for call in calls)}
    command = found.name if found is not None and able else parent.call.command
    return AgentCall(
        free_id(name, taken),
        role=one_line(role, 60),
        command=command,
        part=objective,
        depends_on=(parent.call.id,),
        resources=found.resources if found is not None and able else (),
        wave=parent.call.wave + 1,
        parent=parent.call.id,
        depth=parent.call.depth + 1,
        pack=parent.call.pack,
        needed=True,
        fallbacks=fallbacks_of(command, {s.call.command for s in run.agents}, catalogue),
    )


def _key(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.lower()))
