"""A command that keeps failing here gives way to one that does not."""

from __future__ import annotations

from podium.core.foresight import LEAST_TRIALS, forewarned
from podium.core.values import Tally
from run_samples import call, catalogue, command, coordinator

KNOWN = catalogue("a", "b", command("chemist", roles=("chemist",)))
CALLS = (call("a", fallbacks=("b", "chemist")), coordinator("a"))


def test_a_failing_command_gives_way_to_a_fallback_that_works_and_stands_behind_it() -> None:
    learned = {"a": Tally(0, 8), "chemist": Tally(9, 9)}
    (first, _), (note,) = forewarned(CALLS, KNOWN, learned)
    assert (first.id, first.command, first.role, first.fallbacks) == ("a", "chemist", "chemist", ("a", "b"))
    assert (note["from"], note["to"]) == ("a", "chemist")
    assert note["reason"] == "a answered 0 of its last 8 parts here, chemist 9 of 9"


def test_a_fallback_that_is_not_clearly_better_changes_nothing() -> None:
    for learned in (
        {"a": Tally(0, LEAST_TRIALS - 1), "b": Tally(9, 9)},
        {"a": Tally(0, 9), "b": Tally(2, LEAST_TRIALS - 1)},
        {"a": Tally(5, 9), "b": Tally(7, 9)},
        {"a": Tally(0, 9)},
        {"a": Tally(0, 9), "gone": Tally(9, 9)},
        {},
    ):
        assert forewarned(CALLS, KNOWN, learned) == (CALLS, ())


def test_a_replacement_that_the_catalogue_no_longer_holds_is_none() -> None:
    calls = (call("a", fallbacks=("gone",)),)
    assert forewarned(calls, KNOWN, {"a": Tally(0, 9), "gone": Tally(9, 9)}) == (calls, ())
