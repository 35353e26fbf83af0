"""The page around its parts: one document that may fetch nothing, for light and dark."""

from __future__ import annotations

import hashlib
from base64 import b64encode

from podium.core.page.markup import Html, text
from podium.core.page.style import STYLE


def document(title: str, body: Html, *, script: str = "", style: str = STYLE) -> Html:
    """A whole document.

    Args:
        title: its title, any text.
        body: its main part, HTML.
        script: a program of ours that may run in it; without one, nothing may.
        style: its style sheet, which alone may style it.
    """
    allowed = ["default-src 'none'", f"style-src {_hash(style)}", "base-uri 'none'", "form-action 'none'"]
    allowed += [f"script-src {_hash(script)}"] if script else []
    program = f"<script>{script}</script>\n" if script else ""
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{"; ".join(allowed)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n<meta name="referrer" content="no-referrer">\n'
        f"<title>{text(title)}</title>\n<style>{style}</style>\n</head>\n<body>\n"
        f"<main>\n{body}\n</main>\n{program}</body>\n</html>\n"
    )


def _hash(source: str) -> str:
    """What a policy calls one inline text by."""
    return f"'sha256-{b64encode(hashlib.sha256(source.encode()).digest()).decode()}'"
