"""A run as somebody sees it who watches from outside: finished spans, made of our own names and of numbers alone.

What a person wrote or an agent answered is in none of them. Names and attributes follow the OpenTelemetry conventions for
generative AI where these have one (`gen_ai.*`, `error.type`); tokens are Podium's estimates.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from podium.core.folding import apply
from podium.core.recovery import succeeded
from podium.core.run import CallState, Run

Kind = Literal["run", "wave", "agent", "recovery"]
Attributes = dict[str, str | int | float | bool]
ROOT = "run"
PROVIDER = "mcp.client"
"""Who runs the model: Podium knows only that it is the client's."""
LONGEST_MODEL = 80


@dataclass(frozen=True, slots=True)
class Span:
    """Something that took time and has ended.

    `key` is its name within the run, the same whichever server saw it end; `parent` is the key of the span around it, empty
    for the run's own. `start` and `end` are unix seconds; `error` is a word for what went wrong, empty where nothing did.
    """

    kind: Kind
    key: str
    parent: str
    name: str
    start: float
    end: float
    attributes: Mapping[str, str | int | float | bool]
    error: str = ""


def spans(before: Run, at: float, events: Iterable[tuple[str, Mapping[str, Any]]]) -> Iterator[Span]:
    """What ended with each of some events of a run, in order.

    Args:
        before: the run before the first of them.
        at: when they happened, unix seconds.
        events: (kind, data), as recorded.
    """
    for kind, data in events:
        after = apply(before, before.seq + 1, at, kind, data)
        yield from _agents(before, after, at)
        yield from _waves(before, after, at)
        yield from _recoveries(before, after, at)
        if after.ended and not before.ended:
            yield _run(after, at)
        before = after


def _agents(before: Run, after: Run, at: float) -> Iterator[Span]:
    """Requests that were out and are no longer: answered, failed, dropped, or to be asked again."""
    for number, state in enumerate(before.calls.values()):
        if state.state == "asked":
            now = after.calls[state.call.id]
            if now.state != "asked" or now.batch != state.batch:
                yield _agent(after, state, now, number, at)


def _agent(run: Run, asked: CallState, now: CallState, number: int, at: float) -> Span:
    call, reply = asked.call, now.reply if now.reply is not asked.reply else None
    attributes: Attributes = {
        "gen_ai.operation.name": "invoke_agent",
        "gen_ai.provider.name": PROVIDER,
        "gen_ai.agent.name": call.command,
        "gen_ai.agent.id": f"{run.run_id}/{number}",
        "gen_ai.conversation.id": run.run_id,
        "gen_ai.usage.input_tokens": asked.prompt_tokens,
        "podium.agent.kind": call.kind,
        "podium.agent.state": now.state,
        "podium.agent.wave": call.wave,
        "podium.agent.depth": call.depth,
        "podium.agent.attempt": asked.attempts,
        "podium.carrier": asked.carrier,
    }
    error = "unanswered"
    if reply is not None:
        attributes["gen_ai.usage.output_tokens"] = reply.tokens_out
        if reply.model:
            attributes["gen_ai.response.model"] = reply.model[:LONGEST_MODEL]
        error = reply.failure or ""
    return Span(
        "agent",
        f"agent/{number}/{asked.batch}",
        _wave_key(asked.batch),
        f"invoke_agent {call.command}",
        asked.asked_at,
        at,
        attributes,
        error,
    )


def _waves(before: Run, after: Run, at: float) -> Iterator[Span]:
    """What was asked together, once nothing of it is out any more."""
    over = {s.batch for s in before.asked} - {s.batch for s in after.asked}
    for batch in sorted(over):
        out = [s for s in before.asked if s.batch == batch]
        attributes: Attributes = {
            "gen_ai.conversation.id": after.run_id,
            "podium.wave": batch,
            "podium.carrier": out[0].carrier,
        }
        start = min(s.asked_at for s in out)
        yield Span("wave", _wave_key(batch), ROOT, "podium.wave", start, at, attributes)


def _wave_key(batch: int) -> str:
    return f"wave/{batch}"


def _recoveries(before: Run, after: Run, at: float) -> Iterator[Span]:
    """Recoveries whose success became known: at once where a part was given up, else with the reply they led to."""
    known = len(before.recoveries)
    for number, recovery in enumerate(after.recoveries):
        ended = succeeded(after, recovery)
        if ended is None or (number < known and succeeded(before, recovery) is not None):
            continue
        attributes = {
            "gen_ai.conversation.id": after.run_id,
            "podium.recovery.failure": recovery["failure"],
            "podium.recovery.strategy": recovery["strategy"],
            "podium.recovery.attempt": recovery["attempt"],
            "podium.recovery.succeeded": ended,
        }
        error = "" if ended else recovery["failure"]
        start = min(recovery["at"], at)
        yield Span("recovery", f"recovery/{number}", ROOT, "podium.recovery", start, at, attributes, error)


def _run(run: Run, at: float) -> Span:
    attributes: Attributes = {
        "gen_ai.operation.name": "invoke_workflow",
        "gen_ai.workflow.name": run.strategy,
        "gen_ai.conversation.id": run.run_id,
        "gen_ai.usage.input_tokens": run.tokens_in,
        "gen_ai.usage.output_tokens": run.tokens_out,
        "podium.run.status": run.status,
        "podium.run.confidence": run.confidence,
        "podium.run.overridden": run.overridden,
        "podium.run.agents": len(run.agents),
        "podium.run.requests": run.requests,
        "podium.run.recoveries": len(run.recoveries),
        "podium.run.active_seconds": round(run.active_seconds, 3),
        "podium.run.rehearsal": run.rehearsal,
    }
    error = "" if run.status == "completed" else run.status
    return Span("run", ROOT, "", f"invoke_workflow {run.strategy}", run.started_at, at, attributes, error)
