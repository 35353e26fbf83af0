"""The context of a run's agents: what is read of the workspace, and each agent's pack of it."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import replace

import anyio.to_thread

from podium.core.briefs import REPLY_FORMAT
from podium.core.calls import AgentCall
from podium.core.errors import UserError
from podium.core.pruning import Policy, Pruned, Role, prune, role_words, searches
from podium.core.tokens import estimate
from podium.core.values import JSON, Catalogue
from podium.runner.requests import StartRequest
from podium.store.protocol import ContextRow
from podium.workspace import Reading, Workspace

CONTEXT_SECONDS = 86_400.0
_FIXED_TOKENS = 250
"""The sentences and marks of a brief that stand in every one."""


def roles_of(calls: Sequence[AgentCall], catalogue: Catalogue) -> list[Role]:
    """The roles of a run's agents, each under its agent's id."""
    return [Role(c.id, role_words(catalogue, c.command).words) for c in calls if c.kind == "agent"]


async def read_context(workspace: Workspace, request: StartRequest, roles: Sequence[Role], seconds: float) -> Reading:
    """What the paths name, else everything in the workspace; nothing where there is none.

    Raises:
        UserError: a path cannot be read.
    """
    if not (request.paths or workspace.folders):
        return Reading((), (), 0, 0)
    budget = 10_000
    return await workspace.consult(
        request.paths,
        objective=request.objective,
        searches=searches(request.objective, roles, budget),
        whole=request.preserve,
        seconds=seconds,
    )


def _frame_tokens(calls: Sequence[AgentCall], request: StartRequest, catalogue: Catalogue) -> int:
    """Tokens of the longest of the briefs, without its context."""
    commands = [catalogue.find(c.command) for c in calls]
    longest = max(
        (estimate(c.part) + estimate(k.body if k else "") for c, k in zip(calls, commands, strict=True)), default=0
    )
    return _FIXED_TOKENS + estimate(request.objective) + estimate(REPLY_FORMAT) + longest


async def with_packs(
    calls: Sequence[AgentCall],
    reading: Reading,
    request: StartRequest,
    catalogue: Catalogue,
    run_id: str,
    now: float,
    policy: Policy,
) -> tuple[tuple[AgentCall, ...], tuple[ContextRow, ...], JSON]:
    """The calls with the ids of their context packs, the packs, and what they save. Pruning runs in a worker thread.

    What must be preserved may make a pack larger than usual; it is never left out for its size.

    Raises:
        UserError: `preserve` names what is not there, or more than an agent can be given.
    """
    agents = [c for c in calls if c.kind == "agent"]
    items = (*request.items, *reading.items)
    if not agents or not (items or reading.found or request.preserve):
        return tuple(calls), (), {}
    roles = roles_of(agents, catalogue)

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
    saved = {"baseline_tokens": pruned.baseline_tokens, "kept_tokens": pruned.kept_tokens}
    return packed, tuple(rows.values()), saved
