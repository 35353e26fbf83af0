"""The five phases of a run with their verification lines, each checked against recorded events."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from podium.core.levels import level_of
from podium.core.monitoring import LEVEL_CHECKS
from podium.core.recomputing import check_routing
from podium.core.recovery import answered_since, succeeded
from podium.core.run import Run
from podium.core.values import JSON


def phases(run: Run) -> list[JSON]:
    """The five phases in order: name, verified, checks (check, ok, evidence), seconds."""
    found = []
    for name, checks in (
        ("analysis", _analysis(run)),
        ("mapping", _mapping(run)),
        ("selection", _selection(run)),
        ("execution", _execution(run)),
        ("recovery", _recovery(run)),
    ):
        seconds = round(_seconds(run, name), 4)
        found.append({"name": name, "verified": all(c["ok"] for c in checks), "checks": checks, "seconds": seconds})
    return found


def _check(check: str, ok: bool, evidence: str) -> JSON:
    return {"check": check, "ok": bool(ok), "evidence": evidence}


def _analysis(run: Run) -> list[JSON]:
    d = run.decision
    confidence, complexity = d.get("confidence"), d.get("complexity")
    plan = d.get("plan", [])
    return [
        _check("confidence calculated", confidence is not None, f"{confidence} ({d.get('basis')})"),
        _check("complexity assessed", complexity is not None, f"{complexity} from {len(d.get('factors', ()))} factors"),
        _check("routing strategy selected", bool(plan), " > ".join(plan)),
    ]


def _mapping(run: Run) -> list[JSON]:
    m = run.mapping
    agents = [c.call for c in run.calls.values()]
    ids = {c.id for c in agents}
    ordered = all(d in ids for c in agents for d in c.depends_on)
    return [
        _check("command map complete", m.get("commands", 0) > 0, f"{m.get('commands', 0)} commands of the registry"),
        _check("dependencies analyzed", "edges" in m, _map_evidence(m)),
        _check("execution order planned", bool(agents) and ordered, f"{_wave_count(run)} waves"),
    ]


def _map_evidence(mapping: Mapping[str, Any]) -> str:
    return ", ".join(f"{mapping.get(name, 0)} {name}" for name in ("edges", "cycles", "conflicts"))


def _selection(run: Run) -> list[JSON]:
    route = run.decision.get("route", {})
    agents, limit = len(run.agents), run.limits.agents
    written = (route.get("parallelization") or {}).get("chain")  # then no band has chosen
    wrong = [] if written else check_routing(run.decision, confidence=run.confidence if run.overridden else None)
    follows = route.get("strategy") == run.strategy and not wrong
    return [
        _check("strategy selected and validated", follows, _selected(run, wrong)),
        _check("resources allocated", 0 < agents <= limit, f"{agents} of at most {limit} agents"),
        *_context(run),
    ]


def _context(run: Run) -> list[JSON]:
    """How far the files of the workspace were read, where there are any."""
    files = run.context.get("files", {})
    if not files.get("total"):
        return []
    told = f"{files['done']} of {files['total']} files known, {run.context['loading']} packs"
    if files["left_out"]:
        told += f"; {files['left_out']} left out: {', '.join(files['first'])}"
    return [_check("context loaded", files["done"] > 0, told)]


def _selected(run: Run, wrong: list[tuple[str, str]]) -> str:
    return f"{run.strategy}; does not hold: {wrong[0][0]}" if wrong else f"{run.strategy}, as the decision shows"


def _execution(run: Run) -> list[JSON]:
    agents = run.agents
    answered = sum(c.accepted for c in agents)
    asked = sum(1 for c in agents if c.attempts)
    progressing = run.status != "failed" and asked > 0
    ready = sum(1 for c in agents if c.call.fallbacks or c.previous)
    level = level_of(run)
    return [
        _check("progressing according to strategy", progressing, f"{answered} of {len(agents)} agents answered"),
        _check(
            "monitoring active",
            bool(run.trace),
            f"{level} ({len(LEVEL_CHECKS[level])} checks), {len(run.trace)} confidence values, {len(run.deviations)} deviations",
        ),
        _check("fallbacks ready", ready == len(agents), f"{ready} of {len(agents)} agents have another command"),
    ]


def _recovery(run: Run) -> list[JSON]:
    if not run.recoveries:
        return [
            _check("recovery executed successfully", True, "nothing failed"),
            _check("failure patterns documented", True, "no failure to document"),
        ]
    ended = sum(succeeded(run, r) is not None for r in run.recoveries)
    failed = {r["agent_id"] for r in run.recoveries}
    recovered = sum(answered_since(run, i) for i in failed)
    return [
        _check("recovery executed successfully", recovered == len(failed), f"{recovered} of {len(failed)} recovered"),
        _check(
            "failure patterns documented",
            ended == len(run.recoveries),
            f"{ended} of {len(run.recoveries)} recoveries came to an end and are on record",
        ),
    ]


def _wave_count(run: Run) -> int:
    return 1 + max((c.call.wave for c in run.calls.values()), default=-1)


def _seconds(run: Run, name: str) -> float:
    if name in run.timings:
        return run.timings[name]
    recovering = sum(run.calls[i].seconds for i in {r["agent_id"] for r in run.recoveries})
    recovering = min(recovering, run.active_seconds)
    return recovering if name == "recovery" else max(0.0, run.active_seconds - recovering)
