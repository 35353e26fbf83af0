"""Good replies of awkward kinds, over the wire: nearly none of them starts a recovery."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from podium.testkit import ScriptedHost, on, plain

pytestmark = pytest.mark.anyio

FOLDER = Path(__file__).parent / "core" / "replies"


def good_replies() -> Iterator[tuple[str, str]]:
    """Pairs of an objective and a good reply to it."""
    for name in ("open", "closing"):
        entries = re.split(r"^(?=@(?:job|good|bad) )", (FOLDER / f"{name}.txt").read_text("utf-8"), flags=re.MULTILINE)
        objectives: dict[str, str] = {}
        for head, _, text in (entry.partition("\n") for entry in entries):
            words = head.split()
            if words[:1] == ["@job"]:
                objectives[words[1]] = head.rpartition("|")[2].strip()
            elif words[:1] == ["@good"]:
                yield objectives[words[1]], text.removesuffix("\n")


@pytest.mark.parametrize(("era", "step"), [("legacy", 1), ("2026-07-28", 5)])
async def test_good_replies_of_awkward_kinds_are_accepted_at_once(
    make_server: Callable[..., Any], era: str, step: int
) -> None:
    replies = list(good_replies())[::step]
    host = ScriptedHost([on("", plain(""))])
    recovered = []
    async with host.client(make_server(), era=era) as client:
        for objective, text in replies:
            host.rules[0] = on("", plain(text))
            result = await host.orchestrate(client, objective, agent_limit=1, confidence_override=0.95)
            if result["recoveries"] or result["status"] != "completed":
                recovered.append((objective, text))
    assert len(recovered) <= 0.02 * len(replies), recovered
