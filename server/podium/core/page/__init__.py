"""A run and what was learned as one page of HTML that fetches nothing: pure functions from values to text."""

from podium.core.page.contents import contents
from podium.core.page.document import document
from podium.core.page.learning_part import Learned, learning_part
from podium.core.page.markup import Html, section
from podium.core.page.run_part import run_part
from podium.core.page.runs_part import runs_part
from podium.core.page.spans import spans
from podium.core.page.thresholds import Change

__all__ = [
    "Change",
    "Html",
    "Learned",
    "contents",
    "document",
    "learning_part",
    "run_part",
    "runs_part",
    "section",
    "spans",
]
