"""Titles that others use in another sense."""

from __future__ import annotations

from podium.core.sections import EVERY, stated_relations

KNOWN = {"review", "deploy", "scan"}


def find(name: str) -> str | None:
    return name if name in KNOWN else None


def test_triggers_alone_are_occasions_and_only_written_names_count_in_them():
    body = "## Triggers\n- Review and deploy\n- any command that fails\n- after `/scan` ran\n"
    assert stated_relations(body, find) == {"chains_to": ["scan"]}


def test_automatic_triggers_and_chains_name_commands_plainly():
    for title in ("Automatically Triggers", "Automatically Chains To / Triggers", "Chains to"):
        found = stated_relations(f"## {title}\n- review, deploy\n- any command\n", find)
        assert found == {"chains_to": ["review", "deploy", EVERY]}
