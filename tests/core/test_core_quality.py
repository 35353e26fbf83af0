from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podium.core import quality
from podium.core.quality import THRESHOLD, WEIGHTS, assess
from podium.core.run import Run
from podium.registry import load_catalogue
from run_samples import bad, call, finished, good, run_of, started

SHIPPED = load_catalogue().catalogue
PARTS = ("strategy", "execution", "recovery", "learning")


def with_parts(monkeypatch: pytest.MonkeyPatch, *values: float) -> dict[str, Any]:
    for name, value in zip(PARTS, values, strict=True):
        monkeypatch.setattr(quality, f"{name}_score", lambda run, value=value: value)
    return assess(run_of(call("a")))


def ready(*names: str, **fields: Any) -> list[Any]:
    return [call(n, fallbacks=("x",), **fields) for n in names]


@pytest.mark.requirement("quality-weights")
def test_the_four_parts_have_the_weights_of_the_orchestrator() -> None:
    assert WEIGHTS == {"strategy": 0.35, "execution": 0.35, "recovery": 0.20, "learning": 0.10}
    assert pytest.approx(1.0) == sum(WEIGHTS.values())
    assert THRESHOLD == 0.85


@pytest.mark.requirement("quality-threshold")
@pytest.mark.parametrize(
    ("parts", "overall", "passed"),
    [
        ((1.0, 1.0, 1.0, 1.0), 1.0, True),
        ((0.0, 0.0, 0.0, 0.0), 0.0, False),
        ((1.0, 1.0, 0.75, 0.0), 0.85, True),
        ((1.0, 0.8, 0.6, 1.0), 0.85, True),
        ((0.85, 0.85, 0.85, 0.85), 0.85, True),
        ((1.0, 1.0, 0.7499, 0.0), 0.8499, False),
        ((1.0, 1.0, 0.74999999, 0.0), 0.8499, False),
    ],
)
def test_eighty_five_hundredths_pass_and_nothing_below(
    monkeypatch: pytest.MonkeyPatch, parts: tuple[float, ...], overall: float, passed: bool
) -> None:
    made = with_parts(monkeypatch, *parts)
    assert (made["overall"], made["passed"]) == (overall, passed)


@pytest.mark.requirement("quality-weights")
@given(st.lists(st.floats(0, 1), min_size=4, max_size=4))
def test_the_sum_is_weighted_and_never_rounded_up(values: list[float]) -> None:
    with pytest.MonkeyPatch.context() as monkeypatch:
        made = with_parts(monkeypatch, *values)
    exact = sum(w * v for w, v in zip(WEIGHTS.values(), values, strict=True))
    assert exact - 1e-4 - 1e-9 <= made["overall"] <= exact + 1e-9
    assert made["passed"] == (made["overall"] >= THRESHOLD)


def test_a_flawless_run_reaches_the_top() -> None:
    run = finished(run_of(*ready("a", "b")))
    assert assess(run) == {**dict.fromkeys((*PARTS, "overall"), 1.0), "passed": True, "raise": []}


@pytest.mark.requirement("quality-parts")
def test_an_unanswered_part_costs_execution_and_the_advice_says_so() -> None:
    run = finished(run_of(*ready("a", "b")), lambda i: good(i) if i == "a" else bad(i))
    made = assess(run)
    assert made["execution"] == pytest.approx(0.8 * 0.5 + 0.2 * 0.5)
    assert any(line.startswith("execution:") for line in made["raise"])


def test_a_repeated_request_costs_a_little() -> None:
    tries: list[str] = []

    def second_time(agent_id: str) -> dict[str, Any]:
        tries.append(agent_id)
        return good(agent_id) if agent_id == "a" or tries.count("b") > 1 else bad(agent_id)

    made = assess(finished(run_of(*ready("a", "b")), second_time))
    assert made["execution"] == pytest.approx(0.8 + 0.2 * 0.5)
    assert made["recovery"] == 1.0


def test_agents_without_another_command_are_less_ready() -> None:
    assert assess(finished(run_of(call("a"), *ready("b"))))["recovery"] == pytest.approx((0.75 + 1) / 2)


@pytest.mark.requirement("quality-parts")
def test_a_failure_that_was_not_recovered_halves_with_readiness() -> None:
    run = finished(run_of(*ready("a", "b")), lambda i: good(i) if i == "a" else bad(i))
    assert assess(run)["recovery"] == pytest.approx((1 + 0) / 2)


@pytest.mark.requirement("quality-parts")
def test_a_part_that_deployed_agents_answered_counts_as_recovered_and_as_answered() -> None:
    def theirs(agent_id: str) -> dict[str, Any]:
        return bad(agent_id, "refused") if agent_id == "a" else good(agent_id)

    run = finished(run_of(call("a"), *ready("b")), theirs, catalogue=SHIPPED)
    assert (run.status, run.calls["a"].accepted, run.covered("a")) == ("completed", False, True)
    made = assess(run)
    readiness = sum(1.0 if c.call.fallbacks else 0.75 for c in run.agents) / len(run.agents)
    assert made["recovery"] == pytest.approx((readiness + 1) / 2, abs=1e-4)
    at_once = sum(c.accepted for c in run.agents) / sum(bool(c.attempts) for c in run.agents)
    assert made["execution"] == pytest.approx(0.8 + 0.2 * at_once, abs=1e-4)


@pytest.mark.requirement("quality-parts")
def test_a_strategy_other_than_the_routed_one_is_noticed() -> None:
    decision = started()["decision"] | {"route": {"strategy": "direct_atomic"}}
    assert assess(finished(run_of(call("a"), decision=decision)))["strategy"] == pytest.approx(2 / 3, abs=1e-4)


@pytest.mark.requirement("quality-parts")
def test_learning_needs_confidence_and_factors_on_record() -> None:
    run = finished(run_of(call("a"), decision={"route": {"strategy": "specialized_agents"}}))
    assert assess(run)["learning"] == pytest.approx(3 / 5)


def test_a_run_without_agents_has_done_nothing_well() -> None:
    made = assess(Run(run_id="r"))
    assert (made["execution"], made["recovery"], made["passed"]) == (0.0, 0.0, False)
