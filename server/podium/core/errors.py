"""The error tree.

Exception
+-- PodiumError            anything Podium itself raises
+-- UserError          a mistake of the caller; the message says what to do next
+-- StoreError         the database cannot be used as it is; the message says what was done
|   +-- Conflict       somebody else advanced the run first; load it again
+-- ReplayRefused      a round was handed in again with other answers
"""

from __future__ import annotations

from podium.core.secrets import presentable


class PodiumError(Exception):
    """Base of everything Podium raises on purpose. Its text is safe to show: no secret and no hidden character."""

    def __init__(self, message: str = "") -> None:
        super().__init__(presentable(message))


class UserError(PodiumError):
    """A mistake of the caller. The text reaches the client and names the next step."""


class StoreError(PodiumError):
    """The store cannot be used as it is. The text reaches the client and names no path outside the workspace."""


class Conflict(StoreError):
    """Another driver appended to the run first."""


class ReplayRefused(PodiumError):
    """A round that was consumed already came again with different answers."""
