"""Every command as a prompt, under its name and every alias: pure templating, one user message, no side effect."""

from __future__ import annotations

import mcp_types as types
from mcp import MCPError

from podium.core.errors import UserError
from podium.core.invocation import read_invocation
from podium.core.secrets import quoted
from podium.core.texts import visible
from podium.core.values import Catalogue, Command
from podium.registry import command_argument_name, render_prompt

ORCHESTRATE = "orchestrate"
_OPTIONS = ("confidence_override", "agent_limit")
_FULL_WORDS = (
    "\n\nSome hosts cut the words of a slash command at blanks. If a <command-args> block stands in this message, it "
    "holds the user's full words: use those.\n"
)


def prompts(catalogue: Catalogue) -> list[types.Prompt]:
    """The prompt list: each command, then its aliases."""
    return [
        _prompt(name, command)
        for command in catalogue.commands.values()
        for name in (command.name, *command.aliases)
        if catalogue.find(name) is command
    ]


def _prompt(name: str, command: Command) -> types.Prompt:
    hint = command.argument_hint or "what is to be done, in your own words"
    arguments = [types.PromptArgument(name=command_argument_name(command), description=hint, required=True)]
    if command.name == ORCHESTRATE:
        arguments += [
            types.PromptArgument(
                name="confidence_override", description="0 to 1: route by this instead", required=False
            ),
            types.PromptArgument(name="agent_limit", description="1 to 10 agents at most", required=False),
        ]
    return types.Prompt(
        name=name,
        title=command.name.replace("-", " ").capitalize(),
        description=command.description,
        arguments=arguments,
    )


def get_prompt(catalogue: Catalogue, name: str, arguments: dict[str, str] | None) -> types.GetPromptResult:
    """One prompt with the user's words in it.

    Raises:
        MCPError: no such prompt, or its required argument is missing.
    """
    command = catalogue.find(name)
    if command is None:
        raise MCPError(
            code=types.INVALID_PARAMS, message=f"There is no prompt {quoted(name)}. Call prompts/list for all."
        )
    given = arguments or {}
    argument = command_argument_name(command)
    if argument not in given:
        message = f"Prompt {command.name!r} needs the argument {argument!r}: the user's own words."
        raise MCPError(code=types.INVALID_PARAMS, message=message)
    words = visible(" ".join(given[k] for k in (argument, *(a for a in _OPTIONS if a in given)) if given[k]))
    text = render_prompt(command, words)
    if command.name == ORCHESTRATE:
        text += _read_as(words)
    elif not command.computes and command.source == "builtin":
        text += _FULL_WORDS
    content = types.TextContent(type="text", text=text)
    messages = [types.PromptMessage(role="user", content=content)]
    return types.GetPromptResult(description=command.description, messages=messages)


def _read_as(words: str) -> str:
    """How the words were read, so that the model calls the tool with them; a placeholder is left as it is."""
    try:
        read = read_invocation(words)
    except UserError:
        return ""
    lines = [f"- objective: {read.objective}"]
    if read.confidence_override is not None:
        lines.append(f"- confidence_override: {read.confidence_override:g}")
    if read.agent_limit is not None:
        lines.append(f"- agent_limit: {read.agent_limit}")
    return (
        "\n\nRead from the words above:\n" + "\n".join(lines) + "\nIf the user's full words (for instance in a "
        "<command-args> block of this message) say more than this, those count.\n"
    )
