"""The fingerprint of a project: one for all folders and work trees of a repository, and never a path."""

from __future__ import annotations

from pathlib import Path

from podium.workspace import fingerprint


def repository(folder: Path) -> Path:
    (folder / ".git").mkdir(parents=True)
    (folder / "src" / "deep").mkdir(parents=True)
    return folder


def test_a_folder_inside_a_repository_is_the_repository(tmp_path: Path) -> None:
    one, other = repository(tmp_path / "one"), repository(tmp_path / "other")
    assert fingerprint([one]) == fingerprint([one / "src" / "deep"]) == fingerprint([one, other])
    assert fingerprint([one]) != fingerprint([other])


def test_all_work_trees_of_a_repository_are_one_project(tmp_path: Path) -> None:
    main, tree = repository(tmp_path / "main"), tmp_path / "tree"
    own = main / ".git" / "worktrees" / "tree"
    own.mkdir(parents=True)
    tree.mkdir()
    (own / "commondir").write_text("../..\n")
    (tree / ".git").write_text(f"gitdir: {own}\n")
    assert fingerprint([tree]) == fingerprint([main])


def test_a_submodule_is_a_project_of_its_own(tmp_path: Path) -> None:
    main = repository(tmp_path / "main")
    (main / ".git" / "modules" / "part").mkdir(parents=True)
    (main / "part").mkdir()
    (main / "part" / ".git").write_text("gitdir: ../.git/modules/part\n")
    assert fingerprint([main / "part"]) not in ("", fingerprint([main]))


def test_a_broken_pointer_leaves_the_folder_itself(tmp_path: Path) -> None:
    for number, pointer in enumerate(("gitdir: nowhere\n", "", "\x00\xff")):
        folder = tmp_path / str(number)
        folder.mkdir()
        before = fingerprint([folder])
        (folder / ".git").write_text(pointer)
        assert fingerprint([folder]) == before != ""


def test_the_home_folder_is_no_project_of_what_lies_in_it(tmp_path: Path) -> None:
    home = repository(tmp_path / "home")
    (home / "a").mkdir()
    (home / "b").mkdir()
    assert fingerprint([home / "a"], home) != fingerprint([home / "b"], home)


def test_links_lead_to_the_same_project_and_no_folder_to_none(tmp_path: Path) -> None:
    one = repository(tmp_path / "one")
    (tmp_path / "link").symlink_to(one, target_is_directory=True)
    assert fingerprint([tmp_path / "link"]) == fingerprint([one])
    assert fingerprint([]) == fingerprint([tmp_path / "missing"]) == ""
