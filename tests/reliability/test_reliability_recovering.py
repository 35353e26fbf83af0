"""The short forms of `benchmarks/recovering.py` and `benchmarks/patterns.py`: what was learned of failures is used."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]
Measure = Callable[..., list[dict[str, Any]]]


@pytest.mark.requirement("recovery-effectiveness")
def test_a_way_that_works_is_soon_tried_first(measure: Measure) -> None:
    lines = measure("recovering", "--learn", 20, "--later", 10, "--only", "split", "command_substitution")
    assert [line["works"] for line in lines] == ["split", "command_substitution", "command_substitution"]
    assert [line for line in lines if line["tried_first"] < 0.8] == []


@pytest.mark.requirement("recovery-failures")
def test_a_pattern_of_failure_becomes_rarer_and_none_is_seen_where_there_is_none(measure: Measure) -> None:
    lines = measure("patterns", "--learn", 40, "--later", 20)
    assert [line["plan"] for line in lines] == ["smaller pack", "stricter format", "another command first"]
    for line in lines:
        assert line["after"] < line["unheeded"], line
        assert line["planned_otherwise"] >= 0.7, line
        assert line["healthy_changed"] <= 0.1, line
