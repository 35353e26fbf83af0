"""The picture of a run in a terminal: what stands in it, and how it looks in terminals of all kinds."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import Any

import anyio
import pytest
from rich.console import Console

from podium.cli import program
from podium.cli.host import Host
from podium.cli.picture import Line, drawn, headline, lines, waiting
from podium.cli.show import Screen
from podium.cli.watch import changes

NOW = 1_000.0


def agent(name: str, state: str, **fields: Any) -> dict[str, Any]:
    usual: dict[str, Any] = {
        "id": name,
        "role": name.replace("-", " "),
        "parent": None,
        "state": state,
        "carrier": "push",
        "attempts": 0 if state == "planned" else 1,
        "asked_at": None if state == "planned" else NOW - 5,
        "seconds": 0.0,
        "tokens_in": 0 if state == "planned" else 1_200,
        "tokens_out": 0,
        "self_rated": None,
        "failure": None,
    }
    return usual | fields


def run(**fields: Any) -> dict[str, Any]:
    agents = [
        agent("reader", "answered", seconds=3.25, tokens_out=80, self_rated=0.8),
        agent("helper", "asked", parent="reader", attempts=2),
        agent("checker", "failed", failure="timeout", seconds=2.0),
        agent("writer", "planned"),
    ]
    usual: dict[str, Any] = {
        "status": "running",
        "objective": "Harden the login",
        "strategy": "multi_workflow",
        "confidence": 0.61,
        "confidence_trace": [{"at": NOW - 12, "value": 0.6}, {"at": NOW - 2, "value": 0.7}],
        "spent": {"tokens": 4_880, "seconds": 9.0},
        "waves": [["reader", "checker", "helper"], ["writer"]],
        "agents": agents,
        "graph": {
            "running": ["helper"],
            "ready": [],
            "waiting": [
                {"agent_id": "writer", "on": ["reader", "helper"]},
                {"agent_id": "coordinator", "on": ["writer"]},
            ],
        },
        "synthesis": {"summary": ""},
    }
    return usual | fields


def shown(result: dict[str, Any], *, width: int = 100, encoding: str = "utf-8", now: float = NOW, **more: Any) -> str:
    file = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    console = Console(file=file, width=width, force_terminal=True, legacy_windows=False, **more)
    console.print(drawn(result, console=console, now=now))
    return _written(file)


def begun(reading: tuple[float, str] | None = None, *, encoding: str = "utf-8", seconds: float = 3) -> str:
    """What stands there before a run has begun."""
    file = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    console = Console(file=file, width=100, force_terminal=True, legacy_windows=False)
    console.print(waiting(reading, console=console, seconds=seconds))
    return _written(file)


def _written(file: io.TextIOWrapper) -> str:
    file.seek(0)
    return file.read()


def test_waves_agents_and_sub_agents_stand_in_their_places_with_what_is_known() -> None:
    assert lines(run(), NOW) == [
        Line(0, "wave 1"),
        Line(1, "reader", "answered", "answered", 3.25, (1_200, 80), 0.8),
        Line(2, "helper", "asked", "at work, try 2", 5.0, (1_200, 0), None),
        Line(1, "checker", "failed", "failed: timeout", 2.0, (1_200, 0), None),
        Line(0, "wave 2"),
        Line(1, "writer", "planned", "waits on reader and 1 more", None, None, None),
        Line(0, "synthesis", "planned", "after them"),
    ]


def test_the_headline_gives_the_course_of_the_run() -> None:
    assert headline(run(), NOW) == (
        "multi workflow, confidence 0.61 (chance of success 0.60 -> 0.70), 1 of 4 agents, 4,880 tokens, 12.0 s"
    )
    assert headline(run(status="completed"), NOW).endswith("9.0 s")


def test_a_course_that_was_cut_short_is_not_told_as_the_whole() -> None:
    assert "chance" not in headline(run(confidence_trace_total=30), NOW)


@pytest.mark.parametrize("status", ["interrupted", "cancelled"])
def test_the_clocks_stand_where_nobody_is_at_work(status: str) -> None:
    helper = next(line for line in lines(run(status=status), NOW) if line.name == "helper")
    assert (helper.words, helper.seconds) == ("asked, no reply", None)


def test_an_agent_that_the_host_runs_is_with_the_host() -> None:
    handed = run(agents=[agent("a", "asked", carrier="handoff")], waves=[["a"]])
    assert lines(handed, NOW)[1].words == "with the host"


@pytest.mark.parametrize(
    ("graph", "summary", "expected"),
    [
        ({"running": ["coordinator"], "ready": [], "waiting": []}, "", ["asked"]),
        ({"running": [], "ready": ["coordinator"], "waiting": []}, "", ["planned"]),
        ({"running": [], "ready": [], "waiting": []}, "All said.", ["answered"]),
        ({"running": [], "ready": [], "waiting": []}, "", []),
    ],
)
def test_the_synthesis_is_shown_where_there_is_one(graph: Any, summary: str, expected: list[str]) -> None:
    found = lines(run(graph=graph, synthesis={"summary": summary}), NOW)
    assert [line.state for line in found if line.name == "synthesis"] == expected


@pytest.mark.parametrize("width", [20, 30, 45, 60, 71, 100, 200])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    text = shown(
        run(agents=[agent("reader-of-everything-there-is", "asked")], waves=[["reader-of-everything-there-is"]]),
        width=width,
        no_color=True,
    )
    assert all(len(line.rstrip()) <= width for line in _plain(text))


def _plain(text: str) -> list[str]:
    console = io.StringIO()
    from rich.text import Text

    Console(file=console, width=500).print(Text.from_ansi(text), end="")
    return console.getvalue().splitlines()


def test_a_narrow_terminal_keeps_marks_names_and_seconds() -> None:
    text = "\n".join(_plain(shown(run(), width=40)))
    assert "✓ reader" in text
    assert "5.0" in text
    assert "tokens in/out" not in text
    assert "state" not in text


def test_a_console_without_unicode_gets_ascii() -> None:
    shown(run(), encoding="ascii").encode("ascii")
    begun(encoding="ascii").encode("ascii")
    begun((0.5, "reading"), encoding="ascii").encode("ascii")


def test_without_colour_there_is_none() -> None:
    assert "\x1b[3" not in shown(run(), no_color=True)
    assert "\x1b[3" in shown(run())


def test_before_a_run_has_begun_only_the_time_is_told() -> None:
    assert "deciding: 3 s" in begun()
    assert len(_plain(begun())) == 1


def test_reading_many_files_is_a_bar() -> None:
    told, bar = _plain(begun((0.25, "reading the workspace: 10 of 40 files")))
    assert "10 of 40 files: 3 s" in told
    assert set(bar.rstrip()) <= set("━╸╺")
    assert begun((0.25, "reading")) != begun((0.75, "reading"))


def test_what_a_server_tells_before_there_is_a_run_is_what_the_bar_shows() -> None:
    screen = Screen(as_json=False)
    anyio.run(screen.progress, 0.5, 1.0, "reading the workspace: 20 of 40 files")
    console = Console(file=io.StringIO(), width=100)
    console.print(screen._picture(console))
    assert "20 of 40 files" in console.file.getvalue()  # type: ignore[attr-defined]


@pytest.mark.parametrize("as_json", [False, True])
def test_a_person_is_shown_what_the_room_of_a_result_cuts_and_a_program_what_the_tool_gave(
    monkeypatch: pytest.MonkeyPatch, as_json: bool
) -> None:
    async def record(self: Host, part: str = "") -> dict[str, Any]:
        return {"synthesis": {"findings": ["f1", "f2"]}}

    monkeypatch.setattr(Host, "record", record)
    given = {"status": "completed", "synthesis": {"findings": ["f1"], "findings_total": 2}}
    told = anyio.run(Host(Screen(as_json=as_json)).entire, given)
    assert told == (given if as_json else {"status": "completed", "synthesis": {"findings": ["f1", "f2"]}})


def test_hostile_names_stay_text() -> None:
    evil = "\x1b[2J\x1b]0;owned\x07r\u202eole\u200b [red]x[/red] [link=http://x]y[/link]"
    result = run(objective=evil, agents=[agent("a", "asked", role=evil)], waves=[["a"]])
    text = shown(result, no_color=True)
    assert "\x1b[2J" not in text
    assert "\x1b]" not in text
    assert not {"\u202e", "\u200b", "\x07"} & set(text)
    assert "[red]x[/red]" in text


def test_the_spinner_turns() -> None:
    assert len({_plain(begun(seconds=step / 8))[0][0] for step in range(4)}) == 4


def test_what_changed_between_two_looks_is_told_once() -> None:
    before, after = run(), run(status="completed")
    after["agents"] = [
        agent("reader", "answered"),
        agent("helper", "answered", attempts=2),
        agent("checker", "failed", failure="timeout"),
        agent("writer", "asked"),
    ]
    assert changes({}, before)[0] == "the run is running"
    assert changes(before, before) == []
    assert changes(before, after) == ["the run is completed", "helper: answered, try 2", "writer: asked"]


def test_commands_are_named_as_they_can_be_called(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(program.shutil, "which", lambda name: f"/usr/bin/{name}")
    assert program.callable_here("say podium runs") == "say podium runs"
    monkeypatch.setattr(program.shutil, "which", lambda name: None)
    monkeypatch.chdir(tmp_path)
    for started, expected in (
        (tmp_path / ".venv" / "bin" / "podium", str(Path(".venv", "bin", "podium"))),
        (tmp_path.parent / "podium", str(tmp_path.parent / "podium")),
        (tmp_path / "a b" / "podium.exe", f'"{Path("a b", "podium.exe")}"'),
        (tmp_path / "podium" / "__main__.py", f"{Path(sys.executable).name} -m podium"),
    ):
        monkeypatch.setattr(sys, "argv", [str(started)])
        assert (
            program.callable_here("podium: no run; podium runs lists them")
            == f"podium: no run; {expected} runs lists them"
        )
