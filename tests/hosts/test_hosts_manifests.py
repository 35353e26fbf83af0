"""What registries and hosts read about Podium: generated, and as their schemas want it."""

from __future__ import annotations

import base64
import importlib.util
import json
import re
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
import yaml

from podium import __version__
from podium.registry import data_folder
from podium.surface.tools import SPECS

MANIFESTS = data_folder("manifests")


def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("regenerate_manifests", Path(__file__).with_name("regenerate.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read(name: str) -> dict[str, Any]:
    found = json.loads((MANIFESTS / name).read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def test_every_file_is_what_the_generator_makes() -> None:
    made = generator()
    expected = made.expected()
    drifted = [name for name, text in expected.items() if (MANIFESTS / name).read_bytes() != text.encode()]
    assert drifted == [], "run python tests/hosts/regenerate.py"
    assert made.surplus(expected) == []


def test_the_registry_entry_keeps_the_registry_s_limits() -> None:
    entry = read("server.json")
    assert re.fullmatch(r"[a-zA-Z0-9.-]+/[a-zA-Z0-9._-]+", entry["name"])
    assert 1 <= len(entry["description"]) <= 100
    assert 1 <= len(entry["title"]) <= 100
    package = entry["packages"][0]
    assert entry["version"] == package["version"] == __version__
    assert (package["registryType"], package["identifier"], package["transport"]) == (
        "pypi",
        "podium-mcp",
        {"type": "stdio"},
    )
    assert [argument["type"] for argument in package["packageArguments"]] == ["positional", "named"]


def test_the_bundle_starts_a_file_that_is_there_and_names_every_tool() -> None:
    manifest = read("desktop/manifest.json")
    assert manifest["manifest_version"] == "0.4"
    assert manifest["server"]["type"] == "uv"
    root = Path(__file__).parents[2]
    assert (root / manifest["server"]["entry_point"]).is_file()
    assert [tool["name"] for tool in manifest["tools"]] == [spec.name for spec in SPECS]
    used = set(re.findall(r"\$\{user_config\.(\w+)\}", json.dumps(manifest["server"])))
    assert used == set(manifest["user_config"])


def test_the_marketplace_leads_to_the_plugin() -> None:
    marketplace = read(".claude-plugin/marketplace.json")
    plugin = marketplace["plugins"][0]
    folder = MANIFESTS / plugin["source"]
    about = json.loads((folder / ".claude-plugin" / "plugin.json").read_text(encoding="utf-8"))
    assert (about["name"], about["version"]) == (plugin["name"], __version__)
    assert json.loads((folder / ".mcp.json").read_text(encoding="utf-8"))["mcpServers"].keys() == {"podium"}


@pytest.mark.parametrize(
    "path", sorted((MANIFESTS / "claude-code" / "commands").glob("*.md")), ids=lambda path: path.stem
)
def test_commands_of_the_plugin_pass_the_user_s_words_on(path: Path) -> None:
    _, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
    assert yaml.safe_load(head)["description"]
    assert "$ARGUMENTS" in body


@pytest.mark.parametrize(
    "path", sorted((MANIFESTS / "claude-code" / "agents").glob("*.md")), ids=lambda path: path.stem
)
def test_agents_of_the_plugin_know_where_their_task_stands(path: Path) -> None:
    _, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
    about = yaml.safe_load(head)
    assert about["name"] == path.stem
    assert about["description"]
    assert "agent-brief" in body
    assert "$ARGUMENTS" not in body


def test_links_hold_the_command_of_the_published_package() -> None:
    links = read("links.json")
    started = {"command": "uvx", "args": [f"podium-mcp@{__version__}", "serve"]}
    for name in ("vscode", "vscode-insiders"):
        assert json.loads(unquote(urlsplit(links[name]).query)) == {"name": "podium", "type": "stdio", **started}
    query = parse_qs(urlsplit(links["cursor"]).query)
    assert query["name"] == ["podium"]
    assert json.loads(base64.b64decode(query["config"][0])) == started
