"""Runs for tests of the core, with everything that a test does not care about filled in."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from podium.core.calls import AgentCall
from podium.core.engine import Draft, Setting, advance
from podium.core.folding import apply, fold
from podium.core.replanning import call_to_json
from podium.core.run import COORDINATOR, Run
from podium.core.values import Catalogue, Command, Knowledge

START = 1_000.0
MARK = "c0ffee"


def command(name: str, **fields: Any) -> Command:
    fields.setdefault("description", f"Do what {name} does.")
    fields.setdefault("body", f"You do {name}.")
    return Command(name, **fields)


def catalogue(*commands: Command | str) -> Catalogue:
    made = [command(c) if isinstance(c, str) else c for c in commands]
    aliases = {alias: c.name for c in made for alias in c.aliases}
    return Catalogue({c.name: c for c in made}, "1", aliases)


def call(agent_id: str, *depends_on: str, **fields: Any) -> AgentCall:
    fields.setdefault("role", agent_id)
    fields.setdefault("command", agent_id)
    fields.setdefault("part", f"the part of {agent_id}")
    return AgentCall(agent_id, depends_on=tuple(depends_on), **fields)


def coordinator(*depends_on: str) -> AgentCall:
    return call(COORDINATOR, *depends_on, kind="coordinator", command="orchestrate", needed=False)


def started(*calls: AgentCall, **fields: Any) -> dict[str, Any]:
    """Data of a `started` event."""
    limits = {"agents": 10, "requests": 40, "tokens": None, "seconds": 1800.0} | fields.pop("limits", {})
    route = {"strategy": "specialized_agents", "reason": "the band says so"}
    usual: dict[str, Any] = {
        "objective": "make it faster",
        "options": {"delivery": "auto"},
        "decision": {"confidence": 0.4, "route": route, "factors": [], "approaches": [], "plan": []},
        "strategy": "specialized_agents",
        "confidence": 0.4,
        "overridden": False,
        "mapping": {"commands": 3, "edges": 2, "cycles": 0},
        "timings": {"analysis": 0.1, "mapping": 0.2, "selection": 0.3},
        "mark": MARK,
        "principal": "me",
        "calls": [call_to_json(c) for c in calls],
        "limits": limits,
    }
    return usual | fields


def run_of(*calls: AgentCall, **fields: Any) -> Run:
    """A run that has just started."""
    return apply(Run(run_id="run_1"), 1, START, "started", started(*calls, **fields))


def told(run: Run, *events: tuple[str, Mapping[str, Any]], at: float = START + 1) -> Run:
    """The run after some more events."""
    for kind, data in events:
        run = apply(run, run.seq + 1, at, kind, data)
    return run


def setting(carrier: str = "push", **fields: Any) -> Setting:
    fields.setdefault("catalogue", catalogue())
    fields.setdefault("knowledge", Knowledge())
    fields.setdefault("prompt_tokens", lambda run, call: 100)
    return Setting(carrier=carrier, **fields)


def text(summary: str = "Looked at it.", **fields: Any) -> str:
    return json.dumps({"summary": summary, **fields})


def good(agent_id: str, **fields: Any) -> dict[str, Any]:
    """Data of an accepted reply."""
    tokens = fields.pop("tokens_out", 20)
    return {
        "agent_id": agent_id,
        "text": text(**{"summary": f"{agent_id} looked.", **fields}),
        "tokens_out": tokens,
        "carrier": "push",
    }


def bad(agent_id: str, failure: str = "empty", **fields: Any) -> dict[str, Any]:
    """Data of a failed reply."""
    return {"agent_id": agent_id, "failure": failure, "detail": f"{failure} it was", "carrier": "push", **fields}


def capability(agent_id: str) -> dict[str, Any]:
    """Data of a capability error."""
    return bad(agent_id, "refused", capability=True)


def asked_ids(draft: Draft) -> list[str]:
    return [entry["id"] for kind, data in draft.events if kind == "asked" for entry in data["calls"]]


def kinds(draft: Draft) -> list[str]:
    return [kind for kind, _ in draft.events]


def begun(run: Run, carrier: str = "push", **fields: Any) -> Run:
    """The run after its first step."""
    return advance(run, [], setting(carrier, **fields), START).run


def finished(run: Run, answer: Callable[[str], Mapping[str, Any]] = good, **fields: Any) -> Run:
    """The run driven to its end, every wave answered at once."""
    at = START
    while not run.ended:
        at += 1
        run = advance(run, [answer(c.call.id) for c in run.asked], setting(**fields), at).run
    return run


def refolded(events: Iterable[tuple[float, str, Mapping[str, Any]]], run_id: str = "run_1") -> Run:
    """The run as somebody reads it who has only what was written."""
    written = json.loads(json.dumps([list(e) for e in events]))
    return fold(run_id, ((seq, at, kind, data) for seq, (at, kind, data) in enumerate(written, 1)))


def order(items: Sequence[str], *names: str) -> list[int]:
    return [items.index(name) for name in names]
