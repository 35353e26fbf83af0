"""The engine of a run: pure. It is handed replies and returns events, and what to ask next.

`advance` records replies, decides recoveries, finds what is ready and not yet asked, and finishes the run when nothing
is left. It never waits: a carrier that hears one reply at a time calls it after each, one bound to rounds after each.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from podium.core.closing import close
from podium.core.recovery import recover
from podium.core.run import CallState, Run, apply
from podium.core.scheduling import Task, ready
from podium.core.values import JSON, AgentCall, Catalogue, Knowledge

REPLY_TOKENS = 2_000
"""Tokens one reply may have; what is reserved for it under a token ceiling."""
LEAST_REPLY_TOKENS = 256
MOST_CUTS = 3
"""Lost rounds after which an agent that was asked alone counts as having refused."""

Prompt = Callable[[Run, AgentCall], int]
"""Tokens of the prompt that a call would get."""


@dataclass(slots=True)
class Draft:
    """Events being decided, and the run as it would be after them."""

    run: Run
    at: float
    events: list[tuple[str, JSON]] = field(default_factory=list)

    def add(self, kind: str, data: JSON) -> None:
        """Append one event and fold it in."""
        self.run = apply(self.run, self.run.seq + 1, self.at, kind, data)
        self.events.append((kind, data))


@dataclass(frozen=True, slots=True)
class Setting:
    """What the engine may know besides the run: who carries, what exists, what was learned."""

    catalogue: Catalogue
    knowledge: Knowledge
    prompt_tokens: Prompt
    carrier: str
    owner: str = ""
    round_id: str = ""
    may_ask: bool = True


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
    for reply in replies:
        state = draft.run.calls.get(reply["agent_id"])
        if state is not None and takes_reply(state) and not draft.run.ended:
            draft.add("replied", dict(reply))
    if draft.run.ended:
        return draft
    _settle_failures(draft, setting)
    if draft.run.carrier != setting.carrier and any(kind == "moved" for kind, _ in draft.events):
        setting = replace(setting, carrier=draft.run.carrier)
    _skip_dependents(draft)
    if setting.may_ask:
        _ask(draft, setting)
    if not any(c.open for c in draft.run.calls.values()) and not _capability_pending(draft.run):
        close(draft)
    return draft


def takes_reply(state: CallState) -> bool:
    """Whether a reply for this call can still be recorded: it was asked, and none was recorded since."""
    return state.state == "asked" or (state.state == "planned" and state.cuts > 0)


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


def lower_carrier(carrier: str) -> str:
    """The carrier one step down; hand-off is the lowest."""
    return "handoff"


def _capability_pending(run: Run) -> list[CallState]:
    return [c for c in run.calls.values() if c.state == "failed" and c.refused_carrier]


def _settle_failures(draft: Draft, setting: Setting) -> None:
    """Recover failed calls. Capability errors wait for their siblings: where nothing but them came, the run moves."""
    pending = _capability_pending(draft.run)
    if pending and not any(c.state == "asked" for c in draft.run.calls.values()):
        # An answer over this carrier proves the capability, so the errors were refusals of single requests.
        proven = any(
            c.carrier == setting.carrier and c.reply and not c.refused_carrier for c in draft.run.calls.values()
        )
        if not proven:
            reason = pending[0].reply.detail if pending[0].reply else ""
            reason = f"every request over {setting.carrier} was refused: {reason}"
            draft.add("moved", {"from": setting.carrier, "to": lower_carrier(setting.carrier), "reason": reason})
    settled = {e[1]["agent_id"] for e in draft.events if e[0] == "recovered"}
    anything_out = any(c.state == "asked" for c in draft.run.calls.values())
    for state in list(draft.run.calls.values()):
        if state.state != "failed" or state.call.id in settled or _given_up(draft.run, state):
            continue
        if state.refused_carrier and anything_out:
            continue
        draft.add("recovered", recover(draft.run, state, setting.catalogue, setting.knowledge))


def _given_up(run: Run, state: CallState) -> bool:
    return any(
        r["agent_id"] == state.call.id and r["strategy"] == "give_up" and r["attempt"] == state.attempts
        for r in run.recoveries
    )


def _skip_dependents(draft: Draft) -> None:
    """A call none of whose dependencies has an answer is skipped; the coordinator needs at least two answers."""
    changed = True
    while changed:
        states = draft.run.calls
        lost = [
            c.call.id for c in states.values() if c.state == "planned" and c.call.depends_on and _hopeless(c, states)
        ]
        if lost:
            detail = "nothing it depends on was answered"
            draft.add("skipped", {"ids": lost, "kind": "dependency", "detail": detail})
        changed = bool(lost)


def _hopeless(state: CallState, states: Mapping[str, CallState]) -> bool:
    before = [states[d] for d in state.call.depends_on if d in states]
    if not before or any(c.open or c.refused_carrier for c in before):
        return False
    least = 2 if state.call.kind == "coordinator" else 1
    return sum(c.accepted for c in before) < least


def ready_calls(run: Run) -> list[CallState]:
    """Calls whose dependencies are settled and whose resources are free, longest path to the end first."""
    tasks = [Task(c.call.id, c.call.minutes, c.call.depends_on, c.call.resources) for c in run.calls.values()]
    done = {c.call.id for c in run.calls.values() if not c.open and not c.refused_carrier}
    running = {c.call.id for c in run.asked}
    waiting = {c.call.id for c in _capability_pending(run)}
    names = ready(tasks, done, running | waiting, len(tasks) + 1)
    return [run.calls[name] for name in names if run.calls[name].state == "planned"]


def _ask(draft: Draft, setting: Setting) -> None:
    candidates = ready_calls(draft.run)
    if not candidates:
        return
    over = _over_budget(draft)
    if over:
        _skip(draft, [c.call.id for c in draft.run.calls.values() if c.state == "planned"], over)
        return
    width = _width(draft.run, setting)
    room = draft.run.limits.requests - draft.run.requests
    entries: list[JSON] = []
    reserved = _reserved(draft.run)
    for state in candidates[: min(width, room)]:
        tokens = setting.prompt_tokens(draft.run, state.call)
        reserved += tokens + LEAST_REPLY_TOKENS
        if draft.run.limits.tokens is not None and draft.run.tokens + reserved > draft.run.limits.tokens:
            break
        entries.append({"id": state.call.id, "attempt": state.attempts + 1, "tokens": tokens})
    if entries:
        draft.add("asked", _asked_data(entries, setting))
    elif not draft.run.asked:
        detail = _ceiling(draft.run)
        _skip(draft, [c.call.id for c in draft.run.calls.values() if c.state == "planned"], detail)


def _asked_data(entries: list[JSON], setting: Setting) -> JSON:
    data: JSON = {"carrier": setting.carrier, "owner": setting.owner, "calls": entries}
    if setting.round_id:
        data["round"] = setting.round_id
    return data


def _width(run: Run, setting: Setting) -> int:
    """Calls one ask may hold. A lost round halves the next ones, so that one refused request is found alone."""
    if setting.carrier != "round_trip":
        return len(run.calls)
    return max(1, run.limits.agents >> run.lost_rounds)


def _reserved(run: Run) -> int:
    return LEAST_REPLY_TOKENS * len(run.asked)


def reply_tokens(run: Run) -> int:
    """Tokens each reply may have now: the usual allowance, or an equal share of what a token ceiling leaves."""
    if run.limits.tokens is None:
        return REPLY_TOKENS
    left = run.limits.tokens - run.tokens
    return max(LEAST_REPLY_TOKENS, min(REPLY_TOKENS, left // max(1, len(run.asked))))


def _over_budget(draft: Draft) -> str:
    run = draft.run
    if run.active_seconds >= run.limits.seconds:
        return f"the run's {run.limits.seconds:g} seconds are used"
    return ""


def _ceiling(run: Run) -> str:
    if run.requests >= run.limits.requests:
        return f"the run's {run.limits.requests} requests are used"
    return f"the run's {run.limits.tokens} tokens do not hold another request"


def _skip(draft: Draft, ids: list[str], detail: str) -> None:
    if ids:
        draft.add("skipped", {"ids": ids, "kind": "budget", "detail": detail})
