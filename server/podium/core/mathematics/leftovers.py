"""What of a statement no judged claim tells: a fact or a figure beside claims that hold."""

from __future__ import annotations

import re
from collections.abc import Sequence

from podium.core.mathematics.judging import Judgement, undecided
from podium.core.mathematics.problems.telling import of_others
from podium.core.mathematics.prose import added_claim, read_statement, unjudged

LONGEST = 4000


def additions(statement: str, found: Sequence[Judgement]) -> list[Judgement]:
    """An entry of its own for a fact, or figures, that stand beside claims that hold and are told by none of them."""
    if not found or len(statement) > LONGEST or any(judgement.verdict != "holds" for judgement in found):
        return []
    if not _BY_LAW.search(statement) and of_others(statement):
        return [undecided(statement, "a figure of it is said of something else than what was counted")]
    if _one_more(statement, [judgement.claim for judgement in found]):
        return [undecided(statement, "a figure of it is told beside what was recomputed")]
    more = added_claim(statement)
    whole = any(judgement.claim.strip() == statement.strip() for judgement in found)
    figure = "" if whole else unjudged(statement, [judgement.claim for judgement in found])
    if more:
        return [undecided(more, "it states a fact that no figure tells")]
    rest = read_statement(_without_chains(statement)) if figure else None
    if rest or not figure:
        return [rest] if rest else []
    return [undecided(statement, f"what {figure} has to do with the rest is not known")]


_CLAUSE_OF_ITS_OWN = re.compile(
    r"[,;] (?:and|but|while|whereas|although|though) (?!so\b|that\b|thus\b|hence\b|therefore\b|(?:[a-z ]+ )?(?:leav\w+|mak\w+|giv\w+) )([^,;]*)"
)
_FIGURE = re.compile(r"\d[\d.,]*")


def _one_more(statement: str, claims: Sequence[str]) -> bool:
    """Whether a clause that is joined to what was judged has a figure of its own."""
    judged = {figure.rstrip(".,") for claim in claims for figure in _FIGURE.findall(claim)}
    clauses = _CLAUSE_OF_ITS_OWN.findall(statement.rstrip(". "))
    return any(figure.rstrip(".,") not in judged for clause in clauses for figure in _FIGURE.findall(clause))


_BY_LAW = re.compile(r"\b(?:half-li(?:fe|ves)|compound\w*|interest|precision|recall|prevalence)\b", re.IGNORECASE)
"""Words of laws that are of several things by themselves."""
_CHAIN = re.compile(r"[\d.,]+(?: ?[-+−×*/÷·] ?[\d.,]+)+ ?= ?(?=\d)")


def _without_chains(text: str) -> str:
    """`3 × 40 = 120 tests` as `120 tests`, once the sum itself is judged."""
    return _CHAIN.sub("", text)
