"""The scripted host: a client whose model follows a script, over every carrier, in memory or over stdio."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

import anyio
import mcp_types as types
from mcp import Client, StdioServerParameters
from mcp.client.session import ClientRequestContext
from mcp.server import Server

from podium.testkit.script import Answer, Asked, Rule, Script, finding, on, say

Era = Literal["legacy", "2026-07-28", "auto"]
MOST_CONTINUATIONS = 50
_AGENT_KEY = "podium/agent"
_ROLE = re.compile(r"You are (?:the )?(.+?) in a team")


class ScriptedHost:
    """A host whose model answers by rules; the first rule that matches counts.

    Args:
        rules: what to answer; a request that no rule matches gets a plain good answer.

    Attributes:
        asked: every request that reached the model, in order.
    """

    def __init__(self, rules: Sequence[Rule] = ()) -> None:
        self.rules = [*rules, on("", DEFAULT)]
        self.asked: list[Asked] = []
        self.progress: list[str] = []
        self.most_at_once = 0
        self._now = 0
        self._counts: Counter[str] = Counter()

    def client(
        self, server: Server[Any] | StdioServerParameters | str, *, era: Era = "legacy", sampling: bool = True
    ) -> Client:
        """A client of this host for a server in memory, a command, or a URL."""
        callback = self.sampling if sampling else None
        return Client(server, mode=era, sampling_callback=callback)

    async def answer(self, agent_id: str, prompt: str, max_tokens: int = 0) -> Answer:
        """What the model says to one prompt."""
        self._counts[agent_id] += 1
        asked = Asked(agent_id, prompt, self._counts[agent_id], max_tokens)
        self.asked.append(asked)
        rule = next(rule for rule in self.rules if rule.matches(asked))
        rule.used.append(1)
        self._now += 1
        self.most_at_once = max(self.most_at_once, self._now)
        try:
            return await rule.script(asked)
        finally:
            self._now -= 1

    async def sampling(
        self, context: ClientRequestContext, params: types.CreateMessageRequestParams
    ) -> types.CreateMessageResult | types.CreateMessageResultWithTools | types.ErrorData:
        """The sampling callback of a client."""
        content = params.messages[0].content_as_list[0]
        prompt = content.text if isinstance(content, types.TextContent) else ""
        answer = await self.answer(agent_of(params, prompt), prompt, params.max_tokens)
        if answer.code is not None:
            return types.ErrorData(code=answer.code, message=answer.message)
        block = answer.raw if answer.raw is not None else types.TextContent(type="text", text=answer.text)
        return types.CreateMessageResultWithTools(
            role="assistant", content=block, model=answer.model, stop_reason=answer.stop_reason
        )

    async def call(self, client: Client, name: str, arguments: dict[str, Any]) -> types.CallToolResult:
        """Call a tool, noting progress."""

        async def note(progress: float, total: float | None, message: str | None) -> None:
            self.progress.append(message or "")

        return await client.call_tool(name, arguments, progress_callback=note)

    async def orchestrate(self, client: Client, objective: str, **arguments: Any) -> dict[str, Any]:
        """Run an objective to its end over whatever carrier the server chooses; returns the last structured result."""
        result = await self.call(client, "orchestrate", {"objective": objective, **arguments})
        return await self.finish(client, structured(result))

    async def finish(self, client: Client, result: dict[str, Any]) -> dict[str, Any]:
        """Take a run to its end: do the open briefs, continue where it was interrupted."""
        for _ in range(MOST_CONTINUATIONS):
            if result["status"] == "awaiting_host":
                await self.work(client, result)
            elif result["status"] not in ("interrupted", "running"):
                return result
            result = structured(await self.call(client, "orchestrate-continue", {"run_id": result["run_id"]}))
        return result

    async def work(self, client: Client, result: dict[str, Any], only: Sequence[str] | None = None) -> None:
        """Do the open briefs as sub-agents do: fetch the brief, answer, hand in quietly, stop."""
        async with anyio.create_task_group() as tasks:
            for brief in result["next"]["briefs"]:
                if only is None or brief["agent_id"] in only:
                    tasks.start_soon(self._sub_agent, client, result["run_id"], brief["agent_id"])

    async def _sub_agent(self, client: Client, run_id: str, agent_id: str) -> None:
        brief = structured(await self.call(client, "agent-brief", {"run_id": run_id, "agent_id": agent_id}))
        answer = await self.answer(agent_id, brief["prompt"])
        status = "ok" if answer.code is None else "failed"
        reply = {"agent_id": agent_id, "status": status, "content": answer.text or answer.message}
        await self.call(client, "orchestrate-continue", {"run_id": run_id, "replies": [reply], "quiet": True})


def agent_of(params: types.CreateMessageRequestParams, prompt: str) -> str:
    """The agent a sampling request is for; hosts that drop metadata still see the role in the prompt."""
    if params.metadata and _AGENT_KEY in params.metadata:
        return str(params.metadata[_AGENT_KEY])
    role = _ROLE.search(prompt)
    return role.group(1) if role else "coordinator"


def structured(result: types.CallToolResult) -> dict[str, Any]:
    """The structured half of a result.

    Raises:
        AssertionError: the call failed; the text says why.
    """
    if result.is_error or not isinstance(result.structured_content, dict):
        text = "\n".join(b.text for b in result.content if isinstance(b, types.TextContent))
        raise AssertionError(text)
    return result.structured_content


def command(database: Path, *options: str, env: dict[str, str] | None = None) -> StdioServerParameters:
    """The command that serves over stdio with a database of its own."""
    import sys

    arguments = ["-m", "podium", "serve", "--db", str(database), *options]
    return StdioServerParameters(command=sys.executable, args=arguments, env=env)


DEFAULT: Script = say(
    "{agent} looked at its part.",
    [finding("The part can be done as described.", "its own brief", topic="feasibility", stance="for")],
    "Go on.",
)
