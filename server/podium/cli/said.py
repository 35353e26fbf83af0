"""What a model said to one prompt, and the two ways in which it can fail."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Said:
    """A reply. `cut` where the model was stopped by its limit; tokens as it counted them, None where it does not say."""

    text: str
    model: str
    cut: bool = False
    tokens_in: int | None = None
    tokens_out: int | None = None


class Passing(Exception):
    """One request failed, and the next may not: no reply in time, too many requests, a fault at the other end."""


class Hopeless(Exception):
    """No request can succeed before the person changes something; the text says what."""
