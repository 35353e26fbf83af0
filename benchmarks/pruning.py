"""How fast context is pruned, and how fast a large workspace is indexed and asked.

    python benchmarks/pruning.py [--files 10000]

Processor time of this process in one thread, so that other work on the machine disturbs little; files for the index are
made up from the words of this package's own sources. A warm query is `Workspace.consult` and `prune` for an objective
that was not asked before, with the listing of the files still fresh.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import anyio
from common import SOURCE, ending, report, scratch

from podium.core.pruning import Role, prune, searches
from podium.core.pruning.pieces import pieces_of
from podium.core.values import ContextItem
from podium.workspace import Workspace

OBJECTIVES = (
    "Refuse a budget that the preserved items alone exceed",
    "Retry a round when the client never answered it",
    "The schedule of tasks ignores exclusive resources",
    "Tell the caller which path is ambiguous",
    "Reject a number whose digits do not round to the claim",
)
_WARM = 30.0
_MEGABYTE = 150.0
_FILES_A_SECOND = 1_000


def _milliseconds(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return (time.process_time() - started) * 1_000


def _sources() -> list[str]:
    return [path.read_text("utf-8") for path in sorted((SOURCE / "podium").rglob("*.py"))]


def _megabyte(texts: list[str]) -> list[ContextItem]:
    items: list[ContextItem] = []
    while sum(len(item.text) for item in items) < 1_000_000:
        at = len(items)
        items.append(ContextItem(f"note-{at}", f"{at}\n{texts[at % len(texts)]}"))
    return items


def _prune(items: list[ContextItem], at: int) -> object:
    pieces_of.__self__._kept.clear()  # type: ignore[attr-defined]
    roles = [Role("security", ("audit", "keys")), Role("database", ("schema",))]
    return prune(items, objective=OBJECTIVES[at], roles=roles, budget_tokens=20_000)


def _make_files(folder: Path, texts: list[str], count: int) -> None:
    rng = random.Random(5)
    definitions = [part for text in texts for part in text.split("\n\n\n") if 200 < len(part) < 2_000]
    for at in range(count):
        path = folder / f"package_{at % 97}" / f"module_{at}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n\n\n".join(rng.sample(definitions, 3)), "utf-8")


async def _ask(workspace: Workspace, objective: str) -> None:
    reading = await workspace.consult((), objective=objective, searches=searches(objective, (), 8_000), seconds=600)
    if reading.done != reading.total:
        raise RuntimeError(f"only {reading.done} of {reading.total} files are in the index")
    prune(reading.items, objective=objective, roles=(), budget_tokens=8_000, found=reading.found)


async def _asked(workspace: Workspace) -> list[float]:
    """Milliseconds for each objective; the first one waits for the index."""
    found = []
    for objective in OBJECTIVES:
        started = time.process_time()
        await _ask(workspace, objective)
        found.append((time.process_time() - started) * 1_000)
    return found


def _indexed(texts: list[str], count: int) -> list[bool]:
    with scratch() as folder:
        _make_files(folder / "project", texts, count)
        workspace = Workspace([folder / "project"], folder / "index")
        seconds, *warm = anyio.run(_asked, workspace)
        workspace.close()
    rate, median = count / seconds * 1_000, statistics.median(warm)
    results = [rate >= _FILES_A_SECOND, median <= _WARM]
    report("index a workspace", passed=results[0], files=count, files_a_second=round(rate))
    report("warm query", passed=results[1], files=count, milliseconds=round(median, 1))
    return results


def main() -> int:
    """Measure and report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=10_000)
    count = parser.parse_args().files
    texts = _sources()
    items = _megabyte(texts)
    times = [_milliseconds(partial(_prune, items, at)) for at in range(len(OBJECTIVES))]
    median = statistics.median(times)
    report("prune a megabyte", passed=median <= _MEGABYTE, milliseconds=round(median, 1), roles=2)
    return ending([median <= _MEGABYTE, *_indexed(texts, count)])


if __name__ == "__main__":
    sys.exit(main())
