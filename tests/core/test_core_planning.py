from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podium.core.calls import AgentCall
from podium.core.planning import ENOUGH_TO_KEEP, KEPT_FREE, fallbacks_of, plan_calls
from podium.core.run import COORDINATOR
from podium.core.values import STRATEGIES, Catalogue, Route, Strategy
from podium.registry import load_catalogue
from run_samples import catalogue, command

SHIPPED = load_catalogue().catalogue

STEPS = "plan |> (build || test) |> check |> ship"
KNOWN = catalogue(
    "explore-codebase",
    "review-design",
    command("plan", requires=("test",)),
    command("build", resources=("tree",), substitutes=("patch",)),
    command("test", resources=("tree",), aliases=("try",)),
    command("check", requires=("try",)),
    "ship",
    "patch",
    command("hack", substitutes=("build",)),
    command("count", kind="atomic", computes=True, substitutes=("build",)),
    command("flow", kind="orchestrator", steps=STEPS),
    command("other", kind="orchestrator", steps="build |> review-design |> check |> clean"),
    "clean",
    command("loose", kind="orchestrator", chains_to=("plan", "count", "flow", "gone", "ship")),
    command("empty", kind="orchestrator"),
    *(command(f"s{n}", roles=(f"r{n}",)) for n in range(12)),
)


def route(strategy: Strategy, **fields: Any) -> Route:
    fields.setdefault("coordination", "standard")
    return Route(strategy, (0.0, 1.0), "because", (), "light", **fields)


def planned(strategy: Strategy, limit: int = 10, known: Catalogue = KNOWN, **fields: Any) -> list[AgentCall]:
    return [c for c in plan_calls(route(strategy, **fields), known, limit) if c.kind == "agent"]


def ids(calls: Sequence[AgentCall]) -> list[str]:
    return [c.id for c in calls]


def before(calls: Sequence[AgentCall]) -> dict[str, tuple[str, ...]]:
    return {c.id: c.depends_on for c in calls}


@pytest.mark.requirement("route-direct-parallel", "route-direct-plain")
def test_a_direct_route_runs_its_commands_side_by_side_without_a_coordinator() -> None:
    calls = plan_calls(route("direct_atomic", commands=("build", "ship"), coordination="none"), KNOWN, 10)
    assert [(c.id, c.wave, c.depends_on) for c in calls] == [("build", 0, ()), ("ship", 0, ())]


def test_a_direct_route_keeps_required_commands_first_whatever_their_order_and_names() -> None:
    calls = planned("direct_atomic", commands=("check", "plan", "try"))
    assert before(calls) == {"test": (), "check": ("test",), "plan": ("test",)}
    assert [c.wave for c in calls] == [0, 1, 1]


def test_a_small_limit_cuts_what_requires_and_not_what_is_required() -> None:
    assert ids(planned("direct_atomic", 1, commands=("check", "test"))) == ["test"]


def test_commands_that_wait_for_each_other_are_left_out() -> None:
    known = catalogue(command("x", requires=("y",)), command("y", requires=("x",)), "z")
    assert ids(planned("direct_atomic", known=known, commands=("x", "y", "z"))) == ["z"]


def test_a_command_named_twice_is_one_agent() -> None:
    assert ids(planned("direct_atomic", commands=("test", "try", "test"))) == ["test"]


@pytest.mark.requirement("route-workflow-pattern")
def test_a_workflow_runs_its_chain_and_holds_resources_apart() -> None:
    calls = planned("orchestrated_workflow", orchestrator="flow")
    assert before(calls) == {
        "plan": (),
        "build": ("plan",),
        "test": ("plan",),
        "check": ("build", "test"),
        "ship": ("check",),
    }
    waves = {c.id: c.wave for c in calls}
    assert waves["build"] != waves["test"]
    assert waves["check"] > max(waves["build"], waves["test"])


@pytest.mark.parametrize(
    ("limit", "kept"), [(1, ["plan"]), (2, ["plan", "ship"]), (3, ["plan", "build", "ship"]), (5, None), (9, None)]
)
def test_a_workflow_longer_than_the_limit_keeps_its_beginning_and_its_last_step(
    limit: int, kept: list[str] | None
) -> None:
    calls = planned("orchestrated_workflow", limit, orchestrator="flow")
    assert ids(calls) == (kept or ["plan", "build", "test", "check", "ship"])
    if len(calls) > 1:
        assert calls[-2].id in calls[-1].depends_on


def test_a_step_whose_command_vanished_is_bridged() -> None:
    known = catalogue("plan", "ship", command("flow", kind="orchestrator", steps=STEPS))
    for limit in (1, 2, 10):
        calls = planned("orchestrated_workflow", limit, known, orchestrator="flow")
        assert before(calls) == ({"plan": (), "ship": ("plan",)} if limit > 1 else {"plan": ()})


def test_a_workflow_without_a_chain_runs_what_it_chains_to_and_can_run() -> None:
    assert before(planned("orchestrated_workflow", orchestrator="loose")) == {"plan": (), "ship": ("plan",)}


def test_a_workflow_without_steps_is_its_own_only_agent() -> None:
    assert ids(planned("orchestrated_workflow", orchestrator="empty")) == ["empty"]


def test_a_workflow_that_vanished_has_no_agents() -> None:
    assert plan_calls(route("orchestrated_workflow", orchestrator="gone"), KNOWN, 10) == ()


@pytest.mark.requirement("route-agents-coordination")
def test_specialists_work_side_by_side_and_a_coordinator_follows() -> None:
    calls = plan_calls(route("specialized_agents", specializations=("s1", "s2", "gone")), KNOWN, 10)
    assert [(c.id, c.wave) for c in calls] == [("s1", 0), ("s2", 0), (COORDINATOR, 1)]
    assert calls[-1].depends_on == ("s1", "s2")
    assert not calls[-1].needed


def test_a_single_agent_needs_no_coordinator() -> None:
    assert len(plan_calls(route("specialized_agents", specializations=("s1",)), KNOWN, 10)) == 1


def several(limit: int) -> list[AgentCall]:
    roles = tuple(f"s{n}" for n in range(6))
    return planned("multi_workflow", limit, workflows=("flow", "other"), specializations=roles)


@pytest.mark.parametrize("limit", range(1, 11))
def test_several_workflows_use_the_limit_but_for_recovery_and_give_workflows_half_of_the_room(limit: int) -> None:
    calls = several(limit)
    assert len(calls) == (limit if limit < ENOUGH_TO_KEEP else limit - KEPT_FREE)
    specialists = [c for c in calls if c.command.startswith("s") and c.command != "ship"]
    steps = [c for c in calls if c.command in ("plan", "build", "test", "check", "ship", "clean")]
    assert len(specialists) <= 4
    assert len(steps) >= len(specialists)
    assert (calls[0].command == "explore-codebase") == (limit > 2)
    assert (calls[-1].id == "cross-review") == (limit > 3)


@pytest.mark.requirement("route-multi-exploration")
def test_several_workflows_explore_first_and_are_reviewed_last() -> None:
    calls = several(10)
    assert all("explore-codebase" in c.depends_on for c in calls[1:-1] if c.command.startswith("s") and c.id != "ship")
    assert set(calls[-1].depends_on) == set(ids(calls[:-1]))
    assert "Cross-review" in calls[-1].part


def test_a_step_that_another_workflow_does_already_is_waited_for() -> None:
    depends_on = before(several(12))
    assert depends_on["build"] == ("explore-codebase",)
    assert depends_on["test"] == ("plan",)
    assert set(depends_on["check"]) == {"build", "test"} or depends_on["check"] == ("build",)


def test_the_explorer_among_the_specialists_is_still_one_agent() -> None:
    calls = planned("multi_workflow", 5, workflows=("flow",), specializations=("explore-codebase", "s1"))
    assert [c.command for c in calls].count("explore-codebase") == 1


@pytest.mark.parametrize("name", ["coordinator", "cross-review"])
def test_a_command_named_like_an_agent_of_ours_gets_an_id_of_its_own(name: str) -> None:
    known = catalogue(name, "s1", "explore-codebase", "review-design")
    calls = plan_calls(route("multi_workflow", specializations=(name, "s1")), known, 10)
    assert len({c.id for c in calls}) == len(calls) == 5
    assert [c.command for c in calls].count(name) == 1
    assert calls[-1].id == COORDINATOR
    assert calls[-1].kind == "coordinator"
    assert not any(c.id in c.depends_on for c in calls)


@pytest.mark.requirement("phase4-readiness", "phase5-alternatives")
def test_fallbacks_are_declared_on_either_side_and_can_do_the_work() -> None:
    (build,) = planned("direct_atomic", commands=("build",))
    assert build.fallbacks == ("patch", "hack")


def test_fallbacks_that_are_busy_already_come_last() -> None:
    calls = planned("direct_atomic", commands=("build", "patch"))
    assert calls[0].fallbacks == ("hack", "patch")


@given(
    st.sampled_from(STRATEGIES),
    st.integers(1, 10),
    st.lists(st.sampled_from([*KNOWN.commands, "gone", "try"]), max_size=12),
    st.lists(st.sampled_from(["flow", "other", "loose", "empty", "gone"]), max_size=3),
)
def test_every_plan_keeps_its_limit_and_its_order(
    strategy: Strategy, limit: int, names: list[str], workflows: list[str]
) -> None:
    made = route(
        strategy,
        commands=tuple(names),
        specializations=tuple(names),
        workflows=tuple(workflows),
        orchestrator=workflows[0] if workflows else None,
    )
    calls = plan_calls(made, KNOWN, limit)
    agents = [c for c in calls if c.kind == "agent"]
    assert len(agents) <= limit
    assert len({c.id for c in calls}) == len(calls)
    by_id = {c.id: c for c in calls}
    assert all(by_id[d].wave < c.wave for c in calls for d in c.depends_on)
    for one, other in combinations(agents, 2):
        assert one.wave != other.wave or not set(one.resources) & set(other.resources)
    assert sorted({c.wave for c in calls}) == list(range(len({c.wave for c in calls})))
    assert plan_calls(made, KNOWN, limit) == calls


@pytest.mark.requirement("route-workflow-coordination")
def test_a_workflow_is_joined_at_its_end_by_a_coordinator_that_waits_for_every_step() -> None:
    calls = plan_calls(route("orchestrated_workflow", orchestrator="flow"), KNOWN, 10)
    assert calls[0].depends_on == ()
    assert (calls[-1].id, set(calls[-1].depends_on)) == (COORDINATOR, set(ids(calls[:-1])))
    assert all(c.depends_on for c in calls[1:])


@pytest.mark.requirement("route-multi-parallel")
def test_several_workflows_begin_side_by_side_and_are_joined_by_a_coordinator() -> None:
    calls = plan_calls(route("multi_workflow", workflows=("flow", "other"), coordination="heavy"), KNOWN, 10)
    waves = {c.id: c.wave for c in calls}
    assert waves["plan"] == waves["build"] == 1
    assert (calls[-1].id, set(calls[-1].depends_on)) == (COORDINATOR, set(ids(calls[:-1])))


def test_every_command_of_the_library_has_somebody_who_may_take_its_place() -> None:
    able = [c for c in SHIPPED.commands.values() if c.kind == "atomic" and not c.computes]
    assert able
    assert [c.name for c in able if not fallbacks_of(c.name, (), SHIPPED)] == []


def test_a_command_that_names_no_substitute_has_generalists_behind_it_and_idle_ones_come_first() -> None:
    known = catalogue("odd", "technical-specialist", "domain-specialist")
    assert fallbacks_of("odd", (), known) == ("technical-specialist", "domain-specialist")
    assert fallbacks_of("odd", ("technical-specialist",), known) == ("domain-specialist", "technical-specialist")
    assert fallbacks_of("technical-specialist", (), known) == ("domain-specialist",)
