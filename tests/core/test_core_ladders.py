"""Each rung of a ladder does what its name says."""

from __future__ import annotations

from typing import Any

import pytest

from podium.core.briefs import REPLY_FORMAT, brief
from podium.core.budgets import BUDGET_SHARE
from podium.core.care import SIMPLE_FORMAT, STRICT_FORMAT
from podium.core.engine import advance
from podium.core.experience import FOREIGN_WEIGHT, PRIOR_WEIGHT, chance
from podium.core.run import Run
from podium.core.tokens import estimate
from podium.core.values import Knowledge, Tally
from run_samples import START, asked_ids, bad, begun, call, catalogue, command, finished, good, run_of, setting

KNOWN = catalogue("a", "b", "c")


def fails(run: Run, agent_id: str, kind: str, times: int = 1, **fields: Any) -> Run:
    for number in range(times):
        step = setting(catalogue=KNOWN, **fields)
        run = advance(run, [bad(agent_id, kind)], step, START + 1 + number).run
    return run


def ways(run: Run) -> list[str]:
    return [recovery["way"] for recovery in run.recoveries]


def text_of(run: Run, agent_id: str) -> str:
    return brief(run, run.calls[agent_id].call, KNOWN)


# -- resource: prune, simplify, split


def test_a_reply_that_was_cut_off_is_asked_for_with_less_context_then_for_less_then_of_two() -> None:
    run = begun(run_of(call("a", pack="p1"), call("b")), catalogue=KNOWN)
    run = fails(run, "a", "truncated", 3)
    assert ways(run) == ["prune", "simplify", "split"]
    assert [r["strategy"] for r in run.recoveries] == ["repair_and_retry", "repair_and_retry", "agent_deployment"]
    assert run.calls["a"].call.care == ("smaller_pack", "simpler")


def test_a_pack_that_cannot_be_made_smaller_is_not_pruned_and_none_is_not_either() -> None:
    for fields, context in (({}, {}), ({"pack": "p1"}, {"whole": ["p1"]})):
        run = begun(run_of(call("a", **fields), context=context), catalogue=KNOWN)
        assert ways(fails(run, "a", "truncated")) == ["simplify"]


def test_a_simpler_request_is_shorter_and_asks_for_fewer_findings() -> None:
    run = begun(run_of(call("a")), catalogue=KNOWN)
    usual = text_of(run, "a")
    run = fails(run, "a", "truncated")
    simpler = text_of(run, "a").split("## Again")[0]
    assert (REPLY_FORMAT in usual, SIMPLE_FORMAT in simpler, REPLY_FORMAT in simpler) == (True, True, False)
    assert estimate(simpler) < estimate(usual)


def test_a_part_that_is_split_is_answered_when_both_halves_are() -> None:
    run = begun(run_of(call("a"), limits={"agents": 3}), catalogue=KNOWN)
    run = fails(run, "a", "truncated", 2)
    first, second = (c for c in run.agents if c.call.replaces == "a")
    assert (first.call.command, second.call.command) == ("a", "a")
    assert [c.call.care[0] for c in (first, second)] == ["first_half", "second_half"]
    assert "first half only" in text_of(run, first.call.id)
    assert {first.call.id, second.call.id} == {c.call.id for c in run.asked}
    half = advance(run, [good(first.call.id)], setting(catalogue=KNOWN), START + 9).run
    assert (half.ended, half.covered("a")) == (False, False)
    done = advance(half, [good(second.call.id)], setting(catalogue=KNOWN), START + 10).run
    assert (done.status, done.covered("a")) == ("completed", True)


def test_a_split_part_of_which_one_half_is_never_answered_is_missing() -> None:
    run = begun(run_of(call("a"), call("b"), limits={"agents": 4}), catalogue=KNOWN)
    run = fails(advance(run, [good("b")], setting(catalogue=KNOWN), START).run, "a", "truncated", 2)
    lost = next(c.call.id for c in run.agents if "second_half" in c.call.care)
    done = finished(run, lambda i: bad(i) if i == lost else good(i), catalogue=KNOWN)
    assert (done.status, done.outcome and done.outcome["missing"]) == ("partial", ["a"])


def test_a_half_has_the_fallbacks_of_the_whole() -> None:
    run = begun(run_of(call("a", fallbacks=("b", "c"))), catalogue=KNOWN)
    run = fails(run, "a", "truncated", 2)
    assert {c.call.fallbacks for c in run.agents if c.call.replaces} == {("b", "c")}


def test_without_room_for_two_nothing_is_split() -> None:
    run = begun(run_of(call("a", fallbacks=("c",)), limits={"agents": 2}), catalogue=KNOWN)
    assert ways(fails(run, "a", "truncated", 2)) == ["simplify", "command_substitution"]


# -- time: prioritise, parallelise, checkpoint


def test_what_came_too_late_is_asked_for_by_priority_then_of_two_at_once() -> None:
    run = fails(begun(run_of(call("a")), catalogue=KNOWN), "a", "timeout")
    assert "What matters most first" in text_of(run, "a")
    run = fails(run, "a", "timeout")
    assert ways(run) == ["prioritise", "parallelise"]
    assert len(run.asked) == 2
    assert sum(c.call.minutes for c in run.asked) == pytest.approx(5.0)


def test_halves_that_hold_the_same_thing_are_no_faster_at_once_and_not_parallelised() -> None:
    known = catalogue(command("a", resources=("db",)), "c")
    run = begun(run_of(call("a", resources=("db",), fallbacks=("c",))), catalogue=known)
    for at in (1, 2):
        run = advance(run, [bad("a", "timeout")], setting(catalogue=known), START + at).run
    assert ways(run) == ["prioritise", "command_substitution"]


def test_agents_that_cost_much_beside_each_other_follow_each_other() -> None:
    dear = Knowledge(overhead_per_agent=0.2)
    run = begun(run_of(call("a")), catalogue=KNOWN)
    run = fails(run, "a", "truncated", 2, knowledge=dear)
    assert ways(run) == ["simplify", "split"]
    assert len(run.asked) == 1


def test_needed_parts_are_asked_before_optional_ones_where_not_all_can_be() -> None:
    run = run_of(call("extra", needed=False), call("a"), call("b"), limits={"requests": 2})
    assert asked_ids(advance(run, [], setting(), START)) == ["a", "b"]


def test_before_the_time_runs_out_a_late_part_is_closed_and_what_was_answered_is_put_together() -> None:
    run = begun(run_of(call("a"), call("b"), call("c", "a", "b"), limits={"seconds": 200.0}), patience=100.0)
    run = advance(run, [good("b")], setting(patience=100.0), START + 20).run
    run = advance(run, [bad("a", "timeout")], setting(patience=100.0), START + 100).run
    (closed,) = run.recoveries
    assert (closed["strategy"], closed["way"]) == ("give_up", "checkpoint")
    assert f"past {BUDGET_SHARE:.0%} of its 200" in closed["reason"]
    assert [c.call.id for c in run.asked] == ["c"]
    run = advance(run, [good("c")], setting(), START + 130).run
    assert (run.status, [c.call.id for c in run.agents if c.accepted]) == ("partial", ["b", "c"])


def test_with_time_enough_a_late_part_is_tried_again() -> None:
    run = begun(run_of(call("a"), limits={"seconds": 1800.0}), patience=100.0)
    assert ways(advance(run, [bad("a", "timeout")], setting(), START + 100).run) == ["prioritise"]


# -- technical


@pytest.mark.parametrize("kind", ["malformed"])
def test_a_reply_that_could_not_be_read_is_asked_for_in_a_stricter_form(kind: str) -> None:
    run = fails(begun(run_of(call("a")), catalogue=KNOWN), "a", kind)
    assert STRICT_FORMAT in text_of(run, "a")
    assert estimate(STRICT_FORMAT) < estimate(REPLY_FORMAT)


# -- comprehension


def test_the_person_is_asked_last_once_a_run_and_only_where_their_client_can() -> None:
    fields: dict[str, Any] = {"limits": {"agents": 2}, "options": {"elicits": True}}
    run = begun(run_of(call("a"), call("b"), **fields), catalogue=KNOWN)
    run = fails(fails(run, "a", "off_topic"), "b", "off_topic")
    assert ways(run) == ["ask_person", "repair_and_retry"]
    (question,) = (c.call for c in run.asked if c.call.kind == "person")
    assert run.calls["a"].call.depends_on == (question.id,)
    assert (run.calls["a"].state, question in [c.call for c in run.agents]) == ("planned", False)
    silent = begun(run_of(call("a"), limits={"agents": 1}), catalogue=KNOWN)
    assert ways(fails(silent, "a", "off_topic")) == ["repair_and_retry"]


def test_the_agent_goes_on_without_the_word_of_a_person_who_cannot_be_reached() -> None:
    fields: dict[str, Any] = {"limits": {"agents": 1}, "options": {"elicits": True}}
    run = fails(begun(run_of(call("a"), **fields), catalogue=KNOWN), "a", "off_topic")
    (question,) = (c.call.id for c in run.asked)
    run = advance(run, [bad(question, "refused")], setting(catalogue=KNOWN), START + 5).run
    assert [c.call.id for c in run.asked] == ["a"]
    assert advance(run, [good("a")], setting(catalogue=KNOWN), START + 6).run.status == "completed"


# -- what was measured


def knowing(**tallies: tuple[float, float]) -> Knowledge:
    """Recoveries by prune after truncated replies, by domain (`all` for everywhere)."""
    domains = {("*" if name == "all" else name): Tally(*tally) for name, tally in tallies.items()}
    return Knowledge(recoveries={(domain, "truncated", "prune"): tally for domain, tally in domains.items()})


def test_a_domain_goes_by_its_own_measurements_and_others_count_for_a_few_trials() -> None:
    known = knowing(all=(90, 120), security=(0, 20), data=(90, 100))
    security, data, other = (chance("prune", 0.6, "truncated", d, known) for d in ("security", "data", "ml"))
    assert security.likelihood < 0.3 < 0.7 < other.likelihood < data.likelihood
    assert other.weight == FOREIGN_WEIGHT
    assert (security.n, other.n) == (120, 120)
    assert security.lower_bound < other.lower_bound < data.lower_bound


def test_without_any_measurement_the_prior_stands() -> None:
    found = chance("prune", 0.6, "truncated", "ml", Knowledge())
    assert (found.likelihood, found.weight, found.n) == (0.6, PRIOR_WEIGHT, 0)


def test_one_domain_reorders_its_ladder_and_another_keeps_it() -> None:
    tallies = {
        (domain, "empty", way): tally
        for domain in ("*", "security")
        for way, tally in (("command_substitution", Tally(30, 30)), ("repair_and_retry", Tally(0, 30)))
    }
    data = {(domain, "empty", "repair_and_retry"): Tally(60, 60) for domain in ("*", "data")}
    mixed = {**tallies, **data, ("*", "empty", "repair_and_retry"): Tally(60, 90)}
    first = {}
    for domain in ("security", "data"):
        decision = {"confidence": 0.5, "domains": [{"name": domain, "score": 1.0}]}
        run = begun(run_of(call("a", fallbacks=("c",)), decision=decision), catalogue=KNOWN)
        first[domain] = ways(fails(run, "a", "empty", knowledge=Knowledge(recoveries=mixed)))
    assert first == {"security": ["command_substitution"], "data": ["repair_and_retry"]}
