"""The shipped library: complete, consistent, and readable by a newcomer."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from podium.core.errors import UserError
from podium.core.values import EDGE_KINDS, Command
from podium.registry import data as data_module
from podium.registry import data_folder, load_catalogue, loading

LOADED = load_catalogue()
COMMANDS = LOADED.catalogue.commands
COMPUTING = {
    "orchestrate", "decision-engine", "command-relationships", "parallel-over-sequential", "context-economy",
    "verify-mathematics",
}  # fmt: skip
FOLDERS = {file.name: file.path.split("/")[0] for file in LOADED.files}
WORKFLOWS = [COMMANDS[name] for name, folder in FOLDERS.items() if folder == "workflows"]
SPECIALISTS = [COMMANDS[name] for name, folder in FOLDERS.items() if folder == "specialists"]
ATOMIC = [COMMANDS[name] for name, folder in FOLDERS.items() if folder == "atomic"]
AGENTS = [*ATOMIC, *SPECIALISTS]
WILDCARDS = {"*", "*atomic", "*orchestrator"}


def named(command: Command) -> str:
    return command.name


def steps_of(command: Command) -> list[list[str]]:
    """The waves of a chain such as `a |> (b || c)`."""
    return [re.split(r"\s*\|\|\s*", wave.strip().strip("()")) for wave in command.steps.split("|>")]


def test_the_library_is_as_large_as_promised():
    assert len(ATOMIC) >= 24
    assert len(SPECIALISTS) >= 24
    assert len(WORKFLOWS) >= 6
    assert all(file.loaded and not file.reason for file in LOADED.files)


def test_exactly_six_commands_compute():
    assert {name for name, command in COMMANDS.items() if command.computes} == COMPUTING


def test_only_workflows_and_orchestrate_are_orchestrators():
    orchestrators = {name for name, command in COMMANDS.items() if command.kind == "orchestrator"}
    assert orchestrators == {"orchestrate", *(workflow.name for workflow in WORKFLOWS)}


@pytest.mark.parametrize("command", COMMANDS.values(), ids=named)
def test_every_relation_names_a_command(command):
    for kind in EDGE_KINDS:
        targets = set(getattr(command, kind)) - WILDCARDS
        assert command.name not in targets
        assert targets <= set(COMMANDS), kind


@pytest.mark.parametrize("command", COMMANDS.values(), ids=named)
def test_every_command_takes_the_users_words_once_and_says_what_it_needs(command):
    assert command.body.count("$ARGUMENTS") == 1
    assert 40 <= len(command.description) <= 200
    assert command.complexity is not None
    assert command.context_required
    assert command.execution_time
    assert command.argument_hint


@pytest.mark.parametrize("command", AGENTS, ids=named)
def test_every_agents_text_asks_for_evidence_and_leaves_the_reply_format_to_the_task(command):
    assert "evidence" in command.body.lower()
    assert "format given with the task" in command.body
    assert '"findings"' not in command.body
    assert 150 <= len(command.body.split()) <= 600


def test_no_two_commands_share_a_sentence_of_substance():
    seen: dict[str, str] = {}
    for command in AGENTS:
        for sentence in re.split(r"(?<=[.?!])\s+|\n\n", command.body):
            words = " ".join(sentence.split())
            if len(words) > 60 and "format given with the task" not in words:
                assert seen.setdefault(words, command.name) == command.name


def test_blocking_relations_are_few_and_without_a_cycle():
    edges = {name: command.requires for name, command in COMMANDS.items() if command.requires}
    assert edges == {"deploy": ("verify-changes",)}


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=named)
def test_steps_name_atomic_commands_and_end_with_verification(workflow):
    waves = steps_of(workflow)
    names = [name for wave in waves for name in wave]
    assert all(COMMANDS[name].kind == "atomic" for name in names)
    assert set(workflow.chains_to) == set(names)
    assert len(names) == len(set(names)) <= 10
    assert waves[-1][0] in {"verify-changes", "verify-deployment", "review-design"}
    assert len(waves[-1]) == 1


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=named)
def test_steps_that_run_together_hold_no_resource_in_common(workflow):
    for wave in steps_of(workflow):
        held = [resource for name in wave for resource in COMMANDS[name].resources]
        assert len(held) == len(set(held))


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=named)
def test_a_workflows_text_explains_every_step(workflow):
    assert all(f"**{name}**" in workflow.body for name in workflow.chains_to)


def test_every_agent_has_a_substitute():
    assert all(command.substitutes for command in AGENTS)


def test_the_five_specialists_of_a_deployment_exist_under_their_names():
    named_ones = {
        "domain-specialist", "technical-specialist", "pattern-analyst", "risk-assessor", "performance-optimizer",
    }  # fmt: skip
    assert named_ones <= {command.name for command in SPECIALISTS}


def test_every_specialist_answers_to_words_of_its_own():
    words = [word for command in SPECIALISTS for word in command.roles]
    assert all(command.roles for command in SPECIALISTS)
    assert len(words) == len(set(words))
    wanted = {
        "architecture",
        "security",
        "performance",
        "integration",
        "blockchain",
        "payment",
        "database",
        "api",
        "ux",
    }
    assert wanted <= set(words)


@pytest.mark.requirement("command-complexity", "command-context", "command-duration")
def test_orchestrate_has_the_header_it_was_given():
    command = COMMANDS["orchestrate"]
    assert set(command.aliases) == {"coordinate", "command-orchestration-workflow"}
    assert (command.kind, command.complexity) == ("orchestrator", 1.4)
    assert command.context_required == "Task objective, complexity assessment, and confidence levels"
    assert command.execution_time == "Variable (2-30 minutes depending on routing strategy)"
    for line in (
        "# Orchestrator Command: `/command-orchestration-workflow` (aliases: `/orchestrate`, `/coordinate`)",
        "## **Workflow Orchestrator: Intelligent Command Orchestration System**",
        "**Combines Dynamic Recovery Protocol + Command-Based Routing + Multi-Agent Deployment**",
        "Coordinate intelligent command orchestration that dynamically routes execution strategies based on confidence "
        "levels, implements fallback protocols, and deploys specialized agents for optimal task completion.",
        "### **Complexity**: 1.4/1.5",
        "### **Context Required**: Task objective, complexity assessment, and confidence levels",
        "### **Execution Time**: Variable (2-30 minutes depending on routing strategy)",
    ):
        assert f"{line}\n" in command.body


@pytest.mark.requirement(
    "chains-to-any",
    "chains-to-parallel",
    "chains-to-decision",
    "chains-to-recovery",
    "compatible-atomic",
    "compatible-orchestrators",
    "compatible-context",
    "feeds-strategy",
    "feeds-fallbacks",
    "feeds-specialists",
    "feeds-learning",
)
def test_orchestrate_has_exactly_the_relations_it_was_given():
    command = COMMANDS["orchestrate"]
    assert command.chains_to == ("*", "parallel-over-sequential", "decision-engine", "recover-work")
    assert command.compatible_with == ("*atomic", "*orchestrator", "context-economy", "verify-mathematics")
    assert (command.requires, command.feeds_into, command.substitutes) == ((), (), ())
    assert command.extra == {
        "feeds": [
            "Dynamic execution strategy selection",
            "Fallback protocol activation",
            "Agent specialization deployment",
            "Learning pattern capture",
        ]
    }
    assert all(f"- {phrase}\n" in command.body for phrase in command.extra["feeds"])


def test_orchestrate_tells_the_model_what_to_do_with_every_status():
    body = COMMANDS["orchestrate"].body
    statuses = ("planned", "running", "awaiting_host", "interrupted", "completed", "partial", "failed", "cancelled")
    assert all(f"`{status}`" in body for status in statuses)
    assert "<command-args>" in body
    assert '`"objective" 0.65 4`' in body


@pytest.mark.parametrize("name", sorted(COMPUTING))
def test_a_computing_commands_text_names_its_tool_and_the_full_words(name):
    body = COMMANDS[name].body
    assert f"tool `{name}`" in body
    assert "<command-args>" in body


def test_data_folders_are_found_beside_the_package_first(tmp_path, monkeypatch):
    package = tmp_path / "server" / "podium"
    monkeypatch.setattr(data_module, "__file__", str(package / "registry" / "data.py"))
    (tmp_path / "commands").mkdir()
    assert data_folder("commands") == tmp_path / "commands"
    (package / "commands").mkdir(parents=True)
    assert data_folder("commands") == package / "commands"


def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "commands"
    shutil.copytree(data_folder("commands"), root)
    monkeypatch.setattr(loading, "data_folder", lambda name: tmp_path / name)
    return root


def test_a_newcomer_adds_a_command_with_one_file(tmp_path, monkeypatch):
    root = copied(tmp_path, monkeypatch)
    (root / "atomic" / "say-hello.md").write_text("---\ndescription: Say hello\n---\nHello, $ARGUMENTS\n")
    loaded = load_catalogue()
    assert loaded.catalogue.commands["say-hello"].source == "builtin"
    assert loaded.catalogue.version != LOADED.catalogue.version


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (b"---\ndescription: x\naliases: [implement]\n---\n", "atomic/zz.md:1: the name `implement` is taken"),
        (b"---\ndescription: x: y\n---\n", "atomic/zz.md:2: mapping values"),
        (b"---\ndescription: \xff\n---\n", "atomic/zz.md:2: is not UTF-8"),
    ],
)
def test_a_broken_built_in_is_named_with_its_line(tmp_path, monkeypatch, text, message):
    root = copied(tmp_path, monkeypatch)
    (root / "atomic" / "zz.md").write_bytes(text)
    with pytest.raises(UserError, match=re.escape(message)):
        load_catalogue()
