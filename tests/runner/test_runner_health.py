"""Clients that declare sampling and never answer: one session is lost to such a program, and none after it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from runner_kit import MODERN

from podium.runner.health import OVERDUE_SECONDS, Health
from podium.store.protocol import Round
from podium.store.sqlite import SqliteStore

pytestmark = pytest.mark.anyio

PATIENCE = 120.0
STDIO = replace(MODERN, kind="2026-07-28|sampling")
LATER = replace(STDIO, connection="c2")


def sent(number: int, at: float, client: str = STDIO.key) -> Round:
    return Round(f"rnd_{number}", "run_1", "call@0", 1, at, client, ("a",))


async def session(database: Path, *, waits: float, answers: bool) -> None:
    """One process with one client: a round goes out at 0 and is answered, or not, after a while."""
    store = SqliteStore(database)
    health = Health(store)
    assert not await health.silent(STDIO, 0.0, PATIENCE)
    health.open(sent(1, 0.0), STDIO)
    await health.look(waits)
    if answers:
        await health.answered("rnd_1", STDIO, waits + 1)
    await store.close()


async def is_silent(database: Path, client: object = LATER) -> bool:
    store = SqliteStore(database)
    found = await Health(store).silent(client, 1_000.0, PATIENCE)  # type: ignore[arg-type]
    await store.close()
    return found


async def test_a_program_that_hung_once_is_not_asked_in_its_next_session(database: Path) -> None:
    await session(database, waits=OVERDUE_SECONDS, answers=False)
    assert await is_silent(database)


async def test_a_client_that_answers_late_is_asked_again(database: Path) -> None:
    await session(database, waits=OVERDUE_SECONDS, answers=True)
    assert not await is_silent(database)


async def test_a_server_that_was_ended_soon_says_nothing_against_its_client(database: Path) -> None:
    await session(database, waits=OVERDUE_SECONDS - 1, answers=False)
    assert not await is_silent(database)


async def test_other_clients_and_those_that_cannot_be_told_apart_are_asked(database: Path) -> None:
    await session(database, waits=OVERDUE_SECONDS, answers=False)
    assert not await is_silent(database, replace(STDIO, kind="another"))
    assert not await is_silent(database, replace(STDIO, kind=""))


async def test_a_program_that_answers_when_asked_on_purpose_is_asked_as_before(database: Path) -> None:
    await session(database, waits=OVERDUE_SECONDS, answers=False)
    store = SqliteStore(database)
    health = Health(store)
    assert await health.silent(LATER, 1_000.0, PATIENCE)
    health.open(sent(2, 1_000.0, LATER.key), LATER)
    await health.answered("rnd_2", LATER, 1_001.0)
    assert not await health.silent(LATER, 1_002.0, PATIENCE)
    await store.close()
    assert not await is_silent(database)


async def test_a_round_that_waits_does_not_turn_its_own_session_before_patience_ends(database: Path) -> None:
    store = SqliteStore(database)
    health = Health(store)
    await health.silent(STDIO, 0.0, PATIENCE)
    health.open(sent(1, 0.0), STDIO)
    await health.look(PATIENCE - 1)
    assert not await health.silent(STDIO, PATIENCE - 1, PATIENCE)
    assert await health.silent(STDIO, PATIENCE + 1, PATIENCE)
    await store.close()


async def test_a_program_that_has_answered_is_not_doubted_for_a_round_that_was_cut_off(database: Path) -> None:
    await session(database, waits=1.0, answers=True)
    await session(database, waits=OVERDUE_SECONDS, answers=False)
    assert not await is_silent(database)
