"""The assistants we know: where each keeps its servers, in which form, and what a person does next.

A file is written as `base/rest`. Bases: `~` home, `apps` the system's folder for settings of programs, `xdg` the XDG
configuration folder on every system, `zed` Zed's own, `project` the project, `$NAME` a folder that an environment
variable names, and then the only one. Of several files the first that exists is taken, else the first.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

NAME = "podium"
CALL_SECONDS = 180
"""What hosts with a limit on a call are asked to wait: ours end before 100 s, and a queue of calls may stand before one."""

Scope = Literal["user", "project"]
Form = Literal["json", "toml"]
Shape = Literal["skill", "markdown", "workflow", "toml"]


@dataclass(frozen=True, slots=True)
class CommandFiles:
    """Files that make slash commands: what kind of file, and the user's folder of them (of several the first).

    Never the project's: Podium reads a project's own commands, and would meet itself there.
    """

    shape: Shape
    folder: tuple[str, ...]
    called: str
    """How a person calls one, with `NAME` for the command."""


@dataclass(frozen=True, slots=True)
class Host:
    """One assistant. `fixed` fields of our entry are always ours; `preset` ones stay as the user changes them."""

    name: str
    title: str
    user: tuple[str, ...]
    project: tuple[str, ...] = ()
    container: str = "mcpServers"
    form: Form = "json"
    fixed: Mapping[str, Any] = field(default_factory=dict)
    preset: Mapping[str, Any] = field(default_factory=dict)
    one_list: bool = False
    """The command and its arguments stand in one list."""
    marks: tuple[str, ...] = ()
    """Folders whose existence shows that the assistant is here, besides those of its configuration."""
    programs: tuple[str, ...] = ()
    knows_project: bool = True
    use: str = "type /orchestrate"
    commands: CommandFiles | None = None

    def entry(self, command: tuple[str, ...]) -> dict[str, Any]:
        """What stands under our name when nothing stood there."""
        return {**self.fixed, **self.started_by(command), **self.preset}

    def started_by(self, command: tuple[str, ...]) -> dict[str, Any]:
        """The fields that say how the server is started."""
        if self.one_list:
            return {"command": list(command)}
        return {"command": command[0], "args": list(command[1:])}

    def command_of(self, entry: Mapping[str, Any]) -> tuple[str, ...]:
        """The command that an entry starts; empty where it starts none."""
        command, arguments = entry.get("command"), entry.get("args", [])
        parts = command if isinstance(command, list) else [command, *(arguments if isinstance(arguments, list) else [])]
        return tuple(parts) if parts and all(isinstance(part, str) for part in parts) else ()


_ASK = "ask it to orchestrate something with Podium"

HOSTS: tuple[Host, ...] = (
    Host(
        "claude-desktop",
        "Claude Desktop",
        ("apps/Claude/claude_desktop_config.json",),
        marks=("apps/Claude",),
        knows_project=False,
        use="quit it fully, start it again, choose orchestrate in the + menu, or " + _ASK,
    ),
    Host(
        "claude-code",
        "Claude Code",
        ("$CLAUDE_CONFIG_DIR/.claude.json", "~/.claude.json"),
        ("project/.mcp.json",),
        fixed={"type": "stdio"},
        marks=("~/.claude",),
        programs=("claude",),
        use="start it anew and type /mcp__podium__orchestrate",
        commands=CommandFiles("markdown", ("$CLAUDE_CONFIG_DIR/commands", "~/.claude/commands"), "/NAME"),
    ),
    Host(
        "vscode",
        "VS Code",
        ("apps/Code/User/mcp.json",),
        ("project/.vscode/mcp.json",),
        container="servers",
        fixed={"type": "stdio"},
        marks=("apps/Code/User",),
        programs=("code",),
        use="open the chat in agent mode and type /mcp.podium.orchestrate",
    ),
    Host(
        "cursor",
        "Cursor",
        ("~/.cursor/mcp.json",),
        ("project/.cursor/mcp.json",),
        marks=("~/.cursor",),
        programs=("cursor",),
        use="switch podium on in the settings under MCP and type /orchestrate",
    ),
    Host(
        "windsurf",
        "Windsurf",
        ("~/.codeium/windsurf/mcp_config.json",),
        marks=("~/.codeium/windsurf",),
        programs=("windsurf",),
        use="refresh the list of MCP servers and " + _ASK,
    ),
    Host(
        "zed",
        "Zed",
        ("zed/settings.json",),
        ("project/.zed/settings.json",),
        container="context_servers",
        fixed={"source": "custom"},
        preset={"env": {}},
        marks=("zed",),
        programs=("zed", "zeditor"),
        use="type /orchestrate in the agent panel",
    ),
    Host(
        "copilot",
        "GitHub Copilot CLI",
        ("$COPILOT_HOME/mcp-config.json", "~/.copilot/mcp-config.json"),
        ("project/.mcp.json",),
        fixed={"type": "stdio"},
        preset={"tools": ["*"]},
        marks=("~/.copilot",),
        programs=("copilot",),
        use="start it anew and " + _ASK,
        commands=CommandFiles("skill", ("$COPILOT_HOME/skills", "~/.copilot/skills"), "/NAME"),
    ),
    Host(
        "codex",
        "Codex",
        ("$CODEX_HOME/config.toml", "~/.codex/config.toml"),
        ("project/.codex/config.toml",),
        container="mcp_servers",
        form="toml",
        preset={"startup_timeout_sec": 30, "tool_timeout_sec": CALL_SECONDS},
        marks=("~/.codex",),
        programs=("codex",),
        use="start it anew and " + _ASK,
        commands=CommandFiles("skill", ("~/.agents/skills",), "$NAME"),
    ),
    Host(
        "gemini",
        "Gemini CLI",
        ("~/.gemini/settings.json",),
        ("project/.gemini/settings.json",),
        preset={"timeout": CALL_SECONDS * 1000},
        marks=("~/.gemini",),
        programs=("gemini",),
        use="start it anew and type /orchestrate",
        commands=CommandFiles("toml", ("~/.gemini/commands/podium",), "/podium:NAME"),
    ),
    Host(
        "opencode",
        "opencode",
        ("xdg/opencode/opencode.json", "xdg/opencode/opencode.jsonc"),
        ("project/opencode.json", "project/opencode.jsonc"),
        container="mcp",
        fixed={"type": "local"},
        preset={"enabled": True, "timeout": CALL_SECONDS * 1000},
        one_list=True,
        marks=("xdg/opencode",),
        programs=("opencode",),
        use="start it anew and type /podium:orchestrate",
    ),
    Host(
        "cline",
        "Cline",
        (
            "~/.cline/data/settings/cline_mcp_settings.json",
            "apps/Code/User/globalStorage/saoudrizwan.claude-dev/settings/cline_mcp_settings.json",
        ),
        preset={"timeout": CALL_SECONDS, "disabled": False},
        marks=("~/.cline",),
        programs=("cline",),
        use="open its list of MCP servers once, and " + _ASK,
        commands=CommandFiles("workflow", ("~/.cline/workflows",), "/NAME"),
    ),
)
BY_NAME: Mapping[str, Host] = {host.name: host for host in HOSTS}
