from __future__ import annotations

from typing import Any

import pytest

from podium.carriers.handoff import hand_in, instructions, replies, sort_replies
from podium.carriers.seam import reply_data
from podium.core.engine import advance, release
from podium.core.run import Run
from run_samples import START, bad, begun, call, good, run_of, setting, text


def handed(agent_id: Any = "a", content: Any = "Done.", **fields: Any) -> dict[str, Any]:
    return {"agent_id": agent_id, "content": content, **fields}


def waiting() -> Run:
    return begun(run_of(call("a"), call("b"), call("c", "a")), "handoff")


def test_the_instructions_name_the_run_and_every_open_agent() -> None:
    run = waiting()
    said = instructions(run, 1, ["a", "b"], inline=True)
    for word in (
        run.run_id,
        "a, b",
        "agent-brief",
        "orchestrate-continue",
        "quiet",
        "ALL IN ONE MESSAGE",
        "no sub-agents",
    ):
        assert word in said
    assert "1 of them were given out before" in said
    assert "given out before" not in instructions(run, 2, ["a", "b"], inline=False)


def test_sub_agents_in_the_background_are_waited_for() -> None:
    # Claude Code's call that starts one returns at once; asking then would only give the same agents out again.
    said = instructions(waiting(), 2, ["a", "b"], inline=False)
    assert said.index("Wait until all have stopped") < said.index("background") < said.index("with the run_id alone")


def test_a_brief_ends_with_how_to_hand_in() -> None:
    said = hand_in("a")
    assert '"agent_id": "a"' in said
    assert "quiet true" in said


def test_valid_entries_of_a_mixed_list_are_kept_and_the_others_are_named() -> None:
    good_ones, wrong = sort_replies(
        waiting(),
        [
            handed("a"),
            handed("nobody"),
            handed("b", status="maybe"),
            handed("b", content={"summary": "x"}),
            handed(7),
            handed("c"),
            handed("a", "again"),
            handed("b", "Done too.", status="failed"),
        ],
    )
    assert [(e["agent_id"], e["status"]) for e in good_ones] == [("a", "ok"), ("b", "failed")]
    assert [w.split(":")[0].split(" (")[0] for w in wrong] == [
        "reply 2",
        "reply 3",
        "reply 4",
        "reply 5",
        "reply 6",
        "reply 7",
    ]
    assert "its agents are a, b, c" in wrong[0]
    assert "was not asked yet" in wrong[4]
    assert "stands twice" in wrong[5]


def test_the_same_reply_handed_in_again_is_neither_stored_nor_wrong() -> None:
    run = advance(waiting(), [{"agent_id": "a", "text": "Done."}], setting("handoff"), START + 1).run
    assert sort_replies(run, [handed("a")]) == ([], [])


def test_another_reply_for_an_answered_agent_is_never_stored() -> None:
    run = advance(waiting(), [good("a")], setting("handoff"), START + 1).run
    entries, wrong = sort_replies(run, [handed("a", "something else")])
    assert entries == []
    assert "second one is never stored" in wrong[0]


def test_a_released_agent_may_still_hand_in() -> None:
    run = release(waiting(), ["a"], lost_round=False, at=START + 1).run
    assert [e["agent_id"] for e in sort_replies(run, [handed("a")])[0]] == ["a"]


def test_an_agent_that_is_about_to_be_repaired_hands_in_nothing_before_it_is_asked() -> None:
    run = release(waiting(), ["a"], lost_round=False, at=START + 1).run
    run = advance(run, [bad("a")], setting("handoff", may_ask=False), START + 2).run
    entries, wrong = sort_replies(run, [handed("a")])
    assert entries == []
    assert "was not asked yet" in wrong[0]


@pytest.mark.parametrize(
    ("content", "detail"), [("no access to the repository", "no access to the repository"), ("", "the host")]
)
def test_a_failure_that_the_host_reports_is_a_refusal_with_its_reason(content: str, detail: str) -> None:
    (raw,) = replies([handed(content=content, status="failed")], {"a": 3.0})
    data = reply_data(raw, "handoff")
    assert (data["failure"], data["seconds"], data["carrier"]) == ("refused", 3.0, "handoff")
    assert data["detail"].startswith(detail)


def test_a_reply_is_classified_like_any_other() -> None:
    accepted, refused = replies([handed(content=text(), status="ok"), handed("b", content="{}", status="ok")], {})
    assert "failure" not in reply_data(accepted, "handoff")
    assert reply_data(refused, "handoff")["failure"] == "empty"
