"""Answers of a model that are none: refused, slow, missing, of the wrong form, huge. Nothing crashes, nothing counts as done.

    python benchmarks/garbage.py [--kinds NAME...]

A raw client on stdio, in both eras, answers the first request of each run with one kind of garbage and every other well.
Then so many of ten agents refuse, from one to all. Passed means, for every kind:
- the server lives and the call is answered, with the run's state or a sentence;
- the garbage is no accepted reply (`taken_for_success`; kinds that a reader may take for prose are left out of this);
- every other answer of the round is on record, and its agent was asked once (`others_lost`).
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import sys
import threading
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any

from common import OBJECTIVE, ending, podium, report, scratch
from raw import Message, Raw, modern, raw

from podium.core.folding import fold
from podium.core.run import Run

SILENCE = "never answered"
GOOD_TEXT = '{"summary": "Looked at its part.", "findings": []}'
BIG = 5 * 1024 * 1024


def message(content: Any, **more: Any) -> Message:
    """A sampling result."""
    return {"role": "assistant", "model": "m", "content": content, **more}


def text(words: Any, **more: Any) -> Message:
    """A sampling result with a text."""
    return message({"type": "text", "text": words}, **more)


GOOD = {"result": text(GOOD_TEXT)}
TOOL_USE = {"type": "tool_use", "id": "t1", "name": "delete_everything", "input": {"path": "/"}}
BAD: dict[str, Any] = {
    "an empty result": {"result": {}},
    "null": {"result": None},
    "a string": {"result": "text"},
    "a number": {"result": 5},
    "a list": {"result": []},
    "only a role": {"result": {"role": "assistant"}},
    "no content": {"result": {"role": "assistant", "model": "m"}},
    "null content": {"result": message(None)},
    "a string for content": {"result": message("words")},
    "a number for content": {"result": message(5)},
    "no blocks": {"result": message([])},
    "an unknown block": {"result": message({"type": "hologram", "data": [[[[]]]]})},
    "a block without a type": {"result": message({"text": GOOD_TEXT})},
    "no text": {"result": message({"type": "text"})},
    "null text": {"result": text(None)},
    "a number for text": {"result": text(5)},
    "a list for text": {"result": text([GOOD_TEXT])},
    "an unknown role": {"result": {**text(GOOD_TEXT), "role": "wizard"}},
    "a number for a role": {"result": {**text(GOOD_TEXT), "role": 5}},
    "no model": {"result": {"role": "assistant", "content": {"type": "text", "text": GOOD_TEXT}}},
    "null for a model": {"result": text(GOOD_TEXT, model=None)},
    "a list for a model": {"result": text(GOOD_TEXT, model=["m"])},
    "a list for a stop reason": {"result": text(GOOD_TEXT, stopReason=["endTurn"])},
    "empty text": {"result": text("")},
    "blanks": {"result": text(" \n\t ")},
    "5 MB of blanks": {"result": text(" " * BIG)},
    "invisible characters": {"result": text("\u200b\u2060\u202e\ufeff" * 50)},
    "NUL characters": {"result": text("\0" * 100)},
    "an image": {"result": message({"type": "image", "data": "AAAA", "mimeType": "image/png"})},
    "a broken image": {"result": message({"type": "image", "data": 5})},
    "a sound": {"result": message({"type": "audio", "data": "AAAA", "mimeType": "audio/wav"})},
    "a link": {"result": message({"type": "resource_link", "uri": "file:///etc/passwd", "name": "x"})},
    "a tool use": {"result": message(TOOL_USE, stopReason="toolUse")},
    "a hundred tool uses": {"result": message([TOOL_USE] * 100, stopReason="toolUse")},
    "a tool use without a name": {"result": message({"type": "tool_use", "id": "t"})},
    "a wish for an agent, spoilt": {"result": message({**TOOL_USE, "name": "spawn_agent", "input": {"role": 5}})},
    "a tool result": {"result": message({"type": "tool_result", "toolUseId": "t", "content": []})},
    "an empty object": {"result": text("{}")},
    "an empty list": {"result": text("[]")},
    "null as text": {"result": text("null")},
    "a summary that is none": {"result": text('{"summary": null}')},
    "cut in the middle": {"result": text('{"summary": "cut in the mid', stopReason="maxTokens")},
    "another result": {"result": {"roots": []}},
    "an elicitation's result": {"result": {"action": "accept", "content": {"name": "x"}}},
    "refused by the user": {"error": {"code": -1, "message": "User rejected sampling request"}},
    "no such method": {"error": {"code": -32601, "message": "Method not found"}},
    "an internal error": {"error": {"code": -32603, "message": "boom"}},
    "a rate limit": {"error": {"code": -32000, "message": "429 Too Many Requests"}},
    "an error of code 0": {"error": {"code": 0, "message": ""}},
    "an error with 5 MB": {"error": {"code": -32603, "message": "x" * BIG}},
    "an error without a code": {"error": {"message": "boom"}},
    "an error that is a string": {"error": "boom"},
    "result and error": {"result": {}, "error": {"code": 1, "message": "both"}},
    SILENCE: None,
}
PROSE: dict[str, Any] = {
    "5 MB of words": {"result": text("words " * (BIG // 6))},
    "half a character": {"result": text("cut here \ud83d and on")},
    "terminal escapes": {"result": text("\x1b[2J\x1b]0;owned\x07 all is well in the payment module")},
    "ten thousand brackets": {"result": text("[" * 10_000)},
    "findings of wrong types": {"result": text('{"summary": "Fine.", "findings": 5, "confidence": "NaN", "spawn": {}}')},
    "a hundred thousand findings": {
        "result": text(json.dumps({"summary": "Many.", "findings": [{"statement": f"s{n}"} for n in range(100_000)]}))
    },
    "a page": {"result": text("<html><script>alert(1)</script></html>")},
    "several blocks": {"result": message([{"type": "text", "text": GOOD_TEXT}, TOOL_USE])},
}  # fmt: skip
KINDS = {**BAD, **PROSE}


def arguments(agents: int = 3) -> Message:
    """A run whose agents are all asked in the first wave."""
    return {
        "name": "orchestrate",
        "arguments": {"objective": OBJECTIVE, "confidence_override": 0.1, "agent_limit": agents},
    }


class Pushed:
    """A client of the handshake era whose model answers `spoilt` requests of a run with garbage, the rest well."""

    def __init__(self, server: Raw) -> None:
        self._server = server
        self._left: list[Any] = []
        self._lock = threading.Lock()
        self._number = 0
        server.on_request = self._asked
        server.hello(sampling={})

    def run(self, garbage: list[Any], agents: int = 3) -> Message:
        """The answer to one call."""
        self._left = list(garbage)
        self._number += 1
        return self._server.ask(f"run {self._number}", "tools/call", arguments(agents), 60.0)

    def _asked(self, asked: Message) -> None:
        if asked["method"] != "sampling/createMessage":
            return
        with self._lock:
            answer = self._left.pop(0) if self._left else GOOD
        if answer is not None:
            self._server.say(id=asked["id"], **answer)


class Returned:
    """The same in the era whose requests stand in a result."""

    def __init__(self, server: Raw) -> None:
        self._server = server
        self._number = 0

    def run(self, garbage: list[Any], agents: int = 3) -> Message:
        """The last answer to one call, after as many rounds as it takes."""
        left, more = list(garbage), {}
        while True:
            self._number += 1
            params = modern({"sampling": {"tools": {}}}, **arguments(agents), **more)
            answer = self._server.ask(f"round {self._number}", "tools/call", params, 60.0)
            result = answer.get("result", {})
            if "inputRequests" not in result:
                return answer
            said = {}
            for name in result["inputRequests"]:
                given = left.pop(0) if left else GOOD
                if given is not None:
                    said[name] = given.get("result", given.get("error"))
            more = {"inputResponses": said, "requestState": result["requestState"]}


def newest(database: Path) -> tuple[Run, Run, Counter[str]]:
    """The newest run after the first replies of each agent and at its end, and how often each agent was asked."""
    with closing(sqlite3.connect(database)) as connection:
        (run_id,) = connection.execute(
            "SELECT run_id FROM runs ORDER BY started_at DESC, rowid DESC LIMIT 1"
        ).fetchone()
        rows = connection.execute(
            "SELECT seq, at, kind, data FROM events WHERE run_id = ? ORDER BY seq", (run_id,)
        ).fetchall()
    events = [(seq, at, kind, json.loads(data)) for seq, at, kind, data in rows]
    asked = Counter(call["id"] for _, _, kind, data in events if kind == "asked" for call in data["calls"])
    seen: set[str] = set()
    first = len(events)
    for number, (_, _, kind, data) in enumerate(events):
        if kind == "replied":
            if data["agent_id"] in seen:
                break
            seen.add(data["agent_id"])
        if kind in ("recovered", "moved", "released"):
            first = number
            break
    return fold(run_id, events[:first]), fold(run_id, events), asked


def check(name: str, answer: Message, database: Path, *, bad: int, agents: int) -> list[str]:
    """What is wrong after one call."""
    if "result" not in answer and "error" not in answer:
        return [f"{name}: no answer"]
    if "fault of its own" in json.dumps(answer):
        return [f"{name}: a fault of Podium's own"]
    early, late, asked = newest(database)
    wrong = []
    accepted = sum(c.accepted for c in early.agents)
    if bad and accepted > agents - bad:
        wrong.append(f"{name}: taken for success")
    once = sum(1 for c in late.agents if c.accepted and asked[c.call.id] == 1)
    if once < agents - max(bad, 1):
        wrong.append(f"{name}: others lost ({once} of {agents - max(bad, 1)} kept)")
    return wrong


def main(kinds: list[str]) -> int:
    results = []
    for era, way in (("push", Pushed), ("round_trip", Returned)):
        wrong: list[str] = []
        with scratch() as folder, raw(podium(folder, "--agent-seconds", "3"), folder / "stderr") as server:
            client = way(server)
            database = folder / "podium.db"
            for name in kinds or KINDS:
                answer = client.run([KINDS[name]])
                wrong += check(name, answer, database, bad=int(name in BAD), agents=3)
            for refusals in range(1, 11) if not kinds else ():
                garbage = [BAD["refused by the user"]] * refusals
                answer = client.run(garbage, agents=10)
                wrong += check(f"{refusals} of 10 refuse", answer, database, bad=refusals, agents=10)
            alive = server.alive and "result" in server.ask(
                "ping", "tools/list", modern() if era == "round_trip" else {}
            )
            logged = (folder / "stderr").read_text(errors="replace").count("Traceback")
        results.append(alive and not wrong and not logged)
        report(
            "garbage",
            passed=results[-1],
            carrier=era,
            kinds=len(kinds or KINDS),
            refusals_of_ten=0 if kinds else 10,
            alive=alive,
            taken_for_success=sum("taken for success" in w for w in wrong),
            others_lost=sum("others lost" in w for w in wrong),
            tracebacks=logged,
            details=wrong[:12],
        )
    return ending(results)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kinds", nargs="+", choices=list(KINDS), default=[])
    given = parser.parse_args()
    sys.exit(main(given.kinds))
