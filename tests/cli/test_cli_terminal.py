"""What a person at a terminal sees: the tree while a run goes, the result, Ctrl-C, and nothing that acts unseen."""

from __future__ import annotations

import json
import os
import re
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from model_endpoint import Answer, Endpoint, endpoint

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name == "nt", reason="needs a pseudo-terminal of POSIX"),
]

EVIL = "\x1b[2J\x1b]0;owned\x07\u202egnp.exe\u200b\u2066 [link](http://evil.example) \x9b31m"
UNSEEN = ("\x1b[2J", "\x1b]0;", "\x1b]8;", "\x07", "\u202e", "\u200b", "\u2066", "\x9b")
CTRL_C = "\x03"


@pytest.fixture
def served() -> Iterator[Endpoint]:
    with endpoint() as found:
        yield found


def model_of(served: Endpoint) -> tuple[str, ...]:
    return ("--model", "openai:m", "--base-url", f"{served.url}/v1")


def reply(words: str) -> str:
    finding = {"topic": words, "statement": f"It holds {words}", "evidence": words}
    return json.dumps({"summary": f"Looked at it. {words}", "findings": [finding], "recommendation": words})


def test_the_tree_grows_while_the_run_goes_and_the_result_follows(podium: Any, served: Endpoint) -> None:
    first = threading.Event()

    def answer(number: int, body: dict[str, Any]) -> Answer:
        # The first agent answers only once all are at work, the last only when the first stands answered on the screen.
        if number < 2:
            first.wait(20)
        elif number == 2:
            first.set()
        return Answer()

    served.answer = answer
    seen = podium.terminal("run", *model_of(served), "Integrate blockchain payment system with existing platform")
    assert seen.code == 0, seen.text
    tree, page = seen.text.split("Podium: completed", 1)
    for shown in (
        "deciding",
        "wave 1",
        "at work",
        "after them",
        "✓ security specialist",
        "✓ synthesis",
        "111/22",
        "0.80",
    ):
        assert shown in tree, shown
    assert "Integrate blockchain payment system with existing platform" in page
    assert "The ledger books twice." in page
    assert "podium feedback run_" in page.replace("\n", " ")
    assert "orchestrate-feedback" not in seen.text
    assert "mermaid" not in page
    assert "\x1b[?25l" in seen.raw
    assert "\x1b[?25h" in seen.raw.split("\x1b[?25l")[-1]


def test_ctrl_c_says_how_to_go_on_and_the_run_does(podium: Any, served: Endpoint) -> None:
    over = threading.Event()

    def answer(number: int, body: dict[str, Any]) -> Answer:
        over.wait(30)
        return Answer()

    served.answer = answer
    seen = podium.terminal("run", *model_of(served), "Harden the login", "0.95", "2", keys=[("at work", CTRL_C)])
    over.set()
    assert seen.code == 130, seen.text
    assert "Everything answered is kept" in seen.text
    again = seen.text.split("podium resume ")[1].replace("\n", "").split()
    assert again[1:3] == ["--model", "openai:m"]
    done = podium("resume", again[0], *model_of(served), "--json")
    assert (done.code, done.json()["status"]) == (0, "completed")


def test_ctrl_c_in_a_hand_off_names_the_command_to_go_on(podium: Any) -> None:
    seen = podium.terminal("run", "--agents", "handoff", "Harden the login", "0.95", "1", keys=[("single dot", CTRL_C)])
    assert seen.code == 130, seen.text
    run_id, *options = seen.text.split("podium resume ")[1].replace("\n", "").split()
    assert options == ["--agents", "handoff"]
    assert podium("show", run_id, "--json").json()["status"] == "awaiting_host"


def test_a_person_answers_by_hand_and_is_told_nothing_about_tools(podium: Any) -> None:
    typed = [("single dot", "It holds, see a.py line 3.\n.\n"), ("single dot", "All holds.\n.\n")]
    seen = podium.terminal("run", "--agents", "handoff", "Harden the login", "0.95", "1", keys=typed)
    assert seen.code == 0, seen.text
    assert "It holds, see a.py line 3." in seen.text.split("Podium: completed")[1]
    assert "orchestrate-continue" not in seen.text


def test_a_narrow_terminal_and_one_without_colour(podium: Any) -> None:
    seen = podium.terminal("run", "Harden the login", "0.95", "2", size=(20, 36), variables={"NO_COLOR": "1"})
    assert seen.code == 0, seen.text
    assert "✓" in seen.text
    assert not re.search(r"\x1b\[(?:[0-9]+;)*(?:3[0-7]|38|9[0-7])[;m]", seen.raw)


def test_a_dumb_terminal_gets_plain_lines(podium: Any) -> None:
    seen = podium.terminal("run", "Harden the login", "0.95", "1", variables={"TERM": "dumb"})
    assert seen.code == 0, seen.text
    assert " answered" in seen.text
    assert "\x1b[?25l" not in seen.raw


def test_what_agents_write_cannot_act_on_the_terminal(podium: Any, served: Endpoint) -> None:
    served.answer = lambda number, body: Answer(reply(EVIL))
    seen = podium.terminal("run", *model_of(served), f"Harden {EVIL.replace(chr(0x9B), '')} the login", "0.95", "2")
    assert seen.code == 0, seen.text
    assert not [sign for sign in UNSEEN if sign in seen.raw]
    # A link's address stands beside its name.
    assert "http://evil.example" in seen.text
    run_id = seen.text.split("podium feedback ")[1].split()[0]
    for command in (("show", run_id), ("export", run_id)):
        looked = podium.terminal(*command)
        assert not [sign for sign in UNSEEN if sign in looked.raw], command


def test_what_is_piped_has_no_control_sequence(podium: Any, served: Endpoint) -> None:
    served.answer = lambda number, body: Answer(reply(EVIL))
    done = podium("run", *model_of(served), f"Harden {EVIL} the login", "0.95", "2", FORCE_COLOR="1")
    assert done.code == 0
    assert not [sign for sign in (*UNSEEN, "\x1b") if sign in done.out + done.err]


@pytest.mark.parametrize("arguments", [(EVIL,), ("run", f"--{EVIL}"), ("show", EVIL), ("forget", EVIL)])
def test_a_mistake_repeats_nothing_that_acts(podium: Any, arguments: tuple[str, ...]) -> None:
    done = podium(*arguments)
    assert done.code == 2
    assert not [sign for sign in UNSEEN if sign in done.out + done.err]


def test_a_console_with_fewer_characters_gets_question_marks_and_no_trace(rehearsed: Any) -> None:
    done = rehearsed.podium("show", rehearsed.result["run_id"], PYTHONIOENCODING="ascii")
    assert done.code == 0
    assert "? answered" in done.out


def test_a_damaged_database_is_told_where_the_result_is(podium: Any) -> None:
    podium.database.write_bytes(b"SQLite format 3\x00" + b"\xff" * 8_000)
    done = podium("run", "--json", "Harden the login", "0.95", "1")
    assert done.code == 0
    (notice,) = done.json()["notices"]
    assert "was damaged" in notice
    assert list(podium.home.glob("*.damaged-1"))


def test_a_damaged_database_stands_on_the_page_too(podium: Any) -> None:
    podium.database.write_bytes(b"SQLite format 3\x00" + b"\xff" * 8_000)
    assert "was damaged" in podium("runs").out
