"""A brief that fits: the longest material is cut first, then a command's own text, and what must reach every agent whole
last, each with where the whole stands.
"""

from __future__ import annotations

import re

from podium.surface.fit import LIMIT, cut, size

FIELDS = 400
"""Characters that the other fields of the answer take."""
LEAST = 200
"""Characters that stay of any material."""
_PARTICULAR = "\n\nIn particular: "


def fitted(prompt: str, mark: str, uri: str, preserved: int = 0) -> str:
    """The prompt, short enough for a host.

    Args:
        prompt: with its material between marks.
        mark: the run's mark, which stands in no material.
        uri: where the whole prompt can be read.
        preserved: characters at the beginning of the context that must reach every agent whole.
    """
    room = LIMIT - FIELDS
    note = f"(Cut to fit; the whole stands in the resource {uri}.)"
    for kept in dict.fromkeys((preserved, 0)):
        prompt = _with_less_material(prompt, mark, room, note, kept)
        if size(prompt) > room:
            prompt = _with_less_of_its_part(prompt, mark, room, note)
        if size(prompt) <= room:
            break
    return prompt


def _with_less_material(prompt: str, mark: str, room: int, note: str, preserved: int) -> str:
    """The prompt with what can go of its longest materials left out, one after the other."""

    def least(found: re.Match[str]) -> int:
        return max(LEAST, preserved if found[1] == "context" else 0) + len(_particular(found))

    while size(prompt) > room:
        found = max(_materials(prompt, mark), key=lambda m: len(m[2]) - least(m), default=None)
        if found is None or len(found[2]) <= least(found):
            break
        prompt = _shorter(prompt, found, size(prompt) - room, note, least(found))
    return prompt


def _particular(found: re.Match[str]) -> str:
    """The end of a command's text that says what this agent is to do of it; it is never left out."""
    place = found[2].rfind(_PARTICULAR)
    return found[2][place:] if found[1] == "command" and place >= 0 else ""


def _materials(prompt: str, mark: str) -> list[re.Match[str]]:
    return list(re.finditer(rf"<<<(\w+) {re.escape(mark)}\n(.*?)\n\1 {re.escape(mark)}>>>", prompt, re.DOTALL))


def _shorter(prompt: str, found: re.Match[str], excess: int, note: str, least: int) -> str:
    """The prompt with one material cut by about `excess` characters as JSON, at most to `least`, and a note behind it."""
    text, ending = found[2], _particular(found)
    share = 1 - (excess + len(note)) / size(text)
    length = max(least, min(int(len(text) * share), int(len(text) * 0.95)))
    kept = text[: length - len(ending)] + ending
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
    particular = prompt.rfind(_PARTICULAR, start, end)
    end = particular if particular > start else end
    head, tail = prompt[:start], prompt[end:]
    kept = cut(prompt[start:end], max(LEAST, room - size(head) - size(tail) - size(note)))
    return f"{head}{kept.rpartition(chr(10))[0]}\n{note}{tail}"
