"""README and `docs/` say only what is so: every block runs or is read, every link leads somewhere."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import tomllib
import xml.etree.ElementTree as ET
from pathlib import Path

import click
import pytest
import yaml
from blocks import LATEST, PAGES, ROOT, Block, blocks
from generated import command_page

from podium.cli.main import COMMANDS, group
from podium.hosts.table import BY_NAME
from podium.registry import UserFolder, load_catalogue
from programs import printed

ALL = [block for page in PAGES for block in blocks(page)]
LANGUAGES = {"bash", "json", "toml", "yaml", "markdown", "text"}
OURS = ("command: run", "command: test")
"""Marks of blocks that continuous integration runs."""


def test_every_block_names_its_language_and_why_it_is_not_run() -> None:
    assert [str(block) for block in ALL if block.language not in LANGUAGES] == []
    marks = [b.mark for b in ALL if b.mark and b.mark not in OURS]
    assert [mark for mark in marks if not re.match(r"not run: \w+", mark)] == []


def test_most_shell_blocks_are_run() -> None:
    shell = [block for block in ALL if block.language == "bash"]
    assert sum(block.runs for block in shell) >= len(shell) / 2


@pytest.mark.parametrize("block", [b for b in ALL if b.language in ("json", "toml", "yaml")], ids=str)
def test_data_is_well_formed(block: Block) -> None:
    read = {"json": json.loads, "toml": tomllib.loads, "yaml": yaml.safe_load}[block.language]
    assert isinstance(read(block.text), dict)


@pytest.mark.parametrize("block", [b for b in ALL if b.language == "markdown"], ids=str)
def test_command_files_are_read_and_name_commands_that_exist(block: Block, tmp_path: Path) -> None:
    (tmp_path / "shown.md").write_text(block.text, encoding="utf-8")
    loaded = load_catalogue([UserFolder(tmp_path)])
    (report,) = [report for report in loaded.files if report.name == "shown"]
    assert (report.loaded, report.reason) == (True, "")
    found = loaded.catalogue.commands["shown"]
    assert [name for name in (*found.requires, *found.substitutes) if loaded.catalogue.find(name) is None] == []


@pytest.mark.parametrize("block", [b for b in ALL if b.language in ("bash", "text") and not b.runs], ids=str)
def test_every_command_line_that_is_only_shown_is_one_that_is_taken(block: Block) -> None:
    for words in block.command_lines():
        if words[:1] != ["--version"]:
            command, arguments = _found(group, words)
            command.make_context(words[0], arguments, resilient_parsing=False)


def _found(command: click.Command, words: list[str]) -> tuple[click.Command, list[str]]:
    """The command that words name, with the rest of them."""
    while isinstance(command, click.Group) and words:
        inner = command.get_command(click.Context(command), words[0])
        if inner is None:
            break
        command, words = inner, words[1:]
    assert command is not group, f"there is no command {words}"
    return command, words


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A project folder, with a home beside it."""
    folder = tmp_path / "shop"
    folder.mkdir()
    (tmp_path / "home").mkdir()
    (folder / "pyproject.toml").write_text("[project]\nname = 'shop'\n")
    (folder / "login.py").write_text("def login(user, password):\n    return user.check(password)\n")
    return folder


@pytest.mark.slow
@pytest.mark.timeout(400)
@pytest.mark.skipif(shutil.which("bash") is None, reason="the blocks are for a shell")
@pytest.mark.parametrize("page", [p for p in PAGES if any(b.runs for b in blocks(p))], ids=lambda page: page.name)
def test_the_blocks_of_a_page_run_one_after_the_other(page: Path, shop: Path) -> None:
    environ = {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(shop.parent / "home"),
        "LANG": "C.UTF-8",
    }
    shell = ["bash", "-euo", "pipefail", "-c"]
    for block in (b for b in blocks(page) if b.runs):
        text = block.text
        if LATEST in text:
            listed = printed([*shell, "podium runs --json"], shop, environ)
            text = text.replace(LATEST, json.loads(listed)["runs"][0]["run_id"])
        printed([*shell, text], shop, environ)


def test_the_page_of_every_command_is_what_the_registry_says() -> None:
    page = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    assert page == command_page(load_catalogue().catalogue), "run python tests/docs/regenerate.py"


def test_every_link_leads_to_a_file() -> None:
    broken = [
        (page.name, target)
        for page in PAGES
        for target in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8"))
        if "://" not in target and not (page.parent / target).exists()
    ]
    assert broken == []


def test_every_page_can_be_reached_from_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [page.name for page in PAGES[1:] if f"(docs/{page.name})" not in readme] == []


def test_the_picture_of_a_run_needs_no_script_and_nothing_from_elsewhere() -> None:
    text = (ROOT / "docs" / "run.svg").read_text(encoding="utf-8")
    root = ET.fromstring(text)
    assert {element.tag.split("}")[1] for element in root.iter()} <= {
        "svg",
        "title",
        "desc",
        "style",
        "defs",
        "marker",
        "path",
        "g",
        "rect",
        "text",
    }
    assert "http" not in text.replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert "(docs/run.svg)" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_host_stands_in_the_table_of_hosts() -> None:
    page = (ROOT / "docs" / "hosts.md").read_text(encoding="utf-8")
    assert set(re.findall(r"`podium install ([a-z-]+)", page)) >= BY_NAME.keys()


def test_every_option_named_in_a_page_exists() -> None:
    known = {o for name in COMMANDS for p in _found(group, [name])[0].params for o in p.opts}
    for page in PAGES[1:]:
        named = set(re.findall(r"`(--[a-z-]+)", page.read_text(encoding="utf-8")))
        assert named <= known | {"--strict", "--picture"}, page.name


def test_every_script_named_in_a_page_exists() -> None:
    for page in PAGES:
        named = re.findall(r"python ((?:benchmarks|tests)/[\w/]+\.py)", page.read_text(encoding="utf-8"))
        assert [name for name in named if not (ROOT / name).is_file()] == [], page.name
