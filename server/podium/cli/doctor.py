"""`podium doctor`: what is configured where, whether it works, and what to do where it does not."""

from __future__ import annotations

import os
import sys
import time
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import anyio
import click

from podium.cli.library import loaded
from podium.cli.options import COMMANDS_OPTION, DB_OPTION, WORKSPACE_OPTION, database, folders
from podium.cli.texts import json_text
from podium.cli.waiting import waiting
from podium.core.texts import visible

if TYPE_CHECKING:
    from podium.hosts.examining import Finding

PATIENCE = 30.0
"""Seconds that a server may take to start."""
_SIGNS = {"ok": "ok  ", "warn": "WARN", "fail": "FAIL"}


@click.command("doctor")
@DB_OPTION
@COMMANDS_OPTION
@WORKSPACE_OPTION
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON.")
def doctor_command(db: Path | None, commands: tuple[Path, ...], workspace: tuple[Path, ...], as_json: bool) -> None:
    """Look at assistants, server, database, folders and command files; nothing is changed.

    Ends with exit code 1 where something fails, else 0.

    \b
    podium doctor
    podium doctor --json
    """  # noqa: D301 (click reads the backspace character)
    findings = _examined(database(db), commands, folders(workspace, os.environ))
    worst = "fail" if any(finding.level == "fail" for finding in findings) else "ok"
    if as_json:
        click.echo(json_text({"status": worst, "findings": [asdict(f) for f in findings]}))
    else:
        for finding in findings:
            advice = f"\n{'':18}-> {finding.advice}" if finding.advice else ""
            click.echo(f"{_SIGNS[finding.level]}  {finding.area:<10}  {visible(finding.text + advice)}")
    sys.exit(worst == "fail")


def _examined(file: Path, commands: tuple[Path, ...], workspaces: tuple[Path, ...]) -> list[Finding]:
    from podium import __version__
    from podium.hosts import examining
    from podium.hosts.places import this_machine
    from podium.hosts.starting import this_podium

    command = this_podium()
    python = ".".join(map(str, sys.version_info[:3]))
    return [
        examining.Finding("podium", "ok", f"version {__version__}, Python {python}, {' '.join(command)}"),
        *examining.of_hosts(this_machine(), command),
        *_of_server(),
        *examining.of_database(file),
        *examining.of_folders(workspaces, loaded(commands, workspaces)),
    ]


def _of_server() -> list[Finding]:
    """Start a server with a database of its own and ask what hosts ask."""
    import tempfile

    from podium.cli.hosting import connected, server_command
    from podium.hosts import examining

    async def start(folder: str) -> examining.Started:
        begun = time.monotonic()
        with anyio.fail_after(PATIENCE):
            async with connected(server_command([], Path(folder) / "podium.db")) as client:
                tools = (await client.list_tools()).tools
                seconds = time.monotonic() - begun
                prompts = (await client.list_prompts()).prompts
                return examining.Started(seconds, tools, len(prompts), client.instructions or "")

    try:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder, waiting("Starting a server"):
            return list(examining.of_server(anyio.run(start, folder)))
    except Exception as error:
        advice = "its own messages stand above; start it by hand with: podium serve"
        return [examining.Finding("server", "fail", f"does not start: {type(error).__name__}", advice)]
