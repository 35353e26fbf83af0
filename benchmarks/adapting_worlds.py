"""Scripted worlds in which a change of course is due, or is not: planned routes, stepped through the engine.

Each world draws its objective, route, agent limit, carrier, and how every agent answers or fails.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from podium.core.decision import decide, to_json
from podium.core.engine import Draft, Setting, advance
from podium.core.holding import contested
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
    "Let nurses of a ward hand over their patients on a tablet that is often offline",
    "Plan the routes of twelve delivery vans so that no milk is older than a day when it arrives",
    "Write the terms of use for our tenants' portal and check them against the new tenancy law",
    "Der Export der Lohnabrechnung bricht bei mehr als 500 Mitarbeitern ab",
    "Add dark mode",
    "Audit who can read the archive of exam papers, and close what should not be open",
    "Forecast the yield of the vineyard from ten years of weather and harvest records",
)
DIRECT, WORKFLOW, SEVERAL, SPECIALISTS = 0.95, 0.8, 0.6, 0.3
"""Confidences inside the four bands."""
KINDS = ("empty", "malformed", "truncated", "timeout", "refused", "transport")
CARRIERS = ("push", "round_trip", "handoff")
MOST_STEPS = 400
SMALL_AND_LARGE, LARGE = (3, 4, 5, 6, 7, 8, 9, 10), (8, 9, 10)
"""Agent limits: a run can be lifted under any, also where each place is taken; steps that could be dropped, or go side by
side, are sure to be there under the larger ones."""

Reply = Callable[[CallState], JSON]
Next = Callable[[Run], CallState]


@dataclass(frozen=True, slots=True)
class World:
    """A run after its first step, and the carrier its agents are asked over."""

    run: Run
    setting: Setting

    def played(self, reply: Reply, first: Next, *, together: bool = False) -> Run:
        """The run driven to its end, one reply at a time, or with all that are out `together`."""
        run = self.run
        for at in range(1, MOST_STEPS):
            if run.ended:
                break
            heard = run.asked if together else [first(run)]
            run = advance(run, [reply(state) for state in heard], self.setting, float(at)).run
        return run


def drawn(draw: random.Random, confidence: float, limit: int) -> World:
    """A world on a route of the confidence's band."""
    objective, carrier = draw.choice(OBJECTIVES), draw.choice(CARRIERS)
    decision = decide(objective, catalogue=CATALOGUE, agent_limit=limit, confidence_override=confidence)
    record = Draft(Run(run_id="run_1"), 0.0)
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
        "calls": [call_to_json(call) for call in plan_calls(decision.route, CATALOGUE, limit)],
        "limits": {"agents": limit, "requests": 80, "seconds": 1e6, "tokens": None},
    }
    record.add("started", started)
    setting = Setting(CATALOGUE, Knowledge(), lambda run, call: 100, carrier)
    return World(advance(record.run, (), setting, 0.0).run, setting)


def answer(state: CallState, draw: random.Random, **fields: Any) -> JSON:
    """An answer with evidence, in one of the forms in which models give it."""
    topic = state.call.id
    found = [{"topic": topic, "statement": f"{topic} is in place.", "evidence": "src/app.py:12"}]
    said = json.dumps({"summary": f"{state.call.role} looked at src/app.py.", "findings": found, **fields})
    forms = [said, f"```json\n{said}\n```", f"Here is my answer.\n\n```json\n{said}\n```\n"]
    if not fields:
        forms += [
            f"I looked at {topic}: src/app.py:12 has it in place, and the 3 tests pass.",
            f"| part | where |\n|---|---|\n| {topic} | src/app.py:12 |",
            f"Der Teil {topic} ist erledigt, siehe src/app.py:12.",
        ]
    return {"agent_id": topic, "text": draw.choice(forms), "tokens_out": 50, "carrier": state.carrier}


def failure(state: CallState, kind: str) -> JSON:
    """A failed reply."""
    return {"agent_id": state.call.id, "failure": kind, "detail": kind, "carrier": state.carrier}


def in_order(run: Run) -> CallState:
    """Agents answer in planned order."""
    return min(run.asked, key=lambda state: state.call.wave)


def adjusted(run: Run, kind: str) -> bool:
    """Whether the run changed its course in this way."""
    return any(note.get("kind") == kind for note in run.adjustments)


def elevation(draw: random.Random, confidence: float, limit: int, *, due: bool) -> bool:
    """Whether a run is lifted within its limit.

    Due: a part on which the route rests gets no answer until it is, and who works on it is heard before the others.
    """
    world = drawn(draw, confidence, limit)
    parts = [state.call.id for state in world.run.agents]
    sick, fails = _sick(parts, confidence, draw, due=due)
    kinds = [draw.choice(KINDS)] if draw.random() < 0.7 else list(KINDS)
    now = world.run

    def first(run: Run) -> CallState:
        nonlocal now
        now = run
        return min(run.asked, key=lambda state: (due and part_of(run, state) != sick, state.call.wave))

    def reply(state: CallState) -> JSON:
        nonlocal fails
        if part_of(now, state) != sick or not fails or adjusted(now, "elevation"):
            return answer(state, draw)
        fails -= 1
        return failure(state, draw.choice(kinds))

    run = world.played(reply, first)
    return adjusted(run, "elevation") and len(run.agents) <= limit


def _sick(parts: list[str], confidence: float, draw: random.Random, *, due: bool) -> tuple[str, int]:
    """The part that fails, and how often: for good where that is due, else in passing, or late where others bear it."""
    if due:
        return (draw.choice(parts) if confidence == DIRECT else parts[0]), MOST_STEPS
    if confidence == SPECIALISTS:
        return draw.choice(parts), MOST_STEPS  # nothing stands above them
    if confidence != DIRECT and draw.random() < 0.5:
        return parts[-1], MOST_STEPS
    return draw.choice(parts), draw.choice([0, 1, 2])


def part_of(run: Run, state: CallState) -> str:
    """The agent whose part a call works on: its own, or that of the one it was deployed for."""
    return part_of(run, run.calls[state.call.replaces]) if state.call.replaces else state.call.id


def finish(draw: random.Random, confidence: float, limit: int, *, due: bool) -> bool:
    """Whether a run ends early. Due: an agent of the first wave shows with evidence that everything is known."""
    world = drawn(draw, confidence, limit)
    done = draw.choice(world.run.asked).call.id
    fields: Mapping[str, Any] = {"complete": True} if due else draw.choice(_HALF_HEARTED)
    if not due and draw.random() < 0.3:
        done, fields = world.run.agents[-1].call.id, {"complete": True}  # nothing is left that could be dropped

    def reply(state: CallState) -> JSON:
        return answer(state, draw, **fields) if state.call.id == done else answer(state, draw)

    return adjusted(world.played(reply, in_order), "early finish")


_HALF_HEARTED: tuple[Mapping[str, Any], ...] = (
    {},
    {"complete": True, "findings": []},
    {"complete": True, "needs": ["the load profile of the last week"]},
    {"complete": "yes"},
    {"complete": True, "findings": [{"topic": "all", "statement": "It is done.", "evidence": "none"}]},
    {"complete": True, "spawn": [{"role": "auditor", "objective": "read it all once more"}]},
    {"summary": "Everything needed is known and nothing is left to do, see src/app.py:3."},
)


def parallelism(draw: random.Random, confidence: float, limit: int, *, due: bool) -> bool:
    """Whether steps start beside an earlier wave. Due: somebody is slow for whom a later step need not wait.

    Otherwise either each step waits for all before it, or the answers of a wave come together.
    """
    world = drawn(draw, confidence, limit)
    able = list(_not_waited_for(world.run))
    while due and not able:
        world = drawn(draw, confidence, limit)
        able = list(_not_waited_for(world.run))
    slow = draw.choice(able) if due else ""

    def first(run: Run) -> CallState:
        """Everybody but the slow one answers first, in planned order."""
        return min(run.asked, key=lambda state: (state.call.id == slow, state.call.wave))

    together = bool(able) and not due
    return adjusted(world.played(lambda state: answer(state, draw), first, together=together), "parallelism")


def _not_waited_for(run: Run) -> Iterator[str]:
    """Agents that some agent of a later wave need not wait for, neither for what they find nor for what they hold."""
    calls = [state.call for state in run.agents]

    def before(call_id: str) -> set[str]:
        direct = run.calls[call_id].call.depends_on
        return {*direct, *(i for d in direct for i in before(d))}

    for early in calls:
        for late in calls:
            needed = {late.id, *before(late.id)}
            held = (run.calls[name].call.resources for name in needed)
            free = not any(contested(early.resources, resources) for resources in held)
            if early.wave < late.wave and early.id not in needed and free:
                yield early.id
                break


Game = Callable[..., bool]
GAMES: Mapping[str, tuple[Game, tuple[int, ...], tuple[float, ...], tuple[float, ...]]] = {
    "elevation": (elevation, SMALL_AND_LARGE, (DIRECT, WORKFLOW, SEVERAL), (DIRECT, WORKFLOW, SEVERAL, SPECIALISTS)),
    "early finish": (finish, LARGE, (WORKFLOW, SEVERAL), (WORKFLOW, SEVERAL, SPECIALISTS)),
    "parallelism": (parallelism, LARGE, (DIRECT, SEVERAL), (DIRECT, WORKFLOW, SEVERAL, SPECIALISTS)),
}
"""Each adjustment with its agent limits, the routes on which it can be due, and those on which it can be undue."""
