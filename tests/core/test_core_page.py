"""The page of a run and of what was learned: what stands on it, and that no text can break it."""

from __future__ import annotations

import itertools
import re
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from page_samples import HOSTILE, START, learned, outcome, report
from podium.core.calibration import bins
from podium.core.folding import apply
from podium.core.page import contents, document, learning_part, run_part, spans
from podium.core.page.axis import axis
from podium.core.page.markup import count, span
from podium.core.page.spans import Span
from podium.core.run import Run
from run_samples import call, coordinator, started

VOID = {"meta", "img", "br", "hr", "input", "link"}


class Reader(HTMLParser):
    """Reads a page as a browser does, as far as the tests ask: tags, attributes, text, and whether all is closed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.open: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.words = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag not in VOID and not (self.get_starttag_text() or "").endswith("/>"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        if not self.open or self.open[-1] not in ("style", "script"):
            self.words += f" {data}"

    def ids(self) -> list[str]:
        return [value for _, name, value in self.attributes if name == "id"]


def happened(*events: tuple[float, str, dict[str, Any]]) -> tuple[Run, tuple[Span, ...]]:
    """A run, and when its agents were at work, from (seconds since the start, kind, data)."""
    run = Run(run_id="run_1")
    for seq, (at, kind, data) in enumerate(events, 1):
        run = apply(run, seq, START + at, kind, data)
    return run, spans((START + at, kind, data) for at, kind, data in events)


def asked(*ids: str) -> dict[str, Any]:
    calls = [{"id": i, "attempt": 1, "tokens": 100, "reply": 500} for i in ids]
    return {"carrier": "push", "patience": 120.0, "calls": calls}


def replied(agent: str, **more: Any) -> dict[str, Any]:
    text = '{"summary": "Seen it.", "findings": [{"statement": "A lock is missing", "evidence": "ledger.py:9"}]}'
    return {"agent_id": agent, "text": text, "seconds": 1.0, "tokens_out": 30, "model": "m", **more}


LIVED = happened(
    (0.0, "started", started(call("a", wave=0), call("b", wave=0), call("c", "a", wave=1), coordinator("c"))),
    (0.1, "asked", asked("a", "b")),
    (4.0, "replied", replied("a")),
    (4.0, "replied", replied("b", text="", failure="timeout", detail="no reply within 4 seconds")),
    (
        4.1,
        "recovered",
        {"agent_id": "b", "strategy": "retry", "failure": "timeout", "from": "b", "to": "b", "attempt": 1},
    ),
    (4.1, "asked", asked("b", "c")),
    (6.1, "replied", replied("b")),
)


def test_spans_are_read_off_the_events_and_a_retry_is_a_span_of_its_own() -> None:
    found = [(s.agent_id, round(s.start - START, 1), round(s.seconds, 1), s.outcome) for s in LIVED[1]]
    assert found == [
        ("a", 0.1, 3.9, "answered"),
        ("b", 0.1, 3.9, "failed"),
        ("b", 4.1, 2.0, "answered"),
        ("c", 4.1, 2.0, "open"),
    ]


def test_what_was_cut_off_or_outlived_its_run_is_dropped_and_says_so() -> None:
    _, found = happened(
        (0.0, "started", started(call("a"), call("b"))),
        (1.0, "asked", asked("a", "b")),
        (2.0, "released", {"ids": ["a"], "reason": "cut"}),
        (5.0, "asked", asked("b")),
        (9.0, "finished", {"status": "cancelled"}),
    )
    assert [(s.agent_id, s.seconds, s.outcome) for s in found] == [
        ("a", 1.0, "dropped"),
        ("b", 4.0, "dropped"),
        ("b", 4.0, "dropped"),
    ]


intervals = st.lists(
    st.tuples(st.floats(0, 1e6), st.floats(0, 1e4)).map(lambda pair: (pair[0], pair[0] + pair[1])), max_size=12
)


@given(intervals)
def test_an_axis_keeps_the_order_of_moments_and_fills_its_width(busy: list[tuple[float, float]]) -> None:
    scale = axis(busy)
    moments = sorted(moment for interval in busy for moment in interval)
    places = [scale.place(moment) for moment in moments]
    assert places == sorted(places)
    assert all(-1e-6 <= place <= 100 + 1e-6 for place in places)
    assert scale.place(0.0) <= 1e-6
    assert scale.place(max(moments, default=1.0)) > 99.9 or max(moments, default=1.0) < 1e-2
    assert all(0 <= place <= 96 for _, place in scale.ticks())


def test_a_night_between_two_minutes_of_work_is_folded_and_the_work_stays_to_scale() -> None:
    scale = axis([(0, 60), (30_000, 30_060)])
    assert [round(fold.seconds) for fold in scale.folds] == [29_940]
    first, second = scale.place(60), 100 - scale.place(30_000)
    assert first == pytest.approx(second, rel=0.01)
    assert first > 45
    assert axis([(0, 60), (90, 150)]).folds == ()


def test_a_run_is_shown_with_its_figures_its_time_its_agents_and_what_happened() -> None:
    page = Reader(document("run", run_part(*LIVED)))
    words = " ".join(page.words.split())
    assert page.open == []
    for said in ("make it faster", "2 of 3", "Timeline", "Who worked", "A lock is missing", "ledger.py:9", "timeout"):
        assert said in words
    assert "from 0.1 s to 4.0 s: failed; from 4.1 s to 6.1 s: answered" in words
    assert words.count("not asked") == 1, "the coordinator waits"
    bars = [value for tag, name, value in page.attributes if tag == "rect" and name == "class"]
    assert bars.count("bar failed") == 2, "one of the run, one of the legend"


def test_a_run_of_which_nothing_is_known_yet_is_a_page_all_the_same() -> None:
    run, found = happened((0.0, "started", started(call("a"), options={"delivery": "plan"})))
    page = Reader(document("plan", run_part(run, found)))
    assert "planned, nothing was run" in page.words
    assert "no context" in page.words
    assert page.open == []


def test_what_packs_saved_stands_with_what_it_rests_on() -> None:
    context = {"baseline_tokens": 40_000, "kept_tokens": 4_000}
    run, found = happened((0.0, "started", started(call("a"), context=context)))
    words = " ".join(Reader(run_part(run, found)).words.split())
    assert "Context saved 90% 4 000 of 40 000 tokens kept" in words


def test_without_outcomes_the_page_says_for_every_figure_that_there_is_not_enough_data() -> None:
    words = " ".join(Reader(learning_part(learned(), level=1)).words.split())
    assert words.count("not enough data") >= 6 + 1
    assert "0 of the 10 judged runs" in words
    assert "No threshold has moved yet" in words
    assert "No run of a project was judged yet" in words
    assert "100%" not in words


def test_learned_figures_come_with_n_and_interval_bins_moves_and_recoveries() -> None:
    page = Reader(document("x", learning_part(learned(report()), level=1)))
    words = " ".join(page.words.split())
    assert page.open == []
    assert "n = 160" in words
    assert "payment direct 0.90 → 0.84 28 of 30 succeeded where 0.71 pays" in words
    assert "malformed repair 89% 73% to 96% 19" in words
    assert "refused escalate 33%" in words
    assert "further agents not enough data" in words
    assert "this one direct atomic 95% 80% to 99% 20" in words
    assert "0f3c direct atomic 55% 37% to 72% 20" in words
    circles = [value for tag, name, value in page.attributes if tag == "circle" and name == "r"]
    assert len(circles) == len(learned(report()).bins)


def test_bins_hold_every_outcome_once_and_their_interval_holds_their_mean() -> None:
    pairs = [(o.chosen_probability, float(o.success or 0)) for o in report().recent]
    found = bins(pairs)
    assert sum(b.n for b in found) == len(pairs)
    assert all(b.low <= b.stated <= b.low + 0.1 for b in found)
    assert all(b.interval[0] <= b.achieved <= b.interval[1] for b in found)
    assert bins(pairs[:9]) == ()


def test_ids_are_unique_links_lead_somewhere_and_headings_do_not_skip_a_level() -> None:
    first, second = run_part(*LIVED), learning_part(learned(report()))
    page = Reader(document("x", "\n".join((first, contents(first, second), second))))
    ids = page.ids()
    assert len(ids) == len(set(ids))
    pointed = [value for _, name, value in page.attributes if name in ("aria-labelledby", "href")]
    assert pointed
    assert {value.removeprefix("#") for value in pointed} <= set(ids)
    levels = [int(tag[1]) for tag in page.tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def assert_harmless(page: str, *, program: bool = False) -> None:
    """Nothing runs, nothing is fetched, nothing is hidden, and what is open is closed."""
    found = Reader(page)
    assert found.open == []
    assert found.tags.count("script") == int(program)
    assert not {"img", "iframe", "object", "embed", "link", "base", "form"} & set(found.tags)
    for _, name, value in found.attributes:
        assert not name.startswith("on")
        assert name not in ("src", "srcset", "style", "srcdoc", "action")
        assert name != "href" or value.startswith("#")
    assert not re.search("[\x00-\x08\x1b\u202a-\u202e\u2066-\u2069]", page)
    assert not re.search(r"url\((?!#)|@import", page)


@pytest.mark.parametrize("text", [HOSTILE, "</style><script>alert(1)</script>", "\u202e\x00\x1b]0;x\x07", "]]>" * 9])
def test_no_text_of_a_user_a_model_or_a_file_can_leave_its_place(text: str) -> None:
    first = call("a", wave=0, role=text, command=text, resources=(text,), part=text)
    context = {"objective": text, "decision": {**started()["decision"], "basis": text}}
    run, found = happened(
        (0.0, "started", started(first, call("b", "a", wave=1), **context)),
        (0.1, "asked", asked("a")),
        (0.2, "replied", replied("a", text=text, model=text)),
        (0.3, "recovered", {"agent_id": "a", "strategy": text, "failure": text, "from": "a", "to": text, "attempt": 1}),
        (0.4, "noted", {"deviations": [{"agent_id": "a", "kind": text, "detail": text}]}),
        (
            0.5,
            "finished",
            {
                "status": "partial",
                "missing": [text],
                "synthesis": {
                    "summary": text,
                    "recommendation": text,
                    "findings": [{"id": text, "statement": text, "evidence": text, "agents": [text]}],
                    "conflicts": [{"topic": text, "positions": [], "resolution": text}],
                },
            },
        ),
    )
    assert_harmless(document(text, run_part(run, found)))
    assert_harmless(document(text, learning_part(learned(report(domain=text)), level=1)))


@given(st.text(max_size=60))
def test_any_objective_makes_a_sound_page(text: str) -> None:
    run, found = happened((0.0, "started", started(call("a"), objective=text)))
    assert_harmless(document(text, run_part(run, found)))


def test_a_page_may_run_only_the_program_it_was_made_with() -> None:
    plain, live = document("x", "<p>x</p>"), document("x", "<p>x</p>", script="let a = 1 < 2;")
    assert "script-src" not in plain
    assert re.search(r"script-src 'sha256-[\w+/]{43}='", live)
    for page in (plain, live):
        policy = next(v for t, n, v in Reader(page).attributes if n == "content" and "default-src" in v)
        assert policy.startswith("default-src 'none'; style-src 'sha256-")
        assert "unsafe" not in policy
    assert_harmless(live, program=True)


def test_durations_and_counts_are_said_as_people_say_them() -> None:
    said = [span(s) for s in (0.004, 3.21, 75, 600, 9_000, 700_000)]
    assert said == ["4 ms", "3.2 s", "75 s", "10 min", "2.5 h", "8 days"]
    assert [count(n) for n in (0, 7, 8.5, 1_234_567)] == ["0", "7", "8.5", "1\u2009234\u2009567"]


def test_overridden_runs_are_shown_as_given() -> None:
    run, found = happened((0.0, "started", started(call("a"), overridden=True, confidence=0.3)))
    assert "Confidence 0.30 given" in " ".join(Reader(run_part(run, found)).words.split())
    assert outcome(1, 0.3, 1.0, "direct_atomic").success == 1.0
