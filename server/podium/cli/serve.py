"""`podium serve`: what a host starts."""

from __future__ import annotations

import gc
import logging
import os
import sys
from pathlib import Path
from typing import Any

import anyio
import click

from podium.cli.options import database, folders, server_options
from podium.core.errors import UserError

COLLECTION_THRESHOLDS = (10_000, 20, 50)


@click.command("serve")
@server_options
@click.option("--http", is_flag=True, help="Speak Streamable HTTP at /mcp instead of stdio.")
@click.option("--host", envvar="PODIUM_HOST", default="127.0.0.1", show_default=True, help="Address for --http.")
@click.option(
    "--port",
    envvar="PODIUM_PORT",
    type=click.IntRange(0, 65_535),
    default=8_650,
    show_default=True,
    help="Port for --http.",
)
@click.option(
    "--token-file",
    envvar="PODIUM_TOKEN_FILE",
    type=click.Path(path_type=Path),
    help="Bearer tokens, name:token a line.",
)
def serve_command(http: bool, host: str, port: int, token_file: Path | None, **options: Any) -> None:
    """Speak MCP on stdio, or over HTTP."""
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="podium: %(levelname)s %(message)s")
    from podium.app import build

    # Calls make many short-lived objects and few cycles: collecting them less often keeps pauses out of calls.
    gc.set_threshold(*COLLECTION_THRESHOLDS)
    server = build(settings(**options))
    if http:
        from podium.serving import http as transport

        anyio.run(lambda: transport.run(server, host=host, port=port, tokens=_tokens(token_file)))
    else:
        from podium.serving import stdio

        anyio.run(stdio.run, server)


def settings(
    *,
    db: Path | None,
    durability: Any,
    commands: tuple[Path, ...],
    workspace: tuple[Path, ...],
    agent_limit: int,
    agents_unasked: int | None,
    delivery: Any,
    agent_seconds: float,
    call_seconds: float | None,
    exploration: float,
    token_limit: int | None,
    seconds_limit: float,
    requests_limit: int,
    tools: str,
) -> Any:
    """The server's settings out of the options."""
    from podium.app import Settings
    from podium.core.limits import Ceilings

    ceilings = Ceilings(
        agents=agent_limit,
        requests=requests_limit,
        tokens=token_limit,
        seconds=seconds_limit,
        agent_seconds=agent_seconds,
        call_seconds=call_seconds,
        exploration=exploration,
        agents_unasked=agents_unasked,
    )
    return Settings(
        database=database(db),
        commands=commands,
        workspaces=folders(workspace, os.environ),
        ceilings=ceilings,
        delivery=delivery,
        durability=durability,
        full_tools=tools == "full",
    )


def _tokens(file: Path | None) -> dict[str, str]:
    from podium.serving.http import read_tokens

    if file is not None:
        try:
            return read_tokens(file.read_text(encoding="utf-8"))
        except OSError:
            raise UserError(f"the token file {file.name!r} cannot be read") from None
    token = os.environ.get("PODIUM_TOKEN", "")
    return read_tokens(token if ":" in token else f"default:{token}") if token else {}
