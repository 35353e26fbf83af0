"""Further agents for a run that is under way: in place of one that failed, or with a strategy of more support.

Everything planned here stays within the agents the run has left; nothing is asked here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from podium.core.calls import AgentCall, Care, free_id
from podium.core.ladders import DEPLOY, ELEVATE, ESCALATE, EXPLORE, PARALLELISE, SPLIT
from podium.core.lifting import more_agents, next_strategy
from podium.core.parallelism import sums_of
from podium.core.planning import EXPLORERS, GENERALISTS, fallbacks_of
from podium.core.run import CallState, Run
from podium.core.scheduling import Task
from podium.core.values import JSON, Catalogue, Command, Knowledge
from podium.core.workflow_calls import call_of

MOST_DEPLOYED = 2
"""Agents that are deployed side by side for one failed part."""
RECOVERY_WORKFLOW = "recover-work"


@dataclass(frozen=True, slots=True)
class Deployment:
    """Calls to add to a run.

    One accepted reply among the `decisive` ones answers the part they were deployed for, or `jointly` all of them do, and
    the parts of those that are lost `beside` it.
    """

    calls: tuple[AgentCall, ...]
    decisive: tuple[str, ...]
    jointly: bool = False
    beside: tuple[str, ...] = ()

    def taking_over(self, call_id: str) -> JSON:
        """What a `planned` event says besides the calls: whose part they answer, and how."""
        return {"takes_over": call_id, "decisive": list(self.decisive), "jointly": self.jointly}

    @property
    def commands(self) -> str:
        """The commands deployed, for a person to read."""
        return ", ".join(call.command for call in self.calls)


def escalation(run: Run, state: CallState, catalogue: Catalogue, knowledge: Knowledge) -> Deployment | None:
    """Hand the part to the recovery workflow: as many of its steps as the run has agents left, the last decides."""
    workflow = catalogue.find(RECOVERY_WORKFLOW)
    most = _deployable(run)
    if workflow is None or most < MOST_DEPLOYED:
        return None
    commands = _untried(run, state, catalogue, (name for name in workflow.chains_to))
    chosen = [*commands[: most - 1], *commands[-1:]] if len(commands) > most else commands
    calls = _calls(run, state, chosen, catalogue)
    chain = [
        replace(call, depends_on=(*call.depends_on, *before))
        for call, before in zip(calls, _before(calls), strict=True)
    ]
    return Deployment(tuple(chain), (chain[-1].id,)) if chain else None


def deployment(run: Run, state: CallState, catalogue: Catalogue, knowledge: Knowledge) -> Deployment | None:
    """Deploy specialists for the part: those the objective asks for first, then generalists."""
    wanted = (*run.decision.get("specializations", ()), *GENERALISTS)
    return _side_by_side(run, state, _untried(run, state, catalogue, wanted), catalogue, knowledge)


def exploration(run: Run, state: CallState, catalogue: Catalogue, knowledge: Knowledge) -> Deployment | None:
    """Try several ways to the same part, each by another command."""
    return _side_by_side(run, state, _untried(run, state, catalogue, EXPLORERS), catalogue, knowledge)


def split(run: Run, state: CallState, catalogue: Catalogue, knowledge: Knowledge) -> Deployment | None:
    """Two smaller calls in place of one: each half of the part, and of its context, to an agent of the same command."""
    calls = _halves(run, state, catalogue)
    return Deployment(_arranged(calls, knowledge), tuple(c.id for c in calls), jointly=True) if calls else None


def parallelised(run: Run, state: CallState, catalogue: Catalogue, knowledge: Knowledge) -> Deployment | None:
    """The same two halves, where the two at once are clearly faster than one after the other."""
    calls = _halves(run, state, catalogue)
    if not calls or not _pays(calls, knowledge):
        return None
    return Deployment(tuple(calls), tuple(c.id for c in calls), jointly=True)


def elevation(run: Run, state: CallState | None, catalogue: Catalogue, knowledge: Knowledge) -> Deployment | None:
    """The agents that the next strategy of more support would use and this run does not have yet."""
    # With few places left, all that fit may be here already: then the first that a wider plan has and this run has not.
    calls = _renamed(run, state, more_agents(run, (room(run), run.limits.agents), catalogue, knowledge)[: room(run)])
    waited_for = {d for call in calls for d in call.depends_on}
    decisive = tuple(c.id for c in calls if c.id not in waited_for)
    return Deployment(calls, decisive, beside=_lost_beside(run, state)) if calls else None


def _lost_beside(run: Run, state: CallState | None) -> tuple[str, ...]:
    """The other half of a part that was split, where it is lost already."""
    if state is None or state.call.replaces not in run.calls:
        return ()
    whole = run.calls[state.call.replaces]
    halves = (run.calls[i] for i in whole.successors if whole.jointly and i != state.call.id)
    return tuple(half.call.id for half in halves if not half.open and not run.covered(half.call.id))


def room(run: Run) -> int:
    """Agents that the run may still add."""
    return run.limits.agents - len(run.agents)


def _deployable(run: Run) -> int:
    """Agents that a deployment may add: as long as a strategy of more support is left, one place is kept for it."""
    return max(min(1, room(run)), room(run) - (next_strategy(run) is not None))


Plan = Callable[[Run, CallState, Catalogue, Knowledge], Deployment | None]

DEPLOYMENTS: dict[str, Plan] = {
    ESCALATE: escalation,
    DEPLOY: deployment,
    SPLIT: split,
    PARALLELISE: parallelised,
    EXPLORE: exploration,
    ELEVATE: elevation,
}


def _side_by_side(
    run: Run, state: CallState, commands: list[Command], catalogue: Catalogue, knowledge: Knowledge
) -> Deployment | None:
    """One or two agents on the same part: together where that pays, else the second only after the first."""
    calls = _arranged(_calls(run, state, commands[: min(MOST_DEPLOYED, _deployable(run))], catalogue), knowledge)
    return Deployment(calls, tuple(c.id for c in calls)) if calls else None


def _arranged(calls: Sequence[AgentCall], knowledge: Knowledge) -> tuple[AgentCall, ...]:
    """Two calls side by side where that pays, else the second after the first."""
    if len(calls) > 1 and not _pays(calls, knowledge):
        return calls[0], replace(calls[1], depends_on=(*calls[1].depends_on, calls[0].id))
    return tuple(calls)


def _pays(calls: Sequence[AgentCall], knowledge: Knowledge) -> bool:
    """Whether the calls go parallel by the sums of `parallel-over-sequential`."""
    tasks = [Task(c.id, c.minutes, (), c.resources) for c in calls]
    return sums_of(tasks, len(tasks), knowledge.overhead_per_agent).worthwhile


_HALVES: tuple[tuple[Care, str], ...] = (
    (
        "first_half",
        "Take the steps of this task, and what it is about, in order, and do the first half only; another agent does the second.",
    ),
    (
        "second_half",
        "Take the steps of this task, and what it is about, in order, and do the second half only; another agent does the first.",
    ),
)


def _halves(run: Run, state: CallState, catalogue: Catalogue) -> list[AgentCall]:
    """The halves of a failed part, with the fallbacks that were not tried; none where the run has no room for two."""
    failed = state.call
    command = catalogue.find(failed.command)
    if command is None or _deployable(run) < len(_HALVES):
        return []
    whole = call_of(command, failed.command)
    untried = tuple(name for name in failed.fallbacks if name not in state.previous)
    planned = [
        replace(
            whole,
            id=f"{failed.id}-{half.replace('_', '-')}",
            role=failed.role,
            part=f"{failed.part} {told}",
            resources=failed.resources,
            minutes=whole.minutes / len(_HALVES),
            fallbacks=untried,
            care=(half, *(care for care in failed.care if care != "smaller_pack")),
        )
        for half, told in _HALVES
    ]
    return list(_renamed(run, state, planned, _heard(run, failed)))


def _heard(run: Run, call: AgentCall) -> tuple[str, ...]:
    """What a call waited for that was answered."""
    return tuple(d for d in call.depends_on if _answered(run, d))


def _untried(run: Run, state: CallState, catalogue: Catalogue, names: Iterable[str]) -> list[Command]:
    """Atomic commands under these names that have not failed at this part, and that no agent of the run has."""
    tried = {state.call.command, *state.previous, *(c.call.command for c in run.agents)}
    found = (catalogue.find(name) for name in names)
    able = (c for c in found if c is not None and c.kind == "atomic" and not c.computes and c.name not in tried)
    return list({command.name: command for command in able}.values())


def _calls(run: Run, state: CallState, commands: Sequence[Command], catalogue: Catalogue) -> list[AgentCall]:
    """One call for each command, on the part of the failed call and with its context."""
    failed = state.call
    kind = state.reply.failure if state.reply else None
    part = f"{failed.part} An agent before you ({failed.role}) failed at this part ({kind}): take another way."
    busy = {c.call.command for c in run.agents}
    tried = {failed.command, *state.previous}
    planned = [
        replace(
            call_of(command, command.name),
            part=part,
            resources=command.resources,
            fallbacks=tuple(n for n in fallbacks_of(command.name, busy, catalogue) if n not in tried),
        )
        for command in commands
    ]
    return list(_renamed(run, state, planned, _heard(run, failed)))


def _renamed(
    run: Run, state: CallState | None, planned: Sequence[AgentCall], after: tuple[str, ...] = ()
) -> tuple[AgentCall, ...]:
    """The calls under ids that the run does not have yet, in the place of the failed one.

    What they depend on are each other, under their new ids, and `after`, calls that the run has. Of the run's own calls
    they wait for none that is still open: it may wait for the part they are deployed for.
    """
    names: dict[str, str] = {}
    for call in planned:
        names[call.id] = free_id(call.id, {*run.calls, *names.values()})
    last = max((c.call.wave for c in run.calls.values() if c.call.kind == "agent"), default=0)
    wave = state.call.wave if state else last + 1
    like = state.call if state else next(c.call for c in run.calls.values())
    return tuple(
        replace(
            call,
            id=names[call.id],
            depends_on=(*after, *(names.get(d, d) for d in call.depends_on if d in names or _answered(run, d))),
            wave=wave + call.wave,
            needed=False,
            replaces=state.call.id if state else "",
            parent=like.parent,
            depth=like.depth,
            pack=like.pack,
        )
        for call in planned
    )


def _answered(run: Run, call_id: str) -> bool:
    return call_id in run.calls and run.calls[call_id].accepted


def _before(calls: Sequence[AgentCall]) -> list[tuple[str, ...]]:
    """What each call of a chain waits for: the one before it."""
    return [() if n == 0 else (calls[n - 1].id,) for n in range(len(calls))]
