"""A role knows the words of its field, and the talk of everybody is not among them."""

import pytest

from podium.core.pruning import Role, prune
from podium.core.pruning.fields import field_terms
from podium.core.pruning.searches import searches
from podium.core.pruning.words import terms_of
from podium.core.values import ContextItem


@pytest.mark.parametrize(
    ("role", "term"),
    [
        ("security", "password"),
        ("security-review", "vulnerability"),
        ("database", "schema"),
        ("performance", "latency"),
        ("testing", "fixture"),
        ("compliance-officer", "gdpr"),
    ],
)
def test_a_role_knows_the_words_of_its_field(role, term):
    assert {*terms_of(term)} <= field_terms(role).keys()


@pytest.mark.parametrize("role", ["", "general", "a1", "zzz"])
def test_a_role_of_no_field_has_no_words(role):
    assert not field_terms(role)


def test_parts_of_a_word_that_stand_for_much_else_are_none():
    assert all(len(term) > 2 and not term.isdigit() for term in field_terms("security"))


def test_a_fact_in_the_words_of_the_field_reaches_its_role_although_it_names_neither_role_nor_objective():
    items = [ContextItem(f"note {at}", f"Lunch number {at} was in the garden by the river.") for at in range(100)]
    items[40] = ContextItem("note 40", "Lunch was late. Passwords are hashed with argon2id. The river was high.")
    items[70] = ContextItem("note 70", "Lunch was late. The p99 latency is 187 milliseconds. The river was high.")
    roles = [Role("security"), Role("performance")]
    security, performance = prune(items, objective="Move the shop", roles=roles, budget_tokens=60).packs
    assert "argon2id" in security.text
    assert "p99" in performance.text


def test_an_index_is_asked_for_the_words_of_the_field_in_prose_only():
    asked = searches("Move the shop", [Role("security")], 8_000)
    assert [search.prose for search in asked if "password" in search.terms] == [True]
