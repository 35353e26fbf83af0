"""The commands of `podium`. Each lives in a file of its own and is loaded when it is used."""

from __future__ import annotations

import importlib
import os
import sys

import click

from podium import __version__
from podium.core.errors import PodiumError

COMMANDS = {
    "serve": "serve",
    "run": "run",
    "resume": "runs",
    "runs": "runs",
    "show": "runs",
    "cancel": "runs",
    "commands": "commands",
    "graph": "graph",
    "decide": "asking",
    "relate": "asking",
    "feedback": "asking",
    "report": "report",
    "export": "export",
    "tools": "shown",
    "prompts": "shown",
    "install": "install",
    "uninstall": "install",
    "doctor": "doctor",
    "completion": "completion",
}
"""Command name -> module in this package that defines it as `<name>_command`."""


class Lazy(click.Group):
    """A group that imports a command's module only when the command is used: hosts start `serve` at every launch."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """The command, imported now."""
        module = COMMANDS.get(name)
        if module is None:
            return None
        found = getattr(importlib.import_module(f"podium.cli.{module}"), f"{name}_command")
        return found if isinstance(found, click.Command) else None


@click.group(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="podium")
def group() -> None:
    """Turn slash commands into orchestrated work inside any MCP client.

    \b
    podium run "Integrate blockchain payment system with existing platform"
    podium serve                  what a host starts; speaks MCP on stdio
    podium runs                   what was run
    """  # noqa: D301 (click reads the backspace character)


def main() -> None:
    """Run the command line; a mistake of the user ends with one sentence and exit code 2."""
    try:
        group()
    except Exception as error:
        if _has(error, BrokenPipeError):
            # Whoever read our output has seen enough.
            os._exit(0)
        mistake = _mistake(error)
        if mistake is None:
            raise
        click.echo(f"podium: {mistake}", err=True)
        sys.exit(2)


def _has(error: BaseException, kind: type[BaseException]) -> bool:
    """Whether an error is of a kind, or a group that holds one."""
    if isinstance(error, BaseExceptionGroup):
        return any(_has(inner, kind) for inner in error.exceptions)
    return isinstance(error, kind)


def _mistake(error: BaseException) -> str | None:
    """The sentence for the user in an error, which task groups may have wrapped; None where it is no mistake of theirs."""
    if isinstance(error, PodiumError):
        return str(error)
    if isinstance(error, BaseExceptionGroup):
        return next((found for inner in error.exceptions if (found := _mistake(inner)) is not None), None)
    from mcp import MCPError

    if isinstance(error, MCPError):
        return f"the server did not answer ({error}); its own messages stand above"
    return None
