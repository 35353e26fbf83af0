"""Chains that a person writes: found in an objective, refused by name, planned and routed as written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podium.core.chain_route import by_chain
from podium.core.chains import split_chain
from podium.core.decision import decide
from podium.core.errors import UserError
from podium.core.planning import plan_calls
from podium.core.values import Catalogue, Command, Decision, Knowledge
from podium.core.workflow_calls import chain_calls
from podium.core.written_chains import WrittenChain, read_chain, written_chain
from run_samples import command

EXAMPLE = "design-api |> (implement || write-tests) |> review-code"


def known(*commands: Command) -> Catalogue:
    aliases = {alias: c.name for c in commands for alias in c.aliases}
    return Catalogue({c.name: c for c in commands}, "", aliases)


NAMES = ("implement", "write-tests", "review-code", "team:fix", "audit")
LIBRARY = known(
    *map(command, NAMES),
    command("design-api", aliases=("shape",), execution_time="10 min"),
    command("build", kind="orchestrator", steps="design-api |> (implement || write-tests) |> review-code"),
    command("ship", kind="orchestrator", chains_to=("audit", "review-code", "build")),
    command("release", requires=("audit",)),
    command("decision-engine", computes=True),
)


@pytest.mark.parametrize(
    ("text", "chain", "objective"),
    [
        (f"{EXAMPLE}: add rate limiting", EXAMPLE, "add rate limiting"),
        (f"/{EXAMPLE}: add rate limiting", f"/{EXAMPLE}", "add rate limiting"),
        ("shape || audit: the login: all of it", "shape || audit", "the login: all of it"),
        ("implement |> team:fix: a || b", "implement |> team:fix", "a || b"),
        ("implement |> audit:add limits", "implement |> audit", "add limits"),
        ("implement |> audit\nAdd limits to the API.", "implement |> audit", "Add limits to the API."),
        ("implement\n  |> audit: add limits", "implement\n  |> audit", "add limits"),
        ("implement |> audit", "implement |> audit", "implement |> audit"),
    ],
)
def test_a_chain_is_found_at_the_beginning_of_an_objective(text: str, chain: str, objective: str) -> None:
    assert written_chain(text, LIBRARY) == WrittenChain(chain, objective)


@pytest.mark.parametrize(
    "text",
    [
        "Add rate limiting",
        "implement: add rate limiting",
        "Explain what a || b means: is it a pipe?",
        "a || b: why is this always true",
        "data |> Enum.map: explain this pipeline",
        "x |> f |> g",
        "Fix implement |> audit in the docs",
        "if (a || b) return |> c",
        "|| implement",
        "true || implement() : what runs?",
        "",
    ],
)
def test_text_that_only_contains_the_signs_stays_text(text: str) -> None:
    assert written_chain(text, LIBRARY) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("design-api |> implemnt: x", r'no command "implemnt"\. Did you mean implement\?'),
        ("/ghost |> /phantom: x", 'no command "ghost".*no command "phantom"'),
        ("desgin-api |> implemnt: x", "Did you mean design-api.*Did you mean implement"),
        ("implement |> (audit: x", None),
        ("(implement || audit |> review-code", r'expected "\)"'),
        ("decision-engine |> implement: x", "/decision-engine computes by itself"),
    ],
)
def test_a_chain_that_cannot_run_is_refused_by_name(text: str, words: str | None) -> None:
    if words is None:
        words = r'expected "\)"'
    with pytest.raises(UserError, match=words):
        written_chain(text, LIBRARY)


@given(st.text(alphabet=st.sampled_from("ab |>():\n/implemet"), max_size=60))
def test_any_text_is_a_chain_is_refused_or_stays_text(text: str) -> None:
    try:
        found = written_chain(text, LIBRARY)
    except UserError:
        return
    if found:
        assert split_chain(found.chain) == (found.chain, "")


def calls(chain: str, limit: int = 10) -> dict[str, tuple[str, ...]]:
    return {call.id: call.depends_on for call in chain_calls(chain, LIBRARY, limit).calls}


def test_a_chain_becomes_exactly_its_calls() -> None:
    assert calls(EXAMPLE) == {
        "design-api": (),
        "implement": ("design-api",),
        "write-tests": ("design-api",),
        "review-code": ("implement", "write-tests"),
    }
    assert calls("shape |> audit |> shape") == {
        "design-api": (),
        "audit": ("design-api",),
        "design-api-2": ("audit",),
    }


def test_a_workflow_in_a_chain_stands_for_its_steps() -> None:
    found = calls("audit |> build |> ship")
    assert found["design-api"] == ("audit",)
    assert found["review-code"] == ("implement", "write-tests")
    assert found["audit-2"] == ("review-code",)
    assert found["review-code-2"] == ("audit-2",)
    assert calls("build || audit |> team:fix")["team:fix"] == ("review-code", "audit")


def test_workflows_give_up_steps_and_written_commands_do_not() -> None:
    written = chain_calls("audit |> build |> team:fix", LIBRARY, 4)
    assert [call.command for call in written.calls] == ["audit", "design-api", "review-code", "team:fix"]
    assert written.left_out == ("write-tests", "implement") or set(written.left_out) == {"write-tests", "implement"}
    assert written.calls[2].depends_on == ("design-api",)
    with pytest.raises(UserError, match=r"names 4 commands and this run may have 3 agents\. Raise"):
        chain_calls(EXAMPLE, LIBRARY, 3)


def routed(chain: str, limit: int = 10) -> tuple[Decision, Decision]:
    decision = decide("add rate limiting to the payment API", catalogue=LIBRARY)
    by = by_chain(decision, chain, catalogue=LIBRARY, knowledge=Knowledge(), agent_limit=limit)
    return decision, by


def test_the_route_is_the_chain_and_says_what_the_engine_would_have_done() -> None:
    alone, by = routed(EXAMPLE)
    assert by.route.strategy == by.plan[0] == "orchestrated_workflow"
    assert EXAMPLE in by.route.reason
    assert f"would have routed {alone.route.strategy}" in by.route.reason
    assert (by.confidence, by.complexity, by.domains) == (alone.confidence, alone.complexity, alone.domains)
    assert by.chain == by.route.commands == ("design-api", "implement", "write-tests", "review-code")
    assert by.route.parallelization == {
        "parallel": True,
        "groups": [["design-api"], ["implement", "write-tests"], ["review-code"]],
        "chain": EXAMPLE,
    }
    assert (by.resources.agents, by.resources.waves) == (4, 3)
    planned = plan_calls(by.route, LIBRARY, 10)
    assert [call.id for call in planned] == [*by.chain, "coordinator"]


@pytest.mark.parametrize(
    ("chain", "strategy"),
    [
        ("implement || audit", "direct_atomic"),
        ("implement |> audit", "orchestrated_workflow"),
        ("build || audit", "orchestrated_workflow"),
        ("build |> ship", "multi_workflow"),
    ],
)
def test_the_strategy_is_what_the_chain_amounts_to(chain: str, strategy: str) -> None:
    assert routed(chain)[1].route.strategy == strategy


def test_two_chains_of_the_same_commands_have_plans_of_their_own() -> None:
    one, other = (
        plan_calls(routed(chain)[1].route, LIBRARY, 10) for chain in ("implement |> audit", "audit |> implement")
    )
    assert [call.id for call in one[:2]] == ["implement", "audit"]
    assert [call.id for call in other[:2]] == ["audit", "implement"]


def test_what_a_command_requires_and_the_chain_leaves_out_is_told() -> None:
    assert "Required, and not in the chain: audit." in routed("implement |> release")[1].route.reason
    assert "Required" not in routed("audit |> release")[1].route.reason
    assert "leaves out of its workflows: write-tests" in routed("build", 3)[1].route.reason


def test_a_chain_given_by_itself_leaves_the_objective_as_it_is() -> None:
    assert read_chain("implement |> audit: x", " audit ", LIBRARY) == WrittenChain("audit", "implement |> audit: x")
    assert read_chain("implement |> audit: x", "", LIBRARY) == WrittenChain("implement |> audit", "x")
    assert read_chain("Add limits", "", LIBRARY) == WrittenChain("", "Add limits")
    with pytest.raises(UserError, match='no command "ghost"'):
        read_chain("Add limits", "implement |> ghost", LIBRARY)
