r"""The text as figures are read from it, places kept.

The blanks inside figures are left out, and those between the cells of a table are tabs.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

import attrs

from govplan.model import Source
from govplan.reading._text import Text

_UNIT_GOES_ON = r"\n *(?=(?:[万亿]?[吨亩元人户头]|%|‰)(?:[,。;、)]|以上|以下|以内|左右))"
"""A line may break between a number and its unit, before what cannot open a line."""
_GAP = re.compile(f" +(?:{_UNIT_GOES_ON})?|{_UNIT_GOES_ON}")

_TAB_INSIDE = re.compile(r"\S[^\S\t]*\t\s*\S")
_CELL = re.compile(r"[≥≤<>]?[0-9][0-9.,]*[%‰年]?|[-—]")
_FIGURES = 2
"""Figures that end a line whose cells are set apart by blanks."""

_LATIN_UNIT = re.compile(r"(?:[kMGT]?Wh?|k?m[23²³]?|[km]?g|t|ha|kV|[GTP]B)(?![0-9A-Za-z])")
"""Units in letters that stand behind a blank: 3.5 km."""

_LONGEST_NUMBER = 12
"""Characters that are looked back over to see whether a number stands at the head of its line."""


@attrs.frozen
class Clean:
    """A text without what stands in the way of its figures, and the way back.

    >>> from govplan.reading._text import prepare
    >>> clean(prepare("到 2025 年")).text
    '到2025年'
    """

    text: str
    """What is read."""
    _prepared: Text
    _starts: list[int]
    """Where, in the clean text, each piece of the prepared text starts."""
    _shifts: list[int]
    """How many characters of the prepared text are left out before each piece."""

    def source(self, start: int, end: int) -> Source:
        """Return the place in the published text of a place in the clean one."""
        return self._prepared.source(self._at(start), self._at(end - 1) + 1)

    def words(self, start: int, end: int) -> str:
        """Return the words of a range as published, without the blanks that are left out."""
        first, last = self._at(start), self._at(end - 1) + 1
        if last - first == end - start:
            return self._prepared.words(first, last)
        return "".join(self._prepared.words(at, at + 1) for at in map(self._at, range(start, end)))

    def as_printed(self, words: str) -> str:
        """Return words put together from the clean text in the signs of the published one."""
        return self._prepared.as_printed(words)

    def _at(self, at: int) -> int:
        if len(self._shifts) == 1:
            return at + self._shifts[0]
        return at + self._shifts[bisect_right(self._starts, at) - 1]


def clean(text: Text) -> Clean:
    r"""Drop the blanks that print or scan put inside figures, and those at the ends of lines.

    >>> from govplan.reading._text import prepare
    >>> clean(prepare("控制在\u00a01 200万 亩")).source(3, 9)
    Source(start=4, end=12)
    """
    even = text.even
    pieces: list[str] = []
    starts, shifts = [0], [0]
    done = length = 0
    for start, end, sign in _blanks(text):
        pieces += even[done:start], sign
        length += start - done + len(sign)
        done = end
        if length > starts[-1]:
            starts.append(length)
            shifts.append(done - length)
        else:
            shifts[-1] = done - length
    pieces.append(even[done:])
    return Clean("".join(pieces), text, starts, shifts)


def _blanks(text: Text) -> Iterator[tuple[int, int, str]]:
    """Yield where blanks are left out, with the sign that stands there instead."""
    even = text.even
    line_end, border = -1, ""
    for gap in _GAP.finditer(even):
        start, end = gap.span()
        if start >= line_end:
            line_start = even.rfind("\n", 0, start) + 1
            line_end = even.find("\n", end)
            line_end = len(even) if line_end < 0 else line_end
            border = _border(text.words(line_start, line_end))
        if border and border in text.words(start, end):
            yield start, end, "\t"
        elif _is_noise(even, start, end):
            yield start, end, ""


def _border(line: str) -> str:
    """Return what sets the cells of a line apart: a tab, a blank, or nothing where it has none."""
    if "\t" in line and _TAB_INSIDE.search(line):
        return "\t"
    cells = line.split()
    is_row = len(cells) > _FIGURES and "\u4e00" <= line.lstrip()[0] <= "\u9fff"
    return " " if is_row and all(map(_CELL.fullmatch, cells[-_FIGURES:])) else ""


def _is_noise(text: str, start: int, end: int) -> bool:
    """Return whether the blank between two characters is inside a figure or its phrase."""
    left, right = text[start - 1 : start], text[end : end + 1]
    if "\n" in text[start:end]:
        return _is_digit(left)
    if right == "\n":
        return True
    if _is_digit(left):
        return _is_noise_after_digit(text, start, end)
    if _is_digit(right):
        if left == ".":
            return _is_digit(text[start - 2 : start - 1]) and not _heads_line(text, start - 1)
        return _is_han(left) or left in {"≥", "≤", ">", "<"}
    # 3.5万 亩, 3.5 万 亩
    before = text[start - 2 : start - 1]
    return left in {"万", "亿"} and _is_han(right) and (_is_digit(before) or before.isspace())


def _is_noise_after_digit(text: str, start: int, end: int) -> bool:
    right = text[end : end + 1]
    if _is_digit(right):
        return _joins_thousands(text, start, end)
    if right in {".", ","}:
        return _is_digit(text[end + 1 : end + 2])
    if right in {"%", "‰", "年"}:
        return True
    is_unit = _is_han(right) or _LATIN_UNIT.match(text, end) is not None
    return is_unit and not _heads_line(text, start)


def _joins_thousands(text: str, start: int, end: int) -> bool:
    """Return whether a blank separates thousands: in 1 200 and 12 000, not in 1360 3000."""
    return (
        end - start == 1
        and _is_digit(text[end : end + 3], 3)
        and not _is_digit(text[end + 3 : end + 4])
        and not _is_digit(text[max(0, start - 4) : start], 4)
    )


def _is_digit(text: str, count: int = 1) -> bool:
    return len(text) == count and text.isascii() and text.isdecimal()


def _is_han(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff"


def _heads_line(text: str, end: int) -> bool:
    """Return whether the number that ends here is the first thing of its line: 1 项目名称."""
    at = end
    while at > 0 and end - at < _LONGEST_NUMBER and text[at - 1] in "0123456789.":
        at -= 1
    return at == 0 or text[at - 1] in "\r\n|"
