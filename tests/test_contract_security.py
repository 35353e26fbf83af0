"""What comes from outside stays data: secrets, SQL and search syntax, bombs, and no way out of the process."""

from __future__ import annotations

import ast
import json
import logging
import os
import re
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from mcp import Client, MCPError

import podium
from contract_kit import OBJECTIVE
from podium.observing.logs import TextLines
from podium.registry.front_matter import split
from podium.testkit import Answer, ScriptedHost, on
from podium.testkit.host import structured
from secret_samples import SECRETS, kernel

pytestmark = pytest.mark.anyio
SOURCE = Path(podium.__file__).parent

SYNTAX = (
    "'; DROP TABLE runs; --", '" OR 1=1 --', "x'); DELETE FROM events; --", "%' UNION SELECT * FROM runs --", "a\\'b", "?1 :name @p $x",
    "NEAR(a b, 5)", '"unclosed', "a AND OR NOT", "col:*", "^a + b", "(((", "a* b* -c", "{a b}: c", "MATCH 'x'", "/* x */", "\\x00", "%s %d {0}",
)  # fmt: skip


async def told(client: Client, name: str, arguments: dict[str, Any]) -> str:
    try:
        return (await client.call_tool(name, arguments)).model_dump_json()
    except MCPError as error:
        return error.message + json.dumps(error.data)


@pytest.mark.parametrize("form", SECRETS)
async def test_no_secret_is_told_in_an_error_a_log_a_title_or_a_note(
    make_server: Callable[..., Any], database: Path, caplog: pytest.LogCaptureFixture, form: str
) -> None:
    secret, trace = SECRETS[form], kernel(SECRETS[form])
    caplog.set_level(logging.DEBUG)
    mistakes = (
        ("orchestrate-status", {"run_id": secret}),
        ("agent-brief", {"run_id": secret, "agent_id": secret}),
        ("orchestrate-continue", {"run_id": secret, "replies": [{"agent_id": secret, "content": secret}]}),
        ("orchestrate", {"objective": "x", "delivery": secret}),
        ("orchestrate", {"objective": "x", secret: "1"}),
        ("context-economy", {"objective": "x", "paths": [secret]}),
        (secret, {}),
    )
    async with Client(make_server()) as client:
        for name, arguments in mistakes:
            assert trace not in await told(client, name, arguments), name
        for uri in (f"podium://runs/{trace}{trace}", "podium://commands/" + re.sub(r"\W", "", secret)):
            with pytest.raises(MCPError):
                await client.read_resource(uri)
        arguments = {"objective": f"Rotate {secret} in the shop", "confidence_override": 0.95, "delivery": "handoff"}
        run = await ScriptedHost().orchestrate(client, **arguments)
        note = {"run_id": run["run_id"], "success": True, "note": f"used {secret}"}
        assert not (await client.call_tool("orchestrate-feedback", note)).is_error
        assert trace not in await told(client, "orchestrate-status", {})
    with closing(sqlite3.connect(database)) as connection:
        kept = (
            connection.execute("SELECT note FROM outcomes").fetchall()
            + connection.execute("SELECT objective FROM runs").fetchall()
        )
        kept += connection.execute("SELECT data FROM events WHERE kind = 'feedback'").fetchall()
    assert "[secret" in str(kept)
    assert trace not in str(kept)
    careful = TextLines()
    ours = [record for record in caplog.records if record.name.startswith("podium")]
    assert trace not in "\n".join(map(careful.format, ours))


async def test_a_secret_that_an_agent_found_is_not_handed_on(make_server: Callable[..., Any]) -> None:
    async def tell(_: Any) -> Answer:
        finding = {"topic": "keys", "statement": f"the key is {SECRETS['github']}", "evidence": "config.py:3"}
        return Answer(json.dumps({"summary": f"found {SECRETS['npm']}", "findings": [finding]}))

    host = ScriptedHost([on("", tell)])
    async with host.client(make_server()) as client:
        await host.orchestrate(client, "First analyse the login, then fix it, then test it", confidence_override=0.75)
    assert len(host.asked) > 1
    for asked in host.asked:
        for form in ("github", "npm"):
            assert kernel(SECRETS[form]) not in asked.prompt


def test_a_log_line_cannot_be_forged_and_holds_no_secret() -> None:
    record = logging.LogRecord(
        "x", logging.WARNING, "", 0, "bad %s", ("\npodium: ERROR forged \x1b[2J" + SECRETS["aws"],), None
    )
    line = TextLines().format(record)
    assert [part for part in line.split("\n") if part.startswith("podium:")] == ["podium: WARNING bad "]
    assert "\x1b" not in line
    assert kernel(SECRETS["aws"]) not in line


@pytest.mark.parametrize("text", SYNTAX)
async def test_the_syntax_of_databases_is_text_in_every_field(
    make_server: Callable[..., Any], database: Path, tmp_path: Path, text: str
) -> None:
    (tmp_path / "notes.md").write_text(f"The login posts a token. {text}\n")
    calls: tuple[tuple[str, dict[str, Any]], ...] = (
        ("decision-engine", {"objective": text, "context": [{"name": text, "text": text, "tags": [text]}]}),
        ("context-economy", {"objective": text, "paths": ["notes.md"], "roles": [text], "preserve": [text]}),
        ("context-economy", {"objective": f"login {text}", "items": [{"name": text, "text": text}]}),
        ("command-relationships", {"commands": [text], "objective": text}),
        ("verify-mathematics", {"claims": text}),
        ("learning-report", {"domain": text}),
        ("orchestrate-status", {"run_id": text}),
        ("orchestrate-feedback", {"run_id": text, "success": True, "note": text}),
    )
    async with Client(make_server(workspaces=(tmp_path,))) as client:
        for name, arguments in calls:
            assert "fault of its own" not in await told(client, name, arguments), name
        run = await ScriptedHost().orchestrate(client, text, confidence_override=0.95, delivery="handoff")
        note = {"run_id": run["run_id"], "success": True, "note": text}
        assert not (await client.call_tool("orchestrate-feedback", note)).is_error
        assert structured(await client.call_tool("orchestrate-status", {}))["runs"]
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("SELECT count(*) FROM runs").fetchone() == (1,)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


BOMBS = {
    "aliases": "a: &a [x, x, x]\n" + "".join(f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join(['*' + chr(97 + n)] * 9)}]\n" for n in range(9)),
    "a tag": "description: !!python/object/apply:os.system ['id']\n",
    "a nest": "description: " + "[" * 20_000 + "\n",
    "a merge": "base: &b {a: 1}\ndescription:\n  <<: *b\n",
    "a long line": "description: " + "x" * 2_000_000 + "\n",
    "many keys": "".join(f"k{n}: v\n" for n in range(50_000)),
}  # fmt: skip


@pytest.mark.parametrize("bomb", BOMBS)
@pytest.mark.timeout(20)
async def test_a_bomb_in_a_command_file_goes_off_nowhere(
    make_server: Callable[..., Any], tmp_path: Path, bomb: str
) -> None:
    folder = tmp_path / "commands"
    folder.mkdir()
    (folder / "bomb.md").write_text(f"---\n{BOMBS[bomb]}---\nDo it.\n")
    (folder / "good.md").write_text("---\ndescription: Fine.\n---\nDo it.\n")
    split((folder / "bomb.md").read_text())
    async with Client(make_server(commands=(folder,))) as client:
        names = {prompt.name: prompt for prompt in (await client.list_prompts()).prompts}
        assert "good" in names
        assert all(len(prompt.description or "") < 5_000 for prompt in names.values())


async def test_a_bomb_of_json_in_a_list_is_refused(make_server: Callable[..., Any]) -> None:
    async with Client(make_server()) as client:
        for text in ("[" * 100_000, "[" * 900 + "]" * 900, "[" + "1," * 50_000 + "1]", '["' + "x" * 3_000_000 + '"]'):
            for name, field in (("context-economy", "items"), ("decision-engine", "paths"), ("orchestrate", "context")):
                answer = await told(
                    client,
                    name,
                    {"objective": "x", field: text, **({"delivery": "plan"} if name == "orchestrate" else {})},
                )
                assert "fault of its own" not in answer
                assert len(answer) < 30_000


async def test_everything_in_the_data_folder_is_private(
    make_server: Callable[..., Any], database: Path, tmp_path: Path
) -> None:
    if os.name == "nt":
        pytest.skip("Windows has no such modes")
    (tmp_path / "work").mkdir()
    (tmp_path / "work" / "notes.md").write_text("The login posts a token.\n")
    async with Client(make_server(workspaces=(tmp_path / "work",))) as client:
        await client.call_tool("context-economy", {"objective": "login token", "paths": ["."]})
        await ScriptedHost().orchestrate(client, OBJECTIVE, confidence_override=0.95, delivery="handoff")
        modes = {path: stat.S_IMODE(path.stat().st_mode) for path in [database.parent, *database.parent.rglob("*")]}
    assert {path.name: oct(mode) for path, mode in modes.items() if mode != (0o700 if path.is_dir() else 0o600)} == {}
    assert database.with_name("podium.db.key") in modes


OUTGOING = """
import socket, sys
def refuse(*a, **k):
    sys.stderr.write("CONNECTED\\n"); raise OSError("no connections here")
socket.socket.connect = socket.socket.connect_ex = refuse
socket.getaddrinfo = socket.create_connection = refuse
from podium.__main__ import main
main()
"""
CALLS = [
    ("initialize", {"protocolVersion": "2025-11-25", "capabilities": {}, "clientInfo": {"name": "x", "version": "1"}}),
    ("tools/list", {}),
    ("prompts/list", {}),
    ("tools/call", {"name": "orchestrate", "arguments": {"objective": OBJECTIVE}}),
    ("tools/call", {"name": "context-economy", "arguments": {"objective": "x", "items": [{"name": "a", "text": "http://example.com"}]}}),
    ("tools/call", {"name": "learning-report", "arguments": {}}),
    ("resources/read", {"uri": "podium://runs"}),
]  # fmt: skip


@pytest.mark.slow
def test_a_server_opens_no_connection(tmp_path: Path) -> None:
    command = [sys.executable, "-c", OUTGOING, "serve", "--db", str(tmp_path / "podium.db")]
    environment = {**os.environ, "PYTHONPATH": str(SOURCE.parent)}
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for number, (method, params) in enumerate(CALLS):
            process.stdin.write(
                json.dumps({"jsonrpc": "2.0", "id": number, "method": method, "params": params}).encode() + b"\n"
            )
            process.stdin.flush()
            answer = json.loads(process.stdout.readline())
            assert "result" in answer, answer
        _, errors = process.communicate(timeout=20)
    assert b"CONNECTED" not in errors


FORBIDDEN = {"eval", "exec", "compile", "__import__", "system", "popen", "execv", "execve", "spawnl"}
RUNS_PROGRAMS = {"hosts", "cli"}
"""Rooms of the command line, which start a server or an assistant's own program at the user's word."""


def test_no_code_is_made_of_data_and_nothing_is_unpickled() -> None:
    found = []
    for file in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            place = f"{file.relative_to(SOURCE)}:{getattr(node, 'lineno', 0)}"
            if isinstance(node, ast.Call):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                owner = getattr(node.func.value, "id", "") if isinstance(node.func, ast.Attribute) else ""
                if name in FORBIDDEN and owner != "re":
                    found.append(f"{place} {name}")
                if any(keyword.arg == "shell" for keyword in node.keywords):
                    found.append(f"{place} shell")
            names = {a.name.split(".")[0] for a in node.names} if isinstance(node, ast.Import) else set()
            names |= {(node.module or "").split(".")[0]} if isinstance(node, ast.ImportFrom) else set()
            if names & {"pickle", "marshal", "shelve", "dill", "cloudpickle"}:
                found.append(f"{place} {names}")
            if "subprocess" in names and file.relative_to(SOURCE).parts[0] not in RUNS_PROGRAMS:
                found.append(f"{place} subprocess")
    assert found == []
