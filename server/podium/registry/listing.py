"""The commands and the files they come from, as lists show them."""

from __future__ import annotations

from podium.core.values import JSON, Command
from podium.registry.loading import BUILTIN, FileReport, Loaded


def listing(loaded: Loaded) -> JSON:
    """Every command, and every file with what became of it."""
    files = loaded.files
    return {
        "commands": [_command(command) for command in loaded.catalogue.commands.values()],
        "files": [_file(report) for report in files],
        "files_loaded": sum(report.loaded for report in files),
        "files_skipped": sum(not report.loaded for report in files),
    }


def users(files: tuple[FileReport, ...]) -> list[FileReport]:
    """The reports on the user's files."""
    return [report for report in files if report.folder != BUILTIN]


def _command(command: Command) -> JSON:
    return {
        "name": command.name,
        "aliases": list(command.aliases),
        "kind": command.kind,
        "source": command.source,
        "description": command.description,
        "roles": list(command.roles),
    }


def _file(report: FileReport) -> JSON:
    return {
        "folder": report.folder,
        "file": report.path,
        "name": report.name,
        "loaded": report.loaded,
        "reason": report.reason,
        "form": report.form,
    }
