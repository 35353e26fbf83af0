"""Whether two assertions can contradict each other at all, told from what each needs of the other; most pairs end here."""

from __future__ import annotations

from dataclasses import dataclass

from podium.core.contradictions.assertions import Assertion
from podium.core.contradictions.forms import linked, reach
from podium.core.contradictions.frames import heavy
from podium.core.contradictions.matters import Outline, outline
from podium.core.contradictions.slots import Slot, read_slots


@dataclass(frozen=True, slots=True)
class Prospect:
    """What an assertion is held against: its topic, none where it has none, and what its sentences say.

    `needs` are the links of the words of each sentence, without the light ones, `offers` those of all its words.
    """

    topic: Outline | None
    needs: tuple[tuple[frozenset[str], ...], ...]
    offers: frozenset[str]
    answers: tuple[Slot, ...]

    def meets(self, other: Prospect) -> bool:
        """Whether the two may have one topic, one of them may say no more than the other, or both answer one question."""
        if self.topic and other.topic and not self.topic.apart(other.topic):
            return True
        if self._within(other) or other._within(self):
            return True
        return any(mine.excludes(theirs) for mine in self.answers for theirs in other.answers)

    def _within(self, other: Prospect) -> bool:
        missing = other.offers.isdisjoint
        return any(not any(map(missing, words)) for words in self.needs)


def prospect(one: Assertion) -> Prospect:
    """What an assertion is held against."""
    return Prospect(
        outline(one.topic, one.statement) if one.subject else None,
        tuple(dict.fromkeys(linked(heavy(sentence.content)) for sentence in one.alone)),
        reach(frozenset(word for sentence in one.alone for word in sentence.content)),
        tuple(dict.fromkeys(slot for sentence in one.alone for slot in read_slots(sentence.timeless))),
    )
