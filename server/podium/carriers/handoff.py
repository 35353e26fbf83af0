"""Hand-off: the host's own model runs the agents; briefs go out in a result, replies come in through a tool."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from podium.carriers.seam import RawReply
from podium.core.engine import takes_reply
from podium.core.errors import UserError
from podium.core.run import Run
from podium.core.secrets import quoted


def instructions(run: Run, new: int, open_ids: list[str], *, inline: bool) -> str:
    """What the host's model has to do now, complete by itself; `inline` says that the briefs stand beside it."""
    names = ", ".join(open_ids)
    several = f"{len(open_ids)} agents now, independent of each other" if len(open_ids) > 1 else "one agent now"
    where = (
        "the briefs stand beside this, and `agent-brief` gives them too" if inline else "`agent-brief` gives each brief"
    )
    start = (
        f"Run {run.run_id} needs {several}: {names}.\n"
        "If you have a sub-agent tool (Task, Agent, spawn), launch them ALL IN ONE MESSAGE, one sub-agent each, with "
        "exactly this instruction and the agent's own id:\n"
        f'"Call `agent-brief` with run_id {run.run_id} and agent_id <ID>. Do what its prompt says. Then call '
        f"`orchestrate-continue` with run_id {run.run_id}, quiet true, and replies "
        '[{agent_id: <ID>, status: ok, content: <your JSON reply>}]. Then stop; tell the one who started you only that you have handed in."\n'
        "Wait until all have stopped; ones that run in the background tell you when they do, so do not ask before. Then "
        "call `orchestrate-continue` once with the run_id alone: it returns the next wave or the result.\n"
        "If you have no sub-agents, do the parts yourself one after the other "
        f"({where}) and hand in the replies together or one by one with `orchestrate-continue`. "
        "If your host loads tools on demand, look up `agent-brief` and `orchestrate-continue` first. Report an agent that could not do its part with status `failed` and the reason as content."
    )
    if new < len(open_ids):
        start += f"\n{len(open_ids) - new} of them were given out before: do not start those twice while they work."
    asked = [c.call.id for c in run.asked if c.call.kind == "person"]
    if asked:
        start += f"\n{asked[0]} is no agent but a question: put it to the user yourself, and hand in what they say."
    return start


def hand_in(agent_id: str) -> str:
    """How a sub-agent hands its reply in; stands at the end of the brief it fetches."""
    return (
        f"## Hand in\nWhen you are done, call `orchestrate-continue` with this run's id, quiet true and replies "
        f'[{{"agent_id": "{agent_id}", "status": "ok", "content": "<your JSON reply>"}}] (status "failed" with the reason '
        "if you could not do it). Then stop; start nothing else."
    )


def replies(given: Iterable[Mapping[str, Any]], seconds: Mapping[str, float]) -> list[RawReply]:
    """Raw replies of validated entries. `seconds` tells how long ago each agent was asked."""
    return [_reply(entry, seconds.get(entry["agent_id"], 0.0)) for entry in given]


def _reply(entry: Mapping[str, Any], seconds: float) -> RawReply:
    agent_id, content = entry["agent_id"], entry["content"]
    if entry["status"] == "failed":
        detail = content or "the host reported a failure"
        return RawReply(agent_id, text=content, failure="refused", detail=detail, seconds=seconds)
    return RawReply(agent_id, text=content, seconds=seconds)


def sort_replies(run: Run, given: Iterable[Mapping[str, Any]]) -> tuple[list[Mapping[str, Any]], list[str]]:
    """Entries that can be recorded, and one sentence for each that cannot. An identical second copy is neither."""
    good: dict[str, Mapping[str, Any]] = {}
    wrong: list[str] = []
    for number, entry in enumerate(given, 1):
        try:
            checked = _checked(run, entry, number, good)
        except UserError as error:
            wrong.append(str(error))
        else:
            if checked is not None:
                good[checked["agent_id"]] = checked
    return list(good.values()), wrong


def _checked(
    run: Run, entry: Mapping[str, Any], number: int, good: Mapping[str, Mapping[str, Any]]
) -> Mapping[str, Any] | None:
    agent_id, status, content = entry.get("agent_id"), entry.get("status", "ok"), entry.get("content", "")
    if not isinstance(agent_id, str) or agent_id not in run.calls:
        known = ", ".join(run.calls)
        raise UserError(f"reply {number}: the run has no agent {quoted(str(agent_id))}; its agents are {known}")
    if status not in ("ok", "failed"):
        raise UserError(f"reply {number} ({agent_id}): status is `ok` or `failed`, not {str(status)[:40]!r}")
    if not isinstance(content, str):
        raise UserError(f"reply {number} ({agent_id}): content must be a string; put JSON into it as text")
    state = run.calls[agent_id]
    if takes_reply(state):
        if agent_id in good:
            raise UserError(f"reply {number}: {agent_id} stands twice in this call; its first reply was taken")
        return {"agent_id": agent_id, "status": status, "content": content}
    if state.reply is not None and state.reply.text == content:
        return None
    if state.state == "planned":
        raise UserError(f"reply {number}: {agent_id} was not asked yet; do only the agents named in next.briefs")
    raise UserError(f"reply {number}: {agent_id} has a recorded reply already; a second one is never stored")
