"""Whether a reply that is no JSON stops in mid-sentence, in mid-code or inside a mark that it opened.

A reply without a full stop at its end is no sign: tables, lists, commands and terse answers have none. A word that no
sentence ends with shows that more was meant to come, or something opened and never closed, or a long last sentence
without a stop after others, written with care, that have one.
"""

from __future__ import annotations

import re

from podium.core.patterns import Lazy

LEAST_WORDS = 6
"""Words below which a text may be a fragment by intent."""
MANY_STOPS, LEAST_UNENDED_AMONG = 3, 12
"""Sentences with a stop that make a shorter one without it tell, of so many words."""
LEAST_UNENDED, LEAST_UNENDED_ITEM = 16, 8
"""Words from which on the last sentence of a paragraph, or of a list whose other items end with a stop, misses its own."""
_SPOKEN = (" as well", " though", " anyway", " then", " again", " already", " yet", " instead")
"""What ends a sentence of talk, which has stops where the breath is."""
_TAIL, _NEAR = 400, 40
"""Characters from the end in which a last word and an open mark are looked for."""

_OPENERS = (
    "a an the and or but nor because although though unless whereas whether if than nearly almost roughly approximately "
    "very its their our your my whose every "
    "und oder weil dass der die das dem den des ein eine einer einem einen sowie et ou mais parce les une pero porque los "
    "las ma perché il gli della delle degli nel nella um uma das mas pois het een omdat maar"
)
_SELDOM_CLOSERS = (
    "too these those which who when where while that is are was were has have had been being be will would should must can "
    "could may might shall cannot not such each we they he she ich wir wird werden je nous ils elle e o y"
)
_PREPOSITIONS = (
    "of to from with without into onto between among during towards toward upon via per as at for by about around over "
    "mit von zum zur für durch ohne gegen zwischen auf dans avec sans pour sur chez con sin para sobre hasta su van voor met naar"
)
_LINKS = "because although therefore however without through another whether against"
_NEVER_LAST = frozenset(_OPENERS.split()) | {
    word[:end] for word in _LINKS.split() for end in range(5, len(word)) if word[:end] not in ("there", "throug")
}
"""Articles, conjunctions, possessives and adverbs that something must follow, where no other language ends with them; and
long links of a sentence that stop in the middle."""
_SELDOM_LAST = frozenset(_SELDOM_CLOSERS.split())
"""Words that end a sentence now and then; they tell only in a text whose other sentences end with a mark."""
_SELDOM_ALONE = frozenset(_PREPOSITIONS.split())
"""The same, unless the sentence turns round what they belong to: what it is made of."""
_TURNED = Lazy(
    r"\b(?:what|which|that|whom?|whose|where|how|nothing|something|anything|everything|none|there|worth|one|ones|whatever)\b[^.!?\n]*$|\bto \w+(?: \w+){0,2}$",
    re.I,
)
_MEASURED = Lazy(
    r"\b(?:to|of|is|at|by|was|costs?|takes?|after|only|comes|about|rund|etwa|ca) (?:about|around|over|under|roughly|etwa|circa|environ|unos|circa)$",
    re.I,
)
_LAST_WORD = re.compile(r"(?:^|[\s(])([^\W\d_]+)\s*$")
_ENDED = re.compile(r"[^\W\d_]{2}[.!?](?:\s|$)")
_STOP = Lazy(r"[^\W_)\]%*_`\"'”’»]?[\w)\]%*_`\"'”’»][.!?…][\"'”’»)\]*_`]*(?=\s|$)")
_STOPPED = re.compile(r"[.!?…:;。！？][\"'”’»)\]*_`]*$")
_ITEM = re.compile(r"^[ \t]*(?:\d{1,3}[.)]|[-*•])[ \t]+")
_OPEN_CODE = Lazy(r"(?:\b(?:ON|AND|OR|WHERE|FROM|JOIN|SELECT|BY|SET|INTO|and|or|not|import|def|elif)|[=,+*&|])\s*$")
"""What a line of code cannot end with."""
_NEXT_ITEM = Lazy(r"^[ \t]*(?:\d{1,3}[.)]|[-*•])[ \t]+\S[^\n]*\n[ \t]*(?:\d{1,3}[.)]|[-*•])[ \t]*\Z", re.MULTILINE)
"""An item, and the mark of a next one that is not there."""
_NO_PROSE = re.compile(r"[{}<>|\\]|=\S|\w\(|://")
_OPEN_NOTE = re.compile(r"(?:^|\s)\([^()\n]{0,60}$")
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
    if _NEXT_ITEM.compiled.search(text[-_TAIL:]):
        return True
    if last.count("`") % 2 == 1 or _open_row(before, last) or _open_sentence(text):
        return True
    return not _STOPPED.search(last) and (_open_note(text, last) or _unended(before, last))


def _open_row(before: str, last: str) -> bool:
    """Whether the last line is a row of a table with fewer cells than the rows above it, and without its end."""
    above = before.rpartition("\n")[2]
    return bool(_ROW.match(above)) and last.lstrip().startswith("|") and last.count("|") < above.count("|")


def _open_note(text: str, last: str) -> bool:
    """Whether the last line opens a bracket after others that it closed."""
    return _OPEN_NOTE.search(last) is not None and text.count("(") == text.count(")") + 1 and ")" in text


def _unended(before: str, last: str) -> bool:
    """Whether a line of prose stops in a long sentence without a stop, where those before have one."""
    if _NO_PROSE.search(last):
        return False
    item = _ITEM.match(last)
    if item:
        above = [line for line in before.split("\n") if _ITEM.match(line)]
        stopped = bool(above) and all(map(_STOP.compiled.search, (line.rstrip()[-4:] for line in above)))
        return stopped and len(last[item.end() :].split()) >= LEAST_UNENDED_ITEM
    stops = list(_STOP.compiled.finditer(last))
    fewest = LEAST_UNENDED if len(stops) < MANY_STOPS else LEAST_UNENDED_AMONG
    if not stops or not last.lstrip()[:1].isupper():
        return False
    rest = last[stops[-1].end() :].strip()
    spoken = len(stops) == 1 and rest.endswith(_SPOKEN)
    return rest[:1].isupper() and len(rest.split()) >= fewest and not spoken


def _open_sentence(text: str) -> bool:
    found = _LAST_WORD.search(text[-_TAIL:])
    if found is None or len(text.split(None, LEAST_WORDS)) < LEAST_WORDS:
        return False
    word = found[1]
    if len(word) == 1 and word.isupper():  # a name, as in "plan A"
        return False
    word = word.lower()
    if word in _NEVER_LAST or _MEASURED.compiled.search(text[-_NEAR:]):
        return True
    if word in _SELDOM_ALONE:
        return _TURNED.compiled.search(text[-_TAIL : -len(word)].rpartition("\n")[2].rstrip()) is None
    return word in _SELDOM_LAST and not found[1][0].isupper() and _ENDED.search(text) is not None


def _open_code(block: str) -> bool:
    """Whether a block of code that no fence closes leaves a bracket or a string of its last line open."""
    body = _STRING.sub("", block.partition("\n")[2])
    if re.search(r"[\"'`]", body.rpartition("\n")[2]) or _OPEN_CODE.compiled.search(body):
        return True
    opened: list[str] = []
    for mark in re.findall(r"[()\[\]{}]", body):
        if mark in "([{":
            opened.append(mark)
        elif opened and opened[-1] == _BRACKETS[mark]:
            opened.pop()
    return bool(opened)
