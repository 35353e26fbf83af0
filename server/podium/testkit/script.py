"""What a scripted model answers, and when."""

from __future__ import annotations

import json
import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import anyio
import mcp_types as types

USER_REJECTED = -1


@dataclass(frozen=True, slots=True)
class Asked:
    """One request that reached the scripted model. `number` counts the requests for this agent from 1."""

    agent_id: str
    prompt: str
    number: int
    max_tokens: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """One scripted answer: text, an error code, or a raw result that keeps no form."""

    text: str = ""
    code: int | None = None
    message: str = ""
    raw: Any = None
    stop_reason: str = "endTurn"
    model: str = "scripted"


Script = Callable[[Asked], Awaitable[Answer]]


@dataclass(frozen=True, slots=True)
class Rule:
    """Answers requests whose agent id or prompt matches `pattern`, at most `times` times where that is given."""

    pattern: re.Pattern[str]
    script: Script
    times: int | None = None
    used: list[int] = field(default_factory=list)

    def matches(self, asked: Asked) -> bool:
        """Whether this rule answers the request."""
        if self.times is not None and len(self.used) >= self.times:
            return False
        return bool(self.pattern.search(asked.agent_id) or self.pattern.search(asked.prompt))


def on(pattern: str, script: Script, times: int | None = None) -> Rule:
    """A rule: `pattern` is a regular expression over the agent's id and prompt."""
    return Rule(re.compile(pattern, re.IGNORECASE), script, times)


def finding(statement: str, evidence: str = "", topic: str = "", stance: str = "") -> dict[str, str]:
    """One finding as an agent writes it."""
    return {"topic": topic, "statement": statement, "evidence": evidence, "stance": stance}


def say(
    summary: str,
    findings: Sequence[dict[str, str]] = (),
    recommendation: str = "",
    confidence: float = 0.8,
    **more: Any,
) -> Script:
    """Answer in the reply format. `{agent}` in the summary becomes the agent's id."""

    async def script(asked: Asked) -> Answer:
        reply = {
            "summary": summary.replace("{agent}", asked.agent_id),
            "findings": list(findings),
            "recommendation": recommendation,
            "confidence": confidence,
            **more,
        }
        return Answer(json.dumps(reply, ensure_ascii=False))

    return script


def plain(text: str, stop_reason: str = "endTurn") -> Script:
    """Answer with exactly this text."""

    async def script(asked: Asked) -> Answer:
        return Answer(text, stop_reason=stop_reason)

    return script


def refuse(code: int = USER_REJECTED, message: str = "User rejected sampling request") -> Script:
    """Answer with a JSON-RPC error."""

    async def script(asked: Asked) -> Answer:
        return Answer(code=code, message=message)

    return script


def delay(seconds: float, then: Script) -> Script:
    """Answer after a while."""

    async def script(asked: Asked) -> Answer:
        await anyio.sleep(seconds)
        return await then(asked)

    return script


def never() -> Script:
    """Never answer."""

    async def script(asked: Asked) -> Answer:
        await anyio.sleep_forever()
        raise AssertionError("unreachable")

    return script


def garbage(kind: str) -> Script:
    """Answer with garbage of one kind, a key of `GARBAGE`."""

    async def script(asked: Asked) -> Answer:
        return GARBAGE[kind]

    return script


GARBAGE: dict[str, Answer] = {
    "empty": Answer(""),
    "blank": Answer(" \n\t "),
    "open JSON": Answer('{"summary": "cut of'),
    "fenced open JSON": Answer('```json\n{"summary": "cut'),
    "foreign JSON": Answer('{"weather": "fine"}'),
    "truncated": Answer('{"summary": "half', stop_reason="maxTokens"),
    "five megabytes": Answer("x" * 5_000_000),
    "deep JSON": Answer("[" * 100_000),
    "tool use": Answer(raw=types.ToolUseContent(type="tool_use", id="t1", name="x", input={})),
    "image": Answer(raw=types.ImageContent(type="image", data="AAAA", mime_type="image/png")),
}
