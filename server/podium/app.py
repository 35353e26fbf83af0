"""The MCP server as a client meets it. Its first answers need little; the rest is loaded once they are out."""

from __future__ import annotations

import gc
import logging
import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

import anyio
import anyio.abc
import anyio.to_thread
import mcp_types as types
from mcp.server import Server
from mcp.server.context import CallNext, HandlerResult, ServerRequestContext
from mcp.server.request_state import RequestStateBoundary, RequestStateSecurity

from podium import __version__
from podium.core.errors import StoreError
from podium.registry import Loaded, UserFolder, load_catalogue
from podium.store.keys import load_key
from podium.surface.faults import without_internals
from podium.surface.instructions import instructions
from podium.surface.settings import LIST_MILLISECONDS, Settings
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

    def __init__(self, settings: Settings, loaded: Callable[[], Loaded]) -> None:
        self._settings = settings
        self._loaded = loaded
        self._process = secrets.token_hex(6)
        self._back: Back | None = None
        self._tasks: anyio.abc.TaskGroup | None = None

    @property
    def back(self) -> Back:
        """The handlers behind."""
        if self._back is None:
            from podium.surface.back import Back

            self._back = Back(self._settings, self._loaded, self._process)
            self._back.enter(self._tasks)
        return self._back

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

    def prepare(self) -> None:
        """Load the rest soon, when the client has nothing more to ask at first."""
        if self._back is None and self._tasks is not None:
            self._tasks.start_soon(_load_when_idle)

    def _enter(self, tasks: anyio.abc.TaskGroup | None) -> anyio.abc.TaskGroup | None:
        outer, self._tasks = self._tasks, tasks
        if self._back is not None:
            self._back.enter(tasks)
        return outer


async def _load_when_idle() -> None:
    await anyio.sleep(IDLE_SECONDS)
    await anyio.to_thread.run_sync(_load)


def _load() -> None:
    import podium.surface.back  # noqa: F401

    # What is loaded now stays; a collection that walks over it again and again would stop calls for tens of milliseconds.
    gc.freeze()


def build(settings: Settings) -> Server[Room]:
    """The server. Nothing is opened or started before a client needs it."""

    @cache
    def loaded() -> Loaded:
        return load_catalogue([UserFolder(path) for path in settings.commands])

    server = _server(Room(settings, loaded), loaded, settings)
    security = RequestStateSecurity(keys=[_key(settings)], ttl=STATE_SECONDS)
    server.middleware.append(RequestStateBoundary(security, default_audience=NAME))
    server.middleware.append(readable_answers)
    server.middleware.append(without_internals)
    return server


def _key(settings: Settings) -> bytes:
    """The key that seals round states; one of this process alone where no file can hold it."""
    try:
        return load_key(settings.database)
    except (OSError, StoreError) as error:
        logger.warning("rounds cannot be continued after a restart: %s", error)
        return secrets.token_bytes(32)


def _server(room: Room, loaded: Callable[[], Loaded], settings: Settings) -> Server[Room]:
    async def list_tools(ctx: Context, params: Page) -> types.ListToolsResult:
        room.prepare()
        shown = tools(loaded().catalogue, full=settings.full_tools)
        return types.ListToolsResult(tools=shown, ttl_ms=LIST_MILLISECONDS)

    async def use_tool(
        ctx: Context, params: types.CallToolRequestParams
    ) -> types.CallToolResult | types.InputRequiredResult:
        return await room.back.call_tool(ctx, params)

    async def list_prompts(ctx: Context, params: Page) -> types.ListPromptsResult:
        return room.back.list_prompts()

    async def get_prompt(ctx: Context, params: types.GetPromptRequestParams) -> types.GetPromptResult:
        return room.back.get_prompt(params)

    async def list_resources(ctx: Context, params: Page) -> types.ListResourcesResult:
        return room.back.list_resources()

    async def list_templates(ctx: Context, params: Page) -> types.ListResourceTemplatesResult:
        return room.back.list_templates()

    async def read_resource(ctx: Context, params: types.ReadResourceRequestParams) -> types.ReadResourceResult:
        return await room.back.read_resource(params)

    async def complete(ctx: Context, params: types.CompleteRequestParams) -> types.CompleteResult:
        return await room.back.complete(params)

    return Server(
        NAME,
        version=__version__,
        title="Podium",
        description="Orchestrated work behind slash commands, in any MCP client.",
        instructions=instructions(loaded().catalogue),
        lifespan=lambda _: room.open(),
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
        from podium.carriers.round_trip import readable

        ctx = replace(ctx, params={**(ctx.params or {}), "inputResponses": readable(responses)})
    return await call_next(ctx)
