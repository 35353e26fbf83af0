"""The seam between a model and the library that reaches it."""

from __future__ import annotations

from typing import Protocol as Seam

from podium.cli.said import Said


class Protocol(Seam):
    """One way of asking a model. `errors` are the exceptions that its library raises on purpose."""

    errors: tuple[type[Exception], ...]

    async def ask(self, name: str, prompt: str, max_tokens: int) -> Said:
        """The reply of the model `name` to one prompt, of at most `max_tokens`."""
        ...

    async def close(self) -> None:
        """Close its connections."""
        ...
