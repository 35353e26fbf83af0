"""The table of computing commands and the command files agree."""

from __future__ import annotations

from podium.core.values import World
from podium.handlers.table import HANDLERS
from podium.registry import load_catalogue


def test_every_command_that_computes_stands_in_the_table() -> None:
    computing = {c.name for c in load_catalogue().catalogue.commands.values() if c.computes}
    assert computing == {*HANDLERS, "orchestrate"}


def test_every_handler_takes_a_world_and_its_arguments_by_name() -> None:
    world = World(load_catalogue().catalogue)
    arguments = {
        "decision-engine": {"objective": "add a button"},
        "command-relationships": {},
        "parallel-over-sequential": {"tasks": [{"id": "a", "minutes": 1}]},
        "context-economy": {"objective": "add a button"},
        "verify-mathematics": {"claims": "2 + 2 = 4"},
    }
    assert all(HANDLERS[name](world, **given) for name, given in arguments.items())
