"""How fast context is pruned, and how fast a large workspace is indexed and asked.

    python benchmarks/pruning.py [--files 10000]

Processor time of this process in one thread, so that other work on the machine disturbs little; files for the index are
made up from the words of this package's own sources. A warm query is `Workspace.consult` and `prune` for an objective
that was not asked before, with the listing of the files still fresh; long objectives have about a hundred words.
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
LONG_OBJECTIVES = (
    "Retries of a round are recorded twice when the client never answered it. We call orchestrate with a scripted host"
    " that drops the first reply, then the server marks the call as released and asks the agent again, but the reply of"
    " the first attempt still arrives and is stored under the same agent. Expected: the second reply for an agent is"
    " never stored, the run goes on with the first, and the events tell which attempt was taken. The ledger appends"
    " optimistic steps, and the conflict is detected by sequence numbers only, so both land in the database. A fix"
    " should keep the lock per run and compare attempts.",
    "The budget of tokens for each agent is exceeded when several roles preserve the same item. We hand in four documents"
    " of five thousand tokens and three roles, one with a lower share; the pack of the third agent then holds the"
    " preserved text twice, and its prompt, reply format and hand-off notes come to more than the limit that was given"
    " in the call. Expected is that preserved items are counted once for each pack, before the shares are divided, and"
    " that the error names the numbers where they alone do not fit. The estimate should be taken of the final text and"
    " not of single pieces, because labels and separators add to it.",
    "When the workspace folder is listed again after a file was renamed, the index keeps the old path for as long as the"
    " listing is fresh, and a query for the new name finds nothing. Start the server with a folder, ask for a symbol,"
    " rename its module, and ask again within two seconds. The watcher of folders compares size and change time only, so"
    " a renamed file with the same stamp looks unchanged, and the old entry is served from the cache. I would expect"
    " that the node number is compared too, that gone files are forgotten in the same transaction, and that the answer"
    " says when it is not current.",
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
    for objective in (*OBJECTIVES, *LONG_OBJECTIVES):
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
    rate = count / seconds * 1_000
    results = [rate >= _FILES_A_SECOND]
    report("index a workspace", passed=results[0], files=count, files_a_second=round(rate))
    short = len(OBJECTIVES) - 1
    for name, times in (("warm query", warm[:short]), ("warm query, long objective", warm[short:])):
        median = statistics.median(times)
        results.append(median <= _WARM)
        report(name, passed=results[-1], files=count, milliseconds=round(median, 1))
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
