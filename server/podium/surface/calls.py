"""One call of a tool: arguments in, a result with both halves out."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

import anyio.to_thread
import mcp_types as types
from mcp import MCPError

from podium.carriers import Client
from podium.carriers.handoff import hand_in, instructions
from podium.carriers.push import Push
from podium.carriers.round_trip import question
from podium.core.errors import PodiumError, ReplayRefused, UserError
from podium.core.invocation import read_invocation
from podium.core.results import REVIEW_BELOW, run_result
from podium.core.run import Run
from podium.core.texts import clean
from podium.core.tokens import estimate
from podium.core.values import JSON, ContextItem, World
from podium.handlers import context_economy as economy_handler
from podium.handlers.table import HANDLERS
from podium.registry import render_prompt
from podium.runner import Asking, Channel, Runner, Settled, StartRequest
from podium.runner.outcomes import routing_score
from podium.store.protocol import ContextRow
from podium.surface import arguments as args
from podium.surface import brief_view, run_view
from podium.surface.client import Context, client_of
from podium.surface.fit import LIMIT, clips, fit, head, heads, reducer, size
from podium.surface.learning import learning_report
from podium.surface.pages import page
from podium.surface.resources import run_rows
from podium.surface.services import Services
from podium.surface.tools import BY_NAME, ORCHESTRATE

CONTEXT_SECONDS = 86_400.0
BRIEFS_CHARACTERS = 4_500
"""Prompts stand in the result while all of them together have no more characters than this."""
MISTAKE_CHARACTERS = 4_000

ToolResult = types.CallToolResult | types.InputRequiredResult


@dataclass(slots=True)
class Call:
    """One tool call: who calls, over what, with which parts of the server."""

    services: Services
    ctx: Context
    client: Client
    params: types.CallToolRequestParams
    reported: float = 0.0

    @property
    def runner(self) -> Runner:
        """The server's runner."""
        return self.services.runner

    def channel(self) -> Channel:
        """How this call reaches its client while it runs."""
        return Channel(
            client=self.client,
            carrier=lambda: Push(self.ctx.session, self.ctx.request_id),
            progress=self._announce,
            heartbeat=self._beat,
        )

    async def _announce(self, run: Run, agent_id: str) -> None:
        state = run.calls[agent_id]
        word = "answered" if state.accepted else "failed" if state.state == "failed" else "is asked again"
        done = sum(c.accepted for c in run.calls.values())
        await self._progress(run, f"{done} of {len(run.calls)}: {state.call.role} {word}")

    async def _beat(self, run: Run) -> None:
        names = ", ".join(c.call.role for c in run.asked[:4])
        await self._progress(run, f"waiting for {len(run.asked)}: {names}")

    async def _progress(self, run: Run, message: str) -> None:
        """Report how many calls are settled; every notification is a little more than the one before."""
        settled = float(sum(not c.open for c in run.calls.values()))
        self.reported = max(settled, self.reported + 0.01)
        await self.ctx.session.report_progress(self.reported, max(len(run.calls), self.reported), message)


async def call_tool(
    services: Services, ctx: Context, connection: str, params: types.CallToolRequestParams
) -> ToolResult:
    """Answer one `tools/call`. A mistake of the caller is a result with `isError`; a protocol mistake is raised."""
    call = Call(services, ctx, client_of(ctx, connection), params)
    try:
        if params.request_state is not None:
            return await _answer_round(call)
        handler = _HANDLERS.get(params.name)
        if handler is None:
            return await _command(call)
        return await handler(call, args.read(BY_NAME[params.name].model, params.arguments))
    except ReplayRefused as error:
        raise MCPError(code=types.INVALID_PARAMS, message=str(error), data={"reason": "replay_refused"}) from None
    except PodiumError as error:
        return failed(str(error))


def failed(message: str) -> types.CallToolResult:
    """A mistake of the caller, told so that a model can act on it."""
    text = clean(message, MISTAKE_CHARACTERS)
    return types.CallToolResult(content=[types.TextContent(type="text", text=text)], is_error=True)


def answer(structured: JSON, text: str) -> types.CallToolResult:
    """Both halves of a result.

    Raises:
        UserError: what may not be cut is too long for a host to show.
    """
    if size(structured) > LIMIT:
        raise UserError(
            f"The answer would have {size(structured):,} characters, and hosts show 10,000 at most. Ask for less at once: "
            "fewer tasks, roles or commands, or shorter names."
        )
    return types.CallToolResult(content=[types.TextContent(type="text", text=text)], structured_content=structured)


async def _answer_round(call: Call) -> ToolResult:
    state, responses = call.params.request_state or "", call.params.input_responses or {}
    return await _outcome(call, await call.runner.answer(state, responses, call.channel()))


async def _orchestrate(call: Call, a: args.Orchestrate) -> ToolResult:
    read = read_invocation(a.objective)
    override = a.confidence_override if a.confidence_override is not None else read.confidence_override
    request = StartRequest(
        objective=read.objective,
        read_as=read.read_as if read.objective != a.objective else "",
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
    )
    return await _outcome(call, await call.runner.orchestrate(request, call.channel()))


async def _continue(call: Call, a: args.Continue) -> ToolResult:
    if a.cancel:
        return await _outcome(call, await call.runner.cancel(a.run_id, call.client.principal))
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
    if isinstance(outcome, Asking):
        return question(outcome.requests, outcome.round_id)
    return await run_answer(call.runner, outcome)


async def run_answer(runner: Runner, settled: Settled) -> types.CallToolResult:
    """The result of a run, with what the host has to do next where it is the host's turn."""
    run = settled.run
    result = run_result(run)
    if run.status == "interrupted" and run.interrupted_by:
        result["interrupted_by"] = run.interrupted_by
    if run.status == "awaiting_host":
        result["next"] = await _next(runner, run, settled.new)
    result = run_view.fitted(result)
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
    return {"instructions": instructions(run, len(new), list(prompts)), "briefs": briefs}


async def _brief(call: Call, a: args.Brief) -> ToolResult:
    run = await call.runner.status_of(a.run_id, call.client.principal)
    state = run.calls.get(a.agent_id)
    if state is None:
        raise UserError(f"the run has no agent {a.agent_id[:80]!r}; its agents are {', '.join(run.calls)}")
    if state.state == "planned" and not state.attempts:
        waiting = [d for d in state.call.depends_on if d in run.calls and run.calls[d].open]
        on = f"; it waits on {', '.join(waiting)}" if waiting else ""
        raise UserError(f"{a.agent_id} was not asked yet{on}. Do the agents named in next.briefs first")
    prompt = await call.runner.parts.prompt(run, state.call) + "\n\n" + hand_in(a.agent_id)
    prompt = brief_view.fitted(prompt, run.mark, f"podium://runs/{run.run_id}/agents/{a.agent_id}")
    result = {
        "run_id": run.run_id,
        "agent_id": a.agent_id,
        "role": state.call.role,
        "prompt": prompt,
        "tokens": estimate(prompt),
        "state": state.state,
    }
    return answer(result, prompt)


async def _status(call: Call, a: args.Status) -> ToolResult:
    principal = call.client.principal
    if a.run_id is None:
        rows = {"runs": await run_rows(call.services, principal, 20)}
        result = fit(rows, [*clips(["runs.*.objective"], (300, 120)), *heads(["runs"], (15, 10, 5))])
        return answer(result, page("runs", result))
    return await run_answer(call.runner, Settled(await call.runner.status_of(a.run_id, principal)))


async def _feedback(call: Call, a: args.Feedback) -> ToolResult:
    run = await call.runner.parts.ledger.load(a.run_id, call.client.principal)
    if not run.ended:
        raise UserError(f"run {a.run_id} is {run.status}; give the verdict when it is finished")
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


async def _decide(call: Call, a: args.Decide) -> ToolResult:
    items, _ = await _items(call, a.context, a.paths)
    world = await call.services.world(items)
    result = HANDLERS["decision-engine"](world, objective=a.objective, paths=tuple(a.paths), scores=a.scores)
    lists = heads(["factors", "questions", "chain"], (20, 10, 5))
    result = fit(result, [*clips(["objective"], (2_000, 600)), *lists])
    return answer(result, page("decision-engine", result))


async def _relationships(call: Call, a: args.Relationships) -> ToolResult:
    result = HANDLERS["command-relationships"](
        await call.services.world(), commands=tuple(a.commands), objective=a.objective
    )
    lists = ["edges", "conflicts", "commands", "coordination", "critical_path"]
    result = fit(result, [*heads(lists, (60, 40, 30)), _no_picture, *heads(lists, (20, 10, 5))])
    return answer(result, page("command-relationships", result))


@reducer("mermaid")
def _no_picture(result: JSON) -> None:
    result["mermaid"] = None


async def _parallel(call: Call, a: args.Parallel) -> ToolResult:
    tasks = [t.model_dump() for t in a.tasks]
    world = await call.services.world()
    result = await anyio.to_thread.run_sync(
        lambda: HANDLERS["parallel-over-sequential"](
            world, tasks=tasks, max_parallel=a.max_parallel, objective=a.objective
        )
    )
    lists = ["conflicts", "schedule", "tasks"]
    result = fit(result, [*heads(lists, (40, 20, 10)), _no_picture, *heads([*lists, "critical_path"], (3, 0))])
    return answer(result, page("parallel-over-sequential", result))


async def _economy(call: Call, a: args.Economy) -> ToolResult:
    items, index = await _items(call, a.items, a.paths)
    world = await call.services.world(items)

    def compute() -> Any:
        return economy_handler.economy(
            world,
            objective=a.objective,
            roles=tuple(a.roles),
            budget_tokens=a.budget_tokens,
            preserve=tuple(a.preserve),
            strategy=a.strategy,
        )

    pruned = await anyio.to_thread.run_sync(compute)
    rows: dict[str, ContextRow] = {}
    now = time.time()

    def handle_of(item: ContextItem) -> str:
        body = {"name": item.name, "text": item.text, "principal": call.client.principal}
        return _keep(rows, body, now)

    result = {**economy_handler.to_json(pruned, handle_of), "index": index}
    for pack in result["packs"]:
        whole = {**pack, "dropped": result["dropped"], "principal": call.client.principal}
        pack["resource"] = _keep(rows, whole, now)
    await call.services.store.put_contexts(list(rows.values()))
    names = ["packs.*.role", "packs.*.items.*.name", "dropped.*.name"]
    shorter = [*heads(["dropped"], (30, 15, 8)), _short_packs, *clips(names, (200, 80, 40))]
    result = fit(result, [_no_texts, *shorter, *heads(["dropped"], (4, 2, 0)), _no_items])
    return answer(result, page("context-economy", result))


def _keep(rows: dict[str, ContextRow], body: JSON, now: float) -> str:
    """The URI of a stored context; the same text keeps the same id, so that a repeated call adds nothing."""
    context_id = "ctx_" + hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()[:32]
    rows[context_id] = ContextRow(context_id, "", now, now + CONTEXT_SECONDS, body)
    return f"podium://context/{context_id}"


@reducer("packs")
def _no_texts(result: JSON) -> None:
    for pack in result["packs"]:
        pack["text"] = None


@reducer("packs")
def _short_packs(result: JSON) -> None:
    most = max(1, 30 // max(1, len(result["packs"])))
    for pack in result["packs"]:
        head(pack, "items", most)


@reducer("packs")
def _no_items(result: JSON) -> None:
    for pack in result["packs"]:
        head(pack, "items", 0)


async def _mathematics(call: Call, a: args.Mathematics) -> ToolResult:
    world = World(call.services.catalogue)
    result = await anyio.to_thread.run_sync(lambda: HANDLERS["verify-mathematics"](world, claims=a.claims))
    result = fit(result, heads(["claims"], (100, 50, 25, 10, 5)))
    return answer(result, page("verify-mathematics", result))


async def _learning(call: Call, a: args.Learning) -> ToolResult:
    report = learning_report(await call.services.store.report_rows(a.domain), await call.services.knowledge())
    lists = ["reviews", "trend", "recovery_by_failure", "patterns.specializations", "patterns.recovery", "thresholds"]
    report = fit(report, heads(lists, (20, 10, 5, 2)))
    return answer(report, page("learning-report", report))


async def _command(call: Call) -> ToolResult:
    """A further command as a tool (`--tools full`): its text, for the caller's model to follow."""
    command = call.services.catalogue.find(call.params.name.replace(".", ":")) if call.services.full_tools else None
    if command is None:
        names = ", ".join(BY_NAME)
        raise MCPError(code=types.INVALID_PARAMS, message=f"There is no tool {call.params.name[:80]!r}. Tools: {names}")
    words = " ".join(str(v) for v in (call.params.arguments or {}).values())
    text = render_prompt(command, words)
    return types.CallToolResult(content=[types.TextContent(type="text", text=text)])


async def _items(call: Call, given: list[args.Item], paths: list[str]) -> tuple[tuple[ContextItem, ...], JSON]:
    """The caller's items with the files that its paths name, and how far reading them got."""
    items = tuple(i.value() for i in given)
    if not paths:
        return items, {"done": 0, "total": 0}
    seconds = call.services.ceilings.patience(progress=call.client.progress)
    reading = await call.services.workspace.read(paths, seconds=seconds)
    skipped = [{"name": name, "reason": reason} for name, reason in reading.skipped[:20]]
    return (*items, *reading.items), {"done": reading.done, "total": reading.total, "skipped": skipped}


Handler = Callable[[Call, Any], Awaitable[ToolResult]]

_HANDLERS: Mapping[str, Handler] = {
    **dict.fromkeys(ORCHESTRATE, _orchestrate),
    "orchestrate-continue": _continue,
    "agent-brief": _brief,
    "orchestrate-status": _status,
    "orchestrate-feedback": _feedback,
    "decision-engine": _decide,
    "command-relationships": _relationships,
    "parallel-over-sequential": _parallel,
    "context-economy": _economy,
    "verify-mathematics": _mathematics,
    "learning-report": _learning,
}
