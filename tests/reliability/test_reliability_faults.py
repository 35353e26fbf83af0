"""The short form of `benchmarks/faults.py`: faults in agents' replies, over every carrier."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


@pytest.mark.requirement("metric-recovery")
def test_injected_faults_are_recovered_and_hopeless_parts_are_never_called_done(
    measure: Callable[..., list[dict[str, Any]]],
) -> None:
    lines = measure("faults", "--runs", 20, "--rates", 0.3, "--kinds", "mixed")
    assert {line["carrier"] for line in lines} == {"push", "round_trip", "handoff"}
    assert [line for line in lines if not line["passed"]] == []
    mixed = [line for line in lines if line["faults"] == "transient"]
    assert all(line["plain_retry"] < line["recovered"] for line in mixed)
