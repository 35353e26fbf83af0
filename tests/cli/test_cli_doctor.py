"""`podium doctor`: one look at everything."""

from __future__ import annotations

from typing import Any

import pytest

pytestmark = pytest.mark.slow


def test_a_fresh_machine_is_sound_and_told_the_next_step(podium: Any) -> None:
    done = podium("doctor")
    assert done.code == 0
    assert "no assistant starts Podium yet" in done.out
    assert "-> podium install" in done.out
    assert "tools cost about" in done.out
    assert not podium.database.exists()


def test_every_finding_is_in_the_json_too(podium: Any) -> None:
    podium("install", "cursor")
    found = podium("doctor", "--json").json()
    assert found["status"] == "ok"
    areas = [finding["area"] for finding in found["findings"]]
    assert set(areas) == {"podium", "hosts", "server", "database", "workspace", "commands"}
    assert all(finding["level"] in ("ok", "warn", "fail") for finding in found["findings"])


def test_a_broken_database_fails_with_code_1(podium: Any) -> None:
    podium.database.write_bytes(b"no database" * 200)
    done = podium("doctor")
    assert done.code == 1
    assert "FAIL  database" in done.out
    assert podium.database.read_bytes() == b"no database" * 200
