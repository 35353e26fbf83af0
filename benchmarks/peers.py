"""The engine beside what else keeps a run of ten 20 ms agents over a crash: LangGraph with its SQLite saver, and DBOS.

    pip install langgraph langgraph-checkpoint-sqlite dbos
    python benchmarks/peers.py [--runs 30] [--at-once 200]

Each does the same: ten agents of 20 ms side by side, their answers durable in SQLite, then a join. One line for each that
is installed, with the median of single runs over that of a bare task group, and runs a second with many at once. A table
of what stands where: there is no goal.
"""

from __future__ import annotations

import argparse
import gc
import importlib.util
import logging
import operator
import statistics
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Annotated, Any, TypedDict

import anyio
from common import milliseconds, report, scratch
from engine import AGENT_SECONDS, alone, ideal, one, prepared_once, stub_handlers, together

from podium.cli.serve import COLLECTION_THRESHOLDS
from podium.core.limits import Ceilings
from podium.registry import load_catalogue
from podium.runner import Parts, Runner
from podium.store.sqlite import SqliteStore
from podium.workspace import Workspace

AGENTS = 10
Work = Callable[[], Awaitable[None]]


@asynccontextmanager
async def podium(folder: Path) -> AsyncIterator[Work]:
    """The engine with stub handlers and the durable journal, as in `engine.py`."""
    catalogue = load_catalogue([]).catalogue
    async with SqliteStore(folder / "podium.db") as store, anyio.create_task_group() as tasks:
        runner = Runner(Parts(store, lambda: catalogue, Workspace(()), Ceilings()))
        runner.drivers.tasks = tasks
        with stub_handlers(await prepared_once(runner)):

            async def work() -> None:
                await one(runner)

            yield work


@asynccontextmanager
async def bare(folder: Path) -> AsyncIterator[Work]:
    """A task group, which keeps nothing."""
    yield ideal


class Answers(TypedDict):
    """The state of a graph."""

    answers: Annotated[list[str], operator.add]


@asynccontextmanager
async def langgraph(folder: Path) -> AsyncIterator[Work]:
    """A graph of ten nodes and a join, with a checkpoint after every step."""
    from langgraph.checkpoint.sqlite.aio import AsyncSqliteSaver
    from langgraph.graph import END, START, StateGraph

    async def agent(state: Answers) -> dict[str, list[str]]:
        await anyio.sleep(AGENT_SECONDS)
        return {"answers": ["done"]}

    async def join(state: Answers) -> dict[str, list[str]]:
        return {"answers": [str(len(state["answers"]))]}

    graph = StateGraph(Answers)
    graph.add_node("join", join)
    graph.add_edge("join", END)
    for number in range(AGENTS):
        graph.add_node(f"agent-{number}", agent)
        graph.add_edge(START, f"agent-{number}")
    graph.add_edge([f"agent-{number}" for number in range(AGENTS)], "join")
    async with AsyncSqliteSaver.from_conn_string(str(folder / "langgraph.db")) as saver:
        compiled = graph.compile(checkpointer=saver)
        threads = iter(range(10**9))

        async def work() -> None:
            found = await compiled.ainvoke({"answers": []}, {"configurable": {"thread_id": str(next(threads))}})
            assert len(found["answers"]) == AGENTS + 1

        yield work


@asynccontextmanager
async def dbos(folder: Path) -> AsyncIterator[Work]:
    """A workflow of ten steps at once."""
    from dbos import DBOS

    logging.getLogger("dbos").setLevel(logging.ERROR)
    DBOS(config={"name": "bench", "system_database_url": f"sqlite:///{folder / 'dbos.db'}", "run_admin_server": False})

    @DBOS.step()
    async def agent(number: int) -> str:
        await anyio.sleep(AGENT_SECONDS)
        return f"{number} done"

    @DBOS.workflow()
    async def run() -> int:
        answers: list[str] = []

        async def ask(number: int) -> None:
            answers.append(await agent(number))

        async with anyio.create_task_group() as tasks:
            for number in range(AGENTS):
                tasks.start_soon(ask, number)
        return len(answers)

    DBOS.launch()

    async def work() -> None:
        assert await run() == AGENTS

    try:
        yield work
    finally:
        DBOS.destroy()


PEERS: dict[str, tuple[str, Any]] = {
    "bare task group": ("anyio", bare),
    "podium": ("podium", podium),
    "langgraph": ("langgraph.checkpoint.sqlite", langgraph),
    "dbos": ("dbos", dbos),
}


def installed(module: str) -> bool:
    """Whether a module can be imported."""
    try:
        return importlib.util.find_spec(module) is not None
    except ModuleNotFoundError:
        return False


async def main(runs: int, at_once: int) -> None:
    with scratch() as folder:
        perfect = statistics.median(await alone(ideal, runs))
        for name, (module, peer) in PEERS.items():
            if not installed(module):
                report("peers", passed=None, peer=name, installed=False)
                continue
            async with peer(folder) as work:
                seconds, (rate, processor) = await alone(work, runs), await together(work, at_once)
            ratio = statistics.median(seconds) / perfect
            figures: dict[str, Any] = {
                "alone": milliseconds(seconds),
                "ratio": round(ratio, 3),
                "runs_per_second": round(rate),
            }
            figures["processor_ms_a_run"] = round(processor, 2)
            report("peers", passed=None, peer=name, runs=runs, at_once=at_once, **figures)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=30)
    parser.add_argument("--at-once", type=int, default=200)
    given = parser.parse_args()
    gc.set_threshold(*COLLECTION_THRESHOLDS)
    anyio.run(main, given.runs, given.at_once)
    sys.exit(0)
