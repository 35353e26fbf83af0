"""What to do about a failed reply: a pure policy over the failure's kind, the attempt and what was learned.

The ladder of a failure's class is its documented start. Once recoveries were measured, the options stand in the order
of the Wilson lower bound of their success after this kind of failure in this domain (see `podium.core.experience`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from podium.core.adjusting import out_of_band
from podium.core.asking_person import may_ask, question_for
from podium.core.budgets import BUDGET_SHARE, spent_share, used_up
from podium.core.calls import AgentCall
from podium.core.continuing import beginning
from podium.core.deploying import DEPLOYMENTS, Deployment, room
from podium.core.experience import Chance, chance, domain_of
from podium.core.ladders import (
    ASK,
    CAUSES,
    CHECKPOINT,
    ELEVATE,
    GIVE_UP,
    GO_ON,
    LADDERS,
    RETRY,
    SUBSTITUTE,
    WAYS,
    care_for,
)
from podium.core.lifting import command_in_place
from podium.core.run import CallState, Run
from podium.core.values import JSON, Catalogue, Knowledge

MOST_ATTEMPTS = 7
"""Requests one agent may get in all, its first and those of its substitutes included, before only elevation is left."""
COORDINATOR_ATTEMPTS = 2
MOST_CONTINUED = 3
"""Times the rest of one reply is asked for before other ways go first."""
CUT_ATTEMPTS = 3
"""The same where a request cost its client whole rounds, the answers of its siblings included."""
STEPS_PER_AGENT = 4
"""Recovery steps one run may take for each agent it planned or lifted into the place of another."""
HOPELESS_ROUNDS = 2
LEAST_HOPELESS = 10
"""Requests, in all and for each agent, after which a run without any accepted reply stops trying."""


@dataclass(frozen=True, slots=True)
class Option:
    """One way to recover, with its chance of success, the command that would answer, and the agents it would deploy.

    `again` marks another try of a command that was tried again already: measured success of first retries says nothing
    about it.
    """

    way: str
    command: str
    chance: Chance
    deployment: Deployment | None = None
    again: bool = False

    def to_json(self) -> JSON:
        """The option as a result shows it; `way` only where it says more than the strategy."""
        strategy = WAYS[self.way].strategy
        return {
            "strategy": strategy,
            **({"way": self.way} if self.way != strategy else {}),
            "command": self.command,
            "likelihood": round(self.chance.likelihood, 4),
            "n": round(self.chance.n, 2),
        }


@dataclass(frozen=True, slots=True)
class Recovery:
    """What was decided about one failed call: the data of its `recovered` event, and the agents to deploy for it.

    `question` is asked before the call itself is asked again.
    """

    data: JSON
    deployment: Deployment | None = None
    question: AgentCall | None = None


def recover(run: Run, state: CallState, catalogue: Catalogue, knowledge: Knowledge) -> Recovery:
    """Decide about one failed call.

    Args:
        run: the run after the failed reply was recorded.
        state: the failed call.
        catalogue: every command, to check that a substitute exists.
        knowledge: measured success of recoveries by (domain, failure kind, way).
    """
    kind = (state.reply.failure if state.reply else None) or "transport"
    cause_class, cause = CAUSES.get(kind, ("technical", kind))
    options = list(_options(run, state, kind, cause_class, catalogue, knowledge))
    if any(option.chance.n for option in options):
        options.sort(key=_order)
    spent = _spent(run, state) or (_no_time(run, state) if cause_class == "time" else "")
    chosen = options[0] if options and not spent else None
    ending = CHECKPOINT if cause_class == "time" else GIVE_UP
    deployment = chosen.deployment if chosen else None
    command = chosen.command if chosen else state.call.command
    role = _role(command, catalogue) if command != state.call.command and deployment is None else ""
    data = {
        "agent_id": state.call.id,
        "failure": kind,
        "cause": f"{cause_class}: {cause}",
        "impact": _impact(run, state),
        "options": [o.to_json() for o in options],
        "strategy": WAYS[chosen.way].strategy if chosen else GIVE_UP,
        "way": chosen.way if chosen else ending,
        "from": state.call.command,
        "to": command,
        "role": role,
        "attempt": state.attempts,
        "reason": "" if chosen else _ended(spent or f"nothing is left to try after {_times(state.attempts)}", ending),
    }
    if deployment is not None:
        data["deploys"] = [call.id for call in deployment.calls]
    elif chosen and (care := [c for c in care_for(chosen.way, kind) if c not in state.call.care]):
        data["care"] = care
    question = question_for(run, state) if chosen and chosen.way == ASK else None
    return Recovery(data, deployment, question)


def _options(
    run: Run, state: CallState, kind: str, cause_class: str, catalogue: Catalogue, knowledge: Knowledge
) -> Iterator[Option]:
    """What can be done now, in the order of the ladder; another try of the same command comes last for whatever fails."""
    is_agent = state.call.kind == "agent"
    offered = LADDERS[cause_class] if is_agent else (RETRY,)
    attempts_left = state.attempts < _most_attempts(state)
    if is_agent and out_of_band(run):
        offered = (ELEVATE, *offered)

    def measured(way: str) -> Chance:
        return chance(way, WAYS[way].prior, kind, domain_of(run), knowledge)

    for way in offered:
        if way in DEPLOYMENTS:
            found = _deployment(way, run, state, catalogue, knowledge)
            if found is not None:
                yield Option(way, found.commands, measured(way), found)
            elif way == ELEVATE and (command := _lifting(run, state, catalogue, knowledge)):
                yield Option(way, command, measured(way))
        elif attempts_left and way == SUBSTITUTE:
            if command := _substitute(state, catalogue):
                yield Option(way, command, measured(way))
        elif attempts_left and _repairs(way, run, state):
            yield Option(way, state.call.command, measured(way))
    retried = any(r["strategy"] == RETRY for r in _tries(run, state))
    if attempts_left and retried and is_agent:
        yield Option(RETRY, state.call.command, measured(RETRY), again=True)


def _tries(run: Run, state: CallState) -> list[JSON]:
    """The recoveries of a call with the command that it has now."""
    return [r for r in run.recoveries if r["agent_id"] == state.call.id and r["from"] == state.call.command]


def _lifted(run: Run, state: CallState) -> bool:
    """Whether an agent of a strategy of more support has taken the place of a lost one, which happens once a place."""
    own = (r for r in run.recoveries if r["agent_id"] == state.call.id and not r.get("deploys"))
    return any(r["strategy"] == ELEVATE for r in own)


def _repairs(way: str, run: Run, state: CallState) -> bool:
    """Whether asking the same command again in this way differs from what it was asked before."""
    tried = sum(r.get("way", r["strategy"]) == way for r in _tries(run, state))
    if way == ASK:
        return may_ask(run)
    if way == GO_ON:
        return tried < MOST_CONTINUED and bool(beginning(state))
    care = WAYS[way].care
    if "smaller_pack" in care and (not state.call.pack or state.call.pack in run.context.get("whole", ())):
        return False
    return not tried and not (care and set(care) <= set(state.call.care))


def _most_attempts(state: CallState) -> int:
    if state.call.kind == "person":
        return 1
    if state.call.kind != "agent":
        return COORDINATOR_ATTEMPTS
    return CUT_ATTEMPTS if state.cuts and state.carrier == "round_trip" else MOST_ATTEMPTS


def _deployment(way: str, run: Run, state: CallState, catalogue: Catalogue, knowledge: Knowledge) -> Deployment | None:
    """The agents a way would deploy; for a part that was deployed for already only elevation is left, so that this ends."""
    if room(run) < 1 or state.successors or (state.call.replaces and way != ELEVATE):
        return None
    return DEPLOYMENTS[way](run, state, catalogue, knowledge)


def _lifting(run: Run, state: CallState, catalogue: Catalogue, knowledge: Knowledge) -> str:
    """The command of a strategy of more support that would take the place of a lost agent where every place is taken."""
    if room(run) > 0 or _lifted(run, state):
        return ""
    return command_in_place(run, state, catalogue, knowledge)


def _substitute(state: CallState, catalogue: Catalogue) -> str:
    tried = {state.call.command, *state.previous}
    return next((name for name in state.call.fallbacks if name not in tried and catalogue.find(name)), "")


def _order(option: Option) -> tuple[bool, bool, bool, float]:
    """What is due comes first, what is left last; between them the lower bound of the measured success decides.

    However well it works, the person is asked only where nobody else is left to ask.
    """
    return option.again, option.way == ASK, option.way != ELEVATE, -option.chance.lower_bound


def _spent(run: Run, state: CallState) -> str:
    """Which budget of recovery is used up, in words; empty where none is."""
    if used := used_up(run):
        return used
    if spent_share(run) >= BUDGET_SHARE:
        return f"{BUDGET_SHARE:.0%} of the run's budget is used; the rest is for putting the results together"
    agents = run.agents
    steps = STEPS_PER_AGENT * (len(agents) + sum(_lifted(run, c) for c in agents))
    if sum(r["strategy"] != "give_up" for r in run.recoveries) >= steps:
        return f"the run's {steps} recovery steps are used"
    tries = sum(c.attempts for c in agents)
    if tries >= max(LEAST_HOPELESS, HOPELESS_ROUNDS * len(agents)) and not any(c.accepted for c in agents):
        return f"none of {tries} requests brought an acceptable reply"
    return ""


def _no_time(run: Run, state: CallState) -> str:
    """Why another try is not worth the time, after one that took all of its patience; empty where it is."""
    if not state.patience or run.active_seconds + state.patience <= BUDGET_SHARE * run.limits.seconds:
        return ""
    return (
        f"another try of up to {state.patience:.0f} seconds would take the run past {BUDGET_SHARE:.0%} of its "
        f"{run.limits.seconds:g}"
    )


def _ended(reason: str, ending: str) -> str:
    return f"{reason}; what was answered is kept, and the run goes on with it" if ending == CHECKPOINT else reason


def _impact(run: Run, state: CallState) -> str:
    waiting = [c.call.id for c in run.agents if state.call.id in c.call.depends_on and c.open]
    if state.call.kind == "coordinator":
        return "the synthesis falls back to a merge without prose"
    if state.call.kind == "person":
        return "the agent goes on with the plainest reading"
    part = "a needed part has no answer" if state.call.needed else "an optional part has no answer"
    return f"{part}; {len(waiting)} waiting on it" if waiting else part


def _role(name: str, catalogue: Catalogue) -> str:
    command = catalogue.find(name)
    return command.role if command else name


def _times(count: int) -> str:
    return "1 attempt" if count == 1 else f"{count} attempts"


def succeeded(run: Run, recovery: JSON) -> bool | None:
    """Whether a recovery ended in an accepted reply; None while that is open."""
    state = run.calls.get(recovery["agent_id"])
    if recovery["strategy"] == GIVE_UP or state is None:
        return False
    if recovery.get("deploys"):
        if run.covered(state.call.id):
            return True
        return None if any(run.calls[i].open for i in state.successors) else False
    later = [r for r in run.recoveries if r["agent_id"] == recovery["agent_id"] and r["attempt"] > recovery["attempt"]]
    if later:
        return False
    return True if state.accepted else (None if state.open else False)


def answered_since(run: Run, call_id: str) -> bool:
    """Whether the part that a failed call worked on has an answer, its own or that of whoever took it over."""
    state = run.calls[call_id]
    return run.covered(call_id) or (state.call.replaces in run.calls and answered_since(run, state.call.replaces))
