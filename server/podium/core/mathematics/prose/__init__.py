"""Claims read from whole statements: what is told, over one or more sentences, as typed values between words."""

from podium.core.mathematics.prose.additions import added_claim, unjudged
from podium.core.mathematics.prose.figures import in_figures
from podium.core.mathematics.prose.reading import read_statement

__all__ = ["added_claim", "in_figures", "read_statement", "unjudged"]
