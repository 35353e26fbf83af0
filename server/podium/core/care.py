"""What a brief does otherwise than usual where the usual one failed: another form of answer, or less to be answered."""

from __future__ import annotations

from podium.core.calls import AgentCall

STRICT_FORMAT = """## How to answer
Your whole answer is one JSON object: its first character is `{`, its last is `}`; no fence and no word before or after it.
Exactly these keys:
{"summary": "...", "findings": [{"topic": "...", "statement": "...", "evidence": "...", "stance": "for | against | neutral"}], "recommendation": "...", "confidence": 0.0, "risks": [], "needs": [], "spawn": []}
At most six findings. Each has as `evidence` a file and line, a number, a command and its output, or a quote; one without is left out. No text is longer than 300 characters or has a line break in it; quotes in it are escaped."""

SIMPLE_FORMAT = """## How to answer
Answer only the question that matters most in your part, with one JSON object and nothing else:
{"summary": "one sentence", "findings": [{"topic": "...", "statement": "...", "evidence": "..."}], "needs": ["what you left out"]}
One to three findings, each of one sentence."""

_PRIORITIES = (
    "## What matters most first\n"
    "Time is short. Begin with the finding that matters most for the objective, give at most three, and stop there. What "
    "must not be forgotten, but would take longer, goes into `needs`."
)


def reply_format(call: AgentCall, usual: str) -> str:
    """How a call is asked to answer; `usual` where nothing speaks against it."""
    if "simpler" in call.care:
        return SIMPLE_FORMAT
    return STRICT_FORMAT if "stricter_format" in call.care else usual


def care_notes(call: AgentCall) -> list[str]:
    """Sections that stand in a brief because of the call's care."""
    return [_PRIORITIES] if "priorities" in call.care else []
