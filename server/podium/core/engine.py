"""The engine of a run: pure. It is handed replies and returns events, and what to ask next.

`advance` records replies, decides recoveries, finds what is ready and not yet asked, and finishes the run when nothing
is left. It never waits: a carrier that hears one reply at a time calls it after each, one bound to rounds after each.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from podium.core.adjusting import early_finish, elevated, overtaking
from podium.core.budgets import (
    BUDGET_SHARE,
    ENOUGH_ANSWERS,
    LEAST_REPLY_TOKENS,
    seconds_left,
    spent_share,
    tokens_left,
    used_up,
)
from podium.core.calls import AgentCall
from podium.core.closing import close
from podium.core.continuing import joined
from podium.core.folding import Draft
from podium.core.ladders import ELEVATE
from podium.core.lifting import next_strategy
from podium.core.monitoring import compared, observed
from podium.core.recovery import recover
from podium.core.replanning import call_to_json
from podium.core.run import CallState, Run
from podium.core.scheduling import Task, ready
from podium.core.spawning import follow_up, grant
from podium.core.values import JSON, Catalogue, Knowledge

__all__ = ["Draft", "Setting", "advance", "ready_calls", "release", "takes_reply"]

REPLY_TOKENS = 2_000
"""Tokens one reply may have where no ceiling leaves less."""
MOST_CUTS = 3
"""Lost rounds after which an agent that was asked alone counts as having refused."""

Prompt = Callable[[Run, AgentCall], int]
"""Tokens of the prompt that a call would get."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What the engine may know besides the run: who carries, what exists, what was learned.

    `patience` is how many seconds one request may wait for its reply.
    """

    catalogue: Catalogue
    knowledge: Knowledge
    prompt_tokens: Prompt
    carrier: str
    owner: str = ""
    round_id: str = ""
    may_ask: bool = True
    patience: float = 120.0


def advance(run: Run, replies: Sequence[Mapping[str, Any]], setting: Setting, at: float) -> Draft:
    """Everything that follows from some replies, up to the next ask or the end.

    Args:
        run: the run as recorded.
        replies: data of `replied` events; those for calls that take no reply are dropped.
        setting: catalogue, knowledge and carrier. `may_ask` False records without starting anything new.
        at: unix seconds.

    Returns:
        The events to append, in order, and the run after them. What must be asked now stands in its `asked` events.
    """
    draft = Draft(run, at)
    if run.ended:
        return draft
    answered = []
    for reply in replies:
        state = draft.run.calls.get(reply["agent_id"])
        if state is not None and takes_reply(state):
            draft.add("replied", observed(draft.run, joined(draft.run, reply), setting.catalogue))
            answered.append(state.call.id)
    deviations = compared(draft.run, answered)
    if deviations:
        draft.add("noted", {"deviations": deviations})
    if _move_down(draft):
        setting = replace(setting, carrier=draft.run.carrier)
    for agent_id in answered:
        _heed(draft, agent_id, setting)
    _recover_failures(draft, setting)
    _skip_dependents(draft)
    if setting.may_ask:
        _ask(draft, setting)
    if not any(c.open for c in draft.run.calls.values()):
        close(draft)
    return draft


def takes_reply(state: CallState) -> bool:
    """Whether a reply for this call can still be recorded: it was asked, and none was recorded since."""
    return state.state == "asked" or state.released


def release(run: Run, ids: Sequence[str], *, lost_round: bool, at: float) -> Draft:
    """Take asked calls back, so that they may be asked once more; the client's call ended before they were answered.

    A call that was asked alone and stayed unanswered in `MOST_CUTS` rounds gets a failed reply instead: nothing else
    can tell a model that keeps refusing from a client that keeps ending.
    """
    draft = Draft(run, at)
    ids = [i for i in ids if run.calls[i].state == "asked"]
    if lost_round and len(ids) == 1 and run.calls[ids[0]].cuts + 1 >= MOST_CUTS:
        detail = f"the client did not answer this request in {MOST_CUTS} rounds"
        draft.add("replied", {"agent_id": ids[0], "failure": "refused", "detail": detail, "carrier": "round_trip"})
    elif ids:
        reason = "a round was never answered" if lost_round else "the client's call ended"
        draft.add("released", {"ids": ids, "round": lost_round, "reason": reason})
    return draft


def ready_calls(run: Run) -> list[CallState]:
    """Calls whose dependencies are settled and whose resources are free: needed parts first, then the longest path to the end."""
    tasks = [Task(c.call.id, c.call.minutes, c.call.depends_on, c.call.resources) for c in run.calls.values()]
    # A capability error waits for its siblings: until the run moves or recovers it, nothing may build on it.
    busy = {c.call.id for c in run.calls.values() if c.state == "asked" or c.refused_carrier}
    done = {c.call.id for c in run.calls.values() if not c.open} - busy
    found = [run.calls[name] for name in ready(tasks, done, busy, len(tasks))]
    return sorted(found, key=lambda c: not (c.call.needed or c.call.replaces))


def _move_down(draft: Draft) -> bool:
    """Move the run to hand-off where a carrier brought capability errors and nothing else; True if it moved.

    Any other reply over that carrier proves the capability, so that the errors were refusals of single requests.
    """
    states = draft.run.calls.values()
    pending = [c for c in states if c.refused_carrier]
    if not pending or draft.run.asked:
        return False
    carrier = pending[0].carrier
    if any(c.carrier == carrier and c.reply is not None and not c.refused_carrier for c in states):
        return False
    detail = pending[0].reply.detail if pending[0].reply else ""
    reason = f"every request over {carrier} was refused: {detail}"
    draft.add("moved", {"from": carrier, "to": "handoff", "reason": reason})
    return True


def _heed(draft: Draft, agent_id: str, setting: Setting) -> None:
    """Do what an accepted reply asks for: sub-agents within the limits, an early end where it shows that all is known."""
    state = draft.run.calls[agent_id]
    if not state.accepted or state.reply is None:
        return
    if state.reply.spawn:
        granted = grant(draft.run, state, setting.catalogue)
        more = follow_up(draft.run, state, granted)
        calls = [*granted.calls, *([more] if more else [])]
        _plan(draft, calls, after=agent_id, refused=granted.refused)
    finish = early_finish(draft.run, state)
    if finish is not None:
        draft.add("adjusted", finish)


def _plan(draft: Draft, calls: Sequence[AgentCall], *, after: str, **more: Any) -> None:
    """Add calls to the run. What waits for the call `after`, and the coordinator, waits for them as well."""
    before = [
        c.call.id
        for c in draft.run.calls.values()
        if c.state == "planned" and (after in c.call.depends_on or c.call.kind == "coordinator")
    ]
    draft.add("planned", {"calls": [call_to_json(call) for call in calls], "before": before, **more})


def _recover_failures(draft: Draft, setting: Setting) -> None:
    """Decide what becomes of each failed call; capability errors wait until nothing else is out."""
    for state in list(draft.run.calls.values()):
        waits = state.refused_carrier and draft.run.asked
        if state.state == "failed" and not waits and not _settled(draft.run, state):
            _recover(draft, state, setting)


def _recover(draft: Draft, state: CallState, setting: Setting) -> None:
    found = recover(draft.run, state, setting.catalogue, setting.knowledge)
    raised = next_strategy(draft.run)
    draft.add("recovered", found.data)
    if found.question is not None:
        draft.add("planned", {"calls": [call_to_json(found.question)], "before": [state.call.id]})
    if found.deployment is not None:
        _plan(draft, found.deployment.calls, after=state.call.id, **found.deployment.taking_over(state.call.id))
        for lost in found.deployment.beside:
            _plan(draft, (), after=lost, **found.deployment.taking_over(lost))
    if found.data["strategy"] == ELEVATE:
        draft.add("adjusted", elevated(draft.run, state, raised))


def _settled(run: Run, state: CallState) -> bool:
    """Whether it was decided already what becomes of this failure."""
    return any(
        r["agent_id"] == state.call.id
        and r["attempt"] == state.attempts
        and (r["strategy"] == "give_up" or r.get("deploys"))
        for r in run.recoveries
    )


def _skip_dependents(draft: Draft) -> None:
    """Skip each call none of whose dependencies has an answer; the coordinator needs at least two answers."""
    while lost := [c.call.id for c in draft.run.calls.values() if c.state == "planned" and _hopeless(c, draft.run)]:
        _skip(draft, lost, "dependency", "nothing it depends on was answered")


def _hopeless(state: CallState, run: Run) -> bool:
    before = [c for d in state.call.depends_on if (c := run.calls.get(d)) and c.call.kind != "person"]
    if not before or any(c.open or c.refused_carrier for c in before):
        return False
    least = ENOUGH_ANSWERS if state.call.kind == "coordinator" else 1
    return sum(c.accepted for c in before) < least


def _ask(draft: Draft, setting: Setting) -> None:
    """Ask what is ready and fits. Where nothing is out, what can never be asked is skipped, so that every run ends."""
    _turn_to_synthesis(draft)
    while planned := [c.call.id for c in draft.run.calls.values() if c.state == "planned"]:
        used = used_up(draft.run)
        candidates = [] if used else ready_calls(draft.run)
        fitting = _fitting(draft.run, candidates, setting)
        if fitting:
            draft.add("asked", _asked_data(draft.run, fitting, setting))
            ahead = overtaking(draft.run, [entry["id"] for entry in fitting])
            if ahead is not None:
                draft.add("adjusted", ahead)
        if draft.run.asked:
            return
        if used:
            _skip(draft, planned, "budget", used)
        elif candidates:
            detail = f"the run's {draft.run.limits.tokens} tokens do not hold another request"
            _skip(draft, [c.call.id for c in candidates], "budget", detail)
        else:
            _skip(draft, planned, "dependency", "it waits for calls that will never be asked")
        _skip_dependents(draft)


def _turn_to_synthesis(draft: Draft) -> None:
    """Skip the agents still planned once most of the budget is used, so that what was answered is put together."""
    waiting = [c.call.id for c in draft.run.agents if c.state == "planned"]
    worth = any(c.accepted for c in draft.run.agents) and not used_up(draft.run)
    if waiting and worth and spent_share(draft.run) >= BUDGET_SHARE:
        _skip(
            draft, waiting, "budget", f"{BUDGET_SHARE:.0%} of the run's budget is used; the rest is for the synthesis"
        )
        _skip_dependents(draft)


def _fitting(run: Run, candidates: Sequence[CallState], setting: Setting) -> list[JSON]:
    """Entries of the calls that may be asked now, in their order: as many as width, requests and tokens allow."""
    most = min(_width(run, setting), run.limits.requests - run.requests)
    left = tokens_left(run, setting.prompt_tokens)
    entries: list[JSON] = []
    for state in candidates:
        if len(entries) >= most:
            break
        tokens = setting.prompt_tokens(run, state.call)
        if left is None or tokens + LEAST_REPLY_TOKENS <= left:
            entries.append({"id": state.call.id, "attempt": state.attempts + 1, "tokens": tokens})
            left = None if left is None else left - tokens - LEAST_REPLY_TOKENS
    share = REPLY_TOKENS if left is None or not entries else LEAST_REPLY_TOKENS + left // len(entries)
    return [{**entry, "reply": min(REPLY_TOKENS, share)} for entry in entries]


def _width(run: Run, setting: Setting) -> int:
    """Calls one ask may hold; rounds that were lost bound the next ones."""
    return run.width if run.width and setting.carrier == "round_trip" else len(run.calls)


def _asked_data(run: Run, entries: list[JSON], setting: Setting) -> JSON:
    patience = min(setting.patience, seconds_left(run))
    data: JSON = {"carrier": setting.carrier, "owner": setting.owner, "patience": patience, "calls": entries}
    if setting.round_id:
        data["round"] = setting.round_id
    return data


def _skip(draft: Draft, ids: list[str], kind: str, detail: str) -> None:
    draft.add("skipped", {"ids": ids, "kind": kind, "detail": detail})
