from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reply_sets import replied

from podium.core.calls import Finding
from podium.core.traceability import untraced

STATES = [
    replied(
        "a",
        "security reviewer",
        summary="The upload accepts scripts.",
        findings=(
            Finding("upload", "The upload check reads only the file name.", "upload.py:55, 3 of 10 files passed"),
        ),
        recommendation="Check the first bytes of each file.",
    ),
    replied("b", "tester", summary="The suite takes 240 seconds and passes."),
]


@pytest.mark.parametrize(
    "sentence",
    [
        "The upload check reads only the file name (f1).",
        "The suite takes 4 minutes.",
        "Both agents answered, with 1 finding.",
        "Check the first bytes of each file.",
        "In 3 of 10 files the upload check passed.",
        "Make the upload safe.",
        "Nothing is missing.",
    ],
)
def test_what_a_reply_or_the_objective_says_is_traced(sentence: str) -> None:
    assert untraced([sentence], STATES, 1, "Make the upload safe") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "See f2.",
        "See f0.",
        "Finish the upload within 3 weeks.",
        "The suite takes 9 minutes.",
        "The upload check failed in 40% of the cases.",
        "Kubernetes pods crash under heavy memory pressure.",
        "The upload does not accept scripts.",
    ],
)
def test_what_no_reply_bears_out_is_marked(sentence: str) -> None:
    assert untraced([f"The upload accepts scripts. {sentence}"], STATES, 1) == [sentence]


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=300), st.text(max_size=200), st.integers(0, 3))
def test_no_prose_raises_and_every_mark_is_a_part_of_it(prose: str, statement: str, findings: int) -> None:
    marked = untraced([prose], [replied("a", findings=(Finding("", statement),))], findings)
    assert all(mark in prose for mark in marked)
