"""Chains that a person wrote where an objective is expected: `design-api |> implement: add rate limiting`.

A text is a chain only if it begins with one and a name in it is a command, was written with a slash, or all of them are
spelled much like commands. Everything else, code with `||` or `|>` included, stays an objective.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from podium.core.chains import MOST_CHARACTERS, parse_chain, split_chain
from podium.core.errors import UserError
from podium.core.naming import close_names
from podium.core.values import Catalogue
from podium.core.workflow_calls import names_of

CLOSE = 0.75
MOST_REFUSED = 5
_NAME = re.compile(r"/?[A-Za-z0-9_.:-]*[A-Za-z0-9_-]")
_JOINED = re.compile(r"(/?[A-Za-z0-9_.-]*[A-Za-z0-9_-]):(?=[^\s:])")


@dataclass(frozen=True, slots=True)
class WrittenChain:
    """A chain as written, and the objective behind its colon; the chain stands for it where there is none."""

    chain: str
    objective: str

    @property
    def read_as(self) -> str:
        """The beginning of a line that says how the words were read; empty without a chain."""
        return f"chain “{' '.join(self.chain.split())}”, " if self.chain else ""


def read_chain(objective: str, chain: str, catalogue: Catalogue) -> WrittenChain:
    """The chain of a call, given by itself or at the beginning of its objective; empty where nobody wrote one.

    Raises:
        UserError: As by `check_chain`.
    """
    if chain.strip():
        check_chain(chain, catalogue)
        return WrittenChain(chain.strip(), objective)
    return written_chain(objective, catalogue) or WrittenChain("", objective)


def written_chain(text: str, catalogue: Catalogue) -> WrittenChain | None:
    """The chain that a text begins with; None for a text without one.

    Raises:
        UserError: A chain that breaks off, or a name in it that no command has, with near matches.
    """
    for chain, rest in _candidates(text, catalogue):
        if _is_meant(chain, catalogue):
            check_chain(chain, catalogue)
            return WrittenChain(chain, rest or chain)
    return None


def check_chain(chain: str, catalogue: Catalogue) -> None:
    """Refuse what cannot be run as a chain.

    Raises:
        UserError: No chain, a name that no command has, or a command that computes and is no agent's work.
    """
    names = list(dict.fromkeys(names_of(parse_chain(chain))))
    unknown = [name for name in names if catalogue.find(name) is None]
    if unknown:
        told = " ".join(_refused(name, catalogue) for name in unknown[:MOST_REFUSED])
        raise UserError(f"{told} Correct the chain; to have it read as plain text, begin with another word.")
    computing = [name for name in names if (command := catalogue.find(name)) and command.computes]
    if computing:
        raise UserError(
            f"/{computing[0]} computes by itself and is no agent's work. Leave it out of the chain, or call it as a tool."
        )


def _candidates(text: str, catalogue: Catalogue) -> list[tuple[str, str]]:
    """A chain and what follows it, as strictly as possible first: a colon, a colon without a blank, a new line."""
    found = [split_chain(text)]
    start = text[:MOST_CHARACTERS]
    joined = next(
        (m for m in _JOINED.finditer(start) if catalogue.find(m[1]) and not _whole(m, start, catalogue)), None
    )
    if joined:
        found.append(split_chain(f"{text[: joined.end()]} {text[joined.end() :]}"))
    line, _, rest = text.strip().partition("\n")
    alone = split_chain(line) if rest.strip() else None
    if alone and not alone[1]:
        found.append((alone[0], rest.strip()))
    return [candidate for candidate in found if candidate and candidate[0][0] not in "|)"]


def _whole(joined: re.Match[str], text: str, catalogue: Catalogue) -> bool:
    """Whether the colon belongs to a name with a folder."""
    name = _NAME.match(text, joined.start())
    return bool(name and catalogue.find(name[0]))


def _is_meant(chain: str, catalogue: Catalogue) -> bool:
    names = _NAME.findall(chain)
    if any(name.startswith("/") or catalogue.find(name) for name in names):
        return True
    return all(close_names(catalogue, name, most=1, at_least=CLOSE) for name in names)


def _refused(name: str, catalogue: Catalogue) -> str:
    close = close_names(catalogue, name)
    return f'There is no command "{name}".' + (f" Did you mean {' or '.join(close)}?" if close else "")
