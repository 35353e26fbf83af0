"""What a person may want to know when something does not work: findings, each with what to do."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import mcp_types as types

from podium.core.texts import one_line
from podium.core.tokens import estimate
from podium.hosts.finding import Configured, configured, present
from podium.hosts.places import Machine
from podium.registry import Loaded, users
from podium.store.opening import APPLICATION_ID, MIGRATIONS

Level = Literal["ok", "warn", "fail"]
MOST_TOOL_TOKENS = 2_500
MOST_INSTRUCTIONS = 4_096
"""Characters of the instructions that hosts read."""
SLOW_SECONDS = 3.0
"""After this Claude Code stops waiting for the first answer and starts over."""
LITTLE_SPACE = 200 * 1024 * 1024
RUNS_LOOKED_AT = 200

_CARRIERS = (
    "SELECT json_extract(data, '$.carrier') AS carrier, count(DISTINCT events.run_id) FROM events "
    "JOIN (SELECT run_id FROM runs WHERE NOT rehearsal ORDER BY started_at DESC LIMIT ?) AS newest USING (run_id) "
    "WHERE kind = 'asked' GROUP BY carrier ORDER BY carrier"
)
_SILENT = "SELECT count(*) FROM clients WHERE unanswered_at IS NOT NULL AND answered_at IS NULL"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the report. `advice` says what to do; empty where all is well."""

    area: str
    level: Level
    text: str
    advice: str = ""


@dataclass(frozen=True, slots=True)
class Started:
    """A server that was started for the examination. `seconds` run from the launch to the tool list."""

    seconds: float
    tools: Sequence[types.Tool]
    prompts: int
    instructions: str


def of_hosts(machine: Machine, command: tuple[str, ...]) -> Iterator[Finding]:
    """Where Podium is configured, and where it could be."""
    found = list(configured(machine))
    yield from (_of_entry(entry, command) for entry in found)
    named = {entry.host.name for entry in found}
    for host in present(machine):
        if host.name not in named:
            yield Finding("hosts", "ok", f"{host.title} is here, without Podium", f"podium install {host.name}")
    if not named:
        yield Finding("hosts", "warn", "no assistant starts Podium yet", "podium install shows those that are here")


def _of_entry(entry: Configured, command: tuple[str, ...]) -> Finding:
    where = f"{entry.host.title} ({entry.scope}): {entry.path}"
    if entry.trouble:
        return Finding("hosts", "warn", f"{where} cannot be read: {entry.trouble}", "mend the file")
    again = f"podium install {entry.host.name} --scope {entry.scope}"
    if not entry.command:
        return Finding("hosts", "fail", f"{where} starts nothing", again)
    program = entry.command[0]
    if shutil.which(program) is None:
        return Finding("hosts", "fail", f"{where} starts {program}, which is not there", again)
    if not Path(program).is_absolute():
        return Finding("hosts", "warn", f"{where} starts {program!r}, which only some hosts will find", again)
    if program != command[0]:
        return Finding("hosts", "warn", f"{where} starts another Podium: {program}", f"{again}, if that is not meant")
    if not entry.host.knows_project and "--workspace" not in entry.command:
        return Finding("hosts", "warn", f"{where} names no project folder", f"{again} --workspace DIR")
    return Finding("hosts", "ok", where)


def of_server(started: Started) -> Iterator[Finding]:
    """How fast a server answers, and what it costs a model to know about it."""
    slow = started.seconds > SLOW_SECONDS
    text = f"starts and lists its tools in {started.seconds:.1f} s"
    yield Finding(
        "server", "warn" if slow else "ok", text, "hosts may give up; look at the load of the machine" if slow else ""
    )
    cost = tool_tokens(started.tools)
    much = cost > MOST_TOOL_TOKENS
    text = f"{len(started.tools)} tools cost about {cost} tokens, {started.prompts} prompts cost none until used"
    yield Finding("server", "warn" if much else "ok", text, "--tools core shows fewer" if much else "")
    long = len(started.instructions) >= MOST_INSTRUCTIONS
    text = f"instructions: {len(started.instructions)} characters, about {estimate(started.instructions)} tokens"
    yield Finding("server", "warn" if long else "ok", text, "hosts cut them" if long else "")


def tool_tokens(tools: Sequence[types.Tool]) -> int:
    """About what the tools cost a model: names, descriptions and input schemas."""
    return sum(estimate(shown(tool)) for tool in tools)


def shown(tool: types.Tool) -> str:
    """What a model sees of a tool."""
    return json.dumps([tool.name, tool.description, tool.input_schema], ensure_ascii=False, separators=(",", ":"))


def of_database(path: Path) -> Iterator[Finding]:
    """Whether the database is sound and has room; nothing is made or changed."""
    folder = next(parent for parent in path.absolute().parents if parent.exists())
    free = shutil.disk_usage(folder).free
    if not path.exists():
        yield Finding("database", "ok", f"{path}: made by the first run")
    else:
        yield from _of_file(path)
    short = free < LITTLE_SPACE
    text = f"{free / 1024**3:.1f} GB free in {folder}"
    yield Finding(
        "database", "fail" if short else "ok", text, "make room, or choose another place with --db" if short else ""
    )


def _of_file(path: Path) -> Iterator[Finding]:
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=5)) as connection:
            yield from _of_content(connection, path)
    except sqlite3.Error as error:
        yield Finding(
            "database", "fail", f"{path} cannot be read: {error}", "move it away, or choose another with --db"
        )


def _of_content(connection: sqlite3.Connection, path: Path) -> Iterator[Finding]:
    size = sum(part.stat().st_size for part in (path, path.with_name(f"{path.name}-wal")) if part.exists())
    owner, version = (connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version"))
    if owner != APPLICATION_ID:
        yield Finding("database", "fail", f"{path} is no database of Podium", "choose another file with --db")
        return
    if version > len(MIGRATIONS):
        yield Finding("database", "fail", f"{path} was written by a newer Podium (schema {version})", "update Podium")
        return
    sound = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if sound != "ok":
        advice = "the next start keeps it aside and begins a fresh one; copy it first if you want to save anything"
        yield Finding("database", "fail", f"{path} is damaged: {sound}", advice)
        return
    older = "" if version == len(MIGRATIONS) else ", brought up to date at the next start"
    yield Finding("database", "ok", f"{path}: {size / 1024**2:.1f} MB, sound, schema {version}{older}")
    yield from _of_runs(connection)


def _of_runs(connection: sqlite3.Connection) -> Iterator[Finding]:
    if counts := connection.execute(_CARRIERS, (RUNS_LOOKED_AT,)).fetchall():
        listed = ", ".join(f"{carrier} {runs}" for carrier, runs in counts)
        yield Finding("carriers", "ok", f"how the newest runs reached a model: {listed}")
    else:
        yield Finding("carriers", "ok", "no run has reached a model yet")
    silent = connection.execute(_SILENT).fetchone()[0]
    if silent:
        text = f"kinds of clients that never answered a sampling request: {silent}; they get hand-off instead"
        yield Finding("carriers", "warn", text, "delivery `sampling` asks them once more")


def of_folders(workspaces: Sequence[Path], loaded: Loaded) -> Iterator[Finding]:
    """Which folders are read here, and which command files were skipped."""
    if workspaces:
        yield from (Finding("workspace", "ok", str(folder)) for folder in workspaces)
    else:
        yield Finding(
            "workspace", "warn", "no project here, so agents get no files", "start it in a project, or --workspace DIR"
        )
    files = users(loaded.files)
    yield Finding("commands", "ok", f"{len(loaded.catalogue.commands)} commands, {len(files)} files of yours")
    for file in files:
        if not file.loaded:
            text = f"{file.folder}/{file.path} was skipped: {one_line(file.reason, 200)}"
            yield Finding("commands", "warn", text, "podium commands lists every file")
