"""Memory of long messages goes back to the system once they have passed."""

from __future__ import annotations

import anyio
import pytest

from podium.serving import memory
from podium.serving.memory import LONG_BYTES, Thrift, thrifty

pytestmark = pytest.mark.anyio


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """When memory was given back."""
    found: list[float] = []
    monkeypatch.setattr(memory, "IDLE_SECONDS", 0.02)
    monkeypatch.setattr(memory, "give_back", lambda: found.append(anyio.current_time()))
    return found


async def test_memory_is_given_back_once_for_all_long_messages_that_come_together(given: list[float]) -> None:
    with anyio.fail_after(5):
        async with anyio.create_task_group() as tasks:
            thrift = Thrift(tasks)
            for _ in range(3):
                thrift.long_message()
        assert len(given) == 1
        async with anyio.create_task_group() as tasks:
            thrift = Thrift(tasks)
            thrift.long_message()
    assert len(given) == 2


async def test_nothing_waits_for_it_when_a_server_ends(given: list[float]) -> None:
    with anyio.fail_after(5):
        async with anyio.create_task_group() as tasks:
            Thrift(tasks).long_message()
            tasks.cancel_scope.cancel()
    assert given == []


@pytest.mark.parametrize(
    ("headers", "times"),
    [
        ([(b"content-length", b"10")], 0),
        ([], 0),
        ([(b"content-length", str(LONG_BYTES + 1).encode())], 1),
        ([(b"transfer-encoding", b"chunked")], 1),
    ],
)
async def test_a_long_request_counts_and_a_short_one_does_not(
    given: list[float], headers: list[tuple[bytes, bytes]], times: int
) -> None:
    async def app(scope: object, receive: object, send: object) -> None:
        await anyio.lowlevel.checkpoint()

    with anyio.fail_after(5):
        async with anyio.create_task_group() as tasks:
            await thrifty(app, Thrift(tasks))({"type": "http", "headers": headers}, None, None)
    assert len(given) == times
