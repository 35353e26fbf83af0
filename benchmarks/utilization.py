"""How well a run uses what its strategy gives it: nobody idles who could work, and nothing is asked for twice.

    python benchmarks/utilization.py [--seeds 5]

Real plans of all four strategies, for objectives of several kinds and with room for ten agents and for four, are driven
through the engine in virtual time; every agent takes between 2 and 60 seconds, and the engine is stepped as each reply
comes, as push does it. No reply fails. By strategy:
- `span_ratio`: time from the first request to the end over the least that dependencies and shared resources allow with these
  durations (the longest path, or what the holders of one resource take after one another), mean and largest; at most 1.02
  and 1.2. `wave_span_ratio` is that of a carrier that waits for the slowest of each round, for comparison;
- `requests_per_agent`: requests over agents that were asked; exactly 1;
- `unheard`: answered agents whose reply reached neither a later agent nor the synthesis; 0;
- `over_the_limit`: runs with more agents than the limit; 0.
"""

from __future__ import annotations

import argparse
import heapq
import json
import random
import statistics
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any

import anyio
from common import ending, report, scratch
from four_servers import OBJECTIVES

from podium.carriers import Client
from podium.core.engine import Setting, advance
from podium.core.limits import Ceilings
from podium.core.results import run_result
from podium.core.run import Run
from podium.core.values import Knowledge
from podium.registry import load_catalogue
from podium.runner import Channel, Parts, Runner, Settled, StartRequest
from podium.store.sqlite import SqliteStore
from podium.testkit import finding
from podium.workspace import Workspace

CONFIDENCES = {
    "direct_atomic": 0.95,
    "orchestrated_workflow": 0.8,
    "multi_workflow": 0.6,
    "specialized_agents": 0.1,
}
LIMITS = (10, 4)
SECONDS = (2.0, 60.0)
MEAN_RATIO, LARGEST_RATIO = 1.02, 1.2
PLANNER = Client(version="2025-11-25", modern=False, sampling=True, reachable=True, connection="bench")


@dataclass(slots=True)
class Use:
    """What the runs of one strategy came to."""

    ratios: list[float] = field(default_factory=list)
    wave_ratios: list[float] = field(default_factory=list)
    agents: int = 0
    requests: int = 0
    unheard: list[str] = field(default_factory=list)
    over: list[str] = field(default_factory=list)


def reply_of(agent_id: str) -> dict[str, Any]:
    """A good reply with one finding of its own."""
    found = [finding(f"{agent_id} found one thing.", f"part of {agent_id}", topic=agent_id)]
    text = json.dumps({"summary": f"{agent_id} looked at its part.", "findings": found})
    return {"agent_id": agent_id, "text": text, "tokens_out": 60, "carrier": "push"}


def played(
    run: Run, setting: Setting, rng: random.Random, *, waves: bool = False
) -> tuple[Run, float, dict[str, float]]:
    """A run taken to its end in virtual time: the run, its seconds, and the seconds of each agent.

    With `waves` all that are out are heard together, once the slowest has answered.
    """
    begun = at = run.started_at
    seconds: dict[str, float] = {}
    waiting: list[tuple[float, str]] = []
    draft = advance(run, [], setting, at)
    while True:
        for agent_id in asked(draft.events):
            seconds[agent_id] = rng.uniform(*SECONDS)
            heapq.heappush(waiting, (at + seconds[agent_id], agent_id))
        if not waiting:
            return draft.run, at - begun, seconds
        heard = [heapq.heappop(waiting) for _ in range(len(waiting) if waves else 1)]
        at = heard[-1][0]
        draft = advance(draft.run, [reply_of(agent_id) for _, agent_id in heard], setting, at)


def asked(events: Sequence[tuple[str, Mapping[str, Any]]]) -> Iterator[str]:
    """The agents that are asked in these events."""
    return (call["id"] for kind, data in events if kind == "asked" for call in data["calls"])


def least(run: Run, seconds: Mapping[str, float]) -> float:
    """Seconds that no schedule can go below, with these durations."""
    held: Counter[str] = Counter()
    ends: dict[str, float] = {}

    def end(agent_id: str) -> float:
        if agent_id not in ends:
            before = [end(i) for i in run.calls[agent_id].call.depends_on]
            ends[agent_id] = max(before, default=0.0) + seconds.get(agent_id, 0.0)
        return ends[agent_id]

    for agent_id, took in seconds.items():
        for resource in run.calls[agent_id].call.resources:
            held[resource] += took
    return max(*map(end, seconds), *held.values(), 0.0)


def unheard(run: Run) -> list[str]:
    """Answered agents that neither a later agent nor the synthesis heard."""
    answered = [c.call.id for c in run.calls.values() if c.accepted]
    heard = {i for agent_id in answered for i in run.calls[agent_id].call.depends_on}
    told = {i for one in run_result(run)["synthesis"]["findings"] for i in one["agents"]}
    last = [i for i in answered if run.calls[i].call.kind != "agent"]
    return [f"{run.run_id} {i}" for i in answered if i not in {*heard, *told, *last}]


async def planned(runner: Runner, objective: str, confidence: float, limit: int) -> Run:
    """A plan of this objective that nobody drives."""
    request = StartRequest(objective=objective, confidence_override=confidence, agent_limit=limit, delivery="plan")
    settled = await runner.orchestrate(request, Channel(PLANNER, carrier=None))
    assert isinstance(settled, Settled)
    return settled.run


async def main(seeds: int) -> int:
    catalogue = load_catalogue([]).catalogue
    setting = Setting(catalogue, Knowledge(), lambda run, call: 500, "push")
    results = []
    with scratch() as folder:
        async with SqliteStore(folder / "podium.db") as store:
            runner = Runner(Parts(store, lambda: catalogue, Workspace(()), Ceilings()))
            for strategy, confidence in CONFIDENCES.items():
                use = Use()
                for objective, limit in product(OBJECTIVES, LIMITS):
                    plan = await planned(runner, objective, confidence, limit)
                    assert plan.strategy == strategy
                    for seed in range(seeds):
                        watch(use, plan, setting, f"{seed}/{objective}/{limit}")
                        use.over += [plan.run_id] if len(plan.agents) > limit else []
                results.append(tell(strategy, use))
    return ending(results)


def watch(use: Use, plan: Run, setting: Setting, seed: str) -> None:
    """Add one run of a plan."""
    run, span, seconds = played(plan, setting, random.Random(seed))
    assert run.status == "completed", run.status
    use.ratios.append(span / least(run, seconds))
    use.agents += len(seconds)
    use.requests += run.requests
    use.unheard += unheard(run)
    waved, span, seconds = played(plan, setting, random.Random(seed), waves=True)
    use.wave_ratios.append(span / least(waved, seconds))


def tell(strategy: str, use: Use) -> bool:
    """Print one strategy's line; whether it reaches its goals."""
    mean, largest = statistics.mean(use.ratios), max(use.ratios)
    passed = mean <= MEAN_RATIO and largest <= LARGEST_RATIO
    passed = passed and use.requests == use.agents and not use.unheard and not use.over
    report(
        "utilization",
        passed=passed,
        strategy=strategy,
        runs=len(use.ratios),
        agents=use.agents,
        span_ratio=round(mean, 3),
        largest_span_ratio=round(largest, 3),
        wave_span_ratio=round(statistics.mean(use.wave_ratios), 3),
        requests_per_agent=round(use.requests / use.agents, 3),
        unheard=len(use.unheard),
        over_the_limit=len(use.over),
        details=[*use.unheard, *use.over][:10],
        goals={"span_ratio": MEAN_RATIO, "largest_span_ratio": LARGEST_RATIO, "requests_per_agent": 1.0},
    )
    return passed


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seeds", type=int, default=5)
    sys.exit(anyio.run(main, parser.parse_args().seeds))
