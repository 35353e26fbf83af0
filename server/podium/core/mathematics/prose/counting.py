"""Whole numbers in prose by their order and number: the largest below, how many there are, what divides them."""

from __future__ import annotations

import re
from collections.abc import Callable

from podium.core.mathematics.prose.found import Found, decided
from podium.core.mathematics.prose.integers import BE, KINDS, LARGEST_LISTED, NOT, NUMBER, prime_factors, whole_number
from podium.core.mathematics.prose.values import Told, slot

_EXTREME = re.compile(
    rf"{NUMBER} (?:is|are|was){NOT} (?:therefore |also |indeed )?(?:the )?(?P<way>largest|biggest|greatest|highest|last|smallest|least|lowest|first|next|#o\d+#) (?P<kind>prime|even number|odd number|even|odd|perfect square|square|perfect cube|cube|square number|multiple of #n\d+#|power of two|power of #n\d+#)(?: numbers?)? "
    rf"(?P<side>below|under|less than|smaller than|before|up to|not above|above|over|greater than|larger than|after|beyond|from) {slot('n', 'limit')}\W*$"
)

_EXTREME_BACK = re.compile(
    rf"\bthe (?P<way>largest|biggest|greatest|highest|last|smallest|least|lowest|first|next|#o\d+#) (?P<kind>prime|even number|odd number|even|odd|perfect square|square|perfect cube|cube|square number|multiple of #n\d+#|power of two|power of #n\d+#)(?: numbers?)? "
    rf"(?P<side>below|under|less than|smaller than|before|up to|not above|above|over|greater than|larger than|after|beyond|from) {slot('n', 'limit')} (?:is|was|would be){NOT} {NUMBER}\W*$"
)


def extreme(told: Told) -> Found | None:
    """`17 is the largest prime below 20`."""
    match = told.search(_EXTREME) or told.search(_EXTREME_BACK)
    if not match or match["way"].startswith("#"):
        return None
    value, limit = told.at(match, "a"), told.at(match, "limit")
    number, bound = whole_number(value), whole_number(limit)
    test = _member(told, match["kind"])
    if number is None or bound is None or test is None or not 0 <= bound <= LARGEST_LISTED:
        return None
    below = match["side"] in ("below", "under", "less than", "smaller than", "before", "up to", "not above")
    if below != (match["way"] in ("largest", "biggest", "greatest", "highest", "last")):
        return None
    step = -1 if below else 1
    at = bound + (0 if match["side"] in ("up to", "not above", "from") else step)
    at = next((n for n in range(at, at + step * 10**5, step) if test(n)), -1)
    used = [v for v in told.values if f"#n{told.values.index(v)}#" in match["kind"]]
    return decided(told, (at == number) != bool(match["no"]), str(at), "all between were tested", value, limit, *used)


def _member(told: Told, kind: str) -> Callable[[int], bool] | None:
    base = re.search(r"#n(\d+)#", kind)
    size = whole_number(told.values[int(base[1])]) if base else 2
    if kind.startswith("multiple"):
        return (lambda n: n % size == 0) if size else None
    if kind.startswith("power") and size and size > 1:
        return lambda n: n > 0 and any(size**e == n for e in range(40))
    return KINDS.get(kind) or KINDS.get(kind.replace(" number", ""))


_HOW_MANY = re.compile(
    rf"\bthere are(?P<no> not)? (?:exactly |precisely )?{NUMBER} (?P<kind>primes?|prime numbers?|even numbers?|odd numbers?|perfect squares?|square numbers?|squares|cubes|multiples of #n\d+#)(?: numbers)? (?P<side>below|under|less than|up to|not above|between|from #n\d+# to|smaller than) (?:{slot('n', 'low')} and )?{slot('n', 'limit')}(?P<both> inclusive|,? both included)?\W*$"
)

_DIVISORS = re.compile(
    rf"^\W*(?:the )?(?:number )?{slot('n', 'of')} has(?P<no> not)? (?:exactly |precisely )?{NUMBER} (?:positive )?(?P<kind>divisors|factors|digits|prime factors|distinct prime factors|different prime factors)\b[^#]*$"
)


def how_many(told: Told) -> Found | None:
    """`there are 25 primes below 100`, `36 has nine divisors`."""
    match = told.search(_DIVISORS)
    if match:
        return _divisors(told, match)
    match = told.search(_HOW_MANY)
    if not match or match["side"].startswith("from"):
        return None
    value, limit = told.at(match, "a"), told.at(match, "limit")
    number, bound = whole_number(value), whole_number(limit)
    kind = (
        match["kind"].removesuffix("s")
        if "multiple" not in match["kind"]
        else match["kind"].replace("multiples", "multiple")
    )
    test = _member(
        told,
        kind.replace("numbers", "number").replace(" number", "")
        if "prime" in kind or "even" in kind or "odd" in kind
        else kind,
    )
    low = whole_number(told.at(match, "low")) if match["low"] else 0
    if number is None or bound is None or low is None or test is None or not 0 < bound <= 10**5:
        return None
    inside = range(max(low + 1, 1), bound + (match["side"] in ("up to", "not above")))
    found = sum(map(test, inside))
    if match["low"] and (test(low) or test(bound)):
        return None
    used = [v for v in told.values if v.kind == "n"]
    return decided(told, (found == number) != bool(match["no"]), str(found), "they were counted", *used)


def _divisors(told: Told, match: re.Match[str]) -> Found | None:
    value, of = told.at(match, "a"), told.at(match, "of")
    number, whole = whole_number(value), whole_number(of)
    if number is None or whole is None or not 0 < whole <= LARGEST_LISTED:
        return None
    kind = match["kind"]
    if kind == "digits":
        found = len(str(whole))
    elif kind == "prime factors":
        parts = prime_factors(whole)
        if len(parts) != len(set(parts)) and number in (len(parts), len(set(parts))):
            return None
        found = len(parts)
    elif "prime" in kind:
        found = len(set(prime_factors(whole)))
    else:
        found = sum(whole % d == 0 for d in range(1, whole + 1))
    return decided(told, (found == number) != bool(match["no"]), str(found), "they were counted", value, of)


_DIVISIBLE = re.compile(
    rf"^\W*(?:the )?(?:number )?{NUMBER}(?:,)? {BE}(?: exactly| evenly| also)? (?:divisible by|a multiple of|multiples of|evenly divisible by) (?:both )?(?P<list>#n\d+#(?:(?:,| and|, and|,? but not| and by|,? but not by) (?:by )?#n\d+#)*)\W*$"
)

_DIVIDES_INTO = re.compile(
    rf"^\W*{slot('n', 'b')} (?P<no>does not |doesn't )?(?:divides?|goes evenly into|goes into) (?:evenly into |into )?{NUMBER}(?: exactly| evenly| without (?:a )?remainder)?\W*$"
)

_REMAINDER = re.compile(
    rf"^\W*(?:dividing )?{NUMBER} (?:divided )?by {slot('n', 'b')} (?:leaves|gives|has|with)(?: a)? remainder(?: of)? {slot('n', 'rest')}\W*$|\bremainder (?:of|when|on dividing|after dividing|if) (?:dividing )?{slot('n', 'a2')} (?:is )?(?:divided )?by {slot('n', 'b2')} (?:is|=|equals) {slot('n', 'rest2')}\W*$"
)


def divisible(told: Told) -> Found | None:
    """`2,024 is divisible by 8 and 11`, `7 divides 91`, `100 divided by 7 leaves a remainder of 2`."""
    match = told.search(_DIVISIBLE)
    if match:
        _value, number = told.at(match, "a"), whole_number(told.at(match, "a"))
        parts = re.findall(r"(but not )?(?:by )?#n(\d+)#", match["list"])
        numbers = [(bool(no), whole_number(told.values[int(at)])) for no, at in parts]
        if number is None or any(not n for _, n in numbers):
            return None
        denied = bool(match["no"]) or "n't" in match.group()[:30]
        truths = [(number % (n or 1) == 0) != no for no, n in numbers]
        truth = (not all(truths)) if denied else all(truths)
        shown = ", ".join(f"remainder {number % (n or 1)} by {n}" for _, n in numbers)
        return decided(told, truth, shown, "it was divided", *told.of("n"))
    return _remainder(told)


def _remainder(told: Told) -> Found | None:
    match = told.search(_DIVIDES_INTO)
    if match:
        number, divisor = whole_number(told.at(match, "a")), whole_number(told.at(match, "b"))
        if number is None or not divisor:
            return None
        return decided(
            told,
            (number % divisor == 0) != bool(match["no"]),
            f"remainder {number % divisor}",
            "it was divided",
            *told.of("n"),
        )
    match = told.search(_REMAINDER)
    if not match:
        return None
    names = ("a", "b", "rest") if match["a"] else ("a2", "b2", "rest2")
    a, b, rest = (whole_number(told.at(match, name)) for name in names)
    if a is None or not b or rest is None:
        return None
    return decided(told, a % b == rest, f"remainder {a % b}", "it was divided", *told.of("n"))


_ONLY = re.compile(
    r"^\W*(?P<list>#n\d+#(?:(?:,? and |, )#n\d+#)+) (?:are|were) (?:the only|all the|all of the|exactly the|the) (?P<kind>primes?|prime numbers?|perfect squares?|squares?|square numbers?|perfect cubes?|cubes?|even numbers?|odd numbers?) (?P<way>below|under|less than|smaller than|up to|not above|between) #n(?P<high>\d+)#(?: and #n(?P<upper>\d+)#)?\W*$"
)


def only_ones(told: Told) -> Found | None:
    """`2, 3, 5 and 7 are the only primes below 10`."""
    match = told.search(_ONLY)
    if not match or bool(match["upper"]) != (match["way"] == "between"):
        return None
    listed = [told.values[int(at)] for at in re.findall(r"#n(\d+)#", match["list"])]
    bounds = [told.values[int(match[name])] for name in ("high", "upper") if match[name]]
    numbers, ends = [whole_number(v) for v in listed], [whole_number(v) for v in bounds]
    test = KINDS.get(re.sub(r" numbers?$", "", match["kind"])) or KINDS.get(re.sub(r"s$| numbers?$", "", match["kind"]))
    if test is None or None in numbers or None in ends or max(end or 0 for end in ends) > LARGEST_LISTED:
        return None
    low, high = (ends[0] or 0, ends[-1] or 0) if len(ends) > 1 else (0, ends[0] or 0)
    top = high + (match["way"] in ("up to", "not above"))
    found = [n for n in range(low + 1, top) if test(n)]
    return decided(told, numbers == found, ", ".join(map(str, found[:20])), "they were listed", *listed, *bounds)
