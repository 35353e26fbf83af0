"""What others check a server with: the Inspector, the conformance suite, and the validators of bundle and plugin.

The programs come from npm: @modelcontextprotocol/inspector, @modelcontextprotocol/conformance@alpha (needs Node 22),
@anthropic-ai/mcpb and @anthropic-ai/claude-code. `tests/hosts/test_hosts_bundle.py` packs the bundle and starts the server from it.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from programs import printed

ROOT = Path(__file__).resolve().parents[3]
PATIENCE = 120
ERAS = ("legacy", "modern")
MODERN = "2026-07-28"
SCENARIOS = {
    MODERN: (
        "server-stateless",
        "tools-list",
        "prompts-list",
        "resources-list",
        "completion-complete",
        "caching",
        "dns-rebinding-protection",
        "server-sse-multiple-streams",
        "sep-2164-resource-not-found",
        "input-required-result-unsupported-methods",
        "input-required-result-validate-input",
        "http-header-validation",
    ),
    "2025-11-25": (
        "server-initialize",
        "ping",
        "tools-list",
        "prompts-list",
        "resources-list",
        "completion-complete",
        "dns-rebinding-protection",
        "server-sse-multiple-streams",
        "server-session-lifecycle",
    ),
}
"""Scenarios that any server can pass, by revision of the protocol; the others need tools of the suite's own."""
OWN_TOOLS_NEEDED = """server:
  - server-stateless:sep-2575-server-rejects-undeclared-capability
  - server-stateless:sep-2575-missing-capability-http-400
  - server-stateless:sep-2575-http-server-no-independent-requests-on-stream
  - server-stateless:sep-2575-server-no-log-without-loglevel
  - server-stateless:sep-2575-server-sends-prompts-list-changed-on-subscription
  - server-stateless:sep-2575-server-sends-tools-list-changed-on-subscription
"""
"""Checks within these scenarios that call such a tool."""


def needs(program: str) -> str:
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed")
    return program


def said(command: list[str], home: Path, **environ: str) -> str:
    """What a program printed; it must end well."""
    own = {"PATH": os.environ["PATH"], "HOME": str(home), "LANG": "C.UTF-8"}
    return printed(command, home, {**own, **environ}, PATIENCE)


def inspected(podium: Any, era: str, *method: str) -> dict[str, Any]:
    server = {"command": sys.executable, "args": ["-m", "podium", "serve", "--db", str(podium.database)]}
    config = podium.home / "inspector.json"
    config.write_text(json.dumps({"mcpServers": {"podium": server}}))
    command = [needs("mcp-inspector"), "--cli", "--config", str(config), "--server", "podium", "-q", "--format", "json"]
    printed = said([*command, "--protocol-era", era, *method], podium.home, MCP_INSPECTOR_SECRET_STORE="memory")
    found = json.loads(printed)["result"]
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("era", ERAS)
def test_the_inspector_lists_the_tools_strictly(podium: Any, era: str) -> None:
    tools = inspected(podium, era, "--method", "tools/list", "--strict")["tools"]
    assert {"orchestrate", "decision-engine"} <= {tool["name"] for tool in tools}


@pytest.mark.parametrize("era", ERAS)
def test_the_inspector_calls_the_tools(podium: Any, era: str) -> None:
    given = json.dumps({"claims": ["2 + 2 = 4", "3 * 3 = 10"]})
    called = ("--method", "tools/call", "--tool-name", "verify-mathematics", "--tool-args-json", given)
    result = inspected(podium, era, *called)
    assert result["structuredContent"]["verdict"] == "fails"
    given = json.dumps({"objective": "Add a login page", "delivery": "handoff"})
    result = inspected(podium, era, "--method", "tools/call", "--tool-name", "orchestrate", "--tool-args-json", given)
    assert result["structuredContent"]["status"] == "awaiting_host"


@pytest.fixture
def address(podium: Any) -> Iterator[str]:
    """A server over HTTP on a free port."""
    needs("conformance")
    command = [sys.executable, "-m", "podium", "serve", "--http", "--port", "0", "--db", str(podium.database)]
    server = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        cwd=podium.project,
        env={"PATH": os.environ["PATH"], "HOME": str(podium.home)},
    )
    assert server.stderr is not None
    found = None
    while found is None:
        line = server.stderr.readline()
        assert line, "the server ended before it told its address"
        found = re.search(r"http://[\d.:]+/mcp", line)
    yield found.group()
    server.terminate()
    server.wait(10)
    server.stderr.close()


@pytest.mark.parametrize("revision", SCENARIOS)
def test_the_conformance_suite_passes(podium: Any, address: str, revision: str) -> None:
    expected = podium.home / "expected.yml"
    expected.write_text(OWN_TOOLS_NEEDED)
    options = ["--url", address, "--spec-version", revision]
    for scenario in SCENARIOS[revision]:
        more = ["--expected-failures", str(expected)] if scenario == "server-stateless" else []
        said(["conformance", "server", *options, "--scenario", scenario, *more], podium.home)


def test_the_plugin_passes_the_validator_of_its_host(podium: Any) -> None:
    for folder in ("claude-code", "."):
        said(
            [needs("claude"), "plugin", "validate", str(ROOT / "manifests" / folder)],
            podium.home,
            DISABLE_AUTOUPDATER="1",
        )
