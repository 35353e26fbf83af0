"""`podium run` and `podium resume`: the main road in a terminal."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from podium.cli.completion import run_ids
from podium.cli.exits import code_of
from podium.cli.options import (
    COMMANDS_OPTION,
    DB_OPTION,
    JSON_OPTION,
    WORKSPACE_OPTION,
    Agents,
    agents_options,
    folder_options,
)
from podium.core.errors import UserError
from podium.core.values import JSON

if TYPE_CHECKING:
    from podium.cli.answering import Answering


@click.command("run")
@click.argument("words", nargs=-1, required=True)
@agents_options
@click.option("--plan", is_flag=True, help="Show the plan and run nothing.")
@WORKSPACE_OPTION
@COMMANDS_OPTION
@DB_OPTION
@JSON_OPTION
def run_command(
    words: tuple[str, ...],
    workspace: tuple[Path, ...],
    commands: tuple[Path, ...],
    db: Path | None,
    plan: bool,
    as_json: bool,
    **given: str | float | None,
) -> None:
    """Run an objective and show it as it happens.

    A number after the objective is a confidence to route by, a second one the most agents.

    \b
    podium run "Add user profile image upload functionality"
    podium run "Harden the login flow" 0.65 4
    podium run --model ollama:llama3.2 "Find what slows the start"
    podium run --model anthropic:claude-sonnet-4-5 --workspace ~/shop "Review the payments"
    podium run --agents handoff "Optimize application response time under high load"
    podium run --plan --json "Migrate the billing database" > plan.json
    """  # noqa: D301 (click reads the backspace character)
    agents = Agents.read(given)
    delivery = "plan" if plan else "handoff" if agents.who == "handoff" else "sampling"
    arguments = {"objective": _objective(words), "delivery": delivery}
    _hosted("orchestrate", arguments, agents, folder_options(workspace, commands), db, as_json=as_json)


@click.command("resume")
@click.argument("run_id", shell_complete=run_ids)
@agents_options
@WORKSPACE_OPTION
@COMMANDS_OPTION
@DB_OPTION
@JSON_OPTION
def resume_command(
    run_id: str,
    workspace: tuple[Path, ...],
    commands: tuple[Path, ...],
    db: Path | None,
    as_json: bool,
    **given: str | float | None,
) -> None:
    """Take up a run that was cut off or only planned; nothing that was answered is asked again.

    \b
    podium resume RUN_ID
    podium resume RUN_ID --model openai:gpt-5-mini
    podium resume RUN_ID --agents handoff
    """  # noqa: D301 (click reads the backspace character)
    agents = Agents.read(given)
    _hosted(
        "orchestrate-continue", {"run_id": run_id}, agents, folder_options(workspace, commands), db, as_json=as_json
    )


def _hosted(tool: str, arguments: JSON, agents: Agents, options: list[str], db: Path | None, *, as_json: bool) -> None:
    """Carry the run that a tool starts or takes up to its end, show its result, and leave with its exit code."""
    from podium.cli.host import Host
    from podium.cli.hosting import server_command
    from podium.cli.program import callable_here
    from podium.cli.show import Screen
    from podium.cli.texts import say

    screen = Screen(as_json=as_json)
    named = "" if db is None or str(db) == os.environ.get("PODIUM_DB") else f" --db {shlex.quote(str(db))}"
    host = Host(screen, agents.again + named)
    parameters = server_command([*options, "--agent-seconds", f"{agents.seconds:g}"], db)

    async def act() -> JSON:
        with screen.tree():
            async with _answering(agents) as answering, host.server(parameters, answering):
                if "run_id" in arguments and not agents.named:
                    _refuse_to_rehearse((await host.ask("orchestrate-status", arguments))["agents"])
                return await host.entire(await host.take(tool, arguments))

    result = host.play(act)
    screen.result(dict(result))
    if result["rehearsal"] and not as_json:
        if not result["synthesis"]["findings"]:
            say("no file gave anything to quote: name the project's folder with --workspace")
        say(
            callable_here(
                "To have it done: podium install shows your assistants; podium run --model lets a model answer."
            )
        )
    sys.exit(code_of(result["status"]))


def _refuse_to_rehearse(agents: list[JSON]) -> None:
    """Keep rehearsal agents out of a run in which others have answered.

    Raises:
        UserError: others have.
    """
    from podium.carriers.seam import REHEARSAL_MODEL

    models = {agent["model"] for agent in agents if agent["state"] == "answered"}
    if models - {REHEARSAL_MODEL}:
        raise UserError(
            "others than rehearsal agents have answered in this run: say who goes on, "
            "with --model PROVIDER:NAME, --agents handoff or --agents rehearsal"
        )


@asynccontextmanager
async def _answering(agents: Agents) -> AsyncIterator[Answering | None]:
    """Who answers; None where a person does."""
    from podium.cli.answering import Answering, rehearsal

    if agents.who == "handoff":
        yield None
    elif not agents.model:
        yield Answering(rehearsal)
    else:
        from podium.cli.models import chosen, opened

        async with opened(chosen(agents.model, agents.base_url, os.environ), agents.seconds) as model:
            yield Answering(model)


def _objective(words: tuple[str, ...]) -> str:
    """The words as the user typed them; the shell took quotes off the first, so they are put back where options follow."""
    if len(words) > 1 and " " in words[0]:
        return " ".join([f'"{words[0]}"', *words[1:]])
    return " ".join(words)
