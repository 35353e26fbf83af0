"""`podium install` and `podium uninstall`: Podium in an assistant's configuration, shown before it is changed."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from podium.cli.options import COMMANDS_OPTION, WORKSPACE_OPTION
from podium.core.errors import UserError
from podium.core.texts import visible

if TYPE_CHECKING:
    from podium.hosts.changing import Change
    from podium.hosts.table import Host, Scope


def _hosts(ctx: click.Context, param: click.Parameter, typed: str) -> list[str]:
    from podium.hosts.table import BY_NAME

    return [name for name in BY_NAME if name.startswith(typed)]


WITH_PLUGIN = "claude-code"
_HOST = click.argument("host", required=False, shell_complete=_hosts)
_SCOPE = click.option(
    "--scope",
    type=click.Choice(["user", "project"]),
    default="user",
    show_default=True,
    help="Everywhere, or in this project.",
)
_DRY = click.option("--dry-run", is_flag=True, help="Show the change and make none.")
_YES = click.option("--yes", is_flag=True, help="Do not ask.")


@click.command("install")
@_HOST
@_SCOPE
@click.option("--db", type=click.Path(path_type=Path, dir_okay=False), help="Database that the server shall use.")
@COMMANDS_OPTION
@WORKSPACE_OPTION
@click.option(
    "--delivery",
    type=click.Choice(["auto", "sampling", "handoff"]),
    default="auto",
    show_default=True,
    help="How agents' work shall reach the assistant's model.",
)
@click.option(
    "--with-commands", is_flag=True, help="Slash commands as files too, where the assistant reads such files."
)
@click.option(
    "--plugin", is_flag=True, help="Claude Code only: the plugin with commands and agents, instead of the entry."
)
@_DRY
@_YES
def install_command(
    host: str | None,
    scope: Scope,
    db: Path | None,
    commands: tuple[Path, ...],
    workspace: tuple[Path, ...],
    delivery: str,
    with_commands: bool,
    plugin: bool,
    dry_run: bool,
    yes: bool,
) -> None:
    """Add Podium to HOST; without HOST list the assistants found here.

    The change is shown first. A copy of the old file stays beside it, and other servers and comments stay as they are.

    \b
    podium install                          which assistants are here
    podium install claude-code
    podium install claude-desktop --workspace ~/project
    podium install codex --with-commands    $orchestrate as well
    podium install copilot --delivery handoff
    podium install claude-code --plugin
    podium install vscode --scope project --dry-run
    """  # noqa: D301 (click reads the backspace character)
    if host is None:
        _list()
        return
    if plugin:
        _add_plugin(host, dry_run=dry_run, yes=yes)
        return
    from podium.hosts import changing
    from podium.hosts.starting import serving

    known, path = _known(host), _path(host, scope)
    if missing := [folder for folder in (*workspace, *commands) if not folder.is_dir()]:
        raise UserError(f"{str(missing[0])!r} is no folder")
    command = serving(workspaces=workspace, commands=commands, database=db, delivery=delivery)
    try:
        changes = [changing.installed(known, path, command)]
    except UserError as error:
        raise UserError(f"{error}.\nTo add Podium by hand, paste this:\n\n{changing.snippet(known, command)}") from None
    if with_commands:
        changes += _command_changes(known, add=True)
    if _made(changes, dry_run=dry_run, yes=yes, nothing=f"Podium is in {path} already; nothing to change."):
        click.echo("\n".join(["", *_advice(known, scope, command, with_commands=with_commands)]))


def _advice(host: Host, scope: Scope, command: tuple[str, ...], *, with_commands: bool) -> Iterator[str]:
    """What to do and to know after an installation."""
    from podium.hosts.starting import is_fleeting

    yield f"Podium is in {host.title}. Now {host.use}."
    if with_commands and host.commands is not None:
        yield f"Its commands are called {host.commands.called.replace('NAME', 'orchestrate')} and so on."
    if with_commands and host.commands is None:
        yield "It reads no command files that we know of; none were written."
    if not host.knows_project and "--workspace" not in command:
        yield "It has no project folder of its own: run this again with --workspace DIR, or agents get no files."
    if is_fleeting(command):
        yield "This Podium lies in a cache that may be emptied: install it with `uv tool install` or pipx, then again."
    if scope == "project":
        yield "The entry holds paths of this machine: think before you share it."


@click.command("uninstall")
@_HOST
@_SCOPE
@_DRY
@_YES
def uninstall_command(host: str | None, scope: Scope, dry_run: bool, yes: bool) -> None:
    """Take out of HOST what install added; without HOST list the assistants found here.

    \b
    podium uninstall claude-code
    podium uninstall vscode --scope project --dry-run
    """  # noqa: D301 (click reads the backspace character)
    if host is None:
        _list()
        return
    from podium.hosts import changing

    known, path = _known(host), _path(host, scope)
    changes = [changing.uninstalled(known, path), *_command_changes(known, add=False)]
    if known.name == WITH_PLUGIN:
        changes.append(_plugin_change(add=False))
    if _made(changes, dry_run=dry_run, yes=yes, nothing=f"Podium is not in {path}; nothing to change."):
        click.echo(f"\nPodium is no longer in {known.title}. What it recorded stays in its database.")


def _add_plugin(host: str, *, dry_run: bool, yes: bool) -> None:
    """Switch the plugin on; it starts `podium` by name, so that must be found."""
    if _known(host).name != WITH_PLUGIN:
        raise UserError(f"only {WITH_PLUGIN} has a plugin. Leave out --plugin")
    if shutil.which("podium") is None:
        raise UserError(
            "the plugin starts `podium`, which is not on your PATH. Install Podium with pipx or uv tool, "
            f"or leave out --plugin: podium install {host} --with-commands"
        )
    change = _plugin_change(add=True)
    if _made(
        [change], dry_run=dry_run, yes=yes, nothing=f"The plugin is on in {change.path} already; nothing to change."
    ):
        click.echo("\nThe plugin is on. Now start Claude Code anew and type /podium:orchestrate.")


def _plugin_change(*, add: bool) -> Change:
    from podium.hosts import plugin
    from podium.hosts.places import this_machine
    from podium.registry import data_folder

    path = plugin.settings_file(this_machine())
    return plugin.added(path, data_folder("manifests")) if add else plugin.removed(path)


def _list() -> None:
    from podium.hosts.finding import configured, present
    from podium.hosts.places import this_machine
    from podium.hosts.table import HOSTS

    machine = this_machine()
    here = {host.name for host in present(machine)}
    have = {entry.host.name for entry in configured(machine) if not entry.trouble}
    for host in HOSTS:
        state = "has Podium" if host.name in have else "found here" if host.name in here else "not found"
        click.echo(f"{host.name:<15}  {state:<10}  {host.title}")


def _known(name: str) -> Host:
    from podium.hosts.table import BY_NAME

    if name not in BY_NAME:
        raise UserError(f"{name!r} is no assistant we know. Choose one of: {', '.join(BY_NAME)}")
    return BY_NAME[name]


def _path(name: str, scope: Scope) -> Path:
    from podium.hosts.places import config_file, this_machine

    path = config_file(_known(name), scope, this_machine())
    if path is None:
        raise UserError(f"{_known(name).title} has no configuration for a project alone. Leave out --scope project")
    if scope == "project" and not path.resolve().is_relative_to(Path.cwd().resolve()):
        raise UserError(f"{path} leads out of the project to {path.resolve()}. Remove the link first")
    return path


def _command_changes(host: Host, *, add: bool) -> list[Change]:
    from podium.hosts.command_files import command_files, removed, written
    from podium.hosts.places import first_place, this_machine
    from podium.registry import load_catalogue

    if host.commands is None:
        return []
    texts = command_files(host.commands, load_catalogue().catalogue)
    folder = Path(first_place(host.commands.folder, this_machine()))
    return (written if add else removed)(folder, texts)


def _made(changes: list[Change], *, dry_run: bool, yes: bool, nothing: str) -> bool:
    """Show the changes and make them; whether they were made."""
    needed = [change for change in changes if change.needed]
    if not needed:
        click.echo(nothing)
        return False
    for change in needed:
        _show(change)
    if dry_run:
        click.echo("\nNothing was changed (--dry-run).")
        return False
    if not yes and sys.stdin.isatty() and sys.stdout.isatty():
        click.confirm("\nMake this change?", default=True, abort=True)
    _write(needed)
    return True


def _show(change: Change) -> None:
    if change.target != change.path:
        click.echo(f"{change.path} is a link; what changes is {change.target}")
    if change.generated:
        click.echo(f"{'remove' if change.after is None else 'write'} {change.path}")
    else:
        click.echo(visible(change.diff()))


def _write(changes: list[Change]) -> None:
    from podium.hosts import changing

    for change in changes:
        copy = changing.write(change)
        if copy is not None:
            click.echo(f"the old file is kept as {copy}")
