"""Everything behind the first answers: what a server needs once a client does more than look at its tools.

Hosts start a server at every launch and wait for it, so this is imported after the tool list has gone out.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import anyio.abc
import mcp_types as types

from podium.core.values import JSON
from podium.observing.logs import narrate, wants_narration
from podium.observing.watching import Listener, watcher
from podium.registry import Loaded
from podium.runner import Parts, Runner
from podium.store.retention import Retention
from podium.store.sqlite import SqliteStore
from podium.surface import apps, completions, prompts, resources, tasks
from podium.surface.call import ToolResult
from podium.surface.calls import call_tool
from podium.surface.client import Context, connection_of, principal
from podium.surface.extensions import FACE_URI, TaskParams
from podium.surface.services import Services
from podium.surface.settings import COMMANDS_MILLISECONDS, LIST_MILLISECONDS, Settings
from podium.workspace import Workspace, fingerprint, index_folder

if TYPE_CHECKING:
    from podium.observing.exporting import Exporter


class Back:
    """The handlers of one server, over its store, runner and workspace. Nothing is opened before it is used."""

    def __init__(self, settings: Settings, loaded: Callable[[], Loaded], process: str) -> None:
        kept = Retention(settings.keep_days, settings.keep_runs)
        project = fingerprint(settings.workspaces)
        store = SqliteStore(settings.database, durability=settings.durability, kept=kept, project=project)
        self._exporter = _exporter() if settings.telemetry else None
        parts = Parts(
            store=store,
            catalogue=lambda: loaded().catalogue,
            workspace=Workspace(settings.workspaces, index_folder(settings.database)),
            ceilings=settings.ceilings,
            delivery=settings.delivery,
            owner=lambda: store.owners.me,
            alive=store.owners.alive,
            listeners=_listeners(self._exporter),
        )
        self._process = process
        self.services = Services(
            store, Runner(parts), parts.workspace, settings.ceilings, loaded, full_tools=settings.full_tools
        )

    def enter(self, tasks: anyio.abc.TaskGroup | None) -> None:
        """Let drivers of runs live in this task group from now on."""
        self.services.runner.drivers.tasks = tasks

    async def close(self) -> None:
        """Close what was opened."""
        self.services.workspace.close()
        await self.services.store.close()
        if self._exporter is not None:
            await self._exporter.close()

    async def call_tool(self, ctx: Context, params: types.CallToolRequestParams) -> ToolResult:
        """Answer `tools/call`."""
        return await call_tool(self.services, ctx, connection_of(ctx, self._process), params)

    async def task(self, ctx: Context, params: TaskParams) -> JSON:
        """Answer `tasks/get`, `tasks/update` or `tasks/cancel`."""
        handler = {"tasks/get": tasks.get, "tasks/update": tasks.update, "tasks/cancel": tasks.cancel}[ctx.method]
        return await handler(self.services, ctx, connection_of(ctx, self._process), params)

    def list_prompts(self) -> types.ListPromptsResult:
        """Answer `prompts/list`."""
        return types.ListPromptsResult(prompts=prompts.prompts(self.services.catalogue), ttl_ms=COMMANDS_MILLISECONDS)

    def get_prompt(self, params: types.GetPromptRequestParams) -> types.GetPromptResult:
        """Answer `prompts/get`."""
        return prompts.get_prompt(self.services.catalogue, params.name, params.arguments)

    def list_resources(self) -> types.ListResourcesResult:
        """Answer `resources/list`."""
        return types.ListResourcesResult(resources=resources.resources(), ttl_ms=LIST_MILLISECONDS)

    def list_templates(self) -> types.ListResourceTemplatesResult:
        """Answer `resources/templates/list`."""
        return types.ListResourceTemplatesResult(resource_templates=resources.templates(), ttl_ms=LIST_MILLISECONDS)

    async def read_resource(self, params: types.ReadResourceRequestParams) -> types.ReadResourceResult:
        """Answer `resources/read`."""
        uri = str(params.uri)
        return apps.face() if uri == FACE_URI else await resources.read(self.services, principal(), uri)

    async def complete(self, params: types.CompleteRequestParams) -> types.CompleteResult:
        """Answer `completion/complete`."""
        return await completions.complete(self.services, principal(), params)


def _exporter() -> Exporter:
    from podium.observing.exporting import Exporter

    return Exporter()


def _listeners(exporter: Exporter | None) -> tuple[Listener, ...]:
    """Who hears of what is recorded: nobody, unless log lines or telemetry were asked for."""
    sinks = [*([narrate] if wants_narration() else []), *(exporter.sinks if exporter else ())]
    return (watcher(*sinks),) if sinks else ()
