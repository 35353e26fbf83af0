"""The smallest sufficient context for each role."""

from podium.core.pruning.found import NOTHING_FOUND, Found, Statistics
from podium.core.pruning.policy import Policy, policy_of
from podium.core.pruning.roles import role_words
from podium.core.pruning.searches import Search, searches
from podium.core.pruning.selection import HAND_OFF_TAG, prune
from podium.core.pruning.values import Dropped, Pack, Packed, Pruned, Role

__all__ = [
    "HAND_OFF_TAG",
    "NOTHING_FOUND",
    "Dropped",
    "Found",
    "Pack",
    "Packed",
    "Policy",
    "Pruned",
    "Role",
    "Search",
    "Statistics",
    "policy_of",
    "prune",
    "role_words",
    "searches",
]
