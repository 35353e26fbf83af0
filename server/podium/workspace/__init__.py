"""Reads the user's files, inside the workspace folders only. Nothing else in Podium does."""

from podium.workspace.folders import default_workspaces, index_folder
from podium.workspace.reading import Reading, Workspace

__all__ = ["Reading", "Workspace", "default_workspaces", "index_folder"]
