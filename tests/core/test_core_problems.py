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
        "5 of the 25 hens went into moult, which will lower egg output by 20%.",
        "We lost 6 of 24 tutors and exam results will drop by 25%.",
        "12 × 15 is 180, which is how many guests came to the wedding.",
        "30% of 250 is 75, exactly what the mayor spent on flowers.",
        "The 3 teams have 20, 22 and 24 members, and their average weight is 22.",
        "A 10 cm frame hangs 30 cm around the corner, so 80 cm remain.",
        "The meeting runs from 9:00 in London to 11:30 in Paris, so it lasts two and a half hours.",
    ],
)
def test_a_fitting_number_that_is_said_of_something_else_does_not_hold(text: str) -> None:
    assert verify_mathematics(WORLD, claims=text)["verdict"] != "holds"


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("A box takes 12 jars, so the 15 boxes that arrived today make {} jars.", (180, 170)),
        ("With legs of 5 cm and 12 cm the hypotenuse comes to {} cm.", (13, 17)),
        ("9 orders filled, 5 new ones in → queue down by {}", (4, 5)),
        ("Bought at €40, sold at €50: markup 25%, margin {}%.", (20, 25)),
        ("The fair cost us 12k and brought in 15k of profit and stakes, so the return on investment is {}%.", (25, 80)),
        ("We have 90 candles and burn 6 a night, so they last {} nights.", (15, 540)),
        ("A 4:3 picture that is 800 pixels wide is {} pixels tall.", (600, 500)),
        ("A gear of 48 teeth driving one of 16 teeth turns it {} times per turn.", (3, 4)),
        ("At 2 mg/kg the 80 kg patient gets {} mg.", (160, 150)),
        ("Put a wage up by 10% and then cut it by 10% and you end at {}% of the original wage.", (99, 100)),
        ("20 mL of the 5 M acid made up to 100 mL gives {} M.", (1, 2)),
        ("A crate of 24 at €12.00 works out at {} cents a bottle.", (50, 60)),
        ("Weight 500 g ± 10 g, measured {} g, pass.", (507, 515)),
        ("pH {}, within the normal range of 7.0 to 7.4", ("7.2", "7.6")),
        ("Two services in series, each 99.9% available, give {}% overall.", ("99.8", "99.9")),
        ("The interior angles of a hexagon add up to {} degrees.", (720, 540)),
        ("The first 10 odd numbers add up to {}.", (100, 110)),
        ("The line y = 2x + 1 passes through the point (3, {}).", (7, 8)),
        ("Opened Monday 6 May 2024; closed ten days later, on a {}.", ("Thursday", "Friday")),
        ("Contract: starts 1 March 2023, term 24 months, last day {} 2025.", ("28 February", "31 March")),
    ],
)
def test_a_family_of_claims_holds_with_its_result_and_with_no_other(text: str, verdict: tuple[object, object]) -> None:
    right, wrong = verdict
    assert verify_mathematics(WORLD, claims=[text.format(right)])["verdict"] == "holds"
    assert verify_mathematics(WORLD, claims=[text.format(wrong)])["verdict"] == "fails"


@pytest.mark.parametrize(
    "text",
    [
        "A monthly fee of £20 and a yearly fee of £200 are both on offer.",
        "A 16:9 screen is 40 cm tall and 60 cm away from the wall.",
        "The 30 kg dog gets 5 mg/kg twice a day, which is 300 mg a day.",
        "Take-off from Oslo 08:10 local, landing 13:40 local at the far end: six hours in the air.",
        "The club won 18, drew 7 and lost 13 of its 38 matches and so, at three points a win, it has 61 points.",
        "For a team of 9 there are n(n−1)/2 = 36 possible review pairs.",
    ],
)
def test_what_no_schema_fully_explains_is_not_refuted(text: str) -> None:
    assert verify_mathematics(WORLD, claims=text)["verdict"] != "fails"


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
