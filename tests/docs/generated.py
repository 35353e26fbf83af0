"""The parts of `docs/` that are made from Podium itself: the page of every command, and the picture of a run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from networkx import DiGraph, transitive_reduction

from podium.core.drawing import svg
from podium.core.pictures import Edge, Node
from podium.core.values import Catalogue, Command

GROUPS = (
    (
        "Commands that compute",
        "Each is a tool as well as a prompt; what it answers is computed, not written by a model.",
        lambda c: c.computes,
    ),
    (
        "Workflows",
        "Each joins several commands into a chain: `|>` after one another, `||` side by side.",
        lambda c: c.kind == "orchestrator" and not c.computes,
    ),
    (
        "Single tasks",
        "What workflows are made of; each can be called by itself.",
        lambda c: c.kind == "atomic" and not c.computes and not c.roles,
    ),
    (
        "Specialists",
        "Points of view that a run brings in where its domain asks for them.",
        lambda c: c.kind == "atomic" and not c.computes and bool(c.roles),
    ),
)
TOP = """# Every command

Made from the files in `commands/` by `python tests/docs/regenerate.py`; a test fails where the two differ.

A host shows each under a name of its own making ([hosts](hosts.md)). What stands behind a name is its one argument, the free
text. `requires` is the only relation that blocks: the other command runs first. The whole map, drawn: `podium graph`.
"""


def command_page(catalogue: Catalogue) -> str:
    """The page of every command."""
    return "\n".join([TOP, *(part for group in GROUPS for part in _group(catalogue, *group))])


def _group(catalogue: Catalogue, title: str, about: str, belongs: Any) -> Iterator[str]:
    found = [command for command in catalogue.commands.values() if belongs(command)]
    yield f"## {title}\n\n{about}\n"
    yield "| Command | What it does | Related |\n|---|---|---|"
    yield from map(_row, sorted(found, key=lambda command: command.name))
    yield ""


def _row(command: Command) -> str:
    names = ", ".join(f"`/{name}`" for name in (command.name, *command.aliases))
    hint = f" `{_cell(command.argument_hint)}`" if command.argument_hint else ""
    steps = f" Runs `{_cell(command.steps)}`." if command.steps else ""
    related = [
        f"{word} {', '.join(targets)}"
        for word, targets in (
            ("requires", command.requires),
            ("feeds", command.feeds_into),
            ("chains to", command.chains_to),
            ("may replace", command.substitutes),
        )
        if targets
    ]
    return f"| {names}{hint} | {_cell(command.description)}{steps} | {_cell('; '.join(related))} |"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", r"\|")


def run_picture(result: dict[str, Any]) -> str:
    """A run as SVG: its agents in the order their parts needed, as the run's own flow chart tells it.

    Args:
        result: a run as `podium show RUN_ID --json` prints it.
    """
    nodes = [Node(key, label) for key, label in re.findall(r'^  (n\d+)\["(.+?)"\]', result["mermaid"], re.MULTILINE)]
    arrows = re.findall(r"^  (n\d+) --> (n\d+)$", result["mermaid"], re.MULTILINE)
    edges = [Edge(a, b) for a, b in transitive_reduction(DiGraph(arrows)).edges]
    title = f"A run of: {result['objective']}"
    done = sum(agent["state"] == "answered" for agent in result["agents"])
    waves = f"{len(result['waves'])} waves from left to right; then the coordinator joins what they found"
    about = f"{done} of {len(result['agents'])} agents answered, in {waves}."
    return svg(nodes, edges, title=title, description=about)
