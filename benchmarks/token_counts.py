"""How far token estimates are from o200k's own counts, for each kind of text.

    python benchmarks/token_counts.py FOLDER FILE...

FOLDER is a folder in which `npm install gpt-tokenizer` was run, which ships the vocabulary; Node counts there. A kind is a
file's suffix, or for `.txt` and suffixless files the name of the folder it lies in. Each file gives its first 5,000
characters.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
from pathlib import Path

from common import ending, percentile, report

from podium.core.tokens import estimate

_GOAL = 0.15
_TAKEN = 5_000
_COUNT = """
import {encode} from "gpt-tokenizer/encoding/o200k_base";
import fs from "fs";
const plain = {allowedSpecial: new Set(), disallowedSpecial: new Set()};
const texts = JSON.parse(fs.readFileSync(0, "utf8"));
console.log(JSON.stringify(texts.map((text) => encode(text, plain).length)));
"""


def _kind(path: Path) -> str:
    return path.suffix if path.suffix not in ("", ".txt") else path.parent.name


def _counted(folder: Path, texts: list[str]) -> list[int]:
    command = ["node", "--input-type=module", "-e", _COUNT]
    done = subprocess.run(command, input=json.dumps(texts), capture_output=True, text=True, check=True, cwd=folder)
    counts: list[int] = json.loads(done.stdout)
    return counts


def main() -> int:
    """Measure and report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("files", type=Path, nargs="+")
    asked = parser.parse_args()
    texts = [path.read_text("utf-8", "replace")[:_TAKEN] for path in asked.files]
    errors: dict[str, list[float]] = {}
    for path, text, true in zip(asked.files, texts, _counted(asked.folder, texts), strict=True):
        if true:
            errors.setdefault(_kind(path), []).append(estimate(text) / true - 1)
    results = []
    for kind, found in sorted(errors.items()):
        sizes = [abs(error) for error in found]
        results.append(percentile(sizes, 0.9) <= _GOAL)
        figures = {"mean": statistics.fmean(found), "p90": percentile(sizes, 0.9), "worst": max(sizes)}
        shown = {name: round(value, 3) for name, value in figures.items()}
        within = sum(size <= _GOAL for size in sizes) / len(sizes)
        report(f"tokens {kind}", passed=results[-1], texts=len(found), within=round(within, 3), **shown)
    return ending(results)


if __name__ == "__main__":
    sys.exit(main())
