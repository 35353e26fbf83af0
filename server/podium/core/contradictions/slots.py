"""Who did something, where something is, what something is made of: places in a sentence that only one answer fills."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from podium.core.contradictions.forms import shared
from podium.core.contradictions.lexicon import FILLERS, stemmed, word_set
from podium.core.decision.words import stem
from podium.core.patterns import Lazy

_LOCATED = (
    "is|are|was|were|lives?|lived|living|resides?|resided|stored|kept|held|located|situated|based|hosted|housed|lies|lie|lay|"
    "stands?|stood|sits?|sat|parked|moored|berthed|docked|buried|born|died|headquartered|placed|stationed|hangs?|hung|departs?|"
    "departed|leaves|left|arrives?|arrived|landed|lands|takes place|took place|hides?|hidden|deployed|installed|mounted|stays?|"
    "started|stayed|remains?|remained|grows?|found|filmed|built|made|played|signed|meets?|met"
)
_OF_PLACE = Lazy(
    rf"\b(?:{_LOCATED})\s(?:(?:currently|now|today|still|always|only|permanently|physically|both)\s)?"
    r"(?:in|at|on|from|near|under|inside|behind)\s(?!(?:about |around |roughly |nearly )?\d)(?P<value>[^,;.()]+)",
    re.I,
)
_PASSIVE = Lazy(r"\b(?:was|is|were|are|been)\s\w+\s(?:in|at|from)\s(?P<value>(?:the\s)?[A-Z][^,;.()]+)")
"""`was recorded in Oslo`: a name behind a passive form is where it was done."""
_BY = Lazy(
    r"\bby\s(?P<value>(?!far\b|hand\b|now\b|then\b|\d|more\b|less\b|at\b|default\b|means\b|using\b|\w+ing\b)[^,;.()]+)",
    re.I,
)
_FIXED = Lazy(
    r"\b(?:(?P<kind>licensed under|released under|written in|made of|made from|carved from|built of|built from|governed by|"
    r"belongs? to|owned by|property of|responsibility of|named after|powered by|based on|painted(?! (?:in|by|at|on|over|with)\b)|coloured|colored|dedicated to|"
    r"composed by|addressed to|assigned to|registered to|registered in|sung in|sings? in|performs? in|performed in|taught in|teaches in|spoken in|printed in|published in|shot on|runs on|running on|"
    r"(?:sent|forwarded|routed|delivered|shipped|sold|paid|handed|given|escalated|transferred|reports?) to|"
    r"sourced from|imported from|bought from|purchased from|comes from|came from|caused by|due to|because of|called|titled|"
    r"diagnosed with|delivered by))\s(?P<value>[^,;.()]+)",
    re.I,
)
_ENDS = Lazy(
    r"\s(?:on|in|at|for|with|since|until|after|before|during|from|to|and|which|who|that|as|by|because|where|when|while|near|under|per|of)\s",
    re.I,
)
_WORD = Lazy(r"[^\W_]+(?:[-.'’][^\W_]+)*")
_CLASSES = stemmed(
    "team group department office unit division crew staff company firm room house building place city town village "
    "country street road floor hall area region site side bay gate track line version edition one person man woman "
    "doctor dr mr ms mrs professor prof sir engineer part law licence license"
)
"""Words of a value that say of which kind it is and not which one."""
_WIDER = word_set(
    "europe eu asia africa america usa us uk germany france italy spain portugal netherlands belgium austria "
    "switzerland poland sweden norway denmark finland ireland scotland england wales britain greece turkey russia "
    "ukraine china japan india korea australia canada mexico brazil argentina egypt israel iran iraq cloud abroad "
    "country world city town hospital house home building campus warehouse office factory department lab laboratory "
    "company school museum archive"
)
"""Places and owners that may hold another one."""
_MOST_WORDS = 5
_NUMBERED = re.compile(r"([a-z]{2,})(?=[-.]?\d)")
"""`gpl-3.0`: a number with the name before it."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One answer of a sentence: of which `kind`, its words' stems, and the numbers in it."""

    kind: str
    words: tuple[str, ...]
    numbers: frozenset[str]
    wide: bool

    def excludes(self, other: Slot) -> bool:
        """Whether not both answers can be right."""
        if self.kind != other.kind:
            return False
        if self.numbers and other.numbers and self.numbers.isdisjoint(other.numbers):
            return True
        mine, theirs = _own(self.words), _own(other.words)
        return bool(mine and theirs) and self.wide == other.wide and not shared(mine, theirs)


@lru_cache(maxsize=1024)
def read_slots(text: str) -> tuple[Slot, ...]:
    """The answers a sentence gives."""
    fixed = list(_FIXED.compiled.finditer(text))
    found = [_slot(match["kind"].lower(), match["value"]) for match in fixed]
    taken = [match.span() for match in fixed]
    for kind, pattern in (("place", _OF_PLACE), ("place", _PASSIVE), ("by", _BY)):
        found += [
            _slot(kind, match["value"])
            for match in pattern.compiled.finditer(text)
            if not any(start <= match.start("value") - 1 < end for start, end in taken)
        ]
    return tuple(slot for slot in found if slot.words or slot.numbers)


def _own(words: tuple[str, ...]) -> list[str]:
    return [word for word in words if word not in _CLASSES]


def _slot(kind: str, value: str) -> Slot:
    said = _WORD.compiled.findall(_ENDS.compiled.split(f" {value} ", maxsplit=1)[0])[:_MOST_WORDS]
    named = (_NUMBERED.sub(r"\1 ", word.lower()).split()[0] for word in said)
    stems = tuple(root for word in named if (root := stem(word)) not in FILLERS and not any(c.isdigit() for c in root))
    numbers = frozenset(word.lower() for word in said if any(c.isdigit() for c in word))
    return Slot(kind, stems, numbers, any(word.lower() in _WIDER for word in said))
