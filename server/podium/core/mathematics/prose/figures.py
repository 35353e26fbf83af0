"""Numbers, fractions and times of day that prose spells out, rewritten in figures."""

from __future__ import annotations

import re
from functools import lru_cache

from podium.core.mathematics.words import MULTIPLIERS, PARTS, SMALL_NUMBERS, TENS

_UNDER_HUNDRED = "|".join(sorted((*SMALL_NUMBERS, *TENS), key=len, reverse=True))
_SCALE = "hundred|thousand|million|billion|trillion"
_SPELT = re.compile(
    rf"(?<![\w-])(?<!no )(?<!any )(?<!the )(?<!every )(?<!each )(?<!which )(?<!this )(?<!that )"
    rf"(?:a (?={_SCALE}\b)|(?:{_UNDER_HUNDRED})\b)(?:(?:[ -]|\s+and\s+(?={_UNDER_HUNDRED}))(?:{_UNDER_HUNDRED}|{_SCALE})\b)*"
    rf"|(?<=the )(?:{'|'.join(word for word in (*SMALL_NUMBERS, *TENS) if word != 'one')})\b(?:[ -](?:{_UNDER_HUNDRED}|{_SCALE})\b)*",
    re.IGNORECASE,
)
_NO_NUMBER = re.compile(r"one (?:another|by|at each|at random|after|or more|more than)\b|one's\b", re.IGNORECASE)
_PRONOUN = re.compile(
    r"\b(?:(?:an?|the|this|that|each|every|another) (?:[\w.-]+ ){1,3}|next |last |other |same |third |second |drawing |picking |choosing |taking |only )$",
    re.IGNORECASE,
)
_PART = "|".join(sorted(PARTS, key=len, reverse=True))
_COUNTED_PART = re.compile(
    rf"(?<![\w.,/-])(?:(\d{{1,3}})|an?)[ -]({_PART})\b(?![ -](?:time|party|person|floor|hand|life|lives))",
    re.IGNORECASE,
)
_UNITS_OF_TIME = "hour|minute|second|day|week|fortnight|month|year|dozen"
_REWRITES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), to)
    for pattern, to in (
        (r"[\u2018\u2019]", "'"),
        (r"\s+[\u2013\u2014]\s+|\u2014", " - "),
        (r"(?<=\d)[ \u00a0](?=%)", ""),
        (r"\b(\d{1,2})\.([0-5]\d) ?([ap])\.?m\b\.?", r"\1:\2 \3m"),
        (r"\bhalf past (\d{1,2})\b(?!:)", r"\1:30"),
        (r"\b(?:a )?quarter past (\d{1,2})\b(?!:)", r"\1:15"),
        (r"\b(\d{1,2}) o'clock\b", r"\1:00"),
        (r"\b(?:12 )?noon\b", "12:00"),
        (r"\b(\d+) and 1/2\b", r"\1.5"),
        (r"\b(\d+) and 1/4\b", r"\1.25"),
        (r"\b(\d+) and 3/4\b", r"\1.75"),
        (rf"\b(?:an?|1) ({_UNITS_OF_TIME})s? and 1/2\b", r"1.5 \1s"),
        (rf"\b(?:an?|1) ({_UNITS_OF_TIME})s? and 1/4\b", r"1.25 \1s"),
        (rf"\b(?:an?|1) ({_UNITS_OF_TIME})s? and 3/4\b", r"1.75 \1s"),
        (r"\b(?:an? |1 )?half[- ]hour\b", "30 minutes"),
        (rf"\ban? ({_UNITS_OF_TIME}) (?=(?:later|earlier|afterwards|before|after)\b)", r"1 \1 "),
        (
            r"(?<=\d) ?M (?=(?:solution|stock|acid|buffer|NaOH|HCl|NaCl|sodium|hydrochloric|sulph?uric|salt|glucose)\b)",
            " mol/l ",
        ),
        (r"\b(\d+) (?:full|whole|complete|entire|paid|billable|working) (?=hours?\b)", r"\1 "),
        (r"\b(\d+) (?:full|whole|complete|entire) (?=(?:years?|months?|weeks?|days?|hours?)\b)", r"\1 "),
        (r"\b1/2 (?:of a )?(?=percent\b|%)", "0.5 "),
        (r"\b1/4 (?:of a )?(?=percent\b|%)", "0.25 "),
        (r"\b3/4 (?:of a )?(?=percent\b|%)", "0.75 "),
        (r"\bkilowatt[- ]hours?\b", "kWh"),
        (r"\bmegawatt[- ]hours?\b", "MWh"),
        (r"\bwatt[- ]hours?\b", "Wh"),
        (r"\bcubic (met(?:re|er)|centimet(?:re|er)|millimet(?:re|er)|inch|foot|yard)(?:e?s)?\b", r"\1³"),
        (r"\bcubic feet\b", "feet³"),
        (r"\b(?:sq\.? ?|square )(m|km|cm|mm|ft|mi)\b\.?(?! of)", r"\1²"),
        (r"\b(?:cu\.? ?|cubic )(m|cm|mm|ft)\b\.?(?! of)", r"\1³"),
        (r"\bnautical miles?\b", "nmi"),
        (r"\bUS (gallon|pint|quart)s?\b", r"us\1s"),
        (r"\b(?:imperial|UK|British) (gallon|pint|quart)s?\b", r"uk\1s"),
        (r"\b(?:fluid ounces?|fl\.? ?oz\.?)(?![a-z])", "floz"),
        (r"\b(?:a|one|1) gross (?=is\b|equals|makes|of [a-z]+s\b|=)", "144 "),
        (r"\bsquare feet\b", "feet²"),
        (
            r"\bsquare (met(?:re|er)|kilomet(?:re|er)|centimet(?:re|er)|millimet(?:re|er)|inch|foot|yard|mile)(?:e?s)?\b(?! of)",
            r"\1²",
        ),
        (r"\bdegrees? (celsius|centigrade)\b|(?<=\d) ?°\s?C\b", " °C"),
        (r"\bdegrees? fahrenheit\b|(?<=\d) ?°\s?F\b", " °F"),
        (r"\bhalf[ -](?=marathon|brother|sister|time|term|price|life|lives|moon|board|court)", "half-"),
        (r"\bhalf (?=an? )", "1/2 of "),
        (r"\b(?:a|one|1) half(?!-(?:life|lives|time|term|moon|board))(?:[ -](?=[a-z]+\b))?", "1/2 "),
        (r"\b(?:a|one|1) dozen dozen\b", "144"),
        (r"\b(?:a|one|1) dozen\b", "12"),
        (r"(\d/\d+) of an? (?=(?:percentage|basis)? ?[a-z]+)", r"\1 "),
        (
            rf"(^|[,:(] ?|\b(?:is|of|took|takes|for|about|lasted|lasts|exactly|than|in|be|makes|within|so|just|plus|equals|last|or|means|and|roughly) )"
            rf"an? ((?:{_UNITS_OF_TIME})s?\b)(?! (?:and )?(?:half|quarter))",
            r"\g<1>1 \2",
        ),
        (
            r"(\d (?:hours?|h|days?|weeks?|years?|pounds?|feet|foot)),? and (?=\d[\d.]* ?(?:minutes?|min|hours?|days?|months?|ounces?|inch))",
            r"\1 ",
        ),
        (r"(?<=\d) ?t(?=[\s,.;:/)]|$)", " tonnes"),
        (r"\bkilos?\b", "kg"),
        (r"\s{2,}", " "),
    )
)


_PART_OF_DAY = re.compile(
    r"(?<![\d:.,])(\d{1,2}):([0-5]\d) (in the (?:morning|afternoon|evening)|at night)\b", re.IGNORECASE
)


def _of_the_day(time: re.Match[str]) -> str:
    """`5:40 in the afternoon` as 17:40."""
    hour, part = int(time[1]), time[3].lower()
    late = part in ("in the afternoon", "in the evening") or (part == "at night" and hour >= 6)
    return f"{hour % 12 + 12 * late:02d}:{time[2]}" if 1 <= hour <= 12 else time[0]


_LATER_ORDINALS = {
    "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19,
    "twentieth": 20, "twenty-fifth": 25, "thirtieth": 30, "fortieth": 40, "fiftieth": 50, "sixtieth": 60, "seventieth": 70,
    "seventy-fifth": 75, "eightieth": 80, "ninetieth": 90, "hundredth": 100,
}  # fmt: skip
_ORDINAL = re.compile(rf"\b({'|'.join(_LATER_ORDINALS)}) (?=anniversary|birthday|jubilee|term|day\b)", re.IGNORECASE)
_FOURTH = re.compile(r"\b(?:the )?Fourth of July\b")
_HOLIDAYS = {
    "christmas day": "25 December",
    "christmas eve": "24 December",
    "boxing day": "26 December",
    "new year's day": "1 January",
    "new year's eve": "31 December",
    "valentine's day": "14 February",
    "halloween": "31 October",
    "leap day": "29 February",
}
_HOLIDAY = re.compile(
    rf"\b({'|'.join(_HOLIDAYS)}),? (\d{{4}})\b(?: \(\d{{1,2}} [A-Z][a-z]+\)| \([A-Z][a-z]+ \d{{1,2}}\))?", re.IGNORECASE
)
_DOZENS = re.compile(r"\b(\d{1,9}) dozen\b")


@lru_cache(maxsize=64)  # several readers of a statement ask for it
def in_figures(text: str) -> str:
    """The text with its spelt numbers, fractions and times of day in figures.

    `Nine and a half hours` becomes `9.5 hours`, `two thirds` `2/3`, `half an inch` `1/2 inch`.
    """
    text = _SPELT.sub(_figure, text)
    text = _COUNTED_PART.sub(_part, text)
    for pattern, to in _REWRITES:
        text = pattern.sub(to, text)
    text = _FOURTH.sub("4 July", _ORDINAL.sub(lambda place: f"{_LATER_ORDINALS[place[1].lower()]}th ", text))
    text = _PART_OF_DAY.sub(_of_the_day, text)
    text = _HOLIDAY.sub(lambda day: f"{_HOLIDAYS[day[1].lower()]} {day[2]}", text)
    return _DOZENS.sub(lambda dozens: str(12 * int(dozens[1])), text)


def _figure(match: re.Match[str]) -> str:
    if _NO_NUMBER.match(match.string, match.start()):
        return match.group()
    if match.group().lower() == "one" and _PRONOUN.search(match.string, 0, match.start()):
        return match.group()
    value, group = 0, 0
    for word in re.findall(r"[a-z]+", match.group().lower()):
        if word == "hundred":
            group = max(group, 1) * 100
        elif word in MULTIPLIERS:
            value, group = value + max(group, 1) * MULTIPLIERS[word], 0
        elif word in SMALL_NUMBERS and group % (10 if SMALL_NUMBERS[word] < 10 else 100):
            return match.group()  # `one six` is no number
        else:
            group += SMALL_NUMBERS.get(word, TENS.get(word, 0))
    return str(value + group)


def _part(match: re.Match[str]) -> str:
    name = match[2].lower()
    plural = name.endswith("s")
    if bool(match[1] and int(match[1]) > 1) != plural:
        return match.group()
    return f"{match[1] or 1}/{PARTS[name]}" if int(match[1] or 1) < PARTS[name] else match.group()
