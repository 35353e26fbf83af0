"""A raw client of the extension for tasks: polls, answers, and keeps what it saw."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from served import CLIENT, Served

TASKS = "io.modelcontextprotocol/tasks"
DONE = ("completed", "failed", "cancelled")
MOST_POLLS = 60
GOOD = '{"summary": "Looked at it.", "findings": [{"statement": "A lock is missing", "evidence": "ledger.py:9"}]}'


def asked_as(
    *, tasks: bool = True, sampling: bool = True, pages: bool = False, elicits: bool = False, **params: Any
) -> dict[str, Any]:
    """Parameters of a 2026-07-28 request of a client that declares these."""
    capabilities: dict[str, Any] = {"sampling": {}} if sampling else {}
    capabilities["extensions"] = {TASKS: {}} if tasks else {}
    if elicits:
        capabilities["elicitation"] = {"form": {}}
    if pages:
        capabilities["extensions"]["io.modelcontextprotocol/ui"] = {"mimeTypes": ["text/html;profile=mcp-app"]}
    meta = {
        "io.modelcontextprotocol/protocolVersion": "2026-07-28",
        "io.modelcontextprotocol/clientInfo": CLIENT,
        "io.modelcontextprotocol/clientCapabilities": capabilities,
    }
    return {**params, "_meta": meta}


def reply(text: str = GOOD) -> dict[str, Any]:
    """A sampling result."""
    return {"role": "assistant", "model": "m", "content": {"type": "text", "text": text}, "stopReason": "endTurn"}


@dataclass(slots=True)
class Poller:
    """Drives tasks over one server."""

    server: Served
    number: int = 100
    keys: list[str] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)

    async def ask(self, method: str, **params: Any) -> dict[str, Any]:
        """One request of a client that declares the extension."""
        self.number += 1
        return await self.server.ask(self.number, method, asked_as(**params))

    async def start(self, objective: str, **arguments: Any) -> dict[str, Any]:
        """Call `orchestrate`; whatever comes back."""
        arguments = {"objective": objective, "confidence_override": 0, "agent_limit": 3, **arguments}
        result = (await self.ask("tools/call", name="orchestrate", arguments=arguments))["result"]
        return dict(result)

    async def get(self, task_id: str) -> dict[str, Any]:
        """The task as it stands."""
        task = (await self.ask("tasks/get", taskId=task_id))["result"]
        assert task["resultType"] == "complete"
        self.seen.append(task["status"])
        return dict(task)

    async def update(self, task_id: str, responses: dict[str, Any]) -> None:
        """Answer some of its requests."""
        answer = await self.ask("tasks/update", taskId=task_id, inputResponses=responses)
        assert {key for key in answer["result"] if key != "_meta"} == {"resultType"}

    async def finish(
        self, task_id: str, text: str = GOOD, between: Callable[[], Awaitable[None]] | None = None
    ) -> dict[str, Any]:
        """Answer whatever is asked, one request after another, until the task is done."""
        for _ in range(MOST_POLLS):
            task = await self.get(task_id)
            if task["status"] in DONE:
                return task
            if task["status"] == "input_required":
                key = next(iter(task["inputRequests"]))
                assert key not in self.keys, "a key is never used again"
                self.keys.append(key)
                await self.update(task_id, {key: reply(text)})
            if between is not None:
                await between()
        raise AssertionError(f"not done after {MOST_POLLS} polls: {self.seen}")
