"""The `command-relationships` command."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podium.core.decision import decide
from podium.core.errors import UserError
from podium.core.relations import relations_of
from podium.core.values import Catalogue, Command, World
from podium.handlers import command_relationships as module
from podium.handlers.command_relationships import EXTENTS, Extent, command_relationships


def world(*commands: Command) -> World:
    aliases = {alias: command.name for command in commands for alias in command.aliases}
    return World(Catalogue({command.name: command for command in commands}, "", aliases))


LIBRARY = (
    Command("design-api", "Design an interface", "", aliases=("shape",), execution_time="10 min"),
    Command("implement", "Write the code", "", requires=("design-api",), resources=("tree",), execution_time="20 min"),
    Command("write-tests", "Write tests for the login", "", resources=("tree",)),
    Command("review-code", "Review a change", "Then /implement again.", requires=("implement",)),
    Command("conduct", "Conduct them all", "", kind="orchestrator", chains_to=("*",), compatible_with=("ghost",)),
)


@pytest.mark.requirement("phase2-map")
def test_the_whole_map_has_the_fields_of_the_contract() -> None:
    found = command_relationships(world(*LIBRARY))
    assert json.loads(json.dumps(found)) == found
    assert [c["name"] for c in found["commands"]] == [c.name for c in LIBRARY]
    assert found["commands"][0] == {
        "name": "design-api",
        "kind": "atomic",
        "source": "builtin",
        "summary": "Design an interface",
    }
    assert found["edges"][0] == {
        "source": "implement",
        "target": "design-api",
        "kind": "requires",
        "blocking": True,
        "inferred": False,
    }
    assert found["waves"] == [["design-api", "write-tests", "conduct"], ["implement"], ["review-code"]]
    assert found["critical_path"] == ["design-api", "implement", "review-code"]
    assert found["critical_minutes"] == 35
    assert found["conflicts"] == [{"a": "implement", "b": "write-tests", "resource": "tree"}]
    assert found["cycles"] == []
    assert found["unresolved"] == [{"source": "conduct", "target": "ghost", "kind": "compatible_with"}]
    assert found["mermaid"].startswith("flowchart LR\n")
    assert found["edges_total"] == len(found["edges"]) == 6


def test_wildcards_stand_last_and_say_what_they_were() -> None:
    edges = command_relationships(world(*LIBRARY))["edges"]
    assert [edge.get("wildcard") for edge in edges] == [None, None, "*", "*", "*", "*"]
    assert not any(edge["blocking"] for edge in edges[2:])


@pytest.mark.requirement("phase2-dependencies")
def test_selected_commands_come_with_every_edge_and_the_other_ends() -> None:
    found = command_relationships(world(*LIBRARY), commands=["/shape"])
    assert [c["name"] for c in found["commands"]] == ["design-api", "implement", "conduct"]
    assert {(e["source"], e["target"], e["kind"]) for e in found["edges"]} == {
        ("implement", "design-api", "requires"),
        ("conduct", "design-api", "chains_to"),
    }
    assert found["waves"] == [["design-api", "conduct"], ["implement"]]


def test_an_inferred_edge_is_marked_and_does_not_block() -> None:
    library = (*LIBRARY, Command("explain", "", "Ask /review-code."))
    edges = command_relationships(world(*library), commands=["explain"])["edges"]
    assert edges[0] == {
        "source": "explain",
        "target": "review-code",
        "kind": "feeds_into",
        "blocking": False,
        "inferred": True,
    }


def test_an_unknown_command_is_refused_with_close_names() -> None:
    with pytest.raises(UserError, match=r'no command "implment"\. Did you mean implement\?'):
        command_relationships(world(*LIBRARY), commands=["design-api", "implment"])
    with pytest.raises(UserError, match="without commands for all"):
        command_relationships(world(*LIBRARY), commands=["zzzzzz"])


FLOW = Command("make-it", "Make a feature", "", kind="orchestrator", steps="design-api |> implement || write-tests")


def test_an_objective_maps_what_the_engine_would_run_what_that_requires_and_why() -> None:
    library = tuple(replace(c, chains_to=()) if c.name == "conduct" else c for c in LIBRARY)
    known = world(*library, FLOW)
    objective = "Build an interface for payments and test it; the requirements are open"
    found = command_relationships(known, objective=objective)
    decision = decide(objective, catalogue=known.catalogue)
    chosen = {*decision.chain, *filter(None, (decision.route.orchestrator, *decision.route.workflows))}
    names = {c["name"] for c in found["commands"]}
    assert chosen
    assert names == relations_of(known.catalogue).closure(chosen)
    assert all({e["source"], e["target"]} <= names for e in found["edges"])
    assert (found["route"]["strategy"], found["route"]["reason"]) == (decision.route.strategy, decision.route.reason)
    assert {name for wave in found["route"]["waves"] for name in wave} == set(decision.chain)
    assert found["coordination"][0]["why"].startswith(f"routed as {decision.route.strategy}")
    explained = {name for entry in found["coordination"] for name in entry["commands"]}
    assert explained >= names


def test_where_the_engine_has_nothing_to_choose_from_shared_words_narrow_the_map() -> None:
    chooses_nothing = tuple(replace(c, computes=True) for c in LIBRARY)
    found = command_relationships(world(*chooses_nothing), objective="Review the change to the tests")
    assert {c["name"] for c in found["commands"]} == {"review-code", "implement", "design-api", "write-tests"}
    assert found["coordination"][:4] == [
        {"commands": ["review-code"], "why": "shares with the objective: review, change"},
        {"commands": ["write-tests"], "why": "shares with the objective: tests"},
        {"commands": ["design-api", "implement"], "why": "design-api is required by implement and runs first"},
        {"commands": ["implement", "review-code"], "why": "implement is required by review-code and runs first"},
    ]


def test_an_objective_that_no_command_fits_says_so_and_shows_the_whole_map() -> None:
    chooses_nothing = tuple(replace(c, computes=True) for c in LIBRARY)
    found = command_relationships(world(*chooses_nothing), objective="blockchain")
    assert len(found["commands"]) == len(LIBRARY)
    assert found["coordination"][0]["commands"] == []
    assert "no command of the registry fits" in found["coordination"][0]["why"]


def test_who_holds_a_resource_alone_and_who_shares_it_is_told() -> None:
    readers = (Command("read", "", "", resources=("db:shared",)), Command("look", "", "", resources=("db:read",)))
    found = command_relationships(world(Command("write", "", "", resources=("db",)), *readers))
    assert [(c["a"], c["b"]) for c in found["conflicts"]] == [("write", "read"), ("write", "look")]
    assert found["coordination"] == [
        {
            "commands": ["write", "read", "look"],
            "why": "write needs db alone: never beside read, look, which share it",
        }
    ]
    assert found["waves"] == [["write"], ["read", "look"]]


@given(st.integers(2, 60), st.integers(0, 2**32), st.sampled_from(EXTENTS))
def test_a_narrower_map_keeps_what_was_asked_for_and_says_what_it_leaves_out(
    count: int, seed: int, extent: Extent
) -> None:
    library = tuple(
        Command(
            f"c{i}",
            "",
            "",
            requires=(f"c{seed % i}",) if i and seed >> i % 32 & 1 else (),
            chains_to=("*",) if i == 1 else (),
        )
        for i in range(count)
    )
    whole, part = (command_relationships(world(*library), commands=["c1"], extent=e) for e in ("all", extent))
    names = {c["name"] for c in part["commands"]}
    assert "c1" in names
    assert {name for wave in part["waves"] for name in wave} == names
    assert all({e["source"], e["target"]} <= names for e in part["edges"])
    assert part["commands_total"] == whole["commands_total"] == count
    assert part["edges_total"] == whole["edges_total"]
    missing = count - len(names)
    assert (f"{missing} more" in part["shown"]) if missing else not part["shown"]


def test_a_cycle_stands_in_no_wave_and_is_a_warning() -> None:
    ring = (Command("a", "", "", requires=("b",)), Command("b", "", "", requires=("a",)))
    found = command_relationships(world(*ring, Command("c", "", "", requires=("a",)), Command("d", "", "")))
    assert found["cycles"] == [["a", "b"]]
    assert found["waves"] == [["c", "d"]]
    assert found["warnings"] == ["a, b require each other: they stand in no wave, and running them is refused"]
    assert {"commands": ["c"], "why": "cannot start before the cycle of a, b is broken"} in found["coordination"]


def test_a_loop_by_choice_is_told_and_the_web_of_a_library_is_not() -> None:
    def ring(size: int) -> list[Command]:
        return [Command(f"c{i}", "", "", feeds_into=(f"c{(i + 1) % size}",)) for i in range(size)]

    small, large = command_relationships(world(*ring(2))), command_relationships(world(*ring(9)))
    assert small["coordination"] == [
        {"commands": ["c0", "c1"], "why": "lead to each other in a loop by choice; nothing waits on it"}
    ]
    assert large["coordination"] == []
    assert small["cycles"] == []


def test_commands_and_an_objective_make_one_map() -> None:
    found = command_relationships(world(*LIBRARY), commands="conduct", objective="review")  # type: ignore[arg-type]
    assert {c["name"] for c in found["commands"]} == {c.name for c in LIBRARY}
    assert len(found["edges"]) == len({(e["source"], e["target"], e["kind"]) for e in found["edges"]})


def test_long_lists_are_heads_with_their_totals(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_LISTED", 3)
    many = [Command(f"c{i}", "", "", resources=("r",), requires=("c0",) if i else ()) for i in range(8)]
    found = command_relationships(world(*many))
    for name, total in (("commands", 8), ("edges", 7), ("conflicts", 28)):
        assert len(found[name]) == 3
        assert found[f"{name}_total"] == total
    assert len(found["waves"]) == 8


def test_an_empty_registry_has_an_empty_map() -> None:
    found = command_relationships(world())
    assert found["commands"] == found["edges"] == found["waves"] == found["critical_path"] == []


@given(st.lists(st.tuples(st.text(max_size=5), st.text(max_size=60), st.text(max_size=60)), max_size=5), st.text())
def test_no_text_of_a_command_breaks_the_map(texts: list[tuple[str, str, str]], objective: str) -> None:
    commands = [
        Command(f"c{i}", description, body, requires=(target,), resources=(target,), execution_time=body)
        for i, (target, description, body) in enumerate(texts)
    ]
    json.dumps(command_relationships(world(*commands), objective=objective))
