"""`podium serve`: what a host starts."""

from __future__ import annotations

import gc
import logging
import os
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import click

from podium.cli.options import database, folders, server_options
from podium.core.errors import UserError
from podium.observing.logs import FORMS, LEVELS, configure

logger = logging.getLogger(__name__)

ENDPOINTS = tuple(f"OTEL_EXPORTER_OTLP_{which}ENDPOINT" for which in ("", "TRACES_", "METRICS_"))
EXPORTER = "opentelemetry.exporter.otlp.proto.http"
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
@click.option(
    "--telemetry",
    envvar="PODIUM_TELEMETRY",
    is_flag=True,
    help="Export spans and metrics over OTLP (OTEL_* variables).",
)
@click.option(
    "--log-level",
    envvar="PODIUM_LOG_LEVEL",
    type=click.Choice(LEVELS),
    default="warning",
    show_default=True,
    help="info: a line for every agent, wave, recovery and run.",
)
@click.option(
    "--log-format",
    envvar="PODIUM_LOG_FORMAT",
    type=click.Choice(FORMS),
    default="text",
    show_default=True,
    help="Lines on stderr as text or as JSON.",
)
def serve_command(
    http: bool,
    host: str,
    port: int,
    token_file: Path | None,
    telemetry: bool,
    log_level: str,
    log_format: str,
    **options: Any,
) -> None:
    """Speak MCP on stdio, or over HTTP: what a host starts.

    \b
    podium serve --workspace ~/project
    podium serve --http --port 8650
    """  # noqa: D301 (click reads the backspace character)
    import anyio

    configure(log_level, log_format)
    from podium.app import build

    # Calls make many short-lived objects and few cycles: collecting them less often keeps pauses out of calls.
    gc.set_threshold(*COLLECTION_THRESHOLDS)
    server = build(settings(telemetry=_exports(telemetry, os.environ), **options))
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
    keep_days: float,
    keep_runs: int,
    tools: str,
    telemetry: bool = False,
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
        keep_days=keep_days,
        keep_runs=keep_runs,
        telemetry=telemetry,
    )


def _exports(asked: bool, environ: Mapping[str, str]) -> bool:
    """Whether to export telemetry: asked for here, or an endpoint is named where OpenTelemetry looks for it.

    Raises:
        UserError: it was asked for, and the libraries are not installed.
    """
    if environ.get("OTEL_SDK_DISABLED", "").lower() == "true" or not (asked or any(map(environ.get, ENDPOINTS))):
        return False
    if _installed(EXPORTER):
        return True
    advice = "telemetry needs further libraries: pip install 'podium-mcp[telemetry]'"
    if asked:
        raise UserError(advice)
    # The variable may be meant for the host alone, which hands its environment on.
    logger.info(advice)
    return False


def _installed(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:
        return False


def _tokens(file: Path | None) -> dict[str, str]:
    from podium.serving.http import read_tokens

    if file is not None:
        try:
            return read_tokens(file.read_text(encoding="utf-8"))
        except OSError:
            raise UserError(f"the token file {file.name!r} cannot be read") from None
    token = os.environ.get("PODIUM_TOKEN", "")
    return read_tokens(token if ":" in token else f"default:{token}") if token else {}
