"""Every tool as a client sees it: name, title, description, schemas, annotations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import mcp_types as types

from podium.core.values import Catalogue
from podium.registry import command_argument_name
from podium.surface import arguments as args
from podium.surface import outputs
from podium.surface.extensions import FACE_URI, FACES
from podium.surface.schemas import schema

ORCHESTRATE = ("orchestrate", "coordinate", "command-orchestration-workflow")


@dataclass(frozen=True, slots=True)
class ToolSpec:
    """One tool. `required` are the output fields that are always there, by default all."""

    name: str
    title: str
    description: str
    model: type[args.Arguments]
    output: outputs.Fields
    required: tuple[str, ...] | None = None
    read_only: bool = False
    always_load: bool = False

    def tool(self) -> types.Tool:
        """The tool as `tools/list` shows it."""
        hints = types.ToolAnnotations(
            title=self.title,
            read_only_hint=self.read_only,
            destructive_hint=False,
            idempotent_hint=self.read_only,
            open_world_hint=False,
        )
        output = {
            "type": "object",
            "properties": dict(self.output),
            "required": list(self.output if self.required is None else self.required),
        }
        return types.Tool(
            name=self.name,
            title=self.title,
            description=self.description,
            input_schema=schema(self.model),
            output_schema=output,
            annotations=hints,
            _meta=self._meta(),
        )

    def _meta(self) -> dict[str, Any] | None:
        """What hosts read beside the tool: whether to load it up front, and the page that shows its results."""
        meta: dict[str, Any] = {"anthropic/alwaysLoad": True} if self.always_load else {}
        if self.name in FACES:
            meta["ui"] = {"resourceUri": FACE_URI}
        return meta or None


_ORCHESTRATE_TEXT = (
    "Carry out an objective with the right amount of help: analyses it, routes it by confidence, has your model's agents "
    "do the parts in parallel, recovers failures, synthesizes. Pass the user's FULL words as `objective`. If the result's "
    "status is `awaiting_host`, follow `next.instructions`; if `interrupted`, call orchestrate-continue. `scores` are your "
    "own ratings 1-5 and improve routing. `chain`, or an objective that begins with one "
    "(`design-api |> (implement || write-tests): add limits`), runs exactly these commands. delivery: auto, sampling, handoff, or plan (runs nothing)."
)

SPECS: tuple[ToolSpec, ...] = (
    ToolSpec(
        "orchestrate",
        "Orchestrate",
        _ORCHESTRATE_TEXT,
        args.Orchestrate,
        outputs.RUN,
        ("run_id", "status"),
        always_load=True,
    ),
    ToolSpec(
        "coordinate", "Coordinate", "The same as orchestrate.", args.Orchestrate, outputs.RUN, ("run_id", "status")
    ),
    ToolSpec(
        "command-orchestration-workflow",
        "Command orchestration workflow",
        "The same as orchestrate.",
        args.Orchestrate,
        outputs.RUN,
        ("run_id", "status"),
    ),
    ToolSpec(
        "orchestrate-continue",
        "Continue a run",
        "Hand in agents' replies (status ok or failed, content as text), take up an interrupted or planned run, get a "
        "finished one's result, or cancel one. Sub-agents hand in with quiet true and then stop.",
        args.Continue,
        outputs.CONTINUED,
        ("run_id", "status"),
    ),
    ToolSpec(
        "agent-brief",
        "Agent's brief",
        "One agent's full prompt with its context. A sub-agent calls this first and does what it says.",
        args.Brief,
        outputs.BRIEF,
        read_only=True,
    ),
    ToolSpec(
        "orchestrate-status",
        "Runs",
        "One run as it stands, or the recent runs.",
        args.Status,
        outputs.STATUS,
        (),
        read_only=True,
    ),
    ToolSpec(
        "orchestrate-feedback",
        "Verdict on a run",
        "Tell whether a finished run's outcome was good: the user's or the tests' verdict. Podium learns from it.",
        args.Feedback,
        outputs.VERDICT,
    ),
    ToolSpec(
        "decision-engine",
        "Decision engine",
        "Analyse an objective without running anything: confidence, complexity, route, plan, specialists, questions.",
        args.Decide,
        outputs.DECISION,
        read_only=True,
        always_load=True,
    ),
    ToolSpec(
        "command-relationships",
        "Command relationships",
        "The map of slash commands: what requires, chains to, feeds or can replace what; waves, conflicts, cycles.",
        args.Relationships,
        outputs.MAP,
        read_only=True,
    ),
    ToolSpec(
        "parallel-over-sequential",
        "Parallel or sequential",
        "Decide whether tasks pay in parallel, with waves and critical path. A resource is held exclusively, "
        "`name:shared` beside other readers.",
        args.Parallel,
        outputs.WAVES,
        read_only=True,
    ),
    ToolSpec(
        "context-economy",
        "Context economy",
        "The smallest sufficient context for each role out of items and workspace paths, within a token budget.",
        args.Economy,
        outputs.PACKS,
        read_only=True,
    ),
    ToolSpec(
        "verify-mathematics",
        "Verify mathematics",
        "Recompute arithmetic, percentages, inequalities and targets (metric:0.95 against metric=0.97) in a text. Claims "
        "in free prose: say each again with its own figures as a calculation, `CLAIM := 36 / (4 * 6) = 2`.",
        args.Mathematics,
        outputs.CLAIMS,
        read_only=True,
    ),
    ToolSpec(
        "learning-report",
        "Learning report",
        "What was learned from outcomes and how well it predicts, over all or for one domain.",
        args.Learning,
        outputs.REPORT,
        read_only=True,
    ),
)
BY_NAME: Mapping[str, ToolSpec] = {spec.name: spec for spec in SPECS}


def tools(catalogue: Catalogue, *, full: bool) -> list[types.Tool]:
    """The tool list; `full` adds one tool for each further command."""
    found = list(_core())
    if full:
        taken = {_folded(spec.name) for spec in SPECS}
        for command in catalogue.commands.values():
            folded = _folded(command.name)
            if not command.computes and folded not in taken:
                taken.add(folded)
                found.append(_command_tool(command.name, command.description, command_argument_name(command)))
    return found


@cache
def _core() -> tuple[types.Tool, ...]:
    """The tools that are always there; their schemas are worth making once."""
    return tuple(spec.tool() for spec in SPECS)


def _folded(name: str) -> str:
    """A tool name as hosts fold it."""
    return name.replace("-", "_").replace(".", "_").replace(":", "_").lower()


def _command_tool(name: str, description: str, argument: str) -> types.Tool:
    return types.Tool(
        name=name.replace(":", "."),
        description=description[:300],
        input_schema={"type": "object", "properties": {argument: {"type": "string"}}, "required": [argument]},
        annotations=types.ToolAnnotations(read_only_hint=True),
    )
