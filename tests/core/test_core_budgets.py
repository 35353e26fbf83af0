"""The five budgets of recovery: agents, requests, steps, tokens, wall time. What was answered is never lost to them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from podium.core.budgets import BUDGET_SHARE, spent_share
from podium.core.engine import advance
from podium.core.recovery import STEPS_PER_AGENT
from podium.core.run import COORDINATOR, Run
from podium.core.values import JSON
from podium.registry import load_catalogue
from run_samples import START, bad, begun, call, coordinator, good, run_of, setting

SHIPPED = load_catalogue().catalogue
Reply = Callable[[str], JSON]


def team(**limits: Any) -> Run:
    """Three agents and a coordinator, begun; `debug` is the one that fails."""
    calls = (call("debug", fallbacks=("pattern-analyst",)), call("assess-risk"), call("review-code"))
    return begun(run_of(*calls, coordinator(*(c.id for c in calls)), limits=limits), catalogue=SHIPPED)


def driven(run: Run, reply: Reply, *, seconds: float = 1.0) -> Run:
    """The run to its end, every ask answered after `seconds`, or when its patience ends."""
    at = START
    while not run.ended:
        at += min([seconds, *(c.patience for c in run.asked)])
        run = advance(run, [reply(c.call.id) for c in run.asked], setting(catalogue=SHIPPED), at).run
    return run


def sick(agent_id: str) -> JSON:
    """Everything that works on the sick part fails, costs tokens and time; the others answer."""
    well = agent_id in ("assess-risk", "review-code", COORDINATOR)
    return good(agent_id, tokens_out=50) if well else bad(agent_id, tokens_out=50)


def reasons(run: Run) -> list[str]:
    return [r["reason"] for r in run.recoveries if r["strategy"] == "give_up"]


def kept(run: Run) -> bool:
    """Whether the good answers stand in the end, put together by the coordinator."""
    assert run.outcome is not None
    answered = {c.call.id for c in run.agents if c.accepted}
    return {"assess-risk", "review-code"} <= answered and run.outcome["synthesis"]["by"] == "coordinator"


@pytest.mark.parametrize("agents", [3, 4, 5, 10])
def test_recovery_never_adds_an_agent_beyond_the_limit(agents: int) -> None:
    run = driven(team(agents=agents), sick)
    assert len(run.agents) <= agents
    assert (run.status, kept(run)) == ("partial", True)
    assert bool([r for r in run.recoveries if r.get("deploys")]) == (agents > 3)


@pytest.mark.parametrize(
    ("limits", "seconds"),
    [({"requests": 10}, 1.0), ({"tokens": 1_800}, 1.0), ({"seconds": 120.0}, 20.0)],
    ids=["requests", "tokens", "wall time"],
)
def test_at_nine_tenths_of_a_budget_the_run_turns_to_synthesis(limits: dict[str, Any], seconds: float) -> None:
    run = driven(team(**limits), sick, seconds=seconds)
    assert (run.status, kept(run)) == ("partial", True)
    told = [*reasons(run), *(d["detail"] for d in run.deviations if d["kind"] == "budget")]
    assert any(
        f"{BUDGET_SHARE:.0%} of the run's budget" in said or "do not hold another request" in said for said in told
    )
    before = [r for r in run.recoveries if r["strategy"] != "give_up"]
    assert before
    assert run.requests <= run.limits.requests
    assert run.tokens <= (run.limits.tokens or run.tokens)
    assert spent_share(run) <= 1.0


def test_the_steps_of_recovery_are_bounded_by_the_agents() -> None:
    run = begun(run_of(*(call(f"a{n}") for n in range(3)), limits={"requests": 500, "agents": 3}), catalogue=SHIPPED)
    run = driven(run, lambda i: good(i) if i == "a0" else bad(i))
    steps = [r for r in run.recoveries if r["strategy"] != "give_up"]
    assert len(steps) <= STEPS_PER_AGENT * len(run.agents)
    assert (run.status, reasons(run)[-1]) == ("partial", f"the run's {STEPS_PER_AGENT * 3} recovery steps are used")


def test_a_budget_that_is_far_from_used_stops_nothing() -> None:
    run = driven(team(requests=200, tokens=1_000_000, seconds=1e6), sick)
    assert not any("budget" in reason for reason in reasons(run))
    assert kept(run)
