"""The short form of `benchmarks/troubles.py`: a database in trouble, on a real server."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from mcp import Client

from podium.testkit.host import structured

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


def test_trouble_with_the_database_is_told_in_time_and_passes(measure: Callable[..., list[dict[str, Any]]]) -> None:
    lines = measure("troubles", "--locked", 7, "--slack", 5)
    assert len(lines) == 10
    assert [line for line in lines if line["passed"] is False] == []
    assert sum(line["passed"] is True for line in lines) >= 8


@pytest.mark.anyio
async def test_whoever_asks_for_the_runs_is_told_that_a_damaged_file_was_set_aside(
    make_server: Callable[..., Any], database: Path
) -> None:
    database.parent.mkdir()
    database.write_bytes(b"no database " * 500)
    async with Client(make_server()) as client:
        result = await client.call_tool("orchestrate-status", {})
    (notice,) = structured(result)["notices"]
    assert "kept as podium.db.damaged-1" in notice
    assert notice in result.content[0].text  # type: ignore[union-attr]
