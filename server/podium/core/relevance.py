"""The commands that matter for an objective: those the decision engine would run, each with the reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from podium.core.calls import AgentCall
from podium.core.decision import decide
from podium.core.matching import Match
from podium.core.planning import plan_calls
from podium.core.relations import Relations, relations_of
from podium.core.values import JSON, Decision, World

MOST_WORDS = 6
MOST_MATCHES = 8
LEAST_SHARE = 0.35
"""Where the engine has nothing to choose from, commands count from this share of the best match's score on."""


@dataclass(frozen=True, slots=True)
class Relevant:
    """What an objective needs: the routed workflows and the commands in planned order, and why each is there.

    `waves` are the commands as a run would plan them; `reasons` pair commands with one sentence.
    """

    decision: Decision
    commands: tuple[str, ...]
    waves: tuple[tuple[str, ...], ...]
    reasons: tuple[tuple[tuple[str, ...], str], ...]

    def to_json(self) -> JSON:
        """The route as the map shows it."""
        route = self.decision.route
        return {
            "strategy": route.strategy,
            "confidence": round(self.decision.confidence, 4),
            "reason": route.reason,
            "workflows": list(workflows_of(self.decision)),
            "waves": [list(wave) for wave in self.waves],
        }


def workflows_of(decision: Decision) -> tuple[str, ...]:
    """The workflows that a decision routes to."""
    route = decision.route
    return (route.orchestrator,) if route.orchestrator else route.workflows


def relevant(world: World, objective: str) -> Relevant:
    """What `orchestrate` would choose for this objective, without running anything."""
    decision = decide(
        objective,
        catalogue=world.catalogue,
        knowledge=world.knowledge,
        items=world.items,
        agent_limit=world.agent_limit,
    )
    planned = plan_calls(decision.route, world.catalogue, world.agent_limit)
    calls = {call.id: call for call in planned if call.kind == "agent"}
    commands = dict.fromkeys([*workflows_of(decision), *(call.command for call in calls.values())])
    waves: dict[int, dict[str, None]] = {}
    for call in calls.values():
        waves.setdefault(call.wave, {})[call.command] = None
    relations = relations_of(world.catalogue)
    matches = relations.index.matching(objective)
    if not commands:
        best = [match for match in matches[:MOST_MATCHES] if match.score >= LEAST_SHARE * matches[0].score]
        return Relevant(decision, tuple(match.name for match in best), (), tuple(_matched(relations, best)))
    shared = {match.name: match.words[:MOST_WORDS] for match in matches}
    reasons = tuple(_reasons(relations, shared, decision, calls))
    return Relevant(decision, tuple(commands), tuple(tuple(waves[at]) for at in sorted(waves)), reasons)


def _matched(relations: Relations, best: Sequence[Match]) -> Iterator[tuple[tuple[str, ...], str]]:
    if not best:
        yield (), "no command of the registry fits the objective, so the map is not narrowed by it"
    for match in best:
        yield (match.name,), f"shares with the objective: {', '.join(match.words[:MOST_WORDS])}"
    yield from _required(relations, {match.name for match in best})


def _reasons(
    relations: Relations, shared: Mapping[str, tuple[str, ...]], decision: Decision, calls: Mapping[str, AgentCall]
) -> Iterator[tuple[tuple[str, ...], str]]:
    domains = ", ".join(f"{name} {score:.2f}" for name, score in decision.domains[:3]) or "none in particular"
    workflows = workflows_of(decision)
    everything = workflows or tuple(dict.fromkeys(call.command for call in calls.values()))
    yield everything, f"routed as {decision.route.strategy} (domains: {domains})"
    for name in workflows:
        yield (name,), f"a workflow that fits{_words(shared.get(name, ()))}"
    for call in calls.values():
        before = ", ".join(calls[d].command for d in call.depends_on if d in calls)
        turn = f"runs after {before}" if before else "runs first"
        specialist = " as a specialist" if relations.catalogue.commands[call.command].roles else ""
        yield (call.command,), f"{turn}{specialist}{_words(shared.get(call.command, ()))}"
    yield from _required(relations, {call.command for call in calls.values()}.union(workflows))


def _required(relations: Relations, chosen: set[str]) -> Iterator[tuple[tuple[str, ...], str]]:
    needed = sorted(relations.closure(chosen))
    for name in (name for name in needed if name not in chosen):
        users = tuple(user for user in needed if name in relations.blocking[user])
        yield (name, *users), f"{name} is required by {', '.join(users)} and runs first"


def _words(shared: tuple[str, ...]) -> str:
    return f"; shares with the objective: {', '.join(shared)}" if shared else ""
