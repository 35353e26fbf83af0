"""Whether a reply only assures: that all was checked, is perfect or is safe, and nothing that shows it."""

from __future__ import annotations

import re

from podium.core.patterns import Lazy
from podium.core.texts import one_line

LONGEST = 500
"""Characters above which a reply is taken to tell more than an assurance."""
LEAST_ASSURANCES = 2
"""Assurances that make a reply one, at least one of them of those that nobody gives who only found nothing."""

_CHECKED = (
    r"(?:verified|validated|checked|tested|confirmed|reviewed|examined|inspected|proven|certified|audited|measured|"
    r"excluded|ruled out|fact-checked|covered|guaranteed|approved|fixed|resolved|handled|done|completed)"
)
_EVERYTHING = (
    r"(?:everything|everyone|all(?: of it| of them)?|every(?: single)? \w+|each (?:and every )?\w+|all (?:the )?\w+(?: \w+)?)"
    r"(?: (?:has|have|was|were|is|are))?(?: been)?(?: \w+ly)?"
)
_BOASTS = (
    r"\b100 ?(?:%|percent|per cent)(?! of)",
    r"\bguarantee[ds]?\b|\bi (?:can |do )?(?:personally )?(?:assure|promise|swear|vouch|guarantee)\b|\brest assured\b|\b(?:trust|believe) me\b",
    r"\b(?:flawless|perfect|impeccable|bulletproof|rock[- ]solid|airtight|foolproof)(?:ly)?\b",
    rf"\b(?:completely|absolutely|entirely|totally|perfectly|fully|extremely|utterly|personally) (?:{_CHECKED}|\w*(?:e|ct|ed|nt|l|able|ible|fast|sure|ear)\b)",
    r"\bevery single\b|\bwithout (?:any )?exception\b|\bin every (?:detail|respect|way)\b|\b(?:every|all) (?:single )?(?:\w+ )?risks?\b|\bwhatsoever\b",
    r"\byou can (?:rely|count|depend) on\b|\b(?:everything|all) (?:\w+ )?under control\b|\bmore than satisfied\b"
    r"|\bi(?:'m| am) (?:very|absolutely|completely|fully|quite) (?:confident|sure|certain)\b|\bno worries\b|\bresult is (?:excellent|great|outstanding|superb)\b",
    r"\bready (?:to|for) (?:ship|go|launch|release|production)\b|\bproduction[- ]ready\b",
    r"\bno (?:further|more|additional|other) \w+ (?:is |are |was |were |will |ever |be )*(?:necessary|needed|required)\b",
    r"\bmeets? (?:all|every|any) (?:\w+ )?(?:standards?|requirements?|norms?|regulations?|rules)\b|\bin the (?:whole )?world\b|\bworld[- ]class\b|\bbest[- ]in[- ]class\b"
    r"|\bstate[- ]of[- ]the[- ]art\b|\bsecond to none\b|\bbeyond (?:all |any )?(?:doubt|question)\b",
    r"\bnot affected by anything\b|\bnothing (?:at all )?(?:can|could|will|to worry)\b|\bwill ever be needed\b|\b(?:water|fire|fool|future|bullet|shatter)proof\b",
    r"\b(?:problem|issue|task|job|mission|work|part) (?:is |was |has been )?(?:successfully )?(?:solved|done|accomplished|fixed|completed?|finished)\b"
    r"|\bsuccessfully (?:completed|implemented|finished|done)\b|\b(?:all|every) (?:\w+ )?(?:requirements?|criteria|goals?|targets?) (?:are|is|were|have been|has been)? ?(?:fully )?(?:met|satisfied|fulfilled)\b",
)
_ASSURANCES = (
    *_BOASTS,
    r"\b(?:no|zero|without any|not a single) (?:\w+ )?(?:issues?|problems?|risks?|bugs?|errors?|exceptions?|doubts?|defects?|faults?|vulnerabilit\w+|mistakes?|gaps?)\b",
    r"\bin (?:an? )?(?:excellent|perfect|superb|outstanding|top|great|impeccable) (?:condition|state|shape|order|quality)\b",
    r"\bworks? (?:perfectly|flawlessly|great|fine|correctly|as (?:expected|intended|designed|it should))\b",
    rf"\b{_EVERYTHING} (?:{_CHECKED}|fine|good|safe|secure|perfect|correct|ok|okay|green)\b",
    rf"\b(?:was|were|been)(?: \w+ly)? (?:run, )?{_CHECKED}(?:,| and)|\b{_CHECKED} everything\b",
    r"\b(?:all|every) (?:\w+ )?(?:tests?|checks?|cases?) (?:pass|passed|succeed|are green|run)\b",
)
_MARKS = tuple(Lazy(pattern, re.IGNORECASE) for pattern in _ASSURANCES)
_SHOWN = re.compile(
    r"\d|`|\b\w+\.[a-z]{1,4}\b|\w/\w|[\"“«„$]|[:=] \S|\b(?:because|since|except|but|however|unless|although)\b"
)


def only_assures(said: str) -> str:
    """Why a reply shows nothing for what it assures; empty where it does, or assures nothing.

    Args:
        said: the reply's own words, without any evidence in its findings.
    """
    if len(said) > LONGEST or _SHOWN.search(_MARKS[0].compiled.sub("", said)):
        return ""
    given = [mark.compiled.search(said) is not None for mark in _MARKS]
    if sum(given) < LEAST_ASSURANCES or not any(given[: len(_BOASTS)]):
        return ""
    return f"the reply assures and shows nothing for it: {one_line(said, 120)}"
