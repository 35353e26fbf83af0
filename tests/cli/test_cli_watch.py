"""`podium watch`: looking on while another process drives a run."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from typing import Any

import anyio
import pytest

from podium.app import Settings, build
from podium.testkit import ScriptedHost

pytestmark = pytest.mark.slow


class Driver:
    """A host in a thread of this process: it starts a hand-off run, and does its work once it is told to."""

    def __init__(self, database: Any) -> None:
        self.database = database
        self.run_id = ""
        self.begun, self.go = threading.Event(), threading.Event()
        self.thread = threading.Thread(target=lambda: anyio.run(self.drive))

    async def drive(self) -> None:
        host = ScriptedHost()
        async with host.client(build(Settings(self.database)), sampling=False) as client:
            called = await host.call(client, "orchestrate", {"objective": "Harden the login", "agent_limit": 2})
            result = called.structured_content
            assert result is not None
            self.run_id = result["run_id"]
            self.begun.set()
            await anyio.to_thread.run_sync(self.go.wait, 40)
            await host.finish(client, result)

    def __enter__(self) -> Driver:
        self.thread.start()
        assert self.begun.wait(30)
        return self

    def __exit__(self, *args: object) -> None:
        self.go.set()
        self.thread.join(40)


def test_watch_tells_each_change_until_the_run_ends(podium: Any) -> None:
    with Driver(podium.database) as driver:
        command = [sys.executable, "-m", "podium", "watch"]
        process = subprocess.Popen(
            command, env=podium.env(), cwd=podium.project, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        assert process.stderr is not None
        first = process.stderr.readline()
        driver.go.set()
        out, err = process.communicate(timeout=60)
    assert "awaiting host" in first
    assert "answered" in err
    assert err.strip().splitlines()[-1].endswith(": answered") or "completed" in err
    assert out.startswith("# Podium: completed")
    assert driver.run_id in out
    assert process.returncode == 0


@pytest.mark.skipif(os.name == "nt", reason="needs a pseudo-terminal of POSIX")
def test_in_a_terminal_the_tree_stands_and_leaving_changes_nothing(podium: Any) -> None:
    with Driver(podium.database) as driver:
        seen = podium.terminal("watch", driver.run_id, keys=[("with the host", "\x03")])
        assert seen.code == 130, seen.text
        assert "the run goes on without you" in seen.text
        assert "resume" not in seen.text
        assert podium("show", driver.run_id, "--json").json()["status"] == "awaiting_host"
    assert podium("watch", driver.run_id, "--json").json()["status"] == "completed"


def test_without_a_run_under_way_there_is_nothing_to_watch(rehearsed: Any) -> None:
    done = rehearsed.podium("watch")
    assert done.code == 2
    assert "no run is under way" in done.err
    unknown = rehearsed.podium("watch", "run_unknown")
    assert (unknown.code, "no run 'run_unknown'" in unknown.err) == (2, True)
    finished = rehearsed.podium("watch", rehearsed.result["run_id"])
    assert finished.code == 0
    assert finished.out.startswith("# Podium: completed")
