"""The extensions of the protocol that this server speaks, and the methods that they add."""

from __future__ import annotations

from typing import Any

import mcp_types as types
from pydantic import Field

APPS = "io.modelcontextprotocol/ui"
TASKS = "io.modelcontextprotocol/tasks"
"""Lets a client poll for a result; it exists from 2026-07-28 on only."""

FACE_URI = "ui://podium/page"
APP_MIME = "text/html;profile=mcp-app"
FACES = frozenset(
    {"orchestrate", "coordinate", "command-orchestration-workflow", "orchestrate-status", "learning-report"}
)
"""Tools whose results a page shows. Not those that agents call once each, which would open a page for every reply."""

LEGACY: dict[str, dict[str, Any]] = {APPS: {}}
MODERN: dict[str, dict[str, Any]] = {APPS: {}, TASKS: {}}
"""What each era is told, with settings, of which there are none."""

TASK_METHODS = ("tasks/get", "tasks/update", "tasks/cancel")


class TaskParams(types.RequestParams):
    """Parameters of the three methods; only `tasks/update` has responses."""

    task_id: str = Field(max_length=200)
    input_responses: dict[str, Any] = Field(default_factory=dict)
