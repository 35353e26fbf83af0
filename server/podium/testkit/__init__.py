"""A scripted host for tests of Podium and of programs built on it: a model whose answers are written down beforehand.

host = ScriptedHost([on("security", say("Tokens are stored in plain text.")), on(".*", refuse())])
async with host.client(server, era="2026-07-28") as client:
    result = await host.orchestrate(client, "harden the login flow")
"""

from podium.testkit.host import ScriptedHost
from podium.testkit.script import Answer, Asked, Rule, delay, finding, garbage, never, on, plain, refuse, say

__all__ = [
    "Answer",
    "Asked",
    "Rule",
    "ScriptedHost",
    "delay",
    "finding",
    "garbage",
    "never",
    "on",
    "plain",
    "refuse",
    "say",
]
