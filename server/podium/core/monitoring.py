"""Monitoring: an accepted-looking reply held against what was expected of it.

A *failure* means that there is no usable answer: the reply is not accepted and recovery decides. What counts as an
answer does not depend on the route. A *deviation* is an answer that is less than what was expected: it is kept, and the
deviation is recorded under the failure kind that it comes close to. How closely deviations are watched for is the
route's monitoring level, `LEVEL_CHECKS`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from podium.core.briefs import opening
from podium.core.calls import AgentCall, AgentReply
from podium.core.levels import Level, level_of
from podium.core.recomputing import check_findings, with_calculation
from podium.core.replies import misshapen, read_reply, said_in
from podium.core.run import CallState, Run
from podium.core.values import JSON, Catalogue, FailureKind

if TYPE_CHECKING:
    from podium.core.contradictions import Conflict
    from podium.core.off_topic import Expectation

Check = Literal["answer", "evidence", "time", "substance", "self_rating", "size", "form", "numbers", "agreement"]

LIGHT: tuple[Check, ...] = ("answer", "numbers")
"""There is a readable answer to the agent's own part: not refused, empty, truncated, malformed or off topic; and the
arithmetic it states holds (`unsupported`)."""
MODERATE: tuple[Check, ...] = (*LIGHT, "evidence", "time")
"""Also: findings come with evidence (`unsupported`), and in the time expected (`timeout`)."""
INTENSIVE: tuple[Check, ...] = (*MODERATE, "substance", "self_rating", "size", "form")
"""Also: an answer without findings shows something for what it says, the agent trusts its own answer (both `unsupported`),
its size is in bounds (`budget`), and its fields have their types (`malformed`)."""
MAXIMUM: tuple[Check, ...] = (*INTENSIVE, "agreement")
"""Also: the answer agrees with those before it (`contradictory`)."""
LEVEL_CHECKS: Mapping[Level, tuple[Check, ...]] = {
    "light": LIGHT,
    "moderate": MODERATE,
    "intensive": INTENSIVE,
    "maximum": MAXIMUM,
}
"""What each monitoring level watches for; every level has all checks of the one below and more."""

LEAST_SUPPORTED = 0.5
"""Share of findings that must come with evidence."""
LEAST_SELF_RATING = 0.4
"""An agent that trusts its answer less than this says so; the value is shown, never taken for a probability."""
SLOW_SHARE = 0.8
"""Share of the patience of a pushed request above which its reply is late."""
SLOW_FACTOR, SLOW_SECONDS, FEWEST_TIMED = 4.0, 10.0, 3
"""Late too: this many times the median of at least so many siblings, and longer than these seconds."""

_EVIDENCE = re.compile(r"\d|`|\b\w+\.[a-z]{1,4}\b|\w/\w|[\"“«„]")


@dataclass(frozen=True, slots=True)
class Deviation:
    """What was less than expected of one kept reply."""

    kind: FailureKind
    detail: str


@dataclass(frozen=True, slots=True)
class Observation:
    """What monitoring saw in one reply: a failure that keeps it from being accepted, or deviations."""

    failure: FailureKind | None = None
    detail: str = ""
    deviations: tuple[Deviation, ...] = ()


def expectation(run: Run, call: AgentCall, catalogue: Catalogue) -> Expectation:
    """What a reply to a call may be about: the objective, its own part and command, and what earlier agents found."""
    from podium.core.off_topic import Expectation  # as in `observe`

    command = catalogue.find(call.command)
    described = f"{command.name} {command.description}" if command else call.command
    before = [run.calls[name].reply for name in call.depends_on if name in run.calls]
    earlier = "\n".join(said_in(reply) for reply in before if reply is not None and reply.failure is None)
    return Expectation(
        objective=run.objective,
        part=call.part,
        asked="\n".join((call.role, described, earlier)),
        background=command.body if command else "",
        frame=opening(call),
    )


def observe(run: Run, data: Mapping[str, Any], catalogue: Catalogue) -> Observation:
    """What monitoring sees in a reply that is about to be recorded.

    Args:
        run: the run before the reply; the call of `data["agent_id"]` was asked.
        data: data of the `replied` event, with the failure that the carrier or the text alone showed, if any.
        catalogue: every command.
    """
    if data.get("failure"):
        return Observation(data["failure"], data.get("detail", ""))
    state = run.calls[data["agent_id"]]
    if state.call.kind == "person":
        return Observation()
    from podium.core.off_topic import off_topic  # here: their words take room that a server without runs needs not
    from podium.core.only_talk import only_talks

    reply = read_reply(data)
    shown = any(finding.evidence for finding in reply.findings)
    said = said_in(reply)
    hollow, told = only_talks(said, state.call.part, f"{run.objective}\n{state.call.role}")
    if hollow in ("refused", "empty"):
        return Observation(hollow, told)
    elsewhere = off_topic(said, expectation(run, state.call, catalogue), shown=shown)
    if elsewhere:
        return Observation("off_topic", elsewhere)
    if hollow is not None:
        return Observation(hollow, told)
    checks = LEVEL_CHECKS[level_of(run)]
    return Observation(deviations=tuple(_deviations(run, state, reply, checks)))


def observed(run: Run, data: Mapping[str, Any], catalogue: Catalogue) -> JSON:
    """Data of the `replied` event with what monitoring saw: `failure` and `detail`, or `deviations` of kind and detail."""
    seen = observe(run, data, catalogue)
    if seen.failure is not None:
        return {**data, "failure": seen.failure, "detail": seen.detail}
    if not seen.deviations:
        return dict(data)
    return {**data, "deviations": [{"kind": d.kind, "detail": d.detail} for d in seen.deviations]}


def _deviations(run: Run, state: CallState, reply: AgentReply, checks: Sequence[Check]) -> Iterator[Deviation]:
    """Deviations in the order of the checks, at most one a check."""
    looks: Mapping[Check, Callable[[], str]] = {
        "evidence": lambda: _unsupported(reply),
        "time": lambda: _late(run, state, reply),
        "substance": lambda: _hollow(reply),
        "self_rating": lambda: _doubtful(reply),
        "size": lambda: _oversized(state, reply),
        "form": lambda: _misshapen(reply),
    }
    for check in checks:
        if check in looks and (seen := looks[check]()):
            yield Deviation(_KINDS[check], seen)


_KINDS: Mapping[Check, FailureKind] = {
    "evidence": "unsupported",
    "time": "timeout",
    "substance": "unsupported",
    "self_rating": "unsupported",
    "size": "budget",
    "form": "malformed",
}


def compared(run: Run, new: Sequence[str]) -> list[JSON]:
    """What the latest replies show beside those before them: numbers that do not hold, and contradictions.

    Args:
        run: the run with the replies recorded.
        new: ids of the calls whose replies just came, in the order in which they were recorded.

    Returns:
        Deviations of agent_id, kind and detail, only where the route is watched for them. A contradiction is that of whoever
        came later, so that replies which come together are told the same of as those that come one by one.
    """
    checks = LEVEL_CHECKS[level_of(run)]
    accepted = [c for c in run.contributors if c.accepted and c.reply is not None]
    latest = [run.calls[i].speaker for i in new if run.calls[i].accepted]
    found: list[tuple[str, FailureKind, str]] = []
    if "numbers" in checks and latest:
        claims = ((c.speaker, said) for c in accepted if c.reply and c.call.id in new for said in _claims(c.reply))
        found += [(agent, "unsupported", reason) for agent, _, reason in check_findings(claims)]
    if "agreement" in checks and latest and len(accepted) > 1:
        from podium.core.contradictions import contradictions  # here, because most runs need none of its words

        for conflict in contradictions(accepted):
            agents = list(dict.fromkeys(agent for position in conflict.positions for agent in position.agents))
            detail = f"on {conflict.topic}: {', '.join(agents)} contradict each other"
            found += [(agent, "contradictory", detail) for agent in agents if _came_later(agent, conflict, latest)]
    return [{"agent_id": agent, "kind": kind, "detail": detail[:300]} for agent, kind, detail in found]


def _came_later(agent: str, conflict: Conflict, latest: Sequence[str]) -> bool:
    """Whether one of the latest agents contradicts somebody who was heard before it."""
    if agent not in latest:
        return False
    after = latest[latest.index(agent) :]
    own = {p.side for p in conflict.positions if agent in p.agents}
    return any(other not in after for p in conflict.positions if {p.side} != own for other in p.agents)


def _claims(reply: AgentReply) -> Iterable[str]:
    """What a reply finds: its findings' statements with their calculations, without any the sentences of its summary."""
    if reply.findings:
        return (with_calculation(finding.statement, finding.evidence) for finding in reply.findings)
    from podium.core.contradictions.sentences import sentences  # as above

    return sentences(reply.summary)


def _unsupported(reply: AgentReply) -> str:
    bare = sum(not finding.evidence for finding in reply.findings)
    if len(reply.findings) - bare >= LEAST_SUPPORTED * len(reply.findings):
        return ""
    return f"{bare} of {len(reply.findings)} findings come without evidence"


def _hollow(reply: AgentReply) -> str:
    if reply.findings or _EVIDENCE.search(said_in(reply)):
        return ""
    return "the reply has no finding and shows nothing for what it says"


def _late(run: Run, state: CallState, reply: AgentReply) -> str:
    if state.carrier == "push" and state.patience and reply.seconds > SLOW_SHARE * state.patience:
        return f"the reply took {reply.seconds:.0f} of {state.patience:.0f} seconds"
    if reply.seconds <= SLOW_SECONDS:
        return ""
    times = [c.reply.seconds for c in run.agents if c.accepted and c.reply is not None]
    from statistics import median  # here, because only a slow reply needs it

    usual = median(times) if len(times) >= FEWEST_TIMED else 0.0
    if usual and reply.seconds > SLOW_FACTOR * usual:
        return f"the reply took {reply.seconds:.0f} seconds where others took {usual:.0f}"
    return ""


def _doubtful(reply: AgentReply) -> str:
    if reply.self_rated is None or reply.self_rated >= LEAST_SELF_RATING:
        return ""
    return f"the agent rates its own answer at {reply.self_rated:.2f}"


def _oversized(state: CallState, reply: AgentReply) -> str:
    if not state.reply_tokens or reply.tokens_out <= state.reply_tokens:
        return ""
    return f"the reply has {reply.tokens_out:,} tokens where {state.reply_tokens:,} were granted"


def _misshapen(reply: AgentReply) -> str:
    return _listed("fields of another type", misshapen(reply.text))


def _listed(what: str, entries: Sequence[str]) -> str:
    if not entries:
        return ""
    more = f" and {len(entries) - 3} more" if len(entries) > 3 else ""
    return f"{what}: {'; '.join(entries[:3])}{more}"[:300]
