"""Finds the items that must reach every role whole, and says clearly when they cannot."""

from __future__ import annotations

from collections.abc import Sequence

from podium.core.errors import UserError
from podium.core.pruning.packing import fits, section
from podium.core.tokens import estimate
from podium.core.values import ContextItem

_SHOWN = 12


def _plain(name: str) -> str:
    return name.strip().replace("\\", "/").removeprefix("./").rstrip("/")


def _named(items: Sequence[ContextItem], name: str) -> list[int]:
    exact = [at for at, item in enumerate(items) if item.name == name]
    if exact:
        return exact
    plain = _plain(name)
    return [
        at
        for at, item in enumerate(items)
        if plain and (item.name == plain or (item.path and f"{item.path}/".startswith(f"{plain}/")))
    ]


def _unknown(items: Sequence[ContextItem], names: Sequence[str]) -> UserError:
    known = [item.name for item in items]
    shown = ", ".join(known[:_SHOWN]) + (f" and {len(known) - _SHOWN} more" if len(known) > _SHOWN else "")
    asked = ", ".join(repr(name) for name in names)
    return UserError(f"preserve names {asked}, but no such item was given. Known: {shown or 'none'}.")


def preserved(items: Sequence[ContextItem], names: Sequence[str]) -> list[int]:
    """Positions of the items named by `names`: item names, paths of files, or folders with all files read below.

    Raises:
        UserError: A name fits no item; the message lists those that are known.
    """
    found = {name: _named(items, name) for name in names}
    unknown = [name for name, positions in found.items() if not positions]
    if unknown:
        raise _unknown(items, unknown)
    return sorted({at for positions in found.values() for at in positions})


def check_budget(items: Sequence[ContextItem], budget: int) -> None:
    """Refuse a budget that the preserved items alone exceed.

    Raises:
        UserError: The message holds the numbers.
    """
    text = "".join(map(section, items))
    if fits(text, budget):
        return
    needed = max(estimate(text), -(-len(text.encode("utf-8", "surrogatepass")) * 20 // 92))
    largest = sorted(items, key=lambda item: -len(item.text))[:3]
    names = ", ".join(f"{item.name} ({estimate(item.text)})" for item in largest)
    raise UserError(
        f"preserve needs {needed} tokens for each role, but budget_tokens is {budget}. "
        f"Raise budget_tokens to at least {needed} or preserve less; the largest: {names}."
    )
