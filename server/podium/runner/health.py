"""Which clients leave questions unanswered that were put to them in a result.

A connection lives as long as its server process or session, so this process alone can know; the store keeps the record.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from podium.store.protocol import Round, Store


@dataclass(slots=True)
class Health:
    """Open rounds and silent clients, by client key."""

    store: Store
    opened: dict[str, Round] = field(default_factory=dict)
    quiet: set[str] = field(default_factory=set)

    def open(self, sent: Round) -> None:
        """A round went out."""
        self.opened[sent.round_id] = sent

    async def answered(self, round_id: str, client: str, at: float) -> None:
        """A round came back: its client answers."""
        self.opened.pop(round_id, None)
        if client in self.quiet:
            self.quiet.discard(client)
            await self.store.note_client(client, answered=True, at=at)

    async def unanswered(self, round_id: str, client: str, at: float) -> None:
        """A round was given up: its client does not answer."""
        self.opened.pop(round_id, None)
        if client not in self.quiet:
            self.quiet.add(client)
            await self.store.note_client(client, answered=False, at=at)

    async def silent(self, client: str, now: float, patience: float) -> bool:
        """Whether this client's last round was never answered. Rounds older than `patience` seconds count as such."""
        sent = [r for r in self.opened.values() if r.client == client]
        for late in (r for r in sent if now - r.opened_at > patience):
            await self.unanswered(late.round_id, client, now)
        return client in self.quiet
