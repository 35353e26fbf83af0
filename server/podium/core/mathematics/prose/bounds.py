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
from podium.core.mathematics.prose.signs import asked_sign
from podium.core.mathematics.prose.values import Told, Value, slot
from podium.core.mathematics.quantity import Quantity

_WISHED = re.compile(
    r"\b(?:target(?:ed|s)?|goals?|limits?|limited|budget(?:ed)?|ceilings?|caps?|capped|quota|allowance|thresholds?|slo|sla|spec(?:ification)?s?|requirements?|requires?|required|must|shall|should|(?:is|are) to|promis\w+|guarantee\w*|contract\w*|allow\w*|permit\w*|maximum|minimum"
    r"|gate|objective|aim(?:ed|s)?|asks?|asked|demand\w*|commit\w*|pledge\w*|agreed|aimed|rules?|standard|norm|regulations?|tolerat\w+|may|rated|approved|certified|licensed|designed|deadline|plan(?:ned)?|wanted|need(?:s|ed)?|has to|have to|had to|expects?|says|floor|can(?:not)? )\b"
)

KEPT = re.compile(
    r"\b(?:met|meets|kept|keeps?|made|reached|achieved|satisfied|satisfies|passe[sd]|held|holds|fulfilled|respected|complied|complies|compliant|honou?red|within|inside|ok|okay|fine|hit|success|succeeded|on target|in spec|under budget|clears?|cleared|beat|beats|beaten|delivered|green|conforms?|accepted|approved|released)\b"
)

BROKEN = re.compile(
    r"\b(?:miss(?:ed|es)?|violat\w+|exceed(?:ed|s)|broken|broke|breach\w*|fail(?:ed|s)|overr[au]n|not (?:been )?(?:met|kept|reached|achieved|within|passed|satisfied)|blown|blew|over budget|out of spec|overshot|short of|fell short|falls short|too (?:long|high|much|many|slow|hot|late|low|few|little|heavy)|over the (?:limit|budget|ceiling|cap|maximum)|above the (?:limit|ceiling|cap|maximum|threshold)|red|outside|didn't (?:meet|keep|reach|make)|did not (?:meet|keep|reach|make)|rejected|refused|turned away)\b"
)

_HEDGED = re.compile(
    r"\b(?:will|would|might|could|expect\w* (?:to|that)|forecast\w*|project\w*|predict\w*|hope\w*|probably|likely|perhaps|next (?:year|month|week|quarter|release)|if|unless|until|yet to|not (?:yet )?(?:been )?(?:measured|weighed|tested|known|run)|to be|estimate\w*)\b"
)


def kept_bound(told: Told) -> Found | None:
    """One target and one measurement of it; what is said of the two, or that it is kept where nothing is said."""
    bound = find_bound(told)
    if bound is None or (told.of("dlr")):
        return None
    limit, per = _rate(told, bound.value, bound.end)
    measured = _measurement(told, bound, limit, per)
    if measured is None:
        return None
    amount, used, place = measured
    if _EACH_ONE.match(told.shape[place:]) and not _EACH_ONE.match(told.shape[told.place(bound.value) :]):
        return None  # a rate is no measurement of a total
    clauses = _outside(told, bound, place)
    if _HEDGED.search(clauses):
        return None
    if not same_metric(told, bound, place):
        return unsure(told, "what was measured may be something else than the target is about", bound.value, *used)
    try:
        judgement = judge(told.said.strip(), amount, bound.sign, limit)
    except Undecidable:
        return None
    if judgement.verdict == "holds" and _EASIEST[bound.sign[0]].search(clause_of(told, place)):
        return unsure(told, "the easiest of several measurements says nothing about the others", bound.value, *used)
    return Found(_as_said(told, judgement, bound, place), (bound.value, *used, *_labels(told)))


_EACH_ONE = re.compile(r"#[a-z]\d+# (?:per|a head|apiece|each)\b")
_EASIEST = {
    "<": re.compile(r"\b(?:fastest|lowest|smallest|shortest|quickest|lightest|best|minimum|cheapest|coolest|least)\b"),
    ">": re.compile(r"\b(?:highest|longest|largest|biggest|best|maximum|most|strongest)\b"),
}


def _labels(told: Told) -> list[Value]:
    return told.of("io")


_BARE = re.compile(
    r"(?:[a-z-]+ ){0,4}(?:at most|at least|no more than|no less than|max\.?|min\.?|maximum|minimum)(?: of)? #[npu]\d+#(?: [a-z]+){0,2}"
    r"|(?:max|min)(?:imum|\.)? [a-z]+(?: [a-z]+)?:? #[npu]\d+#(?: [a-z]+){0,2}"
)
"""A target without a verb: `response time at most 2 s`."""


_TO_SPARE = re.compile(
    r" ?(?:of )?(?:to spare|headroom|in hand|margin|clear|spare|short|too (?:much|many|long|high|low|little|few))\b"
)


def is_hedged(text: str) -> bool:
    """Whether a text foretells or supposes."""
    return bool(_HEDGED.search(text))


def find_bound(told: Told) -> Bound | None:
    """The one value of the statement that is a target."""
    found = []
    for value in told.of("npu"):
        place = told.place(value)
        before = re.split(r"[.;!] |, (?:and|but|so) ", told.shape[:place])[-1]
        end = told.shape.index("#", place + 1) + 1
        sign = asked_sign(before, told.shape[end:])
        clause = before + told.shape[place:end] + re.split(r"[.;!,](?: |$)|\band\b|\bbut\b", told.shape[end:])[0]
        if _TO_SPARE.match(told.shape, end):
            continue
        if sign and (_WISHED.search(clause) or _BARE.fullmatch(clause.strip())):
            found.append(Bound(value, sign, place, end))
    return found[0] if len(found) == 1 else None


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


_VERDICT_BEGINS = re.compile(r"[.,;:!]|\b(?:so|and|which|hence|thus|meaning|therefore)\b| - ")
"""What ends the clause of the measurement: the predicate of a share (`60 of 1,000 failed`) is no verdict."""


def _as_said(told: Told, judgement: Judgement, bound: Bound, place: int) -> Judgement:
    """The verdict over what the statement concludes: that it is kept, unless it says that it is not."""
    said = told.shape[max(bound.end, told.shape.index("#", place + 1) + 1) :]
    spoken = _VERDICT_BEGINS.search(said)
    said = said[spoken.start() :] if spoken else ""
    broken, kept = BROKEN.search(said), KEPT.search(said)
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
    if not match["mid"].strip() and match["sign"].split()[-1] in ("over", "above", "beyond", "under", "below"):
        return None  # `12 dB above a limit of 40 dB` may be how far it is above it
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
        return Found(judge(told.said.strip(), measured.amount, sign, limit.amount), (measured, limit, *_labels(told)))
    except Undecidable:
        return None
