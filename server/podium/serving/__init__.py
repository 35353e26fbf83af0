"""Brings a server to its transports: stdio, and Streamable HTTP."""
