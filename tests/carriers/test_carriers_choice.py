from __future__ import annotations

from typing import Any

import pytest

from podium.carriers import Client, choose
from podium.core.errors import UserError


def client(**fields: Any) -> Client:
    usual: dict[str, Any] = {
        "version": "2025-11-25",
        "modern": False,
        "sampling": True,
        "reachable": True,
        "connection": "c1",
    }
    return Client(**(usual | fields))


MODERN = {"version": "2026-07-28", "modern": True, "reachable": False}


@pytest.mark.parametrize(
    ("fields", "delivery", "silent", "expected"),
    [
        ({}, "auto", False, "push"),
        (MODERN, "auto", False, "round_trip"),
        ({"sampling": False}, "auto", False, "handoff"),
        (MODERN | {"sampling": False}, "auto", False, "handoff"),
        ({"reachable": False}, "auto", False, "handoff"),
        (MODERN, "auto", True, "handoff"),
        ({}, "auto", True, "push"),
        ({}, "sampling", False, "push"),
        (MODERN, "sampling", True, "round_trip"),
        ({}, "handoff", False, "handoff"),
        (MODERN, "handoff", False, "handoff"),
    ],
)
def test_the_carrier_follows_from_version_and_declared_capabilities(
    fields: dict[str, Any], delivery: Any, silent: bool, expected: str
) -> None:
    assert choose(client(**fields), delivery, silent=silent) == expected


@pytest.mark.parametrize("fields", [{"sampling": False}, {"reachable": False}, MODERN | {"sampling": False}])
def test_sampling_that_was_not_declared_is_refused_with_a_way_out(fields: dict[str, Any]) -> None:
    with pytest.raises(UserError, match="`handoff` or `auto`"):
        choose(client(**fields), "sampling")


def test_clients_are_told_apart_by_version_capabilities_and_connection_only() -> None:
    assert client().key == client(principal="somebody", progress=True).key
    others = [client(version="x").key, client(connection="c2").key, client(capabilities="roots").key]
    assert len({client().key, *others}) == 4
