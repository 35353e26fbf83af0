"""The smallest sufficient context for each role."""

from podium.core.pruning.roles import role_words
from podium.core.pruning.selection import HAND_OFF_TAG, prune
from podium.core.pruning.values import Dropped, Pack, Packed, Pruned, Role

__all__ = ["HAND_OFF_TAG", "Dropped", "Pack", "Packed", "Pruned", "Role", "prune", "role_words"]
