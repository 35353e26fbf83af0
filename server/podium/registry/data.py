"""Where the data folders lie: inside the package once installed, beside `server/` in a checkout."""

from __future__ import annotations

from pathlib import Path


def data_folder(name: str) -> Path:
    """The folder of shipped data called `name` (`commands`, `manifests`)."""
    package = Path(__file__).resolve().parent.parent
    installed = package / name
    return installed if installed.is_dir() else package.parent.parent / name
