"""How a host starts this Podium."""

from __future__ import annotations

import os
import sys
import sysconfig
from pathlib import Path

import pytest

from podium.hosts import starting


def test_every_path_of_the_command_is_absolute(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    command = starting.serving(workspaces=(Path("shop"),), commands=(Path("mine"),), database=Path("x.db"))
    assert Path(command[0]).is_absolute()
    assert command[command.index("serve") :] == (
        "serve",
        *("--workspace", str(tmp_path / "shop")),
        *("--commands", str(tmp_path / "mine")),
        *("--db", str(tmp_path / "x.db")),
    )


def test_the_console_script_is_preferred(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sysconfig, "get_path", lambda _: str(tmp_path))
    assert starting.this_podium() == (sys.executable, "-P", "-m", "podium")
    script = tmp_path / ("podium.exe" if os.name == "nt" else "podium")
    script.write_text("")
    assert starting.this_podium() == (str(script),)


@pytest.mark.parametrize(
    ("program", "fleeting"),
    [
        ("/home/ada/.cache/uv/archive-v0/x/bin/podium", True),
        ("/home/ada/Library/Caches/pipx/x/bin/podium", True),
        ("/home/ada/.local/bin/podium", False),
        ("/home/ada/podium/.venv/bin/podium", False),
    ],
)
def test_a_podium_in_a_cache_is_seen(program: str, fleeting: bool) -> None:
    assert starting.is_fleeting((program,)) is fleeting
