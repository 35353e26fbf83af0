"""Mutated and hostile lines on a real stdio server: it lives, says nothing else on stdout, and answers whoever waits.

    python benchmarks/fuzz.py [--lines 100000] [--seed 1]

Lines are good requests of both eras, for every tool, prompt and resource, that were mutated: bytes flipped, lost, doubled
and swapped, lines cut and spliced, values replaced by hostile ones. Among them stands a grammar of hostile cases: every
kind of id with every kind of method and parameters, and lines that are no messages at all.
- `unanswered`: lines that a plain JSON reader reads as an object with a method and a usable id, and that got no answer;
- `stray`: lines on stdout that are no JSON-RPC message;
- `own_faults`: answers that admit a fault of Podium's own, and tracebacks in its log;
- `grown_mb`: memory at the end over that after the first tenth.
"""

from __future__ import annotations

import argparse
import copy
import itertools
import json
import random
import sys
import time
from collections.abc import Iterator
from typing import Any

from cold_start import resident
from common import OBJECTIVE, ending, podium, report, scratch
from raw import Raw, key, modern, raw

BATCH = 100
GROWN_MB = 60.0
FAULT = "fault of its own"

TOOLS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("decision-engine", {"objective": OBJECTIVE, "scores": {"stakes": 3}}),
    ("orchestrate", {"objective": OBJECTIVE, "delivery": "plan", "agent_limit": 2, "confidence_override": 0.2}),
    ("coordinate", {"objective": "Fix the typo", "context": [{"name": "a", "text": "b", "tags": ["c"]}]}),
    ("orchestrate-continue", {"run_id": "run_00000000000000000000", "replies": [{"agent_id": "a", "content": "b"}]}),
    ("agent-brief", {"run_id": "run_00000000000000000000", "agent_id": "a"}),
    ("orchestrate-status", {}),
    ("orchestrate-feedback", {"run_id": "run_00000000000000000000", "success": True, "note": "n"}),
    ("command-relationships", {"commands": ["debug", "refactor"]}),
    (
        "parallel-over-sequential",
        {"tasks": [{"id": "a", "minutes": 3}, {"id": "b", "minutes": 2, "depends_on": ["a"]}]},
    ),
    ("context-economy", {"objective": "x", "items": [{"name": "a", "text": "words " * 20}], "budget_tokens": 60}),
    ("verify-mathematics", {"claims": "2 + 2 = 4 and 30 % of 200 is 60; accuracy:0.95"}),
    ("learning-report", {}),
)
HOSTILE: tuple[Any, ...] = (
    None, True, -1, 0, 1e308, 2**63, 10**40, "", "\u0000", "\u202e", "a" * 10_000, "\U0001f600", [], {}, [[[[]]]],
    {"__proto__": {"a": 1}}, ["a"] * 500, {"a": {"b": {"c": {}}}}, "../../etc/passwd", "'; DROP TABLE runs; --", "NEAR(a b)",
    "file:///etc/passwd", "%s%s%s%n", "${jndi:ldap://x}", "{{7*7}}", "\ud83d", 0.1, "true", -0.0, "9" * 400,
)  # fmt: skip
IDS: tuple[str, ...] = (
    "{n}", '"{n}"', "-{n}", "9007199254740993{n}", '"\\ud83d{n}"', '""', "null", "true", "1.5", "[{n}]", "{{}}", '"é{n}"',
)  # fmt: skip
METHODS: tuple[str, ...] = (
    '"ping"', '"tools/list"', '"tools/call"', '"no/such"', '""', "5", "null", '"\\u0000"', '"' + "m" * 5_000 + '"',
    '"initialize"', '"server/discover"', '"resources/read"', '"prompts/get"', '"completion/complete"',
)  # fmt: skip
PARAMS: tuple[str, ...] = (
    "{}", "[]", "null", "5", '"text"', '{"name": 5}', '{"name": "orchestrate", "arguments": []}', '{"_meta": 5}',
    '{"name": "orchestrate", "arguments": {"objective": ' + "[" * 150 + "]" * 150 + "}}",
    '{"name": "x", "arguments": ' + '{"a":' * 3_000 + "1" + "}" * 3_000 + "}",
    '{"name": "decision-engine", "arguments": {"objective": "\\ud83d half"}}', '{"uri": "podium://runs/%00"}',
    '{"a": NaN}', '{"a": 1e999}', '{"ref": {"type": "ref/prompt", "name": "debug"}, "argument": {"name": "a", "value": 1}}',
)  # fmt: skip
NO_MESSAGES = (
    "", " ", "\t", "null", "true", "[]", "{}", "[[]]", '"', "{", "}", '{"jsonrpc"', "\ufeff{}", "NaN", "[" * 100_000,
    '{"a":' * 100_000, "\x00", "\x1b[2J", "Content-Length: 10", "GET / HTTP/1.1", '{"jsonrpc": "2.0", "method": "x"}',
)  # fmt: skip


def requests(number: int) -> list[dict[str, Any]]:
    """Good requests with this number in their ids."""
    found: list[tuple[str, dict[str, Any]]] = [("tools/call", {"name": n, "arguments": a}) for n, a in TOOLS]
    found += [("prompts/get", {"name": "debug", "arguments": {"arguments": "the import"}}), ("tools/list", {})]
    found += [
        ("resources/read", {"uri": uri}) for uri in ("podium://commands/debug", "podium://runs", "podium://learning")
    ]
    found += [("prompts/list", {}), ("resources/templates/list", {}), ("ping", {})]
    ref = {"type": "ref/prompt", "name": "debug"}
    found += [("completion/complete", {"ref": ref, "argument": {"name": "arguments", "value": "a"}})]
    plain = [{"jsonrpc": "2.0", "id": f"f{number}", "method": m, "params": p} for m, p in found]
    return plain + [{**request, "params": modern(**request["params"])} for request in plain]


def grammar() -> Iterator[str]:
    """Every kind of id with every kind of method and parameters, and lines that are no messages."""
    for number, (number_form, method, params) in enumerate(itertools.product(IDS, METHODS, PARAMS)):
        yield f'{{"jsonrpc": "2.0", "id": {number_form.format(n=number)}, "method": {method}, "params": {params}}}'
    yield from NO_MESSAGES


def mutated(rng: random.Random, number: int) -> bytes:
    """A line that was a good request."""
    request = rng.choice(requests(number))
    for _ in range(rng.choice((0, 1, 1, 2))):
        _replace_a_value(rng, request)
    line = bytearray(json.dumps(request).encode())
    for _ in range(rng.choice((0, 0, 1, 1, 2, 5))):
        _spoil(rng, line, number)
    return bytes(line).replace(b"\n", b" ").replace(b"\r", b" ")


def _replace_a_value(rng: random.Random, node: Any) -> None:
    while True:
        names = list(node) if isinstance(node, dict) else list(range(len(node)))
        names = [name for name in names if name not in ("id", "_meta")]
        if not names:
            return
        name = rng.choice(names)
        if isinstance(node[name], dict | list) and node[name] and rng.random() < 0.75:
            node = node[name]
            continue
        node[name] = copy.deepcopy(rng.choice(HOSTILE))
        return


def _spoil(rng: random.Random, line: bytearray, number: int) -> None:
    at, length = rng.randrange(max(1, len(line))), rng.randrange(1, 9)
    match rng.randrange(7):
        case 0:
            line[at : at + 1] = bytes([rng.randrange(256)])
        case 1:
            del line[at : at + length]
        case 2:
            line[at:at] = line[at : at + length]
        case 3:
            del line[at:]
        case 4:
            line[at:at] = rng.choice((b"\\ud800", b"\x00", b"\\u0000", b"NaN", b'"', b"[[", b"\xff\xfe", b"}", b"\\"))
        case 5:
            other = json.dumps(rng.choice(requests(number))).encode()
            line[at:] = other[rng.randrange(len(other)) :]
        case _:
            line[at : at + length] = line[at : at + length][::-1]


def waits(line: bytes) -> Any:
    """The id under which somebody waits for an answer to this line; None where nobody does, or nobody can tell."""
    try:
        value = json.loads(line.decode("utf-8", "replace"), parse_constant=_refuse)
    except (ValueError, RecursionError):
        return None
    if not isinstance(value, dict) or "method" not in value:
        return None
    number = value.get("id")
    if isinstance(number, bool) or not isinstance(number, int | str):
        return None
    return number if isinstance(number, int) else number.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _refuse(name: str) -> float:
    raise ValueError(name)


def play(server: Raw, lines: list[bytes]) -> tuple[list[bytes], int]:
    """Send some lines; those that were not answered although somebody waits, and the answers that admit a fault."""
    wanted = {key(number): (number, line) for line in lines if (number := waits(line)) is not None}
    for line in lines:
        server.send(line)
    try:
        server.ask("still there?", "ping")
    except TimeoutError:
        return lines, 0
    left = server.answered([number for number, _ in wanted.values()], 10.0)
    faults = sum(FAULT in json.dumps(answer) for answer in server.answers.values())
    server.answers.clear()
    server.times.clear()
    return [wanted[key(number)][1] for number in left], faults


def main(lines: int, seed: int) -> int:
    rng = random.Random(seed)
    hostile = [line.encode("utf-8", "surrogatepass") for line in grammar()]
    unanswered: list[bytes] = []
    faults = sent = waiting = 0
    early = None
    start = time.perf_counter()
    with scratch() as folder:
        log = folder / "stderr"
        with raw(podium(folder), log) as server:
            server.hello()
            server.ask("modern", "server/discover", modern())
            rng.shuffle(hostile)
            share = len(hostile) * BATCH // lines + 1
            while sent < lines and server.alive:
                batch = [mutated(rng, sent + n) for n in range(BATCH)]
                batch += [hostile.pop() for _ in range(min(len(hostile), share))]
                missed, admitted = play(server, batch)
                unanswered += missed
                waiting += sum(waits(line) is not None for line in batch)
                faults += admitted
                sent += len(batch)
                if early is None and sent >= lines / 10:
                    early = resident(server.pid)
            alive = server.alive
            late = resident(server.pid) if alive else None
            stray = list(server.stray)
        told = log.read_text(errors="replace")
    grown = round(late - early, 1) if late is not None and early is not None else None
    faults += told.count("Traceback")
    passed = alive and not stray and not unanswered and not faults and (grown is None or grown <= GROWN_MB)
    report(
        "fuzz",
        passed=passed,
        lines=sent,
        hostile_left=len(hostile),
        somebody_waits=waiting,
        alive=alive,
        unanswered=len(unanswered),
        stray=len(stray),
        own_faults=faults,
        grown_mb=grown,
        log_bytes=len(told),
        seed=seed,
        seconds=round(time.perf_counter() - start, 1),
        details=[line[:300].decode("utf-8", "replace") for line in [*unanswered, *stray][:8]] + _tracebacks(told),
    )
    return ending([passed])


def _tracebacks(told: str) -> list[str]:
    """The last lines of tracebacks in the log, each once."""
    ends = [part.strip().splitlines() for part in told.split("Traceback")[1:]]
    return sorted({next((t.strip() for t in end if t.strip() and not t.startswith(" " * 5)), "") for end in ends})[:8]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--lines", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    sys.exit(main(given.lines, given.seed))
