"""Which clients leave questions unanswered that were put to them in a result.

This process alone can see it happen, connection by connection. What it saw of a kind of client is kept in the store: a
program that never answers hangs until somebody ends it, and must not do so again in its next session. A kind that has
answered before is taken at its word there: whoever ended its last round did not wait for it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from podium.carriers.choice import Client
from podium.store.protocol import Round, Store

OVERDUE_SECONDS = 30.0
"""After this an open round counts against its kind of client until it is answered: people end what hangs before long."""
MOST_DOUBTS = 2
"""Rounds in a row that a connection which has answered before may leave unanswered: one may have been declined or cancelled."""


@dataclass(slots=True)
class Health:
    """Open rounds by id, and the client keys of silent connections.

    `doubts` counts by client key the rounds left unanswered since the last answer, where there was one. `awaited` are rounds of clients whose kind is known, with that kind, until they are answered or overdue; `earlier` says
    of kinds whether they were silent when this process first asked the store, `proven` are those that answered it.
    """

    store: Store
    opened: dict[str, Round] = field(default_factory=dict)
    quiet: set[str] = field(default_factory=set)
    doubts: dict[str, int] = field(default_factory=dict)
    awaited: dict[str, str] = field(default_factory=dict)
    earlier: dict[str, bool] = field(default_factory=dict)
    proven: set[str] = field(default_factory=set)

    def open(self, sent: Round, client: Client) -> None:
        """A round went out."""
        self.opened[sent.round_id] = sent
        if client.kind:
            self.awaited[sent.round_id] = client.kind

    async def look(self, now: float) -> None:
        """Write down which kinds of clients let a round wait for too long and never answered one."""
        late = [i for i in self.awaited if now - self.opened[i].opened_at >= OVERDUE_SECONDS]
        for kind in {self.awaited.pop(i) for i in late} - self.proven:
            await self.store.note_client(kind, answered=False, at=now)

    async def answered(self, round_id: str, client: Client, at: float) -> None:
        """A round came back: its client answers."""
        self._close(round_id)
        self.quiet.discard(client.key)
        self.doubts[client.key] = 0
        if client.kind and client.kind not in self.proven:
            self.proven.add(client.kind)
            self.earlier[client.kind] = False
            await self.store.note_client(client.kind, answered=True, at=at)

    def unanswered(self, late: Round) -> None:
        """A round was given up: its client does not answer, or has not this time."""
        self._close(late.round_id)
        self.doubts[late.client] = self.doubts.get(late.client, MOST_DOUBTS) + 1
        if self.doubts[late.client] >= MOST_DOUBTS:
            self.quiet.add(late.client)

    async def silent(self, client: Client, now: float, patience: float) -> bool:
        """Whether this client's last round was never answered, here or in an earlier session of its kind.

        Rounds of this process that are older than `patience` seconds count as such.
        """
        sent = [r for r in self.opened.values() if r.client == client.key]
        for late in (r for r in sent if now - r.opened_at > patience):
            self.unanswered(late)
        if client.kind and client.kind not in self.earlier:
            unanswered, answered = await self.store.client_health(client.kind)
            self.earlier[client.kind] = unanswered is not None and answered is None
        return client.key in self.quiet or self.earlier.get(client.kind, False)

    def _close(self, round_id: str) -> None:
        self.opened.pop(round_id, None)
        self.awaited.pop(round_id, None)
