"""`podium decide`, `relate`, `verify` and `feedback`: the tools that answer at once, in a terminal."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import anyio
import click

from podium.cli.completion import run_ids
from podium.cli.exits import FAILED_CLAIM
from podium.cli.options import COMMANDS_OPTION, DB_OPTION, JSON_OPTION, WORKSPACE_OPTION, folder_options
from podium.cli.waiting import waiting


def ask(tool: str, arguments: dict[str, Any], *, options: list[str], db: Path | None, as_json: bool) -> dict[str, Any]:
    """Start a server, call one of its tools, print what it answers, and return it."""
    from podium.cli.hosting import call, connected, server_command
    from podium.cli.show import Screen

    async def main() -> dict[str, Any]:
        async with connected(server_command(options, db)) as client:
            return await call(client, tool, arguments)

    with waiting("Asking"):
        result = anyio.run(main)
    Screen(as_json=as_json).result(result)
    return result


@click.command("decide")
@click.argument("objective", nargs=-1, required=True)
@click.option("--path", "paths", multiple=True, help="A file or folder that matters; repeatable.")
@WORKSPACE_OPTION
@COMMANDS_OPTION
@DB_OPTION
@JSON_OPTION
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
    ask("decision-engine", arguments, options=folder_options(workspace, commands), db=db, as_json=as_json)


@click.command("relate")
@click.argument("names", nargs=-1)
@click.option("--objective", default="", help="Relate the commands that this objective needs.")
@WORKSPACE_OPTION
@COMMANDS_OPTION
@DB_OPTION
@JSON_OPTION
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
    ask("command-relationships", arguments, options=folder_options(workspace, commands), db=db, as_json=as_json)


@click.command("verify")
@click.argument("claims", nargs=-1)
@DB_OPTION
@JSON_OPTION
def verify_command(claims: tuple[str, ...], db: Path | None, as_json: bool) -> None:
    """Recompute CLAIMS, each a statement with figures; without any, the text on stdin. Ends with 1 where one fails.

    A claim in free words may say after `:=` what it comes to, with its own figures.

    \b
    podium verify "15% of 200 is 30"
    podium verify "36 bales for 4 horses in 6 days are 1.5 a day each := 36 / (4 * 6) = 1.5"
    podium verify < report.md
    """  # noqa: D301 (click reads the backspace character)
    given: str | list[str] = list(claims) or sys.stdin.read()
    result = ask("verify-mathematics", {"claims": given}, options=[], db=db, as_json=as_json)
    if result["verdict"] == "fails":
        sys.exit(FAILED_CLAIM)


@click.command("feedback")
@click.argument("run_id", shell_complete=run_ids)
@click.argument("verdict", type=click.Choice(["good", "bad"]))
@click.option("--note", default="", help="Why, in a sentence.")
@DB_OPTION
@JSON_OPTION
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
