"""Routing considers the project: servers of two projects share a database, and each routes by its own outcomes too."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from contract_kit import call
from podium.app import Settings, build
from podium.testkit import ScriptedHost

pytestmark = pytest.mark.anyio

OBJECTIVE = "Fix the memory leak in the worker"


class Projects:
    """Servers of several projects on one database."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.database = folder / "podium.db"

    def settings(self, project: str) -> Settings:
        workspace = self.folder / project
        workspace.mkdir(exist_ok=True)
        return Settings(database=self.database, workspaces=(workspace,))

    async def play(self, project: str, verdicts: list[bool]) -> None:
        async with ScriptedHost().client(build(self.settings(project))) as client:
            for success in verdicts:
                run, _ = await call(client, "orchestrate", objective=OBJECTIVE, delivery="sampling")
                await call(client, "orchestrate-feedback", run_id=run["run_id"], success=success)

    async def ask(self, project: str, command: str = "decision-engine", **arguments: Any) -> tuple[dict[str, Any], str]:
        given = arguments or ({"objective": OBJECTIVE} if command == "decision-engine" else {})
        async with ScriptedHost().client(build(self.settings(project))) as client:
            return await call(client, command, **given)


@pytest.fixture
def projects(tmp_path: Path) -> Projects:
    return Projects(tmp_path)


@pytest.mark.requirement("learning-context")
async def test_each_project_is_routed_by_its_own_outcomes_too_and_says_so(projects: Projects) -> None:
    await projects.play("solid", [True] * 30)
    await projects.play("shaky", [True, False] * 15)
    solid, words = await projects.ask("solid")
    shaky, _ = await projects.ask("shaky")
    assert solid["confidence"] > shaky["confidence"] + 0.05
    assert solid["confidence"] > solid["history"]["elsewhere"]
    assert shaky["confidence"] < shaky["history"]["elsewhere"]
    assert solid["history"]["project_outcomes"] == shaky["history"]["project_outcomes"] == 30
    assert "The 30 outcomes of this project raise it" in solid["route"]["reason"]
    assert "of this project 30" in words

    report, words = await projects.ask("shaky", "learning-report")
    here = [row for row in report["patterns"]["projects"] if row["here"]]
    assert {row["project"] for row in here} == {shaky["history"]["project"]}
    assert sum(row["n"] for row in here) == 30
    assert "this one" in words


async def test_a_project_without_outcomes_learns_from_all_and_a_single_one_stands_for_all(projects: Projects) -> None:
    await projects.play("only", [True] * 20)
    only, fresh = (await projects.ask("only"))[0], (await projects.ask("fresh"))[0]
    assert only["confidence"] == fresh["confidence"]
    assert only["history"]["elsewhere"] is fresh["history"]["elsewhere"] is None
    assert (only["history"]["project_outcomes"], fresh["history"]["project_outcomes"]) == (20, 0)


async def test_no_path_of_a_project_is_stored_and_each_server_names_it_alike(projects: Projects) -> None:
    await projects.play("secret-folder", [True])
    first, second = (await projects.ask("secret-folder"))[0], (await projects.ask("secret-folder"))[0]
    assert first["history"]["project"] == second["history"]["project"] != ""
    assert all(
        b"secret-folder" not in file.read_bytes() for file in projects.folder.glob("podium.db*") if file.is_file()
    )
