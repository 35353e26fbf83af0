"""Where each assistant keeps its servers, on Linux, macOS and Windows."""

from __future__ import annotations

from pathlib import PurePath, PurePosixPath, PureWindowsPath

import pytest

from podium.hosts.places import Machine, System, config_files
from podium.hosts.table import BY_NAME, HOSTS

LINUX = Machine("linux", PurePosixPath("/home/ada"), PurePosixPath("/home/ada/shop"), {})
MAC = Machine("darwin", PurePosixPath("/Users/ada"), PurePosixPath("/Users/ada/shop"), {})
WINDOWS = Machine(
    "windows",
    PureWindowsPath("C:/Users/ada"),
    PureWindowsPath("D:/shop"),
    {"APPDATA": "C:\\Users\\ada\\AppData\\Roaming"},
)
APPLICATIONS = "/Users/ada/Library/Application Support"
ROAMING = r"C:\Users\ada\AppData\Roaming"

USER_FILES: dict[str, tuple[str, str, str]] = {
    "claude-desktop": (
        "/home/ada/.config/Claude/claude_desktop_config.json",
        f"{APPLICATIONS}/Claude/claude_desktop_config.json",
        rf"{ROAMING}\Claude\claude_desktop_config.json",
    ),
    "claude-code": ("/home/ada/.claude.json", "/Users/ada/.claude.json", r"C:\Users\ada\.claude.json"),
    "vscode": (
        "/home/ada/.config/Code/User/mcp.json",
        f"{APPLICATIONS}/Code/User/mcp.json",
        rf"{ROAMING}\Code\User\mcp.json",
    ),
    "cursor": ("/home/ada/.cursor/mcp.json", "/Users/ada/.cursor/mcp.json", r"C:\Users\ada\.cursor\mcp.json"),
    "windsurf": (
        "/home/ada/.codeium/windsurf/mcp_config.json",
        "/Users/ada/.codeium/windsurf/mcp_config.json",
        r"C:\Users\ada\.codeium\windsurf\mcp_config.json",
    ),
    "zed": (
        "/home/ada/.config/zed/settings.json",
        "/Users/ada/.config/zed/settings.json",
        rf"{ROAMING}\Zed\settings.json",
    ),
    "copilot": (
        "/home/ada/.copilot/mcp-config.json",
        "/Users/ada/.copilot/mcp-config.json",
        r"C:\Users\ada\.copilot\mcp-config.json",
    ),
    "codex": ("/home/ada/.codex/config.toml", "/Users/ada/.codex/config.toml", r"C:\Users\ada\.codex\config.toml"),
    "gemini": (
        "/home/ada/.gemini/settings.json",
        "/Users/ada/.gemini/settings.json",
        r"C:\Users\ada\.gemini\settings.json",
    ),
    "opencode": (
        "/home/ada/.config/opencode/opencode.json",
        "/Users/ada/.config/opencode/opencode.json",
        r"C:\Users\ada\.config\opencode\opencode.json",
    ),
    "cline": (
        "/home/ada/.cline/data/settings/cline_mcp_settings.json",
        "/Users/ada/.cline/data/settings/cline_mcp_settings.json",
        r"C:\Users\ada\.cline\data\settings\cline_mcp_settings.json",
    ),
}
PROJECT_FILES = {
    "claude-code": ".mcp.json",
    "vscode": ".vscode/mcp.json",
    "cursor": ".cursor/mcp.json",
    "zed": ".zed/settings.json",
    "copilot": ".mcp.json",
    "codex": ".codex/config.toml",
    "gemini": ".gemini/settings.json",
    "opencode": "opencode.json",
}


@pytest.mark.parametrize("name", BY_NAME)
@pytest.mark.parametrize("number", range(3))
def test_each_system_has_its_own_place(name: str, number: int) -> None:
    machine = (LINUX, MAC, WINDOWS)[number]
    assert str(config_files(BY_NAME[name], "user", machine)[0]) == USER_FILES[name][number]


@pytest.mark.parametrize("name", BY_NAME)
@pytest.mark.parametrize("machine", [LINUX, WINDOWS], ids=lambda machine: machine.system)
def test_files_of_a_project_lie_in_it(name: str, machine: Machine) -> None:
    found = config_files(BY_NAME[name], "project", machine)
    assert found[:1] == tuple(machine.project / file for file in [PROJECT_FILES.get(name)] if file)


@pytest.mark.parametrize(
    ("name", "variable", "expected"),
    [
        ("claude-code", "CLAUDE_CONFIG_DIR", "/elsewhere/.claude.json"),
        ("codex", "CODEX_HOME", "/elsewhere/config.toml"),
        ("copilot", "COPILOT_HOME", "/elsewhere/mcp-config.json"),
        ("opencode", "XDG_CONFIG_HOME", "/elsewhere/opencode/opencode.json"),
        ("vscode", "XDG_CONFIG_HOME", "/elsewhere/Code/User/mcp.json"),
    ],
)
def test_variables_of_the_assistants_are_respected(name: str, variable: str, expected: str) -> None:
    machine = Machine("linux", LINUX.home, LINUX.project, {variable: "/elsewhere"})
    found = config_files(BY_NAME[name], "user", machine)
    assert found[0] == PurePosixPath(expected)


def test_a_folder_named_by_a_variable_is_the_only_one() -> None:
    machine = Machine("linux", LINUX.home, LINUX.project, {"CODEX_HOME": "/elsewhere"})
    assert config_files(BY_NAME["codex"], "user", machine) == (PurePosixPath("/elsewhere/config.toml"),)


def test_windows_without_its_variable_is_met_too() -> None:
    machine = Machine("windows", WINDOWS.home, WINDOWS.project, {})
    found = config_files(BY_NAME["claude-desktop"], "user", machine)
    assert found[0] == PureWindowsPath(ROAMING) / "Claude" / "claude_desktop_config.json"


@pytest.mark.parametrize("host", HOSTS, ids=lambda host: host.name)
def test_no_assistant_is_without_a_place(host: object) -> None:
    system: System = "linux"
    machine = Machine(system, PurePath("/h"), PurePath("/p"), {})
    assert config_files(host, "user", machine)  # type: ignore[arg-type]
