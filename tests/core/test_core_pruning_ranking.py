import random
from itertools import pairwise

import pytest

from podium.core.pruning import Found, Role, Statistics, prune
from podium.core.pruning.cutting import CAP
from podium.core.pruning.kinds import asked_kinds, kind_of
from podium.core.pruning.lexicon import relatives
from podium.core.pruning.pieces import split
from podium.core.tokens import estimate
from podium.core.values import ContextItem

KINDS = {
    "src/app/payment.py": "source",
    "src/_pytest/fixtures.py": "source",
    "lib/contest.rb": "source",
    "tests/test_payment.py": "test",
    "pkg/core/tests/helpers.py": "test",
    "web/cart.spec.ts": "test",
    "server/ledger_test.go": "test",
    "src/LedgerTest.java": "test",
    "docs/guide.rst": "document",
    "README": "document",
    "CHANGELOG.md": "document",
    "setup.cfg": "data",
    ".github/workflows/ci.yml": "data",
    "": "source",
}


@pytest.mark.parametrize("path", KINDS)
def test_files_are_known_by_their_paths(path):
    assert kind_of(path) == KINDS[path]


@pytest.mark.parametrize(
    ("objective", "role", "asked"),
    [
        ("Write tests for the cart", "", {"test"}),
        ("Fix the cart. Includes tests.", "", set()),
        ("Fix the cart\n\nUpdates the docs as well", "", set()),
        ("Fix the cart", "test-engineer", {"test"}),
        ("Correct the README", "", {"document"}),
        ("Speed up the CI pipeline", "", {"data"}),
    ],
)
def test_tests_and_documents_are_asked_for_in_the_first_sentence_or_by_the_role(objective, role, asked):
    assert set(asked_kinds(objective, role)) == asked


def code(name, doc, lines=12):
    body = "".join(f"    step_{at} = prepare(step, {at})\n" for at in range(lines))
    return f'def {name}(step):\n    """{doc}"""\n{body}    return step\n\n\n'


def test_a_definition_is_found_by_its_name_and_comes_with_its_lines():
    rng = random.Random(1)
    words = ("alpha", "bravo", "charlie", "delta", "echo")
    functions = [code(f"{rng.choice(words)}_{at}", "Do it.") for at in range(60)]
    functions[31] = code("round_cart_total", "Half even.")
    text = "".join(functions)
    items = [
        ContextItem(f"shop/{n}.py", text if n == "cart" else text[:9_000], path=f"shop/{n}.py") for n in ("cart", "x")
    ]
    (pack,) = prune(items, objective="`round_cart_total` rounds the wrong way", roles=[], budget_tokens=600).packs
    best = max((packed for packed in pack.items), key=lambda packed: packed.score)
    assert "def round_cart_total" in best.item.text
    lines = text.splitlines(keepends=True)
    assert "".join(lines[best.item.first - 1 : best.item.last]).strip() == best.item.text.strip()


def test_neighbouring_pieces_are_joined_into_one():
    text = "".join(code(f"cart_{at}", "Round the cart total.") for at in range(12))
    (pack,) = prune(
        [ContextItem("cart.py", text, path="cart.py")], objective="round cart", roles=[], budget_tokens=900
    ).packs
    ranges = [(packed.item.first, packed.item.last) for packed in pack.items]
    assert all(after - before > 1 for (_, before), (after, _) in pairwise(ranges))
    assert pack.tokens > 700


def test_a_general_role_adds_nothing_to_the_objective():
    items = [
        ContextItem(f"n{at}", f"{'general remarks' if at % 2 else 'cart rounding'} number {at}") for at in range(40)
    ]
    one = prune(items, objective="cart rounding", roles=[Role("general")], budget_tokens=120).packs[0]
    assert all("cart rounding" in packed.item.text for packed in one.items)


def test_a_paraphrase_finds_its_fact_in_prose():
    rng = random.Random(3)
    words = ["garden", "lunch", "music", "river", "holiday", "sofa", "lamp", "guitar", "novel", "meadow", "recipe"]
    items = [ContextItem(f"n{at}", " ".join(rng.choices(words, k=40))) for at in range(200)]
    items[77] = ContextItem("n77", f"{items[77].text} Certificates rotate every 41 days.")
    budget = sum(estimate(item.text) for item in items) // 10
    (pack,) = prune(items, objective="How often are the keys replaced?", roles=[], budget_tokens=budget).packs
    assert "41 days" in pack.text


def test_words_that_stand_for_one_another_do_so_both_ways():
    assert "rotat" in relatives("replac")
    assert "replac" in relatives("rotat")
    assert relatives("zebra") == frozenset()


def test_counts_of_a_collection_that_has_shrunk_since_they_were_taken_do_no_harm():
    items = [ContextItem("a.py", "def charge(card):\n    return card\n", ("file",), "a.py", 1, 2)]
    found = Found(tuple(split(items[0], CAP)), Statistics(1, 4.0, {"charg": 5, "card": 9}))
    (pack,) = prune([], objective="charge the card", roles=[], budget_tokens=500, found=found).packs
    assert "def charge" in pack.text
