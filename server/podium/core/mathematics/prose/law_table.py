"""Laws of classification, statistics, screening and decay that statements use by name."""

from __future__ import annotations

import re
from fractions import Fraction

from podium.core.mathematics import transcendental
from podium.core.mathematics.exact import whole
from podium.core.mathematics.prose.found import Found
from podium.core.mathematics.prose.laws import BESIDE, Law, judged_laws, named, role
from podium.core.mathematics.prose.values import Told

CUE = re.compile(
    r"\b(?:tp|fp|fn|tn|precision|recall|f1|f-score|sensitivity|specificity|prevalence|true positives?|false positives?|z-?scores?|standard (?:error|deviations?)|sd|variance"
    r"|coefficient of variation|half-?li(?:fe|ves)|bmi|body mass|margin of error)\b"
)
_UNSURE = re.compile(r"\b(?:if|unless|would|might|could|may|will)\b")
_ROLES = (
    role("tp", r"tp|true positives?|hits", r"(?:tp|true positives?|hits|correctly (?:flagged|detected|found))"),
    role("fp", r"fp|false positives?|false alarms?", r"(?:fp|false positives?|false alarms?)"),
    role("fn", r"fn|false negatives?|misses|missed", r"(?:fn|false negatives?|misses|missed)"),
    role("tn", r"tn|true negatives?"),
    role("total", r"out of|on|over|across", r"(?:examples|cases|samples|in total|predictions|tests)"),
    role("precision", r"precision|p", r"precision"),
    role("recall", r"recall|r", r"recall"),
    role("sensitivity", r"sensitivity|true[- ]positive rate|tpr"),
    role("specificity", r"specificity|true[- ]negative rate|tnr"),
    role("accuracy", r"accuracy"),
    role("f1", r"f1(?:[- ]score)?|f-1|f-score|f-measure"),
    role("prevalence", r"prevalence|base rate", r"prevalence|prevalent"),
    role("fpr", r"false[- ]positive rate|fpr"),
    role("ppv", r"ppv|positive predictive value|positive (?:result|test)[^#]{0,40}?(?:probability|chance|likelihood|right|correct)"),
    role("variance", r"variance"),
    role("se", r"standard error(?: of the mean)?|sem?"),
    role("sd", r"standard deviations?|sd|sigma|σ|std(?:ev)?"),
    role("mean", r"mean|average|μ"),
    role("n", r"n|sample size|samples? of", r"(?:measurements|observations|samples|data points|readings|respondents|patients|subjects)"),
    role("z", r"z-?scores?|z|standard score", r"(?:standard deviations|sds?|sigmas?) (?:above|below|over|under|from|away)"),
    role("cv", r"coefficient of variation|cv"),
    role("moe", r"margin of error"),
    role("x", r"score|value|result|x|reading|measurement|observation"),
    role("half-life", r"half-?life", r"half-?life"),
    role("elapsed", r"after|within"),
    role("start", r"of the|initial(?:ly)?(?: dose| amount| activity)?(?: of)?|starting (?:with|from)|from", r"(?:initially|at the start|to begin with)"),
    role("left", r"left|remains?|remaining|leaves?|down to", r"(?:of [a-z ]+? )?(?:is |are |will be )?(?:left|remains?|remaining|of the (?:activity|dose|drug|original|initial|sample))"),
    role(BESIDE, r"threshold|cut-?off|epoch|fold|seed|run|step"),
    role("bmi", r"bmi|body mass index"),
)  # fmt: skip
_LAWS = (
    Law("precision", ("tp", "fp"), lambda v: v["tp"] / (v["tp"] + v["fp"])),
    Law("ppv", ("tp", "fp"), lambda v: v["tp"] / (v["tp"] + v["fp"])),
    Law("recall", ("tp", "fn"), lambda v: v["tp"] / (v["tp"] + v["fn"])),
    Law("sensitivity", ("tp", "fn"), lambda v: v["tp"] / (v["tp"] + v["fn"])),
    Law("specificity", ("tn", "fp"), lambda v: v["tn"] / (v["tn"] + v["fp"])),
    Law("fpr", ("tn", "fp"), lambda v: v["fp"] / (v["tn"] + v["fp"])),
    Law("accuracy", ("tp", "fp", "fn", "tn"), lambda v: (v["tp"] + v["tn"]) / (v["tp"] + v["fp"] + v["fn"] + v["tn"])),
    Law("total", ("tp", "fp", "fn", "tn"), lambda v: v["tp"] + v["fp"] + v["fn"] + v["tn"]),
    Law("f1", ("precision", "recall"), lambda v: v["precision"] * v["recall"] * 2 / (v["precision"] + v["recall"])),
    Law("f1", ("tp", "fp", "fn"), lambda v: v["tp"] * 2 / (v["tp"] * 2 + v["fp"] + v["fn"])),
    Law(
        "ppv",
        ("prevalence", "sensitivity", "specificity"),
        lambda v: (
            v["prevalence"]
            * v["sensitivity"]
            / (v["prevalence"] * v["sensitivity"] + (whole(1) - v["prevalence"]) * (whole(1) - v["specificity"]))
        ),
    ),
    Law(
        "ppv",
        ("prevalence", "sensitivity", "fpr"),
        lambda v: (
            v["prevalence"]
            * v["sensitivity"]
            / (v["prevalence"] * v["sensitivity"] + (whole(1) - v["prevalence"]) * v["fpr"])
        ),
    ),
    Law("variance", ("sd",), lambda v: v["sd"] ** 2),
    Law("sd", ("variance",), lambda v: v["variance"] ** Fraction(1, 2)),
    Law("se", ("sd", "n"), lambda v: v["sd"] / v["n"] ** Fraction(1, 2)),
    Law("z", ("x", "mean", "sd"), lambda v: (v["x"] - v["mean"]) / v["sd"]),
    Law("cv", ("sd", "mean"), lambda v: v["sd"] / v["mean"]),
    Law(
        "left",
        ("half-life", "elapsed", "start"),
        lambda v: v["start"] * transcendental.power(whole(Fraction(1, 2)), v["elapsed"] / v["half-life"]),
    ),
    Law(
        "left",
        ("half-life", "elapsed"),
        lambda v: transcendental.power(whole(Fraction(1, 2)), v["elapsed"] / v["half-life"]),
    ),
)

_PURE = frozenset({"z", "cv", "f1", "precision", "recall", "ppv", "accuracy", "sensitivity", "specificity"})
"""What has no unit."""


def by_law(told: Told) -> Found | None:
    """`TP 72, FP 8, precision 0.9`; `mean 70, standard deviation 10, a score of 85: z = 1.5`; half-lives."""
    if not CUE.search(told.shape) or told.of("dtlr") or _UNSURE.search(told.shape):
        return None
    values = named(told, _ROLES)
    if not values or any(values[name].kind == "u" for name in _PURE & set(values)):
        return None
    if "left" in values and (values["left"].kind == "u") != ("start" in values):
        return None
    return judged_laws(told, values, _LAWS)
