"""The Desktop bundle holds all that its manifest needs; with the official packer and uv at hand it is packed and started."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import Client, StdioServerParameters

from podium import __version__

pytestmark = pytest.mark.slow


@pytest.fixture
def laid_out(tmp_path: Path) -> Path:
    spec = importlib.util.spec_from_file_location("bundle_layout", Path(__file__).with_name("bundle.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.lay_out(tmp_path / "bundle")
    return tmp_path / "bundle"


def manifest_of(folder: Path) -> dict[str, Any]:
    found = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def test_the_layout_holds_a_podium_that_runs(laid_out: Path) -> None:
    assert (laid_out / manifest_of(laid_out)["server"]["entry_point"]).is_file()
    env = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    code = "import podium.registry as r; print(podium.__file__); print(len(r.load_catalogue().catalogue.commands))"
    done = subprocess.run(
        [sys.executable, "-c", f"import podium; {code}"],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
        cwd=laid_out,
        env=env | {"PYTHONPATH": str(laid_out / "server")},
    )
    where, commands = done.stdout.split("\n")[:2]
    assert Path(where).is_relative_to(laid_out)
    assert int(commands) > 50


@pytest.mark.skipif(shutil.which("mcpb") is None, reason="needs the official packer: npm install -g @anthropic-ai/mcpb")
def test_the_official_packer_takes_it(laid_out: Path, tmp_path: Path) -> None:
    packed = tmp_path / "podium.mcpb"
    for arguments in (["validate", str(laid_out / "manifest.json")], ["pack", str(laid_out), str(packed)]):
        done = subprocess.run(["mcpb", *arguments], capture_output=True, text=True, timeout=120, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
    assert packed.stat().st_size < 5_000_000


@pytest.mark.skipif(
    shutil.which("uv") is None or "PODIUM_TEST_DOWNLOADS" not in os.environ,
    reason="needs uv, and PODIUM_TEST_DOWNLOADS=1 since uv fetches the dependencies",
)
def test_the_server_starts_from_it_as_the_host_starts_it(laid_out: Path, tmp_path: Path) -> None:
    config = manifest_of(laid_out)["server"]["mcp_config"]
    values = {"${__dirname}": str(laid_out), "${user_config.workspace}": str(tmp_path)}
    arguments = [values.get(argument, argument) for argument in config["args"]]
    env = {**os.environ, "XDG_DATA_HOME": str(tmp_path / "data")}
    parameters = StdioServerParameters(command=config["command"], args=arguments, env=env)

    async def version() -> str:
        async with Client(parameters, mode="legacy", read_timeout_seconds=300) as client:
            assert client.server_info is not None
            return client.server_info.version

    assert anyio.run(version) == __version__
