"""The MCP server as a client meets it. Its first answers need little; the rest is loaded once they are out."""

from __future__ import annotations

import gc
import logging
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import anyio
import anyio.abc
import anyio.to_thread
import mcp_types as types
from mcp.server import NotificationOptions, Server
from mcp.server.context import CallNext, HandlerResult, ServerRequestContext
from mcp.server.models import InitializationOptions
from mcp.server.request_state import RequestStateBoundary, RequestStateSecurity

from podium import __version__
from podium.core.errors import StoreError
from podium.registry import Library, Loaded, user_folders
from podium.store.keys import load_key
from podium.surface.announcing import Announcer
from podium.surface.extensions import LEGACY, MODERN, TASK_METHODS, TaskParams
from podium.surface.faults import without_internals
from podium.surface.instructions import instructions
from podium.surface.settings import COMMANDS_MILLISECONDS, LIST_MILLISECONDS, Settings
from podium.surface.tools import tools

if TYPE_CHECKING:
    from podium.surface.back import Back

__all__ = ["Settings", "build"]

logger = logging.getLogger(__name__)

NAME = "podium"
STATE_SECONDS = 1_800.0
IDLE_SECONDS = 0.3
"""Silence after the tool list before the rest is loaded in advance: hosts send their first requests in one go."""
CLOSING_SECONDS = 0.5

Context = ServerRequestContext[Any, Any]
Page = types.PaginatedRequestParams | None


class Room:
    """What lies behind the server's first answers, loaded when it is first used or when the server is idle."""

    def __init__(self, settings: Settings, library: Library) -> None:
        self._settings = settings
        self._library = library
        self._announcer = Announcer(full_tools=settings.full_tools)
        self._process = secrets.token_hex(6)
        self._back: Back | None = None
        self._tasks: anyio.abc.TaskGroup | None = None
        self._preparing = False
        library.listeners.append(self._announce)
        self.listen = self._announcer.listen

    @property
    def back(self) -> Back:
        """The handlers behind."""
        if self._back is None:
            from podium.surface.back import Back

            self._back = Back(self._settings, self._library.loaded, self._process)
            self._back.enter(self._tasks)
        return self._back

    async def fresh(self, ctx: Context) -> Back:
        """The handlers behind, with the commands as they are on disk."""
        self.meet(ctx)
        await self._library.fresh()
        return self.back

    def meet(self, ctx: Context) -> None:
        """Remember who must hear of changes; load the rest, and watch the files, when the client asks nothing more."""
        self._announcer.meet(ctx)
        if not self._preparing and self._tasks is not None:
            self._preparing = True
            self._tasks.start_soon(self._prepare)

    @asynccontextmanager
    async def open(self) -> AsyncIterator[Room]:
        """The lifespan: holds the drivers of runs, which outlive calls, and closes the store at the end."""
        async with anyio.create_task_group() as tasks:
            outer = self._enter(tasks)
            try:
                yield self
            finally:
                self._enter(outer)
                tasks.cancel_scope.cancel()
                with anyio.CancelScope(shield=True), anyio.move_on_after(CLOSING_SECONDS):
                    if self._back is not None:
                        await self._back.close()

    async def _prepare(self) -> None:
        try:
            await anyio.sleep(IDLE_SECONDS)
            if self._back is None:
                await anyio.to_thread.run_sync(_load)
            await self._library.fresh()
            await self._library.watch()
        finally:
            self._preparing = False

    def _announce(self, before: Loaded | None, now: Loaded) -> None:
        if self._tasks is not None:
            self._tasks.start_soon(self._announcer.announce, before, now)

    def _enter(self, tasks: anyio.abc.TaskGroup | None) -> anyio.abc.TaskGroup | None:
        outer, self._tasks = self._tasks, tasks
        if self._back is not None:
            self._back.enter(tasks)
        return outer


def _load() -> None:
    import podium.surface.back  # noqa: F401

    # What is loaded now stays; a collection that walks over it again and again would stop calls for tens of milliseconds.
    gc.freeze()


class PodiumServer(Server[Room]):
    """The SDK's server, which says of itself in both eras that its lists change."""

    full_tools = False

    def create_initialization_options(
        self,
        notification_options: NotificationOptions | None = None,
        experimental_capabilities: dict[str, dict[str, Any]] | None = None,
        extensions: dict[str, dict[str, Any]] | None = None,
    ) -> InitializationOptions:
        """The handshake's answer."""
        changing = notification_options or NotificationOptions(prompts_changed=True, tools_changed=self.full_tools)
        return super().create_initialization_options(changing, experimental_capabilities, extensions or LEGACY)


def build(settings: Settings, library: Library | None = None) -> Server[Room]:
    """The server. Nothing is opened or started, and no file of the user read, before a client needs it."""
    library = library or Library(user_folders(settings.commands, settings.workspaces))
    server = _server(Room(settings, library), library, settings)
    library.listeners.append(partial(_instruct, server))
    security = RequestStateSecurity(keys=[_key(settings)], ttl=STATE_SECONDS)
    server.middleware.append(RequestStateBoundary(security, default_audience=NAME))
    server.middleware.append(readable_answers)
    server.middleware.append(without_internals)
    return server


def _instruct(server: Server[Room], before: Loaded | None, now: Loaded) -> None:
    """Whoever connects from now on reads of these commands."""
    server.instructions = instructions(now.catalogue)


def _key(settings: Settings) -> bytes:
    """The key that seals round states; one of this process alone where no file can hold it."""
    try:
        return load_key(settings.database)
    except (OSError, StoreError) as error:
        logger.warning("rounds cannot be continued after a restart: %s", error)
        return secrets.token_bytes(32)


def _server(room: Room, library: Library, settings: Settings) -> PodiumServer:
    async def list_tools(ctx: Context, params: Page) -> types.ListToolsResult:
        room.meet(ctx)
        loaded = await library.fresh() if settings.full_tools else library.shipped
        shown = tools(loaded.catalogue, full=settings.full_tools)
        kept = COMMANDS_MILLISECONDS if settings.full_tools else LIST_MILLISECONDS
        return types.ListToolsResult(tools=shown, ttl_ms=kept)

    async def use_tool(ctx: Context, params: types.CallToolRequestParams) -> HandlerResult:
        return await (await room.fresh(ctx)).call_tool(ctx, params)

    async def task(ctx: Context, params: TaskParams) -> HandlerResult:
        return await (await room.fresh(ctx)).task(ctx, params)

    async def list_prompts(ctx: Context, params: Page) -> types.ListPromptsResult:
        return (await room.fresh(ctx)).list_prompts()

    async def get_prompt(ctx: Context, params: types.GetPromptRequestParams) -> types.GetPromptResult:
        return (await room.fresh(ctx)).get_prompt(params)

    async def list_resources(ctx: Context, params: Page) -> types.ListResourcesResult:
        return room.back.list_resources()

    async def list_templates(ctx: Context, params: Page) -> types.ListResourceTemplatesResult:
        return room.back.list_templates()

    async def read_resource(ctx: Context, params: types.ReadResourceRequestParams) -> types.ReadResourceResult:
        return await (await room.fresh(ctx)).read_resource(params)

    async def complete(ctx: Context, params: types.CompleteRequestParams) -> types.CompleteResult:
        return await (await room.fresh(ctx)).complete(params)

    server = PodiumServer(
        NAME,
        version=__version__,
        title="Podium",
        description="Orchestrated work behind slash commands, in any MCP client.",
        instructions=instructions(library.shipped.catalogue),
        lifespan=lambda _: room.open(),
        on_list_tools=list_tools,
        on_list_prompts=list_prompts,
        on_get_prompt=get_prompt,
        on_list_resources=list_resources,
        on_list_resource_templates=list_templates,
        on_read_resource=read_resource,
        on_completion=complete,
        on_subscriptions_listen=room.listen,
    )
    # A call may be answered with a task, which the constructor's own parameter for this method does not know of.
    server.add_request_handler("tools/call", types.CallToolRequestParams, use_tool)
    for method in TASK_METHODS:
        server.add_request_handler(method, TaskParams, task)
    server.extensions = MODERN
    server.full_tools = settings.full_tools
    return server


async def readable_answers(ctx: Context, call_next: CallNext) -> HandlerResult:
    """Middleware: one garbled answer of a round must not make the whole call invalid and lose its siblings."""
    responses = ctx.params.get("inputResponses") if ctx.params else None
    if ctx.method == "tools/call" and responses is not None:
        from podium.carriers.round_trip import readable

        ctx = replace(ctx, params={**(ctx.params or {}), "inputResponses": readable(responses)})
    return await call_next(ctx)
