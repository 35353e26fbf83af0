"""The first three phases: read the context, decide, map, choose the route, plan the calls and prune their context."""

from __future__ import annotations

import secrets
import time
from collections.abc import Sequence
from dataclasses import dataclass

from podium.core.calls import AgentCall
from podium.core.chain_route import by_chain
from podium.core.decision import decide, to_json
from podium.core.decision.repeats import repeated
from podium.core.errors import UserError
from podium.core.foresight import careful, forewarned
from podium.core.learning.exploration import drawn
from podium.core.learning.loading import choose
from podium.core.limits import Ceilings
from podium.core.planning import plan_calls
from podium.core.pruning import policy_of
from podium.core.relations import relations_of
from podium.core.replanning import call_to_json
from podium.core.values import JSON, Catalogue, Decision, Knowledge, World
from podium.handlers.command_relationships import command_relationships
from podium.runner.packing import has_context, read_context, roles_of, told, with_packs
from podium.runner.requests import StartRequest
from podium.store.protocol import ContextRow
from podium.workspace import Heard, Workspace

_LEAST_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Prepared:
    """A run ready to be recorded: the data of its `started` event, its context packs, and what the caller gave."""

    run_id: str
    started: JSON
    packs: tuple[ContextRow, ...]


async def prepare(
    request: StartRequest,
    *,
    catalogue: Catalogue,
    knowledge: Knowledge,
    workspace: Workspace,
    ceilings: Ceilings,
    principal: str,
    now: float,
    reading_seconds: float,
    handed_off: bool,
    heard: Heard | None = None,
) -> Prepared:
    """Decide everything that a run needs before its first request; `heard` hears how far the workspace is read.

    Raises:
        UserError: the objective is empty, a path cannot be read, `preserve` does not fit, or the route needs commands
            that require each other.
    """
    if not request.objective.strip():
        raise UserError("the objective is empty; say in one sentence what is to be done")
    limit = min(ceilings.agents, request.agent_limit or ceilings.agents)
    began = time.monotonic()
    reading = await read_context(workspace, request, (), reading_seconds, heard)
    run_id = request.run_id or "run_" + secrets.token_hex(10)
    start = time.perf_counter()
    decision = decide(
        request.objective,
        catalogue=catalogue,
        knowledge=knowledge,
        items=(*request.items, *reading.at_hand),
        paths=request.paths,
        scores=request.scores,
        agent_limit=limit,
        token_limit=_least(ceilings.tokens, request.token_limit),
        seconds_limit=_least(ceilings.seconds, request.seconds_limit),
        confidence_override=request.confidence_override,
        explore=drawn(run_id) < ceilings.exploration,
        seed=run_id if ceilings.exploration else "",
        repeat=repeated(request.objective, principal, knowledge, now),
    )
    if request.chain:
        decision = by_chain(decision, request.chain, catalogue=catalogue, knowledge=knowledge, agent_limit=limit)
    decided = time.perf_counter()
    mapping = _mapping(catalogue)
    if mapping["cycles"]:
        relations_of(catalogue).refuse_blocked(
            (*decision.route.commands, *decision.route.specializations, *decision.chain)
        )
    mapped = time.perf_counter()
    calls = plan_calls(decision.route, catalogue, limit)
    # A small share of the runs is planned as usual, so that it shows where a command has recovered.
    heeds = drawn(f"{run_id} foresight") >= ceilings.exploration
    calls, foreseen = forewarned(calls, catalogue, knowledge.agents if heeds else {})
    strategy, lessons = decision.route.strategy, knowledge.lessons
    domain = decision.domains[0][0] if decision.domains else ""
    roles = roles_of(calls, catalogue, lessons, domain) if has_context(request, reading) else []
    if reading.found is not None:
        left = max(_LEAST_SECONDS, reading_seconds - (time.monotonic() - began))
        reading = await read_context(workspace, request, roles, left, heard)
    draw, share = drawn(f"{run_id} context"), ceilings.exploration
    loading = choose(strategy, lessons.loadings, draw=draw, exploration=share, roomy=not handed_off)
    policy = policy_of(strategy, decision.route.coordination, handed_off=handed_off, loading=loading)
    context = await with_packs(calls, roles, reading, request, catalogue, run_id, now, policy)
    replies = knowledge.replies if heeds else {}
    calls, cared = careful(context.calls, replies, domain, context.saved.get("whole", ()))
    timings = {"analysis": decided - start, "mapping": mapped - decided, "selection": time.perf_counter() - mapped}
    started = _started(request, decision, calls, mapping, timings, ceilings, limit, principal)
    started["foreseen"] = [*foreseen, *cared]
    rows = context.packs + ((context.given,) if context.given else ())
    if rows or reading.total:
        held = {"loading": loading, "places": dict(context.places), "files": told(reading)}
        started["context"] = {**held, **context.saved, "given": context.given.id if context.given else ""}
    return Prepared(run_id, started, rows)


_mapped: dict[str, tuple[Catalogue, JSON]] = {}


def _mapping(catalogue: Catalogue) -> JSON:
    """What the run keeps of the command map: counts of what `command-relationships` answers for the whole catalogue.

    Kept for the latest catalogue, since the map is a function of the catalogue alone.
    """
    kept = _mapped.get("latest")
    if kept is None or kept[0] is not catalogue:
        found = command_relationships(World(catalogue))
        counts = ("commands", "edges", "waves", "conflicts", "cycles")
        totals = {name: found.get(f"{name}_total", len(found[name])) for name in counts}
        kept = _mapped["latest"] = (catalogue, totals)
    return kept[1]


def _started(
    request: StartRequest,
    decision: Decision,
    calls: Sequence[AgentCall],
    mapping: JSON,
    timings: JSON,
    ceilings: Ceilings,
    limit: int,
    principal: str,
) -> JSON:
    override = request.confidence_override
    return {
        "objective": request.objective,
        "options": {
            "delivery": request.delivery,
            "read_as": request.read_as,
            "paths": list(request.paths),
            "person": request.person,
            "answers": request.answers,
            "elicits": request.elicits,
        },
        "decision": to_json(decision),
        "strategy": decision.route.strategy,
        "confidence": decision.confidence if override is None else override,
        "overridden": override is not None,
        "mapping": mapping,
        "calls": [call_to_json(c) for c in calls],
        "limits": {
            "agents": limit,
            "requests": _least(ceilings.requests, request.requests_limit),
            "tokens": _least(ceilings.tokens, request.token_limit),
            "seconds": _least(ceilings.seconds, request.seconds_limit),
        },
        "timings": {name: round(value, 6) for name, value in timings.items()},
        "before": dict(request.before),
        "mark": secrets.token_hex(8),
        "principal": principal,
    }


def _least(own: float | None, asked: float | None) -> float | None:
    given = [v for v in (own, asked) if v is not None]
    return min(given) if given else None
