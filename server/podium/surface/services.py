"""What every tool, prompt and resource of one server shares."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from podium.core.errors import StoreError
from podium.core.limits import Ceilings
from podium.core.values import Catalogue, ContextItem, Knowledge, World
from podium.registry import Loaded
from podium.runner import Runner
from podium.store.protocol import Store
from podium.workspace import Workspace


@dataclass(slots=True)
class Services:
    """The parts of one running server. `loaded` gives the commands as they are on disk now."""

    store: Store
    runner: Runner
    workspace: Workspace
    ceilings: Ceilings
    loaded: Callable[[], Loaded]
    full_tools: bool = False

    @property
    def catalogue(self) -> Catalogue:
        """Every command."""
        return self.loaded().catalogue

    async def knowledge(self) -> Knowledge:
        """What was learned; nothing where the store cannot be used, so that analysis still answers."""
        try:
            return await self.store.knowledge()
        except StoreError:
            return Knowledge()

    async def world(self, items: tuple[ContextItem, ...] = (), principal: str = "") -> World:
        """What a computing command may know besides its arguments."""
        return World(self.catalogue, await self.knowledge(), items, self.ceilings.agents, principal, time.time())
