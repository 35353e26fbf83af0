"""Wires the parts into one MCP server. The lifespan holds what outlives a call: the drivers of runs, and the store."""

from __future__ import annotations

import logging
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

import anyio
import mcp_types as types
from mcp.server import Server
from mcp.server.context import CallNext, HandlerResult
from mcp.server.request_state import RequestStateBoundary, RequestStateSecurity

from podium import __version__
from podium.carriers.choice import Delivery
from podium.carriers.round_trip import readable
from podium.core.errors import StoreError
from podium.registry import Loaded, UserFolder, load_catalogue
from podium.runner import Ceilings, Parts, Runner
from podium.store.keys import load_key
from podium.store.sqlite import SqliteStore
from podium.surface import completions, prompts, resources
from podium.surface.calls import call_tool
from podium.surface.client import Context, principal
from podium.surface.faults import without_internals
from podium.surface.instructions import instructions
from podium.surface.services import Services
from podium.surface.tools import tools
from podium.workspace import Workspace

logger = logging.getLogger(__name__)

NAME = "podium"
STATE_SECONDS = 1_800.0
LIST_MILLISECONDS = 60_000


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that options and environment decide about one server."""

    database: Path
    commands: tuple[Path, ...] = ()
    workspaces: tuple[Path, ...] = ()
    ceilings: Ceilings = field(default_factory=Ceilings)
    delivery: Delivery = "auto"
    durability: str = "normal"
    full_tools: bool = False


def build(settings: Settings) -> Server[Services]:
    """The server. Nothing is opened, read or started before a client needs it."""

    @cache
    def loaded() -> Loaded:
        return load_catalogue([UserFolder(path) for path in settings.commands])

    store = SqliteStore(settings.database, durability="full" if settings.durability == "full" else "normal")
    parts = Parts(
        store=store,
        catalogue=lambda: loaded().catalogue,
        workspace=Workspace(settings.workspaces),
        ceilings=settings.ceilings,
        delivery=settings.delivery,
        owner=lambda: store.owners.me,
        alive=store.owners.alive,
    )
    runner = Runner(parts)
    services = Services(store, runner, parts.workspace, settings.ceilings, loaded, settings.full_tools)
    server = _server(services)
    security = RequestStateSecurity(keys=[_key(settings.database)], ttl=STATE_SECONDS)
    server.middleware.append(RequestStateBoundary(security, default_audience=NAME))
    server.middleware.append(readable_answers)
    server.middleware.append(without_internals)
    return server


def _key(database: Path) -> bytes:
    """The key that seals round states; one of this process alone where no file can hold it."""
    try:
        return load_key(database)
    except (OSError, StoreError) as error:
        logger.warning("rounds cannot be continued after a restart: %s", error)
        return secrets.token_bytes(32)


def _server(services: Services) -> Server[Services]:
    process = secrets.token_hex(6)

    @asynccontextmanager
    async def lifespan(_: Server[Services]) -> AsyncIterator[Services]:
        async with anyio.create_task_group() as tasks:
            drivers = services.runner.drivers
            outer, drivers.tasks = drivers.tasks, tasks
            try:
                yield services
            finally:
                drivers.tasks = outer
                tasks.cancel_scope.cancel()
                with anyio.CancelScope(shield=True), anyio.move_on_after(0.5):
                    await services.store.close()

    async def list_tools(ctx: Context, params: types.PaginatedRequestParams | None) -> types.ListToolsResult:
        return types.ListToolsResult(
            tools=tools(services.catalogue, full=services.full_tools), ttl_ms=LIST_MILLISECONDS
        )

    async def use_tool(
        ctx: Context, params: types.CallToolRequestParams
    ) -> types.CallToolResult | types.InputRequiredResult:
        return await call_tool(services, ctx, connection_of(ctx, process), params)

    async def list_prompts(ctx: Context, params: types.PaginatedRequestParams | None) -> types.ListPromptsResult:
        return types.ListPromptsResult(prompts=prompts.prompts(services.catalogue), ttl_ms=LIST_MILLISECONDS)

    async def get_prompt(ctx: Context, params: types.GetPromptRequestParams) -> types.GetPromptResult:
        return prompts.get_prompt(services.catalogue, params.name, params.arguments)

    async def list_resources(ctx: Context, params: types.PaginatedRequestParams | None) -> types.ListResourcesResult:
        return types.ListResourcesResult(resources=resources.resources(), ttl_ms=LIST_MILLISECONDS)

    async def list_templates(
        ctx: Context, params: types.PaginatedRequestParams | None
    ) -> types.ListResourceTemplatesResult:
        return types.ListResourceTemplatesResult(resource_templates=resources.templates(), ttl_ms=LIST_MILLISECONDS)

    async def read_resource(ctx: Context, params: types.ReadResourceRequestParams) -> types.ReadResourceResult:
        return await resources.read(services, principal(), str(params.uri))

    async def complete(ctx: Context, params: types.CompleteRequestParams) -> types.CompleteResult:
        return await completions.complete(services, principal(), params)

    return Server(
        NAME,
        version=__version__,
        title="Podium",
        description="Orchestrated work behind slash commands, in any MCP client.",
        instructions=instructions(services.catalogue),
        lifespan=lifespan,
        on_list_tools=list_tools,
        on_call_tool=use_tool,
        on_list_prompts=list_prompts,
        on_get_prompt=get_prompt,
        on_list_resources=list_resources,
        on_list_resource_templates=list_templates,
        on_read_resource=read_resource,
        on_completion=complete,
    )


async def readable_answers(ctx: Context, call_next: CallNext) -> HandlerResult:
    """Middleware: one garbled answer of a round must not make the whole call invalid and lose its siblings."""
    responses = ctx.params.get("inputResponses") if ctx.params else None
    if ctx.method == "tools/call" and responses is not None:
        ctx = replace(ctx, params={**(ctx.params or {}), "inputResponses": readable(responses)})
    return await call_next(ctx)


def connection_of(ctx: Context, process: str) -> str:
    """What tells the connections of one server apart: the process on stdio, session or peer over HTTP."""
    request = ctx.request
    if request is None:
        return process
    session = request.headers.get("mcp-session-id")
    peer = request.client.host if request.client else ""
    return session or f"{process}/{peer}"
