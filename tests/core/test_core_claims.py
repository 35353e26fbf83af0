from __future__ import annotations

import re
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reply_sets import CLAIMS_OF_OTHERS, HALVES, PARTS, claims

from podium.core.values import Catalogue, World
from podium.handlers.verify_mathematics import verify_mathematics

WORLD = World(Catalogue({}))
LEAST_IN_OTHER_WORDS = 0.93
LEAST_OF_OTHER_WRITERS = 0.9
SAYS_EQUAL = re.compile(
    r"^(?!.*(?:[<>≤≥:]|at least|below|under|within|less|target|SLO|means x|leap|divisible|prime)).*\d[\d,.]*\D*$"
)
LAST_FIGURE = re.compile(r"(?<![\w.,])\d[\d,]*(?:\.\d+)?(?![\w,]|\.\d)")


@cache
def judged(part: str, half: str) -> list[tuple[str, str, str]]:
    """Every claim of a half with the verdict it should have and the one it gets."""
    found = [(claim, wanted, verify_mathematics(WORLD, claims=[claim])) for wanted, claim in claims(part, half)]
    assert all(each["reason"] for _, _, result in found for each in result["claims"])
    return [(claim, wanted, result["verdict"]) for claim, wanted, result in found]


@pytest.mark.parametrize("part", ["", "_2"])
def test_there_are_300_claims_a_third_of_each_verdict(part: str) -> None:
    verdicts = [verdict for half in HALVES for verdict, _ in claims(part, half)]
    assert {verdicts.count(verdict) for verdict in ("holds", "fails", "undecided")} == {100}


@pytest.mark.parametrize(("part", "half"), PARTS)
def test_97_of_100_claims_are_judged_right(part: str, half: str) -> None:
    found = judged(part, half)
    least = LEAST_IN_OTHER_WORDS if part == "_3" else 0.97
    assert sum(wanted == got for _, wanted, got in found) >= least * len(found)


@pytest.mark.parametrize(("part", "half"), PARTS)
def test_no_claim_holds_that_does_not(part: str, half: str) -> None:
    assert [claim for claim, wanted, got in judged(part, half) if got == "holds" != wanted] == []


@pytest.mark.parametrize(("part", "half"), PARTS)
def test_no_false_claim_is_made_of_a_true_one_and_holds(part: str, half: str) -> None:
    """The last figure of a true claim about an equality changed by far."""
    held: list[str] = []
    for claim in (claim for claim, wanted, got in judged(part, half) if wanted == got == "holds"):
        figures = list(LAST_FIGURE.finditer(claim))
        if not figures or not SAYS_EQUAL.search(claim):
            continue
        last = figures[-1]
        changed = str(int(float(last.group().replace(",", "")) * 3) + 7)
        wrong = claim[: last.start()] + changed + claim[last.end() :]
        held += [wrong] if verify_mathematics(WORLD, claims=[wrong])["verdict"] == "holds" else []
    assert held == []


@pytest.mark.parametrize(("part", "half"), CLAIMS_OF_OTHERS)
def test_nine_of_ten_claims_of_other_writers_are_judged_right(part: str, half: str) -> None:
    found = judged(part, half)
    assert sum(wanted == got for _, wanted, got in found) >= LEAST_OF_OTHER_WRITERS * len(found)


@pytest.mark.parametrize(("part", "half"), CLAIMS_OF_OTHERS)
def test_of_the_claims_of_other_writers_none_holds_that_does_not(part: str, half: str) -> None:
    assert [claim for claim, wanted, got in judged(part, half) if got == "holds" != wanted] == []


@pytest.mark.parametrize(("part", "half"), CLAIMS_OF_OTHERS)
def test_of_the_claims_of_other_writers_no_true_one_fails(part: str, half: str) -> None:
    assert [claim for claim, wanted, got in judged(part, half) if got == "fails" and wanted == "holds"] == []


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("(x + 1)(x - 1) = x^2 - 1", "holds"),
        ("(x + 1)^2 = x^2 + 1", "fails"),
        ("x + 1 > x", "holds"),
        ("x^2 = -1", "undecided"),
        ("If x^2 = 9, then x = 3.", "undecided"),
        ("If x = 2 and y = 3, then x*y = 6.", "holds"),
        ("y = 2x + 1 gives y = 7 for x = 3.", "holds"),
        ("For x > 2, 3x > 5.", "holds"),
        ("For x > 2, 3x > 7.", "fails"),
        ("p:>=0.9 p=0.85", "fails"),
        ("x = 5", "undecided"),
        ("388 of 400 jobs failed, so the success rate is 3%.", "holds"),
        ("388 of 400 jobs failed, so the success rate is 97%.", "fails"),
        ("388 of 400 jobs were slow, so the success rate is 97%.", "undecided"),
        ("A 3 kg box contains 500 g of tea.", "undecided"),
        ("A shift from 08:00 to 06:00 lasts 22 hours.", "undecided"),
        ("2024 is not a leap year.", "fails"),
        ("2023 is not a leap year.", "holds"),
        ("31 February 2024 is a Monday.", "fails"),
        ("3 teams of 5 people meet in 15 rooms.", "undecided"),
    ],
)
def test_a_claim_is_taken_for_what_it_means(claim: str, verdict: str) -> None:
    assert verify_mathematics(WORLD, claims=[claim])["verdict"] == verdict


@settings(deadline=None, max_examples=100)
@given(st.text(alphabet="xyab0123456789+-*/^()=<> .,²", max_size=120))
def test_no_expression_raises(text: str) -> None:
    verify_mathematics(WORLD, claims=[f"x {text} = 1"])


@given(st.integers(-50, 50), st.integers(-50, 50), st.integers(-50, 50))
def test_an_equation_solved_by_its_own_root_holds(a: int, b: int, x: int) -> None:
    claim = f"If {a or 1}x + {abs(b)} = {(a or 1) * x + abs(b)}, then x = {x}."
    assert verify_mathematics(WORLD, claims=[claim])["verdict"] == "holds"
    assert verify_mathematics(WORLD, claims=[claim.replace(f"x = {x}.", f"x = {x + 1}.")])["verdict"] == "fails"
