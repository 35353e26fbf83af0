"""Claude Code's plugin is switched on and off in the user's settings."""

from __future__ import annotations

import json
from pathlib import Path, PurePosixPath

import pytest

from podium.core.errors import UserError
from podium.hosts import plugin
from podium.hosts.changing import write
from podium.hosts.places import Machine

MARKETPLACE = Path("/opt/podium/manifests")


def test_settings_lie_where_claude_code_keeps_them() -> None:
    machine = Machine("linux", PurePosixPath("/home/ada"), PurePosixPath("/p"), {})
    assert plugin.settings_file(machine) == Path("/home/ada/.claude/settings.json")
    moved = Machine("linux", PurePosixPath("/home/ada"), PurePosixPath("/p"), {"CLAUDE_CONFIG_DIR": "/elsewhere"})
    assert plugin.settings_file(moved) == Path("/elsewhere/settings.json")


def test_the_plugin_is_switched_on_once_and_off_again(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    before = '{\n  // mine\n  "model": "opus",\n  "enabledPlugins": {\n    "other@place": true\n  }\n}\n'
    path.write_text(before)
    write(plugin.added(path, MARKETPLACE))
    text = path.read_text()
    assert '"podium@podium": true' in text
    assert json.dumps(str(MARKETPLACE)) in text
    assert not plugin.added(path, MARKETPLACE).needed
    write(plugin.removed(path))
    assert path.read_text().replace(',\n  "extraKnownMarketplaces": {}', "") == before


def test_settings_that_only_we_wrote_go_with_us(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    write(plugin.added(path, MARKETPLACE))
    assert json.loads(path.read_text())["enabledPlugins"] == {"podium@podium": True}
    write(plugin.removed(path))
    assert not path.exists()


def test_nothing_to_switch_off_changes_nothing(tmp_path: Path) -> None:
    assert not plugin.removed(tmp_path / "settings.json").needed
    (tmp_path / "settings.json").write_text("{}")
    assert not plugin.removed(tmp_path / "settings.json").needed


def test_settings_that_cannot_be_read_are_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text("{ broken")
    with pytest.raises(UserError, match="line 1, column 3"):
        plugin.added(path, MARKETPLACE)
