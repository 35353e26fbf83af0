from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podium.core.errors import UserError
from podium.core.invocation import NAMES, read_invocation

OBJECTIVE = "Integrate blockchain payment system with existing platform"


def read(text: str) -> tuple[str, float | None, int | None]:
    found = read_invocation(text)
    return found.objective, found.confidence_override, found.agent_limit


@pytest.mark.parametrize(
    "prefix",
    [
        "",
        "/orchestrate ",
        "/coordinate ",
        "/command-orchestration-workflow ",
        "/podium:orchestrate ",
        "/mcp__podium__orchestrate ",
        "/mcp__podium__command_orchestration_workflow ",
        "/plugin:podium:coordinate\n",
    ],
)
@pytest.mark.parametrize(
    "form",
    [
        '"{}" 0.65 4',
        "“{}” 0.65 4",
        "„{}“ .65 4",
        "'{}' 65% 4",
        "«{}» 0.65, 4",
        '"{} 0.65 4',
        '{}" 0.65 4',
        "{} 0.65 4",
        "{} --confidence 0.65 --agents 4",
        "{} --agent-limit=4 confidence=0.65",
        "--agents 4 --confidence 65% {}",
        '"{}" 0.65 --agents 4',
        "{} 0.65 --agents 4",
        "{}\n0.65 4",
        "{}, 0.65 4",
    ],
)
@pytest.mark.requirement("input-format")
def test_every_way_to_write_the_options_reads_the_same(prefix: str, form: str) -> None:
    assert read(prefix + form.format(OBJECTIVE)) == (OBJECTIVE, 0.65, 4)


def test_a_trailing_decimal_is_the_confidence() -> None:
    assert read(f"{OBJECTIVE} 0.65") == (OBJECTIVE, 0.65, None)


@pytest.mark.parametrize(
    "sentence",
    [
        "upgrade to Python 3.12",
        "reduce latency to 0.5",
        "add 4 tests",
        "bump version to 0.9",
        "release podium 0.9",
        "fix the crash in pydantic 0.32",
        "Support Django 0.9",
        "keep the error rate below 0.05",
        "raise the threshold by 0.1",
        "set alpha = 0.5",
        "train with learning rate 0.01",
        "compare dropout 0.2 0.5",
        "add dark mode 4",
        "split the service into 3",
        "raise coverage by 65%",
        "Move to HTTP 1.0",
        "add a flag for --agents 4",
        "document the option --confidence 0.5",
        "explain why --confidence 7 is refused by the parser",
        "find files larger than 0.5",
        "/etc/hosts has a wrong entry",
        "/orchestrated runs are slow",
        "what does `x` mean, and 'y'",
        '"foo" and "bar"',
        '"foo" or "bar" 4',
        "0.65",
    ],
)
def test_a_number_that_belongs_to_the_sentence_stays_in_it(sentence: str) -> None:
    assert read(sentence) == (sentence, None, None)


def test_a_number_left_in_the_sentence_is_pointed_out() -> None:
    assert "--confidence 0.5" in read_invocation("reduce latency to 0.5").read_as


def test_a_lone_integer_after_a_quoted_objective_is_no_option() -> None:
    assert read('"Add dark mode" 4') == ('"Add dark mode" 4', None, None)


def test_a_skipped_confidence_leaves_the_agent_limit() -> None:
    assert read('"Add dark mode" - 4') == ("Add dark mode", None, 4)


def test_a_confidence_of_zero_counts_as_given() -> None:
    assert read('"Add dark mode" 0 4') == ("Add dark mode", 0.0, 4)


def test_quotes_inside_the_objective_stay() -> None:
    assert read('"Fix "foo" bug" 0.65 4') == ('Fix "foo" bug', 0.65, 4)
    assert read("'Don't break it' 0.65") == ("Don't break it", 0.65, None)


def test_the_words_of_a_host_block_are_unwrapped() -> None:
    text = (
        "<command-message>podium</command-message>\n<command-name>/mcp__podium__coordinate</command-name>\n"
        '<command-args>"Add dark mode" 0.65 4</command-args>'
    )
    found = read_invocation(text)
    assert (found.command, found.objective, found.confidence_override, found.agent_limit) == (
        "coordinate",
        "Add dark mode",
        0.65,
        4,
    )


def test_words_around_a_host_block_are_not_lost() -> None:
    text = "Explain <command-args>x</command-args> to me"
    assert read_invocation(text).objective == text


@pytest.mark.parametrize(
    "text",
    [
        "do it --confidence 7",
        "do it confidence=1.01",
        "do it --confidence -0.1",
        "do it --confidence high",
        "do it --agents 0",
        "do it --agents 11",
        "do it --agents 2.5",
        "do it --agents 4 --agents 5",
        '"do it" 0.65 14',
        '"do it" 7 4',
    ],
)
def test_an_explicit_option_out_of_range_is_a_mistake_that_is_named(text: str) -> None:
    with pytest.raises(UserError, match=r"Give"):
        read_invocation(text)


@pytest.mark.parametrize("text", ["", "   ", "/orchestrate", '/coordinate ""', "--agents 4 ", '"" 0.65 4', "“”"])
def test_no_objective_is_a_mistake_that_is_named(text: str) -> None:
    with pytest.raises(UserError):
        read_invocation(text)


def test_the_command_is_reported_under_its_own_name() -> None:
    assert {read_invocation(f"/{name} x").command for name in NAMES} == set(NAMES)
    assert read_invocation("x").command == ""


def test_how_it_was_read_is_one_short_line() -> None:
    line = read_invocation('/orchestrate "' + "a long objective " * 50 + '" 0.65 4').read_as
    assert "0.65" in line
    assert "4 agents" in line
    assert len(line) < 150
    assert "\n" not in line


words = st.lists(st.text("abcdefgh-'éß漢", min_size=1, max_size=8), min_size=1, max_size=12).map(" ".join)


@given(st.text(max_size=300))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        found = read_invocation(text)
    except UserError:
        return
    assert found.objective.strip()
    assert found.confidence_override is None or 0 <= found.confidence_override <= 1
    assert found.agent_limit is None or 1 <= found.agent_limit <= 10


@given(words, st.sampled_from(["", "/orchestrate ", "/podium:coordinate "]))
def test_the_words_of_an_objective_are_preserved(objective: str, prefix: str) -> None:
    plain = objective.strip("' ")
    if plain:
        assert read_invocation(f"{prefix}{plain}").objective == plain


@given(words, st.floats(0, 1).map(lambda value: f"{value:.2f}"), st.integers(1, 10))
def test_a_quoted_objective_keeps_its_words_and_gives_its_options(words: str, confidence: str, agents: int) -> None:
    assert read(f'/orchestrate "{words}" {confidence} {agents}') == (words.strip(), float(confidence), agents)


@given(
    st.lists(st.sampled_from(["to", "0.5", "4", "Python", "3.12", '"', "add", "it", "--agents", "0.65"]), max_size=8)
)
def test_no_word_is_lost_between_the_objective_and_the_options(parts: list[str]) -> None:
    text = " ".join(parts)
    try:
        found = read_invocation(text)
    except UserError:
        return
    kept = found.objective.replace('"', " ").split()
    if found.confidence_override is not None:
        kept.append("confidence")
    if found.agent_limit is not None:
        kept += ["agents"] * max(1, text.count("--agents"))
    given_words = [part for part in parts if part != '"']
    assert len(kept) >= len(given_words) - text.count("--agents")
    assert [word for word in given_words if word in ("add", "it", "to", "Python", "3.12")] == [
        word for word in kept if word in ("add", "it", "to", "Python", "3.12")
    ]


def test_a_very_long_text_is_read_at_once() -> None:
    text = "word 0.5 " * 20000
    assert read_invocation(text).objective.startswith("word 0.5")
    assert read_invocation('"' * 20001 + " 0.5").objective
