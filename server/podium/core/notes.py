"""Hand-off notes: what an agent hears of the agents before it, by the route's level of coordination.

Notes are the validated fields of replies, never transcripts. Only calls that were settled before the agent was asked are
heard, so that a brief rendered again is the same. Secrets that an agent came across are not handed on.

A sub-agent hears all agents above it on every level, with the findings that its part needs first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Literal

from podium.core.calls import AgentCall, AgentReply, Finding
from podium.core.decision.words import stems
from podium.core.run import CallState, Run
from podium.core.secrets import redacted

Note = Literal["summary", "findings", "open", "risks", "recommendation", "all_before", "overlap"]

NONE: tuple[Note, ...] = ("summary",)
"""No notes of siblings; what a command requires reaches it as that agent's summary, since it is its input."""
STANDARD: tuple[Note, ...] = (*NONE, "findings")
"""Also the findings, with evidence, of the agents that this one directly depends on."""
HEAVY: tuple[Note, ...] = (*STANDARD, "open", "risks")
"""Also their open questions and risks."""
COMPREHENSIVE: tuple[Note, ...] = (*HEAVY, "recommendation", "all_before", "overlap")
"""Also what they recommend, the same of every agent before those, and who works beside this one."""
COORDINATION_NOTES: Mapping[str, tuple[Note, ...]] = {
    "none": NONE,
    "standard": STANDARD,
    "heavy": HEAVY,
    "comprehensive": COMPREHENSIVE,
}
"""What each level of coordination hands on; every level has all of the one below and more."""

MOST_CHARACTERS, LEAST_CHARACTERS = 9_000, 400
"""Characters of all notes of one brief, shared evenly, and those that each agent's notes get in any case."""
_SUMMARY, _TOPIC, _STATEMENT, _EVIDENCE, _NEED, _ADVICE, _ANSWER = 1_200, 80, 400, 200, 200, 600, 800
_MOST_FINDINGS, _MOST_OPEN = 8, 5
_WORDS = re.compile(r"\w+")


def notes_of(run: Run) -> tuple[Note, ...]:
    """The kinds of notes that the run's route hands on; `standard` where a decision names no level."""
    return COORDINATION_NOTES.get(_route(run).get("coordination", ""), STANDARD)


def notes(run: Run, call: AgentCall) -> str:
    """What the agents before a call found, in planned order; empty where there is nothing to hand on."""
    kinds = notes_of(run)
    above = _above(run, call)
    heard = [state for state in _before(run, call, above, everything="all_before" in kinds) if state.accepted]
    share = max(LEAST_CHARACTERS, MOST_CHARACTERS // max(1, len(heard)))
    told = (_handed_down(s, kinds, call.part) if s.call.id in above else _lines(s, kinds) for s in heard)
    return redacted("\n".join(_within(lines, share) for lines in told))


def overlapping(run: Run) -> bool:
    """Whether an agent is told of the specialists beside it. It is not told their names, which would draw it to their parts."""
    return "overlap" in notes_of(run) and len(_route(run).get("specializations") or ()) > 1


def finding_line(finding: Finding) -> str:
    """One finding with its evidence, shortened, and with what it is about where the statement does not say so itself."""
    statement = short(finding.statement, _STATEMENT)
    about = short(finding.topic, _TOPIC)
    if about and not set(_WORDS.findall(about.lower())) <= set(_WORDS.findall(statement.lower())):
        statement = f"{about}: {statement}"
    return f"{statement} ({short(finding.evidence, _EVIDENCE)})" if finding.evidence else statement


def short(text: str, limit: int) -> str:
    """The text on one line, at most `limit` characters."""
    text = re.sub(r"\s+", " ", text)
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _route(run: Run) -> Mapping[str, Any]:
    route: Mapping[str, Any] = run.decision.get("route", {})
    return route


def _above(run: Run, call: AgentCall) -> list[str]:
    """The agents above a sub-agent, the one that asked for it first."""
    above: list[str] = []
    while call.kind == "agent" and call.parent and call.parent in run.calls and call.parent not in above:
        above.append(call.parent)
        call = run.calls[call.parent].call
    return above


def _before(run: Run, call: AgentCall, above: list[str], *, everything: bool) -> list[CallState]:
    """The calls above a call and those it directly depends on, and with `everything` those that these depend on in turn."""
    wanted = {*call.depends_on, *above}
    queue = list(call.depends_on) if everything else []
    while queue:
        state = run.calls.get(queue.pop())
        more = set(state.call.depends_on) - wanted if state else set()
        wanted |= more
        queue += more
    return [run.calls[name] for name in run.calls if name in wanted]


def _handed_down(state: CallState, kinds: tuple[Note, ...], part: str) -> Iterator[str]:
    """The notes of an agent above a sub-agent: its findings in any case, those that share most with the part first."""
    wanted = frozenset(stems(part))

    def shared(finding: Finding) -> int:
        return len(wanted.intersection(stems(f"{finding.topic} {finding.statement}")))

    return _lines(state, tuple(dict.fromkeys((*STANDARD, *kinds))), order=shared)


def _lines(state: CallState, kinds: tuple[Note, ...], order: Callable[[Finding], int] | None = None) -> Iterator[str]:
    reply = state.reply
    if reply is None:
        return
    yield f"{state.call.role}: {short(reply.summary, _SUMMARY)}"
    if "findings" in kinds:
        findings = sorted(reply.findings, key=order, reverse=True) if order else reply.findings
        yield from (f"- {finding_line(finding)}" for finding in findings[:_MOST_FINDINGS])
    yield from _further(reply, kinds)


def _further(reply: AgentReply, kinds: tuple[Note, ...]) -> Iterator[str]:
    yield from (f"  asked for, and found: {short(need, _NEED)}: {short(text, _ANSWER)}" for need, text in reply.answers)
    known = {need for need, _ in reply.answers}
    still_open = tuple(need for need in reply.needs if " ".join(need.split()) not in known)
    for kind, label, entries in (("open", "open", still_open), ("risks", "risks", reply.risks)):
        if kind in kinds and entries:
            yield f"  {label}: " + "; ".join(short(entry, _NEED) for entry in entries[:_MOST_OPEN])
    if "recommendation" in kinds and reply.recommendation:
        yield f"  recommends: {short(reply.recommendation, _ADVICE)}"


def _within(lines: Iterator[str], limit: int) -> str:
    """As many lines as fit; the first is cut where it alone does not, the rest are counted."""
    kept: list[str] = []
    used = left = 0
    for line in lines:
        if kept and used + len(line) > limit:
            left += 1
            continue
        kept.append(short(line, limit) if not kept else line)
        used += len(kept[-1]) + 1
    return "\n".join([*kept, f"  ({left} more lines left out)"] if left else kept)
