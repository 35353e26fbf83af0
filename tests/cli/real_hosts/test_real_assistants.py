"""Real assistants, offline: installed with `podium install`, asked in plain words, each finishes a whole hand-off run.

The model that answers them knows nothing of Podium: it does what the texts of the tools tell it (see `obedient.py`).
"""

from __future__ import annotations

import subprocess
from typing import Any

import pytest
from endpoint import Endpoint
from obedient import ASK, IN_ORDER, OBJECTIVE, Use
from seats import ASSISTANTS, PATIENCE, Seat, environ_of, take_seat
from session import started

from podium.runner.driving import LOOK_SECONDS
from podium.runner.health import OVERDUE_SECONDS

PATIENCE_TO_START = 90.0

SAYS_IT_SAMPLES = "copilot"
"""Declares sampling without its terminal interface too, and never answers there."""
OPTIONS = {SAYS_IT_SAMPLES: ("--delivery", "handoff")}
WITH_SUB_AGENTS = ("claude-code", "copilot", "opencode")


def check_finished(seat: Seat, said: str) -> dict[str, Any]:
    """The one run of a seat: completed over hand-off, its verdict recorded, and the model's last words about it."""
    runs = seat.runs()
    assert len(runs) == 1, said
    (run,) = runs
    assert run["status"] == "completed", said
    assert run["objective"].strip('"') == OBJECTIVE
    assert {agent["carrier"] for agent in run["agents"]} == {"handoff"}
    assert f"Run {run['run_id']} is done." in said
    report = seat.podium("report", "--json").json()
    assert report["outcome_sources"]["feedback"] == 1, said
    return run


def used(endpoint: Endpoint) -> list[Use]:
    """Every call of a tool that the model made."""
    return [use for _, turn in endpoint.shown if isinstance(turn, tuple) for use in turn]


@pytest.mark.parametrize("name", ASSISTANTS)
def test_an_installed_assistant_does_the_parts_itself_one_after_the_other(
    name: str, podium: Any, endpoint: Endpoint
) -> None:
    seat = take_seat(name, podium, endpoint, *OPTIONS.get(name, ()))
    check_finished(seat, seat.ask(f"{ASK} {IN_ORDER}"))
    assert podium("uninstall", name).code == 0


@pytest.mark.parametrize("name", WITH_SUB_AGENTS)
def test_an_installed_assistant_gives_the_parts_to_sub_agents(name: str, podium: Any, endpoint: Endpoint) -> None:
    seat = take_seat(name, podium, endpoint, *OPTIONS.get(name, ()))
    run = check_finished(seat, seat.ask(ASK))
    # The main conversation stays small: briefs are fetched and replies handed in by those whose they are.
    own = [
        use
        for seen, turn in endpoint.shown
        if isinstance(turn, tuple) and "Call `agent-brief`" not in seen.said
        for use in turn
    ]
    assert not [use for use in own if ("agent" in use.tool and "brief" in use.tool) or "replies" in use.arguments]
    assert sum("quiet" in use.arguments for use in used(endpoint)) == len(run["agents"])


@pytest.mark.parametrize("name", [name for name, assistant in ASSISTANTS.items() if assistant.slash])
def test_an_installed_assistant_takes_the_slash_command(name: str, podium: Any, endpoint: Endpoint) -> None:
    seat = take_seat(name, podium, endpoint, *OPTIONS.get(name, ()))
    assert seat.assistant.slash
    check_finished(seat, seat.ask(seat.assistant.slash.replace("ASK", OBJECTIVE)))


def test_an_assistant_that_never_answers_hangs_once_and_then_gets_a_hand_off(podium: Any, endpoint: Endpoint) -> None:
    seat = take_seat(SAYS_IT_SAMPLES, podium, endpoint)
    with pytest.raises(subprocess.TimeoutExpired):
        seat.turn(ASK, patience=OVERDUE_SECONDS + 2 * LOOK_SECONDS + PATIENCE_TO_START)
    seat.turn(ASK)
    lost, run = sorted(seat.runs(), key=lambda found: found["status"] == "completed")
    carriers = {agent["carrier"] for agent in lost["agents"] if agent["attempts"]}
    if carriers == {"push"}:
        pytest.skip("on this busy machine the assistant did not wait for the discovery and fell back to a session")
    assert carriers == {"round_trip"}
    assert run["status"] == "completed"
    assert {agent["carrier"] for agent in run["agents"]} == {"handoff"}


def test_the_terminal_interface_of_copilot_lends_its_model_for_round_trips(podium: Any, endpoint: Endpoint) -> None:
    seat = take_seat("copilot", podium, endpoint)
    environ = {**environ_of(seat.assistant, seat.place), "COPILOT_ALLOW_ALL": "true"}
    with started(["copilot", "--allow-all-tools"], environ, podium.project) as terminal:
        terminal.settle(PATIENCE)
        terminal.type(ASK)
        terminal.settle(PATIENCE)
        terminal.type("\r")
        ended = terminal.watch(lambda: [run["status"] for run in seat.runs()] == ["completed"], PATIENCE)
    assert ended, terminal.seen.decode(errors="replace")[-3_000:]
    (run,) = seat.runs()
    assert {agent["carrier"] for agent in run["agents"]} == {"round_trip"}
