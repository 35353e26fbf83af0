"""Users' agents as specialists: what they are about, whose place they take, what stays with the shipped ones."""

from __future__ import annotations

from dataclasses import replace

import pytest

from podium.core.decision import decide
from podium.core.decision.agents import with_agents
from podium.core.decision.shelf import shelf_of
from podium.core.values import Catalogue, Command
from podium.registry import load_catalogue

SHIPPED = dict(load_catalogue().catalogue.commands)
GUARD = "Finds vulnerabilities, models threats, reviews authentication and authorization"


def agent(name: str, description: str = "Helps.", body: str = "", **more: object) -> Command:
    return Command(name, description, body or f"You are {name}.", source="mine", **more)  # type: ignore[arg-type]


def library(*agents: Command) -> Catalogue:
    commands = with_agents({**SHIPPED, **{a.name: a for a in agents}}, [a.name for a in agents])
    return Catalogue(commands, version="-".join(a.name + a.description for a in agents))


def specialist(role: str, *agents: Command) -> str | None:
    return shelf_of(library(*agents)).specialist(role)


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("security-engineer", "security"),
        ("SecurityAuditor", "security"),
        ("senior_security_expert", "security"),
        ("appsec", "security"),
        ("performance-engineer", "performance"),
        ("test-automator", "testing"),
        ("database-administrator", "data"),
        ("system-architect", "architecture"),
        ("ux-designer", "user experience"),
        ("blockchain-developer", "blockchain"),
        ("team:mobile-developer", "mobile"),
    ],
)
def test_an_agent_named_after_a_field_is_its_specialist(name, role):
    assert specialist(role, agent(name)) == name


@pytest.mark.parametrize("name", ["mobile-security-coder", "cloud-security-guardian", "payment-security"])
def test_an_agent_of_two_fields_comes_in_addition(name):
    found = library(agent(name, GUARD))
    assert shelf_of(found).specialist("security") == "security-specialist"
    assert shelf_of(found).specialist(found.commands[name].roles[0]) == name


def test_a_name_that_says_nothing_leaves_it_to_the_description():
    assert specialist("security", agent("heimdall", GUARD)) == "heimdall"
    assert specialist("security", agent("heimdall", "A friendly helper")) == "security-specialist"


def test_a_description_in_another_language_counts():
    spanish = agent("guardian", "Experto en seguridad: autenticación, autorización, vulnerabilidades y cifrado")
    assert library(spanish).commands["guardian"].roles


def test_the_team_of_every_deployment_keeps_its_general_members():
    found = shelf_of(library(agent("technical-writer", "Writes technical documentation"), agent("business-analyst")))
    assert found.specialist("technical") == "technical-specialist"
    assert found.specialist("domain") == "domain-specialist"


def test_of_several_the_most_telling_takes_the_place_and_of_equals_the_first():
    vague, telling = agent("security-helper", "Helps."), agent("security-engineer", GUARD)
    assert specialist("security", vague, telling) == "security-engineer"
    first, second = agent("security-one"), agent("security-two")
    assert specialist("security", agent("security-expert"), agent("security-officer")) == "security-expert"
    assert specialist("security", first, second) in {"security-one", "security-two", "security-specialist"}


def test_stated_roles_outweigh_any_name():
    stated = agent("zed", roles=("security", "pentest"))
    found = library(agent("security-engineer", GUARD), stated)
    assert shelf_of(found).specialist("security") == "zed"
    assert found.commands["zed"].roles[:2] == ("security", "pentest")


def test_the_shipped_specialist_stays_as_its_substitute_and_lends_what_is_missing():
    found = library(agent("security-engineer", GUARD)).commands
    shipped = SHIPPED["security-specialist"]
    assert found["security-specialist"] == shipped
    engineer = found["security-engineer"]
    assert engineer.substitutes[0] == "security-specialist"
    assert (engineer.execution_time, engineer.complexity) == (shipped.execution_time, shipped.complexity)
    assert engineer.body == "You are security-engineer."


def test_the_shipped_workflows_deploy_the_users_agent_and_only_their_steps_change():
    found = library(agent("security-engineer", GUARD)).commands
    shipped = SHIPPED["harden-security"]
    assert "security-engineer" in found["harden-security"].steps
    assert "security-specialist" not in found["harden-security"].steps
    assert "security-engineer" in found["harden-security"].chains_to
    assert replace(found["harden-security"], steps=shipped.steps, chains_to=shipped.chains_to) == shipped


def test_without_agents_nothing_changes():
    assert with_agents(SHIPPED, []) == SHIPPED


@pytest.mark.requirement("stage-ecosystem")
@pytest.mark.parametrize("override", [None, 0.3, 0.6])
def test_hardening_the_login_flow_deploys_the_librarys_security_agent(override):
    decision = decide(
        "harden the login flow",
        catalogue=library(agent("security-engineer", GUARD), agent("python-pro", "Python 3.12")),
        confidence_override=override,
    )
    deployed = {*decision.specializations, *decision.chain}
    assert "security-engineer" in deployed
    assert not {"security-specialist", "python-pro"} & deployed


def test_an_agent_that_the_objective_calls_by_its_words_is_deployed_beside_the_specialists():
    found = library(agent("event-sourcing-architect", "Event stores and projections"), agent("vue-pro", "Vue"))
    decision = decide("Move orders to event sourcing", catalogue=found, confidence_override=0.3)
    assert "event-sourcing-architect" in decision.specializations
    assert "vue-pro" not in decision.specializations


def test_agents_that_say_the_same_are_deployed_once():
    twins = [agent(name, GUARD, "You guard.") for name in ("a:guard-dog", "b:guard-dog")]
    assert len([name for name in shelf_of(library(*twins)).specialists if "guard" in name]) == 1


def test_a_large_library_does_not_change_which_shipped_command_fits():
    many = [
        Command(f"skill-{n}", f"Optimize implement performance review test number {n}", str(n), source="mine")
        for n in range(200)
    ]
    big = Catalogue({**SHIPPED, **{c.name: c for c in many}}, version="big")
    small = Catalogue(SHIPPED, version="small")
    for objective in ("harden the login flow", "Optimize slow queries in checkout", "Add image upload"):
        routes = [decide(objective, catalogue=c, confidence_override=0.95).route.commands for c in (big, small)]
        assert routes[0] == routes[1]
