"""Podium: orchestrated work behind slash commands, in any MCP client."""

__version__ = "0.1.0"
