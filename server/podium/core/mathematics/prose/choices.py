"""Numbers of possibilities: hands and samples, arrangements of letters, codes of digits."""

from __future__ import annotations

import math
import re
from collections import Counter

from podium.core.mathematics.exact import whole
from podium.core.mathematics.prose.found import Found, decided, stated
from podium.core.mathematics.prose.values import Told, Value, slot
from podium.core.mathematics.quantity import Quantity

LARGEST = 10**15
_CUE = re.compile(
    r"\b(?:ways|arrang\w+|anagrams?|permutations?|combinations?|possib\w+|codes?|pins?|passwords?|hands?|values|outcomes|strings|subsets|patterns|different|distinct|plates|states)\b"
)
_LETTERS = re.compile(
    r"\b(?:letters (?:of|in)(?: the)?(?: (?:word|name))?|word|anagrams of(?: the word)?|name) [\"'“‘”’]?(?P<word>[A-Za-z]{2,12})\b[\"'“‘”’]?"
)
_MANY = rf"(?:exactly |only |as many as )?{slot('n', 'many')}(?: (?:million|different|distinct|distinguishable|possible|unique))* ?(?:ways|arrangements|anagrams|orders|permutations|combinations|possibilities|possible|codes|pins|passwords|hands|values|outcomes|strings|subsets|patterns|different|distinct|sequences|plates|numbers|states|options|choices)?"
_ARRANGED = re.compile(
    rf"\b(?:arranged|rearranged|ordered|permuted|written|has|have|gives?|are|with|makes?)\b[^#]*?{_MANY}"
)
_IGNORED = re.compile(
    r"\(?\b(?:the )?order (?:is |being )?(?:ignored|irrelevant|does not matter|doesn't matter|not mattering)\b\)?|\b(?:ignoring|regardless of|without regard to) (?:the )?order\b|\border (?:ignored|aside)\b"
)
_HAND = re.compile(
    rf"{slot('n', 'few')}-?[ -]?(?:card|person|member|player|number|element|ball|letter|digit|item)?[ -]?(?P<set>hands?|committees?|teams?|samples?|subsets?|selections?|groups?|tickets?|draws?|panels?|jury|juries)\b[^#]*?\b(?:from|of|out of|in|among|with)\b[^#]*?{slot('n', 'all')}[^#]*?\b(?:in|has|have|is|are|gives?|there are|makes?|:|=|leaves?|number\w*)[^#]*?{slot('n', 'many')}"
)
_THERE = re.compile(
    rf"^\W*(?:so |hence )?there (?:are|is) (?:exactly )?{slot('n', 'many')} (?:possible |different |distinct )*{slot('n', 'few')}[- ](?:card|person|member|player|element|item|letter)[- ]?(?:poker )?(?:hands?|committees?|teams?|subsets?|selections?|groups?|panels?) (?:from|of|in|out of|that)[^#]*? {slot('n', 'all')}"
)
_CODE = re.compile(
    rf"{slot('n', 'length')}[- ](?P<kind>digit|bit|letter|character) (?P<what>pins?|codes?|passwords?|locks?|integers?|registers?|numbers?|words?|strings?|keys?|address\w*|colou?rs?|masks?|combination lock|plates?|identifiers?|ids?)\b[^#]*?\b(?:has|have|allows?|gives?|offers?|can|takes?|there are|holds?|encodes?|represents?|yields?|makes?|admits?)\b[^#]*?{slot('n', 'many')}(?P<rest>[^#]*)$"
)
_LIMITS = re.compile(
    r"\b(?:no repeat\w*|without repe\w+|distinct digits|different digits|at least|at most|if|unless|not|circular|round|circle|together|adjacent|next to|(?:begin|start|end)(?:s|ning|ing)? (?:with|in|on)|leading zero|nonzero|even|odd|vowels?|consonants?|case|about|roughly|nearly|almost|over|more than|fewer than|less than)\b|n't\b"
)


def possibilities(told: Told) -> Found | None:
    """`a five-card hand from 52 cards: 2,598,960 ways`, `LEVEL can be arranged in 30 ways`, `a 4-digit PIN has 10,000 codes`."""
    bits = {at for at, value in enumerate(told.values) if re.fullmatch(r"\d+[- ]bit", value.text)}
    if told.of("dtlrp") or len(bits) != len(told.of("u")) or not _CUE.search(told.shape):
        return None
    shape = _IGNORED.sub(" ", re.sub(r"#u(\d+)#", r"#n\1#-bit", told.shape))
    if _LIMITS.search(shape):
        return None
    if _LETTERS.search(told.said) and "arrang" in shape:
        return _letters(told, shape)
    return _letters(told, shape) or _hands(told, shape) or _codes(told, shape)


def _counted(told: Told, computed: int, many: Value, *used: Value) -> Found:
    said = many.amount.value.lo
    return decided(told, said == computed, str(computed), "the cases were counted", many, *used, expected=many.text)


def _letters(told: Told, shape: str) -> Found | None:
    word, match = _LETTERS.search(told.said), _ARRANGED.search(shape)
    values = [v for v in told.of("n") if not re.match(r"! ?=", shape[shape.index(f"#n{told.values.index(v)}#") + 4 :])]
    others = [v for v in told.of("n") if v not in values]
    if (
        not word
        or not match
        or len(values) != 1
        or len(others) > 1
        or not re.search(r"arrang|anagram|order|permut|ways", shape)
    ):
        return None
    letters = Counter(word["word"].lower())
    if word["word"].lower() in ("the", "of", "is", "can", "has", "word"):
        return None
    computed = math.factorial(sum(letters.values())) // math.prod(math.factorial(n) for n in letters.values())
    return _counted(told, computed, values[0], *others)


def _whole(value: Value) -> int | None:
    size = value.amount.value.lo
    return int(size) if value.amount.value.exact and size.denominator == 1 and 0 <= size <= LARGEST else None


def _hands(told: Told, shape: str) -> Found | None:
    match = _HAND.search(shape) or _THERE.search(shape)
    if not match or len(told.of("n")) != 3 or re.search(r"\border\w*|\branked\b|\bsequence", shape):
        return None
    few, everything, many = (told.at(match, name) for name in ("few", "all", "many"))
    k, n = _whole(few), _whole(everything)
    if k is None or n is None or not 0 < k <= n <= 500:
        return None
    return _counted(told, math.comb(n, k), many, few, everything)


def _codes(told: Told, shape: str) -> Found | None:
    match = _CODE.search(shape)
    if not match or len(told.of("nu")) != 2 or "number" in match["what"]:
        return None
    base = {"digit": 10, "bit": 2, "letter": 26}.get(match["kind"])
    length, many = told.at(match, "length"), told.at(match, "many")
    k = _whole(length)
    if base is None or k is None or not 0 < k <= 128 or re.search(r"max\w*|largest|up to|highest|from", shape):
        return None
    return _counted(told, base**k, many, length)


_MENU = re.compile(
    rf"\b(?:menu|choice|wardrobe|offer|combin\w+|choose|pick|outfits?|meals?|with|from|has|have)\b[^#]*?{slot('n', 'a')} [a-z ]+?, {slot('n', 'b')} [a-z ]+?,? (?:and )?(?:{slot('n', 'c')} [a-z ]+?)?,? ?(?:so |hence )?(?:gives?|makes?|allows?|offers?|can be combined (?:in|to|into)|there are|you get|yields?|leads? to|provides?|in)[^#]*?{slot('n', 'many')} (?:different |distinct |possible )*(?:meals|menus|outfits|combinations|ways|possibilities|choices|options|variants|looks|configurations|different)"
)
_TWO_SETS = re.compile(
    rf"{slot('n', 'a')} [a-z]+ and {slot('n', 'b')} [a-z]+ (?:gives?|makes?|allow|offer|can be combined (?:in|to|into)|yield|provide)[^#]*?{slot('n', 'many')} (?:different |distinct |possible )*(?:meals|menus|outfits|combinations|possibilities|choices|options|variants|looks|configurations)"
)


def combined(told: Told) -> Found | None:
    """`a menu with 4 starters, 6 mains and 3 desserts gives 72 different meals`."""
    if told.of("dtlurp") or not _CUE.search(told.shape) or _LIMITS.search(told.shape):
        return None
    match = told.search(_MENU) or told.search(_TWO_SETS)
    if not match:
        return None
    parts = [told.at(match, name) for name in "abc" if match.groupdict().get(name)]
    sizes = [_whole(part) for part in parts]
    if len(parts) + 1 != len(told.of("n")) or any(size is None for size in sizes):
        return None
    return _counted(told, math.prod(size or 1 for size in sizes), told.at(match, "many"), *parts)


_INDEPENDENT = re.compile(r"\bindependent(?:ly)?\b")
_OF_ALL = (
    (
        "none",
        re.compile(
            r"\b(?:none|no (?:disk|valve|part|one|component)|not one|all (?:of (?:them|the [a-z]+) )?(?:survive|work|pass|succeed|run)\w*)\b"
        ),
    ),
    ("some", re.compile(r"\b(?:at least (?:1|one|#n\d+#)|any|one or more)\b")),
    ("all", re.compile(r"\b(?:all|both|every one)\b")),
)


def several(told: Told) -> Found | None:
    """`two independent valves each fail with probability 0.1, so both fail with probability 0.01`; none of n, at least one."""
    if not _INDEPENDENT.search(told.shape) or told.of("dtlur"):
        return None
    chances = [
        v
        for v in told.of("np")
        if v.kind == "p" or (v.amount.places and 0 < v.amount.value.lo < 1) or v.amount.fraction
    ]
    counts = [v for v in told.of("n") if v not in chances and (_whole(v) or 0) > 1]
    ones = [v for v in told.of("n") if v not in chances and v not in counts]
    if len(chances) != 2 or len(counts) != 1 or any(v.text != "1" for v in ones):
        return None
    each, result = chances
    said = told.shape[told.place(each) :]
    kind = next(
        (name for name, pattern in _OF_ALL if pattern.search(said) or (name == "some" and "at least #" in told.shape)),
        "",
    )
    n, p = _whole(counts[0]) or 0, each.amount.value.lo
    if not kind or n > 1000 or not re.search(r"\b(?:each|every|per|apiece|with probability|a)\b", told.shape):
        return None
    computed = {"none": (1 - p) ** n, "some": 1 - (1 - p) ** n, "all": p**n}[kind]
    return stated(told, Quantity(whole(computed), percent=result.kind == "p"), result, each, *counts, *ones)


_TWO_NUMBERS = re.compile(
    rf"\bnumbers?\b[^#]*?\b(?:add up to|sum to|sum is|sum of|total|with sum)(?: is)? {slot('n', 'sum')}[^#]*?\b(?P<how>differ(?:ence)?|product|multiply)\b[^#]*?{slot('n', 'other')}[^#]*?(?:are|:|is|namely|=|must be)[^#]* {slot('n', 'a')} and {slot('n', 'b')}\W*$"
)


def two_numbers(told: Told) -> Found | None:
    """`two numbers add up to 20 and differ by 4: they are 12 and 8`."""
    match = told.search(_TWO_NUMBERS)
    if not match:
        return None
    total, other, a, b = (told.at(match, name).amount.value.lo for name in ("sum", "other", "a", "b"))
    found = a * b if match["how"] in ("product", "multiply") else abs(a - b)
    used = [told.at(match, name) for name in ("sum", "other", "a", "b")]
    counts = [v for v in told.of("n") if v.text == "2" and v not in used]
    return decided(
        told, a + b == total and found == other, f"{a + b} and {found}", "both were computed", *used, *counts
    )


_ODDS = re.compile(
    rf"\bodds (?:of |are |were |is )*(?:{slot('n', 'a')} (?:to|:|-) {slot('n', 'b')}|{slot('r', 'ratio')}) (?P<way>against|in favou?r|for|on)\b[^#]*?\b(?:probability|chance|likelihood)\b[^#]*?{slot('np', 'chance')}[^#]*$"
)


def odds(told: Told) -> Found | None:
    """`odds of 3 to 1 against mean a probability of 25%`."""
    match = told.search(_ODDS)
    if not match:
        return None
    if match["ratio"]:
        parts = told.at(match, "ratio").numbers
        used = [told.at(match, "ratio")]
    else:
        used = [told.at(match, "a"), told.at(match, "b")]
        parts = tuple(value.amount.value.lo for value in used)
    chance = told.at(match, "chance")
    if len(parts) != 2 or not sum(parts):
        return None
    computed = parts[1 if match["way"] == "against" else 0] / sum(parts)
    return stated(told, Quantity(whole(computed), percent=chance.kind == "p"), chance, *used)


_PAIRS = re.compile(
    rf"\b(?:from|of|out of|with|among) {slot('n', 'all')} [a-z]+[^#]*?\b(?:form|make|choose|pick|chosen|formed|there are|possible|gives?|are)\b[^#]*?{slot('n', 'many')} (?:different |distinct |possible )*(?P<what>pairs?|couples|duos|triples|trios)\b[^#]*$"
)


def pairs(told: Told) -> Found | None:
    """`from 6 candidates one can form 15 different pairs`."""
    match = told.search(_PAIRS)
    ones = [
        v for v in told.of("n") if v.text == "1" and re.match(r" (?:can|could|may)\b", told.shape[told.place(v) + 4 :])
    ]
    if (
        not match
        or len(told.of("npudtlr")) != 2 + len(ones)
        or re.search(r"\border(?:ed)?\b|\bif\b|\bnot\b", told.shape)
    ):
        return None
    everything, many = told.at(match, "all"), told.at(match, "many")
    n = _whole(everything)
    few = 3 if match["what"].startswith("tri") else 2
    return _counted(told, math.comb(n, few), many, everything, *ones) if n and n >= few else None


_COLOURED = re.compile(
    rf"{slot('n', 'count')} (?P<kind>[a-z]+)(?= (?:and|or|balls?|marbles?|beads?|sweets?|tickets?|socks?|counters?|cards?|chips?|pens?)\b|,)"
)
_DRAWN = re.compile(
    rf"\b(?:chance|probability|likelihood) (?:of|that|to)[^#]*?\b(?:draw\w*|pick\w*|get\w*|tak\w*|select\w*|choos\w*|is|be)\b[^#]*?\b(?:an? |the )?(?P<kind>[a-z]+)(?: (?:one|ball|marble|bead|sweet|ticket|sock|counter|card|chip|pen))?(?: at random)?(?: is| equals| of| =| comes to)+ (?:about |exactly )?{slot('np', 'chance')}[^#]*$"
)


def drawn(told: Told) -> Found | None:
    """`with 23 red, 17 blue and 10 green marbles the chance of drawing a green one is 20%`."""
    match = told.search(_DRAWN)
    if not match or re.search(r"\b(?:two|twice|both|without|again|replac\w+|not|if|then)\b", told.shape):
        return None
    counts = {found["kind"]: told.at(found, "count") for found in _COLOURED.finditer(told.shape)}
    chance = told.at(match, "chance")
    if match["kind"] not in counts or len(counts) < 2 or len(counts) + 1 != len(told.of("npudtlr")):
        return None
    total = sum(value.amount.value.lo for value in counts.values())
    computed = counts[match["kind"]].amount.value.lo / total
    return stated(told, Quantity(whole(computed), percent=chance.kind == "p"), chance, *counts.values())
