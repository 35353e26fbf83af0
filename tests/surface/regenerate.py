"""Writes `manifests/tools.json` and `manifests/prompts.json`: what a client is shown, exactly.

Run it after a change that clients shall see: `python tests/surface/regenerate.py`. The change then stands in the diff.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import anyio
from mcp import Client

from podium.app import Settings, build

MANIFESTS = Path(__file__).parents[2] / "manifests"


async def shown() -> dict[str, str]:
    """The text of each file by its name."""
    with tempfile.TemporaryDirectory() as folder:
        async with Client(build(Settings(Path(folder) / "podium.db")), mode="legacy") as client:
            tools = (await client.list_tools()).tools
            prompts = (await client.list_prompts()).prompts
    return {"tools.json": _text(tools), "prompts.json": _text(prompts)}


def _text(entries: object) -> str:
    plain = [entry.model_dump(mode="json", by_alias=True, exclude_none=True) for entry in entries]  # type: ignore[attr-defined]
    return json.dumps(plain, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def main() -> None:
    """Write the files."""
    MANIFESTS.mkdir(exist_ok=True)
    for name, text in anyio.run(shown).items():
        (MANIFESTS / name).write_text(text, encoding="utf-8", newline="\n")
        print(f"wrote manifests/{name}")


if __name__ == "__main__":
    main()
