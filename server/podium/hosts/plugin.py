"""Claude Code's plugin: the user's settings name our marketplace and switch the plugin on, the rest it reads itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from podium.core.errors import UserError
from podium.hosts import jsonc
from podium.hosts.changing import Change, read_file
from podium.hosts.places import Machine, first_place
from podium.hosts.table import NAME

SETTINGS = ("$CLAUDE_CONFIG_DIR/settings.json", "~/.claude/settings.json")
_PLACES = (("extraKnownMarketplaces", NAME), ("enabledPlugins", f"{NAME}@{NAME}"))


def settings_file(machine: Machine) -> Path:
    """Where Claude Code keeps the user's settings."""
    return Path(first_place(SETTINGS, machine))


def added(path: Path, marketplace: Path) -> Change:
    """The change that switches the plugin on.

    Args:
        path: the settings.
        marketplace: the folder that holds `.claude-plugin/marketplace.json`.

    Raises:
        UserError: the settings cannot be read as they are; nothing was touched.
    """
    target, before = read_file(path)
    return Change(path, target, before, _with(path, before or "", _values(marketplace)))


def removed(path: Path) -> Change:
    """The change that switches the plugin off and forgets its marketplace."""
    target, before = read_file(path)
    after = before
    for place in _PLACES:
        if before and place[1] in (_read(path, after or "").get(place[0]) or {}):
            after = jsonc.drop(after or "", place)
    if before and after != before and not any(_read(path, after or "").values()):
        after = None
    return Change(path, target, before, after)


def _values(marketplace: Path) -> tuple[Any, ...]:
    return {"source": {"source": "directory", "path": str(marketplace)}}, True


def _with(path: Path, text: str, values: tuple[Any, ...]) -> str:
    for place, value in zip(_PLACES, values, strict=True):
        if (_read(path, text).get(place[0]) or {}).get(place[1]) != value:
            text = jsonc.put(text, place, value)
    return text


def _read(path: Path, text: str) -> dict[str, Any]:
    try:
        return jsonc.read(text)
    except UserError as error:
        raise UserError(f"{path} cannot be read ({error}). Mend it, then run this again") from None
