"""Which model `--model provider:name` means, at which address, with which key. Nothing is loaded or called here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from podium.core.errors import UserError

NO_KEY = "none"
"""Sent as the key where an address was given and no key: local servers ask for none, and the libraries want a word."""


@dataclass(frozen=True, slots=True)
class Provider:
    """One way to a model.

    `url` is where it listens when nobody says otherwise; None leaves that to its library. `keys` are the environment
    variables that may hold its key, none where it needs none; `url_name` the one that may hold another address.
    """

    protocol: Literal["openai", "anthropic"]
    url: str | None
    keys: tuple[str, ...]
    url_name: str


PROVIDERS: Mapping[str, Provider] = {
    "openai": Provider("openai", None, ("OPENAI_API_KEY",), "OPENAI_BASE_URL"),
    "anthropic": Provider("anthropic", None, ("ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN"), "ANTHROPIC_BASE_URL"),
    "openrouter": Provider("openai", "https://openrouter.ai/api/v1", ("OPENROUTER_API_KEY",), "OPENROUTER_BASE_URL"),
    "ollama": Provider("openai", "http://localhost:11434/v1", (), "OLLAMA_BASE_URL"),
    "lmstudio": Provider("openai", "http://localhost:1234/v1", (), "LMSTUDIO_BASE_URL"),
}


@dataclass(frozen=True, slots=True)
class Chosen:
    """One model. `url` None: the library's own address; `key` None: the library finds it in the environment itself."""

    provider: str
    protocol: Literal["openai", "anthropic"]
    name: str
    url: str | None
    key: str | None
    keys: tuple[str, ...]

    @property
    def where(self) -> str:
        """The address for people, without what may be secret in it."""
        if self.url is None:
            return self.provider
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.hostname or ''}{f':{parts.port}' if parts.port else ''}{parts.path}"


def chosen(model: str, base_url: str, environ: Mapping[str, str]) -> Chosen:
    """The model that is meant.

    Args:
        model: `provider:name`; the name may hold colons of its own.
        base_url: an address that goes before all others; empty for none.
        environ: environment variables.

    Raises:
        UserError: the provider is unknown, the name or the key is missing, or the address is none.
    """
    provider, _, name = model.partition(":")
    known = PROVIDERS.get(provider.lower())
    if known is None or not name.strip():
        raise UserError(
            f"--model wants provider:name with one of {', '.join(PROVIDERS)}, such as ollama:llama3.2; got {model[:80]!r}. "
            "Any other OpenAI-compatible server: --model openai:NAME --base-url URL"
        )
    given = base_url or environ.get(known.url_name, "")
    _check_address(given)
    set_key = next((environ[key] for key in known.keys if environ.get(key)), "")
    if known.keys and not set_key and not given:
        raise UserError(
            f"{provider} needs a key: set {' or '.join(known.keys)}, or name a server that needs none with --base-url"
        )
    # An auth token goes into another header than a key, so the library takes it from the environment itself.
    by_library = known.protocol == "anthropic" and not environ.get("ANTHROPIC_API_KEY") and bool(set_key)
    key = None if by_library else set_key or NO_KEY
    return Chosen(provider.lower(), known.protocol, name.strip(), given or known.url, key, known.keys)


def _check_address(url: str) -> None:
    try:
        parts = urlsplit(url)
        sound = not url or (parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0)
    except ValueError:
        sound = False
    if not sound:
        raise UserError("--base-url wants a whole address such as http://localhost:8000/v1")
