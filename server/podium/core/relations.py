"""The map of commands: a directed multigraph over a catalogue.

An edge runs from the command that states it: "A requires B" is source A, target B, kind `requires`, and B runs first.
Only `requires` blocks, and only front matter states it: the text below is a prompt, in which anybody's words may stand, so
that what a section of it requires is a mention. Wildcards (`*`, `*atomic`, `*orchestrator`) are kept aside and become
edges when asked for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from podium.core.errors import UserError
from podium.core.matching import WordIndex
from podium.core.scheduling import Plan, Task, find_cycles, planned
from podium.core.sections import EVERY, EVERY_ATOMIC, EVERY_ORCHESTRATOR, mentions, stated_relations
from podium.core.task_graph import TaskGraph, task_graph
from podium.core.values import EDGE_KINDS, Catalogue, Command, EdgeKind
from podium.core.workloads import expected_minutes

if TYPE_CHECKING:
    import networkx as nx

_MAPS_KEPT = 4
_KIND_OF = {EVERY: None, EVERY_ATOMIC: "atomic", EVERY_ORCHESTRATOR: "orchestrator"}
_RANK = {kind: rank for rank, kind in enumerate(EDGE_KINDS)}
_fields = attrgetter(*EDGE_KINDS)


class Edge(NamedTuple):
    """One relation. `inferred` from a mention in the text; `wildcard` is the sign it was written as, or empty."""

    source: str
    target: str
    kind: EdgeKind
    inferred: bool = False
    wildcard: str = ""


@dataclass(frozen=True)
class Relations:
    """The relations of one catalogue; each part is computed when first asked for."""

    catalogue: Catalogue

    @cached_property
    def graph(self) -> nx.MultiDiGraph[str]:
        """The multigraph: the edge's key is its kind, its attribute `edge` the value. Wildcards are not in it."""
        import networkx as nx

        graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        graph.add_nodes_from(self.catalogue.commands)
        for edge in self.stated:
            graph.add_edge(edge.source, edge.target, key=edge.kind, edge=edge)
        return graph

    @cached_property
    def stated(self) -> tuple[Edge, ...]:
        """Every edge that names its target, each once: what blocks first, what is inferred last."""
        by_kind: dict[tuple[EdgeKind, bool], list[Edge]] = {(k, i): [] for i in (False, True) for k in EDGE_KINDS}
        for name in self.catalogue.commands:
            for edge in self._from(name):
                by_kind[edge.kind, edge.inferred].append(edge)
        return tuple(edge for edges in by_kind.values() for edge in sorted(edges))

    @cached_property
    def wildcards(self) -> tuple[Edge, ...]:
        """Edges whose target is still a wildcard."""
        return tuple(
            Edge(name, sign, kind, wildcard=sign)
            for name, relations in self._declared.items()
            for kind, targets in relations.items()
            for sign in ((EVERY,) if EVERY in targets else dict.fromkeys(targets))
            if sign in _KIND_OF
        )

    @cached_property
    def unresolved(self) -> tuple[Edge, ...]:
        """Relations to commands that the catalogue does not have."""
        return tuple(
            Edge(name, target, kind)
            for name, relations in self._declared.items()
            for kind, targets in relations.items()
            for target in targets
            if target not in _KIND_OF and not self._find(target)
        )

    @cached_property
    def blocking(self) -> Mapping[str, tuple[str, ...]]:
        """What each command requires, by name."""
        stating = [name for name, relations in self._declared.items() if "requires" in relations]
        required = {name: self._resolved(name, "requires") for name in stating}
        for edge in self.wildcards:
            if edge.kind == "requires":
                required[edge.source].update((e.target, None) for e in self._expanded(edge))
        return dict.fromkeys(self.catalogue.commands, ()) | {name: tuple(names) for name, names in required.items()}

    @cached_property
    def cycles(self) -> tuple[tuple[str, ...], ...]:
        """Groups of commands that require each other."""
        return tuple(tuple(group) for group in find_cycles(self._everything))

    @cached_property
    def loops(self) -> tuple[tuple[str, ...], ...]:
        """Groups of commands that chain to or feed each other by choice; nothing waits on them."""
        following: dict[str, list[str]] = {name: [] for name in self.catalogue.commands}
        for edge in self.stated:
            if edge.kind in ("chains_to", "feeds_into") and not edge.inferred:
                following[edge.source].append(edge.target)
        return tuple(tuple(g) for g in find_cycles([Task(n, 1.0, tuple(to)) for n, to in following.items()]))

    def edges(self, names: AbstractSet[str] | None = None) -> Iterator[Edge]:
        """Every edge from or to these commands (None: all); those that stand for a wildcard come last."""
        if names is None:
            yield from self.stated
        else:
            ends = (*self.graph.out_edges(names, data="edge"), *self.graph.in_edges(names, data="edge"))
            yield from sorted({edge for _, _, edge in ends}, key=_rank)
        for edge in self.wildcards:
            yield from self._expanded(edge, None if names is None or edge.source in names else names)

    def edges_among(self, names: AbstractSet[str]) -> Iterator[Edge]:
        """Every edge between two of these commands; those that stand for a wildcard come last."""
        for edge in self.stated:
            if edge.source in names and edge.target in names:
                yield edge
        for edge in self.wildcards:
            if edge.source in names:
                yield from self._expanded(edge, names)

    @cached_property
    def edge_count(self) -> int:
        """How many edges there are; those of wildcards are counted without making them."""
        return len(self.stated) + sum(self._expansion_size(edge) for edge in self.wildcards)

    def closure(self, names: Iterable[str]) -> set[str]:
        """These commands and everything they require, directly or not."""
        return _reached(names, self.blocking)

    def requiring(self, names: Collection[str]) -> set[str]:
        """The other commands that require one of these, directly or not."""
        users: dict[str, list[str]] = {name: [] for name in self.blocking}
        for user, required in self.blocking.items():
            for name in required:
                users[name].append(user)
        return _reached(names, users).difference(names)

    def tasks(self, names: AbstractSet[str]) -> Sequence[Task]:
        """These commands as tasks, each after what it requires among them. Members of a cycle are left out."""
        cyclic = {name for group in self.cycles for name in group}
        if not cyclic and len(names) == len(self.blocking):
            return self._everything.tasks
        return [
            replace(task, depends_on=tuple(r for r in task.depends_on if r in names and r not in cyclic))
            for task in self._everything.tasks
            if task.id in names and task.id not in cyclic
        ]

    def plan(self, names: AbstractSet[str]) -> Plan:
        """The waves and the critical path of these commands."""
        return self._whole if len(names) == len(self.catalogue.commands) else planned(task_graph(self.tasks(names)))

    def refuse_blocked(self, names: Iterable[str]) -> None:
        """Refuse to run commands that can never start.

        Raises:
            UserError: One of them, or something it requires, stands in a cycle of `requires`.
        """
        for name in names:
            reached = self.closure([name])
            for group in self.cycles:
                if not reached.isdisjoint(group):
                    raise UserError(
                        f"/{name} cannot run: {', '.join('/' + member for member in group)} require each other. "
                        "Remove one of these `requires` from the command files."
                    )

    @cached_property
    def index(self) -> WordIndex:
        """The words by which an objective finds commands."""
        return WordIndex(self.catalogue)

    @cached_property
    def _everything(self) -> TaskGraph:
        return task_graph(
            [
                Task(name, expected_minutes(command), self.blocking[name], command.resources)
                for name, command in self.catalogue.commands.items()
            ]
        )

    @cached_property
    def _whole(self) -> Plan:
        return planned(self._everything if not self.cycles else task_graph(self.tasks(self.blocking.keys())))

    @cached_property
    def _declared(self) -> dict[str, dict[EdgeKind, Sequence[str]]]:
        """Per command and kind the targets as written: in the front matter, or in a section where that says nothing."""
        return {name: self._written(command) for name, command in self.catalogue.commands.items()}

    def _written(self, command: Command) -> dict[EdgeKind, Sequence[str]]:
        fields = zip(EDGE_KINDS, _fields(command), strict=True)
        sections = {kind: to for kind, to in self._told.get(command.name, {}).items() if kind != "requires"}
        return sections | {kind: targets for kind, targets in fields if targets}

    @cached_property
    def _told(self) -> dict[str, dict[EdgeKind, list[str]]]:
        """Per command and kind the targets that sections of its text name."""
        told = ((name, stated_relations(c.body, self._find)) for name, c in self.catalogue.commands.items())
        return {name: relations for name, relations in told if relations}

    def _from(self, name: str) -> Iterator[Edge]:
        declared = self._declared[name]
        targets = {name}
        for kind in declared:
            for target in self._resolved(name, kind):
                targets.add(target)
                yield Edge(name, target, kind)
        required = (to for to in self._told.get(name, {}).get("requires", ()) if to not in _KIND_OF)
        mentioned = dict.fromkeys((*mentions(self.catalogue.commands[name].body, self._find), *required))
        if mentioned:
            fed = _KIND_OF.keys() & set(declared.get("feeds_into", ()))
            for target in mentioned:
                if target not in targets and not any(self._covers(sign, target) for sign in fed):
                    yield Edge(name, target, "feeds_into", inferred=True)

    def _resolved(self, name: str, kind: EdgeKind) -> dict[str, None]:
        """The commands that one names as its targets, each once; only `requires` may name itself."""
        known = {self._find(target): None for target in self._declared[name].get(kind, ())}
        return {target: None for target in known if target and (target != name or kind == "requires")}

    def _expanded(self, edge: Edge, among: AbstractSet[str] | None = None) -> Iterator[Edge]:
        """The edges a wildcard stands for, without those that are stated by name."""
        stated = self._resolved(edge.source, edge.kind)
        for name in self.catalogue.commands if among is None else sorted(among):
            if name != edge.source and name not in stated and self._covers(edge.wildcard, name):
                yield Edge(edge.source, name, edge.kind, wildcard=edge.wildcard)

    def _expansion_size(self, edge: Edge) -> int:
        named = {edge.source, *self._resolved(edge.source, edge.kind)}
        return self._sizes[_KIND_OF[edge.wildcard]] - sum(self._covers(edge.wildcard, name) for name in named)

    @cached_property
    def _sizes(self) -> Counter[str | None]:
        """How many commands there are of each kind, and (None) in all."""
        sizes: Counter[str | None] = Counter(command.kind for command in self.catalogue.commands.values())
        sizes[None] = sizes.total()
        return sizes

    def _covers(self, sign: str, name: str) -> bool:
        return _KIND_OF[sign] in (None, self.catalogue.commands[name].kind)

    def _find(self, name: str) -> str | None:
        return self._names.get(name.removeprefix("/"))

    @cached_property
    def _names(self) -> dict[str, str]:
        commands = self.catalogue.commands
        aliases = {alias: name for alias, name in self.catalogue.aliases.items() if name in commands}
        return aliases | {name: name for name in commands}


def _rank(edge: Edge) -> tuple[bool, int, str, str]:
    return edge.inferred, _RANK[edge.kind], edge.source, edge.target


_kept: dict[str, Relations] = {}


def relations_of(catalogue: Catalogue) -> Relations:
    """The relations of a catalogue, kept per version as long as its commands are the same."""
    kept = _kept.get(catalogue.version)
    if kept and kept.catalogue == catalogue:
        return kept
    while len(_kept) >= _MAPS_KEPT:
        del _kept[next(iter(_kept))]
    _kept[catalogue.version] = found = Relations(catalogue)
    return found


def _reached(names: Iterable[str], steps: Mapping[str, Iterable[str]]) -> set[str]:
    reached, waiting = set[str](), list(names)
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting.extend(steps[name])
    return reached
