"""What targets have to do with dates and with each other: due, baseline, stretch and part."""

from __future__ import annotations

import re
from collections.abc import Sequence

import attrs

from govplan.model import Baseline, Due
from govplan.numerals import DIGITS
from govplan.reading._items import Item


@attrs.frozen
class Relations:
    """What a target has to do with what stands before it in its sentence."""

    due: Due | None = None
    baseline: Baseline | None = None
    stretch_of: int | None = None
    """Index of the item that is its floor: in 确保48亿元、力争50亿元 the second has the first."""
    part_of: int | None = None
    """Index of the item that is its whole: 营造林11万亩,其中人工造林2万亩."""


_NONE = Relations()
_STRETCH = re.compile("力争|争取|冲刺")
_PART = "其中"
_DATES = frozenset({"year", "date", "deadline"})


def relations(text: str, found: Sequence[Item]) -> list[Relations]:
    """Return the relations of each item, in order.

    >>> from govplan.reading._items import items
    >>> text = "到2025年造林5万亩"
    >>> relations(text, items(text))[1].due
    Due(date='2025', words=None)
    """
    reader = _Reader(text)
    return [reader.read(i, item) for i, item in enumerate(found)]


class _Reader:
    """What is known of the sentence while its items are read."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._sentence = -1
        self._due: Due | None = None
        self._year: int | None = None
        self._baseline: Item | None = None
        self._last: tuple[int, Item] | None = None
        self._whole: tuple[int, Item] | None = None
        """The last target that is no part of another."""
        self._part_of: int | None = None
        """The whole of the target before, if that is a part."""

    def read(self, index: int, item: Item) -> Relations:
        """Take one item."""
        if item.sentence != self._sentence:
            self._sentence = item.sentence
            self._due = self._baseline = self._last = self._whole = self._part_of = None
            self._year = None
        if item.kind in _DATES:
            self._take_date(item)
        elif item.kind == "baseline":
            self._baseline = item
        elif item.kind == "target":
            return self._target(index, item)
        return _NONE

    def _take_date(self, item: Item) -> None:
        n = item.numeral
        due = _due(self._text[n.start : n.end])
        if item.around.is_after(("比", "较", "由", "从", "自")):
            self._year = None if due is None else due.first.year
        elif due is not None:
            self._due = due

    def _target(self, index: int, item: Item) -> Relations:
        before = self._text[item.around.floor : item.start]
        baseline = self._baseline
        related = Relations(
            self._due,
            None if baseline is None else Baseline(amount=baseline.numeral.amount, year=self._year),
            self._floor(item, before),
            self._of(item, before),
        )
        self._baseline = None
        self._last, self._part_of = (index, item), related.part_of
        if related.part_of is None:
            self._whole = index, item
        return related

    def _floor(self, item: Item, before: str) -> int | None:
        if self._last is None or not _STRETCH.search(before):
            return None
        index, last = self._last
        return index if last.phrase == item.phrase and _unit(last) == _unit(item) else None

    def _of(self, item: Item, before: str) -> int | None:
        if self._whole is None or _unit(self._whole[1]) != _unit(item):
            return None
        is_next = self._part_of is not None and before.startswith("、")
        return self._whole[0] if _PART in before or is_next else None


def _unit(item: Item) -> str:
    """Return a unit without its multiplier."""
    unit = item.around.unit or ""
    return unit.partition("_")[2] if unit.partition("_")[0] in _MULTIPLIERS else unit


_MULTIPLIERS = frozenset({"shi", "bai", "qian", "wan", "baiwan", "qianwan", "yi", "wanyi"})
_DATE = re.compile(r"(?P<year>[0-9]{4})(?:年|[-./])?度?(?:(?P<month>[0-9]{1,2})[-./月])?.{0,4}")
_HAN_DIGITS = str.maketrans({sign: str(digit) for sign, digit in DIGITS.items()})


def _due(printed: str) -> Due | None:
    """Return the date that a numeral prints; None where it gives no year.

    >>> _due("2025年6月"), _due("二〇二五年"), _due("6月")
    (Due(date='2025-06', words=None), Due(date='2025', words=None), None)
    """
    match = _DATE.fullmatch(printed.translate(_HAN_DIGITS))
    if match is None:
        return None
    month = int(match["month"] or 0)
    if not 1 <= month <= 12:  # noqa: PLR2004 (months)
        return Due(date=match["year"])
    return Due(date=f"{match['year']}-{month:02}")
