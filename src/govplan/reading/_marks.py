"""Where the parts of a plan begin: numbers, bullets, rows of tables, headings without number.

A mark is found by its form, its neighbours and its place, never by what it is about: numbers
count on from one another, a heading is short, says one thing, and text comes after it.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import attrs

from govplan.errors import NumeralError
from govplan.numerals import Ordinal, number, ordinal
from govplan.reading._rows import Row, rows
from govplan.reading._text import Span, paragraphs

__all__ = [
    "BODY_LABEL",
    "DATE_LABEL",
    "LEVELS",
    "UNNUMBERED",
    "Mark",
    "Paragraph",
    "has_quantity",
    "marked",
]

LEVELS = {
    "annex": 5,
    "第一编": 10, "第一篇": 10, "第一部分": 20, "第一章": 20, "第一节": 30, "第一条": 35,
    "一、": 40, "一.": 40, "line": 45, "(一)": 50, "㈠": 50, "一)": 50, "box": 55,
    "1、": 60, "1.": 60, "1": 60, "⒈": 60, "1.1": 65, "1.1.1": 66, "1.1.1.1": 67,
    "(1)": 70, "⑴": 70, "1)": 70, "a)": 75,
    "①": 80, "一是": 80, "一要": 80, "其一": 80, "第一": 80,
    "run-in": 90, "bullet": 95, "row": 95, "sentence": 100,
}  # fmt: skip
"""How deep each style stands by custom (GB/T 9704 for the numbers); deeper is more."""

UNNUMBERED = {"annex", "box", "line", "run-in", "bullet", "row", "sentence"}


class Mark(NamedTuple):
    """The beginning of a part."""

    start: int
    """Where its number or bullet stands, or its title."""
    after: int
    """Where its words begin, behind the number."""
    style: str
    """A style of :func:`govplan.numerals.ordinal`, or ``line``, ``run-in``, ``bullet`` …"""
    values: tuple[int, ...] = ()
    """Its number, read."""
    first: bool = True
    """Whether a paragraph begins with it."""
    title: Span | None = None
    """Its title, where the mark is known by it."""
    number: Span | None = None
    """Its number as printed."""


@attrs.define
class Paragraph:
    """A paragraph, or a row of a table, and the marks in it."""

    start: int
    end: int
    marks: list[Mark] = attrs.field(factory=list[Mark])
    whole_line: bool = True
    """Whether the print gives it a line of its own."""
    row: Row | None = None
    """What it says, if it is a row of a table."""


# --- numbers ------------------------------------------------------------------------------

_HAN = "[一二三四五六七八九十百]"
_SIGN = "[①-⑳⑴-⒇⒈-⒛㈠-㈩]"
_NUMBER = re.compile(
    rf"(?:第 ?(?:{_HAN} ?){{1,5}}(?:部分|[编篇章节条])"
    rf"|第{_HAN}{{1,2}}[,:]"
    rf"|第 ?[0-9]{{1,3}} ?(?:部分|[编篇章节条])"
    rf"|(?:{_HAN}){{1,4}} ?[、.](?!{_HAN}{{1,3}}(?:、|产|线|级|类|季|是))"
    rf"|\( ?(?:{_HAN}){{1,4}} ?\)、?"
    r"|\( ?[0-9]{1,2} ?\)、?"
    r"|[0-9]{1,3}\.(?=(?:19|20)[0-9]{2} ?年)"
    r"|[0-9]{1,2}(?:\.[0-9]{1,2}){1,3}(?= |[一-鿿])(?![年月日万亿千百公亩吨米元个%倍])"
    r"|[0-9]{1,3}(?:\.(?![0-9])|、(?![0-9]{1,3}、))"
    rf"|[0-9]{{1,2}}\)|{_HAN}{{1,2}}\)|[a-h]\)"
    rf"|{_HAN}{{1,3}}[是要](?![否素求点闻])"
    rf"|其{_HAN}(?=[,、:是])"
    rf"|{_SIGN}、?) *"
)
"""Numbers of sections and of items. 1.5 is none, and 一、二、三产业 is none."""

_EDGES = "。;:!?,) "
"""What may stand before a number in the midst of a paragraph."""
_FREE = {"一是", "一要", "其一", "第一", "(一)", "(1)", "①", "⑴"}
"""Styles whose numbers may follow a comma."""
_LINE_ONLY = {"1.1", "1.1.1", "1.1.1.1", "一.", "一)"}
_CHAPTERS = {"第一编", "第一篇", "第一部分", "第一章", "第一节", "第一条"}
_COUNTING = {"一是", "一要", "其一", "第一"}
"""Styles that are words of the language too, and count only in a series."""
_SHORT_LINE, _NAMED_LINE = 40, 60
"""The longest line that is a chapter's, and that of an annex or a box."""

_INLINE = re.compile(rf"(?:(?<=[{_EDGES}])|(?={_SIGN})){_NUMBER.pattern}")
_BULLET = re.compile(r"(?:[—–-]{2,4}|[▶►➢➤●■◆★◇○•·※√◎□▲△☆✦❖]|[*-](?= )) *")
_ANNEX = re.compile(r"附 ?[件表录图] ?[0-9一二三四五六七八九十]{0,2} ?(?:[:.、 ]+|$)")
_BOX = re.compile(
    r"专 ?栏 ?[0-9一二三四五六七八九十]{1,3} ?[:、 ]*|表 ?[0-9]{1,2}(?:-[0-9]{1,2})?[:、 ]+"
)
_PLAIN = re.compile(r"[0-9]{1,2} +(?=[一-鿿])")
"""A number with a blank alone behind it, as stands above 1.1."""
_BARE = re.compile(r"[0-9]{1,2}")


def _number(match: re.Match[str], *, first: bool) -> Mark | None:
    """Return the mark of a number, if it can be read."""
    words = match[0].rstrip()
    read = _read(words)
    if read is None:
        return None
    style = "1" + ".1" * (len(read.values) - 1) if read.style == "1.1" else read.style
    printed = Span(match.start(), match.start() + len(words.rstrip(",:")))
    return Mark(match.start(), match.end(), style, read.values, first, number=printed)


@functools.lru_cache(maxsize=1024)
def _read(words: str) -> Ordinal | None:
    """Return the number that *words* print, if it is one of a style that is known."""
    try:
        if words[-1] in ",:":  # 第一,
            return Ordinal((int(number(words[1:-1])),), "第一")
        if "a" <= words[0] <= "h":
            return Ordinal((ord(words[0]) - ord("a") + 1,), "a)")
        read = ordinal(words)
    except NumeralError:
        return None
    return read if read.style in LEVELS else None


def _numbers(plain: str, paragraph: Paragraph) -> Iterator[Mark]:
    """Yield what may be numbers in a paragraph, in order."""
    start, end = paragraph.start, paragraph.end
    match = _NUMBER.match(plain, start, end)
    mark = _number(match, first=True) if match else None
    if mark and _heads(plain, mark, paragraph):
        yield mark
        start = mark.after
    elif (match := _PLAIN.match(plain, start, end)) and _is_title(plain, Span(match.end(), end)):
        number = Span(start, match.start() + len(match[0].rstrip()))
        value = int(plain[number.start : number.end])
        yield Mark(start, match.end(), "1", (value,), number=number)
        return
    elif match := _BULLET.match(plain, start, end):
        yield Mark(start, match.end(), "bullet")
        start = match.end()
    elif match := _named(plain, paragraph):
        style = "annex" if plain[start] == "附" else "box"
        yield Mark(start, match.end(), style, title=Span(start, end))
        return
    for match in _INLINE.finditer(plain, start, end):
        mark = _number(match, first=False)
        if mark and _may_follow(plain[mark.start - 1], mark.style):
            yield mark


def _may_follow(before: str, style: str) -> bool:
    """Return whether a number of a style may stand in a paragraph behind a character."""
    if style in _LINE_ONLY or style in _CHAPTERS:
        return False
    return before != "," or style in _FREE


def _named(plain: str, paragraph: Paragraph) -> re.Match[str] | None:
    """Return the words 附件1 or 专栏1 at the head of a short line."""
    start, end = paragraph.start, paragraph.end
    if end - start > _NAMED_LINE or plain[end - 1] in "。;,)":
        return None
    return _ANNEX.match(plain, start, end) or _BOX.match(plain, start, end)


def _heads(plain: str, mark: Mark, paragraph: Paragraph) -> bool:
    """Return whether a number at the head of a paragraph is one, and not a word of its text.

    第一节课 and 第三条线路 are words: behind a chapter's number comes a blank, or a short title
    and no sentence.
    """
    if mark.style not in _CHAPTERS:
        return True
    if mark.after >= paragraph.end or plain[mark.after - 1] == " " or plain[mark.after] in ":、":
        return True
    short = paragraph.end - mark.after <= _SHORT_LINE
    return short and plain.find("。", mark.after, paragraph.end) < 0


def _in_series(marks: list[tuple[Paragraph, Mark]]) -> Iterator[tuple[Paragraph, Mark]]:
    """Yield the numbers of one style that stand at the head of a paragraph or count on.

    In the midst of a paragraph a number is taken for one only if its neighbour in the text
    has the number before it or after it.
    """
    numbers = [0, *(mark.values[-1] for _, mark in marks), 0]
    for i, (paragraph, mark) in enumerate(marks, start=1):
        number, spaced = numbers[i], mark.number is not None and mark.number.end < mark.after
        counts = number - 1 == numbers[i - 1] != 0 or numbers[i + 1] == number + 1
        # 1.5 could be a figure: only a blank behind it, or a neighbour, makes it a number.
        alone = mark.first and mark.style not in _COUNTING and (len(mark.values) == 1 or spaced)
        if alone or counts:
            yield paragraph, mark


_LIST_GAP = 1500
"""Characters that may lie between two items of a list."""


def _in_lists(marks: list[tuple[Paragraph, Mark]]) -> Iterator[tuple[Paragraph, Mark]]:
    """Yield the bullets that have another one near. One alone is a dash, before a subtitle."""
    for i, (paragraph, mark) in enumerate(marks):
        before = i > 0 and mark.start - marks[i - 1][1].start < _LIST_GAP
        after = i + 1 < len(marks) and marks[i + 1][1].start - mark.start < _LIST_GAP
        if before or after:
            yield paragraph, mark


# --- headings without number --------------------------------------------------------------

_QUANTITY = re.compile(
    # The digit first, so that the search leaps from one to the next.
    r"[0-9](?<![0-9.“A-Za-z][0-9])"
    r"(?![0-9]{0,2}\.0(?![0-9%万亿个元亩吨]|以[上下内]|左右))"  # 政务2.0
    r"[0-9]*(?:\.[0-9]+)?(?![0-9.]| ?[年月日号届级版”+A-Za-z])"
)


def has_quantity(plain: str, start: int, end: int) -> bool:
    """Return whether a range holds a figure that counts something, and not a year or a version.

    >>> has_quantity("新增5家以上", 0, 7), has_quantity("2021年2.0版行动", 0, 11)
    (True, False)
    """
    return _QUANTITY.search(plain, start, end) is not None


_SHORT, _LONG = 2, 30
_TOLD = re.compile(r"[了已曾:,;|]|会议|如下|上述|同时|此外|其中|目前|近日|记者|先后")
"""What a heading does not hold: the words and stops of telling and of going on."""


def _one_thing(plain: str, start: int, end: int) -> bool:
    """Return whether a sentence, without its stop, could be a heading."""
    return (
        _SHORT <= end - start <= _LONG
        and not _TOLD.search(plain, start, end)
        and not has_quantity(plain, start, end)
    )


def _full_stops(plain: str, start: int, end: int) -> Iterator[Span]:
    """Yield the sentences that end in 。 in a range, without it."""
    at = start
    while (stop := plain.find("。", at, end)) >= 0:
        yield Span(at, stop)
        at = stop + 1


BODY_LABEL = "(?:项目|工作|建设|主要|任务|具体|实施)内容"
DATE_LABEL = re.compile(
    "(?:完成|办结|整改)?(?:时限|时间) ?:|(?:建设|实施|起止)(?:时限|时间|地点|年限) ?:"
)
"""Labels of a form, which head no part of it."""
_NAMED_AHEAD = re.compile(r"(?!各位)[一-鿿]{2,10}(?<!单位)(?<!部门)(?<!是)(?=:)")


def _run_in(plain: str, paragraph: Paragraph) -> Span | None:
    """Return the heading that a paragraph may begin with, as in 促进农民增收。积极…, … does."""
    start, end = paragraph.start, paragraph.end
    named = _NAMED_AHEAD.match(plain, start, end)
    if named:
        if re.fullmatch(BODY_LABEL, named[0]) or DATE_LABEL.match(plain, start, end):
            return None
        return Span(*named.span()) if _one_thing(plain, *named.span()) else None
    stop = plain.find("。", start, min(end, start + _LONG + 1))
    if not 0 <= stop < end - 1 or plain.count(",", start, stop) > 1:
        return None
    comma = plain.find(",", start, stop)
    halves = [(start, stop)] if comma < 0 else [(start, comma), (comma + 1, stop)]
    return Span(start, stop) if all(_one_thing(plain, *half) for half in halves) else None


def _parallel(plain: str, titles: list[Span]) -> list[bool]:
    """Return which of the headings of neighbouring paragraphs are such.

    One that says one thing needs another beside it; of two things, as in 着力稳增长,全力提质,
    another with the same first word; one before a colon, as in 主要目标:…, another such.
    """
    heads = Counter(plain[span.start : span.start + 2] for span in titles)
    single = [
        plain.find(",", *span) < 0 or heads[plain[span.start : span.start + 2]] > 1
        for span in titles
    ]
    stops = Counter(plain[span.end] for span in itertools.compress(titles, single))
    return [
        is_one and stops[plain[span.end]] > 1 for span, is_one in zip(titles, single, strict=True)
    ]


def _series(plain: str, start: int, end: int) -> list[Span]:
    """Return the headings in the midst of a paragraph, as in 深抓…。…,…。深抓…。…,…。 twice.

    Each says one thing, and the sentence after it says more than one. One alone is a
    sentence like others.
    """
    found: list[Span] = []
    held: Span | None = None
    for sentence in _full_stops(plain, start, end):
        single = _one_thing(plain, *sentence)
        if held and not single:
            found.append(held)
        held = sentence if single else None
    return found if len(found) > 1 else []


_CLOSING = "。;:!?…”)"


def _line_headings(plain: str, found: list[Paragraph]) -> Iterator[tuple[Paragraph, Mark]]:
    """Yield the lines that are headings: short, without a stop, text before and after closed."""
    for i in range(len(found) - 1):
        here, after = found[i], found[i + 1]
        apart = here.whole_line and not (here.marks or here.row or after.row)
        if not apart or not _is_line_title(plain, here):
            continue
        before = found[i - 1] if i else None
        closed = not before or before.marks or before.row or plain[before.end - 1] in _CLOSING
        if closed and (after.marks or plain.find("。", after.start, after.end) >= 0):
            yield here, Mark(here.start, here.start, "line", title=Span(here.start, here.end))


def _is_line_title(plain: str, here: Paragraph) -> bool:
    return _is_title(plain, Span(here.start, here.end))


def _is_title(plain: str, line: Span) -> bool:
    """Return whether a line could be a title; it may tell of the past, as news does."""
    return (
        _SHORT <= line.end - line.start <= _LONG
        and not re.search("[,:;|]", plain[slice(*line)])
        and not has_quantity(plain, *line)
        and plain[line.end - 1] not in "。;:,!?、.…|)"
    )


def _bare_numbers(plain: str, found: list[Paragraph]) -> Iterator[tuple[Paragraph, Mark]]:
    """Yield numbers that have a line to themselves, above the line with their title."""
    bare = [
        (i, int(plain[p.start : p.end]))
        for i, p in enumerate(found[:-1])
        if p.end - p.start <= 2 and _BARE.fullmatch(plain, p.start, p.end)  # noqa: PLR2004
    ]
    values = [0, *(value for _, value in bare), 0]
    for n, (i, value) in enumerate(bare, start=1):
        here, title = found[i], found[i + 1]
        counts = value - 1 == values[n - 1] != 0 or values[n + 1] == value + 1
        if counts and _is_line_title(plain, title):
            whole, printed = Span(title.start, title.end), Span(here.start, here.end)
            yield here, Mark(here.start, title.start, "1", (value,), title=whole, number=printed)


# --- all of them --------------------------------------------------------------------------


def marked(plain: str, lines: Iterable[Span]) -> list[Paragraph]:
    """Return the paragraphs of the lines of a text, each with the marks in it."""
    found = list(_paragraphs(plain, lines))
    by_style: defaultdict[str, list[tuple[Paragraph, Mark]]] = defaultdict(list)
    for paragraph in found:
        if paragraph.row:
            paragraph.marks.append(_row_mark(paragraph, paragraph.row))
            continue
        for mark in _numbers(plain, paragraph):
            by_style[mark.style].append((paragraph, mark))
    if "1.1" not in by_style:
        by_style.pop("1", None)  # 3 座桥梁: a plain number heads a line only above 1.1
    for style, marks in by_style.items():
        choice = _in_lists if style == "bullet" else _in_series
        _put(marks if style in {"annex", "box"} else choice(marks))
    bare = list(_bare_numbers(plain, found))
    titles = {mark.after for _, mark in bare}
    found = [paragraph for paragraph in found if paragraph.start not in titles]
    _put(bare)
    _put(list(_line_headings(plain, found)))
    _put(list(_run_ins(plain, found)))
    _put(list(_sentence_headings(plain, found)))
    for paragraph in found:
        paragraph.marks.sort()
    return found


def _put(marks: Iterable[tuple[Paragraph, Mark]]) -> None:
    """Give each paragraph its marks. What finds them must not see those it finds."""
    for paragraph, mark in marks:
        paragraph.marks.append(mark)


def _paragraphs(plain: str, lines: Iterable[Span]) -> Iterator[Paragraph]:
    """Yield the paragraphs of the lines; the rows of a table but its head are such too."""
    lines = list(lines)
    is_row = [_is_row(plain, line) for line in lines]
    for i in range(1, len(lines) - 1):
        # A line that heads some rows of a table has one cell for all columns.
        is_row[i] = is_row[i] or (is_row[i - 1] and is_row[i + 1] and _heads_rows(plain, lines[i]))
    for table, group in itertools.groupby(zip(is_row, lines, strict=True), lambda pair: pair[0]):
        run = [line for _, line in group]
        if table:
            for line, row in zip(run, rows(plain, run), strict=True):
                if row:
                    yield Paragraph(*line, row=row)
            continue
        for line in run:
            spans = list(paragraphs(plain, *line))
            for span in spans:
                yield Paragraph(*span, whole_line=len(spans) == 1)


def _heads_rows(plain: str, line: Span) -> bool:
    short = line.end - line.start <= _LONG and plain[line.end - 1] not in _CLOSING
    return short and not (_ANNEX.match(plain, *line) or _BOX.match(plain, *line))


def _is_row(plain: str, line: Span) -> bool:
    return plain.find("|", *line) >= 0


def _row_mark(paragraph: Paragraph, row: Row) -> Mark:
    return Mark(
        paragraph.start, paragraph.start, "row", first=False, title=row.title, number=row.number
    )


def _run_ins(plain: str, found: list[Paragraph]) -> Iterator[tuple[Paragraph, Mark]]:
    """Yield the headings that paragraphs begin with, where at least two in a row of them do."""
    group: list[tuple[Paragraph, Span]] = []
    for paragraph in [*found, None]:
        if paragraph is None or (paragraph.marks and paragraph.marks[0].first):
            sure = _parallel(plain, [title for _, title in group])
            for here, title in itertools.compress(group, sure):
                yield here, Mark(title.start, title.start, "run-in", title=title)
            group = []
        elif paragraph.row is None and (heading := _run_in(plain, paragraph)):
            group.append((paragraph, heading))


def _sentence_headings(plain: str, found: list[Paragraph]) -> Iterator[tuple[Paragraph, Mark]]:
    """Yield the headings in the midst of the paragraphs that have no list in them."""
    for paragraph in found:
        if paragraph.row or any(not mark.first for mark in paragraph.marks):
            continue
        for title in _series(plain, _text_start(plain, paragraph), paragraph.end):
            yield paragraph, Mark(title.start, title.start, "sentence", first=False, title=title)


def _text_start(plain: str, paragraph: Paragraph) -> int:
    """Return where the text of a paragraph begins, behind its number and its own heading."""
    if not paragraph.marks:
        return paragraph.start
    mark = paragraph.marks[0]
    stop = plain.find("。", mark.after, paragraph.end)
    return paragraph.end if stop < 0 else stop + 1
