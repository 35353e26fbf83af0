"""What to do about a failed reply: a pure policy over the failure's kind, the attempt and what was learned.

The ladder of a failure kind is its documented start; measured success of (kind, strategy) reorders it.
"""

from __future__ import annotations

from dataclasses import dataclass

from podium.core.run import CallState, Run
from podium.core.values import JSON, Catalogue, Knowledge, Tally

MOST_ATTEMPTS = 3
"""Requests one agent may get in all, its first and those of its substitutes included."""

PRIOR = {"repair_and_retry": 0.6, "command_substitution": 0.5}
PRIOR_WEIGHT = 2.0
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
_LADDERS: dict[str, tuple[str, ...]] = {
    "refused": ("command_substitution", "repair_and_retry"),
    "off_topic": ("repair_and_retry", "command_substitution"),
}
_START = ("repair_and_retry", "command_substitution")


@dataclass(frozen=True, slots=True)
class Option:
    """One way to recover, with its likelihood of success and the trials behind it."""

    strategy: str
    command: str
    likelihood: float
    n: float

    def to_json(self) -> JSON:
        """The option as a result shows it."""
        return {
            "strategy": self.strategy,
            "command": self.command,
            "likelihood": round(self.likelihood, 4),
            "n": round(self.n, 2),
        }


def recover(run: Run, state: CallState, catalogue: Catalogue, knowledge: Knowledge) -> JSON:
    """Data of the `recovered` event for one failed call.

    Args:
        run: the run after the failed reply was recorded.
        state: the failed call.
        catalogue: every command, to check that a substitute exists.
        knowledge: measured success of recoveries by (failure kind, strategy).
    """
    failure = state.reply.failure if state.reply else None
    kind = failure or "transport"
    cause_class, cause = _CAUSES.get(kind, ("technical", kind))
    options = _options(state, kind, catalogue, knowledge)
    chosen = options[0] if options and _affordable(run, state) else None
    command = chosen.command if chosen else state.call.command
    return {
        "agent_id": state.call.id,
        "failure": kind,
        "cause": f"{cause_class}: {cause}",
        "impact": _impact(run, state),
        "options": [o.to_json() for o in options],
        "strategy": chosen.strategy if chosen else "give_up",
        "from": state.call.command,
        "to": command,
        "role": _role(command, catalogue) if command != state.call.command else "",
        "attempt": state.attempts,
        "reason": "" if chosen else _why_not(run, state, options),
    }


def _options(state: CallState, kind: str, catalogue: Catalogue, knowledge: Knowledge) -> list[Option]:
    found = []
    for strategy in _LADDERS.get(kind, _START):
        command = _command_for(strategy, state, catalogue)
        if command:
            likelihood, trials = _likelihood(strategy, kind, knowledge)
            found.append(Option(strategy, command, likelihood, trials))
    measured = any(o.n for o in found)
    return sorted(found, key=lambda o: -o.likelihood) if measured else found


def _command_for(strategy: str, state: CallState, catalogue: Catalogue) -> str:
    call = state.call
    if strategy == "repair_and_retry":
        retried = state.reply is not None and state.attempts > 1 + len(state.previous)
        return "" if retried else call.command
    if call.kind == "coordinator":
        return ""
    tried = {call.command, *state.previous}
    return next((name for name in call.fallbacks if name not in tried and catalogue.find(name)), "")


def _likelihood(strategy: str, kind: str, knowledge: Knowledge) -> tuple[float, float]:
    """Posterior mean of a Beta prior worth `PRIOR_WEIGHT` trials."""
    tally = knowledge.recoveries.get((kind, strategy), Tally())
    prior = PRIOR[strategy]
    return (tally.successes + prior * PRIOR_WEIGHT) / (tally.trials + PRIOR_WEIGHT), tally.trials


def _affordable(run: Run, state: CallState) -> bool:
    most = 2 if state.call.kind == "coordinator" else MOST_ATTEMPTS
    return state.attempts < most and run.requests < run.limits.requests


def _why_not(run: Run, state: CallState, options: list[Option]) -> str:
    if run.requests >= run.limits.requests:
        return f"the run's {run.limits.requests} requests are used"
    if not options:
        return "no other command can take its place"
    return f"{state.attempts} attempts were made"


def _impact(run: Run, state: CallState) -> str:
    waiting = [c.call.id for c in run.agents if state.call.id in c.call.depends_on and c.open]
    if state.call.kind == "coordinator":
        return "the synthesis falls back to a merge without prose"
    part = "a needed part has no answer" if state.call.needed else "an optional part has no answer"
    return f"{part}; {len(waiting)} waiting on it" if waiting else part


def _role(name: str, catalogue: Catalogue) -> str:
    command = catalogue.find(name)
    return name.replace("-", " ") if command and command.roles else name


def succeeded(run: Run, recovery: JSON) -> bool | None:
    """Whether a recovery ended in an accepted reply; None while that is open."""
    state = run.calls.get(recovery["agent_id"])
    if recovery["strategy"] == "give_up" or state is None:
        return False
    later = [r for r in run.recoveries if r["agent_id"] == recovery["agent_id"] and r["attempt"] > recovery["attempt"]]
    if later:
        return False
    return True if state.accepted else (None if state.open else False)
