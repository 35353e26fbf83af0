from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from podium.core.mathematics.literals import Reading
from podium.core.mathematics.problems.amounts import read_amounts
from podium.core.mathematics.problems.solving import judge_problem
from podium.core.values import Catalogue, World
from podium.handlers.verify_mathematics import verify_mathematics

WORLD = World(Catalogue({}))
LEAST = 0.93
LAST_FIGURE = re.compile(r"(?<![\w.,:])\d[\d,]*(?:\.\d+)?(?![\w,:]|\.\d)")


@cache
def judged() -> list[tuple[str, str, str]]:
    """Each written problem with the verdict it should have and the one it gets."""
    lines = (Path(__file__).parent / "problems.txt").read_text(encoding="utf-8").splitlines()
    pairs = [line.split(" | ", 1) for line in lines if not line.startswith("#")]
    return [(text, wanted, verify_mathematics(WORLD, claims=text)["verdict"]) for wanted, text in pairs]


def verdict(text: str) -> str:
    judgement = judge_problem(text, Reading())
    return judgement.verdict if judgement else "undecided"


def test_most_written_problems_are_judged_right() -> None:
    found = judged()
    assert sum(wanted == got for _, wanted, got in found) >= LEAST * len(found)


def test_no_written_problem_holds_that_does_not() -> None:
    assert [text for text, wanted, got in judged() if got == "holds" != wanted] == []


def test_no_problem_holds_with_another_result() -> None:
    held = []
    for text in (text for text, wanted, got in judged() if wanted == got == "holds"):
        last = list(LAST_FIGURE.finditer(text))[-1:]
        if not last or "at least" in text:
            continue
        figure = last[0]
        wrong = text[: figure.start()] + str(int(float(figure.group().replace(",", "")) * 3) + 7) + text[figure.end() :]
        held += [wrong] if verdict(wrong) == "holds" else []
    assert held == []


@pytest.mark.parametrize(
    "text",
    [
        "If demand stays, 40 of 50 seats, 80%, would be sold.",
        "Perhaps 40 of 50 seats were sold, which is 80%.",
        "Were 40 of 50 seats sold, which is 80%?",
        "Our 3 branches have 12, 15 and 18 employees, and their average age is 15.",
        "It is a myth that 40 of 50 seats were sold, 80%.",
        "Some forty of the 50 seats were sold, 80%.",
        "40 of the 50 seats were sold, 80%, and the visitors were happy with what they saw.",
    ],
)
def test_what_is_supposed_vague_asked_denied_or_of_something_else_is_left_open(text: str) -> None:
    assert verdict(text) == "undecided"


@pytest.mark.parametrize(
    "text",
    [
        "Of 200 patients 150 recovered, so 75% died.",
        "Of the 16 teams 4 are from the north; 25% of the players are under 20.",
        "The class has 30 pupils, 15 girls, and 50% of the parents came to the evening.",
        "The 6 apples cost 3 euros and the 4 pears 2 euros more.",
    ],
)
def test_a_fitting_number_that_is_said_of_something_else_does_not_hold(text: str) -> None:
    assert verify_mathematics(WORLD, claims=text)["verdict"] != "holds"


def test_an_amount_that_nothing_explains_keeps_a_problem_open() -> None:
    assert verdict("Of the 50 seats 40 were sold, which is 80%.") == "holds"
    assert verdict("Of the 50 seats 40 were sold in 17 shops, which is 80%.") == "undecided"


def test_names_and_years_are_no_amounts() -> None:
    amounts = read_amounts("In 2019 line 7 and invoice 2291 had 40 riders at p95.", Reading())
    assert [amount.text for amount in amounts] == ["40"]


def test_the_bare_numbers_of_a_list_have_the_unit_of_its_last() -> None:
    amounts = read_amounts("It took 250, 500 and 1000 ms.", Reading())
    assert {amount.dimensions for amount in amounts} == {(("time", 1),)}


def test_a_result_told_in_steps_holds_only_with_every_step() -> None:
    told = "The heater of 2 kW ran for 3 hours and used {} kWh; at 0.30 €/kWh that costs €{}."
    assert verdict(told.format("6", "1.80")) == "holds"
    assert verdict(told.format("6", "1.90")) == "fails"
    assert verdict(told.format("7", "2.10")) == "fails"


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.sampled_from(
            [
                "12",
                "7.5",
                "40%",
                "€",
                "kg",
                "3:2",
                "of",
                "the",
                "each",
                "per",
                "so",
                "total",
                "half",
                "from",
                "to",
                "and",
                ",",
                ".",
                "(",
                "06:00",
                "dozen",
                "hours",
                "off",
            ]
        ),
        max_size=24,
    )
)
def test_no_mixture_of_words_and_numbers_raises(words: list[str]) -> None:
    judge_problem(" ".join(words), Reading())


@given(st.integers(1, 99), st.integers(1, 99), st.integers(-3, 3))
def test_a_product_holds_only_where_it_is_right(count: int, size: int, error: int) -> None:
    text = f"{count} crates of {size} kg each weigh {count * size + error} kg in total."
    assert (verify_mathematics(WORLD, claims=text)["verdict"] == "holds") == (error == 0)
