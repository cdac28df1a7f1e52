"""Printing: consoles that take text as it is, and columns that suit Chinese too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TextIO

from rich.console import Console
from rich.text import Text

from govplan.checks._escape import visible
from govplan.checks._text import Line, plain, width

GAP = "  "
WIDEST = 48
"""Columns to which a cell is padded at most: one long cell must not make each line long."""


def console(stream: TextIO) -> Console:
    """Return a console that takes no text for markup, and breaks no line."""
    return Console(file=stream, markup=False, highlight=False, emoji=False, soft_wrap=True)


def print_lines(out: Console, lines: Iterable[Line]) -> None:
    """Print lines, with their styles on a terminal."""
    if out.is_terminal:
        for line in lines:
            out.print(Text.assemble(*line))
    else:
        out.file.writelines(plain(lines))  # many times as fast


def print_table(out: Console, rows: Iterable[Sequence[str]], *, head: str = "bold") -> None:
    """Print rows of which the first has a style; cells are cut only on a terminal."""
    lines = columns(rows, fit=out.width if out.is_terminal else None)
    print_lines(out, ([(line, "" if i else head)] for i, line in enumerate(lines)))


def columns(rows: Iterable[Sequence[str]], *, fit: int | None = None) -> Iterator[str]:
    """Yield a line for each row, the columns aligned by how wide the characters are.

    Args:
        rows: Rows of as many cells each. Control characters are escaped.
        fit: Columns of the terminal that a line may have, long cells being cut; None for any
            number.
    """
    table = [[visible(cell) for cell in row] for row in rows]
    longest = [max(map(width, column)) for column in zip(*table, strict=True)]
    widths = [min(w, WIDEST) for w in longest]
    if fit is not None:
        widths = _fitting(longest, fit - len(GAP) * (len(longest) - 1))
        table = [[cut(c, w) for c, w in zip(row, widths, strict=True)] for row in table]
    for *cells, last in table:
        padded = (c + " " * (w - width(c)) for c, w in zip(cells, widths, strict=False))
        yield GAP.join((*padded, last)).rstrip()


def _fitting(widths: Sequence[int], total: int) -> list[int]:
    """Return widths that fit in a total: the widest are made less wide."""
    total = max(total, len(widths))
    fitting = [min(w, total) for w in widths]
    while sum(fitting) > total:
        fitting[fitting.index(max(fitting))] -= 1
    return fitting


def cut(text: str, room: int) -> str:
    """Return a text that is at most so wide, ending in an ellipsis where it was wider."""
    if width(text) <= room:
        return text
    kept = text[:room]  # of what takes no column of its own, some is lost
    while width(kept) >= room:
        kept = kept[:-1]
    return kept + "…"
