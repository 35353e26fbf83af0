"""All fields an objective may belong to, those that are new to most teams first."""

from __future__ import annotations

from podium.core.decision.domain import Domain
from podium.core.decision.lexicon_everyday import EVERYDAY
from podium.core.decision.lexicon_frontier import FRONTIER

DOMAINS: tuple[Domain, ...] = FRONTIER + EVERYDAY
