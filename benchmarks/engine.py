"""The engine in process: ten 20 ms agents in one wave against the ideal, and runs a second with 200 at once.

    python benchmarks/engine.py [--runs 100] [--at-once 200]

The carrier is a stub that answers after 20 ms; the journal is the durable store in a file; garbage is collected as
`podium serve` does. `engine` has stub handlers: what is decided before the first request and put together after the last
reply was made once before; prompts, judging each reply, the record and what is learned are its own. `whole_call` decides,
maps, plans, and puts the answers together each time. The ideal is a bare task group of ten sleeps, measured in the same
run. There is no coordinator. `processor_ms_a_run` is the processor's time of one run of many, which other load blurs less
than the clock's.
"""

from __future__ import annotations

import argparse
import gc
import json
import secrets
import statistics
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any
from unittest import mock

import anyio
from common import OBJECTIVE, ending, milliseconds, report, scratch

from podium.carriers import Client
from podium.carriers.seam import RawReply, Request
from podium.cli.serve import COLLECTION_THRESHOLDS
from podium.core import closing, synthesis
from podium.core.limits import Ceilings
from podium.registry import load_catalogue
from podium.runner import Channel, Parts, Runner, Settled, StartRequest
from podium.runner import runner as runner_module
from podium.store.sqlite import SqliteStore
from podium.workspace import Workspace

AGENT_SECONDS = 0.020
REQUEST = StartRequest(objective=OBJECTIVE, confidence_override=0.1, requests_limit=10)
CLIENT = Client(version="2025-11-25", modern=False, sampling=True, reachable=True, connection="bench")
REPLY = json.dumps({"summary": "Done.", "findings": [{"statement": "It can be done.", "evidence": "its own brief"}]})
WARM_UP = 3


class Stub:
    """A carrier that answers after a fixed time."""

    name = "push"

    async def ask(self, request: Request) -> RawReply:
        """The same answer for everybody."""
        await anyio.sleep(AGENT_SECONDS)
        return RawReply(request.agent_id, text=REPLY, model="stub", seconds=AGENT_SECONDS)


async def one(runner: Runner) -> None:
    """One run, to its end."""
    settled = await runner.orchestrate(REQUEST, Channel(client=CLIENT, carrier=Stub))
    assert isinstance(settled, Settled)
    assert settled.run.ended
    assert settled.run.requests == 10


async def ideal() -> None:
    """Ten sleeps at once."""
    async with anyio.create_task_group() as tasks:
        for _ in range(10):
            tasks.start_soon(anyio.sleep, AGENT_SECONDS)


async def alone(work: Callable[[], Awaitable[None]], runs: int) -> list[float]:
    """Seconds of each of so many runs, one after the other."""
    found = []
    for _ in range(runs + WARM_UP):
        start = time.perf_counter()
        await work()
        found.append(time.perf_counter() - start)
    return found[WARM_UP:]


async def together(work: Callable[[], Awaitable[None]], at_once: int) -> tuple[float, float]:
    """Runs a second and the processor's milliseconds of one run, medians of five batches that start at once."""
    rates, processor = [], []
    for _ in range(5):
        start, used = time.perf_counter(), time.process_time()
        async with anyio.create_task_group() as tasks:
            for _ in range(at_once):
                tasks.start_soon(work)
        rates.append(at_once / (time.perf_counter() - start))
        processor.append((time.process_time() - used) / at_once * 1000)
    return statistics.median(rates), statistics.median(processor)


async def prepared_once(runner: Runner) -> Callable[..., Awaitable[Any]]:
    """Everything that is decided before the first request, decided once."""
    made: list[Any] = []
    real = runner_module.prepare

    async def remember(*args: Any, **options: Any) -> Any:
        made.append(await real(*args, **options))
        return made[-1]

    with mock.patch.object(runner_module, "prepare", remember):
        await one(runner)

    async def stub(*_: Any, **__: Any) -> Any:
        return replace(made[0], run_id="run_" + secrets.token_hex(10))

    return stub


@contextmanager
def stub_handlers(prepare: Callable[..., Awaitable[Any]]) -> Iterator[None]:
    """Decisions made before, and one synthesis with its verification and quality for every run."""
    made: dict[str, Any] = {}

    def once(room: Any, name: str) -> Any:
        real = getattr(room, name)

        def stub(*arguments: Any) -> Any:
            if name not in made:
                made[name] = real(*arguments)
            return made[name]

        return mock.patch.object(room, name, stub)

    with (
        mock.patch.object(runner_module, "prepare", prepare),
        once(synthesis, "synthesize"),
        once(closing, "verification"),
        once(closing, "assess"),
    ):
        yield


async def main(runs: int, at_once: int, goal_ratio: float, goal_rate: float, goal_whole: float) -> int:
    with scratch() as folder:
        catalogue = load_catalogue([]).catalogue
        async with SqliteStore(folder / "podium.db") as store, anyio.create_task_group() as tasks:
            runner = Runner(Parts(store, lambda: catalogue, Workspace(()), Ceilings()))
            runner.drivers.tasks = tasks

            async def work() -> None:
                await one(runner)

            perfect = await alone(ideal, runs)
            _, ideal_processor = await together(ideal, at_once)
            whole, (whole_rate, whole_processor) = await alone(work, runs), await together(work, at_once)
            with stub_handlers(await prepared_once(runner)):
                engine, (engine_rate, processor) = await alone(work, runs), await together(work, at_once)
    ratio = statistics.median(engine) / statistics.median(perfect)
    fast, many, whole_many = ratio <= goal_ratio, engine_rate >= goal_rate, whole_rate >= goal_whole
    report(
        "engine_alone",
        passed=fast,
        runs=runs,
        ideal=milliseconds(perfect),
        engine=milliseconds(engine),
        whole_call=milliseconds(whole),
        engine_ratio=round(ratio, 3),
        goal_ratio=goal_ratio,
    )
    report(
        "engine_together",
        passed=many and whole_many,
        at_once=at_once,
        engine_runs_per_second=round(engine_rate),
        goal=goal_rate,
        whole_call_runs_per_second=round(whole_rate),
        whole_call_goal=goal_whole,
        processor_ms_a_run={
            "ideal": round(ideal_processor, 2),
            "engine": round(processor, 2),
            "whole_call": round(whole_processor, 2),
        },
    )
    return ending([fast, many and whole_many])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=100)
    parser.add_argument("--at-once", type=int, default=200)
    parser.add_argument("--goal-ratio", type=float, default=1.10)
    parser.add_argument("--goal-rate", type=float, default=600.0)
    parser.add_argument("--goal-whole", type=float, default=100.0)
    given = parser.parse_args()
    gc.set_threshold(*COLLECTION_THRESHOLDS)
    sys.exit(anyio.run(main, given.runs, given.at_once, given.goal_ratio, given.goal_rate, given.goal_whole))
