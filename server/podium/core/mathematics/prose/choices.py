"""Numbers of possibilities: hands and samples, arrangements of letters, codes of digits."""

from __future__ import annotations

import math
import re
from collections import Counter

from podium.core.mathematics.prose.found import Found, decided
from podium.core.mathematics.prose.values import Told, Value, slot

LARGEST = 10**15
_CUE = re.compile(
    r"\b(?:ways|arrang\w+|anagrams?|permutations?|combinations?|possib\w+|codes?|pins?|passwords?|hands?|values|outcomes|strings|subsets|patterns|different|distinct|plates|states)\b"
)
_LETTERS = re.compile(
    r"\b(?:letters (?:of|in)(?: the)?(?: (?:word|name))?|word|anagrams of(?: the word)?|name) [\"'“‘”’]?(?P<word>[A-Za-z]{2,12})\b[\"'“‘”’]?"
)
_MANY = rf"(?:exactly |only |as many as )?{slot('n', 'many')}(?: (?:million|different|distinct|possible|unique))* ?(?:ways|arrangements|anagrams|orders|permutations|combinations|possibilities|possible|codes|pins|passwords|hands|values|outcomes|strings|subsets|patterns|different|distinct|sequences|plates|numbers|states|options|choices)?"
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
_COINS = re.compile(
    rf"{slot('n', 'many')} (?:possible |different |distinct )?(?:outcomes|sequences|results)[^#]*?\b(?:of|for|from|when|in) (?:flipping|tossing|rolling|throwing)? ?(?:an? )?(?P<what>coin|die|dice)? ?{slot('n', 'times')}"
)
_LIMITS = re.compile(
    r"\b(?:no repeat\w*|without repe\w+|distinct digits|different digits|at least|at most|if|unless|not|circular|round|circle|together|adjacent|next to|begin\w*|start\w*|end\w*|leading zero|nonzero|even|odd|vowels?|consonants?|case|about|roughly|nearly|almost|over|more than|fewer than|less than)\b|n't\b"
)


def possibilities(told: Told) -> Found | None:
    """`a five-card hand from 52 cards: 2,598,960 ways`, `LEVEL can be arranged in 30 ways`, `a 4-digit PIN has 10,000 codes`."""
    bits = {at for at, value in enumerate(told.values) if re.fullmatch(r"\d+[- ]bit", value.text)}
    if told.of("dtlrp") or len(bits) != len(told.of("u")) or not _CUE.search(told.shape):
        return None
    shape = _IGNORED.sub(" ", re.sub(r"#u(\d+)#", r"#n\1#-bit", told.shape))
    if _LIMITS.search(shape):
        return None
    return _letters(told, shape) or _hands(told, shape) or _codes(told, shape)


def _counted(told: Told, computed: int, many: Value, *used: Value) -> Found:
    said = many.amount.value.lo
    return decided(told, said == computed, str(computed), "the cases were counted", many, *used, expected=many.text)


def _letters(told: Told, shape: str) -> Found | None:
    word, match = _LETTERS.search(told.said), _ARRANGED.search(shape)
    values = told.of("n")
    if not word or not match or len(values) != 1 or not re.search(r"arrang|anagram|order|permut|ways", shape):
        return None
    letters = Counter(word["word"].lower())
    if word["word"].lower() in ("the", "of", "is", "can", "has", "word"):
        return None
    computed = math.factorial(sum(letters.values())) // math.prod(math.factorial(n) for n in letters.values())
    return _counted(told, computed, values[0])


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
