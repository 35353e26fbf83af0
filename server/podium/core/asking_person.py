"""The question that a run puts to the person where an agent could not make out its part, and what their answer becomes.

One question a run, where the client can ask its user. Declining is an answer: the agent then takes the plainest reading.
"""

from __future__ import annotations

from podium.core.calls import AgentCall, free_id
from podium.core.run import CallState, Run
from podium.core.texts import one_line

NO_ANSWER = "The user was asked and gave no answer: take the plainest reading, and say so in `needs`."
TO_THE_HOST = (
    "Put this question to the user yourself, whole, and hand in what they say. Where nobody can be asked, hand in the status "
    "`failed`."
)
_SHOWN = 300


def may_ask(run: Run) -> bool:
    """Whether a question can be put to the person in this run, which happens once."""
    return bool(run.options.get("elicits")) and all(c.call.kind != "person" for c in run.calls.values())


def question_for(run: Run, state: CallState) -> AgentCall:
    """The call that asks the person about a failed part; its reply goes to whoever is asked for the part again."""
    failed = state.call
    return AgentCall(
        free_id(f"{failed.id}-question", run.calls),
        role="the user",
        command=failed.command,
        part=_question(run, state),
        kind="person",
        wave=failed.wave,
        needed=False,
    )


def brief_for_person(call: AgentCall) -> str:
    """The question, and behind a blank line what a host does with it that is handed the question."""
    return f"{call.part}\n\n{TO_THE_HOST}"


def question_in(prompt: str) -> str:
    """The question alone, as a form shows it."""
    return prompt.removesuffix(f"\n\n{TO_THE_HOST}")


def _question(run: Run, state: CallState) -> str:
    failed, why = state.call, (state.reply.detail if state.reply else "") or "it gave no usable answer"
    return (
        f"For “{one_line(run.objective, _SHOWN)}”, {one_line(failed.role, _SHOWN)} was to: "
        f"{one_line(failed.part, _SHOWN)} It could not make that out ({one_line(why, _SHOWN)}). What should it know, or do "
        "instead? Declining is fine: it then takes the plainest reading."
    )
