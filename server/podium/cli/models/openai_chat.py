"""OpenAI's chat completions, which most servers of models speak."""

from __future__ import annotations

from typing import Any

from openai import AsyncOpenAI, OpenAIError

from podium.cli.said import Said

OWN_HOST = "api.openai.com"


class Chat:
    """See `podium.cli.models.protocols.Protocol`."""

    errors: tuple[type[Exception], ...] = (OpenAIError,)

    def __init__(self, options: dict[str, Any]) -> None:
        """Make a client of `openai.AsyncOpenAI`'s own options; nothing is sent yet."""
        self._client = AsyncOpenAI(**options)
        # OpenAI's newer models refuse the old name of the limit, and many other servers know only that.
        own = self._client.base_url.host == OWN_HOST
        self._limit = "max_completion_tokens" if own else "max_tokens"

    async def ask(self, name: str, prompt: str, max_tokens: int) -> Said:
        """See `Protocol.ask`."""
        limit: dict[str, Any] = {self._limit: max_tokens}
        done = await self._client.chat.completions.create(
            model=name, messages=[{"role": "user", "content": prompt}], stream=False, **limit
        )
        choice = done.choices[0] if done.choices else None
        text = (choice.message.content or choice.message.refusal or "") if choice else ""
        used = done.usage
        return Said(
            text,
            done.model or name,
            cut=choice is not None and choice.finish_reason == "length",
            tokens_in=used.prompt_tokens if used else None,
            tokens_out=used.completion_tokens if used else None,
        )

    async def close(self) -> None:
        """See `Protocol.close`."""
        await self._client.close()
