"""A brief that fits: its instructions stay whole, and the longest material is cut, with where the whole stands."""

from __future__ import annotations

import re

from podium.surface.fit import LIMIT, size

FIELDS = 400
"""Characters that the other fields of the answer take."""
LEAST = 200
"""Characters that stay of any material."""


def fitted(prompt: str, mark: str, uri: str) -> str:
    """The prompt, short enough for a host.

    Args:
        prompt: with its material between marks.
        mark: the run's mark, which stands in no material.
        uri: where the whole prompt can be read.
    """
    room = LIMIT - FIELDS
    while size(prompt) > room:
        found = max(_materials(prompt, mark), key=lambda m: len(m[2]), default=None)
        if found is None or len(found[2]) <= LEAST:
            break
        prompt = _shorter(prompt, found, size(prompt) - room, f"(Cut to fit; the whole stands in the resource {uri}.)")
    return prompt


def _materials(prompt: str, mark: str) -> list[re.Match[str]]:
    return list(re.finditer(rf"<<<(\w+) {re.escape(mark)}\n(.*?)\n\1 {re.escape(mark)}>>>", prompt, re.DOTALL))


def _shorter(prompt: str, found: re.Match[str], excess: int, note: str) -> str:
    """The prompt with one material cut by about `excess` characters as JSON, and a note behind it."""
    text = found[2]
    share = 1 - (excess + len(note)) / size(text)
    kept = text[: max(LEAST, min(int(len(text) * share), int(len(text) * 0.95)))]
    tail = prompt[found.end() :]
    note = "" if tail.startswith(f"\n{note}") else f"\n{note}"
    return prompt[: found.start(2)] + kept + "\n" + prompt[found.end(2) + 1 : found.end()] + note + tail
