"""What is read of written claims and reply sets, by Podium alone and with a model as reader.

    python benchmarks/reading.py

The claims and reply sets in `tests/core/*_read.txt` are by writers who had not seen the code; beside each stands what a large
language model answered, once, to the prompts that Podium gives its host's model: a claim said again as calculations, and the
coordinator's findings on a set of replies. One line for each half, of which the second was first opened for the figure:
`right` of the verdicts on claims, `holds_falsely` and `fails_falsely` of those that are wrong, each `alone` and with
calculations (`read`); the share of planted contradictions that stand among the conflicts, in the fields (`structured`) and in
prose, and of sets without any in which one was listed (`false`). Goals: .97 and none held falsely, .95, .60, .05.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from common import ending, report

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "core"))

from reply_sets import HALVES, claims, listed, read_sets

from podium.core.mathematics import overall, verify_restated
from podium.core.mathematics.restating import restated

RIGHT, IN_FIELDS, IN_PROSE, FALSE = 0.97, 0.95, 0.60, 0.05


def verdicts(half: str, *, read: bool) -> dict[str, Any]:
    """The verdicts on the claims of a half, by themselves or with their calculations."""
    pairs = []
    for wanted, text in claims("_read", half):
        said = restated(text)
        pairs.append((wanted, overall(verify_restated([text if read or said is None else said[0]]))))
    right = sum(wanted == given for wanted, given in pairs)
    falsely = {verdict: sum(given == verdict != wanted for wanted, given in pairs) for verdict in ("holds", "fails")}
    return {
        "claims": len(pairs),
        "right": round(right / len(pairs), 3),
        "holds_falsely": falsely["holds"],
        "fails_falsely": falsely["fails"],
        "passed": right >= RIGHT * len(pairs) and not falsely["holds"],
    }


def conflicts(half: str, *, read: bool) -> dict[str, Any]:
    """The share of sets of each kind in which a conflict is listed: between the planted two, or any."""
    found: dict[str, list[bool]] = {}
    for case, reply in read_sets(half):
        found.setdefault(case.kind, []).append(listed(case, reply if read else None))
    shares = {kind: round(sum(each) / len(each), 3) for kind, each in found.items()}
    passed = shares["structured"] >= IN_FIELDS and shares["prose"] >= IN_PROSE and shares["clean"] <= FALSE
    sizes = {f"{kind}_sets": len(each) for kind, each in found.items()}
    return {
        "structured": shares["structured"],
        "prose": shares["prose"],
        "false": shares["clean"],
        **sizes,
        "passed": passed,
    }


def main() -> int:
    """Every line."""
    results = []
    for half in HALVES:
        for name, measure in (("claims", verdicts), ("contradictions", conflicts)):
            for read in (False, True):
                result = measure(half, read=read)
                report(f"{name}, {half}, {'read' if read else 'alone'}", **result)
                results.append(result["passed"])
    return ending(results)


if __name__ == "__main__":
    sys.exit(main())
