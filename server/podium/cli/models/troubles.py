"""What the libraries raise, as what a person can do about it. Both name their errors and statuses alike."""

from __future__ import annotations

from typing import Any

from podium.cli.models.choice import Chosen
from podium.cli.said import Hopeless, Passing
from podium.core.texts import one_line

SAID_CHARACTERS = 240
_OUT_OF_MONEY = frozenset({"insufficient_quota", "billing_error", "credit_balance_too_low"})


def read_trouble(error: Exception, chosen: Chosen, *, answered: bool) -> Passing | Hopeless:
    """The trouble in an error.

    Args:
        error: what the library raised, after its own retries.
        chosen: the model that was asked.
        answered: it has answered before, so what is wrong may pass.
    """
    status = getattr(error, "status_code", None)
    said = _said(error, chosen)
    if status is None:
        return _unreached(error, chosen, said, answered=answered)
    if status == 401 or status == 403:
        key = " or ".join(chosen.keys) or "the key"
        return Hopeless(f"{chosen.where} does not accept the key ({status}): check {key}. It says: {said}")
    if status == 402 or _kind(error) & _OUT_OF_MONEY:
        return Hopeless(f"{chosen.where} wants to be paid first ({status}). It says: {said}")
    if status == 404:
        return Hopeless(f"{chosen.where} knows no model {chosen.name!r}, or is no such server (404). It says: {said}")
    if 400 <= status < 500 and status not in (408, 409, 413, 429) and not answered:
        return Hopeless(f"{chosen.where} does not take the request ({status}). It says: {said}")
    return Passing(f"{chosen.where} answered {status}: {said}")


def _unreached(error: Exception, chosen: Chosen, said: str, *, answered: bool) -> Passing | Hopeless:
    """No answer came at all: where none ever came, none will."""
    if "Timeout" in type(error).__name__:
        return Passing(f"no reply of {chosen.name} in time")
    cause = f"{type(error.__cause__).__name__}: {one_line(str(error.__cause__), 120)}" if error.__cause__ else said
    if answered:
        return Passing(f"{chosen.where} cannot be reached just now ({cause})")
    return Hopeless(f"{chosen.where} cannot be reached ({cause}). Is it running? --base-url names another address")


def _kind(error: Any) -> set[str]:
    """The names that the body of an error gives itself."""
    body = getattr(error, "body", None)
    inner = body.get("error", body) if isinstance(body, dict) else {}
    named = inner if isinstance(inner, dict) else {}
    return {str(named.get(name)) for name in ("code", "type") if named.get(name)}


def _said(error: Exception, chosen: Chosen) -> str:
    """What the server says, in one line and without the key, which some servers repeat."""
    body = getattr(error, "body", None)
    inner = body.get("error", body) if isinstance(body, dict) else None
    text = str(inner.get("message") or error) if isinstance(inner, dict) else str(error)
    if chosen.key and len(chosen.key) > 4:
        text = text.replace(chosen.key, "…")
    return one_line(text, SAID_CHARACTERS)
