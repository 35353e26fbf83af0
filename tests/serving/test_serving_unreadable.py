"""Lines that the SDK cannot read: a text cut in the middle of a character is mended, the rest is answered where it can be."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mcp_types import INVALID_REQUEST, PARSE_ERROR, JSONRPCError, JSONRPCRequest, jsonrpc_message_adapter
from pydantic import ValidationError

from podium.serving.unreadable import MENDED_CHARACTERS, Mended, mended


def read(line: str) -> list[Mended]:
    with pytest.raises(ValidationError):
        jsonrpc_message_adapter.validate_json(line, by_name=False)
    return mended(line)


def answered(line: str) -> tuple[Any, int]:
    ((side, sent),) = read(line)
    assert side == "answer"
    assert isinstance(sent.message, JSONRPCError)
    return sent.message.id, sent.message.error.code


def test_half_a_character_in_a_text_is_replaced_and_the_request_served() -> None:
    line = '{"jsonrpc": "2.0", "id": 7, "method": "tools/call", "params": {"text": "cut \\ud83d"}}'
    ((side, arrived),) = read(line)
    assert side == "arrived"
    assert isinstance(arrived.message, JSONRPCRequest)
    assert arrived.message.params == {"text": "cut \ufffd"}


@pytest.mark.parametrize(
    ("line", "number", "code"),
    [
        ('{"jsonrpc": "2.0", "id": 1, "method": "x", "params": {"a": [1, 2}}', 1, PARSE_ERROR),
        ('{"jsonrpc": "2.0", "id": "a", "method": "x", "params": {"a": "never closed', "a", PARSE_ERROR),
        ('{"params": {"a": NaN}, "method": "x", "id": 2', 2, PARSE_ERROR),
        ('{"jsonrpc": "2.0", "id": 3, "method": "x", "params": ' + "[" * 5_000 + "]" * 5_000 + "}", 3, PARSE_ERROR),
        ('{"jsonrpc": "1.0", "id": 4, "method": "x"}', 4, INVALID_REQUEST),
        ('{"jsonrpc": "2.0", "id": 5, "method": 5}', 5, INVALID_REQUEST),
        ('{"jsonrpc": "2.0", "id": 6, "method": "x", "params": [1]}', 6, INVALID_REQUEST),
        ('{"jsonrpc": "2.0", "id": 7}', 7, INVALID_REQUEST),
        ('{"jsonrpc": "2.0", "id": "\\ud83d", "method": 5}', "\ufffd", INVALID_REQUEST),
    ],
)
def test_a_request_with_a_readable_id_is_answered(line: str, number: Any, code: int) -> None:
    assert answered(line) == (number, code)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "no JSON {",
        "7",
        '"text"',
        "[]",
        "{}",
        '{"id": true, "method": 5}',
        '{"id": 1.5, "method": "x"}',
        '{"id": null}',
        '{"id"',
    ],
)
def test_what_says_neither_what_it_wants_nor_who_waits_gets_nothing(line: str) -> None:
    assert read(line) == []


def test_a_long_line_is_refused_without_being_read_to_its_end() -> None:
    line = '{"jsonrpc": "2.0", "id": 1, "method": "x", "params": {"a": "\\ud83d' + "x" * MENDED_CHARACTERS + '"}}'
    assert answered(line) == (1, PARSE_ERROR)


@pytest.mark.parametrize("result", ['"text"', "[]", "5", '{"text": "\\udc00'])
def test_an_unreadable_answer_to_a_question_of_ours_ends_the_waiting(result: str) -> None:
    ((side, arrived),) = read('{"jsonrpc": "2.0", "id": 3, "result": ' + result + "}")
    assert side == "arrived"
    assert isinstance(arrived.message, JSONRPCError)
    assert (arrived.message.id, arrived.message.error.code) == (3, PARSE_ERROR)


def test_every_message_of_a_batch_is_served_or_answered() -> None:
    good = {"jsonrpc": "2.0", "id": 1, "method": "ping"}
    found = read(json.dumps([good, {"jsonrpc": "2.0", "id": 2}, 3, [], {"jsonrpc": "2.0", "method": "note"}]))
    assert [side for side, _ in found] == ["arrived", "answer", "arrived"]


PING = '{"jsonrpc": "2.0", "id": %s, "method": "ping"}'


def test_a_byte_order_mark_before_a_message_is_passed_over() -> None:
    ((side, arrived),) = read("\ufeff" + PING % 1)
    assert (side, arrived.message) == ("arrived", JSONRPCRequest(jsonrpc="2.0", id=1, method="ping"))


@pytest.mark.parametrize("between", ["", " ", "\r", "\t\t"])
def test_messages_that_stand_in_one_line_are_all_served(between: str) -> None:
    found = read(between.join(PING % number for number in (1, 2, 3)))
    assert [side for side, _ in found] == ["arrived"] * 3
    assert [sent.message.id for _, sent in found if isinstance(sent.message, JSONRPCRequest)] == [1, 2, 3]


@settings(max_examples=300)
@given(st.text(alphabet='{}[]":,\\ \ud83d0123abc"id"method', max_size=60))
def test_no_line_is_too_strange(line: str) -> None:
    for side, sent in mended(line):
        assert side in ("arrived", "answer")
        sent.message.model_dump_json()
