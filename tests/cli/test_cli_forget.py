"""`podium forget`: what goes, what stays, and who is asked first."""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import closing
from typing import Any

import anyio
import click
import pytest
from mcp import Client
from test_cli_watch import Driver

from podium.app import Settings, build
from podium.cli.forget import _moment

pytestmark = pytest.mark.slow


def plan(podium: Any, objective: str = "Harden the login") -> str:
    """A planned run, made by a server in this process."""

    async def made() -> str:
        async with Client(build(Settings(podium.database))) as client:
            called = await client.call_tool("orchestrate", {"objective": objective, "delivery": "plan"})
            assert called.structured_content is not None
            return str(called.structured_content["run_id"])

    return anyio.run(made)


def listed(podium: Any) -> set[str]:
    with closing(sqlite3.connect(podium.database)) as connection:
        return {run_id for (run_id,) in connection.execute("SELECT run_id FROM runs")}


def report(podium: Any) -> dict[str, Any]:
    async def read() -> dict[str, Any]:
        async with Client(build(Settings(podium.database))) as client:
            return dict((await client.call_tool("learning-report", {})).structured_content or {})

    return anyio.run(read)


def age(podium: Any, run_id: str, days: float) -> None:
    with closing(sqlite3.connect(podium.database)) as connection, connection:
        connection.execute("UPDATE runs SET updated_at = ? WHERE run_id = ?", (time.time() - days * 86_400, run_id))


def test_one_run_goes_and_the_others_stay(podium: Any) -> None:
    goes, stays = plan(podium, "A secret undertaking"), plan(podium)
    done = podium("forget", goes, "--yes")
    assert done.code == 0
    assert "forgotten: 1 runs" in done.out
    assert listed(podium) == {stays}
    assert b"secret undertaking" not in podium.database.read_bytes()


def test_old_runs_go_by_age_and_by_date(podium: Any) -> None:
    ancient, old, new = plan(podium), plan(podium), plan(podium)
    age(podium, ancient, 400)
    age(podium, old, 40)
    assert podium("forget", "--older-than", "30w", "--yes").code == 0
    assert listed(podium) == {old, new}
    assert podium("forget", "--older-than", "30d", "--yes").code == 0
    assert listed(podium) == {new}
    assert "nothing to forget" in podium("forget", "--older-than", "2001-02-03").err
    assert podium("forget", "--all", "--yes").code == 0
    assert listed(podium) == set()


@pytest.mark.parametrize(
    ("text", "seconds"), [("30d", 30 * 86_400), ("30", 30 * 86_400), ("12h", 43_200), ("2W", 1_209_600)]
)
def test_an_age_is_read(text: str, seconds: float) -> None:
    option = click.Option(["--older-than"])
    found = _moment(click.Context(click.Command("forget")), option, text)
    assert found == pytest.approx(time.time() - seconds, abs=5)


@pytest.mark.parametrize("text", ["soon", "-3d", "3y", "", "2026-13-01"])
def test_what_is_no_age_is_refused(text: str) -> None:
    with pytest.raises(click.BadParameter, match="2026-01-31"):
        _moment(click.Context(click.Command("forget")), click.Option(["--older-than"]), text)


def test_nobody_to_ask_means_no(podium: Any) -> None:
    run_id = plan(podium)
    done = podium("forget", run_id)
    assert done.code == 2
    assert "--yes" in done.err
    assert listed(podium) == {run_id}


@pytest.mark.skipif(os.name == "nt", reason="needs a pseudo-terminal of POSIX")
def test_a_person_is_shown_what_goes_and_may_say_no(podium: Any) -> None:
    run_id = plan(podium)
    seen = podium.terminal("forget", "--all", keys=[("for good?", "n\r")])
    assert seen.code == 1, seen.text
    assert "Harden the login" in seen.text
    assert listed(podium) == {run_id}
    assert podium.terminal("forget", "--all", keys=[("for good?", "y\r")]).code == 0
    assert listed(podium) == set()


def test_a_run_that_somebody_is_at_work_on_is_refused(podium: Any) -> None:
    with Driver(podium.database) as driver:
        done = podium("forget", driver.run_id, "--yes")
        assert done.code == 2
        assert f"podium cancel {driver.run_id}" in done.err
        other = plan(podium)
        assert "left alone" in podium("forget", "--all", "--yes").err
        assert listed(podium) == {driver.run_id}
        assert other not in listed(podium)
    assert podium("forget", driver.run_id, "--yes").code == 0


def test_what_was_learned_stays_unless_it_is_to_go_too(podium: Any) -> None:
    with Driver(podium.database) as driver:
        driver.go.set()
        driver.thread.join(40)
        assert podium("feedback", driver.run_id, "good").code == 0
    before = report(podium)
    assert before["outcomes"] == 1
    assert podium("forget", "--all", "--yes").code == 0
    assert report(podium) == before
    assert podium("forget", "--all", "--learning", "--yes").code == 0
    assert report(podium)["outcomes"] == 0


@pytest.mark.parametrize("arguments", [(), ("r", "--all"), ("--all", "--older-than", "3d"), ("unknown", "--yes")])
def test_it_must_be_said_which_runs(podium: Any, arguments: tuple[str, ...]) -> None:
    plan(podium)
    assert podium("forget", *arguments).code == 2


def test_no_database_is_made_to_forget_in(podium: Any) -> None:
    assert podium("forget", "--all", "--yes").code == 2
    assert not podium.database.exists()
