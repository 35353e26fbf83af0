"""The commands as a server started here would have them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from podium.cli.options import folders
from podium.cli.waiting import waiting

if TYPE_CHECKING:
    from podium.registry import Loaded


def loaded(commands: tuple[Path, ...], workspace: tuple[Path, ...]) -> Loaded:
    """The shipped commands and those in the user's folders, with what became of each file."""
    from podium.registry import load_catalogue, user_folders

    with waiting("Reading command files"):
        return load_catalogue(user_folders(commands, folders(workspace, os.environ)))
