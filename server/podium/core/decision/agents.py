"""Users' agents as specialists: what each is about, whose place it takes, and what it answers to beside that.

An agent is about what its name says: the role words of the shipped specialists and the terms of the lexicons are looked
for in it, and in its description. It takes a specialist's place where its name says nothing that belongs to another
(`mobile-security-coder` is narrower than security, so it comes in addition). Of several the one with the most telling
name and description takes it, of equal ones the one that was read first.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from podium.core.decision.lexicon_domains import DOMAINS
from podium.core.decision.specialists import BASE_ROLES
from podium.core.decision.terms import matches
from podium.core.decision.words import plain, stem, stems, words
from podium.core.values import Command

# Ordinal judgements: a specialist's own word in a name outweighs any description.
OWN_WORD, ROLE_WORD, CORE_TERM = 4.0, 2.0, 1.5
DESCRIBED = {OWN_WORD: 0.5, ROLE_WORD: 0.25, CORE_TERM: 0.25}
OPENING, OPENING_WORDS = 0.5, 6
"""More for a specialist's own word with which a description begins."""
MOST_DESCRIBED = 1.5
TAKES_PLACE = 2.0
DESCRIBED_ALONE, CLEAR_LEAD = 1.0, 1.5
SHORTEST_PHRASE = 2
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_READ = 600
_LONGEST_ROLE = 3

_TITLE_WORDS = """
engineer expert specialist pro professional developer dev coder programmer agent subagent assistant analyst auditor
advisor adviser consultant guru master lead leader senior junior principal staff chief officer manager researcher
assessor guardian champion mentor coach guide helper administrator admin scientist designer maintainer owner checker
ninja bot team my our the project software system enterprise solution and of for
"""
_TITLES = frozenset(stems(_TITLE_WORDS))
_MEANS = {
    "architect": "architecture",
    "optimizer": "performance",
    "optimiser": "performance",
    "tester": "testing",
    "reviewer": "review",
    "pentester": "penetration testing",
    "sre": "reliability",
    "ml": "machine learning",
    "k8s": "kubernetes",
    "db": "database",
    "dba": "database",
    "appsec": "security",
    "infosec": "security",
    "cybersecurity": "security",
    "devsecops": "security",
    "sec": "security",
    "localizer": "localization",
    "cryptographer": "cryptography",
}
_PLAIN_TITLES = ("architect", "optimizer", "optimiser")
"""Titles that name a field only where nothing else in the name does."""


@dataclass(frozen=True, slots=True)
class _About:
    """What an agent is about: the telling words of its name, points by specialist from name and description.

    `several` says that the name's words belong to different specialists, `unknown` that some belong to none.
    """

    words: tuple[str, ...]
    name: Mapping[str, float]
    described: Mapping[str, float]
    several: bool
    unknown: bool

    def points(self, specialist: str) -> float:
        return self.name.get(specialist, 0.0) + self.described.get(specialist, 0.0)

    def ranked(self) -> list[str]:
        return sorted({**self.name, **self.described}, key=lambda s: (-self.points(s), s))


def with_agents(commands: Mapping[str, Command], agents: Collection[str]) -> dict[str, Command]:
    """The commands with these agents as specialists.

    The agent that takes a shipped specialist's place gets its role words, and stands for it in the steps of the shipped
    workflows; the shipped one stays as its substitute. Every other agent answers to its own name and comes after.
    """
    fields = _Fields(c for c in commands.values() if c.source == "builtin" and c.roles and c.kind == "atomic")
    about = {name: fields.about(commands[name]) for name in agents if not commands[name].roles}
    places = _places(fields, commands, agents, about)
    changed = dict(commands)
    for name in agents:
        place = next((taken for taken, agent in places.items() if agent == name), None)
        if place:
            changed[name] = _standing_for(commands[name], commands[place])
        elif name in about:
            changed[name] = replace(commands[name], roles=_own_roles(name, about[name], fields))
    for name, command in commands.items() if places else ():
        if command.source == "builtin" and command.steps:
            changed[name] = _redirected(command, places)
    return changed


def _places(
    fields: _Fields, commands: Mapping[str, Command], agents: Iterable[str], about: Mapping[str, _About]
) -> dict[str, str]:
    """The agent that takes the place of each shipped specialist."""
    claims: dict[str, tuple[float, str]] = {}
    for name in agents:
        claim = _claim(about[name], fields) if name in about else fields.said(commands[name].roles)
        if claim and claim[1] > claims.get(claim[0], (0.0, ""))[0]:
            claims[claim[0]] = (claim[1], name)
    return {specialist: agent for specialist, (_, agent) in claims.items()}


def _claim(about: _About, fields: _Fields) -> tuple[str, float] | None:
    """The specialist whose place the agent could take, and with how many points."""
    first = about.ranked()[0] if about.name else _described_field(about)
    if first is None or about.several:
        return None
    points = about.points(first)
    by_name = about.name.get(first, 0.0)
    if first in fields.general and (about.unknown or by_name < OWN_WORD):
        return None
    if about.name and about.unknown and by_name < ROLE_WORD:
        return None
    enough = not about.name or (first in about.name and points >= TAKES_PLACE)
    return (first, points) if enough else None


def _standing_for(agent: Command, shipped: Command) -> Command:
    return replace(
        agent,
        roles=tuple(dict.fromkeys((*agent.roles, *shipped.roles))),
        substitutes=agent.substitutes or (shipped.name, *shipped.substitutes),
        execution_time=agent.execution_time or shipped.execution_time,
        complexity=shipped.complexity if agent.complexity is None else agent.complexity,
        context_required=agent.context_required or shipped.context_required,
    )


def _redirected(workflow: Command, places: Mapping[str, str]) -> Command:
    steps = re.sub(r"[A-Za-z0-9_.:-]+", lambda match: places.get(match[0], match[0]), workflow.steps)
    return replace(workflow, steps=steps, chains_to=tuple(places.get(name, name) for name in workflow.chains_to))


def _own_roles(name: str, about: _About, fields: _Fields) -> tuple[str, ...]:
    """What the agent's name says as a phrase, in full where a role word says the same; then the field it belongs to."""
    phrase = " ".join(about.words)
    if len(phrase) < SHORTEST_PHRASE or fields.known(phrase):
        phrase = " ".join(spoken_words(name))
    place = max(about.name, key=about.points) if about.name else _described_field(about)
    return (phrase, fields.own_word[place]) if place else (phrase,)


def _described_field(about: _About) -> str | None:
    """The specialist whose field a description is clearly about, where the name says nothing."""
    ranked = about.ranked()
    if about.name or not ranked:
        return None
    points, second = about.points(ranked[0]), about.points(ranked[1]) if len(ranked) > 1 else 0.0
    return ranked[0] if points >= DESCRIBED_ALONE and points >= CLEAR_LEAD * second else None


def spoken_words(name: str) -> list[str]:
    """The words of a command's name in lower case, its folder aside."""
    split = _CAMEL.sub(" ", name.rsplit(":", 1)[-1]).replace("_", " ")
    return [word.lower() for word in words(split)]


def _telling(name: str) -> list[str]:
    """The words of a name that say what it is about."""
    spoken = spoken_words(name)
    telling = [word for word in spoken if stem(plain(word)) not in _TITLES and word not in _PLAIN_TITLES]
    kept = telling or [word for word in spoken if word in _PLAIN_TITLES]
    return [meant for word in kept for meant in _MEANS.get(word, word).split()]


class _Fields:
    """The fields of the shipped specialists: role words, and terms of the domains whose first role they have."""

    def __init__(self, specialists: Iterable[Command]) -> None:
        self.own_word: dict[str, str] = {}
        self._roles: dict[tuple[str, ...], tuple[str, float]] = {}
        for command in specialists:
            self.own_word[command.name] = command.roles[0]
            for place, role in enumerate(command.roles):
                self._roles.setdefault(tuple(stems(role)), (command.name, ROLE_WORD if place else OWN_WORD))
        first = {d.name: self._roles.get(tuple(stems(d.roles.split(",")[0]))) for d in DOMAINS}
        self._of_domain = {domain: found[0] for domain, found in first.items() if found}
        self.general = {n for n, own in self.own_word.items() if own in BASE_ROLES} - set(self._of_domain.values())

    def said(self, roles: Iterable[str]) -> tuple[str, float] | None:
        """The specialist whose own word stands among the roles that an agent's file states."""
        found = (self._roles.get(tuple(stems(role))) for role in roles)
        return next(((name, 2 * OWN_WORD) for name, points in filter(None, found) if points == OWN_WORD), None)

    def known(self, phrase: str) -> bool:
        """Whether a shipped specialist answers to the phrase."""
        return tuple(stems(phrase)) in self._roles

    def about(self, agent: Command) -> _About:
        """What an agent is about."""
        named = _telling(agent.name)
        hits = self._hits(named)
        by_name: defaultdict[str, float] = defaultdict(float)
        for found in hits.values():
            for specialist, points in found.items():
                by_name[specialist] = max(by_name[specialist], points)
        everywhere = [s for s in by_name if all(s in found for found in hits.values())]
        described: defaultdict[str, float] = defaultdict(float)
        spoken = words(agent.description[:_READ])
        opening = " ".join(plain(word) for word in spoken[:OPENING_WORDS])
        for term, found in self._hits(spoken).items():
            for specialist, points in found.items():
                more = OPENING if points == OWN_WORD and term in opening else 0.0
                described[specialist] = min(MOST_DESCRIBED, described[specialist] + DESCRIBED[points] + more)
        known = {stem(word) for term in hits for word in term.split()}
        unknown = any(stem(plain(word)) not in known for word in named)
        return _About(tuple(named), by_name, described, bool(hits) and not everywhere, unknown)

    def _hits(self, spoken: list[str]) -> dict[str, dict[str, float]]:
        """Each term found, with the specialists it speaks for; a longer term hides the words in it."""
        lowered = [plain(word) for word in spoken]
        stemmed = [stem(word) for word in lowered]
        hits: dict[str, dict[str, float]] = {}
        covered: set[int] = set()
        for match in matches(lowered, stemmed, " ".join(spoken)):
            length = match.text.count(" ") + 1
            role = self._roles.get(tuple(stems(match.text)))
            found = {s: CORE_TERM for d, share in match.meaning.domains if share == 1 and (s := self._of_domain.get(d))}
            told = set(stems(match.text))
            found |= {s: OWN_WORD for s in found if told.issuperset(stems(self.own_word[s]))}
            if role:
                found[role[0]] = role[1]
            if found:
                hits[match.text] = found
            if length > 1:
                covered.update(range(match.at, match.at + length))
        for length in range(_LONGEST_ROLE, 0, -1):
            for at in range(len(stemmed) - length + 1):
                role = self._roles.get(tuple(stemmed[at : at + length]))
                if role and covered.isdisjoint(range(at, at + length)):
                    hits.setdefault(" ".join(lowered[at : at + length]), {})[role[0]] = role[1]
                    covered.update(range(at, at + length))
        return hits
