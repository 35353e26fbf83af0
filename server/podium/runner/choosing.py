"""Which carrier a call takes, from what its client declares and what it did before."""

from __future__ import annotations

from podium.carriers.choice import Client, choose
from podium.core.limits import Delivery
from podium.core.run import CarrierName, Run
from podium.runner.parts import Parts


async def choose_carrier(parts: Parts, client: Client, delivery: Delivery) -> CarrierName:
    """The carrier of a request; a client that let rounds go unanswered gets a hand-off until it answers one."""
    wanted = parts.delivery if delivery == "auto" else delivery
    if delivery == "auto" and wanted == "sampling" and not client.can_sample:
        wanted = "handoff"
    patience = parts.ceilings.agent_seconds
    silent = client.modern and await parts.health.silent(client, parts.clock(), patience)
    return choose(client, wanted, silent=silent)


async def note_unanswered(parts: Parts, run: Run) -> None:
    """Remember that the client of the run's open round never answered it."""
    if not any(c.carrier == "round_trip" for c in run.asked):
        return
    found = await parts.store.round(run.round_id)
    if found is not None and found.digest is None:
        parts.health.unanswered(found)
