"""Short replies that only decline, assure or promise, beside answers that speak in the same way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podium.core.off_topic import Expectation, off_topic
from podium.core.only_talk import only_talks
from podium.core.placeholders import says_nothing
from podium.core.replies import classify

PART = "Judge whether the mooring of the ferry holds in a storm of force nine"
REST = "Keep the island supplied in winter\nharbour engineer"


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("Moorings are not something I'm prepared to judge. Kindly turn to somebody else.", "refused"),
        ("I'll be sitting this one out, for liability reasons.", "refused"),
        ("Das möchte ich nicht beurteilen, bitte fragen Sie jemand anderen.", "refused"),
        ("The mooring has been examined with the utmost care and is in superb condition.", "unsupported"),
        ("100 % safe, nobody has to worry about the ferry.", "unsupported"),
        ("Thanks for the assignment, I'll look at the mooring and report back shortly.", "empty"),
        ("The question is whether the mooring of the ferry holds. I am on the case.", "empty"),
    ],
)
def test_a_reply_that_adds_nothing_to_its_prompt_is_no_answer(said: str, kind: str) -> None:
    assert only_talks(said, PART, REST)[0] == kind


@pytest.mark.parametrize(
    "said",
    [
        "It holds.",
        "Not in a storm from the east: the bollard on the old pier is loose.",
        "I won't sign that off. The chain has lost a third of its thickness to rust.",
        "Perfectly safe up to force 8, no further.",
        "I'd rather not rely on the mooring and put a second anchor out.",
        'The harbour master writes: "I must decline to answer this." So the load is still unknown.',
    ],
)
def test_an_answer_may_decline_or_praise_something(said: str) -> None:
    assert only_talks(said, PART, REST) == (None, "")


@given(st.integers(min_value=101, max_value=10**6))
def test_a_figure_of_its_own_is_more_than_talk(figure: int) -> None:
    said = f"Everything is perfectly fine and has been thoroughly checked, {figure}."
    assert only_talks(said, PART, REST) == (None, "")


@pytest.mark.parametrize(
    "text",
    [
        "(the answer goes here)",
        "{{ summary }}",
        "Grade: ___\nReason: ___",
        "# TODO: write it\npass",
        "My findings:\n\n1.\n2.",
    ],
)
def test_a_form_that_nobody_filled_in_says_nothing(text: str) -> None:
    assert says_nothing(text)


@pytest.mark.parametrize(
    "text",
    [
        "The drawing says TODO where the valve should be.",
        "- [ ] grease the winch\n- [x] second anchor",
        "def f():\n    return 3",
    ],
)
def test_a_mark_of_something_unfinished_is_not_all(text: str) -> None:
    assert not says_nothing(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "The chain is worn. Its links were measured in May, and at the third one from the pier the loss was so gre",
            "truncated",
        ),
        ("The chain is worn. Its links were thin already in May", None),
        ('summary":[{"chain""statement":}"evidence"},{"stance"]', "malformed"),
        ("The summary of the evidence: statements and findings agree.", None),
    ],
)
def test_the_end_and_the_marks_of_a_text_tell_what_became_of_it(text: str, kind: str | None) -> None:
    assert classify(text)[0] == kind


def test_a_lesson_on_something_that_no_work_is_about_is_off_topic() -> None:
    expected = Expectation(objective=REST, part=PART)
    lesson = (
        "Origami begins with a square sheet and a valley crease. Mulberry fibre is thin and tough, and bones or spoons "
        "flatten stubborn edges. Elderly masters praise its softness, while children enjoy cranes and frogs."
    )
    assert off_topic(lesson, expected)
    assert not off_topic(
        "The bollard wobbles and its bolts have rusted through, so the hull will drift onto the rocks.", expected
    )
