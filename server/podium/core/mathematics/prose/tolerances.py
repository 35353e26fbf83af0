"""What must lie between two values, and whether it does: `10 mm ± 0.2 mm`, `a normal range of 3.5 to 5.1`."""

from __future__ import annotations

import re
from fractions import Fraction

from podium.core.mathematics.prose.found import Found, decided, unsure
from podium.core.mathematics.prose.values import Told, Value, slot

_SPREAD = re.compile(rf"{slot('nup', 'middle')}(?: [a-zω]+)? ?(?:±|\+/-|\+-|plus or minus) ?{slot('nup', 'spread')}")
_RANGE = re.compile(
    rf"(?:\b(?:range|band|limits|window|interval|corridor|zone)\b(?: [a-z]+){{0,2}}?(?: of| is| was| runs| goes|:| from| between)*|\b(?:must|has to|have to|had to|needs? to|shall|should|is to|are to|is meant to|is supposed to)(?: always)? (?:lie|stay|be|remain|fall|keep|sit|run|measure|weigh|hold)(?: somewhere)?(?: between| from| in the range)?"
    rf"|\b(?:allowed|permitted|acceptable|specified|required|normal|target|reference|spec|prescribed|recommended|nominal)(?:[ :]*(?:is|are|between|from|values?|level|pressure|temperature))*) {slot('nup', 'low')} ?(?:to|and|-|–) ?{slot('nup', 'high')}"
)
_NAMED_RANGE = re.compile(
    rf"{slot('nup', 'low')} ?(?:to|-|–) ?{slot('nup', 'high')} (?:[a-z]+ )?(?:range|band|limits|window|interval|corridor|zone)\b"
)
_INSIDE = re.compile(
    r"\b(?:in|within|inside)\b(?: [a-z']+){0,3}? ?(?:tolerance|spec\w*|limits?|range|band|bounds|window|interval|zone|corridor)\b|\b(?:within|inside) (?:the |its |their )?(?:permitted|allowed|acceptable|specified|required|prescribed|recommended|normal|target|reference)\b|\b(?:ok|okay|passe[sd]|pass|accepted|fine|good|conforms?|normal|acceptable)\b"
)
_OUTSIDE = re.compile(
    r"\b(?:outside) (?:the |its |their )?(?:permitted|allowed|acceptable|specified|required|prescribed|recommended|normal|target|reference)\b|\b(?:out of|outside|beyond|off)\b(?: [a-z']+){0,3}? ?(?:tolerance|spec\w*|limits?|range|band|bounds|window|interval|zone|corridor)\b|\b(?:fail(?:s|ed)?|rejected|reject|scrapped|too (?:high|low|thick|thin|long|short|hot|cold|heavy|light|big|small|large))\b"
)
_TOO_LITTLE = re.compile(r"\btoo (?:low|little|thin|short|cold|light|small|few|narrow|slow)\b|\bbelow\b")
_TOO_MUCH = re.compile(r"\btoo (?:high|much|thick|long|hot|heavy|big|large|many|wide|fast)\b|\babove\b")
_WANTED = re.compile(r"\b(?:must|has to|have to|needs? to|shall|is to|are to)\b[^#,;.]*|\bnormal (?=range|band)")
_HEDGED = re.compile(r"\b(?:will|would|might|could|should|if|unless|expected|probably|perhaps|or)\b")


def tolerated(told: Told) -> Found | None:
    """One measured value against a tolerance or a range, and the one verdict that is given on it."""
    allowed = _allowed(told)
    if allowed is None or _HEDGED.search(told.shape):
        return None
    low, high, used = allowed
    rest = [value for value in told.of("nupdtlr") if value not in used]
    said = " ".join(_WANTED.sub(" ", _NAMED_RANGE.sub("range", told.shape)).split())
    inside, outside = bool(_INSIDE.search(said)), bool(_OUTSIDE.search(said))
    if len(rest) != 1 or inside == outside or rest[0].kind not in "nup":
        return None
    measured = rest[0]
    if measured.kind == "p" and used[0].kind != "p":
        return None
    if measured.amount.dimensions != used[0].amount.dimensions or not measured.amount.value.exact:
        return unsure(told, "what was measured has another unit than what is allowed", measured, *used)
    size = measured.amount.value.lo
    kept = low <= size <= high
    if (_TOO_LITTLE.search(said) and size > high) or (_TOO_MUCH.search(said) and size < low):
        return decided(
            told, False, f"{measured.text} is on the other side", "it was compared with both limits", measured, *used
        )
    return decided(
        told,
        kept == inside,
        f"{measured.text} is {'inside' if kept else 'outside'}",
        "it was compared with both limits",
        measured,
        *used,
    )


def _allowed(told: Told) -> tuple[Fraction, Fraction, tuple[Value, Value]] | None:
    """The lowest and the highest value that is allowed, and the two values that tell it."""
    spread, between = told.search(_SPREAD), told.search(_RANGE) or told.search(_NAMED_RANGE)
    if bool(spread) == bool(between):
        return None
    if spread:
        middle, by = told.at(spread, "middle"), told.at(spread, "spread")
        if middle.kind == "n" and by.amount.dimensions and not by.amount.zero:
            centre, apart = middle.amount.value.lo * by.amount.scale, by.amount.value.lo
            return centre - apart, centre + apart, (by, middle)
        size = _size(middle, by)
        return None if size is None else (middle.amount.value.lo - size, middle.amount.value.lo + size, (middle, by))
    assert between is not None
    low, high = told.at(between, "low"), told.at(between, "high")
    least, most = low.amount.value.lo, high.amount.value.lo
    if not low.amount.dimensions and high.amount.dimensions:
        least = least * high.amount.scale + high.amount.zero
    elif low.amount.dimensions != high.amount.dimensions:
        return None
    return (least, most, (high, low)) if least < most else None


def _size(middle: Value, by: Value) -> Fraction | None:
    """How far from the middle a value may lie: a share of it, or an amount in its unit."""
    size = by.amount.value.lo
    if by.kind == "p" and middle.kind != "p":
        return abs(middle.amount.value.lo) * size
    if by.kind == middle.kind == "p":
        return None
    if by.amount.dimensions == middle.amount.dimensions:
        return size - by.amount.zero
    return size * middle.amount.scale if not by.amount.dimensions else None
