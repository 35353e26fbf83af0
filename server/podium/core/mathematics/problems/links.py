"""What links a result to the amounts it follows from."""

from __future__ import annotations

import re
from collections.abc import Sequence

from podium.core.mathematics.problems.amounts import Amount
from podium.core.mathematics.problems.kinds import NOUN
from podium.core.mathematics.problems.story import Story
from podium.core.units import CALENDAR, TIME

_WITHIN = re.compile(
    r"^(?: [a-z]+){0,4} (?:in|within|over|after|during|for|every|through)(?: the| each| about| an?| any)? ?$"
)
_OF_IT = re.compile(r"^ [a-z]+(?: [a-z]+)? (?:of|at) [$€£¥]?$|^ $")
_GIVEN_LATER = re.compile(r"^[^.;]{0,60}?\b(?:if|at|assuming|when|provided|given|with|as long as|since|because)\b")


def comes_after(story: Story, given: Sequence[Amount], result: Amount) -> bool:
    """Whether a result stands after what is given; a rate may follow: `90 m² at 12 m² a litre`, `if each eats 100 g`."""
    later = [a for a in given if a.at > result.at]
    if not later or len(later) == len(given):
        return not later
    link = story.lower[result.end : later[0].start]
    timed = len(later) == 1 and later[0].dimensions in (TIME, CALENDAR) and bool(_WITHIN.match(link))
    of_it = (
        len(later) == 1
        and f"{NOUN}{story.kinds[result.at].head}" in story.kinds[later[0].at].powers
        and bool(_OF_IT.match(link))
    )
    return timed or of_it or bool(_GIVEN_LATER.match(link))


_SAID = re.compile(
    r"\b(?:so|hence|thus|therefore|consequently|i\.e\.|that is|that's|in other words|or|which|that|it|they|this|making|makes?|is|are|was|were|giv\w+|gave|yields?"
    r"|yielded|means?|meaning|comes?(?: to)?|came to|amounts?|amounted|totals?|totalling|totaling|equals?|works? out|needs?|costs?|averag\w+|adds?|needed"
    r"|lasts?|take|takes|took|holds?|carr(?:y|ies)|fills?|drove|collects?|produces?|uses?|pays?|brought in|weighs?|weigh|cover|covers|use|drink|eat|eats|get through"
    r"|gets? through|have|has|contains?|earns?|made|pack|packs|fit|fits|hold|prints?|feeds?|serves?|seats?|finish\w*|ended|ends|laid|plant\w*|store\w*|(?:prints?|printed|finish\w*|done|ready|complet\w*|empty|empties|emptied|full|filled|runs?|ran) (?:in|after|for))\b|[:=→(–—]|, (?:an?|the|for an?|in total|all told) |, $"
)
_ONE_CLAUSE = re.compile(
    r"^(?!.*\b(?:and|but|or|nor|while)\b)[a-z' -]{1,48}(?<! at)(?<! in)(?<! for)(?<! with)(?<! of)(?<! on)(?<! by)(?<! to)(?<! from)(?<! over)(?<! per) [$€£¥]?$"
)
_AGAIN = re.compile(r"[.;]|\b(?:but|while|whereas|although|though|of which)\b")
_OTHERWISE = re.compile(r"\band (?!it |they |that |this )(?:[a-z]+ ){0,3}$")


def concludes(story: Story, given: Sequence[Amount], result: Amount) -> bool:
    """Whether a result is said to follow from what stands before it, and is not one more thing that is told."""
    link = story.lower[max(a.end for a in given if a.at < result.at) : result.start]
    last = _AGAIN.split(link)[-1]
    if _AGAIN.search(link):
        return bool(
            re.match(r"\s*(?:so|that|this|in total|altogether|together|hence|thus|therefore|which|it|they|at)\b", last)
        ) and bool(_SAID.search(last))
    if re.search(r"\bso\b|\bthat is\b|\bhence\b|\btherefore\b|\bthus\b|\bi\.e\.", link):
        return True
    return bool(_SAID.search(link) or _ONE_CLAUSE.match(link)) and not _OTHERWISE.search(link)
