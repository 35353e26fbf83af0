"""Slash commands as files: read by the hosts' own formats, never over a file of the user's."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
import yaml

from contract_kit import COMPUTING
from podium.core.values import Catalogue
from podium.hosts.changing import write
from podium.hosts.command_files import command_files, is_ours, removed, written
from podium.hosts.table import BY_NAME, HOSTS, CommandFiles
from podium.registry import load_catalogue

WITH_FILES = {host.name: host.commands for host in HOSTS if host.commands is not None}


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue().catalogue


def front_matter(text: str) -> tuple[dict[str, str], str]:
    _, head, body = text.split("---\n", 2)
    return yaml.safe_load(head), body


@pytest.mark.parametrize("files", WITH_FILES.values(), ids=WITH_FILES)
def test_the_computing_commands_and_their_aliases_are_there(files: CommandFiles, catalogue: Catalogue) -> None:
    names = {Path(path).parent.name or Path(path).stem for path in command_files(files, catalogue)}
    assert names >= COMPUTING
    assert (names == COMPUTING) == (files.shape == "skill")


def test_markdown_keeps_the_placeholder_and_costs_a_model_nothing(catalogue: Catalogue) -> None:
    for path, text in command_files(BY_NAME["claude-code"].commands, catalogue).items():  # type: ignore[arg-type]
        head, body = front_matter(text)
        assert head["description"], path
        assert head["disable-model-invocation"] is True
        assert "$ARGUMENTS" in body


def test_gemini_s_files_are_toml_with_its_placeholder_and_run_no_shell(catalogue: Catalogue) -> None:
    for text in command_files(BY_NAME["gemini"].commands, catalogue).values():  # type: ignore[arg-type]
        read = tomllib.loads(text)
        assert set(read) == {"description", "prompt"}
        assert "{{args}}" in read["prompt"]
        assert not any(sign in read["prompt"] for sign in ("$ARGUMENTS", "!{", "@{"))


@pytest.mark.parametrize("name", ["codex", "copilot"])
def test_skills_have_the_name_of_their_folder_and_no_placeholder(name: str, catalogue: Catalogue) -> None:
    for path, text in command_files(BY_NAME[name].commands, catalogue).items():  # type: ignore[arg-type]
        head, body = front_matter(text)
        assert path == f"{head['name']}/SKILL.md"
        assert len(head["description"]) <= 1_024
        assert "$ARGUMENTS" not in body


def test_workflows_of_cline_have_no_placeholder_since_nothing_fills_it(catalogue: Catalogue) -> None:
    for text in command_files(BY_NAME["cline"].commands, catalogue).values():  # type: ignore[arg-type]
        assert "$ARGUMENTS" not in text
        assert "the user's words" in text


@pytest.mark.parametrize("files", WITH_FILES.values(), ids=WITH_FILES)
def test_files_are_written_once_and_all_taken_out_again(
    files: CommandFiles, catalogue: Catalogue, tmp_path: Path
) -> None:
    texts, folder = command_files(files, catalogue), tmp_path / "podium"
    for change in written(folder, texts):
        write(change)
    assert all(is_ours((folder / name).read_text(encoding="utf-8")) for name in texts)
    assert not any(change.needed for change in written(folder, texts))
    for change in removed(folder, texts):
        write(change)
    assert not list(folder.glob("*"))


def test_a_file_of_the_user_or_changed_by_the_user_is_never_touched(catalogue: Catalogue, tmp_path: Path) -> None:
    texts = command_files(BY_NAME["cline"].commands, catalogue)  # type: ignore[arg-type]
    mine, mended = tmp_path / "orchestrate.md", tmp_path / "fix-defect.md"
    mine.write_text("my own")
    mended.write_text(texts["fix-defect.md"] + "And be quick.\n")
    touched = {
        change.path for change in (*written(tmp_path, texts), *removed(tmp_path, texts)) if change.before is not None
    }
    assert not touched & {mine, mended}


def test_files_of_an_older_version_are_replaced_and_taken_out(catalogue: Catalogue, tmp_path: Path) -> None:
    texts = command_files(BY_NAME["cline"].commands, catalogue)  # type: ignore[arg-type]
    older = command_files(
        CommandFiles("workflow", (), ""), Catalogue({"orchestrate": catalogue.commands["fix-defect"]})
    )
    old = tmp_path / "gone.md"
    old.write_text(next(iter(older.values())), encoding="utf-8")
    assert [change.path for change in removed(tmp_path, texts)] == [old]
