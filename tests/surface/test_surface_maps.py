"""The map of large libraries as a host sees it: never too long, and saying what it leaves out."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from mcp import Client

from contract_kit import HALF, text_of

pytestmark = pytest.mark.anyio


def library(folder: Path, count: int, name_length: int, *, requiring: bool) -> None:
    for i in range(count):
        name = f"c{i}-".ljust(name_length, "x")
        before = f"c{i // 2}-".ljust(name_length, "x")
        lines = f"requires: [{before}]\nresources: [shelf]\n" if requiring and i else ""
        (folder / f"{name}.md").write_text(f"---\ndescription: Part {i}\n{lines}---\nSee /{before}.", encoding="utf-8")


@pytest.mark.parametrize(
    ("count", "name_length", "requiring"), [(150, 8, False), (400, 12, True), (400, 50, False), (400, 60, True)]
)
@pytest.mark.parametrize("arguments", [{}, {"commands": ["orchestrate"]}, {"objective": "Harden the login flow"}])
async def test_a_library_of_any_size_has_a_map_that_a_host_shows_whole(
    make_server: Callable[..., Any],
    tmp_path: Path,
    arguments: dict[str, Any],
    count: int,
    name_length: int,
    requiring: bool,
) -> None:
    library(tmp_path, count, name_length, requiring=requiring)
    async with Client(make_server(commands=(tmp_path,))) as client:
        result = await client.call_tool("command-relationships", arguments)
    text, found = text_of(result), dict(result.structured_content or {})
    assert not result.is_error, text
    assert len(json.dumps(found)) < HALF
    assert len(text) < HALF
    mapped = [name for wave in found["waves"] for name in wave]
    assert mapped
    assert all(name in text for name in mapped)
    if found["shown"]:
        assert found["commands_total"] > len(mapped)
        assert f"shows {len(mapped)}" in found["shown"]
        assert found["shown"] in text
    else:
        assert len(mapped) == found["commands_total"]


async def test_the_shipped_commands_are_mapped_whole_with_their_picture(make_server: Callable[..., Any]) -> None:
    async with Client(make_server()) as client:
        found = dict((await client.call_tool("command-relationships", {})).structured_content or {})
    assert found["shown"] == ""
    assert found["mermaid"].startswith("flowchart")
    assert len({name for wave in found["waves"] for name in wave}) == found["commands_total"]
