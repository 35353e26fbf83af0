"""`podium report`: what was learned, in the terminal or as a page with a run's picture."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import anyio
import click

from podium.cli.completion import run_ids
from podium.cli.options import COMMANDS_OPTION, DB_OPTION
from podium.core.errors import UserError


@click.command("report")
@click.option("--domain", default="", help="Only what was learned in this domain.")
@click.option(
    "--html",
    "page",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write this page instead: one file that fetches nothing.",
)
@click.option("--run", "run_id", shell_complete=run_ids, help="The run on the page [default: the latest].")
@COMMANDS_OPTION
@DB_OPTION
@click.option("--json", "as_json", is_flag=True, help="Print the structured result.")
def report_command(
    domain: str, page: Path | None, run_id: str | None, commands: tuple[Path, ...], db: Path | None, as_json: bool
) -> None:
    """Show what was learned from outcomes, and how well it predicts.

    \b
    podium report
    podium report --domain payment --json
    podium report --html report.html
    podium report --html run.html --run RUN_ID
    """  # noqa: D301 (click reads the backspace character)
    if page is None:
        if run_id:
            raise UserError("--run chooses the run on a page; say where it goes with --html FILE")
        from podium.cli.asking import ask

        ask("learning-report", {"domain": domain} if domain else {}, options=[], db=db, as_json=as_json)
        return
    if domain or as_json:
        raise UserError("a page shows every domain; leave --domain and --json out, or leave --html out")
    options = [part for folder in commands for part in ("--commands", str(folder))]
    text = anyio.run(_page, run_id, options, db)
    try:
        page.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise UserError(f"{page.name} cannot be written: {error.strerror}. Choose another --html") from None
    click.echo(f"written: {page}", err=True)


async def _page(run_id: str | None, options: list[str], db: Path | None) -> str:
    from mcp import MCPError

    from podium.cli.hosting import call, connected, server_command

    async with connected(server_command(options, db), rehearsing=False) as client:
        if run_id is None:
            listed = (await call(client, "orchestrate-status", {}))["runs"]
            run_id = listed[0]["run_id"] if listed else ""
        uri = f"podium://runs/{run_id}/page" if run_id else "podium://learning/page"
        try:
            contents: Any = (await client.read_resource(uri)).contents[0]
        except MCPError as error:
            raise UserError(str(error)) from None
        return str(contents.text)
