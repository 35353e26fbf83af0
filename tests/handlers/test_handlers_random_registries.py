"""The map of random registries against networkx and brute force."""

from __future__ import annotations

from itertools import combinations

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from podium.core.values import Catalogue, Command, World
from podium.handlers.command_relationships import command_relationships

FORMS = ("front matter", "front matter", "heading", "label")


@st.composite
def registries(draw: st.DrawFn) -> tuple[Command, ...]:
    """Up to nine commands that require each other in any way in the front matter, or say so in their text, which blocks nothing."""
    count = draw(st.integers(0, 9))
    names = [f"c{i}" for i in range(count)]
    found = []
    for i, name in enumerate(names):
        earlier = names if draw(st.integers(0, 3)) == 0 else names[:i]
        required = tuple(draw(st.lists(st.sampled_from(earlier), max_size=2, unique=True))) if earlier else ()
        form = draw(st.sampled_from(FORMS))
        listed = ", ".join(f"/{r}" for r in required)
        found.append(
            Command(
                name,
                "",
                {"heading": f"# {name}\n\n## Requires\n- {listed}\n", "label": f"**Requires:** {listed}\n"}.get(
                    form, ""
                ),
                requires=required if form == "front matter" else (),
                resources=tuple(draw(st.lists(st.sampled_from(["db", "tree", "db:shared"]), max_size=1))),
                execution_time=f"{draw(st.integers(1, 9))} min",
            )
        )
    return tuple(draw(st.permutations(found)))


def requirements(commands: tuple[Command, ...]) -> nx.DiGraph[str]:
    """An edge from what must run first to what requires it."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(c.name for c in commands)
    graph.add_edges_from((required, c.name) for c in commands for required in c.requires)
    return graph


def apart(a: Command, b: Command) -> set[str]:
    names = [{r.partition(":")[0] for r in c.resources} for c in (a, b)]
    both_read = all(r.endswith(":shared") for c in (a, b) for r in c.resources)
    return set() if both_read else names[0] & names[1]


def colours(sound: nx.DiGraph[str], by_name: dict[str, Command]) -> int:
    """Waves that colouring each generation by its conflicts needs, largest first."""
    most = 0
    for generation in nx.topological_generations(sound):
        clashing: nx.Graph[str] = nx.Graph()
        clashing.add_nodes_from(generation)
        clashing.add_edges_from((a, b) for a, b in combinations(clashing.nodes, 2) if apart(by_name[a], by_name[b]))
        coloured = nx.greedy_color(clashing, strategy="largest_first")
        most += 1 + max(coloured.values())
    return most


@settings(max_examples=1000)
@given(registries())
@pytest.mark.requirement("phase2-map", "phase2-dependencies", "phase2-conflicts", "phase2-order")
def test_waves_critical_path_conflicts_and_cycles_equal_an_independent_computation(
    commands: tuple[Command, ...],
) -> None:
    by_name = {c.name: c for c in commands}
    found = command_relationships(World(Catalogue(by_name)))
    graph = requirements(commands)
    groups = [g for g in nx.strongly_connected_components(graph) if len(g) > 1 or graph.has_edge(*list(g) * 2)]
    assert {frozenset(group) for group in found["cycles"]} == {frozenset(group) for group in groups}
    assert len(found["warnings"]) == len(groups)

    sound = graph.subgraph(set(graph) - {name for group in groups for name in group})
    at = {name: n for n, wave in enumerate(found["waves"]) for name in wave}
    assert sorted(name for wave in found["waves"] for name in wave) == sorted(sound)
    assert all(at[before] < at[after] for before, after in sound.edges)
    assert not any(apart(by_name[a], by_name[b]) for wave in found["waves"] for a, b in combinations(wave, 2))
    assert len(found["waves"]) <= colours(sound, by_name)
    if not any(c.resources for c in commands):
        assert [set(wave) for wave in found["waves"]] == [set(g) for g in nx.topological_generations(sound)]

    minutes = {name: float(by_name[name].execution_time.split()[0]) for name in sound}
    longest = max((sum(map(minutes.__getitem__, path)) for path in paths(sound)), default=0.0)
    assert found["critical_minutes"] == longest == sum(minutes[name] for name in found["critical_path"])
    assert nx.is_path(sound, found["critical_path"]) or not found["critical_path"]

    clashes = {(frozenset((a, b)), r) for a, b in combinations(sound, 2) for r in apart(by_name[a], by_name[b])}
    assert {(frozenset((c["a"], c["b"])), c["resource"]) for c in found["conflicts"]} == clashes
    assert found["conflicts_total"] == len(clashes)
    assert {(e["target"], e["source"]) for e in found["edges"] if e["blocking"]} == set(graph.edges)


def paths(sound: nx.DiGraph[str]) -> list[list[str]]:
    """Every path from a start to an end, by brute force."""
    starts = [n for n in sound if not sound.in_degree(n)]
    ends = [n for n in sound if not sound.out_degree(n)]
    alone = [[n] for n in starts if n in ends]
    return alone + [p for s in starts for e in ends if s != e for p in nx.all_simple_paths(sound, s, e)]
