"""The learning report: figures with their support, and what they mean."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from podium.core.learning.evidence import Cell
from podium.core.values import JSON, STRATEGIES, Knowledge, Tally, Thresholds
from podium.store.outcomes import OutcomeRow
from podium.store.report import LogRow, MonthRow, Report
from podium.surface.learning import learning_report

EMPTY = Report(None, (), 0, (), {}, {}, {}, {}, ())


def outcome(number: int, success: float | None, **fields: Any) -> OutcomeRow:
    usual: dict[str, Any] = {
        "at": 1.0,
        "domain": "data",
        "strategy": "direct_atomic",
        "confidence": 0.9,
        "chosen_probability": 0.9,
        "complexity": 0.3,
        "status": "completed",
        "success": success,
        "source": "feedback",
        "routing_score": success,
        "agents": 2,
    }
    return OutcomeRow(f"r{number}", **(usual | fields))


def month(period: str, successes: float, judged: int, **fields: Any) -> MonthRow:
    usual: dict[str, Any] = {"tokens": 1_000 * judged, "seconds": 60.0 * judged, "agents": judged}
    values: dict[str, Any] = usual | fields
    return MonthRow(period, "data", "direct_atomic", "feedback", judged, judged, successes, judged, successes, **values)


def reported(recent: Sequence[OutcomeRow] = (), known: Knowledge | None = None, **fields: Any) -> JSON:
    return learning_report(replace(EMPTY, recent=tuple(recent), **fields), known or Knowledge())


def test_without_outcomes_every_figure_is_null_and_says_so() -> None:
    report = reported()
    figures = [name for name in report["evidence"] if report[name] is not None]
    assert figures == []
    assert report["strategy_selection_accuracy"] is None
    assert all(row == {"n": 0, "interval": None} for row in report["evidence"].values())
    assert "Not enough data" in " ".join(report["notes"])
    assert "Routing accuracy is" in report["notes"][-1]


def test_every_figure_has_its_number_of_cases_and_an_interval_around_it() -> None:
    recent = [outcome(n, float(n % 4 > 0)) for n in range(40)]
    report = reported(recent, months=(month("2026-11", 30, 40),), agents={"x": Tally(3, 4)})
    for name, value in (("routing_accuracy", 0.75), ("coordination_quality", 0.75), ("agent_success_rate", 0.75)):
        low, high = report["evidence"][name]["interval"]
        assert report[name] == value
        assert low < value < high
    assert report["evidence"]["routing_accuracy"]["n"] == 40
    low, high = report["evidence"]["routing_score"]["interval"]
    assert low < report["routing_score"] < high


def test_selection_is_read_three_ways_and_says_why_an_oracle_is_out_of_reach() -> None:
    recent = [outcome(n, 1.0, prior=0.95) for n in range(10)] + [outcome(99, 1.0, prior=0.95, explored=True)]
    report = reported(recent)
    assert report["strategy_selection_accuracy"] == report["selection"]["near_best_plan"] == 1.0
    assert (report["selection"]["n"], report["selection"]["like_oracle"]) == (10, 1.0)
    assert "out of reach" in report["selection"]["oracle"]
    dear = [replace(row, strategy="specialized_agents") for row in recent]
    assert reported(dear)["strategy_selection_accuracy"] == 0.0


@pytest.mark.requirement("patterns-routing")
def test_combinations_of_confidence_and_strategy_come_with_success_and_support() -> None:
    confidences = {("direct_atomic", 0.9): Tally(8, 8), ("direct_atomic", 0.94): Tally(1, 2)}
    report = reported(strategies={"direct_atomic": Tally(9, 10)}, confidences=confidences)
    assert report["patterns"]["routing"] == [
        {"strategy": "direct_atomic", "confidence": None, "success": 0.9, "n": 10},
        {"strategy": "direct_atomic", "confidence": [0.9, 1.0], "success": 0.9, "n": 10},
    ]


def test_a_domain_worse_than_stated_is_an_alarm_and_one_failure_is_a_review() -> None:
    recent = [outcome(n, float(n % 2), chosen_probability=0.95) for n in range(20)]
    report = reported(recent)
    (alarm,) = report["alarms"]
    assert (alarm["domain"], alarm["successes"], alarm["trials"]) == ("data", 10, 20)
    assert any(note.startswith("Alarm: only 10 of the last 20") for note in report["notes"])
    assert reported([outcome(0, 0.0), *(outcome(n, 1.0) for n in range(1, 20))])["alarms"] == []


def test_what_changed_since_last_month_is_told_by_strategy() -> None:
    months = (month("2026-09", 1, 9), month("2026-10", 5, 10), month("2026-11", 9, 10))
    changed = reported(months=months)["changes"]
    assert {"strategy": "direct_atomic", "figure": "routing_accuracy", "from": 0.5, "to": 0.9} in changed
    assert reported(months=months[:1])["changes"] == []


def test_thresholds_say_which_rest_on_a_certificate_and_the_log_says_why() -> None:
    known = Knowledge(thresholds={"data": Thresholds(0.85), "web": Thresholds()}, certified=frozenset({"data"}))
    detail = {"boundary": "direct", "from": 0.9, "target": 0.8, "cases": [8, 8], "required": 0.6, "risk": 0.05}
    log = (
        LogRow(1.0, "data", "threshold", detail),
        LogRow(2.0, "data", "drift", {"direction": "fall", "since": 1.0}),
        LogRow(3.0, "*", "model", {"strategy": "direct_atomic", "from": "a", "to": "b"}),
    )
    report = reported(known=known, log=log)
    assert [(row["domain"], row["direct"], row["certified"]) for row in report["thresholds"]] == [
        ("*", 0.9, False),
        ("data", 0.85, True),
        ("web", 0.9, False),
    ]
    assert [row["kind"] for row in report["log"]] == ["threshold", "drift", "model"]
    said = " ".join(report["notes"])
    assert "8 of 8 succeeded where 0.60 pays" in said
    assert "Success in data changed (fall)" in said
    assert "now worked by b" in said


def test_estimates_of_the_report_are_those_that_decide() -> None:
    hopeless = Knowledge(cells={"data": (Cell("direct_atomic", "", False, 0.95, 0.0, 200.0),)})
    recent = [outcome(n, 0.0, prior=0.95) for n in range(10)]
    assert reported(recent)["selection"]["like_oracle"] == 1.0
    assert reported(recent, hopeless)["selection"]["like_oracle"] == 0.0


def test_what_cannot_be_shortened_later_is_short_whatever_was_learned() -> None:
    long = {"boundary": "workflow", "from": 0.7123, "target": 0.6123, "cases": [100, 128], "required": 0.6123456789}
    recent = [outcome(n, float(n % 2), domain=f"infrastructure{n % 20}", chosen_probability=0.99) for n in range(900)]
    months = tuple(
        replace(month(period, 5, 10 + i), strategy=strategy)
        for i, period in enumerate(("2026-10", "2026-11"))
        for strategy in STRATEGIES
    )
    report = reported(
        recent,
        months=months,
        log=tuple(LogRow(1_794_000_000.123, "infrastructure", "threshold", long) for _ in range(50)),
        strategies=dict.fromkeys(STRATEGIES, Tally(123.45, 234.56)),
        confidences={(s, n / 50): Tally(1, 2) for s in STRATEGIES for n in range(50)},
        teams={("performance-optimizer", f"specialist-{n}"): Tally(4, 5) for n in range(50)},
    )
    shortened_later = {"reviews", "trend", "recovery_by_failure", "thresholds"}
    kept = {name: value for name, value in report.items() if name not in shortened_later}
    assert len(json.dumps(kept)) < 8_500
