"""Faults of every kind injected into runs, and what recovery makes of them, beside plain retry on the same faults.

    python benchmarks/faults.py [--runs 40] [--rates 0.05 0.2 0.4] [--seed 1] [--kinds each mixed] [--only KIND ...]

Each run has a server in memory and goes over one carrier (push, round trip, hand-off: both protocol eras), with one scripted
model. `fault_kinds` holds the kinds, and how each arises. Each strikes at the given rates, alone and mixed with all others.
What counts as recovered is read from the run's record:

- nine kinds that leave a request without a usable answer (refused by the model, rejected by the user, empty, malformed,
  truncated, off topic, unsupported, transport, timeout where the carrier has a patience of its own): the run ends
  `completed`.
- *contradictory*: an agent denies what another one states, half the time with evidence of its own: the run ends `completed`,
  and each such contradiction stands among its conflicts with who says what, so that nobody is misled unawares. Of these
  conflicts `settled` is the share that the rules resolve for the agent that was denied, `misled` the one in which whoever
  denies it prevails (several who deny the same, or a specialist); the rest stay open. No goal: nobody knows the truth there.
- *budget*: struck replies use up tokens, requests or (push) time of a run that has little more than it usually needs: the run
  ends within its ceilings, each recorded answer is in the synthesis, and it is `completed` only where no part is missing.
- *cancelled*: the client's call is cancelled in the midst of its requests and the run taken up again (hand-off: the host's
  turn, with all its sub-agents): the run ends `completed`, and tells which agents that met where the server hears of it.
- *dependency*: the command of an agent for which others wait cannot do its part, any other can: the run ends `completed`
  and no agent was skipped for want of another. Its goal is that of *substantive*, where this befalls one part of each run.
- mixed: `completed`, or short only of what the budget skipped; and no contradiction is hidden.

All within ten continuations. *Hopeless*: one part fails whoever does it; such a run must end in bounded calls and never as
`completed`. `plain_retry` is the share of runs that asking the same again, at most twice, would have brought to the same end.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import anyio
from common import ending, report, scratch
from fault_kinds import AGENT_SECONDS, KINDS, Hopeless, Injected, Substantive
from fault_verdicts import FINAL, Result, ceilings, recovered, told_conflicts
from mcp import Client

from podium.app import Settings, build
from podium.core.limits import Ceilings
from podium.testkit import ScriptedHost, on
from podium.testkit.host import Era, structured

OBJECTIVES = (
    ("Integrate blockchain payment system with existing platform", 10),
    ("Reduce the response time of the search endpoint under load", 2),
    ("Fix the typo in the settings page and add a test for it", 1),
    ("Split the monolith into microservices for an e-commerce platform", 4),
)
"""What is asked, and an agent limit that leaves its route no room for further agents."""
CHAINED, ROUTES = (0.8, 0.6), (0.95, 0.8, 0.6, 0.3)
"""Confidences whose routes have agents that wait for others, and one for each route, so that a run's usual needs stay."""
ERAS: Mapping[str, tuple[Era, ...]] = {
    "push": ("legacy",),
    "round_trip": ("2026-07-28",),
    "handoff": ("legacy", "2026-07-28"),
}
"""Pushed requests belong to the era before round trips; hand-off goes over both in turn."""
MOST_CONTINUATIONS = 10
GOALS = {"transient": 0.95, "mixed": 0.95, "dependency": 0.90, "substantive": 0.90, "hopeless": 1.0}


@dataclass(slots=True)
class Bench:
    """A carrier under test: settings of its servers, its host, the client of the moment, and what runs take without faults."""

    carrier: str
    settings: Settings
    host: ScriptedHost
    client: Client = field(init=False)
    usual: dict[str, dict[str, float]] = field(default_factory=dict)
    played: int = 0

    async def tool(self, name: str, arguments: Mapping[str, Any]) -> Result:
        return structured(await self.client.call_tool(name, dict(arguments)))

    async def play(self, faults: Injected, arguments: Mapping[str, Any]) -> Result:
        """One run to its end, or to the last continuation: its record.

        Each has a session of its own: a client that leaves rounds unanswered is handed the rest of its session.
        """
        server, era = build(self.settings), ERAS[self.carrier][self.played // len(OBJECTIVES) % len(ERAS[self.carrier])]
        self.played += 1
        async with self.host.client(server, era=era, sampling=self.carrier != "handoff") as self.client:
            return await self._record(await self._played(faults, arguments))

    async def _played(self, faults: Injected, arguments: Mapping[str, Any]) -> Result:
        self.host.rules[:] = [on("", faults.answer)]
        self.host.asked.clear()
        self.host._counts.clear()
        if "dependency" in faults.kinds:
            planned = await self.tool("orchestrate", {**arguments, "delivery": "plan"})
            faults.waited_for = frozenset(i for waits in planned["graph"]["waiting"] for i in waits["on"])
        begun = await self._newest()
        result: Result = {}
        for number in range(MOST_CONTINUATIONS + 1):
            faults.begin_call(number)
            with faults.scope:
                result = await self._call(result, arguments)
            run_id = await self._newest() if faults.scope.cancelled_caught or not result else result["run_id"]
            result = {} if run_id == begun else await self.tool("orchestrate-status", {"run_id": run_id})
            if result.get("status") in FINAL:
                break
        return result

    async def _call(self, result: Result, arguments: Mapping[str, Any]) -> Result:
        """One call of the client, and over hand-off the turn of its host; empty where it ended in an error."""
        try:
            if not result:
                result = await self.tool("orchestrate", arguments)
            else:
                result = await self.tool("orchestrate-continue", {"run_id": result["run_id"]})
        except Exception:  # over round trip, one refused request ends the client's whole call
            return {}
        while result["status"] == "awaiting_host":
            await self.host.work(self.client, result)
            result = await self.tool("orchestrate-continue", {"run_id": result["run_id"]})
        return result

    async def _newest(self) -> str:
        runs = (await self.tool("orchestrate-status", {}))["runs"]
        return str(runs[0]["run_id"]) if runs else ""

    async def _record(self, result: Result) -> Result:
        """The whole record of a run, of which a result may show only the head."""
        found = await self.client.read_resource(f"podium://runs/{result['run_id']}")
        return dict(json.loads(getattr(found.contents[0], "text", "")))

    async def usually(self, arguments: Mapping[str, Any]) -> dict[str, float]:
        """Tokens, requests and seconds of a run without faults."""
        key = json.dumps(arguments, sort_keys=True)
        if key not in self.usual:
            self.usual[key] = (await self.play(Injected(KINDS, 0.0, 0), arguments))["spent"]
        return self.usual[key]


async def transient(bench: Bench, kinds: Sequence[str], rate: float, given: argparse.Namespace) -> bool:
    """Some runs with one kind of fault, or with all; prints one line."""
    name = "mixed" if len(kinds) > 1 else kinds[0] if kinds[0] in GOALS else "transient"
    budgets = ("tokens", "requests", "seconds") if bench.carrier == "push" else ("tokens", "requests")
    tally = Tally()
    for n in range(given.runs):
        arguments: Result = {"objective": OBJECTIVES[n % len(OBJECTIVES)][0]}
        if routes := CHAINED if kinds == ["dependency"] else ROUTES if "budget" in kinds else ():
            arguments["confidence_override"] = routes[n // len(OBJECTIVES) % len(routes)]
        usual = await bench.usually(arguments) if "budget" in kinds else dict.fromkeys(budgets, 0.0)
        faults = Injected(kinds, rate, given.seed + n, budget="tokens" if len(kinds) > 1 else budgets[n % len(budgets)])
        limits = ceilings(kinds, faults.budget, usual)
        arguments |= {f"{what}_limit".replace("tokens_", "token_"): limit for what, limit in limits.items()}
        record = await bench.play(faults, arguments)
        told = told_conflicts(record, faults, bench.host._counts) if record["status"] in FINAL else []
        tally.conflicts.update(told)
        tally.add(record, faults, recovered(record, faults, limits, bench.carrier) and "hidden" not in told)
        tally.plain += faults.plain([len(wave) for wave in record["waves"]], usual, limits)
    return tally.told(bench.carrier, name, kinds=kinds, rate=rate)


async def lasting(bench: Bench, kind: type[Injected], given: argparse.Namespace) -> bool:
    """Some runs in which one part cannot be done by the command asked first, or by nobody; prints one line."""
    name, tally = kind.__name__.lower(), Tally()
    for n in range(given.runs):
        objective, fewest = OBJECTIVES[n % len(OBJECTIVES)]
        faults = kind((), 0.0, n)
        limit = {"agent_limit": fewest} if kind is Hopeless else {}
        record = await bench.play(faults, {"objective": objective, **limit})
        completed = record["status"] == "completed"
        tally.add(record, faults, (record["status"] in FINAL and not completed) if kind is Hopeless else completed)
        tally.plain += kind is Substantive and faults.plain((), {}, {})
    return tally.told(bench.carrier, name, plain=kind is Substantive)


@dataclass(slots=True)
class Tally:
    """Sums over the runs of one line."""

    runs: int = 0
    struck: int = 0
    good: int = 0
    completed: int = 0
    plain: int = 0
    requests: int = 0
    carried: Counter[str] = field(default_factory=Counter)
    conflicts: Counter[str] = field(default_factory=Counter)

    def add(self, record: Result, faults: Injected, good: bool) -> None:
        """Count one run."""
        self.runs += 1
        self.struck += bool(faults.struck)
        self.good += good
        self.completed += record["status"] == "completed"
        self.requests += record["spent"]["requests"]
        self.carried.update(agent["carrier"] for agent in record["agents"] if agent["carrier"])

    def told(self, carrier: str, name: str, *, plain: bool = True, **shown: Any) -> bool:
        """Print the line; whether its goal was reached."""
        share = self.good / self.runs
        report(
            "faults",
            passed=share >= GOALS[name],
            carrier=carrier,
            faults=name,
            **shown,
            runs=self.runs,
            struck=round(self.struck / self.runs, 3),
            recovered=round(share, 3),
            completed=round(self.completed / self.runs, 3),
            plain_retry=round(self.plain / self.runs, 3) if plain else None,
            carried=shares(self.carried),
            conflicts=shares(self.conflicts),
            requests_per_run=round(self.requests / self.runs, 1),
            goal=GOALS[name],
        )
        return share >= GOALS[name]


def shares(counted: Counter[str]) -> dict[str, float]:
    """Each as a share of all."""
    return {name: round(count / counted.total(), 3) for name, count in sorted(counted.items())}


async def measure(folder: Path, carrier: str, given: argparse.Namespace) -> bool:
    """All faults over one carrier."""
    host = ScriptedHost()
    settings = Settings(database=folder / f"{carrier}.db", ceilings=Ceilings(agent_seconds=AGENT_SECONDS))
    kinds = [k for k in KINDS if k in given.only and not (k == "timeout" and carrier != "push")]
    groups = [*([k] for k in kinds if "each" in given.kinds), *([kinds] if "mixed" in given.kinds else [])]
    bench = Bench(carrier, settings, host)
    passed = True
    for rate in given.rates:
        for group in groups:
            passed &= await transient(bench, group, rate, given)
    for kind in (Substantive, Hopeless) if set(given.only) == set(KINDS) else ():
        passed &= await lasting(bench, kind, given)
    return passed


async def main(given: argparse.Namespace) -> int:
    with scratch() as folder:
        return ending([await measure(folder, carrier, given) for carrier in given.carriers])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=40)
    parser.add_argument("--rates", type=float, nargs="+", default=[0.05, 0.2, 0.4])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kinds", nargs="+", choices=["each", "mixed"], default=["each", "mixed"])
    parser.add_argument("--only", nargs="+", choices=KINDS, default=KINDS, help="kinds of faults")
    parser.add_argument("--carriers", nargs="+", default=["push", "round_trip", "handoff"])
    sys.exit(anyio.run(main, parser.parse_args()))
