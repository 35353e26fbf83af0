"""Complexity grows with what is asked for, and confidence moves with ratings in the right direction."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podium.core.decision.analysis import Analysis, analyse
from podium.core.values import RATINGS, Knowledge

BASES = (
    "Add a tooltip to the save button",
    "Fix the typo in the README",
    "In the settings page, add a search box",
    "Migrate the database to Postgres",
    "Design a plugin system for the editor",
    "Integrate blockchain payments with our platform",
    "The worker leaks memory, find out why",
    "Verify the telemetry of the satellite end to end",
    "Write an article on quantum key distribution",
    "Rename the column `id` in users.py and the form",
    "do something about the dashboard",
    "Añadir un botón para los usuarios en la página",
    "Die Suche auf der Seite ist zu langsam",
    "添加搜索按钮",
)
ADDITIONS = (
    ", and a second form with a button",
    ", plus a dashboard, a report and an email",
    ", connected to Stripe, Salesforce and SAP",
    ". It must not lose data and must never go down",
    ", with zero downtime",
    ", then deploy it to every region",
    ", documented in the handbook",
    ", with a tooltip",
    ". Also sign it with post-quantum keys",
    ", across all services",
    ". Use the `users.py` file",
    ". The cause is unknown",
)
DIFFICULTIES = tuple(name for name in RATINGS if name not in ("requirement_clarity", "stakes"))
ratings = st.dictionaries(st.sampled_from(RATINGS), st.integers(1, 5))


def _analysed(objective: str, scores: dict[str, int] | None = None, paths: tuple[str, ...] = ()) -> Analysis:
    return analyse(objective, scores or {}, paths, Knowledge())


@pytest.mark.requirement("phase1-complexity")
@given(st.sampled_from(BASES), st.lists(st.sampled_from(ADDITIONS), min_size=1, max_size=12))
def test_what_is_added_to_a_request_never_lowers_its_complexity(base, additions):
    complexities = [_analysed(base + "".join(additions[:n])).complexity for n in range(len(additions) + 1)]
    assert all(later >= earlier - 1e-12 for earlier, later in pairwise(complexities))


@given(st.sampled_from(BASES), ratings, st.lists(st.sampled_from("abcdefgh"), unique=True, max_size=8), st.data())
def test_a_further_folder_never_lowers_complexity(base, scores, folders, data):
    paths = tuple(f"{folder}/file.py" for folder in folders)
    fewer = paths[: data.draw(st.integers(0, len(paths)))]
    assert _analysed(base, scores, fewer).complexity <= _analysed(base, scores, paths).complexity


@pytest.mark.requirement("phase1-confidence")
@given(st.sampled_from(BASES), ratings, st.sampled_from(DIFFICULTIES), st.integers(1, 4))
def test_a_harder_rating_never_raises_confidence_and_never_lowers_complexity(base, scores, name, rating):
    easier, harder = (_analysed(base, {**scores, name: each}) for each in (rating, rating + 1))
    assert harder.prior <= easier.prior + 1e-12
    assert harder.complexity >= easier.complexity


@given(st.sampled_from(BASES), ratings, st.integers(1, 4))
def test_a_clearer_requirement_never_lowers_confidence(base, scores, rating):
    darker, clearer = (_analysed(base, {**scores, "requirement_clarity": each}) for each in (rating, rating + 1))
    assert clearer.prior >= darker.prior - 1e-12
    assert clearer.complexity <= darker.complexity


@given(st.sampled_from(BASES), ratings, st.sampled_from([1, 2, 4]))
def test_higher_stakes_never_raise_confidence_except_where_they_add_a_band_of_support(base, scores, rating):
    lower, higher = (_analysed(base, {**scores, "stakes": each}) for each in (rating, rating + 1))
    assert higher.prior <= lower.prior + 1e-12


@given(st.text(max_size=300), ratings)
def test_complexity_is_the_sum_of_its_factors_kept_in_its_range(objective, scores):
    found = _analysed(objective, scores)
    assert found.complexity == min(1.5, max(0.0, sum(factor.contribution for factor in found.factors)))


@pytest.mark.parametrize("text", ["", "?", "do it", "xyzzy plugh frobnicate", "asdf qwer zxcv lkjh poiu", "💳💸"])
def test_words_nobody_knows_lead_to_the_middle_and_never_to_certainty(text):
    assert 0.7 <= _analysed(text).prior < 0.88
