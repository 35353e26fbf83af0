"""What a long message took is given back to the system, instead of staying with the process for good."""

from __future__ import annotations

import sys
from contextlib import suppress
from functools import cache

MMAP_THRESHOLD = -3
"""`M_MMAP_THRESHOLD` of glibc's `mallopt(3)`."""
APART_BYTES = 256 * 1024


@cache
def give_back_large_blocks() -> None:
    """Let glibc map every large block by itself, and unmap it when it is free.

    By default it raises the size from which it does so after the first large block, and 10 MB once read are then kept.
    Other systems give large blocks back by themselves. Called when the first such message comes, so that a start does
    not wait for it.
    """
    if sys.platform == "linux":
        import ctypes

        with suppress(AttributeError, OSError):
            ctypes.CDLL(None).mallopt(MMAP_THRESHOLD, APART_BYTES)
