"""How much context an agent gets, and how it is shared out, by the route of its run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from podium.core.learning.loading import SIZES, STANDARD

_PACK_TOKENS: Mapping[str, int] = {
    "": 8_000,
    "direct_atomic": 8_000,
    "orchestrated_workflow": 8_000,
    "multi_workflow": 6_000,
    "specialized_agents": 5_000,
}
_HANDED_OFF_TOKENS = 1_400
_FRAME_TOKENS = 2_000
_SHARED: Mapping[str, float] = {
    "": 0.2,
    "direct_atomic": 0.1,
    "orchestrated_workflow": 0.15,
    "multi_workflow": 0.2,
    "specialized_agents": 0.3,
}
_CLOSER: Mapping[str, float] = {"": 0.0, "none": 0.0, "standard": 0.0, "heavy": 0.05, "comprehensive": 0.1}
_NOTES: Mapping[str, float] = {"": 0.4, "none": 0.2, "standard": 0.3, "heavy": 0.4, "comprehensive": 0.5}
_LEAST = 400


@dataclass(frozen=True, slots=True)
class Policy:
    """How context is shared out. All numbers are priors.

    A pack holds at most `most_tokens`, and less where it would exceed `agent_tokens` together with the agent's prompt
    and the reply's format; what must be preserved may make it `preserved_tokens` long. Of the pack, `shared` is the portion that all agents have in common, and `notes` the most
    that earlier agents' notes may take.
    """

    most_tokens: int
    agent_tokens: int
    preserved_tokens: int
    shared: float
    notes: float

    def pack_tokens(self, frame: int) -> int:
        """What a pack may hold beside `frame` tokens of prompt and reply format."""
        return max(_LEAST, min(self.most_tokens, self.agent_tokens - frame))


def policy_of(
    strategy: str = "", coordination: str = "", *, handed_off: bool = False, loading: str = STANDARD
) -> Policy:
    """The policy of a route.

    The more agents of different kinds work at once, the less each gets and the more they share: 10 % for one agent,
    15 % for a workflow, 20 % for several, 30 % for specialists, and up to 10 % more under close coordination. In
    hand-off a brief travels in a tool result that hosts cut at 10,000 characters, and agents have tools to read further.
    `loading` makes packs smaller or larger as runs have taught, but never larger than such a result.
    """
    standard, size = _PACK_TOKENS[strategy], SIZES[loading]
    most = int(_HANDED_OFF_TOKENS * min(1.0, size) if handed_off else standard * size)
    shared = _SHARED[strategy] + _CLOSER[coordination]
    return Policy(most, most + _FRAME_TOKENS, max(most, standard), shared, _NOTES[coordination])
