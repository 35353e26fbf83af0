"""`podium watch`: looking on while a host drives a run."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import anyio
import click

from podium.cli.completion import run_ids
from podium.cli.exits import code_of
from podium.cli.options import DB_OPTION, JSON_OPTION
from podium.core.errors import UserError
from podium.core.run import FINAL
from podium.core.values import JSON

if TYPE_CHECKING:
    from podium.cli.host import Host
    from podium.cli.show import Screen

EVERY_SECONDS = 0.5


@click.command("watch")
@click.argument("run_id", required=False, shell_complete=run_ids)
@DB_OPTION
@JSON_OPTION
def watch_command(run_id: str | None, db: Path | None, as_json: bool) -> None:
    """Look on while a host drives RUN_ID, until the run ends; without RUN_ID, the newest that has not ended.

    Nothing is changed: leave with Ctrl-C, and the run goes on.

    \b
    podium watch
    podium watch RUN_ID
    podium watch RUN_ID --json > result.json
    """  # noqa: D301 (click reads the backspace character)
    from podium.cli.host import Host
    from podium.cli.hosting import server_command
    from podium.cli.show import Screen

    screen = Screen(as_json=as_json)
    host = Host(screen)

    async def act() -> JSON:
        with screen.tree():
            async with host.server(server_command([], db), None):
                host.run_id = run_id or await _newest(host)
                asked: JSON = {"run_id": host.run_id}
                if (await host.ask("orchestrate-status", asked))["status"] not in FINAL:
                    await _follow(host, screen)
                return await host.entire(await host.ask("orchestrate-status", asked))

    result = host.play(act, stopped="the run goes on without you")
    screen.result(dict(result))
    sys.exit(code_of(result["status"]))


async def _newest(host: Host) -> str:
    """The id of the newest run that has not ended."""
    for run in (await host.ask("orchestrate-status", {}))["runs"]:
        if run["status"] not in FINAL:
            return str(run["run_id"])
    raise UserError("no run is under way here. podium runs lists what was run; --db names another file")


async def _follow(host: Host, screen: Screen) -> None:
    """Show the run whenever it has changed, until it has ended."""
    before: JSON = {}
    while before.get("status") not in FINAL:
        now = await host.record()
        screen.update(now)
        for change in changes(before, now):
            screen.note(change)
        before = now
        await anyio.sleep(0 if now["status"] in FINAL else EVERY_SECONDS)


def changes(before: JSON, now: JSON) -> list[str]:
    """What happened between two looks at a run, a line each."""
    found = [] if before.get("status") == now["status"] else [f"the run is {now['status'].replace('_', ' ')}"]
    states = {agent["id"]: (agent["state"], agent["attempts"]) for agent in before.get("agents", ())}
    for agent in now["agents"]:
        state, attempts = agent["state"], agent["attempts"]
        if states.get(agent["id"], ("planned", 0)) != (state, attempts):
            again = f", try {attempts}" if attempts > 1 else ""
            found.append(f"{agent['role']}: {agent['failure'] or state}{again}")
    return found
