"""Smaller forms of a pack, for an agent that is asked for less: its most relevant part, and its two halves.

A form is kept as ranges of the pack's own text, so that it costs next to nothing until somebody needs it. What must be
preserved stands whole in every form, and together the halves hold everything that the pack does.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from podium.core.pruning.packing import section
from podium.core.pruning.values import Pack

Form = Literal["smaller_pack", "first_half", "second_half"]
Ranges = Sequence[Sequence[int]]
"""First and last-but-one characters of the parts of a text, in order."""

SMALLER = 0.5
"""Share of a pack's characters that its smaller form may have, unless what must be preserved is longer."""
LEAST_PIECE = 120
"""Characters of an item below which a piece of it says too little to be kept."""


@dataclass(frozen=True, slots=True)
class Forms:
    """The text of a pack, and the ranges of its smaller forms; without any it has only its whole."""

    text: str = ""
    ranges: Mapping[str, Ranges] = field(default_factory=dict)

    def of(self, care: Collection[str]) -> str:
        """The text for a request that is made with this care: a half where one is asked for, else the smaller form."""
        form = next((name for name in ("first_half", "second_half", "smaller_pack") if name in care), "")
        ranges = self.ranges.get(form)
        return self.text if ranges is None else "".join(self.text[first:end] for first, end in ranges)


@dataclass(frozen=True, slots=True)
class _Section:
    """One item in the text of its pack: where its section, its own text and its closing label begin, and where it ends."""

    first: int
    body: int
    closing: int
    end: int
    score: float
    preserved: bool

    @property
    def length(self) -> int:
        return self.end - self.first


def forms(pack: Pack) -> dict[Form, list[list[int]]]:
    """The ranges of a pack's smaller forms; none where all of it must be preserved."""
    sections = list(_sections(pack))
    free = [s for s in sections if not s.preserved]
    if not free:
        return {}
    kept = sum(s.length for s in sections if s.preserved)
    smaller = _smaller(pack.text, free, int(SMALLER * len(pack.text)) - kept)
    first, second = _halves(pack.text, free)
    own: dict[Form, Mapping[_Section, list[list[int]]]] = {
        "smaller_pack": smaller,
        "first_half": first,
        "second_half": second,
    }
    return {
        form: [r for s in sections for r in ([[s.first, s.end]] if s.preserved else chosen.get(s, []))]
        for form, chosen in own.items()
    }


def _sections(pack: Pack) -> Iterator[_Section]:
    first = 0
    for packed in pack.items:
        text = section(packed.item)
        body = first + text.index("\n") + 1
        closing = first + text.rstrip("\n").rindex("\n") + 1
        yield _Section(first, body, closing, first + len(text), packed.score, packed.reason == "preserve")
        first += len(text)


def _smaller(text: str, free: Sequence[_Section], room: int) -> dict[_Section, list[list[int]]]:
    """The most relevant sections that fit, and the beginning of the first that does not."""
    chosen: dict[_Section, list[list[int]]] = {}
    for each in sorted(free, key=lambda s: (-s.score, s.first)):
        if each.length > room:
            piece = _cut(text, each, room - (each.length - (each.closing - each.body)))
            if piece > each.body:
                chosen[each] = [[each.first, piece], [each.closing, each.end]]
            break
        chosen[each] = [[each.first, each.end]]
        room -= each.length
    return chosen


def _halves(
    text: str, free: Sequence[_Section]
) -> tuple[dict[_Section, list[list[int]]], dict[_Section, list[list[int]]]]:
    """The sections up to the middle, and those from there on; one that lies across it is cut at the end of a line."""
    left = sum(s.length for s in free) // 2
    first: dict[_Section, list[list[int]]] = {}
    second: dict[_Section, list[list[int]]] = {}
    for each in free:
        whole = [[each.first, each.end]]
        piece = _cut(text, each, left - (each.body - each.first)) if 0 < left < each.length else each.body
        if each.body < piece < each.closing:
            first[each] = [[each.first, piece], [each.closing, each.end]]
            second[each] = [[each.first, each.body], [piece, each.end]]
        elif left * 2 >= each.length:
            first[each] = whole
        else:
            second[each] = whole
        left -= each.length
    return first, second


def _cut(text: str, each: _Section, room: int) -> int:
    """Where a section's own text ends when it may have `room` characters: behind a line; its beginning for nothing."""
    if room < LEAST_PIECE:
        return each.body
    end = text.rfind("\n", each.body, min(each.body + room, each.closing)) + 1
    return end if end - each.body >= LEAST_PIECE else each.body
