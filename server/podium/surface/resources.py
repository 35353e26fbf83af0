"""Resources: commands, graph, runs, agents' full outputs, context packs, learning."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import unquote

import mcp_types as types
from mcp import MCPError

from podium.core.errors import UserError
from podium.core.results import run_record
from podium.core.run import Run
from podium.core.secrets import presentable, quoted
from podium.core.values import JSON
from podium.handlers.command_relationships import command_relationships
from podium.registry import listing
from podium.surface.learning import learning_report
from podium.surface.services import Services

_JSON = "application/json"
_MARKDOWN = "text/markdown"
_HTML = "text/html"


def resources() -> list[types.Resource]:
    """The resources that always exist."""
    return [
        types.Resource(
            uri="podium://commands",
            name="commands",
            description="Every command file, loaded or skipped.",
            mime_type=_JSON,
        ),
        types.Resource(
            uri="podium://graph", name="graph", description="The command map as Mermaid.", mime_type="text/vnd.mermaid"
        ),
        types.Resource(uri="podium://runs", name="runs", description="The recent runs.", mime_type=_JSON),
        types.Resource(
            uri="podium://learning", name="learning", description="What was learned so far.", mime_type=_JSON
        ),
    ]


def templates() -> list[types.ResourceTemplate]:
    """The resources with a name in them."""
    rows = (
        ("podium://commands/{name}", "command", "One command's file text.", _MARKDOWN),
        ("podium://runs/{run_id}", "run", "The whole record of one run.", _JSON),
        ("podium://runs/{run_id}/agents/{agent_id}", "agent", "One agent's full output.", _JSON),
        ("podium://runs/{run_id}/page", "run-page", "A run and what was learned as one page of HTML.", _HTML),
        ("podium://context/{id}", "context", "A context pack or a piece that was left out; kept for 24 hours.", _JSON),
    )
    return [types.ResourceTemplate(uri_template=u, name=n, description=d, mime_type=m) for u, n, d, m in rows]


Reader = Callable[[Services, str, tuple[str, ...]], Awaitable[tuple[str, str]]]


async def read(services: Services, principal: str, uri: str) -> types.ReadResourceResult:
    """The contents behind a URI.

    Raises:
        MCPError: there is no such resource for this principal.
    """
    for pattern, reader in _READERS:
        match = pattern.fullmatch(uri)
        if match:
            try:
                text, mime = await reader(services, principal, tuple(unquote(g) for g in match.groups()))
            except UserError as error:
                raise missing(uri, str(error)) from None
            contents = types.TextResourceContents(uri=uri, text=text, mime_type=mime)
            return types.ReadResourceResult(contents=[contents])
    raise missing(uri, "no resource has this URI; call resources/list and resources/templates/list")


def missing(uri: str, why: str) -> MCPError:
    """The protocol's own error for an unknown resource."""
    return MCPError(
        code=types.INVALID_PARAMS, message=f"Resource not found: {why}", data={"uri": presentable(uri[:500])}
    )


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)


async def _commands(services: Services, principal: str, parts: tuple[str, ...]) -> tuple[str, str]:
    return _dump(listing(services.loaded())), _JSON


async def _command(services: Services, principal: str, parts: tuple[str, ...]) -> tuple[str, str]:
    command = services.catalogue.find(parts[0])
    if command is None:
        raise UserError(f"there is no command {quoted(parts[0])}; podium://commands lists them all")
    return f"# /{command.name}\n\n{command.description}\n\n{command.body}", _MARKDOWN


async def _graph(services: Services, principal: str, parts: tuple[str, ...]) -> tuple[str, str]:
    return str(command_relationships(await services.world())["mermaid"]), "text/vnd.mermaid"


async def _runs(services: Services, principal: str, parts: tuple[str, ...]) -> tuple[str, str]:
    return _dump({"runs": await run_rows(services, principal, 100)}), _JSON


async def run_rows(services: Services, principal: str, limit: int) -> list[JSON]:
    """The recent runs as lists show them."""
    names = ("run_id", "objective", "status", "strategy", "agents_done", "agents_total", "started_at", "updated_at")
    rows = await services.store.runs(principal, limit)
    found = []
    for row in rows:
        entry = {name: getattr(row, name) for name in names}
        if row.status == "running":
            entry["status"] = (await services.runner.status_of(row.run_id, principal)).status
        found.append(entry)
    return found


async def _run(services: Services, principal: str, parts: tuple[str, ...]) -> tuple[str, str]:
    run = await services.runner.status_of(parts[0], principal)
    return _dump(
        {**run_record(run), "outputs": {c.call.id: _output(run, c.call.id) for c in run.calls.values()}}
    ), _JSON


async def _agent(services: Services, principal: str, parts: tuple[str, ...]) -> tuple[str, str]:
    run = await services.runner.status_of(parts[0], principal)
    if parts[1] not in run.calls:
        raise UserError(f"the run has no agent {quoted(parts[1])}; its agents are {', '.join(run.calls)}")
    state = run.calls[parts[1]]
    prompt = await services.runner.parts.prompt(run, state.call)
    return _dump({**_output(run, parts[1]), "prompt": prompt}), _JSON


def _output(run: Run, agent_id: str) -> JSON:
    state = run.calls[agent_id]
    reply = state.reply
    return {
        "agent_id": agent_id,
        "role": state.call.role,
        "command": state.call.command,
        "state": state.state,
        "failure": reply.failure if reply else None,
        "text": reply.text if reply else "",
        "model": reply.model if reply else "",
    }


async def _run_page(services: Services, principal: str, parts: tuple[str, ...]) -> tuple[str, str]:
    from podium.surface.reporting import run_page  # here, because few ask for it and it draws much

    return await run_page(services, principal, parts[0]), _HTML


async def _learning_page(services: Services, principal: str, parts: tuple[str, ...]) -> tuple[str, str]:
    from podium.surface.reporting import learning_page  # as above

    return await learning_page(services), _HTML


async def _context(services: Services, principal: str, parts: tuple[str, ...]) -> tuple[str, str]:
    body = await services.store.context(parts[0], time.time())
    if body is None or body.get("principal", principal) != principal:
        raise UserError("this context is unknown or older than 24 hours; call context-economy again")
    return _dump(body), _JSON


async def _learning(services: Services, principal: str, parts: tuple[str, ...]) -> tuple[str, str]:
    report = learning_report(await services.store.report_rows(None), await services.knowledge())
    return _dump(report), _JSON


_READERS: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (re.compile(r"podium://commands"), _commands),
    (re.compile(r"podium://commands/([^/]+)"), _command),
    (re.compile(r"podium://graph"), _graph),
    (re.compile(r"podium://runs"), _runs),
    (re.compile(r"podium://runs/([^/]+)"), _run),
    (re.compile(r"podium://runs/([^/]+)/agents/([^/]+)"), _agent),
    (re.compile(r"podium://runs/([^/]+)/page"), _run_page),
    (re.compile(r"podium://context/([^/]+)"), _context),
    (re.compile(r"podium://learning"), _learning),
    (re.compile(r"podium://learning/page"), _learning_page),
)
