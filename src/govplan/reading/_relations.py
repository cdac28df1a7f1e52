"""What targets have to do with dates and with each other: due, baseline, stretch and part."""

from __future__ import annotations

import datetime as dt
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
_STRETCH = re.compile("力争|争取|冲刺|奋斗目标|挑战目标")
_PART = "其中"
_BASE = re.compile(r"[^,。;\n\r]{0,10}基础上|(?:的?(?:不变|可比)?价|为基)")
"""What follows a year that prices are of, or that a goal starts from."""
_PERIODS = re.compile(
    "第?(?P<quarter>[一二三四1-4])季度[末底]?|(?P<half>[上下])半年|年[底末](?![0-9])|年内|全年"
)
"""Dates of a year in words."""
_BEFORE_DATE = re.compile("[^,;]{0,4}[前内底末],?")
_CLAUSE = 80
"""Characters of the longest clause in which a date is looked for."""
_PARTED = re.compile("[,;]")
_DATES = frozenset({"year", "date", "deadline"})


def relations(text: str, found: Sequence[Item], year: int | None = None) -> list[Relations]:
    """Return the relations of each item, in order.

    Args:
        text: The clean text.
        found: Its items.
        year: The year that the plan is for, to which its months belong; None if it is for
            several, or does not say.

    >>> from govplan.reading._items import items
    >>> text = "到2025年造林5万亩"
    >>> relations(text, items(text))[1].due
    Due(date='2025', words=None)
    """
    reader = _Reader(text, year)
    return [reader.read(i, item) for i, item in enumerate(found)]


class _Reader:
    """What is known of the sentence while its items are read."""

    def __init__(self, text: str, year: int | None) -> None:
        self._text = text
        self._plan_year = year
        self._sentence = -1
        self._due: Due | None = None
        self._due_end = 0
        """Where the last date ends."""
        self._words: re.Match[str] | None = None
        """The last date in words behind it."""
        self._seen = 0
        """How far these have been looked for."""
        self._year: int | None = None
        self._baseline: Item | None = None
        self._of_row: Item | None = None
        """The last baseline in a cell of a table."""
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
            self._words, self._seen = None, item.sentence
        if item.kind in _DATES:
            self._take_date(item)
        elif item.kind == "baseline":
            self._baseline = item
            if item.cell is not None:
                self._of_row = item
        elif item.kind == "target":
            return self._target(index, item)
        return _NONE

    def _take_date(self, item: Item) -> None:
        n = item.numeral
        due = due_of(self._text[n.start : n.end], self._plan_year)
        is_base = _BASE.match(self._text, n.end) is not None
        if is_base or item.around.is_after(("比", "较", "由", "从", "自", "以")):
            self._year = None if due is None else due.first.year
        elif due is not None:
            self._due, self._due_end = due, n.end
            self._words, self._seen = None, n.end

    def _date_of(self, item: Item) -> Due | None:
        """Return the date that a target has: the words for one that stand nearest before it."""
        for words in _PERIODS.finditer(self._text, self._seen, item.start):
            self._words = words
        self._seen = item.start
        if self._words is not None:
            return self._due_in_words(self._words)
        if self._due is not None and self._due.precision != "year":
            # A month is of its clause: 6月底前完成5公里,新增3个.
            between = self._text[self._due_end : min(item.start, self._due_end + _CLAUSE)]
            parted = _PARTED.search(_BEFORE_DATE.sub("", between, count=1))
            return None if parted or item.start > self._due_end + _CLAUSE else self._due
        if self._due is None and item.cell is not None and item.cell.year is not None:
            return Due(date=str(item.cell.year))
        return self._due

    def _due_in_words(self, words: re.Match[str]) -> Due | None:
        """Return the date of 年底前, 三季度末, 上半年 in the year of the plan, or of the date."""
        year = self._due.first.year if self._due else self._plan_year
        return None if year is None else _in_words(words, year)

    def _target(self, index: int, item: Item) -> Relations:
        before = self._text[item.around.floor : item.start]
        related = Relations(
            self._date_of(item),
            self._start(item),
            self._floor(item, before),
            self._of(item, before),
        )
        self._baseline = None
        self._last, self._part_of = (index, item), related.part_of
        if related.part_of is None:
            self._whole = index, item
        return related

    def _start(self, item: Item) -> Baseline | None:
        """Return what a target starts from: a figure of its sentence, or of its row."""
        found, year = self._baseline, self._year
        if found is None and item.cell is not None and not item.cell.is_rate:
            found, year = self._of_row, None
            if found is None or found.cell is None or found.cell.label != item.cell.label:
                return None
            if found.around.unit != item.around.unit:
                return None
            year = found.cell.year
        return None if found is None else Baseline(amount=found.numeral.amount, year=year)

    def _floor(self, item: Item, before: str) -> int | None:
        if self._last is None or not _STRETCH.search(before):
            return None
        index, last = self._last
        is_same = last.phrase == item.phrase or (item.indicator or "") == last.indicator
        return index if is_same and _unit(last) == _unit(item) else None

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
_HAN_DIGITS = str.maketrans({sign: str(digit) for sign, digit in DIGITS.items()})
_DATE = re.compile(
    r"(?:(?P<year>[0-9]{4})(?:年|[-./])?度?)?"
    r"(?:(?P<month>[0-9]{1,2})(?:月份?|[-./])(?:(?P<day>[0-9]{1,2})[日号]?)?)?"
    r"(?:[上中下]旬)?[底末初]?[之以]?前?(?:完成)?"
)


def _in_words(words: re.Match[str], year: int) -> Due:
    """Return the date of 年底前, 三季度末, 上半年 in a year."""
    if words["quarter"]:
        quarter = words["quarter"].translate(_HAN_DIGITS)
        return Due(date=f"{year}-Q{quarter}", words=words[0])
    if words["half"]:
        return Due(date=f"{year}-H{'上下'.index(words['half']) + 1}", words=words[0])
    return Due(date=str(year), words=words[0])


def due_of(printed: str, year: int | None = None) -> Due | None:
    """Return the date that some words print; None where neither they nor the plan give a year.

    >>> due_of("2025年6月"), due_of("二〇二五年"), due_of("6月")
    (Due(date='2025-06', words=None), Due(date='2025', words=None), None)
    >>> due_of("6月", 2025), due_of("2025年6月30日"), due_of("6月31日", 2025)
    (Due(date='2025-06', words=None), Due(date='2025-06-30', words=None), None)
    >>> due_of("三季度末", 2025)
    Due(date='2025-Q3', words='三季度末')
    """
    match = _DATE.fullmatch(printed.translate(_HAN_DIGITS))
    if match is None or not (match["year"] or match["month"]):
        words = _PERIODS.search(printed)
        return _in_words(words, year) if words and year is not None else None
    year = int(match["year"]) if match["year"] else year
    if year is None or match["month"] is None:
        return None if year is None else Due(date=str(year))
    return _day(year, int(match["month"]), int(match["day"] or 0))


_BY = re.compile(
    "(?:20[0-9]{2}年)?"
    "(?:[0-9一二三四五六七八九十]{1,2}月份?(?:[0-9]{1,2}日)?|年|第?[一二三四]季度|[上下]半年)?"
    "(?:[上中下]旬)?[底末]?[之以]?前(?![期后来列沿往景端提台线])"
)


def deadline_in(words: str, year: int | None = None) -> Due | None:
    """Return the date by which the words of a clause say that something is to be done.

    >>> deadline_in("9月底前投用镇文化中心", 2025), deadline_in("推进前期工作", 2025)
    (Due(date='2025-09', words=None), None)
    """
    for match in _BY.finditer(words):
        if due := due_of(match[0], year):
            return due
    return None


def _day(year: int, month: int, day: int) -> Due | None:
    """Return a day, or a month where the day is 0; None for one that no calendar has."""
    try:
        found = dt.date(year, month, day or 1)
    except ValueError:
        return None
    return Due(date=f"{found:%Y-%m-%d}" if day else f"{found:%Y-%m}")
