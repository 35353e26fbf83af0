from podium.core.pruning import HAND_OFF_TAG
from podium.core.pruning.needs import answer_needs, real_needs
from podium.core.tokens import estimate
from podium.core.values import ContextItem

ITEMS = (
    ContextItem("tariffs", "The tariff of the northern zone is 14 euro."),
    ContextItem("keys", "Signing keys rotate every 41 days."),
    ContextItem("menu", "Soup and bread on Tuesdays. " * 30),
)


def test_each_need_is_answered_by_what_speaks_of_it():
    tariff, keys = answer_needs(["the tariff of the northern zone", "how often keys rotate"], ITEMS, 600)
    assert tariff.note
    assert "14 euro" in tariff.note.text
    assert "41 days" not in tariff.note.text
    assert keys.note
    assert "41 days" in keys.note.text
    assert tariff.note.tags == (HAND_OFF_TAG,)


def test_a_need_that_nothing_speaks_of_has_no_note():
    (answer,) = answer_needs(["production database password"], ITEMS, 600)
    assert answer.note is None


def test_notes_keep_the_budget_together():
    needs = ["tariff of the zone", "signing keys", "soup on Tuesdays"]
    notes = [answer.note for answer in answer_needs(needs, ITEMS, 300) if answer.note]
    assert notes
    assert sum(estimate(note.text) for note in notes) <= 300


def test_empty_and_repeated_needs_are_left_out():
    assert real_needs(["None", "n/a", " the  logs ", "the logs", "nothing."]) == ["the logs"]
    assert answer_needs(["none"], ITEMS, 500) == ()


def test_a_budget_too_small_for_a_note_gives_none():
    assert [answer.note for answer in answer_needs(["signing keys"], ITEMS, 20)] == [None]
