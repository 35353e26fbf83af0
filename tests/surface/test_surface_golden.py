"""What clients are shown changes only on purpose: the golden files in `manifests/` say so in every diff."""

from __future__ import annotations

import pytest
from regenerate import MANIFESTS, shown

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize("name", ["tools.json", "prompts.json"])
async def test_the_golden_file_is_what_a_client_is_shown(name: str) -> None:
    kept = (MANIFESTS / name).read_text(encoding="utf-8") if (MANIFESTS / name).exists() else ""
    if kept != (await shown())[name]:
        pytest.fail(
            f"manifests/{name} is not what a client is shown. If the change is meant, run "
            "`python tests/surface/regenerate.py` and commit the file.",
            pytrace=False,
        )
