"""What a pattern over the items of a sentence found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from podium.core.mathematics.items import Item
from podium.core.mathematics.judging import Judgement, judge
from podium.core.mathematics.quantity import Quantity


@dataclass(frozen=True, slots=True)
class Match:
    """What a pattern found: the quantities or items it names, in order, and the text of the sentence it covers."""

    items: Sequence[Item]
    groups: tuple[str, ...]
    claim: str
    near: bool

    def quantity(self, group: int) -> Quantity:
        """The quantity a group names."""
        found = self.items[int(self.groups[group])].quantity
        assert found is not None
        return found

    def text(self, group: int) -> str:
        """The text of the item a group names."""
        return self.items[int(self.groups[group])].text

    def judge(self, computed: Quantity, stated: Quantity) -> Judgement:
        """Judges what was computed against what is stated."""
        return judge(self.claim, computed, "~" if self.near else "=", stated)


Rule = Callable[[Match], Judgement | None]
