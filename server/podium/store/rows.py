"""Between values and rows of the database."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from pydantic_core import to_json

from podium.core.values import JSON
from podium.store.outcomes import OutcomeRow
from podium.store.protocol import OBJECTIVE_SHOWN, AgentRow, Event, RecoveryRow, Round, RunRow
from podium.store.report import LogRow

Row = Sequence[Any]

_compact = json.JSONEncoder(separators=(",", ":")).encode


def dumped(value: object) -> str:
    """Compact JSON. A lone surrogate in a model's text is stored like any other character, which takes ASCII."""
    try:
        return to_json(value).decode()
    except ValueError:
        return _compact(value)


def loaded(text: str) -> JSON:
    """The inverse of `dumped` for objects."""
    value: JSON = json.loads(text)
    return value


def plain(text: str) -> str:
    """The text with what UTF-8 cannot carry replaced by `?`."""
    return text.encode("utf-8", "replace").decode("utf-8")


def event_row(run_id: str, event: Event) -> Row:
    """The parameters of `add_event`."""
    return run_id, event.seq, event.at, event.kind, dumped(event.data)


def event(row: Row) -> Event:
    """The event in a row of `events`."""
    seq, at, kind, data = row
    return Event(seq, at, kind, loaded(data))


def run_row(row: RunRow, seq: int) -> JSON:
    """The parameters of `save`."""
    return {
        "run_id": row.run_id,
        "principal": plain(row.principal),
        "objective": plain(row.objective[:OBJECTIVE_SHOWN]),
        "status": row.status,
        "strategy": row.strategy,
        "agents_done": row.agents_done,
        "agents_total": row.agents_total,
        "started_at": row.started_at,
        "updated_at": row.updated_at,
        "seq": seq,
        "rehearsal": row.rehearsal,
    }


def run(row: Row) -> RunRow:
    """The run in a row of `runs`."""
    return RunRow(*(*row[:-1], bool(row[-1])))


def round_row(value: Round) -> JSON:
    """The parameters of `open`."""
    return {
        "round_id": value.round_id,
        "run_id": value.run_id,
        "call_id": value.call_id,
        "number": value.number,
        "opened_at": value.opened_at,
        "client": plain(value.client),
        "calls": dumped(value.calls),
        "digest": value.digest,
    }


def round_(row: Row) -> Round:
    """The round in a row of `rounds`."""
    calls, digest = row[-2:]
    return Round(*(*row[:-2], tuple(json.loads(calls)), digest))


def outcome_row(value: OutcomeRow) -> JSON:
    """The parameters of `save_outcome`."""
    return {
        "run_id": value.run_id,
        "at": value.at,
        "domain": plain(value.domain),
        "strategy": value.strategy,
        "confidence": value.confidence,
        "chosen_probability": value.chosen_probability,
        "complexity": value.complexity,
        "status": value.status,
        "success": None if value.success is None else float(value.success),
        "source": value.source,
        "weight": value.weight,
        "routing_score": value.routing_score,
        "overridden": value.overridden,
        "rehearsal": value.rehearsal,
        "tokens": value.tokens,
        "seconds": value.seconds,
        "agents": value.agents,
        "factors": dumped(value.factors),
        "prior": value.prior,
        "rated": value.rated,
        "after_failure": value.after_failure,
        "model": plain(value.model),
        "explored": value.explored,
        "overhead": value.overhead,
        "project": plain(value.project),
        "fingerprint": value.fingerprint,
    }


def outcome(row: Row) -> OutcomeRow:
    """The outcome in a row of `outcomes`, whose columns come in the order of its fields."""
    values: list[Any] = list(row)
    for flag in (12, 13, 19, 22):  # overridden, rehearsal, rated, explored
        values[flag] = bool(values[flag])
    values[17] = loaded(values[17])
    return OutcomeRow(*values)


def log(row: Row) -> LogRow:
    """The entry in a row of `learning_log`."""
    at, domain, kind, detail = row
    return LogRow(at, domain, kind, loaded(detail))


def recovery_row(value: RecoveryRow) -> JSON:
    """The parameters of `add_recovery`."""
    return {
        "run_id": value.run_id,
        "at": value.at,
        "domain": plain(value.domain),
        "failure": value.failure,
        "strategy": value.strategy,
        "succeeded": value.succeeded,
    }


def agent_row(value: AgentRow) -> Row:
    """The parameters of `save_agent`."""
    return (
        value.run_id,
        value.agent_id,
        value.at,
        plain(value.domain),
        value.command,
        value.succeeded,
        value.first_failure,
        value.care,
    )
