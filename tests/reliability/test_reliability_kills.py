"""The short form of `benchmarks/kills.py`: kill -9 over every carrier."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


def test_thirty_kills_lose_no_answer_and_ask_for_none_again(measure: Callable[..., list[dict[str, Any]]]) -> None:
    *chains, total = measure("kills", "--kills", 30)
    assert {chain["carrier"] for chain in chains} == {"push", "round_trip", "handoff"}
    assert [chain["details"] for chain in chains] == [[], [], []]
    assert total["kills"] == 30
    assert total["passed"] is True
