"""The short form of `benchmarks/specialists.py`: a combination of specialists that works better is deployed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


@pytest.mark.requirement("grows-specialists", "grows-mastery")
def test_a_combination_that_works_better_is_deployed_and_other_domains_stay(
    measure: Callable[..., list[dict[str, Any]]],
) -> None:
    lines = measure("specialists", "--seeds", 5, "--worlds", "called for", "nothing")
    assert [line for line in lines if not line["passed"]] == []
    assert all(line["elsewhere"] == 1 for line in lines)
