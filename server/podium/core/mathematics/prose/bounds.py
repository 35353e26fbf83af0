"""Targets against measurements told in prose, over one or more sentences, with or without the verdict."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from podium.core.mathematics.exact import Undecidable, divide, whole
from podium.core.mathematics.judging import Judgement, judge
from podium.core.mathematics.prose.found import Found, unsure
from podium.core.mathematics.prose.metrics import Bound, clause_of, same_metric
from podium.core.mathematics.prose.values import Told, Value, slot
from podium.core.mathematics.quantity import Quantity

_MOST = (
    r"at most|no more than|not more than|not exceed|never exceed|may not exceed|no higher than|no longer than|not be (?:above|over|more than|longer than|higher than)|no later than"
    r"|no slower than|not (?:rise |go |take |last )?(?:above|over|longer than|more than|beyond)|up to|within|a maximum of|maximum of|maximum(?: is| was|:)?|max\.?|capped at|cap(?:ped)? (?:of|is|was|at)|caps? [a-z ]{0,20}at"
    r"|ceiling (?:of|is|was)|limited to|limits? [a-z ]{0,20}(?:to|of|is|was|at)|<=|≤|budget (?:of|is|was|for [a-z ]{0,20}(?:is|was))|under|below|less than|lower than|fewer than|shorter than|faster than|quicker than|inside"
)

_STRICT_MOST = (
    "under",
    "below",
    "less than",
    "lower than",
    "fewer than",
    "shorter than",
    "faster than",
    "quicker than",
)

_LEAST = (
    r"at least|no less than|not less than|no fewer than|not fewer than|no lower than|not (?:fall |drop |be )?(?:below|under|less than|lower than)|a minimum of|minimum of|minimum(?: is| was|:)?|min\.?|floor (?:of|is|was)"
    r"|>=|≥|more than|above|over|higher than|greater than|longer than|exceeding"
)

_STRICT_LEAST = ("more than", "above", "over", "higher than", "greater than", "longer than", "exceeding")

_AFTERWARDS = re.compile(
    r"[ -]*(?:of [a-z ]{1,20})?(?:[a-z]+ )?(?P<word>at (?:the )?most|or (?:less|fewer|below|under|lower|faster|better)|at (?:the )?least|or (?:more|above|over|higher|greater)|at best|max(?:imum)?|min(?:imum)?|tops)\b"
)

_WISHED = re.compile(
    r"\b(?:target(?:ed|s)?|goals?|limits?|limited|budget(?:ed)?|ceilings?|caps?|capped|quota|allowance|thresholds?|slo|sla|spec(?:ification)?s?|requirements?|requires?|required|must|shall|should|(?:is|are) to|promis\w+|guarantee\w*|contract\w*|allow\w*|permit\w*|maximum|minimum"
    r"|objective|aim(?:ed|s)?|asks?|asked|demand\w*|commit\w*|pledge\w*|agreed|aimed|rules?|standard|norm|regulations?|tolerat\w+|may|rated|approved|certified|licensed|designed|deadline|plan(?:ned)?|wanted|need(?:s|ed)?|has to|have to|had to|expects?|says|floor|can(?:not)? )\b"
)

_CEILINGS = re.compile(r"\b(?:limit|budget|ceiling|cap|maximum|allowance|quota|deadline|max|threshold)\b")

_FLOORS = re.compile(r"\b(?:minimum|floor|quorum|pass mark|target|goal|objective|min)\b")

_KEPT = re.compile(
    r"\b(?:met|meets|kept|keeps?|made|reached|achieved|satisfied|satisfies|passe[sd]|held|holds|fulfilled|respected|complied|complies|compliant|honou?red|within|inside|ok|okay|fine|hit|success|succeeded|on target|in spec|under budget|clears?|cleared|beat|beats|beaten|delivered|green|conforms?)\b"
)

_BROKEN = re.compile(
    r"\b(?:miss(?:ed|es)?|violat\w+|exceed(?:ed|s)|broken|broke|breach\w*|fail(?:ed|s)|overr[au]n|not (?:been )?(?:met|kept|reached|achieved|within|passed|satisfied)|blown|blew|over budget|out of spec|overshot|short of|fell short|falls short|too (?:long|high|much|many|slow|hot|late|low|few|little|heavy)|over the (?:limit|budget|ceiling|cap|maximum)|above the (?:limit|ceiling|cap|maximum|threshold)|red|outside|didn't (?:meet|keep|reach|make)|did not (?:meet|keep|reach|make)|rejected)\b"
)

_HEDGED = re.compile(
    r"\b(?:will|would|might|could|expect\w* (?:to|that)|forecast\w*|project\w*|predict\w*|hope\w*|probably|likely|perhaps|next (?:year|month|week|quarter|release)|if|unless|until|yet to|not (?:yet )?(?:been )?(?:measured|weighed|tested|known|run)|to be|estimate\w*)\b"
)


def kept_bound(told: Told) -> Found | None:
    """One target and one measurement of it; what is said of the two, or that it is kept where nothing is said."""
    bound = _bound(told)
    if bound is None or (told.of("dlro") and not _harmless(told)):
        return None
    limit, per = _rate(told, bound.value, bound.end)
    measured = _measurement(told, bound, limit, per)
    if measured is None:
        return None
    amount, used, place = measured
    clauses = _outside(told, bound, place)
    if _HEDGED.search(clauses):
        return None
    if not same_metric(told, bound, place):
        return unsure(told, "what was measured may be something else than the target is about", bound.value, *used)
    try:
        judgement = judge(told.text.strip(), amount, bound.sign, limit)
    except Undecidable:
        return None
    return Found(_as_said(told, judgement, bound, place), (bound.value, *used, *_labels(told)))


def _harmless(told: Told) -> bool:
    return not told.of("dlr")


def _labels(told: Told) -> list[Value]:
    return told.of("io")


def _bound(told: Told) -> Bound | None:
    """The one value of the statement that is a target."""
    found = []
    for value in told.of("npu"):
        place = told.place(value)
        before = re.split(r"[.;!] |, (?:and|but|so) ", told.shape[:place])[-1]
        end = told.shape.index("#", place + 1) + 1
        sign = _sign(before, told.shape[end:])
        clause = before + told.shape[place:end] + re.split(r"[.;!,](?: |$)|\band\b|\bbut\b", told.shape[end:])[0]
        if sign and _WISHED.search(clause):
            found.append(Bound(value, sign, place, end))
    return found[0] if len(found) == 1 else None


def _sign(before: str, after: str) -> str:
    tail = re.search(
        rf"(?:(?P<least>\b(?:{_LEAST})|[>≥]=?)|(?P<most>\b(?:{_MOST})|[<≤]=?))[ :]*(?:the |a |an |our |of |is |only )*$",
        before,
    )
    behind = _AFTERWARDS.match(after)
    if behind:
        word = behind["word"]
        if word == "or better":
            return ""
        return ">=" if re.search(r"least|more|above|over|higher|greater|min", word) else "<="
    if tail:
        said = (tail["least"] or tail["most"]).strip()
        denied = bool(re.search(rf"\b(?:not|never|no)\b[a-z ]{{0,12}}{re.escape(said)}", before)) and not re.search(
            r"\b(?:not|no|never)\b", said
        )
        strict = said in _STRICT_MOST + _STRICT_LEAST or said in "<>"
        sign = (">" if tail["least"] else "<") + ("" if strict else "=")
        return {">": "<=", "<": ">=", ">=": "<", "<=": ">"}[sign] if denied else sign
    noun = re.match(
        r"[ -]*(?:(?!of )[a-z-]+ ){0,2}(limit|budget|ceiling|cap|maximum|allowance|quota|deadline|minimum|floor|target|goal)\b",
        after,
    )
    named = noun[1] if noun else ""
    if not named:
        word = re.search(
            r"\b(limit|budget|ceiling|cap|maximum|allowance|quota|minimum|floor|target|goal|threshold)s?(?: [a-z]+){0,3}?(?: (?:is|was|of|at|stands at|were|set at)|:)[ :]*(?:set )?(?:at )?$",
            before,
        )
        named = word[1] if word else ""
    if named in ("limit", "budget", "ceiling", "cap", "maximum", "allowance", "quota", "deadline"):
        return "<="
    if named in ("minimum", "floor"):
        return ">="
    return _usual_sign(re.split(r"[.;!,] ", after)[0] + before)


_AIMED = re.compile(r"\b(?:target|goal|sla|slo|objective)\b")
_MORE_IS_BETTER = re.compile(
    r"\b(?:uptime|availability|accuracy|coverage|precision|recall|yield|satisfaction|turnout|attendance|occupancy)\b"
)
_LESS_IS_BETTER = re.compile(
    r"\b(?:latency|response time|error rate|failure rate|scrap rate|downtime|defect rate|churn|loss)\b"
)


def _usual_sign(clause: str) -> str:
    """The relation of a target without one, by what it is a target of."""
    if not _AIMED.search(clause) or bool(_MORE_IS_BETTER.search(clause)) == bool(_LESS_IS_BETTER.search(clause)):
        return ""
    return ">=" if _MORE_IS_BETTER.search(clause) else "<="


_EVERY_SO_MANY = re.compile(
    rf"(?:[a-z -]{{0,30}}? )?(?:per|in|out of|for every|in every|of every) (?:{slot('n', 'per')}|(?P<word>thousand|hundred|million))"
)

_OUT_OF = re.compile(
    rf"{slot('n', 'part')}(?: [a-z-]+){{0,4}}? (?:out of|of|in|among|from)(?: (?:the|a|all|our|its|their|some|total|sample|batch|of))* {slot('n', 'whole')}"
)


def _rate(told: Told, value: Value, end: int) -> tuple[Quantity, Value | None]:
    """A target of so many per thousand, and the value that says per how many."""
    found = value.amount
    every = _EVERY_SO_MANY.match(told.shape, end)
    if value.kind != "n" or not every:
        return found, None
    per = told.at(every, "per") if every["per"] else None
    size = per.amount.value.lo if per else Fraction({"hundred": 100, "thousand": 1000, "million": 10**6}[every["word"]])
    if not size:
        return found, None
    return Quantity(divide(found.value, whole(size))), per if per else value


def _measurement(
    told: Told, bound: Bound, limit: Quantity, per: Value | None
) -> tuple[Quantity, tuple[Value, ...], int] | None:
    rest = [v for v in told.of("npu") if v not in (bound.value, per)]
    if per is not None or bound.value.kind == "p" or bound.value.amount.fraction:
        shares = [m for m in _OUT_OF.finditer(told.shape) if told.at(m, "part") in rest and told.at(m, "whole") in rest]
        if len(shares) == 1 and len(rest) == 2:
            part, total = told.at(shares[0], "part"), told.at(shares[0], "whole")
            if not 0 <= part.amount.value.lo <= total.amount.value.lo != 0:
                return None
            return (
                Quantity(divide(part.amount.value, total.amount.value)),
                (part, total, *([per] if per else [])),
                told.place(part),
            )
    fitting = [v for v in rest if v.amount.dimensions == limit.dimensions and v.amount.percent == limit.percent]
    if per is not None or len(fitting) != 1 or not _circumstances(told, bound, fitting[0], rest):
        return None
    value = fitting[0]
    found = value.amount
    if found.dimensions != limit.dimensions or found.percent != limit.percent or found.problem:
        return None
    return found, tuple(rest), told.place(value)


def _circumstances(told: Told, bound: Bound, value: Value, rest: Sequence[Value]) -> bool:
    """Whether all other values only tell when or with what was measured: `with 9 people it carried 655 kg`."""
    others = [v for v in rest if v is not value]
    clause = clause_of(told, bound.start)
    return all(
        f"#{v.kind}{told.values.index(v)}#" not in clause
        and re.search(
            r"\b(?:with|over|for|after|during|in|across|on|at|from)(?: the| a| an| all| only)? $",
            told.shape[: told.place(v)],
        )
        for v in others
    )


def _outside(told: Told, bound: Bound, place: int) -> str:
    """The clauses of the measurement and what follows."""
    start = bound.end if place > bound.end else 0
    text = told.shape[start:]
    return text if place > bound.end else told.shape[: bound.start]


def _as_said(told: Told, judgement: Judgement, bound: Bound, place: int) -> Judgement:
    """The verdict over what the statement concludes: that it is kept, unless it says that it is not."""
    said = told.shape[max(bound.end, told.shape.index("#", place + 1) + 1) :]
    said = re.sub(
        r"^[^.,;:!-]*?(?:calls?|requests?|pieces|parts|orders|units) (?:failed|were rejected|were faulty)", "", said
    )
    broken, kept = _BROKEN.search(said), _KEPT.search(said)
    if broken and not (kept and kept.start() < broken.start() and "not" not in said):
        denied = re.search(r"\b(?:not|never|n't|no(?:t)? been)\b", said[: broken.start()])
        if denied:
            return judgement
        turned = {"holds": "fails", "fails": "holds", "undecided": "undecided"}[judgement.verdict]
        return replace(judgement, verdict=turned)  # type: ignore[arg-type]
    return judgement


_BESIDE = re.compile(
    rf"{slot('npu', 'measured')}(?P<mid>[^#.;]{{0,60}}?)\b(?P<sign>(?:still |well |just |comfortably |far |safely |clearly |narrowly )?"
    rf"(?:under|below|within|inside|over|above|beyond|exceed(?:s|ed|ing)?|beat(?:s|ing)?|short of|less than|more than|lower than|higher than|at most|at least|no more than|no less than|longer than|shorter than))"
    rf" (?:the |our |its |a |an |their |his |her |this |of )*(?:[a-z-]+ ){{0,3}}?(?:of |is |at )?{slot('npu', 'limit')}(?P<after>[^#]*)$"
)

_SIGNS = {
    "under": "<", "below": "<", "within": "<=", "inside": "<=", "over": ">", "above": ">", "beyond": ">", "short": "<", "less": "<", "more": ">",
    "lower": "<", "higher": ">", "longer": ">", "shorter": "<", "at most": "<=", "at least": ">=", "no more": "<=", "no less": ">=",
}  # fmt: skip


def beside_bound(told: Told) -> Found | None:
    """`latency now 180 ms, which is below the 150 ms limit`, `74.6 ms, under the 80 ms ceiling`."""
    match = told.search(_BESIDE)
    if not match or len(told.of("npudtlr")) != 2 or _HEDGED.search(told.shape):
        return None
    measured, limit = told.at(match, "measured"), told.at(match, "limit")
    noun = re.match(
        r"[ -]?(?:[a-z-]+ ){0,2}?(?:limit|budget|ceiling|cap|maximum|allowance|quota|deadline|minimum|floor|target|goal|threshold|slo|sla|requirement|mark|line|spec)\b",
        match["after"],
    )
    named = re.search(
        r"(?:limit|budget|ceiling|cap|maximum|allowance|quota|deadline|minimum|floor|target|goal|threshold|slo|sla|requirement|mark|spec)s? (?:of|is|at)? ?#[npu]\d+#[^#]*$",
        match.group(),
    )
    if not (noun or named):
        return None
    if measured.amount.dimensions != limit.amount.dimensions or (measured.kind == "p") != (limit.kind == "p"):
        return None
    word = re.sub(r"^(?:still|well|just|comfortably|far|safely|clearly|narrowly) ", "", match["sign"])
    sign = ">" if word.startswith("exceed") else next((s for w, s in _SIGNS.items() if word.startswith(w)), "")
    if word.startswith("beat"):
        sign = "<" if limit.kind == "u" else ">"
    if re.search(r"\b(?:not|n't|never)\b", match["mid"]):
        sign = {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}[sign]
    try:
        return Found(judge(told.text.strip(), measured.amount, sign, limit.amount), (measured, limit, *_labels(told)))
    except Undecidable:
        return None
