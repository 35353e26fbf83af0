"""The last guard: a fault of our own reaches the log whole, and the client only as a sentence."""

from __future__ import annotations

import logging
from typing import Any

import mcp_types as types
from mcp import MCPError
from mcp.server.context import CallNext, HandlerResult, ServerRequestContext
from pydantic import ValidationError

from podium.core.errors import PodiumError
from podium.core.secrets import presentable

logger = logging.getLogger(__name__)


async def without_internals(ctx: ServerRequestContext[Any, Any], call_next: CallNext) -> HandlerResult:
    """Middleware: the SDK would send an exception's own text, which may name files and other people's words."""
    try:
        return await call_next(ctx)
    except MCPError as error:
        raise MCPError(code=error.code, message=presentable(error.message), data=error.data) from None
    except ValidationError:
        raise
    except PodiumError as error:
        raise MCPError(code=types.INTERNAL_ERROR, message=str(error)) from None
    except Exception as error:
        logger.exception("%s failed", ctx.method)
        message = (
            f"Podium could not answer because of a fault of its own ({type(error).__name__}); its log says more. "
            "Whatever was answered is kept: `orchestrate-status` shows the runs."
        )
        raise MCPError(code=types.INTERNAL_ERROR, message=message) from None
