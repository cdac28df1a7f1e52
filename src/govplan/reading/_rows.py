"""Rows of tables, printed with bars between the cells, as items of a plan."""

from __future__ import annotations

import re
from collections.abc import Iterator

import attrs

from govplan.model import Role
from govplan.reading._parties import role_of_column
from govplan.reading._text import Span, trimmed

__all__ = ["NOTE", "Row", "rows"]

_NUMBER_HEAD = re.compile(r"序 ?号|编 ?号|No\.?", re.IGNORECASE)
_NAME_HEAD = re.compile(r"名称|项目|任务|事项|指标|工作|内容")
_SHORT_NAME_HEAD = re.compile(r"名称|指标")
"""Heads of names that are never the text of what is to be done."""
_BODY_HEAD = re.compile(r"内容|措施|举措|任务|要求|目标|做法|规模|标准|进度|计划|安排|说明")
_DUE_HEAD = re.compile(
    "(?:计划|预计|拟)?(?:完成|办结|竣工|建成)(?:时限|时间|期限|日期)|时限(?:要求)?|期限"
)
_COUNT = re.compile(r"\(?[0-9]{1,4}\)?[.、]?|[一二三四五六七八九十]{1,3}、?")
NOTE = re.compile("(?:注|说明|备注) ?:|资料来源")
"""How a note under a table begins, which announces nothing."""
_HAN = re.compile("[一-鿿]")
_HEAD_ROWS = 3
"""Rows among which the head of a table stands."""
_HEAD_CELL = 20
"""The longest head of a column; a longer cell is text."""
_TEXT_CELL = 12
"""Characters from which a cell without a head that says so is text, and not a value."""


@attrs.frozen
class Row:
    """What a row of a table says, by the heads of its columns."""

    number: Span | None
    """The cell with its number."""
    title: Span | None
    """The cell with its name."""
    texts: tuple[Span, ...]
    """The cells with what is to be done."""
    acting: tuple[tuple[Span, Role | None], ...]
    """The cells that name who acts, and what they do."""
    due: Span | None = None
    """The cell that says by when."""


@attrs.frozen
class _Columns:
    """Which column says what."""

    number: int | None = None
    name: int | None = None
    is_title: bool = False
    """Whether the name is one however long it is."""
    texts: frozenset[int] = frozenset()
    acting: tuple[tuple[int, Role | None], ...] = ()
    due: int | None = None


def rows(plain: str, lines: list[Span]) -> Iterator[Row | None]:
    """Yield what each line of one table says; None for its head.

    >>> table = "序号|名称|内容|责任单位 1|绿道|建成2公里|住建局"
    >>> _, row = rows(table, [Span(0, 13), Span(14, len(table))])
    >>> [table[slice(*span)] for span in (row.number, row.title, *row.texts)]
    ['1', '绿道', '建成2公里']
    """
    columns: _Columns | None = None
    starts = [_row_start(plain, line) for line in lines]
    # A bar before the first cell of the head stands before that of each row, and parts nothing.
    outer = any(plain[start] == "|" for start in starts[:1])
    for i, (start, line) in enumerate(zip(starts, lines, strict=True)):
        cells = _cells(plain, Span(start + (outer and plain[start] == "|"), line.end))
        may_head = (columns is None and i < _HEAD_ROWS) or _is_head(plain, cells)
        head = _columns(plain, cells) if may_head else None
        if head is None:
            yield _row(plain, cells, columns or _Columns())
        else:
            columns = head
            yield None


def _row_start(plain: str, line: Span) -> int:
    """Return where a row begins, with the bars before it, whose cells are empty."""
    start = line.start
    while start > 0 and plain[start - 1] in " |":
        start -= 1
    return start


def _cells(plain: str, line: Span) -> list[Span | None]:
    """Return the cells between the bars of a line; None for an empty one."""
    found: list[Span | None] = []
    at = line.start
    while (bar := plain.find("|", at, line.end)) >= 0:
        found.append(trimmed(plain, at, bar))
        at = bar + 1
    return [*found, trimmed(plain, at, line.end)]


def _is_head(plain: str, cells: list[Span | None]) -> bool:
    return cells[0] is not None and _NUMBER_HEAD.fullmatch(plain, *cells[0]) is not None


def _is_counted(plain: str, cells: list[Span | None]) -> bool:
    """Return whether the first cell is a number, which a head has none of."""
    return cells[0] is not None and _COUNT.fullmatch(plain, *cells[0]) is not None


def _columns(plain: str, cells: list[Span | None]) -> _Columns | None:
    """Return what the columns hold, if the cells are their heads: short words, no sentence."""
    if _is_counted(plain, cells) or any(cell and not _is_word(plain, cell) for cell in cells):
        return None
    number = None
    named = [i for i, cell in enumerate(cells) if cell and _NAME_HEAD.search(plain, *cell)]
    sure = [i for i in named if _SHORT_NAME_HEAD.search(plain, *cells[i] or (0, 0))]
    name = next(iter(sure or named), None)
    due: int | None = None
    texts: set[int] = set()
    acting: list[tuple[int, Role | None]] = []
    for i, cell in enumerate(cells):
        words = plain[slice(*cell)] if cell else ""
        is_party, role = role_of_column(words)
        if is_party:
            acting.append((i, role))
        elif number is None and _NUMBER_HEAD.fullmatch(words):
            number = i
        elif _DUE_HEAD.fullmatch(words):
            due = i
        elif i != name and _BODY_HEAD.search(words):
            texts.add(i)
    if name is None:
        return None
    return _Columns(number, name, bool(sure), frozenset(texts), tuple(acting), due)


def _is_word(plain: str, cell: Span) -> bool:
    return cell.end - cell.start <= _HEAD_CELL and not re.search("[。;,]", plain[slice(*cell)])


def _row(plain: str, cells: list[Span | None], columns: _Columns) -> Row:
    """Return what the cells of a row say; one alone heads the rows below it."""
    filled = [cell for cell in cells if cell]
    if len(filled) == 1 and not _is_text(plain, filled[0]):
        return Row(None, filled[0], (), ())
    number = 0 if columns.number is None and _is_counted(plain, cells) else columns.number
    name = (1 if number == 0 else 0) if columns.name is None else columns.name
    acting = {i for i, _ in columns.acting}
    texts = [
        cell
        for i, cell in enumerate(cells)
        if cell and i not in {number, name, columns.due, *acting}
        if (i in columns.texts and _HAN.search(plain, *cell))
        or (not columns.texts and _is_text(plain, cell))
    ]
    title = _at(cells, name)
    is_title = columns.is_title or bool(texts) or title is None
    only = [title] if title and not is_title and _is_text(plain, title) else []
    return Row(
        number=_at(cells, number),
        title=None if only else title,
        texts=tuple(texts or only),
        acting=tuple((cell, role) for i, role in columns.acting if (cell := _at(cells, i))),
        due=_at(cells, columns.due),
    )


def _at(cells: list[Span | None], i: int | None) -> Span | None:
    return cells[i] if i is not None and i < len(cells) else None


def _is_text(plain: str, cell: Span) -> bool:
    return cell.end - cell.start >= _TEXT_CELL or plain.find("。", *cell) >= 0
