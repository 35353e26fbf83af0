"""Options of `serve` and their environment variables, shared by every command that starts a server."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import click

from podium.core.errors import UserError

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


def _paths(ctx: click.Context, param: click.Parameter, value: tuple[str, ...]) -> tuple[Path, ...]:
    """Repeatable folders; an environment variable holds several with the system's path separator between."""
    return tuple(Path(part) for entry in value for part in entry.split(os.pathsep) if part)


DB_OPTION = click.option(
    "--db", envvar="PODIUM_DB", type=click.Path(path_type=Path), help="SQLite file [default: in your data folder]."
)
COMMANDS_OPTION = click.option(
    "--commands",
    envvar="PODIUM_COMMANDS",
    multiple=True,
    callback=_paths,
    help="Folder of your command files; repeatable.",
)
WORKSPACE_OPTION = click.option(
    "--workspace",
    envvar="PODIUM_WORKSPACE",
    multiple=True,
    callback=_paths,
    help="Folder whose files may be read; repeatable.",
)

_OPTIONS = (
    DB_OPTION,
    click.option(
        "--durability",
        envvar="PODIUM_DURABILITY",
        type=click.Choice(["normal", "full"]),
        default="normal",
        help="full also covers power loss.",
    ),
    COMMANDS_OPTION,
    WORKSPACE_OPTION,
    click.option(
        "--agent-limit",
        envvar="PODIUM_AGENT_LIMIT",
        type=click.IntRange(1, 10),
        default=10,
        show_default=True,
        help="Agents a run may have.",
    ),
    click.option(
        "--agents-unasked",
        envvar="PODIUM_AGENTS_UNASKED",
        type=click.IntRange(1, 10),
        help="Agents a run may have without the user's word; more are asked for [default: no question].",
    ),
    click.option(
        "--delivery",
        envvar="PODIUM_DELIVERY",
        type=click.Choice(["auto", "sampling", "handoff"]),
        default="auto",
        show_default=True,
        help="How agents' work reaches a model.",
    ),
    click.option(
        "--agent-seconds",
        envvar="PODIUM_AGENT_SECONDS",
        type=click.FloatRange(0, min_open=True),
        default=120.0,
        show_default=True,
        help="Patience for one agent.",
    ),
    click.option(
        "--call-seconds",
        envvar="PODIUM_CALL_SECONDS",
        type=click.FloatRange(0, min_open=True),
        help="After that a call answers with a run id [default: 45, 100 with progress].",
    ),
    click.option(
        "--token-limit",
        envvar="PODIUM_TOKEN_LIMIT",
        type=click.IntRange(1),
        help="Most tokens of a run [default: none].",
    ),
    click.option(
        "--seconds-limit",
        envvar="PODIUM_SECONDS_LIMIT",
        type=click.FloatRange(0, min_open=True),
        default=1_800.0,
        show_default=True,
        help="Most seconds of a run.",
    ),
    click.option(
        "--requests-limit",
        envvar="PODIUM_REQUESTS_LIMIT",
        type=click.IntRange(1),
        default=40,
        show_default=True,
        help="Most requests of a run.",
    ),
    click.option(
        "--exploration",
        envvar="PODIUM_EXPLORATION",
        type=click.FloatRange(0, 0.2),
        default=0.05,
        show_default=True,
        help="Share of decisions close below a threshold that may try the next cheaper route; 0 also tries no other specialists.",
    ),
    click.option(
        "--tools",
        envvar="PODIUM_TOOLS",
        type=click.Choice(["core", "full"]),
        default="core",
        show_default=True,
        help="full: one tool for every command.",
    ),
)


def server_options(function: Decorated) -> Decorated:
    """Add the options that decide about a server."""
    for option in reversed(_OPTIONS):
        function = option(function)
    return function


def database(given: Path | None) -> Path:
    """The database file: what was given, else the one in the user's data folder."""
    if given is not None:
        return given
    from podium.store.places import default_database

    return default_database()


def folders(given: tuple[Path, ...], environ: Mapping[str, str]) -> tuple[Path, ...]:
    """Workspace folders: what was given, else what the host or the working directory says.

    Raises:
        UserError: a given folder does not exist.
    """
    from podium.workspace import default_workspaces

    for folder in given:
        if not folder.is_dir():
            raise UserError(f"the workspace {str(folder)!r} is no folder")
    return given or tuple(default_workspaces(environ, Path.cwd(), Path.home()))
