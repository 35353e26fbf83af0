"""The short form of `benchmarks/four_servers.py`: several servers on one file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


def test_four_servers_on_one_file_lose_no_event_and_tell_nobody_locked(
    measure: Callable[..., list[dict[str, Any]]],
) -> None:
    (found,) = measure("four_servers", "--runs", 10)
    assert found["details"] == []
    assert found["runs"] == 40
    assert set(found["asked_by_carrier"]) == {"push", "round_trip", "handoff"}
    assert found["passed"] is True
