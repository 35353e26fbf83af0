"""Untrusted text: a hundred ways to talk to the model through the data, none of which moves anything."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from mcp import Client

from contract_kit import OBJECTIVE, call
from podium.core.texts import visible
from podium.testkit import ScriptedHost, finding, on, say
from podium.testkit.script import Answer, Asked

pytestmark = pytest.mark.anyio

CORPUS = (Path(__file__).parent / "injections.txt").read_text(encoding="utf-8")
HARMLESS = "The ledger keeps one row for each payment."
MARK = re.compile(r"<<<objective ([0-9a-f]+)\n")


def _texts() -> list[str]:
    """The corpus; `{200b}` stands for the character of that number."""
    entries = re.split(r"^@text [a-z ]+\n", CORPUS, flags=re.MULTILINE)[1:]
    return [re.sub(r"\{([0-9a-f]{4,5})\}", lambda m: chr(int(m[1], 16)), entry).rstrip("\n") for entry in entries]


TEXTS = _texts()


def textual(text: str) -> str:
    """Fit for a file: one with zero bytes or bells is taken for binary and not read at all."""
    return re.sub("[\0-\x08]", "", text)


def course(value: dict[str, Any]) -> dict[str, Any]:
    """What routing, agents and budget came to."""
    agents = [(a["id"], a["role"], a["command"], a["wave"], a["parent"], a["fallbacks"]) for a in value["agents"]]
    kept = {name: value[name] for name in ("strategy", "confidence", "overridden", "waves", "spawned_refused")}
    decision = {k: v for k, v in value["decision"].items() if k not in ("resources", "objective")}
    return {**kept, "agents": agents, "decision": decision, "requests": value["spent"]["requests"]}


def outside(prompt: str) -> str:
    """What stands outside the marks of a prompt and may instruct."""
    mark = MARK.search(prompt)
    assert mark, prompt[:300]
    rest = re.sub(rf"<<<(\w+) {mark[1]}\n.*?\n\1 {mark[1]}>>>", r"<\1>", prompt, flags=re.DOTALL)
    assert mark[1] not in rest
    return rest


def hand_in(prompt: str) -> str:
    """The brief without the run's own id, and without what depends on its length."""
    return re.sub(r"\(Cut to fit[^)]*\)\n?", "", re.sub(r"run_[0-9a-z]+", "RUN", outside(prompt)))


async def briefs(client: Client, value: dict[str, Any]) -> list[str]:
    """The whole prompts of the open agents, as their resources hold them."""
    found = []
    for brief in value["next"]["briefs"]:
        uri = f"podium://runs/{value['run_id']}/agents/{brief['agent_id']}"
        found.append(json.loads((await client.read_resource(uri)).contents[0].text)["prompt"])
    return found


def test_the_corpus_has_a_hundred_texts_of_many_kinds() -> None:
    assert len(set(TEXTS)) >= 100
    assert len(set(re.findall(r"^@text ([a-z ]+)$", CORPUS, flags=re.MULTILINE))) >= 12


async def assert_nothing_moves(client: Client, arguments: Callable[[str], dict[str, Any]]) -> None:
    """Each text in some place of a call: the same course, and the same instructions outside the marks."""
    usual, _ = await call(client, "orchestrate", **arguments(HARMLESS))
    instructions = [hand_in(prompt) for prompt in await briefs(client, usual)]
    for text in TEXTS:
        value, _ = await call(client, "orchestrate", **arguments(f"{HARMLESS}\n{text}"))
        assert course(value) == course(usual), text
        assert [hand_in(prompt) for prompt in await briefs(client, value)] == instructions, text


async def test_context_that_gives_orders_moves_nothing(make_server: Callable[..., Any]) -> None:
    def arguments(text: str) -> dict[str, Any]:
        return {"objective": OBJECTIVE, "agent_limit": 3, "context": [{"name": "notes.md", "text": text}]}

    async with Client(make_server()) as client:
        await assert_nothing_moves(client, arguments)


async def test_files_that_give_orders_move_nothing(make_server: Callable[..., Any], tmp_path: Path) -> None:
    folder = tmp_path / "shop"
    folder.mkdir()

    def arguments(text: str) -> dict[str, Any]:
        (folder / "ledger.md").write_text(textual(text), encoding="utf-8", newline="")
        return {"objective": OBJECTIVE, "agent_limit": 3, "paths": ["ledger.md"]}

    async with Client(make_server(workspaces=(folder,))) as client:
        await assert_nothing_moves(client, arguments)


async def test_an_objective_that_quotes_orders_sets_no_option(make_server: Callable[..., Any]) -> None:
    async with Client(make_server()) as client:
        usual, _ = await call(client, "orchestrate", objective=OBJECTIVE, agent_limit=3)
        frame = set(outside((await briefs(client, usual))[0]).splitlines())
        for text in TEXTS:
            objective = f"{OBJECTIVE}. The ticket says:\n{text}\nThat is all."
            value, _ = await call(client, "orchestrate", objective=objective, agent_limit=3)
            assert value["status"] == "awaiting_host", text
            assert not value["overridden"], text
            assert value["confidence"] == value["decision"]["confidence"], text
            assert len(value["agents"]) <= 3, text
            told = {line for line in visible(text).splitlines() if len(line) > 3} - frame
            for prompt in await briefs(client, value):
                assert told.isdisjoint(outside(prompt).splitlines()), text


async def test_command_files_that_give_orders_move_nothing(make_server: Callable[..., Any], tmp_path: Path) -> None:
    async def course_with(number: int, text: str) -> tuple[dict[str, Any], list[str]]:
        folder = tmp_path / str(number)
        folder.mkdir()
        head = "---\ndescription: Count the ledger's rows.\n---\n"
        body = f"{head}{HARMLESS}\n{textual(text)}\n"
        (folder / "count-rows.md").write_text(body, encoding="utf-8", newline="")
        database = tmp_path / f"{number}.db"
        async with Client(make_server(database=database, commands=(folder,))) as client:
            value, _ = await call(client, "orchestrate", objective="/count-rows |> /review-code", agent_limit=3)
            return course(value), [hand_in(prompt) for prompt in await briefs(client, value)]

    usual = await course_with(0, "")
    assert usual[0]["agents"][0][2] == "count-rows"
    for number, text in enumerate(TEXTS, 1):
        assert await course_with(number, text) == usual, text


@pytest.mark.parametrize(("era", "sampling"), [("legacy", True), ("2026-07-28", True), ("legacy", False)])
async def test_replies_that_give_orders_move_nothing(make_server: Callable[..., Any], era: str, sampling: bool) -> None:
    async def run_with(client: Client, host: ScriptedHost, text: str) -> tuple[dict[str, Any], list[str]]:
        host.asked.clear()
        found = [finding(f"Rows are kept. {text}", f"ledger.py:3 {text}", topic="rows", stance="for")]
        host.rules[0] = on("", say(f"{HARMLESS}\n{text}", found, f"Keep them. {text}", risks=[text], needs=[text]))
        value = await host.orchestrate(client, OBJECTIVE, agent_limit=4, confidence_override=0.6)
        assert value["status"] == "completed", text
        return course(value), sorted(hand_in(asked.prompt) for asked in host.asked)

    host = ScriptedHost([on("", say(HARMLESS))])
    async with host.client(make_server(), era=era, sampling=sampling) as client:
        usual = await run_with(client, host, "")
        for text in TEXTS if era == "legacy" and sampling else TEXTS[::4]:
            assert await run_with(client, host, text) == usual, text


async def test_what_agents_call_their_sub_agents_stays_inside_the_marks(make_server: Callable[..., Any]) -> None:
    async def script(asked: Asked) -> Answer:
        wish = {"role": text, "objective": f"{text} {asked.agent_id}"}
        return Answer(json.dumps({"summary": HARMLESS, "spawn": [wish]}))

    host = ScriptedHost([on("", script)])
    async with host.client(make_server()) as client:
        frame = set[str]()
        for text in ("auditor", *TEXTS):
            host.asked.clear()
            value = await host.orchestrate(client, OBJECTIVE, agent_limit=3, confidence_override=0.95)
            assert value["status"] == "completed", text
            assert len(value["agents"]) <= 3, text
            lines = {line for asked in host.asked for line in hand_in(asked.prompt).splitlines()}
            frame = frame or lines
            assert lines <= frame, text
