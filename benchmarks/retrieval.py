"""How much of what a change touched a pack holds, on real repositories.

    python benchmarks/retrieval.py REPOSITORY... [--changes 18] [--role NAME] [--indexed]

For each change (see `changes.py`) the whole tree before it is pruned to packs of 13,000, 27,000 and 50,000 tokens.
Beside it, on the same tree in the same run: plain BM25 over whole files and over pieces of 60 lines. A file counts as
found where a piece of it is in the pack; of a hunk counts the share of its lines. Differences are paired; their lower
bound is the 5th percentile of 2,000 bootstrap means. Repositories may be bare clones. With `--indexed` the trees are
written to a folder and found through the workspace's index, as a server does with more than a megabyte. The constants
of the ranking were chosen on flask, pytest, aiohttp, scrapy, click and black; other projects are held out.
"""

from __future__ import annotations

import argparse
import math
import random
import re
import statistics
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache, partial
from pathlib import Path

import anyio
from changes import Change, Trees, changes
from common import ending, report, scratch

from podium.core.pruning import Role, prune, searches
from podium.core.tokens import estimate
from podium.core.values import ContextItem
from podium.workspace import Reading, Workspace

BUDGETS = {13_000: 0.86, 27_000: 0.93, 50_000: 0.95}
"""Tokens of a pack, and the goal for the share of changed files that it holds a piece of."""
_AHEAD = 0.10
_LABEL = 12

Range = tuple[str, int, int]
Score = tuple[float, float]


@lru_cache(maxsize=20_000)
def _plain(text: str, lines: int) -> list[tuple[int, int, Counter[str], int]]:
    """Pieces of a file for the baselines: first and last line, words, tokens. 0 lines stand for the whole file."""
    rows = text.split("\n")
    step = lines or len(rows)
    parts = [(at, rows[at : at + step]) for at in range(0, len(rows), step)]
    joined = [(at + 1, at + len(part), "\n".join(part)) for at, part in parts]
    return [(a, b, Counter(re.findall(r"[a-z0-9]+", t.lower())), estimate(t)) for a, b, t in joined if t.strip()]


def _bm25(documents: Sequence[Counter[str]], query: Iterable[str]) -> list[float]:
    lengths = [document.total() for document in documents]
    mean = statistics.fmean(lengths)
    scores = [0.0] * len(documents)
    for term in set(query):
        hits = [(at, document[term]) for at, document in enumerate(documents) if term in document]
        rarity = math.log(1 + (len(documents) - len(hits) + 0.5) / (len(hits) + 0.5))
        for at, times in hits:
            scores[at] += rarity * times * 2.2 / (times + 1.2 * (0.25 + 0.75 * lengths[at] / mean))
    return scores


def _baseline(change: Change, items: Sequence[ContextItem], lines: int) -> dict[int, Score]:
    pieces = [(item.path, *part) for item in items for part in _plain(item.text, lines)]
    scores = _bm25([piece[3] for piece in pieces], re.findall(r"[a-z0-9]+", change.objective.lower()))
    order = sorted((at for at, score in enumerate(scores) if score), key=lambda at: -scores[at])
    found = {}
    for budget in BUDGETS:
        used, kept = 0, []
        for at in order:
            path, first, last, _, tokens = pieces[at]
            if used + tokens + _LABEL <= budget:
                used += tokens + _LABEL
                kept.append((path, first, last))
        found[budget] = _recall(change, kept)
    return found


class _Checkout:
    """A folder that holds one tree after another, with the workspace of it."""

    def __init__(self, folder: Path) -> None:
        self._root = folder / "project"
        self._root.mkdir()
        self._texts: dict[str, str] = {}
        self.workspace = Workspace([self._root], folder / "index")

    def hold(self, items: Sequence[ContextItem]) -> None:
        """Make the folder hold these files and no others."""
        wanted = {item.path: item.text for item in items if not item.path.endswith(".gitignore")}
        for gone in self._texts.keys() - wanted.keys():
            (self._root / gone).unlink()
        for path in wanted:
            if self._texts.get(path) != wanted[path]:
                (self._root / path).parent.mkdir(parents=True, exist_ok=True)
                (self._root / path).write_text(wanted[path], "utf-8", newline="")
        self._texts = wanted

    def found(self, objective: str, roles: Sequence[Role], budget: int) -> Reading:
        """What the index finds."""
        asked = searches(objective, roles, budget)
        return anyio.run(partial(self.workspace.consult, (), objective=objective, searches=asked, seconds=600))


def _ours(
    change: Change, items: Sequence[ContextItem], roles: Sequence[Role], checkout: _Checkout | None
) -> dict[int, Score]:
    found = {}
    if checkout:
        checkout.hold(items)
    for budget in BUDGETS:
        reading = checkout.found(change.objective, roles, budget) if checkout else None
        given, pieces = (reading.items, reading.found) if reading else (items, None)
        (pack, *_) = prune(given, objective=change.objective, roles=roles, budget_tokens=budget, found=pieces).packs
        kept = [(packed.item.path, packed.item.first or 1, packed.item.last or sys.maxsize) for packed in pack.items]
        found[budget] = _recall(change, kept)
    return found


def _recall(change: Change, kept: Sequence[Range]) -> Score:
    """The share of changed files with a piece in the pack, and the mean share of the lines of each hunk."""
    by_file: dict[str, list[tuple[int, int]]] = {}
    for path, first, last in kept:
        by_file.setdefault(path, []).append((first, last))
    shares = []
    for path, hunks in change.lines.items():
        for first, last in hunks:
            ranges = by_file.get(path, ())
            covered = sum(1 for line in range(first, last + 1) if any(a <= line <= b for a, b in ranges))
            shares.append(covered / (last + 1 - first))
    return sum(path in by_file for path in change.lines) / len(change.lines), statistics.fmean(shares)


def _lower_bound(differences: Sequence[float], draws: int = 2_000) -> float:
    rng = random.Random(7)
    means = sorted(statistics.fmean(rng.choices(differences, k=len(differences))) for _ in range(draws))
    return means[draws // 20]


def _report(name: str, rows: Sequence[tuple[dict[int, Score], ...]]) -> list[bool]:
    passed = []
    for budget, goal in BUDGETS.items():
        ours, pieces, files = ([row[at][budget] for row in rows] for at in range(3))
        means = {
            label: [round(statistics.fmean(score[part] for score in scores), 3) for part in (0, 1)]
            for label, scores in (("ours", ours), ("pieces_of_60_lines", pieces), ("whole_files", files))
        }
        ahead = [a[1] - b[1] for a, b in zip(ours, pieces, strict=True)]
        low, mean = _lower_bound(ahead), statistics.fmean(ahead)
        passed.append(means["ours"][0] >= goal and mean >= _AHEAD and low > 0)
        report(
            f"retrieval {name}",
            passed=passed[-1] if name == "all" else None,
            tokens=budget,
            changes=len(rows),
            files_and_hunks=means,
            hunks_ahead=round(mean, 3),
            lower_90=round(low, 3),
        )
    return passed


def _measured(
    repository: Path, most: int, roles: Sequence[Role], checkout: _Checkout | None
) -> list[tuple[dict[int, Score], ...]]:
    trees, rows = Trees(repository), []
    for change in changes(repository, most):
        items = trees.items(change.parent)
        ours = _ours(change, items, roles, checkout)
        rows.append((ours, _baseline(change, items, 60), _baseline(change, items, 0)))
    if checkout:
        checkout.workspace.close()
    return rows


def main() -> int:
    """Measure and report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("repositories", nargs="+", type=Path, help="git repositories, bare ones too")
    parser.add_argument("--changes", type=int, default=18, help="of each repository")
    parser.add_argument("--role", action="append", default=[], help="roles; the first one's pack is measured")
    parser.add_argument("--indexed", action="store_true", help="through the index of a folder")
    asked = parser.parse_args()
    roles = [Role(name) for name in asked.role]
    rows = []
    for repository in asked.repositories:
        with scratch() as folder:
            own = _measured(repository, asked.changes, roles, _Checkout(folder) if asked.indexed else None)
        _plain.cache_clear()
        _report(repository.name if repository.name not in ("repo", ".git") else repository.parent.name, own)
        rows += own
    return ending(_report("all", rows))


if __name__ == "__main__":
    sys.exit(main())
