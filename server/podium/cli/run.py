"""`podium run`: the main road in a terminal."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import anyio
import click

from podium.cli.hosting import call, connected, server_command
from podium.cli.show import Screen
from podium.core.errors import UserError

EXIT_CODES = {"completed": 0, "planned": 0, "partial": 1, "failed": 1, "cancelled": 1}


@click.command("run")
@click.argument("words", nargs=-1, required=True)
@click.option(
    "--workspace",
    multiple=True,
    type=click.Path(exists=True, file_okay=False),
    help="Folder whose files may be read; repeatable [default: the project you are in].",
)
@click.option(
    "--agents",
    type=click.Choice(["rehearsal", "handoff"]),
    default="rehearsal",
    show_default=True,
    help="Who answers: built-in rehearsal agents that only quote their context, or you.",
)
@click.option(
    "--commands",
    multiple=True,
    type=click.Path(exists=True, file_okay=False),
    help="Folder of your command files; repeatable.",
)
@click.option(
    "--db", envvar="PODIUM_DB", type=click.Path(path_type=Path), help="SQLite file [default: in your data folder]."
)
@click.option("--plan", is_flag=True, help="Show the plan and run nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print the structured result.")
def run_command(
    words: tuple[str, ...],
    workspace: tuple[str, ...],
    agents: str,
    commands: tuple[str, ...],
    db: Path | None,
    plan: bool,
    as_json: bool,
) -> None:
    """Run an objective and show it as it happens.

    \b
    podium run "Add user profile image upload functionality"
    podium run "Harden the login flow" 0.65 4
    podium run --agents handoff "Optimize application response time under high load"
    """  # noqa: D301 (click reads the backspace character)
    options = [part for folder in workspace for part in ("--workspace", folder)]
    options += [part for folder in commands for part in ("--commands", folder)]
    delivery = "plan" if plan else "handoff" if agents == "handoff" else "sampling"
    objective = _objective(words)

    async def main() -> dict[str, Any]:
        screen = Screen(as_json=as_json)
        async with connected(server_command(options, db), rehearsing=agents == "rehearsal") as client:
            result = await call(client, "orchestrate", {"objective": objective, "delivery": delivery}, screen.progress)
            result = await finish(client, result, screen)
            screen.result(dict(result))
            if result["rehearsal"] and not result["synthesis"]["findings"]:
                screen.note("no file gave anything to quote: name the project's folder with --workspace")
            return result

    sys.exit(EXIT_CODES.get(anyio.run(main)["status"], 3))


def _objective(words: tuple[str, ...]) -> str:
    """The words as the user typed them; the shell took quotes off the first, so they are put back where options follow."""
    if len(words) > 1 and " " in words[0]:
        return " ".join([f'"{words[0]}"', *words[1:]])
    return " ".join(words)


async def finish(client: Any, result: dict[str, Any], screen: Screen) -> dict[str, Any]:
    """Take a run to its end: continue it where it was cut off, hand out briefs where a person answers."""
    while result["status"] in ("interrupted", "awaiting_host"):
        if result["status"] == "awaiting_host":
            result = await _hand_out(client, result, screen)
        else:
            screen.note(f"continuing {result['run_id']}")
            result = await call(client, "orchestrate-continue", {"run_id": result["run_id"]}, screen.progress)
    return result


async def _hand_out(client: Any, result: dict[str, Any], screen: Screen) -> dict[str, Any]:
    """Print each open brief and read its reply from stdin, up to a line with a single dot."""
    run_id = result["run_id"]
    for brief in result["next"]["briefs"]:
        full = await call(client, "agent-brief", {"run_id": run_id, "agent_id": brief["agent_id"]})
        print(f"===== {brief['agent_id']} ({brief['role']}) =====\n{full['prompt']}", file=sys.stderr)
        print("===== reply, ended by a line with a single dot =====", file=sys.stderr, flush=True)
        content = await anyio.to_thread.run_sync(_read_reply)
        if content is None:
            raise UserError(f"stdin ended; everything answered is kept. Go on with: podium resume {run_id}")
        reply = {"agent_id": brief["agent_id"], "status": "ok", "content": content}
        done = await call(client, "orchestrate-continue", {"run_id": run_id, "replies": [reply], "quiet": True})
        screen.note(f"{brief['agent_id']} recorded, {done['remaining']} remaining")
    return await call(client, "orchestrate-continue", {"run_id": run_id}, screen.progress)


def _read_reply() -> str | None:
    lines: list[str] = []
    for line in sys.stdin:
        if line.rstrip("\r\n") == ".":
            return "".join(lines)
        lines.append(line)
    return "".join(lines) if lines else None
