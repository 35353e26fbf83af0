"""`podium commands`: what there is, where it comes from, what was skipped, and what runs suggest adding."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import anyio
import click

from podium.cli.library import loaded
from podium.cli.options import COMMANDS_OPTION, DB_OPTION, WORKSPACE_OPTION, database
from podium.cli.texts import json_text
from podium.core.errors import UserError
from podium.core.texts import visible

if TYPE_CHECKING:
    from podium.core.proposing import Proposal
    from podium.registry import Loaded
    from podium.store.protocol import Store

MOST_RUNS = 2_000


@click.group("commands", invoke_without_command=True)
@COMMANDS_OPTION
@WORKSPACE_OPTION
@click.option("--json", "as_json", is_flag=True, help="Print what podium://commands holds.")
@click.pass_context
def commands_command(
    ctx: click.Context, commands: tuple[Path, ...], workspace: tuple[Path, ...], as_json: bool
) -> None:
    """List the commands with their sources, and the files that were skipped.

    \b
    podium commands
    podium commands --commands ~/prompts --json
    podium commands propose --write commands-of-mine
    """  # noqa: D301 (click reads the backspace character)
    ctx.obj = (commands, workspace)
    if ctx.invoked_subcommand is not None:
        return
    from podium.registry import listing

    found = loaded(commands, workspace)
    click.echo(json_text(listing(found)) if as_json else visible(_table(found)))


@commands_command.command("propose")
@COMMANDS_OPTION
@WORKSPACE_OPTION
@DB_OPTION
@click.option("--write", type=click.Path(path_type=Path, file_okay=False), help="Write the files into this folder.")
@click.pass_context
def propose_command(
    ctx: click.Context, commands: tuple[Path, ...], workspace: tuple[Path, ...], db: Path | None, write: Path | None
) -> None:
    """Print new command files for chains that succeeded three times or more, at .85 or better.

    Nothing is added unless --write names a folder.

    \b
    podium commands propose
    podium commands propose --write commands-of-mine
    """  # noqa: D301 (click reads the backspace character)
    outer_commands, outer_workspace = ctx.obj
    found = _proposals(database(db), loaded(commands or outer_commands, workspace or outer_workspace))
    if not found:
        click.echo("No chain of commands has succeeded three times at .85 or better yet.", err=True)
    for proposal in found:
        _give(proposal, write)


def _table(library: Loaded) -> str:
    from podium.registry import users

    found = library.catalogue.commands.values()
    width = max(len(command.name) for command in found)
    lines = [f"{c.name:<{width}}  {c.source:<12}  {c.kind:<12}  {c.description[:80]}" for c in found]
    files = users(library.files)
    skipped = [f"  {file.folder}/{file.path}: {file.reason}" for file in files if not file.loaded]
    noted = [f"  {file.folder}/{file.path}: {file.reason}" for file in files if file.loaded and file.reason]
    for title, entries in (("Read loosely", noted), ("Skipped", skipped)):
        if entries:
            lines += ["", f"{title} ({len(entries)}):", *entries]
    return "\n".join(
        [*lines, "", f"{len(found)} commands, {sum(f.loaded for f in files)} from {len(files)} user files"]
    )


def _proposals(file: Path, library: Loaded) -> tuple[Proposal, ...]:
    if not file.is_file():
        return ()
    from podium.store.sqlite import SqliteStore

    async def read() -> tuple[Proposal, ...]:
        store = SqliteStore(file)
        try:
            return await _proposed(store, library)
        finally:
            await store.close()

    return anyio.run(read)


async def _proposed(store: Store, library: Loaded) -> tuple[Proposal, ...]:
    from podium.core.folding import fold
    from podium.core.proposing import proposals, waves_of

    done = []
    for run_id, success in await store.judged(MOST_RUNS):
        events: list[tuple[int, float, str, Any]] = [
            (event.seq, event.at, event.kind, event.data) for event in await store.events(run_id)
        ]
        done.append((waves_of(fold(run_id, events)), success))
    return proposals(done, library.catalogue)


def _give(proposal: Proposal, folder: Path | None) -> None:
    from podium.core.proposing import command_file

    text = command_file(proposal)
    if folder is None:
        click.echo(visible(f"# {proposal.name}.md\n{text}"))
        return
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{proposal.name}.md"
    try:
        with file.open("x", encoding="utf-8") as stream:
            stream.write(text)
    except FileExistsError:
        raise UserError(f"{file} is there already; move it away or name another folder") from None
    click.echo(visible(f"{file}: {proposal.chain}"))
