"""Command files, ours and the user's, read into one catalogue."""

from podium.registry.data import data_folder
from podium.registry.library import Library, user_folders
from podium.registry.listing import listing, users
from podium.registry.loading import FileReport, Loaded, UserFolder, load_catalogue
from podium.registry.prompts import command_argument_name, render_prompt

__all__ = [
    "FileReport",
    "Library",
    "Loaded",
    "UserFolder",
    "command_argument_name",
    "data_folder",
    "listing",
    "load_catalogue",
    "render_prompt",
    "user_folders",
    "users",
]
