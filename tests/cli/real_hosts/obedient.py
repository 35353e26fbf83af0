"""A model without a mind: it does what Podium's texts tell a host's model to do, and reads them as the host shows them.

It knows no run id and no agent of its own: what it needs it finds in the results, in whatever half and length the host
passed on. Where a text is cut or an instruction is missing, it cannot go on, and the test that drives it fails.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any

OBJECTIVE = "Add user profile image upload functionality"
ASK = f'Use Podium to orchestrate this: "{OBJECTIVE}"'
IN_ORDER = "Do every part yourself, without sub-agents."
REPLY = {
    "summary": "The user profile gets an image upload of its own; payments.md shows nothing that stands against it.",
    "findings": [
        {
            "topic": "image upload",
            "statement": "Uploading a profile image touches nothing that books payments.",
            "evidence": "payments.md:3",
            "stance": "neutral",
        }
    ],
    "recommendation": "Build the upload of the profile image and test it.",
    "confidence": 0.8,
    "risks": [],
    "needs": [],
    "spawn": [],
}
SUB_AGENT_TOOLS = ("Agent", "Task", "task")
MOST_SEARCHES = 9
_NEEDS = re.compile(r"Run (run_\w+) needs .{1,80}: ([\w ,.:-]+)\.(?:\s|\\n)")
_ORDER = re.compile(r"Call `agent-brief` with run_id (run_\w+) and agent_id ([\w.:-]+)\. Do what")
_INSTRUCTION = re.compile(r"Call `agent-brief` with run_id .*? only that you have handed in\.")
_RUN = re.compile(r"run_[0-9a-f]{12,}")
_STOPPED = "<task-notification>"
_IN_BACKGROUND = "working in the background"
_FINISHED = ("Podium: completed", '"status":"completed"', '"status": "completed"')


@dataclass(frozen=True, slots=True)
class Heard:
    """One call that the model made, and what the host showed it of the answer."""

    tool: str
    arguments: dict[str, Any]
    text: str


@dataclass(frozen=True, slots=True)
class Conversation:
    """What a request shows the model: its tools, the person's words, and the calls so far in order."""

    tools: tuple[str, ...]
    said: str
    heard: tuple[Heard, ...] = ()


@dataclass(frozen=True, slots=True)
class Say:
    """The model's words; they end its turn."""

    text: str


@dataclass(frozen=True, slots=True)
class Use:
    """One call of a tool."""

    tool: str
    arguments: dict[str, Any] = field(default_factory=dict)


Turn = Say | tuple[Use, ...]


def answer(seen: Conversation) -> Turn:
    """What the model does next."""
    if order := _ORDER.search(seen.said):
        return _sub_agent(seen, *order.groups())
    if "orchestrate" in seen.said and OBJECTIVE in seen.said and seen.tools:
        return _leader(seen)
    if "How to answer" in seen.said:
        return Say(json.dumps(REPLY))
    return Say("Good.")


def _sub_agent(seen: Conversation, run_id: str, agent_id: str) -> Turn:
    done = [h for h in seen.heard if _is(h.tool, "agent-brief") or _is(h.tool, "orchestrate-continue")]
    if not done:
        return _call(seen, "agent-brief", {"run_id": run_id, "agent_id": agent_id})
    if len(done) == 1:
        assert "How to answer" in done[0].text, f"the brief of {agent_id} does not say how to answer: {done[0].text}"
        return _call(seen, "orchestrate-continue", {"run_id": run_id, "quiet": True, "replies": [_reply(agent_id)]})
    return Say("Handed in.")


def _leader(seen: Conversation) -> Turn:
    results = [h for h in seen.heard if _is(h.tool, "orchestrate") or _is(h.tool, "orchestrate-continue")]
    if not results:
        return _call(seen, "orchestrate", {"objective": OBJECTIVE, "agent_limit": 3})
    # Where the run stands does not change because a tool had to be looked up in between.
    last = [h for h in seen.heard if not _is(h.tool, "ToolSearch")][-1]
    text = results[-1].text
    if (found := _RUN.search(text)) is None:
        return Say(f"The result names no run: {text[:2000]}")
    run_id = found.group()
    if _is(last.tool, "orchestrate-feedback"):
        return Say(f"Run {run_id} is done.")
    if any(sign in text for sign in _FINISHED):
        return _call(seen, "orchestrate-feedback", {"run_id": run_id, "success": True, "note": "the tests pass"})
    if last is not results[-1]:
        return _after_work(seen, run_id, results[-1])
    if (needed := _NEEDS.search(text)) is None:
        return Say(f"The result says neither what to do nor that it is done: {text[:2000]}")
    open_ids = needed.group(2).split(", ")
    tool = next((t for t in SUB_AGENT_TOOLS if t in seen.tools), None)
    if tool is not None and IN_ORDER not in seen.said:
        if "given out before" in text:
            return Say("They are at work.")
        instruction = _INSTRUCTION.search(text.replace('\\"', '"'))
        assert instruction is not None, text
        return tuple(Use(tool, _started(seen, instruction.group().replace("<ID>", i), i)) for i in open_ids)
    return _call(seen, "agent-brief", {"run_id": run_id, "agent_id": open_ids[0]})


def _after_work(seen: Conversation, run_id: str, result: Heard) -> Turn:
    """After briefs were read: the next one, or all replies; after sub-agents stopped: the run id alone."""
    since = seen.heard[seen.heard.index(result) + 1 :]
    read = [h.arguments.get("agent_id", "") for h in since if _is(h.tool, "agent-brief")]
    if not read:
        # Sub-agents in the background have only been started when their call returns; the host tells when they stop.
        away = sum(_IN_BACKGROUND in h.text for h in seen.heard)
        if seen.said.count(_STOPPED) < away:
            return Say("They are at work.")
        return _call(seen, "orchestrate-continue", {"run_id": run_id})
    needed = _NEEDS.search(result.text)
    assert needed is not None
    left = [i for i in needed.group(2).split(", ") if i not in read]
    if left:
        return _call(seen, "agent-brief", {"run_id": run_id, "agent_id": left[0]})
    return _call(seen, "orchestrate-continue", {"run_id": run_id, "replies": [_reply(i) for i in read]})


def _reply(agent_id: str) -> dict[str, str]:
    return {"agent_id": agent_id, "status": "ok", "content": json.dumps(REPLY)}


def _started(seen: Conversation, instruction: str, agent_id: str) -> dict[str, Any]:
    """The arguments with which a host's own tool starts a sub-agent that can do everything, waiting for it if it may."""
    told = {"description": f"Part {agent_id}", "prompt": instruction}
    if "read_agent" in seen.tools:
        return {**told, "name": agent_id, "agent_type": "general-purpose", "mode": "sync"}
    return {**told, "subagent_type": "general-purpose" if "Agent" in seen.tools else "general"}


def _call(seen: Conversation, name: str, arguments: dict[str, Any]) -> Turn:
    tool = _tool(seen, name)
    if tool is not None:
        return (Use(tool, arguments),)
    if "ToolSearch" in seen.tools and sum(h.tool == "ToolSearch" for h in seen.heard) < MOST_SEARCHES:
        if name == "orchestrate":
            return (Use("ToolSearch", {"query": "podium orchestrate", "max_results": 5}),)
        wanted = "mcp__podium__agent-brief,mcp__podium__orchestrate-continue,mcp__podium__orchestrate-feedback"
        return (Use("ToolSearch", {"query": f"select:{wanted}", "max_results": 5}),)
    return Say(f"There is no tool {name}; there are {', '.join(seen.tools)}")


def _tool(seen: Conversation, name: str) -> str | None:
    """The tool of ours as this host calls it."""
    return next((tool for tool in seen.tools if _is(tool, name)), None)


def _is(tool: str, name: str) -> bool:
    """Whether a tool, as a host names it, is this one of ours: behind a prefix, and perhaps folded."""
    return re.fullmatch(rf"(.*podium_+)?{name.replace('-', '_')}", re.sub(r"\W", "_", tool)) is not None
