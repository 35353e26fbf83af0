"""Contradictions and agreements told in words that no template holds, each of a kind of its own."""

from __future__ import annotations

import time

import pytest
from reply_sets import SET_PARTS, replied, reply_sets

from podium.core.calls import Finding
from podium.core.contradictions import contradictions
from podium.core.contradictions.bases import compared_otherwise
from podium.core.contradictions.codes import read_codes, told_apart
from podium.core.contradictions.concepts import known
from podium.core.contradictions.contrasts import contrasted
from podium.core.contradictions.denials import denials
from podium.core.contradictions.duties import duty
from podium.core.contradictions.sentences import read_sentence
from podium.core.contradictions.sequences import order_apart
from podium.core.contradictions.taxes import taxed_otherwise
from podium.core.decision.words import stem


def conflict(one: str, other: str) -> bool:
    """Whether two cells `topic | statement | stance`, or two sentences, contradict each other, whichever comes first."""
    states = []
    for agent, said in zip("ab", (one, other), strict=True):
        topic, _, rest = said.partition(" | ")
        statement, _, stance = rest.partition(" | ")
        found = (Finding(topic, statement, "", stance),) if rest else ()
        states.append(replied(agent, findings=found, summary="" if rest else said))
    found, turned = contradictions(states), contradictions(states[::-1])
    assert bool(found) == bool(turned)
    return bool(found)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("shape for the cup game | play 4-3-3", "cup game formation | line up in a 3-5-2"),
        ("groundwater in BH-7 | water table at 4.2 m", "BH-7 groundwater | none encountered down to 12 m"),
        (
            "office days | everyone must attend on Mondays",
            "presence rule for office days | nobody is obliged to come in",
        ),
        ("bookings database | use PostgreSQL", "database for the bookings | go with DynamoDB"),
        ("who lends the bronze horse | Kunsthalle Basel", "lender of the bronze horse | a private collector"),
        ("pump 2, lift station | running | yes", "lift station pump 2 | was switched off all night | no"),
        ("Okoro won the 800 m final.", "Lindqvist won the 800 m final, Okoro came second."),
        ("The award of the bus tender went to Kestrel Mobility.", "The bus tender was awarded to Brandt & Sons."),
        ("Hive 5 has a laying queen.", "Hive 5 is queenless, we saw no eggs."),
        ("The crate has fourteen unsafe blocks.", "The crate was written without a single unsafe block."),
        ("The cheese is made from raw milk.", "The cheese is produced with pasteurised milk only."),
        ("Johann Weber was born in Ulm in 1788.", "The parish book gives 1791 as the year Johann Weber was born."),
        ("Milk yield per cow has gone up since March.", "Since March the milk yield per cow has dropped."),
    ],
)
def test_what_cannot_both_be_true_is_a_conflict_whatever_its_words(one: str, other: str) -> None:
    assert conflict(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("HbA1c | 8.1 % for patient 0417 | oppose", "HbA1c | 5.6 % for patient 0471 | support"),
        ("moisture at harvest | 17 %", "moisture on delivery | 14 %"),
        ("parser 2.1 | vulnerable | oppose", "parser 2.3 | not vulnerable | support"),
        ("supply of valves | a stop is possible | oppose", "stops of the valve supply | none this year | support"),
        ("lifting the ban | should not be lifted | oppose", "keeping the ban | keep it | support"),
        ("price up to 500 kWh | 31 ct/kWh", "price above 500 kWh | 27 ct/kWh"),
        ("opening on weekdays | at 10:00", "opening on Saturdays | at 11:00"),
        ("search with umlauts | works", "sorting with umlauts | does not work"),
        ("share of Windows users | 62 %", "share of macOS users | 24 %"),
        ("load at peak | 80 % during the backup", "load at peak | 12 % outside the backup window"),
        ("The offer is 48,000 euros plus VAT.", "Including 19 % VAT the offer comes to 57,120 euros."),
        ("Total cost is 96,000, of which labour 61,000.", "Labour costs 61,000 and material 35,000."),
        ("The function was removed in version 8.", "Version 8 no longer has the function."),
        ("It is not true that chalk is forbidden on the beam.", "Chalk may be used on the beam."),
        ("Prior to the fix the import used 6 GB.", "With the fix in place the import uses 480 MB."),
        ("The outage began at 14:05 UTC.", "The outage began at 16:05 CEST."),
        ("24 of the 28 pupils handed in the essay.", "4 of the 28 pupils did not hand in the essay."),
        ("print 1 of 10 | signed", "print 4 of 10 | unsigned"),
        ("consent for infusions | signed by every patient | yes", "consent for the photo archive | not signed | no"),
        ("compression | supported by the exporter", "compression | not switched on in our exporter"),
        ("area of plot 18 | 640 m²", "building area of plot 18 | 210 m²"),
        ("meals in total | 1,050 meals were cooked", "meals | the north kitchen cooked 640 meals"),
        ("All controllers validate their input.", "The upload controller doesn't."),
        ("Every plot but no. 14 was sprayed.", "Plot 14 was not sprayed."),
        ("The plant employs 640 people.", "410 people work in production and 230 elsewhere in the plant."),
        (
            "type hints | The Python client has type hints everywhere. | yes",
            "type hints | The JavaScript client has no annotations. | no",
        ),
        ("The library is closed on Mondays.", "The library café is open on Mondays."),
        ("Sales in Lyon rose in May.", "Sales in Marseille fell in May."),
    ],
)
def test_what_only_looks_like_a_contradiction_is_none(one: str, other: str) -> None:
    assert not conflict(one, other)


def test_codes_are_read_with_and_without_letters_and_amounts_are_none() -> None:
    assert read_codes("policy HX-20, sole in VIId, flag new_checkout, 4-3-3") == {
        "hx20",
        "viid",
        "new_checkout",
        "4-3-3",
    }
    assert not read_codes("it holds 5kg for 20 minutes, 3.5x more")


def test_codes_tell_two_things_apart_only_where_they_are_of_one_shape() -> None:
    assert told_apart(frozenset({"b12"}), frozenset({"b13"}))
    assert not told_apart(frozenset({"b12", "s204"}), frozenset({"b12"}))
    assert not told_apart(frozenset({"b12"}), frozenset({"hx20"}))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Visitors must sign in.", "must"),
        ("No permit is required.", "need not"),
        ("Dogs are not allowed.", "must not"),
        ("Chalk is not forbidden.", "may"),
        ("The tank holds 40 litres.", ""),
    ],
)
def test_a_duty_is_read_with_its_negation(text: str, expected: str) -> None:
    assert duty(text) == expected


def test_two_of_one_kind_are_two_matters_and_a_word_is_not_apart_from_itself() -> None:
    assert contrasted(frozenset({stem("staging")}), frozenset({stem("production")}))
    assert not contrasted(frozenset({stem("staging")}), frozenset({stem("staging"), "cat"}))


def test_a_word_is_known_in_another_form_and_by_another_name() -> None:
    assert known(stem("dysplastic"), frozenset({stem("dysplasia")}))
    assert known(stem("deposit"), frozenset({stem("deposits")}))
    assert not known(stem("harvest"), frozenset({stem("delivery")}))


def test_without_denies_and_not_without_does_not() -> None:
    assert "signatur" in denials(read_sentence("They come without any signature"))
    assert "signatur" not in denials(read_sentence("They do not come without a signature"))


def test_two_orders_of_the_same_two_events_exclude_each_other() -> None:
    nothing: frozenset[str] = frozenset()
    assert order_apart(
        "the valve closed before the alarm", nothing, "the alarm sounded before the valve closed", nothing
    )
    assert not order_apart("the valve closed before the alarm", nothing, "the alarm came after the valve", nothing)


def test_a_tax_left_out_and_a_change_beside_another_time_are_other_amounts() -> None:
    assert taxed_otherwise("40 euros plus VAT", "47.60 euros including VAT")
    assert compared_otherwise(["rose 6 % year on year"], ["fell by 11 % against the previous quarter"])
    assert not compared_otherwise(["rose 6 % year on year"], ["fell by 2 % on last year"])


def test_after_one_more_reply_only_its_own_pairs_are_compared_anew() -> None:
    given = [e.reply for part, half in SET_PARTS for each in reply_sets(part, half) for e in each.states if e.reply]
    states = [
        replied(f"agent {at}", findings=tuple(f for reply in given[at::10] for f in reply.findings)[20:30])
        for at in range(10)
    ]
    start = time.process_time()
    contradictions(states[:9])
    first = time.process_time()
    contradictions(states)
    assert time.process_time() - first < first - start
