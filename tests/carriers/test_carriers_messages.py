from __future__ import annotations

from dataclasses import replace
from typing import Any

import mcp_types as types
import pytest
from hypothesis import given
from hypothesis import strategies as st

from podium.carriers.round_trip import answers, digest, question, readable
from podium.carriers.sampling import message_request, read_message
from podium.carriers.seam import REHEARSAL_MODEL, RawReply, Request, reply_data
from podium.core.replies import REPLY_LIMIT, read_reply

REQUEST = Request("a", "Do your part.", 500, 30.0)


def message(text: str = "Done.", **fields: Any) -> types.CreateMessageResult:
    fields.setdefault("model", "m")
    return types.CreateMessageResult(role="assistant", content=types.TextContent(type="text", text=text), **fields)


def test_a_request_renders_the_same_each_time_and_carries_its_ceiling() -> None:
    asked = message_request(REQUEST)
    assert asked == message_request(REQUEST)
    request = types.CreateMessageRequest.model_validate(asked, by_name=False)
    assert request.params.max_tokens == 500
    assert request.params.metadata == {"podium/agent": "a"}
    tools = types.CreateMessageRequest.model_validate(message_request(replace(REQUEST, sub_agents=1), tools=True))
    assert [tool.name for tool in tools.params.tools or []] == ["spawn_agent"]


def test_a_request_names_its_run_where_there_is_one() -> None:
    asked = message_request(Request("a", "Do your part.", 500, 30.0, run_id="run_1"))
    assert asked["params"]["metadata"] == {"podium/agent": "a", "podium/run": "run_1"}


def usage(counts: Any) -> dict[str, Any]:
    raw = read_message("a", message(_meta={"podium/usage": counts}), 1.0)
    return {name: count for name, count in reply_data(raw, "push").items() if name.startswith("tokens")}


def test_what_the_client_says_its_model_counted_takes_the_place_of_an_estimate() -> None:
    assert usage({"input_tokens": 900, "output_tokens": 0}) == {"tokens_in": 900, "tokens_out": 0}


@pytest.mark.parametrize(
    "counts",
    [None, 7, [], {}, {"input_tokens": -1, "output_tokens": True}, {"input_tokens": "9", "output_tokens": 1e9}],
)
def test_what_can_be_no_count_is_estimated_as_ever(counts: Any) -> None:
    found = usage(counts)
    assert found.keys() == {"tokens_out"}
    assert 0 < found["tokens_out"] < 10


def test_a_round_asks_all_its_agents_at_once_and_keeps_only_its_id() -> None:
    asked = question([REQUEST, Request("b", "x", 9, 1.0)], "rnd_1")
    assert asked["requestState"] == "rnd_1"
    assert list(asked["inputRequests"]) == ["a", "b"]
    assert types.InputRequiredResult.model_validate(asked, by_name=False).request_state == "rnd_1"


def test_every_asked_agent_of_a_round_gets_a_reply_in_order() -> None:
    found = answers({"b": message("two"), "z": message("stranger")}, ("a", "b"), 4.0)
    assert [(r.agent_id, r.text, r.failure) for r in found] == [("a", "", "empty"), ("b", "two", None)]


def test_an_answer_of_another_kind_is_malformed() -> None:
    (found,) = answers({"a": types.ElicitResult(action="accept")}, ("a",), 1.0)
    assert found.failure == "malformed"


def test_one_garbled_answer_spoils_no_sibling() -> None:
    raw = {"a": {"role": "assistant"}, "b": message("fine").model_dump(mode="json", by_alias=True), "c": 5}
    cleaned = {k: types.CreateMessageResultWithTools.model_validate(v) for k, v in readable(raw).items()}
    assert [r.failure for r in answers(cleaned, ("a", "b", "c"), 0.0)] == ["malformed", None, "malformed"]


@given(
    st.recursive(
        st.none() | st.integers() | st.text(max_size=5), lambda x: st.lists(x) | st.dictionaries(st.text(max_size=5), x)
    )
)
def test_whatever_stands_in_a_rounds_answers_can_be_read(value: Any) -> None:
    for answer in readable({"a": value}).values():
        types.CreateMessageResultWithTools.model_validate(answer)
    assert isinstance(readable(value), dict)


def test_an_identical_retry_has_the_same_fingerprint_and_another_answer_has_not() -> None:
    one = {"a": message("x"), "b": message("y")}
    assert digest(one) == digest({"b": message("y"), "a": message("x")})
    assert digest(one) != digest({"a": message("x")})
    assert digest(one) != digest({**one, "b": message("z")})
    assert digest(None) == digest({})


def test_text_blocks_are_joined_and_others_left_out() -> None:
    text, image = (
        types.TextContent(type="text", text="x"),
        types.ImageContent(type="image", data="AA", mime_type="image/png"),
    )
    whole = types.CreateMessageResultWithTools(role="assistant", content=[text, image, text], model="m")
    assert read_message("a", whole, 1.0).text == "x\nx"
    picture = types.CreateMessageResultWithTools(role="assistant", content=image, model="m")
    assert read_message("a", picture, 1.0).failure == "malformed"


@pytest.mark.parametrize(("stop", "truncated"), [("maxTokens", True), ("endTurn", False), (None, False)])
def test_a_reply_that_met_its_ceiling_is_marked(stop: str | None, truncated: bool) -> None:
    assert read_message("a", message(stop_reason=stop), 1.0).truncated is truncated


def test_a_recorded_reply_is_capped_cleaned_and_measured() -> None:
    data = reply_data(RawReply("a", text="word " * 100_000, model="m\u202e\n" * 80, seconds=1.23456789), "push")
    assert data["failure"] == "malformed"
    assert len(data["text"]) == REPLY_LIMIT
    assert len(data["model"]) <= 80
    assert (data["seconds"], data["carrier"]) == (1.2346, "push")
    assert data["tokens_out"] > 0


def test_a_failure_of_the_carrier_is_kept_as_it_came() -> None:
    data = reply_data(RawReply("a", failure="refused", detail="no (-1)", capability=True), "push")
    assert (data["failure"], data["detail"], data["capability"], data["tokens_out"]) == ("refused", "no (-1)", True, 0)


def test_rehearsals_are_marked() -> None:
    assert reply_data(RawReply("a", text="x", model=REHEARSAL_MODEL), "push")["rehearsal"] is True
    assert "rehearsal" not in reply_data(RawReply("a", text="x", model="m"), "push")


@given(st.text(max_size=300), st.booleans())
def test_what_is_recorded_reads_the_same_as_it_was_classified(text: str, truncated: bool) -> None:
    data = reply_data(RawReply("a", text=text, truncated=truncated), "push")
    assert read_reply(data).failure == data.get("failure")
