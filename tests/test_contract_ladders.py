"""What a model is asked after its reply was cut off is less than before, in both eras."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from contract_kit import ERAS
from podium.app import Settings, build
from podium.testkit import ScriptedHost, on
from podium.testkit.host import DEFAULT, structured
from podium.testkit.script import Answer, Asked

pytestmark = pytest.mark.anyio
OBJECTIVE = "Integrate blockchain payment system with existing platform"
SICK = "risk-assessor"
RULES = "\n".join(f"Rule {n}: card data never leaves the vault of region {n}." for n in range(6))
ITEMS = [{"name": "rules", "text": RULES}] + [
    {"name": f"note {n}", "text": "\n".join(f"Payment {n}.{k}: ledger entry {k} of part {n}." for k in range(40))}
    for n in range(12)
]
_CONTEXT = re.compile(r"<<<context \w+\n(.*?)\ncontext \w+>>>", re.DOTALL)


def context_of(asked: Asked) -> str:
    found = _CONTEXT.search(asked.prompt)
    return found[1] if found else ""


async def cut_off(asked: Asked) -> Answer:
    if asked.agent_id == SICK and asked.number == 1:
        return Answer('{"summary": "half of it', stop_reason="maxTokens")
    return await DEFAULT(asked)


@pytest.mark.parametrize("era", ERAS)
async def test_after_a_reply_that_was_cut_off_the_context_is_smaller_and_what_is_preserved_whole(
    tmp_path: Path, era: Any
) -> None:
    host = ScriptedHost([on("", cut_off)])
    arguments = {"objective": OBJECTIVE, "confidence_override": 0.3, "context": ITEMS, "preserve": ["rules"]}
    server = build(Settings(database=tmp_path / "podium.db"))
    async with host.client(server, era=era) as client:
        result = structured(await client.call_tool("orchestrate", arguments))
    first, second = (context_of(asked) for asked in host.asked if asked.agent_id == SICK)
    assert result["status"] == "completed"
    assert (result["recoveries"][0]["strategy"], result["recoveries"][0]["way"]) == ("repair_and_retry", "prune")
    assert len(second) <= 0.6 * len(first)
    assert RULES in first
    assert RULES in second
