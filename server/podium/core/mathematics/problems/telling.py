"""Reads the sentences of a text as word problems where nothing else decided what they claim."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from podium.core.mathematics.judging import Judgement, undecided
from podium.core.mathematics.literals import Reading
from podium.core.mathematics.problems.amounts import read_amounts
from podium.core.mathematics.problems.belonging import said_of_others
from podium.core.mathematics.problems.plain import adds_more
from podium.core.mathematics.problems.solving import LONGEST, judge_problem
from podium.core.mathematics.readings import over_readings

MOST_TOGETHER = 3
"""Sentences that may tell one problem."""
MOST_PAIRED = 12
MOST_SENTENCES = 40
"""Sentences of one statement that are read with the one before, and alone: a long text stays a matter of a second."""
_FIGURE = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half|quarter|third|dozen|twice|double|tenfold)\b",
    re.IGNORECASE,
)


def judge_told(sentences: Sequence[str], found: Sequence[Judgement]) -> list[Judgement]:
    """The judgements of the sentences as word problems; empty where those found otherwise stand.

    Whatever explains every amount outweighs what was found in a part of the text, unless that was right already.
    """
    verdicts = {judgement.verdict for judgement in found}
    told = list(_problems(sentences))
    if verdicts == {"holds"} and len(told) < 2:
        return _doubted(sentences, found, told)
    if "holds" in verdicts and "fails" not in verdicts and len(told) == 1 and told[0].verdict == "fails":
        held = [judgement for judgement in found if judgement.verdict == "holds"]
        return [] if _stated_in(told[0], held) else [*held, *told]
    if not told or ("holds" in verdicts and any(judgement.verdict != "holds" for judgement in told)):
        return []
    if "fails" in verdicts and not all(judgement.verdict == "holds" for judgement in told):
        return []
    return told


def _doubted(sentences: Sequence[str], found: Sequence[Judgement], told: Sequence[Judgement]) -> list[Judgement]:
    """What holds, and an entry for what speaks against it: other sums, or a clause beside it that states something else."""
    text = " ".join(sentences)
    if len(told) == 1 and told[0].verdict == "holds" and told[0].claim == text:
        return list(told)
    if len(told) == 1 and told[0].verdict == "fails" and not _stated_in(told[0], found):
        return [*found, *told]
    if len(told) == 1 and told[0].verdict == "fails":
        return [*found, undecided(text, "taken as a whole its numbers come to something else")]
    if len(text) > LONGEST or not adds_more(text):
        return []
    return [*found, undecided(text, "what else it states beside the numbers cannot be recomputed")]


def _stated_in(failed: Judgement, found: Sequence[Judgement]) -> bool:
    """Whether the figure that fails is part of what holds, or told beside it."""
    figure = re.search(r"\d[\d.,]*", failed.expected or "")
    shown = [re.sub(r"(?<=\d),(?=\d{3})", "", judgement.claim) for judgement in found]
    if not figure or any(re.search(rf"(?<![\d.]){re.escape(figure[0])}(?![\d]|\.\d)", claim) for claim in shown):
        return True
    text = re.sub(r"(?<=\d),(?=\d{3})", "", failed.claim)
    return bool(_BESIDE.match(re.split(r"[,;:.] ", text[: text.find(figure[0])])[-1]))


_BESIDE = re.compile(
    r"(?:and|but|while|whereas|although|though)\b(?! (?:so|that|which|hence|this|it|they|thus|therefore|leaves?|leaving)\b)"
)
"""What begins a clause that need not follow from the ones before it."""


def of_others(text: str) -> bool:
    """Whether a figure after the first two is said of something else than what was counted."""
    if len(text) > LONGEST:
        return False
    amounts = read_amounts(text, Reading())
    return any(said_of_others(text.lower(), amount) for amount in amounts[2:])


def _problems(sentences: Sequence[str]) -> Iterator[Judgement]:
    """Each problem once: a whole short text, else its sentences, each with those before it that it needs."""
    if len(sentences) <= MOST_TOGETHER:
        together = _judged(" ".join(sentences))
        if together:
            yield from together
            return
    clauses = [clause.strip() for clause in re.split(r";", sentences[0])] if len(sentences) == 1 else []
    if len(clauses) > 1:
        judged_apart = [_judged(clause) for clause in clauses]
        if all(judged_apart):
            yield from (judgement for judged in judged_apart for judgement in judged)
    if len(sentences) > 1:
        for at, sentence in enumerate(sentences[:MOST_SENTENCES]):
            judged = _judged(sentence)
            if not judged and at and MOST_TOGETHER < len(sentences) <= MOST_PAIRED:
                judged = _judged(f"{sentences[at - 1]} {sentence}")
            yield from judged


def _judged(text: str) -> list[Judgement]:
    if len(text) > LONGEST or not _FIGURE.search(text):
        return []

    def judged(reading: Reading) -> list[Judgement]:
        judgement = judge_problem(text, reading)
        return [judgement] if judgement else []

    return over_readings(judged)
