from __future__ import annotations

import json

import pytest

from podium.core.errors import UserError
from podium.core.values import Catalogue, World
from podium.handlers.verify_mathematics import LARGEST_TEXT, MOST_CLAIMS, verify_mathematics

WORLD = World(Catalogue({}))


def test_the_result_has_the_fields_of_the_contract() -> None:
    result = verify_mathematics(WORLD, claims=["2 + 2 = 4", "15% of 200 is 31", "accuracy:0.95"])
    assert set(result) == {"claims", "holds", "fails", "undecided", "verdict"}
    assert (result["holds"], result["fails"], result["undecided"]) == (1, 1, 1)
    assert all(set(claim) == {"claim", "verdict", "expected", "computed", "reason"} for claim in result["claims"])
    assert json.loads(json.dumps(result)) == result


@pytest.mark.parametrize(
    ("claims", "verdict"),
    [
        ("2 + 2 = 4. 3 + 3 = 6.", "holds"),
        ("2 + 2 = 4. x + 3 = 6.", "undecided"),
        ("2 + 2 = 4. x + 3 = 6. 1 + 1 = 3.", "fails"),
        ("There is nothing to compute here.", "undecided"),
        ("accuracy:0.95 and accuracy=0.95", "holds"),
    ],
)
def test_one_failure_fails_the_whole_and_one_doubt_leaves_it_undecided(claims: str, verdict: str) -> None:
    assert verify_mathematics(WORLD, claims=claims)["verdict"] == verdict


@pytest.mark.requirement("compatible-mathematics")
def test_the_routing_arithmetic_of_a_score_is_recomputed() -> None:
    claims = "0.9 * 0.35 + 0.8 * 0.35 + 1.0 * 0.20 + 0.5 * 0.10 = 0.845 and 0.845 >= 0.85"
    result = verify_mathematics(WORLD, claims=claims)
    assert [claim["verdict"] for claim in result["claims"]] == ["holds", "fails"]


@pytest.mark.parametrize("claims", ["", "  \n ", [], ["", " "]])
def test_nothing_to_check_is_a_mistake_that_is_named(claims: str | list[str]) -> None:
    with pytest.raises(UserError, match="Pass prose"):
        verify_mathematics(WORLD, claims=claims)


def test_more_text_than_the_limit_is_refused() -> None:
    with pytest.raises(UserError, match="Split"):
        verify_mathematics(WORLD, claims="a" * (LARGEST_TEXT + 1))


def test_more_claims_than_the_limit_are_refused() -> None:
    with pytest.raises(UserError, match="Split"):
        verify_mathematics(WORLD, claims=["1 + 1 = 2"] * (MOST_CLAIMS + 1))
    with pytest.raises(UserError, match="Split"):
        verify_mathematics(WORLD, claims="1 + 1 = 2. " * (MOST_CLAIMS + 1))
    assert verify_mathematics(WORLD, claims="1 + 1 = 2. " * MOST_CLAIMS)["holds"] == MOST_CLAIMS


def test_lone_surrogates_do_no_harm() -> None:
    assert verify_mathematics(WORLD, claims="2 + 2 = 4 \ud800")["holds"] == 1


def test_a_long_claim_is_shortened_in_the_result() -> None:
    result = verify_mathematics(WORLD, claims="x" * 5000)
    assert len(result["claims"][0]["claim"]) <= 300
