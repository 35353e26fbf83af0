"""The handler of `decision-engine`."""

from __future__ import annotations

import pytest

from podium.core.decision import decide
from podium.core.errors import UserError
from podium.core.values import Catalogue, Command, ContextItem, World
from podium.handlers.decision_engine import decision_engine
from podium.registry import load_catalogue

WORLD = World(
    Catalogue({name: Command(name, f"{name} something", "") for name in ("implement", "write-tests")}, version="two")
)
CONTRACT = {
    "objective",
    "confidence",
    "interval",
    "complexity",
    "basis",
    "factors",
    "domains",
    "specializations",
    "route",
    "thresholds",
    "approaches",
    "plan",
    "resources",
    "history",
    "chain",
    "questions",
}
ADDED = {"would_change", "prior", "rated", "settled", "explored", "repeat"}


def test_the_result_has_exactly_the_public_fields():
    result = decision_engine(WORLD, objective="Add a tooltip to the button")
    assert set(result) == CONTRACT | ADDED
    assert set(result["resources"]) == {"agents", "waves", "tokens", "minutes"}
    assert set(result["history"]) == {"outcomes", "domain_outcomes", "project", "project_outcomes", "elsewhere"}


@pytest.mark.parametrize("objective", ["", "  \n"])
def test_an_empty_objective_is_refused(objective):
    with pytest.raises(UserError, match="objective is empty"):
        decision_engine(WORLD, objective=objective)


def test_an_unknown_rating_is_refused_with_the_allowed_ones():
    with pytest.raises(UserError, match=r"Allowed are: .*stakes"):
        decision_engine(WORLD, objective="Add a tooltip", scores={"mood": 3})


@pytest.mark.requirement("phase1")
def test_ratings_paths_context_and_limit_reach_the_decision():
    world = World(WORLD.catalogue, items=(ContextItem("note", "It is the save button."),), agent_limit=1)
    result = decision_engine(world, objective="fix this thing", paths=("a/b.py",), scores={"requirement_clarity": 4})
    assert result["basis"] == "host_scores"
    assert result["questions"] == []
    assert result["resources"]["agents"] <= 1
    assert any(factor["name"] == "components" for factor in result["factors"])


@pytest.mark.parametrize(
    ("objective", "strategy", "specialists"),
    [
        pytest.param(
            "Add user profile image upload functionality",
            "direct_atomic",
            (),
            marks=pytest.mark.requirement("usage-feature"),
        ),
        pytest.param(
            "Optimize application response time under high load",
            "orchestrated_workflow",
            ("performance",),
            marks=pytest.mark.requirement("usage-performance"),
        ),
        pytest.param(
            "Design microservices architecture for e-commerce platform",
            "multi_workflow",
            ("architecture", "security", "performance", "integration"),
            marks=pytest.mark.requirement("usage-architecture"),
        ),
        pytest.param(
            "Integrate blockchain payment system with existing platform",
            "specialized_agents",
            ("blockchain", "payment", "integration", "security"),
            marks=pytest.mark.requirement("usage-technology"),
        ),
    ],
)
def test_the_shipped_commands_carry_the_usage_patterns(objective, strategy, specialists):
    catalogue = load_catalogue().catalogue
    result = decision_engine(World(catalogue), objective=objective)
    assert result["route"]["strategy"] == strategy
    for role in specialists:
        assert any(name.startswith(role) for name in result["specializations"])
    named = {*result["chain"], *result["specializations"], *result["route"].get("commands", ())}
    assert named <= set(catalogue.commands)
    if strategy == "orchestrated_workflow":
        assert "performance" in result["route"]["orchestrator"]
    if strategy == "specialized_agents":
        assert result["route"]["agent_count"] == len(set(result["route"]["specializations"])) == 10


@pytest.mark.requirement(
    "agents-domain", "agents-technical", "agents-patterns", "agents-risks", "agents-performance", "agents-further"
)
def test_a_deployment_begins_with_its_five_and_goes_on_with_what_the_task_needs():
    world = World(load_catalogue().catalogue)
    route = decision_engine(world, objective="Integrate blockchain payment system with existing platform")["route"]
    assert route["specializations"][:5] == [
        "domain-specialist",
        "technical-specialist",
        "pattern-analyst",
        "risk-assessor",
        "performance-optimizer",
    ]
    assert {"blockchain-specialist", "payment-specialist"} <= set(route["specializations"][5:])


@pytest.mark.requirement("agents-requirements", "agents-further")
def test_a_more_complex_task_gets_more_agents():
    catalogue = load_catalogue().catalogue
    simple, middle, hard = (
        decide(objective, catalogue=catalogue, confidence_override=0.1)
        for objective in (
            "Fix a typo in the README",
            "Optimize application response time under high load",
            "Integrate blockchain payment system with existing platform",
        )
    )
    assert simple.complexity < middle.complexity < hard.complexity
    assert (simple.route.agent_count, hard.route.agent_count) == (5, 10)
    assert 5 < (middle.route.agent_count or 0) < 10
