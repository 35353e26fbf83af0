"""The commands of `podium`. Each lives in a file of its own and is loaded when it is used."""

from __future__ import annotations

import importlib
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
    r"""Turn slash commands into orchestrated work inside any MCP client.

    \b
    podium run "Integrate blockchain payment system with existing platform"
    podium serve                  what a host starts; speaks MCP on stdio
    podium runs                   what was run
    """


def main() -> None:
    """Run the command line; a mistake of the user ends with one sentence and exit code 2."""
    try:
        group()
    except PodiumError as error:
        click.echo(f"podium: {error}", err=True)
        sys.exit(2)
