"""Drives runs: decide, ask, record, resume."""

from podium.runner.requests import StartRequest
from podium.runner.runner import Asking, Runner, Settled

__all__ = ["Asking", "Runner", "Settled", "StartRequest"]
