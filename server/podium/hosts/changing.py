"""One change to one file of the user: planned, shown, checked, kept a copy of, and written in one step."""

from __future__ import annotations

import difflib
import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from glob import escape
from pathlib import Path
from types import ModuleType
from typing import Any

from podium.core.errors import UserError
from podium.hosts import jsonc, tomls
from podium.hosts.table import NAME, Form, Host

FORMS: Mapping[Form, ModuleType] = {"json": jsonc, "toml": tomls}
BACKUP = ".podium-"
"""What stands between a file's name and the time in the name of its copies."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a file becomes. `before` and `after` are None where it is not there; `path` may be a link to `target`.

    Of a file that we `generated` no copy is kept.
    """

    path: Path
    target: Path
    before: str | None
    after: str | None
    generated: bool = False

    @property
    def needed(self) -> bool:
        """Whether anything changes."""
        return self.before != self.after

    def diff(self) -> str:
        """The change as a unified diff; empty when there is none."""
        before, after = ((text or "").splitlines() for text in (self.before, self.after))
        old, new = (os.devnull if text is None else str(self.path) for text in (self.before, self.after))
        return "\n".join(difflib.unified_diff(before, after, old, new, lineterm=""))


def installed(host: Host, path: Path, command: tuple[str, ...]) -> Change:
    """The change that adds our entry to a host's file, or brings it up to date; what the user set in it stays.

    Raises:
        UserError: the file cannot be read as it is; nothing was touched.
    """
    target, before = read_file(path)
    return Change(path, target, before, _with_entry(host, path, before or "", command))


def uninstalled(host: Host, path: Path) -> Change:
    """The change that takes out what was added: byte for byte where nothing else happened since.

    Raises:
        UserError: the file cannot be read as it is; nothing was touched.
    """
    target, before = read_file(path)
    if before is None or (entry := entry_in(host, path, before)) is None:
        return Change(path, target, before, before)
    place, form = (host.container, NAME), FORMS[host.form]
    if form.put("", place, entry) == before:
        return Change(path, target, before, None)
    for copy in backups(target):
        text = _text(copy)
        with suppress(UserError):
            if entry_in(host, copy, text) is None and form.put(text, place, entry) == before:
                return Change(path, target, before, text)
    after = form.drop(before, place)
    _check(host, path, after, _without(form.read(before), place))
    return Change(path, target, before, after)


def entry_in(host: Host, path: Path, text: str) -> dict[str, Any] | None:
    """Our entry in a host's file, None where there is none.

    Raises:
        UserError: the text cannot be read.
    """
    try:
        container = FORMS[host.form].read(text).get(host.container)
    except UserError as error:
        raise UserError(f"{path} cannot be read ({error}). Mend it, then run this again") from None
    entry = container.get(NAME) if isinstance(container, dict) else None
    return entry if isinstance(entry, dict) else None


def snippet(host: Host, command: tuple[str, ...]) -> str:
    """Our entry in an otherwise empty file, to paste by hand."""
    return str(FORMS[host.form].put("", (host.container, NAME), host.entry(command)))


def backups(path: Path) -> list[Path]:
    """The copies that were kept of a file, newest first."""
    found = path.parent.glob(f"{escape(path.name)}{BACKUP}*.bak") if path.parent.is_dir() else ()
    return sorted(found, reverse=True)


def read_file(path: Path) -> tuple[Path, str | None]:
    """Where a path leads in the end, and the text there; None where there is no file.

    Raises:
        UserError: it is no file, no text, or a link into nowhere.
    """
    target = path
    if path.is_symlink():
        target = path.resolve()
        if not target.exists():
            raise UserError(f"{path} is a link to {target}, which is not there. Mend or remove the link first")
    if not target.exists():
        return target, None
    if not target.is_file():
        raise UserError(f"{path} is no file")
    return target, _text(target)


def write(change: Change) -> Path | None:
    """Make the change: a copy of the old file first, then the new one in its place in one step.

    Returns:
        The copy; None where there was no file.

    Raises:
        UserError: the file was changed by somebody else meanwhile, or cannot be written.
    """
    try:
        if read_file(change.path) != (change.target, change.before):
            raise UserError(f"{change.path} was changed meanwhile. Run this again")
        copy = _keep(change.target) if change.before is not None and not change.generated else None
        if change.after is None:
            _remove(change)
        else:
            _replace(change.target, change.after)
    except OSError as error:
        raise UserError(f"{change.path} cannot be written: {error.strerror}. Nothing was changed") from None
    return copy


def _with_entry(host: Host, path: Path, text: str, command: tuple[str, ...]) -> str:
    form, place = FORMS[host.form], (host.container, NAME)
    present = entry_in(host, path, text)
    if present is None:
        wanted = host.entry(command)
        after = form.put(text, place, wanted)
    else:
        ours = {**host.fixed, **host.started_by(command)}
        wanted = {**present, **ours}
        after = text
        for key in ours:
            if present.get(key) != wanted[key]:
                after = form.put(after, (*place, key), wanted[key])
    _check(host, path, after, _with(form.read(text), place, wanted))
    return str(after)


def _check(host: Host, path: Path, text: str, expected: dict[str, Any]) -> None:
    """Whatever the editor did: the file must say what it said before, and our entry."""
    if _bare(FORMS[host.form].read(text), host) != _bare(expected, host):
        raise UserError(f"{path} is written in a way that cannot be changed safely; it was left as it is")


def _with(read: dict[str, Any], place: tuple[str, str], entry: dict[str, Any]) -> dict[str, Any]:
    return {**read, place[0]: {**(read.get(place[0]) or {}), place[1]: entry}}


def _without(read: dict[str, Any], place: tuple[str, str]) -> dict[str, Any]:
    return {**read, place[0]: {key: value for key, value in read[place[0]].items() if key != place[1]}}


def _bare(read: dict[str, Any], host: Host) -> dict[str, Any]:
    """What a file says, where an empty container is as good as none."""
    return {key: value for key, value in read.items() if key != host.container or value}


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        raise UserError(f"{path} is no UTF-8 text; it was left as it is") from None
    except OSError as error:
        raise UserError(f"{path} cannot be read: {error.strerror}") from None


def _keep(path: Path) -> Path:
    """A copy beside the file, as private as the file is."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%fZ")
    copy = path.with_name(f"{path.name}{BACKUP}{stamp}.bak")
    descriptor = os.open(copy, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(path.read_bytes())
    copy.chmod(path.stat().st_mode & 0o777)
    return copy


def _remove(change: Change) -> None:
    """Take the file away, and a folder of ours that it leaves empty."""
    change.target.unlink()
    if change.generated:
        with suppress(OSError):
            change.target.parent.rmdir()


def _replace(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    mode = path.stat().st_mode & 0o777 if path.exists() else None
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    new = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(text.encode("utf-8"))
            stream.flush()
            os.fsync(stream.fileno())
        new.chmod(0o600 if mode is None else mode)
        new.replace(path)
    except BaseException:
        new.unlink(missing_ok=True)
        raise
