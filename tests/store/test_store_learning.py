from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import anyio
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from store_samples import NOVEMBER, agent_row, events, outcome_row, recovery_row, run_row

from podium.core.errors import UserError
from podium.core.values import JSON, Cost, Knowledge, Tally
from podium.store.outcomes import OutcomeRow
from podium.store.protocol import AgentRow
from podium.store.sqlite import SqliteStore
from podium.surface.learning import learning_report

pytestmark = pytest.mark.anyio


async def finish(store: SqliteStore, outcome: OutcomeRow) -> None:
    known = await store.run(outcome.run_id)
    row = run_row(outcome.run_id, status=outcome.status, rehearsal=outcome.rehearsal)
    after = known.seq if known else 0
    await store.append(row, events(after + 1, after + 1), after=after, outcome=outcome)


def recount(outcomes: Iterable[OutcomeRow]) -> dict[tuple[str, ...], float]:
    """Every figure of the knowledge that comes from outcomes, computed from all of them anew."""
    figures: dict[tuple[str, ...], float] = defaultdict(float)
    for row in outcomes:
        judged = row.success is not None
        figures["judged",] += judged
        for domain in {row.domain, "*"}:
            weight = 0.0 if row.overridden else row.weight
            figures["successes", domain, row.strategy] += weight * (row.success or 0.0)
            figures["trials", domain, row.strategy] += weight * judged
        figures["tokens", row.strategy] += row.tokens
        figures["runs", row.strategy] += 1
    return figures


def figures_of(known: Knowledge) -> dict[tuple[str, ...], float]:
    figures: dict[tuple[str, ...], float] = {("judged",): known.outcomes} if known.costs else {}
    for (domain, strategy), tally in known.strategies.items():
        figures["successes", domain, strategy] = tally.successes
        figures["trials", domain, strategy] = tally.trials
    for strategy, cost in known.costs.items():
        figures["tokens", strategy] = cost.tokens * cost.n
        figures["runs", strategy] = cost.n
    return figures


async def test_a_fresh_store_knows_nothing(store: SqliteStore) -> None:
    assert await store.knowledge() == Knowledge()


async def test_a_judged_outcome_counts_by_its_weight_and_an_unjudged_one_in_costs_only(store: SqliteStore) -> None:
    await finish(store, outcome_row("judged", success=1.0, weight=0.5, tokens=100))
    await finish(store, outcome_row("unjudged", success=None, source="none", tokens=300))

    known = await store.knowledge()
    assert known.outcomes == 1
    assert known.strategies == {
        ("security", "direct_atomic"): Tally(0.5, 0.5),
        ("*", "direct_atomic"): Tally(0.5, 0.5),
    }
    assert known.costs == {"direct_atomic": Cost(200.0, 2.0, 3.0, 2)}


async def test_rehearsals_are_recorded_and_teach_nothing(store: SqliteStore) -> None:
    outcome = outcome_row(rehearsal=True)
    row = run_row(status="completed", rehearsal=outcome.rehearsal)
    await store.append(row, [], after=0, outcome=outcome, recoveries=[recovery_row()], agents=[agent_row()])
    judged = await store.feedback("r", success=False, note="", at=1.0, routing_score=0.1)

    assert judged.source == "feedback"
    assert await store.knowledge() == Knowledge()
    assert (await store.report_rows(None)).recent == ()


async def test_an_overridden_run_counts_and_teaches_nothing_about_its_strategy(store: SqliteStore) -> None:
    await finish(store, outcome_row(overridden=True))
    await store.feedback("r", success=True, note="", at=1.0, routing_score=1.0)

    report = await store.report_rows(None)
    assert sum(month.successes for month in report.months if month.source == "feedback") == 1
    assert all(tally.trials == 0 for tally in (await store.knowledge()).strategies.values())


async def test_feedback_replaces_what_judged_the_run_before_with_weight_one(store: SqliteStore) -> None:
    await finish(store, outcome_row(success=1.0, weight=0.5))
    for success, note in ((True, "fine"), (False, "it broke"), (False, "it still does")):
        judged = await store.feedback("r", success=success, note=note, at=9.0, routing_score=0.4)

    assert judged == outcome_row(success=0.0, source="feedback", weight=1.0, routing_score=0.4)
    known = await store.knowledge()
    assert known.outcomes == 1
    assert known.strategies["*", "direct_atomic"] == Tally(0.0, 1.0)
    assert [(month.source, month.runs) for month in (await store.report_rows(None)).months] == [("feedback", 1)]


async def test_an_outcome_recorded_again_counts_once_and_leaves_the_users_verdict(store: SqliteStore) -> None:
    await finish(store, outcome_row(success=None, source="none", status="partial"))
    await store.feedback("r", success=False, note="", at=9.0, routing_score=0.4)
    await finish(store, outcome_row(success=1.0, source="checks", status="completed", tokens=500))

    known = await store.knowledge()
    assert known.strategies["security", "direct_atomic"] == Tally(0.0, 1.0)
    assert known.costs["direct_atomic"] == Cost(500.0, 2.0, 3.0, 1)
    assert (await store.report_rows(None)).recent[0].status == "completed"


async def test_feedback_on_a_run_without_outcome_says_what_to_do(store: SqliteStore) -> None:
    with pytest.raises(UserError, match="orchestrate-continue"):
        await store.feedback("nowhere", success=True, note="", at=1.0, routing_score=1.0)


@pytest.mark.requirement("recovery-effectiveness")
async def test_recoveries_and_agents_count_when_the_outcome_of_their_run_is_known(store: SqliteStore) -> None:
    recoveries = [recovery_row(succeeded=False), recovery_row(), recovery_row(strategy="escalate")]
    agents = [agent_row(agent_id="a1"), agent_row(agent_id="a2", succeeded=False)]
    await store.append(run_row(), events(1, 1), after=0, recoveries=recoveries, agents=agents)
    assert (await store.knowledge()).recoveries == {}

    await store.append(run_row(status="completed"), events(2, 2), after=1, outcome=outcome_row())
    known = await store.knowledge()
    assert known.recoveries == {
        (domain, "timeout", way): tally
        for domain in ("*", "security")
        for way, tally in (("substitute", Tally(1, 2)), ("escalate", Tally(1, 1)))
    }
    assert known.agents == {"review-code": Tally(1, 2)}

    await store.append(run_row(), [], after=2, outcome=outcome_row(), recoveries=[recovery_row()], agents=[agents[0]])
    known = await store.knowledge()
    assert known.recoveries["*", "timeout", "substitute"] == Tally(2, 3)
    assert known.agents == {"review-code": Tally(1, 2)}


async def test_the_latest_result_of_an_agent_replaces_the_former(store: SqliteStore) -> None:
    await store.append(run_row(), [], after=0, outcome=outcome_row(), agents=[agent_row(succeeded=False)])
    await store.append(run_row(), [], after=0, outcome=outcome_row(), agents=[agent_row(succeeded=True)])
    assert (await store.knowledge()).agents == {"review-code": Tally(1, 1)}
    assert (await store.report_rows("security")).agents == {"review-code": Tally(1, 1)}


async def test_how_first_replies_failed_is_counted_by_domain_command_and_care(store: SqliteStore) -> None:
    kinds = ["truncated", "truncated", "truncated", ""]
    agents = [first_reply(f"a{n}", kind) for n, kind in enumerate(kinds)]
    agents += [first_reply("cured", "", care="smaller_pack"), first_reply("unknown", None)]
    await store.append(run_row(), [], after=0, outcome=outcome_row(), agents=agents)
    found = {("", "truncated"): 3, ("", ""): 1, ("smaller_pack", ""): 1}
    assert (await store.knowledge()).replies == {(where, "review-code"): found for where in ("security", "*")}
    assert (await store.report_rows("security")).replies == {"review-code": found}

    await store.append(run_row(), [], after=0, outcome=outcome_row(), agents=[first_reply("a0", "")])
    assert (await store.knowledge()).replies == {}  # two failures are no trouble yet
    assert (await store.report_rows(None)).replies["review-code"] == {**found, ("", "truncated"): 2, ("", ""): 2}


def first_reply(agent_id: str, failure: str | None, care: str = "") -> AgentRow:
    return replace(agent_row(agent_id=agent_id), first_failure=failure, care=care)


async def test_knowledge_is_the_same_object_until_something_was_learned_by_any_server(database: Path) -> None:
    async with SqliteStore(database) as ours, SqliteStore(database) as theirs:
        await finish(ours, outcome_row("first"))
        before = await ours.knowledge()
        await theirs.append(run_row("another"), events(1, 3), after=0)
        assert await ours.knowledge() is before

        await finish(theirs, outcome_row("second"))
        after = await ours.knowledge()
        assert after.version > before.version
        assert after.outcomes == 2


async def test_a_report_counts_runs_that_were_started_and_not_plans_or_rehearsals(store: SqliteStore) -> None:
    await store.append(run_row("plan", status="planned"), events(1, 1), after=0)
    await store.append(run_row("dropped", status="planned"), events(1, 1), after=0)
    await store.append(run_row("dropped", status="cancelled"), events(2, 2), after=1)
    await store.append(run_row("rehearsal", rehearsal=True), events(1, 1), after=0)
    await store.append(run_row("begun"), events(1, 1), after=0)
    await store.append(run_row("begun"), events(2, 2), after=1)
    assert (await store.report_rows(None)).decisions == 1

    await store.append(run_row("plan"), events(2, 2), after=1)
    assert (await store.report_rows(None)).decisions == 2


async def test_a_report_of_one_domain_holds_only_that_domain(store: SqliteStore) -> None:
    await finish(store, outcome_row("a", domain="security", at=NOVEMBER))
    await finish(
        store, outcome_row("b", domain="data", at=NOVEMBER + 40 * 86400, success=0.0, source="feedback", weight=1.0)
    )

    everything = await store.report_rows(None)
    assert everything.domains == ("data", "security")
    assert [row.run_id for row in everything.recent] == ["b", "a"]
    assert [(month.month, month.domain) for month in everything.months] == [
        ("2026-11", "security"),
        ("2026-12", "data"),
    ]

    data = await store.report_rows("data")
    assert data.decisions == 1
    assert data.strategies == {"direct_atomic": Tally(0.0, 1.0)}
    assert [row.run_id for row in data.recent] == ["b"]
    month = data.months[0]
    assert (month.runs, month.judged, month.successes, month.routing_scored, month.routing_score) == (1, 1, 0.0, 1, 0.9)
    assert (month.tokens, month.seconds, month.agents) == (100, 2.0, 3)

    nothing = await store.report_rows("nowhere")
    assert (nothing.decisions, nothing.months, nothing.recent) == (0, (), ())


OUTCOMES = st.builds(
    outcome_row,
    run_id=st.sampled_from(["a", "b", "c"]),
    domain=st.sampled_from(["security", "data", "*"]),
    strategy=st.sampled_from(["direct_atomic", "multi_workflow"]),
    success=st.none() | st.floats(0, 1),
    weight=st.sampled_from([0.25, 0.5, 1.0]),
    source=st.sampled_from(["checks", "none"]),
    routing_score=st.none() | st.floats(0, 1),
    overridden=st.booleans(),
    rehearsal=st.booleans(),
    tokens=st.integers(0, 10**6),
    at=st.floats(0, 2e9),
)
STEPS = st.lists(OUTCOMES | st.tuples(st.sampled_from(["a", "b", "c"]), st.booleans()), max_size=12)


@settings(max_examples=25)
@given(steps=STEPS)
def test_aggregates_equal_a_recount_of_the_outcomes_whatever_happened(
    steps: list[OutcomeRow | tuple[str, bool]],
) -> None:
    anyio.run(_check_recount, steps)


async def _check_recount(steps: list[OutcomeRow | tuple[str, bool]]) -> None:
    with TemporaryDirectory() as folder:
        async with SqliteStore(Path(folder) / "podium.db") as store:
            for step in steps:
                if isinstance(step, OutcomeRow):
                    await finish(store, step)
                elif await store.run(step[0]):
                    await store.feedback(step[0], success=step[1], note="", at=1.0, routing_score=0.5)
            report = await store.report_rows(None)
            known = await store.knowledge()

    assert figures_of(known) == pytest.approx(recount(report.recent), abs=1e-9)
    assert sum(month.runs for month in report.months) == len(report.recent)
    assert sum(month.judged for month in report.months) == known.outcomes


async def reported(store: SqliteStore) -> JSON:
    return learning_report(await store.report_rows(None), await store.knowledge())


@pytest.mark.requirement("figure-routing", "figure-deployment")
async def test_the_report_gives_the_share_of_decisions_and_of_deployments_that_led_to_success(
    store: SqliteStore,
) -> None:
    strategies = ["specialized_agents", "specialized_agents", "direct_atomic", "direct_atomic"]
    for number, (strategy, success) in enumerate(zip(strategies, (True, False, True, True), strict=True)):
        await finish(store, outcome_row(f"r{number}", strategy=strategy, success=None, source="none"))
        await store.feedback(f"r{number}", success=success, note="", at=9.0, routing_score=0.9)
    report = await reported(store)
    assert (report["routing_accuracy"], report["deployment_success_rate"]) == (0.75, 0.5)


@pytest.mark.requirement("figure-recovery", "patterns-recovery", "metric-learning")
async def test_the_report_gives_the_share_of_recoveries_that_worked_and_which_works_for_which_failure(
    store: SqliteStore,
) -> None:
    recoveries = [recovery_row(), recovery_row(), recovery_row(succeeded=False), recovery_row(strategy="escalate")]
    await store.append(run_row(status="completed"), [], after=0, outcome=outcome_row(), recoveries=recoveries)
    report = await reported(store)
    assert report["recovery_success_rate"] == 0.75
    assert report["patterns"]["recovery"] == [
        {"failure": "timeout", "strategy": "escalate", "rate": 1.0, "n": 1},
        {"failure": "timeout", "strategy": "substitute", "rate": 0.6667, "n": 3},
    ]


@pytest.mark.requirement("figure-trend")
async def test_the_report_gives_the_efficiency_of_each_month(store: SqliteStore) -> None:
    for number, tokens in enumerate((1_000, 3_000)):
        await finish(store, outcome_row(f"old{number}", tokens=tokens, seconds=4.0))
    await finish(store, outcome_row("new", at=NOVEMBER + 40 * 86400, tokens=500, seconds=1.0))
    trend = (await reported(store))["trend"]
    assert [(t["period"], t["n"], t["execution_efficiency"], t["tokens"], t["seconds"]) for t in trend] == [
        ("2026-11", 2, 0.5, 2_000, 4.0),
        ("2026-12", 1, 2.0, 500, 1.0),
    ]


@pytest.mark.requirement("learning-review")
async def test_exactly_the_decisions_below_the_threshold_are_up_for_review(store: SqliteStore) -> None:
    for number, score in enumerate((0.85, 0.8499, None)):
        await finish(store, outcome_row(f"r{number}", routing_score=score))
    assert [review["run_id"] for review in (await reported(store))["reviews"]] == ["r1"]
