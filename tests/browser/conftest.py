"""A real browser, where there is one.

Optional: set PODIUM_BROWSER_KIT to a folder in which `npm install playwright-core axe-core esbuild
@modelcontextprotocol/ext-apps @modelcontextprotocol/sdk` was run, and have Chromium on the path (or name it with
PODIUM_BROWSER). PODIUM_BROWSER_SHOTS names a folder for pictures of what was looked at.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")


@dataclass(frozen=True, slots=True)
class Browser:
    """Runs one of the scripts beside this file with a job, and gives back what it saw."""

    kit: str
    path: str
    node: str

    def __call__(self, script: str, **job: Any) -> Any:
        """What the script saw."""
        given = json.dumps({"kit": self.kit, "browser": self.path, **job})
        done = subprocess.run(
            [self.node, str(HERE / script)], input=given, capture_output=True, text=True, timeout=110, check=False
        )
        assert done.returncode == 0, done.stderr[-2_000:]
        return json.loads(done.stdout)


@pytest.fixture(scope="session")
def browser() -> Browser:
    """The browser; without one the tests are skipped."""
    kit, node = os.environ.get("PODIUM_BROWSER_KIT", ""), shutil.which("node")
    path = os.environ.get("PODIUM_BROWSER") or next(filter(None, map(shutil.which, NAMES)), None)
    if not kit or not (Path(kit) / "node_modules" / "playwright-core").is_dir():
        pytest.skip("PODIUM_BROWSER_KIT names no folder with playwright-core")
    if node is None or path is None:
        pytest.skip("there is no node or no Chromium here")
    return Browser(kit, path, node)


@pytest.fixture
def shot(request: pytest.FixtureRequest) -> Callable[[str], str | None]:
    """Where a picture goes, if anybody wants pictures."""
    folder = os.environ.get("PODIUM_BROWSER_SHOTS")

    def place(name: str) -> str | None:
        return str(Path(folder) / f"{name}.png") if folder else None

    return place
