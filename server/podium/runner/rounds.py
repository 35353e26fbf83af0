"""Rounds of one client call: each is opened once, consumed once, and counted."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from podium.carriers.choice import Client
from podium.core.run import Run
from podium.store.protocol import Round

MOST_ROUNDS = 8
"""Round trips one call may use; clients give up at nine or ten and lose everything."""


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a client, which may span several rounds. `began` is in unix seconds."""

    call_id: str
    began: float

    @staticmethod
    def begin(now: float) -> Call:
        """A new call."""
        return Call(secrets.token_hex(6), now)

    @staticmethod
    def parse(found: Round) -> Call:
        """The call that a recorded round belongs to."""
        call_id, _, began = found.call_id.partition("@")
        return Call(call_id, float(began))

    def __str__(self) -> str:
        return f"{self.call_id}@{self.began:.3f}"


def next_round(call: Call, run: Run, client: Client, now: float, number: int = 1) -> Round:
    """A round about to be opened; which calls it holds is known once they are asked."""
    return Round(
        round_id="rnd_" + secrets.token_hex(12),
        run_id=run.run_id,
        call_id=str(call),
        number=number,
        opened_at=now,
        client=client.key,
        calls=(),
    )
