"""One small call to the client's own model before a run starts, where the route hangs on what a reader would say.

A host that runs the agents itself passes `scores`.
"""

from __future__ import annotations

from dataclasses import replace

from podium.core.decision.rating_call import rating_prompt, read_ratings
from podium.core.tokens import estimate
from podium.core.values import Decision
from podium.runner import StartRequest
from podium.surface.asking import analysed
from podium.surface.call import Call
from podium.surface.model_call import lends_its_model, said_by_model

NEAR = 0.05
"""Distance of the confidence from a threshold within which ratings may well change the route."""
AGENT = "rating"
REPLY_TOKENS = 700
PATIENCE_SECONDS = 30.0


async def rated(call: Call, request: StartRequest) -> StartRequest:
    """The request with the model's ratings, where they were worth a call and came."""
    if not _may_ask(call, request) or not _hangs(await analysed(call, request)):
        return request
    prompt = rating_prompt(request.objective)
    text = await said_by_model(call, AGENT, prompt, REPLY_TOKENS, PATIENCE_SECONDS)
    before = {"requests": 1, "tokens_in": estimate(prompt), "tokens_out": estimate(text)}
    return replace(request, scores=read_ratings(text)[0], before=before)


def _may_ask(call: Call, request: StartRequest) -> bool:
    decided = request.scores or request.chain or request.confidence_override is not None
    return lends_its_model(call, request.delivery) and not decided and bool(request.objective.strip())


def _hangs(decision: Decision) -> bool:
    """Whether the confidence lies close to a threshold, and nothing well supported says where it belongs."""
    edges = (decision.thresholds.direct, decision.thresholds.workflow, decision.thresholds.multi)
    return not decision.settled and min(abs(decision.confidence - edge) for edge in edges) < NEAR
