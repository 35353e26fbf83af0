"""Judges the chains of relations in a sentence: `2 + 2 = 4`, `3 × 4 is 12`, `0 < 1 < 2`."""

from __future__ import annotations

from collections.abc import Sequence

from podium.core.mathematics import quantity
from podium.core.mathematics.aggregates import total
from podium.core.mathematics.exact import Undecidable
from podium.core.mathematics.items import Item
from podium.core.mathematics.judging import Judgement, judge, undecided
from podium.core.mathematics.quantity import Quantity
from podium.core.mathematics.words import BLOCKS_AFTER, BLOCKS_BEFORE, DETERMINERS, STOP_WORDS, SUPPOSITIONS

RELATIONS = ("relation", "summing")
JOINING = frozenset({"and", "or", "in", "on", "at", "with", "for", "per", "into"})
INTRODUCING = DETERMINERS | {"so", "since", "because", "and", "as", "thus", "hence", "therefore", "but", "where"}
LISTING = frozenset({",", "and", "which", "that", "they", "these", "together"})
VALUES = ("quantity", "vague", "colon", "date")


def judge_relations(sentence: str, items: Sequence[Item]) -> list[Judgement]:
    """Judges every chain of relations, from left to right."""
    judgements: list[Judgement] = []
    at = 0
    while at < len(items):
        if items[at].kind not in RELATIONS:
            at += 1
            continue
        first, last = _chain(items, at)
        judgement = _judge_chain(sentence, items, first, last)
        if judgement:
            judgements.append(judgement)
        at = last + 1
    return judgements


def _chain(items: Sequence[Item], at: int) -> tuple[int, int]:
    """The range of items around a relation that alternate between quantities and relations."""
    first = at - 1 if at and items[at - 1].kind == "quantity" else at
    last = at
    while last + 1 < len(items) and (items[last + 1].kind == "quantity") != (items[last].kind == "quantity"):
        if items[last + 1].kind not in ("quantity", *RELATIONS):
            break
        last += 1
    return first, last


def _judge_chain(sentence: str, items: Sequence[Item], first: int, last: int) -> Judgement | None:
    chain = list(items[first : last + 1])
    claim = sentence[chain[0].start : chain[-1].end]
    if chain[0].kind == "summing" or (len(chain) > 1 and chain[1].kind == "summing"):
        first, chain = _summed(items, first, chain)
        claim = sentence[items[first].start : chain[-1].end]
    quantities = [item.quantity for item in chain if item.quantity]
    relations = [item for item in chain if item.kind in RELATIONS]
    if chain[0].kind in RELATIONS and len(quantities) > 1 and _is_name(items, first):
        return _judge_chain(sentence, [Item("break", ";", 0, 0, glued=False), *items[first + 1 :]], 1, last - first)
    if chain[0].kind in RELATIONS or chain[-1].kind in RELATIONS:
        return _open_ended(sentence, items, first, last, chain)
    doubt = _doubt_before(items, first) or _doubt_after(items, last) or _impossible_chance(items, quantities)
    if all(relation.worded for relation in relations) and not _worth_checking(items, first, last, quantities):
        return None
    return (
        undecided(claim, doubt) if doubt else _judge_links(claim, quantities, [relation.text for relation in relations])
    )


def _judge_links(claim: str, quantities: Sequence[Quantity], relations: Sequence[str]) -> Judgement:
    links = []
    for left, relation, right in zip(quantities, relations, quantities[1:], strict=False):
        try:
            links.append(_judge_link(claim, left, relation, right))
        except Undecidable as reason:
            links.append(undecided(claim, str(reason)))
    return min(links, key=lambda link: ("fails", "undecided", "holds").index(link.verdict))


def _judge_link(claim: str, left: Quantity, relation: str, right: Quantity) -> Judgement:
    if relation == "?":
        return undecided(claim, "what the sign between the two sides means is not stated")
    if left.literal and right.literal and (left.label == "") != (right.label == ""):
        return undecided(claim, "only one of its two figures counts something named")
    judgement = judge(claim, left, relation, right)
    share, whole_amount = right.share, right.total
    if (
        judgement.verdict != "fails"
        or relation != "="
        or not left.literal
        or not share
        or not whole_amount
        or not share.rounded
    ):
        return judgement
    return judge(claim, quantity.calculated(left, "/", whole_amount), "=", share)


def _summed(items: Sequence[Item], first: int, chain: list[Item]) -> tuple[int, list[Item]]:
    """Takes in the whole list before `sum to` as one quantity."""
    values: list[Quantity] = []
    at = first if items[first].kind == "quantity" else first - 1
    start = first
    while at >= 0 and (items[at].kind == "quantity" or items[at].text.lower() in LISTING):
        value = items[at].quantity
        if value:
            values.insert(0, value)
            start = at
        at -= 1
    if len(values) < 2:
        return first, chain
    summed = Item("quantity", "", items[start].start, items[first].end, items[start].glued, total(values))
    return start, [summed, *(item for item in chain if item.start > items[first].start or item.kind in RELATIONS)]


def _is_name(items: Sequence[Item], relation: int) -> bool:
    """Whether what stands before a relation is a name made of words: `total = 3 × 4 = 12`."""
    words = 0
    for item in reversed(items[:relation]):
        if item.kind == "break":
            break
        if item.kind != "word":
            return False
        words += 1
    return words > 0


def _open_ended(sentence: str, items: Sequence[Item], first: int, last: int, chain: Sequence[Item]) -> Judgement | None:
    """A chain with a side that is no quantity: undecided where it is arithmetic, else no claim at all."""
    computed = [item.quantity for item in chain if item.quantity and not item.quantity.literal]
    symbols = [item for item in chain if item.kind in RELATIONS and not item.worded]
    if len(chain) > 2 and chain[-1].worded and chain[0].kind == "quantity":
        return _judge_chain(sentence, [*items[:last]], first, last - 1)
    if not computed and not symbols:
        return None
    start = items[max(0, first - 3)].start
    end = items[min(len(items) - 1, last + 3)].end
    return undecided(sentence[start:end], "one side of it holds something whose value is not given")


def _worth_checking(items: Sequence[Item], first: int, last: int, quantities: Sequence[Quantity]) -> bool:
    """Whether a relation in words (`A is B`) is arithmetic, and not two figures that happen to meet."""
    if any(not q.literal for q in quantities):
        return True
    before = items[first - 1] if first else None
    stands_free = (
        before is None or before.kind != "word" or before.text.lower() in INTRODUCING or _names_one(items, first)
    )
    if all(q.dimensions for q in quantities):
        return stands_free
    alone = (not first or items[first - 1].kind == "break") and (
        last + 1 == len(items) or items[last + 1].kind == "break"
    )
    return alone and not any(q.dimensions or q.label for q in quantities)


def _impossible_chance(items: Sequence[Item], quantities: Sequence[Quantity]) -> str:
    """Probabilities that add up to more than one may be right as a sum and wrong as what they are."""
    spoken = any(item.text.lower() in ("probability", "probabilities", "chance", "chances") for item in items)
    above = quantities[-1].value.lo > 1 and not quantities[-1].dimensions
    return "its value is none that a probability can have" if spoken and above else ""


def _doubt_before(items: Sequence[Item], first: int) -> str:
    if not first:
        return ""
    before = items[first - 1]
    if before.kind in VALUES:
        return "what the figure before it has to do with it is not stated"
    around = items[first - 2].kind if first > 1 else "break"
    if before.text == "," and around == "quantity" and _is_bare(items, first):
        return "what the figures listed before it have to do with it is not stated"
    opened = before.kind == "operator" and before.text == "(" and around in ("word", "break")
    if (before.kind == "operator" and not opened) or before.kind in RELATIONS:
        return "something before it, whose value is not given, belongs to it"
    return _doubtful_word_before(items, first) if before.kind == "word" else ""


def _is_bare(items: Sequence[Item], first: int) -> bool:
    """Whether a plain number stands last in a list, and a relation in words behind it: `of 2, 4, 9 is 2`."""
    last, after = items[first].quantity, items[first + 1] if first + 1 < len(items) else None
    return bool(last and last.literal and not last.label and after and after.kind == "relation" and after.worded)


def _doubtful_word_before(items: Sequence[Item], first: int) -> str:
    before = items[first - 1]
    word = before.text.lower()
    if word in SUPPOSITIONS:
        return "it is supposed, not claimed"
    governing = next((item for item in reversed(items[:first]) if item.text.lower() not in DETERMINERS), before)
    if (governing.text.lower() in BLOCKS_BEFORE and not _names_one(items, first)) or items[first].glued:
        return f"what '{governing.text}' before it does to it is not known"
    if word == "of" and _names_one(items, first):
        return ""
    listed = word in JOINING and first > 1 and items[first - 2].kind == "quantity"
    if listed and not (first > 2 and items[first - 3].kind in RELATIONS):
        return "what the figure before it has to do with it is not stated"
    variable = (len(word) == 1 and word not in "ai") or not word.replace("'", "").isalpha()
    return f"'{before.text}' has no given value" if variable else ""


def _doubt_after(items: Sequence[Item], last: int) -> str:
    if last + 1 >= len(items):
        return ""
    after = items[last + 1]
    if after.kind in VALUES:
        return "what the figure after it has to do with it is not stated"
    if after.kind == "operator" and after.text != ")":
        return "something after it, whose value is not given, belongs to it"
    return _doubtful_word_after(items, last) if after.kind == "word" else ""


def _names_one(items: Sequence[Item], first: int) -> bool:
    """`a TTL of 3600 s is one hour`: a plain noun whose value the amount is."""
    if first < 2 or items[first - 1].text.lower() != "of" or items[first - 2].kind != "word":
        return False
    noun, amount = items[first - 2].text.lower(), items[first].quantity
    return noun not in STOP_WORDS and noun not in BLOCKS_BEFORE and amount is not None and bool(amount.dimensions)


def _doubtful_word_after(items: Sequence[Item], last: int) -> str:
    after = items[last + 1]
    word = after.text.lower()
    if word == "or" and any(item.kind == "quantity" for item in items[last + 2 : last + 4]):
        return "it offers a second value"
    if word in BLOCKS_AFTER:
        return f"what '{after.text}' after it does to it is not known"
    if after.glued or len(word) == 1 or (not word.isalpha() and "'" not in word):
        return f"'{after.text}' has no given value"
    return ""
