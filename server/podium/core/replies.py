"""Reading what an agent answered. Nothing in a reply is trusted beyond the validated fields."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any, cast

from podium.core.breaking_off import broken_off
from podium.core.calls import AgentReply, Finding
from podium.core.field_soup import field_soup
from podium.core.garbling import garbled
from podium.core.idleness import idle
from podium.core.placeholders import says_nothing
from podium.core.reply_json import ends_open, looks_cut, reply_object
from podium.core.texts import clean
from podium.core.values import FailureKind

REPLY_LIMIT = 262_144
"""Characters of one reply that are accepted; a longer one is malformed."""
LONGEST_PLACEHOLDER = 48
"""Characters of a field above which it is taken to say something, as it is where it has a figure."""

_NO_WORD = "the reply has no word in it"
_STATEMENTS = ("statement", "description", "finding", "issue", "claim", "text")
_NO_EVIDENCE = frozenset({"", "none", "n/a", "na", "null", "-", "no evidence"})


def classify(text: str, *, truncated: bool = False) -> tuple[FailureKind | None, str]:
    """Whether a reply can be accepted, and if not, which failure it is and why.

    Args:
        text: the reply as received.
        truncated: the model stopped at its token limit.
    """
    if len(text) > REPLY_LIMIT:
        blank = not any(map(str.isalnum, text[:REPLY_LIMIT]))
        return (
            ("empty", _NO_WORD)
            if blank
            else ("malformed", f"the reply has {len(text):,} characters; at most {REPLY_LIMIT:,} are read")
        )
    if says_nothing(text):
        return ("malformed", unreadable) if (unreadable := garbled(text)) else ("empty", _NO_WORD)
    fields = _fields(text)
    if fields is not None:
        return _judged_fields(fields, _object(text) or {})
    if truncated:
        return "truncated", "the model stopped at its token limit before the reply was complete"
    if looks_cut(text):
        if ends_open(text):
            return "truncated", "the reply opens as JSON and ends before it is closed"
        return "malformed", "the reply opens as JSON and cannot be parsed"
    unreadable = garbled(text) or field_soup(text)
    if unreadable:
        return "malformed", unreadable
    if broken_off(text):
        return "truncated", f"the reply stops before its end: …{clean(text[-80:], 80)}"
    return idle(text)


def _is_blank(data: Mapping[str, Any]) -> bool:
    """Whether a reply object has all the fields asked for and nothing in any but its confidence, or only placeholders."""
    told = [data[name].strip() for name in ("summary", "recommendation") if _is_text(data.get(name))]
    if any(text and text.isprintable() for text in told):
        return True
    said = (data.get(name) for name in _FORMS if name != "confidence")
    return data.keys() == _FORMS.keys() and not any(said)


def _judged_fields(fields: Mapping[str, Any], data: Mapping[str, Any]) -> tuple[FailureKind | None, str]:
    said = said_in(AgentReply("", **fields))
    if not any(map(str.isalnum, said)):
        if fields["spawn"]:
            return None, ""
        if _is_blank(data):
            return "empty", _NO_WORD
        return "malformed", "the reply is JSON without summary, findings, recommendation or sub-agents"
    shown = any(finding.evidence for finding in fields["findings"])
    return (None, "") if shown else idle(said)


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
        "answers": tuple((need, found) for need, found in data.get("answers", ())),
    }
    failure = data.get("failure")
    if failure:
        return AgentReply(failure=cast(FailureKind, failure), detail=data.get("detail", ""), **shared)
    fields = _fields(text)
    if fields is None:
        return AgentReply(summary=clean(text, 4_000), **shared)
    return AgentReply(**fields, **shared)


def said_in(reply: AgentReply) -> str:
    """What an accepted reply says, in its own words: summary, findings with evidence, recommendation, a line each."""
    findings = (line for f in reply.findings for line in (f.statement, f.evidence) if line)
    return "\n".join((reply.summary, *findings, reply.recommendation)).strip()


def misshapen(text: str) -> tuple[str, ...]:
    """The known fields of a reply object that have another type than asked for; none where the reply is prose."""
    data = _object(text) or {}
    return tuple(name for name, fits in _FORMS.items() if data.get(name) is not None and not fits(data[name]))


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _are_objects(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(entry, dict) for entry in value)


def _are_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(entry, str) for entry in value)


_FORMS: Mapping[str, Callable[[Any], bool]] = {
    "summary": _is_text,
    "findings": _are_objects,
    "recommendation": _is_text,
    "confidence": lambda value: _share(value) is not None,
    "risks": _are_texts,
    "needs": _are_texts,
    "spawn": _are_objects,
}


def with_wishes(text: str, wishes: Sequence[Mapping[str, Any]]) -> str:
    """A reply with sub-agents that its agent asked for beside it, told in the reply's own form."""
    found = reply_object(text) or ({"summary": text} if text.strip() else {})
    own = found.get("spawn")
    return json.dumps({**found, "spawn": [*(own if isinstance(own, list) else ()), *wishes]})


@lru_cache(maxsize=16)
def _object(text: str) -> Mapping[str, Any] | None:
    return reply_object(text)


@lru_cache(maxsize=16)  # a reply is classified when it comes and read when it is recorded, both at once
def _fields(text: str) -> Mapping[str, Any] | None:
    """The validated fields of the reply object in a text, by their names in `AgentReply`; None where there is none."""
    data = _object(text)
    if data is None:
        return None
    return {
        "summary": _filled(data.get("summary"), 4_000),
        "findings": _findings(data.get("findings")),
        "recommendation": _filled(data.get("recommendation"), 4_000),
        "self_rated": _share(data.get("confidence")),
        "risks": _texts(data.get("risks")),
        "needs": _texts(data.get("needs")),
        "spawn": _spawn(data.get("spawn")),
        "complete": data.get("complete") is True,
    }


def _text(value: Any, limit: int) -> str:
    if isinstance(value, str):
        return clean(value, limit)
    if value is None or isinstance(value, bool):
        return ""
    try:
        return clean(json.dumps(value, ensure_ascii=False), limit)
    except RecursionError:  # nested just deep enough to be read and too deep to be written
        return ""


def _filled(value: Any, limit: int) -> str:
    """A text of a reply; none where it is only a placeholder for one."""
    text = _text(value, limit)
    short = len(text) <= LONGEST_PLACEHOLDER and not any(map(str.isdigit, text))
    return "" if short and any(map(str.isalnum, text)) and says_nothing(text) else text


def _texts(value: Any) -> tuple[str, ...]:
    values = value if isinstance(value, list) else [value]
    return tuple(t for t in (_text(v, 1_000) for v in values[:50]) if t)


def _findings(value: Any) -> tuple[Finding, ...]:
    if isinstance(value, dict) and not any(value.get(name) for name in _STATEMENTS):
        value = list(value.values())
    values = value if isinstance(value, list) else [value]
    found = []
    for item in values[:100]:
        if isinstance(item, dict):
            statement = next((t for t in (_filled(item.get(name), 2_000) for name in _STATEMENTS) if t), "")
            evidence = _filled(item.get("evidence"), 2_000)
            evidence = "" if evidence.strip(" .").lower() in _NO_EVIDENCE else evidence
            finding = Finding(_text(item.get("topic"), 120), statement, evidence, _text(item.get("stance"), 120))
        else:
            finding = Finding("", _filled(item, 2_000))
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
