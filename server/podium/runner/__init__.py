"""Drives runs: decide, ask, record, resume."""

from podium.runner.parts import Asking, Channel, Parts, Settled
from podium.runner.requests import StartRequest
from podium.runner.runner import Runner

__all__ = ["Asking", "Channel", "Parts", "Runner", "Settled", "StartRequest"]
