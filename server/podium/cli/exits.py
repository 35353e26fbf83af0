"""What the exit code of a command says."""

from __future__ import annotations

CODES = {"completed": 0, "planned": 0, "failed": 1, "partial": 3, "cancelled": 5}
UNFINISHED = 4
FAILED_CLAIM = 1
DECLINED = 1
MISTAKE = 2
STOPPED = 130
"""As shells have it for a program that Ctrl-C ended."""

TABLE = """\b
Exit codes:
  0    done; of a run: completed, or planned as asked
  1    the run failed; of `doctor`: something does not work; of `verify`: a claim fails; a question was answered with no
  2    a mistake in the command, or something missing
  3    the run is partial: some needed parts have no reply
  4    the run is not finished: cut off, running, or waiting for its host
  5    the run was cancelled
  130  stopped with Ctrl-C
"""


def code_of(status: str) -> int:
    """The exit code for the status of a run."""
    return CODES.get(status, UNFINISHED)
