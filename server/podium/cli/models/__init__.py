"""A real model as whoever answers the agents, through the official client libraries (`podium-mcp[models]`)."""

from podium.cli.models.choice import Chosen, chosen
from podium.cli.models.opening import opened

__all__ = ["Chosen", "chosen", "opened"]
