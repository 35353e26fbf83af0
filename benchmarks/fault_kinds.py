"""The faults that `faults.py` injects: what is struck, how often, and what a model says that is struck.

A request, a call of the client, and an agent for which others wait are each struck with probability `rate`, by a kind drawn
from `kinds`; a kind that does not befall this sort of thing does not strike. The same seed gives the same fate.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import anyio

from podium.testkit.host import DEFAULT
from podium.testkit.script import Answer, Asked, finding

FAILING = ("refused", "rejected", "empty", "malformed", "truncated", "off_topic", "unsupported", "transport", "timeout")
"""Kinds that leave a request without a usable answer; `refused` is the model's word, `rejected` the user's."""
OF_REQUESTS = (*FAILING, "contradictory", "budget")
KINDS = (*OF_REQUESTS, "cancelled", "dependency")
AGENT_SECONDS = 0.15
RETRIES = 2
LATEST_CANCEL = 6
"""A call that is cancelled ends at one of so many of its requests."""
HEAVY_TOKENS, SLOW_SECONDS = 6_000, 0.1
"""What a struck reply takes of a budget: three times the tokens an agent is granted, or much of a run's time."""
COORDINATOR = "coordinator"
_PART = re.compile(r"^## Your part: (\S+)", re.MULTILINE)
_LONG = "It holds for this part as well, and the reasons are those given above, told once more at length. "

MATTERS = (
    ("session store", "The session store survives a restart.", "The session store loses everything at a restart."),
    ("nightly backup", "The nightly backup is encrypted.", "The nightly backup is not encrypted."),
    ("invoice rounding", "Invoices are rounded at the end only.", "Invoices are rounded at every line."),
    ("image cache", "The image cache is cleared on every release.", "The image cache is never cleared."),
    ("webhook order", "Webhooks arrive in order.", "Webhooks arrive in any order."),
    ("admin login", "The admin login asks for a second factor.", "The admin login asks for a password only."),
    ("search index", "The search index is rebuilt while it serves.", "The search index is down while it is rebuilt."),
    ("mail queue", "The mail queue drops nothing when it is full.", "The mail queue drops mails when it is full."),
    ("time zone", "Times are stored in UTC.", "Times are stored in local time."),
    ("log retention", "Logs are kept for thirty days.", "Logs are kept for seven days."),
    ("feature flags", "Feature flags are read at the start only.", "Feature flags are read with each request."),
    ("price import", "The price import can be repeated safely.", "The price import doubles every price."),
)
"""A topic for each agent to state, and what an agent says that contradicts it."""


@dataclass(frozen=True, slots=True)
class Dispute:
    """An agent that contradicts what another one states, `at` which of its requests."""

    agent: str
    owner: str
    topic: str
    at: int


@dataclass(slots=True)
class Injected:
    """The faults of one run, and what they struck.

    `waited_for` are the agents for which others wait, as planned; `budget` is what a struck reply uses up: tokens, requests
    or seconds; `scope` is that of the client's call, `cut_off` are those at whose requests one was cancelled.
    """

    kinds: Sequence[str]
    rate: float
    seed: int
    budget: str = "tokens"
    waited_for: frozenset[str] = frozenset()
    scope: anyio.CancelScope = field(default_factory=anyio.CancelScope)
    struck: list[str] = field(default_factory=list)
    cut_off: list[str] = field(default_factory=list)
    disputes: list[Dispute] = field(default_factory=list)
    _matters: dict[str, int] = field(default_factory=dict)
    _commands: dict[str, str] = field(default_factory=dict)
    _ends_at: int = 0

    def begin_call(self, number: int) -> None:
        """The client begins its call `number`, which may be cancelled at one of its requests."""
        self.scope = anyio.CancelScope()
        self._ends_at = self.call_ends_at(number)

    async def answer(self, asked: Asked) -> Answer:
        """What the model says to one request, struck or not."""
        self._ends_at -= 1
        if self._ends_at == 0:
            self.struck.append("cancelled")
            self.cut_off.append(asked.agent_id)
            self.scope.cancel()
            await anyio.sleep_forever()
        kind = self.strikes(asked)
        if kind:
            self.struck.append(kind)
        return await self._said(asked, kind)

    def strikes(self, asked: Asked) -> str:
        """The kind of fault that strikes a request; empty for none."""
        command = _PART.search(asked.prompt)
        cannot = command and asked.agent_id in self.waited_for and self.broken(asked.agent_id)
        if command and cannot and self._commands.setdefault(asked.agent_id, command[1]) == command[1]:
            return "dependency"
        kind = self._drawn(f"{asked.agent_id}/{asked.number}")
        if kind == "contradictory" and (asked.agent_id == COORDINATOR or not self._others(asked.agent_id)):
            return ""
        return kind if kind in OF_REQUESTS else ""

    def broken(self, agent_id: str) -> bool:
        """Whether the command that is asked first cannot do an agent's part; any other can."""
        return self._drawn(f"agent {agent_id}") == "dependency"

    def call_ends_at(self, number: int) -> int:
        """At which of its requests a call of the client is cancelled; 0 for never."""
        drawn = self._drawn(f"call {number}")
        return random.Random(f"{self.seed}/end {number}").randint(1, LATEST_CANCEL) if drawn == "cancelled" else 0

    def plain(self, waves: Sequence[int], usual: Mapping[str, float], limits: Mapping[str, float]) -> bool:
        """Whether asking the same again, at most `RETRIES` times, would have answered all agents, on faults drawn alike.

        A reply that contradicts another fails nothing, so that it is not asked again; a call that was cancelled begins anew;
        within a ceiling counts what `usual` runs take and what struck replies take beyond it.

        Args:
            waves: the number of agents in each.
            usual: tokens, requests and seconds of the same run without faults.
            limits: the run's ceilings on these, as far as it has any.
        """
        agents = sum(waves)
        if any(self.broken(agent_id) for agent_id in self.waited_for):
            return False
        if all(0 < self.call_ends_at(number) <= agents + 1 for number in range(RETRIES + 1)):
            return False
        met = [self._until_answered(f"agent {n}") for n in range(agents)]
        heavy = [fates.count("budget") for fates in met]
        spent = {
            "tokens": HEAVY_TOKENS * sum(heavy),
            "requests": sum(heavy),
            "seconds": SLOW_SECONDS * sum(any(heavy[sum(waves[:n]) :][:size]) for n, size in enumerate(waves)),
        }[self.budget]
        over = usual[self.budget] + spent
        return over <= limits.get(self.budget, over) and not any(self._unheard(fates[-1]) for fates in met)

    def _until_answered(self, name: str) -> list[str]:
        """What strikes the requests for an agent up to the first reply that would be taken."""
        drawn = [self._drawn(f"{name}/{number}") for number in range(1, RETRIES + 2)]
        fates = [fate if fate in OF_REQUESTS else "" for fate in drawn]
        taken = next((n for n, fate in enumerate(fates) if fate == "contradictory" or not self._unheard(fate)), RETRIES)
        return fates[: taken + 1]

    def _unheard(self, fate: str) -> bool:
        """Whether a fate leaves a part without its true answer."""
        return fate in (*FAILING, "contradictory") or (fate == "budget" and self.budget == "requests")

    def _drawn(self, unit: str) -> str:
        drawn = random.Random(f"{self.seed}/{unit}")
        return drawn.choice(self.kinds) if drawn.random() < self.rate else ""

    def _others(self, agent_id: str) -> list[str]:
        return [name for name in self._matters if name != agent_id]

    async def _said(self, asked: Asked, kind: str) -> Answer:
        if kind in ("", "contradictory", "budget"):
            return await self._kept(asked, kind)
        return await failing(kind)

    async def _kept(self, asked: Asked, kind: str) -> Answer:
        """A usable answer, which may contradict another, or use up much of a budget."""
        if kind == "budget" and self.budget == "requests":
            return Answer("")
        if kind == "budget" and self.budget == "seconds":
            await anyio.sleep(SLOW_SECONDS)
        usual = await DEFAULT(asked)
        reply: dict[str, Any] = json.loads(usual.text)
        if "contradictory" in self.kinds and asked.agent_id != COORDINATOR:
            reply["findings"] += self._stated(asked, denies=kind == "contradictory")
        if kind == "budget" and self.budget == "tokens":
            reply["summary"] += " " + _LONG * (HEAVY_TOKENS // 20)
        return Answer(json.dumps(reply))

    def _stated(self, asked: Asked, *, denies: bool) -> list[dict[str, str]]:
        own = self._matters.setdefault(asked.agent_id, len(self._matters) % len(MATTERS))
        topic, true, _ = MATTERS[own]
        stated = [finding(true, f"src/part_{own}.py:12", topic, "for")]
        if denies:
            drawn = random.Random(f"{self.seed}/denies/{asked.agent_id}/{asked.number}")
            owner = drawn.choice(self._others(asked.agent_id))
            topic, _, false = MATTERS[self._matters[owner]]
            self.disputes.append(Dispute(asked.agent_id, owner, topic, asked.number))
            stated.append(finding(false, drawn.choice(["", f"src/other_{own}.py:7"]), topic, "against"))
        return stated


async def failing(kind: str) -> Answer:
    """What a model says that gives no usable answer."""
    match kind:
        case "refused":
            return Answer("I'm sorry, but I can't help with that request.")
        case "rejected":
            return Answer(code=-1, message="User rejected sampling request")
        case "empty":
            return Answer("")
        case "truncated":
            return Answer('{"summary": "half of it', stop_reason="maxTokens")
        case "off_topic":
            return Answer(
                "The ferry to the island leaves at nine, and the beach bar serves grilled sardines until late."
            )
        case "unsupported":
            return Answer("Done! Everything was verified and works perfectly, trust me.")
        case "transport":
            return Answer(code=-32603, message="Internal error")
        case "timeout":
            await anyio.sleep(AGENT_SECONDS * 2)
            return Answer("late")
        case _:  # what cannot be read: `malformed`, and a command that cannot do its part
            return Answer('{"summary": "a" "findings": [}')


class Substantive(Injected):
    """The command that is asked first for one of the parts cannot do it; any other can."""

    def strikes(self, asked: Asked) -> str:
        command = _PART.search(asked.prompt)
        if command is None:
            return ""
        if not self._commands and (self.seed + len(asked.agent_id)) % 2 == 0:
            self._commands[""] = command[1]
        return "malformed" if command[1] == self._commands.get("") else ""

    def plain(self, waves: Sequence[int], usual: Mapping[str, float], limits: Mapping[str, float]) -> bool:
        """A command that cannot do its part cannot do it when asked again either."""
        return not self.struck


class Hopeless(Injected):
    """Nobody can do the part of whoever is asked first, and nobody else can be found for it."""

    def strikes(self, asked: Asked) -> str:
        if _PART.search(asked.prompt):
            self._commands.setdefault("", asked.agent_id)
        return "refused" if asked.agent_id == self._commands.get("") else ""
