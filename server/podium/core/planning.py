"""From a decision to the calls of a run: who works on what, after whom, and what may replace it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace

from podium.core.calls import AgentCall, free_id
from podium.core.run import COORDINATOR
from podium.core.scheduling import Task, waves
from podium.core.task_graph import task_graph
from podium.core.values import Catalogue, Route
from podium.core.workflow_calls import call_of, chain_calls, commands_of, fitting, workflow_calls

EXPLORERS = ("explore-codebase", "analyze-requirements", "research-technology")
REVIEWERS = ("review-design", "review-code", "verify-changes")
GENERALISTS = ("technical-specialist", "domain-specialist")
"""Who may take the place of a command that names nobody itself."""
MOST_SPECIALISTS_BESIDE_WORKFLOWS = 4
MOST_FALLBACKS = 3
KEPT_FREE, ENOUGH_TO_KEEP = 2, 8
"""Places that several workflows leave to recovery and elevation, and the agent limit from which on they do."""

PLANS_KEPT = 256


@dataclass(slots=True)
class _Kept:
    """Plans and substitutes of the latest catalogue: both are functions of it, and runs repeat them."""

    catalogue: Catalogue | None = None
    plans: dict[tuple[object, ...], tuple[AgentCall, ...]] = field(default_factory=dict)
    substitutes: dict[str, list[str]] = field(default_factory=dict)

    def of(self, catalogue: Catalogue) -> _Kept:
        if self.catalogue is not catalogue:
            self.catalogue, self.plans, self.substitutes = catalogue, {}, _replacements(catalogue)
        return self


_kept = _Kept()


def plan_calls(route: Route, catalogue: Catalogue, agent_limit: int) -> tuple[AgentCall, ...]:
    """The calls of a route in planned order, the coordinator last where one is needed.

    Never more agents than `agent_limit`. Commands that the catalogue no longer holds are left out, and so is what waits
    for itself in a cycle. A single answer needs no coordinator, nor does a route whose coordination is `none`.
    """
    kept = _kept.of(catalogue)
    names = (route.commands, route.orchestrator, route.workflows, route.specializations)
    key = (route.strategy, route.coordination, *names, written_in(route), agent_limit)
    if key not in kept.plans:
        if len(kept.plans) >= PLANS_KEPT:
            kept.plans.clear()
        kept.plans[key] = _plan(route, catalogue, agent_limit)
    return kept.plans[key]


def written_in(route: Route) -> str:
    """The chain that a person wrote for this route; empty where the engine chose it."""
    return str((route.parallelization or {}).get("chain", ""))


def _plan(route: Route, catalogue: Catalogue, agent_limit: int) -> tuple[AgentCall, ...]:
    chain = written_in(route)
    if chain:
        planned = list(chain_calls(chain, catalogue, agent_limit).calls)
    else:
        planned = _PLANS[route.strategy](route, catalogue, agent_limit)
    calls = _with_waves(_with_fallbacks(_named_apart(planned)[:agent_limit], catalogue))
    if len(calls) > 1 and route.coordination != "none":
        calls.append(
            AgentCall(
                COORDINATOR,
                role=COORDINATOR,
                command="orchestrate",
                part="Synthesize what the agents found into one answer.",
                kind="coordinator",
                depends_on=tuple(c.id for c in calls),
                wave=1 + max(c.wave for c in calls),
                needed=False,
            )
        )
    return tuple(calls)


def _direct(route: Route, catalogue: Catalogue, limit: int) -> list[AgentCall]:
    commands = commands_of(catalogue, route.commands)
    names = {name: command.name for command in commands for name in (command.name, *command.aliases)}
    calls = [call_of(c, c.name, [names[r] for r in c.requires if r in names]) for c in commands]
    order = [i for generation in task_graph(_tasks(calls)).generations for i in generation]
    return [calls[i] for i in order]


def _specialists(route: Route, catalogue: Catalogue, limit: int) -> list[AgentCall]:
    return [call_of(c, c.name) for c in commands_of(catalogue, route.specializations)]


def _workflow(route: Route, catalogue: Catalogue, limit: int) -> list[AgentCall]:
    workflow = catalogue.find(route.orchestrator or "")
    return fitting(workflow_calls(workflow, catalogue), limit) if workflow else []


def _several(route: Route, catalogue: Catalogue, limit: int) -> list[AgentCall]:
    """Exploration first, then specialists and several workflows side by side, then a cross-review of it all.

    Some places stay free: what fails here can still be lifted to specialists.
    """
    explorers, reviewers = commands_of(catalogue, EXPLORERS), commands_of(catalogue, REVIEWERS)
    first = [call_of(c, c.name) for c in explorers[:1]] if limit > 2 else []
    last = [call_of(c, "cross-review") for c in reviewers[:1]] if limit > 3 else []
    room = limit - len(first) - len(last) - (KEPT_FREE if limit >= ENOUGH_TO_KEEP else 0)
    after = tuple(c.id for c in first)
    apart = {c.command for c in (*first, *last)}
    # The workflows get at least half of the room: with few agents the specialists would leave them none.
    most = min(MOST_SPECIALISTS_BESIDE_WORKFLOWS, room // 2 if route.workflows else room)
    specialists = [c for c in commands_of(catalogue, route.specializations) if c.name not in apart][:most]
    middle = [call_of(c, c.name, after) for c in specialists]
    places: dict[str, tuple[str, ...]] = {c.command: () for c in last}
    places.update((c.command, (c.id,)) for c in (*first, *middle))
    middle += _interleaved(route, catalogue, room - len(middle), places, after)
    everything = tuple(c.id for c in (*first, *middle))
    return [*first, *middle, *(replace(c, depends_on=everything, part=_CROSS_REVIEW) for c in last)]


_CROSS_REVIEW = (
    "Cross-review the critical findings of the other agents: which hold, which contradict each other, what is missing."
)


def _interleaved(
    route: Route, catalogue: Catalogue, room: int, places: dict[str, tuple[str, ...]], start: tuple[str, ...]
) -> list[AgentCall]:
    """Steps of the route's workflows, one of each in turn, each command once, until `room` is used.

    Args:
        route: its workflows are taken.
        catalogue: every command.
        room: most steps.
        places: by command, the call that does its work already; none for a command whose turn comes later.
        start: what a workflow's first step waits for.
    """
    queues = [workflow_calls(w, catalogue) for w in commands_of(catalogue, route.workflows)]
    chosen: list[AgentCall] = []
    ends: dict[tuple[int, str], tuple[str, ...]] = {}
    while len(chosen) < room and any(queues):
        for index, queue in enumerate(queues):
            if not queue or len(chosen) >= room:
                continue
            call = queue.pop(0)
            after = tuple(dict.fromkeys(i for d in call.depends_on for i in ends[index, d])) or start
            if call.command not in places:
                places[call.command] = (call.command,)
                chosen.append(replace(call, id=call.command, depends_on=after))
            ends[index, call.id] = places[call.command] or after
    return chosen


def _with_fallbacks(calls: Sequence[AgentCall], catalogue: Catalogue) -> list[AgentCall]:
    """Each call with the commands that may take its place, planned before anything is asked."""
    planned = {c.command for c in calls}
    return [replace(c, fallbacks=fallbacks_of(c.command, planned, catalogue)) for c in calls]


def fallbacks_of(name: str, busy: Collection[str], catalogue: Catalogue) -> tuple[str, ...]:
    """The commands that may take the place of one: its substitutes, else generalists; those that are `busy` come last."""
    own = _kept.of(catalogue).substitutes.get(name)
    # Where a command names its own, generalists are left to be deployed should these fail.
    able = own or [c.name for c in commands_of(catalogue, GENERALISTS) if c.name != name]
    return tuple(sorted(able, key=lambda n: n in busy))[:MOST_FALLBACKS]


def _replacements(catalogue: Catalogue) -> dict[str, list[str]]:
    able = {c.name: c for c in catalogue.commands.values() if c.kind == "atomic" and not c.computes}
    found = {c.name: [s.name for s in commands_of(catalogue, c.substitutes) if s.name in able] for c in able.values()}
    for command in able.values():
        for other in commands_of(catalogue, command.substitutes):
            found.setdefault(other.name, []).append(command.name)
    return {name: [n for n in dict.fromkeys(names) if n != name] for name, names in found.items()}


def _named_apart(calls: Sequence[AgentCall]) -> list[AgentCall]:
    """The calls under ids of their own: a command may be called like the coordinator, or like another call's id."""
    taken = {COORDINATOR}
    names: dict[str, str] = {}
    named: list[AgentCall] = []
    for call in calls:
        depends_on = tuple(names[d] for d in call.depends_on)
        name = free_id(call.id, taken)
        taken.add(name)
        names[call.id] = name
        named.append(replace(call, id=name, depends_on=depends_on))
    return named


def _with_waves(calls: Sequence[AgentCall]) -> list[AgentCall]:
    """The calls with their waves: each after what it depends on, none beside another that holds its resources."""
    known = {c.id for c in calls}
    calls = [replace(c, depends_on=tuple(d for d in c.depends_on if d in known)) for c in calls]
    wave = {name: number for number, names in enumerate(waves(_tasks(calls))) for name in names}
    return [replace(c, wave=wave[c.id]) for c in calls]


def _tasks(calls: Iterable[AgentCall]) -> list[Task]:
    return [Task(c.id, c.minutes, c.depends_on, c.resources) for c in calls]


_PLANS = {
    "direct_atomic": _direct,
    "orchestrated_workflow": _workflow,
    "multi_workflow": _several,
    "specialized_agents": _specialists,
}
