from __future__ import annotations

from pathlib import Path

from podium.core.mathematics import frames, phrases
from podium.core.mathematics.items import read_items
from podium.core.mathematics.literals import Reading
from podium.core.mathematics.matching import Pattern, Shape
from podium.core.mathematics.needed import Values, values_needed, words_needed

CLAIMS = [
    line.split(" | ", 1)[1]
    for line in (Path(__file__).parent / "claims.txt").read_text("utf-8").splitlines()
    if " | " in line and not line.startswith("#")
]


def of_frames() -> list[Pattern]:
    return [pattern for _, table in frames._tables() for pattern in table]


def test_a_pattern_needs_the_words_that_stand_in_it_whatever_else_does() -> None:
    needed = words_needed(r"Q(?P<a>\d+); (?:out )?of (?:the |all )*Q(?P<b>\d+); (?:left|to spare|leav(?:es|ing) us) ")
    assert needed == [frozenset({"of"}), frozenset({"left", "to", "us"})]
    assert words_needed(r"Q\d+; (?:[^\sQ]\S* ){0,3}?(?:left|\w+) averag(?:es|ed) (?!not )") == []


def test_a_pattern_needs_the_values_outside_of_what_may_be_missing() -> None:
    assert values_needed(r"Q(\d+); (?:on D(\d+); )?C(\d+); (?:Q\d+; |none )") == Values(1, 0, 1)


def test_no_pattern_fits_a_claim_that_lacks_what_it_needs() -> None:
    fitting = 0
    for claim in CLAIMS[::3]:
        items = read_items(claim, Reading())
        for tried, shape in ((of_frames(), Shape(items, claim)), (phrases._rules(), Shape(items))):
            fits = [pattern for pattern in tried if pattern.found_in(shape.text)]
            assert all(map(shape.may_fit, fits)), claim
            fitting += len(fits)
    assert fitting > 20
