"""Reports as text for people: a line for each finding, by section, with the plan's words."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TypeAlias

from govplan.checks._escape import brief, visible
from govplan.checks._finding import Finding, Related, Severity, crashed_check
from govplan.checks._report import Report
from govplan.model import Source

Line: TypeAlias = list[tuple[str, str]]
"""Pieces of text, each with its style in the words of rich; ``""`` for none."""

STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "blue"}
CODE, PATH, HINT, DIM, BOLD = "bold cyan", "cyan", "green", "dim", "bold"

WINDOW = 60
"""Columns of the published text that are shown."""

_INDENT = " " * 12


def render(reports: Iterable[Report]) -> Iterator[str]:
    """Yield reports as text, in pieces."""
    for i, report in enumerate(reports):
        if i:
            yield "\n"
        yield from plain(segments(report))


def plain(lines: Iterable[Line]) -> Iterator[str]:
    """Yield lines without their styles."""
    return ("".join(text for text, _ in line) + "\n" for line in lines)


def segments(report: Report, text: str | None = None) -> Iterator[Line]:
    """Yield the lines of a report; with the published text, the words that findings are about.

    Of the crashes of one check the first is shown, and the others are counted.
    """
    yield [*([(f"{visible(report.file)}  ", BOLD)] if report.file else []), *_name(report)]
    crashes = Counter[str]()
    shown: list[Finding] = []
    for finding in report.findings:
        if (check := crashed_check(finding)) is not None:
            crashes[check] += 1
        if check is None or crashes[check] == 1:
            shown.append(finding)
    for section, findings in groupby(shown, key=lambda finding: finding.section):
        yield [("  ", ""), ("the plan" if section is None else visible(section), BOLD)]
        for finding in findings:
            yield from ([("    ", ""), *line] for line in tell(report, finding, text))
    for check, count in crashes.items():
        if again := count - 1:
            times = "once" if again == 1 else f"{again} times"
            yield [("  ", ""), (f"{visible(check)} crashed {times} more", STYLES[Severity.ERROR])]
    worst = report.worst
    yield [("  ", ""), (report.summary(), BOLD if worst is None else STYLES[worst])]


def _name(report: Report) -> Line:
    return [(visible(report.title), "") if report.file else (visible(report.title), BOLD)]


def tell(report: Report, finding: Finding, text: str | None = None) -> Iterator[Line]:
    """Yield the lines of one finding."""
    style = STYLES[finding.severity]
    yield [
        (f"{finding.severity!s:<7} ", style),
        (f"{visible(finding.code)} ", CODE),
        (visible(finding.message), ""),
        (f" ({visible(finding.name)})", DIM),
        *([] if finding.node_id is None else [(f"  {visible(brief(finding.node_id))}", DIM)]),
        *_place(report, finding),
    ]
    if finding.hint:
        yield [(f"{_INDENT}hint: {visible(finding.hint)}", HINT)]
    for other in finding.related:
        yield [(f"{_INDENT}see: {visible(other.message)}", DIM), *_place(report, other)]
    if text is not None and finding.source is not None:
        yield from _excerpt(text, finding.source, style)
    if crashed_check(finding) is not None:
        # Only newlines break a line; the words in a traceback may be the plan's.
        for line in str(finding.data.get("traceback", "")).rstrip("\n").split("\n"):
            yield [(_INDENT + visible(line), DIM)]


def _place(report: Report, thing: Finding | Related) -> Line:
    return [(f"  {place}", PATH)] if (place := place_of(report, thing)) else []


def place_of(report: Report, thing: Finding | Related) -> str:
    """Return where a thing stands: file, line and column, or else its pointer."""
    if report.file is None or thing.line is None:
        return visible(brief(thing.pointer))
    return f"{visible(report.file)}:{thing.line}:{thing.column}"


# --- the plan's words -------------------------------------------------------------


def width(text: Iterable[str]) -> int:
    r"""Return how many columns of a terminal characters take.

    >>> width("5G基站"), width("e\u0301")
    (6, 1)
    """
    return sum(
        0 if unicodedata.category(c) in {"Mn", "Me"} else
        2 if unicodedata.east_asian_width(c) in {"W", "F"} else 1
        for piece in text
        for c in piece
    )  # fmt: skip


def _excerpt(text: str, source: Source, style: str) -> Iterator[Line]:
    """Yield the words at a place among those around them, and a line that marks them.

    Only what fits is looked at, so that a finding about a long section costs no more.
    """
    words = text[source.start : source.end]
    if not words:
        return
    marked = _fit(words, WINDOW)
    room = WINDOW - width(marked)
    earliest = max(0, source.start - WINDOW)
    line = text.rfind("\n", earliest, source.start) + 1
    before = _fit(text[max(line, earliest) : source.start][::-1], room // 2)[::-1]
    rest = text[source.end : source.end + WINDOW].partition("\n")[0].rstrip("\r")
    after = _fit(rest, room - width(before))
    bar = (f"{_INDENT}| ", DIM)
    yield [bar, ("".join(before), DIM), ("".join(marked), BOLD), ("".join(after), DIM)]
    yield [bar, (" " * width(before), ""), ("^" * max(1, width(marked)), style)]


def _fit(text: str, room: int) -> list[str]:
    """Return the characters at the beginning of a text that fit, then … where it is cut."""
    fitting: list[str] = []
    kept = used = 0
    for char in text[:room]:
        fitting.append(visible(char))
        used += width(fitting[-1])
        if used < room:
            kept = len(fitting)
    return fitting if used <= room and len(text) <= room else [*fitting[:kept], "…"]
