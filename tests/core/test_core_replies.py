from __future__ import annotations

import json
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podium.core.calls import AgentReply, Finding
from podium.core.replies import REPLY_LIMIT, classify, misshapen, read_reply

FULL = {
    "summary": "Tokens are stored in plain text.",
    "findings": [{"topic": "tokens", "statement": "No hashing.", "evidence": "auth.py:12", "stance": "against"}],
    "recommendation": "Hash them.",
    "confidence": 0.8,
    "risks": ["sessions end"],
    "needs": ["the threat model"],
    "spawn": [{"role": "cryptographer", "objective": "choose the hash"}],
}
JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from([*FULL, "topic", "x"]), inner, max_size=4)
    ),
    max_leaves=12,
)


def read(text: str, **data: Any) -> AgentReply:
    return read_reply({"agent_id": "a", "text": text, **data})


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(FULL),
        json.dumps(FULL, indent=2),
        f"```json\n{json.dumps(FULL)}\n```",
        f"```\n{json.dumps(FULL)}\n```",
        f"Here is my answer:\n\n```JSON\n{json.dumps(FULL, indent=1)}\n```\nThat is all.",
        f"Here it is: {json.dumps(FULL)} I hope it helps.",
        f"```json\n{json.dumps({'unrelated': 1})}\n```\n```json\n{json.dumps(FULL)}\n```",
    ],
    ids=["bare", "indented", "fenced", "plain fence", "fence in prose", "in prose", "the second fence"],
)
def test_a_reply_object_is_found_wherever_models_put_it(text: str) -> None:
    assert classify(text) == (None, "")
    reply = read(text)
    assert reply.summary == FULL["summary"]
    assert reply.findings == (Finding("tokens", "No hashing.", "auth.py:12", "against"),)
    assert (reply.recommendation, reply.self_rated) == ("Hash them.", 0.8)
    assert (reply.risks, reply.needs) == (("sessions end",), ("the threat model",))
    assert reply.spawn == (("cryptographer", "choose the hash"),)


@pytest.mark.parametrize(
    ("text", "summary", "statements"),
    [
        ('{"result": "The port is shared."}', "The port is shared.", []),
        ('{"answer": {"summary": "Wrapped."}}', "Wrapped.", []),
        ('{"issues": [{"description": "No label."}], "verdict": "fail"}', "fail", ["No label."]),
        ('[{"statement": "One."}, {"statement": "Two."}]', "", ["One.", "Two."]),
        ('{"summary": "x", "findings": {"0": {"statement": "One."}}}', "x", ["One."]),
        ('{"summary": "x", "findings": [{"statement": "One.",},],}', "x", ["One."]),
        (
            '{\n  // in short\n  "summary": "see http://x.org // not a comment"\n}',
            "see http://x.org // not a comment",
            [],
        ),
        ('{"summary": "two\nlines"}', "two\nlines", []),
        ('{\\"summary\\": \\"escaped\\"}', "escaped", []),
        ('```python\nx = {}\n```\nThen:\n```json\n{"summary": "after code"}\n```', "after code", []),
        ('The set {a, b} is covered: {"summary": "in prose"} (by hand)', "in prose", []),
        ('{"summary": "first"}\n{"summary": "second", "confidence": 0.9}', "second", []),
    ],
)
def test_an_object_is_read_in_whatever_form_says_the_same(text: str, summary: str, statements: list[str]) -> None:
    assert classify(text) == (None, "")
    reply = read(text)
    assert (reply.summary, [f.statement for f in reply.findings]) == (summary, statements)


@pytest.mark.parametrize("text", ['An error is {"summary": null} today.', 'The guide shows {"name": "demo"}; wrong.'])
def test_an_example_in_prose_is_not_taken_for_the_reply(text: str) -> None:
    assert classify(text) == (None, "")
    assert read(text).summary == text


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('Here is my answer:\n```json\n{"summary": "cut', "truncated"),
        ('Sure: {"summary": "a", "findings": [{"statement": "b"}', "truncated"),
        ('```\n{"findings": [', "truncated"),
        ('{"summary": "cut of', "truncated"),
        ('{"summary": "a" "findings": []}', "malformed"),
        ('{"summary": "a" "findings": [{"topic"', "malformed"),
    ],
)
def test_an_object_that_lacks_its_end_is_truncated_and_a_broken_one_malformed(text: str, kind: str) -> None:
    assert classify(text)[0] == kind


@pytest.mark.parametrize(
    "text",
    [
        "The lease ends in June. It can be prolonged only if the",
        "Three wells are dry. The fourth has water at a depth of nearly",
        "The valve is stuck. Nobody knows how long it has been",
        "```python\ndef area(width):\n    return (width *",
        "| a | b |\n|---|---|\n| 1 | 2 |\n| 3 |",
        "Run the first step with `make all` and the second one with `make inst",
    ],
)
def test_a_reply_that_stops_in_the_midst_is_truncated(text: str) -> None:
    assert classify(text)[0] == "truncated"


@pytest.mark.parametrize(
    "text",
    [
        "Take plan A",
        "no idea what it is",
        "port 8080, which nobody listens to",
        "| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |",
        "```python\nprint('(')\n",
        "- water\n- flour\n- salt",
        "SELECT name FROM cities WHERE country = 'IT'",
    ],
)
def test_a_reply_without_a_full_stop_is_an_answer_all_the_same(text: str) -> None:
    assert classify(text) == (None, "")


@pytest.mark.parametrize(
    "text",
    [
        '<invoke name="search"><parameter name="q">rent index</parameter></invoke>',
        '<|assistant|><|tool|>{"tool": "open", "args": {"file": "plan.txt"}}<|end|>',
        "â€œThe effÃ¢â‚¬â„¢ect dÃƒÂ¶es Ã¯Â¿Â½ Ã‚Â¶ Ã¢â€°Ë†",
        "\ufffd\ufffd rent \ufffd\ufffd\ufffd in \ufffd\ufffd\ufffd",
    ],
)
def test_garbled_text_and_the_syntax_of_a_tool_call_are_malformed(text: str) -> None:
    assert classify(text)[0] == "malformed"


@pytest.mark.parametrize("text", ["São Paulo: 12 mm", "<result>14 wells</result>", "Die Größe ist 4 µm, nicht 5 µm"])
def test_signs_of_other_languages_and_tags_of_its_own_are_no_garbage(text: str) -> None:
    assert classify(text) == (None, "")


HOSTILE = [
    *("{", '{"', '"', '\\"', "[", "```\n", "```json\n", '{"a":1} ', '{"summary":', ", ", "<a>", "<", "i ", ". ", ">\n"),
    *(
        "\u652f",
        "\u200b",
        "\x1b[",
        "\U0001f600\ufe0f",
        "\ud800",
        "\0",
        '{ "summary": "x" ',
        '. { "',
        "{ ",
        '`{}"[]\\ \n',
        "1",
    ),
    *(
        "a\r\n",
        "summary\n",
        "# ",
        "_",
        "-*#_>",
        "i can not ",
        "i will not be able to ",
        "could you ",
        "the request ",
        "//\n",
    ),
    *(
        "\u304a\u624b\u4f1d\u3044",
        "\u60a8\u65e0\u6cd5",
        "\u043d\u0435 \u043c\u043e\u0433\u0443 ",
        '{"a":"\\',
        "]}",
        "\u2028",
        "\t",
        "=",
        "|",
        "~~~\n",
        "$",
        "%s",
        "{{",
        "&#x0;",
    ),
]


@pytest.mark.parametrize("frame", ["{}", '{"summary": "{}', "so {} a"])
def test_fifty_kinds_of_garbage_are_read_in_linear_time(frame: str) -> None:
    assert len(HOSTILE) >= 50
    for piece in HOSTILE:
        filled = frame.replace("{}", piece * (REPLY_LIMIT // len(piece) - 20))
        start = time.process_time()
        classify(filled)
        read(filled)
        misshapen(filled)
        assert time.process_time() - start < 2.0, piece


def test_five_megabytes_are_turned_away_at_once() -> None:
    start = time.process_time()
    kinds = [classify(piece * 5_000_000)[0] for piece in ("x", "{a", "{", " ")]
    assert kinds == ["malformed", "malformed", "empty", "empty"]
    assert time.process_time() - start < 2.0


@pytest.mark.parametrize(
    ("text", "summary"),
    [
        ('{"kwh_per_year": 11400}', '{"kwh_per_year": 11400}'),
        ('{"errors": 0}', '{"errors": 0}'),
        ('{"Summary": "Done.", "Findings": []}', "Done."),
        ('```json\n{"top_risk": "The vendor may go bankrupt."}\n```', "The vendor may go bankrupt."),
        ('[{"time": "02:14", "error": "ENOSPC"}]', '[{"time": "02:14", "error": "ENOSPC"}]'),
    ],
)
def test_an_object_under_other_names_is_an_answer(text: str, summary: str) -> None:
    assert classify(text) == (None, "")
    assert read(text).summary == summary


@pytest.mark.parametrize("text", ['{"name": "grep", "arguments": {"pattern": "x"}}', '{"topic": "t", "stance": "for"}'])
def test_a_tool_call_or_a_bare_frame_is_none(text: str) -> None:
    assert classify(text)[0] == "malformed"


def test_plain_prose_is_accepted_as_the_summary() -> None:
    assert classify("The cache is too small.") == (None, "")
    assert read(" The cache is too small.\n").summary == "The cache is too small."


@pytest.mark.requirement("recovery-signals")
@pytest.mark.parametrize("text", ["", " \n\t ", "…!?", "```\n```", "{}", "\u200b\u200b"])
def test_a_reply_without_a_word_is_empty(text: str) -> None:
    assert classify(text)[0] == "empty"


@pytest.mark.requirement("recovery-signals")
@pytest.mark.parametrize(
    "text",
    [
        json.dumps({"summary": "", "findings": [], "recommendation": None}),
        json.dumps({"summary": True}),
        json.dumps({"summary": "\u200b", "confidence": 0.9}),
        json.dumps({"findings": [{"topic": "t"}]}),
        "x" * (REPLY_LIMIT + 1),
    ],
    ids=["hollow", "a flag", "invisible", "findings that say nothing", "too long"],
)
def test_a_reply_that_says_nothing_readable_is_malformed(text: str) -> None:
    kind, detail = classify(text)
    assert kind == "malformed"
    assert detail


@pytest.mark.requirement("recovery-signals")
def test_a_reply_cut_at_the_token_limit_is_truncated_unless_its_object_is_whole() -> None:
    assert classify('{"summary": "half', truncated=True)[0] == "truncated"
    assert classify("Half a sen", truncated=True)[0] == "truncated"
    assert classify(json.dumps(FULL), truncated=True)[0] is None


@pytest.mark.requirement("recovery-signals")
@pytest.mark.parametrize(
    "text",
    [
        "I can't help with that.",
        "I’m sorry, but I cannot assist with this request.",
        "Sorry, I am unable to comply.",
        "Unfortunately, I won't be able to help you here.",
    ],
)
def test_a_short_refusal_is_refused(text: str) -> None:
    assert classify(text)[0] == "refused"


@pytest.mark.parametrize(
    "text",
    [
        "The service cannot help users that have no session; see auth.py:3.",
        "We can't provide a lower bound, but the median is 4 ms.",
        json.dumps({"summary": "I cannot help with the build, but the tests pass."}),
        "I cannot help wondering. " + "The rest of a long review follows. " * 20,
    ],
)
def test_a_reply_that_talks_about_inability_is_no_refusal(text: str) -> None:
    assert classify(text)[0] is None


def test_a_failure_keeps_its_text_and_reads_nothing_into_it() -> None:
    reply = read(json.dumps(FULL), failure="timeout", detail="no reply in 5 s")
    assert (reply.failure, reply.detail, reply.summary, reply.findings) == ("timeout", "no reply in 5 s", "", ())
    assert reply.text == json.dumps(FULL)


@pytest.mark.parametrize("confidence", [True, "0.9", -0.1, 1.1, float("nan"), float("inf"), None, [0.5], 10**400])
def test_a_confidence_that_is_no_share_is_dropped(confidence: Any) -> None:
    assert read(json.dumps({"summary": "x", "confidence": confidence})).self_rated is None


def test_fields_of_another_form_are_read_as_far_as_they_go() -> None:
    reply = read(
        json.dumps(
            {
                "summary": {"a": 1},
                "findings": "One thing.",
                "risks": "It may break.",
                "needs": [1, None, "x"],
                "spawn": "no",
            }
        )
    )
    assert reply.summary == '{"a": 1}'
    assert reply.findings == (Finding("", "One thing."),)
    assert (reply.risks, reply.needs, reply.spawn) == (("It may break.",), ("1", "x"), ())


def test_sub_agents_need_a_role_and_an_objective() -> None:
    spawn = [{"role": "a"}, {"objective": "b"}, "c", {"role": "d", "objective": "e"}]
    assert read(json.dumps({"summary": "x", "spawn": spawn})).spawn == (("d", "e"),)


def test_long_and_hidden_text_is_cut_and_cleaned() -> None:
    reply = read(json.dumps({"summary": "x" * 10_000, "recommendation": "a\u202eb\x1b[31mc"}))
    assert len(reply.summary) == 4_000
    assert reply.recommendation == "abc"


def test_more_findings_than_anybody_reads_are_cut() -> None:
    assert len(read(json.dumps({"findings": ["x"] * 1_000})).findings) == 100


@pytest.mark.parametrize("depth", [50, 200, 400, 600, 900, 1_500, 50_000])
def test_nesting_of_any_depth_is_survived(depth: int) -> None:
    text = '{"summary": ' + "[" * depth + "]" * depth + ', "recommendation": "go"}'
    classify(text)
    read(text)


def test_nesting_that_can_just_be_read_and_not_written_again_is_survived() -> None:
    for depth in range(850, 1_050):
        read('{"summary": ' + "[" * depth + "]" * depth + "}")


@given(st.text(max_size=400), st.booleans())
def test_no_text_can_break_the_reading(text: str, truncated: bool) -> None:
    failure, _ = classify(text, truncated=truncated)
    reply = read(text)
    if failure is None:
        assert reply.summary or reply.findings or reply.recommendation or not text.strip().isprintable()


@given(JSON_VALUES, st.sampled_from(["{}", "```json\n{}\n```", "so: {}"]))
def test_no_json_can_break_the_reading_and_what_is_accepted_says_something(value: Any, frame: str) -> None:
    text = frame.replace("{}", json.dumps(value))
    failure, _ = classify(text)
    reply = read(text)
    assert all(isinstance(f.statement, str) and f.statement for f in reply.findings)
    if failure is None and isinstance(value, dict):
        assert reply.summary or reply.findings or reply.recommendation


@given(st.dictionaries(st.sampled_from(list(FULL)), JSON_VALUES))
def test_reading_twice_reads_the_same(value: dict[str, Any]) -> None:
    assert read(json.dumps(value)) == read(json.dumps(value))


@given(st.text(alphabet='`{}"[]\\ \njson:a', max_size=2_000))
def test_fences_and_braces_of_any_kind_are_survived(text: str) -> None:
    classify(text)
    read(text)
