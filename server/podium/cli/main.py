"""The commands of `podium`. Each lives in a file of its own and is loaded when it is used."""

from __future__ import annotations

import importlib
import os
import sys
from typing import NamedTuple, NoReturn, TypeVar

import click

from podium import __version__
from podium.cli.exits import DECLINED, MISTAKE, STOPPED, TABLE
from podium.cli.program import callable_here
from podium.cli.stopping import Stopped
from podium.core.errors import PodiumError
from podium.core.texts import visible

Kind = TypeVar("Kind", bound=BaseException)


class Entry(NamedTuple):
    """The module in this package that defines a command as `<name>_command`, and what the command does."""

    module: str
    does: str


COMMANDS = {
    "serve": Entry("serve", "Speak MCP on stdio, or over HTTP: what a host starts."),
    "run": Entry("run", "Run an objective and show it as it happens."),
    "resume": Entry("run", "Take up a run that was cut off or only planned."),
    "watch": Entry("watch", "Look on while a host drives a run, until it ends."),
    "runs": Entry("runs", "List the recent runs."),
    "show": Entry("runs", "Show one run as it stands."),
    "cancel": Entry("runs", "End a run; what was answered is kept."),
    "feedback": Entry("asking", "Say whether the outcome of a run was good."),
    "report": Entry("report", "Show what was learned, and how well it predicts."),
    "export": Entry("export", "Print the whole record of runs."),
    "forget": Entry("forget", "Delete runs, and make the file smaller."),
    "decide": Entry("asking", "Show confidence, route and plan; nothing is run."),
    "relate": Entry("asking", "Show what commands require, feed or can replace."),
    "verify": Entry("asking", "Recompute the figures that a text claims."),
    "graph": Entry("graph", "Show the map of commands."),
    "commands": Entry("commands", "List the commands and where they come from."),
    "tools": Entry("shown", "List the tools that a client is shown."),
    "prompts": Entry("shown", "List the prompts that a client is shown."),
    "install": Entry("install", "Add Podium to an assistant."),
    "uninstall": Entry("install", "Take out of an assistant what install added."),
    "doctor": Entry("doctor", "Look whether everything works."),
    "completion": Entry("completion", "Print what makes a shell complete words."),
}


class Lazy(click.Group):
    """A group that imports a command's module only when the command is used: hosts start `serve` at every launch."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """The command, imported now."""
        entry = COMMANDS.get(name)
        if entry is None:
            return None
        found = getattr(importlib.import_module(f"podium.cli.{entry.module}"), f"{name}_command")
        return found if isinstance(found, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, out of the table: nothing is imported to print it."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.does) for name, entry in COMMANDS.items()])


@click.group(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"]}, epilog=TABLE)
@click.version_option(__version__, prog_name="podium")
def group() -> None:
    """Turn slash commands into orchestrated work inside any MCP client.

    \b
    podium run "Integrate blockchain payment system with existing platform"
    podium install                which assistants are here; podium install NAME adds Podium to one
    podium runs                   what was run
    podium COMMAND --help         what a command takes, with examples
    """  # noqa: D301 (click reads the backspace character)


def main() -> None:
    """Run the command line; a mistake of the user ends with one sentence and exit code 2."""
    for stream in (sys.stdout, sys.stderr):
        # A console that knows fewer characters shows a question mark for one it lacks, and no stack trace.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        code = group.main(standalone_mode=False)
    except Exception as error:
        code = _ended(error)
    sys.exit(code if isinstance(code, int) else 0)


def _ended(error: Exception) -> int:
    """Tell what went wrong, and say with which exit code to leave."""
    if _found(error, BrokenPipeError):
        # Whoever read our output has seen enough.
        os._exit(0)
    if isinstance(error, click.Abort):
        # Click has one error for Ctrl-C and for a question that was answered with no.
        if error.__cause__ is None:
            click.echo("podium: left as it was", err=True)
            return DECLINED
        error = Stopped("stopped")
    if stopped := _found(error, Stopped):
        _leave(f"\npodium: {stopped}" if stopped.code == STOPPED else f"podium: {stopped}", stopped.code)
    if isinstance(error, click.ClickException):
        if isinstance(error, click.UsageError) and error.ctx is not None:
            click.echo(error.ctx.get_usage(), err=True)
        click.echo(f"podium: {visible(callable_here(error.format_message()))}", err=True)
        return error.exit_code
    if mistake := _found(error, PodiumError):
        click.echo(f"podium: {visible(callable_here(str(mistake)))}", err=True)
        return MISTAKE
    from mcp import MCPError

    if lost := _found(error, MCPError):
        click.echo(f"podium: the server did not answer ({visible(str(lost))}); its own messages stand above", err=True)
        return MISTAKE
    raise error


def _leave(message: str, code: int) -> NoReturn:
    """End now: a thread that waits for a line of stdin would have to be waited for."""
    click.echo(visible(message), err=True)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def _found(error: BaseException, kind: type[Kind]) -> Kind | None:
    """The error of a kind in an error, which task groups may have wrapped."""
    if isinstance(error, kind):
        return error
    inner = error.exceptions if isinstance(error, BaseExceptionGroup) else ()
    return next((found for one in inner if (found := _found(one, kind)) is not None), None)
