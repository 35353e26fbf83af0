"""The numbers and letters by which a text tells one of many: `lot 77`, `room B2`, `sensor A`."""

from __future__ import annotations

import re

from podium.core.contradictions.lexicon import stemmed, word_set
from podium.core.decision.words import stem
from podium.core.patterns import Lazy

_NAMED = word_set(
    "tap lot batch parcel motion folio tooth participant line turbine tank hive station house room floor ward row class "
    "gate platform track bay aisle berth pier borehole well pump sensor plot field panel rope door window bed patient "
    "sample trial phase chapter table sku invoice ticket site zone area sector block building apartment flat seat car "
    "carriage wagon train flight bus tram route exit junction road motorway mast antenna node server host rack shelf "
    "disk port channel version release section article clause paragraph page issue rule step sprint milestone "
    "requirement commit build job rfc python java android ios windows ubuntu debian php ruby go postgres kernel unit "
    "reactor boiler kiln oven furnace machine robot camera probe gauge compartment cabin deck hall stall stand lane "
    "court pitch locker box crate pallet container van truck lorry bike boat ferry locomotive runway stage group team "
    "squad cohort arm grade level stratum layer core valve motor filter hatch vent column pillar span joint weld seam "
    "circuit breaker fuse cable vlan blade pod shard replica partition queue topic course module lesson exam question "
    "item case file folder contract policy account customer employee study experiment test game orbit specimen grave "
    "pit trench locus"
)
"""Nouns that are told apart by a number behind them."""
_VERSIONED = stemmed("version release python java android ios windows ubuntu debian php ruby postgres kernel")
"""Those among them whose number may be told with less or more behind its points."""
_PATTERN = Lazy(
    rf"\b(?P<noun>{'|'.join(sorted(_NAMED, key=lambda noun: (-len(noun), noun)))})(?:\s(?:no\.?|nr\.?|number))?\s#?"
    r"(?P<value>\d{1,6}[a-z]?(?:[.\-/]\d{1,6})*|[a-z]\d{1,4})(?![\w%°:]|,\d|\.\d|\s?(?:%|°))"
)
_SUBJECT = Lazy(
    r"^\W*(?:the |our )?(?P<noun>(?!from |after |about |over |under |only |within |around |some |just |nearly |almost |below |above |until |before |with |for |all |exactly )[a-z-]{3,}) (?P<value>\d{1,6})(?=\s+(?:is|was|has|had|does|did|can|could|will|needs|still|never|now)\b|\W*$)"
)
"""Whatever noun a sentence begins with: a number behind it and before a verb tells which one."""
_QUANTITY = Lazy(
    r"\s(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|times|percent|ms|s|kg|g|t|m|km|cm|mm|l|ml|kb|mb|gb|tb|"
    r"kw|mw|kwh|mwh|units|people|euros?|dollars?|pounds?)\b"
)
_LETTER = Lazy(r"(?<=[a-z] )(?!I\b)[A-Z]\b(?!['’.])")

_BEHIND = Lazy(
    r"\b(?:on|of|in|at|from|for|to|the|our|this) (?P<noun>(?!(?:about|around|nearly|almost|over|under|only|just|some|all|another|more|less|up|exactly|roughly|"
    r"below|above|within|next|last|first|past|the|these|those|our|its|their|least|most|total|at|a|every|january|february|march|april|may|june|july|august|september|"
    r"october|november|december)\b)[a-z]{3,}(?<!s)) (?P<value>\d{1,4})(?=$|[,;.:)]|\s(?!(?:of|to|and|or)\b)(?:is|was|has|does|[a-z]+(?<!s))\b)(?!\s?(?:%|°)|\.\d)"
)
"""A number behind a noun in the singular that follows a preposition or article: `on frame 7`."""

_DIGIT = re.compile(r"\d")
Name = tuple[str, str]


def read_names(text: str) -> tuple[frozenset[Name], str]:
    """Pairs of a noun's stem and its number in a text in lower case, and the text without the numbers."""
    if not _DIGIT.search(text):
        return frozenset(), text
    found: set[Name] = set()

    def take(match: re.Match[str]) -> str:
        if _QUANTITY.compiled.match(text, match.end()):
            return match[0]
        found.add((stem(match["noun"]), match["value"]))
        return match["noun"]

    def take_behind(match: re.Match[str]) -> str:
        return match[0].replace(match["noun"] + " " + match["value"], take(match))

    unnamed = _SUBJECT.compiled.sub(take, _PATTERN.compiled.sub(take, text))
    unnamed = _BEHIND.compiled.sub(take_behind, unnamed)
    return frozenset(found), unnamed


def letters(text: str) -> frozenset[str]:
    """The single capital letters that tell which one is meant, as in `sensor B`."""
    return frozenset(_LETTER.compiled.findall(text))


def unlike(a: frozenset[Name], b: frozenset[Name]) -> bool:
    """Whether both number the same noun, and differently."""
    nouns = {noun for noun, _ in a} & {noun for noun, _ in b}
    return any(not any(_fits(noun, v, w) for n, v in a if n == noun for m, w in b if m == noun) for noun in nouns)


def _fits(noun: str, value: str, other: str) -> bool:
    """Whether two numbers may tell the same one; of a version, the one more exactly: `15`, `15.4`."""
    short, long = sorted((value, other), key=len)
    return short == long or (noun in _VERSIONED and long.startswith(f"{short}."))
