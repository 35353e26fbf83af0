"""Written replies of awkward kinds: good ones must not enter recovery, bad ones must, under the right kind.

`open.txt` served while the reading was written; `closing.txt` was written at the same time and opened for the figure only.
So were `open_2.txt` and `closing_2.txt`, from other trades and in other words, before the reading was looked at: of the
closing one, 3 of 102 good replies entered recovery and 39 of 51 bad ones got their kind when it was first opened. What
that showed was then worked on. `further.txt` was written after that; its last 54 at first gave 1 of 30 and 19 of 24.
`further_2.txt` comes from somebody who had not seen the reading: at first 0 of 120 good ones entered recovery, and 14 of
60 bad ones got their kind; `further_3.txt`, by the same hand and opened after that was worked on: 1 of 120 and 34 of 60.
It was worked on in turn; a bare `Done.` stays an answer, which costs two of its bad ones. A promise counts as `empty` since
then, and JSON that only lacks its end as `truncated`. `further_4.txt`, by a third hand: at first 0 of 60 and 27 of 40.
`further_5.txt` and `further_6.txt`, by a fourth and a fifth: 0 of 54 each, and 15 and 14 of 36, before the kinds were read
by what a reply adds to its prompt instead of by its phrases. Of the last 80 good and 70 bad ones of `further_6.txt`, opened
after that, 0 and 47 at first; of `further_7.txt`, by the fourth and fifth hand and opened last, 2 of 108 and 55 of 72. `own.txt` was written along with that reading, to find good replies that it refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from podium.core.monitoring import observe
from podium.core.replies import classify
from run_samples import begun, call, catalogue, run_of

FOLDER = Path(__file__).parent / "replies"
HALVES = (
    "open",
    "closing",
    "open_2",
    "closing_2",
    "further",
    "further_2",
    "further_3",
    "further_4",
    "further_5",
    "further_6",
    "further_7",
)
MOST_REFUSED_GOOD, LEAST_CAUGHT_BAD = 0.02, 0.90
LEAST_CAUGHT = {"further_7": 0.75}
FEWEST = {"further": (50, 50), "further_4": (60, 40), "further_5": (54, 36)}
"""Good and bad replies of a file, where they are fewer than 100 and 50."""


@dataclass(frozen=True, slots=True)
class Written:
    """One written reply, and what should become of it: no failure, or one of some kinds."""

    role: str
    part: str
    objective: str
    label: str
    kinds: frozenset[str]
    text: str

    @property
    def found(self) -> str | None:
        """The failure that its text shows, else the one that monitoring sees."""
        failure, detail = classify(self.text)
        run = begun(run_of(call("a", role=self.role, part=self.part), objective=self.objective))
        data = {"agent_id": "a", "text": self.text, "failure": failure, "detail": detail}
        return observe(run, data, catalogue()).failure


def written(half: str) -> Iterator[Written]:
    jobs: dict[str, list[str]] = {}
    for entry in re.split(r"^(?=@(?:job|good|bad) )", (FOLDER / f"{half}.txt").read_text("utf-8"), flags=re.MULTILINE):
        head, _, text = entry.partition("\n")
        kind, _, rest = head.partition(" ")
        if kind == "@job":
            name, *job = (cell.strip() for cell in rest.split("|"))
            jobs[name] = job
        elif kind:
            name, label = rest.split(" ")
            kinds = frozenset(label.split("|")) if kind == "@bad" else frozenset()
            yield Written(*jobs[name], label, kinds, text.removesuffix("\n"))


@pytest.mark.parametrize("half", HALVES)
def test_good_replies_of_awkward_kinds_stay_out_of_recovery(half: str) -> None:
    good = [reply for reply in written(half) if not reply.kinds]
    wrong = [(reply.label, reply.found, reply.text[:80]) for reply in good if reply.found]
    assert len(good) >= FEWEST.get(half, (100, 50))[0]
    assert len(wrong) <= MOST_REFUSED_GOOD * len(good), wrong


@pytest.mark.parametrize("half", HALVES)
def test_bad_replies_are_caught_under_the_right_kind(half: str) -> None:
    bad = [reply for reply in written(half) if reply.kinds]
    missed = [(reply.label, reply.found, reply.text[:80]) for reply in bad if reply.found not in reply.kinds]
    assert len(bad) >= FEWEST.get(half, (100, 50))[1]
    assert len(missed) <= (1 - LEAST_CAUGHT.get(half, LEAST_CAUGHT_BAD)) * len(bad), missed
