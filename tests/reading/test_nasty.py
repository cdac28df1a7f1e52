"""Texts that would keep a reader with a super-linear pattern busy for hours."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import pytest

from govplan import read
from tests.costs import calls, untraced

LONG = 1_000_000
"""Bytes of the texts in UTF-8."""

NUMERALS_LONG = 40_000
"""Fewer, since figures are read in full, which takes some seconds a hundred thousand."""

LIMIT = 60
"""Seconds of the processor's. What takes the square of its length needs many times that."""

FIGURELESS = (
    "1",
    ",",
    "，",
    "万",
    "(",
    "（",
    "“",
    "|",
    "\n",
    "征",
    "建成",
    "百分之",
    "甲。乙,丙。",
)
NUMERALS = (
    "1,", "1、", "1\n", "1/2/", "(1)", "①", "一、", "| 1 |\n", "a\t1\t2\n", "5%", "5个、提升",
    "分别5个、", "2025-", "增长5%、", "由2020年的5%", "(其中5个",
)  # fmt: skip


@contextmanager
def bounded() -> Iterator[None]:
    """End what goes on for too long."""

    def end(number: int, frame: FrameType | None) -> None:
        raise TimeoutError(number, frame)

    before = signal.signal(signal.SIGVTALRM, end)
    signal.setitimer(signal.ITIMER_VIRTUAL, LIMIT)
    try:
        with untraced():
            yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def repeated(piece: str, size: int) -> str:
    """Return a piece as often as makes a text of so many bytes."""
    return piece * (size // len(piece.encode()))


@pytest.mark.parametrize("piece", FIGURELESS)
def test_long(piece: str) -> None:
    """A long text of any sign or word, in one unbroken line or in lines of nothing, is read."""
    text = repeated(piece, LONG)
    with bounded():
        reading = read(text)

    assert text == reading.text


@pytest.mark.parametrize("piece", NUMERALS)
def test_numerals(piece: str) -> None:
    """Four times as long a text of nothing but numerals costs about four times as much."""
    short, long = (repeated(piece, size) for size in (1_000, 4_000))

    assert 5 * calls(lambda: read(short)) >= calls(lambda: read(long))


@pytest.mark.parametrize("piece", NUMERALS)
def test_long_numerals(piece: str) -> None:
    """A long text of nothing but numerals is read."""
    text = repeated(piece, NUMERALS_LONG)
    with bounded():
        reading = read(text)

    assert text == reading.text
