"""Checks that every bullet, number and code field of the seed document maps to a requirement id.

    python benchmarks/seed_coverage.py SEED.md

The ids stand in `tests/requirements.py`, with a fingerprint of each piece of the document they answer for, and the
numbers that piece fixes. Prints one JSON line; exit 1 lists what has no id, 2 what points at nothing any more.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent / "tests"

_BULLET = re.compile(r"^\s*(?:[-*]|\d+\.)\s+(.*)$")
_HEADING = re.compile(r"^#+\s+(.*)$")
_FUNCTION = re.compile(r"^\s*(?:async\s+)?function\s+(\w+)")
_COMMENT = re.compile(r"(?:^|\s)//.*$")
_NUMBER = re.compile(r"(?<![\w.])\d+(?:\.\d+)?%?")
_PLACE = re.compile(r"\b(?:phase|agent) \d+\b|\b\d-phase\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Piece:
    """A bullet, a statement, a heading that states something, or a line of code, with the numbers it fixes."""

    line: int
    kind: str
    text: str
    fingerprint: str
    numbers: tuple[str, ...]


def pieces(document: str) -> Iterator[Piece]:
    """Everything in the document that promises something."""
    in_code, place, section = False, "", ""
    for number, line in enumerate(document.splitlines(), 1):
        if line.lstrip().startswith("```"):
            in_code, place = not in_code, ""
        elif in_code:
            function = _FUNCTION.match(line)
            place = function.group(1) if function else place
            yield from _code(number, line, place or section)
        elif heading := _HEADING.match(line):
            section = _normal(heading.group(1))
            if _fixes_something(section):
                yield _piece(number, "heading", section, "")
        elif line.strip() and not line.startswith("---"):
            bullet = _BULLET.match(line)
            kind, text = ("bullet", bullet.group(1)) if bullet else ("statement", line)
            yield _piece(number, kind, _normal(text), section if text.startswith("**Verification") else "")


def _code(number: int, line: str, place: str) -> Iterator[Piece]:
    text = _normal(_COMMENT.sub("", line))
    if re.search(r"\w", text) and text not in ("else", "return"):
        yield _piece(number, "code", text, place)


def _fixes_something(heading: str) -> bool:
    return bool(_numbers(heading)) or ":" in heading or "/" in heading


def _piece(line: int, kind: str, text: str, place: str) -> Piece:
    fingerprint = hashlib.sha1(f"{place}|{text}".encode(), usedforsecurity=False).hexdigest()[:10]
    return Piece(line, kind, text, fingerprint, _numbers(text))


def _normal(text: str) -> str:
    """Without asterisks, pictures, brackets at the ends and differences of blanks and case."""
    text = re.sub(r"[*`#]|[^\x00-\u2fff]|\ufe0f", "", text).lower()
    return " ".join(text.split()).strip("{}()[];, ")


def _numbers(text: str) -> tuple[str, ...]:
    return tuple(_NUMBER.findall(_PLACE.sub("", text)))


def main(arguments: list[str]) -> int:
    """Compares a document with the requirements; returns the exit status."""
    if len(arguments) != 1:
        print("usage: python benchmarks/seed_coverage.py SEED.md", file=sys.stderr)
        return 64
    sys.path.insert(0, str(TESTS))
    from requirements import REQUIREMENTS

    owners = {mark: name for name, requirement in REQUIREMENTS.items() for mark in requirement.seed}
    found = list(pieces(Path(arguments[0]).read_text(encoding="utf-8")))
    unmapped = [piece for piece in found if piece.fingerprint not in owners]
    strays = [
        (piece, number)
        for piece in found
        if piece.fingerprint in owners
        for number in piece.numbers
        if number not in REQUIREMENTS[owners[piece.fingerprint]].numbers
    ]
    stale = set(owners) - {piece.fingerprint for piece in found}
    for piece in unmapped:
        print(
            f"line {piece.line}: no requirement for this {piece.kind} ({piece.fingerprint}): {piece.text}",
            file=sys.stderr,
        )
    for piece, number in strays:
        print(f"line {piece.line}: {owners[piece.fingerprint]} does not fix the number {number}", file=sys.stderr)
    for mark in sorted(stale):
        print(f"{owners[mark]}: nothing in the document has the fingerprint {mark}", file=sys.stderr)
    numbers = sum(len(piece.numbers) for piece in found)
    counts = {"pieces": len(found), "numbers": numbers, "requirements": len(REQUIREMENTS)}
    print(json.dumps({**counts, "unmapped": len(unmapped), "numbers_missing": len(strays), "stale": len(stale)}))
    return 1 if unmapped or strays else 2 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
