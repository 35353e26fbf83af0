"""`podium forget`: deletes runs and gives their room back."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import anyio
import click

from podium.cli.completion import run_ids
from podium.cli.options import DB_OPTION, database
from podium.cli.waiting import counted, waiting
from podium.core.errors import StoreError, UserError
from podium.core.texts import one_line

if TYPE_CHECKING:
    from podium.store.protocol import RunRow
    from podium.store.sqlite import SqliteStore

BATCH = 100
PATIENCE = 120.0
"""Seconds that a client is given to answer a round; a running run is left alone for so long."""
_SPAN = re.compile(r"(\d+)\s*([hdw]?)", re.IGNORECASE)
_SECONDS = {"h": 3_600, "d": 86_400, "": 86_400, "w": 604_800}


def _moment(ctx: click.Context, param: click.Parameter, value: str | None) -> float | None:
    """Unix seconds of a date, or of so many hours, days or weeks ago."""
    if value is None:
        return None
    if span := _SPAN.fullmatch(value.strip()):
        return time.time() - int(span[1]) * _SECONDS[span[2].lower()]
    try:
        return datetime.fromisoformat(value).timestamp()
    except ValueError:
        raise click.BadParameter("say 30d, 12h, 8w, or a date such as 2026-01-31") from None


@click.command("forget")
@click.argument("run_ids", nargs=-1, shell_complete=run_ids)
@click.option(
    "--older-than",
    "before",
    metavar="AGE|DATE",
    callback=_moment,
    help="Runs untouched for 30d, 12h, 8w or since a date.",
)
@click.option("--all", "everything", is_flag=True, help="Every run.")
@click.option("--learning", is_flag=True, help="Also what they taught; with --all everything that was learned.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@DB_OPTION
def forget_command(
    run_ids: tuple[str, ...], before: float | None, everything: bool, learning: bool, yes: bool, db: Path | None
) -> None:
    """Delete the runs RUN_IDS, or those that are older, or all, for good, and make the file smaller.

    What was learned from them stays, in figures without their words. A run that somebody is at work on is refused, or
    left out where many are deleted.

    \b
    podium forget RUN_ID
    podium forget --older-than 90d --yes
    podium forget --all --learning
    """  # noqa: D301 (click reads the backspace character)
    if sum((bool(run_ids), before is not None, everything)) != 1:
        raise UserError("say which runs: their ids, or --older-than 90d, or --all. podium runs lists the recent ones")
    file = database(db)
    if not file.is_file():
        raise UserError(f"there is no database {file}; --db names another")
    anyio.run(_forget, file, run_ids, time.time() if before is None else before, learning, yes, everything)


async def _forget(
    file: Path, run_ids: tuple[str, ...], before: float, learning: bool, yes: bool, everything: bool
) -> None:
    from podium.store.sqlite import SqliteStore

    async with SqliteStore(file) as store:
        rows = await _named(store, run_ids) if run_ids else await store.idle_since(before)
        busy = {row.run_id for row in rows if await _attended(store, row)}
        if busy and run_ids:
            listed = ", ".join(sorted(busy))
            raise UserError(f"somebody is at work on {listed}. End it first with: podium cancel {min(busy)}")
        rows = [row for row in rows if row.run_id not in busy]
        everything_learned = learning and everything
        if busy:
            click.echo(f"left alone, because somebody is at work on them: {', '.join(sorted(busy))}", err=True)
        if not rows and not everything_learned:
            click.echo("nothing to forget", err=True)
            return
        _confirm(rows, learning=learning, everything=everything_learned, yes=yes)
        size = _size(file)
        gone = await _delete(store, rows, learning=learning)
        if everything_learned:
            await store.forget_learning()
        await _shrink(store)
    kept = f", {len(rows) - gone} had moved on and stay" if gone < len(rows) else ""
    click.echo(f"forgotten: {gone} runs{kept}; {_megabytes(size)} before, {_megabytes(_size(file))} now")


async def _named(store: SqliteStore, run_ids: Sequence[str]) -> list[RunRow]:
    found = {run_id: await store.run(run_id) for run_id in run_ids}
    for run_id, row in found.items():
        if row is None:
            raise UserError(f"there is no run {run_id[:80]!r}. podium runs lists the recent ones")
    return [row for row in found.values() if row is not None]


async def _attended(store: SqliteStore, row: RunRow) -> bool:
    if row.status not in ("running", "awaiting_host"):
        return False
    from podium.core.folding import fold
    from podium.runner.attending import attended

    events: list[Any] = [(event.seq, event.at, event.kind, event.data) for event in await store.events(row.run_id)]
    return attended(fold(row.run_id, events), now=time.time(), patience=PATIENCE, alive=store.owners.alive)


def _confirm(rows: Sequence[RunRow], *, learning: bool, everything: bool, yes: bool) -> None:
    """Say what goes, and ask.

    Raises:
        UserError: nobody is there to be asked.
    """
    for row in rows[:5]:
        click.echo(f"  {row.run_id}  {row.status}  {one_line(row.objective, 80)}", err=True)
    if len(rows) > 5:
        click.echo(f"  and {len(rows) - 5} more", err=True)
    what = f"{len(rows)} runs" + (", and all that was learned" if everything else ", and what they taught" * learning)
    if yes:
        return
    if not sys.stdin.isatty():
        raise UserError(f"nobody is here to confirm that {what} be deleted; say --yes")
    click.confirm(f"Delete {what} for good?", abort=True, err=True)


async def _delete(store: SqliteStore, rows: Sequence[RunRow], *, learning: bool) -> int:
    gone = 0
    with counted("Deleting", len(rows)) as advance:
        for start in range(0, len(rows), BATCH):
            batch = {row.run_id: row.seq for row in rows[start : start + BATCH]}
            gone += len(await store.forget(batch, learned=learning))
            advance(len(batch))
    return gone


async def _shrink(store: SqliteStore) -> None:
    try:
        with waiting("Making the file smaller"):
            await store.shrink()
    except StoreError as error:
        click.echo(f"the runs are gone, but the file could not be made smaller: {error}", err=True)


def _size(file: Path) -> int:
    return sum(part.stat().st_size for part in (file, file.with_name(f"{file.name}-wal")) if part.exists())


def _megabytes(size: int) -> str:
    return f"{size / 1024**2:.1f} MB"
