"""The map of commands against networkx, and what texts say about other commands."""

from __future__ import annotations

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from podium.core.errors import UserError
from podium.core.matching import WordIndex
from podium.core.relations import Edge, Relations, relations_of
from podium.core.values import Catalogue, Command
from podium.core.workloads import expected_minutes

SEED_STYLE = """# Conductor

## 🔗 **CONNECTIONS**

### **Automatically Chains To**
- Any command or orchestrator (this is the router)
- `/implement` - for the work itself
- Recovery when it fails

### **Compatible With**
- All atomic commands (routes to them)
- All orchestrator commands
- `/review-code` - checks

### **Feeds Into**
- Pattern capture

---

## 🛡️ **RECOVERY**
1. Use `/design-api` to understand what failed, see https://example.org/write-tests and src/write-tests
"""


def catalogue(*commands: Command, version: str = "") -> Catalogue:
    aliases = {alias: command.name for command in commands for alias in command.aliases}
    return Catalogue({command.name: command for command in commands}, version, aliases)


LIBRARY = tuple(Command(name, name, "") for name in ("design-api", "implement", "write-tests", "review-code"))


def stated_by(body: str, **fields: tuple[str, ...]) -> set[tuple[str, str, bool]]:
    probe = Command("probe", "", body, **fields)  # type: ignore[arg-type]
    found = Relations(catalogue(*LIBRARY, probe)).stated
    return {(edge.target, edge.kind, edge.inferred) for edge in found if edge.source == "probe"}


def test_the_sections_of_a_seed_style_file_are_read_whole() -> None:
    conductor = Command("conductor", "", SEED_STYLE, kind="orchestrator")
    other = Command("other", "", "", kind="orchestrator")
    relations = Relations(catalogue(*LIBRARY, conductor, other))
    edges = list(relations.edges({"conductor"}))
    assert [e for e in edges if not e.wildcard] == [
        Edge("conductor", "implement", "chains_to"),
        Edge("conductor", "review-code", "compatible_with"),
        Edge("conductor", "design-api", "feeds_into", inferred=True),
    ]
    everybody = {command.name for command in LIBRARY} | {"other"}
    assert {e.target for e in edges if e.kind == "chains_to"} == everybody
    assert {e.target for e in edges if e.kind == "compatible_with"} == everybody
    assert len(edges) == len({(e.target, e.kind) for e in edges})


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("**Feeds Into:** design-api, /implement\n\nProse.", {"design-api", "implement"}),
        ("- Feeds into: `design-api` and `implement`", {"design-api", "implement"}),
        (
            "## Feeds Into\r\n* design-api: the shape\r\n* implement (later)\r\n\r\n## Else\r\n",
            {"design-api", "implement"},
        ),
        ("Feeds into design-api, which is prose.", set()),
        ("## Feeds into the night\n- design-api", set()),
    ],
)
def test_a_section_is_a_heading_a_label_or_a_bullet_with_a_colon(body: str, expected: set[str]) -> None:
    assert {target for target, kind, inferred in stated_by(body) if kind == "feeds_into" and not inferred} == expected


def test_automatically_chains_to_and_triggers_are_one_kind() -> None:
    assert stated_by("### Automatically Chains To / Triggers\n- /implement\n") == {("implement", "chains_to", False)}
    assert stated_by("### Automatically triggers\n- implement\n") == {("implement", "chains_to", False)}


def test_the_front_matter_wins_over_a_section_of_the_same_kind() -> None:
    found = stated_by("## Feeds Into\n- implement\n\n## Chains to\n- design-api\n", feeds_into=("review-code",))
    assert found == {("review-code", "feeds_into", False), ("design-api", "chains_to", False)}


def test_what_a_section_of_the_text_requires_is_a_mention_and_blocks_nothing() -> None:
    probe = Command("probe", "", "## Requires\n- design-api: first\n- `implement`\n- any command\n")
    relations = Relations(catalogue(*LIBRARY, probe))
    assert list(relations.edges({"probe"})) == [
        Edge("probe", "design-api", "feeds_into", inferred=True),
        Edge("probe", "implement", "feeds_into", inferred=True),
    ]
    assert relations.blocking["probe"] == ()


def test_a_section_in_the_text_adds_nothing_to_what_the_front_matter_requires() -> None:
    found = stated_by("## Depends on\n- implement\n", requires=("design-api",))
    assert found == {("design-api", "requires", False), ("implement", "feeds_into", True)}


def test_a_mention_is_an_inferred_edge_unless_the_file_states_one() -> None:
    assert stated_by("Use /implement, then /write-tests. And /probe.", requires=("implement",)) == {
        ("implement", "requires", False),
        ("write-tests", "feeds_into", True),
    }


@pytest.mark.parametrize(
    "text", ["a/implement", "/implement/x", "//implement", "~/implement", "/implemented", "</implement>"]
)
def test_a_step_of_a_path_is_no_mention(text: str) -> None:
    assert stated_by(text) == set()


def test_aliases_and_slashes_lead_to_the_command() -> None:
    design = Command("design-api", "", "", aliases=("shape",))
    probe = Command("probe", "", "then /shape", requires=("/implement",), chains_to=("shape",))
    found = Relations(catalogue(design, Command("implement", "", ""), probe)).stated
    assert {(e.target, e.kind) for e in found} == {("implement", "requires"), ("design-api", "chains_to")}


def test_what_does_not_exist_is_listed_and_makes_no_edge() -> None:
    relations = Relations(catalogue(Command("probe", "", "/nothing", requires=("ghost",), substitutes=("*",))))
    assert relations.unresolved == (Edge("probe", "ghost", "requires"),)
    assert relations.stated == ()
    assert list(relations.edges()) == []


def test_a_wildcard_covers_its_kind_once_and_never_its_own_command() -> None:
    a = Command("a", "", "", chains_to=("*", "*atomic", "b"))
    b, c = Command("b", "", ""), Command("c", "", "", kind="orchestrator", requires=("*atomic",))
    relations = Relations(catalogue(a, b, c))
    assert [(e.target, e.wildcard) for e in relations.edges({"a"}) if e.kind == "chains_to"] == [("b", ""), ("c", "*")]
    assert relations.blocking["c"] == ("a", "b")
    assert Edge("c", "b", "requires", wildcard="*atomic") in relations.edges({"b"})


names = [f"c{i}" for i in range(8)]
targets = st.lists(st.sampled_from([*names, "ghost", "*atomic"]), max_size=2).map(tuple)


@st.composite
def catalogues(draw: st.DrawFn) -> Catalogue:
    rare = st.one_of(st.just(()), st.just(()), targets)
    commands = [
        Command(
            name,
            "",
            draw(st.sampled_from(["", "see /c1 and /c2"])),
            kind=draw(st.sampled_from(["atomic", "orchestrator"])),
            requires=draw(st.lists(st.sampled_from(names), max_size=2).map(tuple)),
            chains_to=draw(rare),
            compatible_with=draw(rare),
            resources=draw(st.lists(st.sampled_from("rs"), max_size=1).map(tuple)),
        )
        for name in names
    ]
    return catalogue(*commands)


def expanded(known: Catalogue) -> set[tuple[str, str, str]]:
    found = set()
    for command in known.commands.values():
        for kind in ("requires", "chains_to", "compatible_with"):
            for target in getattr(command, kind):
                every = [c.name for c in known.commands.values() if c.kind == "atomic" and c.name != command.name]
                for name in every if target == "*atomic" else [target]:
                    if name in known.commands and (name != command.name or kind == "requires"):
                        found.add((command.name, name, kind))
        if command.body:
            stated = {*command.requires, *command.chains_to, *command.compatible_with, command.name}
            found |= {(command.name, name, "feeds_into") for name in {"c1", "c2"} - stated}
    return found


@settings(max_examples=300)
@given(catalogues(), st.sets(st.sampled_from(names), min_size=1, max_size=3))
def test_the_edges_of_selected_commands_are_complete(known: Catalogue, selected: set[str]) -> None:
    relations = Relations(known)
    expected = expanded(known)
    assert {e[:3] for e in relations.edges()} == expected
    found = list(relations.edges(selected))
    assert {e[:3] for e in found} == {e for e in expected if e[0] in selected or e[1] in selected}
    assert len(found) == len({e[:3] for e in found})


@settings(max_examples=300)
@given(catalogues())
def test_cycles_waves_and_paths_of_random_registries_equal_those_of_networkx(known: Catalogue) -> None:
    relations = Relations(known)
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(known.commands)
    graph.add_edges_from((target, c.name) for c in known.commands.values() for target in c.requires)
    cycles = {
        frozenset(group)
        for group in nx.strongly_connected_components(graph)
        if len(group) > 1 or graph.has_edge(*(list(group) * 2))
    }
    assert {frozenset(group) for group in relations.cycles} == cycles
    graph.remove_nodes_from([name for group in cycles for name in group])
    plan = relations.plan(set(known.commands))
    at = {name: i for i, wave in enumerate(plan.waves) for name in wave}
    assert at.keys() == set(graph)
    assert all(at[before] < at[after] for before, after in graph.edges)
    assert len(plan.critical_path) == (nx.dag_longest_path_length(graph) + 1 if graph else 0)
    for wave in plan.waves:
        held = [name for command in wave for name in known.commands[command].resources]
        assert len(held) == len(set(held))


@given(catalogues())
def test_the_graph_is_a_multigraph_of_what_is_stated(known: Catalogue) -> None:
    relations = Relations(known)
    assert isinstance(relations.graph, nx.MultiDiGraph)
    assert set(relations.graph) == set(known.commands)
    assert {(a, b, key) for a, b, key in relations.graph.edges(keys=True)} == {e[:3] for e in relations.stated}


def test_a_cycle_and_what_is_behind_it_are_refused_by_name() -> None:
    ring = (Command("a", "", "", requires=("b",)), Command("b", "", "", requires=("a",)))
    relations = Relations(catalogue(*ring, Command("c", "", "", requires=("b",)), Command("d", "", "")))
    assert relations.requiring(("a", "b")) == {"c"}
    relations.refuse_blocked(["d"])
    with pytest.raises(UserError, match="/c cannot run: /a, /b require each other"):
        relations.refuse_blocked(["d", "c"])


def test_a_deliberate_loop_is_told_and_blocks_nothing() -> None:
    document = Command("document", "", "", feeds_into=("discover",))
    relations = Relations(catalogue(document, Command("discover", "", "", chains_to=("document",))))
    assert relations.loops == (("document", "discover"),)
    assert relations.cycles == ()
    assert relations.plan({"document", "discover"}).waves == (("document", "discover"),)


def test_the_map_is_kept_until_a_command_changes() -> None:
    first = catalogue(*LIBRARY, version="v")
    assert relations_of(first) is relations_of(Catalogue(dict(first.commands), "v"))
    changed = catalogue(*LIBRARY, Command("new", "", ""), version="v")
    assert "new" in relations_of(changed).blocking


def test_the_rarest_shared_words_fit_best_and_names_count_double() -> None:
    known = catalogue(
        Command("audit-security", "Find the holes in a login", "", roles=("security",)),
        Command("write-tests", "Write tests for a login", ""),
        Command("deploy", "Ship it", ""),
    )
    found = WordIndex(known).matching("Testing the security of our logins")
    assert [(match.name, match.words) for match in found] == [
        ("audit-security", ("security", "logins")),
        ("write-tests", ("testing", "logins")),
    ]
    assert WordIndex(known).matching("the of and") == []


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("Variable (2-30 minutes depending on the route)", 16),
        ("10 min", 10),
        ("90s", 1.5),
        ("1–2 hours", 90),
        ("30 m to 1 h", 45),
        ("1.5 h", 90),
        ("about 7", 7),
        ("", 5),
        ("depends", 5),
    ],
)
def test_the_execution_time_of_a_command_is_read_in_minutes(text: str, minutes: float) -> None:
    assert expected_minutes(Command("a", "", "", execution_time=text)) == pytest.approx(minutes)
