"""Numbers with colons: ratios, times of day and running times; and results that are told without a figure."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from podium.core.mathematics import quantity
from podium.core.mathematics.exact import whole
from podium.core.mathematics.problems.found import Found, over
from podium.core.mathematics.quantity import Quantity
from podium.core.units import TIME, find_unit

COLON = re.compile(
    r"(?<![\w.,:/])\d{1,3}(?:/\d{1,3}){2,3}(?![\w/:]|\.\d)|(?<![\w.,:])\d+(?:(?: : |:)\d[\d,]*(?:\.\d+)?(?<!,)){1,4}(?!\w|:\d|\.\d)"
)
_IS_RATIO = re.compile(
    r"\b(?:ratio|map|scale|plan|model|mix\w*|split|dilut\w+|shared?|parts?|proportion\w*|odds|divided|blend\w*|drawing|aspect|panel|screens?|pictures?|photos?|pixels?|displays?|monitors?|videos?|televisions?)\b"
)
_IS_RUN = re.compile(
    r"\b(?:per (?:k\w*|mile)|lap|pace|ran|run|marathon|swam|rowed|finish\w*|each k\w+|a k\w+|swim|row|song|track|km)\b"
)


def colons(text: str) -> list[Found]:
    """Every number with colons: a ratio where the text speaks of one, else a running time or a time of day."""
    lower = text.lower()
    found = []
    for match in COLON.finditer(text):
        terms = [Fraction(term.replace(",", "").strip()) for term in re.split("[:/]", match.group())]
        if "/" in match.group() and sum(terms) != 100:
            continue
        if "/" in match.group() or (_IS_RATIO.search(lower) and not re.search(r"\d:\d\d[.:]", match.group())):
            found.append(
                Found(
                    quantity.literal(terms[0] / terms[1]) if terms[1] else quantity.literal(Fraction(0)),
                    "ratio",
                    *match.span(),
                    parts=tuple(terms),
                )
            )
        elif len(terms) == 2 and ("." in match.group() or (_IS_RUN.search(lower) and terms[1] < 60)):
            read = Quantity(
                whole(terms[0] * 60 + terms[1]), TIME, unit="s", literal=True, places=_places(match.group())
            )
            found.append(_per_colon(text, Found(read, "plain", *match.span())))
        elif len(terms) == 2 and terms[0] < 24 and terms[1] < 60:
            found.append(
                Found(Quantity(whole(terms[0] * 3600 + terms[1] * 60), TIME, literal=True), "clock", *match.span())
            )
        else:
            read = quantity.literal(terms[0] / terms[1]) if terms[1] else quantity.literal(Fraction(0))
            found.append(Found(read, "ratio", *match.span(), parts=tuple(terms)))
    return found


_WHOLE = re.compile(
    r"\b(?:uses? up|exhausts?|accounts? for|makes? up|disposes? of|takes? up|covers?|leaves? nothing of|adds? up to|comes? to|makes?)(?: precisely| exactly| just)? (?:all of (?:it|them)|the whole(?: \w+)?|everything|the entire \w+)|\buses? (?:it|them|the \w+) (?:all )?up\b(?: exactly| entirely| completely)?|\buses? up the \w+(?: exactly| entirely| completely)"
)
_BACK = re.compile(
    r"\bback (?:at|to|where|on)\b[^.,;]*?\b(?:original|old|previous|starting|started|start|began|same|before|square one)\b[^.,;]*"
)


_NOTHING = re.compile(r"\b(?:pays?|costs?|owes?) nothing(?: at all)?\b|\bis (?:then )?free\b")


def unspoken(text: str) -> list[Found]:
    """Results without a figure: `the whole estate` is one, `back at the original price` a factor of one."""
    lower = text.lower()
    whole_of_it = [
        Found(replace(quantity.literal(Fraction(1)), fraction=True), "fraction", *m.span())
        for m in _WHOLE.finditer(lower)
    ]
    back = (
        [Found(quantity.literal(Fraction(1)), "factor", *m.span()) for m in _BACK.finditer(lower)]
        if lower.count("%") + lower.count("percent") > 1
        else []
    )
    nothing = (
        [Found(quantity.literal(Fraction(0)), "factor", *m.span()) for m in _NOTHING.finditer(lower)]
        if back == [] and lower.count("%") > 1
        else []
    )
    return [*whole_of_it, *back, *nothing]


def _places(text: str) -> int | None:
    return len(text.rpartition(".")[2]) if "." in text else None


def _per_colon(text: str, found: Found) -> Found:
    match = re.match(r"\s?(?:min\s?)?(?:/|per |an? |each |every )\s?([A-Za-z]+)", text[found.end :])
    unit = find_unit(match[1]) if match else None
    if match and unit and unit.dimensions:
        found.read = over(found.read, unit)
        found.end += match.end()
    return found
