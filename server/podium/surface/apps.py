"""The face of a run and of what was learned in hosts that show MCP Apps (`io.modelcontextprotocol/ui`).

One template serves them all. What it shows comes with the result, in `_meta`, which no model reads; the text of a result
is complete without it. The pages are drawn by rooms that are loaded when the first of them is asked for.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import mcp_types as types

from podium import __version__
from podium.carriers import Client
from podium.core.values import JSON
from podium.surface.extensions import APP_MIME, FACE_URI, FACES
from podium.surface.services import Services

PAGE = "podium/page"


@cache
def face() -> types.ReadResourceResult:
    """The template, which may fetch nothing and runs one program of ours."""
    from podium.core.page import document

    script = Path(__file__).with_name("face.js").read_text(encoding="utf-8")
    body = (
        f'<div id="page" data-version="{__version__}"><p class="waiting quiet">Waiting for the result.</p></div>\n'
        '<p id="said" class="quiet" role="status"></p>'
    )
    contents = types.TextResourceContents(
        uri=FACE_URI,
        mime_type=APP_MIME,
        text=document("Podium", body, script=script),
        _meta={"ui": {"csp": {}, "prefersBorder": True}},
    )
    return types.ReadResourceResult(contents=[contents])


async def with_face(
    services: Services, client: Client, tool: str, result: types.CallToolResult
) -> types.CallToolResult:
    """The result of a tool with what the template shows, for clients that show it."""
    if tool not in FACES or not result.structured_content:
        return result
    page = await _page(services, client.principal, result.structured_content)
    return result.model_copy(update={"meta": {**(result.meta or {}), PAGE: page}})


async def _page(services: Services, principal: str, structured: JSON) -> str:
    from podium.core.page import runs_part
    from podium.surface.reporting import learning_shown, run_shown

    if "run_id" in structured:
        return await run_shown(services, principal, structured["run_id"])
    if "runs" in structured:
        return runs_part(structured["runs"])
    return await learning_shown(services, structured.get("domain"))
