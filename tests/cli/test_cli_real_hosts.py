"""The real assistants, offline, against a scripted model: installed with `podium install`, each finishes a hand-off run.

Optional: set PODIUM_HOST_LAB to a folder with `bin/<assistant>`, `bin/hostenv COMMAND` (runs it without network and points
it at a model endpoint that obeys `@@CALL tool {json}@@`; HE_HOME names the home), and `home` with the assistants' settings
for that endpoint. Where folder or assistant is missing, the test is skipped.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.slow

LAB = os.environ.get("PODIUM_HOST_LAB", "")
MOST_ROUNDS = 8
PATIENCE = 120
TRIES = 3
"""A busy machine starts servers late, and some assistants begin their turn without them."""
OBJECTIVE = "Add user profile image upload functionality"


@dataclass(frozen=True, slots=True)
class Turn:
    """How one headless turn of an assistant is started; `PROMPT` stands for the user's words.

    An assistant that `folds` shows its model underscores in the names of tools.
    """

    program: str
    arguments: tuple[str, ...]
    environ: str = ""
    folds: bool = False


TURNS = {
    "claude-code": Turn(
        "claude",
        ("-p", "PROMPT", "--allowedTools", "mcp__podium", "--output-format", "json"),
        "CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC=1 DISABLE_AUTOUPDATER=1 ENABLE_TOOL_SEARCH=false",
    ),
    "codex": Turn(
        "codex",
        ("exec", "--json", "--skip-git-repo-check", "-c", "mcp_servers.podium.required=true", "PROMPT"),
        folds=True,
    ),
    "copilot": Turn(
        "copilot",
        ("-p", "PROMPT", "--allow-all-tools", "--no-color"),
        "COPILOT_OFFLINE=true COPILOT_PROVIDER_BASE_URL=http://127.0.0.1:8099/v1 COPILOT_PROVIDER_TYPE=openai "
        "COPILOT_PROVIDER_API_KEY=dummy COPILOT_MODEL=fake-model COPILOT_AUTO_UPDATE=false COPILOT_ALLOW_ALL=true",
    ),
    "gemini": Turn(
        "gemini",
        ("--approval-mode", "yolo", "-m", "gemini-2.5-flash", "-p", "PROMPT"),
        "GEMINI_CLI_TRUST_WORKSPACE=true",
    ),
    "opencode": Turn(
        "opencode",
        ("run", "PROMPT"),
        "OPENCODE_DISABLE_MODELS_FETCH=1 OPENCODE_DISABLE_AUTOUPDATE=1 OPENCODE_DISABLE_DEFAULT_PLUGINS=1 "
        "OPENCODE_DISABLE_LSP_DOWNLOAD=1",
    ),
}


@dataclass(frozen=True, slots=True)
class Seat:
    """One assistant with a home of its own and Podium installed in it."""

    turn: Turn
    podium: Any

    def say(self, tool: str, arguments: dict[str, Any]) -> str:
        """One turn in which the model calls one tool."""
        shown = tool.replace("-", "_") if self.turn.folds else tool
        prompt = f"@@CALL {shown} {json.dumps(arguments)}@@"
        command = [prompt if part == "PROMPT" else part for part in self.turn.arguments]
        done = subprocess.run(
            [str(Path(LAB) / "bin" / "hostenv"), self.turn.program, *command],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
            cwd=self.podium.project,
            env={"PATH": os.environ["PATH"], "HE_HOME": str(self.podium.home), "HE_ENV": self.turn.environ},
        )
        return done.stdout + done.stderr

    def runs(self) -> list[dict[str, Any]]:
        """What the assistant's server recorded."""
        found = self.podium("runs", "--json").json()["runs"]
        assert isinstance(found, list)
        return found


def take_seat(name: str, podium: Any) -> Seat:
    turn = TURNS[name]
    if not LAB or not (Path(LAB) / "bin" / turn.program).exists():
        pytest.skip(f"{turn.program} is not installed; see PODIUM_HOST_LAB")
    shutil.copytree(Path(LAB) / "home", podium.home, dirs_exist_ok=True)
    done = podium("install", name, "--db", str(podium.database), "--workspace", str(podium.project))
    assert done.code == 0, done.err
    return Seat(turn, podium)


@pytest.mark.parametrize("name", TURNS)
def test_an_installed_assistant_finishes_a_hand_off_run(name: str, podium: Any) -> None:
    seat = take_seat(name, podium)
    for _ in range(TRIES):
        said = seat.say("orchestrate", {"objective": OBJECTIVE, "agent_limit": 2, "delivery": "handoff"})
        if seat.runs():
            break
    assert seat.runs(), said
    run_id = seat.runs()[0]["run_id"]
    for _ in range(MOST_ROUNDS):
        run = podium("show", run_id, "--json").json()
        if run["status"] != "awaiting_host":
            break
        open_agents = [brief["agent_id"] for brief in run["next"]["briefs"]]
        seat.say("agent-brief", {"run_id": run_id, "agent_id": open_agents[0]})
        reply = json.dumps({"summary": "Read payments.md and found no conflict.", "findings": [], "confidence": 0.8})
        replies = [{"agent_id": agent, "status": "ok", "content": reply} for agent in open_agents]
        said = seat.say("orchestrate-continue", {"run_id": run_id, "replies": replies})
    assert podium("show", run_id, "--json").json()["status"] == "completed", said
    assert podium("uninstall", name).code == 0
