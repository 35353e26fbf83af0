"""Making results fit: hosts cut what is long, so each half of a result stays under a limit by itself.

Everything here gives a new result and shares with the old one what stays the same.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

from podium.core.errors import UserError
from podium.core.values import JSON

LIMIT = 9_980
"""Characters of one half of a result; the contract allows 10,000."""

Reducer = Callable[[JSON], JSON]
"""One way to make a result shorter: the shorter one, or the very same where there is nothing to shorten."""


def size(value: Any) -> int:
    """Characters of a value as JSON, escapes counted."""
    return len(json.dumps(value))


def head(result: JSON, path: str, most: int) -> JSON:
    """The lists at a path cut to their first `most` entries, each whole length told in `<list>_total`."""

    def shorter(parent: JSON, name: str) -> JSON:
        values = parent.get(name)
        if not isinstance(values, list) or len(values) <= most:
            return parent
        total = f"{name}_total"
        return {**parent, name: values[:most], total: parent.get(total, len(values))}

    found: JSON = _rewritten(result, path, shorter)
    return found


def cut(text: str, most: int) -> str:
    """The text, or as much of its beginning as has `most` characters as JSON, where some characters take twelve."""
    if size(text) <= most:
        return text
    kept = text[:most]
    while size(kept) > most:
        kept = kept[: int(len(kept) * 0.9)]
    return kept + "…"


def _clip(result: JSON, path: str, most: int) -> JSON:
    """The texts at a path cut to about `most` characters as JSON."""

    def shorter(parent: JSON, name: str) -> JSON:
        text = parent.get(name)
        kept = cut(text, most) if isinstance(text, str) else text
        return parent if kept is text else {**parent, name: kept}

    found: JSON = _rewritten(result, path, shorter)
    return found


def _drop(parent: JSON, name: str) -> JSON:
    return parent if parent.get(name) is None else {**parent, name: None}


def _rewritten(node: Any, path: str, change: Callable[[JSON, str], JSON]) -> Any:
    """The node with each object that a dotted path leads to changed; `*` stands for every entry of a list."""
    name, _, rest = path.partition(".")
    if not rest:
        return change(node, name) if isinstance(node, dict) else node
    if name == "*":
        if not isinstance(node, list):
            return node
        entries = [_rewritten(entry, rest, change) for entry in node]
        return node if all(map(lambda a, b: a is b, entries, node)) else entries
    if not isinstance(node, dict) or name not in node:
        return node
    child = _rewritten(node[name], rest, change)
    return node if child is node[name] else {**node, name: child}


def fit(result: JSON, reducers: Sequence[Reducer], limit: int = LIMIT) -> JSON:
    """The result, or a shorter one that fits, made by applying reducers in order until it does.

    Raises:
        UserError: what may not be cut is too long for a host to show.
    """
    if size(result) <= limit:
        return result
    sizes = {name: _entry(name, value) for name, value in result.items()}
    for reduce in reducers:
        shorter = reduce(result)
        changed = [name for name, value in shorter.items() if name not in result or value is not result[name]]
        sizes.update((name, _entry(name, shorter[name])) for name in changed)
        result = shorter
        if changed and sum(sizes.values()) <= limit:
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
    return [_each(_clip, paths, most) for most in steps]


def drops(path: str) -> Reducer:
    """A reducer that puts null in the place of what stands at a path."""
    return lambda result: _rewritten(result, path, _drop)


def _each(shorten: Callable[[JSON, str, int], JSON], paths: Sequence[str], most: int) -> Reducer:
    def reduce(result: JSON) -> JSON:
        for path in paths:
            result = shorten(result, path, most)
        return result

    return reduce
