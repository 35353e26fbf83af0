"""Bars for what takes longer than a second, in a terminal only."""

from __future__ import annotations

import io
import sys

import pytest

from podium.cli import waiting


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def at_a_terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A terminal in the place of stderr. Called in the test itself: pytest sets its own between fixture and test."""
    found = Terminal()
    monkeypatch.setattr(sys, "stderr", found)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "80")
    return found


def test_a_bar_that_appears_shows_how_far_it_is_and_goes_away(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = at_a_terminal(monkeypatch)
    bar = waiting._Bar("Deleting", 3)
    bar.advance(1)
    bar.appear()
    bar.advance(1)
    bar.close()
    assert "Deleting" in screen.getvalue()
    assert "2/3" in screen.getvalue()
    assert screen.getvalue().endswith("\x1b[2K")


def test_what_has_no_foreseeable_end_gets_no_invented_figure(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = at_a_terminal(monkeypatch)
    bar = waiting._Bar("Making the file smaller", None)
    bar.appear()
    bar.close()
    assert "Making the file smaller" in screen.getvalue()
    assert not {"%", "/"} & set(screen.getvalue())


def test_what_is_over_shows_nothing_any_more(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = at_a_terminal(monkeypatch)
    bar = waiting._Bar("Deleting", 3)
    bar.close()
    bar.appear()
    assert screen.getvalue() == ""


def test_what_is_quick_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = at_a_terminal(monkeypatch)
    with waiting.counted("Deleting", 2) as advance:
        advance(2)
    with waiting.waiting("Making the file smaller"):
        pass
    assert screen.getvalue() == ""


def test_where_there_is_no_terminal_no_bar_ever_appears(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[object] = []
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    monkeypatch.setattr(waiting.threading.Timer, "start", started.append)
    with waiting.waiting("Reading"):
        pass
    assert started == []
