from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from podium.core.errors import StoreError
from podium.store.files import guarded, set_aside
from podium.store.keys import KEY_BYTES, load_key
from podium.store.liveness import Owners
from podium.store.places import default_database

posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no modes of this kind")


def test_a_key_is_made_once_and_kept(database: Path) -> None:
    key = load_key(database)
    assert len(key) >= KEY_BYTES
    assert load_key(database) == key
    assert load_key(database.with_name("other.db")) != key


@posix
def test_the_key_file_is_private(database: Path) -> None:
    load_key(database)
    assert {stat.S_IMODE(path.stat().st_mode) for path in database.parent.iterdir()} == {0o600}


def test_a_key_that_is_too_short_is_set_aside_and_replaced(database: Path) -> None:
    path = database.with_name("podium.db.key")
    path.write_bytes(b"short")
    assert len(load_key(database)) >= KEY_BYTES
    assert path.with_name("podium.db.key.damaged-1").read_bytes() == b"short"


def test_a_folder_in_place_of_the_key_is_set_aside(database: Path) -> None:
    database.with_name("podium.db.key").mkdir()
    assert len(load_key(database)) >= KEY_BYTES


def test_a_key_that_cannot_be_written_is_a_typed_error_without_the_path(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError) as caught:
        load_key(tmp_path / "file" / "podium.db")
    assert str(tmp_path) not in str(caught.value)


def test_files_set_aside_take_their_companions_along_and_overwrite_nothing(tmp_path: Path) -> None:
    for content in (b"first", b"second"):
        (tmp_path / "db").write_bytes(content)
        (tmp_path / "db-wal").write_bytes(content + b" wal")
        set_aside(tmp_path / "db", ("-wal", "-shm"))
    names = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert names == {
        "db.damaged-1": b"first",
        "db.damaged-1-wal": b"first wal",
        "db.damaged-2": b"second",
        "db.damaged-2-wal": b"second wal",
    }


def test_a_guard_held_by_another_is_a_typed_error(database: Path) -> None:
    with guarded(database, 1.0), pytest.raises(StoreError, match="Another server"), guarded(database, 0.0):
        pass


def test_an_owner_lives_until_it_closes(database: Path) -> None:
    ours, theirs = Owners(database), Owners(database)
    assert ours.me == ours.me != theirs.me
    assert theirs.alive(ours.me)
    assert not theirs.alive("nobody")

    former = ours.me
    ours.close()
    assert not theirs.alive(former)
    assert ours.me != former
    ours.close()
    theirs.close()


def test_the_default_database_lies_in_a_folder_of_ours_and_is_not_created() -> None:
    path = default_database()
    assert path.name == "podium.db"
    assert path.is_absolute()
    assert "podium" in path.parent.parts[-1].lower() or "podium" in str(path.parent).lower()
