"""Whole numbers in prose: primes, factors, divisors, squares, bases, digits."""

from __future__ import annotations

import math
import re
from collections.abc import Callable

from podium.core.mathematics.prose.found import Found, decided
from podium.core.mathematics.prose.values import Told, Value, slot

LARGEST = 10**10

LARGEST_LISTED = 10**6

NUMBER = slot("n", "a")

NOT = r"(?P<no> not| never|n't| no)?"

BE = rf"(?:is|are|was|were|isn't|aren't|be){NOT}"


def whole_number(value: Value) -> int | None:
    """The whole number a value is, up to `LARGEST`."""
    found = value.amount
    plain = (
        value.kind == "n" and found.value.exact and found.value.lo.denominator == 1 and abs(found.value.lo) <= LARGEST
    )
    return int(found.value.lo) if plain else None


def is_prime(value: int) -> bool:
    """By trial division."""
    return value > 1 and all(value % divisor for divisor in range(2, math.isqrt(value) + 1))


def prime_factors(value: int) -> list[int]:
    """Its prime factors in order, each as often as it divides."""
    found, divisor = [], 2
    while divisor * divisor <= value:
        while value % divisor == 0:
            found.append(divisor)
            value //= divisor
        divisor += 1
    return [*found, value] if value > 1 else found


def _power(degree: int) -> Callable[[int], bool]:
    def test(value: int) -> bool:
        root = round(abs(value) ** (1 / degree))
        return any((root + step) ** degree == abs(value) for step in (-1, 0, 1)) and (value >= 0 or degree % 2 == 1)

    return test


def _triangular(value: int) -> bool:
    return _power(2)(8 * value + 1)


def _perfect(value: int) -> bool:
    return 1 < value <= LARGEST_LISTED and sum(d for d in range(1, value) if value % d == 0) == value


def _power_of_two(value: int) -> bool:
    return value > 0 and value & (value - 1) == 0


def _palindrome(value: int) -> bool:
    return str(value) == str(value)[::-1]


def _fibonacci(value: int) -> bool:
    return _power(2)(5 * value * value + 4) or _power(2)(5 * value * value - 4)


KINDS: dict[str, Callable[[int], bool]] = {
    "prime": is_prime,
    "composite": lambda value: value > 3 and not is_prime(value),
    "even": lambda value: value % 2 == 0,
    "odd": lambda value: value % 2 == 1,
    "square": lambda value: value >= 0 and _power(2)(value),
    "perfect square": lambda value: value >= 0 and _power(2)(value),
    "square number": lambda value: value >= 0 and _power(2)(value),
    "perfect cube": _power(3),
    "cube": _power(3),
    "cube number": _power(3),
    "triangular": _triangular,
    "perfect": _perfect,
    "power of two": _power_of_two,
    "power of 2": _power_of_two,
    "palindrome": _palindrome,
    "palindromic": _palindrome,
    "fibonacci": _fibonacci,
}

_KIND = r"(?P<kind>perfect squares?|perfect cubes?|square numbers?|cube numbers?|prime|composite|even|odd|squares?|cubes?|triangular|perfect|palindromes?|palindromic|fibonacci|power of (?:two|#n\d+#))"

_IS_KIND = re.compile(
    rf"^\W*(?:the )?(?:(?:whole )?numbers? |integers? |year )?(?P<list>#n\d+#(?:(?:,| and|, and| or) #n\d+#)*) (?:both |all )?{BE}(?: both| all| each| also)?(?: an?)? {_KIND}(?: numbers?)?(?![a-z])(?: and (?:also )?an? {_KIND.replace('<kind>', '<other>')}\b)?(?P<rest>.*)$"
)


def kinds(told: Told) -> Found | None:
    """`91 is a prime number`, `7, 11 and 13 are all prime`, `1001 isn't prime, it factors as 7 × 11 × 13`."""
    neither = told.shape.startswith("neither ")
    shape = told.shape.removeprefix("neither ").removeprefix("both ")
    match = _IS_KIND.search(shape.replace(" nor ", " and ") if neither else shape)
    if not match or (neither and match["no"]):
        return None
    values = [told.values[int(at)] for at in re.findall(r"#n(\d+)#", match["list"])]
    numbers = [whole_number(value) for value in values]
    kind = re.sub(r"#n\d+#", "2", match["kind"]).replace("two", "2")
    test = KINDS.get(kind) or KINDS.get(kind.rstrip("s"))
    if match["kind"].startswith("power of #"):
        base_value = whole_number(told.values[int(re.sub(r"\D", "", match["kind"]))])
        test = (
            (lambda value: value > 0 and any(base_value**e == value for e in range(40)))
            if base_value and base_value > 1
            else None
        )
    base = [v for v in told.values if f"#n{told.values.index(v)}#" in match["kind"]]
    if test is None or any(number is None for number in numbers) or (base and whole_number(base[0]) is None):
        return None
    denied = neither or bool(match["no"]) or "n't" in match.group()[: match.start("kind")]
    tests = [test, *([KINDS[match["other"]]] if match["other"] in KINDS else [])]
    if match["other"] and len(tests) < 2:
        return None
    truths = [all(each(number) for each in tests) != denied for number in numbers if number is not None]
    reason = "it was tested"
    rest, used = match["rest"].strip(" ."), [*values, *base]
    because = _because(told, rest, numbers[0] or 0, kind)
    if because is None:
        return None
    return decided(
        told,
        all(truths) and because[0],
        kind if all(test(n or 0) for n in numbers) else f"not {kind}",
        reason,
        *used,
        *because[1],
    )


_FACTORED = re.compile(
    r"^\W*(?:because |since |as |for |being |it |it's |that |which |and |so |= |is |equals |factors |factorises |factorizes |into |the |product |of |as |namely |i\.e\. )*(?P<product>#n\d+#(?: ?(?:×|x|\*|·|times) ?#n\d+#)+)\W*$"
)

_DIVIDES = re.compile(
    r"^\W*(?:because |since |as |for |being |it |that |which |and |so |is |also )*(?P<way>divisible by|a multiple of|the (?P<power>square|cube) of|divides by|divided by) (?P<list>#n\d+#(?:(?:,| and|, and) (?:by )?#n\d+#)*)\W*$"
)


def _because(told: Told, rest: str, number: int, kind: str) -> tuple[bool, list[Value]] | None:
    """Whether the reason given after a kind of number is right; None where it is none that is read."""
    if not rest:
        return True, []
    factored, divides = _FACTORED.match(rest), _DIVIDES.match(rest)
    found = factored or divides
    if not found:
        return None
    values = [told.values[int(at)] for at in re.findall(r"#n(\d+)#", found.group())]
    numbers = [whole_number(value) or 0 for value in values]
    if factored:
        return math.prod(numbers) == number, values
    if divides and divides["power"]:
        return numbers[0] ** (2 if divides["power"] == "square" else 3) == number, values
    return all(n and number % n == 0 for n in numbers), values


_FACTORS = re.compile(
    rf"^\W*(?:the )?(?:number )?{NUMBER} (?:factors|factorises|factorizes|decomposes|can be (?:written|factored|split)|is|equals|breaks down)(?: exactly)?(?: into| as| to)?(?: the)?(?: prime factors| prime factorisation| product of| primes)*(?: of)? (?P<product>#n\d+#(?: ?(?:×|x|\*|·|times|and|,) ?#n\d+#)+)\W*$"
)

_FACTORISATION = re.compile(
    rf"\bprime factori[sz]ation of {NUMBER} is (?P<product>#n\d+#(?: ?(?:×|x|\*|·|times) ?#n\d+#)+)\W*$"
)


_PRIME_FACTORS = re.compile(
    rf"\b(?:distinct |different )?prime (?:factors|divisors) of {NUMBER} are(?: exactly| just| only)? (?P<product>#n\d+#(?:(?:,? and |, )#n\d+#)+)\W*$"
)


def factored(told: Told) -> Found | None:
    """`360 factors as 8 × 45`, `the prime factorisation of 60 is 2 × 2 × 3 × 5`, `the prime factors of 84 are 2, 3 and 7`."""
    primes = told.search(_PRIME_FACTORS)
    if primes:
        listed = [told.values[int(at)] for at in re.findall(r"#n(\d+)#", primes["product"])]
        of = whole_number(told.at(primes, "a"))
        found = prime_factors(of) if of and of > 1 else []
        said = [whole_number(part) for part in listed]
        truth = sorted(set(found)) == said or found == said
        return decided(told, truth, " × ".join(map(str, found)), "it was factored", told.at(primes, "a"), *listed)
    match = told.search(_FACTORISATION) or told.search(_FACTORS)
    if not match:
        return None
    value = told.at(match, "a")
    parts = [told.values[int(at)] for at in re.findall(r"#n(\d+)#", match["product"])]
    number, numbers = whole_number(value), [whole_number(part) for part in parts]
    if number is None or number < 2 or None in numbers or ("," in match["product"] and "factor" not in match.group()):
        return None
    truth = math.prod(n or 0 for n in numbers) == number
    if "prime" in match.group():
        truth = truth and all(is_prime(n or 0) for n in numbers)
    return decided(told, truth, " × ".join(map(str, prime_factors(number))), "it was factored", value, *parts)


_COPRIME = re.compile(
    rf"^\W*(?:the )?(?:numbers )?{NUMBER} and {slot('n', 'b')} {BE} (?:co-?prime|relatively prime)\W*$"
)
_FACTOR_OF = re.compile(
    rf"^\W*(?:the )?(?:number )?{NUMBER} {BE} (?:a |an )?(?P<way>factor|divisor|multiple) of {slot('n', 'b')}\W*$"
)


def related(told: Told) -> Found | None:
    """`12 and 35 are coprime`, `7 is a factor of 91`."""
    match = told.search(_COPRIME) or told.search(_FACTOR_OF)
    if not match:
        return None
    one, other = told.at(match, "a"), told.at(match, "b")
    a, b = whole_number(one), whole_number(other)
    if not a or not b:
        return None
    way = match.groupdict().get("way")
    truth = math.gcd(a, b) == 1 if way is None else a % b == 0 if way == "multiple" else b % a == 0
    denied = bool(match["no"]) or "n't" in match.group()
    return decided(told, truth != denied, f"gcd {math.gcd(a, b)}", "it was divided", one, other)


_DIGITS = re.compile(
    rf"^\W*(?:the )?(?:number )?{NUMBER} {BE} (?:evenly |exactly )?(?:divisible by|a multiple of) {slot('n', 'by')},? (?:because|since|as|for) (?:its|the) (?:digits (?:add up|sum|add) to|digit sum is|cross sum is|sum of its digits is) {slot('n', 'sum')}(?P<rest>[^#]*)$"
)


def by_digits(told: Told) -> Found | None:
    """`123,456 is divisible by 3 because its digits add up to 21`."""
    match = told.search(_DIGITS)
    if not match:
        return None
    used = [told.at(match, name) for name in ("a", "by", "sum")]
    number, by, total = map(whole_number, used)
    if number is None or not by or total is None:
        return None
    digits = sum(int(digit) for digit in str(abs(number)))
    right = (number % by == 0) != bool(match["no"]) and digits == total
    return decided(told, right, f"digit sum {digits}, remainder {number % by}", "it was divided", *used)


_COMMON = re.compile(
    r"(?P<name>greatest common divisors?|greatest common factors?|highest common factors?|largest common divisors?|largest common factors?|gcd|gcf|hcf|least common multiples?|lowest common multiples?|smallest common multiples?|lcm)"
    r"(?: of| for| between)?(?: the)?(?: numbers?)? ?\(?(?P<list>#n\d+#(?:(?:,| and|, and) ?#n\d+#)+)\)?(?: together)? (?:is|=|equals|comes to|are|must be|works out (?:at|as|to)|:)(?P<no> not)? (?:only |just |exactly )?(?P<stated>#n\d+#)(?P<rest>.*)$"
)

_COMMON_BACK = re.compile(
    rf"^\W*{NUMBER} is(?P<no> not)? the (?P<name>greatest common divisor|greatest common factor|highest common factor|largest common divisor|gcd|hcf|least common multiple|lowest common multiple|smallest common multiple|lcm)"
    r" of (?P<list>#n\d+#(?:(?:,| and|, and) ?#n\d+#)+)(?P<rest>\W*)$"
)


def common(told: Told) -> Found | None:
    """`the greatest common divisor of 84 and 126 is 42`, `lcm(4, 6) = 12`."""
    match = told.search(_COMMON) or told.search(_COMMON_BACK)
    if not match or re.search(r"[a-z]{3}", match["rest"]):
        return None
    parts = [told.values[int(at)] for at in re.findall(r"#n(\d+)#", match["list"])]
    value = told.at(match, "a") if "a" in match.re.groupindex else told.values[int(re.sub(r"\D", "", match["stated"]))]
    numbers, number = [whole_number(part) for part in parts], whole_number(value)
    if number is None or any(n is None or n < 1 for n in numbers):
        return None
    divisor = match["name"][0] in "gh" or "div" in match["name"] or "factor" in match["name"]
    found = (math.gcd if divisor else math.lcm)(*(n or 1 for n in numbers))
    return decided(told, (found == number) != bool(match["no"]), str(found), "it was computed", value, *parts)
