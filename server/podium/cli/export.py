"""`podium export`: the whole record of runs, for keeping or for other programs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import anyio
import click

from podium.cli.completion import run_ids
from podium.cli.options import DB_OPTION
from podium.cli.texts import json_text
from podium.cli.waiting import counted
from podium.core.errors import UserError


@click.command("export")
@click.argument("run_ids", nargs=-1, shell_complete=run_ids)
@click.option("--all", "everything", is_flag=True, help="The newest hundred runs.")
@click.option("--format", "form", type=click.Choice(["jsonl", "md"]), default="jsonl", show_default=True)
@click.option(
    "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write this new file instead of stdout."
)
@DB_OPTION
def export_command(run_ids: tuple[str, ...], everything: bool, form: str, output: Path | None, db: Path | None) -> None:
    """Print the whole record of the runs RUN_IDS: one line of JSON for each, or Markdown.

    \b
    podium export RUN_ID > run.jsonl
    podium export --all --output runs.jsonl
    podium export RUN_ID --format md
    """  # noqa: D301 (click reads the backspace character)
    if not run_ids and not everything:
        raise UserError("name the runs to export, or say --all. podium runs lists them")
    records = anyio.run(_records, run_ids, form, db)
    text = "\n".join(records) + ("\n" if records else "")
    if output is None:
        click.echo(text, nl=False)
        return
    try:
        with output.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
    except FileExistsError:
        raise UserError(f"{output} is there already; name another file") from None
    except OSError as error:
        raise UserError(f"{output} cannot be written: {error.strerror}") from None
    click.echo(f"{output}: {len(records)} runs", err=True)


async def _records(run_ids: tuple[str, ...], form: str, db: Path | None) -> list[str]:
    from podium.cli.hosting import connected, server_command

    async with connected(server_command([], db)) as client:
        if not run_ids:
            listed = json.loads((await client.read_resource("podium://runs")).contents[0].text)  # type: ignore[union-attr]
            run_ids = tuple(run["run_id"] for run in listed["runs"])
        records = []
        with counted("Exporting", len(run_ids)) as advance:
            for run_id in run_ids:
                records.append(await _record(client, run_id, form))
                advance(1)
        return records


async def _record(client: Any, run_id: str, form: str) -> str:
    from podium.cli.hosting import call
    from podium.cli.show import page

    if form == "md":
        return page(await call(client, "orchestrate-status", {"run_id": run_id}))
    from mcp import MCPError

    try:
        content = (await client.read_resource(f"podium://runs/{run_id}")).contents[0]
    except MCPError as error:
        raise UserError(str(error)) from None
    return json_text(json.loads(content.text), indent=None)
