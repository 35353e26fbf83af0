"""Whose field a question is: the words of an agent's role and command against those of the question."""

from __future__ import annotations

from functools import lru_cache

from podium.core.contradictions.lexicon import stemmed
from podium.core.decision.words import camel_words
from podium.core.run import CallState

_FIELDS = """
security pentester penetration auth vulnerability threat | security secure safe login password token secret encrypt tls ssl certificate
 injection xss csrf vulnerability exploit attack permission authentication authorization credential sanitize upload session
performance optimiser optimizer latency profiling | performance latency slow fast throughput memory cpu cache load millisecond bundle
 compression bottleneck p50 p95 p99 startup
database data dba sql | database query table index row schema migration sql postgres transaction replica join
test tester testing quality qa | test coverage flaky suite assertion fixture regression ci lint
operations devops platform reliability sre infrastructure deployment capacity | deploy deployment cluster kubernetes container image
 log disk backup restore rollback autoscaling instance hosting on-call outage monitoring quota
frontend ui ux interface design | browser page button css safari chrome layout render accessibility component bundle
backend api server developer | endpoint api handler service request response client retry
architecture architect | module layer service dependency coupling monolith boundary interface design
legal compliance licence license privacy | licence license gdpr regulation law contract consent retention personal
domain business product finance | customer invoice tax price refund order rule market user revenue
documentation writer docs | documentation docstring readme changelog guide manual
dependency supply | dependency library package version upgrade maintained release
"""


def _fields() -> list[tuple[frozenset[str], frozenset[str]]]:
    lines = _FIELDS.strip().replace("\n ", " ").splitlines()
    return [(stemmed(roles), stemmed(topics)) for roles, topics in (line.split("|") for line in lines)]


_TABLE = _fields()
_GENERAL = stemmed("agent specialist expert analyst reviewer engineer developer advisor lead the of")


@lru_cache(maxsize=512)
def _own_words(role: str, command: str) -> frozenset[str]:
    return frozenset(camel_words(f"{role} {command}"[:400])) - _GENERAL


def fitness(state: CallState, question: frozenset[str]) -> int:
    """How well an agent's role and command fit a question.

    Args:
        state: the agent's call.
        question: the stems of the question's topic and statements.

    Returns:
        Two for each word of the question in the name of its role or command, one for each word of its field.
    """
    own = _own_words(state.call.role, state.call.command)
    known = frozenset(word for roles, topics in _TABLE if roles & own for word in topics)
    return 2 * len(own & question) + len((known - own) & question)
