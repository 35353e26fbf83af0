"""What registries and hosts read about Podium, made from the project's own description, the tool list and the commands."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import mcp_types as types

from podium.core.values import Catalogue, Command
from podium.hosts.command_files import chosen, markdown
from podium.hosts.table import NAME

REGISTRY_NAME = "io.github.podium-mcp/podium-mcp"
"""Whoever publishes must own the namespace, and the README on the package index must hold `mcp-name:` with this name."""
REGISTRY_SCHEMA = "https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json"
TITLE = "Podium"

_TASK = (
    "The task stands in the message that started you. If it names a run and an agent of Podium, fetch your brief with the "
    "tool `agent-brief` and hand in your reply with `orchestrate-continue` (`quiet: true`)."
)


@dataclass(frozen=True, slots=True)
class Project:
    """The project as its `pyproject.toml` and version file describe it."""

    distribution: str
    version: str
    description: str
    author: str
    licence: str
    keywords: tuple[str, ...]
    python: str


def manifests(project: Project, catalogue: Catalogue, tools: Sequence[types.Tool]) -> dict[str, str]:
    """Every manifest by its path."""
    plain: dict[str, Any] = {
        "server.json": registry_entry(project),
        "links.json": links(project),
        "desktop/manifest.json": desktop_bundle(project, tools),
        ".claude-plugin/marketplace.json": _marketplace(project),
        "claude-code/.claude-plugin/plugin.json": _plugin(project),
        "claude-code/.mcp.json": {"mcpServers": {NAME: {"command": NAME, "args": ["serve"]}}},
    }
    commands = {
        f"claude-code/commands/{name}.md": markdown(name, command, typed_only=True)
        for name, command in chosen(catalogue)
    }
    specialists = [c for c in catalogue.commands.values() if c.source == "builtin" and c.roles]
    agents = {f"claude-code/agents/{command.name}.md": _agent(command) for command in specialists}
    return {path: _json(value) for path, value in plain.items()} | commands | agents


def registry_entry(project: Project) -> dict[str, Any]:
    """The entry of the MCP Registry."""
    workspace = {
        "type": "named",
        "name": "--workspace",
        "description": "A folder whose files may be read",
        "format": "filepath",
        "isRepeated": True,
    }
    package = {
        "registryType": "pypi",
        "registryBaseUrl": "https://pypi.org",
        "identifier": project.distribution,
        "version": project.version,
        "runtimeHint": "uvx",
        "transport": {"type": "stdio"},
        "packageArguments": [{"type": "positional", "value": "serve"}, workspace],
    }
    return {
        "$schema": REGISTRY_SCHEMA,
        "name": REGISTRY_NAME,
        "title": TITLE,
        "description": project.description,
        "version": project.version,
        "packages": [package],
    }


def desktop_bundle(project: Project, tools: Sequence[types.Tool]) -> dict[str, Any]:
    """The manifest of the Desktop bundle: the host's own uv installs what `pyproject.toml` names and starts it."""
    start = ["run", "--directory", "${__dirname}", NAME, "serve", "--workspace", "${user_config.workspace}"]
    workspace = {
        "type": "directory",
        "title": "Project folder",
        "description": "The folder whose files Podium may read. It writes nothing there.",
        "required": True,
    }
    return {
        "manifest_version": "0.4",
        "name": project.distribution,
        "display_name": TITLE,
        "version": project.version,
        "description": project.description,
        "author": {"name": project.author},
        "license": project.licence,
        "keywords": list(project.keywords),
        "server": {
            "type": "uv",
            "entry_point": "server/podium/__main__.py",
            "mcp_config": {"command": "uv", "args": start},
        },
        "tools": [{"name": tool.name, "description": tool.description} for tool in tools],
        "prompts_generated": True,
        "user_config": {"workspace": workspace},
        "compatibility": {"platforms": ["darwin", "win32", "linux"], "runtimes": {"python": project.python}},
    }


def links(project: Project) -> dict[str, str]:
    """Links that add the server with one click; they start the published package."""
    server = {"command": "uvx", "args": [f"{project.distribution}@{project.version}", "serve"]}
    named = _compact({"name": NAME, "type": "stdio", **server})
    encoded = base64.b64encode(_compact(server).encode()).decode()
    return {
        "vscode": f"vscode:mcp/install?{quote(named, safe='')}",
        "vscode-insiders": f"vscode-insiders:mcp/install?{quote(named, safe='')}",
        "cursor": f"cursor://anysphere.cursor-deeplink/mcp/install?name={NAME}&config={quote(encoded, safe='')}",
    }


def _plugin(project: Project) -> dict[str, Any]:
    return {
        "name": NAME,
        "version": project.version,
        "description": project.description,
        "author": {"name": project.author},
        "license": project.licence,
        "keywords": list(project.keywords),
    }


def _marketplace(project: Project) -> dict[str, Any]:
    plugin = {"name": NAME, "source": "./claude-code", "description": project.description}
    owner = {"name": project.author}
    return {"name": NAME, "owner": owner, "description": project.description, "plugins": [plugin]}


def _agent(command: Command) -> str:
    about = json.dumps(command.description, ensure_ascii=False)
    body = command.body.replace("$ARGUMENTS", _TASK).rstrip()
    return f"---\nname: {command.name}\ndescription: {about}\n---\n\n{body}\n"


def _json(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _compact(value: Mapping[str, Any]) -> str:
    return json.dumps(value, separators=(",", ":"))
