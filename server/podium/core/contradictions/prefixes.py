"""Words that are opposed by what they begin with: `reversible`, `irreversible`; `oversized`, `undersized`."""

from __future__ import annotations

from functools import lru_cache

_PREFIXES = ("un", "non", "dis", "in", "im", "ir", "il", "mis")
_OPPOSED = (
    "over/under hyper/hypo exo/endo pre/post ex/in ex/im in/out up/down pro/anti macro/micro maxi/mini mono/poly homo/hetero "
    "inter/intra intro/extro multi/single tachy/brady super/sub ante/post en/dis"
)
_PAIRED = tuple((first, second) for first, _, second in (pair.partition("/") for pair in _OPPOSED.split()))
_END = 3
"""Letters that both end with, which most pairs do not."""
_REST = 4
"""Letters that must follow a prefix for it to be one."""


@lru_cache(maxsize=2048)
def opposed_by_prefix(a: str, b: str) -> bool:
    """Whether one stem is the other with a prefix that turns it round, or both have prefixes that are opposed."""
    if a[-_END:] != b[-_END:]:
        return False
    a, b = a.replace("-", ""), b.replace("-", "")
    return _turned(a, b) or _turned(b, a) or any(_paired(a, b, *pair) or _paired(b, a, *pair) for pair in _PAIRED)


def _turned(plain: str, turned: str) -> bool:
    return len(plain) >= _REST and any(
        turned.startswith(prefix) and turned[len(prefix) :] == plain for prefix in _PREFIXES
    )


def _paired(a: str, b: str, first: str, second: str) -> bool:
    if not (a.startswith(first) and b.startswith(second)):
        return False
    rest = a.removeprefix(first)
    return len(rest) >= _REST - 1 and rest == b.removeprefix(second)
