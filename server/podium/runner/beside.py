"""Standing beside a run whose open round another call of the same moment holds."""

from __future__ import annotations

import anyio

from podium.core.run import Run
from podium.runner.parts import Channel, Parts
from podium.runner.rounds import Call

LOOK_SECONDS = 0.1
LOOKS_OF_A_BEAT = 80


def given_out_since(run: Run, seq: int) -> bool:
    """Whether a round of the run went out after event `seq`.

    A call that began before then cannot be its client's second try: another call is carrying the round, and asking
    anew would ask the same agents twice.
    """
    return run.seq != seq and _out(run)


def _out(run: Run) -> bool:
    return run.status == "running" and any(c.carrier == "round_trip" for c in run.asked)


async def stand_beside(parts: Parts, run: Run, call: Call, channel: Channel) -> Run:
    """The run once its round came back to the end of it, or as it is when the call's patience ends."""
    patience = parts.ceilings.patience(progress=channel.client.progress)
    looks = 0
    with anyio.move_on_after(max(0.0, call.began + patience - parts.clock())):
        while _out(run):
            await anyio.sleep(LOOK_SECONDS)
            run = await parts.ledger.load(run.run_id, run.principal)
            looks += 1
            if looks % LOOKS_OF_A_BEAT == 0 and channel.heartbeat is not None:
                await channel.heartbeat(run)
    return run
