"""The numerals of a text, each read for itself."""

from __future__ import annotations

import re
from itertools import zip_longest

import attrs

from govplan.model import Change, Comparator
from govplan.reading import _words as words
from govplan.reading._around import Kind, Surroundings
from govplan.reading._comparators import Leading, leading, trailing
from govplan.reading._context import breaks, quotes
from govplan.reading._kinds import kind
from govplan.reading._numbers import Numeral, numerals, read, with_shared_units
from govplan.reading._tables import Cell, Tables, tables
from govplan.reading._tense import tense

ENDING: frozenset[Kind] = frozenset({
    "target", "investment", "capacity", "past_result", "baseline", "year", "date", "period",
    "deadline", "duration", "enumerator", "plan_name",
})  # fmt: skip
"""Kinds of numerals over which no indicator reaches back."""

DATES: frozenset[Kind] = frozenset({"year", "date", "period", "deadline", "duration", "plan_name"})
_BASES: frozenset[Kind] = frozenset({"year", "baseline"})
_BASE = re.compile("的?基础上|的?(?:不变|可比)?价格?(?:计算)?")
"""What goes with them: 收入在2020年3万元的基础上, 产值按2020年不变价计算."""
_BETWEEN_DATES = frozenset({"、", "和", "底、", "末、", "底和", "末和", "“"})


@attrs.define
class Item:
    """A numeral that is being read."""

    around: Surroundings
    clause: int
    """Where its clause starts."""
    clause_end: int
    sentence: int
    """Where its sentence starts, which tells whether two figures stand in one."""
    kind: Kind
    operator: Comparator
    undated: tuple[int, int] | None = None
    """Where the words stand before the dates that stand before it: 产值2025年达到5亿元."""
    cell: Cell | None = None
    """The cell of a table that it stands in."""
    phrase: tuple[int, int] | None = None
    """Where its indicator stands."""
    indicator: str | None = None

    @property
    def numeral(self) -> Numeral:
        return self.around.numeral

    @property
    def start(self) -> int:
        """Where the figure starts, its comparator included."""
        return self.around.lead.start

    @property
    def end(self) -> int:
        return self.around.end


def items(text: str) -> list[Item]:
    """Read each numeral of a clean text for itself, from left to right.

    >>> [item.kind for item in items("2025年造林5万亩")]
    ['year', 'target']
    """
    reader = _Reader(text)
    found = with_shared_units(text, list(numerals(text)))
    return [reader.read(n, follower) for n, follower in zip_longest(found, found[1:])]


class _Reader:
    """What is known of the text, and of the clause, while its numerals are read."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._breaks, self._quotes = breaks(text), quotes(text)
        self._tense, self._tables = tense(text), tables(text)
        self._previous: Item | None = None
        self._figure_end = 0
        """Where the last figure ends over which no indicator reaches back."""
        self._words_before_dates = (0, 0)
        self._dates_end = -1

    def read(self, n: Numeral, follower: Numeral | None) -> Item:
        """Read the next numeral."""
        text, start, previous = self._text, n.start, self._previous
        clause, clause_end, sentence = self._breaks.around(start, n.end)
        trail, end = trailing(text, n.end)
        floor = max(clause, self._figure_end)
        lead = _lead(text, floor if previous is None else max(floor, previous.end), n)
        around = Surroundings(
            text,
            n,
            lead,
            trail,
            end,
            floor,
            follower if follower is not None and follower.start < clause_end else None,
            is_quoted=self._quotes.holds(start, n.end),
            is_past=self._tense.is_past(start),
        )
        item = Item(around, clause, clause_end, sentence, kind(around), _operator(around))
        if self._dates_end == floor:
            item.undated = self._words_before_dates
        if self._tables.are_any:
            _in_table(item, self._tables)
        if previous is not None:
            _take_kind(item, previous)
        if item.kind in ENDING:
            self._end(item)
        self._previous = item
        return item

    def _end(self, item: Item) -> None:
        """Let no indicator reach back over a figure, or over a date."""
        around = item.around
        if _is_within(item):
            return
        self._figure_end = around.end + self._text.startswith("内", around.end)  # 三年内培育
        base = _BASE.match(self._text, around.end) if item.kind in _BASES else None
        if base is not None:
            self._figure_end = base.end()
            if self._dates_end == around.numeral.start:
                self._dates_end = base.end()
        if item.kind in DATES:
            floor, start = around.floor, around.numeral.start
            if self._dates_end != floor or self._text[floor:start] not in _BETWEEN_DATES:
                self._words_before_dates = floor, start
            self._dates_end = self._figure_end


def _lead(text: str, floor: int, n: Numeral) -> Leading:
    """Return the words before a figure, unless they are a verb that counts: 提升10个村庄."""
    lead = leading(text, floor, n.start)
    if text[lead.start : n.start] != "提升":
        return lead
    is_work = n.has_unit and text.endswith(_WORKS, 0, lead.start)
    counts = is_work or text[n.number_end : n.end] in words.COUNTING
    return Leading(n.start) if counts else lead


_WORKS = ("改造", "整治", "新建", "改扩建", "扩建", "修缮")
"""Verbs that 提升 goes on with: 改造提升2万亩."""


def _operator(around: Surroundings) -> Comparator:
    """Return the comparator: the word behind says more than the one before."""
    if around.numeral.upper is not None:
        return "range"
    if around.trail is not None:
        return around.trail
    return ">" if around.numeral.is_more else around.lead.operator or "="


_GROWTH = re.compile(rf"[,、](?:{words.alternatives(words.BESIDE)})*")


def _take_kind(item: Item, previous: Item) -> None:
    """Take the kind of the figure before, where the two go together.

    They do in 教育支出6亿元,增长5%; and in 奖补5万元、2万元 and 205天、215天 both are the same.
    """
    if previous.kind not in _LENDERS or item.kind not in {"target", "duration"}:
        return
    around = item.around
    between = around.text[previous.end : item.start]
    if between in {"、", "和"}:
        is_same = _unit(item) == _unit(previous)
    else:
        is_money = (item.kind, previous.kind) == ("target", "investment")
        is_same = is_money and bool(around.lead.change and _GROWTH.fullmatch(between))
    if is_same:
        item.kind = previous.kind


_LENDERS: frozenset[Kind] = frozenset({"target", "investment", "baseline"})


def _unit(item: Item) -> str | None:
    """Return a unit without the multiplier of money: 5万元、5000元."""
    unit = item.around.unit
    return unit if unit is None else unit.rpartition("_")[2]


def _is_within(item: Item) -> bool:
    """Return whether an indicator reaches over a figure: 10万吨级码头, 较2020年下降."""
    if item.kind in {"year", "plan_name"}:
        return item.around.is_after(_STARTS)
    return item.kind == "capacity" and item.around.goes_on


_STARTS = tuple(f"{word}{quote}" for word in "比较由从自" for quote in ("", "“", '"', "「"))


def _in_table(item: Item, cells: Tables) -> None:
    """Take from the header of a column what a figure alone in its cell is."""
    n = item.numeral
    cell = cells.cell(n.start)
    if cell is None:
        return
    item.cell = cell
    text = item.around.text
    is_bracketed = text[cell.start] in "[(" and text[cell.end - 1] in "])"
    if (cell.start + is_bracketed, cell.end - is_bracketed) != (item.start, item.end):
        return
    if n.is_bare:
        item.kind = "unit"  # 万亩 in a column of units
    elif cell.kind in {"row_number", "year"} and not n.has_unit and not is_bracketed:
        item.kind = cell.kind
    elif cell.kind is not None and item.kind in _ALONE and n.amount is not None:
        _set_amount(item, cell, is_bracketed=is_bracketed)
        item.kind = cell.kind


_ALONE: frozenset[Kind] = frozenset({"number", "target", "past_result", "enumerator"})
"""What a figure alone in its cell is taken for by its own words."""


def _set_amount(item: Item, cell: Cell, *, is_bracketed: bool) -> None:
    """Give a figure the unit of its column or row, and the direction of growth."""
    around, n = item.around, item.numeral
    is_change = cell.is_rate or cell.is_fall
    unit = cell.unit
    if cell.is_rate and not is_bracketed:
        unit = "%"
    elif cell.is_rate and not cell.is_fall and unit == "%":
        unit = "个百分点"  # the sum over the years of a share
    if not n.has_unit:
        upper = n.upper and (read(f"{n.upper.magnitude}{unit}") or n.upper)
        amount = n.amount and (read(f"{n.amount.magnitude}{unit}") or n.amount)
        around = attrs.evolve(around, numeral=attrs.evolve(n, amount=amount, upper=upper))
    if is_change:
        change: Change = "decrease" if cell.is_fall else "increase"
        around = attrs.evolve(around, lead=attrs.evolve(around.lead, change=change))
    item.around = around
