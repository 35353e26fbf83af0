"""Who answers the agents of a run that the terminal hosts: the sampling callback of its client."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

import anyio
import mcp_types as types
from mcp.client.session import ClientRequestContext

from podium.carriers.sampling import RUN_KEY, USAGE_KEY
from podium.carriers.seam import REHEARSAL_MODEL
from podium.cli.rehearsal import rehearse
from podium.cli.said import Hopeless, Passing, Said


class Answers(Protocol):
    """What gives the reply to one prompt."""

    async def __call__(self, prompt: str, max_tokens: int) -> Said:
        """The reply.

        Raises:
            Passing: this request failed; another may not.
            Hopeless: no request can succeed before the person changes something.
        """
        ...


async def rehearsal(prompt: str, max_tokens: int) -> Said:
    """The rehearsal agents: they only quote their own context."""
    return Said(rehearse(prompt), REHEARSAL_MODEL)


class Answering:
    """The callback. `heard` is called with the id of the run whenever one of its requests comes or goes.

    A request that cannot succeed is left unanswered, so that the run asks it once more when it is taken up: `give_up` is
    told why, and ends the call.
    """

    def __init__(self, answers: Answers) -> None:
        self._answers = answers
        self.heard: Callable[[str], None] = lambda run_id: None
        self.give_up: Callable[[str], None] = lambda why: None

    async def __call__(
        self, context: ClientRequestContext, params: types.CreateMessageRequestParams
    ) -> types.CreateMessageResult | types.ErrorData:
        """Answer one sampling request; many may be under way at once."""
        run_id = str((params.metadata or {}).get(RUN_KEY, ""))
        self.heard(run_id)
        try:
            said = await self._answers(_prompt(params), params.max_tokens)
        except Passing as trouble:
            return types.ErrorData(code=types.INTERNAL_ERROR, message=str(trouble))
        except Hopeless as trouble:
            self.give_up(str(trouble))
            await anyio.sleep_forever()
        finally:
            self.heard(run_id)
        return _result(said)


def _prompt(params: types.CreateMessageRequestParams) -> str:
    content = params.messages[0].content_as_list[0]
    return content.text if isinstance(content, types.TextContent) else ""


def _result(said: Said) -> types.CreateMessageResult:
    usage = {"input_tokens": said.tokens_in, "output_tokens": said.tokens_out}
    return types.CreateMessageResult(
        role="assistant",
        content=types.TextContent(type="text", text=said.text),
        model=said.model,
        stop_reason="maxTokens" if said.cut else "endTurn",
        _meta=None if said.tokens_in is None else {USAGE_KEY: usage},
    )
