"""Where things lie when the user named no place."""

from __future__ import annotations

from pathlib import Path


def default_database() -> Path:
    """The database in the user's data folder; nothing is created."""
    from platformdirs import user_data_path

    return user_data_path("podium", appauthor=False) / "podium.db"
