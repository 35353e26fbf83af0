"""The way around a long page: links to its parts."""

from __future__ import annotations

import re

from podium.core.page.markup import Html

_TITLES = re.compile(r'<h2 id="([a-z-]+)-title">(.*?)</h2>')


def contents(*parts: Html) -> Html:
    """Links to the titled sections of the given parts."""
    found = [match for part in parts for match in _TITLES.findall(part)]
    links = "".join(f'<li><a href="#{name}">{title}</a></li>' for name, title in found)
    return f'<nav aria-label="Contents"><ul>{links}</ul></nav>' if len(found) > 1 else ""
