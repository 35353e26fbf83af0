"""What learning reads of a finished run."""

from __future__ import annotations

from podium.core.recovery import succeeded
from podium.core.run import Run
from podium.store.protocol import AgentRow, OutcomeRow, RecoveryRow


def outcome_row(run: Run) -> OutcomeRow:
    """The outcome of a run nobody has judged yet: counted, and not learned from until somebody does."""
    decision = run.decision
    return OutcomeRow(
        run_id=run.run_id,
        at=run.updated_at,
        domain=domain_of(run),
        strategy=run.strategy,
        confidence=float(decision.get("confidence") or run.confidence),
        chosen_probability=chosen_probability(run),
        complexity=float(decision.get("complexity") or 0.0),
        status=run.status,
        overridden=run.overridden,
        rehearsal=run.rehearsal,
        tokens=run.tokens,
        seconds=run.active_seconds,
        agents=sum(1 for c in run.agents if c.attempts),
        factors={f["name"]: f["value"] for f in decision.get("factors", ())},
    )


def recovery_rows(run: Run) -> list[RecoveryRow]:
    """One row for each recovery that was tried and came to an end."""
    rows = []
    for recovery in run.recoveries:
        ended = succeeded(run, recovery)
        if recovery["strategy"] != "give_up" and ended is not None:
            row = RecoveryRow(
                run.run_id, run.updated_at, domain_of(run), recovery["failure"], recovery["strategy"], ended
            )
            rows.append(row)
    return rows


def agent_rows(run: Run) -> list[AgentRow]:
    """One row for each agent that was asked."""
    return [
        AgentRow(run.run_id, c.call.id, run.updated_at, domain_of(run), c.call.command, c.accepted)
        for c in run.agents
        if c.attempts
    ]


def domain_of(run: Run) -> str:
    """The leading domain of the objective."""
    domains = run.decision.get("domains") or ()
    return str(domains[0]["name"]) if domains else "general"


def chosen_probability(run: Run) -> float:
    """The probability that was shown for the strategy which ran."""
    for approach in run.decision.get("approaches", ()):
        if approach["strategy"] == run.strategy:
            return float(approach["success_probability"])
    return run.confidence


def routing_score(run: Run, success: bool) -> float:
    """How right the route was, in [0, 1].

    Success: 1 less .1 for every agent that gave up (at most .3), since a fitting route needs none. Failure: half of the
    failure probability that the route had stated, because a warned-of failure is less wrong than a promised success.
    """
    if not success:
        return round(0.5 * (1.0 - chosen_probability(run)), 4)
    gave_up = len({r["agent_id"] for r in run.recoveries if r["strategy"] == "give_up"})
    return round(1.0 - min(0.3, 0.1 * gave_up), 4)
