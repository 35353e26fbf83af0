"""Smaller forms of a pack: the most relevant part, and two halves that together hold everything."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from podium.core.pruning.forms import SMALLER, Forms, forms
from podium.core.pruning.packing import section
from podium.core.pruning.values import Pack, Packed
from podium.core.tokens import estimate
from podium.core.values import ContextItem

LINES = [f"line {n} says what the {n}th thing is about" for n in range(30)]


def packed(name: str, text: str, score: float = 0.5, reason: str = "matches") -> Packed:
    return Packed(ContextItem(name, text), estimate(text), score, reason, "specialized")


def pack(*items: Packed) -> Pack:
    text = "".join(section(item.item) for item in items)
    return Pack("role", items, text, estimate(text))


def form(found: Pack, *care: str) -> str:
    return Forms(found.text, forms(found)).of(care)


def test_the_smaller_form_keeps_the_most_relevant_and_what_must_be_preserved() -> None:
    found = pack(
        packed("rules", "Never log a card number.\n", 1.0, "preserve"),
        packed("far", "\n".join(LINES), 0.1),
        packed("near", "\n".join(LINES[:15]), 0.9),
    )
    smaller = form(found, "smaller_pack")
    assert "Never log a card number." in smaller
    assert section(found.items[2].item) in smaller
    assert estimate(smaller) <= 0.6 * found.tokens


def test_a_single_long_item_is_cut_behind_a_line_and_keeps_its_labels() -> None:
    found = pack(packed("one", "\n".join(LINES)))
    smaller = form(found, "smaller_pack")
    assert smaller.startswith('<item name="one">\nline 0')
    assert smaller.endswith("</item>\n")
    assert len(smaller) <= SMALLER * len(found.text)
    assert smaller.split("\n")[-3] in LINES


def test_the_halves_of_one_item_are_its_lines_each_once() -> None:
    found = pack(packed("one", "\n".join(LINES)))
    said = [line for half in ("first_half", "second_half") for line in form(found, half).split("\n")[1:-2]]
    assert said == LINES


def test_a_pack_that_must_be_preserved_whole_has_no_other_form() -> None:
    found = pack(packed("rules", "\n".join(LINES), 1.0, "preserve"))
    assert forms(found) == {}
    assert form(found, "smaller_pack") == found.text


def test_the_usual_form_is_the_text_itself() -> None:
    found = pack(packed("one", "\n".join(LINES)))
    assert form(found, "simpler") == found.text


texts = st.lists(st.text("ab<>/ \n", min_size=1, max_size=400).filter(str.strip), min_size=1, max_size=8)


@given(texts, st.lists(st.sampled_from(["preserve", "matches"]), min_size=8, max_size=8))
def test_no_form_is_longer_than_the_pack_and_none_loses_what_must_be_kept(texts: list[str], reasons: list[str]) -> None:
    items = [packed(f"i{n}", text, n / 10, reasons[n]) for n, text in enumerate(texts)]
    found = pack(*items)
    shown = {care: form(found, care) for care in ("smaller_pack", "first_half", "second_half")}
    for text in shown.values():
        assert len(text) <= len(found.text)
        assert all(section(i.item) in text for i in items if i.reason == "preserve")
    kept = sum(len(section(i.item)) for i in items if i.reason == "preserve")
    assert len(shown["smaller_pack"]) <= max(kept, SMALLER * len(found.text))
    both = shown["first_half"] + shown["second_half"]
    for item in items:
        assert all(line in both for line in item.item.text.split("\n"))
