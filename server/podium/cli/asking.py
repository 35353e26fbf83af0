"""`podium decide`, `relate` and `feedback`: the tools that answer at once, in a terminal."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import anyio
import click

from podium.cli.completion import run_ids
from podium.cli.options import COMMANDS_OPTION, DB_OPTION, WORKSPACE_OPTION

_JSON = click.option("--json", "as_json", is_flag=True, help="Print the structured result.")


def ask(tool: str, arguments: dict[str, Any], *, options: list[str], db: Path | None, as_json: bool) -> None:
    """Start a server, call one of its tools, and print what it answers."""
    from podium.cli.hosting import call, connected, server_command
    from podium.cli.show import Screen

    async def main() -> None:
        async with connected(server_command(options, db), rehearsing=False) as client:
            Screen(as_json=as_json).result(await call(client, tool, arguments))

    anyio.run(main)


def _folders(workspace: tuple[Path, ...], commands: tuple[Path, ...]) -> list[str]:
    found = [part for folder in workspace for part in ("--workspace", str(folder))]
    return found + [part for folder in commands for part in ("--commands", str(folder))]


@click.command("decide")
@click.argument("objective", nargs=-1, required=True)
@click.option("--path", "paths", multiple=True, help="A file or folder that matters; repeatable.")
@WORKSPACE_OPTION
@COMMANDS_OPTION
@DB_OPTION
@_JSON
def decide_command(
    objective: tuple[str, ...],
    paths: tuple[str, ...],
    workspace: tuple[Path, ...],
    commands: tuple[Path, ...],
    db: Path | None,
    as_json: bool,
) -> None:
    """Show confidence, complexity, route and plan for OBJECTIVE; nothing is run.

    \b
    podium decide "Rename a variable in one file"
    podium decide --json "Migrate the billing database without downtime"
    """  # noqa: D301 (click reads the backspace character)
    arguments: dict[str, Any] = {"objective": " ".join(objective)}
    if paths:
        arguments["paths"] = list(paths)
    ask("decision-engine", arguments, options=_folders(workspace, commands), db=db, as_json=as_json)


@click.command("relate")
@click.argument("names", nargs=-1)
@click.option("--objective", default="", help="Relate the commands that this objective needs.")
@WORKSPACE_OPTION
@COMMANDS_OPTION
@DB_OPTION
@_JSON
def relate_command(
    names: tuple[str, ...],
    objective: str,
    workspace: tuple[Path, ...],
    commands: tuple[Path, ...],
    db: Path | None,
    as_json: bool,
) -> None:
    """Show what the commands NAMES require, feed, conflict with or can replace; without names, all of them.

    \b
    podium relate implement review-code
    podium relate --objective "Ship the release"
    """  # noqa: D301 (click reads the backspace character)
    arguments: dict[str, Any] = {"commands": list(names)} if names else {}
    if objective:
        arguments["objective"] = objective
    ask("command-relationships", arguments, options=_folders(workspace, commands), db=db, as_json=as_json)


@click.command("feedback")
@click.argument("run_id", shell_complete=run_ids)
@click.argument("verdict", type=click.Choice(["good", "bad"]))
@click.option("--note", default="", help="Why, in a sentence.")
@DB_OPTION
@_JSON
def feedback_command(run_id: str, verdict: str, note: str, db: Path | None, as_json: bool) -> None:
    """Say whether the outcome of RUN_ID was good or bad: the strongest signal to learn from.

    \b
    podium feedback RUN_ID good
    podium feedback RUN_ID bad --note "the tests fail"
    """  # noqa: D301 (click reads the backspace character)
    arguments: dict[str, Any] = {"run_id": run_id, "success": verdict == "good"}
    if note:
        arguments["note"] = note
    ask("orchestrate-feedback", arguments, options=[], db=db, as_json=as_json)
