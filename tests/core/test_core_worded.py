"""Mathematics told in words: formulas, laws, events, levels, bases, zones, deadlines, shapes."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reply_sets import HALVES, claims

from podium.core.mathematics import transcendental
from podium.core.mathematics.exact import PI, Real, Undecidable, whole
from podium.core.mathematics.formulas import evaluated, read_formula
from podium.core.mathematics.worded import univariate
from podium.core.values import Catalogue, World
from podium.handlers.verify_mathematics import verify_mathematics

WORLD = World(Catalogue({}))
WRITTEN = claims("_worded", HALVES[0])


def verdict(claim: str) -> str:
    return str(verify_mathematics(WORLD, claims=[claim])["verdict"])


@pytest.mark.parametrize("wanted", ["holds", "fails", "undecided"])
def test_every_written_claim_gets_its_verdict(wanted: str) -> None:
    assert [claim for label, claim in WRITTEN if label == wanted and verdict(claim) != wanted] == []


@given(st.fractions(-30, 30, max_denominator=1000))
def test_an_enclosure_holds_the_value_of_the_function(x: Fraction) -> None:
    for function, known in (
        (transcendental.sine, math.sin),
        (transcendental.cosine, math.cos),
        (transcendental.exponential, math.exp),
    ):
        found = function(whole(x))
        assert found.lo <= found.hi
        assert math.isclose(float(found.lo), known(float(x)), rel_tol=1e-9, abs_tol=1e-9)


@given(st.fractions(-1, 1, max_denominator=1000))
def test_the_sine_of_an_arc_sine_is_the_number(x: Fraction) -> None:
    try:
        angle = transcendental.arc_sine(whole(x))
    except Undecidable:
        assert abs(x) > Fraction(9, 10)
        return
    sine = transcendental.sine(whole(angle.lo))
    assert abs(sine.lo - x) < Fraction(1, 10**28)


@pytest.mark.parametrize(
    ("degrees", "square"), [(0, 0), (30, Fraction(1, 4)), (45, Fraction(1, 2)), (60, Fraction(3, 4)), (90, 1)]
)
def test_sines_of_known_angles_are_exact(degrees: int, square: Fraction) -> None:
    found = transcendental.sine(PI * degrees / 180)
    assert found.lo**2 <= square <= found.hi**2
    assert found.exact == (math.isqrt(square.numerator) ** 2 == square.numerator and degrees not in (45, 60))


def test_the_tangent_of_a_right_angle_is_not_defined() -> None:
    with pytest.raises(Undecidable):
        transcendental.tangent(PI / 2)


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("sin²(40°) + cos²(40°)", 1),
        ("choose(10, 3)", 120),
        ("perm(10, 3)", 720),
        ("gcd(84, 126)", 42),
        ("lcm(4, 6)", 12),
        ("logto(2, 1024)", 10),
        ("mod(17, 5)", 2),
        ("floor(3.7)", 3),
        ("digitsum(4821)", 15),
        ("root(4, 81)", 3),
        ("asin(0.5)/1°", 30),
    ],
)
def test_a_function_is_computed(formula: str, value: int) -> None:
    found = evaluated(read_formula(formula), {})
    assert found.lo - Fraction(1, 10**20) <= value <= found.hi + Fraction(1, 10**20)


@given(st.lists(st.integers(-9, 9), min_size=1, max_size=4, unique=True))
def test_the_roots_of_a_product_are_counted_and_found(roots: list[int]) -> None:
    coefficients = [Fraction(1)]
    for root in roots:
        coefficients = [
            (coefficients[at - 1] if at else Fraction(0)) - root * (coefficients[at] if at < len(coefficients) else 0)
            for at in range(len(coefficients) + 1)
        ]
    assert univariate.number_of_roots(tuple(coefficients)) == len(roots)
    assert univariate.rational_roots(tuple(coefficients)) == sorted(roots)


@given(st.integers(0, 10**6))
def test_a_number_in_another_base_holds_and_the_next_one_fails(n: int) -> None:
    assert verdict(f"0x{n:x} is {n} in decimal.") == "holds"
    assert verdict(f"0x{n:x} is {n + 1} in decimal.") == "fails"


@given(st.integers(0, 20), st.integers(0, 20), st.integers(0, 20), st.integers(1, 20))
def test_groups_that_overlap_are_counted(first: int, second: int, both: int, neither: int) -> None:
    total = first + second + both + neither
    told = f"Of {total} people, {first + both} drink tea, {second + both} drink coffee and {both} both; "
    assert verdict(f"{told}{neither} drink neither.") in ("holds", "undecided")
    assert verdict(f"{told}{neither + 1} drink neither.") != "holds"


@given(st.text(alphabet="sincostanlgrfxab0123456789°√π()|[],.+-*/^²=<> ", max_size=60))
def test_no_formula_in_words_raises(text: str) -> None:
    verify_mathematics(WORLD, claims=[f"sin {text} = 1", f"the square root of {text} is 2"])


def test_reals_add_subtract_multiply_divide_and_rise() -> None:
    a, b = whole(6), whole(Fraction(3, 2))
    assert [a + b, a - b, a * b, a / b, a**2] == [whole(x) for x in (Fraction(15, 2), Fraction(9, 2), 9, 4, 36)]
    assert a + 1 == Real(Fraction(7), Fraction(7))
