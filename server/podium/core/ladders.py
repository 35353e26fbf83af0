"""The ladders of recovery: which ways are tried after which class of failure, and what each way is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from podium.core.calls import Care

RETRY, SUBSTITUTE, ELEVATE = "repair_and_retry", "command_substitution", "strategy_elevation"
GO_ON, PRUNE, SIMPLIFY, SPLIT = "go_on", "prune", "simplify", "split"
PRIORITISE, PARALLELISE, CHECKPOINT = "prioritise", "parallelise", "checkpoint"
ESCALATE, DEPLOY, EXPLORE = "orchestrator_escalation", "agent_deployment", "multi_path_exploration"
ASK = "ask_person"
GIVE_UP = "give_up"


@dataclass(frozen=True, slots=True)
class Way:
    """One way to recover: the strategy it belongs to, the share of success assumed before anything was measured, and the
    care with which the request is made again.
    """

    strategy: str
    prior: float
    care: tuple[Care, ...] = ()


WAYS: Mapping[str, Way] = {
    RETRY: Way(RETRY, 0.6),
    GO_ON: Way(RETRY, 0.6),
    PRUNE: Way(RETRY, 0.6, ("smaller_pack",)),
    SIMPLIFY: Way(RETRY, 0.55, ("simpler",)),
    PRIORITISE: Way(RETRY, 0.6, ("priorities",)),
    SUBSTITUTE: Way(SUBSTITUTE, 0.5),
    ESCALATE: Way(ESCALATE, 0.45),
    DEPLOY: Way(DEPLOY, 0.45),
    SPLIT: Way(DEPLOY, 0.5),
    PARALLELISE: Way(DEPLOY, 0.5),
    EXPLORE: Way(EXPLORE, 0.4),
    ASK: Way(RETRY, 0.5),
    ELEVATE: Way(ELEVATE, 0.4),
}
"""`go_on` asks for the rest of a reply that was cut off; `prune` asks again with the most relevant part of the context, and
`simplify` for less of an answer; `split` gives each half of the part to an agent, `parallelise` does so where the two
together are clearly faster; `prioritise` asks for what matters most first; `ask_person` asks the user what the agent could
not make out, and then the agent again."""

CAUSES: Mapping[str, tuple[str, str]] = {
    "refused": ("comprehension", "the model declined the request"),
    "empty": ("technical", "the model returned no text"),
    "truncated": ("resource", "the reply ended at the token limit"),
    "malformed": ("technical", "the reply could not be read"),
    "off_topic": ("comprehension", "the reply does not address its part"),
    "unsupported": ("comprehension", "the reply makes claims without evidence"),
    "contradictory": ("comprehension", "the reply contradicts another"),
    "timeout": ("time", "no reply came in time"),
    "transport": ("technical", "the request did not reach the model or the reply did not come back"),
}
"""Class and cause of each kind of failure."""

LADDERS: Mapping[str, tuple[str, ...]] = {
    "technical": (RETRY, SUBSTITUTE, ESCALATE, DEPLOY),
    "resource": (GO_ON, PRUNE, SIMPLIFY, SPLIT, SUBSTITUTE, DEPLOY),
    "comprehension": (SUBSTITUTE, EXPLORE, DEPLOY, ASK, RETRY),
    "time": (PRIORITISE, PARALLELISE, SUBSTITUTE, DEPLOY),
}
"""Where recovery starts, by the class of the failure's cause. Elevation stands before all of it once it is due, and the last
rung of time is the checkpoint: what was answered is kept, and the run goes on with it."""

STRICTER = frozenset({"malformed", "unsupported"})
"""Kinds after which the same command is asked for a stricter form of answer."""


def care_for(way: str, kind: str) -> tuple[Care, ...]:
    """The care with which a request is made again."""
    return ("stricter_format",) if way == RETRY and kind in STRICTER else WAYS[way].care
