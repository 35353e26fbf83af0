"""A repeat of what failed begins with more support, and says so: through the contract, in both eras."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from mcp import Client

from contract_kit import ERAS, call
from podium.app import Settings, build
from podium.core.limits import Ceilings
from podium.core.values import STRATEGIES
from podium.testkit import ScriptedHost

pytestmark = pytest.mark.anyio

OBJECTIVE = "Fix the memory leak in the worker"
AGAIN = "Fix memory leaks in our worker again"
SAID = "a run of the same objective failed with"


async def play(
    host: ScriptedHost, client: Client, success: bool, objective: str = OBJECTIVE, **arguments: Any
) -> dict[str, Any]:
    run = await host.orchestrate(client, objective, **arguments)
    await call(client, "orchestrate-feedback", run_id=run["run_id"], success=success)
    return run


async def decided(client: Client, objective: str = AGAIN) -> tuple[dict[str, Any], str]:
    return await call(client, "decision-engine", objective=objective)


def higher(than: str) -> str:
    return STRATEGIES[STRATEGIES.index(than) + 1]  # type: ignore[arg-type]


@pytest.mark.requirement("learning-context")
@pytest.mark.parametrize("era", ERAS)
async def test_a_repeat_of_what_failed_begins_one_band_higher_until_it_succeeds(
    make_server: Callable[..., Any], era: str
) -> None:
    host = ScriptedHost()
    async with host.client(make_server(ceilings=Ceilings(exploration=0)), era=era) as client:
        for number in range(10):  # so that one failure does not move the confidence into another band
            await play(host, client, success=True, objective=f"{OBJECTIVE} {number}")
        before, _ = await decided(client)
        failed = await play(host, client, success=False)
        assert failed["strategy"] == before["route"]["strategy"]
        told, words = await decided(client)
        assert told["route"]["strategy"] == told["plan"][0] == higher(failed["strategy"])
        assert f"{SAID} {failed['strategy']} today" in words
        assert [SAID in each for each in told["route"]["elevated_by"]] == [True]
        assert "the failure before counts for 14 more days, or until a success" in words
        assert failed["strategy"] not in {change["strategy"] for change in told["would_change"]}
        assert f"it is {failed['strategy']}" not in words
        other, _ = await decided(client, "Fix the memory leak in the scheduler")
        assert other["repeat"] is None

        overridden = await play(host, client, success=False, confidence_override=0.95)
        assert overridden["strategy"] == "direct_atomic"
        assert (await decided(client))[0]["route"] == told["route"]

        run = await play(host, client, success=True)
        assert run["strategy"] == told["route"]["strategy"]
        after, words = await decided(client)
        assert after["repeat"] is None
        assert SAID not in words


async def test_a_verdict_that_is_taken_back_and_a_forgotten_run_no_longer_count(
    make_server: Callable[..., Any], database: Path
) -> None:
    host = ScriptedHost()
    async with host.client(make_server()) as client:
        run = await play(host, client, success=False)
        assert (await decided(client))[0]["repeat"]["strategy"] == run["strategy"]
        await call(client, "orchestrate-feedback", run_id=run["run_id"], success=True)
        assert (await decided(client))[0]["repeat"] is None
        await call(client, "orchestrate-feedback", run_id=run["run_id"], success=False)
        with closing(sqlite3.connect(database)) as connection:
            connection.execute("UPDATE outcomes SET at = at - 20 * 86400")
            connection.execute("UPDATE learned SET version = version + 1")
            connection.commit()
        assert (await decided(client))[0]["repeat"] is None


async def test_failures_stay_in_their_project(tmp_path: Path) -> None:
    def settings(project: str) -> Settings:
        workspace = tmp_path / project
        workspace.mkdir(exist_ok=True)
        return Settings(database=tmp_path / "podium.db", workspaces=(workspace,))

    host = ScriptedHost()
    async with host.client(build(settings("one"))) as client:
        await play(host, client, success=False)
        assert (await decided(client))[0]["repeat"] is not None
    async with host.client(build(settings("other"))) as client:
        assert (await decided(client))[0]["repeat"] is None
