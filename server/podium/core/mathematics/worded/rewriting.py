"""Phrases of mathematics rewritten as formulas: `the cube root of 27` as `cbrt(27)`, `10 choose 3` as `choose(10, 3)`."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from podium.core.mathematics.words import ORDINALS

MOST_ROUNDS = 12
NUMBER = r"[-−]?\d[\d,]*(?:\.\d+)?(?<!,)"
_INSIDE = r"\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)"
ATOM = rf"(?:(?:[-−]?(?:\d[\d,]*(?:\.\d+)?(?<!,)(?:π|[a-z](?![a-z]))?|π|[a-z]{{3,8}}\d*{_INSIDE}|{_INSIDE}|\b[a-z](?![a-z'’])))(?:/\d+)?(?:°|!|²|³|\^\d+)?)"
"""One value: a number, a letter, π with its part, a call or parentheses, with what is written behind it."""
_ORDINAL = rf"(?:{'|'.join(ORDINALS[2:])}|\d{{1,2}}(?:st|nd|rd|th)|square|cube)"
_THINGS = r"(?: [a-z-]+){0,4}?"

_Rule = tuple[str, str | Callable[[re.Match[str]], str]]


def _degree(word: str) -> str:
    named = {"square": "2", "cube": "3"} | {name: str(at) for at, name in enumerate(ORDINALS, 1)}
    return named.get(word.lower()) or re.sub(r"\D", "", word)


def _pairs(match: re.Match[str], joined: str, between: str) -> str:
    """A sum over the coordinates of two points or vectors."""
    a, b = (re.findall(NUMBER, match[name]) for name in "ab")
    if len(a) != len(b) or not a:
        return match.group()
    return "(" + joined.join(between.format(x, y) for x, y in zip(a, b, strict=True)) + ")"


def _distance(match: re.Match[str]) -> str:
    inner = _pairs(match, " + ", "(({1}) - ({0}))^2")
    return inner if inner == match.group() else f"sqrt{inner}"


def _slope(match: re.Match[str]) -> str:
    a, b = (re.findall(NUMBER, match[name]) for name in "ab")
    return f"((({b[1]}) - ({a[1]}))/(({b[0]}) - ({a[0]})))" if len(a) == len(b) == 2 else match.group()


def _norm(match: re.Match[str]) -> str:
    return "sqrt(" + " + ".join(f"({x})^2" for x in re.findall(NUMBER, match["a"])) + ")"


def _determinant(match: re.Match[str]) -> str:
    entries = [f"({x})" for x in re.findall(NUMBER, match["a"])]
    if len(entries) == 4:
        a, b, c, d = entries
        return f"({a}*{d} - {b}*{c})"
    if len(entries) == 9:
        a, b, c, d, e, f, g, h, i = entries
        return f"({a}*({e}*{i} - {f}*{h}) - {b}*({d}*{i} - {f}*{g}) + {c}*({d}*{h} - {e}*{g}))"
    return match.group()


_POINT = rf"\(\s*{NUMBER}(?:\s*[,;|]\s*{NUMBER}){{1,3}}\s*\)"
_POINTS = rf"(?:the )?(?:points? |vectors? |origin )?(?:[A-Za-z]\s?=?\s?)?(?P<a>{_POINT}) (?:and|to|with) (?:the )?(?:point |vector )?(?:[A-Za-z]\s?=?\s?)?(?P<b>{_POINT})"
_MATRIX = rf"(?P<a>[\[(](?:\s*[\[(]?\s*{NUMBER}(?:[,;\s]+{NUMBER})*\s*[\])]?\s*[,;]?){{2,3}}[\])])"
_LIST = rf"(?P<list>{NUMBER}(?:(?:, and |, | and ){NUMBER})+)"
_BASE = r"(?:with |to |in )?(?:the )?base[- ]"

_RULES: tuple[_Rule, ...] = (
    (r"\b(?:Sin|Cos|Tan|Log|Ln|Exp)(?=[ (°²³\d])", lambda m: m[0].lower()),
    (
        r"^(?:so |hence |thus )?there (?:are|is) (?:exactly |only )?(?P<n>\d[\d,]*) (?:possible |different |distinct )*(?P<what>ways (?:to|of)|combinations of|permutations of|orderings of|arrangements of|selections of|subsets of size) (?P<rest>.*)$",
        r"the number of \g<what> \g<rest> is \g<n>",
    ),
    (
        r"^(?:you can |one can |we can )?(?:choose|pick|select) (?P<k>\d+)(?P<things>(?: [a-z]+){0,3}) (?P<from>from|out of|of) (?P<m>\d+)(?P<more>(?: [a-z]+)?) in (?:exactly )?(?P<n>\d[\d,]*) (?:different |distinct )?ways$",
        r"the number of ways to choose \g<k>\g<things> \g<from> \g<m>\g<more> is \g<n>",
    ),
    (r", (?:or )?(?:about|approximately|roughly) (?=\d)", " ≈ "),
    (r"(?<=[\dπ)])\s?(?:degrees?|deg)\b(?! (?:celsius|fahrenheit|c\b|f\b))", "°"),
    (r"(?<=[\dπ)])\s?(?:radians?|rads?)\b", ""),
    (
        r"(\d[\d,]*) (?:divided by|÷|/) (\d[\d,]*) (?:is|gives|equals|=|makes|leaves) (\d[\d,]*),? ?(?:with |and |leaving |leaves )?(?:a )?(?:remainder|rest)(?: of)? ?(\d+)$",
        r"quot(\1, \2) is \3 and mod(\1, \2) is \4",
    ),
    (
        r"(?:dividing )?(\d[\d,]*) (?:divided by|÷|by) (\d[\d,]*),? (?:leaves|has|gives|with) (?:a |the )?remainder(?: of| is)? (\d+)$",
        r"mod(\1, \2) is \3",
    ),
    (r"(\d[\d,]*) ≡ (\d[\d,]*) \(?mod (\d+)\)?", r"mod(\1, \3) = mod(\2, \3)"),
    (r"(?:the )?digits of (\d[\d,]*) (?:add|sum)(?: up)? to", r"digitsum(\1) is"),
    (r"\bpi\b", "π"),
    (r"(?<![A-Za-z])e(?=\^|[²³])|(?<=ln\()e(?=\))|(?<=ln )e(?![a-z])", "exp(1)"),
    (r"(?<=\d) ?(?=π)", ""),
    (r"π over (?=\d)", "π/"),
    (r"\b(?:minus|negative) (?=[\dπ(]|[a-z]\b)", "-"),
    (rf"({ATOM}) (?:plus) (?={ATOM}|the )", r"\1 + "),
    (rf"({ATOM}) (?:times|multiplied by) (?={ATOM}|the )", r"\1 * "),
    (rf"({ATOM}) (?:divided by) (?={ATOM}|the )(?!{NUMBER},? (?:leaves|has|with))", r"\1 / "),
    (
        rf"(?:the )?(?:principal |positive |real )?({_ORDINAL}) root (?:of|from) ({ATOM})",
        lambda m: f"root({_degree(m[1])}, {m[2]})",
    ),
    (
        rf"(?:the )?(?:arc|inverse )(?P<f>sin|cos|tan)(?:e|ine|gent)? of ({ATOM})",
        lambda m: f"a{m['f'].lower()}({m[2]})",
    ),
    (
        rf"(?:the )?\b(?P<f>sin|cos|tan)(?:e|ine|gent)?\b of (?:an |the )?(?:angle (?:of )?)?({ATOM})",
        lambda m: f"{m['f'].lower()}({m[2]})",
    ),
    (rf"\b(?P<f>sin|cos|tan)(?:⁻¹|\^-1|\^\(-1\)) ?({ATOM})", lambda m: f"a{m['f'].lower()}({m[2]})"),
    (rf"(?:the )?\bnatural log(?:arithm)? of ({ATOM})", r"ln(\1)"),
    (rf"(?:the )?\b(?:common|decimal|decadic) log(?:arithm)? of ({ATOM})", r"log10(\1)"),
    (rf"(?:the )?\b(?:binary|base[- ]2) log(?:arithm)? of ({ATOM})", r"log2(\1)"),
    (rf"(?:the )?\bbase[- ](\d+) log(?:arithm)? of ({ATOM})", r"logto(\1, \2)"),
    (rf"(?:the )?\blog(?:arithm)?s?,? {_BASE}(\d+),? (?:of )?({ATOM})", r"logto(\1, \2)"),
    (rf"(?:the )?\blog(?:arithm)? of ({ATOM}),? (?:with |to |in )(?:the )?base(?: of)?[- ](\d+)", r"logto(\2, \1)"),
    (rf"\blog[_ ]?(?:\{{(\d+)\}}) ?({ATOM})", r"logto(\1, \2)"),
    (rf"\blog_(\d+) ?({ATOM})", r"logto(\1, \2)"),
    (rf"(?:the )?\blog(?:arithm)? of ({ATOM})", r"log(\1)"),
    (rf"(?:the )?\b(?:absolute value|modulus) of ({ATOM})", r"abs(\1)"),
    (rf"({ATOM}) (?:raised )?to the ({_ORDINAL}|tenth) power", lambda m: f"(({m[1]})^{_degree(m[2])})"),
    (rf"({ATOM}) (?:raised )?to the power(?: of)? ({ATOM})", r"((\1)^(\2))"),
    (rf"({ATOM}) raised to ({ATOM})(?! (?:power|\w+th))", r"((\1)^(\2))"),
    (rf"(?:the )?({_ORDINAL}) power of ({ATOM})", lambda m: f"(({m[2]})^{_degree(m[1])})"),
    (rf"({ATOM}) squared\b", r"((\1)^2)"),
    (rf"({ATOM}) cubed\b", r"((\1)^3)"),
    (rf"(?:the )?\bsquare of ({ATOM})", r"((\1)^2)"),
    (rf"(?:the )?\bcube of ({ATOM})", r"((\1)^3)"),
    (rf"(?:the )?\breciprocal of ({ATOM})", r"(1/\1)"),
    (rf"(?<!= )(?:the )?\bfloor of ({ATOM})", r"floor(\1)"),
    (rf"(?:the )?\bceiling of ({ATOM})", r"ceil(\1)"),
    (rf"⌊({ATOM})⌋", r"floor(\1)"),
    (rf"⌈({ATOM})⌉", r"ceil(\1)"),
    (rf"(?:the )?\bfactorial of ({ATOM})|({ATOM}) factorial\b", lambda m: f"({m[1] or m[2]})!"),
    (r"\b(\d+) choose (\d+)\b", r"choose(\1, \2)"),
    (r"\b(?:n?C|nCr|binom|binomial|comb)\( ?(\d+), ?(\d+)\)", r"choose(\1, \2)"),
    (r"(?<![\w.])(\d+)C(\d+)\b", r"choose(\1, \2)"),
    (r"(?<![\w.])(\d+)P(\d+)\b", r"perm(\1, \2)"),
    (r"\b(?:nPr|P)\( ?(\d+), ?(\d+)\)", r"perm(\1, \2)"),
    (r"(?:the )?binomial coefficient (?:of )?\(?(\d+) (?:over|and|choose) (\d+)\)?", r"choose(\1, \2)"),
    (
        rf"(?:the )?number of (?:possible |different |distinct )*(?:ways (?:to choose|of choosing|to pick|of picking|to select|of selecting)|combinations of|selections of|subsets of size) (?:any |an? [a-z]+ of )?(\d+){_THINGS} (?:from|out of|of|among)(?: a (?:set|group|list) of)? (\d+)(?: [a-z]+(?= is| =| equals))?",
        r"choose(\2, \1)",
    ),
    (
        rf"(?:the )?number of (?:possible |different |distinct )*permutations of (\d+){_THINGS} (?:from|out of|among) (\d+)(?: [a-z]+(?= is| =| equals))?",
        r"perm(\2, \1)",
    ),
    (
        r"(?:the )?number of (?:possible |different |distinct )*(?:ways (?:to arrange|of arranging|to order|of ordering)|permutations of|orderings of|arrangements of) (\d+)(?: (?:distinct|different))?(?: [a-z]+(?= is| =| equals))?",
        r"(\1)!",
    ),
    (r"(?:the )?\b(?:sum of (?:the |its )?digits (?:of|in)|digit sum of|cross sum of) (\d[\d,]*)", r"digitsum(\1)"),
    (r"(?:the )?\b(?:number of digits (?:of|in)) (\d[\d,]*)", r"digits(\1)"),
    (
        r"(?:the )?\bremainder (?:of|when|on dividing|after dividing|from|in) (?:dividing )?(\d[\d,]*) (?:is )?(?:divided )?by (\d[\d,]*)",
        r"mod(\1, \2)",
    ),
    (r"(?<![\w.)])(\d[\d,]*) (?:mod|modulo) (\d+)\b", r"mod(\1, \2)"),
    (
        rf"(?:the )?\b(?:greatest common (?:divisor|factor)|highest common factor|largest common (?:divisor|factor)|gcd|hcf|gcf) of {_LIST}",
        lambda m: f"gcd({re.sub(r', and | and ', ', ', m['list'])})",
    ),
    (
        rf"(?:the )?\b(?:least|lowest|smallest) common multiple of {_LIST}|\blcm of {_LIST.replace('<list>', '<other>')}",
        lambda m: f"lcm({re.sub(r', and | and ', ', ', m['list'] or m['other'])})",
    ),
    (rf"(?:the )?\b(?:euclidean |straight-line )?distance (?:between|from) {_POINTS}", _distance),
    (
        rf"(?:the )?\b(?:slope|gradient) of (?:the |a )?(?:straight )?(?:line|segment) (?:through|between|joining|from|connecting|passing through) {_POINTS}",
        _slope,
    ),
    (
        rf"(?:the )?\b(?:dot|scalar|inner) product of {_POINTS}|(?P<c>{_POINT}) ?[·⋅•] ?(?P<d>{_POINT})",
        lambda m: _pairs(m, " + ", "({0})*({1})") if m["a"] else _dotted(m),
    ),
    (
        rf"(?:the )?\b(?:length|norm|magnitude|modulus|euclidean norm) of (?:the )?(?:vector )?(?P<a>{_POINT})|[|‖](?P<c>{_POINT})[|‖]",
        lambda m: _norm(m) if m["a"] else "sqrt(" + " + ".join(f"({x})^2" for x in re.findall(NUMBER, m["c"])) + ")",
    ),
    (rf"(?:the )?\b(?:determinant of|det) ?(?:the )?(?:\d ?[x×] ?\d )?(?:matrix )?{_MATRIX}", _determinant),
)


def _dotted(match: re.Match[str]) -> str:
    a, b = (re.findall(NUMBER, match[name]) for name in "cd")
    return "(" + " + ".join(f"({x})*({y})" for x, y in zip(a, b, strict=False)) + ")"


@cache
def _rules() -> tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...]:
    """Compiled when they are first needed."""
    return tuple((re.compile(pattern, re.IGNORECASE), to) for pattern, to in _RULES)


def as_formulas(text: str) -> str:
    """The text with its phrases as formulas, as far as they are known."""
    for _ in range(MOST_ROUNDS):
        before = text
        for pattern, to in _rules():
            text = pattern.sub(to, text)
        if text == before:
            break
    return text


_LEAD = re.compile(
    r"^(?:(?:so|thus|hence|therefore|clearly|note that|recall that|we have|and|also|then|in fact|indeed|of course),? "
    r"|(?:expanding|multiplying (?:it )?out|simplifying|algebra|a quick check|the formula|calculus|factoring|it|this|one|we|you)(?: [a-z]+){0,2}? (?:shows?|sees?|see|finds?|know|follows|proves?|checks?|can (?:be checked|check|see|verify)|is easy to (?:see|check|show)) that "
    r"|(?:since|as|because|although) [^=<>≤≥\d]*?, |[A-Za-z][a-z]+ [a-z ]{3,50}: (?=[^:]*[=<>≤≥]))+",
    re.IGNORECASE,
)
_TRAIL = re.compile(r",? which (?:is why|explains|means|makes|is what|shows)\b[^=<>≤≥\d]*$", re.IGNORECASE)


def leadless(text: str) -> str:
    """A statement without the words that lead up to it, and those that say what it is good for."""
    return _TRAIL.sub("", _LEAD.sub("", text.strip())).strip().rstrip(".")


_RATIO = re.compile(r"(?<![\w:])([a-z]) ?: ?([a-z]) ?(?:=|is) ?(\d+) ?: ?(\d+)(?![\d:])")


def without_ratios(text: str) -> str:
    """`a:b = 3:4` as `4a = 3b`."""
    return _RATIO.sub(r"\4\1 = \3\2", text)


_RAISED = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻]*[ˣⁿʸᵏᵐ][⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ˣⁿʸᵏᵐ]*")
_LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ˣⁿʸᵏᵐ", "0123456789+-xnykm")


def raised_letters(text: str) -> str:
    """`2ˣ⁻¹` as `2^(x-1)`."""
    return _RAISED.sub(lambda power: f"^({power[0].translate(_LOWERED)})", text)
