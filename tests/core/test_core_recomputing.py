from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from podium.core.decision import decide, to_json
from podium.core.quality import WEIGHTS
from podium.core.recomputing import LONGEST_CLAIM, MOST_CLAIMS, check_findings, check_routing, with_calculation
from run_samples import catalogue

CATALOGUE = catalogue("fix-bug", "review", "write-tests")


def shown(objective: str, **arguments: Any) -> dict[str, Any]:
    return to_json(decide(objective, catalogue=CATALOGUE, **arguments))


def test_a_finding_whose_numbers_do_not_hold_is_named_with_agent_and_reason() -> None:
    findings = [("a", "45 of 60 tests passed, which is 75%."), ("b", "45 of 60 tests passed, which is 80%.")]
    assert [(agent, statement) for agent, statement, _ in check_findings(findings)] == [findings[1]]
    assert "75%" in check_findings(findings)[0][2]


@pytest.mark.parametrize(
    "statement",
    [
        "The page takes 4 s.",
        "app/log.py:12 lacks an id, see 3.2 and 4.1",
        "The cache is not safe.",
        "Response times improved by 30%.",
        "HTTP 404 and 500 are the most common answers.",
        "12 + 7 " + "and so on " * LONGEST_CLAIM,
    ],
)
def test_what_cannot_be_recomputed_is_no_failure(statement: str) -> None:
    assert check_findings([("a", statement)]) == []


HAY = "Each horse got through 2 of the 36 bales a day, there were 4 horses and 6 days"


@pytest.mark.parametrize(
    ("statement", "evidence", "recomputed"),
    [
        (HAY, "barn book: 36 / (4 * 6) = 2, page 3", "1.5"),
        ("Fewer errors than before", "errors.log: 3 * 14 = 41", "42"),
        (HAY.replace("2", "1.5"), "36 / (4 * 6) = 1.5.", ""),
        ("15% of the 200 tickets that came in were urgent, 31 in all := unknown", "", "30"),
        ("The block is 13 lines", "lines 40-52 = 13 lines", ""),
        ("Version 1.2-3 is affected", "v1.2-3 = 4 files", ""),
        ("A quarter failed", "12 / 48 = 25%", ""),
        ("A quarter failed", "12 / 48 = 30%", "25%"),
        ("It takes 90 s", "1.5 * 60 = 90s", ""),
    ],
)
def test_the_calculation_in_a_findings_evidence_is_recomputed(statement: str, evidence: str, recomputed: str) -> None:
    failed = check_findings([("a", with_calculation(statement, evidence))])
    assert [reason.rpartition("recomputed: ")[2] for _, _, reason in failed] == ([recomputed] if recomputed else [])


def test_of_many_findings_only_the_first_claims_are_checked() -> None:
    assert len(check_findings([("a", "2 + 2 = 5")] * 50)) == MOST_CLAIMS


def test_checking_the_findings_of_ten_agents_takes_milliseconds() -> None:
    check_findings([("a", "1 + 1 = 2")])
    findings = [
        (f"a{n}", f"Query {n}{m} takes {m * 7} ms of the {n * 90} ms a page is given.")
        for n in range(10)
        for m in range(8)
    ]
    start = time.process_time()
    check_findings(findings)
    assert time.process_time() - start < 0.05


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.text(max_size=5), st.text(max_size=500)), max_size=4))
def test_no_finding_raises(findings: list[tuple[str, str]]) -> None:
    check_findings(findings)


@pytest.mark.requirement("compatible-mathematics")
@pytest.mark.parametrize(
    ("objective", "scores"),
    [
        ("fix the typo in the readme", {}),
        ("migrate the payment platform to a new architecture with zero downtime", {"stakes": 5}),
        ("make it faster", {"requirement_clarity": 1, "debugging_complexity": 5, "codebase_scope": 4}),
    ],
)
def test_the_routing_arithmetic_of_a_decision_holds(objective: str, scores: dict[str, int]) -> None:
    assert check_routing(shown(objective, scores=scores)) == []


def test_each_broken_number_of_a_decision_is_found() -> None:
    good = shown("fix the typo in the readme")
    wrong_factor = {**good["factors"][0], "contribution": good["factors"][0]["contribution"] + 0.01}
    assert check_routing({**good, "factors": [wrong_factor]})[0][0].startswith(wrong_factor["name"])
    assert check_routing({**good, "route": {**good["route"], "band": [0.0, 0.1]}})
    outside = {**good, "confidence": 0.01 if good["confidence"] > 0.5 else 0.99}
    assert check_routing({**outside, "route": {**good["route"], "elevated_by": []}, "explored": ""})
    assert check_routing({**good, "approaches": [{"strategy": "direct_atomic", "success_probability": 1.2}]})


def test_the_parts_of_the_quality_make_the_whole() -> None:
    quality = {"strategy": 1.0, "execution": 0.9, "recovery": 0.8, "learning": 1.0, "overall": 0.925}
    assert check_routing({}, quality=quality, weights=WEIGHTS) == []
    assert check_routing({}, quality={**quality, "overall": 0.95}, weights=WEIGHTS)
    assert check_routing({}, quality=quality, weights={**WEIGHTS, "learning": 0.2})


def test_an_overridden_confidence_is_the_one_that_routes() -> None:
    route = {"strategy": "direct_atomic", "band": [0.9, 1.0], "elevated_by": []}
    decision = {"confidence": 0.4, "route": route, "thresholds": {"direct": 0.9, "workflow": 0.7, "multi": 0.5}}
    assert check_routing(decision, confidence=0.95) == []
    assert check_routing(decision)
