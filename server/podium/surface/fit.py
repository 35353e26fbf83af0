"""Making results fit: hosts cut what is long, so each half of a result stays under a limit by itself."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from podium.core.values import JSON

LIMIT = 9_800
"""Characters of one half of a result; the contract allows 10,000."""


def size(value: Any) -> int:
    """Characters of a value as JSON, escapes counted."""
    return len(json.dumps(value))


def head(result: JSON, path: str, most: int) -> None:
    """Cut the list at a dotted path to its first `most` entries and tell the whole length in `<list>_total`."""
    parent, name = _parent(result, path)
    values = parent.get(name) if parent is not None else None
    if parent is not None and isinstance(values, list) and len(values) > most:
        parent.setdefault(f"{name}_total", len(values))
        parent[name] = values[:most]


def clip(result: JSON, path: str, most: int) -> None:
    """Cut the text at a dotted path; `*` stands for every entry of a list."""
    first, _, rest = path.partition(".*.")
    if rest:
        parent, name = _parent(result, first)
        for entry in (parent or {}).get(name) or ():
            if isinstance(entry, dict):
                clip(entry, rest, most)
        return
    parent, name = _parent(result, path)
    text = parent.get(name) if parent is not None else None
    if parent is not None and isinstance(text, str) and len(text) > most:
        parent[name] = text[: most - 1] + "…"


def _parent(result: JSON, path: str) -> tuple[JSON | None, str]:
    *parts, name = path.split(".")
    node: Any = result
    for part in parts:
        node = node.get(part) if isinstance(node, Mapping) else None
    return (node, name) if isinstance(node, dict) else (None, name)


Reducer = Callable[[JSON], None]


def fit(result: JSON, reducers: Sequence[Reducer], limit: int = LIMIT) -> JSON:
    """A copy of the result that fits, made by applying reducers in order until it does."""
    if size(result) <= limit:
        return result
    result = json.loads(json.dumps(result))
    for reduce in reducers:
        reduce(result)
        if size(result) <= limit:
            break
    return result


def heads(paths: Sequence[str], steps: Sequence[int] = (40, 20, 10, 5, 2, 0)) -> list[Reducer]:
    """Reducers that shorten several lists together, step by step."""
    return [_each(head, paths, most) for most in steps]


def clips(paths: Sequence[str], steps: Sequence[int]) -> list[Reducer]:
    """Reducers that shorten several texts together, step by step."""
    return [_each(clip, paths, most) for most in steps]


def _each(shorten: Callable[[JSON, str, int], None], paths: Sequence[str], most: int) -> Reducer:
    def reduce(result: JSON) -> None:
        for path in paths:
            shorten(result, path, most)

    return reduce
