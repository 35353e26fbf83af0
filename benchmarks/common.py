"""What the measurements share: the two servers' commands, clients, percentiles, and the JSON line each script prints."""

from __future__ import annotations

import json
import os
import statistics
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from mcp import StdioServerParameters

HERE = Path(__file__).resolve().parent
SOURCE = HERE.parent / "server"
if SOURCE.is_dir() and str(SOURCE) not in sys.path:
    sys.path.insert(0, str(SOURCE))

OBJECTIVE = "Integrate blockchain payment system with existing platform"


def environment(**more: str) -> dict[str, str]:
    """The environment of a server, which finds the Podium of this clone even where none is installed.

    It may keep compiled modules, as an installed package has them.
    """
    places = [str(SOURCE), *filter(None, [os.environ.get("PYTHONPATH")])]
    left_out = ("PODIUM_", "CLAUDE_", "PYTHONDONTWRITEBYTECODE")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(left_out)}
    return {**kept, "PYTHONPATH": os.pathsep.join(places), **more}


def podium(folder: Path, *options: str) -> StdioServerParameters:
    """The command of a Podium server with a database in `folder`, and no workspace."""
    arguments = ["-m", "podium", "serve", "--db", str(folder / "podium.db"), *options]
    return StdioServerParameters(command=sys.executable, args=arguments, env=environment(), cwd=folder)


def bare(folder: Path, **variables: str) -> StdioServerParameters:
    """The command of the minimal server of the same SDK."""
    arguments = [str(HERE / "bare_server.py")]
    return StdioServerParameters(command=sys.executable, args=arguments, env=environment(**variables), cwd=folder)


@contextmanager
def scratch() -> Iterator[Path]:
    """A folder that is removed afterwards."""
    with tempfile.TemporaryDirectory(prefix="podium-bench-", ignore_cleanup_errors=True) as name:
        yield Path(name)


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which `share` of the values lie, nearest rank."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def milliseconds(values: Sequence[float]) -> dict[str, float]:
    """Median and 99th percentile of seconds, in milliseconds."""
    return {
        "p50_ms": round(statistics.median(values) * 1000, 3),
        "p99_ms": round(percentile(values, 0.99) * 1000, 3),
    }


def report(name: str, *, passed: bool | None, **figures: Any) -> None:
    """Print one measurement as one JSON line. `passed` None stands for a figure without a goal."""
    line = {"benchmark": name, "passed": passed, **figures, "cpus": os.cpu_count(), "python": sys.version.split()[0]}
    print(json.dumps(line), flush=True)


def ending(results: Sequence[bool | None]) -> int:
    """The exit code: 1 where a goal was missed."""
    return int(any(result is False for result in results))
