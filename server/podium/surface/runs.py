"""The tools that start, carry, show and judge runs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import mcp_types as types

from podium.carriers.handoff import hand_in, instructions
from podium.carriers.round_trip import question
from podium.core.errors import UserError
from podium.core.invocation import read_invocation
from podium.core.results import REVIEW_BELOW, run_result
from podium.core.run import Run
from podium.core.secrets import quoted
from podium.core.tokens import estimate
from podium.core.values import JSON
from podium.core.written_chains import read_chain
from podium.runner import Asking, Runner, Settled, StartRequest
from podium.runner.background import waits
from podium.runner.outcomes import routing_score
from podium.surface import arguments as args
from podium.surface import asking, brief_view, run_fit, run_view, settling
from podium.surface.call import Call, ToolResult, answer, failed
from podium.surface.fit import clips, fit, heads
from podium.surface.learning import learning_report
from podium.surface.pages import page
from podium.surface.rating import rated
from podium.surface.resources import run_rows
from podium.surface.task_view import created

AFTER = (
    "Show the user the synthesis, run the project's own checks, then call `orchestrate-feedback` with this run_id and "
    "whether they passed."
)
BRIEFS_CHARACTERS = 4_500
"""Prompts stand in the result while all of them together have no more characters than this."""


async def orchestrate(call: Call, a: args.Orchestrate) -> ToolResult:
    """Start a run, after asking the user what only they can say where their client can ask them."""
    request = await rated(call, _request(call, a))
    asked = await asking.questions(call, request)
    if asked and call.client.elicits and call.client.modern:
        return asking.question(asked)
    if asked and (call.client.elicits or asked.planned):
        said = await asking.ask(call, asked) if call.client.elicits else None
        request = asking.heard(request, asked, said)
    return await _started(call, request)


async def _answered(call: Call, a: args.Orchestrate, state: str, said: Any) -> ToolResult:
    """Start the run that waited for a person's answer."""
    return await _started(call, asking.heard_in_round(_request(call, a), state, said))


async def _started(call: Call, request: StartRequest) -> ToolResult:
    return await _outcome(call, await call.runner.orchestrate(asking.within(call, request), call.channel()))


def _request(call: Call, a: args.Orchestrate) -> StartRequest:
    """What is asked for; options and a chain may stand in the words of the objective as well."""
    read = read_invocation(a.objective)
    written = read_chain(read.objective, a.chain, call.services.catalogue)
    override = a.confidence_override if a.confidence_override is not None else read.confidence_override
    return StartRequest(
        objective=written.objective,
        read_as=f"{written.read_as}{read.read_as}" if read.objective != a.objective or written.chain else "",
        chain=written.chain,
        confidence_override=override,
        agent_limit=a.agent_limit or read.agent_limit,
        items=tuple(i.value() for i in a.context),
        paths=tuple(a.paths),
        preserve=tuple(a.preserve),
        scores=a.scores,
        delivery=a.delivery,
        token_limit=a.token_limit,
        seconds_limit=a.seconds_limit,
        requests_limit=a.requests_limit,
        elicits=call.client.elicits,
    )


async def go_on(call: Call, a: args.Continue) -> ToolResult:
    """Hand in replies, take a run up again, or cancel it."""
    if a.cancel:
        return await run_answer(call.runner, await call.runner.cancel(a.run_id, call.client.principal))
    settled = await call.runner.resume(a.run_id, _entries(a.replies), call.channel(), quiet=a.quiet)
    if isinstance(settled, Settled) and settled.wrong:
        kept = f" Kept: {', '.join(settled.recorded)}." if settled.recorded else " Nothing was stored."
        return failed("; ".join(settled.wrong) + "." + kept + f" Run {a.run_id} is {settled.run.status}.")
    if a.quiet and isinstance(settled, Settled):
        run = settled.run
        remaining = sum(c.open for c in run.calls.values())
        short = {"run_id": run.run_id, "recorded": list(settled.recorded), "status": run.status, "remaining": remaining}
        return answer(short, page("quiet", short))
    return await _outcome(call, settled)


def _entries(replies: list[Any]) -> list[Mapping[str, Any]]:
    return [entry if isinstance(entry, dict) else {"agent_id": None, "content": entry} for entry in replies]


async def _outcome(call: Call, outcome: Settled | Asking) -> ToolResult:
    """A round, or the run; one that ended with open conflicts is put to the user first, once."""
    if isinstance(outcome, Asking):
        return question(outcome.requests, outcome.round_id, tools=call.client.tools)
    if call.client.polls and waits(outcome.run):
        return created(outcome.run)
    if settling.worth_asking(call, outcome.run):
        after = await settling.settle(call, outcome.run)
        if isinstance(after, types.InputRequiredResult):
            return after
        outcome = replace(outcome, run=after)
    return await run_answer(call.runner, outcome)


async def run_answer(runner: Runner, settled: Settled) -> types.CallToolResult:
    """The result of a run, with what the host has to do next where it is the host's turn."""
    run = settled.run
    # What to do now comes first: some hosts show their model one half only, and in this order.
    lead: JSON = {"run_id": run.run_id, "status": run.status}
    if run.status == "awaiting_host":
        lead["next"] = await _next(runner, run, settled.new)
    if run.status in ("completed", "partial", "failed") and not run.rehearsal:
        lead["after"] = AFTER
    if waits(run):
        lead["task"] = run.run_id
    if run.status == "interrupted" and run.interrupted_by:
        lead["interrupted_by"] = run.interrupted_by
    result = run_fit.fitted({**lead, **run_result(run)})
    return answer(result, run_view.markdown(result))


async def _next(runner: Runner, run: Run, new: frozenset[str]) -> JSON:
    prompts = {c.call.id: await runner.parts.prompt(run, c.call) for c in run.asked}
    fits = sum(map(len, prompts.values())) <= BRIEFS_CHARACTERS
    briefs = [
        {
            "agent_id": c.call.id,
            "role": c.call.role,
            "tokens": estimate(prompts[c.call.id]),
            "state": "new" if c.call.id in new else "outstanding",
            "prompt": prompts[c.call.id] if fits else None,
        }
        for c in run.asked
    ]
    return {"instructions": instructions(run, len(new), list(prompts), inline=fits), "briefs": briefs}


async def brief(call: Call, a: args.Brief) -> ToolResult:
    """One agent's whole prompt, with how to hand in."""
    run = await call.runner.status_of(a.run_id, call.client.principal)
    state = run.calls.get(a.agent_id)
    if state is None:
        raise UserError(f"the run has no agent {quoted(a.agent_id)}; its agents are {', '.join(run.calls)}")
    if state.state == "planned" and not state.attempts:
        waiting = [d for d in state.call.depends_on if d in run.calls and run.calls[d].open]
        on = f"; it waits on {', '.join(waiting)}" if waiting else ""
        raise UserError(f"{a.agent_id} was not asked yet{on}. Do the agents named in next.briefs first")
    prompt = await call.runner.parts.prompt(run, state.call) + "\n\n" + hand_in(a.agent_id)
    uri = f"podium://runs/{run.run_id}/agents/{a.agent_id}"
    prompt = brief_view.fitted(prompt, run.mark, uri, run.context.get("preserved", 0))
    result = {
        "run_id": run.run_id,
        "agent_id": a.agent_id,
        "role": state.call.role,
        "prompt": prompt,
        "tokens": estimate(prompt),
        "state": state.state,
    }
    return answer(fit(result, []), prompt)


async def status(call: Call, a: args.Status) -> ToolResult:
    """One run as it stands, or the recent ones."""
    principal = call.client.principal
    if a.run_id is None:
        rows: JSON = {"runs": await run_rows(call.services, principal, 20)}
        if call.services.store.notices:
            rows["notices"] = call.services.store.notices[-3:]
        result = fit(rows, [*clips(["runs.*.objective"], (300, 120)), *heads(["runs"], (15, 10, 5))])
        return answer(result, page("runs", result))
    return await run_answer(call.runner, Settled(await call.runner.status_of(a.run_id, principal)))


async def feedback(call: Call, a: args.Feedback) -> ToolResult:
    """Record a verdict, and tell what it says about the routing."""
    run = await call.runner.parts.ledger.load(a.run_id, call.client.principal)
    if not run.ended:
        raise UserError(f"run {a.run_id} is {run.status}; give the verdict when it is finished")
    if run.status == "cancelled":
        raise UserError(f"run {a.run_id} was cancelled; there is no outcome to judge")
    score = routing_score(run, a.success)
    await call.runner.feedback(run, success=a.success, note=a.note, score=score)
    report = learning_report(await call.services.store.report_rows(None), await call.services.knowledge())
    result = {
        "run_id": a.run_id,
        "recorded": True,
        "routing_accuracy": report["routing_accuracy"],
        "routing_score": score,
        "review_flagged": score < REVIEW_BELOW,
    }
    return answer(result, page("orchestrate-feedback", result))


async def answer_round(call: Call) -> ToolResult:
    """Take the answers of a round and go on."""
    state, responses = call.params.request_state or "", call.params.input_responses or {}
    if state.startswith(asking.STATE):
        a = args.read(args.Orchestrate, call.params.arguments)
        return await _answered(call, a, state, responses.get(asking.KEY))
    if state.startswith(settling.STATE):
        run = await settling.heard_in_round(call, state, responses.get(asking.KEY))
        return await run_answer(call.runner, Settled(run))
    return await _outcome(call, await call.runner.answer(state, responses, call.channel()))
