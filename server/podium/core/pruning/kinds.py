"""What a file is for, by its path: sources stand before tests, documents and data unless the objective asks for them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Literal

from podium.core.pruning.words import raw_words
from podium.core.values import ContextItem

Kind = Literal["source", "test", "document", "data"]

_TEST = re.compile(
    r"(?:^|/)(?:tests?|testing|testsuite|test_\w+|__tests__|testdata|fixtures?|specs?|e2e)/"
    r"|(?:^|/)(?:test_[^/]*|conftest\.py|[^/]*[_.-](?:tests?|spec)\.\w+|\w*Tests?\.(?:java|kt|cs|swift|scala|php))$",
    re.IGNORECASE,
)
_DOCUMENT = re.compile(
    r"(?:^|/)(?:docs?|documentation|examples?|samples?|tutorials?|news|newsfragments|changelog[^/]*|changes)(?:/|$)"
    r"|\.(?:md|mdx|rst|txt|adoc|po|pot|html?|tex|ipynb)$|(?:^|/)[A-Z]{3,}$",
    re.IGNORECASE,
)
_DATA = re.compile(
    r"\.(?:json|ya?ml|toml|cfg|ini|csv|tsv|xml|svg|css|scss|lock|in|properties|conf|editorconfig|bib)$|(?:^|/)\.[^/]+$",
    re.IGNORECASE,
)
_PRIOR = 0.2
"""A prior; in a first version factors from 0.1 to 0.3 found changed lines equally well."""
_SPOKEN_OF = 0.5
_ASKED: dict[Kind, frozenset[str]] = {
    "test": frozenset(("test", "tests", "testing", "tester", "coverage", "fixture", "fixtures", "pytest", "unittest")),
    "document": frozenset(
        (
            *("doc", "docs", "document", "documents", "documentation", "readme", "changelog", "guide", "tutorial"),
            *("translation", "notes", "page", "pages", "writer", "example", "examples"),
        )
    ),
    "data": frozenset(
        (
            *(
                "config",
                "configuration",
                "settings",
                "yaml",
                "json",
                "toml",
                "workflow",
                "pipeline",
                "ci",
                "dependency",
            ),
            *("dependencies", "packaging", "stylesheet", "css"),
        )
    ),
}


@lru_cache(maxsize=1 << 14)
def kind_of(path: str) -> Kind:
    """What the file at a path is for; text that is no file counts as a source."""
    if not path:
        return "source"
    if _TEST.search(path):
        return "test"
    if _DOCUMENT.search(path):
        return "document"
    return "data" if _DATA.search(path) else "source"


def is_code(item: ContextItem) -> bool:
    """Whether an item is a source or test file, or a piece of one."""
    return bool(item.path) and kind_of(item.path) in ("source", "test")


def asked_kinds(objective: str, role: str = "") -> dict[Kind, float]:
    """The kinds of files that an objective asks for in its first sentence, or a role by its name, with their factors.

    Many who speak of documents or tests change sources too, so only a role lifts a kind to the height of sources.
    """
    sentence = re.split(r"\n|[.!?](?:\s|$)", objective.strip(), maxsplit=1)[0]
    by_objective = dict.fromkeys(_asking(sentence), _SPOKEN_OF)
    return by_objective | dict.fromkeys(_asking(role.replace("-", " ").replace("_", " ")), 1.0)


def _asking(text: str) -> list[Kind]:
    words = {word.lower() for word in raw_words(text)}
    return [kind for kind, asking in _ASKED.items() if words & asking]


def prior_of(path: str, asked: Mapping[Kind, float]) -> float:
    """A factor on the relevance of a file's text."""
    kind = kind_of(path)
    return 1.0 if kind == "source" else asked.get(kind, _PRIOR)
