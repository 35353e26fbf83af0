"""JSON with comments: one entry changes, every other character stays."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podium.core.errors import UserError
from podium.hosts import jsonc

PLACE = ("mcpServers", "podium")
ENTRY = {"command": "/opt/podium", "args": ["serve"]}

KEPT = (
    '{"mcpServers": {"other": {"command": "x"}}}\n',
    '{\n  "mcpServers": {\n    "other": {"command": "x"}\n  }\n}\n',
    '// mine\n{\n\t"theme": "dark", // nice\n\t"mcpServers": {\n\t\t"other": {}, // a, b\n\t},\n}\n',
    '{\r\n    "mcpServers": {\r\n        "other": {} /* why */\r\n        // "old": {}\r\n    }\r\n}\r\n',
    '\ufeff{"a": [1, 2, {"b": "// no comment"}], "mcpServers": {"other": null,}}',
    '{\n  "mcpServers": { "a": {}, "b": {} },\n  "z": "\\u00e9 \\" }"\n}',
)


@pytest.mark.parametrize("text", KEPT)
def test_what_was_put_in_can_be_taken_out_again_to_the_last_character(text: str) -> None:
    changed = jsonc.put(text, PLACE, ENTRY)
    assert jsonc.read(changed)["mcpServers"]["podium"] == ENTRY
    assert jsonc.drop(changed, PLACE) == text


@pytest.mark.parametrize("text", [*KEPT, "", "{}", "{ // mine\n}", '{"mcpServers": {}}', '{"mcpServers": null}'])
def test_everything_else_says_what_it_said(text: str) -> None:
    before = jsonc.read(text)
    after = jsonc.read(jsonc.put(text, PLACE, ENTRY))
    assert after == {**before, "mcpServers": {**(before.get("mcpServers") or {}), "podium": ENTRY}}


def test_a_new_file_is_plain_indented_json() -> None:
    assert jsonc.put("", PLACE, ENTRY) == json.dumps({"mcpServers": {"podium": ENTRY}}, indent=2) + "\n"


def test_comments_in_an_entry_survive_a_change_of_one_of_its_fields() -> None:
    text = '{\n  "mcpServers": {\n    "podium": {\n      "command": "old", // mine\n      "args": []\n    }\n  }\n}\n'
    changed = jsonc.put(text, (*PLACE, "command"), "new")
    assert changed == text.replace("old", "new")


def test_the_layout_of_the_neighbours_is_taken_over() -> None:
    changed = jsonc.put('{\n\t"mcpServers": {\n\t\t"a": {}\n\t}\n}\n', PLACE, {"command": "x"})
    assert '\n\t\t"podium": {\n\t\t\t"command": "x"\n\t\t}\n\t}' in changed


def test_of_double_keys_the_last_counts_and_all_are_dropped() -> None:
    text = '{"mcpServers": {"podium": {"command": "a"}, "x": 1, "podium": {"command": "b"}}}'
    assert jsonc.read(text)["mcpServers"]["podium"] == {"command": "b"}
    assert jsonc.read(jsonc.drop(text, PLACE)) == {"mcpServers": {"x": 1}}


def test_dropping_what_is_not_there_changes_nothing() -> None:
    assert jsonc.drop('{"a": 1}', PLACE) == '{"a": 1}'


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[]",
        '{"a" 1}',
        "{a: 1}",
        '{"a": 1} x',
        '{"a": 1 "b": 2}',
        '{"a": "\n"}',
        "{/*",
        '{"a": 01}',
        "{" * 500,
        '{"a":' * 200,
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(text: str) -> None:
    with pytest.raises(UserError, match=r"^line \d+, column \d+: "):
        jsonc.put(text, PLACE, ENTRY)


def test_something_else_than_an_object_on_the_way_is_refused() -> None:
    with pytest.raises(UserError, match="'mcpServers' is no object"):
        jsonc.put('{"mcpServers": []}', PLACE, ENTRY)


KEYS = st.sampled_from(["a", "podium", "mcpServers", "x y", "ü", 'q"', "\\"])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=8,
)
BLANKS = st.sampled_from(["", " ", "\n", "\n  ", "\r\n\t", " // c, } \n", "/* { */", " /* a\n b */ "])


@st.composite
def written(draw: st.DrawFn, value: Any) -> str:
    """A value as somebody might have typed it."""
    blank = lambda: draw(BLANKS)  # noqa: E731
    if isinstance(value, dict | list):
        opened, closed = "{}" if isinstance(value, dict) else "[]"
        parts = [
            (
                json.dumps(entry) + blank() + ":" + blank() + draw(written(value[entry]))
                if isinstance(value, dict)
                else draw(written(entry))
            )
            for entry in value
        ]
        comma = "," if parts and draw(st.booleans()) else ""
        return opened + blank() + f"{blank()},{blank()}".join(parts) + blank() + comma + blank() + closed
    return json.dumps(value)


@given(st.data(), st.dictionaries(KEYS, VALUES, max_size=3), st.dictionaries(KEYS, VALUES, max_size=3))
def test_however_it_is_written_only_our_entry_changes(
    data: st.DataObject, rest: dict[str, Any], servers: dict[str, Any]
) -> None:
    document = {**rest, "mcpServers": {k: v for k, v in servers.items() if k != "podium"}}
    text = data.draw(written(document))
    assert jsonc.read(text) == document
    changed = jsonc.put(text, PLACE, ENTRY)
    assert jsonc.read(changed) == {**document, "mcpServers": {**document["mcpServers"], "podium": ENTRY}}
    taken_out = jsonc.drop(changed, PLACE)
    assert jsonc.read(taken_out) == document
    for comment in ("// c, }", "/* { */", "/* a\n b */"):
        assert taken_out.count(comment) == text.count(comment)
    if document["mcpServers"]:
        assert taken_out == text
