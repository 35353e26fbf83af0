"""Decibels and the ratios they stand for, and powers of a growth: `10 dB`, `cost goes with n²`."""

from __future__ import annotations

import re
from fractions import Fraction

from podium.core.mathematics import transcendental
from podium.core.mathematics.exact import Real, whole
from podium.core.mathematics.judging import judge
from podium.core.mathematics.prose.found import Found, stated
from podium.core.mathematics.prose.values import Told, Value, slot
from podium.core.mathematics.quantity import Quantity

LEVEL = (("level", 1),)
_FACTOR = re.compile(
    rf"(?:{slot('n', 'a')}(?: times| ?×|[- ]?fold|x)\b|\b(?:factor|ratio)(?: of)?(?: about| exactly)? {slot('n', 'b')}|\b(?:ratio|factor|gain) (?:is|of|=) {slot('n', 'c')})"
)
_WORDS: dict[str, Fraction | int] = {"doubl": 2, "twice": 2, "tripl": 3, "twofold": 2, "threefold": 3, "fourfold": 4, "fivefold": 5, "sixfold": 6, "eightfold": 8, "ninefold": 9, "tenfold": 10, "twelvefold": 12, "sixteenfold": 16, "twentyfold": 20, "hundredfold": 100, "thousandfold": 1000, "quadrupl": 4, "halv": Fraction(1, 2)}  # fmt: skip
_WORD = re.compile(rf"\b(?P<word>{'|'.join(_WORDS)})\w*")
_DEFINED = re.compile(r"\b(?:with |where |when |if )?decibels? (?:is |are |being )?defined as [^,.;]*,")
_POWER = re.compile(r"\b(?:power|intensity|energy|watts?)\b")
_FIELD = re.compile(r"\b(?:amplitude|voltage|sound pressure|field|current)\b")
_DOWN = re.compile(r"\b(?:down|less|loss|attenuat\w*|weaker|lower|reduc\w+|drop\w*|fall\w*|fell|cut|below|quieter)\b")


def level(told: Told) -> Found | None:
    """`a gain of 20 dB is a power ratio of 100`, `3 dB is about twice the power`."""
    levels = [v for v in told.of("u") if v.amount.dimensions == LEVEL]
    if len(levels) != 1 or told.of("dtlr") or len(told.of("u")) != 1 or _DOWN.search(told.shape):
        return None
    power, field = bool(_POWER.search(told.shape)), bool(_FIELD.search(told.shape))
    if power == field:
        return None
    rest = _DEFINED.sub(" ", told.shape)
    factor = _factor(told, rest)
    if factor is None:
        return None
    size, used = factor
    if _APART.search(_between(told, levels[0], used)):
        return None
    exponent = levels[0].amount.value.lo / (10 if power else 20)
    computed = Quantity(transcendental.power(whole(10), whole(exponent)))
    return _against(told, computed, size, (levels[0], *used, *_in_definition(told, rest)))


_APART = re.compile(r"\b(?:and|but|while|with)\b|[.;]")


def _between(told: Told, one: Value, others: tuple[Value, ...]) -> str:
    """The words between a level and the ratio, or behind the level."""
    places = sorted([told.place(one), *(told.place(value) for value in others)])
    return told.shape[places[0] : places[-1]] if len(places) > 1 else told.shape[places[0] :].rstrip(" .!")


def _in_definition(told: Told, rest: str) -> list[Value]:
    """The values of how a decibel is defined."""
    return [v for at, v in enumerate(told.values) if f"#{v.kind}{at}#" not in rest]


def _factor(told: Told, shape: str) -> tuple[Value | Fraction, tuple[Value, ...]] | None:
    match = _FACTOR.search(shape)
    if match:
        value = told.values[int(match["a"] or match["b"] or match["c"])]
        return value, (value,)
    word = _WORD.search(shape)
    return (Fraction(_WORDS[word["word"]]), ()) if word else None


def _against(told: Told, computed: Quantity, size: Value | Fraction, used: tuple[Value, ...]) -> Found:
    if isinstance(size, Value):
        return stated(told, computed, size, *used)
    word = Value("n", str(size), 0, 0, quantity=Quantity(whole(size), literal=True))
    near = "~" if re.search(r"\b(?:about|roughly|approximately|nearly|almost|around)\b|≈|~", told.shape) else "="
    return Found(judge(told.said.strip(), computed, near, word.amount), used)


_GROWS = re.compile(
    r"\b(?:goes|go|grows?|scales?|rises?|increases?|varies|vary|proportional|runs?|is|are|costs?)\b[^.;#]{0,30}?\b(?:(?P<square>n²|n\^2|o\(n²\)|o\(n\^2\)|(?:with |as |to )?(?:the |its )?square|quadratic\w*)|(?P<cube>n³|n\^3|o\(n³\)|o\(n\^3\)|(?:the |its )?cube\b(?! root)|cubic\w*)|(?P<linear>linear\w*|in proportion|proportional\w* to (?!the (?:square|cube|root))))"
)
_FROM = re.compile(rf"\bfrom {slot('nu', 'a')}(?: [a-z]+)? to {slot('nu', 'b')}")
_BY = re.compile(
    r"\b(?:(?P<two>(?:twice|double) the [a-z]+|doubling|doubled|doubles|twice)|(?P<three>tripling|tripled|triples)|(?P<half>halving|halved|halves))\b"
)


def scaled(told: Told) -> Found | None:
    """`cost goes with n²; going from 300 to 1,200 items means 16 times the work`."""
    grows = told.search(_GROWS)
    if not grows or told.of("dtlrp"):
        return None
    degree = 2 if grows["square"] else 3 if grows["cube"] else 1
    used: tuple[Value, ...]
    pair, by = told.search(_FROM), _BY.search(told.shape, grows.end())
    if pair:
        one, other = told.at(pair, "a"), told.at(pair, "b")
        scale = other.amount.scale if not one.amount.dimensions and other.amount.dimensions else 1
        if not one.amount.value.lo:
            return None
        ratio, used = other.amount.value.lo / (one.amount.value.lo * scale), (one, other)
        factor = _factor(told, told.shape[pair.end() :])
    elif by:
        ratio, used = Fraction(2) if by["two"] else Fraction(3) if by["three"] else Fraction(1, 2), ()
        factor = _factor(told, told.shape[by.end() :])
    else:
        return None
    if factor is None:
        return None
    others = [v for v in told.of("nu") if v.text in ("2", "3") and told.shape[told.place(v) - 1 : told.place(v)] == "^"]
    return _against(told, Quantity(Real(ratio**degree, ratio**degree)), factor[0], (*used, *factor[1], *others))
