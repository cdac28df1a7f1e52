"""Tables, set with bars, tabs or blanks: what the header says of the figures in a column."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise
from typing import TypeAlias

import attrs

from govplan.reading._around import Kind
from govplan.reading._numbers import read

_ROW = re.compile(r"^[^|\t\n\r]*[|\t][^\n\r]*", re.MULTILINE)
_OPENING_BAR = re.compile(r"\s*\|")
_RULE_LINE = re.compile(r"[|\-: ]+")
_HAN = re.compile("[\u4e00-\u9fff]")
_BRACKET = re.compile(r"\(([^()]{1,10})\)")
_YEAR = re.compile("20[0-9]{2}")
_UNITS = re.compile("(?:计量|计算)?单 *位")
_GIVEN = re.compile(r"单 *位:? *([^\s()|:,。]{1,10})\)? *[\n\r]+\Z")
_GIVEN_REACH = 40
"""Characters before a table in which the unit of all its figures can stand."""
_FEWEST = 2
"""Cells of the shortest row; a line with one is prose that begins with a tab."""
_GOAL = re.compile("目标|计划|任务")
_NAMES = re.compile("指 *标(?:名称)?|(?:项目|任务|事项|工程|内容)(?:名称)?|名 *称")
_RATE = re.compile("增速|增长|增幅|增减|速度|提高|累计")
_FALL = re.compile("(?:降低|下降|减少|削减|压减|降幅)(?:率|量|幅度)?$")
_BETWEEN_ROWS = re.compile(r"\r?\n|\r")
_OTHER_LINES = re.compile(r"[\r\n]+(?:[^。;:|\n\r]{1,30}[\r\n]+){1,3}")
"""Lines between rows: the name of a group, a row without figures."""
_FIGURE = re.compile(r" *[≥≤<>]?-?[0-9][0-9.,]*%? *")
_ROLES: tuple[tuple[re.Pattern[str], Kind], ...] = (
    (re.compile("序 *号|编 *号"), "row_number"),
    (re.compile("时间|年份|年限|期限|时限"), "year"),
    (re.compile("投资|资金|概算|预算|金额|经费"), "investment"),
    (re.compile("分值|权重|得分|赋分"), "other"),
    (
        re.compile("基期|基年|基础?值|现[状值]|基数|基准|上年|完成[情数值]|实际|实绩|预计完成"),
        "baseline",
    ),
    (
        re.compile("目标|计划|任务|指标值|数量|规模|20[0-9]{2}年?|年均|增速|增长|规划期|季度|半年"),
        "target",
    ),
)
"""What the figures of a column are, by its header."""

_SHARE = "%"
_TERM = 5
"""Years of a plan."""

Place: TypeAlias = tuple[int, int]


@attrs.frozen
class Cell:
    """A cell of a table, below its header."""

    start: int
    end: int
    kind: Kind | None
    """What its figures are; None where the header does not say."""
    unit: str
    """The unit that the header or the row gives; empty if none does."""
    label: Place | None
    """Where the name of its row stands."""
    measure: Place | None = None
    """Where the name of its column stands, if that says what is measured."""
    is_rate: bool = False
    """Whether its figures are growth, by the header."""
    is_fall: bool = False
    """Whether they are a decline, by the row's name: 能耗降低."""
    year: int | None = None
    """The year that its figures are of, by the header: 2022年实际, 2025年."""


@attrs.frozen
class _Column:
    """What the header says of a column."""

    kind: Kind | None
    unit: str
    measure: Place | None
    """Its name, if that says what is measured: 造林面积(亩), 年均增速."""
    holds_units: bool = False
    """Whether its cells are the units of their rows."""
    holds_names: bool = False
    """Whether its cells are the names of their rows."""
    is_rate: bool = False
    """Whether its figures are rates of growth."""
    year: int | None = None
    """The year of its figures, if it names one."""


@attrs.frozen
class Tables:
    """The cells of all tables of a text."""

    _starts: list[int]
    _cells: list[Cell]

    @property
    def are_any(self) -> bool:
        """Whether the text holds a table."""
        return bool(self._cells)

    def cell(self, at: int) -> Cell | None:
        """Return the cell that holds a place, if one does."""
        i = bisect_right(self._starts, at) - 1
        return self._cells[i] if i >= 0 and at < self._cells[i].end else None


def tables(text: str) -> Tables:
    r"""Find the cells of the tables in a clean text.

    >>> text = "| 指标 | 2025年目标(万亩) |\n| 造林 | 5 |"
    >>> cell = tables(text).cell(text.rindex("5"))
    >>> cell.kind, cell.unit
    ('target', '万亩')
    """
    cells = list(_cells(text)) if "|" in text or "\t" in text else []
    return Tables([cell.start for cell in cells], cells)


def _cells(text: str) -> Iterator[Cell]:
    columns: list[_Column] = []
    end = -1
    for row in _ROW.finditer(text):
        spans = list(_spans(text, row))
        is_first = end < 0 or not _goes_on(text, end, row.start(), spans)
        is_short = sum(start < stop for start, stop in spans) < _FEWEST
        if is_first and is_short:
            continue
        end = row.end()
        if is_short or _RULE_LINE.fullmatch(row[0]):
            continue
        if is_first:
            given = _GIVEN.search(text, max(0, row.start() - _GIVEN_REACH), row.start())
            columns = _columns(text, spans, given[1] if given else "")
        else:
            yield from _row_cells(text, spans, _aligned(columns, len(spans)))


def _goes_on(text: str, end: int, start: int, spans: list[Place]) -> bool:
    """Return whether a row goes on with the table whose last row ends at *end*."""
    if _BETWEEN_ROWS.fullmatch(text, end, start):
        return True
    holds_figure = any(_FIGURE.fullmatch(text, *span) for span in spans)
    return holds_figure and _OTHER_LINES.fullmatch(text, end, start) is not None


def _aligned(columns: list[_Column], count: int) -> list[_Column]:
    """Return the columns of a row; where cells are left out, its figures are the last ones."""
    missing = len(columns) - count
    return columns if missing <= 0 else [columns[0], *columns[missing + 1 :]]


def _spans(text: str, row: re.Match[str]) -> Iterator[Place]:
    """Yield where the cells of a row stand, blanks around them left out."""
    sign = "|" if "|" in row[0] else "\t"
    at = row.start()
    if sign == "|" and (opening := _OPENING_BAR.match(text, at)):
        at = opening.end()
    while at < row.end():
        stop = text.find(sign, at, row.end())
        stop = row.end() if stop < 0 else stop
        cell = text[at:stop]
        start = at + len(cell) - len(cell.lstrip())
        yield start, max(start, at + len(cell.rstrip()))
        at = stop + 1


def _row_cells(text: str, spans: list[Place], columns: list[_Column]) -> Iterator[Cell]:
    row = list(zip(spans, columns, strict=False))
    named = [span for span, column in row if column.holds_names]
    label = next((span for span in [*named, *spans] if _HAN.search(text, *span)), None)
    own = next((text[slice(*span)] for span, column in row if column.holds_units), "")
    own = "" if own[:1].isdecimal() else own
    is_fall = False
    if label is not None:
        name = text[slice(*label)]
        bracket = next((b for b in _BRACKET.finditer(name) if read(f"1{b[1]}")), None)
        if bracket is not None:
            name = name[: bracket.start()].rstrip()
            label, own = (label[0], label[0] + len(name)), own or bracket[1]
        is_fall = _FALL.search(text[slice(*label)]) is not None
    for (start, stop), column in row:
        if stop > start:
            unit = column.unit if column.is_rate else own or column.unit
            yield Cell(
                start,
                stop,
                column.kind,
                unit or own,
                label,
                column.measure,
                column.is_rate,
                is_fall,
                column.year,
            )


def _columns(text: str, spans: list[Place], given: str) -> list[_Column]:
    """Return what the header says of each column."""
    years = {int(match[0]) for span in spans if (match := _YEAR.search(text, *span))}
    before = _years_before(sorted(years))
    return [_column(text, span, before, given) for span in spans]


def _years_before(years: list[int]) -> set[int]:
    """Return the years of a header that the goals of the later ones are set against.

    They stand before a gap: 2019, 2020, 2025. Without a gap there is one, where one year or
    the five of a plan follow; else each year has its own goal.
    """
    for i, (year, follower) in enumerate(pairwise(years), start=1):
        if follower - year > 1:
            return set(years[:i])
    return set(years[:1]) if len(years) in {2, _TERM + 1} else set()


def _column(text: str, place: Place, before: set[int], given: str) -> _Column:
    name = text[slice(*place)]
    kind: Kind | None = next((role for sign, role in _ROLES if sign.search(name)), None)
    year = _YEAR.search(name)
    is_rate = _RATE.search(name) is not None
    is_before = year is not None and int(year[0]) in before
    if kind == "target" and is_before and not is_rate and not _GOAL.search(name):
        kind = "baseline"
    bracket = _BRACKET.search(name)
    unit = bracket[1] if bracket else ""
    if is_measure := is_rate or (kind is None and bracket is not None):
        kind = "target"
    measure = (place[0], place[0] + bracket.start()) if bracket else place
    return _Column(
        kind,
        _SHARE if is_rate and _SHARE in unit else "" if is_rate else unit or given,
        measure if is_measure and _HAN.search(text, *measure) else None,
        holds_units=bool(_UNITS.fullmatch(name)),
        holds_names=bool(_NAMES.fullmatch(name)),
        is_rate=is_rate,
        year=int(year[0]) if year and len(_YEAR.findall(name)) == 1 else None,
    )
