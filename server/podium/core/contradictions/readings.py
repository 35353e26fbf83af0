"""How two assertions contradict each other by what they mean: one matter, and answers to it that cannot both be true."""

from __future__ import annotations

from itertools import product
from typing import Literal

from podium.core.contradictions import choices, clashes
from podium.core.contradictions.beside import Beside, beside
from podium.core.contradictions.gists import Gist
from podium.core.contradictions.kinship import Kinship, kinship, other_matters
from podium.core.contradictions.polarity import polarity_clash
from podium.core.contradictions.quantities import figures_clash
from podium.core.contradictions.topics import SIDES, one_matter, opposed_sides, other_subjects

Kind = Literal["stance", "figures", "negation", "answer"]

_TOLD_DESPITE_TOPICS = 3.5
"""What two sentences must share where the topics of their findings are not one."""
_SPECIFIC = 2.0
"""What topics must share so that who takes the same side of one gives another answer and not another reason."""
_BY_STANCE, _SURELY = 1.9, 0.95
"""What topics must share, or which part of them, for opposed stances alone to tell."""


def reading(a: Gist, b: Gist) -> Kind | None:
    """How two assertions contradict each other, if they do."""
    if bool(a.head.content) != bool(b.head.content):
        return None
    kin = kinship(a, b)
    if (kin and kin.flips % 2) or (a.topic and not kin and other_matters(a, b)):
        return None
    narrower = kin is not None and not one_matter(a, b, kin)
    if narrower:
        kin = None  # only what the statements share counts
    pairs = _side_by_side(a, b, kin)
    if kin and (clashes.codes_clash(a, b) or clashes.sequence_clash(a, b) or choices.slots_clash(a, b)):
        return "answer"
    if not pairs:
        return None
    if not narrower and figures_clash(pairs, kin is not None):
        return "figures"
    opposed = opposed_sides(a, b)
    if _negated(pairs, a, b, kin, opposed):
        return "negation"
    if _answered(pairs, a, b, kin):
        return "answer"
    return "stance" if kin and opposed and _by_stance(kin) and not other_subjects(a, b) else None


def _side_by_side(a: Gist, b: Gist, kin: Kinship | None) -> list[Beside]:
    """The sentences of two assertions that may be held against each other."""
    mine, theirs = (a.said, b.said) if kin else (a.alone, b.alone)
    pairs = [one for x, y in product(mine, theirs) if (one := beside(x, y, a, b, kin is not None))]
    despite_topics = a.topic and b.topic and kin is None
    return [one for one in pairs if one.mass >= _TOLD_DESPITE_TOPICS] if despite_topics else pairs


def _negated(pairs: list[Beside], a: Gist, b: Gist, kin: Kinship | None, opposed: bool) -> bool:
    of_one_matter = kin is not None
    if polarity_clash(pairs, of_one_matter, opposed) or clashes.duties_clash(pairs, of_one_matter):
        return True
    return of_one_matter and clashes.presence_clash(a, b)


def _answered(pairs: list[Beside], a: Gist, b: Gist, kin: Kinship | None) -> bool:
    """Whether both tell when, who or which, and differently; of one side, two answers may be two reasons."""
    if choices.moments_clash(pairs, a, b, kin) or choices.names_clash(pairs, kin) or choices.winners_clash(pairs):
        return True
    one_side = a.said_by.side == b.said_by.side and a.said_by.side in SIDES
    if kin is None or (one_side and kin.mass < _SPECIFIC and not choices.chosen(a, b)):
        return False
    return choices.choice_clash(pairs, a, b, kin)


def _by_stance(kin: Kinship) -> bool:
    sure = kin.mass >= _BY_STANCE or kin.covered >= _SURELY
    return sure and max(len(kin.left), len(kin.right)) <= 1
