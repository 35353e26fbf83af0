"""Whether a reply that is no JSON stops in mid-sentence, in mid-code or inside a mark that it opened.

A reply without a full stop at its end is no sign: tables, lists, commands and terse answers have none. Only a word that
no sentence ends with, or something opened and never closed, shows that more was meant to come.
"""

from __future__ import annotations

import re

LEAST_WORDS = 6
"""Words below which a text may be a fragment by intent."""
_TAIL = 400
"""Characters from the end in which a last word and an open mark are looked for."""

_OPENERS = (
    "a an the and or but nor because although though unless whereas whether if than nearly almost roughly approximately "
    "very its their our your my whose every "
    "und oder weil dass der die das dem den des ein eine einer einem einen sowie et ou mais parce les une pero porque los "
    "las ma perché il gli della delle degli nel nella um uma das mas pois het een omdat maar"
)
_SELDOM_CLOSERS = (
    "of to from with without into onto between among during towards toward upon via per as at for by too these those which "
    "who when where while that is are was were has have had been being be will would should must can could may might shall "
    "cannot not such each mit von zum zur für durch ohne gegen zwischen dans avec sans pour con sin para e o y van voor"
)
_NEVER_LAST = frozenset(_OPENERS.split())
"""Articles, conjunctions, possessives and adverbs that something must follow, where no other language ends with them."""
_SELDOM_LAST = frozenset(_SELDOM_CLOSERS.split())
"""Words that end a sentence now and then; they tell only in a text whose other sentences end with a mark."""
_LAST_WORD = re.compile(r"(?:^|[\s(])([^\W\d_]+)\s*$")
_ENDED = re.compile(r"[^\W\d_]{2}[.!?](?:\s|$)")
_ROW = re.compile(r"^\s*\|.*\|\s*$")
_FENCE = re.compile(r"^[ \t]*```", re.MULTILINE)
_BRACKETS = {")": "(", "]": "[", "}": "{"}
_STRING = re.compile(r"\"(?:[^\"\\\n]|\\.)*+\"|'(?:[^'\\\n]|\\.)*+'|`[^`\n]*+`|//[^\n]*|#[^\n]*")


def broken_off(text: str) -> bool:
    """Whether a text plainly ends before it was meant to. Linear in its length."""
    text = text.rstrip()
    fences = [found.start() for found in _FENCE.finditer(text)]
    if len(fences) % 2:
        return _open_code(text[fences[-1] :])
    if text.endswith("```"):
        return False
    before, _, last = text[-_TAIL:].rpartition("\n")
    return last.count("`") % 2 == 1 or _open_row(before, last) or _open_sentence(text)


def _open_row(before: str, last: str) -> bool:
    """Whether the last line is a row of a table with fewer cells than the rows above it, and without its end."""
    above = before.rpartition("\n")[2]
    return bool(_ROW.match(above)) and last.lstrip().startswith("|") and last.count("|") < above.count("|")


def _open_sentence(text: str) -> bool:
    found = _LAST_WORD.search(text[-_TAIL:])
    if found is None or len(text.split(None, LEAST_WORDS)) < LEAST_WORDS:
        return False
    word = found[1]
    if len(word) == 1 and word.isupper():  # a name, as in "plan A"
        return False
    return word.lower() in _NEVER_LAST or (word.lower() in _SELDOM_LAST and _ENDED.search(text) is not None)


def _open_code(block: str) -> bool:
    """Whether a block of code that no fence closes leaves a bracket or a string of its last line open."""
    body = _STRING.sub("", block.partition("\n")[2])
    if re.search(r"[\"'`]", body.rpartition("\n")[2]):
        return True
    opened: list[str] = []
    for mark in re.findall(r"[()\[\]{}]", body):
        if mark in "([{":
            opened.append(mark)
        elif opened and opened[-1] == _BRACKETS[mark]:
            opened.pop()
    return bool(opened)
