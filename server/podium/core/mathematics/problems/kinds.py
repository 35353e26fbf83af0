"""What each amount of a story is of, and for each of what: its units and the nouns it counts, with their powers."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from podium.core.mathematics.problems.amounts import Amount
from podium.core.mathematics.problems.heads import DOES, head_of, one_of
from podium.core.mathematics.words import STOP_WORDS
from podium.core.units import CALENDAR, TIME, find_unit

NOUN = "#"
"""What a noun begins with among the units."""
ANYBODY = frozenset(("person", "head", "man", "capita", "individual", "piece", "unit", "item", "one", "time", "each"))
"""Nouns that stand for whatever was counted."""
_DOING = re.compile(rf"[a-z]+ing|{DOES}")
_ACTS = re.compile(rf" (?:{DOES})\b")
_EACH_SUBJECT = re.compile(
    rf"(?:^|[\s,;:(])(?P<all>each|every|any|a single|an?|one|the)(?P<of> one)?(?P<set> of (?:the|our|its|his|her|their|these|those))? "
    rf"(?P<noun>[a-z][a-z-]*)(?P<more>(?: [a-z-]+){{0,2}}?)(?: of [a-z]+)? (?:can |will |may |must |also |only |about )*(?P<verb>is|measures|{DOES})?(?: (?:up to|about|exactly|only|on average))?[ $€£¥]*$"
)
_EACH_OF_THEM = re.compile(
    rf"(?:[,;:.]|\b(?:and|so|if|then|that)) ?each(?: one)?(?: of (?:them|these|those))? (?:{DOES})[ $€£¥]*$"
)
_SET = re.compile(r"\b(?:each|every one|all) of (?:the|our|its|his|her|their|these|those) $")
_SPREADS = re.compile(r"^ (?:[a-z-]+ ){0,2}?(?P<noun>[a-z]+) (?:who |that |which )?each(?: of them)? (?P<next>[a-z]+)?")
_TRAILING = re.compile(
    r"^(?:(?! if | when | where | so )[^.,;:()0-9]){0,40}?\b(?:each|apiece|a piece|a head|per head|individually)\b"
)
_SIZED = re.compile(
    r"^(?P<nouns>(?: [a-z][a-z'-]*){0,4}?)(?: ?,)? (?:of|at|@|averaging|costing|weighing|holding|measuring|lasting|taking|carrying|giving|yielding|laying"
    r"|eating|drinking|using|needing|earning|producing|making|covering|charging|paying|containing|drawing|burning|working|with|[a-z]+ing)"
    r"(?: only| about| exactly| just| up to| an average of| some)?[ $€£¥]*$"
)
_PLURAL_OF = re.compile(r"\b(?P<noun>[a-z]{3,}s) (?:of|at|holding|containing)(?: exactly| about)?[ $€£¥]*$")
_PLURAL_AVERAGE = re.compile(r"\b(?P<noun>[a-z]{3,}s) (?:each |all )?average(?: about| some)? [$€£¥]?$")
_NO_CONTAINER = frozenset(("sales", "costs", "takings", "earnings", "savings", "expenses", "parts", "losses", "profits", "chances", "means", "terms", "points", "hours", "days", "weeks", "months", "years", "minutes", "lots", "revenues", "rounds", "tens", "funds", "thousands", "hundreds", "wages", "is", "was", "consists"))  # fmt: skip
_PER = re.compile(
    r"^(?: ?/ ?| per | for each | for every | in each | in every | on each | on every | to each | to every | to an? | an? | each | every | from each | from every | by each | of each | to the (?=dollar|euro|pound|yen|gallon|litre|mile|kilo))"
    r"(?:single |double |triple |full |whole |large |small |standard |average |typical |such |of (?:the|our|its) )?(?P<noun>[a-z]+(?:-[a-z]+)?)"
)
_CONCLUDES = re.compile(
    r"\b(?:so|hence|thus|therefore|i\.e\.|that is|that's|which|making|giving|leaving|means?|in all|altogether|in total|together|overall|total\w*)\b|[:=→]|, for an?\b"
)
_PERIODS = frozenset(("day", "week", "month", "year", "hour", "minute", "second", "night", "shift"))


_Head = tuple[str, frozenset[str], int]


@dataclass(frozen=True, slots=True)
class Kind:
    """The powers of units and `#nouns` of an amount; `soft` are those it may be without, `head` the noun it counts.

    `seats` says that so many find a place. `factor` turns its value into that kind, where a period it is told for was no part of its unit.
    """

    powers: Mapping[str, int]
    head: str = ""
    soft: frozenset[str] = frozenset()
    factor: Fraction = Fraction(1)
    modifiers: frozenset[str] = field(default_factory=frozenset)
    seats: bool = False


def kinds(lower: str, amounts: Sequence[Amount]) -> list[Kind]:
    """The kind of each amount of a text in lower case."""
    heads = _filled([head_of(amount) for amount in amounts], amounts)
    found: list[Kind] = []
    subject = ""
    periods = {at for at, amount in enumerate(amounts) if _is_period(amounts, at)}
    for at, amount in enumerate(amounts):
        if _CONCLUDES.search(amount.before):
            subject = ""
        kind = _kind(amount, heads[at], amounts, found, subject)
        found.append(_over(kind, amounts[at + 1]) if at + 1 in periods else kind)
        spread = _SPREADS.match(amount.after)
        if spread and spread["noun"] not in STOP_WORDS and not _follows_size(amount, amounts):
            subject = one_of(spread["noun"])
        if _SET.search(amount.before) and heads[at][0]:
            subject = heads[at][0]
    return found


def _filled(heads: list[_Head], amounts: Sequence[Amount]) -> list[_Head]:
    """`the 168 open ones` are of what was counted before; `nine 80-litre bags` are bags."""
    for at, (noun, modifiers, end) in enumerate(heads):
        after = amounts[at + 1] if at + 1 < len(heads) else None
        sized = after is not None and not amounts[at].after.strip() and after.dimensions and heads[at + 1][0]
        named = (
            _PLURAL_AVERAGE.search(amounts[0].before)
            if re.match(r" of (?:them|these|those)\b", amounts[at].after)
            else None
        )
        if named and not noun:
            heads[at] = (one_of(named["noun"]), modifiers, end)
        elif noun == "one" and amounts[at].value != 1:
            earlier = next((other for other, _, _ in reversed(heads[:at]) if other), noun)
            heads[at] = (earlier, modifiers, end)
        elif sized and not noun and amounts[at].counts:
            heads[at] = (heads[at + 1][0], frozenset(), 0)
    return heads


_SEATS = re.compile(r"\b(?:seats?|carr(?:y|ies)|takes?|holds?|sleeps?|accommodates?|fits?)(?: up to| at most)? $")
_A_PERIOD = re.compile(r"^(?:an?|each|every|per) [a-z]+$")


def _is_period(amounts: Sequence[Amount], at: int) -> bool:
    """`1.8 GB of quota a day`: a period that the amount before it is told for."""
    each = amounts[at]
    linked = re.match(r"^ (?:of )?[a-z-]+(?: [a-z-]+)? $", each.before)
    timed = each.optional and each.dimensions in (TIME, CALENDAR) and _A_PERIOD.match(each.text.lower())
    return bool(at and linked and timed and not re.search(r"\b(?:in|for|over|within|after|once) $", each.before))


def _over(kind: Kind, period: Amount) -> Kind:
    """A kind for each of a period."""
    ((unit, power),) = period.dimensions
    powers = dict(kind.powers) | {unit: kind.powers.get(unit, 0) - power}
    return replace(
        kind, powers={key: value for key, value in powers.items() if value}, factor=kind.factor / period.value
    )


def _follows_size(amount: Amount, amounts: Sequence[Amount]) -> bool:
    return bool(amount.at and _SIZED.match(amounts[amount.at - 1].after) and amounts[amount.at - 1].counts)


def _kind(
    amount: Amount,
    head: _Head,
    amounts: Sequence[Amount],
    found: Sequence[Kind],
    subject: str,
) -> Kind:
    powers = Counter(dict(amount.dimensions))
    soft: set[str] = set()
    noun, modifiers, end = head
    factor = Fraction(1)
    working = re.fullmatch(r"[\w.]+-hour (day|week|shift)", amount.text.lower())
    if working and not amount.dimensions:
        size = find_unit(working[1])
        factor = size.sizes[0] if size else factor
        powers, soft = Counter({"time": 1, NOUN + working[1]: -1}), {NOUN + working[1]}
    after = amount.after
    rated = amount.dimensions and noun and f" {noun}" in f" {amount.text.lower()}"
    if rated:
        powers[NOUN + noun] += 1
    elif amount.counts and noun and after.startswith("-"):
        powers[NOUN + noun] += 1
        owner = re.match(r"-[a-z'’]+ (?:[a-z]+ )??([a-z]+)", after)
        if owner and owner[1] not in STOP_WORDS:
            powers[NOUN + one_of(owner[1])] -= 1
            soft.add(NOUN + one_of(owner[1]))
    elif amount.counts and noun:
        powers[NOUN + noun] += 1
        after = after[end:]
    elif amount.dimensions and noun and amount.kind == "plain":
        powers[NOUN + noun] -= 1
        soft.add(NOUN + noun)
        after = after[end:]
    pers = list(_pers(amount, after))
    of_size = re.search(r"\b([a-z]+) size (?:of|is|was|at) (?:about )?$", amount.before)
    if of_size and amount.counts:
        others = [each for each in (head_of(a)[0] for a in amounts) if each and each != of_size[1]]
        noun = noun or next(iter(others), "")
        powers = Counter({NOUN + noun: 1, NOUN + of_size[1]: -1}) if noun else powers
    if (
        pers
        and amount.counts
        and not noun
        and found
        and found[-1].head
        and re.search(r"^[^.;0-9]*\band $|, $", amount.before)
    ):
        powers[NOUN + found[-1].head] += 1  # `three points for a win and one for a draw`
    for each in pers:
        unit = find_unit(each)
        if unit and unit.dimensions:
            ((name, power),) = unit.dimensions[:1]
            powers[name] -= power
            factor /= unit.sizes[0]
        else:
            powers[NOUN + one_of(each)] -= 1
    for hard, name in () if pers else _owner(amount, noun, amounts, found, subject):
        if powers[NOUN + name] >= 0 and name != noun:
            powers[NOUN + name] -= 1
            if not hard:
                soft.add(NOUN + name)
    return Kind(
        {key: power for key, power in powers.items() if power},
        noun,
        frozenset(soft),
        factor,
        modifiers,
        bool(_SEATS.search(amount.before)),
    )


def _pers(amount: Amount, after: str) -> Iterator[str]:
    """The nouns after `per`, `a` or `for each` that follow an amount and what it counts."""
    if amount.per and not _PER.match(after):
        yield amount.per
    told = True
    while told:
        step = _PER.match(after)
        told = step is not None and step["noun"] not in STOP_WORDS and not _DOING.fullmatch(step["noun"])
        if told and step is not None and not re.match(r" (?:per|/)", after) and _ACTS.match(after[step.end() :]):
            return  # `a frame takes` begins what is said next
        if told and step is not None:
            yield step["noun"]
            after = after[step.end() :]
    reward = re.match(r"^ for (?:an?|each|every) (win|draw|loss|goal|try|hit|sale|visit|click|correct answer)\b", after)
    if reward:
        yield reward[1].split()[-1]


def _owner(
    amount: Amount, noun: str, amounts: Sequence[Amount], found: Sequence[Kind], subject: str
) -> Iterator[tuple[bool, str]]:
    """What an amount is of each of, by what stands before it or by `each` after it; hard where that is said."""
    if _TRAILING.match(amount.after):
        for before, kind in zip(reversed(amounts[: amount.at]), reversed(found), strict=False):
            if before.counts and kind.head and kind.head != noun:
                yield True, kind.head
                return
    if amount.at:
        before, kind = amounts[amount.at - 1], found[amount.at - 1]
        sized = _SIZED.match(amount.before)
        if (
            before.counts
            and not before.optional
            and kind.head
            and sized
            and kind.head != noun
            and not re.search(r"\bof (?:the|these|those|them|our|all)\b", amount.before)
        ):
            packed = _PLURAL_OF.search(amount.before)
            yield True, one_of(packed["noun"]) if packed and packed["noun"] not in _NO_CONTAINER else kind.head
            return
    single = _EACH_SUBJECT.search(amount.before)
    if subject and not (
        single and single["all"] in ("each", "every") and not single["set"] and not _DOING.fullmatch(single["noun"])
    ):
        yield False, subject
        return
    averaged = _PLURAL_AVERAGE.search(amount.before)
    if averaged:
        yield True, one_of(averaged["noun"])
        return
    plural = _PLURAL_OF.search(amount.before)
    if plural and plural["noun"] not in _NO_CONTAINER:
        yield True, one_of(plural["noun"])
        return
    if _EACH_OF_THEM.search(amount.before):
        for kind in found:
            if kind.head and kind.head != noun and kind.powers.get(NOUN + kind.head, 0) > 0:
                yield True, kind.head
                return
    if single and single["noun"] and single["noun"] not in STOP_WORDS | _PERIODS and not single["set"]:
        said = single["all"] in ("each", "every", "any", "per", "a single")
        if said or single["verb"]:
            words = [single["noun"], *single["more"].split()]
            nouns = list(itertools.takewhile(lambda word: word not in STOP_WORDS, words))
            yield said, one_of(nouns[-1] if nouns and single["verb"] else words[0])
