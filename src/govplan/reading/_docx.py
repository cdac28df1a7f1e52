"""The text of a Word document (.docx): paragraphs with their numbers, tables row by row.

Left out are headers, footers, footnotes, comments, text boxes, hidden text and deletions.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

import attrs
import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from lxml import etree

from govplan.errors import ReadingError
from govplan.reading._lists import Element, Lists, W, integer, is_on, value
from govplan.reading._printed import bars

__all__ = ["docx_text"]

_MAX_FILES = 5000
_MAX_SIZE = 256 * 2**20
_MAX_XML = 32 * 2**20
"""Bytes of all parts, and of those in XML, of which a tree many times as large is made."""
_MAX_RATIO = 200
"""How many times as large as packed a part may be, if it is larger than _SMALL at all."""
_SMALL = 2**20


def docx_text(data: bytes, name: str) -> str:
    """Return the text of a Word document, one line a paragraph or row of a table.

    Raises:
        ReadingError: If it is none, is damaged, or would do harm when unpacked or parsed.
    """
    try:
        _inspect(data, name)
        document = docx.Document(io.BytesIO(data))
        relations = document.part.rels.values()
        numbering = next(
            (r.target_part.blob for r in relations if r.reltype == RELATIONSHIP_TYPE.NUMBERING),
            None,
        )
        lists = Lists(
            () if numbering is None else etree.fromstring(numbering), document.styles.element
        )
        lines = [line for line in _Writer(lists).lines(document.element) if line.strip()]
    except ReadingError:
        raise
    except Exception as error:  # a damaged file makes the libraries fail in any way
        reason = "no Word document (.docx), or a damaged one; open it in Word and save it anew"
        raise ReadingError(name, reason) from error
    if not lines:
        raise ReadingError(name, "holds no text")
    return "".join(line + "\n" for line in lines)


def _inspect(data: bytes, name: str) -> None:
    """Refuse a package that would do harm, before any part of it is parsed."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = package.infolist()
        xml = [part for part in parts if part.filename.lower().endswith((".xml", ".rels"))]
        if any(part.filename == "OFD.xml" for part in parts):
            raise ReadingError(name, "an OFD document; print or export it as PDF")
        if (
            len(parts) > _MAX_FILES
            or sum(part.file_size for part in parts) > _MAX_SIZE
            or sum(part.file_size for part in xml) > _MAX_XML
            or any(part.file_size > max(_SMALL, part.compress_size * _MAX_RATIO) for part in parts)
        ):
            raise ReadingError(name, "unpacks to far more than a document holds; not opened")
        for part in xml:
            # Without the zeros of UTF-16. No part of a Word document declares a type.
            if b"<!DOCTYPE" in package.read(part).replace(b"\0", b""):
                reason = "declares entities, which no Word document does; not opened"
                raise ReadingError(name, reason)


# --- paragraphs and tables ----------------------------------------------------------------

_THROUGH = frozenset(
    W + tag
    for tag in (
        "body", "ins", "moveTo", "hyperlink", "smartTag", "sdt", "sdtContent", "customXml",
        "fldSimple", "dir", "bdo", "ruby", "rubyBase",
    )
)  # fmt: skip
"""Elements that only stand around text."""
_SIGNS = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
}


@attrs.frozen
class _Writer:
    """Writes the lines of a document."""

    _lists: Lists

    def lines(self, parent: Element) -> Iterator[str]:
        """Yield the lines of the paragraphs and tables in an element."""
        for child in parent:
            if child.tag == f"{W}p":
                text = "".join(_texts(child))
                if text.strip() or child.find(f"{W}pPr/{W}rPr/{W}del") is None:
                    number = self._lists.number(child)
                    yield from (number + text).split("\n") if text.strip() else ()
            elif child.tag == f"{W}tbl":
                yield from self._rows(child)
            elif child.tag in _THROUGH:
                yield from self.lines(child)

    def _rows(self, table: Element) -> Iterator[str]:
        """Yield the rows of a table; a table that holds others only lays out its cells."""
        rows = [(row, list(_found(row, "tc"))) for row in _found(table, "tr")]
        cells = [cell for _, row in rows for cell in row]
        if next(table.iterdescendants(f"{W}tbl"), None) is not None or all(
            len(row) <= 1 for _, row in rows
        ):
            for cell in cells:
                yield from self.lines(cell)
            return
        names: dict[int, str] = {}
        for row, its in rows:
            yield bars(self._cells(row, its, names))

    def _cells(self, row: Element, cells: list[Element], names: dict[int, str]) -> list[str]:
        """Return the texts of a row's cells; *names* are those that go on from rows above."""
        texts = [""] * _span(row, "trPr", "gridBefore", 0)
        for cell in cells:
            text = " ".join(" ".join(line.split()) for line in self.lines(cell)).strip()
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            if merge is not None and merge.get(f"{W}val") != "restart":
                text = names.get(len(texts), "")
            else:
                names[len(texts)] = text if len(text) <= _REPEATED else ""
            texts += [text, *[""] * (_span(cell, "tcPr", "gridSpan", 1) - 1)]
        return texts


_REPEATED = 60
"""The longest cell that is repeated in each row over which it stretches: a name."""
_MAX_COLUMNS = 63
"""Over how many columns a cell may stretch, as in Word."""


def _span(element: Element, properties: str, child: str, default: int) -> int:
    count = integer(value(element.find(f"{W}{properties}"), child), default)
    return min(max(default, count), _MAX_COLUMNS)


def _found(parent: Element, tag: str) -> Iterator[Element]:
    """Yield the rows of a table, or the cells of a row, without those that were deleted."""
    for child in parent:
        if child.tag == W + tag:
            if child.find(f"{W}{tag}Pr/{W}{_DELETED[tag]}") is None:
                yield child
        elif child.tag in _THROUGH:
            yield from _found(child, tag)


_DELETED = {"tr": "del", "tc": "cellDel"}


def _texts(parent: Element) -> Iterator[str]:
    """Yield the text of a paragraph as it stands when all changes are accepted."""
    for child in parent:
        if child.tag in _THROUGH:
            yield from _texts(child)
        elif child.tag == f"{W}r":
            if not _is_hidden(child):
                yield from _texts(child)
        elif child.tag == f"{W}t":
            yield child.text or ""
        elif isinstance(child.tag, str):
            yield _SIGNS.get(child.tag, "")


def _is_hidden(run: Element) -> bool:
    return is_on(run.find(f"{W}rPr"), "vanish")
