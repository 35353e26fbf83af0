"""The first three phases: read the context, decide, map, choose the route, plan the calls and prune their context."""

from __future__ import annotations

import secrets
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

import anyio.to_thread

from podium.core.decision import decide, to_json
from podium.core.errors import UserError
from podium.core.folding import call_to_json
from podium.core.limits import Ceilings
from podium.core.planning import plan_calls
from podium.core.pruning import Pruned, Role, prune, role_words
from podium.core.relations import relations_of
from podium.core.values import JSON, AgentCall, Catalogue, ContextItem, Decision, Knowledge, World
from podium.handlers.command_relationships import command_relationships
from podium.runner.requests import StartRequest
from podium.store.protocol import ContextRow
from podium.workspace import Workspace

PACK_TOKENS = {
    "direct_atomic": 8_000,
    "orchestrated_workflow": 8_000,
    "multi_workflow": 6_000,
    "specialized_agents": 5_000,
}
"""Context one agent gets at most; more agents get less each."""
HANDED_OFF_TOKENS = 1_400
"""The same in hand-off, where a brief travels in a tool result that hosts cut at 10,000 characters, and where agents
have tools of their own to read further."""
CONTEXT_SECONDS = 86_400.0


@dataclass(frozen=True, slots=True)
class Prepared:
    """A run ready to be recorded: the data of its `started` event, and its context packs."""

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
) -> Prepared:
    """Decide everything that a run needs before its first request.

    Raises:
        UserError: the objective is empty, a path cannot be read, `preserve` does not fit, or the route needs commands
            that require each other.
    """
    if not request.objective.strip():
        raise UserError("the objective is empty; say in one sentence what is to be done")
    limit = min(ceilings.agents, request.agent_limit or ceilings.agents)
    items = (*request.items, *await _read(workspace, request.paths, reading_seconds))
    start = time.perf_counter()
    decision = decide(
        request.objective,
        catalogue=catalogue,
        knowledge=knowledge,
        items=items,
        paths=request.paths,
        scores=request.scores,
        agent_limit=limit,
        confidence_override=request.confidence_override,
    )
    decided = time.perf_counter()
    mapping = _mapping(catalogue)
    if mapping["cycles"]:
        relations_of(catalogue).refuse_blocked(
            (*decision.route.commands, *decision.route.specializations, *decision.chain)
        )
    mapped = time.perf_counter()
    run_id = "run_" + secrets.token_hex(10)
    calls = plan_calls(decision.route, catalogue, limit)
    tokens = PACK_TOKENS[decision.route.strategy]
    calls, packs = await _with_packs(calls, items, request, catalogue, run_id, now, tokens, handed_off=handed_off)
    timings = {"analysis": decided - start, "mapping": mapped - decided, "selection": time.perf_counter() - mapped}
    started = _started(request, decision, calls, mapping, timings, ceilings, limit, principal)
    return Prepared(run_id, started, packs)


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


async def _read(workspace: Workspace, paths: Sequence[str], seconds: float) -> tuple[ContextItem, ...]:
    """What the paths name, else everything in the workspace; nothing where there is none."""
    if paths:
        return (await workspace.read(paths, seconds=seconds)).items
    return (await workspace.read_all(seconds=seconds)).items if workspace.folders else ()


async def _with_packs(
    calls: Sequence[AgentCall],
    items: Sequence[ContextItem],
    request: StartRequest,
    catalogue: Catalogue,
    run_id: str,
    now: float,
    tokens: int,
    *,
    handed_off: bool,
) -> tuple[tuple[AgentCall, ...], tuple[ContextRow, ...]]:
    """The calls with the ids of their context packs, and the packs. Pruning runs in a worker thread.

    What must be preserved may make a hand-off's pack larger than usual; it is never left out for its size.
    """
    agents = [c for c in calls if c.kind == "agent"]
    if not agents or not (items or request.preserve):
        return tuple(calls), ()
    roles = [Role(c.id, role_words(catalogue, c.command).words) for c in agents]

    def pack(budget: int) -> Pruned:
        return prune(items, objective=request.objective, roles=roles, budget_tokens=budget, preserve=request.preserve)

    try:
        pruned = await anyio.to_thread.run_sync(pack, min(tokens, HANDED_OFF_TOKENS) if handed_off else tokens)
    except UserError:
        if not (handed_off and request.preserve):
            raise
        pruned = await anyio.to_thread.run_sync(pack, tokens)
    rows = {
        pack.role: ContextRow(
            id="ctx_" + secrets.token_hex(10),
            run_id=run_id,
            created_at=now,
            expires_at=now + CONTEXT_SECONDS,
            body={"role": pack.role, "tokens": pack.tokens, "text": pack.text},
        )
        for pack in pruned.packs
        if pack.text
    }
    packed = tuple(replace(c, pack=rows[c.id].id) if c.id in rows else c for c in calls)
    return packed, tuple(rows.values())


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
        "options": {"delivery": request.delivery, "read_as": request.read_as, "paths": list(request.paths)},
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
        "mark": secrets.token_hex(8),
        "principal": principal,
    }


def _least(own: float | None, asked: float | None) -> float | None:
    given = [v for v in (own, asked) if v is not None]
    return min(given) if given else None
