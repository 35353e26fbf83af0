"""TOML: one table changes, every other line stays."""

from __future__ import annotations

import pytest

from podium.core.errors import UserError
from podium.hosts import tomls

PLACE = ("mcp_servers", "podium")
ENTRY = {"command": "/opt/podium", "args": ["serve"], "tool_timeout_sec": 180}
TEXTS = (
    "",
    'model = "gpt-5"   # mine\n',
    '[mcp_servers.other]\ncommand = "x" # y\n\n# about the next\n[tui]\na = 1\n',
    '[tui]\na = 1\n\n[mcp_servers.other]\ncommand = "x"\n[mcp_servers.other.env]\nA = "b"\n\n[projects."/a b"]\ntrust = "t"\n',
    'mcp_servers = { other = { command = "x" } }\n',
    '[mcp_servers]\nother = { command = "x" }\n',
)


@pytest.mark.parametrize("text", TEXTS)
def test_our_table_is_added_and_taken_out_and_the_rest_stays(text: str) -> None:
    before = tomls.read(text)
    changed = tomls.put(text, PLACE, ENTRY)
    assert tomls.read(changed) == {**before, "mcp_servers": {**before.get("mcp_servers", {}), "podium": ENTRY}}
    assert [line for line in text.splitlines() if line.startswith("#") and line not in changed] == []
    assert tomls.read(tomls.drop(changed, PLACE)) == before


def test_one_field_changes_and_its_neighbours_comments_stay() -> None:
    text = '[mcp_servers.podium]\ncommand = "old" # mine\nargs = []\n'
    assert tomls.put(text, (*PLACE, "command"), "new") == text.replace("old", "new")


def test_what_cannot_be_read_is_refused() -> None:
    with pytest.raises(UserError, match="line 2"):
        tomls.put("a = 1\nb = [}\n", PLACE, ENTRY)


def test_something_else_than_a_table_on_the_way_is_refused() -> None:
    with pytest.raises(UserError, match="'mcp_servers' is no table"):
        tomls.put("mcp_servers = 1\n", PLACE, ENTRY)


def test_dropping_what_is_not_there_changes_nothing() -> None:
    assert tomls.drop("a = 1\n", PLACE) == "a = 1\n"


def test_blank_lines_part_our_table_from_its_neighbours() -> None:
    changed = tomls.put('[mcp_servers.other]\ncommand = "x"\n[tui]\na = 1\n', PLACE, {"command": "y"})
    assert changed == ('[mcp_servers.other]\ncommand = "x"\n\n[mcp_servers.podium]\ncommand = "y"\n\n[tui]\na = 1\n')
    assert tomls.put("", PLACE, {"command": "y"}) == '[mcp_servers.podium]\ncommand = "y"\n'
