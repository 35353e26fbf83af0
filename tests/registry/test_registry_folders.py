"""Users' folders: every file accounted for, nothing shadowed, nothing read from outside."""

from __future__ import annotations

import os
import sys
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podium.registry import Loaded, UserFolder, load_catalogue, walking
from podium.registry.naming import NAME_LENGTH, Names, clean_name
from podium.registry.walking import FILE_BYTES


def write(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return root


def load(root: Path, label: str = "mine") -> Loaded:
    return load_catalogue([UserFolder(root, label)])


def reports(loaded: Loaded, label: str = "mine") -> dict[str, tuple[str, bool, str]]:
    return {file.path: (file.name, file.loaded, file.reason) for file in loaded.files if file.folder == label}


def test_one_file_is_one_command(tmp_path):
    loaded = load(write(tmp_path, {"tidy-up.md": "# Tidy up\n\n$ARGUMENTS\n"}))
    command = loaded.catalogue.find("/tidy-up")
    assert command is not None
    assert (command.source, command.kind, command.body) == ("mine", "atomic", "# Tidy up\n\n$ARGUMENTS\n")
    assert reports(loaded) == {"tidy-up.md": ("tidy-up", True, "")}


def test_every_file_is_loaded_or_has_a_reason(tmp_path):
    write(
        tmp_path,
        {
            "good.md": "Good.",
            "empty.md": " \n",
            "README.md": "# About",
            "readme.markdown": "A command of that name.",
            "notes.txt": "no",
            ".hidden.md": "no",
            ".git/config.md": "no",
            "node_modules/x/y.md": "no",
            "bad.md": "---\na: &a b\n---\n",
            "deep/down/here.md": "Here.",
        },
    )
    (tmp_path / "large.md").write_bytes(b"x" * (FILE_BYTES + 1))
    found = reports(load(tmp_path))
    loaded = {path for path, (_, ok, _) in found.items() if ok}
    assert loaded == {"good.md", "readme.markdown", "deep/down/here.md"}
    skipped = {path: reason for path, (_, ok, reason) in found.items() if not ok}
    assert set(skipped) == {
        "empty.md", "README.md", "notes.txt", ".hidden.md", ".git", "node_modules", "bad.md", "large.md",
    }  # fmt: skip
    assert all(skipped.values())
    assert "256 kB" in skipped["large.md"]


def test_a_document_with_front_matter_is_a_command(tmp_path):
    found = reports(load(write(tmp_path, {"SECURITY.md": "---\ndescription: Scan\n---\nScan.\n"})))
    assert found["SECURITY.md"][:2] == ("SECURITY", True)


def test_a_missing_folder_is_listed_and_stops_nothing(tmp_path):
    loaded = load(tmp_path / "nowhere")
    assert reports(loaded) == {".": ("", False, "there is no such folder")}
    assert loaded.catalogue.find("implement")


def test_built_ins_are_shadowed_neither_by_name_nor_by_alias_nor_by_a_name_hosts_fold(tmp_path):
    names = ("orchestrate", "coordinate", "Decision_Engine", "agent-brief", "implement")
    loaded = load(write(tmp_path, {f"{name}.md": "Mine." for name in names}))
    found = {path: name for path, (name, _, _) in reports(loaded).items()}
    assert found == {f"{name}.md": f"mine:{name}" for name in names}
    for name in ("orchestrate", "coordinate", "decision-engine", "implement"):
        command = loaded.catalogue.find(name)
        assert command is not None
        assert command.source == "builtin"
    assert all("is taken" in reason for _, _, reason in reports(loaded).values())


def test_a_taken_name_takes_as_much_of_its_path_as_it_needs(tmp_path):
    files = ("deploy.md", "a/deploy.md", "b/a/deploy.md", "a/deploy.markdown", "plan.md", "a/plan.md")
    found = {path: name for path, (name, _, _) in reports(load(write(tmp_path, dict.fromkeys(files, "Go.")))).items()}
    assert found["deploy.md"] == "mine:deploy"
    assert found["plan.md"] == "plan"
    assert found["a/plan.md"] == "a:plan"
    assert found["b/a/deploy.md"] in {"a:deploy", "b:a:deploy"}
    assert len(set(found.values())) == len(files)


def test_a_skill_takes_its_folders_name_and_owns_the_files_beside_it(tmp_path):
    write(
        tmp_path, {"pdf/SKILL.md": "# PDF", "pdf/reference.md": "x", "pdf/more/deep.md": "x", "implement/SKILL.md": "x"}
    )
    found = reports(load(tmp_path))
    assert found["pdf/SKILL.md"] == ("pdf", True, "")
    assert found["implement/SKILL.md"][:2] == ("mine:implement", True)
    assert not found["pdf/reference.md"][1]
    assert not found["pdf/more/deep.md"][1]


def test_a_skill_at_the_top_takes_the_folders_own_name(tmp_path):
    root = write(tmp_path / "spreadsheets", {"SKILL.md": "# Sheets"})
    assert reports(load(root))["SKILL.md"][0] == "spreadsheets"


def test_prompt_files_drop_their_second_ending(tmp_path):
    found = reports(load(write(tmp_path, {"explain.prompt.md": "x", "planner.agent.md": "x"})))
    assert {name for name, _, _ in found.values()} == {"explain", "planner"}


def test_clashing_aliases_of_a_user_are_dropped_with_a_note(tmp_path):
    write(tmp_path, {"one.md": "---\naliases: [coordinate, implement, two, uno]\n---\nx\n", "two.md": "x"})
    loaded = load(tmp_path)
    command = loaded.catalogue.commands["one"]
    assert command.aliases == ("uno",)
    assert loaded.catalogue.aliases["uno"] == "one"
    assert loaded.catalogue.aliases["coordinate"] == "orchestrate"
    reason = reports(loaded)["one.md"][2]
    assert all(alias in reason for alias in ("coordinate", "implement", "two"))


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_links_that_leave_the_folder_are_refused_and_listed(tmp_path):
    outside = write(tmp_path / "outside", {"secret.md": "SECRET", "in/deep.md": "SECRET"})
    root = write(tmp_path / "root", {"good.md": "Good."})
    (root / "out.md").symlink_to(outside / "secret.md")
    (root / "up.md").symlink_to("../outside/secret.md")
    (root / "dir").symlink_to(outside / "in", target_is_directory=True)
    (root / "gone.md").symlink_to("nothing.md")
    (root / "loop.md").symlink_to("loop.md")
    (root / "same.md").symlink_to("good.md")
    loaded = load(root)
    found = reports(loaded)
    assert {path for path, (_, ok, _) in found.items() if ok} == {"good.md", "same.md"}
    assert all(found[path][2] for path in ("out.md", "up.md", "dir", "gone.md", "loop.md"))
    assert "SECRET" not in repr(loaded)
    assert str(tmp_path) not in repr(loaded)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_named_pipe_is_skipped_and_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.md")
    assert "ordinary file" in reports(load(tmp_path))["pipe.md"][2]


def test_utf16_and_broken_bytes_are_read(tmp_path):
    (tmp_path / "wide.md").write_bytes("# Größe\n".encode("utf-16"))
    (tmp_path / "broken.md").write_bytes(b"# Gr\xf6\xdfe\n")
    commands = load(tmp_path).catalogue.commands
    assert commands["wide"].description == "Größe"
    assert commands["broken"].description == "Größe"


def test_file_names_with_hidden_characters_are_cleaned_in_reports(tmp_path):
    try:
        write(tmp_path, {"bad\u202ename.md": "x"})
    except (OSError, UnicodeError):
        pytest.skip("the file system refuses such names")
    assert list(reports(load(tmp_path))) == ["badname.md"]


def test_folders_of_one_label_are_told_apart_and_none_is_called_builtin(tmp_path):
    roots = [write(tmp_path / str(number), {f"c{number}.md": "x"}) for number in range(3)]
    loaded = load_catalogue(
        [UserFolder(roots[0], "team"), UserFolder(roots[1], "team"), UserFolder(roots[2], "builtin")]
    )
    sources = [loaded.catalogue.commands[f"c{number}"].source for number in range(3)]
    assert sources == ["team", "team-2", "builtin-2"]


def test_a_folder_without_label_is_called_by_its_name(tmp_path):
    loaded = load_catalogue([UserFolder(write(tmp_path / "house rules", {"x.md": "x"}))])
    assert loaded.catalogue.commands["x"].source == "house-rules"


def test_the_version_changes_with_content_and_only_with_content(tmp_path):
    before = load(write(tmp_path, {"a.md": "One."})).catalogue.version
    assert load(tmp_path).catalogue.version == before
    changed = load(write(tmp_path, {"a.md": "Two."})).catalogue.version
    added = load(write(tmp_path, {"b.md": "One."})).catalogue.version
    assert len({before, changed, added, load_catalogue().catalogue.version}) == 4
    assert load(write(tmp_path, {"notes.txt": "x"})).catalogue.version == added


def test_a_folder_without_end_is_read_up_to_its_limit(tmp_path, monkeypatch):
    monkeypatch.setattr(walking, "FOLDER_ENTRIES", 3)
    found = reports(load(write(tmp_path, {f"c{number}.md": "x" for number in range(5)})))
    assert [path for path, (_, ok, _) in found.items() if ok] == ["c0.md", "c1.md", "c2.md"]
    assert "more than 3 files" in found["."][2]


def test_a_folder_that_cannot_be_listed_is_named(tmp_path, monkeypatch):
    write(tmp_path, {"good.md": "x", "shut/inner.md": "x"})
    listing = os.scandir

    def scandir(path):
        if str(path).endswith("shut"):
            raise PermissionError(13, "Permission denied", str(path))
        return listing(path)

    monkeypatch.setattr(os, "scandir", scandir)
    found = reports(load(tmp_path))
    assert found["good.md"][1]
    assert found["shut"] == ("", False, "the folder cannot be read")


def test_names_that_stay_taken_are_numbered():
    names = Names()
    path = PurePosixPath("x.md")
    given_names = [names.take_first("x" * 70, path, "mine") for _ in range(4)]
    assert [name[-2:] for name in given_names[2:]] == ["-2", "-3"]
    assert all(len(name) <= NAME_LENGTH or name == "x" * 70 for name in given_names)


@given(st.text(max_size=100))
def test_every_cleaned_name_is_a_name(text):
    name = clean_name(text)
    assert 1 <= len(name) <= NAME_LENGTH
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.:-")
    assert clean_name(name) == name


def test_names_of_other_scripts_are_stable_and_distinct():
    assert clean_name("設計") == clean_name("設計") != clean_name("実装")
    assert clean_name("déployer à l'essai") == "deployer-a-l-essai"


@given(st.lists(st.tuples(st.text(min_size=1, max_size=80), st.lists(st.sampled_from("ab"), max_size=3)), max_size=30))
def test_names_given_to_any_files_are_unique_when_folded(files):
    names = Names()
    given_names = [
        names.take_first(clean_name(stem), PurePosixPath(*folders, "x.md"), "mine") for stem, folders in files
    ]
    folded = {name.lower().replace("-", "_").replace(".", "_").replace(":", "_") for name in given_names}
    assert len(folded) == len(files)
    assert all(1 <= len(name) <= NAME_LENGTH for name in given_names)
