"""Whether a reply cannot be read as any language: bytes in the wrong encoding, or what is left of a call to a tool."""

from __future__ import annotations

import re

from podium.core.reply_json import FIELDS

LEAST_GARBLED, GARBLED_SHARE = 5, 0.15
"""Signs of a wrong encoding, and their share of the characters that are seen, from which a text is garbled."""
MOST_WORDS_BESIDE = 5
"""Words beside the syntax of a call to a tool from which on a text says something itself."""
_READ = 20_000

_WRONG = re.compile(
    r"\N{REPLACEMENT CHARACTER}|[\u00c2\u00c3\u00e2\u00c5\u00ef][\u0080-\u00bf\u0152-\u0178\u02c6\u2018-\u2122]+"
)
_MARK = (
    r"<\|[^|<>]{0,60}\|?>|</?(?:\w{1,9}:)?(?:invoke|function(?:_calls?|_results?)?|tool(?:_calls?|_use|_result)?|parameters?)"
    r"\b[^<>]{0,200}>|\[/?TOOL_CALLS?\]"
)
_STARTS = re.compile(rf"\s*(?:{_MARK})", re.IGNORECASE)
_CALL = re.compile(
    rf"<(?:\w{{1,9}}:)?parameter\b[^<>]{{0,200}}>[^<]{{0,4000}}|\{{[^{{}}]{{0,4000}}\}}|\"[^\"\n]{{0,400}}\"|{_MARK}",
    re.IGNORECASE,
)
_NAMES = "|".join(FIELDS)
_FIELD = re.compile(rf'"({_NAMES}|topic|statement)\b|\b({_NAMES})"')
_OPENS_FIELD = re.compile(rf'\s*+[{{\[]*+\s*+"(?!spawn)(?:{_NAMES})"+\s*:')
_FEWEST_FIELDS = 3
"""Names of fields in quotes that show a text to be a reply object gone wrong."""
_WORD = re.compile(r"[^\W\d_]{2,}")


def garbled(text: str) -> str:
    """Why a text cannot be read; empty where it can. Looks no further than the first 20,000 characters."""
    text = text[:_READ]
    wrong = [found.group() for found in _WRONG.finditer(text)]
    seen = len(text) - sum(map(str.isspace, text))
    if len(wrong) >= LEAST_GARBLED and sum(map(len, wrong)) >= GARBLED_SHARE * seen:
        return "the reply is garbled: its characters came in the wrong encoding"
    if _OPENS_FIELD.match(text) and len({one or other for one, other in _FIELD.findall(text)}) >= _FEWEST_FIELDS:
        return "the reply has the fields of a JSON object and cannot be parsed"
    if _STARTS.match(text):
        beside = _CALL.sub(" ", _CALL.sub(" ", text))
        if len(_WORD.findall(beside)) <= MOST_WORDS_BESIDE:
            return "the reply holds the syntax of a call to a tool and no answer"
    return ""
