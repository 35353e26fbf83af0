"""The command line."""

from podium.cli.main import main

__all__ = ["main"]
