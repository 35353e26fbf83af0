"""Opens a chosen model: loads its library, asks it one prompt at a time or many at once, and closes it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import anyio

from podium.cli.models.choice import Chosen
from podium.cli.models.troubles import read_trouble
from podium.cli.said import Passing, Said
from podium.core.errors import UserError

if TYPE_CHECKING:
    from podium.cli.models.protocols import Protocol

RETRIES = 4
"""How often the library asks again after 408, 409, 429, 5xx or a lost connection, with growing pauses or as long as the
server says."""


class Model:
    """Answers prompts. Requests may be under way at once; each has `seconds` in all, its retries included."""

    def __init__(self, chosen: Chosen, protocol: Protocol, seconds: float) -> None:
        self._chosen = chosen
        self._protocol = protocol
        self._seconds = seconds
        self._answered = False

    async def __call__(self, prompt: str, max_tokens: int) -> Said:
        """The reply; see `podium.cli.answering.Answers`."""
        try:
            with anyio.fail_after(self._seconds):
                said = await self._protocol.ask(self._chosen.name, prompt, max_tokens)
        except TimeoutError:
            raise Passing(f"no reply of {self._chosen.name} within {self._seconds:g} seconds") from None
        except self._protocol.errors as error:
            raise read_trouble(error, self._chosen, answered=self._answered) from error
        self._answered = True
        return said


@asynccontextmanager
async def opened(chosen: Chosen, seconds: float) -> AsyncIterator[Model]:
    """The model, ready to be asked.

    Raises:
        UserError: its library is not installed.
    """
    try:
        protocol = _protocol(chosen)
    except ModuleNotFoundError as error:
        raise UserError(
            f"--model needs the library {error.name!r}: install podium-mcp[models], from a clone with pip install -e '.[models]'"
        ) from None
    try:
        yield Model(chosen, protocol, seconds)
    finally:
        with anyio.CancelScope(shield=True):
            await protocol.close()


def _protocol(chosen: Chosen) -> Protocol:
    options: dict[str, Any] = {"api_key": chosen.key, "max_retries": RETRIES}
    if chosen.url is not None:
        options["base_url"] = chosen.url
    if chosen.protocol == "anthropic":
        from podium.cli.models.anthropic_messages import Messages

        return Messages(options)
    from podium.cli.models.openai_chat import Chat

    return Chat(options)
