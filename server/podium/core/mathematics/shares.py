"""Rates and shares as prose tells them: of so many, so many are such, a rate of so much."""

from __future__ import annotations

from dataclasses import replace

from podium.core.mathematics import multiples
from podium.core.mathematics.fragments import some, value
from podium.core.mathematics.judging import Judgement, undecided
from podium.core.mathematics.matching import Match, Rule
from podium.core.mathematics.proportions import in_unit_of
from podium.core.mathematics.quantity import calculated, literal
from podium.core.mathematics.told_changes import DOWN, UP
from podium.core.mathematics.words import word_set


def told(match: Match) -> Judgement | None:
    """`of the 1,840 requests, 46 failed, a failure rate of 2.5%`: of what was counted, or of its opposite."""
    part, total, stated = match["part"], match["total"], match["stated"]
    if not (stated.percent or stated.fraction or stated.places is not None) or stated.dimensions:
        return None
    measured = ONE_MEASURED & set(match.shape.split())
    if part.percent or total.percent or part.problem or total.problem or measured:
        return None
    share = calculated(replace(in_unit_of(total, part), label=""), "/", replace(total, label=""))
    found = multiples.sign(f"{part.label} {match.word('told')} {match.word('told_before')}")
    wanted = multiples.sign(match.word("rate"))
    if wanted and not found:
        counted = {part.label, *match.word("told").split()}
        if not counted & set(match.word("rate").split()):
            return undecided(match.claim, "whether the rate is of what was counted is not stated")
    if (found and wanted and found != wanted) or _of_the_rest(match):
        share = calculated(literal(stated.value.lo.__class__(1)), "-", share)
    return match.judge(replace(share, fraction=False), replace(stated, label=""))


def told_of_all(match: Match) -> Judgement | None:
    """`we scanned 1,200 files and flagged 18, i.e. 1.5%`: a part that has no name of its own."""
    part, total, stated = match["part"], match["total"], match["stated"]
    named = part.label not in ("", total.label) and not multiples.sign(part.label)
    return None if named or not stated.percent or part.dimensions or part.value.lo > total.value.lo else told(match)


def _of_the_rest(match: Match) -> bool:
    """`400 of the 2,000 requests remain, so 80% are used`: what is told of the part and of the share exclude each other."""
    told, tail = ({*match.word(name).split()} for name in ("told", "tail"))
    told.add(match["part"].label)
    signs = {multiples.sign(" ".join(told)), multiples.sign(" ".join(tail))}
    return signs == {1, -1} or any(told & a and tail & b for a, b in ((_STILL, _NO_MORE), (_NO_MORE, _STILL)))


ONE_MEASURED = word_set("target goal limit budget plan threshold estimate")
"""What is held against one of these is no part of it."""
_STILL = word_set(
    "remain remains remaining left free unused open missing pending outstanding available idle empty unspent"
)
_NO_MORE = word_set(
    "used done spent closed finished gone taken full completed resolved occupied busy consumed fixed in"
)
_RATE = "(?:rate|share|ratio|percentage|proportion|fraction|portion|coverage|yield|quota)"
_OF = (
    "(?:of |is |was |= |: |at |comes to |equals |to |about |roughly |approximately |around |nearly |almost |a |just )+"
)
_TOLD = r"(?P<told>(?:[^\sQDC;,(]\S* ){0,6}?)"
_NAME = r"(?P<rate>(?:[a-z]+ ){0,3}?)"
_SO = r"(?:, |; |\( |- |– |— |: )?(?:i \. e \. |so |thus |hence |that |which |is |are |means |meaning |giving |makes |making |or |for |and |this |it |= |a |an |the |our |its |we |get |have )*"
_NEARLY = "(?:about |roughly |approximately |around |nearly |almost |~ |≈ |just )?"
_ENDS = (
    rf"{_SO}{_NAME}{_RATE} (?:[a-z]+ )?{_OF}{value('stated')}",
    rf"{_SO}{_NEARLY}{value('stated')}{_NAME}{_RATE} ",
)
_PLAIN = rf"(?:, |; |\( |- |– |— |: |or |so |i \. e \. |that is |which is |= |thus |hence ){_SO}{_NEARLY}{value('stated')}(?!points|percentage|pp|{'|'.join((*UP, *DOWN))})(?:of them |of [a-z ]{{3,20}}?)?(?P<tail>(?:[a-z]+ ){{0,3}})"
_TOLD_TO_END = r"(?P<told>(?:[^\sQDC;,(]\S* ){0,3})"
_SURELY = r"(?:, |\( |- |– |— |; )?(?:i \. e \. |that is |which is |that makes |so |or )(?:only |just )?"
_STARTS = (
    rf"of {some(2)}{value('total')}{some(4)}{value('part')}{_TOLD}",
    rf"out of {some(2)}{value('total')}{some(4)}{value('part')}{_TOLD}",
    rf"{value('part')}(?P<told_before>(?:(?!instead|ahead|because)[^\sQDC;,(]\S* ){{0,3}}?)(?:out )?of {some(2)}{value('total')}{_TOLD}",
    rf"{value('total')}(?:[^\sQDC;]\S* ){{0,4}}?(?:, |and |of which |but |with |; )(?:of them |of these |of those |only |about )?(?P<told_before>(?:[a-z]+ )?){value('part')}{_TOLD}",
)

_OF_THEM = rf"{value('total')}(?:[^\sQDC;]\S* ){{0,6}}?(?:[,;] |and |of which |but )*(?:only |about )?{value('part')}of (?:them|these|those) {_TOLD}"


def one_in(match: Match) -> Judgement | None:
    """`one in four of the 400 users, i.e. 100`."""
    part, whole_part, total, stated = (replace(match[name], label="") for name in ("part", "every", "total", "stated"))
    if stated.percent or stated.dimensions != total.dimensions:
        return None
    return match.judge(calculated(calculated(total, "*", part), "/", whole_part), stated)


def is_share(match: Match) -> Judgement | None:
    """`12/48 endpoints (25%)`: a quotient and its percentage."""
    one, stated = match["one"], match["stated"]
    return match.judge(replace(one, fraction=False, label=""), stated) if one.fraction and stated.percent else None


_SHARE_FIRST = (
    rf"{value('stated')}(?P<rate>(?:[a-z]+ ){{0,2}}?){_RATE} (?:, |, so |so |means |that |= |and |: ){some(3)}"
    rf"{value('part')}(?:out )?of {some(2)}{value('total')}{_TOLD_TO_END}"
)
_IN_BRACKETS = (
    rf"{value('stated')}(?P<rate>(?:[a-z]+ ){{0,4}}?)\( {value('part')}(?:out )?of {some(2)}{value('total')}(?P<told>)"
)

TABLE: list[tuple[str, Rule]] = [
    (rf"{value('one')}{some(3)}\( {_NEARLY}{value('stated')}", is_share),
    (_SHARE_FIRST, told),
    (_IN_BRACKETS, told),
    (rf"{_STARTS[3]}{_SURELY}{_NEARLY}{value('stated')}", told_of_all),
    (
        rf"{value('part')}(?:in|out of) (?:every )?{value('every')}of {some(2)}{value('total')}{some(3)}(?:, |\( |so |i \. e \. |that is |which is |or |= )+{value('stated')}",
        one_in,
    ),
    (rf"{_OF_THEM}{_PLAIN}", told),
    *((rf"{start}{end}", told) for end in _ENDS for start in _STARTS),
    *((rf"{start}{_PLAIN}", told) for start in _STARTS[:3]),
]
