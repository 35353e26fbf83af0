"""The commands as they are on disk: read when they are first wanted, read again where a file changed."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path, PurePosixPath

import anyio
import anyio.to_thread

from podium.registry.kept import KeptFiles, Stamp, stamp_of
from podium.registry.loading import Loaded, UserFolder, load_catalogue
from podium.registry.places import PROJECT_PLACES
from podium.registry.walking import walk

logger = logging.getLogger(__name__)

LOOK_SECONDS = 1.0
"""Files are looked at when something asks, at most this often."""
WATCH_SECONDS = 2.0
LOOKING_SHARE = 0.02
"""Watching takes at most this share of a thread, however many files there are."""
ASKING_SHARE = 0.1
"""Looking for those who ask takes at most this share."""

Sight = frozenset[tuple[Path, PurePosixPath, str, Stamp | None]]
"""The files that were seen, each with its stamp."""


def user_folders(commands: Sequence[Path], workspaces: Sequence[Path]) -> list[UserFolder]:
    """The folders of a user's files: those named, and in each workspace where other tools keep theirs."""
    return [
        *(UserFolder(path) for path in commands),
        *(UserFolder(path, places=PROJECT_PLACES) for path in workspaces),
    ]


class Library:
    """The commands of one server.

    Serving never waits for the user's files before something needs them: `loaded` is what was read last, `fresh` looks
    at the disk in a worker thread and reads what changed.
    """

    def __init__(
        self,
        folders: Sequence[UserFolder] = (),
        *,
        every: float = LOOK_SECONDS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.folders = tuple(folders)
        self.listeners: list[Callable[[Loaded | None, Loaded], None]] = []
        self._every = every
        self._clock = clock
        self._kept = KeptFiles()
        self._seen: Sight | None = None
        self._latest: Loaded | None = None
        self._looked_at: float | None = None
        self._looking_took = 0.0

    @cached_property
    def shipped(self) -> Loaded:
        """The built-in commands alone."""
        return load_catalogue()

    @cached_property
    def _lock(self) -> anyio.Lock:
        return anyio.Lock()

    def loaded(self) -> Loaded:
        """The commands as they were read last; the first time they are read now."""
        if self._latest is None:
            self.look()
        return self._latest or self.shipped

    async def fresh(self) -> Loaded:
        """The commands as they are on disk now, or were within the last second."""
        if self._due():
            async with self._lock:
                if self._due():
                    before = self._latest
                    await anyio.to_thread.run_sync(self.look)
                    self._announce(before)
        return self.loaded()

    def look(self) -> bool:
        """Look at the files and read them again where any changed; says whether the commands are others now."""
        started = self._clock()
        seen = self._sight()
        before = self._latest
        if before is None or seen != self._seen:
            self._latest = self._read(before)
            self._seen = seen
        self._looked_at = self._clock()
        self._looking_took = self._looked_at - started
        return self._latest is not before

    async def watch(self) -> None:
        """Look again and again, so that changes are noticed while nobody asks. Runs until it is cancelled."""
        while self.folders:
            await anyio.sleep(max(WATCH_SECONDS, self._looking_took / LOOKING_SHARE))
            try:
                await self.fresh()
            except OSError as error:
                logger.warning("the command folders cannot be looked at: %s", error.strerror)

    def _due(self) -> bool:
        if self._looked_at is None:
            return True
        pause = max(self._every, self._looking_took / ASKING_SHARE) if self._every else 0.0
        return bool(self.folders) and self._clock() - self._looked_at >= pause

    def _read(self, before: Loaded | None) -> Loaded:
        """The commands as files hold them now; an equal catalogue stays the same object, with all that hangs on it."""
        if not self.folders:
            return self.shipped
        now = load_catalogue(self.folders, self._kept, self.shipped)
        self._kept.turn()
        same = before is not None and before.catalogue.version == now.catalogue.version
        return replace(now, catalogue=before.catalogue) if before and same else now

    def _sight(self) -> Sight:
        return frozenset(
            (folder.path, entry.path, entry.refusal, stamp_of(folder.path / entry.path))
            for folder in self.folders
            for entry in walk(folder.path, folder.places)
        )

    def _announce(self, before: Loaded | None) -> None:
        now = self._latest
        if now is not None and now is not before:
            for listener in self.listeners:
                listener(before, now)
