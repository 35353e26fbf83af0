from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from podium.core.engine import advance
from podium.core.run import Run
from podium.core.synthesis import synthesize
from run_samples import START, bad, begun, call, coordinator, good, run_of, setting


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
                {"agents": ["a"], "stance": "for", "statement": "Keep it."},
                {"agents": ["b"], "stance": "against", "statement": "Drop it."},
            ],
            "resolution": "Unresolved: decide with the people concerned.",
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
    assert synthesize(run)["conflicts"][0]["resolution"] == "The side 'for' alone gives evidence."


@pytest.mark.parametrize("stances", [("for", "for"), ("for", "neutral"), ("against", ""), ("neutral", "neutral")])
def test_without_two_sides_there_is_no_conflict(stances: tuple[str, str]) -> None:
    run = heard(good("a", findings=[finding("Keep.", stances[0])]), good("b", findings=[finding("Drop.", stances[1])]))
    assert synthesize(run)["conflicts"] == []


def test_findings_without_a_topic_conflict_with_nobody() -> None:
    run = heard(
        good("a", findings=[finding("Keep.", "for", "")]), good("b", findings=[finding("Drop.", "against", "")])
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


def test_failed_agents_say_nothing() -> None:
    run = heard(good("a"), {**bad("b"), "text": "half a sentence"})
    assert synthesize(run)["summary"] == "a looked."


@settings(deadline=None)
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
