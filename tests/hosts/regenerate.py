"""Writes what registries and hosts read about Podium into `manifests/`, and takes out what no longer belongs there.

Run it after a change of the version, the tools or the commands: `python tests/hosts/regenerate.py`.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

from podium import __version__
from podium.hosts.manifests import Project, manifests
from podium.registry import load_catalogue
from podium.surface.tools import tools

ROOT = Path(__file__).parents[2]
MANIFESTS = ROOT / "manifests"
FOLDERS = (".claude-plugin", "claude-code", "desktop")
"""Folders that hold nothing but what is generated."""


def project() -> Project:
    """What `pyproject.toml` says of the project."""
    about = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return Project(
        distribution=about["name"],
        version=__version__,
        description=about["description"],
        author=about["authors"][0]["name"],
        licence=about["license"],
        keywords=tuple(about["keywords"]),
        python=about["requires-python"],
    )


def expected() -> dict[str, str]:
    """Every generated file by its path from `manifests/`."""
    catalogue = load_catalogue().catalogue
    return manifests(project(), catalogue, tools(catalogue, full=False))


def surplus(files: dict[str, str]) -> list[Path]:
    """Files in the generated folders that nothing generates any more."""
    present = [path for folder in FOLDERS for path in (MANIFESTS / folder).rglob("*") if path.is_file()]
    return [path for path in present if path.relative_to(MANIFESTS).as_posix() not in files]


def main() -> None:
    """Write the files."""
    files = expected()
    for name, text in files.items():
        path = MANIFESTS / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    for path in surplus(files):
        path.unlink()
    print(f"wrote {len(files)} files below manifests/")


if __name__ == "__main__":
    main()
