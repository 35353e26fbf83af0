"""The terminal as the host of a run: it carries the run to its end, keeps its picture up to date, and can be stopped."""

from __future__ import annotations

import json
import sys
from collections.abc import Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Any

import anyio

from podium.cli.exits import UNFINISHED
from podium.cli.program import program
from podium.cli.show import Screen
from podium.cli.stopping import Stopped
from podium.cli.texts import say
from podium.core.errors import UserError
from podium.core.values import JSON

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from mcp import Client, StdioServerParameters

    from podium.cli.answering import Answering

LEAST_PAUSE = 0.15
"""Seconds between two looks at a run that changes."""


class Host:
    """One run in a terminal.

    Args:
        screen: where it is shown.
        again: what follows `podium resume RUN_ID` to go on in the same way.
    """

    def __init__(self, screen: Screen, again: str = "") -> None:
        self.screen = screen
        self.run_id = ""
        self._again = again
        self._news = anyio.Event()
        self._scope: anyio.CancelScope | None = None
        self._gave_up = ""
        self._client: Client | None = None
        self._notices: list[str] = []

    def play(self, act: Callable[[], Awaitable[JSON]], *, stopped: str = "") -> JSON:
        """The result of `act`.

        Args:
            act: what to do.
            stopped: what to tell after Ctrl-C, where it is not how to go on with the run.

        Raises:
            Stopped: somebody pressed Ctrl-C.
        """
        try:
            return anyio.run(act)
        except KeyboardInterrupt:
            raise Stopped(stopped or self._how_to_go_on("stopped")) from None

    @asynccontextmanager
    async def server(self, parameters: StdioServerParameters, answering: Answering | None) -> AsyncIterator[None]:
        """A fresh server, whose agents `answering` answers; without it somebody must hand replies in."""
        from podium.cli.hosting import connected

        if answering is not None:
            answering.heard, answering.give_up = self._heard, self._give_up
        async with connected(parameters, answering) as client:
            self._client = client
            yield

    async def take(self, name: str, arguments: JSON) -> JSON:
        """Call the tool that starts a run or takes it up, and carry the run to its end."""
        result = await self._driven(name, arguments)
        while result["status"] in ("interrupted", "awaiting_host"):
            if result["status"] == "awaiting_host":
                result = await self._hand_out(result)
            else:
                self.screen.note(f"continuing {self.run_id}")
                result = await self._driven("orchestrate-continue", {"run_id": self.run_id})
        # Told once by the server, perhaps with a result that was not the last.
        return {**result, "notices": self._notices} if self._notices else result

    async def entire(self, result: JSON) -> JSON:
        """A result for a person, with all that the room of a result cuts; for a program it stays as the tool gave it."""
        return result if self.screen.as_json else {**result, **await self.record()}

    async def ask(self, name: str, arguments: JSON) -> JSON:
        """Call a tool that drives nothing."""
        from podium.cli.hosting import call

        assert self._client is not None, "no server was started"
        result = await call(self._client, name, arguments, self.screen.progress)
        self._notices += result.get("notices", ())
        return result

    async def _driven(self, name: str, arguments: JSON) -> JSON:
        """Call a tool that drives a run, and look at the run whenever something happens in it."""
        self.run_id = self.run_id or arguments.get("run_id", "")
        result: JSON = {}
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(self._look)
            with anyio.CancelScope() as self._scope:
                result = await self.ask(name, arguments)
            tasks.cancel_scope.cancel()
        if self._gave_up:
            raise UserError(self._how_to_go_on(self._gave_up))
        self.run_id = result["run_id"]
        self.screen.update(await self.record())
        return result

    async def record(self, part: str = "") -> JSON:
        """The whole record of the run, which no room of a result cuts, or a part of it."""
        assert self._client is not None, "no server was started"
        found = await self._client.read_resource(f"podium://runs/{self.run_id}{part}")
        return dict(json.loads(found.contents[0].text))  # type: ignore[union-attr]

    async def _look(self) -> None:
        from mcp import MCPError

        while self.screen.lively:
            await self._news.wait()
            self._news = anyio.Event()
            if self.run_id:
                with suppress(MCPError):
                    self.screen.update(await self.record())
            await anyio.sleep(LEAST_PAUSE)

    def _heard(self, run_id: str) -> None:
        self.run_id = run_id or self.run_id
        self._news.set()

    def _give_up(self, why: str) -> None:
        self._gave_up = self._gave_up or why
        if self._scope is not None:
            self._scope.cancel()

    def _how_to_go_on(self, why: str) -> str:
        if not self.run_id:
            return f"{why}, before a run began"
        again = f"{program()} resume {self.run_id}{self._again}"
        return f"{why}. Everything answered is kept. Go on with: {again}"

    async def _hand_out(self, result: JSON) -> JSON:
        """Print each open brief and read its reply from stdin, up to a line with a single dot."""
        self.screen.close_tree()
        for brief in result["next"]["briefs"]:
            # Without what a host is told about handing in.
            prompt = (await self.record(f"/agents/{brief['agent_id']}"))["prompt"]
            say(f"===== {brief['agent_id']} ({brief['role']}) =====\n{prompt}")
            say("===== reply, ended by a line with a single dot =====")
            # A person who leaves does not finish the line first.
            content = await anyio.to_thread.run_sync(_read_reply, abandon_on_cancel=True)
            if content is None:
                raise Stopped(self._how_to_go_on("stdin ended"), UNFINISHED)
            reply = {"agent_id": brief["agent_id"], "status": "ok", "content": content}
            handed_in: dict[str, Any] = {"run_id": self.run_id, "replies": [reply], "quiet": True}
            done = await self.ask("orchestrate-continue", handed_in)
            self.screen.note(f"{brief['agent_id']} recorded, {done['remaining']} remaining")
        return await self._driven("orchestrate-continue", {"run_id": self.run_id})


def _read_reply() -> str | None:
    lines: list[str] = []
    for line in sys.stdin:
        if line.rstrip("\r\n") == ".":
            return "".join(lines)
        lines.append(line)
    return "".join(lines) if lines else None
