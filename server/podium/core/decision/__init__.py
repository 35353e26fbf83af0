"""The decision engine: analyses an objective, routes it by calibrated confidence, and says why."""

from podium.core.decision.engine import decide
from podium.core.decision.shown import to_json

__all__ = ["decide", "to_json"]
