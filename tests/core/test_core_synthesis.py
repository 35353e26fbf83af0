from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from podium.core.briefs import brief
from podium.core.calls import AgentReply
from podium.core.engine import advance
from podium.core.run import Run
from podium.core.synthesis import synthesize
from run_samples import START, bad, begun, call, catalogue, coordinator, good, run_of, setting


def finding(statement: str, stance: str = "", topic: str = "cache", evidence: str = "") -> dict[str, str]:
    return {"topic": topic, "statement": statement, "stance": stance, "evidence": evidence}


def heard(*replies: dict[str, Any], coordinate: bool = False, order: list[int] | None = None) -> Run:
    """A run of agents a, b, c, ... whose replies arrive in this order."""
    names = [r["agent_id"] for r in replies if r["agent_id"] != "coordinator"]
    calls = [call(n) for n in names]
    run = begun(run_of(*calls, *([coordinator(*names)] if coordinate else [])))
    for at, index in enumerate(order or range(len(replies)), 1):
        run = advance(run, [replies[index]], setting(), START + at).run
    return run


def test_the_same_statement_of_several_agents_is_one_finding_of_them_all() -> None:
    one = good("a", findings=[finding("The cache is too small.", evidence="bench")])
    other = good("b", findings=[finding("the cache is TOO small"), finding("Logs are noisy.", topic="logs")])
    findings = synthesize(heard(one, other))["findings"]
    assert findings == [
        {"id": "f1", "statement": "The cache is too small.", "evidence": "bench", "agents": ["a", "b"]},
        {"id": "f2", "statement": "Logs are noisy.", "evidence": "", "agents": ["b"]},
    ]


def test_the_evidence_of_whoever_gives_one_is_kept() -> None:
    run = heard(
        good("a", findings=[finding("It is slow.")]), good("b", findings=[finding("It is slow.", evidence="4 s")])
    )
    assert synthesize(run)["findings"][0]["evidence"] == "4 s"


def test_an_agent_that_repeats_itself_counts_once() -> None:
    run = heard(good("a", findings=[finding("Slow."), finding("slow")]))
    assert synthesize(run)["findings"][0]["agents"] == ["a"]


@pytest.mark.requirement("agents-conflicts")
def test_opposed_stances_on_a_topic_are_a_conflict_that_stays_visible() -> None:
    run = heard(
        good("a", findings=[finding("Keep it.", "for")]), good("b", findings=[finding("Drop it.", "against", "Cache ")])
    )
    assert synthesize(run)["conflicts"] == [
        {
            "topic": "cache",
            "positions": [
                {"agents": ["a"], "stance": "for", "statement": "Keep it.", "evidence": ""},
                {"agents": ["b"], "stance": "against", "statement": "Drop it.", "evidence": ""},
            ],
            "resolution": "Unresolved. Evidence from either side would decide it, else the people concerned do.",
            "by": "unresolved",
            "noticed_by": "comparison",
            "prevails": [],
        }
    ]


def test_one_statement_with_opposed_stances_is_no_agreement() -> None:
    run = heard(
        good("a", findings=[finding("Use Redis.", "for")]), good("b", findings=[finding("Use Redis.", "against")])
    )
    assert len(synthesize(run)["conflicts"]) == 1


@pytest.mark.requirement("agents-conflicts")
def test_evidence_decides_where_only_one_side_gives_any() -> None:
    run = heard(
        good("a", findings=[finding("Keep it.", "for", evidence="bench: 4 ms")]),
        good("b", findings=[finding("Drop it.", "against", evidence="none")]),
    )
    (conflict,) = synthesize(run)["conflicts"]
    assert (conflict["by"], conflict["prevails"]) == ("evidence", ["a"])
    assert conflict["resolution"] == "By evidence: only a gives any."


@pytest.mark.parametrize("stances", [("for", "for"), ("for", "neutral"), ("against", ""), ("neutral", "neutral")])
def test_without_two_sides_there_is_no_conflict(stances: tuple[str, str]) -> None:
    run = heard(
        good("a", findings=[finding("It is big.", stances[0])]), good("b", findings=[finding("It is old.", stances[1])])
    )
    assert synthesize(run)["conflicts"] == []


def test_findings_without_a_topic_conflict_with_nobody() -> None:
    run = heard(
        good("a", findings=[finding("It is big.", "for", "")]),
        good("b", findings=[finding("It is old.", "against", "")]),
    )
    assert synthesize(run)["conflicts"] == []


def test_a_run_with_one_answer_speaks_in_its_words() -> None:
    run = heard(good("a", recommendation="Go on."))
    made = synthesize(run)
    assert (made["summary"], made["recommendation"], made["by"]) == ("a looked.", "Go on.", "merge")


def test_without_a_coordinator_each_role_speaks_for_itself() -> None:
    made = synthesize(heard(good("a", recommendation="Go."), good("b", recommendation="Stop.")))
    assert made["summary"] == "a: a looked.\nb: b looked."
    assert made["recommendation"] == "a: Go.\nb: Stop."


@pytest.mark.requirement("agents-coordinator")
def test_the_coordinators_prose_is_the_summary_and_its_findings_are_nobodys() -> None:
    last = good("coordinator", recommendation="Do it.", findings=[finding("Invented.")])
    made = synthesize(heard(good("a"), good("b", findings=[finding("Seen.")]), last, coordinate=True))
    assert (made["summary"], made["recommendation"], made["by"]) == ("coordinator looked.", "Do it.", "coordinator")
    assert [f["statement"] for f in made["findings"]] == ["Seen."]


def noticing(*said: dict[str, str]) -> dict[str, Any]:
    """What a coordinator makes of two agents whose words share nothing, and the conflicts of the run."""
    replies = (
        good("a", summary="The till pays at once.", findings=[finding("Refunds go out the same day.", topic="till")]),
        good("b", summary="Customers wait.", findings=[finding("Money comes back after seven days.", topic="waiting")]),
        good("coordinator", summary="Joined.", findings=list(said)),
    )
    found = synthesize(heard(*replies, coordinate=True))
    assert [f["statement"] for f in found["findings"]] == [
        "Refunds go out the same day.",
        "Money comes back after seven days.",
    ]
    return found


@pytest.mark.requirement("agents-conflicts")
@pytest.mark.parametrize(
    ("stance", "evidence", "by", "prevails"),
    [
        ("for", "bank statement of 3 May", "coordinator", ["a"]),
        ("against", "none", "unresolved", []),
        ("", "", "unresolved", []),
    ],
)
def test_a_contradiction_that_the_coordinator_notices_is_a_conflict_of_the_two_it_names(
    stance: str, evidence: str, by: str, prevails: list[str]
) -> None:
    (conflict,) = noticing(finding("how long a refund takes", stance, "f1 against f2", evidence))["conflicts"]
    assert [(p["agents"], p["statement"]) for p in conflict["positions"]] == [
        (["a"], "Refunds go out the same day."),
        (["b"], "Money comes back after seven days."),
    ]
    assert (conflict["noticed_by"], conflict["by"], conflict["prevails"]) == ("coordinator", by, prevails)


def test_summaries_can_contradict_as_well() -> None:
    (conflict,) = noticing(finding("how soon the till pays", "", "S1, s2"))["conflicts"]
    assert [p["statement"] for p in conflict["positions"]] == ["The till pays at once.", "Customers wait."]
    assert conflict["topic"] == "how soon the till pays"


@pytest.mark.parametrize(
    "topic", ["f1 against f1", "f1 against s1", "f1 against f3", "f0 vs f2", "f1", "f1 f2 f3", "till"]
)
def test_a_coordinator_can_name_no_contradiction_of_one_agent_or_of_lines_it_was_not_shown(topic: str) -> None:
    assert noticing(finding("they differ", "for", topic, "evidence"))["conflicts"] == []


def test_a_contradiction_named_twice_or_found_already_is_one_conflict() -> None:
    twice = noticing(finding("refunds", "", "f1 against f2"), finding("again", "", "f2 and f1"))
    assert len(twice["conflicts"]) == 1
    replies = (
        good("a", findings=[finding("Keep it.", "for")]),
        good("b", findings=[finding("Drop it.", "against")]),
        good("coordinator", findings=[finding("keep or drop", "", "f1 against f2")]),
    )
    (conflict,) = synthesize(heard(*replies, coordinate=True))["conflicts"]
    assert conflict["noticed_by"] == "comparison"


@pytest.mark.parametrize(
    ("topic", "stance", "reason", "kept"),
    [
        ("d1", "against", "one is of May, the other of June", 0),
        ("D1.", "oppose", "two caches", 0),
        ("d1", "for", "it is one", 1),
        ("d1", "against", "", 1),
        ("d2", "against", "there is no such one", 1),
    ],
)
def test_a_coordinator_withdraws_a_conflict_that_is_none_and_says_why(
    topic: str, stance: str, reason: str, kept: int
) -> None:
    replies = (
        good("a", findings=[finding("Keep it.", "for")]),
        good("b", findings=[finding("Drop it.", "against")]),
        good("coordinator", findings=[finding(reason, stance, topic)]),
    )
    found = synthesize(heard(*replies, coordinate=True))
    assert len(found["conflicts"]) == kept
    assert found["withdrawn"] == ([] if kept else [{"topic": "cache", "reason": reason}])


def test_the_coordinator_is_shown_every_line_under_an_id_of_its_own() -> None:
    run = heard(good("a", findings=[finding("It is slow.")]), good("b", summary="Fine."), coordinate=True)
    text = brief(run, run.calls["coordinator"].call, catalogue())
    assert all(f"\n{line}" in text for line in ("s1 [a]", "s2 [b]", "f1 [a] cache: It is slow."))
    assert "that cannot both be true" in text


def test_failed_agents_say_nothing() -> None:
    run = heard(good("a"), {**bad("b"), "text": "half a sentence"})
    assert synthesize(run)["summary"] == "a looked."


@given(st.data())
def test_the_order_of_arrival_changes_nothing(data: st.DataObject) -> None:
    stance = st.sampled_from(["for", "against", "neutral", ""])
    statement = st.sampled_from(["Keep it.", "Drop it.", "keep it", "Wait."])
    evidence = st.sampled_from(["", "bench", "none"])
    made = st.builds(finding, statement, stance, st.sampled_from(["cache", "Cache", ""]), evidence)
    replies = [
        good(
            name, findings=data.draw(st.lists(made, max_size=3)), recommendation=data.draw(st.sampled_from(["", "Go."]))
        )
        for name in "abcd"
    ]
    shuffled = data.draw(st.permutations(range(4)))
    assert synthesize(heard(*replies)) == synthesize(heard(*replies, order=list(shuffled)))


def told(
    name: str, text: str, stance: str = "", evidence: str = "", topic: str = "tax", **fields: Any
) -> dict[str, Any]:
    return good(name, findings=[finding(text, stance, topic, evidence)], **fields)


def test_the_evidence_of_every_agent_is_kept_with_its_name() -> None:
    run = heard(told("a", "It is slow.", evidence="4 s"), told("b", "It's slow", evidence="trace 7"))
    (found,) = synthesize(run)["findings"]
    assert (found["agents"], found["evidence"]) == (["a", "b"], "a: 4 s; b: trace 7")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("The report page takes 4 s to load.", "The report page is taking 4 s to load", True),
        ("The worker pool leaks open file handles.", "The worker pool slowly leaks open file handles.", True),
        ("The worker pool leaks handles.", "The worker pool does not leak handles.", False),
        ("The report page takes 4 s.", "The report page takes 5 s.", False),
        ("The client calls the server.", "The server calls the client.", False),
        ("The build fails on Linux.", "The build fails on Windows.", False),
        ("All tests pass.", "Some tests pass.", False),
    ],
)
def test_other_words_for_the_same_are_one_finding_and_nothing_else_is(one: str, other: str, same: bool) -> None:
    assert len(synthesize(heard(told("a", one), told("b", other)))["findings"]) == (1 if same else 2)


def test_where_all_give_evidence_the_agent_in_whose_field_it_lies_decides() -> None:
    calls = [call("a", role="technical writer"), call("b", role="database specialist")]
    run = begun(run_of(*calls))
    replies = [
        told("a", "The query needs an index.", "for", "read it"),
        told("b", "It does not.", "against", "explain"),
    ]
    for at, reply in enumerate(replies, 1):
        run = advance(run, [reply], setting(), START + at).run
    (conflict,) = synthesize(run)["conflicts"]
    assert (conflict["by"], conflict["prevails"]) == ("specialism", ["b"])
    assert conflict["resolution"] == "By specialism: it is the field of b (database specialist)."


def test_else_the_larger_side_decides() -> None:
    run = heard(
        told("a", "Round each line.", "for"), told("b", "Round the sum.", "against"), told("c", "No.", "against")
    )
    (conflict,) = synthesize(run)["conflicts"]
    assert (conflict["by"], conflict["prevails"]) == ("agreement", ["b", "c"])
    assert conflict["resolution"] == "By agreement: b and c, 2 to 1."


def test_advice_that_a_conflict_overruled_is_in_the_conflict_and_not_in_the_recommendation() -> None:
    replies = [
        good(n, recommendation=f"{verb} the retry helper.")
        for n, verb in zip("abc", ("Keep", "Remove", "Keep"), strict=True)
    ]
    made = synthesize(heard(*replies))
    assert made["recommendation"] == "Keep the retry helper."
    assert [p["statement"] for p in made["conflicts"][0]["positions"]] == [
        "Keep the retry helper.",
        "Remove the retry helper.",
    ]


def test_the_same_advice_of_several_roles_stands_once() -> None:
    made = synthesize(
        heard(good("a", recommendation="Go."), good("b", recommendation="go"), good("c", recommendation="Wait."))
    )
    assert made["recommendation"] == "a, b: Go.\nc: Wait."


def test_the_coordinators_untraceable_sentences_are_marked_and_stay() -> None:
    summary = "The report page takes 4 s (f1). It serves 9,000 users. See f7."
    last = good("coordinator", summary=summary, recommendation="")
    made = synthesize(heard(told("a", "The report page takes 4 s."), good("b"), last, coordinate=True))
    assert made["summary"] == summary
    assert made["untraced"] == ["It serves 9,000 users.", "See f7."]


def texts_of(reply: AgentReply) -> list[str]:
    """Everything that a reply says."""
    return [reply.summary, reply.recommendation, *(f.statement for f in reply.findings)]


_texts = st.one_of(
    st.sampled_from(
        ["Keep it.", "Drop it.", "The cache takes 4 ms.", "The cache takes 9 s.", "It is not safe.", "It is safe."]
    ),
    st.text(max_size=80),
)
_findings = st.lists(
    st.builds(finding, _texts, st.sampled_from(["for", "against", "", "\x00"]), _texts, _texts), max_size=4
)


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_every_sentence_of_a_synthesis_without_a_coordinator_traces_to_a_reply(data: st.DataObject) -> None:
    replies = [
        good(n, findings=data.draw(_findings), summary=data.draw(_texts) or "s", recommendation=data.draw(_texts))
        for n in "abc"
    ]
    run = heard(*replies, order=data.draw(st.permutations(range(3))))
    made = synthesize(run)
    states = {c.call.id: c.reply for c in run.agents if c.accepted and c.reply}
    for found in made["findings"]:
        assert found["agents"]
        assert any(found["statement"] == f.statement for a in found["agents"] for f in states[a].findings)
        assert all(any(f.evidence in found["evidence"] for f in states[a].findings) for a in found["agents"])
    for part in ("summary", "recommendation"):
        given_texts = [getattr(reply, part) for reply in states.values()]
        for line in made[part].split("\n"):
            assert not line.strip() or any(
                piece.strip() in text for text in given_texts for piece in (line, line.partition(": ")[2])
            )
    for conflict in made["conflicts"]:
        assert len({tuple(p["agents"]) for p in conflict["positions"]}) > 1
        for position in conflict["positions"]:
            assert any(position["statement"] in text for a in position["agents"] for text in texts_of(states[a]))
