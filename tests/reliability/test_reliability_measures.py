"""The short forms of further measurements: what must never happen is held here, what depends on the machine is not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]
Measure = Callable[..., list[dict[str, Any]]]


def test_mutated_and_hostile_lines_are_answered_and_end_nothing(measure: Measure) -> None:
    (found,) = measure("fuzz", "--lines", 3_000)
    assert found["details"] == []
    assert found["somebody_waits"] > 1_000
    assert found["passed"] is True


def test_a_fault_at_any_statement_leaves_nothing_half_done(measure: Measure) -> None:
    lines = measure("statement_faults", "--every", 40)
    assert len(lines) == 9
    assert [line["details"] for line in lines] == [[]] * 9
    assert sum(line["told_to_the_client"] for line in lines) > 10


def test_many_calls_at_once_are_all_answered_with_what_they_asked_for(measure: Measure) -> None:
    for line in measure("many_calls", "--calls", 120):
        assert (line["unanswered"], line["mismatched"]) == (0, 0)
        assert line.get("most_in_flight", 0) <= 4


def test_cancelled_runs_go_on_later_and_nothing_leaks(measure: Measure) -> None:
    stdio, http, ends = measure("cancels", "--times", 8, "--ends", 1, "--slack", 1)
    assert stdio["passed"] is True, stdio
    assert http["passed"] is True, http
    assert ends["passed"] is True, ends


def test_restarts_and_retries_do_each_step_once(measure: Measure) -> None:
    lines = measure("retries", "--restarts", 6, "--pairs", 24)
    assert [line["kind"] for line in lines] == ["restarts", "pairs", "continued"]
    assert [line["details"] for line in lines] == [[], [], []]


def test_garbage_is_never_taken_for_an_answer(measure: Measure) -> None:
    lines = measure("garbage")
    assert {line["carrier"] for line in lines} == {"push", "round_trip"}
    assert all(line["kinds"] >= 50 for line in lines)
    assert [line["details"] for line in lines] == [[], []]


def test_the_file_and_the_journal_stay_bounded(measure: Measure) -> None:
    runs, file = measure("soak", "--runs", 60, "--kept", 60)
    assert runs["journal_mb"] <= 16
    assert file["passed"] is True, file


def test_every_long_or_deep_line_is_answered(measure: Measure) -> None:
    lines = measure("refusals", "--times", 1)
    assert [line["kind"] for line in lines if line.get("answered") is False] == []
    assert sum(bool(line.get("refused")) for line in lines) >= 12


def test_slow_connections_are_closed(measure: Measure) -> None:
    (found,) = measure("slow_connections", "--each", 2, "--patience", 2)
    assert max(found["longest_open_seconds"].values()) <= 30


@pytest.mark.requirement("metric-efficiency")
def test_every_strategy_uses_what_it_has_as_well_as_its_dependencies_allow(measure: Measure) -> None:
    lines = measure("utilization", "--seeds", 2)
    assert len({line["strategy"] for line in lines}) == 4
    assert [line for line in lines if not line["passed"]] == []
    assert max(line["wave_span_ratio"] for line in lines) > lines[0]["goals"]["span_ratio"]
