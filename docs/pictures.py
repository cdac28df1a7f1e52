"""Draws what the command line prints, and writes the page to review, when the docs are built.

They are made of the example each time, so that no picture shows what is no longer so.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from rich.text import Text

import govplan

if TYPE_CHECKING:
    from sphinx.application import Sphinx

ROOT = Path(__file__).parents[1]
FOLDER = Path(__file__).parent / "_pictures"
EXTRA = Path(__file__).parent / "_extra"
PLAN = "examples/dupan_2021.json"

PICTURES = {
    "outline": (["show", PLAN, "--outline"], 22),
    "targets": (["show", PLAN, "--targets"], 22),
    "findings": (["check", PLAN], 24),
}
"""The commands, and how many of the lines they print are shown."""

COLUMNS = 140
"""Of the terminal; a picture is as wide as its longest line."""

TOWN = """\
甲镇2022年工作计划
一、强化要素保障（责任单位：自然资源所）
全年完成土地征收350亩以上，盘活存量用地120亩左右，总投资2.6亿元。6月底前新建5G基站84个。
二、抓好增收
农民人均可支配收入增长8%左右，力争10%。去年带动就业1200人。
"""
"""The text of the page to review: of nobody's town."""

CELL, LINE, PAD = 9.0, 22.0, 14.0
"""Width of a character's cell, height of a line, and the margin, in the picture's units."""
# Colours that can be read on white, where those of a terminal cannot.
COLOURS = {1: "#b00020", 2: "#1a7f37", 3: "#8a5a00", 4: "#0950aa", 6: "#006e78"}
DIM, INK = "#6e7781", "#24292f"
RUN = re.compile("[\u1100-\uffff]+|[^\u1100-\uffff\\s]+")
"""Characters that stand side by side, all of one width."""


def setup(_: Sphinx) -> dict[str, bool]:
    """Have all drawn before Sphinx looks for them."""
    for name, (arguments, lines) in PICTURES.items():
        _write(FOLDER / f"{name}.svg", picture(arguments, lines))
    _write(EXTRA / "review.html", govplan.read(TOWN).review())
    return {"parallel_read_safe": True}


def _write(path: Path, text: str) -> None:
    """Write a file; one that is as it was keeps its date."""
    path.parent.mkdir(exist_ok=True)
    if not path.is_file() or path.read_text("utf-8") != text:
        path.write_text(text, "utf-8")


def picture(arguments: list[str], lines: int) -> str:
    """Return what a command prints on a terminal, as SVG; the words stay words.

    Each run of characters gets the width of its cells, so that columns of Chinese and Latin
    stand one below the other whatever the fonts (rich's own pictures take all for Latin).
    """
    done = subprocess.run(  # noqa: S603 (commands of this file)
        [sys.executable, "-m", "govplan", *arguments],
        cwd=ROOT,
        env={**os.environ, "FORCE_COLOR": "1", "COLUMNS": str(COLUMNS), "PYTHONUTF8": "1"},
        capture_output=True,
        check=False,  # findings end with 1
        encoding="utf-8",
    )
    printed = done.stdout.splitlines()
    shown = [f"$ govplan {' '.join(arguments)}", *printed[:lines]]
    if len(printed) > lines:
        shown.append(f"… and {len(printed) - lines} more lines")
    console = Console(width=COLUMNS, force_terminal=True, color_system="standard")
    rows = [console.render_lines(Text.from_ansi(line, no_wrap=True))[0] for line in shown]
    texts = "\n".join(text for n, row in enumerate(rows) for text in _texts(row, n))
    widest = max(cell_len("".join(segment.text for segment in row).rstrip()) for row in rows)
    width, height = widest * CELL + 2 * PAD, len(rows) * LINE + 2 * PAD
    return f"""\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" role="img"
  font-family="ui-monospace, Menlo, Consolas, 'Noto Sans Mono CJK SC', monospace" font-size="15">
<rect width="100%" height="100%" rx="8" fill="#ffffff" stroke="#d0d7de"/>
{texts}
</svg>
"""


def _texts(row: list[Segment], line: int) -> Iterator[str]:
    """Yield the runs of a line, each where its column is."""
    y, column = PAD + (line + 0.75) * LINE, 0
    for words, style, _ in row:
        for run in RUN.finditer(words):
            x = PAD + (column + cell_len(words[: run.start()])) * CELL
            length = cell_len(run[0]) * CELL
            yield (
                f'<text x="{x:g}" y="{y:g}" textLength="{length:g}"'
                f' lengthAdjust="spacingAndGlyphs"{_look(style)}>{escape(run[0])}</text>'
            )
        column += cell_len(words)


def _look(style: Style | None) -> str:
    """Return the attributes of a style."""
    if style is None:
        return f' fill="{INK}"'
    number = (style.color and style.color.number) or 0
    fill = COLOURS.get(number, DIM if style.dim else INK)
    return f' fill="{fill}"' + (' font-weight="bold"' if style.bold else "")
