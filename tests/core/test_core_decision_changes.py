"""What would change a route is computed, and true."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from podium.core.decision import decide
from podium.core.decision.changes import as_json, would_change
from podium.core.values import RATINGS, STRATEGIES, Catalogue

EMPTY = Catalogue({})
OBJECTIVES = (
    "Add user profile image upload functionality",
    "Optimize application response time under high load",
    "Design microservices architecture for e-commerce platform",
    "Integrate blockchain payment system with existing platform",
    "do it",
)
_RATED = re.compile(r"^(\w+) rated (\d)")


@settings(max_examples=60)
@given(st.sampled_from(OBJECTIVES), st.dictionaries(st.sampled_from(RATINGS), st.integers(1, 5)))
def test_a_stated_rating_gives_exactly_the_stated_route(objective, scores):
    decision = decide(objective, catalogue=EMPTY, scores=scores)
    for change in would_change(decision, scores):
        assert change.strategy != decision.route.strategy
        if rated := _RATED.match(change.condition):
            again = decide(objective, catalogue=EMPTY, scores={**scores, rated[1]: int(rated[2])})
            assert (again.route.strategy, again.confidence) == (change.strategy, change.confidence)


@pytest.mark.parametrize("objective", OBJECTIVES)
def test_every_route_can_be_moved_by_a_rating(objective):
    changes = would_change(decide(objective, catalogue=EMPTY), {})
    assert any("rated" in change.condition for change in changes)


def test_the_words_a_route_rests_on_are_named():
    decision = decide("Design a microservices architecture", catalogue=EMPTY)
    without = [change for change in would_change(decision, {}) if change.condition.startswith("without open design")]
    assert "microservices" in without[0].condition
    assert STRATEGIES.index(without[0].strategy) < STRATEGIES.index(decision.route.strategy)


def test_changes_are_shown_with_condition_strategy_and_confidence():
    decision = decide("Add a tooltip", catalogue=EMPTY)
    assert {tuple(change) for change in as_json(would_change(decision, {}))} == {("if", "strategy", "confidence")}
