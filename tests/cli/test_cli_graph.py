"""`podium graph`."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result

from podium.cli.graph import graph_command
from podium.core.errors import UserError


def graph(*arguments: str) -> Result:
    return CliRunner().invoke(graph_command, list(arguments), catch_exceptions=False)


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("PODIUM_COMMANDS", "PODIUM_WORKSPACE", "CLAUDE_PROJECT_DIR"):
        monkeypatch.delenv(name, raising=False)


def test_the_map_stands_in_the_terminal_as_waves() -> None:
    text = graph().output
    assert "Wave 1" in text
    assert "review-code" in text


def test_names_and_an_objective_narrow_it() -> None:
    assert "Wave" in graph("deploy").output
    found = json.loads(graph("--objective", "Harden the login flow", "--format", "json").output)
    assert found["route"]["waves"]
    assert found["commands_total"] < 40


def test_the_ending_of_the_file_says_the_format(tmp_path: Path) -> None:
    for name, start in (("m.svg", "<svg"), ("m.html", "<!doctype html>"), ("m.mmd", "flowchart"), ("m.txt", "")):
        assert graph("deploy", "--output", str(tmp_path / name)).exit_code == 0
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(start)
    ElementTree.parse(tmp_path / "m.svg")


def test_a_users_folder_is_in_the_map(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "my-check.md").write_text("---\nrequires: [implement]\n---\nCheck it.", encoding="utf-8")
    found = json.loads(graph("my-check", "--commands", str(tmp_path / "mine"), "--format", "json").output)
    assert ("my-check", "implement", "requires") in {(e["source"], e["target"], e["kind"]) for e in found["edges"]}


def test_a_mistake_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="Did you mean implement"):
        graph("implmnt")
    with pytest.raises(UserError, match="Give names without an option"):
        graph("--commands", "implement")
    with pytest.raises(UserError, match="Choose another --output"):
        graph("--output", str(tmp_path / "no" / "such" / "m.svg"))
