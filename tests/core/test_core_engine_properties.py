"""The engine under random graphs, replies, losses and orders."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from podium.core.calls import AgentCall
from podium.core.engine import Draft, advance, release, takes_reply
from podium.core.folding import Draft as Record
from podium.core.recovery import MOST_ATTEMPTS
from podium.core.results import run_result
from podium.core.run import Run
from run_samples import (
    START,
    asked_ids,
    bad,
    call,
    capability,
    catalogue,
    coordinator,
    good,
    refolded,
    setting,
    started,
)

KNOWN = catalogue("x", "y", "z")
FAILURES = ("refused", "empty", "truncated", "malformed", "off_topic", "timeout", "transport")
DISTURBANCES = 15


@st.composite
def graphs(draw: st.DrawFn) -> list[AgentCall]:
    """Agents with dependencies on earlier ones, resources and substitutes; a coordinator behind them or not."""
    calls: list[AgentCall] = []
    for n in range(draw(st.integers(1, 7))):
        before = draw(st.sets(st.sampled_from(range(n)), max_size=3)) if n else set()
        calls.append(
            call(
                f"a{n}",
                *(f"a{i}" for i in sorted(before)),
                resources=tuple(sorted(draw(st.sets(st.sampled_from(["db", "net"]), max_size=2)))),
                fallbacks=tuple(draw(st.permutations(["x", "y", "z"]))[: draw(st.integers(0, 3))]),
                needed=draw(st.booleans()) or n == 0,
            )
        )
    if len(calls) > 1 and draw(st.booleans()):
        calls.append(coordinator(*(c.id for c in calls)))
    return calls


LIMITS = st.fixed_dictionaries(
    {
        "agents": st.integers(7, 10),
        "requests": st.integers(1, 40),
        "tokens": st.none() | st.integers(300, 9_000),
        "seconds": st.floats(5, 400),
    }
)


@dataclass
class World:
    """A run, everything that was written of it, and what was checked on the way."""

    data: st.DataObject
    run: Run
    carrier: str
    written: list[tuple[float, str, dict[str, Any]]] = field(default_factory=list)
    at: float = START
    late: bool = False

    def write(self, draft: Draft) -> None:
        self.check_asked(draft)
        self.written += [(draft.at, kind, data) for kind, data in draft.events]
        self.run = draft.run
        self.check()

    def check_asked(self, draft: Draft) -> None:
        was_answered = {c.call.id for c in self.run.calls.values() if c.accepted}
        assert not was_answered & set(asked_ids(draft))
        for kind, data in draft.events:
            assert kind != "asked" or all(c["reply"] >= 256 for c in data["calls"])

    def check(self) -> None:
        run = self.run
        assert run.requests <= run.limits.requests
        assert all(c.attempts <= MOST_ATTEMPTS for c in run.calls.values())
        for one, other in combinations(run.asked, 2):
            assert not set(one.call.resources) & set(other.call.resources)
        if run.limits.tokens is not None and not self.late:
            assert run.tokens + sum(c.reply_tokens for c in run.asked) <= run.limits.tokens
        needed = [c for c in run.agents if c.call.needed]
        assert (run.status == "completed") == (run.ended and all(run.covered(c.call.id) for c in needed))
        if run.status == "failed":
            assert not any(c.accepted for c in run.agents)

    def setting(self, **fields: Any) -> Any:
        sizes = {c: 40 + 90 * n for n, c in enumerate(self.run.calls)}
        carrier = "handoff" if self.run.carrier == "handoff" else self.carrier
        return setting(carrier, catalogue=KNOWN, prompt_tokens=lambda run, call: sizes.get(call.id, 130), **fields)

    def reply(self, agent_id: str) -> dict[str, Any]:
        kind = self.data.draw(st.sampled_from(["good", "good", "good", "bad", "capability"]))
        most = self.run.calls[agent_id].reply_tokens
        if kind == "capability" and self.run.calls[agent_id].carrier == "push":
            return capability(agent_id)
        if kind == "bad":
            return bad(agent_id, self.data.draw(st.sampled_from(FAILURES)))
        return good(agent_id, tokens_out=self.data.draw(st.integers(0, most)))

    def answer(self) -> None:
        """Some of those that are out answer; the run is stepped with all of their replies."""
        out = [c.call.id for c in self.run.asked]
        some = self.data.draw(st.lists(st.sampled_from(out), min_size=1, unique=True)) if out else []
        replies = [self.reply(i) for i in some]
        self.write(advance(self.run, replies, self.setting(), self.at))

    def disturb(self) -> None:
        what = self.data.draw(st.sampled_from(["cut", "lose", "late", "record", "pause", "resume"]))
        ids = list(self.run.calls)
        if what in ("cut", "lose"):
            self.write(release(self.run, ids, lost_round=what == "lose", at=self.at))
        elif what == "late":
            self.late = True
            strangers = [good(self.data.draw(st.sampled_from([*ids, "nobody"])))]
            self.write(advance(self.run, strangers, self.setting(), self.at))
        elif what == "record":
            replies = [self.reply(c.call.id) for c in self.run.asked]
            self.write(advance(self.run, replies, self.setting(may_ask=False), self.at))
        else:
            record = Record(self.run, self.at)
            kind = "interrupted" if what == "pause" else "resumed"
            record.add(kind, {"reason": "x", "owner": "o"})
            self.write(record)


def begin(data: st.DataObject, calls: list[AgentCall], limits: dict[str, Any]) -> World:
    run = Run(run_id="run_1")
    record = Record(run, START)
    record.add("started", started(*calls, limits=limits))
    world = World(data, run, data.draw(st.sampled_from(["push", "round_trip", "handoff"])))
    world.write(record)
    world.write(advance(world.run, [], world.setting(), START))
    return world


@given(st.data(), graphs(), LIMITS)
def test_every_run_ends_within_its_limits_whatever_happens_in_whatever_order(
    data: st.DataObject, calls: list[AgentCall], limits: dict[str, Any]
) -> None:
    world = begin(data, calls, limits)
    disturbances = 0
    for _ in range(200):
        if world.run.ended:
            break
        world.at += data.draw(st.floats(0, 20))
        if disturbances < DISTURBANCES and data.draw(st.integers(0, 4)) == 0:
            disturbances += 1
            world.disturb()
        else:
            world.answer()
    assert world.run.ended
    assert not world.run.asked
    assert refolded(world.written) == world.run
    run_result(world.run)


@given(st.data(), graphs(), LIMITS)
def test_at_every_event_the_record_tells_the_same_run(
    data: st.DataObject, calls: list[AgentCall], limits: dict[str, Any]
) -> None:
    world = begin(data, calls, limits)
    for _ in range(data.draw(st.integers(0, 6))):
        if not world.run.ended:
            world.at += 1
            world.answer()
            assert refolded(world.written) == world.run
            assert run_result(refolded(world.written)) == run_result(world.run)


@given(st.data(), graphs())
def test_an_undisturbed_run_asks_each_agent_once(data: st.DataObject, calls: list[AgentCall]) -> None:
    world = begin(data, calls, {"requests": 40, "tokens": None, "seconds": 1_800.0})
    while not world.run.ended:
        world.at += 1
        out = data.draw(st.permutations([c.call.id for c in world.run.asked]))
        world.write(advance(world.run, [good(out[0])], world.setting(), world.at))
    assert world.run.status == "completed"
    assert world.run.requests == len(calls)


@given(st.data(), graphs())
def test_the_same_replies_end_the_same_in_any_order_and_over_any_carrier(
    data: st.DataObject, calls: list[AgentCall]
) -> None:
    replies = {
        c.id: good(c.id, findings=[{"topic": "t", "statement": f"{c.id} {n}", "stance": stance, "evidence": "e" * n}])
        for n, c in enumerate(calls)
        for stance in [data.draw(st.sampled_from(["for", "against", ""]))]
    }
    results = []
    for _ in range(2):
        world = begin(data, calls, {"requests": 40, "tokens": None, "seconds": 1_800.0})
        while not world.run.ended:
            world.at += 1
            out = data.draw(st.lists(st.sampled_from([c.call.id for c in world.run.asked]), min_size=1, unique=True))
            world.write(advance(world.run, [replies[i] for i in out], world.setting(), world.at))
        assert world.run.outcome is not None
        results.append((world.run.outcome["synthesis"], world.run.outcome["quality"]))
    assert results[0] == results[1]


@given(st.data(), graphs(), LIMITS)
def test_only_agents_that_are_out_take_a_reply(
    data: st.DataObject, calls: list[AgentCall], limits: dict[str, Any]
) -> None:
    world = begin(data, calls, limits)
    for _ in range(4):
        if world.run.ended:
            return
        world.at += 1
        world.answer()
        deaf = [i for i, c in world.run.calls.items() if not takes_reply(c)]
        recorded = [k for k, _ in advance(world.run, [good(i) for i in deaf], world.setting(), world.at).events]
        assert "replied" not in recorded
