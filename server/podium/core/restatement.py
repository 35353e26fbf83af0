"""A claim and what it was said again as: `CLAIM := CALCULATION; CALCULATION`."""

from __future__ import annotations

SIGN = ":="


def said_again(claim: str, calculations: str) -> str:
    """A claim with its calculations, as `claim_and_calculations` reads them; as it is without any."""
    return f"{claim} {SIGN} {calculations}" if calculations else claim


def claim_and_calculations(statement: str) -> tuple[str, tuple[str, ...]]:
    """The claim of a statement, and its calculations; none where the statement is no more than its claim."""
    claim, _, said = statement.partition(f" {SIGN} ")
    return claim, tuple(part.strip() for part in said.split(";") if part.strip())
