"""What the rooms of the runner share: the store and its views, the catalogue, the limits, the clock."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field

from podium.carriers.choice import Client
from podium.carriers.seam import LiveCarrier, Request
from podium.core import engine
from podium.core.briefs import brief, brief_tokens
from podium.core.calls import AgentCall
from podium.core.limits import Ceilings, Delivery
from podium.core.run import Run
from podium.core.spawning import available
from podium.core.values import JSON, Catalogue, Knowledge
from podium.observing.watching import Listener
from podium.runner.attending import driven
from podium.runner.health import Health
from podium.runner.ledger import Ledger, Step
from podium.runner.live import OnReply
from podium.runner.packs import NO_PACK, Packs
from podium.store.protocol import Store
from podium.workspace import Heard, Workspace


@dataclass(frozen=True, slots=True)
class Settled:
    """A call's end: the run as it stands now, which open briefs the host sees for the first time, what was handed in."""

    run: Run
    new: frozenset[str] = frozenset()
    recorded: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asking:
    """A round: requests that the client must answer before its call goes on."""

    run: Run
    round_id: str
    requests: tuple[Request, ...]


Outcome = Settled | Asking
Texts = dict[str, str]
"""Prompts by the id of their call."""
PINNED_RUNS = 256


@dataclass(slots=True)
class Channel:
    """How one call reaches its client while it runs."""

    client: Client
    carrier: Callable[[], LiveCarrier]
    progress: OnReply | None = None
    heartbeat: Callable[[Run], Awaitable[None]] | None = None
    reading: Heard | None = None


def _nobody(owner: str) -> bool:
    return False


@dataclass(slots=True)
class Parts:
    """The parts of one server that runs need.

    `catalogue` gives the commands as they are now; a run keeps those it was started or taken up with. `owner` is this
    server's id in the store, `alive` tells whether the server of another id still runs; `listeners` hear of what is recorded.
    """

    store: Store
    catalogue: Callable[[], Catalogue]
    workspace: Workspace
    ceilings: Ceilings
    delivery: Delivery = "auto"
    owner: Callable[[], str] = str
    alive: Callable[[str], bool] = _nobody
    clock: Callable[[], float] = time.time
    listeners: Sequence[Listener] = ()
    ledger: Ledger = field(init=False)
    packs: Packs = field(init=False)
    health: Health = field(init=False)
    pinned: OrderedDict[str, Knowledge] = field(default_factory=OrderedDict)
    catalogues: OrderedDict[str, Catalogue] = field(default_factory=OrderedDict)

    def __post_init__(self) -> None:
        self.ledger = Ledger(self.store, self.listeners)
        self.packs = Packs(self.store, self.clock)
        self.health = Health(self.store)

    def draft(self, run: Run) -> engine.Draft:
        """A step to be decided on now."""
        return engine.Draft(run, self.clock())

    def setting(
        self,
        knowledge: Knowledge,
        carrier: str,
        run: Run,
        texts: Texts | None = None,
        *,
        may_ask: bool = True,
        round_id: str = "",
    ) -> engine.Setting:
        """What the engine may know for one step of this run; its context packs must be in memory.

        The prompts that the step measures are left in `texts` by the id of their call, to be sent as they were measured.
        """
        catalogue = self.catalogue_of(run.run_id)
        packs = self.packs.known(run.run_id)

        def tokens(current: Run, call: AgentCall) -> int:
            text = brief(current, call, catalogue, packs.get(call.pack, NO_PACK).of(call.care))
            if texts is not None:
                texts[call.id] = text
            return brief_tokens(text, current.mark)

        patience = self.ceilings.agent_seconds
        return engine.Setting(catalogue, knowledge, tokens, carrier, self.owner(), round_id, may_ask, patience)

    async def prompt(self, run: Run, call: AgentCall) -> str:
        """The prompt of one call, as it is or was asked."""
        packs = await self.packs.of(run)
        return brief(run, call, self.catalogue_of(run.run_id), packs.get(call.pack, NO_PACK).of(call.care))

    async def requests(self, run: Run, ids: Sequence[str], texts: Mapping[str, str] | None = None) -> list[Request]:
        """The requests of asked calls; prompts that are not among `texts` are rendered again."""
        found = []
        for state in (run.calls[i] for i in ids):
            text = (texts or {}).get(state.call.id) or await self.prompt(run, state.call)
            spawnable = available(run, state.call)
            person = state.call.kind == "person"
            limits = state.reply_tokens, state.patience, spawnable
            found.append(Request(state.call.id, text, *limits, run_id=run.run_id, person=person))
        return found

    async def mark(self, run: Run, kind: str, data: JSON) -> Run:
        """Append one event to a run that has not ended; an interrupted run is not interrupted twice."""

        def decide(current: Run) -> Step:
            draft = self.draft(current)
            if not current.ended and not (kind == "interrupted" and current.status == "interrupted"):
                draft.add(kind, data)
            return Step(draft)

        return (await self.ledger.advance(run, decide))[0]

    def pin(self, run_id: str, knowledge: Knowledge) -> None:
        """Keep what was known when a run started: what others learn meanwhile does not change its course."""
        self.pinned[run_id] = knowledge
        while len(self.pinned) > PINNED_RUNS:
            self.pinned.popitem(last=False)

    def catalogue_of(self, run_id: str) -> Catalogue:
        """The commands of a run: files that change meanwhile do not change its course."""
        if run_id not in self.catalogues:
            self.catalogues[run_id] = self.catalogue()
            while len(self.catalogues) > PINNED_RUNS:
                self.catalogues.popitem(last=False)
        return self.catalogues[run_id]

    async def known(self, run_id: str) -> Knowledge:
        """What a run may know: as pinned, else as it is now."""
        return self.pinned.get(run_id) or await self.store.knowledge()

    def driven_elsewhere(self, run: Run) -> bool:
        """Whether another live server waits for agents of this run."""
        return driven(run, self.alive_elsewhere)

    def alive_elsewhere(self, owner: str) -> bool:
        """Whether this is the id of another server that still runs."""
        return owner != self.owner() and self.alive(owner)


def asked_now(draft: engine.Draft) -> list[str]:
    """Ids that the draft's `asked` events ask."""
    return [entry["id"] for kind, data in draft.events if kind == "asked" for entry in data["calls"]]


def joined(first: engine.Draft, then: engine.Draft) -> engine.Draft:
    """Two drafts of one step, the second made on the first's run."""
    return engine.Draft(then.run, first.at, [*first.events, *then.events])
