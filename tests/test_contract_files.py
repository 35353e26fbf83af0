"""A call that names paths says how far their files were read, and what was left out."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from contract_kit import call
from podium.testkit import ScriptedHost

pytestmark = pytest.mark.anyio

OBJECTIVE = "Fix the memory leak in the worker"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "worker.py").write_text("def worker():\n    '''Leaks memory.'''\n")
    (folder / "queue.py").write_text("def queue():\n    pass\n")
    (folder / ".env").write_text("PASSWORD=1\n")
    return folder


async def test_a_run_says_how_many_files_are_known_and_what_was_left_out(
    make_server: Callable[..., Any], project: Path
) -> None:
    async with ScriptedHost().client(make_server(workspaces=(project,))) as client:
        run, _ = await call(client, "orchestrate", objective=OBJECTIVE, delivery="plan", paths=["."])
    (selection,) = (phase for phase in run["phases"] if phase["name"] == "selection")
    (check,) = (check for check in selection["checks"] if check["check"] == "context loaded")
    assert check["ok"]
    assert check["evidence"] == "2 of 2 files known, standard packs; 1 left out: .env (may hold secrets)"


async def test_a_long_list_of_what_was_left_out_is_cut_and_counted(
    make_server: Callable[..., Any], project: Path
) -> None:
    for at in range(30):
        (project / f"{at}.pem").write_text("key\n")
    async with ScriptedHost().client(make_server(workspaces=(project,))) as client:
        found, _ = await call(client, "context-economy", objective=OBJECTIVE, paths=["."])
    assert (found["index"]["done"], found["index"]["total"]) == (2, 2)
    assert len(found["index"]["skipped"]) == 20
    assert found["index"]["skipped_total"] == 31


@pytest.mark.skipif(sys.platform != "linux", reason="other systems take only text for a name")
async def test_names_that_are_no_text_are_told_as_far_as_they_can_be_written(
    make_server: Callable[..., Any], project: Path
) -> None:
    for name in (b"\xff\xfe leak.py", b"\x1b[31mleak.py"):
        Path(os.fsdecode(os.fsencode(project) + b"/" + name)).write_text("worker = 'leaks memory'\n")
    async with ScriptedHost().client(make_server(workspaces=(project,))) as client:
        found, _ = await call(client, "context-economy", objective=OBJECTIVE, paths=["."])
    assert "leak.py" in {entry["name"].strip() for entry in found["index"]["skipped"]}
    assert b"leaks memory" not in json.dumps(found, ensure_ascii=False).encode()
