"""One tool call, and the two halves of its answer."""

from __future__ import annotations

from dataclasses import dataclass

import mcp_types as types

from podium.carriers import Client
from podium.carriers.push import Push
from podium.core.run import Run
from podium.core.secrets import presentable
from podium.core.texts import clean, visible
from podium.core.values import JSON
from podium.runner import Channel, Runner
from podium.surface.client import Context
from podium.surface.fit import size
from podium.surface.services import Services
from podium.surface.task_view import TaskCreated

MISTAKE_CHARACTERS = 4_000
MOST_CHARACTERS = 10_000
"""Of one half of a result, by the contract."""

ToolResult = types.CallToolResult | types.InputRequiredResult | TaskCreated | JSON
"""What a tool call comes to; JSON is a result as it goes over the wire."""


@dataclass(slots=True)
class Call:
    """One tool call: who calls, over what, with which parts of the server."""

    services: Services
    ctx: Context
    client: Client
    params: types.CallToolRequestParams
    reported: float = 0.0

    @property
    def runner(self) -> Runner:
        """The server's runner."""
        return self.services.runner

    def channel(self) -> Channel:
        """How this call reaches its client while it runs."""
        return Channel(
            client=self.client,
            carrier=lambda: Push(self.ctx.session, self.ctx.request_id, tools=self.client.tools),
            progress=self._announce,
            heartbeat=self._beat,
            reading=self.reading,
        )

    async def reading(self, done: int, total: int) -> None:
        """Report how many files were read: less than one whole, since what comes after is counted from one on."""
        self.reported = max(done / total, self.reported + 0.0001)
        message = f"reading the workspace: {done:,} of {total:,} files"
        await self.ctx.session.report_progress(self.reported, max(1.0, self.reported), message)

    async def _announce(self, run: Run, agent_id: str) -> None:
        state = run.calls[agent_id]
        word = "answered" if state.accepted else "failed" if state.state == "failed" else "is asked again"
        done = sum(c.accepted for c in run.calls.values())
        await self._progress(run, f"{done} of {len(run.calls)}: {state.call.role} {word}")

    async def _beat(self, run: Run) -> None:
        names = ", ".join(c.call.role for c in run.asked[:4])
        await self._progress(run, f"waiting for {len(run.asked)}: {names}")

    async def _progress(self, run: Run, message: str) -> None:
        """Report how many calls are settled; every notification is a little more than the one before."""
        settled = float(sum(not c.open for c in run.calls.values()))
        self.reported = max(settled, self.reported + 0.01)
        await self.ctx.session.report_progress(self.reported, max(len(run.calls), self.reported), message)


def failed(message: str) -> types.CallToolResult:
    """A mistake of the caller, told so that a model can act on it."""
    text = clean(presentable(message), MISTAKE_CHARACTERS)
    return types.CallToolResult(content=[types.TextContent(type="text", text=text)], is_error=True)


def told(result: ToolResult, notices: list[str]) -> ToolResult:
    """The result with what the store has to tell about its file, once: the next answer that has room takes it along."""
    if not notices or not isinstance(result, types.CallToolResult):
        return result
    text = " ".join(notices) + "\n\n" + "\n".join(b.text for b in result.content if isinstance(b, types.TextContent))
    fields = {**(result.structured_content or {}), "notices": list(notices)}
    if max(size(fields), len(text)) > MOST_CHARACTERS:
        return result
    notices.clear()
    return types.CallToolResult(
        content=[types.TextContent(type="text", text=text)],
        structured_content=None if result.structured_content is None else fields,
        is_error=result.is_error,
    )


def answer(structured: JSON, text: str) -> types.CallToolResult:
    """Both halves of a result; `structured` is short enough for a host, as `fit` leaves it."""
    return types.CallToolResult(
        content=[types.TextContent(type="text", text=visible(text))], structured_content=structured
    )
