"""The nouns that amounts count."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from podium.core.mathematics.problems.amounts import Amount
from podium.core.mathematics.problems.nouns import singular
from podium.core.mathematics.words import STOP_WORDS
from podium.core.units import find_unit

DOES = (
    r"carr(?:y|ies)|holds?|takes?|weighs?|costs?|needs?|uses?|gives?|lays?|eats?|drinks?|produces?|makes?|lasts?|contains?|has|have|seats?"
    r"|serves?|charges?|earns?|pays?|prints?|ships?|runs?|burns?|covers?|fills?|yields?|handles?|process(?:es)?|delivers?|writes?|reads?"
    r"|gets?|receives?|requires?|stores?|consumes?|works?|sells?|brings?|walks?|drives?|rides?|plants?|picks?|packs?|moves?|lifts?|pours?"
    r"|gave|took|ate|drank|made|wrote|read|ran|sold|paid|got|held|used|cost|had|did|does|put|spent|worked|brought|drove|rode|built|laid"
)
"""What one of them, or each of them, may do with so many of something."""
_VERB = re.compile(rf"means|{DOES}")
_IRREGULAR = {
    "children": "child", "men": "man", "women": "woman", "feet": "foot", "mice": "mouse", "geese": "goose", "sheep": "sheep",
    "loaves": "loaf", "halves": "half", "shelves": "shelf", "knives": "knife", "leaves": "leaf", "calves": "calf", "staff": "staff",
    "cattle": "cattle", "fish": "fish", "people": "person", "data": "data", "series": "series", "boxes": "box", "dice": "die",
}  # fmt: skip


def one_of(word: str) -> str:
    """A noun without its plural ending."""
    return _IRREGULAR.get(word, singular(word))


_OUTCOMES = {
    "won": "win",
    "drew": "draw",
    "drawn": "draw",
    "lost": "loss",
    "wins": "win",
    "draws": "draw",
    "losses": "loss",
}


def head_of(amount: Amount) -> tuple[str, frozenset[str], int]:
    """The noun that an amount counts, the words before it, and where the text after it goes on."""
    outcome = re.search(r"\b(won|drew|drawn|lost) $", amount.before)
    if outcome and amount.counts and not re.match(r" (?:by|to)\b|%", amount.after):
        return _OUTCOMES[outcome[1]], frozenset(), 0
    done = re.match(r" (won|drawn|lost|wins?|draws?|losses|loss)\b", amount.after)
    if done and amount.counts:
        return _OUTCOMES.get(done[1], done[1]), frozenset(), done.end()
    inside = re.match(r"[\d.,]+ ([a-z]+) (?:an?|per|each|every|/) ", amount.text.lower())
    if (
        inside
        and amount.dimensions
        and set(dict(amount.dimensions)) <= {"time", "calendar"}
        and not find_unit(inside[1])
    ):
        return one_of(inside[1]), frozenset(), 0
    found = re.match(r"(?:-| )((?:[a-z][a-z'’-]*)(?: [a-z][a-z'-]*){0,2})", amount.after)
    if not found:
        return "", frozenset(), 0
    words = list(
        _phrase(
            re.sub(
                r"^(?:equal|identical|full|whole|such|different|separate|new|more|further|extra) ", "", found[1]
            ).split(" ")
        )
    )
    if not words:
        return "", frozenset(), 0
    plural = next((at for at, word in enumerate(words) if _is_plural(word)), None)
    if plural is None:
        plural = 0 if amount.value == 1 or amount.after.startswith("-") or len(words) == 1 else len(words) - 1
    head = one_of(words[plural])
    end = amount.after.find(words[plural]) + len(words[plural])
    return head, frozenset(map(one_of, words[:plural])), end


def _phrase(words: Sequence[str]) -> Iterator[str]:
    for word in words:
        if (
            word in STOP_WORDS - _COUNTABLE
            or word in _NO_NOUNS
            or len(word) < 2
            or word.endswith("ing")
            or _VERB.fullmatch(word)
        ):
            return
        yield word


_NO_NOUNS = frozenset(
    ("back", "away", "ahead", "apart", "free", "again", "still", "too", "later", "earlier", "ago", "instead")
)
_COUNTABLE = frozenset(("points", "pairs", "dozens", "shares", "losses", "gains", "changes", "root"))


def _is_plural(word: str) -> bool:
    return word in _IRREGULAR or (len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")))
