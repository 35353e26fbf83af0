"""A library over time: read when wanted, read again where a file changed, and never more than that."""

from __future__ import annotations

from pathlib import Path

import pytest

from podium.core.decision.shelf import shelf_of
from podium.registry import Library, Loaded, UserFolder, kept, library, loading

pytestmark = pytest.mark.anyio


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "mine"
    root.mkdir()
    (root / "tidy.md").write_text("Tidy.", encoding="utf-8")
    return root


def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that are read from now on."""
    found: list[str] = []
    original = loading.read_inside

    def read(root: Path, path: Path) -> str:
        found.append(str(path))
        return original(root, path)

    monkeypatch.setattr(loading, "read_inside", read)
    return found


def test_nothing_is_read_before_it_is_wanted(folder, monkeypatch):
    found = reads(monkeypatch)
    made = Library([UserFolder(folder)])
    assert "tidy" not in made.shipped.catalogue.commands
    assert found == []
    assert "tidy" in made.loaded().catalogue.commands
    assert found == ["tidy.md"]


def test_only_what_changed_is_read_again(folder, monkeypatch):
    (folder / "bad.md").write_text("---\na: &x 1\n---\n", encoding="utf-8")
    made = Library([UserFolder(folder)])
    made.look()
    found = reads(monkeypatch)
    assert not made.look()
    assert found == []
    (folder / "more.md").write_text("More.", encoding="utf-8")
    assert made.look()
    assert found == ["more.md"]
    (folder / "tidy.md").write_text("Tidy well.", encoding="utf-8")
    made.look()
    assert found == ["more.md", "tidy.md"]
    (folder / "tidy.md").unlink()
    made.look()
    assert "tidy" not in made.loaded().catalogue.commands


def test_a_change_makes_a_new_catalogue_and_leaves_the_former_as_it_was(folder):
    made = Library([UserFolder(folder)])
    before = made.loaded().catalogue
    (folder / "tidy.md").write_text("Tidy well.", encoding="utf-8")
    made.look()
    after = made.loaded().catalogue
    assert before.commands["tidy"].body == "Tidy.\n"
    assert after.commands["tidy"].body == "Tidy well.\n"
    assert before.version != after.version
    assert shelf_of(before) is not shelf_of(after)


def test_the_same_content_keeps_its_version_so_that_what_is_derived_is_kept(folder):
    made = Library([UserFolder(folder)])
    before = made.loaded().catalogue
    (folder / "tidy.md").write_text("Tidy.", encoding="utf-8")
    (folder / "notes.txt").write_text("x", encoding="utf-8")
    assert made.look()
    assert made.loaded().catalogue is before
    assert {file.path for file in made.loaded().files} >= {"tidy.md", "notes.txt"}


async def test_a_folder_that_cannot_be_looked_at_does_not_end_the_watch(folder, monkeypatch):
    made = Library([UserFolder(folder)], every=0.0)
    await made.fresh()
    looks: list[int] = []

    def look() -> bool:
        looks.append(1)
        raise KeyboardInterrupt if len(looks) > 2 else OSError(5, "Input/output error")

    async def wait(seconds: float) -> None:
        pass

    monkeypatch.setattr(library.anyio, "sleep", wait)
    monkeypatch.setattr(made, "look", look)
    with pytest.raises(KeyboardInterrupt):
        await made.watch()
    assert len(looks) == 3


async def test_the_disk_is_looked_at_once_a_second_at_most(folder):
    clock = Clock()
    made = Library([UserFolder(folder)], clock=clock)
    await made.fresh()
    (folder / "more.md").write_text("More.", encoding="utf-8")
    clock.now += library.LOOK_SECONDS / 2
    assert "more" not in (await made.fresh()).catalogue.commands
    clock.now += library.LOOK_SECONDS
    assert "more" in (await made.fresh()).catalogue.commands


async def test_without_folders_nothing_is_looked_at_twice(monkeypatch):
    made = Library()
    await made.fresh()
    monkeypatch.setattr(made, "look", lambda: pytest.fail("looked again"))
    assert (await made.fresh()) is made.shipped
    await made.watch()


async def test_listeners_hear_of_the_first_reading_and_of_changes_alone(folder):
    made = Library([UserFolder(folder)], every=0.0)
    heard: list[tuple[Loaded | None, Loaded]] = []
    made.listeners.append(lambda before, now: heard.append((before, now)))
    first = await made.fresh()
    await made.fresh()
    (folder / "more.md").write_text("More.", encoding="utf-8")
    second = await made.fresh()
    assert heard == [(None, first), (first, second)]


async def test_watching_notices_while_nobody_asks(folder, monkeypatch):
    made = Library([UserFolder(folder)], every=0.0)
    await made.fresh()
    waits: list[float] = []

    async def wait(seconds: float) -> None:
        waits.append(seconds)
        if len(waits) > 1:
            raise KeyboardInterrupt
        (folder / "more.md").write_text("More.", encoding="utf-8")

    monkeypatch.setattr(library.anyio, "sleep", wait)
    with pytest.raises(KeyboardInterrupt):
        await made.watch()
    assert "more" in made.loaded().catalogue.commands
    assert waits[0] >= library.WATCH_SECONDS


def test_a_file_that_vanishes_between_looking_and_reading_is_listed(folder, monkeypatch):
    monkeypatch.setattr(kept, "stamp_of", lambda file: file.unlink(missing_ok=True))
    loaded = loading.load_catalogue([UserFolder(folder)])
    assert "cannot be read" in loaded.files[-1].reason
