import os
from functools import partial

import anyio
import pytest

from podium.core.errors import UserError
from podium.workspace import Workspace, default_workspaces
from podium.workspace import reading as reading_module


@pytest.fixture
def project(tmp_path):
    root = tmp_path / "project"
    put(root, "pyproject.toml", "[project]\n")
    put(root, "src/app.py", "def app():\n    return 1\n")
    put(root, "docs/guide.md", "# Guide\n")
    return root


def put(root, name, content):
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def read(workspace, *paths, **more):
    return anyio.run(partial(workspace.read, paths, **more))


def read_all(workspace, **more):
    return anyio.run(partial(workspace.read_all, **more))


def names(reading):
    return {item.name for item in reading.items}


def test_files_are_whole_items_named_by_their_path(project):
    (item,) = read(Workspace([project]), "src/app.py").items
    assert (item.name, item.path, item.tags, item.text) == (
        *("src/app.py", "src/app.py", ("file",)),
        "def app():\n    return 1\n",
    )


def test_a_folder_gives_every_text_file_below(project):
    assert names(read(Workspace([project]), "src")) == {"src/app.py"}
    assert names(read_all(Workspace([project]))) == {"pyproject.toml", "src/app.py", "docs/guide.md"}
    assert names(read(Workspace([project]), ".")) == names(read_all(Workspace([project])))


def test_the_same_file_named_twice_is_read_once(project):
    assert len(read(Workspace([project]), "src", "src/app.py", "./src/app.py").items) == 1


SECRETS = [
    *(".env", ".env.local", ".env.production", "prod.env", ".ENV", "server.pem", "server.key", "id_rsa", "id_rsa.pub"),
    *("id_ed25519", "credentials", "credentials.json", "aws-credentials.csv", ".netrc", ".npmrc", ".pypirc", ".pgpass"),
    *(
        "store.jks",
        "cert.p12",
        "vault.kdbx",
        "secrets.yaml",
        "app.secrets.json",
        "token",
        "token.txt",
        "api_token.json",
    ),
    *(".git-credentials", ".htpasswd", "terraform.tfstate", "prod.tfvars", "service-account.json", "passwords.txt"),
    *(".aws/config", ".ssh/config", ".git/config"),
]


@pytest.mark.parametrize("name", SECRETS)
def test_secrets_are_left_out_and_listed(project, name):
    put(project, name, "top=1")
    workspace = Workspace([project])
    assert name not in names(read_all(workspace))
    listed = {skipped for skipped, _ in read_all(workspace).skipped}
    assert name in listed or f"{name.split('/')[0]}/" in listed
    named = read(workspace, name)
    assert named.items == ()
    assert [skipped for skipped, _ in named.skipped] == [name]


@pytest.mark.parametrize(
    "name", ["tokens.py", "core/credentials.py", "tokenizer.json", "environment.md", "keys.py", "key.md"]
)
def test_sources_that_only_sound_secret_are_read(project, name):
    put(project, name, "x = 1\n")
    assert name in names(read_all(Workspace([project])))


@pytest.mark.parametrize(
    "content",
    [
        "-----BEGIN " + "PRIVATE KEY-----\nMIIE\n",
        "-----BEGIN OPENSSH " + "PRIVATE KEY-----\nb3Bl\n",
        "key = 'AKIA" + "ABCDEFGHIJ234567'\n",
        "token: ghp_" + "a1B2" * 9 + "\n",
        "OPENAI=sk-proj-" + "a1B2c3D4" * 6 + "\n",
    ],
)
def test_text_that_holds_a_key_is_left_out(project, content):
    put(project, "notes.txt", content)
    reading = read_all(Workspace([project]))
    assert "notes.txt" not in names(reading)
    assert ("notes.txt", "holds a private key or an access token") in reading.skipped


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("logo.png", b"\x89PNG", "binary"),
        ("blob.txt", b"a\0b", "binary"),
        ("latin.txt", b"caf\xe9", "not UTF-8 text"),
        ("package-lock.json", "{}", "generated"),
        ("uv.lock", "", "generated"),
        ("app.min.js", "x", "generated"),
        ("huge.txt", "x" * 600_000, "larger than 512000 bytes"),
    ],
)
def test_files_no_agent_needs_are_left_out_with_the_reason(project, name, content, reason):
    put(project, name, content)
    reading = read_all(Workspace([project]))
    assert name not in names(reading)
    assert (name, reason) in reading.skipped


@pytest.mark.parametrize(
    ("folder", "reason"),
    [
        (".git", "version control"),
        ("node_modules", "installed packages"),
        (".venv", "virtual environment"),
        ("__pycache__", "cache"),
        ("dist", "build output"),
        ("app.egg-info", "build output"),
    ],
)
def test_folders_no_agent_needs_are_left_out_once(project, folder, reason):
    put(project, f"{folder}/inner/a.py", "x")
    put(project, f"{folder}/b.py", "x")
    reading = read_all(Workspace([project]))
    assert (f"{folder}/", reason) in reading.skipped
    assert not any(name.startswith(folder) for name in names(reading))


def test_a_virtual_environment_of_any_name_is_recognised(project):
    put(project, "myenv/pyvenv.cfg", "home = /usr")
    put(project, "myenv/lib/x.py", "x")
    assert ("myenv/", "virtual environment") in read_all(Workspace([project])).skipped


def test_a_folder_called_build_inside_the_sources_is_read(project):
    put(project, "src/build/plan.py", "x = 1")
    assert "src/build/plan.py" in names(read_all(Workspace([project])))


def test_gitignore_files_are_respected_the_innermost_first(project):
    put(project, ".gitignore", "*.log\n/private/\n# note\n!keep.log\n")
    put(project, "src/.gitignore", "local_*.py\n!debug.log\n")
    for name in (
        "a.log",
        "keep.log",
        "private/plan.md",
        "src/private/plan.md",
        "src/local_1.py",
        "local_1.py",
        "src/debug.log",
    ):
        put(project, name, "text")
    reading = read_all(Workspace([project]))
    assert {"keep.log", "src/private/plan.md", "local_1.py", "src/debug.log"} <= names(reading)
    assert {"a.log", "private/", "src/local_1.py"} <= {
        name for name, reason in reading.skipped if reason == "in .gitignore"
    }


def test_what_the_caller_names_is_read_although_it_is_ignored(project):
    put(project, ".gitignore", "private/\n*.log\n")
    put(project, "private/plan.md", "plan")
    put(project, "a.log", "log")
    workspace = Workspace([project])
    assert names(read(workspace, "private/plan.md", "a.log")) == {"private/plan.md", "a.log"}
    assert names(read(workspace, "private")) == {"private/plan.md"}
    assert names(read(workspace, "src")) == {"src/app.py"}


def test_a_path_in_two_folders_is_ambiguous_and_an_absolute_one_is_not(tmp_path):
    one, two = put(tmp_path, "one/src/a.py", "1"), put(tmp_path, "two/src/a.py", "2")
    workspace = Workspace([tmp_path / "one", tmp_path / "two"])
    with pytest.raises(UserError, match="several workspace folders") as error:
        read(workspace, "src/a.py")
    assert str(one) in str(error.value)
    assert str(two) in str(error.value)
    assert [item.text for item in read(workspace, str(two)).items] == ["2"]
    assert names(read_all(workspace)) == {"src/a.py", "two/src/a.py"}


def test_a_folder_inside_another_is_no_second_copy(project):
    workspace = Workspace([project, project / "src", project])
    assert names(read_all(workspace)) == {"pyproject.toml", "src/app.py", "docs/guide.md"}


def test_without_folders_the_error_says_how_to_get_one():
    with pytest.raises(UserError, match="--workspace"):
        read(Workspace([]), "a.py")
    assert read_all(Workspace([])).items == ()


def test_a_second_reading_opens_no_file_and_sees_every_change(project, monkeypatch):
    workspace = Workspace([project])
    first = read_all(workspace)
    opened = []
    original = reading_module.read_inside
    monkeypatch.setattr(
        reading_module, "read_inside", lambda folder, name, most: opened.append(name) or original(folder, name, most)
    )
    assert read_all(workspace) == first
    assert opened == []
    path = put(project, "src/app.py", "changed = True\n")
    os.utime(path, ns=(1, 1))
    (project / "docs/guide.md").unlink()
    again = read_all(workspace)
    assert opened == ["src/app.py"]
    assert "changed = True\n" in {item.text for item in again.items}
    assert "docs/guide.md" not in names(again)


def test_a_reading_stops_when_its_time_is_over_and_says_how_far_it_got(project):
    reading = read(Workspace([project]), "src", seconds=0)
    assert (reading.items, reading.done, reading.total) == ((), 0, 1)
    complete = read(Workspace([project]), "src", seconds=60)
    assert (complete.done, complete.total) == (1, 1)


def test_all_files_together_stay_within_the_limit(project, monkeypatch):
    monkeypatch.setattr(reading_module, "_MOST_BYTES", 40)
    reading = read_all(Workspace([project]))
    assert sum(len(item.text.encode()) for item in reading.items) <= 40
    assert any("past the first" in reason for _, reason in reading.skipped)
    assert reading.done < reading.total


def test_a_byte_order_mark_is_no_part_of_the_text(project):
    put(project, "bom.md", b"\xef\xbb\xbf# Head")
    (item,) = read(Workspace([project]), "bom.md").items
    assert item.text == "# Head"


def test_the_host_names_the_project_folder(tmp_path):
    home, project, other = tmp_path / "home", tmp_path / "home/project", tmp_path / "home/other"
    project.mkdir(parents=True)
    put(other, ".git/HEAD", "")
    assert default_workspaces({"CLAUDE_PROJECT_DIR": str(project)}, other, home) == [project.resolve()]
    assert default_workspaces({"CLAUDE_PROJECT_DIR": str(home / "missing")}, other, home) == [other.resolve()]
    assert default_workspaces({}, other, home) == [other.resolve()]
    assert default_workspaces({}, project, home) == []


def test_home_root_and_what_is_above_home_are_never_a_default(tmp_path):
    home = tmp_path / "users" / "home"
    put(home, ".git/HEAD", "")
    put(tmp_path / "users", "package.json", "{}")
    for folder in (home, home.parent, type(home)(home.anchor)):
        assert default_workspaces({"CLAUDE_PROJECT_DIR": str(folder)}, folder, home) == []
