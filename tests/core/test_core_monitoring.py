from __future__ import annotations

import json
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podium.core.engine import advance
from podium.core.monitoring import LEVEL_CHECKS, Observation, compared, level_of, observe, observed
from podium.core.replies import classify
from podium.core.run import Run
from podium.core.values import Catalogue
from run_samples import START, begun, call, catalogue, command, good, run_of, setting, told

OBJECTIVE = "Harden the login flow of the web shop"
KNOWN: Catalogue = catalogue(command("a", description="Review how passwords and tokens are stored."))
POOR = {
    "summary": "The tokens are in plain text, 2 + 2 = 5 times.",
    "findings": [
        {"statement": "2 + 2 = 5"},
        {"topic": "tokens", "statement": "Tokens are not hashed.", "stance": "against"},
    ],
    "confidence": 0.1,
    "risks": "sessions end",
}
HASHED = {"topic": "tokens", "statement": "Tokens are hashed.", "evidence": "tokens.py:12", "stance": "for"}


def asked(level: str = "maximum", **fields: Any) -> Run:
    decision = {"confidence": 0.4, "route": {"strategy": "specialized_agents", "monitoring": level}}
    return begun(
        run_of(call("a", part=""), call("b", part=""), objective=OBJECTIVE, decision=decision), catalogue=KNOWN
    )


def reply(value: Any, **fields: Any) -> dict[str, Any]:
    """Data of a `replied` event, classified as a carrier does."""
    text = value if isinstance(value, str) else json.dumps(value)
    failure, detail = classify(text)
    failed = {"failure": failure, "detail": detail} if failure else {}
    return {"agent_id": "a", "text": text, "seconds": 1.0, "tokens_out": 50, "carrier": "push", **failed, **fields}


def kinds(level: str, data: dict[str, Any]) -> list[str]:
    return [d.kind for d in observe(asked(level), data, KNOWN).deviations]


def compared_kinds(level: str, data: dict[str, Any]) -> list[str]:
    """What the reply of `a` shows beside that of `b`, who says that tokens are hashed."""
    run = told(asked(level), ("replied", good("b", findings=[HASHED])), ("replied", data))
    return [note["kind"] for note in compared(run, ["a"])]


def test_each_level_has_all_checks_of_the_one_below_and_more() -> None:
    assert list(LEVEL_CHECKS) == ["light", "moderate", "intensive", "maximum"]
    for lower, higher in pairwise(LEVEL_CHECKS.values()):
        assert set(lower) < set(higher)


def test_the_same_poor_reply_shows_strictly_more_from_light_to_maximum() -> None:
    data = reply(POOR, seconds=119.0, tokens_out=90_000)
    shown = [kinds(level, data) + compared_kinds(level, data) for level in LEVEL_CHECKS]
    assert shown[0] == ["unsupported"]
    assert shown[1] == ["unsupported", "timeout", "unsupported"]
    assert shown[2] == ["unsupported", "timeout", "unsupported", "budget", "malformed", "unsupported"]
    assert shown[3] == [*shown[2], "contradictory"]


@pytest.mark.parametrize("level", list(LEVEL_CHECKS))
@pytest.mark.parametrize("shape", ["finding", "summary"])
def test_numbers_that_do_not_hold_are_a_deviation_at_every_level(level: str, shape: str) -> None:
    wrong = "Of the 48 handlers, 12 check their input, a share of 30%."
    found = [{"statement": wrong, "evidence": "handlers.py:4"}] if shape == "finding" else []
    run = told(asked(level), ("replied", reply({"summary": "Seen." if found else wrong, "findings": found})))
    assert [note["kind"] for note in compared(run, ["a"])] == ["unsupported"]


def test_a_full_answer_deviates_nowhere_at_any_level() -> None:
    full = {"summary": "Tokens are hashed.", "findings": [{"statement": "Argon2id.", "evidence": "auth.py:12"}]}
    assert all(kinds(level, reply({**full, "confidence": 0.8, "risks": ["x"]})) == [] for level in LEVEL_CHECKS)


@pytest.mark.parametrize("level", list(LEVEL_CHECKS))
@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("I'm sorry, but I can't help with that.", "refused"),
        ("<answer></answer>", "empty"),
        ('{"summary": "cut', "truncated"),
        ('{"summary": "a" "findings": []}', "malformed"),
        ("I will look into it and report tomorrow.", "empty"),
        ("Everything was tested and works perfectly. 100% done!", "unsupported"),
        ("Sure, I can help with that! What would you like?", "off_topic"),
        (OBJECTIVE, "off_topic"),
        ("The weather in Paris is lovely and sunny today.", "off_topic"),
    ],
)
def test_what_counts_as_an_answer_is_the_same_at_every_level(level: str, text: str, kind: str) -> None:
    seen = observe(asked(level), reply(text), KNOWN)
    assert (seen.failure, seen.deviations) == (kind, ())
    assert seen.detail


@pytest.mark.parametrize("text", ["Done.", "ok", "No issue found.", "Yes.", "Sure."])
def test_a_short_word_is_an_answer_that_shows_nothing(text: str) -> None:
    assert observe(asked("moderate"), reply(text), KNOWN) == Observation()
    seen = observe(asked("intensive"), reply(text), KNOWN)
    assert seen.failure is None
    assert [d.kind for d in seen.deviations] == ["unsupported"]


def test_a_topic_is_foreign_only_where_the_work_is_not_about_it() -> None:
    text = "The weather in Paris is lovely and sunny today."
    at_home = begun(run_of(call("a", part="Write a forecast page"), objective="Build a weather site"))
    assert observe(at_home, reply(text), KNOWN).failure is None


def test_a_failure_that_the_carrier_saw_stays_as_it_is() -> None:
    data = {"agent_id": "a", "text": "", "failure": "timeout", "detail": "no reply in 120 s"}
    assert observe(asked(), data, KNOWN).failure == "timeout"
    assert observed(asked(), data, KNOWN) == data


def test_what_was_seen_stands_in_the_data_of_the_event() -> None:
    seen = observed(asked("intensive"), reply("ok"), KNOWN)
    assert [d["kind"] for d in seen["deviations"]] == ["unsupported"]
    assert "failure" not in seen
    failed = observed(asked("light"), reply("Hello! How can I assist you today?"), KNOWN)
    assert failed["failure"] == "off_topic"
    assert "deviations" not in failed


@pytest.mark.requirement("recovery-progress")
def test_a_reply_that_takes_many_times_as_long_as_the_others_is_late() -> None:
    run = begun(run_of(*(call(i) for i in "abcd"), objective=OBJECTIVE), carrier="handoff")
    for name in "bcd":
        run = told(run, ("replied", {**good(name), "seconds": 4.0}), at=START + 5)
    late = observe(run, reply({"summary": "auth.py:1"}, seconds=90.0), KNOWN).deviations
    assert [d.kind for d in late] == ["timeout"]
    assert observe(run, reply({"summary": "auth.py:1"}, seconds=12.0), KNOWN).deviations == ()


def test_a_decision_that_names_no_level_is_watched_moderately() -> None:
    assert level_of(run_of(call("a"))) == "moderate"


@given(st.text(max_size=300), st.sampled_from(list(LEVEL_CHECKS)))
def test_the_same_reply_is_seen_the_same_twice_and_nothing_breaks_it(text: str, level: str) -> None:
    assert observe(asked(level), reply(text), KNOWN) == observe(asked(level), reply(text), KNOWN)


STANCES = ("for", "against", "")


@given(st.data())
def test_contradictions_are_told_of_the_same_agents_whether_replies_come_together_or_one_by_one(
    data: st.DataObject,
) -> None:
    names = [f"n{i}" for i in range(data.draw(st.integers(2, 5)))]
    decision = {"confidence": 0.4, "route": {"strategy": "specialized_agents", "monitoring": "maximum"}}
    sides = [data.draw(st.tuples(st.sampled_from(("cache", "queue")), st.sampled_from(STANCES))) for _ in names]
    replies = [
        good(
            name,
            findings=[{"topic": topic, "statement": f"{'Keep' if s == 'for' else 'Drop'} the {topic}.", "stance": s}],
        )
        for name, (topic, s) in zip(names, sides, strict=True)
    ]
    replies = data.draw(st.permutations(replies))

    def contradicted(batches: list[list[dict[str, Any]]]) -> set[str]:
        run = begun(run_of(*map(call, names), decision=decision))
        for at, batch in enumerate(batches, 1):
            run = advance(run, batch, setting(), START + at).run
        return {d["agent_id"] for d in run.deviations if d["kind"] == "contradictory"}

    one_by_one = contradicted([[each] for each in replies])
    cut = data.draw(st.integers(0, len(replies)))
    assert contradicted([replies]) == one_by_one
    assert contradicted([batch for batch in (replies[:cut], replies[cut:]) if batch]) == one_by_one
    if any({(topic, "for"), (topic, "against")} <= set(sides) for topic in ("cache", "queue")):
        assert one_by_one
