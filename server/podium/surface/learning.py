"""The learning report: every figure from recorded outcomes, null where there is not enough data."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from podium.core.calibration import brier, expected_calibration_error, log_loss, share
from podium.core.learning.patterns import Alarm
from podium.core.results import REVIEW_BELOW
from podium.core.values import JSON, STRATEGIES, Knowledge, Tally, Thresholds
from podium.store.outcomes import OutcomeRow
from podium.store.report import MonthRow, Report
from podium.surface.learned import (
    alarms_of,
    changes,
    evidence,
    notes,
    project_patterns,
    routing_patterns,
    selection_of,
    team_patterns,
)
from podium.surface.learned_context import context_patterns
from podium.surface.learned_failures import failure_patterns

LOG_SHOWN, ALARMS_SHOWN = 5, 5


def learning_report(report: Report, knowledge: Knowledge) -> JSON:
    """Every field of `learning-report`, and beside them what it rests on.

    `evidence` holds n and 90 % interval of each figure, `selection` what good selection means, read three ways; `alarms`
    are of domains, `changes` since last month, and `log` is what learning did by itself.
    """
    judged = [o for o in report.recent if o.success is not None and not o.overridden]
    verdicts = [o for o in report.recent if o.source == "feedback"]
    pairs = [(o.chosen_probability, float(o.success or 0.0)) for o in judged]
    trend, alarms, selection = _trend(report.months), alarms_of(judged), selection_of(judged, knowledge)
    changed = changes(trend)
    return {
        "domain": report.domain,
        "decisions": report.decisions,
        "outcomes": sum(m.runs for m in report.months),
        "outcome_sources": _sources(report.months),
        **_figures(report, verdicts),
        "strategy_selection_accuracy": selection["near_best_plan"],
        "recovery_by_failure": _by_failure(report.recoveries),
        "calibration": {
            "brier": brier(pairs),
            "log_loss": log_loss(pairs),
            "ece": expected_calibration_error(pairs),
            "n": len(pairs),
        },
        "bands": _bands(judged),
        "thresholds": _thresholds(report, knowledge),
        "patterns": {**_patterns(report), "projects": project_patterns(report, knowledge.project)},
        "reviews": [
            _review(o) for o in report.recent if o.routing_score is not None and o.routing_score < REVIEW_BELOW
        ],
        "trend": trend,
        "evidence": evidence(report, verdicts),
        "selection": selection,
        "alarms": [_alarm(alarm) for alarm in alarms[:ALARMS_SHOWN]],
        "changes": changed,
        "log": [{"at": row.at, "domain": row.domain, "kind": row.kind, **row.detail} for row in report.log[:LOG_SHOWN]],
        "notes": notes(len(verdicts), len(pairs), alarms[:ALARMS_SHOWN], changed, report.log),
    }


def _figures(report: Report, verdicts: list[OutcomeRow]) -> JSON:
    recoveries, agents = report.recoveries.values(), report.agents.values()
    return {
        "routing_accuracy": _months_share(m for m in report.months if m.source == "feedback"),
        "routing_score": _mean_score(report.months),
        "deployment_success_rate": _tally(report.strategies.get("specialized_agents")),
        "coordination_quality": _coordination(verdicts),
        "recovery_success_rate": share(_sum(recoveries, 0), _sum(recoveries, 1)),
        "agent_success_rate": share(_sum(agents, 0), _sum(agents, 1)),
    }


def _alarm(alarm: Alarm) -> JSON:
    return {**alarm._asdict(), "expected": round(alarm.expected, 4), "chance": round(alarm.chance, 4)}


def _sum(tallies: Iterable[Tally], which: int) -> float:
    return sum((t.successes, t.trials)[which] for t in tallies)


def _tally(tally: Tally | None) -> float | None:
    return share(tally.successes, tally.trials) if tally else None


def _sources(months: Iterable[MonthRow]) -> JSON:
    counts = {"feedback": 0, "checks": 0, "none": 0}
    for month in months:
        counts[month.source] += month.runs
    return counts


def _months_share(months: Iterable[MonthRow]) -> float | None:
    rows = list(months)
    return share(sum(m.successes for m in rows), sum(m.judged for m in rows))


def _mean_score(months: Iterable[MonthRow]) -> float | None:
    rows = list(months)
    return share(sum(m.routing_score for m in rows), sum(m.routing_scored for m in rows))


def _coordination(verdicts: Iterable[OutcomeRow]) -> float | None:
    several = [float(o.success or 0) for o in verdicts if o.agents > 1]
    return share(sum(several), len(several))


def _by_failure(recoveries: Mapping[tuple[str, str], Tally]) -> list[JSON]:
    return [
        {"failure": failure, "strategy": strategy, "rate": _tally(tally), "n": round(tally.trials, 2)}
        for (failure, strategy), tally in sorted(recoveries.items())
    ]


def _bands(judged: Iterable[OutcomeRow]) -> list[JSON]:
    groups: dict[str, list[OutcomeRow]] = defaultdict(list)
    for outcome in judged:
        groups[outcome.strategy].append(outcome)
    rows = []
    for strategy in STRATEGIES:
        group = groups.get(strategy, [])
        shown = share(sum(o.chosen_probability for o in group), len(group))
        achieved = share(sum(float(o.success or 0) for o in group), len(group))
        rows.append({"strategy": strategy, "shown": shown, "achieved": achieved, "n": len(group)})
    return rows


def _thresholds(report: Report, knowledge: Knowledge) -> list[JSON]:
    own = {"*": Thresholds(), **knowledge.thresholds}
    return [
        {
            "domain": domain,
            "direct": t.direct,
            "workflow": t.workflow,
            "multi": t.multi,
            "certified": domain in knowledge.certified,
        }
        for domain, t in own.items()
        if report.domain in (None, domain) or domain == "*"
    ]


def _patterns(report: Report) -> JSON:
    """Patterns with their support."""
    recovery = [r for r in _by_failure(report.recoveries) if r["n"]]
    failures: dict[str, float] = defaultdict(float)
    for (failure, _), tally in report.recoveries.items():
        failures[failure] += tally.trials
    specialists = [
        {"command": name, "success": _tally(tally), "n": round(tally.trials, 2)}
        for name, tally in sorted(report.agents.items(), key=lambda i: -i[1].trials)[:20]
    ]
    return {
        "routing": routing_patterns(report),
        "recovery": recovery,
        "failure": [
            *({"failure": f, "n": round(n, 2)} for f, n in sorted(failures.items())),
            *failure_patterns(report),
        ],
        "specializations": [*specialists, *team_patterns(report)],
        "context": context_patterns(report.lessons, report.domain),
    }


def _review(outcome: OutcomeRow) -> JSON:
    return {
        "run_id": outcome.run_id,
        "strategy": outcome.strategy,
        "confidence": round(outcome.confidence, 4),
        "routing_score": outcome.routing_score,
    }


def _trend(months: Iterable[MonthRow]) -> list[JSON]:
    groups: dict[tuple[str, str], list[MonthRow]] = defaultdict(list)
    for month in months:
        groups[month.month, month.strategy].append(month)
    return [_trend_row(period, strategy, rows) for (period, strategy), rows in sorted(groups.items())]


def _trend_row(period: str, strategy: str, rows: list[MonthRow]) -> dict[str, Any]:
    runs = sum(r.runs for r in rows)
    tokens = sum(r.tokens for r in rows)
    successes = sum(r.successes for r in rows)
    return {
        "period": period,
        "strategy": strategy,
        "n": runs,
        "routing_accuracy": _months_share(r for r in rows if r.source == "feedback"),
        # Successes for each thousand tokens spent.
        "execution_efficiency": share(successes * 1_000, tokens) if successes else None,
        "tokens": round(tokens / runs) if runs else None,
        "seconds": round(sum(r.seconds for r in rows) / runs, 2) if runs else None,
    }
