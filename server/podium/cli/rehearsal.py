"""Rehearsal agents: they stand in where there is no model, and only quote their own context.

Nothing is invented: every finding is a passage of the pack, its evidence the place it comes from. Replies carry a model
name of their own, by which runs are marked as rehearsals and kept out of learning.
"""

from __future__ import annotations

import json
import re

from podium.carriers.seam import REHEARSAL_MODEL
from podium.core.texts import one_line

__all__ = ["REHEARSAL_MODEL", "rehearse"]

MOST_PASSAGES = 3
_BLOCK = re.compile(r"<<<(?P<label>\w+) (?P<mark>[0-9a-f]+)\n(?P<text>.*?)\n(?P=label) (?P=mark)>>>", re.DOTALL)
_ITEM = re.compile(r'<item name="(?P<name>[^"\n]*)">\n(?P<text>.*?)</item>\n', re.DOTALL)
_WORD = re.compile(r"[^\W\d_]{4,}")
_FOUND = re.compile(r"^f\d+ \[(?P<agents>[^\]]*)\] (?P<text>.+)$", re.MULTILINE)


def rehearse(prompt: str) -> str:
    """The reply of a rehearsal agent to a prompt, in the reply format."""
    blocks = {m["label"]: m["text"] for m in _BLOCK.finditer(prompt)}
    objective = blocks.get("objective", "")
    if "context" in blocks:
        passages = _passages(blocks["context"], _words(objective) | _words(_role(prompt)))
        findings = [{"topic": "", "statement": text, "evidence": name, "stance": ""} for name, text in passages]
        summary = f"Rehearsal: {len(findings)} passages of this agent's own context, quoted." if findings else _NOTHING
    else:
        findings = []
        quoted = _FOUND.search(blocks.get("findings", ""))
        summary = "Rehearsal: the findings of the agents, quoted." if quoted else _NOTHING
    return json.dumps(
        {"summary": summary, "findings": findings, "recommendation": "", "confidence": 0}, ensure_ascii=False
    )


_NOTHING = "Rehearsal: this agent has no context to quote from."


def _role(prompt: str) -> str:
    return prompt.split("\n", 1)[0]


def _words(text: str) -> set[str]:
    return {word.lower() for word in _WORD.findall(text)}


def _passages(context: str, wanted: set[str]) -> list[tuple[str, str]]:
    """The paragraphs that share most words with what is wanted, at most one of each item."""
    found = []
    for item in _ITEM.finditer(context):
        paragraphs = [p for p in re.split(r"\n\s*\n", item["text"]) if p.strip()]
        scored = [(len(_words(p) & wanted), p) for p in paragraphs]
        score, best = max(scored, key=lambda entry: entry[0], default=(0, ""))
        if score:
            found.append((score, item["name"], one_line(best, 300)))
    found.sort(key=lambda entry: -entry[0])
    return [(name, text) for _, name, text in found[:MOST_PASSAGES]]
