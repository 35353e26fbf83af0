"""Making results fit: hosts cut what is long, so each half of a result stays under a limit by itself."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from podium.core.errors import UserError
from podium.core.values import JSON

LIMIT = 9_900
"""Characters of one half of a result; the contract allows 10,000."""


def size(value: Any) -> int:
    """Characters of a value as JSON, escapes counted."""
    return len(json.dumps(value))


def head(result: JSON, path: str, most: int) -> None:
    """Cut the lists at a path to their first `most` entries and tell each whole length in `<list>_total`."""
    for parent, name in _places(result, path):
        values = parent.get(name)
        if isinstance(values, list) and len(values) > most:
            parent.setdefault(f"{name}_total", len(values))
            parent[name] = values[:most]


def cut(text: str, most: int) -> str:
    """The text, or as much of its beginning as has `most` characters as JSON, where some characters take twelve."""
    if size(text) <= most:
        return text
    kept = text[:most]
    while size(kept) > most:
        kept = kept[: int(len(kept) * 0.9)]
    return kept + "…"


def clip(result: JSON, path: str, most: int) -> None:
    """Cut the texts at a path to about `most` characters as JSON."""
    for parent, name in _places(result, path):
        text = parent.get(name)
        if isinstance(text, str):
            parent[name] = cut(text, most)


def _places(node: Any, path: str) -> Iterator[tuple[JSON, str]]:
    """Each object that a dotted path leads to, with the name in it; `*` stands for every entry of a list."""
    name, _, rest = path.partition(".")
    if not rest:
        if isinstance(node, dict):
            yield node, name
    elif name == "*":
        for entry in node if isinstance(node, list) else ():
            yield from _places(entry, rest)
    elif isinstance(node, dict):
        yield from _places(node.get(name), rest)


@dataclass(frozen=True, slots=True)
class Reducer:
    """One way to make a result shorter. It touches no other top-level names than `names`."""

    names: frozenset[str]
    act: Callable[[JSON], None]


def reducer(*names: str) -> Callable[[Callable[[JSON], None]], Reducer]:
    """Make a function that shortens the named entries a reducer."""
    return lambda act: Reducer(frozenset(names), act)


def fit(result: JSON, reducers: Sequence[Reducer], limit: int = LIMIT) -> JSON:
    """The result, or a copy that fits, made by applying reducers in order until it does.

    Raises:
        UserError: what may not be cut is too long for a host to show.
    """
    if size(result) <= limit:
        return result
    sizes = {name: _entry(name, value) for name, value in result.items()}
    result = dict(result)
    copied: set[str] = set()
    for reducer in reducers:
        touched = reducer.names & result.keys()
        for name in touched - copied:
            result[name] = json.loads(json.dumps(result[name]))
        copied |= touched
        reducer.act(result)
        for name in [*touched, *(result.keys() - sizes.keys())]:
            sizes[name] = _entry(name, result[name])
        if sum(sizes.values()) <= limit:
            return result
    raise UserError(
        f"The answer would have {sum(sizes.values()):,} characters, and hosts show 10,000 at most. Ask for less at once: "
        "fewer tasks, roles or commands, or shorter names."
    )


def _entry(name: str, value: Any) -> int:
    """Characters that one entry of an object takes, with its separators and its share of the braces."""
    return size(name) + size(value) + 4


def heads(paths: Sequence[str], steps: Sequence[int] = (40, 20, 10, 5, 2, 0)) -> list[Reducer]:
    """Reducers that shorten several lists together, step by step."""
    return [_each(head, paths, most) for most in steps]


def clips(paths: Sequence[str], steps: Sequence[int]) -> list[Reducer]:
    """Reducers that shorten several texts together, step by step."""
    return [_each(clip, paths, most) for most in steps]


def _each(shorten: Callable[[JSON, str, int], None], paths: Sequence[str], most: int) -> Reducer:
    def act(result: JSON) -> None:
        for path in paths:
            shorten(result, path, most)

    return Reducer(frozenset(path.partition(".")[0] for path in paths), act)
