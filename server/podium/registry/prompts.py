"""A command as the text a model reads. Pure templating: no side effect, nothing expanded but `$ARGUMENTS`."""

from __future__ import annotations

import re
from typing import Literal

from podium.core.values import Command

# `$ARGUMENTS[0]` and `$ARGUMENTS_X` are other hosts' placeholders and stay as they are.
_INPUT = re.compile(r"\$\{input:[A-Za-z0-9_.-]{1,64}(?::[^}\n]{0,400})?\}")
_PLACEHOLDER = re.compile(r"\$ARGUMENTS(?![A-Za-z0-9_\[])")


def render_prompt(command: Command, arguments: str) -> str:
    """The command's text with the user's words in place of `$ARGUMENTS`, or in a labelled paragraph at the end.

    The words are taken literally: placeholders inside them, and `$1` in the text, survive.
    """
    if _PLACEHOLDER.search(command.body):
        return _PLACEHOLDER.sub(lambda _: arguments, command.body)
    if not arguments.strip():
        return command.body
    if len(set(_INPUT.findall(command.body))) == 1:
        # The one question of a prompt file is what the user's words answer; several would need a form.
        return _INPUT.sub(lambda _: arguments, command.body)
    return f"{command.body.rstrip()}\n\nThe user's words:\n\n{arguments}\n"


def command_argument_name(command: Command) -> Literal["objective", "arguments"]:
    """The name of the prompt's one required argument."""
    return "objective" if command.computes else "arguments"
