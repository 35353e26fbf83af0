"""A command whose first replies keep failing in a way that a plan can do something about is asked otherwise."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podium.core.foresight import careful
from podium.core.learning.troubles import FOREIGN_REPLIES, LEAST_REPLIES, TROUBLED, Pattern, Trouble, pattern
from run_samples import call, coordinator

CALLS = (call("a", pack="p1"), call("b", pack="p2"), coordinator("a", "b"))


def replies(command="a", domain="security", **counts):
    """First replies of a command, all asked as usual; the same everywhere."""
    found = {("", failure.replace("fine", "")): float(n) for failure, n in counts.items()}
    return {(where, command): found for where in (domain, "*")}


@pytest.mark.requirement("recovery-failures")
@pytest.mark.parametrize(
    ("kind", "care"),
    [
        ("truncated", "smaller_pack"),
        ("timeout", "smaller_pack"),
        ("budget", "smaller_pack"),
        ("malformed", "stricter_format"),
        ("unsupported", "stricter_format"),
    ],
)
def test_each_kind_of_failure_has_its_own_cure(kind, care):
    (first, second, last), (note,) = careful(CALLS, replies(**{kind: 6, "fine": 4}), "security")
    assert (first.care, second.care, last.care) == ((care,), (), ())
    assert (note["agent_id"], note["from"], note["to"]) == ("a", "a as usual", care.replace("_", " ").join(("a ", "")))
    assert note["reason"].startswith("of 10 first replies of a here 6 were ")


@pytest.mark.parametrize("kind", ["refused", "off_topic", "transport", "empty"])
def test_what_no_plan_of_the_same_command_helps_against_changes_nothing(kind):
    assert careful(CALLS, replies(**{kind: 9, "fine": 1}), "security") == (CALLS, ())


@pytest.mark.parametrize("counts", [{"truncated": 2, "fine": 3}, {"truncated": 5}, {"truncated": 3, "fine": 17}, {}])
def test_a_few_failures_are_no_pattern(counts):
    assert careful(CALLS, replies(**counts), "security") == (CALLS, ())


def test_a_call_without_a_pack_or_whose_pack_cannot_be_smaller_keeps_it():
    known = replies(truncated=9, fine=1)
    assert careful((call("a"),), known, "security")[1] == ()
    assert careful(CALLS, known, "security", whole=("p1",))[1] == ()


def test_a_cure_that_does_not_help_is_dropped_and_one_that_does_is_kept():
    usual = Trouble(12, 20)
    assert Pattern(usual, Trouble()).due
    assert Pattern(usual, Trouble(1, 20)).due
    assert not Pattern(usual, Trouble(12, 20)).due
    assert Pattern(usual, Trouble(2, 2)).due  # two failures say little


def test_other_domains_count_for_a_few_replies_only():
    known = {("*", "a"): {("", "truncated"): 90.0, ("", ""): 110.0}, ("data", "a"): {("", ""): 100.0}}
    known["security", "a"] = {("", "truncated"): 90.0, ("", ""): 10.0}
    data, other = (pattern(known, domain, "a", "smaller_pack") for domain in ("data", "ml"))
    assert data.usual.n == 100 + FOREIGN_REPLIES
    assert (data.due, other.usual.n) == (False, FOREIGN_REPLIES)
    assert pattern(known, "security", "a", "smaller_pack").due


@given(st.integers(0, 40), st.integers(0, 40))
def test_no_command_is_cured_whose_failures_may_be_rare(failed, fine):
    found = Pattern(Trouble(failed, failed + fine), Trouble())
    if found.due:
        assert failed + fine >= LEAST_REPLIES
        assert failed / (failed + fine) > TROUBLED


def test_a_command_that_fails_rarely_is_left_alone_in_nearly_every_history():
    cured = 0
    for seed in range(200):
        draw = random.Random(seed)
        failed = 0
        for n in range(1, 61):
            failed += draw.random() < 0.05
            if Pattern(Trouble(failed, n), Trouble()).due:
                cured += 1
                break
    assert cured <= 6
