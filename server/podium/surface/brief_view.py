"""A brief that fits: the longest material is cut first, a command's own text last, each with where the whole stands."""

from __future__ import annotations

import re

from podium.surface.fit import LIMIT, cut, size

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
    note = f"(Cut to fit; the whole stands in the resource {uri}.)"
    while size(prompt) > room:
        found = max(_materials(prompt, mark), key=lambda m: len(m[2]), default=None)
        if found is None or len(found[2]) <= LEAST:
            break
        prompt = _shorter(prompt, found, size(prompt) - room, note)
    return prompt if size(prompt) <= room else _with_less_of_its_part(prompt, mark, room, note)


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


def _with_less_of_its_part(prompt: str, mark: str, room: int, note: str) -> str:
    """The prompt with the end of the command's text left out: libraries have agents of many pages."""
    start = prompt.find("\n## Your part: ", max(0, prompt.find(f"objective {mark}>>>")))
    if start < 0:
        return prompt
    after = (f"\n\n## Context\n<<<context {mark}", f"\n\n## What earlier agents found\n<<<findings {mark}")
    ends = (prompt.rfind("\n\n## How to answer\n"), *(prompt.find(title, start) for title in after))
    end = min((place for place in ends if place > start), default=len(prompt))
    particular = prompt.rfind("\n\nIn particular: ", start, end)
    end = particular if particular > start else end
    head, tail = prompt[:start], prompt[end:]
    kept = cut(prompt[start:end], max(LEAST, room - size(head) - size(tail) - size(note)))
    return f"{head}{kept.rpartition(chr(10))[0]}\n{note}{tail}"
