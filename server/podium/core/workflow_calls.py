"""The calls of one command, of one workflow, and of a chain that a person wrote."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from podium.core.calls import AgentCall
from podium.core.chains import Chain, Name, Parallel, Step, expand, free_id, parse_chain
from podium.core.errors import UserError
from podium.core.values import Catalogue, Command
from podium.core.workloads import expected_minutes


def call_of(command: Command, call_id: str, depends_on: Iterable[str] = ()) -> AgentCall:
    """One agent's work on one command."""
    return AgentCall(
        call_id,
        role=command.role,
        command=command.name,
        part=command.description,
        depends_on=tuple(depends_on),
        resources=command.resources,
        minutes=expected_minutes(command),
    )


def commands_of(catalogue: Catalogue, names: Iterable[str]) -> list[Command]:
    """The commands under some names, each once, whatever aliases name it again."""
    found = (catalogue.find(name) for name in names)
    return list({command.name: command for command in found if command is not None}.values())


def workflow_calls(workflow: Command, catalogue: Catalogue) -> list[AgentCall]:
    """The steps of a workflow; without a chain that can be read it runs the commands it chains to, in order."""
    if steps := _read(workflow.steps):
        found = {step.id: command for step in steps if (command := catalogue.find(step.command)) is not None}
        before = bridged({step.id: step.depends_on for step in steps}, found)
        return [call_of(command, step_id, before[step_id]) for step_id, command in found.items()]
    commands = [c for c in commands_of(catalogue, workflow.chains_to) if c.kind == "atomic" and not c.computes]
    calls: list[AgentCall] = []
    for command in commands:
        calls.append(call_of(command, command.name, [calls[-1].id] if calls else []))
    return calls or [call_of(workflow, workflow.name)]


def fitting(calls: list[AgentCall], limit: int) -> list[AgentCall]:
    """At most `limit` calls of a chain; its last step, the verification, is kept, and edges bridge what was left out."""
    if len(calls) <= limit:
        return calls
    kept = [*calls[: limit - 1], calls[-1]] if limit > 1 else calls[:1]
    before = bridged({c.id: c.depends_on for c in calls}, {c.id for c in kept})
    return [replace(c, depends_on=before[c.id]) for c in kept]


def bridged(before: Mapping[str, Iterable[str]], kept: Container[str]) -> dict[str, tuple[str, ...]]:
    """Dependencies among the kept: one that is left out stands for those it had itself. `before` is in order."""
    found: dict[str, tuple[str, ...]] = {}
    for name, earlier in before.items():
        each = (i for d in earlier for i in ((d,) if d in kept else found[d]))
        found[name] = tuple(dict.fromkeys(each))
    return found


@dataclass(frozen=True, slots=True)
class WrittenCalls:
    """The calls of a written chain, the workflows in it, and the steps of these that the agent limit left out."""

    calls: tuple[AgentCall, ...]
    workflows: tuple[str, ...]
    left_out: tuple[str, ...]


def chain_calls(chain: str, catalogue: Catalogue, limit: int) -> WrittenCalls:
    """The calls of a chain exactly as written; a workflow in it stands for its steps.

    Where the agents do not suffice, the longest workflows give up steps from before their last one. A command that was
    written is never left out.

    Raises:
        UserError: No chain, a name that no command has, or more names than agents.
    """
    tree = parse_chain(chain)
    commands = [_known(name, catalogue) for name in names_of(tree)]
    if len(commands) > limit:
        raise UserError(
            f"The chain names {len(commands)} commands and this run may have {limit} agents. Raise the agent limit (ten "
            "at most), shorten the chain, or split it into several runs."
        )
    units = [workflow_calls(c, catalogue) if c.kind == "orchestrator" else [call_of(c, c.name)] for c in commands]
    whole = [call.command for unit in units for call in unit]
    while sum(map(len, units)) > limit:
        longest = max(range(len(units)), key=lambda i: len(units[i]))
        units[longest] = fitting(units[longest], len(units[longest]) - 1)
    writer = _Writer(iter(units))
    writer.write(tree, ())
    for call in writer.calls:
        whole.remove(call.command)
    workflows = dict.fromkeys(c.name for c in commands if c.kind == "orchestrator")
    return WrittenCalls(tuple(writer.calls), tuple(workflows), tuple(dict.fromkeys(whole)))


def names_of(tree: Chain) -> Iterator[str]:
    """The names of a chain from left to right."""
    if isinstance(tree, Name):
        yield tree.command
    else:
        for part in tree.parts:
            yield from names_of(part)


@dataclass(slots=True)
class _Writer:
    """Puts the units of a chain, one for each of its names, after and beside each other under ids of their own."""

    units: Iterator[list[AgentCall]]
    calls: list[AgentCall] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)

    def write(self, tree: Chain, after: tuple[str, ...]) -> tuple[str, ...]:
        """Append the calls of a part that starts after `after`; returns the ids that the next part waits for."""
        if isinstance(tree, Name):
            return self._unit(next(self.units), after)
        if isinstance(tree, Parallel):
            return tuple(last for part in tree.parts for last in self.write(part, after))
        for part in tree.parts:
            after = self.write(part, after)
        return after

    def _unit(self, unit: list[AgentCall], after: tuple[str, ...]) -> tuple[str, ...]:
        ids: dict[str, str] = {}
        for call in unit:
            ids[call.id] = free_id(call.command, self.taken)
            self.taken.add(ids[call.id])
            before = tuple(ids[d] for d in call.depends_on) or after
            self.calls.append(replace(call, id=ids[call.id], depends_on=before))
        inside = {d for call in unit for d in call.depends_on}
        return tuple(ids[call.id] for call in unit if call.id not in inside)


def _known(name: str, catalogue: Catalogue) -> Command:
    command = catalogue.find(name)
    if command is None:
        raise UserError(f'There is no command "{name}", which the chain names. Correct the name or leave it out.')
    return command


def _read(steps: str) -> tuple[Step, ...]:
    try:
        return expand(parse_chain(steps)) if steps else ()
    except UserError:
        return ()
