"""How each real assistant is set up in a home of its own, and started for one turn without a terminal.

Everything it needs to reach is on loopback: the keys are made up, and updates and reports home are switched off.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from endpoint import MODEL, Endpoint

KEY = "sk-made-up-000000000000000000"
PATIENCE = 280
"""Seconds for one turn; a busy machine starts some assistants in half a minute."""
TRIES = 3
"""Some assistants begin a turn before their servers are up, so that the model sees no tool; a person would ask again."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an assistant lives: its home, the project it is started in, the model endpoint it must use."""

    home: Path
    project: Path
    endpoint: Endpoint


@dataclass(frozen=True, slots=True)
class Assistant:
    """One assistant. `turn` is its command line with PROMPT for the user's words; `settle` writes its first settings."""

    program: str
    turn: tuple[str, ...]
    settle: Callable[[Place], None]
    environ: Callable[[Place], Mapping[str, str]]
    slash: str = ""
    """What a person types to orchestrate by a slash command where one turn without a terminal takes it; ASK for the words."""


def _claude(place: Place) -> None:
    known = {
        "hasCompletedOnboarding": True,
        "customApiKeyResponses": {"approved": [KEY[-20:]], "rejected": []},
        "projects": {str(place.project): {"hasTrustDialogAccepted": True}},
    }
    _write(place.home / ".claude.json", json.dumps(known))


def _codex(place: Place) -> None:
    text = f"""# the user's own settings stay
model = "gpt-5"
model_provider = "loopback"
approval_policy = "never"
sandbox_mode = "danger-full-access"
check_for_update_on_startup = false

[analytics]
enabled = false

[model_providers.loopback]
name = "loopback"
base_url = "{place.endpoint.url}/v1"
env_key = "OPENAI_API_KEY"
wire_api = "responses"

[projects."{place.project}"]
trust_level = "trusted"
"""
    _write(place.home / ".codex" / "config.toml", text)


def _gemini(place: Place) -> None:
    settings = {
        "security": {"auth": {"selectedType": "gemini-api-key"}, "folderTrust": {"enabled": False}},
        "general": {"enableAutoUpdate": False},
        "privacy": {"usageStatisticsEnabled": False},
        "telemetry": {"enabled": False},
    }
    _write(place.home / ".gemini" / "settings.json", json.dumps(settings))


def _opencode(place: Place) -> None:
    model = {"name": MODEL, "tool_call": True, "limit": {"context": 200_000, "output": 8_000}}
    provider = {
        "npm": "@ai-sdk/openai-compatible",
        "name": "loopback",
        "options": {"baseURL": f"{place.endpoint.url}/v1", "apiKey": KEY},
        "models": {MODEL: model},
    }
    settings = {
        "autoupdate": False,
        "share": "disabled",
        "model": f"loopback/{MODEL}",
        "small_model": f"loopback/{MODEL}",
        "permission": {"*": "allow"},
        "provider": {"loopback": provider},
    }
    _write(place.home / ".config" / "opencode" / "opencode.json", json.dumps(settings))


def _nothing(_: Place) -> None:
    """The environment says it all."""


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def copilot_environ(place: Place) -> Mapping[str, str]:
    """Copilot with a provider of one's own."""
    return {
        "COPILOT_OFFLINE": "true",
        "COPILOT_PROVIDER_BASE_URL": f"{place.endpoint.url}/v1",
        "COPILOT_PROVIDER_TYPE": "openai",
        "COPILOT_PROVIDER_API_KEY": KEY,
        "COPILOT_MODEL": MODEL,
        "COPILOT_AUTO_UPDATE": "false",
    }


ASSISTANTS: Mapping[str, Assistant] = {
    "claude-code": Assistant(
        "claude",
        ("-p", "PROMPT", "--allowedTools", "mcp__podium", "Agent", "Task", "--output-format", "json"),
        _claude,
        lambda place: {
            "ANTHROPIC_BASE_URL": place.endpoint.url,
            "ANTHROPIC_API_KEY": KEY,
            "CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC": "1",
            "DISABLE_AUTOUPDATER": "1",
        },
        slash="/mcp__podium__orchestrate ASK",
    ),
    "codex": Assistant(
        "codex",
        ("exec", "--json", "--skip-git-repo-check", "-c", "mcp_servers.podium.required=true", "PROMPT"),
        _codex,
        lambda place: {"OPENAI_API_KEY": KEY},
    ),
    "copilot": Assistant("copilot", ("-p", "PROMPT", "--allow-all-tools", "--no-color"), _nothing, copilot_environ),
    "gemini": Assistant(
        "gemini",
        ("--approval-mode", "yolo", "-m", "gemini-2.5-flash", "-p", "PROMPT"),
        _gemini,
        lambda place: {
            "GEMINI_API_KEY": KEY,
            "GOOGLE_GEMINI_BASE_URL": place.endpoint.url,
            "GEMINI_CLI_TRUST_WORKSPACE": "true",
        },
        slash="/orchestrate ASK",
    ),
    "opencode": Assistant(
        "opencode",
        ("run", "PROMPT"),
        _opencode,
        lambda place: {
            "OPENCODE_DISABLE_MODELS_FETCH": "1",
            "OPENCODE_DISABLE_AUTOUPDATE": "1",
            "OPENCODE_DISABLE_DEFAULT_PLUGINS": "1",
            "OPENCODE_DISABLE_LSP_DOWNLOAD": "1",
        },
    ),
}


def environ_of(assistant: Assistant, place: Place) -> dict[str, str]:
    """The whole environment: nothing of the caller's but the search path gets in."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(place.home),
        "USER": "somebody",
        "SHELL": "/bin/bash",
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "NO_PROXY": "127.0.0.1,localhost",
        **assistant.environ(place),
    }


@dataclass(frozen=True, slots=True)
class Seat:
    """One assistant in a place, with Podium installed in it by `podium install`."""

    assistant: Assistant
    place: Place
    podium: Any

    def ask(self, words: str) -> str:
        """A turn in which a run is started; what the assistant printed."""
        said = ""
        for _ in range(TRIES):
            said = self.turn(words)
            if self.runs():
                break
        return said

    def turn(self, words: str, patience: float = PATIENCE) -> str:
        """One turn; what the assistant printed.

        Raises:
            subprocess.TimeoutExpired: it did not end in time, and was ended.
        """
        command = [words if part == "PROMPT" else part for part in self.assistant.turn]
        program = subprocess.Popen(
            [self.assistant.program, *command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            cwd=self.place.project,
            env=environ_of(self.assistant, self.place),
            start_new_session=True,
        )
        try:
            said, _ = program.communicate(timeout=patience)
        finally:
            assert program.stdout is not None
            program.stdout.close()
            # A launcher that is ended leaves the assistant behind, and that its servers.
            with suppress(ProcessLookupError):
                os.killpg(program.pid, signal.SIGKILL)
            program.wait(10)
        return said

    def runs(self) -> list[dict[str, Any]]:
        """What the assistant's server recorded, each run as `show` tells it."""
        found = self.podium("runs", "--json").json()["runs"]
        return [self.podium("show", run["run_id"], "--json").json() for run in found]


def take_seat(name: str, podium: Any, endpoint: Endpoint, *options: str) -> Seat:
    """Set an assistant up and install Podium in it; skips where it is not on the search path."""
    assistant = ASSISTANTS[name]
    if shutil.which(assistant.program) is None:
        pytest.skip(f"{assistant.program} is not installed")
    place = Place(podium.home, podium.project, endpoint)
    assistant.settle(place)
    done = podium("install", name, "--db", str(podium.database), *options)
    assert done.code == 0, done.err
    return Seat(assistant, place, podium)
