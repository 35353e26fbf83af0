"""What a file of a user's folder is, by where it lies: command, agent, skill, prompt file, or a document about them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from pathlib import PurePosixPath
from typing import Literal

from podium.registry.naming import is_skill

Form = Literal["command", "agent", "skill", "prompt"]

PROJECT_PLACES = (".claude/commands", ".claude/agents", ".claude/skills", ".github/prompts", ".github/agents")
"""Where other tools keep a project's commands; the only hidden folders that are read."""

_FOLDERS: Mapping[str, Form] = {
    "commands": "command",
    "agents": "agent",
    "subagents": "agent",
    "chatmodes": "agent",
    "skills": "skill",
    "prompts": "prompt",
}
_ENDINGS: Mapping[str, Form] = {".prompt": "prompt", ".agent": "agent", ".chatmode": "agent"}
_DOCUMENT_FOLDERS = {"doc", "docs", "documentation"}
_MATERIAL_FOLDERS = {
    "test", "tests", "template", "templates", "reference", "references", "asset", "assets", "example", "examples",
    "resources", "scripts",
}  # fmt: skip
_DOCUMENT = re.compile(
    r"(?:README|LICEN[CS]E|CHANGELOG|CHANGES|HISTORY|NOTICE|CONTRIBUTING|CONTRIBUTORS|AUTHORS|CODE_OF_CONDUCT|SECURITY"
    r"|SUPPORT|INSTALL|ROADMAP|TODO|CLAUDE|AGENTS|GEMINI|PULL_REQUEST_TEMPLATE|ISSUE_TEMPLATE)(?:[-_.].*)?"
)
_INTRODUCED = re.compile(r"\s*(?:#[^\n]*\n\s*)?You(?:'re| are) (?:a|an|the)\b", re.IGNORECASE)
_KEYS_OF_COMMANDS = {
    "allowed_tools", "argument_hint", "tools", "model", "mode", "agent", "aliases", "kind", "steps", "roles",
    "requires", "chains_to", "feeds_into", "compatible_with", "substitutes",
}  # fmt: skip


class Places:
    """The layout of one folder: whether it keeps its commands in folders of their own, as libraries do."""

    def __init__(self, root: str, paths: Iterable[PurePosixPath]) -> None:
        self._root = root.lower()
        whole = self._root in _FOLDERS
        self._structured = not whole and any(_placed(path, "") for path in paths)

    def form(self, path: PurePosixPath) -> Form:
        """What the file is by its ending, its name or the nearest folder that says so; else a command."""
        for ending, form in _ENDINGS.items():
            if path.stem.endswith(ending):
                return form
        if is_skill(path):
            return "skill"
        above = (part.lower() for part in reversed((self._root, *path.parent.parts)))
        return next((_FOLDERS[part] for part in above if part in _FOLDERS), "command")

    def refusal(self, path: PurePosixPath, keys: Collection[str]) -> str:
        """Why a Markdown file is no command; empty where it is one."""
        if _DOCUMENT.fullmatch(path.stem):
            return "" if keys else "describes its folder; give it front matter to make it a command"
        if _placed(path, self._root) or _says_so(keys):
            return ""
        if any(part.lower() in _DOCUMENT_FOLDERS for part in path.parent.parts):
            return "lies in a folder of documents; give it the front matter of a command, or name that folder itself"
        if self._structured:
            return "lies outside the folders that hold this library's commands; give it the front matter of a command"
        return ""


def _placed(path: PurePosixPath, root: str) -> bool:
    """Whether the first folder that says anything says that commands, agents, skills or prompts lie below it."""
    if is_skill(path) or any(path.stem.endswith(ending) for ending in _ENDINGS):
        return True
    for part in (root, *(part.lower() for part in path.parent.parts)):
        if part in _FOLDERS:
            return True
        if part in _DOCUMENT_FOLDERS | _MATERIAL_FOLDERS and part != root:
            return False
    return False


def _says_so(keys: Collection[str]) -> bool:
    return not _KEYS_OF_COMMANDS.isdisjoint(keys) or ("name" in keys and "description" in keys)


def is_agent(form: Form, keys: Collection[str], body: str) -> bool:
    """Whether a file is an agent: it lies among agents, or it is a description of one that takes no arguments."""
    if form != "command":
        return form == "agent"
    described = "name" in keys and "description" in keys and not {"argument_hint", "allowed_tools"} & set(keys)
    return described and "$ARGUMENTS" not in body and _INTRODUCED.match(body) is not None
