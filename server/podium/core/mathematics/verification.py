"""Finds the claims in a text and recomputes them. A claim that cannot be known is undecided, with the reason."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from podium.core.mathematics.algebra import judge_algebra, with_values
from podium.core.mathematics.defined import judge_defined
from podium.core.mathematics.frames import judge_frames
from podium.core.mathematics.items import Item, read_items
from podium.core.mathematics.judging import Judgement, undecided
from podium.core.mathematics.leftovers import additions
from podium.core.mathematics.literals import Reading
from podium.core.mathematics.phrases import judge_phrases
from podium.core.mathematics.problems.telling import judge_told
from podium.core.mathematics.prose import in_figures, read_statement
from podium.core.mathematics.readings import over_readings
from podium.core.mathematics.relations import judge_relations
from podium.core.mathematics.targets import Stated, judge_targets, take_out
from podium.core.mathematics.theorems import judge_theorem
from podium.core.mathematics.tokens import SUPERSCRIPTS
from podium.core.mathematics.worded import judge_worded, leadless, without_ratios
from podium.core.mathematics.words import CONCLUDING, DENIALS, ELSEWHERE, TESTED

LONGEST_SENTENCE = 4000
SHOWN = 300

_ABBREVIATION = re.compile(r"\b(?:approx|e\.g|i\.e|vs|ca|resp|etc|no|fig|incl|max|min|avg)\.$", re.IGNORECASE)
_END = re.compile(r"[.!?](?=[\"'”’)*_`]*(?:\s|$))|;|\n")
_GOES_ON = re.compile(
    r"\s*(?:together|in total|in sum|in all|combined|(?:we |it )?(?:measured|reached|achieved)|so|thus|hence|therefore|that is"
    r"|i\.e|which|(?:only )?[\w,.]+ of (?:them|these|those)|(?:it|they) (?:is|was|are|were))\b",
    re.IGNORECASE,
)
_LISTED_VALUE = re.compile(r"\s*(?:measured|actual|observed|deviation|difference)(?: value)?\s?[:=]", re.IGNORECASE)
_BULLET = re.compile(r"^\s*(?:[-*•+]\s+|\d{1,3}[.)]\s+|#+\s+|>\s+)+")
_LABEL = re.compile(
    r"^\s*(?:[A-Za-z]+ ){0,2}(?:notes?|ticket|invoice|case|batch|report|item|page|round|test|run|sample|lot|order|patient|entry|log|memo|"
    r"question|exercise|problem|step|sprint|issue|bug|slide|build|job|incident|file|record|form|receipt|account|trial|experiment|lesson)"
    r" (?:no\.? ?|#)?\d{1,6}[a-z]?: (?=\S)",
    re.IGNORECASE,
)
"""What names a statement: `Lab note 14: ...`; its number is no amount."""
_BLANK = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_HALF_DAY = re.compile(r"(?<![\d:.,])(\d{1,2})(?::([0-5]\d))?\s?([ap])(?:m\b|\.m\.)", re.IGNORECASE)
_FRACTION = re.compile(r"\d/\d|\.(?:5|25|75)\b")
_POWER_OF_TEN = re.compile(
    r"(?<![\w.])(\d+(?:\.\d+)?) ?[×·*] ?10(?:\^(-?\d{1,2})|(⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}))(?=\s?(?:[A-Za-zµ°Ω]+(?:[/²³)]|\b)))(?!\s(?:is|are|and|or|to|in|as)\b)"
)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def verify(statements: Sequence[str]) -> list[Judgement]:
    """Judges every claim of the statements; a statement without one gives an undecided entry of its own."""
    judgements: list[Judgement] = []
    targets: list[Stated] = []
    measurements: list[Stated] = []
    for statement in statements:
        text = _clean(statement)
        rest, settled = _take_out_told(text)
        whole, found = _take_out_algebra(rest)
        rest, new_targets, new_measurements = take_out(whole)
        found += [judgement for sentence in _sentences(rest) for judgement in _judge_clauses(sentence)]
        if not any(judgement.verdict != "undecided" for judgement in found) and not new_targets:
            found = _judge_figured(rest) or found
        told = [] if new_targets or _OF_ANGLES.search(text) else judge_told(_sentences(whole), found)
        if told:
            found, new_measurements = told, []
        found = [*settled, *found]
        found += additions(text, found)
        if not found and not new_targets and not new_measurements:
            found = [undecided(statement.strip(), "no claim that can be recomputed was found in it")]
        judgements += found
        targets += new_targets
        measurements += new_measurements
    judgements += judge_targets(targets, measurements)
    return [replace(judgement, claim=_shortened(judgement.claim)) for judgement in judgements]


def _judge_figured(text: str) -> list[Judgement]:
    """What a text claims once its spelt numbers and fractions stand in figures, where that decides anything."""
    figured = in_figures(text)
    fractions = _FRACTION.findall(figured)
    if len(fractions) == len(_FRACTION.findall(text)) or len(text) > LONGEST_SENTENCE:
        return []
    figured = _TENTHS.sub(lambda part: f"{int(part[1]) / int(part[2]):g} ", figured)
    found = [judgement for sentence in _sentences(figured) for judgement in _judge_clauses(sentence)]
    return found if all(judgement.verdict == "holds" for judgement in found) or _HALVED.match(figured) else []


_HALVED = re.compile(r"\W*(?:half of [\d.]+ |0\.\d+ percent of [\d.,]+ )")
_TENTHS = re.compile(r"\b(\d)/([2458]|10) (?=[a-z])(?!of\b)")


_OF_ANGLES = re.compile(r"≡|\b(?:sin|cos|tan)(?:e|ine|gent)?(?: of)? ?\(?\d")
"""What no word problem has."""


def _take_out_told(text: str) -> tuple[str, list[Judgement]]:
    """The text without what is judged as a whole: all of it, or sentences and pairs of sentences, and their judgements."""
    whole = _judge_told(text)
    if whole:
        return "", [whole]
    found: list[Judgement] = []
    sentences = _sentences(text)
    for length in (1, 2) if len(sentences) > 1 else ():
        for group in zip(*(sentences[at:] for at in range(length)), strict=False):
            told = _judge_told(" ".join(group)) if all(each in text for each in group) else None
            if told:
                found.append(told)
                for each in group:
                    text = text.replace(each, " ", 1)
    return text, found


def _judge_told(text: str) -> Judgement | None:
    """What a statement claims as a whole, where that can be told."""
    plain = text.strip().rstrip(". ")
    bare = without_ratios(leadless(plain))
    algebra = judge_algebra(bare)
    if algebra and algebra.verdict != "undecided":
        return algebra
    return judge_worded(plain) or judge_defined(bare) or judge_theorem(bare) or read_statement(text)


def _take_out_algebra(text: str) -> tuple[str, list[Judgement]]:
    """The text without the sentences about variables, and their judgements."""
    found: list[Judgement] = []
    for sentence in _sentences(text):
        plain = sentence.rstrip(". ")
        judgement = judge_algebra(plain)
        put_in = None if judgement else with_values(plain)
        if judgement:
            found.append(judgement)
        elif put_in:
            found += [replace(each, claim=plain) for each in _judge_sentence(put_in)]
        if judgement or put_in:
            text = text.replace(sentence, " ", 1)
    return text, found


def _clean(text: str) -> str:
    """Without a label, and without invisible characters, which could make a claim look like another one."""
    plain = _LABEL.sub("", _CONTROL.sub(" ", _BLANK.sub("", text)).replace("`", " "))
    return _POWER_OF_TEN.sub(_scientific, _HALF_DAY.sub(_of_the_day, plain))


def _scientific(number: re.Match[str]) -> str:
    """`3 × 10^8 m/s` as 3e8 m/s, so that the power is one of the number alone."""
    return f"{number[1]}e{(number[2] or number[3]).translate(SUPERSCRIPTS)}"


def _of_the_day(time: re.Match[str]) -> str:
    """`5 pm` as 17:00."""
    hour = int(time[1]) % 12 + (12 if time[3].lower() == "p" else 0)
    return f"{hour:02d}:{time[2] or '00'}" if 1 <= int(time[1]) <= 12 else time[0]


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"


def _sentences(text: str) -> list[str]:
    sentences: list[str] = []
    start = 0
    for end in _END.finditer(text):
        if end.group() == ";" or _goes_on(text, end):
            continue
        sentences.append(text[start : end.end()])
        start = end.end()
    sentences.append(text[start:])
    stripped = (_BULLET.sub("", sentence).strip() for sentence in sentences)
    return [sentence for sentence in stripped if sentence]


def _goes_on(text: str, end: re.Match[str]) -> bool:
    """An abbreviation's dot, a factorial, or a semicolon before what sums up ends no sentence."""
    if end.group() == ";":
        return bool(_GOES_ON.match(text, end.end()))
    if end.group() == ".":
        if _LISTED_VALUE.match(text, end.end()):
            return True
        dots = text[end.start() - 1 : end.start()] == "." and bool(re.match(r"\s*[^\s\w]", text[end.end() :]))
        return dots or bool(_ABBREVIATION.search(text[max(0, end.start() - 10) : end.end()]))
    if end.group() == "!":
        return bool(re.match(r"[\d)]!\s*[a-z=<>+*/×÷^−-]", text[end.start() - 1 : end.end() + 10]))
    return False


def _judge_clauses(sentence: str) -> list[Judgement]:
    """What the clauses between semicolons claim, each by itself where one does, else all as one."""
    clauses: list[str] = []
    start = 0
    for end in re.finditer(";", sentence):
        if not _GOES_ON.match(sentence, end.end()):
            clauses.append(sentence[start : end.start()])
            start = end.end()
    clauses.append(sentence[start:])
    found = [
        judgement
        for clause in clauses
        if clause.strip()
        for judgement in _judge_sentence(clause.strip().replace(";", ","))
    ]
    return found or (_judge_sentence(sentence.replace(";", ",")) if len(clauses) > 1 else [])


def _judge_sentence(sentence: str) -> list[Judgement]:
    if len(sentence) > LONGEST_SENTENCE:
        return [undecided(sentence, f"a sentence of more than {LONGEST_SENTENCE} characters is not read")]
    return over_readings(lambda reading: _judge_reading(sentence, reading))


def _judge_reading(sentence: str, reading: Reading) -> list[Judgement]:
    items = read_items(sentence, reading)
    if not any(item.kind in ("quantity", "date", "colon") for item in items):
        return []
    frames, rest = judge_frames(sentence, items)
    phrases, rest = judge_phrases(sentence, rest)
    doubt = _doubt(sentence, items)
    found = [*frames, *phrases, *judge_relations(sentence, rest)]
    found += _left_open(sentence, items, found)
    return [replace(j, verdict="undecided", reason=doubt) if doubt else j for j in found]


def _left_open(sentence: str, items: Sequence[Item], found: Sequence[Judgement]) -> list[Judgement]:
    """An entry of its own for a figure that is concluded with `so` and that none of the judged claims holds."""
    concluded = next(
        (at for at, item in enumerate(items) if item.kind == "word" and item.text.lower() in CONCLUDING), None
    )
    if concluded is None or not found or any(judgement.verdict != "holds" for judgement in found):
        return []
    figures = [item for item in items[concluded:] if item.kind == "quantity"]
    judged = " ".join(judgement.claim for judgement in found)
    if not any(sentence[item.start : item.end] not in judged for item in figures):
        return []
    return [undecided(sentence[items[concluded].start :], "how its figures follow from the rest is not known")]


def _denies(items: Sequence[Item], at: int) -> bool:
    """Whether `is not` stands for itself instead of between two values: `it is not the case that`."""
    if items[at].text != "!=" or not items[at].worded:
        return False
    around = (*items[at - 1 : at], *items[at + 1 : at + 2])
    return any(item.kind != "quantity" for item in around) and not (
        at + 1 < len(items) and items[at + 1].text.lower() in TESTED
    )


def _harmless(before: Item | None, word: str, after: Item | None) -> bool:
    """The `not` of `P(not A)` and the `instead` of `18 min instead of 45 min` deny nothing."""
    return (word == "not" and before is not None and before.text == "(") or (
        word == "instead" and after is not None and after.text.lower() == "of"
    )


def _doubt(sentence: str, items: Sequence[Item]) -> str:
    """Why nothing in a sentence can be taken as claimed."""
    words = {
        item.text.lower().replace("’", "'")
        for before, item, after in zip((None, *items), items, (*items[1:], None), strict=False)
        if item.kind == "word" and not _harmless(before, item.text.lower(), after)
    }
    if sentence.rstrip("\"'”’)*_` ").endswith("?"):
        return "it is asked, not claimed"
    if any(_denies(items, at) for at in range(len(items))):
        return "'not' in its sentence may deny it"
    if words & DENIALS:
        return f"'{min(words & DENIALS)}' in its sentence may deny it or make it conditional"
    if words & ELSEWHERE:
        return f"'{min(words & ELSEWHERE)}' in its sentence may change how its numbers are meant"
    return ""
