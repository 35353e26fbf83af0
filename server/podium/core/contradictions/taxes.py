"""Whether one of two amounts includes a tax that the other one leaves out."""

from __future__ import annotations

import re

from podium.core.contradictions.marks import says
from podium.core.patterns import Lazy

_WITH = Lazy(r"\b(?:including|incl\.?|inclusive|gross|with \S+ ?%? VAT)(?!\w)", re.I)
_WITHOUT = Lazy(r"\b(?:plus|excluding|excl\.?|exclusive|net|before tax|without VAT)(?!\w)", re.I)


def taxed_otherwise(x: str, y: str) -> bool:
    """Whether one amount includes what the other one leaves out: `plus VAT`, `including VAT`."""
    return any(says(a, _WITH) and says(b, _WITHOUT) for a, b in ((x, y), (y, x)))
