"""The fields of every tool's structured result, as its output schema names them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_STRING = {"type": "string"}
_NUMBER = {"type": "number"}
_INTEGER = {"type": "integer"}
_BOOLEAN = {"type": "boolean"}
_LIST = {"type": "array"}
_OBJECT = {"type": "object"}
_TEXT_OR_NULL = {"anyOf": [{"type": "string"}, {"type": "null"}]}
_NUMBER_OR_NULL = {"anyOf": [{"type": "number"}, {"type": "null"}]}

Fields = Mapping[str, Any]

RUN: Fields = {
    "run_id": _STRING,
    "status": _STRING,
    "strategy": _STRING,
    "confidence": _NUMBER,
    "complexity": _NUMBER,
    "overridden": _BOOLEAN,
    "decision": _OBJECT,
    "phases": _LIST,
    "waves": _LIST,
    "agents": _LIST,
    "graph": _OBJECT,
    "confidence_trace": _LIST,
    "deviations": _LIST,
    "adjustments": _LIST,
    "recoveries": _LIST,
    "spawned_refused": _LIST,
    "synthesis": _OBJECT,
    "quality": _OBJECT,
    "review_flagged": _BOOLEAN,
    "spent": _OBJECT,
    "mermaid": _TEXT_OR_NULL,
}
CONTINUED: Fields = {**RUN, "recorded": _LIST, "remaining": _INTEGER}
BRIEF: Fields = {
    "run_id": _STRING,
    "agent_id": _STRING,
    "role": _STRING,
    "prompt": _STRING,
    "tokens": _INTEGER,
    "state": _STRING,
}
STATUS: Fields = {**RUN, "runs": _LIST}
VERDICT: Fields = {
    "run_id": _STRING,
    "recorded": _BOOLEAN,
    "routing_accuracy": _NUMBER_OR_NULL,
    "routing_score": _NUMBER,
    "review_flagged": _BOOLEAN,
}
DECISION: Fields = {
    "objective": _STRING,
    "confidence": _NUMBER,
    "interval": _LIST,
    "complexity": _NUMBER,
    "basis": _STRING,
    "factors": _LIST,
    "domains": _LIST,
    "specializations": _LIST,
    "route": _OBJECT,
    "thresholds": _OBJECT,
    "approaches": _LIST,
    "plan": _LIST,
    "resources": _OBJECT,
    "history": _OBJECT,
    "chain": _LIST,
    "questions": _LIST,
}
MAP: Fields = {
    "commands": _LIST,
    "edges": _LIST,
    "waves": _LIST,
    "critical_path": _LIST,
    "conflicts": _LIST,
    "cycles": _LIST,
    "coordination": _LIST,
    "mermaid": _TEXT_OR_NULL,
}
WAVES: Fields = {
    "decision": _STRING,
    "waves": _LIST,
    "critical_path": _LIST,
    "sequential_minutes": _NUMBER,
    "parallel_minutes": _NUMBER,
    "speedup": _NUMBER,
    "net_benefit": _NUMBER,
    "overhead": _NUMBER,
    "conflicts": _LIST,
    "reason": _STRING,
    "mermaid": _TEXT_OR_NULL,
}
PACKS: Fields = {
    "packs": _LIST,
    "baseline_tokens": _INTEGER,
    "kept_tokens": _INTEGER,
    "reduction": _NUMBER,
    "dropped": _LIST,
    "preserved_ok": _BOOLEAN,
    "overlap": _NUMBER,
    "index": _OBJECT,
}
CLAIMS: Fields = {"claims": _LIST, "holds": _INTEGER, "fails": _INTEGER, "undecided": _INTEGER, "verdict": _STRING}
REPORT: Fields = {
    "decisions": _INTEGER,
    "outcomes": _INTEGER,
    "outcome_sources": _OBJECT,
    "routing_accuracy": _NUMBER_OR_NULL,
    "routing_score": _NUMBER_OR_NULL,
    "strategy_selection_accuracy": _NUMBER_OR_NULL,
    "deployment_success_rate": _NUMBER_OR_NULL,
    "coordination_quality": _NUMBER_OR_NULL,
    "recovery_success_rate": _NUMBER_OR_NULL,
    "recovery_by_failure": _LIST,
    "agent_success_rate": _NUMBER_OR_NULL,
    "calibration": _OBJECT,
    "bands": _LIST,
    "thresholds": _LIST,
    "patterns": _OBJECT,
    "reviews": _LIST,
    "trend": _LIST,
}
