"""No byte from outside the workspace folders can be read."""

import os
import sys
from functools import partial

import anyio
import pytest

from podium.core.errors import UserError
from podium.core.pruning import searches
from podium.workspace import Workspace, opening

SECRET = "the treasure lies outside"

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="needs symbolic links and pipes")


@pytest.fixture
def tree(tmp_path):
    inside = tmp_path / "inside"
    (inside / "src").mkdir(parents=True)
    (inside / "src" / "main.py").write_text("print('hello')\n")
    (inside / "README.md").write_text("# Hello\n")
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.md").write_text(SECRET)
    (tmp_path / "inside-too").mkdir()
    (tmp_path / "inside-too" / "secret.md").write_text(SECRET)
    return tmp_path


def read(workspace, *paths):
    return anyio.run(partial(workspace.read, paths))


ESCAPES = [
    "../outside/secret.md",
    "src/../../outside/secret.md",
    "src/../src/main.py",
    "./../outside/secret.md",
    "..",
    "../",
    "src/..",
    "..\\outside\\secret.md",
    "src\\..\\..\\outside\\secret.md",
    "src/..\\../outside/secret.md",
    "....//outside/secret.md",
    ".../outside/secret.md",
    ".. /outside/secret.md",
    "..%2foutside%2fsecret.md",
    "%2e%2e/outside/secret.md",
    "%2e%2e%2foutside%2fsecret.md",
    "..%c0%afoutside%c0%afsecret.md",
    "..%252foutside%252fsecret.md",
    "\uff0e\uff0e/outside/secret.md",
    "..\u2215outside\u2215secret.md",
    "..\u2044outside\u2044secret.md",
    "\u2025/outside/secret.md",
    ".\u200b./outside/secret.md",
    "..\u200d/outside/secret.md",
    "\u202e../outside/secret.md",
    "\ufeff../outside/secret.md",
    "src/main.py\x00.md",
    "\x00",
    "../outside/secret.md\x00main.py",
    "src/main.py\n",
    "src/\x1bmain.py",
    "src/\udcffmain.py",
    "/etc/passwd",
    "/etc/hosts",
    "//etc/passwd",
    "///etc/passwd",
    "/",
    "/proc/self/environ",
    "/proc/self/cwd/README.md",
    "/dev/stdin",
    "~/secret.md",
    "~root/.ssh/id_rsa",
    "$HOME/secret.md",
    "${HOME}/secret.md",
    "%USERPROFILE%\\secret.md",
    "file:///etc/passwd",
    "file://localhost/etc/passwd",
    "http://example.org/secret.md",
    "C:\\Windows\\win.ini",
    "C:/Windows/win.ini",
    "C:secret.md",
    "\\\\server\\share\\secret.md",
    "\\\\?\\C:\\Windows\\win.ini",
    "\\\\.\\PhysicalDrive0",
    "\\Windows\\win.ini",
    "src/main.py:stream",
    "src/main.py::$DATA",
    "src:hidden:$DATA",
    "CON",
    "src/nul",
    "aux.md",
    "COM1",
    "src/LPT1.txt",
    "CONIN$",
    "prn .txt",
    "src/main.py.",
    "src/main.py ",
    "src./main.py",
    "SRC /MAIN.PY",
    "src/*.py",
    "src/main.py/../../../outside/secret.md",
    "",
    "   ",
    "a" * 5_000,
    "../inside-too/secret.md",
    "{src,../outside}/secret.md",
    "/dev/fd/0",
    "/dev/zero",
    "/proc/self/fd/0",
    "/proc/self/root/etc/passwd",
    "/proc/1/root/etc/passwd",
    "src/../proc/self/environ",
    "src/main.py%00.md",
    "src/%00main.py",
    "&#46;&#46;/outside/secret.md",
    "\\\\localhost\\C$\\secret.md",
    "\\\\?\\UNC\\server\\share\\secret.md",
    "\\??\\C:\\secret.md",
    "src/COM\u00b9.md",
    "lpt9",
    "nul.tar.gz",
    "SRC/MAIN.PY/../../../outside/secret.md",
    "b" * 300,
    "/".join(["c" * 200] * 15),
    "src/" + "d" * 300 + "/main.py",
    "src/main.py/x",
]


@pytest.mark.parametrize("path", ESCAPES, ids=range(len(ESCAPES)))
def test_a_path_that_leaves_the_workspace_is_refused_by_name(tree, path):
    with pytest.raises(UserError, match="paths: ") as error:
        read(Workspace([tree / "inside"]), path)
    assert SECRET not in str(error.value)
    assert str(tree) not in str(error.value)


@pytest.mark.parametrize("name", ["outside/secret.md", "inside-too/secret.md", "INSIDE/../outside/secret.md", ""])
def test_an_absolute_path_outside_is_refused(tree, name):
    with pytest.raises(UserError):
        read(Workspace([tree / "inside"]), str(tree / name))


def test_an_absolute_path_inside_is_accepted(tree):
    reading = read(Workspace([tree / "inside"]), str(tree / "inside" / "src" / "main.py"))
    assert [item.name for item in reading.items] == ["src/main.py"]


@posix_only
@pytest.mark.parametrize(
    ("link", "target", "asked"),
    [
        ("notes.md", "outside/secret.md", "notes.md"),
        ("docs", "outside", "docs"),
        ("docs", "outside", "docs/secret.md"),
        ("src/deep", "outside", "src/deep/secret.md"),
        ("up", ".", "up/outside/secret.md"),
        ("loop", "inside/loop", "loop"),
        ("gone.md", "outside/missing.md", "gone.md"),
        ("beside", "inside-too", "beside/secret.md"),
    ],
)
def test_a_link_out_of_the_folder_is_refused(tree, link, target, asked):
    (tree / "inside" / link).symlink_to(tree / target)
    with pytest.raises(UserError, match="link"):
        read(Workspace([tree / "inside"]), asked)


@posix_only
def test_links_met_on_the_way_are_listed_and_not_followed(tree):
    inside = tree / "inside"
    (inside / "notes.md").symlink_to(tree / "outside" / "secret.md")
    (inside / "docs").symlink_to(tree / "outside")
    (inside / "src" / "again").symlink_to(inside)
    reading = anyio.run(Workspace([inside]).read_all)
    assert {item.name for item in reading.items} == {"README.md", "src/main.py"}
    assert {("notes.md", "link"), ("docs", "link"), ("src/again", "link")} <= set(reading.skipped)


@posix_only
def test_a_link_inside_the_folder_gives_the_file_it_means_but_never_a_secret(tree):
    inside = tree / "inside"
    (inside / ".env").write_text("PASSWORD=1")
    (inside / "main.md").symlink_to(inside / "README.md")
    (inside / "env.md").symlink_to(inside / ".env")
    reading = read(Workspace([inside]), "main.md", "env.md")
    assert [item.name for item in reading.items] == ["README.md"]
    assert reading.skipped == ((".env", "may hold secrets"),)


@posix_only
@pytest.mark.parametrize("stepwise", [True, False])
@pytest.mark.parametrize("swapped", ["src", "src/main.py"])
def test_a_link_put_in_place_after_the_check_is_not_followed(tree, monkeypatch, stepwise, swapped):
    inside = tree / "inside"
    (tree / "outside" / "main.py").write_text(SECRET)
    original = opening.read_inside

    def swap_and_read(folder, relative, most):
        target = tree / "outside" / ("main.py" if swapped.endswith(".py") else "")
        if relative == "src/main.py":
            os.rename(inside / swapped, tree / "moved")
            (inside / swapped).symlink_to(target)
        return original(folder, relative, most)

    monkeypatch.setattr(opening, "_BY_STEPS", stepwise)
    monkeypatch.setattr("podium.workspace.reading.read_inside", swap_and_read)
    reading = read(Workspace([inside]), "src/main.py")
    assert reading.items == ()
    assert reading.skipped == (("src/main.py", "cannot be read"),)


@posix_only
@pytest.mark.parametrize("stepwise", [True, False])
def test_a_pipe_put_in_place_after_the_check_is_neither_read_nor_waited_for(tree, monkeypatch, stepwise):
    inside = tree / "inside"
    original = opening.read_inside

    def swap_and_read(folder, relative, most):
        if relative == "src/main.py":
            os.remove(inside / relative)
            os.mkfifo(inside / relative)
        return original(folder, relative, most)

    monkeypatch.setattr(opening, "_BY_STEPS", stepwise)
    monkeypatch.setattr("podium.workspace.reading.read_inside", swap_and_read)
    assert read(Workspace([inside]), "src/main.py").skipped == (("src/main.py", "cannot be read"),)


@posix_only
@pytest.mark.parametrize("swapped", ["src", "src/main.py"])
def test_a_link_put_in_place_behind_an_index_is_not_followed(tree, monkeypatch, swapped):
    monkeypatch.setattr("podium.workspace.reading._READ_WHOLE_BYTES", 0)
    inside = tree / "inside"
    (tree / "outside" / "main.py").write_text(f"print('hello') # {SECRET}\n")
    workspace = Workspace([inside], tree / "index")
    asked = partial(
        workspace.consult, (), objective="print hello", searches=searches("print hello", [], 2_000), seconds=30
    )
    assert {item.path for item in anyio.run(asked).at_hand} == {"src/main.py", "README.md"}
    os.rename(inside / swapped, tree / "moved")
    (inside / swapped).symlink_to(tree / "outside" / ("main.py" if swapped.endswith(".py") else ""))
    reading = anyio.run(asked)
    workspace.close()
    assert SECRET not in "".join(item.text for item in reading.at_hand)
    assert {item.path for item in reading.at_hand} == {"README.md"}


@posix_only
def test_rules_of_what_to_ignore_are_not_read_through_a_link(tree):
    (tree / "outside" / "rules").write_text("*.py\n")
    (tree / "inside" / ".gitignore").symlink_to(tree / "outside" / "rules")
    reading = anyio.run(Workspace([tree / "inside"]).read_all)
    assert {item.name for item in reading.items} == {"README.md", "src/main.py"}


@pytest.mark.parametrize("name", [".ENV", "Id_RSA", "Server.PEM", ".Git/config", ".SSH/known", "Credentials.JSON"])
def test_a_secret_stays_one_in_other_letters(tree, name):
    path = tree / "inside" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(SECRET)
    reading = read(Workspace([tree / "inside"]), name)
    assert reading.items == ()
    assert reading.skipped


@posix_only
def test_pipes_and_sockets_are_never_opened(tree):
    os.mkfifo(tree / "inside" / "pipe.md")
    workspace = Workspace([tree / "inside"])
    assert ("pipe.md", "no regular file") in read(workspace, "pipe.md").skipped
    assert ("pipe.md", "no regular file") in anyio.run(workspace.read_all).skipped


@posix_only
def test_a_file_whose_name_is_no_text_is_left_out_and_said_so(tree):
    folder = os.fsencode(tree / "inside")
    for name in (b"\xff\xfe.py", b"bad\nname.py", b"\x1b[31mred.py", "right\u202eto-left.py".encode()):
        try:
            with open(folder + b"/" + name, "w") as file:
                file.write("login = 1\n")
        except OSError:  # a file system that allows text alone
            continue
    reading = read(Workspace([tree / "inside"]), ".")
    assert sorted(item.name for item in reading.items) == ["README.md", "src/main.py"]
    assert {reason for _, reason in reading.skipped} == {"its name holds bytes or characters that cannot be shown"}
