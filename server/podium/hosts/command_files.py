"""Slash commands as files, for hosts that show no MCP prompts, or show them under long names."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from podium.core.values import Catalogue, Command
from podium.hosts.changing import Change
from podium.hosts.table import CommandFiles, Shape

MARK = "podium-generated"
"""Stands in every file that we wrote, with a digest of it, so that nothing of the user's is ever replaced or removed."""
_OPEN = f"{MARK} (digest)"
_NOTE = f"{_OPEN}: `podium uninstall` removes this file unless you change it"
_MARKED = re.compile(rf"{MARK} [0-9a-f]{{16}}")
_ARGUMENTS = "$ARGUMENTS"
_WORDS = "(the user's words: everything they wrote besides the name of this command)"


def command_files(files: CommandFiles, catalogue: Catalogue) -> Mapping[str, str]:
    """The files of a host by their paths from its folder.

    Skills stand in a model's context all the time, so only the commands that compute become skills; the other kinds are read
    when a person types them.
    """
    return {
        _path(name, files.shape): _sealed(_TEXTS[files.shape](name, command))
        for name, command in chosen(catalogue, workflows=files.shape != "skill")
    }


def chosen(catalogue: Catalogue, *, workflows: bool = True) -> Iterator[tuple[str, Command]]:
    """The shipped commands that become files, under their names and the aliases of those that compute."""
    for command in catalogue.commands.values():
        if command.source == "builtin" and (command.computes or (workflows and command.kind == "orchestrator")):
            yield from ((name, command) for name in (command.name, *(command.aliases if command.computes else ())))


def written(folder: Path, files: Mapping[str, str]) -> list[Change]:
    """The changes that write the files; a file that is the user's, or that the user changed, is left alone."""
    return [
        Change(path, path, before, text, generated=True)
        for path, text in ((folder / name, text) for name, text in files.items())
        if (before := _text(path)) is None or is_ours(before)
    ]


def removed(folder: Path, files: Mapping[str, str]) -> list[Change]:
    """The changes that take out what some version of us wrote and the user did not change."""
    shapes = {f"*/{Path(name).name}" if "/" in name else f"*{Path(name).suffix}" for name in files}
    found = sorted(path for shape in shapes for path in folder.glob(shape) if path.is_file())
    return [Change(path, path, text, None, generated=True) for path in found if (text := _text(path)) and is_ours(text)]


def is_ours(text: str) -> bool:
    """Whether a text is as we wrote it."""
    return bool(_MARKED.search(text)) and _sealed(_MARKED.sub(_OPEN, text, count=1)) == text


def _sealed(text: str) -> str:
    """The text with its own digest in its mark, by which changes are seen."""
    return text.replace(_OPEN, f"{MARK} {hashlib.sha256(text.encode()).hexdigest()[:16]}", 1)


def _text(path: Path) -> str | None:
    return path.read_bytes().decode("utf-8", "replace") if path.is_file() else None


def markdown(name: str, command: Command, *, typed_only: bool = False) -> str:
    """A Markdown file with front matter, as Claude Code and others read it.

    Args:
        name: the command's name, or an alias.
        command: what it says.
        typed_only: only people shall call it; it then costs a model nothing.
    """
    lines = [f"description: {json.dumps(command.description, ensure_ascii=False)}"]
    if command.argument_hint:
        lines.append(f"argument-hint: {json.dumps(command.argument_hint, ensure_ascii=False)}")
    if typed_only:
        lines.append("disable-model-invocation: true")
    return "---\n" + "\n".join(lines) + f"\n---\n\n{command.body.rstrip()}\n"


def _path(name: str, shape: Shape) -> str:
    return f"{name}/SKILL.md" if shape == "skill" else f"{name}.toml" if shape == "toml" else f"{name}.md"


def _marked_markdown(name: str, command: Command) -> str:
    return f"{markdown(name, command, typed_only=True)}\n<!-- {_NOTE} -->\n"


def _workflow(name: str, command: Command) -> str:
    return f"# {command.description}\n\n{_spoken(command)}\n\n<!-- {_NOTE} -->\n"


def _spoken(command: Command) -> str:
    """The text for hosts that put nothing in the place of the user's words."""
    return command.body.replace(_ARGUMENTS, _WORDS).rstrip()


def _skill(name: str, command: Command) -> str:
    about = f"{command.description}. Only when the user asks for /{name} or for Podium."
    head = f"name: {name}\ndescription: {json.dumps(about, ensure_ascii=False)}"
    return f"---\n{head}\n---\n\n{_spoken(command)}\n\n<!-- {_NOTE} -->\n"


def _toml(name: str, command: Command) -> str:
    import tomlkit

    # Gemini runs `!{...}` in a command's text as a shell command and puts files in for `@{...}`.
    body = command.body.replace("!{", "! {").replace("@{", "@ {").replace(_ARGUMENTS, "{{args}}").rstrip()
    document = tomlkit.document()
    document.add(tomlkit.comment(_NOTE))
    document.add("description", tomlkit.string(command.description))
    document.add("prompt", tomlkit.string(f"\n{body}\n", multiline=True))
    return tomlkit.dumps(document)


_TEXTS = {"skill": _skill, "markdown": _marked_markdown, "workflow": _workflow, "toml": _toml}
