"""The synthesis of a run: findings merged with who said them, conflicts resolved or kept open, one recommendation."""

from podium.core.synthesis.merging import Merged, merge_findings, planned
from podium.core.synthesis.resolving import Resolution, resolved
from podium.core.synthesis.telling import synthesize

__all__ = ["Merged", "Resolution", "merge_findings", "planned", "resolved", "synthesize"]
