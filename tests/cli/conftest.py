"""A `podium` command line with a home, a workspace and a database of the test's own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from terminal import Seen, in_terminal


@dataclass(frozen=True, slots=True)
class Done:
    """What a command left."""

    code: int
    out: str
    err: str

    def json(self) -> dict[str, Any]:
        """The structured result on stdout."""
        found = json.loads(self.out)
        assert isinstance(found, dict)
        return found


@dataclass(frozen=True, slots=True)
class CommandLine:
    """Runs `python -m podium` in a project folder."""

    home: Path
    project: Path

    @property
    def database(self) -> Path:
        """The database that `--db` names."""
        return self.home / "podium.db"

    def env(self, *, db: bool = True) -> dict[str, str]:
        """The environment: nothing of this machine but what programs need to start."""
        kept = ("PATH", "LANG", "PYTHONPATH", "SYSTEMROOT", "VIRTUAL_ENV", "COVERAGE_PROCESS_START")
        own = {name: str(self.home) for name in ("HOME", "USERPROFILE", "XDG_DATA_HOME", "LOCALAPPDATA")}
        env = {name: os.environ[name] for name in kept if name in os.environ} | own
        if db:
            env["PODIUM_DB"] = str(self.database)
        return env | {"PYTHONIOENCODING": "utf-8"}

    def __call__(self, *arguments: str, given: str = "", db: bool = True, **variables: str) -> Done:
        """Run a command to its end."""
        done = subprocess.run(
            [sys.executable, "-m", "podium", *arguments],
            input=given,
            capture_output=True,
            text=True,
            encoding="utf-8",
            env=self.env(db=db) | variables,
            cwd=self.project,
            timeout=60,
            check=False,
        )
        assert "Traceback" not in done.stderr, done.stderr
        return Done(done.returncode, done.stdout, done.stderr)

    def terminal(self, *arguments: str, **more: Any) -> Seen:
        """Run a command in a terminal; see `in_terminal`."""
        env = self.env() | {"TERM": "xterm-256color"} | more.pop("variables", {})
        return in_terminal(arguments, env=env, cwd=self.project, **more)


def command_line(folder: Path) -> CommandLine:
    """A command line whose files all stand in one folder."""
    home, project = folder / "home", folder / "project"
    home.mkdir()
    project.mkdir()
    (project / "pyproject.toml").write_text("[project]\nname = 'shop'\n")
    (project / "payments.md").write_text(
        "# Payments\n\nThe payment ledger books every transaction twice.\n\nBlockchain settlement is planned for later.\n"
    )
    (project / "garden.md").write_text("Roses need water.\n")
    return CommandLine(home, project)


@pytest.fixture
def podium(tmp_path: Path) -> CommandLine:
    return command_line(tmp_path)


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """A finished rehearsal: where it ran, what was printed, and its result."""

    podium: CommandLine
    done: Done
    result: dict[str, Any]


@pytest.fixture(scope="session")
def rehearsed(tmp_path_factory: pytest.TempPathFactory) -> Rehearsed:
    podium = command_line(tmp_path_factory.mktemp("rehearsed"))
    done = podium("run", "Integrate", "blockchain", "payment", "system", "with", "existing", "platform")
    assert done.code == 0
    run_id = podium("runs", "--json").json()["runs"][0]["run_id"]
    return Rehearsed(podium, done, podium("show", run_id, "--json").json())
