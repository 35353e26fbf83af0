from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podium.core.texts import clean, escaped, one_line, visible

TEXTS = st.text(st.characters(), max_size=200) | st.text("a \n\r\t\x1b[]0;m\u200b\u202e\ud800", max_size=80)


@pytest.mark.parametrize(
    "hidden",
    [
        *("\x00", "\x07", "\x7f", "\u00ad", "\u061c", "\u200b", "\u200f", "\u202e", "\u2066"),
        *("\ufeff", "\ufe0f", "\ud800", "\U000e0041", "\u3164", "\u034f", "\U0001d173"),
    ],
)
def test_what_a_reader_cannot_see_is_removed(hidden: str) -> None:
    assert visible(f"a{hidden}b") == "ab"


@pytest.mark.parametrize("text", ["a\tb\nc", "Grüße, 世界", "مرحبا", "हिन्दी", "🎼", "é"])
def test_what_a_reader_sees_stays(text: str) -> None:
    assert visible(text) == text


def test_line_ends_become_one_kind() -> None:
    assert visible("a\r\nb\rc\x85d\u2028e\n") == "a\nb\nc\nd\ne\n"


def test_one_selector_stays_behind_an_emoji() -> None:
    assert visible("❤\ufe0f\ufe0f\ufe0f") == "❤\ufe0f"


@pytest.mark.parametrize("code", ["\x1b[31m", "\x1b[2J", "\x1b]0;title\x07", "\x1b]8;;http://x\x1b\\", "\x1bM"])
def test_terminal_codes_are_removed_whole(code: str) -> None:
    assert visible(f"a{code}b") == "ab"


def test_a_cut_text_says_so_and_keeps_its_limit() -> None:
    assert clean("abcdef", 4) == "abc…"
    assert clean(" abcd ", 4) == "abcd"


def test_one_line_folds_white_space() -> None:
    assert one_line(" a\n\tb  c ", 20) == "a b c"


@given(TEXTS)
def test_visible_text_stays_as_it_is(text: str) -> None:
    once = visible(text)
    assert visible(once) == once
    assert not any(unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\t" for c in once)


@given(TEXTS, st.integers(1, 50))
def test_no_text_passes_its_limit(text: str, limit: int) -> None:
    assert len(clean(text, limit)) <= limit
    assert len(one_line(text, limit)) <= limit
    assert "\n" not in one_line(text, limit)


@given(TEXTS)
def test_escaped_json_has_the_same_value_and_hides_nothing(text: str) -> None:
    value = [text, UNSEEN]
    shown = escaped(json.dumps(value, ensure_ascii=False))
    assert json.loads(shown) == value
    assert not set(UNSEEN) & set(shown)


UNSEEN = "\u202e\x9b\u200b\u2028\U000e0041\ud800"
