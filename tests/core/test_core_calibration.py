from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podium.core.calibration import ENOUGH, brier, expected_calibration_error, log_loss, share

PAIRS = st.lists(st.tuples(st.floats(0, 1), st.sampled_from([0.0, 1.0])), min_size=ENOUGH, max_size=60)


def test_the_brier_score_is_the_mean_squared_difference() -> None:
    pairs = [(0.8, 1.0)] * 8 + [(0.8, 0.0)] * 2
    assert brier(pairs) == pytest.approx((8 * 0.04 + 2 * 0.64) / 10)


def test_log_loss_is_in_nats() -> None:
    assert log_loss([(0.5, 1.0)] * 10) == pytest.approx(math.log(2), abs=1e-4)


def test_a_sure_mistake_is_dear_and_not_infinite() -> None:
    assert log_loss([(1.0, 0.0)] * 10) == pytest.approx(-math.log(1e-6), abs=1e-3)


def test_a_share_that_is_kept_has_no_calibration_error() -> None:
    assert expected_calibration_error([(0.8, 1.0)] * 8 + [(0.8, 0.0)] * 2) == 0.0


def test_the_calibration_error_weighs_bins_by_their_counts() -> None:
    pairs = [(0.9, 0.0)] * 10 + [(0.1, 0.0)] * 30
    assert expected_calibration_error(pairs) == pytest.approx((10 * 0.9 + 30 * 0.1) / 40)


@pytest.mark.parametrize("figure", [brier, log_loss, expected_calibration_error])
def test_too_few_outcomes_give_no_figure(figure: object) -> None:
    assert callable(figure)
    assert figure([(0.9, 1.0)] * (ENOUGH - 1)) is None
    assert figure([(0.9, 1.0)] * ENOUGH) is not None


def test_a_share_needs_its_least_trials() -> None:
    assert (share(0, 0), share(1, 3), share(3, 4, least=5)) == (None, 0.3333, None)


@given(PAIRS)
def test_figures_stay_in_their_ranges(pairs: list[tuple[float, float]]) -> None:
    score, loss, error = brier(pairs), log_loss(pairs), expected_calibration_error(pairs)
    assert score is not None
    assert loss is not None
    assert error is not None
    assert 0 <= score <= 1
    assert loss >= 0
    assert 0 <= error <= 1
