"""Chains that a person can write: `design-api |> (implement || write-tests) |> review-code`.

`|>` means after, `||` means beside and binds tighter. Names may carry a leading slash.

    chain    = parallel { "|>" parallel }
    parallel = unit { "||" unit }
    unit     = name | "(" chain ")"
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NoReturn

from podium.core.errors import UserError

MOST_CHARACTERS = 4000
MOST_DEPTH = 16
MOST_STEPS = 100
MOST_NAME = 64

_EXAMPLE = "design-api |> (implement || write-tests) |> review-code"
_NAME = r"/?[A-Za-z0-9_.:-]*[A-Za-z0-9_-]"
_TOKEN = re.compile(rf"\s*(?:(?P<name>{_NAME})|(?P<mark>\|>|\|\||[()]))")
_REST = re.compile(r"\s*(?::(?=\s|$)|$)")


@dataclass(frozen=True, slots=True)
class Name:
    """One command of a chain, without its slash."""

    command: str


@dataclass(frozen=True, slots=True)
class Sequence:
    """Parts one after another."""

    parts: tuple[Chain, ...]


@dataclass(frozen=True, slots=True)
class Parallel:
    """Parts side by side."""

    parts: tuple[Chain, ...]


Chain = Name | Sequence | Parallel


@dataclass(frozen=True, slots=True)
class Step:
    """One step of an expanded chain; a command that occurs again has ids `name-2`, `name-3`."""

    id: str
    command: str
    depends_on: tuple[str, ...]


def parse_chain(text: str) -> Chain:
    """The tree of a chain.

    Raises:
        UserError: Not a chain, with the position (from 1) where it breaks; or too long, too deep or too many steps.
    """
    if len(text) > MOST_CHARACTERS:
        raise UserError(f"The chain has {len(text)} characters; at most {MOST_CHARACTERS} are read. Shorten it.")
    return _Parser(text).parse()


def expand(tree: Chain) -> tuple[Step, ...]:
    """The steps of a chain in order, each depending on the last steps of the part before it."""
    steps: list[Step] = []
    _expand(tree, (), steps, set())
    return tuple(steps)


def split_chain(text: str) -> tuple[str, str] | None:
    """Split `a |> b: the objective` into the chain and the rest; None for a text that does not begin with a chain.

    A chain has at least one `|>` or `||` and is followed by a colon and a blank, or by nothing. Two words without a
    sign between them are prose.
    """
    at, signs, after_unit = 0, 0, False
    while found := _TOKEN.match(text, at):
        mark = found["mark"]
        if after_unit and mark in (None, "("):
            return None
        after_unit = mark in (None, ")")
        signs += mark in ("|>", "||")
        at = found.end()
    rest = _REST.match(text, at)
    if not signs or not rest:
        return None
    return text[:at].strip(), text[rest.end() :].strip()


def _expand(tree: Chain, after: tuple[str, ...], steps: list[Step], taken: set[str]) -> tuple[str, ...]:
    """Append the steps of a part that starts after `after`; returns the ids that the next part waits for."""
    if isinstance(tree, Name):
        step = Step(free_id(tree.command, taken), tree.command, after)
        taken.add(step.id)
        steps.append(step)
        return (step.id,)
    if isinstance(tree, Parallel):
        return tuple(last for part in tree.parts for last in _expand(part, after, steps, taken))
    for part in tree.parts:
        after = _expand(part, after, steps, taken)
    return after


def free_id(command: str, taken: set[str]) -> str:
    """The command's name, or `name-2`, `name-3` where that is taken."""
    name, count = command, 1
    while name in taken:
        count += 1
        name = f"{command}-{count}"
    return name


@dataclass(slots=True)
class _Parser:
    """Recursive descent over the tokens, one ahead. `at` and `following` are the next token's start and text."""

    text: str
    at: int = 0
    following: str = ""
    _names: int = 0
    _tokens: Iterator[tuple[int, str]] = field(init=False)

    def parse(self) -> Chain:
        """The whole text as one chain."""
        self._tokens = _tokens(self.text)
        self._advance()
        tree = self._chain(1)
        if self.following:
            self._fail('"|>", "||" or the end')
        return tree

    def _advance(self) -> str:
        taken = self.following
        self.at, self.following = next(self._tokens)
        return taken

    def _chain(self, depth: int) -> Chain:
        if depth > MOST_DEPTH:
            raise UserError(f"The chain has more than {MOST_DEPTH} levels of parentheses. Write it flatter.")
        parts = [self._parallel(depth)]
        while self.following == "|>":
            self._advance()
            parts.append(self._parallel(depth))
        return parts[0] if len(parts) == 1 else Sequence(tuple(parts))

    def _parallel(self, depth: int) -> Chain:
        parts = [self._unit(depth)]
        while self.following == "||":
            self._advance()
            parts.append(self._unit(depth))
        return parts[0] if len(parts) == 1 else Parallel(tuple(parts))

    def _unit(self, depth: int) -> Chain:
        if self.following == "(":
            self._advance()
            inside = self._chain(depth + 1)
            if self.following != ")":
                self._fail('")"')
            self._advance()
            return inside
        if not re.fullmatch(_NAME, self.following):
            self._fail('a command name or "("')
        return self._name()

    def _name(self) -> Name:
        name = self.following.removeprefix("/")
        if len(name) > MOST_NAME:
            self._fail(f"a name of at most {MOST_NAME} characters")
        self._names += 1
        if self._names > MOST_STEPS:
            raise UserError(f"The chain has more than {MOST_STEPS} steps. Split it into several runs.")
        self._advance()
        return Name(name)

    def _fail(self, expected: str) -> NoReturn:
        found = f'"{self.following[:20]}"' if self.following else "the end"
        raise UserError(
            f"The chain breaks at character {self.at + 1}: found {found}, expected {expected}. "
            f"Write it like {_EXAMPLE}."
        )


def _tokens(text: str) -> Iterator[tuple[int, str]]:
    """Start and text of each token; what is no token comes as the word it is; the end is an empty token."""
    at = 0
    while found := _TOKEN.match(text, at):
        yield found.start(found.lastgroup or 0), found[found.lastgroup or 0]
        at = found.end()
    rest = text[at:].lstrip()
    while True:
        yield len(text) - len(rest), rest.split(maxsplit=1)[0] if rest else ""
