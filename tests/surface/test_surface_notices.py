"""What the store has to tell about its file reaches the next answer that has room for it, once."""

from __future__ import annotations

import mcp_types as types

from podium.surface.call import MOST_CHARACTERS, answer, failed, told

NOTICE = "The database podium.db was damaged. It is kept as podium.db.damaged-1; a fresh one was started."


def text_of(result: object) -> str:
    assert isinstance(result, types.CallToolResult)
    (block,) = result.content
    assert isinstance(block, types.TextContent)
    return block.text


def test_both_halves_of_an_answer_tell_it_once() -> None:
    notices = [NOTICE]
    first = told(answer({"runs": []}, "# Runs"), notices)
    assert isinstance(first, types.CallToolResult)
    assert first.structured_content == {"runs": [], "notices": [NOTICE]}
    assert text_of(first) == f"{NOTICE}\n\n# Runs"
    plain = answer({"runs": []}, "# Runs")
    assert told(plain, notices) is plain


def test_a_mistake_tells_it_too_and_stays_one() -> None:
    found = told(failed("there is no run"), [NOTICE])
    assert isinstance(found, types.CallToolResult)
    assert (found.is_error, found.structured_content) == (True, None)
    assert text_of(found).startswith(NOTICE)


def test_an_answer_without_room_leaves_it_to_the_next() -> None:
    notices = [NOTICE]
    full = answer({"text": "x" * (MOST_CHARACTERS - 50)}, "short")
    assert told(full, notices) is full
    question = types.InputRequiredResult(input_requests={}, request_state="s")
    assert told(question, notices) is question
    assert notices == [NOTICE]
