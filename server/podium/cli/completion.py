"""`podium completion`: names of commands, options and assistants at the press of a key."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress

import click

SHELLS = ("bash", "zsh", "fish")
MOST_RUNS = 200


@click.command("completion")
@click.argument("shell", type=click.Choice(SHELLS))
def completion_command(shell: str) -> None:
    """Print what makes SHELL complete the words of `podium`.

    \b
    bash   put  eval "$(podium completion bash)"  into ~/.bashrc
    zsh    put  eval "$(podium completion zsh)"  into ~/.zshrc
    fish   podium completion fish > ~/.config/fish/completions/podium.fish
    """  # noqa: D301 (click reads the backspace character)
    from click.shell_completion import get_completion_class

    from podium.cli.main import group

    found = get_completion_class(shell)
    if found is not None:
        complete = found(group, {}, "podium", "_PODIUM_COMPLETE")
        click.echo(complete.source_template % complete.source_vars())


def run_ids(ctx: click.Context, param: click.Parameter, typed: str) -> list[str]:
    """The newest runs whose id begins as typed; none where they cannot be read."""
    from podium.cli.options import database

    file = database(ctx.params.get("db"))
    # Read only, past the store: pressing a key must neither make, migrate nor set aside a database.
    with suppress(sqlite3.Error), closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as reader:
        newest = reader.execute("SELECT run_id FROM runs ORDER BY started_at DESC LIMIT ?", (MOST_RUNS,)).fetchall()
        return [run_id for (run_id,) in newest if run_id.startswith(typed)]
    return []
