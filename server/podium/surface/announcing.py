"""Tells clients that the lists of commands changed, in either protocol era.

From 2026-07-28 a client listens on a stream it opened (`subscriptions/listen`); before, whoever went through the
handshake is told on its connection.
"""

from __future__ import annotations

import logging
from collections import OrderedDict
from typing import TYPE_CHECKING

import anyio
from mcp.server.session import ServerSession
from mcp.server.subscriptions import (
    InMemorySubscriptionBus,
    ListenHandler,
    PromptsListChanged,
    ResourceUpdated,
    ServerEvent,
    ToolsListChanged,
)
from mcp_types.version import MODERN_PROTOCOL_VERSIONS

from podium.registry import Loaded

if TYPE_CHECKING:
    from podium.surface.client import Context

logger = logging.getLogger(__name__)

MOST_SESSIONS = 64
SEND_SECONDS = 1.0
"""A client that takes no notification for so long is left alone."""


class Announcer:
    """The clients of one server that want to hear of changes."""

    def __init__(self, *, full_tools: bool) -> None:
        self._bus = InMemorySubscriptionBus()
        self._full_tools = full_tools
        self._sessions: OrderedDict[int, ServerSession] = OrderedDict()
        self.listen = ListenHandler(self._bus)

    @property
    def clients(self) -> list[ServerSession]:
        """The connections that will be told, the one that was quiet longest first."""
        return list(self._sessions.values())

    def meet(self, ctx: Context) -> None:
        """Remember a client that went through the handshake. Its parameters are one object for each connection."""
        client = ctx.session.client_params
        if client is None or ctx.protocol_version in MODERN_PROTOCOL_VERSIONS:
            return
        self._sessions[id(client)] = ctx.session
        self._sessions.move_to_end(id(client))
        while len(self._sessions) > MOST_SESSIONS:
            self._sessions.popitem(last=False)

    async def announce(self, before: Loaded | None, now: Loaded) -> None:
        """Tell everybody what is different: prompts, tools where each command is one, the list of files.

        Before the first reading (`before` is None) nobody has seen a list.
        """
        if before is None:
            return
        events: list[ServerEvent] = [ResourceUpdated("podium://commands")]
        if before.catalogue.version != now.catalogue.version:
            events += [PromptsListChanged(), ResourceUpdated("podium://graph")]
            events += [ToolsListChanged()] if self._full_tools else []
        for event in events:
            await self._bus.publish(event)
        for key, session in list(self._sessions.items()):
            if not await self._told(session, events):
                self._sessions.pop(key, None)

    async def _told(self, session: ServerSession, events: list[ServerEvent]) -> bool:
        """Whether a connection took the news; one that is gone does not."""
        with anyio.move_on_after(SEND_SECONDS):
            try:
                if any(isinstance(event, PromptsListChanged) for event in events):
                    await session.send_prompt_list_changed()
                if any(isinstance(event, ToolsListChanged) for event in events):
                    await session.send_tool_list_changed()
            except Exception as error:
                # Whatever is wrong with one client's connection must not reach the server or the other clients.
                logger.debug("a client is gone: %s", error)
                return False
            return True
        return False
