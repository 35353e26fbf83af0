"""The relation that the words around a target ask of its measurement."""

from __future__ import annotations

import re

_MOST = (
    r"at most|no more than|not more than|not exceed|never exceed|may not exceed|no higher than|no longer than|not be (?:above|over|more than|longer than|higher than)|no later than"
    r"|no slower than|not (?:rise |go |take |last )?(?:above|over|longer than|more than|beyond)|up to|within|a maximum of|maximum of|maximum(?: is| was|:)?|max\.?(?: [a-z]+)??|capped at|cap(?:ped)? (?:of|is|was|at)|caps? [a-z ]{0,20}at"
    r"|ceiling (?:of|is|was)|limited to|limits? [a-z ]{0,20}(?:to|of|is|was|at)|<=|≤|budget (?:of|is|was|for [a-z ]{0,20}(?:is|was))|budgeted (?:at|for|with)|under|below|less than|lower than|fewer than|shorter than|faster than|quicker than|inside"
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
    r"at least|no less than|not less than|no fewer than|not fewer than|no lower than|not (?:fall |drop |be )?(?:below|under|less than|lower than)|a minimum of|minimum of|minimum(?: is| was|:)?|min\.?(?: [a-z]+)??|(?<!noise )floor (?:of|is|was)"
    r"|>=|≥|more than|above|over|higher than|greater than|longer than|exceeding"
)

_STRICT_LEAST = ("more than", "above", "over", "higher than", "greater than", "longer than", "exceeding")

_AFTERWARDS = re.compile(
    r"[ -]*(?:of [a-z ]{1,20})?(?:[a-z]+ )?(?P<word>at (?:the )?most|or (?:less|fewer|below|under|lower|faster|better)|at (?:the )?least|or (?:more|above|over|higher|greater)|at best|max(?:imum)?|min(?:imum)?|tops)\b"
)


def asked_sign(before: str, after: str) -> str:
    """One of `< <= > >=` by the words before and after the value of a target; empty where they ask none."""
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
        r"[ -]*(?:(?!(?:of|against|under|below|within|over|above|versus|vs) )[a-z-]+ ){0,2}(limit|budget|ceiling|cap|maximum|allowance|quota|deadline|minimum|floor|gate|target|goal)\b",
        after,
    )
    named = noun[1] if noun else ""
    if not named:
        word = re.search(
            r"\b(limit|budget|ceiling|cap|maximum|allowance|quota|minimum|floor|target|goal|threshold)s?(?:(?: [a-z]+){0,3}?(?: (?:is|was|of|at|stands at|were|set at)|:)|(?= $))[ :]*(?:set )?(?:at )?$",
            before,
        )
        named = word[1] if word else ""
    if named in ("limit", "budget", "ceiling", "cap", "maximum", "allowance", "quota", "deadline"):
        return "<="
    if named in ("minimum", "floor", "gate"):
        return ">="
    return _usual_sign(re.split(r"[.;!,] ", after)[0] + " " + before)


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
