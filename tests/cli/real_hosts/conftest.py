"""Fixtures of the optional suite with real assistants: `PODIUM_REAL_HOSTS=1 python -m pytest tests/cli/real_hosts`.

It needs the assistants on the search path, for instance from `npm install -g @anthropic-ai/claude-code @openai/codex
@github/copilot @google/gemini-cli opencode-ai`; a test whose program is missing is skipped. It needs no account and no
network beyond loopback: `endpoint.py` plays the model.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from endpoint import Endpoint, listening

PATIENCE = 900
"""Seconds for one test: a busy machine starts some assistants in half a minute, and a run has several turns."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.slow)
            item.add_marker(pytest.mark.timeout(PATIENCE))
            if "PODIUM_REAL_HOSTS" not in os.environ:
                item.add_marker(pytest.mark.skip(reason="set PODIUM_REAL_HOSTS=1 to try real assistants"))


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    """A model endpoint of the test's own."""
    with listening() as found:
        yield found
        assert found.errors == []
