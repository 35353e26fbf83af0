"""Specialists are re-ranked by what was measured of them, alone and in pairs, in their own domain."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podium.core.decision import decide
from podium.core.learning.teams import TRIALS_AFTER, teams_of
from podium.core.values import Knowledge, Tally
from podium.registry import load_catalogue

CATALOGUE = load_catalogue([]).catalogue
OBJECTIVE = "Integrate blockchain payment system with existing platform"
ELSEWHERE = "Migrate the customer database from MySQL to PostgreSQL without downtime"
HARD = {"logical_reasoning_required": 5, "debugging_complexity": 5, "codebase_scope": 5, "atypicality": 5}
KEY = ("blockchain", "specialized_agents")


def judged(*runs: tuple[tuple[str, ...], bool], domain: str = "blockchain") -> Knowledge:
    """What is known after these runs: who worked in each, and whether it succeeded."""
    pairs: dict[tuple[str, str], list[int]] = {}
    for team, success in runs:
        for one in team:
            for other in team:
                if one <= other:
                    tally = pairs.setdefault((one, other), [0, 0])
                    tally[0] += success
                    tally[1] += 1
    key = (domain, "specialized_agents")
    every = Tally(sum(success for _, success in runs), len(runs))
    return Knowledge(strategies={key: every}, teams={key: {pair: Tally(*tally) for pair, tally in pairs.items()}})


def team(knowledge: Knowledge, *, objective: str = OBJECTIVE, limit: int = 10, seed: str = "") -> tuple[str, ...]:
    decision = decide(objective, catalogue=CATALOGUE, knowledge=knowledge, scores=HARD, agent_limit=limit, seed=seed)
    assert decision.route.strategy == "specialized_agents"
    return decision.route.specializations


APART = [(("a", "b"), True)] * 20 + [(("a", "c"), False)] * 20 + [(("b", "c"), False)] * 20


def test_a_pair_that_succeeds_only_together_moves_both_up() -> None:
    teams = teams_of("blockchain", judged(*APART))
    assert set(teams.ranked(["c", "d", "a", "b"], [], [])[:2]) == {"a", "b"}


def test_a_specialist_without_whom_runs_go_better_moves_down_and_stays_called_for() -> None:
    runs = [(("a",), False)] * 20 + [(("b",), True)] * 20
    assert teams_of("blockchain", judged(*runs)).ranked(["a", "c", "b"], [], [])[-1] == "a"


def test_who_merely_worked_beside_a_good_specialist_does_not_take_a_place_from_it() -> None:
    beside = [((name, "z"), True) for name in "abcde" for _ in range(6)]
    without = [((name,), success) for name in "abcde" for success in (True, False) for _ in range(12)]
    ranked = teams_of("blockchain", judged(*beside, *without)).ranked(["a", "b", "c", "d", "e"], ["z"], [])
    assert ranked == ["z", "a", "b", "c", "d", "e"]


def test_too_few_runs_and_equal_success_move_nobody() -> None:
    usual = ["c", "d", "a", "b"]
    few = judged((("a", "b"), True), (("a", "b"), True), (("c",), False))
    assert teams_of("blockchain", few).ranked(usual, ["e"], []) == usual
    equal = judged(*[((name,), success) for name in "abcd" for success in (True, False) for _ in range(10)])
    assert teams_of("blockchain", equal).ranked(usual, ["e"], []) == usual


@pytest.mark.requirement("grows-specialists")
def test_a_specialist_nobody_called_for_is_deployed_once_it_clearly_did_better() -> None:
    assert "embedded-specialist" not in team(Knowledge())
    runs = [(("embedded-specialist", "payment-specialist"), True)] * 15 + [(("payment-specialist",), False)] * 15
    assert {"embedded-specialist", "payment-specialist"} <= set(team(judged(*runs)))


def test_what_one_domain_taught_leaves_the_others_as_they_were() -> None:
    runs = [(("embedded-specialist", "payment-specialist"), True)] * 15 + [(("payment-specialist",), False)] * 15
    routes = [
        decide(ELSEWHERE, catalogue=CATALOGUE, knowledge=known, confidence_override=0.2).route
        for known in (Knowledge(), judged(*runs))
    ]
    assert routes[0] == routes[1]


def test_the_five_base_roles_stay_where_there_is_room_for_them() -> None:
    base = team(Knowledge())[:5]
    runs = [((name,), False) for name in base for _ in range(10)] + [(("embedded-specialist",), True)] * 20
    assert team(judged(*runs))[:5] == base


def test_the_same_seed_tries_the_same_team_and_without_one_nothing_is_tried() -> None:
    runs = [(("payment-specialist",), bool(n % 2)) for n in range(int(TRIALS_AFTER) + 2)]
    known = judged(*runs)
    usual = team(known)
    tried = {seed: team(known, seed=seed) for seed in map(str, range(40))}
    assert {seed: team(known, seed=seed) for seed in tried} == tried
    others = sum(each != usual for each in tried.values())
    assert 8 <= others <= 32
    assert all(each[:5] == usual[:5] for each in tried.values())


def test_a_run_whose_route_was_given_tries_nothing() -> None:
    runs = [(("payment-specialist",), False) for _ in range(30)]

    def given_route(seed: str) -> tuple[str, ...]:
        return decide(
            OBJECTIVE, catalogue=CATALOGUE, knowledge=judged(*runs), confidence_override=0.2, seed=seed
        ).route.specializations

    assert {given_route(str(n)) for n in range(20)} == {given_route("")}


NAMES = [name for name in CATALOGUE.commands if name.endswith("-specialist")]


@given(
    runs=st.lists(st.tuples(st.lists(st.sampled_from(NAMES), max_size=6, unique=True), st.booleans()), max_size=60),
    limit=st.integers(1, 12),
    seed=st.text(max_size=4),
)
def test_whatever_was_judged_a_team_has_no_name_twice_and_keeps_its_size(
    runs: list[tuple[list[str], bool]], limit: int, seed: str
) -> None:
    known = judged(*[(tuple(team), success) for team, success in runs])
    route = decide(OBJECTIVE, catalogue=CATALOGUE, knowledge=known, agent_limit=limit, scores=HARD, seed=seed).route
    names = route.specializations
    assert len(set(names)) == len(names) == min(limit, 10) or route.strategy != "specialized_agents"
    assert set(names) <= set(CATALOGUE.commands)


def test_chance_alone_keeps_most_of_the_usual_team() -> None:
    draw = random.Random(3)
    usual = set(team(Knowledge()))
    kept = []
    for _ in range(20):
        runs = [(tuple(draw.sample(NAMES, 6)), draw.random() < 0.5) for _ in range(100)]
        kept.append(len(usual & set(team(judged(*runs)))) / len(usual))
    assert sum(kept) / len(kept) > 0.8
