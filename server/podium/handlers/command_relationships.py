"""`command-relationships`: the map of commands, what blocks what, and why commands must be coordinated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from difflib import get_close_matches
from itertools import islice

from podium.core import pictures
from podium.core.errors import UserError
from podium.core.matching import Match
from podium.core.relations import Edge, Relations, relations_of
from podium.core.scheduling import Task, conflicts, resource_holders
from podium.core.task_graph import quoted
from podium.core.texts import one_line
from podium.core.values import JSON, Catalogue, EdgeKind, World

MOST_MATCHES = 8
LEAST_SHARE = 0.35
"""A command belongs to an objective's map from this share of the best command's score on."""

MOST_LISTED = 1000
MOST_LOOP = 6
"""Larger groups that lead to each other are the web of a library, not a loop that somebody made."""

MOST_SUMMARY = 120
NODES_DRAWN = 24
EDGES_DRAWN = 48

_STROKES: dict[EdgeKind, pictures.Stroke] = {
    "requires": "thick",
    "chains_to": "solid",
    "feeds_into": "dotted",
    "compatible_with": "open",
    "substitutes": "open",
}


def command_relationships(world: World, *, commands: Sequence[str] = (), objective: str = "") -> JSON:
    """The map of the catalogue, of selected commands and their neighbours, or of what an objective needs.

    Args:
        world: Its catalogue is mapped.
        commands: Names or aliases; the result holds them, every edge from or to them, and the other ends.
        objective: The commands that share words with it, and everything they require.

    Returns:
        The contract's fields, and `unresolved` (relations to commands that do not exist), `warnings`, and
        `critical_minutes`. Waves hold what runs after what it requires and beside nothing that holds its resource.
        `commands`, `edges` and `conflicts` are heads of at most `MOST_LISTED`, with their totals.

    Raises:
        UserError: A name that no command has.
    """
    relations = relations_of(world.catalogue)
    selected = _selected(world.catalogue, commands)
    matches = _fitting(relations, objective)
    names, edges = _extent(relations, selected, matches)
    plan = relations.plan(names)
    cycles = [list(group) for group in relations.cycles if not names.isdisjoint(group)]
    return {
        "commands": _commands(world.catalogue, names, selected),
        "commands_total": len(names),
        "edges": [_edge(edge) for edge in edges[:MOST_LISTED]],
        "edges_total": len(edges),
        "waves": [list(wave) for wave in plan.waves],
        "critical_path": list(plan.critical_path),
        "critical_minutes": round(plan.minutes, 4),
        "conflicts": [{"a": a, "b": b, "resource": r} for a, b, r in islice(conflicts(plan.tasks), MOST_LISTED)],
        "conflicts_total": _pairs_of(plan.tasks),
        "cycles": cycles,
        "coordination": list(_coordination(relations, names, plan.tasks, matches if objective.strip() else None)),
        "unresolved": _unresolved(relations, names),
        "warnings": [_cycle_warning(group) for group in cycles],
        "mermaid": _picture(relations, names, edges, plan.critical_path if len(plan.critical_path) > 1 else ()),
    }


def _selected(catalogue: Catalogue, commands: Sequence[str]) -> list[str]:
    found: dict[str, None] = {}
    unknown = []
    for name in [commands] if isinstance(commands, str) else commands:
        command = catalogue.find(name.strip()) if isinstance(name, str) else None
        if command:
            found[command.name] = None
        else:
            unknown.append(str(name))
    if unknown:
        raise UserError(" ".join(_unknown(catalogue, name) for name in unknown[:5]))
    return list(found)


def _unknown(catalogue: Catalogue, name: str) -> str:
    close = get_close_matches(
        name.strip()[:64].lower().removeprefix("/"), [*catalogue.commands, *catalogue.aliases], n=3
    )
    advice = f"Did you mean {' or '.join(close)}?" if close else "Call command-relationships without commands for all."
    return f"There is no command {quoted(name)}. {advice}"


def _fitting(relations: Relations, objective: str) -> list[Match]:
    matches = relations.index.matching(objective) if objective.strip() else []
    return [match for match in matches[:MOST_MATCHES] if match.score >= LEAST_SHARE * matches[0].score]


def _extent(relations: Relations, selected: list[str], matches: list[Match]) -> tuple[set[str], list[Edge]]:
    """The commands of the map and its edges."""
    if not selected and not matches:
        return set(relations.catalogue.commands), relations.edges()
    names, edges = set(selected), list[Edge]()
    if selected:
        edges = relations.edges(names)
        names |= {end for edge in edges for end in (edge.source, edge.target)}
    if matches:
        fitting = relations.closure(match.name for match in matches)
        inside = [e for e in relations.edges(fitting) if e.source in fitting and e.target in fitting]
        edges = list(dict.fromkeys([*edges, *inside]))
        names |= fitting
    return names, edges


def _commands(catalogue: Catalogue, names: AbstractSet[str], selected: Sequence[str]) -> list[JSON]:
    """The selected commands first, the others in the catalogue's order."""
    order = dict.fromkeys([*selected, *(name for name in catalogue.commands if name in names)])
    return [
        {
            "name": name,
            "kind": catalogue.commands[name].kind,
            "source": catalogue.commands[name].source,
            "summary": one_line(catalogue.commands[name].description, MOST_SUMMARY),
        }
        for name in islice(order, MOST_LISTED)
    ]


def _unresolved(relations: Relations, names: AbstractSet[str]) -> list[JSON]:
    found = islice((edge for edge in relations.unresolved if edge.source in names), MOST_LISTED)
    return [{"source": e.source, "target": one_line(e.target, 80), "kind": e.kind} for e in found]


def _edge(edge: Edge) -> JSON:
    found: JSON = {
        "source": edge.source,
        "target": edge.target,
        "kind": edge.kind,
        "blocking": edge.kind == "requires",
        "inferred": edge.inferred,
    }
    return found | {"wildcard": edge.wildcard} if edge.wildcard else found


def _pairs_of(tasks: Iterable[Task]) -> int:
    return sum(len(holders) * (len(holders) - 1) // 2 for holders in resource_holders(tasks).values())


def _coordination(
    relations: Relations, names: AbstractSet[str], tasks: Sequence[Task], matches: Sequence[Match] | None
) -> Iterator[JSON]:
    """Groups of commands that belong together, each with the reason."""
    if matches is not None:
        yield from _reasons(relations, matches)
    for group in relations.cycles:
        if not names.isdisjoint(group):
            yield {"commands": list(group), "why": _cycle_warning(group)}
    yield from _held_back(relations, names)
    for resource, holders in resource_holders(tasks).items():
        if len(holders) > 1:
            yield {"commands": holders, "why": f"each holds {one_line(resource, 60)} alone: one after the other"}
    for loop in relations.loops:
        if len(loop) <= MOST_LOOP and not names.isdisjoint(loop):
            yield {"commands": list(loop), "why": "lead to each other in a loop by choice; nothing waits on it"}


def _reasons(relations: Relations, matches: Sequence[Match]) -> Iterator[JSON]:
    if not matches:
        yield {"commands": [], "why": "no command shares a word with the objective, so the map is not narrowed by it"}
    for match in matches:
        yield {"commands": [match.name], "why": f"shares with the objective: {', '.join(match.words[:8])}"}
    chosen = {match.name for match in matches}
    needed = sorted(relations.closure(chosen))
    for name in (name for name in needed if name not in chosen):
        users = [user for user in needed if name in relations.blocking[user]]
        yield {"commands": [name, *users], "why": f"{name} is required by {', '.join(users)} and runs first"}


def _held_back(relations: Relations, names: AbstractSet[str]) -> Iterator[JSON]:
    """Commands outside a cycle that require a member of it."""
    for group in relations.cycles:
        behind = sorted(relations.requiring(group) & names)
        if behind:
            yield {"commands": behind, "why": f"cannot start before the cycle of {', '.join(group)} is broken"}


def _cycle_warning(group: Sequence[str]) -> str:
    return f"{', '.join(group)} require each other: they stand in no wave, and running them is refused"


def _picture(relations: Relations, names: AbstractSet[str], edges: Sequence[Edge], critical: Sequence[str]) -> str:
    """The best connected commands; edges that stand for a wildcard are not drawn."""
    drawn = [edge for edge in edges if not edge.wildcard]
    degree = dict.fromkeys(sorted(names), 0)
    for edge in drawn:
        degree[edge.source] += 1
        degree[edge.target] += 1
    cyclic = {name for group in relations.cycles for name in group}
    nodes = [
        pictures.Node(name, f"/{name}", _state(relations, name, critical, cyclic))
        for name in sorted(degree, key=lambda name: (name not in critical, -degree[name]))
    ]
    arrows = (pictures.Edge(e.source, e.target, e.kind.replace("_", " "), _STROKES[e.kind]) for e in drawn)
    return pictures.flowchart(nodes, arrows, most_nodes=NODES_DRAWN, most_edges=EDGES_DRAWN)


def _state(relations: Relations, name: str, critical: Sequence[str], cyclic: AbstractSet[str]) -> str:
    if name in cyclic:
        return "cycle"
    return "critical" if name in critical else relations.catalogue.commands[name].kind
