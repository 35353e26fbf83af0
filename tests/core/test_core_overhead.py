"""What agents at once cost: as measured, and the prior before."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podium.core.overhead import overhead_of, peak


def test_one_agent_costs_nothing_and_the_prior_has_a_ceiling() -> None:
    assert overhead_of(None, 1) == (0.0, "prior")
    assert overhead_of(None, 4) == (pytest.approx(0.12), "prior")
    assert overhead_of(None, 10) == (0.20, "prior")
    assert overhead_of(0.01, 10) == (pytest.approx(0.1), "measured")
    assert overhead_of(-0.5, 3) == (0.0, "measured")


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 5)), max_size=8))
def test_the_peak_is_the_most_at_work_at_any_moment(spans: list[tuple[int, int]]) -> None:
    plan = [(str(i), float(start), float(start + minutes)) for i, (start, minutes) in enumerate(spans)]
    assert peak(plan) == max((sum(s <= t < e for _, s, e in plan) for t in range(15)), default=0)
