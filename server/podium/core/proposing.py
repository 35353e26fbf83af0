"""New commands out of runs that went well: chains of commands that succeeded often enough are proposed, never added."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from podium.core.chains import expand, parse_chain
from podium.core.errors import UserError
from podium.core.run import Run
from podium.core.values import Catalogue, Command

LEAST_SUCCESSES = 3
LEAST_SHARE = 0.85
SUCCEEDED = 0.5
"""A verdict from here on counts as a success; the share is the mean of all verdicts."""
_NAME_LENGTH = 64

Waves = tuple[tuple[str, ...], ...]
"""Commands in order; those of one wave stand side by side, sorted."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A chain of commands that may become a command: its judged runs, how many succeeded, the mean of their verdicts."""

    name: str
    waves: Waves
    runs: int
    successes: int
    share: float

    @property
    def chain(self) -> str:
        """The chain as a person writes it."""
        several = len(self.waves) > 1
        parts = (" || ".join(wave) for wave in self.waves)
        return " |> ".join(
            f"({part})" if several and len(wave) > 1 else part for part, wave in zip(parts, self.waves, strict=True)
        )


def waves_of(run: Run) -> Waves:
    """The commands whose answers a run rests on, in the order they were taken; sub-agents belong to their parents."""
    waves: defaultdict[int, set[str]] = defaultdict(set)
    for state in run.agents:
        if state.accepted and not state.call.depth:
            waves[state.call.wave].add(state.call.command)
    return tuple(tuple(sorted(commands)) for _, commands in sorted(waves.items()))


def proposals(done: Iterable[tuple[Waves, float]], catalogue: Catalogue) -> tuple[Proposal, ...]:
    """Chains worth a command of their own, the most successful first.

    A chain of one command, one with a command that is no more, and the steps of a workflow that exists are none.

    Args:
        done: of each judged run its waves and its verdict in [0, 1].
        catalogue: every command there is.
    """
    verdicts: defaultdict[Waves, list[float]] = defaultdict(list)
    for waves, verdict in done:
        verdicts[waves].append(verdict)
    known = {_waves_of_steps(command) for command in catalogue.commands.values() if command.steps}
    taken = {*map(_folded, catalogue.commands), *map(_folded, catalogue.aliases)}
    found = []
    for waves, given in sorted(verdicts.items(), key=lambda pair: (-sum(pair[1]), pair[0])):
        successes = sum(verdict >= SUCCEEDED for verdict in given)
        share = sum(given) / len(given)
        if successes >= LEAST_SUCCESSES and share >= LEAST_SHARE and waves not in known and _usable(waves, catalogue):
            found.append(Proposal(_free_name(waves, taken), waves, len(given), successes, share))
    return tuple(found)


def command_file(proposal: Proposal) -> str:
    """The text of the command file that a proposal would be."""
    commands = [name for wave in proposal.waves for name in wave]
    reason = (
        f"{proposal.successes} of {proposal.runs} judged runs that took these steps succeeded "
        f"(mean verdict {proposal.share:.2f})."
    )
    steps = "\n".join(
        f"{number}. {' and '.join(f'**{name}**' for name in wave)}{', side by side' if len(wave) > 1 else ''}"
        for number, wave in enumerate(proposal.waves, 1)
    )
    front = {
        "description": f"Take an objective through {', '.join(commands)}",
        "argument-hint": "[objective]",
        "kind": "orchestrator",
        "steps": proposal.chain,
        "chains_to": commands,
    }
    lines = "\n".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in front.items())
    title = proposal.name.replace("-", " ").capitalize()
    return f"---\n{lines}\n---\n# {title}\n\n{reason}\n\n## Objective\n\n$ARGUMENTS\n\n## The steps\n\n{steps}\n"


def _usable(waves: Waves, catalogue: Catalogue) -> bool:
    names = [name for wave in waves for name in wave]
    return len(names) > 1 and all(name in catalogue.commands for name in names)


def _waves_of_steps(workflow: Command) -> Waves:
    """The steps of a workflow as a run would take them; none where its chain cannot be read."""
    try:
        steps = expand(parse_chain(workflow.steps))
    except UserError:
        return ()
    level: dict[str, int] = {}
    waves: defaultdict[int, set[str]] = defaultdict(set)
    for step in steps:
        level[step.id] = 1 + max((level[before] for before in step.depends_on), default=0)
        waves[level[step.id]].add(step.command)
    return tuple(tuple(sorted(commands)) for _, commands in sorted(waves.items()))


def _free_name(waves: Waves, taken: set[str]) -> str:
    names = [name for wave in waves for name in wave]
    joint = "-to-" if len(waves) > 1 else "-with-"
    wanted = f"{names[0]}{joint}{names[-1]}".replace(":", "-")[: _NAME_LENGTH - 4].rstrip("-.")
    name, number = wanted, 1
    while _folded(name) in taken:
        number += 1
        name = f"{wanted}-{number}"
    taken.add(_folded(name))
    return name


def _folded(name: str) -> str:
    """The name as hosts fold it."""
    return name.lower().replace("-", "_").replace(".", "_").replace(":", "_")
