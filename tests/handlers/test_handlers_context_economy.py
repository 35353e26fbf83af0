import json

import pytest

from podium.core.errors import UserError
from podium.core.values import Catalogue, Command, ContextItem, World
from podium.handlers.context_economy import context_economy, economy, to_json

ITEMS = (
    ContextItem("rules", "Releases happen on Mondays."),
    ContextItem("threats", "Security review: the payment gateway accepts unsigned webhooks."),
    ContextItem("menu", "Soup and bread. " * 400),
)
CATALOGUE = Catalogue({"audit-security": Command("audit-security", "Find security holes.", "", roles=("security",))})
WORLD = World(CATALOGUE, items=ITEMS)


def test_the_result_has_the_fields_of_the_contract():
    result = context_economy(WORLD, objective="Harden the payment gateway", roles=["security"], preserve=["rules"])
    assert set(result) == {
        *("packs", "baseline_tokens", "kept_tokens", "reduction", "dropped", "preserved_ok", "overlap", "parts"),
    }
    (pack,) = result["packs"]
    assert set(pack) == {"role", "tokens", "items", "text"}
    assert {"name", "tokens", "score", "reason"} <= set(pack["items"][0])
    assert json.loads(json.dumps(result)) == result


@pytest.mark.requirement("context-on-demand")
def test_dropped_items_carry_the_handle_the_caller_gives():
    pruned = economy(WORLD, objective="Harden the payment gateway", roles=["security"], budget_tokens=120)
    result = to_json(pruned, lambda item: f"podium://context/{item.name}")
    assert result["dropped"]
    assert all(entry["handle"] == f"podium://context/{entry['name']}" for entry in result["dropped"])


def test_the_four_parts_of_the_context_are_named_with_their_sums():
    result = context_economy(WORLD, objective="Harden the payment gateway", preserve=["rules"], budget_tokens=200)
    assert set(result["parts"]) == {"essential", "specialized", "hand_off", "pruned"}
    assert result["parts"]["essential"]["items"] == 1
    assert result["parts"]["pruned"]["tokens"] == sum(entry["tokens"] for entry in result["dropped"])


def test_without_roles_there_is_one_general_pack():
    assert [pack["role"] for pack in context_economy(WORLD, objective="Anything")["packs"]] == ["general"]


@pytest.mark.requirement("context-requirements")
def test_specialists_share_more_than_the_agents_of_a_workflow():
    items = tuple(
        ContextItem(f"n{at}", f"Payment gateway topic{at} {'security' if at % 2 else 'latency'} " + f"word{at} " * 30)
        for at in range(60)
    )
    world = World(CATALOGUE, items=items)

    def shared(strategy):
        result = context_economy(
            world, objective="payment gateway", roles=["security", "latency"], budget_tokens=900, strategy=strategy
        )
        return result["parts"]["essential"]["tokens"]

    assert shared("specialized_agents") > shared("orchestrated_workflow")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ({"objective": "  "}, "objective"),
        ({"objective": "x", "strategy": "guess"}, "direct_atomic"),
        ({"objective": "x", "preserve": ["nothing"]}, "Known: rules, threats, menu"),
        ({"objective": "x", "budget_tokens": 0}, "budget_tokens"),
    ],
)
def test_a_mistake_is_answered_with_what_to_do(arguments, told):
    with pytest.raises(UserError, match=told):
        context_economy(WORLD, **arguments)
