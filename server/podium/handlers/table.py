"""The commands that compute, by name: one line each."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from podium.core.values import JSON
from podium.handlers.command_relationships import command_relationships
from podium.handlers.context_economy import context_economy
from podium.handlers.decision_engine import decision_engine
from podium.handlers.parallel_over_sequential import parallel_over_sequential
from podium.handlers.verify_mathematics import verify_mathematics

HANDLERS: Mapping[str, Callable[..., JSON]] = {
    "decision-engine": decision_engine,
    "command-relationships": command_relationships,
    "parallel-over-sequential": parallel_over_sequential,
    "context-economy": context_economy,
    "verify-mathematics": verify_mathematics,
}
"""Each takes a `World` and the command's arguments by keyword, and returns the result's fields."""
