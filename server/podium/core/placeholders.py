"""Whether a text is only the frame of an answer: bare tags, headings, gaps left to be filled, the spelling of nothing."""

from __future__ import annotations

import re

from podium.core.patterns import Lazy

LONGEST_FRAME = 800
"""Characters above which a text is taken to hold more than a frame."""
MOST_BARE_WORDS = 5
"""Words above which a frame has a mark of its own."""
MOST_TITLE_WORDS = 6
"""Words of a first line that may be a title."""

_FRAME_WORDS = (
    r"json|summary|findings?|recommendations?|risks|needs|confidence|spawn|evidence|topic|statement|stance|answers?|results?|response|reply|"
    r"output|analysis|conclusions?|details|text|content|(?:final )?report"
)
_GAP = Lazy(
    r"[\[<({`#_…]|\.\.\.|:[ \t]*$|^[ \t]*(?:\d{1,2}[.)]|[-*•])[ \t]*$|\bgoes? here\b|\A\W*(?:TODO|TBD|FIXME|todo|fixme):",
    re.M,
)
"""What no frame of some length is without."""
_BARE_TAG = re.compile(r"</?[\w:.-]{1,60}\s{0,9}/?>")
_HEADING = Lazy(rf"^[ \t#*_>-]*(?:{_FRAME_WORDS})[ \t*_:]*$", re.IGNORECASE | re.MULTILINE)
_NOTHING = Lazy(
    r"\W*(?:null|undefined|nan|nil|n/a|\[object object\]|empty|blank|no (?:answer|response|output|content|reply)|to ?do|tb[ad]|wip|placeholder|pending|coming soon"
    r"|x{3,}|to be (?:provided|done|determined|added|announced|completed|filled in|written|supplied|confirmed)|see (?:findings|summary|below|above|attached|attachment))\W*",
    re.I,
)
_TO_FILL = Lazy(
    r"(?:[\[(<]|\{\{?)\s*(?:(?:please )?(?:insert|add|put|enter|write|fill in|paste|place)\b[^\[\](){}<>\n]{0,80}|(?:your|the|my) [^\[\](){}<>\n]{1,60} (?:here|goes here)|"
    r"your [^\[\](){}<>\n]{1,60}|[^\[\](){}<>\n]{1,40} goes? here|"
    r"to be (?:filled in|added|completed|inserted|determined|announced|written|supplied|done)[^\[\](){}<>\n]{0,40}|placeholder[^\[\](){}<>\n]{0,40}|tb[ac]|to ?do"
    rf"|(?:{_FRAME_WORDS})(?: (?:{_FRAME_WORDS}|here)){{0,3}})\s*(?:\}}\}}?|[\])>])",
    re.I,
)
"""A gap that was left to be filled: `[insert the answer here]`, `(to be filled in)`, `{{ findings }}`."""
_GOES_HERE = Lazy(r"^\W*(?:[\w']+ ){1,6}goes? here\W*$", re.I | re.M)
_LEADS_NOWHERE = re.compile(r"\s*(?:[^\s:]+[ \t]+){0,9}[^\s:]+:\s*")
"""One line that announces what does not follow."""
_TO_DO = re.compile(r"\W*(?:TODO|TBD|FIXME|todo|fixme):[^\n]{0,100}")
_IN_THE_ACT = re.compile(r"\W*[^\W\d_]{3,}ing\s*(?:\.{3}|…)\s*", re.I)
_EMPTY_ITEM = Lazy(
    r"^[ \t]*(?:(?:\d{1,2}[.)]|[-*•])[ \t]*|[\w ]{1,40}:[ \t]*(?=\S))(?:\.{3}|…|_{2,}|to ?do|tb[ad]|x{3,})?[ \t]*$",
    re.I | re.M,
)
_LABEL = Lazy(r"^[ \t#*_-]*[\w ]{1,40}:[ \t*_]*(?:see (?:below|above|attached)\W*|_{2,}\W*)?$", re.M)
_TITLE = Lazy(rf"\A\s*(?:[^\s:;,]+[ \t]*){{1,{MOST_TITLE_WORDS}}}\n|^[^\n]{{1,80}}:[ \t]*$", re.M)
_STUB = Lazy(
    r"^[ \t]*(?:(?:#|//|--|/\*)[ \t]*(?:todo|fixme|tbd|xxx|your code|implement|write)\b.*|pass|\.\.\.|raise NotImplementedError\b.*|throw new Error\(.not implemented.*)$",
    re.I | re.M,
)
_SIGNATURE = Lazy(
    r"^[ \t]*(?:(?:async )?def \w+\([^\n]*\).*:|(?:export )?(?:async )?(?:function|func|fn) \w+\([^\n]*\)[^\n]*\{|\}|)[ \t]*$",
    re.M,
)
_FENCE = re.compile(r"```\w*")


def says_nothing(text: str) -> bool:
    """Whether a text holds no word but the frame of an answer."""
    if not any(map(str.isalnum, text)):
        return True
    if len(text) > LONGEST_FRAME:
        return False
    if text.count(" ") >= MOST_BARE_WORDS and not _GAP.compiled.search(text):
        return False
    if _TO_DO.fullmatch(text) or _LEADS_NOWHERE.fullmatch(text) or _IN_THE_ACT.fullmatch(text):
        return True
    rest = _HEADING.compiled.sub("", _BARE_TAG.sub("", _FENCE.sub("", text)))
    for gaps, around in _GAPS:
        rest = _without(rest, gaps, around)
    return not any(map(str.isalnum, rest)) or _NOTHING.compiled.fullmatch(rest) is not None


_GAPS = ((_TO_FILL, _LABEL), (_GOES_HERE, _LABEL), (_EMPTY_ITEM, _TITLE), (_STUB, _SIGNATURE))
"""Gaps, and what stands around one and goes with it."""


def _without(text: str, gaps: Lazy, around: Lazy) -> str:
    left, count = gaps.compiled.subn("", text)
    return around.compiled.sub("", left) if count else text
