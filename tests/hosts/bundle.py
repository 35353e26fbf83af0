"""Lays out the Desktop bundle: the files of the project that its manifest needs, with the manifest beside them.

`python tests/hosts/bundle.py FOLDER`, then `mcpb pack FOLDER podium.mcpb` with the official packer.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
PARTS = ("server", "commands", "manifests", "README.md", "LICENSE", "pyproject.toml")


def lay_out(folder: Path) -> None:
    """Fill an empty or new folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for part in PARTS:
        source, target = ROOT / part, folder / part
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, target)
    shutil.copy(ROOT / "manifests" / "desktop" / "manifest.json", folder / "manifest.json")


if __name__ == "__main__":
    lay_out(Path(sys.argv[1]))
