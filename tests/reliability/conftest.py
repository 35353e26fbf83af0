"""Runs the measurements of `benchmarks/` in their short form, and reads the lines they print."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

BENCHMARKS = Path(__file__).resolve().parents[2] / "benchmarks"
SECONDS = 280


@pytest.fixture
def measure() -> Callable[..., list[dict[str, Any]]]:
    """The measurements that one script prints: `measure("kills", "--kills", 30)`."""

    def run(script: str, *options: object) -> list[dict[str, Any]]:
        command = [sys.executable, str(BENCHMARKS / f"{script}.py"), *map(str, options)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)
        lines = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
        assert lines, done.stderr[-2_000:]
        return lines

    return run
