"""Which specialists an objective needs, chosen among those the catalogue holds."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection

from podium.core.decision.complexity import MOST_COMPLEXITY
from podium.core.decision.lexicon_domains import DOMAINS
from podium.core.decision.shelf import Shelf
from podium.core.learning.teams import Teams

BASE_ROLES = ("domain", "technical", "pattern", "risk", "performance")
"""The five agents of every deployment: subject matter, feasibility, precedent, risk, performance."""
COMPLEMENT = (
    "architecture",
    "security",
    "testing",
    "integration",
    "data",
    "compliance",
    "reliability",
    "user experience",
)
MOST_AGENTS = 10
MOST_DOMAIN_ROLES = 5
TELLING_DOMAIN = 0.3
"""A domain calls for specialists from this share of the best domain's score on."""
FEW = 4
LATER_ROLE = 0.8
"""Each later role of a domain gets this share of the vote of the one before."""
BESIDE, MOST_BESIDE = 0.5, 2
"""A domain's further agents of the user's library get this share of its vote; so many of them at most."""
MOST_OWN = 3

_ROLES = {domain.name: tuple(role.strip() for role in domain.roles.split(",")) for domain in DOMAINS}

Domains = tuple[tuple[str, float], ...]


def needed(shelf: Shelf, domains: Domains, stemmed: tuple[str, ...]) -> list[str]:
    """Specialists the objective calls for, the most wanted first.

    Users' agents that the objective calls by their own words lead. Every telling domain votes for its roles with its
    score, less for each later role and for further agents of the first; then come the specialists one of whose roles
    the objective mentions.
    """
    votes: defaultdict[str, float] = defaultdict(float)
    least = TELLING_DOMAIN * domains[0][1] if domains else 0.0
    for domain, score in domains:
        if score >= least:
            for place, role in enumerate(_ROLES[domain]):
                if name := shelf.specialist(role):
                    votes[name] += score * LATER_ROLE**place
            for name in shelf.beside(_ROLES[domain][0], stemmed)[:MOST_BESIDE]:
                votes[name] += score * BESIDE
    wanted = sorted(votes, key=lambda name: (-votes[name], name))
    return list(dict.fromkeys((*shelf.own(stemmed)[:MOST_OWN], *wanted, *shelf.mentioned(stemmed))))


def few(shelf: Shelf, found: list[str], limit: int, teams: Teams) -> tuple[str, ...]:
    """At most four specialists to stand beside workflows, those who did well here first."""
    called_for = found or _of_roles(shelf, COMPLEMENT)
    ranked = teams.ranked(called_for, _others(shelf, called_for), ())
    return tuple(ranked[: min(FEW, limit)])


def deployment(shelf: Shelf, found: list[str], complexity: float, limit: int, teams: Teams) -> tuple[str, ...]:
    """The specialists of a deployment: the five base roles and what the objective needs or does well here, as many as
    complexity and coverage ask for, at most `limit`. With little room the objective's own specialists take half of it.
    """
    base = _of_roles(shelf, BASE_ROLES)
    called_for = [name for name in found if name not in base]
    own = teams.ranked(called_for, _others(shelf, (*base, *called_for)), base)
    asked = max(len(base) + min(MOST_DOMAIN_ROLES, len(own)), math.ceil(MOST_AGENTS * complexity / MOST_COMPLEXITY))
    count = min(limit, MOST_AGENTS, max(1, asked))
    chosen = own[: max(count - len(base), math.ceil(count / 2))]
    room = count - len(chosen)
    kept = base if room >= len(base) else teams.ranked(base, (), chosen)[:room]
    ordered = dict.fromkeys((*(name for name in base if name in kept), *chosen))
    rest = (*base, *own, *_others(shelf, ()), *shelf.atomic)
    return tuple(dict.fromkeys((*ordered, *rest)))[:count]


def _others(shelf: Shelf, without: Collection[str]) -> list[str]:
    """Further specialists, the most widely useful first."""
    return [name for name in dict.fromkeys((*_of_roles(shelf, COMPLEMENT), *shelf.specialists)) if name not in without]


def _of_roles(shelf: Shelf, roles: tuple[str, ...]) -> list[str]:
    return list(dict.fromkeys(name for role in roles if (name := shelf.specialist(role))))
