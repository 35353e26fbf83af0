"""The tools that compute and run nothing."""

from __future__ import annotations

import hashlib
import json
import time
from contextlib import suppress
from typing import Any

import anyio.to_thread

from podium.core.errors import UserError
from podium.core.pruning import Found, searches
from podium.core.texts import one_line
from podium.core.values import JSON, ContextItem, World
from podium.handlers import context_economy as economy_handler
from podium.handlers.command_relationships import EXTENTS, Extent, command_relationships
from podium.handlers.table import HANDLERS
from podium.runner.packing import CONTEXT_SECONDS
from podium.store.protocol import ContextRow
from podium.surface import arguments as args
from podium.surface.call import Call, ToolResult, answer
from podium.surface.fit import clips, drops, fit, head, heads
from podium.surface.learning import learning_report
from podium.surface.pages import page
from podium.surface.restating import restated
from podium.workspace import Reading

SKIPPED_SHOWN = 20
SKIPPED_NAME = 200
"""Characters of the name of a file that was left out."""
CYCLE_SHOWN = 30
"""Members of one cycle that a map names."""


async def decide(call: Call, a: args.Decide) -> ToolResult:
    """Analyse an objective."""
    items, _ = await _items(call, a.context, a.paths)
    world = await call.services.world(items, call.client.principal)
    result = HANDLERS["decision-engine"](world, objective=a.objective, paths=tuple(a.paths), scores=a.scores)
    lists = heads(["factors", "questions", "chain"], (20, 10, 5))
    result = fit(result, [*clips(["objective"], (2_000, 600)), *lists])
    return answer(result, page("decision-engine", result))


async def relationships(call: Call, a: args.Relationships) -> ToolResult:
    """The map of commands: all that was asked for, or as much of it as a host shows whole. Runs in a worker thread."""
    world = await call.services.world()

    def mapped(extent: Extent) -> JSON:
        found = command_relationships(world, commands=tuple(a.commands), objective=a.objective, extent=extent)
        return fit(found, _SHORTER_MAP)

    def widest() -> JSON:
        for extent in EXTENTS[:-1]:
            with suppress(UserError):
                return mapped(extent)
        return mapped(EXTENTS[-1])

    result = await anyio.to_thread.run_sync(widest)
    return answer(result, page("command-relationships", result))


def _short_cycles(result: JSON) -> JSON:
    if all(len(group) <= CYCLE_SHOWN for group in result["cycles"]):
        return result
    return {**result, "cycles": [group[:CYCLE_SHOWN] for group in result["cycles"]]}


_LISTS = ["edges", "conflicts", "commands", "coordination", "critical_path", "unresolved", "warnings", "cycles"]
_SHORTER_MAP = [
    *heads(_LISTS, (60, 40, 30)),
    *heads(["coordination.*.commands"], (12,)),
    *heads(_LISTS, (20, 15, 12)),
    _short_cycles,
    drops("mermaid"),
    *heads(_LISTS, (10,)),
    *clips(["coordination.*.why", "route.reason"], (240, 120)),
    *heads(_LISTS, (5, 1)),
]


async def parallel(call: Call, a: args.Parallel) -> ToolResult:
    """Whether tasks pay in parallel. Runs in a worker thread, since a schedule can be large."""
    tasks = [t.model_dump() for t in a.tasks]
    world = await call.services.world()
    result = await anyio.to_thread.run_sync(
        lambda: HANDLERS["parallel-over-sequential"](
            world, tasks=tasks, max_parallel=a.max_parallel, objective=a.objective
        )
    )
    lists = ["conflicts", "schedule", "tasks"]
    result = fit(result, [*heads(lists, (40, 20, 10)), drops("mermaid"), *heads([*lists, "critical_path"], (3, 0))])
    return answer(result, page("parallel-over-sequential", result))


async def economy(call: Call, a: args.Economy) -> ToolResult:
    """The smallest sufficient context for each role, with handles for what was left out."""
    items, found, index = await _consulted(call, a)
    world = await call.services.world(items)

    def compute() -> Any:
        return economy_handler.economy(
            world,
            objective=a.objective,
            roles=tuple(a.roles),
            budget_tokens=a.budget_tokens,
            preserve=tuple(a.preserve),
            strategy=a.strategy,
            found=found,
        )

    pruned = await anyio.to_thread.run_sync(compute)
    rows: dict[str, ContextRow] = {}
    now = time.time()

    def handle_of(item: ContextItem) -> str:
        body = {"name": item.name, "text": item.text, "principal": call.client.principal}
        return _keep(rows, body, now)

    result = {**economy_handler.to_json(pruned, handle_of), "index": index}
    for pack in result["packs"]:
        whole = {**pack, "dropped": result["dropped"], "principal": call.client.principal}
        pack["resource"] = _keep(rows, whole, now)
    await call.services.store.put_contexts(list(rows.values()))
    names = ["packs.*.role", "packs.*.items.*.name", "dropped.*.name"]
    shorter = [*heads(["dropped"], (30, 15, 8)), _short_packs, *clips(names, (200, 80, 40))]
    result = fit(
        result, [drops("packs.*.text"), *shorter, *heads(["dropped"], (4, 2, 0)), *heads(["packs.*.items"], (0,))]
    )
    return answer(result, page("context-economy", result))


def _keep(rows: dict[str, ContextRow], body: JSON, now: float) -> str:
    """The URI of a stored context; the same text keeps the same id, so that a repeated call adds nothing."""
    context_id = "ctx_" + hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()[:32]
    rows[context_id] = ContextRow(context_id, "", now, now + CONTEXT_SECONDS, body)
    return f"podium://context/{context_id}"


def _short_packs(result: JSON) -> JSON:
    return head(result, "packs.*.items", max(1, 30 // max(1, len(result["packs"]))))


async def mathematics(call: Call, a: args.Mathematics) -> ToolResult:
    """Recompute the numbers of a text, in a worker thread."""
    world = World(call.services.catalogue)
    claims = await restated(call, a.claims)
    result = await anyio.to_thread.run_sync(lambda: HANDLERS["verify-mathematics"](world, claims=claims))
    result = fit(result, heads(["claims"], (100, 50, 25, 10, 5)))
    return answer(result, page("verify-mathematics", result))


async def learning(call: Call, a: args.Learning) -> ToolResult:
    """What was learned, and how well it predicts."""
    report = learning_report(await call.services.store.report_rows(a.domain), await call.services.knowledge())
    lists = [
        "reviews",
        "trend",
        "recovery_by_failure",
        "patterns.specializations",
        "patterns.recovery",
        "patterns.context",
        "patterns.projects",
        "thresholds",
    ]
    report = fit(report, heads(lists, (20, 10, 5, 2)))
    return answer(report, page("learning-report", report))


async def _consulted(call: Call, a: args.Economy) -> tuple[tuple[ContextItem, ...], Found | None, JSON]:
    """The caller's items with small files whole, what the index found in many files, and how far it got."""
    items = tuple(i.value() for i in a.items)
    if not a.paths:
        return items, None, {"done": 0, "total": 0}
    roles = economy_handler.named_roles(call.services.catalogue, a.roles)
    reading = await call.services.workspace.consult(
        a.paths,
        objective=a.objective,
        searches=searches(a.objective, roles, a.budget_tokens),
        whole=a.preserve,
        seconds=call.services.ceilings.patience(progress=call.client.progress),
        heard=call.reading,
    )
    return (*items, *reading.items), reading.found, _progress(reading)


def _progress(reading: Reading) -> JSON:
    progress: JSON = {"done": reading.done, "total": reading.total}
    progress["skipped"] = [
        {"name": one_line(name, SKIPPED_NAME), "reason": reason} for name, reason in reading.skipped[:SKIPPED_SHOWN]
    ]
    if len(reading.skipped) > SKIPPED_SHOWN:
        progress["skipped_total"] = len(reading.skipped)
    return progress


async def _items(call: Call, given: list[args.Item], paths: list[str]) -> tuple[tuple[ContextItem, ...], JSON]:
    """The caller's items with the files that its paths name, and how far reading them got."""
    items = tuple(i.value() for i in given)
    if not paths:
        return items, {"done": 0, "total": 0}
    seconds = call.services.ceilings.patience(progress=call.client.progress)
    reading = await call.services.workspace.read(paths, seconds=seconds)
    return (*items, *reading.items), _progress(reading)
