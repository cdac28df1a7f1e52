"""The text of a page in HTML: the lines that a browser shows of its title, head table and body.

The page is read in one pass, and no tree of it is kept, so that neither deep nesting nor a
million of elements costs more than their length.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, TypeAlias, cast

import attrs
from lxml import etree

from govplan.errors import ReadingError
from govplan.reading._printed import bars, counted

if TYPE_CHECKING:
    from lxml.etree import ParserTarget

__all__ = ["html_text"]

_LEFT_OUT = {
    "script", "style", "noscript", "template", "nav", "header", "footer", "iframe", "object", "svg",
    "select", "button", "textarea", "audio", "video", "canvas",
}  # fmt: skip
_BODIES = {"article", "blockquote", "body", "center", "div", "form", "main", "section", "td"}
"""Elements that may hold the body of a page, and not only a paragraph of it."""
_BLOCKS = _BODIES | {
    "address", "aside", "caption", "dd", "details", "dialog", "dir", "dl", "dt", "fieldset",
    "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "html", "legend", "li",
    "menu", "ol", "p", "pre", "summary", "table", "tbody", "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_UNNUMBERED = re.compile(r"list-style(?:-type)?\s*:\s*none", re.IGNORECASE)
_LIST_TYPES = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_OWN_NUMBER = re.compile(
    r"[（(]?(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3})[)）、.．](?![0-9])|[①-⑳]"
)
"""A number that an item of a list prints itself, beside the one that its place gives."""

_SPACE = re.compile("[ \t\n\r\f]+")
_SENTENCE = re.compile("[。；，;,]")
_LABEL = re.compile(r"[\[【]?[\u4e00-\u9fff]{2,6}[\]】]?\s?[：:]")
"""The beginning of a line of the head of a page: 索引号：."""
_NAMES = re.compile("计划|规划|方案|意见|通知|办法|报告|纲要|要点|措施|决定|公告|清单|目标")
"""What the title of a document says that it is; the name of a site says none."""

_MAX_DEPTH = 500
"""Levels of elements, as in browsers; to find what a stray end tag ends, all are looked at."""
_MAX_COLUMNS, _MAX_ROWS = 100, 500
"""Over how many a cell may stretch."""
_REPEATED = 60
"""The longest cell that is repeated in each row over which it stretches: a name."""
_SHARE = 0.9
"""How much of the sentences of a page its body holds."""
_CELL_LINES = 10
"""Lines from which a cell is a part of the page and not of a table."""
_FEWEST_LINES, _BEGINNING = 3, 10
"""How many lines a body has, and in how many of the first ones its title may stand."""
_PART = 2**16


def html_text(page: str, name: str) -> str:
    r"""Return the text of a page: title, head table and body, one line a paragraph.

    Raises:
        ReadingError: If the page is nested too deeply, or shows no text.

    >>> html_text("<title>某镇网</title><h1>工作计划</h1><p>一、总则<p>植树5株。", "a.html")
    '工作计划\n一、总则\n植树5株。\n'
    """
    shown = _Shown()
    parser = etree.HTMLParser(
        target=cast("ParserTarget[None]", shown),
        encoding="utf-8",
        no_network=True,
        recover=True,
        huge_tree=False,
    )
    data = page.encode() or b" "  # of nothing lxml makes an error
    try:
        for at in range(0, len(data), _PART):
            parser.feed(data[at : at + _PART])
        parser.close()
    except _TooDeepError:
        reason = f"elements nested in more than {_MAX_DEPTH} others; save the page as text"
        raise ReadingError(name, reason) from None
    lines = shown.text()
    if not lines:
        raise ReadingError(name, "shows no text; save the page when all of it has loaded")
    return "".join(line + "\n" for line in lines)


class _TooDeepError(Exception):
    """Too many elements are open at once."""


@attrs.define
class _Line:
    """A line that the page shows."""

    text: str
    box: int
    """The innermost block that it stands in."""
    weight: int = 0
    """How much it tells for its block being the body: the letters of sentences and of tables."""
    is_row: bool = False
    is_link: bool = False
    """Whether it is nothing but a link to another page."""


@attrs.define
class _Cell:
    columns: int
    rows: int
    lines: list[_Line] = attrs.field(factory=list[_Line])

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)


@attrs.define
class _Table:
    box: int
    rows: list[list[_Cell]] = attrs.field(factory=list[list[_Cell]])
    is_layout: bool = False
    """Whether it only sets parts of the page side by side."""


@attrs.frozen
class _Open:
    """An element that is open."""

    tag: str
    box: int
    """The block around it."""
    is_told: bool
    """Whether the lines in it are told from others: a link, a title, text set by hand."""


@attrs.define
class _List:
    number: int | None
    """The number of the next item; None where none is printed."""
    style: str


@attrs.define
class _Shown:
    """What lxml hands the elements of a page to, in their order."""

    _open: list[_Open] = attrs.field(factory=list[_Open])
    _told: Counter[str] = attrs.field(factory=Counter[str])
    """How many are open of each of the elements whose lines are told from others."""
    _hidden: int = 0
    """How many elements are open of which nothing is shown."""
    _boxes: list[tuple[str, int]] = attrs.field(factory=lambda: [("html", 0)])
    """Each block and the block around it."""
    _box: int = 0
    _lines: list[_Line] = attrs.field(factory=list[_Line])
    _tables: list[_Table] = attrs.field(factory=list[_Table])
    _lists: list[_List] = attrs.field(factory=list[_List])
    _pieces: list[str] = attrs.field(factory=list[str])
    """The line that is being written."""
    _linked: int = 0
    """How many of its characters stand in links."""
    _number: str = ""
    """The number to be printed before the next line."""
    _titles: dict[str, str] = attrs.field(factory=dict[str, str])
    """The title, by where it was found."""
    _spare: int = 100_000
    """How many more characters the cells that stretch over others may add."""

    # --- what lxml calls ---

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if len(self._open) + self._hidden >= _MAX_DEPTH:
            raise _TooDeepError
        if self._hidden or _is_hidden(tag, attributes):
            self._hidden += 1
            return
        told = tag in {"h1", "pre"} or (tag == "a" and "href" in attributes)
        self._open.append(_Open(tag, self._box, told))
        if tag == "meta" and attributes.get("name", "").lower() == "articletitle":
            self._titles.setdefault("meta", _spaced(attributes.get("content", "")))
        elif tag in {"br", "title"}:
            self._end_line()
        elif tag in _BLOCKS:
            self._end_line()
            self._boxes.append((tag, self._box))
            self._box = len(self._boxes) - 1
            self._begin(tag, attributes)
        self._told[tag] += told

    def end(self, _tag: str) -> None:
        if self._hidden:
            self._hidden -= 1
            return
        closed = self._open.pop()
        if closed.tag == "title":
            self._titles.setdefault("title", _spaced("".join(self._pieces)))
            self._pieces.clear()
        elif closed.tag in _BLOCKS:
            self._end_line()
            if closed.tag == "table":
                self._end_table(self._tables.pop())
            elif closed.tag in {"ol", "ul"}:
                self._lists.pop()
            elif closed.tag == "li":
                self._number = ""
            self._box = closed.box
        self._told[closed.tag] -= closed.is_told

    def data(self, text: str) -> None:
        if self._hidden:
            return
        if self._told["pre"]:
            *before, text = text.split("\n")
            for line in before:
                self._add(line)
                self._end_line()
        self._add(text)

    def comment(self, _text: str) -> None:
        """Leave a comment out."""

    def close(self) -> None:
        self._end_line()

    # --- blocks, lists, tables ---

    def _begin(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "table":
            if self._tables:
                self._lay_out(self._tables[-1])
            self._tables.append(_Table(self._box))
        elif tag == "tr" and self._tables:
            self._tables[-1].rows.append([])
        elif tag in {"td", "th"} and self._tables:
            rows = self._tables[-1].rows or [[]]
            columns, down = (_int(attributes.get(a), 1) for a in ("colspan", "rowspan"))
            rows[-1].append(_Cell(min(columns, _MAX_COLUMNS), min(down, _MAX_ROWS)))
            self._tables[-1].rows = rows
        elif tag == "ol" and not _UNNUMBERED.search(attributes.get("style", "")):
            style = _LIST_TYPES.get(attributes.get("type", ""), "decimal")
            self._lists.append(_List(_int(attributes.get("start"), 1), style))
        elif tag in {"ol", "ul"}:
            self._lists.append(_List(None, ""))
        elif tag == "li" and self._lists and (number := self._lists[-1].number) is not None:
            number = _int(attributes.get("value"), number)
            self._number = counted(number, self._lists[-1].style) + ". "
            self._lists[-1].number = number + 1

    def _add(self, text: str) -> None:
        self._pieces.append(text)
        if self._told["a"]:
            self._linked += len("".join(text.split()))

    def _end_line(self) -> None:
        text = _spaced("".join(self._pieces))
        linked, self._linked = self._linked, 0
        self._pieces.clear()
        length = len("".join(text.split()))
        if not length:
            return
        if self._number and not _OWN_NUMBER.match(text):
            text = self._number + text
        self._number = ""
        if self._told["h1"]:
            self._titles.setdefault("h1", text)
        weight = length - linked if _SENTENCE.search(text) else 0
        self._put(_Line(text, self._box, weight, is_link=linked >= length))

    def _put(self, line: _Line) -> None:
        """Put a line where it belongs: into the cell that is open, or onto the page."""
        table = self._tables[-1] if self._tables else None
        if table is None or table.is_layout or not table.rows or not table.rows[-1]:
            self._lines.append(line)
        else:
            table.rows[-1][-1].lines.append(line)

    def _lay_out(self, table: _Table) -> None:
        """Show what a table holds below each other."""
        table.is_layout = True
        self._lines += [line for row in table.rows for cell in row for line in cell.lines]
        table.rows.clear()

    def _end_table(self, table: _Table) -> None:
        cells = [cell for row in table.rows for cell in row]
        if (
            table.is_layout
            or all(len(row) <= 1 for row in table.rows)
            or any(len(cell.lines) > _CELL_LINES for cell in cells)
        ):
            self._lay_out(table)
            return
        self._spare += sum(len(cell.text) + 3 for cell in cells)
        for row in self._filled(table.rows):
            if text := bars(row):
                self._lines.append(_Line(text, table.box, len(text), is_row=True))

    def _filled(self, rows: list[list[_Cell]]) -> Iterator[list[str]]:
        """Yield the rows of a table with all their cells, those that stretch being repeated."""
        below: _Carried = {}
        for row in rows:
            above, below = below, {}
            texts: list[str] = []
            for cell in row:
                self._repeat(texts, above, below)
                text = cell.text
                name = text if len(text) <= _REPEATED else ""
                columns = cell.columns if self._spare > 0 else 1
                self._spare -= 3 * (columns - 1)
                if cell.rows > 1 and len(texts) < _MAX_COLUMNS:
                    below[len(texts)] = (name, cell.rows - 1)
                    below |= {len(texts) + i: ("", cell.rows - 1) for i in range(1, columns)}
                texts += [text, *[""] * (columns - 1)]
            self._repeat(texts, above, below)
            yield texts

    def _repeat(self, texts: list[str], above: _Carried, below: _Carried) -> None:
        """Repeat the cells that reach down to a row, from its next column on."""
        while (held := above.pop(len(texts), None)) is not None:
            text, rows = held
            self._spare -= len(text) + 3
            if rows > 1 and self._spare > 0:
                below[len(texts)] = (text, rows - 1)
            texts.append(text)

    # --- the page as a whole ---

    def text(self) -> list[str]:
        """Return the title, the head and the body of the page."""
        body = self._body()
        inside = [body == 0]
        for i, (_, around) in enumerate(self._boxes[1:], start=1):
            inside.append(i == body or inside[around])
        first = next((i for i, line in enumerate(self._lines) if inside[line.box]), 0)
        found = [
            line.text
            for i, line in enumerate(self._lines)
            if inside[line.box] or (i < first and (line.is_row or _LABEL.match(line.text)))
            if line.is_row or not line.is_link
        ]
        title = self._title()
        beginning = "".join("".join(found[:_BEGINNING]).split())
        return found if "".join(title.split()) in beginning else [title, *found]

    def _title(self) -> str:
        for where in ("meta", "h1"):
            if title := self._titles.get(where):
                return title
        site = re.split(r"[_|]| - |--|——", self._titles.get("title", ""), maxsplit=1)[0].strip()
        return site if _NAMES.search(site) else ""

    def _body(self) -> int:
        """Return the innermost block that holds nearly all the sentences of the page."""
        weights, counts = [0] * len(self._boxes), [0] * len(self._boxes)
        for line in self._lines:
            weights[line.box] += line.weight
            counts[line.box] += 1
        for i in range(len(self._boxes) - 1, 0, -1):
            around = self._boxes[i][1]
            weights[around] += weights[i]
            counts[around] += counts[i]
        enough = max(1, weights[0] * _SHARE)
        return max(
            (
                i
                for i, (tag, _) in enumerate(self._boxes)
                if tag in _BODIES and weights[i] >= enough and counts[i] >= _FEWEST_LINES
            ),
            default=0,
        )


_Carried: TypeAlias = dict[int, tuple[str, int]]
"""Text and rows left of the cells that reach down to the next row, by column."""


def _is_hidden(tag: str, attributes: dict[str, str]) -> bool:
    return (
        tag in _LEFT_OUT
        or "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or _HIDDEN.search(attributes.get("style", "")) is not None
    )


def _spaced(text: str) -> str:
    """Return *text* with its blanks as a browser shows them; wide ones are kept."""
    return _SPACE.sub(" ", text).strip(" ")


def _int(text: str | None, default: int) -> int:
    """Return the number of an attribute; *default* where it is none above nought."""
    match = re.fullmatch(" *([0-9]{1,6}) *", text or "")
    return max(1, int(match[1])) if match else default
