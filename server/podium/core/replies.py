"""Reading what an agent answered. Nothing in a reply is trusted beyond the validated fields."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, cast

from podium.core.texts import clean
from podium.core.values import AgentReply, FailureKind, Finding

REPLY_LIMIT = 262_144
"""Characters of one reply that are accepted; a longer one is malformed."""

_FENCE = re.compile(r"```(?:json)?[ \t]*\n(.*?)\n?```", re.DOTALL | re.IGNORECASE)
_REFUSAL = re.compile(
    r"^\W*(?:i['’]?m (?:very )?sorry|sorry|unfortunately|i apologi[sz]e)?[\s,.]*(?:but )?[\s,]*"
    r"i (?:can(?:no|['’])t|can not|won['’]t|will not|am (?:un)?able to|am not able to|must decline)\b"
    r"[^.\n]{0,40}\b(?:help|assist|comply|do that|fulfil|fulfill|continue|provide|answer|that request)\b",
    re.IGNORECASE,
)
_REFUSAL_LENGTH = 400
_NO_EVIDENCE = frozenset({"", "none", "n/a", "na", "null", "-", "no evidence"})
_FIELDS = ("summary", "findings", "recommendation", "confidence", "risks", "needs", "spawn")


def classify(text: str, *, truncated: bool = False) -> tuple[FailureKind | None, str]:
    """Whether a reply can be accepted, and if not, which failure it is and why.

    Args:
        text: the reply as received.
        truncated: the model stopped at its token limit.
    """
    if not any(map(str.isalnum, text[:REPLY_LIMIT])):
        return "empty", "the reply has no word in it"
    if len(text) > REPLY_LIMIT:
        return "malformed", f"the reply has {len(text):,} characters; at most {REPLY_LIMIT:,} are read"
    fields = _fields(text)
    if fields is None:
        if truncated:
            return "truncated", "the model stopped at its token limit before the reply was complete"
        if _looks_like_json(text):
            return "malformed", "the reply opens as JSON and cannot be parsed"
        if len(text) < _REFUSAL_LENGTH and _REFUSAL.search(text):
            return "refused", clean(text, 200)
        return None, ""
    if not any(fields[key] for key in ("summary", "findings", "recommendation")):
        return "malformed", "the reply is JSON without summary, findings or recommendation"
    return None, ""


def read_reply(data: Mapping[str, Any]) -> AgentReply:
    """The reply that a recorded `replied` event holds, with its validated fields.

    Args:
        data: `agent_id`, `text`, `failure`, `detail`, `model`, `seconds`, `tokens_in`, `tokens_out`.
    """
    text = data.get("text", "")
    shared: dict[str, Any] = {
        "agent_id": data["agent_id"],
        "text": text,
        "model": data.get("model", ""),
        "seconds": float(data.get("seconds", 0.0)),
        "tokens_in": int(data.get("tokens_in", 0)),
        "tokens_out": int(data.get("tokens_out", 0)),
    }
    failure = data.get("failure")
    if failure:
        return AgentReply(failure=cast(FailureKind, failure), detail=data.get("detail", ""), **shared)
    fields = _fields(text)
    if fields is None:
        return AgentReply(summary=clean(text, 4_000), **shared)
    return AgentReply(**fields, **shared)


@lru_cache(maxsize=16)  # a reply is classified when it comes and read when it is recorded, both at once
def _fields(text: str) -> Mapping[str, Any] | None:
    """The validated fields of the reply object in a text, by their names in `AgentReply`; None where there is none."""
    data = _json_of(text)
    if data is None:
        return None
    return {
        "summary": _text(data.get("summary"), 4_000),
        "findings": _findings(data.get("findings")),
        "recommendation": _text(data.get("recommendation"), 4_000),
        "self_rated": _share(data.get("confidence")),
        "risks": _texts(data.get("risks")),
        "needs": _texts(data.get("needs")),
        "spawn": _spawn(data.get("spawn")),
    }


def _json_of(text: str) -> dict[str, Any] | None:
    """The reply object in a text: bare, fenced, or the first fenced one that has a known field."""
    bare = text.strip()
    found = _object(bare)
    if found is not None:
        return found
    for candidate in _candidates(text):
        found = _object(candidate)
        if found is not None and any(k in found for k in _FIELDS):
            return found
    return None


def _candidates(text: str) -> Iterator[str]:
    """Where else in a text the reply object may stand."""
    for fenced in _FENCE.finditer(text):
        yield fenced.group(1).strip()
    start, end = text.find("{"), text.rfind("}")
    if 0 <= start < end:
        yield text[start : end + 1]


def _object(text: str) -> dict[str, Any] | None:
    if not text.startswith("{"):
        return None
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return data if isinstance(data, dict) else None


def _looks_like_json(text: str) -> bool:
    head = text.lstrip()[:40]
    if head.lower().startswith("```json"):
        return True
    return head.startswith("{") and any(f'"{key}"' in text[:2_000] for key in _FIELDS)


def _text(value: Any, limit: int) -> str:
    if isinstance(value, str):
        return clean(value, limit)
    if value is None or isinstance(value, bool):
        return ""
    try:
        return clean(json.dumps(value, ensure_ascii=False), limit)
    except RecursionError:  # nested just deep enough to be read and too deep to be written
        return ""


def _texts(value: Any) -> tuple[str, ...]:
    values = value if isinstance(value, list) else [value]
    return tuple(t for t in (_text(v, 1_000) for v in values[:50]) if t)


def _findings(value: Any) -> tuple[Finding, ...]:
    values = value if isinstance(value, list) else [value]
    found = []
    for item in values[:100]:
        if isinstance(item, dict):
            statement = _text(item.get("statement"), 2_000)
            evidence = _text(item.get("evidence"), 2_000)
            evidence = "" if evidence.strip(" .").lower() in _NO_EVIDENCE else evidence
            finding = Finding(_text(item.get("topic"), 120), statement, evidence, _text(item.get("stance"), 120))
        else:
            finding = Finding("", _text(item, 2_000))
        if finding.statement:
            found.append(finding)
    return tuple(found)


def _spawn(value: Any) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, list):
        return ()
    pairs = [
        (_text(item.get("role"), 80), _text(item.get("objective"), 2_000))
        for item in value[:20]
        if isinstance(item, dict)
    ]
    return tuple(pair for pair in pairs if all(pair))


def _share(value: Any) -> float | None:
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1:
        return float(value)
    return None
