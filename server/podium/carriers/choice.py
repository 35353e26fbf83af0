"""Which carrier a request gets: from the negotiated version and the declared capabilities, never from a name."""

from __future__ import annotations

from dataclasses import dataclass

from podium.core.errors import UserError
from podium.core.limits import Delivery
from podium.core.run import CarrierName


@dataclass(frozen=True, slots=True)
class Client:
    """What one request says about its client.

    `modern` clients take questions back in a result; others can be asked while their call runs, if `reachable`.
    `connection` tells connections of one server apart. `progress` says that the caller takes progress, `tools` that its
    model takes tools, `elicits` that its user can be asked, `polls` that it takes a task for a long run, `shows` that
    it shows pages.
    """

    version: str
    modern: bool
    sampling: bool
    reachable: bool
    connection: str
    progress: bool = False
    tools: bool = False
    elicits: bool = False
    polls: bool = False
    shows: bool = False
    principal: str = "local"
    capabilities: str = ""

    @property
    def can_sample(self) -> bool:
        """Whether its model can be asked: it declared sampling, and this request can carry a question."""
        return self.sampling and (self.modern or self.reachable)

    @property
    def key(self) -> str:
        """Clients of one key behave alike as far as can be known without asking who they are."""
        return f"{self.version}|{self.capabilities}|{self.connection}"


def choose(client: Client, delivery: Delivery, *, silent: bool = False) -> CarrierName:
    """The carrier for one request.

    Args:
        client: what the request declares.
        delivery: `sampling` and `handoff` overrule; `auto` takes sampling where it is declared and works.
        silent: the last question put to a client of this key in a result was never answered.

    Raises:
        UserError: sampling was asked for and the client did not declare it.
    """
    if delivery == "handoff":
        return "handoff"
    if delivery == "sampling" and not client.can_sample:
        raise UserError(
            "delivery is `sampling`, but this client declares no sampling on this connection. "
            "Call again with delivery `handoff` or `auto`."
        )
    if not client.can_sample or (delivery == "auto" and client.modern and silent):
        return "handoff"
    return "round_trip" if client.modern else "push"
