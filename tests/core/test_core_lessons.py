"""What runs taught about context changes weights and pack sizes, within bounds and only on evidence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podium.core.calls import AgentReply, Finding
from podium.core.learning.domains import EVERYWHERE
from podium.core.learning.lessons import Lessons, Loaded, Use
from podium.core.learning.loading import best, choose
from podium.core.pruning import Role, policy_of, prune
from podium.core.pruning.citing import cited
from podium.core.pruning.leaning import LEAST, MOST, leanings
from podium.core.values import ContextItem

STRATEGY = "direct_atomic"


def reply(evidence="", **more):
    return AgentReply("a", findings=(Finding("topic", "claim", evidence),), **more)


@pytest.mark.parametrize(
    ("evidence", "named"),
    [
        ("src/pay/card.py:10-12", {"src/pay/card.py"}),
        ("card.py line 10 and ./src/util.py", {"src/pay/card.py", "src/util.py"}),
        ("src\\pay\\card.py", {"src/pay/card.py"}),
        ("see house rules, section 2", {"item house rules"}),
        ("discard.pyc, postcard.py and card.python", set()),
        ("init.py", set()),
        ("none", set()),
    ],
)
def test_a_reply_cites_what_it_names(evidence, named):
    shown = ["src/pay/card.py", "src/util.py", "a/init.py", "b/init.py", "item house rules"]
    assert cited(reply(evidence), shown) == named


def test_prose_cites_as_findings_do():
    assert cited(AgentReply("a", summary="The fault is in src/util.py."), ["src/util.py", "src/b.py"]) == {
        "src/util.py"
    }


def lessons(**uses):
    return Lessons(
        {(EVERYWHERE, "audit"): {place.replace("__", "/") + ".py": Use(*use) for place, use in uses.items()}}
    )


def test_what_was_of_use_counts_more_and_what_never_was_counts_less():
    found = leanings(lessons(src__a=(9, 10), src__b=(0, 10), src__c=(1, 8)), "security", "audit")
    assert found["src/a.py"] > found["src/c.py"] > found["src/b.py"]
    assert found["src/a.py"] > 1 > found["src/b.py"]


def test_one_run_says_little_and_another_command_nothing():
    found = leanings(lessons(src__a=(1, 1)), "security", "audit")
    assert 1 < found["src/a.py"] < 1.25
    assert leanings(lessons(src__a=(9, 10)), "security", "optimize") == {}


def test_a_domain_goes_its_own_way_where_it_knows_more():
    everywhere = {"a.py": Use(5, 20), "b.py": Use(5, 20)}
    found = Lessons({(EVERYWHERE, "audit"): everywhere, ("data", "audit"): {"a.py": Use(5, 5)}})
    assert leanings(found, "data", "audit")["a.py"] > leanings(found, "security", "audit")["a.py"]
    assert leanings(found, "data", "audit")["b.py"] == leanings(found, "security", "audit")["b.py"]


@given(st.dictionaries(st.text(min_size=1), st.tuples(st.floats(0, 1), st.floats(0, 1e6)), max_size=8))
def test_weights_stay_within_their_bounds(uses):
    items = {place: Use(share * shown, shown) for place, (share, shown) in uses.items()}
    found = leanings(Lessons({(EVERYWHERE, "audit"): items}), "security", "audit")
    assert all(LEAST <= weight <= MOST for weight in found.values())


def test_a_pack_prefers_what_was_of_use_and_says_so():
    first = ContextItem(
        "first", "The payment keys rotate: payment keys of the gateway last 41 days and then rotate again."
    )
    second = ContextItem(
        "second", "The payment keys of the ledger are held by two people; call one of them by telephone first."
    )

    def packed(**learned):
        role = Role("security", (), {f"item {name}": weight for name, weight in learned.items()})
        return prune([first, second], objective="payment keys", roles=[role], budget_tokens=45).packs[0].items

    assert [entry.item for entry in packed()] == [first]
    (kept,) = packed(first=0.6, second=1.6)
    assert kept.item == second
    assert "of use in earlier runs" in kept.reason


@pytest.mark.parametrize(
    ("rows", "taken"),
    [
        ({}, "standard"),
        ({"standard": (90, 100, 100_000, 100), "lean": (90, 100, 60_000, 100)}, "lean"),
        ({"standard": (90, 100, 100_000, 100), "lean": (60, 100, 60_000, 100)}, "standard"),
        ({"standard": (90, 100, 100_000, 100), "lean": (90, 100, 98_000, 100)}, "standard"),
        ({"standard": (9, 10, 10_000, 10), "lean": (9, 10, 6_000, 10)}, "standard"),
        ({"standard": (60, 100, 100_000, 100), "ample": (85, 100, 140_000, 100)}, "ample"),
        ({"standard": (60, 100, 100_000, 100), "ample": (62, 100, 140_000, 100)}, "standard"),
        ({"lean": (90, 100, 60_000, 100)}, "standard"),
    ],
)
def test_another_way_of_loading_is_taken_only_where_its_runs_show_that_it_pays(rows, taken):
    found = {(STRATEGY, name): Loaded(*row) for name, row in rows.items()}
    assert best(STRATEGY, found) == taken
    assert choose(STRATEGY, found, draw=0.9, exploration=0.05) == taken
    assert choose("multi_workflow", found, draw=0.0, exploration=0.05) == "standard"


def test_a_small_share_of_the_runs_tries_the_other_ways_once_the_standard_one_is_known():
    known = {(STRATEGY, "standard"): Loaded(9, 10, 1_000, 10)}
    assert choose(STRATEGY, known, draw=0.01, exploration=0.05) == "lean"
    assert choose(STRATEGY, known, draw=0.04, exploration=0.05) == "ample"
    assert choose(STRATEGY, known, draw=0.04, exploration=0.05, roomy=False) == "lean"
    assert choose(STRATEGY, known, draw=0.05, exploration=0.05) == "standard"
    assert choose(STRATEGY, known, draw=0.0, exploration=0.0) == "standard"
    assert choose(STRATEGY, {}, draw=0.0, exploration=0.05) == "standard"


def test_the_way_of_loading_sizes_packs_but_never_beyond_what_a_host_shows():
    sizes = {name: policy_of(STRATEGY, loading=name).most_tokens for name in ("lean", "standard", "ample")}
    assert sizes["lean"] < sizes["standard"] < sizes["ample"]
    handed = {name: policy_of(STRATEGY, handed_off=True, loading=name).most_tokens for name in sizes}
    assert handed["lean"] < handed["standard"] == handed["ample"]
