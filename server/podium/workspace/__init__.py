"""Reads the user's files, inside the workspace folders only. Nothing else in Podium does."""

from podium.workspace.folders import default_workspaces, index_folder
from podium.workspace.projects import fingerprint
from podium.workspace.reading import NOTHING_READ, Reading, Workspace
from podium.workspace.telling import Heard

__all__ = ["NOTHING_READ", "Heard", "Reading", "Workspace", "default_workspaces", "fingerprint", "index_folder"]
