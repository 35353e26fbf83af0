"""What agents said they had to do without, looked up for those that come after them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import anyio.to_thread

from podium.core.errors import UserError
from podium.core.pruning import Role, searches
from podium.core.pruning.needs import answer_needs, real_needs
from podium.core.replies import read_reply
from podium.core.run import Run
from podium.core.values import JSON, ContextItem
from podium.runner.packs import Packs
from podium.workspace import NOTHING_READ, Reading, Workspace

NOTE_TOKENS = 600
"""Tokens of all that is found for the needs of one reply."""
SECONDS = 2.0
"""Patience for reading; a run does not wait longer for what an agent could do without."""

Answers = Mapping[str, list[list[str]]]
"""By agent: each need with what was found for it."""


async def answered(workspace: Workspace, packs: Packs, run: Run, replies: Iterable[JSON]) -> Answers:
    """What the caller's items and the workspace say to the needs in some replies.

    Needs that nothing speaks of are left out.
    """
    if not workspace.folders and not run.context.get("given"):
        return {}
    wanted = {reply["agent_id"]: real_needs(read_reply(reply).needs) for reply in replies if not reply.get("failure")}
    asking = {agent: needs for agent, needs in wanted.items() if needs}
    if not asking:
        return {}
    given = await packs.given(run)
    found = {agent: await _found(workspace, given, run, needs) for agent, needs in asking.items()}
    return {agent: answers for agent, answers in found.items() if answers}


def with_answers(replies: Iterable[JSON], answers: Answers) -> list[JSON]:
    """The replies' data, each with what was found for its needs."""
    return [{**r, "answers": answers[r["agent_id"]]} if r["agent_id"] in answers else r for r in replies]


async def _found(workspace: Workspace, given: Sequence[ContextItem], run: Run, needs: Sequence[str]) -> list[list[str]]:
    reading = await _read(workspace, run, "; ".join(needs)) if workspace.folders else NOTHING_READ
    items = (*given, *reading.items)
    told = await anyio.to_thread.run_sync(answer_needs, needs, items, NOTE_TOKENS, reading.found)
    return [[answer.need, answer.note.text] for answer in told if answer.note is not None]


async def _read(workspace: Workspace, run: Run, question: str) -> Reading:
    try:
        return await workspace.consult(
            run.options.get("paths", ()),
            objective=question,
            searches=searches(question, [Role("general")], NOTE_TOKENS),
            seconds=SECONDS,
        )
    except UserError:  # a path of the run is gone by now
        return NOTHING_READ
