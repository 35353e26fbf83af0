"""What to do about a failed reply: a pure policy over the failure's kind, the attempt and what was learned.

The ladder of a failure's class is its documented start. Once recoveries were measured, the options stand in the order
of the Wilson lower bound of their success (Wilson 1927), a prior counting as a few trials.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from podium.core.adjusting import out_of_band
from podium.core.continuing import beginning
from podium.core.deploying import DEPLOYMENTS, Deployment, room
from podium.core.run import CallState, Run
from podium.core.values import JSON, Catalogue, Knowledge, Tally

MOST_ATTEMPTS = 7
"""Requests one agent may get in all, its first and those of its substitutes included."""
COORDINATOR_ATTEMPTS = 2
MOST_CONTINUED = 3
"""Times the rest of one reply is asked for before other ways go first."""
CUT_ATTEMPTS = 3
"""The same where a request cost its client whole rounds, the answers of its siblings included."""
STEPS_PER_AGENT = 4
"""Recovery steps one run may take for each agent it planned."""
HOPELESS_ROUNDS = 2
LEAST_HOPELESS = 10
"""Requests, in all and for each agent, after which a run without any accepted reply stops trying."""
BUDGET_SHARE = 0.9
"""Share of requests, tokens or seconds from which a run only finishes, so that the work done is not lost."""

PRIOR = {
    "repair_and_retry": 0.6,
    "command_substitution": 0.5,
    "orchestrator_escalation": 0.45,
    "agent_deployment": 0.45,
    "multi_path_exploration": 0.4,
    "strategy_elevation": 0.4,
}
PRIOR_WEIGHT = 4.0
"""Success share assumed before anything was measured, worth this many trials. A prior, not a measurement."""

_CAUSES: dict[str, tuple[str, str]] = {
    "refused": ("comprehension", "the model declined the request"),
    "empty": ("technical", "the model returned no text"),
    "truncated": ("resource", "the reply ended at the token limit"),
    "malformed": ("technical", "the reply could not be read"),
    "off_topic": ("comprehension", "the reply does not address its part"),
    "unsupported": ("comprehension", "the reply makes claims without evidence"),
    "contradictory": ("comprehension", "the reply contradicts another"),
    "timeout": ("time", "no reply came in time"),
    "transport": ("technical", "the request did not reach the model or the reply did not come back"),
}
_RETRY, _SUBSTITUTE = "repair_and_retry", "command_substitution"
_ELEVATE = "strategy_elevation"
LADDERS: dict[str, tuple[str, ...]] = {
    "technical": (_RETRY, _SUBSTITUTE, "orchestrator_escalation", "agent_deployment"),
    # A repaired request asks for less (prune, simplify); several agents share what was too much for one (split).
    "resource": (_RETRY, "agent_deployment", _SUBSTITUTE),
    "comprehension": (_SUBSTITUTE, "multi_path_exploration", "agent_deployment", _RETRY),
    # A repaired request asks for the most important first (prioritise); what is there already is kept (checkpoint).
    "time": (_RETRY, _SUBSTITUTE, "agent_deployment"),
}
"""Where recovery starts, by the class of the failure's cause. Elevation stands before all of it once it is due."""


@dataclass(frozen=True, slots=True)
class Option:
    """One way to recover, with its likelihood of success, the trials behind it, and the agents it would deploy.

    `again` marks another try of a command that was tried again already: measured success of first retries says nothing
    about it.
    """

    strategy: str
    command: str
    likelihood: float
    n: float
    deployment: Deployment | None = None
    again: bool = False

    def to_json(self) -> JSON:
        """The option as a result shows it."""
        return {
            "strategy": self.strategy,
            "command": self.command,
            "likelihood": round(self.likelihood, 4),
            "n": round(self.n, 2),
        }


@dataclass(frozen=True, slots=True)
class Recovery:
    """What was decided about one failed call: the data of its `recovered` event, and the agents to deploy for it."""

    data: JSON
    deployment: Deployment | None = None


def recover(run: Run, state: CallState, catalogue: Catalogue, knowledge: Knowledge) -> Recovery:
    """Decide about one failed call.

    Args:
        run: the run after the failed reply was recorded.
        state: the failed call.
        catalogue: every command, to check that a substitute exists.
        knowledge: measured success of recoveries by (failure kind, strategy).
    """
    failure = state.reply.failure if state.reply else None
    kind = failure or "transport"
    cause_class, cause = _CAUSES.get(kind, ("technical", kind))
    options = list(_options(run, state, kind, cause_class, catalogue, knowledge))
    if any(option.n for option in options):
        options.sort(key=_order)
    spent = _spent(run, state)
    chosen = options[0] if options and not spent else None
    deployment = chosen.deployment if chosen else None
    command = chosen.command if chosen else state.call.command
    role = _role(command, catalogue) if command != state.call.command and deployment is None else ""
    data = {
        "agent_id": state.call.id,
        "failure": kind,
        "cause": f"{cause_class}: {cause}",
        "impact": _impact(run, state),
        "options": [o.to_json() for o in options],
        "strategy": chosen.strategy if chosen else "give_up",
        "from": state.call.command,
        "to": command,
        "role": role,
        "attempt": state.attempts,
        "reason": "" if chosen else spent or f"nothing is left to try after {_times(state.attempts)}",
    }
    if deployment is not None:
        data["deploys"] = [call.id for call in deployment.calls]
    return Recovery(data, deployment)


def spent_share(run: Run) -> float:
    """The largest share used of the run's requests, tokens and seconds, in [0, 1] and above where one was overrun."""
    limits = run.limits
    shares = [run.requests / limits.requests, run.active_seconds / limits.seconds]
    if limits.tokens is not None:
        shares.append(run.tokens / limits.tokens)
    return max(shares)


def _options(
    run: Run, state: CallState, kind: str, cause_class: str, catalogue: Catalogue, knowledge: Knowledge
) -> Iterator[Option]:
    """What can be done now, in the order of the ladder; another try of the same command comes last for whatever fails."""
    offered = LADDERS[cause_class] if state.call.kind == "agent" else (_RETRY,)
    attempts_left = state.attempts < _most_attempts(state)
    retries = sum(
        r["agent_id"] == state.call.id and r["strategy"] == _RETRY and r["from"] == state.call.command
        for r in run.recoveries
    )
    retried = retries >= (MOST_CONTINUED if beginning(state) else 1)
    if state.call.kind == "agent" and out_of_band(run):
        offered = (_ELEVATE, *offered)
    for strategy in offered:
        likelihood, trials = _likelihood(strategy, kind, knowledge)
        if strategy in DEPLOYMENTS:
            found = _deployment(strategy, run, state, catalogue, knowledge)
            if found is not None:
                yield Option(strategy, found.commands, likelihood, trials, found)
        elif attempts_left and strategy == _SUBSTITUTE:
            if command := _substitute(state, catalogue):
                yield Option(strategy, command, likelihood, trials)
        elif attempts_left and not retried:
            yield Option(strategy, state.call.command, likelihood, trials)
    if attempts_left and retried and state.call.kind == "agent":
        likelihood, trials = _likelihood(_RETRY, kind, knowledge)
        yield Option(_RETRY, state.call.command, likelihood, trials, again=True)


def _most_attempts(state: CallState) -> int:
    if state.call.kind != "agent":
        return COORDINATOR_ATTEMPTS
    return CUT_ATTEMPTS if state.cuts else MOST_ATTEMPTS


def _deployment(
    strategy: str, run: Run, state: CallState, catalogue: Catalogue, knowledge: Knowledge
) -> Deployment | None:
    """The agents a strategy would deploy; for a part that was deployed for already only elevation is left, so that this ends."""
    if room(run) < 1 or state.successors or (state.call.replaces and strategy != _ELEVATE):
        return None
    return DEPLOYMENTS[strategy](run, state, catalogue, knowledge)


def _substitute(state: CallState, catalogue: Catalogue) -> str:
    tried = {state.call.command, *state.previous}
    return next((name for name in state.call.fallbacks if name not in tried and catalogue.find(name)), "")


def _likelihood(strategy: str, kind: str, knowledge: Knowledge) -> tuple[float, float]:
    """Posterior mean of a Beta prior worth `PRIOR_WEIGHT` trials, and the measured trials."""
    tally = knowledge.recoveries.get((kind, strategy), Tally())
    return (tally.successes + PRIOR[strategy] * PRIOR_WEIGHT) / (tally.trials + PRIOR_WEIGHT), tally.trials


def _order(option: Option) -> tuple[bool, bool, float]:
    """What is due comes first, what is left last; between them the lower bound of the measured success decides."""
    bound = _lower_bound(option.likelihood, option.n + PRIOR_WEIGHT)
    return option.again, option.strategy != _ELEVATE, -bound


def _lower_bound(share: float, trials: float) -> float:
    """Wilson lower bound of a share, one standard deviation below it."""
    spread = math.sqrt(share * (1 - share) / trials + 1 / (4 * trials * trials))
    return (share + 1 / (2 * trials) - spread) / (1 + 1 / trials)


def _spent(run: Run, state: CallState) -> str:
    """Which budget of recovery is used up, in words; empty where none is."""
    if run.requests >= run.limits.requests:
        return f"the run's {run.limits.requests} requests are used"
    if spent_share(run) >= BUDGET_SHARE:
        return f"{BUDGET_SHARE:.0%} of the run's budget is used; the rest is for putting the results together"
    agents = run.agents
    if sum(r["strategy"] != "give_up" for r in run.recoveries) >= STEPS_PER_AGENT * len(agents):
        return f"the run's {STEPS_PER_AGENT * len(agents)} recovery steps are used"
    tries = sum(c.attempts for c in agents)
    if tries >= max(LEAST_HOPELESS, HOPELESS_ROUNDS * len(agents)) and not any(c.accepted for c in agents):
        return f"none of {tries} requests brought an acceptable reply"
    return ""


def _impact(run: Run, state: CallState) -> str:
    waiting = [c.call.id for c in run.agents if state.call.id in c.call.depends_on and c.open]
    if state.call.kind == "coordinator":
        return "the synthesis falls back to a merge without prose"
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
    if recovery["strategy"] == "give_up" or state is None:
        return False
    if recovery["strategy"] in DEPLOYMENTS:
        if run.covered(state.call.id):
            return True
        return None if any(run.calls[i].open for i in state.successors) else False
    later = [r for r in run.recoveries if r["agent_id"] == recovery["agent_id"] and r["attempt"] > recovery["attempt"]]
    if later:
        return False
    return True if state.accepted else (None if state.open else False)
