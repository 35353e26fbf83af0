"""Repeats: an objective that failed lately begins one band above what it failed with."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podium.core.decision import decide
from podium.core.decision.banding import strategy_for
from podium.core.decision.changes import would_change
from podium.core.decision.repeats import REPEAT_DAYS, fingerprint, repeated
from podium.core.decision.shown import to_json
from podium.core.recomputing import check_routing
from podium.core.values import STRATEGIES, Catalogue, Decision, Failed, Knowledge, Repeat, Strategy

CATALOGUE = Catalogue({})
DAY = 86_400.0
FAILED = "Fix the flaky login tests of the mobile client"


def known(strategy: Strategy = "direct_atomic", *, judged: bool = True, of: str = FAILED) -> Knowledge:
    return Knowledge(failures={fingerprint(of, "me"): Failed(strategy, 0.0, judged)})


def found(objective: str, principal: str = "me", days: float = 3.0) -> Repeat | None:
    return repeated(objective, principal, known(), days * DAY)


def decided(objective: str, repeat: Repeat | None, **given_: object) -> Decision:
    return decide(objective, catalogue=CATALOGUE, repeat=repeat, **given_)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "objective",
    [
        FAILED,
        "please fix the FLAKY login test of our mobile client, again!",
        "The mobile client's login tests are still flaky: fix them",
        "Fix the flaky login tests of the mobile client properly",
    ],
)
def test_the_same_objective_is_known_in_other_words_around_its_telling_ones(objective: str) -> None:
    assert found(objective) == Repeat(fingerprint(FAILED, "me"), "direct_atomic", 3, True)


@pytest.mark.parametrize(
    "objective",
    [
        "Fix the flaky logout tests of the mobile client",
        "Don't fix the flaky login tests of the mobile client",
        "Fix the flaky login tests of the mobile client without mocks",
        "Fix the flaky login tests of the mobile client 2",
        "Fix the flaky login tests",
        "",
        "the and of",
    ],
)
def test_another_objective_is_not_taken_for_it(objective: str) -> None:
    assert found(objective) is None


def test_a_short_objective_takes_no_further_word() -> None:
    short = known(of="Fix the login page")
    assert repeated("fix login pages", "me", short, 0.0) is not None
    assert repeated("Fix the login page footer", "me", short, 0.0) is None


def test_failures_of_others_and_old_ones_do_not_count() -> None:
    assert found(FAILED, principal="you") is None
    assert found(FAILED, days=REPEAT_DAYS - 0.01) is not None
    assert found(FAILED, days=REPEAT_DAYS) is None


def test_a_fingerprint_holds_no_word_and_is_the_same_everywhere() -> None:
    assert fingerprint(FAILED, "me") == "86e04b8ccfc3e0ef"
    assert fingerprint("  ", "me") == ""


@pytest.mark.parametrize(
    ("days", "judged", "said"),
    [
        (0, True, "failed with direct_atomic today (it was judged a failure)"),
        (1, False, "failed with direct_atomic yesterday (it did not reach its end)"),
        (9, True, "failed with direct_atomic 9 days ago (it was judged a failure)"),
    ],
)
def test_the_route_says_what_failed_and_when(days: int, judged: bool, said: str) -> None:
    decision = decided("Fix a typo in the README", Repeat("f", "direct_atomic", days, judged))
    assert decision.route.strategy == "orchestrated_workflow"
    assert decision.route.elevated_by == (f"a run of the same objective {said}",)
    assert said in decision.route.reason


objectives = st.sampled_from(
    ["Fix a typo in the README", FAILED, "Design a distributed ledger for hospitals", "Migrate the billing service"]
)
ratings = st.dictionaries(st.sampled_from(["stakes", "codebase_scope", "requirement_clarity"]), st.integers(1, 5))
repeats = st.builds(Repeat, st.just("f"), st.sampled_from(STRATEGIES), st.integers(0, 13), st.booleans())


@pytest.mark.requirement("phase1-routing")
@given(objectives, ratings, repeats)
def test_the_plan_begins_one_band_above_what_failed_or_higher_and_states_it(objective, scores, repeat):
    without, decision = decided(objective, None, scores=scores), decided(objective, repeat, scores=scores)
    floor = min(3, STRATEGIES.index(repeat.strategy) + 1)
    place = STRATEGIES.index(decision.route.strategy)
    assert place == max(STRATEGIES.index(without.route.strategy), floor)
    assert decision.plan[0] == decision.route.strategy
    band = STRATEGIES.index(strategy_for(decision.confidence, decision.thresholds))
    stated = any(each.startswith("a run of the same objective") for each in decision.route.elevated_by)
    assert stated == (band < floor)
    assert decision.confidence == without.confidence
    assert check_routing(to_json(decision)) == []
    assert all(STRATEGIES.index(change.strategy) >= floor for change in would_change(decision, scores))


@given(objectives, repeats, st.floats(0, 1))
def test_an_override_leaves_a_failure_aside(objective, repeat, override):
    assert decided(objective, repeat, confidence_override=override) == decided(
        objective, None, confidence_override=override
    )


@given(repeats)
def test_no_cheaper_route_is_tried_than_what_a_repeat_asks_for(repeat):
    decision = decided("Fix the memory leak in the worker", repeat, explore=True)
    assert STRATEGIES.index(decision.route.strategy) > min(2, STRATEGIES.index(repeat.strategy))
