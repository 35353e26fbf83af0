"""Whether a result may be said to follow from other amounts, by where it stands and what stands between."""

from __future__ import annotations

import re
from collections.abc import Sequence

from podium.core.mathematics.problems import parts, splitting, wholes
from podium.core.mathematics.problems.amounts import Amount
from podium.core.mathematics.problems.cues import EACH, LEFT, THE_OTHERS, TOTAL
from podium.core.mathematics.problems.kinds import ANYBODY, NOUN
from podium.core.mathematics.problems.links import comes_after
from podium.core.mathematics.problems.story import Story

_A_RATE = re.compile(
    r"(?<!out )(?<!stands )(?<!stand )(?<!in )(?<!still )\b(?:at|@) (?:a rate of |a price of )?[$€£¥]?$"
)
_ONE_MORE = re.compile(
    r"\b(?:and|but|while|whereas)\b(?! (?:it|they|this|that) [a-z]+s? $)(?!.*\b(?:so|thus|hence|therefore|that is|that's|making|makes?|leaving|leaves|giving|gives|means?|which|costs?|needs?|takes?|comes?|brings?|adds?|each|every|averag\w+|now|came|comes?|returned|arrived|back|after|up|down|rose|fell|grew|by|from|to|finish\w*|end(?:s|ed)?|clos\w+|an? [a-z]+ of)\b)"
)


def of_other_things(story: Story, given: Sequence[Amount], result: Amount) -> bool:
    """Whether one amount counts something else than the other is a rate of: tickets a week, and customers."""
    heads = {story.kinds[a.at].head for a in given if a.kind == "plain"} - ANYBODY - {""}
    if len(heads) != 2 or len(given) != 2 or story.kinds[result.at].head or not result.dimensions:
        return False
    if any(NOUN + head in story.kinds[result.at].powers for head in heads):
        return False
    one, other = heads
    rates = [a for a in given if any(power < 0 for power in story.kinds[a.at].powers.values())]
    return (
        len(rates) == 1 and not (one.endswith(other) or other.endswith(one)) and not _shares_owner(story, given, heads)
    )


def _shares_owner(story: Story, given: Sequence[Amount], heads: set[str]) -> bool:
    """Whether one of them is told for each of the other."""
    return any(
        NOUN + head in story.kinds[a.at].powers and story.kinds[a.at].powers[NOUN + head] < 0
        for a in given
        for head in heads
    )


def beside(story: Story, given: Sequence[Amount], result: Amount) -> bool:
    """Whether a result is one more thing that is told after `and`, and neither what is left nor a sum."""
    if all(a.at != result.at - 1 for a in given) or any(a.at > result.at for a in given):
        return False
    if not _ONE_MORE.search(re.split(r"[;.:(=—–]", result.before)[-1]) or EACH.search(result.tail):
        return False
    if result.dimensions and all(a.dimensions and a.dimensions != result.dimensions for a in given):
        return False  # `ran for 3 hours and used 6 kWh`: other units than those given come about by a product
    around = result.before + " " + result.tail
    if THE_OTHERS.match(result.tail):
        return False
    return not (LEFT.search(around) or TOTAL.search(around) or parts.FREE.search(around) or wholes.of_the_rest(result))


_THAN = re.compile(
    r"^ (?:[a-z]+ )?(?:more|less|fewer|higher|lower|better|worse|longer|shorter|faster|slower|older|younger|heavier|lighter|cheaper|dearer|taller|over|above|below|under) (?:than )?(?:[a-z']+ ){0,4}[$€£¥]?$"
)
_REVERSED = re.compile(
    r"[(—–:;]| - |\bfrom\b|\bthat is\b|\bthat's\b|\bis what\b|\bsince\b|\bbecause\b|\bbeing\b|\bis the\b|\b(?:is|was|are|were) (?:exactly |just |precisely )?(?:twice|thrice|double|triple|half|[\w.]+ times)\b|\bof (?:the|its|our|all)\b.*,|\bout of an?\b|, "
)
ONWARD = re.compile(
    r"\b(?:so|hence|thus|therefore|making|giving|leaving|which (?:is|makes|gives|means|leaves)|comes to)\b"
)
_BETWEEN = re.compile(r"^ ?(?:to|from|less|more|fewer|down|up|of|on|off)\b|^ ?,? ?from\b")


def may_conclude(story: Story, given: Sequence[Amount], result: Amount) -> bool:
    """A result stands after what it follows from, or before it where the text turns round."""
    before = story.amounts[result.at - 1] if result.at else None
    if before and result.before == " every " and before.optional:
        return False  # `one every 3 m`
    if re.search(r"\b(?:per|within) $", result.before) or re.search(r"^ ?(?:\w+ )?per $", result.after):
        return splitting.told_again(given, result)
    if re.search(r"\b(?:if|when|assuming|provided|unless)\b[^,.;]*$|\bout of (?:an? |the |our |its )?$", result.before):
        return False
    if splitting.told_again(given, result):
        return True
    if _A_RATE.search(result.before) and any(power < 0 for _, power in result.dimensions):
        return False
    later = [a for a in given if a.at > result.at]
    if len(later) == 1 < len(given) and re.match(
        r" (?:off|from|out of|of|on) (?:the |its |our |an? |his |her )?(?:[a-z]+ ){0,2}[$€£¥]?$",
        story.between(result, later[0]),
    ):
        return True
    if len(later) == 1 < len(given) and _THAN.match(story.between(result, later[0])):
        return True
    if not later or (len(later) < len(given) and comes_after(story, given, result)):
        return True
    if len(later) == len(given):
        link = story.lower[result.end : later[-1].start]
        return bool(_REVERSED.search(link)) and not ONWARD.search(link)
    if later[0].start - result.end == 1 and result.counts and len(later) == 1 and later[0].dimensions:
        return True  # `fills 36 half-litre mugs`
    timed = all(dict(a.dimensions).keys() & {"time", "calendar"} or a.kind == "ordinal" for a in later)
    if timed and re.match(
        r"^[^.;]{0,30}\b(?:after|in|over|for|within|during|when|at)\b", story.lower[result.end : later[0].start]
    ):
        return True
    return result.kind in ("percent", "fraction", "factor", "points") and bool(_BETWEEN.match(result.after))
