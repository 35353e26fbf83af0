import time

import pytest
from counted_texts import COUNTED
from hypothesis import given
from hypothesis import strategies as st

from podium.core.tokens import estimate

WIDE = {"german": 0.20}
"""Long compounds take more tokens than their letters tell."""


@pytest.mark.parametrize("kind", COUNTED)
def test_an_estimate_is_within_15_percent_of_the_true_count(kind):
    true, text = COUNTED[kind]
    assert abs(estimate(text) / true - 1) <= WIDE.get(kind, 0.15)


def test_only_the_empty_text_has_no_tokens():
    assert estimate("") == 0
    assert all(estimate(text) for text in ("a", "\n", " ", "\x00", "\ud800", "é", "🎉"))


@given(st.text(min_size=1))
def test_any_text_has_at_least_one_token_and_not_many_more_than_bytes(text):
    tokens = estimate(text)
    assert 1 <= tokens <= 4 * len(text.encode("utf-8", "surrogatepass"))
    assert tokens == estimate(text)


def test_a_megabyte_is_estimated_in_a_blink():
    text = (COUNTED["python"][1] + COUNTED["english"][1]) * 1_000
    started = time.process_time()
    estimate(text[:1_000_000])
    assert time.process_time() - started < 0.5
