"""The measurements of speed run and print what they promise; what they measure depends on the machine's load."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]
Measure = Callable[..., list[dict[str, Any]]]


def test_the_cold_start_is_measured_against_a_minimal_server(measure: Measure) -> None:
    start, memory = measure("cold_start", "--pairs", 2)
    assert start["ratio"] > 0
    assert memory["passed"] in (True, None), memory


def test_the_latency_is_measured_in_both_eras(measure: Measure) -> None:
    lines = measure("latency", "--calls", 20)
    assert [line["era"] for line in lines] == ["legacy", "2026-07-28"]
    assert all(line["p50_ratio"] > 0 for line in lines)


def test_ten_agents_are_measured_over_both_sampling_carriers(measure: Measure) -> None:
    lines = measure("ten_agents", "--runs", 3)
    assert [line["carrier"] for line in lines] == ["push", "round_trip"]
    assert all(line["podium"]["p50_ms"] >= line["agent_ms"] for line in lines)


def test_the_engine_is_measured_alone_and_with_many_runs_at_once(measure: Measure) -> None:
    alone, together = measure("engine", "--runs", 5, "--at-once", 20)
    assert alone["engine"]["p50_ms"] >= 20
    assert together["engine_runs_per_second"] > 0
