"""A question to the person goes out as a form, and whatever comes back is an answer."""

from __future__ import annotations

from typing import Any

import mcp_types as types
import pytest

from podium.carriers.person import form, read_answer
from podium.carriers.round_trip import answers, question
from podium.carriers.seam import Request, reply_data
from podium.core.asking_person import NO_ANSWER, brief_for_person
from podium.core.replies import read_reply
from run_samples import call

QUESTION = Request("q", brief_for_person(call("q", part="Which store is meant?")), 100, 5.0, person=True)


def summary(said: Any) -> str:
    data = reply_data(read_answer("q", said, 1.0), "push")
    assert "failure" not in data
    return read_reply(data).summary


def test_a_form_shows_the_question_without_what_is_told_to_a_host() -> None:
    assert form(QUESTION).message == "Which store is meant?"


def test_a_round_asks_the_person_beside_the_agents_and_reads_each_as_what_it_is() -> None:
    asked = question([Request("a", "Do it.", 100, 5.0), QUESTION], "rnd_1")["inputRequests"]
    assert {name: request["method"] for name, request in asked.items()} == {
        "a": "sampling/createMessage",
        "q": "elicitation/create",
    }
    accepted = types.ElicitResult(action="accept", content={"answer": "The cold one."})
    good, mixed_up = answers({"a": accepted, "q": accepted}, ["q", "a"], 1.0, ["q"])
    assert ("The cold one." in good.text, mixed_up.failure) == (True, "malformed")


@pytest.mark.parametrize(
    "said",
    [
        types.ElicitResult(action="decline"),
        types.ElicitResult(action="cancel"),
        types.ElicitResult(action="accept", content={}),
        types.ElicitResult(action="accept", content={"answer": "  "}),
        None,
        "something else",
    ],
)
def test_whoever_says_nothing_has_answered_as_well(said: Any) -> None:
    assert summary(said) == NO_ANSWER


@pytest.mark.parametrize(
    "word", ["I can't help with that.", "No.", '{"spawn": [{"role": "a", "objective": "b"}]}', "?"]
)
def test_a_persons_words_are_taken_as_they_are(word: str) -> None:
    said = types.ElicitResult(action="accept", content={"answer": word})
    assert summary(said) == word
    assert read_reply(reply_data(read_answer("q", said, 1.0), "push")).spawn == ()
