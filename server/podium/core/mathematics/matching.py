"""What a pattern over the items of a sentence found, and how patterns are tried on a sentence."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from podium.core.mathematics.exact import Undecidable
from podium.core.mathematics.items import Item
from podium.core.mathematics.judging import Judgement, judge, undecided
from podium.core.mathematics.needed import Values, values_needed, words_needed
from podium.core.mathematics.quantity import Quantity

VALUES = ("quantity", "date", "colon")
_LETTERS = {"quantity": "Q", "date": "D", "colon": "C"}
NEAR = frozenset({"~", "about", "approximately", "roughly", "nearly", "almost", "around"})


@dataclass(frozen=True, slots=True)
class Match:
    """What a pattern found: the quantities or items it names, in order, and the text of the sentence it covers."""

    items: Sequence[Item]
    groups: tuple[str, ...]
    claim: str
    near: bool
    named: Mapping[str, str | None] = field(default_factory=dict)
    shape: str = ""
    whole_shape: str = ""

    def quantity(self, group: int) -> Quantity:
        """The quantity a group names."""
        return self._at(int(self.groups[group]))

    def __getitem__(self, name: str) -> Quantity:
        """The quantity a named group names."""
        return self._at(int(self.named[name] or ""))

    def word(self, name: str) -> str:
        """The words that a named group found; empty where it found none."""
        return (self.named.get(name) or "").strip()

    def text(self, group: int) -> str:
        """The text of the item a group names."""
        return self.items[int(self.groups[group])].text

    def item(self, name: str) -> Item:
        """The item that a named group names."""
        return self.items[int(self.named[name] or "")]

    def judge(self, computed: Quantity, stated: Quantity) -> Judgement:
        """Judges what was computed against what is stated."""
        return judge(self.claim, computed, "~" if self.near else "=", stated)

    def _at(self, place: int) -> Quantity:
        found = self.items[place].quantity
        assert found is not None
        return found


Rule = Callable[[Match], Judgement | None]


class Pattern(NamedTuple):
    """What a claim looks like, what judges it, and how many values and which words a sentence must have for it to fit."""

    text: str
    rule: Rule
    values: Values
    words: Sequence[frozenset[str]]

    def found_in(self, shape: str) -> list[re.Match[str]]:
        """Every place it fits, the last first."""
        return list(_regex(self.text).finditer(shape))[::-1]


@cache
def _regex(text: str) -> re.Pattern[str]:
    """Compiled when a sentence first has the values for it: most are never needed."""
    return re.compile(rf"(?<!\S)(?:{text})")


def patterns(table: Iterable[tuple[str, Rule]]) -> list[Pattern]:
    """The patterns of a table; each begins at a word."""
    return [Pattern(text, rule, values_needed(text), words_needed(text)) for text, rule in table]


class Shape:
    """A row of items as one string, with the way back from a position in it to the item.

    A quantity is `Q1; `, a date `D2; `, a colon pair `C3; ` (the number is the item's place), and every other item its
    text: a relation its sign, or, where `sentence` is given, as it is written there.
    """

    def __init__(self, items: Sequence[Item], sentence: str = "") -> None:
        parts = [_part(index, item, sentence) for index, item in enumerate(items)]
        self.text = "".join(parts)
        self.values = Values(*(sum(item.kind == kind for item in items) for kind in VALUES))
        self.words = frozenset(self.text.split())
        self._ends = list(accumulate(map(len, parts)))

    def may_fit(self, pattern: Pattern) -> bool:
        """Whether it has the values and words that a pattern needs."""
        needed, values = pattern.values, self.values
        if needed[0] > values[0] or needed[1] > values[1] or needed[2] > values[2]:
            return False
        return not any(map(self.words.isdisjoint, pattern.words))

    def item_at(self, position: int) -> int:
        """The index of the item at a position."""
        return bisect_right(self._ends, position)


def judge_patterns(
    sentence: str, items: Sequence[Item], tried: Iterable[Pattern], *, as_written: bool = False
) -> tuple[list[Judgement], list[Item]]:
    """The judgements of all patterns that fit, and the items with a break in the place of each fit.

    Args:
        sentence: the text of the items.
        items: what the sentence consists of.
        tried: the patterns, in this order.
        as_written: whether the patterns see relations as the sentence has them (`leaves`) and not their sign (`=`).
    """
    judgements: list[Judgement] = []
    remaining = list(items)
    shape = Shape(remaining, sentence if as_written else "")
    for pattern in tried:
        if not shape.may_fit(pattern):
            continue
        before = len(judgements)
        for found in pattern.found_in(shape.text):
            first, last = shape.item_at(found.start()), shape.item_at(found.end() - 1)
            judgement = _judged(sentence, remaining, (first, last), pattern.rule, found, tells=as_written)
            if judgement:
                judgements.append(judgement)
                hole = Item("break", ";", remaining[first].start, remaining[last].end, glued=False)
                remaining[first : last + 1] = [hole]
        if len(judgements) > before:
            shape = Shape(remaining, sentence if as_written else "")
    return judgements, remaining


def _judged(
    sentence: str, items: Sequence[Item], span: tuple[int, int], rule: Rule, found: re.Match[str], *, tells: bool
) -> Judgement | None:
    first, last = span
    claim = sentence[items[first].start : items[last].end]
    near = not NEAR.isdisjoint(_before_stated(found).split())
    groups = tuple(group or "" for group in found.groups())
    match = Match(items, groups, claim, near, found.groupdict(), found.group(), found.string)
    try:
        judgement = rule(match)
    except Undecidable as reason:
        return undecided(claim, str(reason))
    if judgement and _continues(items, first, last, tells=tells):
        return undecided(claim, "something beside it, whose value is not given, belongs to it")
    return judgement


def _before_stated(found: re.Match[str]) -> str:
    """What may say that the stated value is only near: the word before it, where a group names it, else all."""
    if "stated" not in found.re.groupindex:
        return found.group()
    return (
        found.string[max(0, found.start("stated") - 16) : found.start("stated")].rpartition(" Q")[0].rpartition(" ")[2]
    )


def _continues(items: Sequence[Item], first: int, last: int, *, tells: bool) -> bool:
    """Whether arithmetic goes on to the left or the right of a phrase; a telling one may begin as `the budget is`."""
    left, right = items[first - 1] if first else None, items[last + 1] if last + 1 < len(items) else None
    said = first > 1 and left is not None and left.worded and items[first - 2].kind == "word"
    before = left is not None and (
        (left.kind == "operator" and left.text not in "()")
        or (left.kind in ("relation", "quantity") and not (tells and said and left.text == "="))
    )
    after = right is not None and (
        (right.kind == "operator" and right.text not in "()") or right.text in ("±", "x", "or", "times")
    )
    return before or after or (right is not None and right.kind in ("quantity", "vague"))


def _part(index: int, item: Item, sentence: str) -> str:
    letter = _LETTERS.get(item.kind)
    if letter:
        return f"{'( ' if item.text == '(' else ''}{letter}{index}; "
    written = sentence[item.start : item.end] if sentence and item.kind in ("relation", "summing") else item.text
    return f"{written.lower()} "
