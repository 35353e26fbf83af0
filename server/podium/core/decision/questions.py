"""What to ask the user where the intent, not the work, is unclear."""

from __future__ import annotations

from collections.abc import Mapping

from podium.core.decision.features import Feature
from podium.core.decision.reading import LONGEST_READ, Reading

MOST_QUESTIONS = 3
VAGUE = 0.6
FEW_WORDS = 3
UNCLEAR = 2

_CUT = f"Only the first {LONGEST_READ:,} characters were analysed. Is the request itself among them?"
_DONE = "How will you see that it is done: which behaviour, figure or page changes?"
_SYMPTOM = "When does it happen, and what exactly is seen (message, version, steps)?"
_TARGET = "Which figure should be reached, measured where and under which load?"
_SCOPE = "Where does the work end: which parts must change now, and which must stay as they are?"
_SPLIT = "No route is likely to succeed as it stands. Can the objective be split, or what is known that was not said?"
UNLIKELY = 0.5
"""Below this success probability of every strategy more agents spend without effect."""


def questions(
    reading: Reading, measures: Mapping[str, Feature], scores: Mapping[str, int], informed: bool, best: float
) -> tuple[str, ...]:
    """At most three questions, the most useful first.

    Args:
        reading: The objective.
        measures: Its measures.
        scores: The host's ratings; a low clarity asks.
        informed: Whether context or paths came along, which answer what and where.
        best: The highest success probability of all strategies.
    """
    unclear = scores.get("requirement_clarity", 5) <= UNCLEAR
    vague = measures["ambiguity"].value >= VAGUE or (len(reading.stemmed) <= FEW_WORDS and not reading.matches)
    figures = any(word[0].isdigit() for word in reading.stemmed)
    asked = {
        _CUT: reading.cut,
        _DONE: unclear or (vague and not informed),
        _SYMPTOM: measures["diagnosis"].value >= VAGUE and (vague or unclear) and not informed,
        _TARGET: _about_speed(measures) and not figures and (vague or unclear),
        _SCOPE: measures["scope"].value >= VAGUE and (vague or unclear),
        _SPLIT: best < UNLIKELY,
    }
    return tuple(question for question, wanted in asked.items() if wanted)[:MOST_QUESTIONS]


def _about_speed(measures: Mapping[str, Feature]) -> bool:
    speed = ("fast", "slow", "performance", "speed", "latency", "responsive", "snappy", "load")
    return any(word in term.lower() for term in measures["diagnosis"].evidence for word in speed)
