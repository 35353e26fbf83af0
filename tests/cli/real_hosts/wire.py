"""Four wire protocols of language models, as far as assistants need them: what a request shows, and how a turn is told."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import count
from typing import Any

from obedient import Conversation, Heard, Say, Turn

JSON = dict[str, Any]
_numbers = count(1)


def _text(content: Any) -> str:
    """The words in a message's content, however it is nested."""
    if isinstance(content, str):
        return content
    if isinstance(content, Mapping):
        inner = content.get("text", content.get("content"))
        return _text(inner) if inner is not None else ""
    return "\n".join(filter(None, map(_text, content or ())))


def _conversation(tools: list[str], said: list[str], calls: list[tuple[Any, str, Any]], results: JSON) -> Conversation:
    """Calls (id, name, arguments) in order with the results of their ids; a call without one is still open."""
    heard = tuple(Heard(name, _read(given), results[key]) for key, name, given in calls if key in results)
    return Conversation(tuple(tools), "\n".join(said), heard)


def _read(given: Any) -> JSON:
    found = json.loads(given or "{}") if isinstance(given, str) else given
    return found if isinstance(found, dict) else {}


def read_messages(body: JSON) -> Conversation:
    """Anthropic Messages."""
    said: list[str] = []
    calls: list[tuple[Any, str, Any]] = []
    results: JSON = {}
    for message in body["messages"]:
        content = message["content"]
        blocks = [{"type": "text", "text": content}] if isinstance(content, str) else content
        for block in blocks:
            if block["type"] == "tool_use":
                calls.append((block["id"], block["name"], block["input"]))
            elif block["type"] == "tool_result":
                results[block["tool_use_id"]] = _text(block.get("content"))
            elif block["type"] == "text" and message["role"] == "user":
                said.append(block["text"])
    return _conversation([t.get("name", "") for t in body.get("tools", ())], said, calls, results)


def read_chat(body: JSON) -> Conversation:
    """OpenAI chat completions."""
    said: list[str] = []
    calls: list[tuple[Any, str, Any]] = []
    results: JSON = {}
    for message in body["messages"]:
        if message["role"] == "user":
            said.append(_text(message["content"]))
        elif message["role"] == "tool":
            results[message["tool_call_id"]] = _text(message["content"])
        made = message.get("tool_calls") or ()
        calls += [(call["id"], call["function"]["name"], call["function"]["arguments"]) for call in made]
    return _conversation([t.get("function", {}).get("name", "") for t in body.get("tools") or ()], said, calls, results)


def read_responses(body: JSON) -> Conversation:
    """OpenAI responses."""
    said: list[str] = []
    calls: list[tuple[Any, str, Any]] = []
    results: JSON = {}
    for item in body["input"]:
        kind = item.get("type", "message")
        if kind == "message" and item["role"] == "user":
            said.append(_text(item["content"]))
        elif kind.endswith("_call"):
            calls.append((item.get("call_id"), item.get("name", ""), item.get("arguments")))
        elif kind.endswith("_output"):
            results[item["call_id"]] = _text(item["output"])
    return _conversation([name for name, _ in _response_tools(body)], said, calls, results)


def _response_tools(body: JSON) -> Iterator[tuple[str, str | None]]:
    """Names of tools with the namespace that holds them."""
    for tool in body.get("tools") or ():
        if tool.get("type") == "namespace":
            yield from ((inner["name"], tool["name"]) for inner in tool["tools"])
        else:
            yield tool.get("name", tool.get("type", "")), None


def read_gemini(body: JSON) -> Conversation:
    """Gemini's generateContent, whose calls have no ids: results come in the order of the calls."""
    said: list[str] = []
    calls: list[tuple[Any, str, Any]] = []
    results: JSON = {}
    for content in body["contents"]:
        for part in content["parts"]:
            if "functionCall" in part:
                calls.append((len(calls), part["functionCall"]["name"], part["functionCall"].get("args")))
            elif "functionResponse" in part:
                results[len(results)] = _text(part["functionResponse"]["response"].get("output", "")) or json.dumps(
                    part["functionResponse"]["response"]
                )
            elif content.get("role") == "user" and "text" in part:
                said.append(part["text"])
    tools = [f["name"] for tool in body.get("tools") or () for f in tool.get("functionDeclarations", ())]
    return _conversation(tools, said, calls, results)


def _id(kind: str) -> str:
    return f"{kind}_{next(_numbers):08d}"


def tell_messages(body: JSON, turn: Turn) -> Iterator[tuple[str, JSON]]:
    """Anthropic Messages, as named events."""
    blocks = _message_blocks(turn)
    usage = {"input_tokens": 10, "output_tokens": 5}
    message = {"id": _id("msg"), "type": "message", "role": "assistant", "model": body.get("model"), "content": []}
    yield (
        "message_start",
        {"message": {**message, "stop_reason": None, "stop_sequence": None, "usage": usage}},
    )
    for number, block in enumerate(blocks):
        empty = {"text": ""} if block["type"] == "text" else {"input": {}}
        yield "content_block_start", {"index": number, "content_block": {**block, **empty}}
        delta = (
            {"type": "text_delta", "text": block["text"]}
            if block["type"] == "text"
            else {"type": "input_json_delta", "partial_json": json.dumps(block["input"])}
        )
        yield "content_block_delta", {"index": number, "delta": delta}
        yield "content_block_stop", {"index": number}
    reason = "end_turn" if isinstance(turn, Say) else "tool_use"
    yield "message_delta", {"delta": {"stop_reason": reason, "stop_sequence": None}, "usage": usage}
    yield "message_stop", {}


def whole_message(body: JSON, turn: Turn) -> JSON:
    """Anthropic Messages without streaming."""
    return {
        "id": _id("msg"),
        "type": "message",
        "role": "assistant",
        "model": body.get("model"),
        "content": _message_blocks(turn),
        "stop_reason": "end_turn" if isinstance(turn, Say) else "tool_use",
        "stop_sequence": None,
        "usage": {"input_tokens": 10, "output_tokens": 5},
    }


def _message_blocks(turn: Turn) -> list[JSON]:
    if isinstance(turn, Say):
        return [{"type": "text", "text": turn.text}]
    return [{"type": "tool_use", "id": _id("toolu"), "name": use.tool, "input": use.arguments} for use in turn]


def whole_chat(body: JSON, turn: Turn) -> JSON:
    """OpenAI chat completions without streaming."""
    message: JSON = {"role": "assistant", "content": turn.text if isinstance(turn, Say) else None}
    if not isinstance(turn, Say):
        message["tool_calls"] = [
            {
                "index": number,
                "id": _id("call"),
                "type": "function",
                "function": {"name": use.tool, "arguments": json.dumps(use.arguments)},
            }
            for number, use in enumerate(turn)
        ]
    return {
        "id": _id("chatcmpl"),
        "object": "chat.completion",
        "created": 0,
        "model": body.get("model"),
        "choices": [
            {"index": 0, "message": message, "finish_reason": "stop" if isinstance(turn, Say) else "tool_calls"}
        ],
        "usage": {"prompt_tokens": 10, "completion_tokens": 5, "total_tokens": 15},
    }


def tell_chat(body: JSON, turn: Turn) -> Iterator[JSON]:
    """OpenAI chat completions in chunks."""
    whole = {**whole_chat(body, turn), "object": "chat.completion.chunk"}
    (choice,) = whole["choices"]
    reason, message = choice["finish_reason"], choice["message"]
    yield {**whole, "choices": [{"index": 0, "delta": message, "finish_reason": None}], "usage": None}
    yield {**whole, "choices": [{"index": 0, "delta": {}, "finish_reason": reason}]}


def tell_responses(body: JSON, turn: Turn) -> Iterator[tuple[str, JSON]]:
    """OpenAI responses, as named events."""
    items = _response_items(body, turn)
    usage = {
        "input_tokens": 10,
        "input_tokens_details": {"cached_tokens": 0},
        "output_tokens": 5,
        "output_tokens_details": {"reasoning_tokens": 0},
        "total_tokens": 15,
    }
    whole = {"id": _id("resp"), "object": "response", "created_at": 0, "model": body.get("model"), "error": None}
    yield "response.created", {"response": {**whole, "status": "in_progress", "output": []}}
    for number, item in enumerate(items):
        yield "response.output_item.added", {"output_index": number, "item": {**item, "status": "in_progress"}}
        yield "response.output_item.done", {"output_index": number, "item": item}
    yield "response.completed", {"response": {**whole, "status": "completed", "output": items, "usage": usage}}


def _response_items(body: JSON, turn: Turn) -> list[JSON]:
    if isinstance(turn, Say):
        content = [{"type": "output_text", "text": turn.text, "annotations": []}]
        return [{"type": "message", "id": _id("msg"), "status": "completed", "role": "assistant", "content": content}]
    spaces = dict(_response_tools(body))
    return [
        {
            "type": "function_call",
            "id": _id("fc"),
            "call_id": _id("call"),
            "name": use.tool,
            "arguments": json.dumps(use.arguments),
            "status": "completed",
            **({"namespace": space} if (space := spaces.get(use.tool)) else {}),
        }
        for use in turn
    ]


def whole_gemini(body: JSON, turn: Turn) -> JSON:
    """Gemini's generateContent."""
    parts = (
        [{"text": turn.text}]
        if isinstance(turn, Say)
        else [{"functionCall": {"name": use.tool, "args": use.arguments}} for use in turn]
    )
    return {
        "candidates": [{"content": {"role": "model", "parts": parts}, "finishReason": "STOP", "index": 0}],
        "usageMetadata": {"promptTokenCount": 10, "candidatesTokenCount": 5, "totalTokenCount": 15},
        "modelVersion": "obedient",
    }
