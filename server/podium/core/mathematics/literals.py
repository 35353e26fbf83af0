"""Reads literals: numbers in figures or words, with percent sign, multiplier, currency, unit or counted thing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from podium.core.mathematics import exact, quantity
from podium.core.mathematics.exact import whole
from podium.core.mathematics.quantity import Quantity, calculated, literal
from podium.core.mathematics.spelling import read_mixed, read_number_words
from podium.core.mathematics.tokens import Token
from podium.core.mathematics.words import AGO, ARTICLES, DETERMINERS, MULTIPLIERS, STOP_WORDS
from podium.core.units import CALENDAR, LENGTH, TIME, UNITS, Dimensions, Unit, combined, find_unit, raised

CURRENCIES = ("$", "€", "£", "¥", "USD", "EUR", "GBP", "JPY")
PARTS_OF = {"‰": Fraction(1, 1000), "ppm": Fraction(1, 10**6), "ppb": Fraction(1, 10**9)}
GLUED_MULTIPLIERS = {"k": 1000, "K": 1000, "M": 10**6, "m": 10**6, "bn": 10**9, "B": 10**9}


@dataclass(slots=True)
class Reading:
    """Which meaning each ambiguous family of units has in this pass; `met` collects the families that occur."""

    choice: Mapping[str, int] = field(default_factory=dict)
    met: set[str] = field(default_factory=set)

    def size(self, family: str, sizes: Sequence[Fraction]) -> Fraction:
        """The size of a unit under the chosen meaning."""
        if not family:
            return sizes[0]
        self.met.add(family)
        return sizes[self.choice.get(family, 0)]


@dataclass(frozen=True, slots=True)
class Read:
    """A quantity and the index of the token after it."""

    quantity: Quantity
    next: int


def match_words(tokens: Sequence[Token], at: int, words: Sequence[str]) -> bool:
    """Whether these words stand at a token."""
    if at + len(words) > len(tokens) or tokens[at].lower != words[0]:
        return False
    return len(words) == 1 or all(tokens[at + i].lower == word for i, word in enumerate(words))


def read_literal(tokens: Sequence[Token], at: int, reading: Reading) -> Read | None:
    """A number with what belongs to it, or an article with a unit (`an hour`)."""
    token = tokens[at]
    if token.kind == "word" and token.text in CURRENCIES:
        return _money(tokens, at)
    if token.is_word("pi", "π"):
        return Read(Quantity(exact.PI), at + 1)
    if token.is_word(*ARTICLES):
        return _article(tokens, at, reading)
    plain = _plain_number(tokens, at)
    return _composite(tokens, _with_unit(tokens, _multiplied(tokens, plain), reading), reading) if plain else None


def _money(tokens: Sequence[Token], at: int) -> Read | None:
    if at + 1 >= len(tokens) or tokens[at + 1].kind != "number":
        return None
    read = _multiplied(tokens, Read(literal(tokens[at + 1].value, tokens[at + 1].places), at + 2), money=True)
    unit = UNITS[tokens[at].text]
    return _over_time(tokens, Read(replace(read.quantity, dimensions=unit.dimensions, unit=unit.name), read.next))


def _over_time(tokens: Sequence[Token], read: Read) -> Read:
    """An amount for each unit: `$120 a month`, `25 requests per second`, `$0.02 per GB`."""
    if read.next + 1 >= len(tokens) or tokens[read.next + 1].kind != "word":
        return read
    earlier = read.next + 2 < len(tokens) and tokens[read.next + 2].lower in AGO
    if earlier or tokens[read.next + 1].text in CURRENCIES:
        return read
    divided = tokens[read.next].is_word("per") or tokens[read.next].is_operator("/")
    unit = find_unit(tokens[read.next + 1].text)
    if not unit or not unit.dimensions or not (divided or tokens[read.next].is_word("a", "an", "each", "every")):
        return read
    if not divided and unit.dimensions not in (TIME, CALENDAR):
        return read
    exponent, after = _exponent(tokens, read.next + 2)
    number, size = read.quantity, unit.sizes[0] ** exponent
    rate = replace(
        number,
        value=exact.divide(number.value, whole(size)),
        scale=number.scale / size,
        dimensions=combined(number.dimensions, raised(unit.dimensions, exponent), -1),
        unit=f"{number.unit or number.label} per {unit.name}",
    )
    return Read(rate, after)


def _article(tokens: Sequence[Token], at: int, reading: Reading) -> Read | None:
    if at + 1 >= len(tokens) or tokens[at + 1].kind != "word":
        return None
    name = tokens[at + 1].text.lower()
    if name in MULTIPLIERS:
        spelt = read_number_words([*tokens[:at], replace(tokens[at], text="one"), *tokens[at + 1 :]], at)
        if spelt and spelt[1] > at + 2:
            return _composite(tokens, _with_unit(tokens, Read(literal(Fraction(spelt[0])), spelt[1]), reading), reading)
        many = _multiplied(tokens, Read(literal(Fraction(MULTIPLIERS[name])), at + 2))
        return _composite(tokens, _with_unit(tokens, many, reading), reading)
    if not find_unit(tokens[at + 1].text) or len(name) < 3 or (name == "second" and not _ends(tokens, at + 2)):
        return None
    return _with_unit(tokens, Read(literal(Fraction(1)), at + 1), reading)


def _ends(tokens: Sequence[Token], at: int) -> bool:
    """Whether a phrase ends here, so that `a second` before it is a unit and no ordinal."""
    return at >= len(tokens) or tokens[at].kind in ("punctuation", "relation")


def half_unit(tokens: Sequence[Token], at: int, reading: Reading) -> Read | None:
    """`half an hour`, `half a gigabyte`."""
    if not tokens[at].is_word("half") or at + 1 >= len(tokens) or not tokens[at + 1].is_word(*ARTICLES):
        return None
    read = _article(tokens, at + 1, reading)
    if not read or not read.quantity.dimensions:
        return None
    return Read(replace(read.quantity, value=exact.multiply(read.quantity.value, whole(Fraction(1, 2)))), read.next)


def _plain_number(tokens: Sequence[Token], at: int) -> Read | None:
    token = tokens[at]
    if token.kind != "number":
        spelt = read_number_words(tokens, at)
        return Read(literal(Fraction(spelt[0])), spelt[1]) if spelt else None
    if token.text[:2].lower() in ("0x", "0b"):
        return Read(Quantity(whole(token.value)), at + 1)
    mixed = read_mixed(tokens, at)
    return Read(literal(mixed[0]), mixed[1]) if mixed else Read(literal(token.value, token.places), at + 1)


def _multiplied(tokens: Sequence[Token], read: Read, *, money: bool = False) -> Read:
    """`1.5 million`, `2 dozen`, `10k`; `$3M` only after a currency sign."""
    if read.next >= len(tokens) or tokens[read.next].kind != "word":
        return read
    token = tokens[read.next]
    size = MULTIPLIERS.get(token.text.lower())
    if token.glued and size is None and (money or token.text == "k"):
        size = GLUED_MULTIPLIERS.get(token.text)
    if size is None:
        return read
    number = read.quantity
    scaled = replace(number, value=exact.multiply(number.value, whole(size)), scale=number.scale * size)
    named = replace(scaled, unit=token.text.lower())
    return _multiplied(tokens, Read(named, read.next + 1), money=money)


def _with_unit(tokens: Sequence[Token], read: Read, reading: Reading) -> Read:
    at = read.next
    if at >= len(tokens):
        return read
    token, number = tokens[at], read.quantity
    if token.is_operator("%") and not _is_modulo(tokens, at):
        return Read(quantity.as_percent(number), at + 1)
    if token.text in PARTS_OF:
        return Read(quantity.as_percent(number, PARTS_OF[token.text], token.text), at + 1)
    if token.is_word("percent"):
        return Read(quantity.as_percent(number), at + 1)
    if match_words(tokens, at, ("per", "cent")):
        return Read(quantity.as_percent(number), at + 2)
    return _measured(tokens, _past_hyphen(tokens, read), reading) or _labelled(tokens, read)


def _past_hyphen(tokens: Sequence[Token], read: Read) -> Read:
    """`30-day`, `5-minute`: the hyphen before a unit joins."""
    at = read.next
    joins = at + 1 < len(tokens) and tokens[at].text == "-" and tokens[at].kind == "punctuation" and tokens[at].glued
    unit = joins and tokens[at + 1].glued and tokens[at + 1].kind == "word" and find_unit(tokens[at + 1].text)
    return Read(read.quantity, at + 1) if unit else read


def _is_modulo(tokens: Sequence[Token], at: int) -> bool:
    """`7 % 3` and `7 % (1 + 2)`, but not `75% (45 of 60)`."""
    if at + 1 >= len(tokens):
        return False
    apart = not tokens[at].glued or tokens[at + 1].glued
    return (tokens[at + 1].kind == "number" and apart) or (tokens[at + 1].is_operator("(") and not tokens[at].glued)


def _measured(tokens: Sequence[Token], read: Read, reading: Reading) -> Read | None:
    """The number with a known unit, which may be a quotient (`km/h`, `MB per second`) or a power (`m²`)."""
    found = _unit_power(tokens, read.next, reading)
    if not found:
        return None
    size, zero, dimensions, at, first = found
    while divider := _per(tokens, at):
        below = _unit_power(tokens, at + divider, reading)
        if not below or below[1]:
            break
        size, dimensions, at = size / below[0], combined(dimensions, below[2], -1), below[3]
    number = read.quantity
    value = exact.add(exact.multiply(number.value, whole(size)), whole(zero))
    name = (number.unit + " " if number.unit else "") + "".join(_spaced(t, i) for i, t in enumerate(tokens[first:at]))
    return Read(
        replace(number, value=value, scale=number.scale * size, zero=zero, dimensions=dimensions, unit=name), at
    )


def _spaced(token: Token, position: int) -> str:
    text = {"2": "²", "3": "³"}.get(token.text, token.text) if token.kind == "power" else token.text
    return text if token.glued or not position else " " + text


def _per(tokens: Sequence[Token], at: int) -> int:
    """How many tokens divide two units here."""
    if at + 1 >= len(tokens) or tokens[at + 1].kind != "word" or tokens[at + 1].text in CURRENCIES:
        return 0
    return int(tokens[at].is_operator("/") or tokens[at].is_word("per"))


_UnitPower = tuple[Fraction, Fraction, Dimensions, int, int]


def _unit_power(tokens: Sequence[Token], at: int, reading: Reading) -> _UnitPower | None:
    start = at
    if match_words(tokens, at, ("degrees",)) or match_words(tokens, at, ("degree",)) or match_words(tokens, at, ("°",)):
        at += 1
        if at < len(tokens) and not tokens[at].is_word("celsius", "fahrenheit"):
            return None
    if at >= len(tokens) or tokens[at].kind != "word":
        return None
    raising = _RAISING.get(tokens[at].lower, 0) if at + 1 < len(tokens) and tokens[at + 1].kind == "word" else 0
    at += bool(raising)
    unit = _inch(tokens, at) or find_unit(tokens[at].text)
    if not unit or (raising and unit.dimensions != LENGTH):
        return None
    size = reading.size(unit.family, unit.sizes)
    exponent, after = (raising, at + 1) if raising else _exponent(tokens, at + 1)
    if exponent == 1:
        return size, unit.zero, unit.dimensions, after, start
    return size**exponent, Fraction(0), raised(unit.dimensions, exponent), after, start


_RAISING = {"square": 2, "sq": 2, "cubic": 3, "cu": 3}


def _inch(tokens: Sequence[Token], at: int) -> Unit | None:
    """`in` is a unit only where a relation or nothing follows."""
    if not tokens[at].is_word("in") or not (at + 1 == len(tokens) or tokens[at + 1].kind == "relation"):
        return None
    return UNITS["inch"]


def _exponent(tokens: Sequence[Token], at: int) -> tuple[int, int]:
    if at < len(tokens) and tokens[at].kind == "power" and tokens[at].glued and tokens[at].text in ("2", "3"):
        return int(tokens[at].text), at + 1
    if at + 1 < len(tokens) and tokens[at].is_operator("^") and tokens[at].glued and tokens[at + 1].text in ("2", "3"):
        return int(tokens[at + 1].text), at + 2
    return 1, at


def _labelled(tokens: Sequence[Token], read: Read) -> Read:
    """The number with the thing it counts, if a plain noun follows (`5 requests`)."""
    token = tokens[read.next]
    word = token.text.lower()
    noun = token.kind == "word" and not token.glued and len(word) > 2 and word.isalpha() and word not in STOP_WORDS
    after = tokens[read.next + 1] if read.next + 1 < len(tokens) else None
    acts = (
        word.endswith("s") and after is not None and after.is_word(*(DETERMINERS - ARTICLES))
    )  # `0.93 misses the target`
    if not noun or acts or (read.quantity.unit and read.quantity.dimensions):
        return read
    plural = word if len(word) < 4 or not word.endswith("s") or word.endswith("ss") else word[:-1]
    return _over_time(tokens, Read(replace(read.quantity, label=plural), read.next + 1))


def _composite(tokens: Sequence[Token], read: Read, reading: Reading) -> Read:
    """`2 hours 30 minutes`, `1h30m`, `5 feet and 3 inches`: smaller parts of the same kind that follow."""
    first = read.quantity
    if not first.dimensions or first.zero or not first.literal:
        return read
    start = read.next + match_words(tokens, read.next, ("and",))
    if start >= len(tokens) or tokens[start].kind != "number":
        return read
    number = Read(literal(tokens[start].value, tokens[start].places), start + 1)
    part = _by_letter(tokens, start, first) or _with_unit(tokens, number, reading)
    smaller = part.quantity.dimensions == first.dimensions and part.quantity.scale < first.scale
    if not smaller:
        return read
    joined = calculated(first, "+", part.quantity)
    whole_literal = replace(part.quantity, value=joined.value)
    return _composite(tokens, Read(whole_literal, part.next), reading) if not joined.problem else read


def _by_letter(tokens: Sequence[Token], at: int, first: Quantity) -> Read | None:
    """`1h30m`, `5 ft 11 in`: what is a unit only after a larger one."""
    timed = first.dimensions == TIME and first.scale >= 3600 and match_words(tokens, at + 1, ("m",))
    long = first.unit in ("foot", "feet", "ft") and match_words(tokens, at + 1, ("in",))
    if not long and not (timed and tokens[at + 1].glued):
        return None
    size, name = (Fraction(254, 10000), "in") if long else (Fraction(60), "min")
    found = replace(literal(tokens[at].value), value=whole(tokens[at].value * size), scale=size)
    return Read(replace(found, dimensions=first.dimensions, unit=name), at + 2)
