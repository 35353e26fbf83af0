"""Anthropic's messages."""

from __future__ import annotations

from typing import Any

from anthropic import AnthropicError, AsyncAnthropic

from podium.cli.said import Said


class Messages:
    """See `podium.cli.models.protocols.Protocol`."""

    errors: tuple[type[Exception], ...] = (AnthropicError,)

    def __init__(self, options: dict[str, Any]) -> None:
        """Make a client of `anthropic.AsyncAnthropic`'s own options; nothing is sent yet."""
        self._client = AsyncAnthropic(**options)

    async def ask(self, name: str, prompt: str, max_tokens: int) -> Said:
        """See `Protocol.ask`."""
        done = await self._client.messages.create(
            model=name, max_tokens=max_tokens, messages=[{"role": "user", "content": prompt}], stream=False
        )
        used = done.usage
        cached = (used.cache_creation_input_tokens or 0) + (used.cache_read_input_tokens or 0)
        return Said(
            "".join(block.text for block in done.content if block.type == "text"),
            done.model or name,
            cut=done.stop_reason == "max_tokens",
            tokens_in=used.input_tokens + cached,
            tokens_out=used.output_tokens,
        )

    async def close(self) -> None:
        """See `Protocol.close`."""
        await self._client.close()
