"""kill -9 at random moments: nothing that was answered is lost, and nothing that was answered is asked again.

    python benchmarks/kills.py [--kills 300] [--seed 1] [--carriers push round_trip handoff]

One chain for each carrier works on a database of its own. Every link of a chain is one server process, driven by a
scripted host over stdio: it first takes up the run that the kill before left behind, then starts new ones, until it is
killed. Most kills are aimed: another connection watches the database, and the process dies as soon as a chosen event is
committed, so between commit and answer, or some milliseconds later. Others come at a random time, some while the server
starts.
No run is killed more than twice, because a round that is lost three times counts as refused.

After each kill the files are copied as they lie, and the copy is examined. Passed means, over all kills:
- lost: no answer that was on record, or that a sub-agent was told is recorded, is missing later;
- asked_again_though_answered: no agent was asked for an answer that was on record when its server was killed;
- asked_twice_in_one_life: no server asked for the same answer twice, so an agent is asked once more for each kill that
  found it in flight (`asked_again_in_flight` counts those, and is no fault);
- asked_unrecorded: no request reached a model before it was on record;
- different_ends: every run ended with the status, synthesis and agents of an undisturbed one;
- broken_files: `PRAGMA integrity_check` said ok, and every run's events were numbered without gaps.
"""

from __future__ import annotations

import argparse
import sys
import time

import anyio
from chains import Carrier, Chain
from common import ending, report, scratch

CARRIERS: tuple[Carrier, ...] = ("push", "round_trip", "handoff")


async def run_chain(chain: Chain, kills: int) -> None:
    """So many kills, and one undisturbed life that takes up what the last left behind."""
    await chain.learn()
    for _ in range(kills):
        await chain.strike()
    await chain.finish()


async def main(kills: int, seed: int, carriers: list[Carrier], slow: tuple[float, float]) -> int:
    start = time.perf_counter()
    with scratch() as folder:
        chains = [Chain(carrier, folder / carrier, seed, slow) for carrier in carriers]
        async with anyio.create_task_group() as tasks:
            for index, chain in enumerate(chains):
                tasks.start_soon(run_chain, chain, kills // len(chains) + (index < kills % len(chains)))
        told = [tell(chain, seed) for chain in chains]
    seconds = round(time.perf_counter() - start, 1)
    total = sum(sum(chain.tally.kills.values()) for chain in chains)
    report("kills_total", passed=all(told), kills=total, seconds=seconds, seed=seed)
    return ending(told)


def tell(chain: Chain, seed: int) -> bool:
    """Print one chain's line; whether it is free of faults."""
    tally = chain.tally
    report(
        "kills",
        passed=not tally.faults,
        carrier=chain.carrier,
        kills=dict(tally.kills),
        seed=seed,
        runs_ended=tally.runs,
        taken_up=tally.resumed,
        answers_on_record_at_a_kill=tally.answers,
        asked_again_in_flight=tally.asked_again,
        last_event_at_the_kill=dict(tally.after_event.most_common()),
        faults=dict(tally.faults),
        details=tally.details[:10],
        events_of_a_run=chain.events,
        undisturbed_ms=round(chain.seconds * 1000, 1),
    )
    return not tally.faults


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--carriers", nargs="+", choices=CARRIERS, default=list(CARRIERS))
    parser.add_argument("--agent-ms", type=float, nargs=2, default=(5.0, 20.0), metavar=("LEAST", "MOST"))
    given = parser.parse_args()
    times = (given.agent_ms[0] / 1000, given.agent_ms[1] / 1000)
    sys.exit(anyio.run(main, given.kills, given.seed, given.carriers, times))
