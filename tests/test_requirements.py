from __future__ import annotations

import ast
import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

TESTS = Path(__file__).parent


def load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module
    spec.loader.exec_module(module)
    return module


requirements = load(TESTS / "requirements.py")
seed_coverage = load(TESTS.parent / "benchmarks" / "seed_coverage.py")


def marked(source: str) -> Iterator[str]:
    """The ids that the tests of a file carry, read from its text so that no test needs to be collected."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("mark.requirement"):
            assert node.args, "a requirement marker names at least one id"
            for argument in node.args:
                assert isinstance(argument, ast.Constant), "ids are written out, so that they can be found"
                yield str(argument.value)


def carried() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for path in sorted(TESTS.rglob("test_*.py")):
        for name in marked(path.read_text(encoding="utf-8")):
            found.setdefault(name, []).append(path.name)
    return found


def test_no_test_names_an_unknown_requirement() -> None:
    unknown = {name: files for name, files in carried().items() if name not in requirements.REQUIREMENTS}
    assert not unknown


def test_every_requirement_has_a_test_or_an_open_issue() -> None:
    assert not set(requirements.REQUIREMENTS) - set(carried()) - set(requirements.OPEN)


def test_no_requirement_with_a_test_is_listed_as_open() -> None:
    assert not set(requirements.OPEN) & set(carried())


def test_open_requirements_exist_and_name_an_issue() -> None:
    assert set(requirements.OPEN) <= set(requirements.REQUIREMENTS)
    assert set(requirements.OPEN.values()) <= set(requirements.ISSUES)


def test_no_piece_of_the_document_has_two_requirements() -> None:
    marks = [mark for requirement in requirements.REQUIREMENTS.values() for mark in requirement.seed]
    assert len(marks) == len(set(marks))
    assert all(requirement.seed for requirement in requirements.REQUIREMENTS.values())


def test_markers_are_found_wherever_they_are_written() -> None:
    source = (
        'pytestmark = pytest.mark.requirement("a")\n'
        '@pytest.mark.requirement("b", "c")\ndef test_x(): ...\n'
        'pytest.param(1, marks=mark.requirement("d"))\n'
    )
    assert sorted(marked(source)) == ["a", "b", "c", "d"]


DOCUMENT = """# Title
## Route (≥90%)
- Deploy up to **10** agents
1. First step
```js
// a remark
function choose(a) {
  return { type: 'direct', limit: 5 }
}
```
**Verification**: done
"""


def test_bullets_headings_statements_and_code_of_a_document_are_found() -> None:
    found = list(seed_coverage.pieces(DOCUMENT))
    assert [(piece.kind, piece.line) for piece in found] == [
        ("heading", 2),
        ("bullet", 3),
        ("bullet", 4),
        ("code", 7),
        ("code", 8),
        ("statement", 11),
    ]
    assert [piece.numbers for piece in found] == [("90%",), ("10",), (), (), ("5",), ()]


def test_a_document_that_says_something_new_is_reported(tmp_path: Path, capsys) -> None:
    path = tmp_path / "document.md"
    path.write_text(DOCUMENT, encoding="utf-8")
    assert seed_coverage.main([str(path)]) == 1
    assert "no requirement for this bullet" in capsys.readouterr().err


def test_a_fingerprint_does_not_hang_on_layout_or_case() -> None:
    changed = DOCUMENT.replace("- Deploy", "  *  deploy").replace("**10**", "10")
    prints = [[piece.fingerprint for piece in seed_coverage.pieces(text)] for text in (DOCUMENT, changed)]
    assert prints[0] == prints[1]
