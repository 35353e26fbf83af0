"""The short form of `benchmarks/faults.py`: faults of every kind, over every carrier."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


@pytest.mark.requirement("metric-recovery")
def test_injected_faults_are_recovered_and_hopeless_parts_are_never_called_done(
    measure: Callable[..., list[dict[str, Any]]],
) -> None:
    lines = measure("faults", "--runs", 16, "--rates", 0.3, "--kinds", "mixed")
    assert {line["carrier"] for line in lines} == {"push", "round_trip", "handoff"}
    assert {line["faults"] for line in lines} == {"mixed", "substantive", "hopeless"}
    assert [line for line in lines if not line["passed"]] == []
    mixed = [line for line in lines if line["faults"] == "mixed"]
    assert all(len(line["kinds"]) >= 12 and line["struck"] > 0.5 for line in mixed)
    assert all(line["plain_retry"] < line["recovered"] for line in mixed)


@pytest.mark.requirement("metric-recovery")
def test_what_is_no_bad_reply_is_recovered_too(measure: Callable[..., list[dict[str, Any]]]) -> None:
    kinds = ("contradictory", "budget", "cancelled", "dependency")
    lines = measure("faults", "--runs", 8, "--rates", 0.4, "--kinds", "each", "--only", *kinds)
    assert len(lines) == 3 * len(kinds)
    assert [line for line in lines if not line["passed"]] == []
    assert all(line["struck"] >= 0.5 for line in lines)
    assert all(line["plain_retry"] < line["recovered"] for line in lines if line["faults"] == "dependency")
    assert all("hidden" not in line["conflicts"] for line in lines)
