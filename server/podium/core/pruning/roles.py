"""What a role answers to, read from the commands that name it."""

from __future__ import annotations

from podium.core.pruning.values import Role
from podium.core.values import Catalogue, Command

_MOST_WORDS = 60


def _answers_to(command: Command, name: str) -> bool:
    return name in (command.name, *command.roles, *command.aliases)


def role_words(catalogue: Catalogue, name: str) -> Role:
    """A role with the names, role words and descriptions of every command that answers to it."""
    wanted = name.strip().removeprefix("/")
    commands = [command for command in catalogue.commands.values() if _answers_to(command, wanted)]
    told = [word for command in commands for word in (*command.roles, *command.name.split("-"))]
    told += [word for command in commands for word in command.description.split()]
    return Role(wanted, tuple(dict.fromkeys(told))[:_MOST_WORDS])
