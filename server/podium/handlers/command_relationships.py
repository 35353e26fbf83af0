"""`command-relationships`: the map of commands, what blocks what, and why commands must be coordinated."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from itertools import islice
from typing import Literal

from podium.core import pictures
from podium.core.errors import UserError
from podium.core.naming import close_names
from podium.core.relations import Edge, Relations, relations_of
from podium.core.relevance import Relevant, relevant
from podium.core.scheduling import Holders, Task, conflicts, resource_holders
from podium.core.task_graph import quoted
from podium.core.texts import one_line
from podium.core.values import JSON, Catalogue, EdgeKind, World

Extent = Literal["all", "linked", "ordered", "blocked", "best_connected", "selected"]
EXTENTS: tuple[Extent, ...] = ("all", "linked", "ordered", "blocked", "best_connected", "selected")
"""How much of a map is shown, from everything down to what was asked for by name."""

BEST_CONNECTED = 40
MOST_LISTED = 1000
MOST_LOOP = 6
"""Larger groups that lead to each other are the web of a library, not a loop that somebody made."""

MOST_NAMED = 12
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
_SHOWN: dict[Extent, str] = {
    "linked": "commands that others name, or that hold a resource somebody else needs",
    "ordered": "commands that something blocks, or that hold a resource somebody else needs",
    "blocked": "commands that require others or are required",
    "best_connected": f"{BEST_CONNECTED} commands with the most relations",
    "selected": "commands that were asked for",
}


@dataclass(frozen=True, slots=True)
class Map:
    """What is mapped: the commands asked for, all in it with its edges, and how many edges there are."""

    asked: tuple[str, ...]
    names: AbstractSet[str]
    edges: Sequence[Edge]
    edge_count: int
    of: Relevant | None = field(default=None)


def command_relationships(
    world: World, *, commands: Sequence[str] = (), objective: str = "", extent: Extent = "all"
) -> JSON:
    """The map of the catalogue, of selected commands and their neighbours, or of what an objective needs.

    Args:
        world: Its catalogue is mapped.
        commands: Names or aliases; the result holds them, every edge from or to them, and the other ends.
        objective: What the decision engine would run for it, and everything that requires.
        extent: How much of that is shown; totals are always those of all of it.

    Returns:
        The contract's fields, and `shown` (what was left out by `extent`, or empty), `route` (of an objective),
        `unresolved` (relations to commands that do not exist), `warnings`, and `critical_minutes`. Waves hold what runs
        after what it requires and beside nothing that holds its resource. `commands`, `edges` and `conflicts` are heads
        of at most `MOST_LISTED`, with their totals.

    Raises:
        UserError: A name that no command has.
    """
    relations = relations_of(world.catalogue)
    asked = _selected(world.catalogue, commands)
    whole = _mapped(relations, asked, relevant(world, objective) if objective.strip() else None)
    shown = _within(relations, whole, extent)
    plan = relations.plan(shown.names)
    cycles = [list(group) for group in relations.cycles if not shown.names.isdisjoint(group)]
    critical = plan.critical_path if len(plan.critical_path) > 1 else ()
    return {
        "shown": _told(whole, shown, extent),
        "commands": _commands(world.catalogue, shown),
        "commands_total": len(whole.names),
        "waves": [list(wave) for wave in plan.waves],
        "critical_path": list(plan.critical_path),
        "critical_minutes": round(plan.minutes, 4),
        "cycles": cycles,
        "warnings": [_cycle_warning(group) for group in cycles],
        "route": whole.of.to_json() if whole.of else None,
        "coordination": list(_coordination(relations, shown, plan.tasks)),
        "conflicts": [{"a": a, "b": b, "resource": r} for a, b, r in islice(conflicts(plan.tasks), MOST_LISTED)],
        "conflicts_total": sum(holders.pairs for holders in resource_holders(plan.tasks).values()),
        "edges": [_edge(edge) for edge in shown.edges[:MOST_LISTED]],
        "edges_total": whole.edge_count,
        "unresolved": _unresolved(relations, shown.names),
        "mermaid": _picture(relations, shown, critical),
    }


def _selected(catalogue: Catalogue, commands: Sequence[str]) -> tuple[str, ...]:
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
    return tuple(found)


def _unknown(catalogue: Catalogue, name: str) -> str:
    close = close_names(catalogue, name)
    advice = f"Did you mean {' or '.join(close)}?" if close else "Call command-relationships without commands for all."
    return f"There is no command {quoted(name)}. {advice}"


def _mapped(relations: Relations, asked: tuple[str, ...], of: Relevant | None) -> Map:
    """The commands that were asked for, with their neighbours, and those of the objective, with what they require."""
    if not asked and not (of and of.commands):
        edges = list(islice(relations.edges(), MOST_LISTED + len(relations.stated)))
        return Map((), relations.blocking.keys(), edges, relations.edge_count, of)
    found = dict.fromkeys(relations.edges(set(asked))) if asked else {}
    names = set(asked).union(*((edge.source, edge.target) for edge in found))
    if of:
        needed = relations.closure(of.commands)
        found |= dict.fromkeys(relations.edges_among(needed))
        names |= needed
        asked = tuple(dict.fromkeys((*asked, *of.commands)))
    return Map(asked, names, list(found), len(found), of)


def _within(relations: Relations, whole: Map, extent: Extent) -> Map:
    """The part of a map that an extent holds; what was asked for is always in it."""
    if extent == "all":
        return whole
    names = whole.names & {*whole.asked, *_kept(relations, whole, extent)}
    edges = [edge for edge in whole.edges if edge.source in names and edge.target in names]
    return Map(whole.asked, names, edges, whole.edge_count, whole.of)


def _kept(relations: Relations, whole: Map, extent: Extent) -> Iterator[str]:
    if extent == "best_connected" and not whole.asked:
        degree = _degrees(whole)
        yield from sorted(degree, key=lambda name: (-degree[name], name))[:BEST_CONNECTED]
    if extent in ("linked", "ordered", "blocked"):
        for edge in whole.edges:
            if edge.kind == "requires" or (extent == "linked" and not edge.wildcard):
                yield from (edge.source, edge.target)
    if extent in ("linked", "ordered"):
        for holders in resource_holders(relations.tasks(whole.names)).values():
            if holders.pairs:
                yield from (*holders.alone, *holders.shared)


def _told(whole: Map, shown: Map, extent: Extent) -> str:
    """What the map leaves out, in one sentence; nothing where it shows all."""
    missing = len(whole.names) - len(shown.names)
    if not missing:
        return ""
    free = extent in ("linked", "ordered", "blocked") and not whole.asked
    any_time = " that nothing blocks" if free else ""
    return (
        f"The map of all {len(whole.names)} commands is longer than hosts show, so it shows {len(shown.names)}: the "
        f"{_SHOWN[extent]}. {missing} more{any_time} are left out; ask for them with `commands`, or with an `objective`."
    )


def _commands(catalogue: Catalogue, shown: Map) -> list[JSON]:
    """The commands asked for first, the others in the catalogue's order."""
    order = dict.fromkeys([*shown.asked, *(name for name in catalogue.commands if name in shown.names)])
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


def _coordination(relations: Relations, shown: Map, tasks: Sequence[Task]) -> Iterator[JSON]:
    """Groups of commands that belong together, each with the reason."""
    for commands, why in shown.of.reasons if shown.of else ():
        yield {"commands": list(commands), "why": why}
    for group in relations.cycles:
        if not shown.names.isdisjoint(group):
            yield {"commands": list(group), "why": _cycle_warning(group)}
            behind = sorted(relations.requiring(group) & shown.names)
            if behind:
                yield {"commands": behind, "why": f"cannot start before the cycle of {_listed(group)} is broken"}
    for resource, holders in resource_holders(tasks).items():
        if holders.pairs:
            yield {"commands": [*holders.alone, *holders.shared], "why": _apart(one_line(resource, 60), holders)}
    for loop in relations.loops:
        if len(loop) <= MOST_LOOP and not shown.names.isdisjoint(loop):
            yield {"commands": list(loop), "why": "lead to each other in a loop by choice; nothing waits on it"}


def _apart(resource: str, holders: Holders) -> str:
    readers = f"never beside {_listed(holders.shared)}, which share it" if holders.shared else ""
    if len(holders.alone) == 1:
        return f"{holders.alone[0]} needs {resource} alone: {readers}"
    after = f"; {readers}" if readers else ""
    return f"each of {_listed(holders.alone)} needs {resource} alone: one after the other{after}"


def _cycle_warning(group: Sequence[str]) -> str:
    return f"{_listed(group)} require each other: they stand in no wave, and running them is refused"


def _listed(names: Sequence[str]) -> str:
    more = len(names) - MOST_NAMED
    return ", ".join(names[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")


def _degrees(shown: Map) -> dict[str, int]:
    """How many edges each command has, those of wildcards left out."""
    degree = dict.fromkeys(sorted(shown.names), 0)
    for edge in shown.edges:
        if not edge.wildcard:
            degree[edge.source] += 1
            degree[edge.target] += 1
    return degree


def _picture(relations: Relations, shown: Map, critical: Sequence[str]) -> str:
    """The critical path and the best connected commands; edges that stand for a wildcard are not drawn."""
    degree = _degrees(shown)
    cyclic = {name for group in relations.cycles for name in group}
    names = sorted(degree, key=lambda name: (name not in critical, -degree[name]))
    nodes = [pictures.Node(name, f"/{name}", _state(relations, name, critical, cyclic)) for name in names]
    drawn = set(names[:NODES_DRAWN])
    arrows = (
        pictures.Edge(e.source, e.target, e.kind.replace("_", " "), _STROKES[e.kind])
        for e in shown.edges
        if not e.wildcard and e.source in drawn and e.target in drawn
    )
    return pictures.flowchart(nodes, arrows, most_nodes=NODES_DRAWN, most_edges=EDGES_DRAWN)


def _state(relations: Relations, name: str, critical: Sequence[str], cyclic: AbstractSet[str]) -> str:
    if name in cyclic:
        return "cycle"
    return "critical" if name in critical else relations.catalogue.commands[name].kind
