"""Clients that lend their model: fastmcp and pydantic-ai over round trips, mcp-use over pushed requests.

Each needs a virtual environment of its own in the folder that PODIUM_CLIENTS names: `fastmcp` with `pip install fastmcp`,
`mcp-use` with `pip install mcp-use`, `pydantic-ai` with `pip install "pydantic-ai-slim[mcp]"`.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest
from obedient import OBJECTIVE, REPLY

from programs import printed

CARRIERS = {"fastmcp": "round_trip", "pydantic-ai": "round_trip", "mcp-use": "push"}
PATIENCE = 120


@pytest.mark.parametrize("name", CARRIERS)
def test_a_client_that_lends_its_model_completes_a_run(name: str, podium: Any) -> None:
    python = Path(os.environ.get("PODIUM_CLIENTS", ".")) / name / "bin" / "python"
    if not python.exists():
        pytest.skip(f"PODIUM_CLIENTS names no folder with {name}")
    script = Path(__file__).parent / "clients" / f"with_{name.replace('-', '_')}.py"
    server = [sys.executable, "-m", "podium", "serve", "--db", str(podium.database)]
    environ = {"PATH": os.environ["PATH"], "HOME": str(podium.home), "MCP_USE_ANONYMIZED_TELEMETRY": "false"}
    command = [str(python), str(script), OBJECTIVE, json.dumps(REPLY), *server]
    result = json.loads(printed(command, podium.project, environ, PATIENCE).splitlines()[-1])
    assert result["status"] == "completed"
    assert {agent["carrier"] for agent in result["agents"]} == {CARRIERS[name]}
    assert podium("show", result["run_id"], "--json").json()["status"] == "completed"
