"""Commands as work: how long one takes, and the steps of a workflow as tasks."""

from __future__ import annotations

import re
from collections.abc import Iterable

from podium.core.chains import Step, expand, parse_chain
from podium.core.errors import UserError
from podium.core.task_graph import Task
from podium.core.values import Catalogue, Command

PRIOR_MINUTES = 5.0
"""Length of a command that states none: a prior, not a measurement."""

_UNIT = r"(?:s(?:ec\w*)?|m(?:in\w*)?|h(?:ours?|rs?)?|d(?:ays?)?)\b"
_TIME = re.compile(
    r"(?P<low>\d{1,6}(?:\.\d{1,6})?)\s*(?P<low_unit>" + _UNIT + r")?"
    r"(?:\s*(?:-|–|—|to\b)\s*(?P<high>\d{1,6}(?:\.\d{1,6})?)\s*(?P<high_unit>" + _UNIT + r")?)?",
    re.IGNORECASE,
)
_MINUTES = {"s": 1 / 60, "m": 1.0, "h": 60.0, "d": 1440.0}


def expected_minutes(command: Command) -> float:
    """The middle of the execution time that a command states, in minutes; `PRIOR_MINUTES` where it states none."""
    match = _TIME.search(command.execution_time) if command.execution_time else None
    if not match:
        return PRIOR_MINUTES
    unit = match["high_unit"] or match["low_unit"] or "m"
    low = float(match["low"]) * _MINUTES[(match["low_unit"] or unit)[0].lower()]
    high = float(match["high"]) * _MINUTES[unit[0].lower()] if match["high"] else low
    return (low + high) / 2


def steps_of(workflow: Command) -> tuple[Step, ...]:
    """The steps of a workflow; none where it has no chain, or one that cannot be read."""
    try:
        return expand(parse_chain(workflow.steps)) if workflow.steps else ()
    except UserError:
        return ()


def step_tasks(catalogue: Catalogue, steps: Iterable[Step]) -> list[Task]:
    """Steps as tasks, with the minutes and resources of their commands."""
    known = [(step, catalogue.find(step.command)) for step in steps]
    return [
        Task(step.id, expected_minutes(command), step.depends_on, command.resources)
        if command
        else Task(step.id, PRIOR_MINUTES, step.depends_on)
        for step, command in known
    ]
