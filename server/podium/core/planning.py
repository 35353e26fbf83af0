"""From a decision to the calls of a run: who works on what, after whom, and what may replace it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from podium.core.chains import expand, parse_chain
from podium.core.run import COORDINATOR
from podium.core.values import AgentCall, Catalogue, Command, Route

EXPLORERS = ("explore-codebase", "analyze-requirements", "research-technology")
REVIEWERS = ("review-design", "review-code", "verify-changes")
MOST_SPECIALISTS_BESIDE_WORKFLOWS = 4


def plan_calls(route: Route, catalogue: Catalogue, agent_limit: int) -> tuple[AgentCall, ...]:
    """The calls of a route in planned order, the coordinator last where one is needed.

    Never more agents than `agent_limit`. A single answer needs no coordinator, nor does a route whose coordination is
    `none`.
    """
    calls = _PLANS[route.strategy](route, catalogue, agent_limit)[:agent_limit]
    known = {call.id for call in calls}
    calls = [replace(c, depends_on=tuple(d for d in c.depends_on if d in known)) for c in calls]
    calls = _with_waves(_with_fallbacks(calls, catalogue))
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


def _call(command: Command, call_id: str, depends_on: Iterable[str] = ()) -> AgentCall:
    role = command.name.replace("-", " ") if command.roles else command.name
    return AgentCall(
        call_id,
        role=role,
        command=command.name,
        part=command.description,
        depends_on=tuple(depends_on),
        resources=command.resources,
    )


def _commands(catalogue: Catalogue, names: Iterable[str]) -> list[Command]:
    found = [catalogue.find(name) for name in names]
    return [command for command in found if command is not None]


def _direct(route: Route, catalogue: Catalogue, limit: int) -> list[AgentCall]:
    commands = _commands(catalogue, route.commands)
    chosen = {c.name for c in commands}
    return [_call(c, c.name, (r for r in c.requires if r in chosen)) for c in commands]


def _specialists(route: Route, catalogue: Catalogue, limit: int) -> list[AgentCall]:
    return [_call(c, c.name) for c in _commands(catalogue, route.specializations)]


def _workflow(route: Route, catalogue: Catalogue, limit: int) -> list[AgentCall]:
    workflow = catalogue.find(route.orchestrator or "")
    return _fitting(_steps(workflow, catalogue), limit) if workflow else []


def _steps(workflow: Command, catalogue: Catalogue) -> list[AgentCall]:
    """The steps of a workflow; a workflow without a chain of its own runs the commands it chains to, in order."""
    if workflow.steps:
        steps = expand(parse_chain(workflow.steps))
        return [
            _call(command, step.id, step.depends_on)
            for step in steps
            if (command := catalogue.find(step.command)) is not None
        ]
    commands = [c for c in _commands(catalogue, workflow.chains_to) if c.kind == "atomic" and not c.computes]
    calls: list[AgentCall] = []
    for command in commands:
        calls.append(_call(command, command.name, [calls[-1].id] if calls else []))
    return calls or [_call(workflow, workflow.name)]


def _fitting(calls: list[AgentCall], limit: int) -> list[AgentCall]:
    """At most `limit` calls of a chain; its last step, the verification, is kept, and edges bridge what was left out."""
    if len(calls) <= limit:
        return calls
    kept = [*calls[: limit - 1], calls[-1]] if limit > 1 else calls[:1]
    ids = {c.id for c in kept}
    by_id = {c.id: c for c in calls}
    return [replace(c, depends_on=tuple(_bridge(c.depends_on, ids, by_id))) for c in kept]


def _bridge(depends_on: Iterable[str], kept: set[str], by_id: dict[str, AgentCall]) -> list[str]:
    found: dict[str, None] = {}
    for name in depends_on:
        for each in [name] if name in kept else _bridge(by_id[name].depends_on, kept, by_id):
            found[each] = None
    return list(found)


def _several(route: Route, catalogue: Catalogue, limit: int) -> list[AgentCall]:
    """Exploration first, then specialists and several workflows side by side, then a cross-review of it all."""
    explorer = next(iter(_commands(catalogue, EXPLORERS)), None)
    reviewer = next(iter(_commands(catalogue, REVIEWERS)), None)
    first = [_call(explorer, explorer.name)] if explorer and limit > 2 else []
    last = [_call(reviewer, "cross-review")] if reviewer and limit > 3 else []
    room = limit - len(first) - len(last)
    specialists = _commands(catalogue, route.specializations)[: min(MOST_SPECIALISTS_BESIDE_WORKFLOWS, room)]
    after = tuple(c.id for c in first)
    middle = [_call(c, c.name, after) for c in specialists]
    taken = {c.command for c in (*first, *middle, *last)}
    middle += _interleaved(route, catalogue, room - len(middle), taken, after)
    if last:
        last = [replace(last[0], depends_on=tuple(c.id for c in (*first, *middle)), part=_CROSS_REVIEW)]
    return [*first, *middle, *last]


_CROSS_REVIEW = (
    "Cross-review the critical findings of the other agents: which hold, which contradict each other, what is missing."
)


def _interleaved(
    route: Route, catalogue: Catalogue, room: int, taken: set[str], after: tuple[str, ...]
) -> list[AgentCall]:
    """Steps of the route's workflows, one of each in turn, each command once, until `room` is used."""
    queues = [_steps(w, catalogue) for w in _commands(catalogue, route.workflows)]
    chosen: list[AgentCall] = []
    place: dict[tuple[int, str], tuple[str, ...]] = {}
    while len(chosen) < room and any(queues):
        for index, queue in enumerate(queues):
            if not queue or len(chosen) >= room:
                continue
            call = queue.pop(0)
            before = tuple(dict.fromkeys(i for d in call.depends_on for i in place.get((index, d), ()))) or after
            if call.command in taken:
                place[index, call.id] = before
                continue
            taken.add(call.command)
            place[index, call.id] = (call.command,)
            chosen.append(replace(call, id=call.command, depends_on=before))
    return chosen


def _with_fallbacks(calls: Sequence[AgentCall], catalogue: Catalogue) -> list[AgentCall]:
    """Each call with the commands that may take its place, planned before anything is asked."""
    planned = {c.command for c in calls}
    return [replace(c, fallbacks=_fallbacks(c.command, planned, catalogue)) for c in calls]


def _fallbacks(name: str, planned: set[str], catalogue: Catalogue) -> tuple[str, ...]:
    command = catalogue.find(name)
    declared = _commands(catalogue, command.substitutes) if command else []
    if command:
        declared += [c for c in catalogue.commands.values() if command.name in c.substitutes]
    names = dict.fromkeys(c.name for c in declared if c.kind == "atomic" and not c.computes and c.name != name)
    return tuple(sorted(names, key=lambda n: n in planned))[:3]


def _with_waves(calls: Sequence[AgentCall]) -> list[AgentCall]:
    waves: dict[str, int] = {}
    for call in calls:
        waves[call.id] = 1 + max((waves.get(d, -1) for d in call.depends_on), default=-1)
    return [replace(call, wave=waves[call.id]) for call in calls]


_PLANS = {
    "direct_atomic": _direct,
    "orchestrated_workflow": _workflow,
    "multi_workflow": _several,
    "specialized_agents": _specialists,
}
