"""What learning reads of a finished run. What agents say of themselves is no part of it."""

from __future__ import annotations

from collections import Counter

from podium.core.decision.repeats import fingerprint
from podium.core.experience import domain_of
from podium.core.learning.evidence import CHECKED_WEIGHT
from podium.core.learning.troubles import CURES
from podium.core.pruning.citing import cited
from podium.core.recovery import succeeded
from podium.core.run import CallState, Run
from podium.core.scheduling import Task, makespan, schedule
from podium.core.values import STRATEGIES
from podium.store.outcomes import OutcomeRow
from podium.store.protocol import AgentRow, ContextUse, RecoveryRow

LEAST_SECONDS = 5.0
"""Agents' time below which overhead is noise."""


def outcome_row(run: Run) -> OutcomeRow:
    """The outcome of a finished run: judged by its independent checks at their lower weight, else by nobody.

    What nobody judged is counted, and not learned from until somebody does.
    """
    decision = run.decision
    success = checked(run)
    return OutcomeRow(
        run_id=run.run_id,
        at=run.updated_at,
        domain=domain_of(run),
        strategy=run.strategy,
        confidence=float(decision.get("confidence") or run.confidence),
        chosen_probability=chosen_probability(run),
        complexity=float(decision.get("complexity") or 0.0),
        status=run.status,
        success=success,
        source="none" if success is None else "checks",
        weight=1.0 if success is None else CHECKED_WEIGHT,
        routing_score=None if success is None else routing_score(run, bool(success)),
        overridden=run.overridden,
        rehearsal=run.rehearsal,
        tokens=run.tokens,
        seconds=run.active_seconds,
        agents=sum(1 for c in run.agents if c.attempts),
        factors={f["name"]: f["value"] for f in decision.get("factors", ())},
        prior=decision.get("prior"),
        rated=bool(decision.get("rated")),
        after_failure=failed_before(run),
        model=model_of(run),
        explored=bool(decision.get("explored")),
        overhead=overhead(run),
        project=str(decision.get("history", {}).get("project", "")),
        # A repeat stands for what it repeats, so that its success is known as the success of that.
        fingerprint=(decision.get("repeat") or {}).get("fingerprint") or fingerprint(run.objective, run.principal),
    )


def checked(run: Run) -> float | None:
    """What the independent checks of the run say together: 1 where all hold, 0 where one fails, None without any.

    They stand in the run's outcome as `checks`: `[{"check", "ok"}]`, such as a cross-review of another agent's work.
    """
    checks = (run.outcome or {}).get("checks") or ()
    return float(all(check["ok"] for check in checks)) if checks else None


def failed_before(run: Run) -> str:
    """The strategy that the run gave up before the one it ended with, or nothing."""
    given_up = [a["from"] for a in run.adjustments if {a.get("from"), a.get("to")} <= set(STRATEGIES)]
    return str(given_up[-1]) if given_up else ""


def model_of(run: Run) -> str:
    """The model that most of the run's replies name, or nothing."""
    named = Counter(c.reply.model for c in run.agents if c.reply is not None and c.reply.model)
    return named.most_common(1)[0][0] if named else ""


def overhead(run: Run) -> float | None:
    """What working side by side cost: the share of the agents' time, for each agent at work at once.

    The run's time beyond the schedule of the agents' own seconds and beyond the coordinator's, over the time of all
    agents. None where nothing ran side by side, where the host's pauses hide it, or where the agents took too little
    time to tell.
    """
    worked = [c for c in run.agents if c.seconds > 0]
    total = sum(c.seconds for c in worked)
    if total < LEAST_SECONDS or any(c.carrier == "handoff" for c in run.calls.values()):
        return None
    known = {c.call.id for c in worked}
    tasks = [
        Task(c.call.id, c.seconds, tuple(d for d in c.call.depends_on if d in known), c.call.resources) for c in worked
    ]
    planned = schedule(tasks)
    at_once = max((sum(start <= begin < end for _, start, end in planned) for _, begin, _ in planned), default=0)
    if at_once < 2:
        return None
    alone = sum(c.seconds for c in run.calls.values() if c.call.kind != "agent")
    beyond = run.active_seconds - alone - makespan(planned)
    return round(max(0.0, beyond) / total / at_once, 6)


def recovery_rows(run: Run) -> list[RecoveryRow]:
    """One row for each recovery that was tried and came to an end."""
    rows = []
    for recovery in run.recoveries:
        ended = succeeded(run, recovery)
        if recovery["strategy"] != "give_up" and ended is not None:
            way = recovery.get("way") or recovery["strategy"]
            rows.append(RecoveryRow(run.run_id, run.updated_at, domain_of(run), recovery["failure"], way, ended))
    return rows


def agent_rows(run: Run) -> list[AgentRow]:
    """One row for each command that an agent was asked with: the last one's answer counts, those before it failed."""
    rows = []
    for c in (c for c in run.agents if c.attempts):
        for n, command in enumerate((*c.previous, c.call.command)):
            last = n == len(c.previous)
            rows.append(
                AgentRow(
                    run_id=run.run_id,
                    agent_id=c.call.id if last else f"{c.call.id} {n}",
                    at=run.updated_at,
                    domain=domain_of(run),
                    command=command,
                    succeeded=last and c.accepted,
                    first_failure=None if n else first_failure(run, c),
                    care="" if n else _planned_care(run, c),
                )
            )
    return rows


def first_failure(run: Run, state: CallState) -> str | None:
    """How an agent's first reply failed or fell short of what a plan can help with; empty where it did not.

    None where none came that says something.
    """
    failed = next((r["failure"] for r in run.recoveries if r["agent_id"] == state.call.id), None)
    if failed is not None or not state.accepted:
        return failed
    noted = {d["kind"] for d in run.deviations if d["agent_id"] == state.call.id}
    return next((kind for kinds in CURES.values() for kind in sorted(kinds) if kind in noted), "")


def _planned_care(run: Run, state: CallState) -> str:
    """The care that an agent was first asked with, without what recovery added."""
    added = {care for r in run.recoveries if r["agent_id"] == state.call.id for care in r.get("care", ())}
    return " ".join(sorted(care for care in state.call.care if care in CURES and care not in added))


def context_use(run: Run) -> ContextUse | None:
    """Which places the agents of each command were shown, and which of them an accepted reply cited; None without packs."""
    places = run.context.get("places", {})
    used: dict[str, dict[str, bool]] = {}
    for c in run.agents:
        shown = places.get(c.call.pack, ())
        if shown and c.accepted and c.reply is not None:
            named, of_command = cited(c.reply, shown), used.setdefault(c.call.command, {})
            of_command |= {place: place in named or of_command.get(place, False) for place in shown}
    return ContextUse(run.run_id, run.context["loading"], used) if places else None


def chosen_probability(run: Run) -> float:
    """The probability that was shown for the strategy which ran."""
    for approach in run.decision.get("approaches", ()):
        if approach["strategy"] == run.strategy:
            return float(approach["success_probability"])
    return run.confidence


def routing_score(run: Run, success: bool) -> float:
    """How right the route was, in [0, 1].

    Graded by a verdict of a user, of tests or of checks. Success: 1 less .1 for every agent that gave up (at most .3), since a fitting route needs none. Failure: half of the
    failure probability that the route had stated, because a warned-of failure is less wrong than a promised success.
    """
    if not success:
        return round(0.5 * (1.0 - chosen_probability(run)), 4)
    gave_up = len({r["agent_id"] for r in run.recoveries if r["strategy"] == "give_up"})
    return round(1.0 - min(0.3, 0.1 * gave_up), 4)
