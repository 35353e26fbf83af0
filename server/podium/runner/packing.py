"""The context of a run's agents: what is read of the workspace, and each agent's pack of it."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import anyio.to_thread

from podium.core.briefs import REPLY_FORMAT
from podium.core.calls import AgentCall
from podium.core.errors import UserError
from podium.core.learning.lessons import Lessons
from podium.core.pruning import Policy, Pruned, Role, prune, role_words, searches
from podium.core.pruning.citing import places
from podium.core.pruning.forms import forms
from podium.core.pruning.leaning import leanings
from podium.core.pruning.packing import section
from podium.core.texts import one_line, visible
from podium.core.tokens import estimate
from podium.core.values import JSON, Catalogue
from podium.runner.requests import StartRequest
from podium.store.protocol import ContextRow
from podium.workspace import NOTHING_READ, Heard, Reading, Workspace

CONTEXT_SECONDS = 86_400.0
_TOLD, _LONGEST_TOLD = 5, 120
_FIXED_TOKENS = 250
"""The sentences and marks of a brief that stand in every one."""


def roles_of(calls: Sequence[AgentCall], catalogue: Catalogue, lessons: Lessons, domain: str) -> list[Role]:
    """The roles of a run's agents, each under its agent's id, with what was learned for its command."""
    return [
        Role(c.id, role_words(catalogue, c.command).words, leanings(lessons, domain, c.command))
        for c in calls
        if c.kind == "agent"
    ]


async def read_context(
    workspace: Workspace, request: StartRequest, roles: Sequence[Role], seconds: float, heard: Heard | None
) -> Reading:
    """What the paths name, else everything in the workspace; nothing where there is none.

    Raises:
        UserError: a path cannot be read.
    """
    if not (request.paths or workspace.folders):
        return NOTHING_READ
    budget = 10_000
    return await workspace.consult(
        request.paths,
        objective=request.objective,
        searches=searches(request.objective, roles, budget),
        whole=request.preserve,
        seconds=seconds,
        heard=heard,
    )


def has_context(request: StartRequest, reading: Reading) -> bool:
    """Whether there is anything to make packs of, or to refuse."""
    return bool(request.items or reading.items or reading.found or request.preserve)


def told(reading: Reading) -> JSON:
    """How far reading got, and what was left out: its number, and the first names with their reasons."""
    first = [one_line(f"{name} ({reason})", _LONGEST_TOLD) for name, reason in reading.skipped[:_TOLD]]
    return {"done": reading.done, "total": reading.total, "left_out": len(reading.skipped), "first": first}


def _frame_tokens(calls: Sequence[AgentCall], request: StartRequest, catalogue: Catalogue) -> int:
    """Tokens of the longest of the briefs, without its context."""
    commands = [catalogue.find(c.command) for c in calls]
    longest = max(
        (estimate(c.part) + estimate(k.body if k else "") for c, k in zip(calls, commands, strict=True)), default=0
    )
    return _FIXED_TOKENS + estimate(request.objective) + estimate(REPLY_FORMAT) + longest


@dataclass(frozen=True, slots=True)
class Context:
    """The calls with the ids of their context packs, the packs, the places of what each holds, and the tokens they save.

    `saved` also names, as `whole`, the packs that cannot be made smaller; `given` is the row of the caller's own items,
    in which what agents ask for is looked up later.
    """

    calls: tuple[AgentCall, ...]
    packs: tuple[ContextRow, ...] = ()
    given: ContextRow | None = None
    places: Mapping[str, list[str]] = field(default_factory=dict)
    saved: JSON = field(default_factory=dict)


async def with_packs(
    calls: Sequence[AgentCall],
    roles: Sequence[Role],
    reading: Reading,
    request: StartRequest,
    catalogue: Catalogue,
    run_id: str,
    now: float,
    policy: Policy,
) -> Context:
    """The calls with packs of their context; `roles` are those of the agents. Pruning runs in a worker thread.

    What must be preserved may make a pack larger than usual; it is never left out for its size.

    Raises:
        UserError: `preserve` names what is not there, or more than an agent can be given.
    """
    agents = [c for c in calls if c.kind == "agent"]
    items = (*request.items, *reading.items)
    if not agents or not has_context(request, reading):
        return Context(tuple(calls))

    def pack(budget: int) -> Pruned:
        return prune(
            items,
            objective=request.objective,
            roles=roles,
            budget_tokens=budget,
            preserve=request.preserve,
            shared=policy.shared,
            notes=policy.notes,
            found=reading.found,
        )

    try:
        pruned = await anyio.to_thread.run_sync(pack, policy.pack_tokens(_frame_tokens(agents, request, catalogue)))
    except UserError:
        if not request.preserve:
            raise
        pruned = await anyio.to_thread.run_sync(pack, policy.preserved_tokens)

    def row(body: JSON) -> ContextRow:
        return ContextRow("ctx_" + secrets.token_hex(10), run_id, now, now + CONTEXT_SECONDS, body)

    rows = {
        pack.role: row({"role": pack.role, "tokens": pack.tokens, "text": pack.text, "forms": forms(pack)})
        for pack in pruned.packs
        if pack.text
    }
    given = row({"items": [[item.name, item.text] for item in request.items]}) if request.items else None
    packed = tuple(replace(c, pack=rows[c.id].id) if c.id in rows else c for c in calls)
    held = {rows[pack.role].id: places(pack) for pack in pruned.packs if pack.text}
    saved: JSON = {"baseline_tokens": pruned.baseline_tokens, "kept_tokens": pruned.kept_tokens}
    if whole := [each.id for each in rows.values() if not each.body["forms"]]:
        saved["whole"] = whole
    if request.preserve and pruned.packs:
        preserved = (section(packed.item) for packed in pruned.packs[0].items if packed.reason == "preserve")
        saved["preserved"] = len(visible("".join(preserved)))
    return Context(packed, tuple(rows.values()), given, held, saved)
