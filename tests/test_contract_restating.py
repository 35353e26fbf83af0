"""Claims in words are said again by the client's own model where it may be asked, and then recomputed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from contract_kit import call
from podium.app import Settings, build
from podium.testkit import ScriptedHost, never, on, plain, refuse

pytestmark = pytest.mark.anyio
ODD = "Hay: 36 bales kept the 4 horses going for 6 days, each ate {} bales daily."
CLAIMS = [ODD.format(1.5), "15% of 200 is 30", ODD.format(2)]
ANSWER = plain("1 := 36 / (4 * 6) = 1.5\n2 := 36 / (4 * 6) = 2")


async def verified(folder: Path, script: Any, claims: Any, **settings: Any) -> tuple[dict[str, Any], str, list[str]]:
    host = ScriptedHost([on("^restating$", script)])
    async with host.client(build(Settings(database=folder / "podium.db", **settings))) as client:
        result, words = await call(client, "verify-mathematics", claims=claims)
    return result, words, [asked.agent_id for asked in host.asked]


@pytest.mark.parametrize("claims", [CLAIMS, "\n".join(CLAIMS)], ids=["list", "prose"])
async def test_the_clients_model_says_again_what_nothing_decides_in_one_request(tmp_path: Path, claims: Any) -> None:
    result, _, asked = await verified(tmp_path, ANSWER, claims)
    assert {c["claim"]: c["verdict"] for c in result["claims"]} == {
        CLAIMS[0]: "holds",
        CLAIMS[1]: "holds",
        CLAIMS[2]: "fails",
    }
    assert asked == ["restating"]


async def test_nobody_is_asked_where_everything_is_decided_or_the_host_runs_agents_itself(tmp_path: Path) -> None:
    assert (await verified(tmp_path, ANSWER, ["15% of 200 is 30", "All went well."]))[2] == []
    assert (await verified(tmp_path, ANSWER, CLAIMS, delivery="handoff"))[2] == []


@pytest.mark.parametrize("script", [plain("no idea"), plain(""), refuse(-1, "no"), plain("1 := 37 / 24 = 1.5")])
async def test_an_answer_without_use_leaves_the_claims_undecided_and_tells_how_to_decide_them(
    tmp_path: Path, script: Any
) -> None:
    result, words, _ = await verified(tmp_path, script, CLAIMS)
    assert (result["holds"], result["fails"], result["undecided"]) == (1, 0, 2)
    assert ":= 36 / (4 * 6) = 2" in words


async def test_a_host_passes_the_calculation_with_the_claim(tmp_path: Path) -> None:
    claims = [f"{ODD.format(2)} := 36 / (4 * 6) = 2"]
    result, words, asked = await verified(tmp_path, never(), claims)
    assert (result["verdict"], result["claims"][0]["computed"], asked) == ("fails", "1.5", [])
    assert "1.5" in words
