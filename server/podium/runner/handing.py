"""Hand-off: replies that a host hands in, and the briefs it is shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from podium.carriers import handoff
from podium.carriers.seam import reply_data
from podium.core import engine
from podium.core.run import Run
from podium.core.secrets import quoted
from podium.core.values import JSON
from podium.runner.asking_back import answered, with_answers
from podium.runner.ledger import Step
from podium.runner.parts import Parts, Settled, asked_now

Given = Sequence[Mapping[str, Any]]


async def hand_in(parts: Parts, run: Run, given: Given, *, quiet: bool, driven: bool) -> Settled:
    """Record replies from the host and step the run; the next wave is asked at once, and shown unless quiet.

    Args:
        parts: the server's parts.
        run: the run.
        given: entries with agent_id, status and content; the valid ones are recorded.
        quiet: a sub-agent hands in, which is told nothing about what comes next.
        driven: a driver of this process steps the run, so that nothing is asked here.
    """
    knowledge = await parts.known(run.run_id)
    await parts.packs.of(run)
    found = await answered(parts.workspace, parts.packs, run, _as_replies(run, given))
    good: list[str] = []
    wrong: list[str] = []

    def decide(current: Run) -> Step:
        entries, refused = ([], _refusals(current, given)) if current.ended else handoff.sort_replies(current, given)
        good[:], wrong[:] = [e["agent_id"] for e in entries], refused
        draft = parts.draft(current)
        waited = {c.call.id: max(0.0, draft.at - c.asked_at) for c in current.calls.values()}
        data = with_answers((reply_data(raw, "handoff") for raw in handoff.replies(entries, waited)), found)
        if not data:
            return Step(draft)
        setting = parts.setting(knowledge, "handoff", current, may_ask=not driven)
        draft = engine.advance(current, data, setting, draft.at)
        asked = asked_now(draft)
        if asked and not quiet:
            draft.add("shown", {"ids": asked})
        return Step(draft)

    run, step = await parts.ledger.advance(run, decide)
    settled = Settled(run)
    if not quiet and run.asked and run.status == "awaiting_host":
        settled = await show(parts, run)
        settled = replace(settled, new=settled.new | set(asked_now(step.draft)))
    return replace(settled, recorded=tuple(good), wrong=tuple(wrong))


async def show(parts: Parts, run: Run, *, quiet: bool = False) -> Settled:
    """The open briefs of a run that waits for its host; which of them are new is remembered unless quiet."""
    new: set[str] = set()

    def decide(current: Run) -> Step:
        draft = parts.draft(current)
        new.clear()
        new.update(c.call.id for c in current.asked if not c.shown)
        if new and not quiet:
            draft.add("shown", {"ids": sorted(new)})
        return Step(draft)

    run, _ = await parts.ledger.advance(run, decide)
    return Settled(run, frozenset(new))


def _as_replies(run: Run, given: Given) -> list[JSON]:
    """What is handed in for calls of the run, as far as it can be read before anybody decides about it."""
    texts = ((str(e.get("agent_id")), e.get("content")) for e in given if e.get("status") == "ok")
    return [{"agent_id": name, "text": text} for name, text in texts if name in run.calls and isinstance(text, str)]


def _refusals(run: Run, given: Given) -> list[str]:
    """Sentences for replies to a run that has ended; a reply that is on record word for word needs none."""
    return [
        f"run {run.run_id} is {run.status}; the reply of {quoted(str(entry.get('agent_id')))} was not stored"
        for entry in given
        if not _on_record(run, entry)
    ]


def _on_record(run: Run, entry: Mapping[str, Any]) -> bool:
    state = run.calls.get(str(entry.get("agent_id")))
    return state is not None and state.reply is not None and state.reply.text == entry.get("content")
