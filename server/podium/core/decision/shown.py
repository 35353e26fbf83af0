"""A decision as JSON, with the public field names."""

from __future__ import annotations

from podium.core.values import JSON, Decision, Route

DIGITS = 4


def to_json(decision: Decision) -> JSON:
    """The fields of `decision-engine`; numbers rounded to four places."""
    return {
        "objective": decision.objective,
        "confidence": _rounded(decision.confidence),
        "interval": [_rounded(end) for end in decision.interval],
        "complexity": _rounded(decision.complexity),
        "basis": decision.basis,
        "factors": [
            {
                "name": factor.name,
                "value": _rounded(factor.value),
                "weight": _rounded(factor.weight),
                "contribution": _rounded(factor.contribution),
                "evidence": list(factor.evidence),
            }
            for factor in decision.factors
        ],
        "domains": [{"name": name, "score": _rounded(score)} for name, score in decision.domains],
        "specializations": list(decision.specializations),
        "route": _route(decision.route),
        "thresholds": {
            "direct": _rounded(decision.thresholds.direct),
            "workflow": _rounded(decision.thresholds.workflow),
            "multi": _rounded(decision.thresholds.multi),
        },
        **_prospects(decision),
        "prior": _rounded(decision.prior),
        "rated": decision.rated,
        "settled": decision.settled,
        "explored": decision.explored,
        "repeat": decision.repeat and decision.repeat._asdict(),
        "chain": list(decision.chain),
        "questions": list(decision.questions),
    }


def _prospects(decision: Decision) -> JSON:
    return {
        "approaches": [
            {
                "strategy": each.strategy,
                "success_probability": _rounded(each.success_probability),
                "cost": _rounded(each.cost),
                "utility": _rounded(each.utility),
            }
            for each in decision.approaches
        ],
        "plan": list(decision.plan),
        "resources": {
            "agents": decision.resources.agents,
            "waves": decision.resources.waves,
            "tokens": decision.resources.tokens,
            "minutes": _rounded(decision.resources.minutes),
        },
        "history": {
            "outcomes": decision.outcomes,
            "domain_outcomes": decision.domain_outcomes,
            "project": decision.project,
            "project_outcomes": decision.project_outcomes,
            "elsewhere": None if decision.elsewhere is None else _rounded(decision.elsewhere),
        },
    }


def _route(route: Route) -> JSON:
    shown: JSON = {
        "strategy": route.strategy,
        "band": [_rounded(end) for end in route.band],
        "reason": route.reason,
        "elevated_by": list(route.elevated_by),
        "monitoring": route.monitoring,
        "coordination": route.coordination,
    }
    if route.strategy == "direct_atomic":
        return shown | {
            "commands": list(route.commands),
            "parallelization": route.parallelization or {"parallel": False, "groups": []},
        }
    if route.strategy == "orchestrated_workflow":
        return shown | {"orchestrator": route.orchestrator} | _written(route)
    if route.strategy == "multi_workflow":
        several = {"workflows": list(route.workflows), "specializations": list(route.specializations)}
        return shown | several | _written(route)
    return shown | {"agent_count": route.agent_count, "specializations": list(route.specializations)}


def _written(route: Route) -> JSON:
    """What a route shows besides where a person wrote its chain."""
    if not route.parallelization:
        return {}
    return {"commands": list(route.commands), "parallelization": route.parallelization}


def _rounded(number: float) -> float:
    return round(number, DIGITS)
