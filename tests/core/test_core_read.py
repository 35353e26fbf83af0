"""What a reader adds: claims said again as calculations, and contradictions named by a coordinator.

The claims and reply sets are by five writers who had not seen the code; what a large language model answered to the prompts
that Podium gives is recorded beside them. The first halves served while this was written, the second were first opened for
the figure; `benchmarks/reading.py` prints all of it.
"""

from __future__ import annotations

import pytest
from reply_sets import HALVES, claims, listed, read_sets

from podium.core.mathematics import overall, verify_restated
from podium.core.mathematics.restating import restated

LEAST_RIGHT = 0.97


@pytest.mark.parametrize("half", HALVES)
def test_claims_that_a_reader_said_again_are_judged_right_and_none_holds_falsely(half: str) -> None:
    judged = [(wanted, overall(verify_restated([claim])), claim) for wanted, claim in claims("_read", half)]
    wrong = [each for each in judged if each[0] != each[1]]
    assert [each for each in wrong if each[1] == "holds"] == []
    assert len(judged) >= 300
    assert len(wrong) <= (1 - LEAST_RIGHT) * len(judged), wrong


@pytest.mark.parametrize("half", HALVES)
def test_what_cannot_be_known_is_not_decided_by_saying_it_again(half: str) -> None:
    decided = [
        claim
        for wanted, claim in claims("_read", half)
        if wanted == "undecided" and restated(claim) and overall(verify_restated([claim])) != "undecided"
    ]
    assert decided == []


@pytest.mark.parametrize("half", HALVES)
@pytest.mark.parametrize(("kind", "least"), [("structured", 0.95), ("prose", 0.95), ("clean", 0.95)])
def test_with_a_coordinator_planted_contradictions_are_conflicts_and_nothing_else_is(
    half: str, kind: str, least: float
) -> None:
    cases = [(case, reply) for case, reply in read_sets(half) if case.kind == kind]
    missed = [case.states for case, reply in cases if listed(case, reply) != bool(case.pair)]
    assert len(cases) >= 15
    assert len(missed) <= (1 - least) * len(cases), missed
