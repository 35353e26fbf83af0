"""The estimator, intervals, drift, thresholds and patterns."""

from __future__ import annotations

import math
import random
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podium.core.learning import drift, thresholds
from podium.core.learning.drift import Watches, alarm, observe
from podium.core.learning.estimator import VARIANCES, fit, logit, odds
from podium.core.learning.evidence import Cell, freshness, reference, score_bin
from podium.core.learning.exploration import drawn
from podium.core.learning.gaussian import inverse
from podium.core.learning.intervals import at_most, lower_bound, mean_interval, share_interval, upper_bound
from podium.core.learning.model import Model
from podium.core.learning.patterns import Verdict, alarms
from podium.core.learning.prior import GAIN
from podium.core.learning.selection import selection
from podium.core.learning.thresholds import Cases, due, look, required_share, reviewed, risk_of, stepped
from podium.core.learning.utility import Objective, measured, plans
from podium.core.values import STRATEGIES

DIRECT, WORKFLOW, MULTI, AGENTS = STRATEGIES
priors = st.floats(0.01, 0.99)
strategies = st.sampled_from(STRATEGIES)


def model(*cells: Cell, domain: str = "data", **others: tuple[Cell, ...]) -> Model:
    return Model({domain: cells, **others})


def cell(successes: float, trials: float, strategy: str = DIRECT, prior: float = 0.8, after: str = "") -> Cell:
    return Cell(strategy, after, False, prior, successes, trials)


def chance(found: Model, strategy: str = DIRECT, prior: float = 0.8, domain: str = "data", after: str = "") -> float:
    return found.estimate(domain, strategy, prior, rated=False, after=after).probability


@given(priors, st.booleans())
def test_before_any_outcome_the_transferred_prior_is_told_unchanged(prior, rated):
    found = Model({}).estimate("any", DIRECT, prior, rated=rated)
    assert found.probability == pytest.approx(prior, abs=1e-6)
    assert found.learned == pytest.approx(0, abs=1e-9)
    assert found.interval[0] <= found.probability <= found.interval[1]


@given(st.lists(st.builds(cell, st.floats(0, 50), st.floats(0, 1e6), strategies, priors), max_size=6), priors)
def test_whatever_was_recorded_estimates_are_probabilities_inside_their_intervals(cells, prior):
    for strategy in STRATEGIES:
        found = model(*cells).estimate("data", strategy, prior, rated=False)
        assert 0 < found.probability < 1
        assert 0 <= found.interval[0] <= found.interval[1] <= 1
        assert -1e-9 <= found.learned <= 1


@given(st.integers(1, 200), st.integers(0, 200), priors)
def test_more_successes_never_lower_an_estimate(trials, extra, prior):
    few = model(cell(trials / 2, trials + extra, prior=prior))
    many = model(cell(trials, trials + extra, prior=prior))
    assert chance(few, prior=prior) < chance(many, prior=prior)


@pytest.mark.parametrize("truth", [0.3, 0.6, 0.8, 0.97])
def test_with_many_outcomes_the_estimate_is_their_share_and_the_interval_closes(truth):
    found = model(cell(truth * 5_000, 5_000)).estimate("data", DIRECT, 0.8, rated=False)
    assert found.probability == pytest.approx(truth, abs=0.01)
    assert found.interval[1] - found.interval[0] < 0.04


def test_a_fit_is_where_the_posterior_is_highest():
    found = fit((cell(30, 100), cell(9, 10, WORKFLOW)))
    names = found.parameters
    prior = [[1 / VARIANCES[i] if i == j else 0.0 for j in names] for i in names]
    total = [[a + b for a, b in zip(x, y, strict=True)] for x, y in zip(prior, found.precision, strict=True)]
    mode = [sum(a * b for a, b in zip(row, found.linear, strict=True)) for row in inverse(total)]
    gradient = [
        sum(p * m for p, m in zip(line, mode, strict=True)) - linear
        for line, linear in zip(total, found.linear, strict=True)
    ]
    assert max(map(abs, gradient)) < 1e-9


@given(st.lists(st.lists(st.floats(-1, 1), min_size=4, max_size=4), min_size=4, max_size=4))
def test_an_inverse_undoes_its_matrix(rows):
    matrix = [
        [sum(a * b for a, b in zip(x, y, strict=True)) + (i == j) for j, y in enumerate(rows)]
        for i, x in enumerate(rows)
    ]
    product = [[sum(a * b for a, b in zip(x, y, strict=True)) for y in inverse(matrix)] for x in matrix]
    assert all(abs(product[i][j] - (i == j)) < 1e-8 for i in range(4) for j in range(4))


@pytest.mark.requirement("learning-history")
def test_success_of_the_workflow_raises_direct_work_in_its_domain_and_hardly_elsewhere():
    found = model(cell(291, 300, WORKFLOW))
    assert chance(found) > 0.89
    assert chance(found, domain="elsewhere") < 0.83


def test_one_domain_alone_says_little_of_others_and_many_say_much():
    hard = cell(15, 50)
    one = Model({"a": (hard,)})
    many = Model(dict.fromkeys("abcdefgh", (hard,)))
    assert chance(many, domain="new") < chance(one, domain="new") < 0.8


def rated(successes: float, trials: float, prior: float, strategy: str = WORKFLOW) -> Cell:
    return cell(successes, trials, strategy, prior)._replace(rated=True)


@pytest.mark.parametrize("domain", ["data", "elsewhere"])
def test_a_dozen_outcomes_tell_in_every_domain_how_a_host_uses_the_scale_of_its_ratings(domain):
    found = model(rated(4, 12, 0.84))
    assert found.estimate(domain, WORKFLOW, 0.84, rated=True).probability < 0.62
    assert found.estimate(domain, WORKFLOW, 0.84, rated=False).probability > 0.75 or domain == "data"


@pytest.mark.parametrize("strategy", STRATEGIES)
def test_what_ratings_said_at_first_gives_way_to_what_happened_at_easy_and_at_hard_objectives(strategy):
    found = model(rated(120, 200, 0.55, strategy), rated(170, 200, 0.95, strategy))
    assert found.estimate("data", strategy, 0.55, rated=True).probability == pytest.approx(0.6, abs=0.04)
    assert found.estimate("data", strategy, 0.95, rated=True).probability == pytest.approx(0.85, abs=0.04)


def test_easy_successes_say_less_about_hard_objectives_the_farther_they_lie():
    found = model(cell(300, 300, prior=0.95))
    raised = [logit(chance(found, prior=p)) - logit(p) for p in (0.95, 0.8, 0.6, 0.35)]
    assert raised == sorted(raised, reverse=True)
    assert chance(found, prior=0.2) < 0.4


def test_an_attempt_after_a_failure_has_parameters_of_its_own():
    found = model(cell(20, 100, WORKFLOW, after=DIRECT), cell(88, 100, WORKFLOW))
    assert chance(found, WORKFLOW) > 0.85
    assert chance(found, WORKFLOW, after=DIRECT) < 0.3
    assert chance(Model({}), WORKFLOW, after=DIRECT) < chance(Model({})) < chance(Model({}), WORKFLOW)


def test_a_new_outcome_of_one_domain_refits_that_one_only():
    fit.cache_clear()
    chance(Model({"a": (cell(1, 2),), "b": (cell(3, 4),)}), domain="a")
    before = fit.cache_info().misses
    chance(Model({"a": (cell(2, 3),), "b": (cell(3, 4),)}), domain="a")
    assert fit.cache_info().misses == before + 1


def test_ninety_percent_intervals_hold_the_truth_in_85_to_95_of_100_domains():
    """Domains drawn as the estimator expects them; each decides 60 runs of direct work and of the workflow."""
    draw, held = random.Random(7), []
    for _ in range(400):
        centre = draw.gauss(logit(0.8) * 1.25, 1.2)
        truths = {s: odds(centre + GAIN[s] + draw.gauss(0, 0.4)) for s in (DIRECT, WORKFLOW)}
        cells = [
            cell(sum(draw.random() < truths[s] for _ in range(n)), n, s) for s, n in ((DIRECT, 12), (WORKFLOW, 48))
        ]
        low, high = model(*cells).estimate("data", DIRECT, 0.8, rated=False).interval
        held.append(low <= truths[DIRECT] <= high)
    assert 0.85 <= fmean(held) <= 0.95


@given(st.floats(0, 1), st.floats(0, 4e9))
def test_bins_hold_every_prior_and_an_outcome_counts_half_after_ninety_days(prior, at):
    assert 0 <= score_bin(prior) < 20
    assert freshness(at - 90 * 86_400) == pytest.approx(freshness(at) / 2)
    assert 1 <= freshness(at) / reference(at) < 1.01


@given(st.integers(0, 60), st.integers(1, 60), st.floats(0.001, 0.5))
def test_clopper_and_pearson_bounds_are_where_the_tail_weighs_the_risk(successes, trials, risk):
    successes = min(successes, trials)
    low, high = lower_bound(successes, trials, risk), upper_bound(successes, trials, risk)
    assert 0 <= low <= successes / trials <= high <= 1
    if successes < trials:
        assert at_most(successes, trials, high) == pytest.approx(risk, rel=1e-3)


def test_known_bounds():
    assert lower_bound(8, 8, 0.05) == pytest.approx(0.05 ** (1 / 8), abs=1e-6)
    assert lower_bound(0, 8, 0.05) == 0
    assert at_most(2, 3, 0.5) == pytest.approx(7 / 8)
    assert share_interval(50, 100)[0] == pytest.approx(0.419, abs=0.002)
    assert mean_interval(5, 3, 10)[0] == pytest.approx(0.5 - 1.6449 * math.sqrt(0.05 / 10))


def watched(*stretches: tuple[int, float, float], seed: int = 3) -> list[str]:
    """Alarms over stretches of (verdicts, stated, true rate); an alarm starts the watch anew."""
    draw, state, rung, at = random.Random(seed), Watches(), [], 0.0
    for count, stated, truth in stretches:
        for _ in range(count):
            at += 1
            state = observe(state, stated, float(draw.random() < truth), at)
            ringing = alarm(state)
            if ringing:
                rung.append(ringing[0])
                state = Watches()
    return rung


def test_a_fall_is_noticed_within_a_few_verdicts_and_a_rise_too():
    assert watched((100, 0.95, 0.95), (15, 0.95, 0.0)) == ["fall"]
    assert watched((100, 0.5, 0.5), (40, 0.5, 0.97)) == ["rise"]


def test_true_statements_ring_no_alarm_and_a_wrong_start_is_learning_not_drift():
    false = sum(len(watched((400, p, p), seed=seed)) for seed in range(20) for p in (0.5, 0.8, 0.95))
    assert false <= 12
    assert watched((60, 0.8, 0.2)) == []


def test_the_suspect_stretch_begins_where_the_change_did():
    state = Watches()
    for at in range(1, 61):
        state = observe(state, 0.9, float(at <= 50), float(at))
    ringing = alarm(state)
    assert ringing is not None
    assert 49 <= ringing[1].since <= 50
    assert ringing[1].before >= drift.LEAST_BEFORE


def test_evidence_is_looked_at_when_it_doubles_and_all_looks_share_one_risk():
    assert [n for n in range(200) if look(n)] == [8, 16, 32, 64, 128]
    assert sum(risk_of(k) for k in range(1, 1_000)) <= thresholds.RISK


def test_a_threshold_moves_only_on_evidence_and_ten_hundredths_at_most():
    assert reviewed("direct", {44: Cases(7, 7)}, 0.5, 0.9) is None
    assert reviewed("direct", {44: Cases(8, 9)}, 0.5, 0.9) is None
    assert not due("direct", {44: Cases(8, 9)})
    movement = reviewed("direct", {44: Cases(8, 8)}, 0.6, 0.9)
    assert movement is not None
    assert (movement.target, movement.cases, movement.risk) == (0.8, Cases(8, 8), 0.05)
    assert reviewed("direct", {44: Cases(8, 8)}, 0.7, 0.9) is None
    everything = {place: Cases(64, 64) for place in range(50)}
    assert all(
        abs(found.target - default) <= 0.1 + 1e-9
        for name, default in (("direct", 0.9), ("workflow", 0.7), ("multi", 0.5))
        if (found := reviewed(name, everything, 0.3, default))
    )


def test_a_step_that_fails_ends_the_descent_and_later_evidence_brings_a_threshold_home():
    falling = {44: Cases(16, 16), 43: Cases(0, 16)}
    found = reviewed("direct", falling, 0.6, 0.9)
    assert found is not None
    assert found.target == 0.88
    home = reviewed("direct", {44: Cases(2, 16)}, 0.6, 0.84)
    assert home is not None
    assert home.target == 0.9


def test_a_threshold_rises_where_the_cheaper_strategy_fails_above_it():
    found = reviewed("direct", {45: Cases(2, 16)}, 0.6, 0.9)
    assert found is not None
    assert found.target == 1.0


def test_thresholds_admit_too_much_in_at_most_ten_percent_of_sequences():
    draw, wrong = random.Random(11), 0
    for _ in range(150):
        bins: dict[int, Cases] = {}
        for _ in range(128):
            place = draw.randrange(40, 45)
            former = bins.get(place, Cases(0, 0))
            bins[place] = Cases(former.successes + (draw.random() < 0.74), former.trials + 1)
            found = reviewed("direct", bins, 0.75, 0.9) if due("direct", bins) else None
            if found is not None and found.target < 0.9:
                wrong += 1
                break
    assert wrong <= 15


@given(st.floats(0.4, 1), st.floats(0.4, 1), st.floats(0, 0.05))
def test_no_day_moves_a_threshold_by_more_than_five_hundredths(value, target, moved):
    there = stepped(value, target, moved)
    assert abs(there - value) <= 0.05 - moved + 1e-4
    assert min(value, target) - 1e-4 <= there <= max(value, target) + 1e-4


def test_dear_failures_ask_for_a_higher_share_of_success():
    costs = measured({})
    cheap = required_share("data", "direct", Model({}), costs)
    assert 0 < cheap < 0.9
    assert required_share("data", "direct", Model({}), {**costs, WORKFLOW: 1.05}) > cheap


def test_a_plan_climbs_in_the_order_that_is_worth_most():
    at, costs = Objective("data", 0.8, rated=False), measured({})
    found = plans(Model({}), at, costs)
    assert found[DIRECT].order == STRATEGIES
    assert found[AGENTS].order == (AGENTS,)
    without = plans(Model({}), at, costs, allowed=(DIRECT, MULTI))
    assert without[DIRECT].order == (DIRECT, MULTI)
    dear = plans(Model({}), at, {**costs, AGENTS: 30.0})
    assert AGENTS not in dear[DIRECT].order
    again = model(cell(0, 80, WORKFLOW, after=DIRECT))
    assert WORKFLOW not in plans(again, at, costs)[DIRECT].order


def test_selection_is_good_where_no_fixed_plan_earns_more():
    easy, hard = Objective("data", 0.97, rated=False), Objective("data", 0.05, rated=False)
    costs = measured({})
    assert selection(Model({}), [(easy, DIRECT)], costs) == (1.0, 1.0, 1)
    found = selection(Model({}), [(easy, AGENTS)] * 3 + [(easy, DIRECT), (hard, DIRECT)], costs)
    assert found.near_best_plan == pytest.approx(0.4)
    assert found.n == 5


def test_twenty_verdicts_worse_than_stated_alarm_a_domain_and_one_failure_does_not():
    bad = [Verdict("data", 0.9, float(n % 2)) for n in range(20)]
    good = [Verdict("web", 0.9, float(n > 1)) for n in range(20)]
    (found,) = alarms([*bad, *good, Verdict("few", 0.9, 0.0)])
    assert (found.domain, found.successes, found.trials) == ("data", 10, 20)
    assert found.chance < 0.001


def test_runs_draw_evenly_and_always_the_same():
    draws = [drawn(f"run_{n}") for n in range(2_000)]
    assert drawn("run_1") == draws[1]
    assert 0.035 < fmean(d < 0.05 for d in draws) < 0.065
