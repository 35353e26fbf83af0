"""Claims that take a whole statement to read: dates, clocks, targets, conversions, numbers, chances, laws."""

from __future__ import annotations

import time
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from podium.core.mathematics import verify
from podium.core.mathematics.polynomials import added, compare, constant, multiplied, variable
from podium.core.mathematics.prose import in_figures
from podium.core.mathematics.systems import feasible, rows
from podium.core.mathematics.theorems import judge_theorem
from podium.core.values import Catalogue, World
from podium.handlers.verify_mathematics import verify_mathematics

WORLD = World(Catalogue({}))
TOLD = [
    tuple(line.split(" | ", 1))
    for line in (Path(__file__).parent / "claims_told.txt").read_text(encoding="utf-8").splitlines()
]


def verdict(claim: str) -> str:
    return str(verify_mathematics(WORLD, claims=[claim])["verdict"])


def test_claims_that_take_a_statement_to_tell_are_judged_right() -> None:
    """The set was worked on, so that this holds what was reached and measures nothing new."""
    wrong = [claim for wanted, claim in TOLD if verdict(claim) != wanted]
    assert len(wrong) <= 0.05 * len(TOLD)


def test_no_statement_holds_that_does_not() -> None:
    assert [claim for wanted, claim in TOLD if wanted != "holds" and verdict(claim) == "holds"] == []


@pytest.mark.parametrize(
    ("claim", "wanted"),
    [
        ("At most 5% may fail; 60 of 1,000 failed.", "fails"),
        ("At most 5% may fail; 40 of 1,000 failed.", "holds"),
        ("At most 5% may fail; 960 of 1,000 passed.", "undecided"),
        ("Reply times must stay under 200 ms; the fastest was 120 ms.", "undecided"),
        ("Server A must answer within 100 ms; server B answered within 90 ms.", "undecided"),
        ("The meeting on Monday, 3 June 2024 and the one on Tuesday, 5 June 2024.", "fails"),
        ("Three months after 30 November 2023 is 28 February 2024.", "undecided"),
        ("It flew from 10:00 to 13:00 local time, a flight of three hours.", "undecided"),
        ("12 × 12 = 144 tiles were laid, and the owner was pleased with every one of them.", "undecided"),
        ("3 × 40 = 120 letters went out, and with 19% VAT the bill came to €99.", "undecided"),
    ],
)
def test_a_statement_is_taken_as_a_whole(claim: str, wanted: str) -> None:
    assert verdict(claim) == wanted


@pytest.mark.parametrize(
    ("spelt", "figures"),
    [
        ("nine and a half hours", "9.5 hours"),
        ("two thirds of them", "2/3 of them"),
        ("half an inch", "1/2 inch"),
        ("a dozen dozen", "144"),
        ("three hundred and five", "305"),
        ("no one came, and the red one stayed", "no one came, and the red one stayed"),
        ("4 quarters", "4 quarters"),
    ],
)
def test_spelt_numbers_become_figures(spelt: str, figures: str) -> None:
    assert " ".join(in_figures(spelt).split()) == figures


bounds = st.integers(-20, 20)


@given(bounds, bounds, bounds)
def test_a_sum_of_bounds_follows_exactly_when_it_is_no_larger(a: int, b: int, total: int) -> None:
    found = judge_theorem(f"x > {a} and y > {b} imply x + y > {total}".replace("> -", "> 0 - "))
    assert found is not None
    assert found.verdict == ("holds" if a + b >= total else "fails")


@given(st.lists(st.tuples(bounds, bounds, st.sampled_from(["<", "<=", ">", ">="])), max_size=5), bounds)
def test_what_a_number_meets_is_feasible(lines: list[tuple[int, int, str]], x: int) -> None:
    """Every inequality `a x + b sign 0` that is true at a point is kept; together they must then be feasible."""
    polynomials = [
        (added(multiplied(constant(a), variable("x")), constant(b)), a * x + b, sign) for a, b, sign in lines
    ]
    met = [(p, sign) for p, value, sign in polynomials if compare(Fraction(value), sign)]
    assert feasible([row for p, sign in met for row in rows(p, sign)])


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.sampled_from(
            [
                "at most",
                "at least",
                "the limit is",
                "must not exceed",
                "we measured",
                "5%",
                "200 ms",
                "13 of 400",
                "3 June 2024",
                "Monday",
                "09:30",
                "to",
                "is",
                "a leap year",
                "the chance of",
                "two dice",
                "1/6",
                "prime",
                "divisible by",
                "12",
                ",",
                ".",
                ";",
                "and",
                "so",
                "two thirds",
                "to three decimals",
                "every",
                "from",
                "after",
                "kept",
                "failed",
                "°C",
                "x",
                "=",
                ">",
                "implies",
                "√",
                "log₂",
                "!",
                "(",
            ]
        ),
        max_size=16,
    ).map(" ".join)
)
def test_any_row_of_such_words_gets_an_answer(text: str) -> None:
    assert all(judgement.verdict in ("holds", "fails", "undecided") for judgement in verify([text]))


@pytest.mark.parametrize(
    "text",
    [
        "The limit is 5 ms and we saw 6 ms. " * 570,
        "x + y < " * 2500,
        "from 09:00 to 10:00 " * 1000,
        "one hundred and " * 1250,
    ],
    ids=["targets", "relations", "clocks", "numbers"],
)
def test_a_long_text_is_read_in_bounded_time(text: str) -> None:
    started = time.process_time()
    verify([text[:20_000]])
    assert time.process_time() - started < 3
