"""What it costs to do something, counted rather than timed."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType


def calls(do: Callable[[], object]) -> int:
    """Return how many functions are called."""
    count = 0

    def note(_frame: FrameType, _event: str, _argument: object) -> None:
        nonlocal count
        count += 1

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        with untraced():
            do()
    finally:
        sys.setprofile(before)
    return count


@contextmanager
def untraced() -> Iterator[None]:
    """Count no lines for the coverage, where that takes longer than what is tested.

    The marker ``no_cover`` of pytest-cov does not reach the workers of pytest-xdist.
    """
    before = sys.gettrace()
    sys.settrace(None)
    try:
        yield
    finally:
        sys.settrace(before)
