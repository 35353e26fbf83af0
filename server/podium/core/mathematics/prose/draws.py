"""Dice, coins and draws in prose: the cases counted one by one."""

from __future__ import annotations

import itertools
import math
import operator
import re
from collections.abc import Callable, Sequence
from fractions import Fraction

from podium.core.mathematics.exact import whole
from podium.core.mathematics.prose.found import Found, decided, stated
from podium.core.mathematics.prose.values import Told, Value
from podium.core.mathematics.quantity import Quantity

CHANCE = re.compile(r"\b(?:probability|chances?|likelihood|odds|p\(|likely|probabilities)")


def claimed_chance(told: Told) -> Value | None:
    """The last percentage, fraction or number between 0 and 1, which is what is claimed."""
    values = [
        v
        for v in told.of("npr")
        if v.kind == "p" or (v.kind == "n" and (v.amount.fraction or 0 <= v.amount.value.lo <= 1))
    ]
    return values[-1] if values and values[-1] is told.of("np")[-1] else None


def judged_chance(told: Told, computed: Fraction, value: Value, *used: Value) -> Found:
    """Whether a stated chance, which may be told as so many in so many, is the computed one."""
    cases = re.search(rf"#n(\d+)# (?:in|out of) #n{told.values.index(value)}#", told.shape)
    if cases:
        top = told.values[int(cases[1])]
        truth = top.amount.value.lo / value.amount.value.lo == computed
        return decided(told, truth, str(computed), "the cases were counted", value, top, *used)
    return stated(
        told,
        Quantity(
            whole(computed), percent=value.kind == "p", scale=Fraction(1, 100) if value.kind == "p" else Fraction(1)
        ),
        value,
        *used,
    )


def one_in(told: Told) -> Value | None:
    """The second value of a chance of so many in so many at the end of a statement."""
    match = re.search(r"#n(?P<top>\d+)# (?:in|out of) #n(?P<bottom>\d+)#(?P<rest>[^#]*)$", told.shape)
    return told.values[int(match["bottom"])] if match else None


_DICE = re.compile(r"\b(?:dice|die)\b")

_SIDES = re.compile(r"#n(\d+)#[ -]?sided|\bd(\d+)\b")


def dice(told: Told) -> Found | None:
    """`two fair dice: the chance of a total of seven is 1/6`; doubles, a six, at least one six."""
    if (
        not _DICE.search(told.shape)
        or not CHANCE.search(told.shape)
        or re.search(r"\b(?:loaded|biased|unfair|weighted|without)\b", told.shape)
    ):
        return None
    value = one_in(told) or claimed_chance(told)
    if value is None:
        return None
    shape = told.shape
    sides_named = _SIDES.search(shape)
    sides = int(told.values[int(sides_named[1])].amount.value.lo) if sides_named and sides_named[1] else 6
    used: list[Value] = [told.values[int(sides_named[1])]] if sides_named and sides_named[1] else []
    cases = re.search(rf"#n(\d+)# (?:in|out of) #n{told.values.index(value)}#", shape)
    count_named = re.search(
        r"#n(\d+)# (?:fair |standard |ordinary |normal |six-sided |honest |regular )*(?:#n\d+#-sided )?dice", shape
    )
    thrown = re.search(r"\b(twice)\b|#n(\d+)# (?:times|throws|rolls)", shape)
    number = (
        int(told.values[int(count_named[1])].amount.value.lo)
        if count_named
        else 2
        if re.search(r"\b(?:both|pair of|two) dice", shape)
        else 1
    )
    if count_named:
        used.append(told.values[int(count_named[1])])
    if thrown and number == 1:
        number = 2 if thrown[1] else int(told.values[int(thrown[2])].amount.value.lo)
        used += [told.values[int(thrown[2])]] if thrown[2] else []
    if not 1 <= number <= 4 or not 2 <= sides <= 20:
        return None
    wanted = [
        v for v in told.of("n") if v not in used and v is not value and not (cases and v is told.values[int(cases[1])])
    ]
    favourable = _favourable(told, wanted)
    if favourable is None:
        return None
    faces = list(itertools.product(range(1, sides + 1), repeat=number))
    computed = Fraction(sum(map(favourable, faces)), len(faces))
    return judged_chance(told, computed, value, *used, *wanted)


Test = Callable[[Sequence[int]], bool]
_NAMES = ("one", "two", "three", "four", "five", "six")
_SORTS: dict[str, Callable[[int], bool]] = {
    "even": lambda face: face % 2 == 0,
    "odd": lambda face: face % 2 == 1,
    "prime": lambda face: face in (2, 3, 5, 7, 11, 13, 17, 19, 23, 29),
}
_SUMMED = re.compile(r"\b(?:total|sum|adds?|score|adding|totalling|summing)\b")
_COMPARED = re.compile(
    r"(at least|at most|more than|less than|over|under|above|below|greater than|higher than|lower than) (?:a |one )?$"
)
_SIGNS: dict[str, Callable[[int, int], bool]] = {
    **dict.fromkeys(("at least",), operator.ge),
    **dict.fromkeys(("at most",), operator.le),
    **dict.fromkeys(("more than", "over", "above", "greater than", "higher than"), operator.gt),
    **dict.fromkeys(("less than", "under", "below", "lower than"), operator.lt),
}


def _favourable(told: Told, wanted: list[Value]) -> Test | None:
    """The test of a throw for what is wanted of it; None where that is not understood."""
    if not wanted:
        return _by_name(told.shape)
    if len(wanted) != 1 or wanted[0].amount.value.lo.denominator != 1:
        return None
    want = int(wanted[0].amount.value.lo)
    before, _, after = told.shape.partition(f"#n{told.values.index(wanted[0])}#")
    found, more = _COMPARED.search(before), re.match(r" or (?:(more|higher|above|better)|less|lower)", after)
    compare = _SIGNS[found[1]] if found else operator.eq
    if more:
        compare = operator.ge if more[1] else operator.le
    if _SUMMED.search(told.shape):
        return lambda faces: compare(sum(faces), want)
    if not found and not more:
        return _of_face(told.shape, want)
    if found and found.group().endswith(("a ", "one ")):
        return None  # `at least one 6` counts the dice, not their points
    return lambda faces: len(faces) == 1 and compare(faces[0], want)


def _by_name(shape: str) -> Test | None:
    """What is wanted without a figure: doubles, an even number, no six."""
    if re.search(r"\bdoubles?\b|\bthe same (?:number|face)\b|\bmatch", shape):
        return lambda faces: len(faces) > 1 and len(set(faces)) == 1
    sort = next((test for word, test in _SORTS.items() if re.search(rf"\b{word}\b", shape)), None)
    if sort and re.search(r"\bboth\b|\ball\b", shape):
        return lambda faces: all(map(sort, faces))
    if sort:
        return lambda faces: sort(sum(faces))
    face = re.search(r"\b(?:a|no|one) (six|five|four|three|two|one)(?:es|s)?\b", shape)
    return _of_face(shape, _NAMES.index(face[1]) + 1, no=face.group().startswith("no")) if face else None


def _of_face(shape: str, want: int, *, no: bool = False) -> Test:
    """One face: none, at least one, all, exactly one, or that of the only die."""
    if no or re.search(r"\bno #|\bwithout\b|\bnone\b|\bnot (?:rolling|throwing|getting)\b", shape):
        return lambda faces: want not in faces
    if re.search(r"\bat least (?:one|once|a)\b|\bone or more\b", shape):
        return lambda faces: want in faces
    if re.search(r"\b(?:both|all|each|twice|in a row|running|every)\b", shape):
        return lambda faces: set(faces) == {want}
    if re.search(r"\bexactly (?:one|once)\b", shape):
        return lambda faces: faces.count(want) == 1
    return lambda faces: len(faces) == 1 and faces[0] == want


_COIN = re.compile(r"\bcoins?\b|\bfair (?:tosses|flips)\b")

_TOSSED = re.compile(
    r"#n(?P<a>\d+)# (?:(?:fair |honest |ordinary )*coins\b|times|(?:fair |independent )?(?:tosses|flips|throws))|\b(?P<twice>twice)\b|\b(?P<two>two) coins"
)

_ONE_TOSS = re.compile(
    r"(?:chance|probability|likelihood) (?:of|that) [^#.]{0,20}\b(?:heads?|tails?)\b(?=[^#]{0,40}#)(?!.*\b(?:row|again|each|both|twice|coins)\b)"
)
_SIDE = re.compile(r"#n(?P<count>\d+)# (?:heads?|tails?)\b")
_HEADS = re.compile(r"#n(?P<b>\d+)# (?:heads|tails)\b")
"""Heads in a row, where the tosses are not told by themselves."""


def coins(told: Told) -> Found | None:
    """`three fair coins: the chance of exactly two heads is 3/8`, `ten heads in a row: 1 in 1,024`."""
    shape = told.shape
    if not _COIN.search(shape) or re.search(r"\b(?:biased|bent|loaded|unfair|weighted)\b", shape):
        return None
    value = one_in(told) or claimed_chance(told)
    tossed, side = _TOSSED.search(shape) or _HEADS.search(shape), _SIDE.search(shape)
    counted = (
        next((each for each in tossed.groupdict().items() if each[0] in "ab" and each[1]), None) if tossed else None
    )
    if value is None or (not tossed and not _ONE_TOSS.search(shape)):
        return None
    if not tossed:
        return judged_chance(told, Fraction(1, 2), value)
    used: list[Value] = []
    wanted = told.at(side, "count") if side else None
    tosses = int(told.values[int(counted[1])].amount.value.lo) if counted else 2
    used += [told.values[int(counted[1])]] if counted else []
    if not 1 <= tosses <= 60:
        return None
    row = re.search(r"\b(?:in a row|running|every time|all|both|each time|on both|on all|consecutive)\b", shape)
    ways: int | None = None
    if re.search(r"\bat least (?:one|a|once)\b", shape):
        ways = 2**tosses - 1
    elif re.search(r"\b(?:no|zero) (?:heads|tails)\b", shape) or row:
        ways = 1
        if re.search(r"\b(?:the same|alike|match\w*)\b", shape):
            ways = 2
    elif re.search(r"\b(?:one of each|one head and one tail|exactly one)\b", shape):
        ways = tosses if "exactly" in shape else 2 if tosses == 2 else None
    elif wanted is not None and wanted.amount.value.lo.denominator == 1:
        count = int(wanted.amount.value.lo)
        used.append(wanted)
        before = shape[: side.start()] if side else ""
        if before.rstrip().endswith("at least"):
            ways = sum(math.comb(tosses, n) for n in range(count, tosses + 1))
        elif before.rstrip().endswith("at most"):
            ways = sum(math.comb(tosses, n) for n in range(count + 1))
        else:
            ways = math.comb(tosses, count)
    elif re.search(r"\b(?:two|both) heads\b|\b(?:two|both) tails\b", shape) and tosses == 2:
        ways = 1
    return None if ways is None else judged_chance(told, Fraction(ways, 2**tosses), value, *used)
