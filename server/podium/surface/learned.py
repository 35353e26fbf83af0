"""Parts of the learning report that weigh figures: intervals, selection, patterns, changes, and what to say of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from podium.core.calibration import ENOUGH, share
from podium.core.learning.intervals import mean_interval, share_interval
from podium.core.learning.model import model_of
from podium.core.learning.patterns import Alarm, Verdict, alarms
from podium.core.learning.selection import selection
from podium.core.learning.utility import Objective, measured
from podium.core.values import JSON, STRATEGIES, Knowledge, Strategy, Tally
from podium.store.outcomes import OutcomeRow
from podium.store.report import LogRow, Report

LATEST_DECISIONS = 200
PATTERNS_SHOWN = 12
MOST_LOGGED, CHANGES_SHOWN = 3, 12
LEAST_TEAM_RUNS = 3
"""Runs below which a pair of specialists is no pattern."""
TEAMS_SHOWN = 8
ORACLE = (
    "An oracle knows each task's true success rates; strategies follow from estimates, and outcomes are chance even then: "
    "on public results a choice by each task's true rates agrees with the arm that happened to be best in .68 of the "
    "tasks, so .95 is out of reach here."
)


def evidence(report: Report, verdicts: Sequence[OutcomeRow]) -> JSON:
    """For each figure the number of cases behind it and its central 90 % interval; null without any."""
    feedback = [m for m in report.months if m.source == "feedback"]
    scores = [o.routing_score for o in report.recent if o.routing_score is not None]
    several = [float(o.success or 0) for o in verdicts if o.agents > 1]
    specialized = report.strategies.get("specialized_agents", Tally())
    return {
        "routing_accuracy": _share(sum(m.successes for m in feedback), sum(m.judged for m in feedback)),
        "routing_score": _mean(scores, sum(m.routing_scored for m in report.months)),
        "deployment_success_rate": _share(specialized.successes, specialized.trials),
        "coordination_quality": _share(sum(several), len(several)),
        "recovery_success_rate": _tallies(report.recoveries.values()),
        "agent_success_rate": _tallies(report.agents.values()),
    }


def selection_of(judged: Sequence[OutcomeRow], knowledge: Knowledge) -> JSON:
    """What "appropriate strategy selection" means, three ways, over the latest decisions that were judged."""
    decided: list[tuple[Objective, Strategy]] = [
        (Objective(o.domain, _prior(o), o.rated, o.project != knowledge.project), strategy)
        for o in judged[:LATEST_DECISIONS]
        for strategy in STRATEGIES
        if strategy == o.strategy and not o.explored
    ]
    texts = {
        "rule": "Every route follows from confidence, thresholds and what is stated beside them: 1 by construction.",
        "definition": "Share of decisions with at least .95 of the expected utility of the best fixed plan.",
        "oracle": ORACLE,
    }
    if len(decided) < ENOUGH:
        return {"near_best_plan": None, "like_oracle": None, "n": len(decided), **texts}
    found = selection(model_of(knowledge.cells), decided, measured(knowledge.costs))
    shares = {"near_best_plan": round(found.near_best_plan, 4), "like_oracle": round(found.like_oracle, 4)}
    return {**shares, "n": found.n, **texts}


def _prior(outcome: OutcomeRow) -> float:
    return outcome.confidence if outcome.prior is None else outcome.prior


def alarms_of(judged: Iterable[OutcomeRow]) -> list[Alarm]:
    """Domains whose latest runs succeed less often than was stated."""
    return alarms(Verdict(o.domain, o.chosen_probability, float(o.success or 0.0)) for o in judged)


def routing_patterns(report: Report) -> list[JSON]:
    """Strategies, and strategies by confidence in tenths, with their success and support; the best supported first."""
    rows = [_pattern(name, None, tally) for name, tally in sorted(report.strategies.items())]
    tenths: defaultdict[tuple[str, int], Tally] = defaultdict(Tally)
    for (strategy, low), tally in report.confidences.items():
        key = (strategy, int(low * 10 + 1e-9))
        former = tenths[key]
        tenths[key] = Tally(former.successes + tally.successes, former.trials + tally.trials)
    best = sorted(tenths.items(), key=lambda item: (-item[1].trials, item[0]))
    rows += [_pattern(strategy, [low / 10, (low + 1) / 10], tally) for (strategy, low), tally in best]
    return rows[:PATTERNS_SHOWN]


def team_patterns(report: Report) -> list[JSON]:
    """Pairs of specialists, those first whose runs succeed most surely: by the lower end of the interval."""
    rows = [
        (share_interval(min(t.successes, t.trials), t.trials)[0], {"together": list(pair), **_support(t)})
        for pair, t in report.teams.items()
        if t.trials >= LEAST_TEAM_RUNS
    ]
    return [row for _, row in sorted(rows, key=lambda row: (-row[0], row[1]["together"]))[:TEAMS_SHOWN]]


def project_patterns(report: Report, here: str) -> list[JSON]:
    """How the strategies fare in each project, the one that asks first; projects bear fingerprints, not names."""
    return [
        {"project": project, "here": project == here, "strategy": strategy, **_support(t), "interval": _ends(t)}
        for (project, strategy), t in report.projects.items()
    ]


def changes(trend: Sequence[JSON]) -> list[JSON]:
    """What changed from the month before the latest one to the latest, by strategy; only what both months measured."""
    periods = sorted({row["period"] for row in trend})
    if len(periods) < 2:
        return []
    before, now = ({r["strategy"]: r for r in trend if r["period"] == period} for period in periods[-2:])
    found = [
        {"strategy": strategy, "figure": figure, "from": before[strategy][figure], "to": now[strategy][figure]}
        for strategy in sorted(before.keys() & now.keys())
        for figure in ("routing_accuracy", "execution_efficiency", "tokens", "seconds")
        if None not in (before[strategy][figure], now[strategy][figure])
        and before[strategy][figure] != now[strategy][figure]
    ]
    return found[:CHANGES_SHOWN]


def notes(
    verdicts: int, judged: int, found: Iterable[Alarm], changed: Sequence[JSON], log: Sequence[LogRow]
) -> list[str]:
    """What a reader should know beside the figures."""
    said = []
    if judged < ENOUGH:
        said.append(f"Not enough data for calibration: {judged} of {ENOUGH} judged outcomes.")
        said.append("Not enough data for strategy selection accuracy, which needs as many.")
    if not verdicts:
        said.append("No verdict of a user or of tests yet: call `orchestrate-feedback` after a run.")
    said += [
        f"Alarm: only {a.successes} of the last {a.trials} judged runs in {a.domain} succeeded, {a.expected:.0%} were "
        f"expected (chance {a.chance:.3f})."
        for a in found
    ]
    said += [_said(row) for row in log[:MOST_LOGGED]]
    said += [
        f"Since last month, {c['strategy']}: {c['figure'].replace('_', ' ')} {c['from']} to {c['to']}."
        for c in changed
        if c["figure"] == "routing_accuracy"
    ]
    said.append("Routing accuracy is the share of successful runs among all runs with a verdict of a user or of tests.")
    return said


def _said(row: LogRow) -> str:
    if row.kind == "threshold":
        successes, trials = row.detail["cases"]
        return (
            f"Threshold {row.detail['boundary']} of {row.domain} goes from {row.detail['from']} to {row.detail['target']}: "
            f"{successes} of {trials} succeeded where {row.detail['required']:.2f} pays."
        )
    if row.kind == "drift":
        change = f"Success in {row.domain} changed ({row.detail['direction']})"
        return f"{change}; older outcomes there of the projects it was seen in count little now."
    return f"{row.detail['strategy']} is now worked by {row.detail['to']}; its older outcomes count less."


def _pattern(strategy: str, confidence: list[float] | None, tally: Tally) -> JSON:
    return {"strategy": strategy, "confidence": confidence, **_support(tally)}


def _support(tally: Tally) -> JSON:
    return {"success": share(tally.successes, tally.trials), "n": round(tally.trials, 2)}


def _tallies(tallies: Iterable[Tally]) -> JSON:
    found = list(tallies)
    return _share(sum(t.successes for t in found), sum(t.trials for t in found))


def _share(successes: float, trials: float) -> JSON:
    known = trials > 0
    return {"n": round(trials, 2), "interval": _ends(Tally(successes, trials)) if known else None}


def _ends(tally: Tally) -> list[float]:
    return [round(end, 4) for end in share_interval(min(tally.successes, tally.trials), tally.trials)]


def _mean(values: Sequence[float], count: int) -> JSON:
    """The interval rests on the latest values, the count on all."""
    if not values:
        return {"n": count, "interval": None}
    ends = mean_interval(sum(values), sum(v * v for v in values), len(values))
    return {"n": count, "interval": [round(end, 4) for end in ends]}
