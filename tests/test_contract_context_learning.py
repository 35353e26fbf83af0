"""Through the contract alone: what agents cite in runs that go well is loaded first, and the report says so."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from mcp import Client

from contract_kit import call
from podium.testkit import ScriptedHost, say
from podium.testkit.script import finding, on

pytestmark = pytest.mark.anyio

OBJECTIVE = "Fix the memory leak in the worker"
ITEMS = [
    {"name": "worker notes", "text": "The worker leaks memory: the queue of the worker keeps every job."},
    {"name": "pool notes", "text": "The pool of the worker holds its memory as long as a job is queued."},
]


async def judged(client: Client, success: bool) -> None:
    run, _ = await call(client, "orchestrate", objective=OBJECTIVE, delivery="sampling", context=ITEMS)
    await call(client, "orchestrate-feedback", run_id=run["run_id"], success=success)


def host() -> ScriptedHost:
    told = finding("The pool keeps its memory.", "pool notes, first sentence", "memory")
    return ScriptedHost([on("", say("Found the leak.", [told]))])


@pytest.mark.requirement("patterns-context")
async def test_the_report_tells_how_context_was_loaded_and_which_items_were_of_use(
    make_server: Callable[..., Any],
) -> None:
    scripted = host()
    async with scripted.client(make_server()) as client:
        await judged(client, True)
        early = (await call(client, "learning-report"))[0]["patterns"]["context"]
        assert {row["loading"] for row in early} == {"standard"}
        assert all(row["success"] is None and "not enough data" in row["note"] for row in early)
        for at in range(11):
            await judged(client, at != 5)
        report, _ = await call(client, "learning-report")
    loadings = [row for row in report["patterns"]["context"] if "loading" in row]
    assert sum(row["n"] for row in loadings) == 12
    assert all(row["tokens"] > 0 and row["chosen"] == (row["loading"] == "standard") for row in loadings)
    weights = {(row["item"]): row["weight"] for row in report["patterns"]["context"] if "item" in row}
    assert weights["item pool notes"] > 1 > weights["item worker notes"]


async def test_what_was_of_use_is_preferred_in_later_runs(make_server: Callable[..., Any]) -> None:
    scripted = host()

    async def scores(client: Client) -> dict[str, float]:
        found, _ = await call(
            client, "context-economy", objective=OBJECTIVE, items=ITEMS, roles=[command], budget_tokens=2_000
        )
        return {item["name"]: item["score"] for item in found["packs"][0]["items"]}

    async with scripted.client(make_server()) as client:
        run, _ = await call(client, "orchestrate", objective=OBJECTIVE, delivery="plan", context=ITEMS)
        command = run["agents"][0]["command"]
        before = await scores(client)
        for _ in range(8):
            await judged(client, True)
        after = await scores(client)
    assert after["pool notes"] / after["worker notes"] > before["pool notes"] / before["worker notes"]
