"""Command files, ours and the user's, read into one catalogue."""

from podium.registry.data import data_folder
from podium.registry.loading import FileReport, Loaded, UserFolder, load_catalogue
from podium.registry.prompts import command_argument_name, render_prompt

__all__ = [
    "FileReport",
    "Loaded",
    "UserFolder",
    "command_argument_name",
    "data_folder",
    "load_catalogue",
    "render_prompt",
]
