"""Whether runs change course when that is due and not otherwise.

    python benchmarks/adapting.py [--runs 100] [--seed 1]

Scripted worlds on planned routes, stepped through the engine with one reply at a time. *Elevation* is due where
a part of the plainest route gets no answer in three requests, on which the confidence falls below the band; not where it
fails once or twice, or where enough others have answered. *Early finish* is due where an agent shows with evidence that everything is
known and steps are left besides the verification; not where it only says so, or asks for something. *Parallelism* is due
where everything a later step waits for is settled while an earlier wave is still at work; not where each step waits for all
of the wave before it.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Callable
from typing import Any

from common import ending, report

from podium.core.decision import decide, to_json
from podium.core.engine import Draft, Setting, advance
from podium.core.planning import plan_calls
from podium.core.replanning import call_to_json
from podium.core.run import CallState, Run
from podium.core.values import JSON, Knowledge
from podium.registry import load_catalogue

CATALOGUE = load_catalogue([]).catalogue
OBJECTIVES = (
    "Reduce the response time of the search endpoint under load",
    "Fix the crash when the settings page is saved twice and add a regression test",
    "Split the monolith into microservices for an e-commerce platform",
    "Integrate blockchain payment system with existing platform",
    "Migrate the customer database from MySQL to PostgreSQL without downtime",
)
DIRECT, WORKFLOW, SEVERAL, SPECIALISTS = 0.95, 0.8, 0.6, 0.3
"""Confidences inside the four bands."""
KINDS = ("empty", "malformed", "truncated", "timeout", "refused", "transport")
DUE, NOT_DUE = 0.95, 0.05

Reply = Callable[[CallState], JSON]
Next = Callable[[Run], CallState]


def begun(objective: str, confidence: float) -> Run:
    """A run on a route of the confidence's band, after its first step."""
    decision = decide(objective, catalogue=CATALOGUE, confidence_override=confidence)
    draft = Draft(Run(run_id="run_1"), 0.0)
    started: JSON = {
        "objective": objective,
        "options": {},
        "decision": to_json(decision),
        "strategy": decision.route.strategy,
        "confidence": confidence,
        "overridden": True,
        "mapping": {},
        "timings": {},
        "mark": "0" * 16,
        "principal": "local",
        "calls": [call_to_json(call) for call in plan_calls(decision.route, CATALOGUE, 10)],
        "limits": {"agents": 10, "requests": 80, "seconds": 1e6, "tokens": None},
    }
    draft.add("started", started)
    return advance(draft.run, (), _SETTING, 0.0).run


_SETTING = Setting(CATALOGUE, Knowledge(), lambda run, call: 100, "push")


def good(state: CallState, **fields: Any) -> JSON:
    """An answer with evidence."""
    found = [{"topic": state.call.id, "statement": f"{state.call.id} is in place.", "evidence": "src/app.py:12"}]
    said = {"summary": f"{state.call.role} looked at src/app.py.", "findings": found, **fields}
    return {"agent_id": state.call.id, "text": json.dumps(said), "tokens_out": 50, "carrier": "push"}


def bad(state: CallState, kind: str) -> JSON:
    """A failed reply."""
    return {"agent_id": state.call.id, "failure": kind, "detail": kind, "carrier": "push"}


def played(run: Run, reply: Reply, first: Next) -> list[str]:
    """The kinds of adjustments of a run driven to its end, one reply at a time."""
    for at in range(1, 400):
        if run.ended:
            break
        run = advance(run, [reply(first(run))], _SETTING, float(at)).run
    return [str(note.get("kind", "")) for note in run.adjustments]


def in_order(run: Run) -> CallState:
    """Agents answer in planned order."""
    return min(run.asked, key=lambda state: state.call.wave)


def elevation(draw: random.Random, *, due: bool) -> bool:
    """Whether a run is lifted in a world where that is due, or is not."""
    confidence = DIRECT if due else draw.choice([DIRECT, WORKFLOW, SEVERAL])
    run = begun(draw.choice(OBJECTIVES), confidence)
    parts = [state.call.id for state in run.agents]
    sick = draw.choice(parts) if confidence == DIRECT else parts[0]
    fails, kind = 99 if due else draw.choice([0, 1, 2]), draw.choice(KINDS)
    if not due and confidence != DIRECT and draw.random() < 0.5:
        sick, fails = parts[-1], 99  # by then the others' answers bear the loss

    working: list[str] = []

    def first(now: Run) -> CallState:
        working[:] = [call_id for call_id, state in now.calls.items() if _part(now, state) == sick]
        if any(note.get("kind") == "elevation" for note in now.adjustments):
            working.clear()
        return in_order(now)

    def reply(state: CallState) -> JSON:
        nonlocal fails
        if state.call.id not in working or not fails:
            return good(state)
        fails -= 1
        return bad(state, kind)

    return "elevation" in played(run, reply, first)


def _part(run: Run, state: CallState) -> str:
    """The agent whose part a call works on: its own, or that of the one it was deployed for."""
    return _part(run, run.calls[state.call.replaces]) if state.call.replaces else state.call.id


def finish(draw: random.Random, *, due: bool) -> bool:
    """Whether a run ends early in a world where that is due, or is not."""
    run = begun(draw.choice(OBJECTIVES), WORKFLOW)
    done = run.asked[0].call.id
    fields: JSON = {"complete": True} if due else draw.choice(_HALF_HEARTED)

    def reply(state: CallState) -> JSON:
        return good(state, **fields) if state.call.id == done else good(state)

    return "early finish" in played(run, reply, in_order)


_HALF_HEARTED: list[JSON] = [
    {},
    {"complete": True, "findings": []},
    {"complete": True, "needs": ["the load profile of the last week"]},
    {"complete": "yes"},
    {"summary": "Everything needed is known and nothing is left to do, see src/app.py:3."},
]


def parallelism(draw: random.Random, *, due: bool) -> bool:
    """Whether steps start beside an earlier wave in a world where that is due, or is not."""
    run = begun(draw.choice(OBJECTIVES), WORKFLOW)
    slow = ""
    while due and not slow:
        run = begun(draw.choice(OBJECTIVES), SEVERAL)
        slow = _not_waited_for(run, draw)

    def first(now: Run) -> CallState:
        """Everybody but the slow one answers first, in planned order."""
        return min(now.asked, key=lambda state: (state.call.id == slow, state.call.wave))

    return "parallelism" in played(run, good, first)


def _not_waited_for(run: Run, draw: random.Random) -> str:
    """An agent that some agent of a later wave does not wait for, directly or through others; empty where there is none."""

    def before(call_id: str) -> set[str]:
        direct = run.calls[call_id].call.depends_on
        return {*direct, *(i for d in direct for i in before(d))}

    able = [
        early.call.id
        for early in run.agents
        for late in run.agents
        if early.call.wave < late.call.wave and early.call.id not in before(late.call.id)
    ]
    return draw.choice(able) if able else ""


def adjusting(runs: int, seed: int) -> list[bool]:
    """One line for each adjustment."""
    passed = []
    for name, world in (("elevation", elevation), ("early finish", finish), ("parallelism", parallelism)):
        shares = [
            sum(world(random.Random(f"{seed}/{name}/{due}/{n}"), due=due) for n in range(runs)) / runs
            for due in (True, False)
        ]
        passed.append(shares[0] >= DUE and shares[1] <= NOT_DUE)
        report(
            "adapting.adjusting", passed=passed[-1], adjustment=name, when_due=shares[0], otherwise=shares[1], runs=runs
        )
    return passed


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    sys.exit(ending(adjusting(given.runs, given.seed)))
