from __future__ import annotations

import secrets
from pathlib import Path
from typing import Any

import pytest
from runner_kit import DEAF, MODERN, House, Model, fine, house

from podium.carriers import RawReply
from podium.core.errors import UserError
from podium.core.run import COORDINATOR
from podium.core.values import Catalogue, ContextItem, Tally, World
from podium.handlers.command_relationships import command_relationships
from podium.registry import load_catalogue
from podium.runner import StartRequest
from podium.runner.parts import Asking, Settled

pytestmark = pytest.mark.anyio
OBJECTIVE = "Integrate a payment provider with the existing shop"


@pytest.fixture(scope="module")
def known() -> Catalogue:
    return load_catalogue([]).catalogue


async def start(home: House, model: Model | None = None, client: Any = None, **fields: Any) -> Settled:
    channel = (model or Model()).channel(*([client] if client else []))
    outcome = await home.runner.orchestrate(StartRequest(fields.pop("objective", OBJECTIVE), **fields), channel)
    assert isinstance(outcome, Settled)
    return outcome


async def test_the_id_of_a_run_is_eighty_bits_that_nobody_can_guess(
    database: Path, known: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: dict[str, int] = {}

    def draw(size: int) -> str:
        text = secrets.token_bytes(size).hex()
        drawn[text] = 8 * size
        return text

    monkeypatch.setattr(secrets, "token_hex", draw)
    async with house(database, known=known) as home:
        names = [(await start(home, delivery="plan")).run.run_id for _ in range(2)]
    assert [drawn[name.removeprefix("run_")] >= 80 for name in names] == [True, True]
    assert len(set(names)) == 2


async def test_a_plan_asks_nobody_and_waits_to_be_started(database: Path, known: Catalogue) -> None:
    async with house(database, known=known) as home:
        model = Model()
        planned = await start(home, model, delivery="plan")
        assert (planned.run.status, planned.run.requests, model.asked) == ("planned", 0, [])
        assert planned.run.agents
        done = await home.go_on(planned.run.run_id, model.channel())
        assert done.run.status == "completed"


@pytest.mark.parametrize("confidence", [0.95, 0.8, 0.6, 0.0])
async def test_every_route_runs_to_its_end(database: Path, known: Catalogue, confidence: float) -> None:
    async with house(database, known=known) as home:
        done = await start(home, confidence_override=confidence)
        assert (done.run.status, done.run.overridden, done.run.confidence) == ("completed", True, confidence)
        assert await home.recorded(done.run.run_id) == done.run


@pytest.mark.requirement("route-agents-limit")
@pytest.mark.parametrize("limit", [1, 2, 3, 10])
@pytest.mark.parametrize("confidence", [0.95, 0.8, 0.6, 0.1])
async def test_no_route_has_more_agents_than_the_limit(
    database: Path, known: Catalogue, confidence: float, limit: int
) -> None:
    async with house(database, known=known) as home:
        model = Model()
        done = await start(home, model, confidence_override=confidence, agent_limit=limit)
        assert 1 <= len(done.run.agents) <= limit
        assert len(set(model.asked) - {COORDINATOR}) == len(done.run.agents)


async def test_a_caller_lowers_the_servers_limits_and_never_lifts_them(database: Path, known: Catalogue) -> None:
    limits = {"agents": 3, "requests": 20, "tokens": 50_000, "seconds": 100.0}
    async with house(database, known=known, **limits) as home:
        more = {"agent_limit": 10, "requests_limit": 99, "token_limit": 10**9, "seconds_limit": 1e6}
        lifted = (await start(home, delivery="plan", **more)).run.limits
        assert (lifted.agents, lifted.requests, lifted.tokens, lifted.seconds) == (3, 20, 50_000, 100.0)
        less = {"agent_limit": 2, "requests_limit": 4, "token_limit": 9_000, "seconds_limit": 9.0}
        lowered = (await start(home, delivery="plan", **less)).run.limits
        assert (lowered.agents, lowered.requests, lowered.tokens, lowered.seconds) == (2, 4, 9_000, 9.0)


async def test_an_empty_objective_is_refused(database: Path, known: Catalogue) -> None:
    async with house(database, known=known) as home:
        with pytest.raises(UserError, match="objective is empty"):
            await start(home, objective=" \n")


async def test_context_reaches_agents_as_packs_that_outlive_the_process(database: Path, known: Catalogue) -> None:
    item = ContextItem("notes", "The payment provider signs its callbacks with a shared secret.")
    async with house(database, known=known) as home:
        shown = await start(home, client=DEAF, items=(item,), preserve=("notes",))
        first = [await home.runner.parts.prompt(shown.run, c.call) for c in shown.run.asked]
        assert all("shared secret" in prompt for prompt in first)
    async with house(database, known=known) as later:
        run = await later.recorded(shown.run.run_id)
        assert [await later.runner.parts.prompt(run, c.call) for c in run.asked] == first


async def test_files_of_the_workspace_are_read_when_nothing_is_named(
    database: Path, known: Catalogue, tmp_path: Path
) -> None:
    shop = tmp_path / "shop"
    shop.mkdir()
    (shop / "payment.py").write_text(
        "def charge_the_payment_provider():\n    return 'existing shop'\n", encoding="utf-8"
    )
    async with house(database, known=known, folders=(shop,)) as home:
        model = Model()
        await start(home, model, agent_limit=2)
        assert any("charge_the_payment_provider" in r.prompt for r in model.requests)


async def test_the_carrier_follows_the_client(database: Path, known: Catalogue) -> None:
    async with house(database, known=known) as home:
        assert (await start(home, client=DEAF)).run.status == "awaiting_host"
        outcome = await home.runner.orchestrate(StartRequest(OBJECTIVE), Model().channel(MODERN))
        assert isinstance(outcome, Asking)
        with pytest.raises(UserError, match="declares no sampling"):
            await start(home, client=DEAF, delivery="sampling")


async def test_a_mistake_in_the_delivery_leaves_no_run_behind(database: Path, known: Catalogue) -> None:
    async with house(database, known=known) as home:
        with pytest.raises(UserError):
            await start(home, client=DEAF, delivery="sampling")
        assert await home.store.runs("me") == []


async def test_a_finished_run_is_an_outcome_and_its_verdict_is_learned(database: Path, known: Catalogue) -> None:
    async with house(database, known=known) as home:
        done = await start(home)
        assert (await home.store.knowledge()).outcomes == 0
        await home.runner.feedback(done.run, success=True, note="tests pass", score=0.9)
        assert (await home.store.knowledge()).outcomes == 1
        assert (await home.recorded(done.run.run_id)).feedback == {"success": True, "note": "tests pass"}


@pytest.mark.requirement("chain-mapping", "phase2")
async def test_the_map_of_a_run_is_that_of_the_relationships_command(database: Path, known: Catalogue) -> None:
    found = command_relationships(World(known))
    async with house(database, known=known) as home:
        mapping = (await start(home, delivery="plan")).run.mapping
    assert mapping["commands"] == len(known.commands)
    for name in ("edges", "waves", "conflicts", "cycles"):
        assert mapping[name] == found.get(f"{name}_total", len(found[name]))
    assert mapping["edges"] > 0


@pytest.mark.parametrize("confidence", [0.95, 0.1])
@pytest.mark.requirement("chain-execution", "phase4-implement", "phase4-readiness")
async def test_what_is_carried_out_is_what_was_selected_with_another_command_ready_for_each(
    database: Path, known: Catalogue, confidence: float
) -> None:
    async with house(database, known=known) as home:
        planned = (await start(home, delivery="plan", confidence_override=confidence)).run
        assert all(c.call.fallbacks and set(c.call.fallbacks) <= set(known.commands) for c in planned.agents)
        model = Model()
        done = (await home.go_on(planned.run_id, model.channel())).run
    route = planned.decision["route"]
    selected = set(route.get("commands") or route["specializations"])
    assert done.strategy == route["strategy"]
    assert {c.call.command for c in done.agents} == selected
    assert set(model.asked) - {COORDINATOR} == {c.call.id for c in planned.agents}


@pytest.mark.requirement("phase5-documentation", "recovery-patterns")
async def test_a_recovery_that_worked_is_on_record_for_later_runs(database: Path, known: Catalogue) -> None:
    async with house(database, known=known) as home:
        planned = (await start(home, delivery="plan", confidence_override=0.1, agent_limit=2)).run
        first = planned.agents[0].call.id
        model = Model()
        model.answers[first] = lambda r: fine(r) if model.asked.count(first) > 1 else RawReply(first, text="")
        done = (await home.go_on(planned.run_id, model.channel())).run
        assert (done.status, len(done.recoveries)) == ("completed", 1)
        assert (await home.store.knowledge()).recoveries == {
            (domain, "empty", "repair_and_retry"): Tally(1, 1) for domain in ("*", "integration")
        }


@pytest.mark.requirement("learning-record")
async def test_what_a_decision_rested_on_and_how_it_ended_are_recorded(database: Path, known: Catalogue) -> None:
    async with house(database, known=known) as home:
        run = (await start(home)).run
        await home.runner.feedback(run, success=True, note="", score=0.9)
        (row,) = (await home.store.report_rows(None)).recent
    assert (row.run_id, row.strategy, row.success, row.routing_score) == (run.run_id, run.strategy, 1.0, 0.9)
    assert (row.confidence, row.complexity) == (run.decision["confidence"], run.decision["complexity"])
    assert row.factors == {f["name"]: f["value"] for f in run.decision["factors"]}
    assert row.factors
