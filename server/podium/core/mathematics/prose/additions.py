"""What a statement says beside its figures."""

from __future__ import annotations

import re
from collections.abc import Iterable

from podium.core.mathematics.literals import Reading
from podium.core.mathematics.prose.figures import in_figures
from podium.core.mathematics.prose.values import read_values

_JOINED = re.compile(
    r"(?:[,;:]|[.!]|\)) (?:and|but|while|whereas|although|moreover|besides|also|in addition,?) (?P<more>(?!so\b|hence\b|thus\b|therefore\b|that\b|both\b|no (?:more|one) else)[^.;]*)\.?$",
    re.IGNORECASE,
)
_IDENTIFIED = re.compile(
    r"(?:,|[-–—(]|\band\b) ?(?:which|that|this|it|and)*(?: ?(?:is|was|are|were|equals|matches|also|just|exactly|precisely))* ?(?P<more>(?!whatever)(?:how (?:many|much|long|far|old|often)|what|the (?:number|amount|sum|count|price|weight|age) (?:of [a-z ]+ )?(?:who|that|which|we|they|he|she|it|[A-Z])|as (?:many|much) as) ?[^;.\d]{6,})\.?$"
)
_TELLS = re.compile(
    r"\b(?:is|are|was|were|has|have|had|did|found|won|lost|says|said|showed|shows|agreed|approved|confirmed|proved|became|caused|made|works|worked|likes?|liked|loved|came|went|saw|passed every|remains?|arrived|failed|told|felt|stood|[a-z]{3,}ed)\b",
    re.IGNORECASE,
)
_OF_THE_FIGURES = re.compile(
    r"\d|\b(?:met|kept|missed|exceeded|target|goal|limit|budget|rest|remainder|remaining|others?|total|prime|even|odd|half|none|equal|same|vice versa|correct|right|exactly|prices?|costs?|sum)\b",
    re.IGNORECASE,
)


_FORETOLD = re.compile(
    r"(?:[,;:.]|\b(?:and|but|while|so|which)) (?P<more>[^.;\d]*\b(?:will|won't|(?:is|are) (?:going|expected|likely|bound|sure|set) to|is about to)\b[^.;]*)\.?$",
    re.IGNORECASE,
)


def added_claim(text: str) -> str:
    """The clause after the last figure that states a fact of its own which no figure tells; empty where there is none."""
    told = " ".join(text.split())
    identified = _IDENTIFIED.search(told)
    if identified:
        return identified["more"]
    foretold = _FORETOLD.search(told)
    if foretold and not _OF_THE_FIGURES.search(foretold["more"]):
        return foretold["more"]
    found = _JOINED.search(told)
    if not found or len(found["more"].split()) < 4 or _OF_THE_FIGURES.search(found["more"]):
        return ""
    return found["more"] if _TELLS.search(found["more"]) else ""


def _stands_in(figure: str, text: str) -> bool:
    return bool(re.search(rf"(?<![\d.,/]){re.escape(' '.join(figure.split()))}(?!\d|[.,/]\d)", text))


def unjudged(text: str, claims: Iterable[str]) -> str:
    """The first of two or more values of a statement that no claim of it holds; empty where there are fewer.

    One figure beside a claim may set the scene; of two, one may be said to follow from the other.
    """
    judged = " ".join(in_figures(" ; ".join(claims)).split())
    told = read_values(text, Reading()) if "ratio" not in judged else None
    left = [value for value in told.of("npudtl") if not _stands_in(value.text, judged)] if told else []
    if told and len(left) == 1 and _PREDICATED.search(told.text[: left[0].start]):
        return left[0].text
    if told and len(left) == 1 and _AIMED.search(told.text[: left[0].start]) and _REACHED.search(told.text):
        return left[0].text
    return left[0].text if len(left) > 1 else ""


_AIMED = re.compile(
    r"\b(?:target|goal|limit|budget|max(?:imum)?|min(?:imum)?|ceiling|threshold|slo|sla|quota|required|allowed|permitted)\b[^.;\d]{0,40}$",
    re.IGNORECASE,
)
_REACHED = re.compile(
    r"\b(?:beat|met|missed|kept|passed|exceeded|reached|within|below|above|over|under)\b", re.IGNORECASE
)
_PREDICATED = re.compile(
    r"\b(?:and|because|since|as|so)\b[^.;#]*?\b(?:is|are|was|were|equals?|add(?:s)? up to|sums? to|comes? to|makes?|gives?|leaves?)(?: exactly| about)? $",
    re.IGNORECASE,
)
"""What says a figure of something in a clause of its own: `and its square is 16`."""
