"""Libraries people have: where their files lie, which of them are commands, and every format they come in."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from podium.core.relations import relations_of
from podium.registry import FileReport, Loaded, UserFolder, listing, load_catalogue, render_prompt, user_folders, users

SEED_LIKE = """\
# Orchestrator Command: `/tide-table` (aliases: `/tides`, `/ebb`)

## **Tides: A Harbour's Timetable**

### **Purpose**
Bring ships in with the tide.

### **Complexity**: 1.2/1.5
### **Context Required**: Draught and berth
### **Execution Time**: Variable (3-9 minutes, by harbour)

### **Command Chain Execution**
1. **`/decision-engine`** - How likely is it
2. **`/debug`** - Why not

### **Automatically Chains To**
- Any command or orchestrator (it may be any)
- `/parallel-over-sequential` - For berths

### **Compatible With**
- All atomic commands (loads them)
- `/context-economy` - Less paper

### **Feeds Into**
- Harbour logs
- `/write-documentation`
"""


def write(root: Path, files: dict[str, str | bytes]) -> Path:
    for name, text in files.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return root


def load(root: Path) -> tuple[Loaded, dict[str, FileReport]]:
    loaded = load_catalogue([UserFolder(root, "mine")])
    return loaded, {file.path: file for file in users(loaded.files)}


def usable(files: dict[str, FileReport]) -> set[str]:
    return {path for path, file in files.items() if file.loaded}


def test_a_workspace_is_read_where_other_tools_keep_their_files_and_nowhere_else(tmp_path):
    root = write(
        tmp_path / "shop",
        {
            ".claude/commands/git/tidy-up.md": "Tidy.",
            ".claude/agents/security-engineer.md": "---\nname: security-engineer\ndescription: Guards\n---\nYou guard.",
            ".claude/skills/pdf/SKILL.md": "---\nname: pdf\ndescription: PDFs\n---\nRead.",
            ".claude/skills/pdf/reference.md": "More.",
            ".claude/settings.md": "no",
            ".github/prompts/explain.prompt.md": "---\nmode: agent\n---\nExplain ${input:what:the thing}.",
            ".github/workflows/ci.md": "no",
            "notes.md": "no",
            "commands/other.md": "no",
        },
    )
    loaded = load_catalogue(user_folders([], [root]))
    files = {file.path: file for file in users(loaded.files)}
    assert usable(files) == {
        ".claude/commands/git/tidy-up.md",
        ".claude/agents/security-engineer.md",
        ".claude/skills/pdf/SKILL.md",
        ".github/prompts/explain.prompt.md",
    }
    assert [file.form for file in files.values() if file.loaded] == ["command", "agent", "skill", "prompt"]
    assert set(files) - usable(files) == {".claude/skills/pdf/reference.md"}
    assert loaded.catalogue.commands["explain"].argument_hint == "[what]"
    assert "security" in loaded.catalogue.commands["security-engineer"].roles
    assert {loaded.catalogue.commands[name].source for name in ("tidy-up", "pdf")} == {"shop"}


def test_a_name_taken_by_a_built_in_becomes_the_folders_in_a_workspace_too(tmp_path):
    root = write(tmp_path, {".claude/commands/implement.md": "Mine.", ".claude/agents/debug.md": "You debug."})
    found = load_catalogue(user_folders([], [root])).catalogue.commands
    assert found["commands:implement"].body == "Mine.\n"
    assert "agents:debug" in found
    assert found["implement"].source == "builtin"


def test_a_workspace_without_such_folders_adds_nothing(tmp_path):
    assert load_catalogue(user_folders([], [tmp_path])).files == load_catalogue().files


def test_a_folder_that_is_named_and_lies_in_a_workspace_is_read_once(tmp_path):
    place = write(tmp_path / ".claude" / "commands", {"tidy.md": "Tidy."})
    loaded = load_catalogue(user_folders([place], [tmp_path]))
    assert [(file.name, file.loaded) for file in users(loaded.files)] == [("tidy", True), ("", False)]
    assert "read already" in loaded.files[-1].reason


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_no_place_of_a_workspace_leads_out_of_it(tmp_path):
    outside = write(tmp_path / "outside", {"commands/secret.md": "SECRET", "agents/spy.md": "SECRET"})
    root = tmp_path / "shop"
    (root / ".github").mkdir(parents=True)
    (root / ".claude").symlink_to(outside, target_is_directory=True)
    (root / ".github" / "prompts").symlink_to(outside / "agents", target_is_directory=True)
    loaded = load_catalogue(user_folders([], [root]))
    assert "SECRET" not in repr(loaded)
    assert all("linked folder" in file.reason for file in users(loaded.files))
    assert len(users(loaded.files)) == 3


def test_in_a_library_only_its_folders_of_commands_hold_commands(tmp_path):
    plain = ("plugins/web/commands/build.md", "agents/pilot.md", "commands/docs/api.md", "commands/test/unit.md")
    documents = ("docs/agents/how-to.md", "modes/calm.md", "tests/commands/case.md", "README-de.md", "CLAUDE.md")
    explicit = {"modes/fast.md": "---\nargument-hint: x\n---\nx", "modes/guide.md": "---\ntitle: Guide\n---\nx"}
    _, files = load(write(tmp_path, {**dict.fromkeys(plain, "Do."), **dict.fromkeys(documents, "About."), **explicit}))
    assert usable(files) == {*plain, "modes/fast.md"}
    assert all(files[path].reason for path in (*documents, "modes/guide.md"))


def test_in_a_plain_folder_everything_but_documents_is_a_command(tmp_path):
    _, files = load(write(tmp_path, dict.fromkeys(("a.md", "tools/b.md", "examples/c.md", "docs/d.md"), "Do.")))
    assert usable(files) == {"a.md", "tools/b.md", "examples/c.md"}


def test_a_folder_called_agents_holds_agents_and_a_persona_elsewhere_is_one_too(tmp_path):
    persona = "---\nname: mia\ndescription: Security engineer\n---\nYou are a security engineer.\n"
    loaded, files = load(write(tmp_path, {"mia.md": persona, "plain.md": "You are here."}))
    assert files["mia.md"].loaded
    assert "security" in loaded.catalogue.commands["mia"].roles
    assert loaded.catalogue.commands["plain"].roles == ()
    root = write(tmp_path / "agents", {"grace.md": "You guard."})
    assert load_catalogue([UserFolder(root)]).catalogue.commands["grace"].roles == ("grace",)


def test_a_file_in_the_seeds_own_format_is_read_whole(tmp_path):
    loaded, files = load(write(tmp_path, {"tide-table.md": SEED_LIKE}))
    command = loaded.catalogue.commands["tide-table"]
    assert files["tide-table.md"].reason == ""
    assert (command.kind, command.complexity, command.aliases) == ("orchestrator", 1.2, ("tides", "ebb"))
    assert command.description == "Bring ships in with the tide."
    assert command.context_required == "Draught and berth"
    assert command.execution_time.startswith("Variable (3-9 minutes")
    relations = relations_of(loaded.catalogue)
    stated = {(e.kind, e.target) for e in relations.stated if e.source == command.name and not e.inferred}
    assert stated == {
        ("chains_to", "parallel-over-sequential"),
        ("compatible_with", "context-economy"),
        ("feeds_into", "write-documentation"),
    }
    inferred = {e.target for e in relations.stated if e.source == command.name and e.inferred}
    assert inferred == {"decision-engine", "debug"}
    wildcards = {(e.kind, e.wildcard) for e in relations.wildcards if e.source == command.name}
    assert wildcards == {("chains_to", "*"), ("compatible_with", "*atomic")}


def test_a_name_in_front_matter_or_title_is_an_alias_where_it_is_free(tmp_path):
    loaded, files = load(
        write(tmp_path, {"one.md": "---\nname: uno\n---\n# /sc:one - First\n", "two.md": "# /implement\n"})
    )
    assert loaded.catalogue.commands["one"].aliases == ("uno", "sc:one")
    assert "dropped" in files["two.md"].reason


@pytest.mark.parametrize(
    ("data", "description"),
    [
        (b"\xef\xbb\xbf---\r\ndescription: Caf\xc3\xa9: open\r\n---\r\nGo.\r\n", "Café: open"),
        ("---\ndescription: Größe\n---\nx".encode("latin-1"), "Größe"),
        ("---\ndescription: Größe\n---\nx".encode("utf-16"), "Größe"),
        ("---\ndescription: Größe\n---\nx".encode("utf-16-le"), "Größe"),
        (b"---\n\tdescription: tabs\n---\nx", "tabs"),
        (b"---\ndescription: never closed\nmodel: opus\n\n# Title\n", "never closed"),
        ("---\ndescription: 設計を見る\n---\nx".encode(), "設計を見る"),
        ("---\ndescription: see\u202e\u200bn\n---\nx".encode(), "seen"),
        (b"---\ncomplexity: standard\ndescription: d\n---\nx", "d"),
    ],
)
def test_sloppy_bytes_are_read_by_their_meaning(tmp_path, data, description):
    loaded, files = load(write(tmp_path, {"x.md": data}))
    assert files["x.md"].loaded
    assert loaded.catalogue.commands["x"].description == description


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (bytes(range(256)) * 8, "no text"),
        (b"", "empty"),
        (b"---\na: !!python/object/apply:os.system [ls]\n---\nx", "tags"),
        (b"---\na: &a [x]\nb: *a\n---\nx", "aliases"),
        (b"x" * 300_000, "256 kB"),
    ],
)
def test_what_must_not_be_read_is_listed_with_its_reason(tmp_path, data, reason):
    _, files = load(write(tmp_path, {"x.md": data}))
    assert not files["x.md"].loaded
    assert reason in files["x.md"].reason


def test_the_one_question_of_a_prompt_file_is_answered_by_the_users_words(tmp_path):
    one, two = "Explain ${input:what:any thing} to me; ${input:what:any thing}!", "From ${input:a} to ${input:b}."
    commands = load(write(tmp_path, {"one.prompt.md": one, "two.prompt.md": two}))[0].catalogue.commands
    assert render_prompt(commands["one"], "tides") == "Explain tides to me; tides!\n"
    assert render_prompt(commands["one"], "").startswith("Explain ${input:what")
    assert render_prompt(commands["two"], "tides").startswith("From ${input:a} to ${input:b}.")
    assert "tides" in render_prompt(commands["two"], "tides")


def test_the_list_of_commands_counts_what_was_loaded_and_skipped(tmp_path):
    loaded, _ = load(write(tmp_path, {"a.md": "A.", "README.md": "About."}))
    found = listing(loaded)
    assert found["files_skipped"] == 1
    assert found["files_loaded"] == len(found["commands"])
    skipped = next(file for file in found["files"] if not file["loaded"])
    assert skipped["reason"].startswith("describes its folder")


@settings(max_examples=200)
@given(
    st.one_of(
        st.binary(max_size=400), st.text(max_size=400).map(lambda text: f"---\n{text}".encode("utf-8", "replace"))
    )
)
def test_any_bytes_are_loaded_or_listed_with_a_reason(tmp_path_factory, data):
    root = write(tmp_path_factory.mktemp("any") / "agents", {"x.md": data})
    _, files = load(root)
    [file] = files.values()
    assert file.loaded or file.reason
