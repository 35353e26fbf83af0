"""Context packs of runs: kept in memory while a run is near, read from the store when it is taken up again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence

from podium.core.pruning.forms import Forms
from podium.core.run import Run
from podium.core.values import JSON, ContextItem
from podium.store.protocol import ContextRow, Store

KEPT_RUNS = 64
NO_PACK = Forms()


class Packs:
    """Texts of context packs, with their smaller forms, by run and pack id."""

    def __init__(self, store: Store, clock: Callable[[], float]) -> None:
        self._store = store
        self._clock = clock
        self._kept: OrderedDict[str, Mapping[str, Forms]] = OrderedDict()

    def keep(self, run_id: str, rows: Sequence[ContextRow]) -> None:
        """Remember the packs of a new run."""
        self._put(run_id, {row.id: _forms(row.body) for row in rows if "text" in row.body})

    def known(self, run_id: str) -> Mapping[str, Forms]:
        """The packs that are in memory now; none for a run that was not loaded."""
        return self._kept.get(run_id, {})

    async def of(self, run: Run) -> Mapping[str, Forms]:
        """The packs of a run, read from the store where they are not in memory. An expired pack is missing."""
        known = self._kept.get(run.run_id)
        if known is not None:
            return known
        texts = {}
        for state in run.calls.values():
            if state.call.pack:
                body = await self._store.context(state.call.pack, self._clock())
                if body is not None:
                    texts[state.call.pack] = _forms(body)
        return self._put(run.run_id, texts)

    async def given(self, run: Run) -> list[ContextItem]:
        """The items that the caller gave to a run; none where they have expired."""
        row = run.context.get("given")
        body = await self._store.context(row, self._clock()) if row else None
        return [ContextItem(name, text) for name, text in body["items"]] if body else []

    def _put(self, run_id: str, texts: Mapping[str, Forms]) -> Mapping[str, Forms]:
        self._kept[run_id] = texts
        while len(self._kept) > KEPT_RUNS:
            self._kept.popitem(last=False)
        return texts


def _forms(body: JSON) -> Forms:
    """The pack in a row; one that an earlier version wrote has only its whole."""
    return Forms(body["text"], body.get("forms", {}))
