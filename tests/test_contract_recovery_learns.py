"""Recovery learns: what works better here is tried first."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from podium.app import Settings, build
from podium.testkit import ScriptedHost
from podium.testkit.host import DEFAULT, structured
from podium.testkit.script import Answer, Asked, on

pytestmark = pytest.mark.anyio
OBJECTIVE = "Integrate blockchain payment system with existing platform"
SICK = "risk-assessor"


async def first_recoveries(tmp_path: Path, works: str, runs: int) -> list[str]:
    """The strategy tried first in each run, empty where nothing failed; one command's first reply fails, one way helps."""

    async def script(asked: Asked) -> Answer:
        own = f"## Your part: {SICK}" in asked.prompt
        if asked.agent_id == SICK and own and (asked.number == 1 or works != "repair_and_retry"):
            return Answer("")
        return await DEFAULT(asked)

    found = []
    host = ScriptedHost([on("", script)])
    async with host.client(build(Settings(database=tmp_path / "podium.db"))) as client:
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
