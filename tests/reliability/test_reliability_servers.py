"""The short form of `benchmarks/four_servers.py`: several servers on one file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


def test_four_servers_on_one_file_lose_no_event_and_tell_nobody_locked(
    measure: Callable[..., list[dict[str, Any]]],
) -> None:
    (found,) = measure("four_servers", "--runs", 10, "--kills", 0)
    assert found["details"] == []
    assert found["runs"] == 40
    assert set(found["asked_by_carrier"]) == {"push", "round_trip", "handoff"}
    assert found["passed"] is True


def test_what_killed_servers_leave_behind_is_taken_up_once(measure: Callable[..., list[dict[str, Any]]]) -> None:
    (found,) = measure("four_servers", "--runs", 8, "--kills", 1)
    assert found["details"] == []
    assert found["kills"] >= 2
    assert found["taken_up"] > 0
    assert found["passed"] is True
