"""`podium runs`, `show` and `cancel`: what was run, and ending it."""

from __future__ import annotations

from pathlib import Path

import click

from podium.cli.asking import ask
from podium.cli.completion import run_ids
from podium.cli.options import DB_OPTION, JSON_OPTION


@click.command("runs")
@DB_OPTION
@JSON_OPTION
def runs_command(db: Path | None, as_json: bool) -> None:
    """List the recent runs.

    \b
    podium runs
    podium runs --json
    """  # noqa: D301 (click reads the backspace character)
    ask("orchestrate-status", {}, options=[], db=db, as_json=as_json)


@click.command("show")
@click.argument("run_id", shell_complete=run_ids)
@DB_OPTION
@JSON_OPTION
def show_command(run_id: str, db: Path | None, as_json: bool) -> None:
    """Show one run as it stands.

    \b
    podium show RUN_ID
    podium show RUN_ID --json
    """  # noqa: D301 (click reads the backspace character)
    ask("orchestrate-status", {"run_id": run_id}, options=[], db=db, as_json=as_json)


@click.command("cancel")
@click.argument("run_id", shell_complete=run_ids)
@DB_OPTION
@JSON_OPTION
def cancel_command(run_id: str, db: Path | None, as_json: bool) -> None:
    """End a run; what was answered is kept.

    \b
    podium cancel RUN_ID
    """  # noqa: D301 (click reads the backspace character)
    ask("orchestrate-continue", {"run_id": run_id, "cancel": True}, options=[], db=db, as_json=as_json)
