"""Findings of several agents that say the same become one finding of them all; nobody's evidence is lost."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from podium.core.calls import Finding
from podium.core.contradictions.sentences import Sentence, read_sentence, sentences
from podium.core.contradictions.stances import side
from podium.core.run import CallState

_WORD = re.compile(r"\w+")
_ENOUGH = 4
"""Content words that two statements must share before one more word on one side counts as wording."""
_MOST_ALIKE = 200
"""Findings of one kind that a new one is held against, so that a flood of them stays cheap."""

_Key = tuple[str, ...]


@dataclass(slots=True)
class Merged:
    """One finding with the agents that stated it, and how each of them put it."""

    finding: Finding
    agents: list[str] = field(default_factory=list)
    said: list[tuple[CallState, Finding]] = field(default_factory=list)

    @property
    def evidence(self) -> str:
        """All evidence given for it, with its agent where several give different evidence."""
        given = dict.fromkeys((state.speaker, finding.evidence) for state, finding in self.said if finding.evidence)
        distinct = list(dict.fromkeys(evidence for _, evidence in given))
        return distinct[0] if len(distinct) == 1 else "; ".join(f"{agent}: {evidence}" for agent, evidence in given)

    def add(self, state: CallState, finding: Finding) -> None:
        """One more agent, or one more wording of the same agent."""
        if state.speaker not in self.agents:
            self.agents.append(state.speaker)
        self.said.append((state, finding))


_Alike = dict[tuple[str, int], list[tuple[Sentence, Merged]]]
"""Findings of one sentence by their side and number of figures."""


def planned(states: Iterable[CallState]) -> list[CallState]:
    """Calls in the plan's order, each followed by those it spawned by id: never the order in which replies came."""
    given = list(states)
    ids = {state.call.id for state in given}
    children: dict[str, list[CallState]] = defaultdict(list)
    for state in given:
        parent = state.call.parent
        children[parent if parent in ids and parent != state.call.id else ""].append(state)
    ordered: list[CallState] = []
    waiting = children.pop("", [])[::-1]
    while waiting:
        state = waiting.pop()
        ordered.append(state)
        waiting += sorted(children.pop(state.call.id, []), key=lambda s: s.call.id, reverse=True)
    return ordered + sorted((s for left in children.values() for s in left), key=lambda s: s.call.id)


def merge_findings(states: Iterable[CallState]) -> list[Merged]:
    """Findings in planned order; the same statement of several agents, or the same in other words, is one of them all."""
    exact: dict[_Key, Merged] = {}
    alike: _Alike = defaultdict(list)
    merged: list[Merged] = []
    for state in planned(states):
        for finding in state.reply.findings if state.reply else ():
            key = _key(finding)
            entry = exact.get(key)
            if entry is None:
                entry = exact[key] = _in_other_words(finding, key[0], alike)
                if not entry.said:
                    merged.append(entry)
            entry.add(state, finding)
    return merged


def _key(finding: Finding) -> _Key:
    words = [w.lower() for w in _WORD.findall(finding.statement)]
    return (side(finding.stance), *(words or [finding.statement.strip()]))


def _only_sentence(finding: Finding) -> Sentence | None:
    """What a finding of one sentence says; longer ones are the same only word for word."""
    parts = sentences(finding.statement)
    return read_sentence(parts[0]) if len(parts) == 1 else None


def _in_other_words(finding: Finding, taken: str, alike: _Alike) -> Merged:
    """The finding on the side `taken` that says the same, else a new one, which later ones are held against."""
    said = _only_sentence(finding)
    if said is None:
        return Merged(finding)
    known = alike[taken, len(said.figures)]
    found = next((entry for sentence, entry in known if _same(said, sentence)), None)
    entry = found or Merged(finding)
    if found is None and said.content and len(known) < _MOST_ALIKE:
        known.append((said, entry))
    return entry


def _same(a: Sentence, b: Sentence) -> bool:
    """Whether two sentences differ in their wording only."""
    frame = (a.denied, a.zero, a.partial, a.norm, a.conditional, a.figures)
    if frame != (b.denied, b.zero, b.partial, b.norm, b.conditional, b.figures):
        return False
    if a.content == b.content:
        return a.order == b.order or len(a.content) == 1
    common, extra = a.content & b.content, a.content ^ b.content
    nested = a.content <= b.content or b.content <= a.content
    return nested and len(common) >= _ENOUGH and len(extra) == 1 and not extra & (a.scope | b.scope)
