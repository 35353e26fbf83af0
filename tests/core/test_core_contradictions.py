from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reply_sets import SET_PARTS, ReplySet, replied, reply_sets

from podium.core.calls import Finding
from podium.core.contradictions import Conflict, contradictions
from podium.core.contradictions.axes import sides
from podium.core.contradictions.clauses import views
from podium.core.contradictions.forms import alike, opposed
from podium.core.contradictions.matters import same_matter
from podium.core.contradictions.moments import apart, read_moments
from podium.core.contradictions.sentences import read_sentence
from podium.core.contradictions.stances import side

SETS = [(f"{part}{half}", each) for part, half in SET_PARTS for each in reply_sets(part, half)]

IN_FIELDS, IN_PROSE = {"_4": 0.80, "_6": 0.70, "_7": 0.33}, {"_7": 0.40}
"""Which part must be found of the sets by writers who had not seen the code; a false conflict is the worse fault."""


def names_both(found: list[Conflict], pair: frozenset[str]) -> bool:
    """Whether a conflict has the two agents on different sides."""
    return any(
        len({p.side for p in conflict.positions if pair & set(p.agents)}) > 1
        and pair <= {agent for p in conflict.positions for agent in p.agents}
        for conflict in found
    )


def share(part: str, half: str, kind: str) -> float:
    sets = [each for each in reply_sets(part, half) if each.kind == kind]
    return sum(names_both(contradictions(each.states), each.pair) for each in sets) / len(sets)


def said(one: str, other: str, topics: tuple[str, str] = ("", ""), stances: tuple[str, str] = ("", "")) -> bool:
    """Whether two agents that say this contradict each other, whichever comes first."""
    states = [
        replied(name, findings=(Finding(topic, text, "", stance),)) if topic or stance else replied(name, summary=text)
        for name, text, topic, stance in zip("ab", (one, other), topics, stances, strict=True)
    ]
    found, turned = contradictions(states), contradictions(states[::-1])
    assert bool(found) == bool(turned)
    return bool(found)


@pytest.mark.parametrize(("part", "half"), SET_PARTS)
@pytest.mark.requirement("agents-conflicts")
def test_planted_contradictions_in_the_fields_are_found(part: str, half: str) -> None:
    assert share(part, half, "structured") >= IN_FIELDS.get(part, 0.95)


@pytest.mark.parametrize(("part", "half"), SET_PARTS)
def test_contradictions_told_in_prose_are_found(part: str, half: str) -> None:
    assert share(part, half, "prose") >= IN_PROSE.get(part, 0.60)


@pytest.mark.parametrize(("part", "half"), SET_PARTS)
def test_fewer_than_5_of_100_replies_without_a_contradiction_give_a_conflict(part: str, half: str) -> None:
    clean = [each for each in reply_sets(part, half) if each.kind == "clean"]
    assert sum(bool(contradictions(each.states)) for each in clean) < 0.05 * len(clean)


@pytest.mark.parametrize("file", ["", "_2"])
def test_there_are_100_sets_half_of_them_with_a_contradiction(file: str) -> None:
    kinds = [each.kind for part, half in SET_PARTS if part == file for each in reply_sets(part, half)]
    assert (len(kinds), kinds.count("structured"), kinds.count("prose")) == (100, 28, 22)


@pytest.mark.parametrize("each", [each for _, each in SETS], ids=[f"{half}-{e.kind}" for half, e in SETS])
def test_who_contradicts_whom_does_not_depend_on_the_order_of_the_replies(each: ReplySet) -> None:
    def found(states: list[object]) -> set[frozenset[tuple[str, ...]]]:
        conflicts = contradictions(states)  # type: ignore[arg-type]
        return {frozenset((*sorted(p.agents), p.statement) for p in c.positions) for c in conflicts}

    assert found(list(each.states)) == found(list(each.states[::-1]))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Test coverage is 85%.", "Test coverage stands at 62%."),
        ("Deploying takes 5 minutes.", "A deploy takes 45 minutes."),
        ("The migration takes about 2 hours.", "The migration takes about 9 hours."),
        ("The suite has no flaky tests.", "The suite has 3 flaky tests."),
        ("All endpoints require a login.", "Some endpoints do not require a login."),
        ("The bug is reproducible.", "The bug cannot be reproduced."),
        ("The index is used by the query planner.", "The query planner does not use the index."),
        ("The library is compatible with Python 3.12.", "The library is incompatible with Python 3.12."),
        ("Latency increased after the release.", "Latency decreased after the release."),
        ("The glacier advanced by 4 m.", "The glacier retreated by 9 m."),
        ("The statue was carved from marble.", "The statue was carved from limestone."),
        ("The ferry leaves at 6:30.", "The ferry leaves at 7:10."),
        ("The drug may be given to children.", "The drug must not be given to children."),
        ("It was the tenant who paid the deposit.", "The deposit was paid by the employer."),
        ("The valve failed to open.", "The valve opened."),
        ("Half of the seats are taken.", "Only 12 % of the seats are taken."),
        ("The river is navigable, as the chart says.", "According to the pilot, the river is unnavigable."),
        ("The reserve holds 40 to 45 foxes.", "The reserve holds ninety foxes."),
        ("The lathe vibrates when it cuts brass.", "Cutting brass, the lathe does not vibrate."),
        ("Lead in the well water was within the limit.", "Lead in the well water exceeded the limit."),
        ("The organ dates from 1730.", "The organ was built in 1788."),
        ("The wine is from the 2015 vintage.", "This wine comes from the 2018 vintage."),
        ("The ferry carries 80 cars.", "I asked about the ferry. It carries 120 cars."),
        ("The cheese is vegetarian.", "The cheese is not vegetarian, as it is made with calf rennet."),
        ("The vaccine is in stock.", "The vaccine is not in stock right now."),
        ("We have nine ladders.", "The school has four ladders."),
        ("The flood in Harlow affected 300 homes.", "By our count the Harlow flood hit 3,000 homes."),
        ("The barley gave 6.2 tonnes per hectare on the top field.", "Top field barley came in at 4.1 t/ha."),
        ("The driver is released under GPL-2.0.", "The driver is released under Apache-2.0."),
        ("Every bottle has a batch code.", "Six bottles have no batch code."),
        ("Hall 3 is the largest hall.", "Hall 3 is the smallest hall."),
        ("The choir rehearses on Tuesdays.", "The choir rehearses on Thursdays."),
        ("The choir sings in Latin.", "The choir sings in Slovene."),
        ("The permit expired in May and was not renewed.", "The permit was renewed."),
    ],
)
def test_two_sentences_that_cannot_both_be_true_contradict_each_other(one: str, other: str) -> None:
    assert said(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The old parser takes 3 s.", "The new parser takes 1 s."),
        ("The p50 is 30 ms.", "The p99 is 400 ms."),
        ("At least 3 replicas are needed.", "5 replicas are needed."),
        ("If the cache is off, latency is 900 ms.", "Latency is 90 ms."),
        ("Coverage is 80% for the core.", "Coverage is 45% for the adapters."),
        ("The service should be restarted.", "The service is not restarted."),
        ("Some tests are slow.", "Some tests are not slow."),
        ("The API took 120 ms.", "The API took 124 ms."),
        ("Version 2 has 3 bugs.", "Version 3 has 1 bug."),
        ("Users see 3 errors per day.", "Users see 90 errors per month."),
        ("The pool has between 10 and 50 connections.", "The pool has 20 connections."),
        ("In 2024 there were 12 outages.", "In 2025 there were 3 outages."),
        ("The timeout is 30 s by default.", "The timeout is 5 s in tests."),
        ("Line 40 leaks the handle.", "Line 88 leaks the handle."),
        ("The disk is 1 TB.", "The disk is 1000 GB."),
        ("Is the cache used?", "The cache is not used."),
        ("The tower was begun in 1410.", "The tower was finished in 1432."),
        ("The north gate is locked.", "The south gate is unlocked."),
        ("The gate will be locked.", "The gate is unlocked."),
        ("The owner claims the roof is dry.", "The roof is wet."),
        ("Perhaps the key is lost.", "The key is not lost."),
        ("The boiler isn't cold.", "The boiler is hot."),
        ("The lamp was tested on 3 May and passed.", "The lamp failed on 9 June."),
        ("Half of the seats are taken.", "48 % of the seats are taken."),
        ("The oven stands at 212 °F.", "The oven stands at 100 °C."),
        ("Bug 12 is fixed.", "Bug 13 is not fixed."),
        ("The dog barks when it is hungry.", "The dog does not bark when it is fed."),
        ("Lead at tap 3 was within the limit.", "Lead at tap 5 exceeded the limit."),
        ("The nave was built in 1210.", "The tower dates from 1340."),
        ("The south fence is electrified.", "The west fence is old. It is not electrified."),
        ("The kettle holds two litres.", "The urn stands beside the kettle. It holds five litres."),
        ("We own two vans.", "The neighbour owns six vans."),
        ("The driver is released under GPL-2.0.", "The driver is released under GPL."),
        ("Some trees were watered.", "Nine of the trees were not watered."),
        ("The best month was May.", "The worst month was June."),
        ("The path is open.", "The path was closed last winter."),
        ("I didn't see the fox in pen 4.", "The fox in pen 4 is there, asleep in the straw."),
        ("I haven't checked the seals.", "The seals are checked."),
        ("The lamp is new and is not broken.", "The shade is broken."),
    ],
)
def test_two_sentences_that_can_both_be_true_do_not(one: str, other: str) -> None:
    assert not said(one, other, ("topic", "topic"))


@pytest.mark.parametrize(
    ("stance", "expected"),
    [
        ("for", "for"),
        ("Against", "against"),
        ("in favour", "for"),
        ("not in favour", "against"),
        ("don't support", "against"),
        ("no objection", "for"),
        ("no", "against"),
        ("partly for", ""),
        ("neutral", ""),
        ("", ""),
        ("maybe", ""),
    ],
)
def test_a_stance_takes_a_side_or_none(stance: str, expected: str) -> None:
    assert side(stance) == expected


@pytest.mark.parametrize(
    ("topic", "other"),
    [
        ("opening hours of the museum", "museum opening hours"),
        ("who runs the bakery", "bakery owner"),
        ("is the seal tight", "tightness of the seal"),
        ("weight of crate 14 on 2 July", "2 July, crate 14 weight"),
        ("colour of the door", "door colour"),
    ],
)
def test_two_topics_in_other_words_are_one_matter(topic: str, other: str) -> None:
    assert same_matter(topic, "", other, "")
    assert same_matter(other, "", topic, "")


@pytest.mark.parametrize(
    ("topic", "other"),
    [
        ("weight of crate 14", "weight of crate 15"),
        ("height of the door", "width of the door"),
        ("name of the ship", "owner of the ship"),
        ("planned costs", "actual costs"),
        ("sales in May", "sales in June"),
        ("left wing of the house", "right wing of the house"),
        ("door", "window"),
    ],
)
def test_topics_of_which_each_says_something_else_are_two_matters(topic: str, other: str) -> None:
    assert same_matter(topic, "", other, "") is None


@pytest.mark.parametrize(
    ("stances", "conflict"), [(("neutral", "neutral"), True), (("for", "for"), False), (("", "for"), True)]
)
def test_other_answers_to_one_question_exclude_each_other_unless_both_take_one_side(
    stances: tuple[str, str], conflict: bool
) -> None:
    topics = ("cause of the fire", "fire, cause")
    assert said("A candle", "Faulty wiring in the attic", topics, stances) is conflict


@pytest.mark.parametrize(
    ("text", "others", "different"),
    [
        ("on 3 May", ["on May 3, 2024", "2021-05-03", "in May"], ["on 4 May", "May 30", "in June"]),
        ("at 14:05", ["at 2:05 pm"], ["at 2:05", "14:06"]),
        ("in Q2", ["in the second quarter"], ["in the third quarter"]),
        ("on Friday", ["Friday"], ["on Mondays"]),
    ],
)
def test_a_moment_is_read_however_it_is_written(text: str, others: list[str], different: list[str]) -> None:
    mine = read_moments(f"Opened {text}")[0]
    assert not any(apart(mine, read_moments(f"Opened {other}")[0]) for other in others)
    assert all(apart(mine, read_moments(f"Opened {other}")[0]) for other in different)


WORDS = st.sampled_from(
    [
        "open",
        "closed",
        "rise",
        "fall",
        "oversized",
        "undersized",
        "valid",
        "invalid",
        "keep",
        "delete",
        "public",
        "private",
        "endothermic",
        "exothermic",
        "table",
    ]
)


@given(WORDS, WORDS)
def test_opposites_are_opposed_both_ways_and_no_word_to_itself(one: str, other: str) -> None:
    assert opposed(one, other) == opposed(other, one)
    assert alike(one, one)
    assert not opposed(one, one)
    assert sides(one).isdisjoint(sides(other)) or not opposed(one, other)


@pytest.mark.parametrize(
    ("topics", "statements", "conflict"),
    [
        (("seats in the new hall", "new hall seat count"), ("The hall will have 320 seats", "240 seats"), True),
        (("lift idle timeout", "idle timeout, lift"), ("It goes dark after 5 minutes", "Off after 20 minutes"), True),
        (
            ("lease notice period", "notice period, lease"),
            ("The tenant needs 3 months", "The landlord needs 1 month"),
            False,
        ),
        (("firmware version", "version of the firmware"), ("4.2", "4.2.7"), False),
        (("firmware version", "version of the firmware"), ("4.2", "5.1"), True),
        (
            ("lot 4: highest bid", "highest bidder, lot 4"),
            ("Crane & Co bid highest", "It comes from Mrs Tolland"),
            True,
        ),
    ],
)
def test_a_topic_that_asks_for_one_amount_or_one_best_has_one_answer(
    topics: tuple[str, str], statements: tuple[str, str], conflict: bool
) -> None:
    assert said(*statements, topics) is conflict


def test_who_is_for_a_thing_under_a_condition_opposes_nobody() -> None:
    statements = ("fine once the brake is replaced", "the brake is worn")
    assert not said(*statements, ("purchase of the crane", "crane purchase"), ("support", "oppose"))


def test_a_sentence_implies_what_it_says_without_its_source_and_its_asides() -> None:
    implied = views("According to the log, the pump stopped at noon, and the valve stayed open.")
    assert "the pump stopped at noon" in implied
    assert "the pump stopped at noon by the guard" not in implied


def test_a_negation_reaches_to_the_end_of_its_clause_and_a_second_one_takes_it_back() -> None:
    assert read_sentence("The pump does not leak, and the tank holds").denials == {"leak"}
    assert not read_sentence("I can't say the pump doesn't leak").denials


def test_ten_replies_of_ten_findings_are_compared_in_a_moment() -> None:
    replies = [
        each.reply for part, half in SET_PARTS for each_set in reply_sets(part, half) for each in each_set.states
    ]
    given_ = [reply for reply in replies if reply]
    states = [
        replied(
            f"agent {at}",
            summary=" ".join(reply.summary for reply in given_[at::40]),
            findings=tuple(finding for reply in given_[at::10] for finding in reply.findings)[:10],
        )
        for at in range(10)
    ]
    start = time.process_time()
    contradictions(states)
    assert time.process_time() - start < 1.0


def test_who_weighs_both_sides_of_a_topic_opposes_nobody_on_it() -> None:
    weighing = (Finding("orm", "It saves time.", "", "for"), Finding("orm", "It hides queries.", "", "against"))
    assert not contradictions([replied("a", findings=weighing), replied("b", findings=weighing[:1])])


def test_an_agent_does_not_contradict_itself() -> None:
    both = (
        Finding("cache", "The cache is safe.", "", "for"),
        Finding("cache", "The cache is not safe.", "", "against"),
    )
    assert not contradictions([replied("a", findings=both)])


def test_three_values_of_one_quantity_are_three_sides_of_one_conflict() -> None:
    states = [replied(n, findings=(Finding("rows", f"The table has {n}000 rows.", "", ""),)) for n in ("1", "2", "3")]
    (conflict,) = contradictions(states)
    assert [p.side for p in conflict.positions] == [0, 1, 2]
    assert conflict.kind == "figures"


@settings(max_examples=60)
@given(
    st.lists(st.tuples(st.text(max_size=60), st.text(max_size=200), st.text(max_size=40)), max_size=4),
    st.text(max_size=400),
)
def test_no_text_however_hostile_raises(findings: list[tuple[str, str, str]], prose: str) -> None:
    made = tuple(Finding(topic, statement, "", stance) for topic, statement, stance in findings)
    contradictions([replied("a", findings=made, summary=prose), replied("b", findings=made[::-1], summary=prose)])


@pytest.mark.parametrize(
    "text", ["1" * 90_000, "not " * 30_000, "(" * 50_000, "1 to " * 20_000, "a-" * 40_000, "\x00‮" * 9_000]
)
def test_a_huge_text_is_read_in_bounded_time(text: str) -> None:
    start = time.process_time()
    contradictions([replied("a", summary=text), replied("b", summary=text + " not")])
    assert time.process_time() - start < 2.0
