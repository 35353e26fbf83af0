"""Reads the user's words tolerantly: a slash command, the objective, and its two options.

What is an option and what belongs to the sentence:

1. Explicit options (`--agents 4`, `--agent-limit=4`, `--confidence 0.65`, `confidence=0.65`) count at the start or at
   the end of the text, not in the middle of it, and not where an article or a preposition takes them as its object
   ("add a flag for --agents 4"). A value out of range is a mistake of the caller.
2. After a quoted objective come the confidence and the agent limit by position: `"objective" 0.65 4`. A single number
   there is the confidence if it is written as a decimal or a percentage; a single integer is never an option.
3. Without quotes, only a decimal in [0, 1] that ends the text (`0.65`, `.65`, `1.0`), or one followed by an integer
   from 1 to 10, can be an option, and only if nothing before it may govern it: no preposition, comparison or quantity,
   and for a lone decimal no name ("pydantic 0.32", unless a determiner makes it a common noun: "the REST layer
   0.65") and no talk of versions either. Where this is in doubt the number stays in the sentence, because a number lost
   from an objective does more harm than an option that has to be written out; `read_as` says so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from podium.core.errors import UserError

NAMES = ("orchestrate", "coordinate", "command-orchestration-workflow")
MOST_AGENTS = 10
SHOWN = 60

_COMMAND = re.compile(r"/(?:[\w.-]+:)*?(?:mcp__[\w.-]+?__)?([A-Za-z][\w-]*)(?=\s|$)")
_ARGUMENTS = re.compile(r"<command-args>(.*?)</command-args>", re.DOTALL)
_NAME_BLOCK = re.compile(r"<command-name>\s*(/?\S+?)\s*</command-name>")
_OTHER_BLOCKS = re.compile(r"<(command-[a-z]+)>[^<]*</\1>")

_KEYS = r"(?P<key>confidence(?:[-_]override)?|agents|agent[-_]limit|max[-_]agents)"
_EXPLICIT = rf"(?:--{_KEYS}(?:\s*=\s*|\s+)|{_KEYS.replace('?P<key>', '?P<word>')}\s*=\s*)(?P<value>[-+]?[\w.]+%?)"
_LAST_OPTION = re.compile(rf"(?:^|(?<=[\s\"'”’»]))(?:{_EXPLICIT})\s*[,;]?\s*\Z", re.IGNORECASE)
_FIRST_OPTION = re.compile(rf"\A\s*(?:{_EXPLICIT})(?=\s)", re.IGNORECASE)
_TAIL = 200

_FRACTION = re.compile(r"(?:0?\.\d+|0\.\d*|1\.0*)\Z")
_PERCENTAGE = re.compile(r"\d{1,3}(?:\.\d+)?%\Z")
_NUMBER = re.compile(r"[-+]?(?:\d+(?:\.\d*)?|\.\d+)%?\Z")
_SKIPPED = ("-", "_", "null", "none", "undefined")

_QUOTES = {'"': '"”“″', "“": '”"“', "„": '“”"', "”": '”"', "«": "»", "'": "'’", "‘": "’'", "`": "`"}
_CLOSERS = '"”»'


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TAKES_OBJECT = _words(
    "a an the for of to from in on at by about like or and named called this that these set use add flag option"
)
_GOVERNS = _TAKES_OBJECT | _words(
    "as into onto over under above below than least most around approximately roughly nearly almost exactly within "
    "between beyond past up down per times plus minus equals equal is are was be becomes become reach reaches hit hits "
    "exceed exceeds keep keeps stay stays remain remains return returns with without using via x × version versions v "
    "release releases rc python node java php ruby go rust tls http chapter section step figure issue number no "
    "threshold thresholds rate alpha beta gamma epsilon lambda delta sigma tau temperature dropout "
    "probability ratio weight weights score scores value values factor level accuracy precision recall coverage f1 auc "
    "loss margin tolerance budget limit percentile opacity confidence scale size speed cost timeout delay interval"
)
_VERSIONED = _words(
    "upgrade upgrades upgrading downgrade bump bumps release releases version versions install pin tag migrate "
    "migrating ship publish backport port deprecate update updating"
)
_BEFORE_NAMES = _words("in on for with against from of to and or by")
_DETERMINERS = _words("a an the our my your this that its their new existing whole entire")
_SIGNS = "=<>≤≥≈~+-*/×:([{–—"


@dataclass(frozen=True, slots=True)
class Invocation:
    """What the user asked for. `command` is empty where no slash command was written."""

    objective: str
    command: str = ""
    confidence_override: float | None = None
    agent_limit: int | None = None
    read_as: str = ""


@dataclass(slots=True)
class _Found:
    """Options found so far, and notes for the reader."""

    confidence: float | None = None
    agents: int | None = None
    notes: list[str] = field(default_factory=list)

    def set_confidence(self, text: str) -> None:
        value = _confidence(text)
        _refuse_two("confidence", self.confidence, value)
        self.confidence = value

    def set_agents(self, text: str) -> None:
        value = _agents(text)
        _refuse_two("number of agents", self.agents, value)
        self.agents = value


def _refuse_two(what: str, former: float | None, value: float) -> None:
    if former not in (None, value):
        raise UserError(f"The {what} is given twice ({former:g} and {value:g}). Give it once.")


def read_invocation(text: str) -> Invocation:
    """Reads a slash command with its arguments, or free text.

    Raises:
        UserError: nothing is left as the objective, or an explicit option is out of its range.
    """
    command, body = _split_command(_unwrap(text).strip())
    found = _Found()
    body = _take_explicit(body, found)
    objective = _take_quoted(body, found)
    if objective is None:
        unclosed = body[:1] in _QUOTES and not any(quote in body[1:] for quote in _QUOTES[body[0]])
        objective = _take_bare(body[1:].strip() if unclosed else body, found)
    if not objective:
        raise UserError("There is no objective. Say what is to be done, for example: Add a profile image upload.")
    return Invocation(objective, command, found.confidence, found.agents, _read_as(objective, found))


def _unwrap(text: str) -> str:
    """The content of a host's `<command-args>` block, if the text is nothing but such blocks."""
    arguments = _ARGUMENTS.search(text)
    if not arguments:
        return text
    around = text[: arguments.start()] + text[arguments.end() :]
    if _OTHER_BLOCKS.sub("", around).strip():
        return text
    name = _NAME_BLOCK.search(around)
    words = arguments.group(1).strip()
    return f"/{name.group(1).lstrip('/')} {words}" if name and not words.startswith("/") else words


def _split_command(text: str) -> tuple[str, str]:
    """The name of a leading slash command of ours, and the rest; a path such as `/etc/hosts` is no command."""
    match = _COMMAND.match(text)
    if not match:
        return "", text
    name = match.group(1).lower().replace("_", "-")
    return (name, text[match.end() :].strip()) if name in NAMES else ("", text)


def _take_explicit(body: str, found: _Found) -> str:
    """Takes explicit options from both ends."""
    while match := _FIRST_OPTION.match(body):
        _keep(match, found)
        body = body[match.end() :].strip()
    while match := _LAST_OPTION.search(body[-_TAIL:]):
        before = body[: max(0, len(body) - _TAIL) + match.start()].rstrip()
        word = _last_word(before)
        if word in _TAKES_OBJECT and before[-1:] not in _CLOSERS:
            break
        _keep(match, found)
        body = before.rstrip(",;")
        if word in ("with", "using"):
            body = body[: -len(word)].rstrip()
    return body


def _keep(match: re.Match[str], found: _Found) -> None:
    key = (match["key"] or match["word"]).lower()
    if key.startswith("confidence"):
        found.set_confidence(match["value"])
    else:
        found.set_agents(match["value"])


def _confidence(text: str) -> float:
    """A confidence from `0.65`, `.65` or `65%`."""
    value = float(text.rstrip("%")) / (100 if text.endswith("%") else 1) if _NUMBER.match(text) else -1.0
    if not 0 <= value <= 1:
        raise UserError(
            f"The confidence {text[:20]} is out of range. Give a number from 0 to 1, such as 0.65, or leave it out."
        )
    return value


def _agents(text: str) -> int:
    value = int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0
    if not 1 <= value <= MOST_AGENTS:
        raise UserError(f"The agent limit {text[:20]} is out of range. Give a whole number from 1 to {MOST_AGENTS}.")
    return value


def _take_quoted(body: str, found: _Found) -> str | None:
    """The objective, if it is quoted and nothing but numbers follows it."""
    closers = _QUOTES.get(body[:1])
    end = _closing(body, closers) if closers else _lone_closing(body)
    if end is None:
        return None
    is_quoted = _positional(body[end + 1 :].replace(",", " ").split(), found)
    return body[1 if closers else 0 : end].strip() if is_quoted else None


def _closing(body: str, closers: str) -> int | None:
    """The index of the quote that closes the first one; the last quote where they do not balance."""
    depth, last = 1, None
    for index in range(1, len(body)):
        if body[index] not in closers and body[index] != body[0]:
            continue
        after = body[index + 1 : index + 2]
        if body[index] in "'’" and body[index - 1].isalnum() and after.isalnum():
            continue  # an apostrophe
        opens = (body[index - 1].isspace() or body[index - 1] in "([{") and bool(after.strip())
        depth += 1 if opens else -1
        last = index if not opens else last
        if depth == 0:
            return index
    return last


def _lone_closing(body: str) -> int | None:
    """The index of a closing quote without an opening one, right before the numbers."""
    index = max(body.rfind(quote) for quote in _CLOSERS)
    alone = index > 0 and sum(body.count(quote) for quote in _QUOTES) == 1 and not body[index - 1].isdigit()
    return index if alone and body[index + 1 :].strip() else None


def _positional(numbers: list[str], found: _Found) -> bool:
    """Reads what follows a quoted objective: nothing, a confidence, or a confidence and an agent limit."""
    if not numbers:
        return True
    if len(numbers) == 1 and (_FRACTION.match(numbers[0]) or _PERCENTAGE.match(numbers[0])):
        found.set_confidence(numbers[0])
        return True
    if len(numbers) != 2 or not _NUMBER.match(numbers[1]):
        return False
    skipped = numbers[0].lower() in _SKIPPED
    if not skipped and not _NUMBER.match(numbers[0]):
        return False
    if not skipped:
        found.set_confidence(numbers[0])
    found.set_agents(numbers[1])
    return True


def _take_bare(body: str, found: _Found) -> str:
    """Takes a confidence, or a confidence and an agent limit, from the end of unquoted text."""
    before, number, limit = _numbers_at_end(body)
    if not number:
        return body
    apart = "\n" in body[len(before) :] or before.endswith((",", ";"))
    if not before or _is_governed(before, apart=apart) or (not (apart or limit) and _may_be_a_version(before, number)):
        found.notes.append(f"{number} stays in the sentence; write --confidence {number} to set the confidence")
        return body
    found.set_confidence(number)
    if limit:
        found.set_agents(limit)
    return before.rstrip(",;").rstrip()


def _numbers_at_end(body: str) -> tuple[str, str, str]:
    """The text before a closing decimal, the decimal, and the integer that may follow it."""
    parts = body.rsplit(None, 2)
    if len(parts) > 1 and _FRACTION.match(parts[-1]):
        return body[: -len(parts[-1])].rstrip(), parts[-1], ""
    limited = len(parts) == 3 and parts[2] in map(str, range(1, MOST_AGENTS + 1))
    if limited and _FRACTION.match(parts[1]):
        return parts[0].rstrip(), parts[1], parts[2]
    return body, "", ""


def _is_governed(before: str, *, apart: bool) -> bool:
    """Whether a number belongs to the word before it; not where a comma or a new line keeps them apart."""
    last, bare = before[-_TAIL:].split()[-1], _last_word(before)
    if last[-1] in _SIGNS or last.startswith("--") or any(character.isdigit() for character in last):
        return True
    return not apart and (bare in _GOVERNS or not bare)


def _may_be_a_version(before: str, number: str) -> bool:
    """Whether a lone decimal may be the version of something that is named before it."""
    words = before[-_TAIL:].split()
    if number[0] != "." and any(word.strip(".,;:").lower() in _VERSIONED for word in words):
        return True
    if len(words) < 2 or any(word.lower() in _DETERMINERS for word in words[-3:-1]):
        return False
    return any(letter.isupper() for letter in words[-1]) or words[-2].lower() in _BEFORE_NAMES


def _last_word(text: str) -> str:
    words = text[-_TAIL:].split()
    return words[-1].strip("\"'“”‘’.,;()").lower() if words else ""


def _read_as(objective: str, found: _Found) -> str:
    """One line that says how the words were read."""
    shown = " ".join(objective.split())
    shown = shown if len(shown) <= SHOWN else shown[: SHOWN - 1] + "…"
    parts = [f"objective “{shown}”"]
    if found.confidence is not None:
        parts.append(f"confidence {found.confidence:g}")
    if found.agents is not None:
        parts.append(f"at most {found.agents} agent{'s' * (found.agents > 1)}")
    return "; ".join([", ".join(parts), *found.notes])
