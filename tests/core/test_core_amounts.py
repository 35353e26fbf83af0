"""Word problems by what each amount is of: the written claims, and the kinds that amounts are read as."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reply_sets import HALVES, claims

from podium.core.mathematics.literals import Reading
from podium.core.mathematics.problems.amounts import read_amounts
from podium.core.mathematics.problems.kinds import kinds
from podium.core.values import Catalogue, World
from podium.handlers.verify_mathematics import verify_mathematics

WORLD = World(Catalogue({}))
WRITTEN = claims("_amounts", HALVES[0])


def verdict(claim: str) -> str:
    return str(verify_mathematics(WORLD, claims=[claim])["verdict"])


def powers(text: str) -> list[dict[str, int]]:
    return [dict(kind.powers) for kind in kinds(text.lower(), read_amounts(text, Reading()))]


@pytest.mark.parametrize("wanted", ["holds", "fails", "undecided"])
def test_every_written_claim_gets_its_verdict(wanted: str) -> None:
    assert [claim for label, claim in WRITTEN if label == wanted and verdict(claim) != wanted] == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("16 nodes with 48 cores each", [{"#node": 1}, {"#core": 1, "#node": -1}]),
        ("Each pallet carries 48 cartons and each carton 24 jars", [{"#carton": 1, "#pallet": -1}, {"#jar": 1, "#carton": -1}]),
        ("2 bales per horse per day", [{"#bale": 1, "#horse": -1, "time": -1}]),
        ("230 adults at £12", [{"#adult": 1}, {"GBP": 1, "#adult": -1}]),
        ("1.8 GB of quota a day", [{"information": 1, "time": -1}, {"time": 1}]),
        ("nine 80-litre bags", [{"#bag": 1}, {"length": 3, "#bag": -1}]),
    ],
)  # fmt: skip
def test_an_amount_is_of_something_and_for_each_of_something(text: str, wanted: list[dict[str, int]]) -> None:
    assert powers(text) == wanted


@given(st.integers(2, 99), st.integers(2, 99), st.integers(2, 99), st.integers(1, 500))
def test_a_product_by_kinds_holds_and_any_other_number_fails(a: int, b: int, c: int, off: int) -> None:
    text = "Each of the {} racks holds {} trays of {} cups, so {:,} cups in all."
    assert verdict(text.format(a, b, c, a * b * c)) == "holds"
    assert verdict(text.format(a, b, c, a * b * c + off)) == "fails"


@given(st.integers(2, 60), st.integers(2, 60), st.integers(2, 12))
def test_what_is_counted_for_others_than_it_is_told_of_is_left_open(a: int, b: int, c: int) -> None:
    assert verdict(f"Each beehive yields {a} kg of honey; our {b} neighbours have {a * b} kg.") == "undecided"
    assert verdict(f"The team closes {a} tickets a week and {a * c} customers wait for {c} weeks.") == "undecided"
