"""Recovery learns: what works better here is tried first."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from podium.app import Settings, build
from podium.core.care import STRICT_FORMAT
from podium.core.limits import Ceilings
from podium.testkit import ScriptedHost
from podium.testkit.host import DEFAULT, structured
from podium.testkit.script import Answer, Asked, on

pytestmark = pytest.mark.anyio
OBJECTIVE = "Integrate blockchain payment system with existing platform"
SICK = "risk-assessor"
ALWAYS = Ceilings(exploration=0.0)
"""Every run is planned by what was learned; usually a small share tries the usual way."""


async def first_recoveries(tmp_path: Path, works: str, runs: int) -> list[str]:
    """The strategy tried first in each run, empty where nothing failed; one command's first reply fails, one way helps."""

    async def script(asked: Asked) -> Answer:
        own = f"## Your part: {SICK}" in asked.prompt
        if asked.agent_id == SICK and own and (asked.number == 1 or works != "repair_and_retry"):
            return Answer("")
        return await DEFAULT(asked)

    found = []
    host = ScriptedHost([on("", script)])
    async with host.client(build(Settings(database=tmp_path / "podium.db", ceilings=ALWAYS))) as client:
        for _ in range(runs):
            host._counts.clear()
            result: dict[str, Any] = structured(await client.call_tool("orchestrate", {"objective": OBJECTIVE}))
            assert result["status"] == "completed"
            found.append(result["recoveries"][0]["strategy"] if result["recoveries"] else "")
    return found


@pytest.mark.requirement("grows-recovery")
@pytest.mark.parametrize("works", ["repair_and_retry", "command_substitution"])
async def test_the_recovery_that_works_is_soon_tried_first(tmp_path: Path, works: str) -> None:
    found = await first_recoveries(tmp_path, works, 40)
    tried = [strategy for strategy in found if strategy]
    assert len(tried) >= 4
    assert set(tried[-3:]) == {works}


@pytest.mark.requirement("recovery-failures")
async def test_a_failure_that_keeps_coming_back_is_planned_around(tmp_path: Path) -> None:
    found = await first_recoveries(tmp_path, "command_substitution", 30)
    assert found[0]
    assert not any(found[-10:])


@pytest.mark.requirement("recovery-failures")
async def test_a_command_whose_replies_cannot_be_read_is_asked_in_a_stricter_form_from_the_start(
    tmp_path: Path,
) -> None:
    async def script(asked: Asked) -> Answer:
        if asked.agent_id == SICK and STRICT_FORMAT not in asked.prompt:
            return Answer('{"summary": "a" "findings": [}')
        return await DEFAULT(asked)

    host = ScriptedHost([on("", script)])
    async with host.client(build(Settings(database=tmp_path / "podium.db", ceilings=ALWAYS))) as client:
        results: list[dict[str, Any]] = []
        for _ in range(10):
            host._counts.clear()
            results.append(structured(await client.call_tool("orchestrate", {"objective": OBJECTIVE})))
        learned = structured(await client.call_tool("learning-report", {}))
    assert (len(results[0]["recoveries"]), len(results[-1]["recoveries"])) == (1, 0)
    (note,) = results[-1]["adjustments"]
    assert (note["kind"], note["agent_id"], note["to"]) == ("foresight", SICK, "a stricter format")
    (row,) = [row for row in learned["patterns"]["failure"] if row.get("command") == SICK]
    assert (row["failure"], row["share"], row["plan"], row["used"]) == ("malformed", 1.0, "a stricter format", True)
    assert row["with_plan"]["share"] == 0
    assert row["n"] + row["with_plan"]["n"] == len(results)
