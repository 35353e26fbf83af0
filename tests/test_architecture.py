"""The floors of the house: what may import what, how long a file may be, and which names outsiders may rely on."""

from __future__ import annotations

import ast
import importlib
import inspect
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import podium
from podium.core import errors

ROOT = Path(podium.__file__).parent
FLOORS: tuple[frozenset[str], ...] = (
    frozenset({"core"}),
    frozenset({"handlers"}),
    frozenset({"carriers", "observing", "store", "workspace"}),
    frozenset({"registry", "runner"}),
    frozenset({"surface"}),
    frozenset({"app", "serving"}),
    frozenset({"hosts"}),
    frozenset({"cli", "testkit"}),
    frozenset({"__main__"}),
)
"""From the ground up. Rooms of one floor do not know each other, but for those in `NEIGHBOURS`."""
NEIGHBOURS = frozenset({("serving", "app"), ("cli", "testkit")})
PURE = ("core", "handlers")
WORLDLY = frozenset(
    {"mcp", "mcp_types", "anyio", "aiosqlite", "sqlite3", "pathlib", "time", "random", "secrets", "os", "asyncio"}
    | {"threading", "subprocess", "socket", "io", "tempfile", "logging", "podium"}
)
HEAVY = ("networkx", "numpy", "rich", "sympy", "tomlkit", "uvicorn", "starlette", "pathspec", "filelock")
LONGEST = 300
LONG = {
    "surface/tools.py": "the table of all tools with their schemas",
}
"""Files that may be longer, each with its reason."""


@cache
def modules() -> dict[str, ast.Module]:
    """Every module of the package with its tree."""
    found = {}
    for path in sorted(ROOT.rglob("*.py")):
        parts = path.relative_to(ROOT.parent).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found[name] = ast.parse(path.read_text(encoding="utf-8"))
    return found


def imports(tree: ast.AST) -> Iterator[str]:
    """Dotted names that a module imports anywhere in it; `from a import b` gives both `a` and `a.b`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            assert node.module is not None
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def ours(name: str) -> set[str]:
    """Modules of ours that a module imports, other than the packages around it."""
    found = {i for i in imports(modules()[name]) if i in modules() and i != name}
    return {i for i in found if not name.startswith(f"{i}.")}


def room(name: str) -> str:
    return name.split(".")[1] if "." in name else ""


def floor(name: str) -> int:
    return next(n for n, rooms in enumerate(FLOORS) if room(name) in rooms)


def in_rooms() -> list[str]:
    return [name for name in modules() if name != "podium"]


def test_every_room_stands_on_a_floor() -> None:
    assert {room(name) for name in in_rooms()} == set().union(*FLOORS)


@pytest.mark.parametrize("name", in_rooms())
def test_imports_run_down_only(name: str) -> None:
    for other in ours(name) - {"podium"}:
        if room(other) != room(name) and (room(name), room(other)) not in NEIGHBOURS:
            assert floor(other) < floor(name), f"{name} imports {other}"


def test_no_modules_import_each_other_in_a_circle() -> None:
    state: dict[str, str] = {}

    def visit(name: str, path: tuple[str, ...]) -> None:
        assert state.get(name) != "open", " -> ".join((*path, name))
        if name not in state:
            state[name] = "open"
            for other in sorted(ours(name)):
                visit(other, (*path, name))
            state[name] = "done"

    for name in modules():
        visit(name, ())


@pytest.mark.parametrize("name", [n for n in modules() if room(n) in PURE])
def test_what_decides_is_pure(name: str) -> None:
    used = {i.split(".")[0] for i in imports(modules()[name])} - {"podium"}
    assert not used & WORLDLY
    calls = {node.func.id for node in ast.walk(modules()[name]) if _plain_call(node)}
    assert not calls & {"open", "print", "input", "exec", "eval"}


def _plain_call(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name)


@pytest.mark.parametrize("name", [n for n in modules() if room(n) in PURE])
def test_what_decides_reads_no_clock(name: str) -> None:
    attributes = {node.attr for node in ast.walk(modules()[name]) if isinstance(node, ast.Attribute)}
    assert not attributes & {"now", "utcnow", "today", "monotonic", "perf_counter", "getenv", "environ"}


def test_nothing_of_ours_imports_asyncio() -> None:
    assert not [n for n in modules() if any(i.split(".")[0] == "asyncio" for i in imports(modules()[n]))]


def test_files_stay_short() -> None:
    lengths = {
        path.relative_to(ROOT).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for path in ROOT.rglob("*.py")
    }
    assert {name for name, length in lengths.items() if length > LONGEST} <= LONG.keys()


@pytest.mark.parametrize("name", list(modules()))
def test_every_public_name_says_what_it_is_for(name: str) -> None:
    tree = modules()[name]
    assert ast.get_docstring(tree), f"{name} has no docstring"
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            assert ast.get_docstring(node), f"{name}.{node.name} has no docstring"


@pytest.mark.parametrize(
    "package",
    [n for n in modules() if f"{n}.__init__" not in modules() and hasattr(importlib.import_module(n), "__path__")],
)
def test_packages_hand_on_only_what_they_name(package: str) -> None:
    handed = {i.split(".")[-1] for i in imports(modules()[package]) if i.startswith("podium.") and i not in modules()}
    named = getattr(importlib.import_module(package), "__all__", [])
    assert handed == set(named)


LOADED = """
import sys
{imports}
print(" ".join(sorted({{name.split(".")[0] for name in sys.modules}} & set(sys.argv[1:]))))
"""


def loaded_by(imports: str) -> set[str]:
    """Heavy libraries in a fresh process after some imports."""
    command = [sys.executable, "-c", LOADED.format(imports=imports), *HEAVY]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT.parent, timeout=60)
    return set(done.stdout.split())


@pytest.mark.slow
def test_a_server_on_stdio_starts_without_heavy_libraries() -> None:
    sdk = loaded_by("import mcp.server.stdio")
    assert loaded_by("import podium.app, podium.serving.stdio") - sdk == set()


def test_the_tree_of_errors_is_the_one_that_is_drawn() -> None:
    tree = {
        "PodiumError": "Exception",
        "UserError": "PodiumError",
        "StoreError": "PodiumError",
        "Conflict": "StoreError",
        "ReplayRefused": "PodiumError",
    }
    found = {
        name: value.__base__.__name__
        for name, value in inspect.getmembers(errors, inspect.isclass)
        if value.__module__ == errors.__name__
    }
    assert found == tree
    drawn = [line.split("+-- ")[1].split() for line in (errors.__doc__ or "").splitlines() if "+-- " in line]
    assert {words[0] for words in drawn} == tree.keys()
