"""The decision engine on a small catalogue of its own."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podium.core.decision import decide, to_json
from podium.core.decision.belief import BANDS, median, quantile, with_ratings, without_stakes
from podium.core.errors import UserError
from podium.core.learning.evidence import Cell
from podium.core.values import (
    RATINGS,
    STRATEGIES,
    Catalogue,
    Command,
    ContextItem,
    Cost,
    Decision,
    Knowledge,
    Tally,
    Thresholds,
)

SPECIALISTS = {
    "domain-specialist": ("domain",),
    "technical-specialist": ("technical",),
    "pattern-analyst": ("pattern",),
    "risk-assessor": ("risk",),
    "performance-optimizer": ("performance", "latency"),
    "security-specialist": ("security", "login"),
    "payment-specialist": ("payment", "billing"),
    "blockchain-specialist": ("blockchain",),
    "integration-specialist": ("integration",),
    "architecture-specialist": ("architecture",),
    "compliance-specialist": ("compliance",),
    "testing-specialist": ("testing",),
    "glacier-scientist": ("glacier",),
}
ATOMIC = {
    "implement": "Write the code for a piece of work",
    "write-tests": "Write tests for behavior",
    "review-code": "Review a change",
    "write-documentation": "Write documentation for readers",
    "debug": "Find the cause of a failure",
    "resize-image": "Resize an image",
}
WORKFLOWS = {
    "build-feature": "implement |> (write-tests || review-code)",
    "optimize-performance": "debug |> performance-optimizer |> implement",
    "design-system": "architecture-specialist |> review-code",
    "fix-defect": "debug |> implement |> write-tests",
}


def _catalogue() -> Catalogue:
    commands = [Command(name, "Specialist", "", roles=roles) for name, roles in SPECIALISTS.items()]
    commands += [Command(name, text, "", resources=("files",)) for name, text in ATOMIC.items()]
    commands += [Command(name, name.replace("-", " "), "", "orchestrator", steps=s) for name, s in WORKFLOWS.items()]
    commands.append(Command("decision-engine", "Analyse an objective", "", computes=True))
    commands.append(Command("orchestrate", "Coordinate everything", "", "orchestrator"))
    return Catalogue({c.name: c for c in commands}, version="fake")


CATALOGUE = _catalogue()
DIRECT = "Add user profile image upload functionality"
WORKFLOW = "Optimize application response time under high load"
MULTI = "Design microservices architecture for e-commerce platform"
AGENTS = "Integrate blockchain payment system with existing platform"

VOCABULARY = """
add fix migrate design the a whole payment blockchain satellite login tooltip docs README memory leak under load tenants
Kubernetes and , zero downtime quantum please sort it out 検索 追加 añadir MQTT glacier
"""
WORDS = VOCABULARY.split()
objectives = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join))
ratings = st.dictionaries(st.sampled_from(RATINGS), st.integers(1, 5))
tallies = st.tuples(st.floats(0, 1), st.floats(0, 500)).map(lambda pair: Tally(pair[0] * pair[1], pair[1]))
cells = st.builds(
    lambda strategy, rated, prior, share, trials: Cell(strategy, "", rated, prior, share * trials, trials),
    st.sampled_from(STRATEGIES),
    st.booleans(),
    st.floats(0, 1),
    st.floats(0, 1),
    st.floats(0, 500),
)
knowledges = st.builds(
    Knowledge,
    outcomes=st.integers(0, 1000),
    strategies=st.dictionaries(
        st.tuples(st.sampled_from(["*", "payment", "frontend", "general"]), st.sampled_from(STRATEGIES)), tallies
    ),
    cells=st.dictionaries(
        st.sampled_from(["payment", "frontend", "general"]), st.lists(cells, max_size=4).map(tuple), max_size=3
    ),
    thresholds=st.dictionaries(
        st.sampled_from(["*", "payment"]),
        st.builds(Thresholds, st.floats(0.8, 1), st.floats(0.6, 0.8), st.floats(0.4, 0.6)),
    ),
)


def _decided(objective: str, **known: object) -> Decision:
    return decide(objective, catalogue=CATALOGUE, **known)  # type: ignore[arg-type]


def _learned(objective: str, successes: float, trials: float, strategy: str = "direct_atomic") -> Knowledge:
    """What is known after outcomes of objectives just like this one."""
    decision = _decided(objective)
    domain = decision.domains[0][0]
    cell = Cell(strategy, "", False, decision.prior, successes, trials)
    tally = {(domain, strategy): Tally(successes, trials)}
    return Knowledge(outcomes=round(trials), strategies=tally, cells={domain: (cell,)})


def _band(confidence: float, thresholds: Thresholds) -> int:
    return sum(confidence < low for low in (thresholds.direct, thresholds.workflow, thresholds.multi))


def _names(decision: Decision) -> set[str]:
    route = decision.route
    grouped = [name for group in (route.parallelization or {"groups": []})["groups"] for name in group]
    single = [route.orchestrator] if route.orchestrator else []
    return {
        *route.commands,
        *route.workflows,
        *route.specializations,
        *decision.specializations,
        *decision.chain,
        *grouped,
        *single,
    }


@pytest.mark.requirement("chain-routing", "phase1-routing", "phase3", "metric-strategy")
@given(objectives, ratings, knowledges, st.integers(1, 10))
def test_the_strategy_follows_from_confidence_thresholds_and_stated_elevation(objective, scores, knowledge, limit):
    decision = _decided(objective, scores=scores, knowledge=knowledge, agent_limit=limit)
    lifted = 1 if decision.route.elevated_by else 0
    expected = min(3, _band(decision.confidence, decision.thresholds) + lifted)
    assert decision.route.strategy == STRATEGIES[expected]
    assert decision.plan[0] == decision.route.strategy


@pytest.mark.requirement("phase1-confidence", "phase1-complexity")
@given(objectives, ratings, st.integers(1, 10))
def test_every_number_is_in_its_range_and_every_name_in_the_catalogue(objective, scores, limit):
    decision = _decided(objective, scores=scores, agent_limit=limit)
    assert 0 <= decision.complexity <= 1.5
    assert 0 <= decision.interval[0] <= decision.confidence <= decision.interval[1] <= 1
    assert _names(decision) <= set(CATALOGUE.commands)
    assert decision.resources.agents <= limit
    assert len(decision.chain) <= limit
    for factor in decision.factors:
        assert factor.contribution == pytest.approx(factor.weight * factor.value)


@pytest.mark.requirement("route-agents-limit", "route-agents-focus")
@given(objectives, st.integers(1, 10))
def test_a_deployment_has_exactly_its_count_of_distinct_specialists_within_the_limit(objective, limit):
    route = _decided(objective, confidence_override=0.1, agent_limit=limit).route
    assert route.strategy == "specialized_agents"
    assert route.agent_count == len(set(route.specializations)) == len(route.specializations)
    assert 1 <= route.agent_count <= limit


@pytest.mark.requirement("confidence-override")
@given(objectives, ratings, knowledges, st.floats(0, 1))
def test_an_override_alone_picks_the_route(objective, scores, knowledge, override):
    plain = _decided(objective, scores=scores, knowledge=knowledge)
    decision = _decided(objective, scores=scores, knowledge=knowledge, confidence_override=override)
    assert decision.route.strategy == STRATEGIES[_band(override, decision.thresholds)]
    assert decision.route.elevated_by == ()
    assert "override" in decision.route.reason.lower()
    assert decision.confidence == plain.confidence


@given(objectives, ratings, knowledges)
def test_equal_inputs_give_equal_decisions(objective, scores, knowledge):
    assert _decided(objective, scores=scores, knowledge=knowledge) == _decided(
        objective, scores=dict(reversed(scores.items())), knowledge=knowledge
    )


@pytest.mark.requirement("phase1-approaches")
@given(objectives, ratings)
def test_success_grows_with_support_before_anything_was_learned(objective, scores):
    chances = [each.success_probability for each in _decided(objective, scores=scores).approaches]
    assert chances == sorted(chances)


@given(objectives)
def test_a_decision_is_plain_json_with_numbers_of_four_places(objective):
    shown = to_json(_decided(objective))
    assert json.loads(json.dumps(shown)) == shown
    assert shown["confidence"] == round(shown["confidence"], 4)


@pytest.mark.requirement("selection-direct")
def test_a_narrow_feature_goes_direct():
    route = _decided(DIRECT).route
    assert (route.strategy, route.monitoring, route.coordination) == ("direct_atomic", "light", "none")
    assert route.commands == ("implement", "write-tests", "review-code")
    assert route.parallelization == {"parallel": False, "groups": [["implement"], ["write-tests"], ["review-code"]]}


@pytest.mark.requirement("selection-workflow", "route-workflow-pattern")
def test_slow_responses_under_load_get_the_performance_workflow():
    route = _decided(WORKFLOW).route
    assert (route.strategy, route.monitoring, route.coordination) == ("orchestrated_workflow", "moderate", "standard")
    assert route.orchestrator == "optimize-performance"


@pytest.mark.requirement("selection-multi")
def test_a_microservices_architecture_gets_several_workflows_and_four_specialists():
    route = _decided(MULTI).route
    assert (route.strategy, route.monitoring, route.coordination) == ("multi_workflow", "intensive", "heavy")
    assert "design-system" in route.workflows
    assert 2 <= len(route.workflows) <= 3
    assert set(route.specializations) == {
        "architecture-specialist",
        "security-specialist",
        "performance-optimizer",
        "integration-specialist",
    }


@pytest.mark.requirement("selection-agents")
def test_a_blockchain_payment_system_gets_ten_specialists():
    route = _decided(AGENTS).route
    assert (route.strategy, route.monitoring, route.coordination) == ("specialized_agents", "maximum", "comprehensive")
    assert route.agent_count == 10
    assert set(route.specializations) == set(SPECIALISTS) - {
        "architecture-specialist",
        "testing-specialist",
        "glacier-scientist",
    }


def test_with_little_room_the_objectives_own_specialists_take_half_of_it():
    roles = _decided(AGENTS, agent_limit=4).route.specializations
    assert sum(name in ("domain-specialist", "technical-specialist", "pattern-analyst") for name in roles) == 2


def test_a_users_own_specialist_serves_where_its_role_is_mentioned():
    assert "glacier-scientist" in _decided("Model the glacier with satellites").specializations


def test_a_users_own_command_serves_where_its_whole_name_is_said():
    assert _decided("Resize the image in the footer").route.commands[0] == "resize-image"


@pytest.mark.parametrize(
    ("objective", "strategy"),
    [
        ("Fix a typo in the README", "direct_atomic"),
        ("Write an article on quantum key distribution", "direct_atomic"),
        ("Agregar un botón de búsqueda a la página", "direct_atomic"),
        ("ユーザー一覧に検索ボタンを追加する", "direct_atomic"),
        ("The worker leaks memory, find out why", "orchestrated_workflow"),
        ("Die Datenbank ohne Ausfall migrieren", "orchestrated_workflow"),
        ("Переписать архитектуру платформы на микросервисы", "multi_workflow"),
        ("区块链支付系统与现有平台集成", "specialized_agents"),
        ("Certify the infusion pump firmware under IEC 62304", "specialized_agents"),
    ],
)
def test_objectives_of_any_language_are_routed_by_their_work(objective, strategy):
    assert _decided(objective).route.strategy == strategy


def test_ratings_overrule_the_words():
    hard = dict.fromkeys(RATINGS[:5], 5)
    easy = dict.fromkeys(RATINGS[:5], 1)
    assert _decided("Do it", scores=hard).route.strategy == "specialized_agents"
    assert _decided("Do it", scores=easy).route.strategy == "direct_atomic"
    assert _decided("Do it", scores=easy).basis == "host_scores"


def test_high_stakes_add_one_band_and_say_so():
    scores = {**dict.fromkeys(RATINGS[:5], 1), "requirement_clarity": 5, "stakes": 4}
    decision = _decided(DIRECT, scores=scores)
    assert decision.confidence >= 0.9
    assert decision.route.strategy == "orchestrated_workflow"
    assert decision.route.elevated_by == ("stakes rated 4 of 5",)


def test_a_confidence_just_below_a_threshold_adds_one_band_and_says_so():
    confidence = _decided(DIRECT).confidence
    near = Knowledge(thresholds={"*": Thresholds(confidence + 0.01, 0.7, 0.5)})
    route = _decided(DIRECT, knowledge=near).route
    assert route.strategy == "multi_workflow"
    assert "below the threshold" in route.elevated_by[0]


@pytest.mark.requirement("selection-parameters")
def test_complexity_adds_one_band_where_history_alone_would_go_direct():
    decision = _decided(AGENTS, knowledge=_learned(AGENTS, 20_000, 20_000))
    assert decision.confidence > 0.9
    assert decision.route.strategy == "orchestrated_workflow"
    assert "complexity" in decision.route.elevated_by[0]


def test_thresholds_of_the_domain_come_before_those_for_all():
    known = {"*": Thresholds(0.8, 0.6, 0.4), "performance": Thresholds(0.95, 0.85, 0.5)}
    decision = _decided(WORKFLOW, knowledge=Knowledge(thresholds=known))
    assert decision.thresholds == known["performance"]
    assert decision.route.strategy == "multi_workflow"


def test_outcomes_of_the_domain_move_the_confidence():
    def confidence(successes: float, trials: float) -> float:
        return _decided(WORKFLOW, knowledge=_learned(WORKFLOW, successes, trials)).confidence

    prior = _decided(WORKFLOW).confidence
    assert confidence(0, 40) < prior < confidence(40, 40)
    assert confidence(97, 100) >= 0.9


def test_history_narrows_the_interval_and_is_named_as_the_basis():
    decision = _decided(WORKFLOW, knowledge=_learned(WORKFLOW, 160, 200))
    before = _decided(WORKFLOW)
    assert (decision.basis, before.basis) == ("history", "prior")
    assert decision.interval[1] - decision.interval[0] < before.interval[1] - before.interval[0]
    assert (decision.outcomes, decision.domain_outcomes) == (200, 200)


def test_outcomes_of_another_domain_hardly_move_it():
    moved = _decided(WORKFLOW, knowledge=_learned("Add a tooltip to the page", 500, 500))
    assert moved.route.strategy == "orchestrated_workflow"
    assert moved.basis == "prior"


def test_easy_successes_do_not_make_a_hard_objective_easy():
    domain = _decided(AGENTS).domains[0][0]
    easy = Knowledge(cells={domain: (Cell("direct_atomic", "", False, 0.95, 300, 300),)})
    assert _decided(AGENTS, knowledge=easy).route.strategy in ("specialized_agents", "multi_workflow")


@pytest.mark.requirement("phase1-complexity")
def test_measured_costs_replace_the_prior_ones_as_runs_come_in():
    costs = {"direct_atomic": Cost(1000, 60, 1, 95), "specialized_agents": Cost(2000, 120, 10, 95)}
    known = Knowledge(costs=costs)
    decision = _decided(DIRECT, knowledge=known)
    measured = 0.6 * 2 + 0.3 * 2 + 0.1 * 10
    assert decision.approaches[3].cost == pytest.approx((5 * 12 + 95 * measured) / 100)
    assert decision.approaches[1].cost == 2.5
    assert decision.resources.tokens == 1000
    assert decision.resources.minutes == 1.0


@pytest.mark.requirement("phase1-approaches")
def test_a_strategy_that_does_not_pay_is_no_escalation():
    costs = {"direct_atomic": Cost(1, 1, 1, 500), "specialized_agents": Cost(1000, 1, 1, 500)}
    assert "specialized_agents" not in _decided(DIRECT, knowledge=Knowledge(costs=costs)).plan
    assert _decided(DIRECT).plan == STRATEGIES


def test_a_vague_objective_is_asked_about_unless_context_came_along():
    vague = "sort it out please, make everything better"
    assert "done" in _decided(vague).questions[0]
    told = _decided(vague, items=(ContextItem("bug", "The list is empty."),)).questions
    assert not any("done" in question for question in told)


def test_a_long_objective_is_cut_and_says_so():
    long = "Rename the button. " + "More words follow here. " * 2000
    assert "20,000" in _decided(long).questions[0]
    assert _decided(long).route.strategy == "direct_atomic"


def test_files_in_many_folders_raise_complexity_only():
    paths = tuple(f"part{n}/file.py" for n in range(8))
    wide = _decided(DIRECT, paths=paths)
    assert wide.complexity > _decided(DIRECT).complexity
    assert wide.confidence == _decided(DIRECT).confidence


@pytest.mark.parametrize("strategy", range(4))
def test_an_empty_catalogue_still_decides(strategy):
    decision = decide(DIRECT, catalogue=Catalogue({}), confidence_override=(0.95, 0.8, 0.6, 0.2)[strategy])
    assert decision.route.strategy == STRATEGIES[strategy]
    assert decision.chain == ()


def test_two_catalogues_without_version_are_kept_apart():
    small = Catalogue({"ship": Command("ship", "Ship it", "")})
    other = Catalogue({"sail": Command("sail", "Sail it", "")})
    assert decide(DIRECT, catalogue=small).route.commands == ("ship",)
    assert decide(DIRECT, catalogue=other).route.commands == ("sail",)


@pytest.mark.parametrize(
    ("known", "message"),
    [
        ({"scores": {"difficulty": 3}}, "Allowed are: logical_reasoning_required"),
        ({"scores": {"stakes": 6}}, "scores.stakes is 6"),
        ({"scores": {"stakes": True}}, "scores.stakes is True"),
        ({"scores": {"stakes": 2.5}}, "scores.stakes is 2.5"),
        ({"confidence_override": 1.2}, "confidence_override is 1.2"),
        ({"confidence_override": float("nan")}, "confidence_override is nan"),
        ({"agent_limit": 0}, "agent_limit is 0"),
    ],
)
def test_impossible_arguments_are_refused_with_what_to_give_instead(known, message):
    with pytest.raises(UserError, match=message):
        _decided(DIRECT, **known)


@pytest.mark.requirement("selection-parameters")
def test_a_route_shows_only_the_keys_of_its_strategy():
    common = {"strategy", "band", "reason", "elevated_by", "monitoring", "coordination"}
    own = {
        0.95: {"commands", "parallelization"},
        0.8: {"orchestrator"},
        0.6: {"workflows", "specializations"},
        0.2: {"agent_count", "specializations"},
    }
    for override, keys in own.items():
        assert set(to_json(_decided(DIRECT, confidence_override=override))["route"]) == common | keys


def test_every_factor_names_the_words_it_rests_on():
    factors = {factor.name: factor for factor in _decided(AGENTS).factors}
    assert factors["novelty"].evidence == ("blockchain",)
    assert factors["novelty"].contribution > 0


def test_the_median_of_a_belief_lies_in_its_likeliest_band():
    for band, (low, high) in enumerate(BANDS):
        belief = tuple(0.97 if i == band else 0.01 for i in range(4))
        assert low <= median(belief) <= high


@given(st.lists(st.floats(0.001, 1), min_size=4, max_size=4), st.floats(0, 1), st.floats(0, 1))
def test_quantiles_of_a_belief_grow_with_their_share(masses, one, other):
    belief = tuple(mass / sum(masses) for mass in masses)
    low, high = sorted((one, other))
    assert 0 <= quantile(belief, low) <= quantile(belief, high) + 1e-9 <= 1 + 1e-9


def test_taking_the_stakes_out_of_a_belief_keeps_its_mass():
    assert without_stakes((0.1, 0.2, 0.3, 0.4)) == pytest.approx((0.3, 0.3, 0.2, 0.2))
    assert sum(with_ratings((0.25, 0.25, 0.25, 0.25), {"stakes": 5})) == pytest.approx(1)


@pytest.mark.parametrize(
    ("given", "strategy", "band"),
    [
        pytest.param(1.0, "direct_atomic", (0.9, 1.0), marks=pytest.mark.requirement("route-direct-band")),
        pytest.param(0.9, "direct_atomic", (0.9, 1.0), marks=pytest.mark.requirement("route-direct-band")),
        pytest.param(0.8999, "orchestrated_workflow", (0.7, 0.9), marks=pytest.mark.requirement("route-workflow-band")),
        pytest.param(0.7, "orchestrated_workflow", (0.7, 0.9), marks=pytest.mark.requirement("route-workflow-band")),
        pytest.param(0.6999, "multi_workflow", (0.5, 0.7), marks=pytest.mark.requirement("route-multi-band")),
        pytest.param(0.5, "multi_workflow", (0.5, 0.7), marks=pytest.mark.requirement("route-multi-band")),
        pytest.param(0.4999, "specialized_agents", (0.0, 0.5), marks=pytest.mark.requirement("route-agents-band")),
        pytest.param(0.0, "specialized_agents", (0.0, 0.5), marks=pytest.mark.requirement("route-agents-band")),
    ],
)
def test_each_band_begins_exactly_at_its_threshold(given, strategy, band):
    route = _decided(AGENTS, confidence_override=given).route
    assert (route.strategy, route.band) == (strategy, band)
    assert (route.agent_count or 0) <= 10


@pytest.mark.parametrize(
    ("room", "left_out"),
    [
        ({"agent_limit": 4}, "specialized_agents"),
        ({"token_limit": 45_000}, "specialized_agents"),
        ({"agent_limit": 1}, "orchestrated_workflow"),
    ],
)
def test_what_agents_or_budget_leave_no_room_for_follows_no_failure(room, left_out):
    assert left_out in _decided(DIRECT).plan
    assert left_out not in _decided(DIRECT, **room).plan


def test_a_strategy_without_commands_follows_no_failure():
    plain = {name: c for name, c in CATALOGUE.commands.items() if c.kind == "atomic" and not c.roles}
    one = {name: c for name, c in CATALOGUE.commands.items() if name in (*plain, "fix-defect")}
    assert decide(DIRECT, catalogue=Catalogue(plain)).plan == ("direct_atomic",)
    assert "multi_workflow" not in decide(DIRECT, catalogue=Catalogue(one)).plan


@given(objectives, ratings, knowledges, st.booleans())
def test_an_exploration_is_stated_one_band_cheaper_close_to_a_threshold_and_never_risky(
    objective, scores, knowledge, explore
):
    decision = _decided(objective, scores=scores, knowledge=knowledge, explore=explore)
    if not decision.explored:
        assert decision == _decided(objective, scores=scores, knowledge=knowledge)
        return
    band = _band(decision.confidence, decision.thresholds)
    lows = (decision.thresholds.direct, decision.thresholds.workflow, decision.thresholds.multi)
    assert decision.route.strategy == STRATEGIES[band - 1]
    assert lows[band - 1] - decision.confidence <= 0.105
    assert scores.get("stakes", 0) < 4
    assert decision.explored in decision.route.elevated_by
    assert decision.explored in decision.route.reason
    assert explore


@pytest.mark.requirement("stage-first")
def test_the_first_decisions_of_a_domain_never_explore():
    assert _decided(WORKFLOW, explore=True).explored == ""
    assert _decided(WORKFLOW, explore=True, knowledge=_learned(WORKFLOW, 11, 12)).explored


@pytest.mark.requirement("stage-mastery")
def test_a_well_supported_pattern_is_routed_without_asking_for_ratings():
    mastered = _decided(WORKFLOW, knowledge=_learned(WORKFLOW, 97, 100))
    assert mastered.settled
    assert "no ratings are asked for" in mastered.route.reason
    assert not _decided(WORKFLOW).settled
    assert not _decided(WORKFLOW, knowledge=_learned(WORKFLOW, 5, 5)).settled


@pytest.mark.requirement("stage-experience", "grows-routing")
def test_success_of_the_dearer_route_alone_brings_a_domain_to_the_cheaper_one():
    shown = [
        _decided(WORKFLOW, knowledge=_learned(WORKFLOW, 0.98 * n, n, "orchestrated_workflow")).confidence
        for n in (0.001, 25, 100, 300)
    ]
    assert shown == sorted(shown)
    assert shown[0] < 0.81 < 0.9 < shown[-1]
