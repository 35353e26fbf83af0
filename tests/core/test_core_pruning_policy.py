import pytest

from podium.core.pruning import policy_of
from podium.core.values import STRATEGIES


@pytest.mark.parametrize("strategy", STRATEGIES)
def test_a_pack_never_exceeds_what_an_agent_may_be_given_with_its_prompt(strategy):
    policy = policy_of(strategy, "standard")
    for frame in (0, 1_500, 3_000):
        assert policy.pack_tokens(frame) + frame <= policy.agent_tokens
        assert policy.pack_tokens(frame) <= policy.most_tokens


def test_specialists_get_less_each_and_share_more_than_one_agent():
    one, many = policy_of("direct_atomic"), policy_of("specialized_agents")
    assert many.most_tokens < one.most_tokens
    assert many.shared > one.shared


def test_closer_coordination_shares_more_and_hands_on_more():
    loose, close = policy_of("specialized_agents", "none"), policy_of("specialized_agents", "comprehensive")
    assert close.shared > loose.shared
    assert close.notes > loose.notes


def test_a_handed_off_pack_fits_a_tool_result_but_what_is_preserved_may_be_longer():
    policy = policy_of("direct_atomic", handed_off=True)
    assert policy.pack_tokens(300) <= 1_400
    assert policy.preserved_tokens == policy_of("direct_atomic").most_tokens
