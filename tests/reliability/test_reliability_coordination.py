"""The short form of `benchmarks/coordination.py`: what several agents found becomes one answer, whole and with its sources."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


@pytest.mark.requirement("metric-coordination")
def test_the_synthesis_of_several_agents_loses_nothing_and_invents_nothing(
    measure: Callable[..., list[dict[str, Any]]],
) -> None:
    (line,) = measure("coordination", "--runs", 18)
    assert line["passed"], line
