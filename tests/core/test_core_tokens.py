import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podium.core.tokens import estimate

# Each text with its true number of o200k tokens.
COUNTED = {
    "code": (
        "def schedule(tasks, max_parallel=4):\n    ready = [task for task in tasks if not task.depends_on]\n"
        "    while ready:\n        wave, ready = ready[:max_parallel], ready[max_parallel:]\n        yield wave\n",
        47,
    ),
    "prose": (
        "A run is a fold over append-only events. What an agent answered is durable before anything else happens, and "
        "it is never asked again; an agent in flight at a crash may be asked once more. Every call is bounded in time, "
        "in requests and in tokens, so that nobody pays for work that was not wanted.",
        65,
    ),
    "chinese": (
        "我们需要把支付系统接入现有平台，并且保证每一笔交易都可以被审计。如果服务中断，任务应当从最后一个已确认的步骤继续执行。",
        40,
    ),
    "japanese": (
        "決済システムを既存のプラットフォームに統合し、すべての取引を監査できるようにする必要があります。",
        35,
    ),
    "json": ('{"id": 1048576, "status": "awaiting_host", "waves": [["a1", "a2"], ["a3"]], "seconds": 12.75}', 40),
}


@pytest.mark.parametrize("kind", COUNTED)
def test_an_estimate_is_within_15_percent_of_the_true_count(kind):
    text, true = COUNTED[kind]
    assert abs(estimate(text) / true - 1) <= 0.15


def test_only_the_empty_text_has_no_tokens():
    assert estimate("") == 0
    assert all(estimate(text) for text in ("a", "\n", " ", "\x00", "\ud800", "é", "🎉"))


@given(st.text(min_size=1))
def test_any_text_has_at_least_one_token_and_not_many_more_than_bytes(text):
    tokens = estimate(text)
    assert 1 <= tokens <= 4 * len(text.encode("utf-8", "surrogatepass"))
    assert tokens == estimate(text)


def test_a_megabyte_is_estimated_in_a_blink():
    text = (COUNTED["code"][0] + COUNTED["prose"][0]) * 2_000
    started = time.perf_counter()
    estimate(text[:1_000_000])
    assert time.perf_counter() - started < 0.5
