"""Characters nobody sees, in every text that comes from outside: none of them leaves again."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from mcp import Client, MCPError

from contract_kit import ERAS
from podium.testkit import Answer, ScriptedHost, on

pytestmark = pytest.mark.anyio

# Controls but tab and line feed, ANSI escapes, direction marks, zero width, tags, halves of characters.
HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff\U000e0000-\U000e007f]"
)
EVIL = "pay\x1b[31mment\x1b]0;title\x07 \u202egnitset\u202c\u200b\u2066x\u2069 \x00\x08\x7f\x9b31m \ufeff\U000e0041 \ud83d end"
REPLY = json.dumps(
    {
        "summary": EVIL,
        "findings": [{"topic": EVIL, "statement": EVIL, "evidence": EVIL, "stance": EVIL}],
        "recommendation": EVIL,
        "risks": [EVIL],
        "needs": [EVIL],
        "spawn": [{"role": EVIL, "objective": EVIL}],
    }
)


async def speak(_: Any) -> Answer:
    return Answer(REPLY.encode("utf-8", "replace").decode(), model="m\u202e\x1b[1m")


def shown(result: Any) -> str:
    """Everything that a client gets, as its text is once its JSON was read."""
    plain = result.model_dump(mode="json", by_alias=True) if hasattr(result, "model_dump") else result
    return "\n".join(_texts(plain))


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for pair in value.items() for part in pair for text in _texts(part)]
    return [text for part in value for text in _texts(part)] if isinstance(value, list) else []


CALLS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("decision-engine", {"objective": EVIL}),
    ("decision-engine", {"objective": "x", "context": [{"name": EVIL, "text": EVIL, "tags": [EVIL]}], "paths": [EVIL]}),
    ("command-relationships", {"commands": [EVIL], "objective": EVIL}),
    ("command-relationships", {"objective": EVIL}),
    ("parallel-over-sequential", {"tasks": [{"id": EVIL, "minutes": 1, "resources": [EVIL]}, {"id": "b", "minutes": 1, "resources": [EVIL]}]}),
    ("parallel-over-sequential", {"tasks": [{"id": "a", "minutes": 1, "depends_on": [EVIL]}]}),
    ("context-economy", {"objective": EVIL, "items": [{"name": EVIL, "text": EVIL}], "roles": [EVIL], "preserve": [EVIL]}),
    ("context-economy", {"objective": "x", "paths": [EVIL], "strategy": EVIL}),
    ("verify-mathematics", {"claims": f"{EVIL} 2 + 2 = 4"}),
    ("verify-mathematics", {"claims": [EVIL, f"{EVIL}:0.95"]}),
    ("learning-report", {"domain": EVIL}),
    ("orchestrate-status", {"run_id": EVIL}),
    ("orchestrate-continue", {"run_id": EVIL, "replies": [{"agent_id": EVIL, "content": EVIL}]}),
    ("orchestrate-feedback", {"run_id": EVIL, "success": True, "note": EVIL}),
    ("agent-brief", {"run_id": EVIL, "agent_id": EVIL}),
    ("orchestrate", {"objective": EVIL, "delivery": EVIL}),
    ("orchestrate", {"objective": EVIL, "chain": EVIL}),
    ("orchestrate", {"objective": "x", EVIL: EVIL}),
    # A client of the new era puts the name into a header, which it cannot do with half a character.
    (EVIL.replace("\ud83d", ""), {}),
)  # fmt: skip


@pytest.mark.parametrize("era", ERAS)
async def test_no_tool_hands_on_a_character_that_nobody_sees(make_server: Callable[..., Any], era: Any) -> None:
    async with Client(make_server(), mode=era) as client:
        for name, arguments in CALLS:
            try:
                told = shown(await client.call_tool(name, arguments))
            except MCPError as error:
                told = shown([error.message, json.dumps(error.data)])
            assert not (found := HIDDEN.search(told)), (name, arguments, found)


@pytest.mark.parametrize(("era", "sampling"), [("legacy", True), ("2026-07-28", True), ("legacy", False)])
async def test_a_run_keeps_them_out_of_results_resources_and_titles(
    make_server: Callable[..., Any], era: Any, sampling: bool
) -> None:
    host = ScriptedHost([on("", speak)])
    items = [{"name": f"notes {EVIL}", "text": EVIL, "tags": [EVIL]}]
    async with host.client(make_server(), era=era, sampling=sampling) as client:
        done = await host.orchestrate(client, EVIL, context=items, confidence_override=0.1, agent_limit=3)
        run_id = done["run_id"]
        told = [done, (await client.call_tool("orchestrate-status", {})).model_dump(mode="json")]
        note = {"run_id": run_id, "success": True, "note": EVIL}
        told.append((await client.call_tool("orchestrate-feedback", note)).model_dump(mode="json"))
        told += [
            (await client.read_resource(uri)).model_dump(mode="json")
            for uri in ("podium://runs", f"podium://runs/{run_id}")
        ]
    assert done["status"] in ("completed", "partial", "failed")
    assert not (found := HIDDEN.search(shown(told))), found
    prompts = "\n".join(asked.prompt for asked in host.asked)
    assert prompts
    assert not (found := HIDDEN.search(prompts)), found


async def test_command_files_and_prompts_are_cleaned(make_server: Callable[..., Any], tmp_path: Path) -> None:
    folder = tmp_path / "commands"
    folder.mkdir()
    text = f"---\ndescription: {EVIL}\nargument-hint: {EVIL}\n---\nDo it. {EVIL} $ARGUMENTS\n"
    # A file with bytes in it that no text has is not loaded at all.
    (folder / "mine.md").write_bytes(re.sub("[\x00\x08\x7f]", "", text).encode("utf-8", "replace"))
    async with Client(make_server(commands=(folder,))) as client:
        told = [p.model_dump(mode="json") for p in (await client.list_prompts()).prompts]
        told.append(
            (await client.get_prompt("mine", {"arguments": EVIL.replace("\ud83d", "")})).model_dump(mode="json")
        )
        told.append((await client.read_resource("podium://commands")).model_dump(mode="json"))
        told.append((await client.read_resource("podium://commands/mine")).model_dump(mode="json"))
        told.append((await client.call_tool("command-relationships", {"commands": ["mine"]})).model_dump(mode="json"))
    assert not (found := HIDDEN.search(shown(told))), found
