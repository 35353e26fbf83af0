"""Fixtures that every test may use."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from mcp.server import Server

from podium.app import Settings, build
from podium.core.limits import Ceilings

pytest.register_assert_rewrite("contract_kit")
settings.register_profile("podium", deadline=None)  # what may take how long is tested where it is promised
settings.load_profile("podium")


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "data" / "podium.db"


@pytest.fixture
def make_server(database: Path) -> Callable[..., Server[Any]]:
    """A server in memory: `make_server(workspaces=(folder,), ceilings=Ceilings(agents=3))`."""

    def make(**settings: Any) -> Server[Any]:
        settings.setdefault("ceilings", Ceilings())
        return build(Settings(settings.pop("database", database), **settings))

    return make
