"""Large workspaces are searched through an index that lies beside the database."""

import os
import sqlite3
import stat
import subprocess
import sys
import threading
from functools import partial
from pathlib import Path

import anyio
import pytest

from podium.core.pruning import prune, searches
from podium.workspace import Workspace, index_folder, indexing, telling
from podium.workspace import reading as reading_module
from podium.workspace.index_file import IndexFile
from podium.workspace.indexing import Indexer, entry_of
from podium.workspace.listing import Listed

OBJECTIVE = "charge the payment card of a customer"


@pytest.fixture
def project(tmp_path, monkeypatch):
    monkeypatch.setattr(reading_module, "_READ_WHOLE_BYTES", 0)
    root = tmp_path / "project"
    for at in range(40):
        put(root, f"src/part_{at}.py", f"def helper_{at}(value):\n    return value + {at}\n")
    put(
        root,
        "src/billing/card.py",
        "class Card:\n    def charge(self, customer):\n        return gateway.payment(customer)\n",
    )
    put(root, "tests/test_card.py", "def test_charge_payment_card_of_customer():\n    assert charge(card)\n")
    put(root, "rules.md", "# Rules\nNever commit on Fridays.\n")
    put(root, ".env", "PASSWORD=1\n")
    return root


@pytest.fixture
def workspace(project, tmp_path):
    workspace = Workspace([project], tmp_path / "podium.db.index")
    yield workspace
    workspace.close()


def put(root, name, text):
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def consult(workspace, *paths, objective=OBJECTIVE, **more):
    asked = partial(
        workspace.consult,
        paths,
        objective=objective,
        searches=searches(objective, [], 2_000),
        **({"seconds": 30} | more),
    )
    return anyio.run(asked)


def found(reading):
    return {piece.item.name for piece in reading.found.pieces}


def test_an_index_finds_the_pieces_that_matter_and_only_them(workspace):
    reading = consult(workspace)
    assert reading.items == ()
    assert {"src/billing/card.py", "tests/test_card.py"} <= found(reading)
    assert len(found(reading)) < 10
    assert (reading.done, reading.total) == (43, 43)
    assert (".env", "may hold secrets") in reading.skipped


def test_sources_that_an_index_found_stand_before_tests_in_the_pack(workspace):
    pruned = prune((), objective=OBJECTIVE, roles=(), budget_tokens=2_000, found=consult(workspace).found)
    assert pruned.packs[0].items[0].item.path == "src/billing/card.py"
    assert pruned.baseline_tokens > 400


def test_new_changed_and_removed_files_are_noticed(workspace, project):
    consult(workspace)
    put(project, "src/new.py", "def charge_payment_card():\n    pass\n")
    put(project, "src/part_1.py", "def customer_payment():\n    pass\n")
    os.remove(project / "src/billing/card.py")
    names = found(consult(workspace))
    assert {"src/new.py", "src/part_1.py"} <= names
    assert "src/billing/card.py" not in names


def test_a_file_that_was_only_touched_keeps_its_pieces(workspace, project, monkeypatch):
    consult(workspace)
    os.utime(project / "src/billing/card.py", ns=(1, 1))
    monkeypatch.setattr("podium.workspace.indexing.entry_of", lambda *_: pytest.fail("taken in again"))
    assert "src/billing/card.py" in found(consult(workspace))


def test_an_index_outlives_its_server(workspace, project, tmp_path, monkeypatch):
    consult(workspace)
    workspace.close()
    monkeypatch.setattr("podium.workspace.indexing.entry_of", lambda *_: pytest.fail("taken in again"))
    again = Workspace([project], tmp_path / "podium.db.index")
    assert "src/billing/card.py" in found(consult(again))
    again.close()


def test_only_the_files_below_the_paths_are_searched(workspace):
    consult(workspace)
    reading = consult(workspace, "tests")
    assert found(reading) == {"tests/test_card.py"}
    assert reading.total == 1


def test_what_is_needed_whole_is_read_whole(workspace):
    reading = consult(workspace, ".", whole=["rules.md"])
    assert [item.name for item in reading.items] == ["rules.md"]
    assert "rules.md" not in found(reading)
    assert (reading.done, reading.total) == (43, 43)


def test_a_call_that_cannot_wait_says_how_far_the_index_got(workspace, monkeypatch):
    go = threading.Event()
    original = Indexer._take_in

    def slowly(self, batch):
        go.wait(30)
        original(self, batch)

    monkeypatch.setattr(Indexer, "_take_in", slowly)
    reading = consult(workspace, seconds=0.05)
    assert (reading.done, reading.total) == (0, 43)
    go.set()
    assert consult(workspace).done == 43


def test_who_waits_is_told_how_many_files_are_read(workspace, monkeypatch):
    monkeypatch.setattr(telling, "TELL_SECONDS", 0.0)
    monkeypatch.setattr(indexing, "_BATCH", 20)
    told, go = [], threading.Event()
    original = Indexer._take_in

    def slowly(self, batch):
        if self.index.known():
            go.wait(30)
        original(self, batch)

    async def heard(done, total):
        told.append((done, total))
        if done:
            go.set()

    monkeypatch.setattr(Indexer, "_take_in", slowly)
    assert consult(workspace, heard=heard).done == 43
    assert (20, 43) in told
    assert told == sorted(told)


def test_what_is_quick_is_not_told_of(workspace):
    told = []

    async def heard(done, total):
        told.append(done)

    consult(workspace, heard=heard)
    assert told == []


def test_a_damaged_index_is_made_anew(workspace, project, tmp_path):
    consult(workspace)
    workspace.close()
    (file,) = (tmp_path / "podium.db.index").glob("*.sqlite")
    for beside in (tmp_path / "podium.db.index").glob("*.sqlite-*"):
        beside.unlink()
    file.write_bytes(b"not a database" * 500)
    again = Workspace([project], tmp_path / "podium.db.index")
    assert "src/billing/card.py" in found(consult(again))
    again.close()


def test_without_full_text_search_files_are_read_whole(workspace, monkeypatch):
    monkeypatch.setattr("podium.workspace.index_file.available", lambda: False)
    reading = consult(workspace)
    assert reading.found is None
    assert len(reading.items) == 43


def test_an_index_folder_that_cannot_be_made_leaves_reading_whole(project, tmp_path):
    (tmp_path / "blocked").write_text("")
    reading = consult(Workspace([project], tmp_path / "blocked"))
    assert reading.found is None
    assert len(reading.items) == 43


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX permissions")
def test_nobody_else_may_read_the_index(workspace, tmp_path):
    consult(workspace)
    (file,) = (tmp_path / "podium.db.index").glob("*.sqlite")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_the_index_lies_beside_the_database_not_in_it():
    assert index_folder(Path("data") / "podium.db") == Path("data") / "podium.db.index"


def test_a_killed_indexer_leaves_a_sound_file(project, tmp_path):
    script = (
        "import os, sys; from pathlib import Path\n"
        "from podium.workspace.index_file import IndexFile\n"
        "from podium.workspace.indexing import entry_of\n"
        "from podium.workspace.listing import Listed\n"
        "index = IndexFile(Path(sys.argv[1]))\n"
        "put = lambda n: entry_of(Listed(Path('.'), f'f{n}.py', (1, 1, n)), f'def charge_{n}(): pass\\n' * 40, '')\n"
        "index.put([put(n) for n in range(50)])\n"
        "index._connection.execute('BEGIN IMMEDIATE'); index._put_in(put(50)); os._exit(9)\n"
    )
    path = tmp_path / "i" / "a.sqlite"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    subprocess.run([sys.executable, "-c", script, str(path)], env=environment, check=False, timeout=60)
    index = IndexFile(path)
    assert len(index.known()) == 50
    assert len(index.best(["charg"], {"charg": 1}, 100)) >= 50
    index.close()
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()


def entries(numbers):
    return [entry_of(Listed(Path("."), f"f{n}.py", (1, 1, n)), f"def charge_{n}(): pass\n", "") for n in numbers]


def test_counts_of_common_terms_are_renewed_when_a_hundredth_of_the_files_has_changed(tmp_path):
    index = IndexFile(tmp_path / "a.sqlite")
    index.put(entries(range(400)))
    assert index.holding(["charg", "f7", "nowhere"]) == {"charg": 400, "f7": 1}
    index.put(entries(range(400, 404)))
    assert index.holding(["charg", "f402"]) == {"charg": 400, "f402": 1}
    index.put((), ["f0.py", "f1.py"])
    assert index.holding(["charg"]) == {"charg": 402}
    index.close()


def test_what_many_puts_have_left_becomes_one_segment_that_finds_the_same(tmp_path):
    path = tmp_path / "a.sqlite"
    index = IndexFile(path)
    for n in range(30):
        index.put(entries([n]))
    asked = ["charg", "f7"], {"charg": 30, "f7": 1}, 40
    before = index.best(*asked)
    index.settle()
    assert index.best(*asked) == before
    assert len(before) == 30
    index.close()
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT count(DISTINCT segid) FROM search_idx").fetchone() == (1,)
    connection.close()


def test_an_index_settles_after_taking_in_many_files(workspace, monkeypatch):
    settled = threading.Event()
    monkeypatch.setattr("podium.workspace.indexing._BATCH", 10)
    monkeypatch.setattr(IndexFile, "settle", lambda self: settled.set())
    consult(workspace)
    assert settled.wait(30)
