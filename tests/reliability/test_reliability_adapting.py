"""The short form of `benchmarks/adapting.py`: runs change course when that is due, on every route, and not otherwise."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


@pytest.mark.requirement("phase4-adjustments", "recovery-elevation", "dependencies-parallel")
def test_an_adjustment_happens_where_it_is_due_and_nowhere_else(measure: Callable[..., list[dict[str, Any]]]) -> None:
    lines = measure("adapting", "--runs", 8)
    assert [line for line in lines if not line["passed"]] == []
    lifted = {line["route"] for line in lines if line["adjustment"] == "elevation" and line["when_due"] == 1}
    assert lifted == {"direct_atomic", "orchestrated_workflow", "multi_workflow"}
