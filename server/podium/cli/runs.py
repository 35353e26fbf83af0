"""`podium runs`, `show`, `resume`, `cancel`: what was run, and taking it further."""

from __future__ import annotations

import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import anyio
import click

from podium.cli.hosting import call, connected, server_command
from podium.cli.run import EXIT_CODES, finish
from podium.cli.show import Screen

_DB = click.option(
    "--db", envvar="PODIUM_DB", type=click.Path(path_type=Path), help="SQLite file [default: in your data folder]."
)
_JSON = click.option("--json", "as_json", is_flag=True, help="Print the structured result.")


def _with_server(
    db: Path | None, as_json: bool, act: Callable[[Any, Screen], Awaitable[dict[str, Any]]], *, rehearsing: bool = False
) -> dict[str, Any]:
    async def main() -> dict[str, Any]:
        screen = Screen(as_json=as_json)
        async with connected(server_command([], db), rehearsing=rehearsing) as client:
            result = await act(client, screen)
            screen.result(dict(result))
            return result

    return anyio.run(main)


@click.command("runs")
@_DB
@_JSON
def runs_command(db: Path | None, as_json: bool) -> None:
    """List the recent runs."""
    _with_server(db, as_json, lambda client, screen: call(client, "orchestrate-status", {}))


@click.command("show")
@click.argument("run_id")
@_DB
@_JSON
def show_command(run_id: str, db: Path | None, as_json: bool) -> None:
    """Show one run as it stands."""
    _with_server(db, as_json, lambda client, screen: call(client, "orchestrate-status", {"run_id": run_id}))


@click.command("resume")
@click.argument("run_id")
@click.option(
    "--agents",
    type=click.Choice(["rehearsal", "handoff"]),
    default="rehearsal",
    show_default=True,
    help="Who answers what is still open.",
)
@_DB
@_JSON
def resume_command(run_id: str, agents: str, db: Path | None, as_json: bool) -> None:
    """Take up a run that was cut off or only planned; nothing that was answered is asked again."""

    async def act(client: Any, screen: Screen) -> dict[str, Any]:
        result = await call(client, "orchestrate-continue", {"run_id": run_id}, screen.progress)
        return await finish(client, result, screen)

    result = _with_server(db, as_json, act, rehearsing=agents == "rehearsal")
    sys.exit(EXIT_CODES.get(result["status"], 3))


@click.command("cancel")
@click.argument("run_id")
@_DB
@_JSON
def cancel_command(run_id: str, db: Path | None, as_json: bool) -> None:
    """End a run; what was answered is kept."""
    _with_server(
        db, as_json, lambda client, screen: call(client, "orchestrate-continue", {"run_id": run_id, "cancel": True})
    )
