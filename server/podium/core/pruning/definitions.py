"""Finds where definitions and headings begin in a text, in any of some twenty languages, by their usual look.

A parser for every language would know more; the patterns need no grammar and cost about 35 ms for a megabyte.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_NAMED = re.compile(
    r"^([ \t]*)(?:(?:export|default|declare|pub(?:\([^)\n]*\))?|public|private|protected|internal|static|abstract|async"
    r"|final|sealed|override|open|inline|unsafe|extern|virtual|partial|data|const|cdef|cpdef)[ \t]+)*"
    r"(?:def|class|function\*?|func|fun|fn|impl|struct|enum|union|interface|trait|type|module|namespace|package|object"
    r"|protocol|extension|record|mod|macro_rules!|defmodule|defp|sub|proc|(?:CREATE|create) (?:TABLE|table|VIEW|view))\b"
    r"[ \t]*(?:\([^)\n]*\)[ \t]*)?(?:<[^>\n]*>[ \t]*)?([A-Za-z_$][\w$]*)?",
    re.MULTILINE,
)
_BRACED = re.compile(
    r"^([ \t]*)(?!(?:if|for|while|switch|catch|return|else|do|try|with|new|throw|await|case|using|lock|foreach|match"
    r"|loop|super|this)\b)(?:[\w<>\[\],.*&:?~@]+[ \t*&]+)*(?:\w+::)*([\w$~]+)[ \t]*\([^;{}()]*\)[^;{}()=\n]*\{",
    re.MULTILINE,
)
_BOUND = re.compile(
    r"^([ \t]*)(?:export[ \t]+)?(?:default[ \t]+)?(?:const|let|var)[ \t]+([\w$]+)[^=\n]*=[ \t]*(?:async[ \t]*)?"
    r"(?:function|\([^()\n]*\)[^=\n]*=>|[\w$]+[ \t]*=>|class\b)",
    re.MULTILINE,
)
_HEADING = re.compile(
    r"^()(?:#{1,6}[ \t]+([^\n]+)|([^\s][^\n]{1,99})\n(?:={3,}|-{3,}|~{3,}|\^{3,})[ \t]*$)", re.MULTILINE
)
_ATTACHED = re.compile(r"[ \t]*(?:@|#(?![ \t]*(?:include|define|if|endif)\b)|//|/\*|\*|\[)")
_BRACE_SUFFIXES = frozenset(
    (
        *("js", "jsx", "ts", "tsx", "mjs", "cjs", "java", "c", "h", "cc", "cpp", "hpp", "cs", "kt", "swift", "php"),
        *("dart", "scala", "go", "rs", "m", "mm", "groovy", "vue", "svelte"),
    )
)
_PROSE_SUFFIXES = frozenset(("", "md", "mdx", "markdown", "rst", "txt", "adoc"))
_PLAIN_SUFFIXES = frozenset(
    ("json", "yaml", "yml", "toml", "ini", "cfg", "csv", "tsv", "xml", "html", "css", "scss", "po", "svg")
)


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a definition or a heading begins: its first character, its indentation in columns, its name."""

    start: int
    indent: int
    name: str


def suffix_of(name: str) -> str:
    """The suffix of a file name in lower case, without the dot; empty where there is none."""
    base = name.rsplit("/", 1)[-1]
    return base.rsplit(".", 1)[-1].lower() if "." in base else ""


def _patterns(suffix: str) -> tuple[re.Pattern[str], ...]:
    if suffix in _PROSE_SUFFIXES:
        return (_HEADING,)
    if suffix in _PLAIN_SUFFIXES:
        return ()
    return (_NAMED, _BRACED, _BOUND) if suffix in _BRACE_SUFFIXES else (_NAMED,)


def _with_attached(text: str, start: int) -> int:
    """Move a definition's start up over the decorators and comments that stand directly above it."""
    while start > 0:
        above = text.rfind("\n", 0, start - 1) + 1
        if above >= start or not _ATTACHED.match(text, above, start):
            break
        start = above
    return start


def marks(text: str, suffix: str) -> Iterator[Mark]:
    """The definitions or headings of a text, in their order."""
    found: dict[int, Mark] = {}
    for pattern in _patterns(suffix):
        for match in pattern.finditer(text):
            name = next((group for group in match.groups()[1:] if group), "")
            found.setdefault(match.start(), Mark(match.start(), len(match[1].expandtabs(4)), name.strip()))
    heading = suffix in _PROSE_SUFFIXES
    for start in sorted(found):
        mark = found[start]
        yield mark if heading else Mark(_with_attached(text, start), mark.indent, mark.name)
