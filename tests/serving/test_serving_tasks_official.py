"""The official client library of the tasks extension takes a run to its end.

Optional: set PODIUM_BROWSER_KIT to a folder in which `npm install @modelcontextprotocol/ext-tasks` was run.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from served import environment, podium

from contract_kit import OBJECTIVE, assert_shape

pytestmark = pytest.mark.slow

KIT = os.environ.get("PODIUM_BROWSER_KIT", "")
NODE = shutil.which("node")


def test_the_official_client_answers_every_request_of_a_task_and_gets_its_result(tmp_path: Path) -> None:
    if NODE is None or not (Path(KIT) / "node_modules" / "@modelcontextprotocol" / "ext-tasks").is_dir() or not KIT:
        pytest.skip("PODIUM_BROWSER_KIT names no folder with @modelcontextprotocol/ext-tasks, or there is no node")
    command = podium("serve", "--db", str(tmp_path / "podium.db"))
    job = json.dumps({"kit": KIT, "command": command, "objective": OBJECTIVE})
    script = str(Path(__file__).with_name("tasking.mjs"))
    done = subprocess.run(
        [NODE, script], input=job, capture_output=True, text=True, timeout=60, check=False, env=environment(tmp_path)
    )
    assert done.returncode == 0, done.stderr[-2_000:]
    seen = json.loads(done.stdout)
    assert seen["kind"] == "task"
    assert [kind for kind, *_ in seen["asked"]] == ["sampling"] * 4
    assert {delivery for _, delivery, _ in seen["asked"]} == {"task-update"}
    assert seen["asked"][-1][2] == "coordinator"
    assert {"tasks/get", "tasks/update"} <= set(seen["methods"])
    assert_shape("orchestrate", seen["result"]["structuredContent"])
    assert seen["result"]["structuredContent"]["status"] == "completed"
