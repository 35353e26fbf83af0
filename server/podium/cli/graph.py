"""`podium graph`: the map of commands as text, Mermaid, SVG or a page of its own."""

from __future__ import annotations

from pathlib import Path

import click

from podium.cli.library import loaded
from podium.cli.options import COMMANDS_OPTION, WORKSPACE_OPTION
from podium.cli.texts import json_text
from podium.core.errors import UserError

FORMATS = ("text", "mermaid", "svg", "html", "json")
_BY_ENDING = {".mmd": "mermaid", ".mermaid": "mermaid", ".svg": "svg", ".html": "html", ".htm": "html", ".json": "json"}


@click.command("graph")
@click.argument("names", nargs=-1)
@click.option("--objective", default="", help="Map what this objective needs.")
@COMMANDS_OPTION
@WORKSPACE_OPTION
@click.option("--format", "form", type=click.Choice(FORMATS), help="[default: by the file's ending, else text]")
@click.option(
    "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write this file instead of the terminal."
)
def graph_command(
    names: tuple[str, ...],
    objective: str,
    commands: tuple[Path, ...],
    workspace: tuple[Path, ...],
    form: str | None,
    output: Path | None,
) -> None:
    """Show the map of all commands, of some by NAMES with their neighbours, or of what an objective needs.

    \b
    podium graph
    podium graph implement review-code
    podium graph --objective "Harden the login flow" --output map.html
    """  # noqa: D301 (click reads the backspace character)
    for folder in commands:
        if not folder.is_dir():
            raise UserError(
                f"{str(folder)!r} is no folder of command files. Give names without an option: podium graph NAME"
            )
    form = form or (_BY_ENDING.get(output.suffix.lower(), "text") if output else "text")
    text = _drawn(names, objective, commands, workspace, form)
    if output is None:
        click.echo(text)
        return
    try:
        output.write_text(text if text.endswith("\n") else f"{text}\n", encoding="utf-8")
    except OSError as error:
        raise UserError(f"{output.name} cannot be written: {error.strerror}. Choose another --output") from None
    click.echo(f"written: {output}", err=True)


def _drawn(
    names: tuple[str, ...], objective: str, commands: tuple[Path, ...], workspace: tuple[Path, ...], form: str
) -> str:

    from podium.core import map_page
    from podium.core.texts import visible
    from podium.core.values import World
    from podium.handlers.command_relationships import command_relationships

    catalogue = loaded(commands, workspace).catalogue
    asked = [name for given in names for name in given.split(",") if name]
    result = command_relationships(World(catalogue), commands=asked, objective=objective)
    if form == "json":
        return json_text(result)
    if form == "mermaid":
        return visible(str(result["mermaid"]))
    views = {"text": map_page.map_text, "svg": map_page.map_svg, "html": map_page.map_html}
    return visible(views[form](result))
