"""TOML, edited in place: comments, order and layout stay."""

from __future__ import annotations

import tomllib
from typing import Any

from podium.core.errors import UserError


def read(text: str) -> dict[str, Any]:
    """What the text says.

    Raises:
        UserError: the text is no TOML, with line and column.
    """
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UserError(str(error)) from None


def put(text: str, path: tuple[str, ...], value: Any) -> str:
    """The text with `value` at `path`; missing tables on the way are made.

    Raises:
        UserError: the text is unreadable, or something else than a table stands on the way.
    """
    import tomlkit
    from tomlkit.items import AbstractTable, InlineTable, Table

    read(text)
    document = tomlkit.parse(text)
    here: Any = document
    for depth, key in enumerate(path[:-1]):
        if key not in here:
            here[key] = tomlkit.table(is_super_table=True)
        here = here[key]
        if not isinstance(here, AbstractTable | dict):
            raise UserError(f"{'.'.join(path[: depth + 1])!r} is no table")
    table = tomlkit.inline_table() if isinstance(here, InlineTable) else tomlkit.table()
    here[path[-1]] = _table(value, table)
    if isinstance(value, dict) and isinstance(table, Table):
        table.add(tomlkit.nl())
    return tomlkit.dumps(document).rstrip("\n") + "\n"


def drop(text: str, path: tuple[str, ...]) -> str:
    """The text without what stands at `path`; a table above it that is left empty goes too."""
    import tomlkit

    document = tomlkit.parse(text)
    above: list[Any] = [document]
    for key in path[:-1]:
        if key not in above[-1]:
            return text
        above.append(above[-1][key])
    if path[-1] not in above[-1]:
        return text
    del above[-1][path[-1]]
    for container, key in reversed(list(zip(above, path[:-1], strict=False))):
        if not container[key]:
            del container[key]
    return tomlkit.dumps(document)


def _table(value: Any, table: Any) -> Any:
    """A value as what the document holds: our entry is a table, its fields are plain."""
    if not isinstance(value, dict):
        return value
    for key, entry in value.items():
        table[key] = entry
    return table
