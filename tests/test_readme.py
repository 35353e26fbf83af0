"""The README says only what is so."""

from __future__ import annotations

import json
import re
import shlex
import tomllib
from pathlib import Path

import click
import pytest

from podium import __version__
from podium.cli.main import COMMANDS, group
from podium.core.values import Catalogue
from podium.registry import UserFolder, load_catalogue
from podium.surface.tools import SPECS

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
NOT_OURS = frozenset({"--from", "--version", "--help"})
ALIASES = frozenset({"coordinate", "command-orchestration-workflow"})


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)


def marked(name: str) -> list[str]:
    return re.findall(rf"^<!-- command: {name} -->\n```bash\n(.*)\n```$", README, re.MULTILINE)


def section(title: str) -> str:
    return README.split(f"\n## {title}\n", 1)[1].split("\n## ", 1)[0]


def rows(title: str) -> list[list[str]]:
    cells = [
        line.strip("|").replace(r"\|", "/").split("|") for line in section(title).splitlines() if line.startswith("|")
    ]
    return [[cell.strip() for cell in row] for row in cells[2:]]


def command(name: str) -> click.Command:
    found = group.get_command(click.Context(group), name)
    assert found is not None, name
    return found


def options(name: str) -> dict[str, click.Option]:
    return {o: p for p in command(name).params if isinstance(p, click.Option) for o in p.opts if o.startswith("--")}


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue().catalogue


@pytest.mark.parametrize("name", ["run", "test"])
def test_each_marked_command_stands_once_on_one_line_and_sets_itself_up(name: str) -> None:
    (line,) = marked(name)
    steps = [shlex.split(step) for step in line.split(" && ")]
    assert steps[0] == ["python3", "-m", "venv", ".venv"]
    assert steps[1][:4] == [".venv/bin/pip", "install", "-q", "-e"]


def test_the_run_command_is_one_that_the_command_line_takes() -> None:
    (line,) = marked("run")
    program, name, *arguments = shlex.split(line.split(" && ")[-1])
    assert program == ".venv/bin/podium"
    command(name).make_context(name, arguments)


def test_the_test_command_installs_an_extra_that_the_project_has() -> None:
    (line,) = marked("test")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = re.findall(r"\.\[(\w+)\]", line)
    assert extras
    assert set(extras) <= set(project["optional-dependencies"])
    assert any(entry.startswith("pytest>") for extra in extras for entry in project["optional-dependencies"][extra])


def test_continuous_integration_takes_its_commands_from_the_readme() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "for name in run test" in script
    assert "-m pytest" not in script


def test_every_command_line_shown_exists() -> None:
    shown = set(re.findall(r"`podium ([a-z]+)\b", README))
    shown |= {line.split()[1] for line in blocks("text")[0].splitlines()}
    assert {"serve", "run", "resume"} <= shown
    assert shown <= set(COMMANDS)


def test_every_option_of_a_shown_command_line_exists() -> None:
    known = {option for name in COMMANDS for option in options(name)} | NOT_OURS
    assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", README)) <= known


def test_the_table_of_options_is_complete() -> None:
    shown = {option for row in rows("Options") for option in re.findall(r"--[a-z-]+", row[0])}
    assert shown == set(options("serve")) - {"--help"}


def test_the_defaults_in_the_table_are_the_defaults() -> None:
    known = options("serve")
    wrong = []
    for cells in rows("Options"):
        names, shown = re.findall(r"--[a-z-]+", cells[0]), cells[2].replace("`", "").split(", ")
        for name, value in zip(names, shown, strict=False):
            default = known[name].default
            if (
                isinstance(default, int | float | str)
                and not isinstance(default, bool)
                and str(default).removesuffix(".0") != value
            ):
                wrong.append((name, default, value))
    assert wrong == []


def test_every_option_with_a_value_has_the_environment_variable_that_is_promised() -> None:
    named = {name: option.envvar for name, option in options("serve").items() if not option.is_flag}
    assert named == {name: "PODIUM_" + name[2:].replace("-", "_").upper() for name in named}


def test_the_json_for_hosts_starts_a_server() -> None:
    (snippet,) = blocks("json")
    (server,) = json.loads(snippet)["mcpServers"].values()
    name, *arguments = server["args"]
    command(name).make_context(name, arguments)
    assert Path(server["command"]).name == "podium"


def test_the_table_of_tools_is_complete() -> None:
    shown = {re.findall(r"`([a-z-]+)`", row[0])[0] for row in rows("Use it")}
    assert shown == {spec.name for spec in SPECS} - ALIASES


def test_every_slash_command_shown_exists(catalogue: Catalogue) -> None:
    shown = set(re.findall(r"`/([a-z][a-z-]+)[ `]", README)) - {"check-licences", "mcp"}
    assert len(shown) > 8
    assert {name for name in shown if catalogue.find(name) is None} == set()


def test_the_example_of_a_command_file_is_read_without_a_note(tmp_path: Path) -> None:
    (text,) = blocks("markdown")
    folder = tmp_path / "commands-of-mine"
    folder.mkdir()
    (folder / "check-licences.md").write_text(text, encoding="utf-8")
    loaded = load_catalogue([UserFolder(folder)])
    (report,) = [report for report in loaded.files if report.name == "check-licences"]
    assert (report.loaded, report.reason) == (True, "")
    found = loaded.catalogue.commands["check-licences"]
    assert all(loaded.catalogue.find(name) for name in (*found.requires, *found.substitutes))


def test_a_command_of_the_users_takes_the_other_name_that_is_promised(tmp_path: Path) -> None:
    folder = tmp_path / "commands-of-mine"
    folder.mkdir()
    (folder / "debug.md").write_text("Find it.", encoding="utf-8")
    assert "commands-of-mine:debug" in load_catalogue([UserFolder(folder)]).catalogue.commands


def test_every_file_that_is_named_exists() -> None:
    named = set(re.findall(r"\]\(([A-Z][\w.]+)\)", README)) | set(re.findall(r"python (benchmarks/\w+\.py)", README))
    assert len(named) > 3
    assert {name for name in named if not (ROOT / name).is_file()} == set()


def test_the_changelog_speaks_of_this_version() -> None:
    assert __version__ in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_what_the_wheel_takes_along_is_in_every_clone() -> None:
    build = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]
    folders = build["targets"]["wheel"]["force-include"]
    # Git keeps no empty folder, and the build fails on one that is missing.
    assert {folder for folder in folders if not any(path.is_file() for path in (ROOT / folder).rglob("*"))} == set()
