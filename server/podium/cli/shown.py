"""`podium tools` and `podium prompts`: what a client is shown, and what it costs a model."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from podium.cli.library import loaded
from podium.cli.options import COMMANDS_OPTION, WORKSPACE_OPTION
from podium.cli.texts import json_text
from podium.core.texts import visible

if TYPE_CHECKING:
    from podium.core.values import Catalogue

_JSON = click.option("--json", "as_json", is_flag=True, help="Print exactly what a client gets.")


@click.command("tools")
@click.option("--full", is_flag=True, help="With one tool for each further command, as serve --tools full shows them.")
@COMMANDS_OPTION
@WORKSPACE_OPTION
@_JSON
def tools_command(full: bool, commands: tuple[Path, ...], workspace: tuple[Path, ...], as_json: bool) -> None:
    """List the tools that a client is shown, with the tokens each costs a model.

    \b
    podium tools
    podium tools --full --json
    """  # noqa: D301 (click reads the backspace character)
    from podium.core.tokens import estimate
    from podium.hosts.examining import shown
    from podium.surface.instructions import instructions
    from podium.surface.tools import tools

    catalogue = loaded(commands, workspace).catalogue
    listed = tools(catalogue, full=full)
    if as_json:
        click.echo(_json(listed))
        return
    counts = [estimate(shown(tool)) for tool in listed]
    for tool, tokens in zip(listed, counts, strict=True):
        click.echo(f"{tokens:>6}  {tool.name:<32}  {_head(tool.description or '')}")
    click.echo(f"{sum(counts):>6}  all {len(listed)} tools, about")
    click.echo(f"{estimate(instructions(catalogue)):>6}  the server's instructions")


@click.command("prompts")
@click.argument("name", required=False)
@click.argument("words", nargs=-1)
@COMMANDS_OPTION
@WORKSPACE_OPTION
@_JSON
def prompts_command(
    name: str | None, words: tuple[str, ...], commands: tuple[Path, ...], workspace: tuple[Path, ...], as_json: bool
) -> None:
    """List the prompts (slash commands) that a client is shown, with the tokens each costs when it is used.

    With NAME and WORDS print the text that a model would read.

    \b
    podium prompts
    podium prompts review-code "the login flow"
    """  # noqa: D301 (click reads the backspace character)
    from podium.surface.prompts import prompts

    catalogue = loaded(commands, workspace).catalogue
    if name is not None:
        click.echo(visible(_text(catalogue, name, " ".join(words))))
        return
    listed = prompts(catalogue)
    if as_json:
        click.echo(_json(listed))
        return
    from podium.core.tokens import estimate

    for prompt in listed:
        click.echo(
            f"{estimate(_text(catalogue, prompt.name, '')):>6}  {prompt.name:<32}  {_head(prompt.description or '')}"
        )
    click.echo(f"{len(listed)} prompts; each costs its tokens only when it is used")


def _text(catalogue: Catalogue, name: str, words: str) -> str:
    from podium.core.errors import UserError
    from podium.registry import command_argument_name
    from podium.surface.prompts import get_prompt

    command = catalogue.find(name)
    if command is None:
        raise UserError(f"there is no prompt {name[:80]!r}. podium prompts lists them all")
    message = get_prompt(catalogue, name, {command_argument_name(command): words}).messages[0]
    return str(getattr(message.content, "text", ""))


def _head(text: str) -> str:
    from podium.core.texts import one_line

    return one_line(text, 80)


def _json(entries: Any) -> str:
    plain = [entry.model_dump(mode="json", by_alias=True, exclude_none=True) for entry in entries]
    return json_text(plain)
