"""Prompts: the user's words go in literally, and nothing else is expanded."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podium.core.values import Command
from podium.registry import command_argument_name, load_catalogue, render_prompt


def command(body: str) -> Command:
    return Command(name="sample", description="x", body=body)


def test_the_words_take_the_place_of_the_placeholder_everywhere():
    assert render_prompt(command("A $ARGUMENTS b\n$ARGUMENTS"), "x y") == "A x y b\nx y"


@pytest.mark.parametrize("words", ["$ARGUMENTS", "$1", r"\1 \g<0>", "${HOME}", "{braces} %s", ""])
def test_words_are_taken_literally(words):
    assert render_prompt(command("<$ARGUMENTS>"), words) == f"<{words}>"


def test_placeholders_of_other_hosts_survive():
    body = "$1 $2 ${ARGUMENTS} $ARGUMENTS[0] $ARGUMENTS_X $ARGUMENTS."
    assert render_prompt(command(body), "w") == "$1 $2 ${ARGUMENTS} $ARGUMENTS[0] $ARGUMENTS_X w."


def test_without_a_placeholder_the_words_follow_in_a_labelled_paragraph():
    assert render_prompt(command("Do it.\n"), "now\nplease") == "Do it.\n\nThe user's words:\n\nnow\nplease\n"


def test_without_placeholder_and_words_the_text_stays_as_it_is():
    assert render_prompt(command("Do it.\n"), "  ") == "Do it.\n"


@given(st.text(), st.text())
def test_no_word_is_ever_lost(before, words):
    assert words in render_prompt(command(before + "\n"), words) or not words.strip()


def test_commands_that_compute_ask_for_an_objective_and_others_for_arguments():
    catalogue = load_catalogue().catalogue
    names = ("orchestrate", "coordinate", "decision-engine", "implement", "build-feature")
    found = [catalogue.find(name) for name in names]
    assert [command_argument_name(one) for one in found if one] == ["objective"] * 3 + ["arguments"] * 2
