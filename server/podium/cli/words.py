"""What hosts are told, in the words of the terminal."""

from __future__ import annotations

import re

from podium.cli.program import callable_here
from podium.surface.run_view import Voice

_PERSON = {
    "start": "Start it with `podium resume {run_id}`.",
    "go_on": "`podium resume {run_id}` goes on, `podium watch {run_id}` looks on while somebody else does.",
    "whole": "`podium export {run_id}`",
    "judge": "Did it turn out well? `podium feedback {run_id} good` (or `bad`) is what Podium learns from.",
    "briefs": "It waits for the host that runs its agents: `podium watch {run_id}` looks on, "
    "`podium resume {run_id} --agents handoff` lets you answer yourself.",
}


def to_person(*, agents: bool = True) -> Voice:
    """What a page tells a person at a terminal; without `agents` where they stand above as a tree."""
    said = {name: callable_here(sentence) for name, sentence in _PERSON.items()}
    return Voice(**said, agents=agents, picture=False)


_COMMANDS = {
    "orchestrate-continue": "podium resume",
    "orchestrate-status": "podium runs",
    "orchestrate-feedback": "podium feedback",
    "learning-report": "podium report",
    "decision-engine": "podium decide",
    "command-relationships": "podium relate",
    "orchestrate": "podium run",
}
_TOOL = re.compile(rf"`({'|'.join(_COMMANDS)})`|\b(orchestrate-(?:continue|status|feedback))\b")


def in_terminal(text: str) -> str:
    """The text with the tools that it names as the commands that do the same here."""
    return _TOOL.sub(lambda found: f"`{callable_here(_COMMANDS[found[1] or found[2]])}`", text)
