"""Reads the written reply sets and claims: each file in its halves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from podium.core.calls import AgentCall, AgentReply, Finding
from podium.core.run import COORDINATOR, CallState
from podium.core.synthesis import synthesize
from run_samples import coordinator as call_of_coordinator
from run_samples import run_of

_HERE = Path(__file__).parent
HALVES = ("first half", "second half")
PARTS = [(part, half) for part in ("", "_2", "_3") for half in HALVES if part != "_3" or half == HALVES[0]]
"""Every half of every file: the file's ending and the half."""
OTHERS = [("_4", HALVES[0]), ("_4", HALVES[1]), ("_5", HALVES[0])]
"""The same of the files by writers who had not seen the code."""
CLAIMS_OF_OTHERS = [*OTHERS, ("_6", HALVES[0]), ("_7", HALVES[0])]
"""The claims by writers who had not seen the code: those with reply sets beside them, and later ones."""
SET_PARTS = [*PARTS, *OTHERS, ("_6", HALVES[0]), ("_7", HALVES[0])]
"""Of the last one, by two more writers, 18 of 40 in fields, 13 of 30 in prose and 9 of 30 clean ones were named when first opened."""


@dataclass(frozen=True)
class ReplySet:
    """Replies to one objective, and which two agents contradict each other in which way (none where `kind` is clean)."""

    kind: str
    pair: frozenset[str]
    states: list[CallState]


def reply_sets(part: str, half: str) -> list[ReplySet]:
    blocks = re.split(r"^== ", _half(f"reply_sets{part}.txt", half), flags=re.M)[1:]
    return [_reply_set(block.splitlines()) for block in blocks]


def claims(part: str, half: str) -> list[tuple[str, str]]:
    """Pairs of verdict and claim."""
    lines = _half(f"claims{part}.txt", half).splitlines()
    return [(verdict, claim) for verdict, claim in (line.split(" | ", 1) for line in lines if line)]


def read_sets(half: str) -> list[tuple[ReplySet, AgentReply]]:
    """Reply sets with what a model answered as their coordinator."""
    return [_without_coordinator(found) for found in reply_sets("_read", half)]


def listed(found: ReplySet, coordinator: AgentReply | None) -> bool:
    """Whether the planted contradiction is among the conflicts, without a coordinator or with what it answered.

    Of a clean set: whether any conflict is listed.
    """
    ids = [state.call.id for state in found.states]
    run = run_of(*(state.call for state in found.states), call_of_coordinator(*ids))
    last = replace(run.calls[COORDINATOR], state="answered" if coordinator else "failed", reply=coordinator)
    states = {state.call.id: state for state in found.states}
    conflicts = synthesize(replace(run, calls={**run.calls, **states, COORDINATOR: last}))["conflicts"]
    return any(_opposes(found.pair, conflict["positions"]) for conflict in conflicts) if found.pair else bool(conflicts)


def _opposes(pair: frozenset[str], positions: list[dict[str, list[str]]]) -> bool:
    """Whether the two stand on different positions of a conflict."""
    held = [pair & set(position["agents"]) for position in positions]
    return any(one and other and one | other == pair for at, one in enumerate(held) for other in held[at + 1 :])


def _without_coordinator(found: ReplySet) -> tuple[ReplySet, AgentReply]:
    *states, last = found.states
    assert last.call.id == COORDINATOR
    assert last.reply
    return replace(found, states=states), last.reply


def replied(agent: str, role: str = "", **fields: object) -> CallState:
    """A call whose agent answered."""
    reply = AgentReply(agent, **fields)  # type: ignore[arg-type]
    return CallState(AgentCall(agent, role or agent, role or agent, ""), "answered", reply=reply)


def _half(name: str, half: str) -> str:
    text = (_HERE / name).read_text(encoding="utf-8")
    return re.split(r"^== (?:first|second) half\n", text, flags=re.M)[1 + HALVES.index(half)]


def _reply_set(lines: list[str]) -> ReplySet:
    kind, *pair = lines[0].split()
    return ReplySet(kind, frozenset(pair), list(_states(lines[1:])))


def _states(lines: list[str]) -> Iterator[CallState]:
    starts = [at for at, line in enumerate(lines) if line.startswith("@")]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        head = re.fullmatch(r"@(\w+) ([^:]+): (.*)", lines[start])
        assert head
        given = lines[start + 1 : end]
        findings = tuple(_finding(line[2:]) for line in given if line.startswith("- "))
        advice = " ".join(line[2:] for line in given if line.startswith("> "))
        yield replied(head[1], head[2], summary=head[3], recommendation=advice, findings=findings)


def _finding(line: str) -> Finding:
    topic, statement, evidence, stance = (part.strip() for part in re.split(r"\s?\|\s?", line))
    return Finding(topic, statement, evidence, stance)
