"""Writes the generated parts of `docs/`: `python tests/docs/regenerate.py`, with `--picture` also that of a run, made anew."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from generated import command_page, run_picture

from podium.registry import load_catalogue

DOCS = Path(__file__).parents[2] / "docs"
OBJECTIVE = "Harden the login flow"


def a_run() -> str:
    """The picture of a run that rehearsal agents do now."""
    with tempfile.TemporaryDirectory() as folder:
        podium = [sys.executable, "-m", "podium"]
        database = ["--db", str(Path(folder) / "podium.db")]
        command = [*podium, "run", "--json", *database, OBJECTIVE]
        done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=folder)
        return run_picture(json.loads(done.stdout))


if __name__ == "__main__":
    (DOCS / "commands.md").write_text(command_page(load_catalogue().catalogue), encoding="utf-8")
    if "--picture" in sys.argv:
        (DOCS / "run.svg").write_text(a_run(), encoding="utf-8")
