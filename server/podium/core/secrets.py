"""Secrets in text are found by their form, or by the name before them; a secret with neither is not found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from podium.core.secret_forms import FORMS, Form
from podium.core.texts import visible

_NAMED = re.compile(
    r"(?i:(?:pass(?:word|wd|phrase)?|pwd|secret(?:[_-]?(?:access[_-]?)?key(?:[_-]base)?)?|token|api[_-]?key|access[_-]?key|private[_-]?key"
    r"|credentials?)\\?['\"]?\s{0,3}(?::|=>?)\s{0,3}\\?['\"]?)(?=[^\s'\",;]{0,200}[\d!#$%&*+/=^_~-])([^\s'\",;`\[\]]{6,500})"
)
"""A value behind a name that says what it is, with a digit or a sign in it."""


QUOTED_READ, QUOTED_SHOWN = 2_000, 80
"""Characters of a caller's word that an error looks at, and that it shows."""

_NAMES = ("pass", "pwd", "secret", "token", "key", "credential")
_SIGNED = tuple((sign, form.loose, form) for form in FORMS for sign in form.signs.split())
_SURE = tuple(signed for signed in _SIGNED if signed[2].sure)
_SHORTEST = 20
"""Characters of the shortest secret of a form that has no blank in it; looking at longer words only is far cheaper."""


def redacted(text: str) -> str:
    """The text with `[secret: what it was]` in the place of every secret that is found."""
    if not text:  # most briefs have nothing of earlier agents to hand on
        return text
    for form in _met(text, _SIGNED):
        text = re.sub(form.pattern, f"[secret: {form.name}]", text)
    if not _named(text):
        return text
    return "\n".join(_NAMED.sub(_without_value, line) if _named(line) else line for line in text.split("\n"))


def presentable(text: str) -> str:
    """The text without secrets, and without characters that nobody sees."""
    return redacted(visible(text))


def quoted(word: str) -> str:
    """A word of the caller as an error names it: what is a secret is taken out before the rest is cut."""
    return repr(redacted(word[:QUOTED_READ])[:QUOTED_SHOWN])


def holds_secret(text: str) -> bool:
    """Whether a text holds a secret of a form that nothing innocent has; AWS's own example key is none."""
    return any(
        not found.group().endswith("EXAMPLE") for form in _met(text, _SURE) for found in re.finditer(form.pattern, text)
    )


def _met(text: str, forms: Sequence[tuple[str, bool, Form]]) -> Iterable[Form]:
    """Those of the forms whose signs are in the text."""
    words = " ".join([word for word in text.split() if len(word) >= _SHORTEST])
    if not words:
        forms = [signed for signed in forms if signed[1]]
    return dict.fromkeys([form for sign, loose, form in forms if sign in (text if loose else words)])


def _named(text: str) -> bool:
    lowered = text.lower()
    return any(name in lowered for name in _NAMES)


def _without_value(found: re.Match[str]) -> str:
    return found.group().removesuffix(found.group(1)) + "[secret]"
