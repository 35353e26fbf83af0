"""Claims about how many solutions an equation has, and which."""

from __future__ import annotations

import re
from fractions import Fraction

from podium.core.mathematics import polynomials
from podium.core.mathematics.exact import Undecidable
from podium.core.mathematics.formulas import polynomial, read_formula
from podium.core.mathematics.judging import Judgement

SOLVED = re.compile(
    r"^(?:the (?:quadratic )?equation )?(?P<equation>[^=<>≤≥≠]+=[^=<>≤≥≠a-z]*(?:[a-z](?![a-z])[^=<>≤≥≠a-z]*)*?)\s+(?:has|is solved by|is satisfied by)\s+(?P<which>(?:exactly |only |the |as |two |a |one |real |distinct |different |integer )*)"
    r"(?P<noun>solutions?|roots?)?\s*(?:[a-z]\s*=\s*)?(?P<list>[-−]?\d[\d./]*(?:(?:, | and |, and | or )(?:[a-z]\s*=\s*)?[-−]?\d[\d./]*)*)?$",
    re.IGNORECASE,
)

_NUMBERS_OF = {"no": 0, "one": 1, "a": 1, "two": 2}


def judge_solutions(sentence: str, solved: re.Match[str]) -> Judgement | None:
    """`the equation x² = 16 has the solutions 4 and -4`, `x² - 2x + 1 = 0 has exactly one solution`."""
    try:
        left, _, right = solved["equation"].partition("=")
        a, b = polynomial(read_formula(left.strip())), polynomial(read_formula(right.strip()))
        roots = None if a is None or b is None else polynomials.roots(polynomials.added(a, b, -1))
    except (Undecidable, ZeroDivisionError):
        return None
    which = set(solved["which"].lower().split())
    if roots is None or (not solved["list"] and not which & set(_NUMBERS_OF)):
        return None
    if solved["list"]:
        stated = {
            Fraction(number.replace("−", "-")) for number in re.findall(r"[-−]?\d+(?:\.\d+|/\d+)?", solved["list"])
        }
        single = len(stated) == 1 and which & {"a", "one"} and not which & {"exactly", "only"}
        truth = stated <= set(roots) if single else stated == set(roots)
    else:
        truth = len(roots) == next(number for word, number in _NUMBERS_OF.items() if word in which)
    shown = ", ".join(map(str, roots)) or "no solution"
    return Judgement(sentence.strip(), "holds" if truth else "fails", None, shown, "the equation was solved")
