"""`verify-mathematics`: recomputes what a text claims about numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from podium.core.errors import UserError
from podium.core.values import JSON, World

if TYPE_CHECKING:
    from podium.core.mathematics import Judgement

LARGEST_TEXT = 256 * 1024
MOST_CLAIMS = 500


def verify_mathematics(world: World, *, claims: str | Sequence[str]) -> JSON:
    """Recomputes every claim exactly.

    Args:
        world: not consulted: what is true of numbers depends on nothing else.
        claims: prose, or a list of statements. A statement may say its claim again as calculations: `CLAIM := 36 / 24 = 2`.

    Returns:
        `claims`, the counts `holds`, `fails` and `undecided`, and the overall `verdict`.

    Raises:
        UserError: nothing to check, more than 256 kB of text, or more than 500 claims.
    """
    from podium.core.mathematics import verify_restated  # here, because reading its tables would slow every start

    statements = [claims] if isinstance(claims, str) else list(claims)
    statements = [statement for statement in statements if statement.strip()]
    _check(statements)
    judgements = verify_restated(statements)
    if len(judgements) > MOST_CLAIMS:
        raise UserError(
            f"The text holds {len(judgements)} claims; at most {MOST_CLAIMS} are checked at once. Split it."
        )
    return _result(judgements)


def _check(statements: Sequence[str]) -> None:
    if not statements:
        raise UserError("There is no claim to check. Pass prose or a list of statements, such as '15% of 200 is 30'.")
    if len(statements) > MOST_CLAIMS:
        raise UserError(
            f"{len(statements)} statements are too many; at most {MOST_CLAIMS} are checked at once. Split them."
        )
    size = sum(len(statement.encode("utf-8", "replace")) for statement in statements)
    if size > LARGEST_TEXT:
        raise UserError(f"The text has {size} bytes; at most {LARGEST_TEXT} are checked at once. Split it.")


def _result(judgements: Sequence[Judgement]) -> JSON:
    counts = {verdict: sum(j.verdict == verdict for j in judgements) for verdict in ("holds", "fails", "undecided")}
    verdict = "fails" if counts["fails"] else "undecided" if counts["undecided"] else "holds"
    return {"claims": [asdict(judgement) for judgement in judgements], **counts, "verdict": verdict}
