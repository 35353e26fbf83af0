"""Three ways a request reaches a model: push, round_trip, handoff; and how one is chosen."""

from podium.carriers.choice import Client, choose
from podium.carriers.seam import LiveCarrier, RawReply, Request

__all__ = ["Client", "LiveCarrier", "RawReply", "Request", "choose"]
