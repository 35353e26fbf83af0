"""The same replies under four overrides: what is watched, verified and handed on grows from band to band."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest

from podium.testkit import ScriptedHost, finding, on, say

pytestmark = pytest.mark.anyio
OVERRIDES = (0.95, 0.8, 0.6, 0.3)
POOR = say("Looked at it.", [finding("The queue is slow.", "", topic="queue", stance="against")], "Go on.")
CARRIERS = (("legacy", True), ("2026-07-28", True), ("legacy", False))


async def seen(host: ScriptedHost, client: Any, confidence: float) -> tuple[int, set[str], int]:
    """Of one run: the number of checks, the verification layers, and the deviations of one agent on the average."""
    result = await host.orchestrate(client, "Speed up the queue of the export", confidence_override=confidence)
    assert result["status"] == "completed"
    record = json.loads((await client.read_resource(f"podium://runs/{result['run_id']}")).contents[0].text)
    (watched,) = [c for p in record["phases"] for c in p["checks"] if c["check"] == "monitoring active"]
    checks = re.search(r"\((\d+) checks\)", watched["evidence"])
    assert checks is not None
    layers = {layer["layer"] for layer in record["verification"]["layers"]}
    return int(checks[1]), layers, len({d["kind"] for d in record["deviations"]})


@pytest.mark.requirement("route-multi-frequency", "route-multi-layers")
@pytest.mark.parametrize(("era", "sampling"), CARRIERS)
async def test_the_same_replies_are_watched_and_verified_strictly_more_from_light_to_maximum(
    make_server: Callable[..., Any], era: Any, sampling: bool
) -> None:
    host = ScriptedHost([on("", POOR)])
    async with host.client(make_server(), era=era, sampling=sampling) as client:
        found = [await seen(host, client, confidence) for confidence in OVERRIDES]
    for (few, under, least), (more, over, most) in pairwise(found):
        assert few < more
        assert under < over
        assert least <= most
    assert found[0][2] < found[-1][2]
