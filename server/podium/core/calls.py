"""What an agent is asked, and what it answers."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from itertools import count
from typing import Literal

from podium.core.values import FailureKind

Care = Literal["smaller_pack", "first_half", "second_half", "stricter_format", "simpler", "priorities"]
"""How a request differs from the usual one, because that failed: what stands in its context, and what it asks for."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding of an agent's reply."""

    topic: str
    statement: str
    evidence: str = ""
    stance: str = ""


@dataclass(frozen=True, slots=True)
class AgentReply:
    """An agent's reply, or its failure: failures are replies, not exceptions.

    `failure` is None for an accepted reply. `text` is the reply as received (capped). `self_rated` is the agent's own
    confidence, kept for display and never used as evidence of success. `complete` says that the objective needs nothing
    further; `answers` are needs of this reply with what was found for them.
    """

    agent_id: str
    failure: FailureKind | None = None
    detail: str = ""
    text: str = ""
    summary: str = ""
    findings: tuple[Finding, ...] = ()
    recommendation: str = ""
    self_rated: float | None = None
    risks: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    answers: tuple[tuple[str, str], ...] = ()
    spawn: tuple[tuple[str, str], ...] = ()
    complete: bool = False
    model: str = ""
    seconds: float = 0.0
    tokens_in: int = 0
    tokens_out: int = 0


@dataclass(frozen=True, slots=True)
class AgentCall:
    """One planned piece of work for one agent (`kind`).

    The coordinator is no agent of the run, nor is a follow-up: one more request to the agent it is named after, nor the
    person who is asked what an agent could not make out. `part` is what this agent is asked to do; `depends_on` are ids of calls; `resources` are held while it works, alone or (as
    `name:shared`) with others; `pack` is the id of its context pack; `fallbacks` are commands that may replace its own;
    `replaces` is the failed call whose part it takes over; `care` is what its brief does otherwise than usual.
    """

    id: str
    role: str
    command: str
    part: str
    kind: Literal["agent", "coordinator", "followup", "person"] = "agent"
    depends_on: tuple[str, ...] = ()
    resources: tuple[str, ...] = ()
    wave: int = 0
    parent: str | None = None
    depth: int = 0
    needed: bool = True
    fallbacks: tuple[str, ...] = ()
    pack: str = ""
    replaces: str = ""
    minutes: float = 1.0
    care: tuple[Care, ...] = ()


def free_id(wanted: str, taken: Collection[str]) -> str:
    """The wanted id, with the first number from 2 on behind it that makes it one of its own."""
    return wanted if wanted not in taken else next(i for n in count(2) if (i := f"{wanted}-{n}") not in taken)
