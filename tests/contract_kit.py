"""What the public contract promises, as data, and how a result is held against it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import mcp_types as types
from mcp import Client

ERAS = ("legacy", "2026-07-28")
HALF = 10_000
COMPUTING = {
    "orchestrate",
    "coordinate",
    "command-orchestration-workflow",
    "decision-engine",
    "command-relationships",
    "parallel-over-sequential",
    "context-economy",
    "verify-mathematics",
}
OBJECTIVE = "Integrate blockchain payment system with existing platform"


@dataclass(frozen=True, slots=True)
class Maybe:
    """A shape or null."""

    shape: Any


@dataclass(frozen=True, slots=True)
class Each:
    """A mapping whose keys vary and whose values have one shape."""

    shape: Any


def one_of(*words: str) -> frozenset[str]:
    return frozenset(words)


NUMBER = (int, float)
SHARE = Maybe(NUMBER)
STRATEGY = one_of("direct_atomic", "orchestrated_workflow", "multi_workflow", "specialized_agents")
STATUS = one_of("planned", "running", "awaiting_host", "interrupted", "completed", "partial", "failed", "cancelled")
CARRIER = one_of("push", "round_trip", "handoff")

ROUTE = {
    "strategy": STRATEGY,
    "band": [NUMBER],
    "reason": str,
    "elevated_by": list,
    "monitoring": one_of("light", "moderate", "intensive", "maximum"),
    "coordination": one_of("none", "standard", "heavy", "comprehensive"),
}
APPROACH = {"strategy": STRATEGY, "success_probability": NUMBER, "cost": NUMBER, "utility": NUMBER}
DOMAIN = {"name": str, "score": NUMBER}
RESOURCES = {"agents": int, "waves": int, "tokens": int, "minutes": NUMBER}
BASIS = one_of("prior", "history", "host_scores")
AGENT = {
    "id": str,
    "role": str,
    "command": str,
    "wave": int,
    "parent": Maybe(str),
    "depth": int,
    "state": one_of("planned", "asked", "answered", "failed", "skipped"),
    "carrier": Maybe(CARRIER),
    "model": Maybe(str),
    "attempts": int,
    "seconds": NUMBER,
    "tokens_in": int,
    "tokens_out": int,
    "failure": Maybe(str),
    "fallbacks": [str],
}
BRIEF = {"agent_id": str, "role": str, "tokens": int, "state": one_of("new", "outstanding"), "prompt": Maybe(str)}
RUN_ROW = {
    "run_id": str,
    "objective": str,
    "status": STATUS,
    "strategy": STRATEGY,
    "agents_done": int,
    "agents_total": int,
    "started_at": NUMBER,
    "updated_at": NUMBER,
}
RUN: dict[str, Any] = {
    "run_id": str,
    "status": STATUS,
    "strategy": STRATEGY,
    "confidence": NUMBER,
    "complexity": NUMBER,
    "overridden": bool,
    "decision": {
        "confidence": NUMBER,
        "interval": [NUMBER],
        "complexity": NUMBER,
        "basis": BASIS,
        "domains": [DOMAIN],
        "route": ROUTE,
        "approaches": [APPROACH],
        "plan": [STRATEGY],
        "resources": RESOURCES,
    },
    "phases": [
        {
            "name": one_of("analysis", "mapping", "selection", "execution", "recovery"),
            "verified": bool,
            "checks": [{"check": str, "ok": bool, "evidence": str}],
            "seconds": NUMBER,
        }
    ],
    "waves": [[str]],
    "agents": [AGENT],
    "graph": {
        "ready": [str],
        "running": [str],
        "waiting": [{"agent_id": str, "on": [str]}],
        "opportunities": list,
        "conflicts_held": list,
    },
    "confidence_trace": [{"at": NUMBER, "value": NUMBER}],
    "deviations": [{"agent_id": str, "kind": str, "detail": str, "at": NUMBER}],
    "adjustments": [{"from": str, "to": str, "reason": str, "at": NUMBER}],
    "recoveries": [
        {
            "agent_id": str,
            "failure": str,
            "cause": str,
            "impact": str,
            "options": [{"strategy": str, "command": Maybe(str), "likelihood": NUMBER, "n": NUMBER}],
            "strategy": str,
            "from": str,
            "to": str,
            "attempt": int,
            "succeeded": Maybe(bool),
        }
    ],
    "spawned_refused": [{"parent": str, "role": str, "reason": str}],
    "synthesis": {
        "summary": str,
        "recommendation": str,
        "findings": [{"id": str, "statement": str, "evidence": str, "agents": [str]}],
        "conflicts": [{"topic": str, "positions": list, "resolution": str}],
    },
    "quality": {
        "strategy": SHARE,
        "execution": SHARE,
        "recovery": SHARE,
        "learning": SHARE,
        "overall": SHARE,
        "passed": bool,
    },
    "review_flagged": bool,
    "spent": {"requests": int, "tokens": int, "seconds": NUMBER},
    "mermaid": Maybe(str),
}
WAITING_RUN = {**RUN, "next": {"instructions": str, "briefs": [BRIEF]}}
RUN_EXTRAS = frozenset(
    {"after", "objective", "person", "read_as", "rehearsal", "missing", "interrupted_by", "next", "verification"}
)

SHAPES: dict[str, dict[str, Any]] = {
    "decision-engine": {
        "objective": str,
        "confidence": NUMBER,
        "interval": [NUMBER],
        "complexity": NUMBER,
        "basis": BASIS,
        "factors": [{"name": str, "value": NUMBER, "weight": NUMBER, "contribution": NUMBER, "evidence": list}],
        "domains": [DOMAIN],
        "specializations": [str],
        "route": ROUTE,
        "thresholds": {"direct": NUMBER, "workflow": NUMBER, "multi": NUMBER},
        "approaches": [APPROACH],
        "plan": [STRATEGY],
        "resources": RESOURCES,
        "history": {
            "outcomes": int,
            "domain_outcomes": int,
            "project": str,
            "project_outcomes": int,
            "elsewhere": Maybe(NUMBER),
        },
        "chain": [str],
        "questions": [str],
    },
    "command-relationships": {
        "commands": [{"name": str, "kind": one_of("atomic", "orchestrator"), "source": str, "summary": str}],
        "edges": [{"source": str, "target": str, "kind": str, "blocking": bool, "inferred": bool}],
        "waves": [[str]],
        "critical_path": [str],
        "conflicts": [{"a": str, "b": str, "resource": str}],
        "cycles": [[str]],
        "coordination": [{"commands": [str], "why": str}],
        "mermaid": Maybe(str),
    },
    "parallel-over-sequential": {
        "decision": one_of("parallel", "sequential"),
        "waves": [[str]],
        "critical_path": [str],
        "sequential_minutes": NUMBER,
        "parallel_minutes": NUMBER,
        "speedup": NUMBER,
        "net_benefit": NUMBER,
        "overhead": NUMBER,
        "conflicts": list,
        "reason": str,
        "mermaid": Maybe(str),
    },
    "context-economy": {
        "packs": [
            {
                "role": str,
                "tokens": int,
                "items": [{"name": str, "tokens": int, "score": NUMBER, "reason": str}],
                "text": Maybe(str),
                "resource": str,
            }
        ],
        "baseline_tokens": int,
        "kept_tokens": int,
        "reduction": NUMBER,
        "dropped": [{"name": str, "tokens": int, "reason": str, "handle": str}],
        "preserved_ok": bool,
        "overlap": NUMBER,
        "index": {"done": int, "total": int},
    },
    "verify-mathematics": {
        "claims": [
            {
                "claim": str,
                "verdict": one_of("holds", "fails", "undecided"),
                "expected": object,
                "computed": object,
                "reason": str,
            }
        ],
        "holds": int,
        "fails": int,
        "undecided": int,
        "verdict": one_of("holds", "fails", "undecided"),
    },
    "learning-report": {
        "decisions": int,
        "outcomes": int,
        "outcome_sources": {"feedback": int, "checks": int, "none": int},
        "routing_accuracy": SHARE,
        "routing_score": SHARE,
        "strategy_selection_accuracy": SHARE,
        "deployment_success_rate": SHARE,
        "coordination_quality": SHARE,
        "recovery_success_rate": SHARE,
        "recovery_by_failure": list,
        "agent_success_rate": SHARE,
        "calibration": {"brier": SHARE, "log_loss": SHARE, "ece": SHARE, "n": int},
        "bands": [{"strategy": STRATEGY, "shown": SHARE, "achieved": SHARE, "n": int}],
        "thresholds": [{"domain": str, "direct": NUMBER, "workflow": NUMBER, "multi": NUMBER, "certified": bool}],
        "patterns": {"routing": list, "recovery": list, "failure": list, "specializations": list, "context": list},
        "reviews": list,
        "trend": list,
    },
    "orchestrate": RUN,
    "coordinate": RUN,
    "command-orchestration-workflow": RUN,
    "orchestrate-continue": RUN,
    "agent-brief": {"run_id": str, "agent_id": str, "role": str, "prompt": str, "tokens": int, "state": str},
    "orchestrate-status": {"runs": [RUN_ROW]},
    "orchestrate-feedback": {
        "run_id": str,
        "recorded": bool,
        "routing_accuracy": SHARE,
        "routing_score": NUMBER,
        "review_flagged": bool,
    },
}
QUIET = {"run_id": str, "recorded": object, "status": STATUS, "remaining": int}

EXTRAS: dict[str, frozenset[str]] = {
    "command-relationships": frozenset({"critical_minutes", "route", "shown", "unresolved", "warnings"}),
    "parallel-over-sequential": frozenset(
        {"agents", "amdahl_limit", "overhead_basis", "schedule", "tasks", "workflows"}
    ),
    "context-economy": frozenset({"parts"}),
    "decision-engine": frozenset({"prior", "rated", "settled", "explored", "would_change", "repeat"}),
    "learning-report": frozenset({"domain", "notes", "evidence", "selection", "alarms", "changes", "log"}),
    **dict.fromkeys(
        ("orchestrate", "coordinate", "command-orchestration-workflow", "orchestrate-continue"), RUN_EXTRAS
    ),
}
"""Fields that stand beside the contract's; any other is drift."""


def misfits(value: Any, shape: Any, path: str = "") -> list[str]:
    """Every place where a value has not the shape; empty where it fits."""
    if isinstance(shape, Maybe):
        return [] if value is None else misfits(value, shape.shape, path)
    if isinstance(shape, frozenset):
        return [] if value in shape else [f"{path}: {value!r} is none of {sorted(shape)}"]
    if isinstance(shape, Mapping):
        if not isinstance(value, Mapping):
            return [f"{path}: {value!r} is no object"]
        missing = [f"{path}.{name} is missing" for name in shape if name not in value]
        return missing + [m for k, s in shape.items() if k in value for m in misfits(value[k], s, f"{path}.{k}")]
    if isinstance(shape, list):
        if not isinstance(value, list):
            return [f"{path}: {value!r} is no list"]
        return [m for n, entry in enumerate(value) for m in misfits(entry, shape[0], f"{path}[{n}]")]
    if isinstance(value, bool) and shape not in (bool, object):
        return [f"{path}: {value!r} is a truth value"]
    return [] if isinstance(value, shape) else [f"{path}: {value!r} is no {shape}"]


def assert_shape(tool: str, value: dict[str, Any], shape: Mapping[str, Any] | None = None) -> None:
    """The structured half has the contract's fields, and beside them only those that are known."""
    shape = SHAPES[tool] if shape is None else shape
    assert misfits(value, shape) == []
    totals = {name for name in value if name.endswith("_total")}
    assert set(value) - set(shape) - totals <= EXTRAS.get(tool, frozenset())
    assert_totals(value)


def assert_totals(value: Any) -> None:
    """Where a list is a head of itself, its total stands beside it and is no smaller."""
    if isinstance(value, dict):
        for name, total in value.items():
            if name.endswith("_total") and isinstance(value.get(name.removesuffix("_total")), list):
                assert total >= len(value[name.removesuffix("_total")]), name
    for child in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        assert_totals(child)


def text_of(result: types.CallToolResult) -> str:
    """The Markdown half: exactly one text block."""
    assert [block.type for block in result.content] == ["text"]
    block = result.content[0]
    assert isinstance(block, types.TextContent)
    return block.text


def halves(result: types.CallToolResult) -> tuple[dict[str, Any], str]:
    """Both halves of a good result, each short enough for a host."""
    text = text_of(result)
    assert not result.is_error, text
    structured = result.structured_content
    assert isinstance(structured, dict)
    assert len(json.dumps(structured)) < HALF
    assert 0 < len(text) < HALF
    assert_clean(text + json.dumps(structured))
    return structured, text


def mistake(result: types.CallToolResult) -> str:
    """The text of a result that tells the caller about a mistake."""
    assert result.is_error
    text = text_of(result)
    assert 10 < len(text) < HALF
    assert_clean(text)
    return text


_TRACE = re.compile(r"Traceback|File \"|\.py\b.*line \d|site-packages|pydantic|errors\.pydantic\.dev|\bKeyError\b")


def assert_clean(text: str) -> None:
    """No stack trace and no path of this machine."""
    assert not _TRACE.search(text), text[:500]


async def call(client: Client, tool: str, **arguments: Any) -> tuple[dict[str, Any], str]:
    """Call a tool that must answer well; both halves."""
    return halves(await client.call_tool(tool, arguments))


async def refused(client: Client, tool: str, **arguments: Any) -> str:
    """Call a tool that must refuse; the text."""
    return mistake(await client.call_tool(tool, arguments))
