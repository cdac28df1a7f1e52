"""The tree of a plan's parts, from the marks in its text.

A part goes from its mark to the next mark that is not inside it. Which one that is follows
from the styles: a style that is open already is gone on with, a new one that begins with 1
goes a level down, and any other finds its place by custom (第一章, 一、, (一), 1., (1), ①).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

import attrs

from govplan.model import Party
from govplan.reading import _words as words
from govplan.reading._marks import LEVELS, UNNUMBERED, Mark, Paragraph, has_quantity, marked
from govplan.reading._page import Page, page
from govplan.reading._parties import named, notes, parties, stands_apart
from govplan.reading._rows import NOTE, Row
from govplan.reading._text import Span, Text, prepare, trimmed

__all__ = ["Outline", "Part", "outline"]

_MAX_DEPTH = 16
"""Levels of parts; deeper marks stay at the last one. Plans have six at most."""


@attrs.frozen
class Part:
    """A part of a plan: a section, an item of a list, a row of a table."""

    style: str
    """How its beginning is marked."""
    number: Span | None
    """The number as printed, its brackets or stop included."""
    title: Span | None
    """The title, without the stop behind it."""
    heading: Span | None
    """Number and title together."""
    source: Span
    """The whole block."""
    own: tuple[Span, ...]
    """Its text outside the heading and the parts in it, by paragraphs."""
    parts: tuple[Part, ...]
    """The parts in it."""
    acting: tuple[Party, ...] = ()
    """Who has to act on all of it."""
    past: bool = False
    """Whether it looks back, so that nothing in it is announced."""
    due: Span | None = None
    """The words, in a column of their own, by when all of it is to be done."""

    def walk(self) -> Iterator[Part]:
        """Yield this part and all in it, in the order of the text."""
        yield self
        for part in self.parts:
            yield from part.walk()


@attrs.frozen
class Outline:
    """A text in its parts."""

    text: Text
    page: Page
    own: tuple[Span, ...]
    """The text that stands in no part: what goes before the first, as a rule."""
    parts: tuple[Part, ...]
    """The parts of the first level."""

    def walk(self) -> Iterator[Part]:
        """Yield all parts in the order of the text."""
        for part in self.parts:
            yield from part.walk()


def outline(raw: str) -> Outline:
    r"""Return the tree of the parts of a text.

    >>> found = outline("一、总则\n(一)植树。种树5株。\n(二)修路。修路2公里。\n二、附则\n无。")
    >>> [found.text.words(*part.title) for part in found.walk() if part.title]
    ['总则', '植树', '修路', '附则']
    """
    text = prepare(raw)
    around = page(text)
    found = marked(text.plain, around.body)
    root = _tree(text, found)
    return Outline(text, around, tuple(root.own), tuple(part.done(text) for part in root.parts))


# --- building the tree --------------------------------------------------------------------


@attrs.define
class _Open:
    """A part that may still grow."""

    mark: Mark
    end: int
    own: list[Span] = attrs.field(factory=list[Span])
    parts: list[_Open] = attrs.field(factory=list["_Open"])
    acting: list[Party] = attrs.field(factory=list[Party])
    due: Span | None = None

    def done(self, text: Text, *, past: bool = False) -> Part:
        """Return the part, its title told from its text; *past* if it is in one that is so."""
        mark, plain = self.mark, text.plain
        title, own = _titled(plain, self)
        number = mark.number
        printed = [span for span in (number, title) if span]
        acting = [*self.acting, *(party for span in own for party in _acting(text, span))]
        if title and (note := next(notes(plain, *title), None)):
            acting += parties(text, *note)
            title = trimmed(plain, title.start, note.start)
        past = past or (title is not None and _looks_back(plain, title))
        heading = Span(min(printed)[0], max(span.end for span in printed)) if printed else None
        return Part(
            style=mark.style,
            number=number,
            title=title,
            heading=heading,
            source=Span(mark.start, max(self.end, mark.start + 1)),
            own=tuple(own),
            parts=tuple(part.done(text, past=past) for part in self.parts),
            acting=tuple(acting),
            past=past,
            due=self.due,
        )


def _acting(text: Text, span: Span) -> Iterator[Party]:
    """Yield those who act on the whole part, by the notes that stand apart."""
    for note in notes(text.plain, *span):
        if stands_apart(text.plain, span.start, note):
            yield from parties(text, *note)


def _tree(text: Text, found: list[Paragraph]) -> _Open:
    plain = text.plain
    root = _Open(Mark(0, 0, "root"), 0)
    stack = [root]
    again = _repeated(found)
    for i, paragraph in enumerate(found):
        announced = i > 0 and plain[found[i - 1].end - 1] == ":"
        at = paragraph.start
        if not paragraph.marks and i + 1 < len(found):
            _close_list(stack, found[i + 1].marks)
        if i and not paragraph.marks and _is_table(plain, found[i - 1]):
            _close_box(plain, stack, paragraph)
        if _ADDRESS.match(plain, at, paragraph.end):
            _close_items(stack)
        for mark in paragraph.marks:
            _own(plain, stack, at, mark.start)
            _open(stack, mark, announced=announced, again=again)
            at = mark.title.end if mark.title else mark.after
            _grow(stack, at)
        if paragraph.row:
            _fill(text, stack, paragraph, paragraph.row)
        else:
            _last(plain, stack, at, paragraph.end)
        while not stack[-1].mark.first:
            stack.pop()
    return root


def _close_list(stack: list[_Open], marks: list[Mark]) -> None:
    """Close a list before the paragraph that introduces another of its style, from 1 again."""
    if marks and marks[0].values == (1,):
        styles = [part.mark.style for part in stack]
        if marks[0].style in styles:
            del stack[styles.index(marks[0].style) :]


def _close_box(plain: str, stack: list[_Open], paragraph: Paragraph) -> None:
    """Close a box with its table; what goes on below belongs to the text around it."""
    if stack[-1].mark.style == "box" and not _is_table(plain, paragraph):
        stack.pop()


_ADDRESS = re.compile("各位(?:代表|委员|同志)")
"""Words that a speech begins anew with."""


def _close_items(stack: list[_Open]) -> None:
    """Close the items of a list, which a speech goes on behind."""
    while LEVELS.get(stack[-1].mark.style, 0) > LEVELS["(一)"]:
        stack.pop()


def _is_table(plain: str, paragraph: Paragraph) -> bool:
    """Return whether a paragraph is a row of a table, or a note under one."""
    return bool(paragraph.row or NOTE.match(plain, paragraph.start, paragraph.end))


def _repeated(found: Iterable[Paragraph]) -> set[str]:
    """Return the styles whose first number comes more than once."""
    firsts = Counter(m.style for p in found for m in p.marks if m.first and m.values[-1:] == (1,))
    return {style for style, count in firsts.items() if count > 1}


def _own(plain: str, stack: list[_Open], start: int, end: int) -> None:
    if span := trimmed(plain, start, end):
        stack[-1].own.append(span)
        _grow(stack, span.end)


def _last(plain: str, stack: list[_Open], start: int, end: int) -> None:
    """Put the rest of a paragraph into the part on top.

    The last item of a list like (1)…;(2)…;(3)…。 ends with its sentence.
    """
    mark = stack[-1].mark
    if mark.values and not mark.first and plain[mark.start - 1] == ";":
        stop = plain.find("。", start, end)
        if stop >= 0:
            _own(plain, stack, start, stop + 1)
            stack.pop()
            start = stop + 1
    _own(plain, stack, start, end)


def _fill(text: Text, stack: list[_Open], paragraph: Paragraph, row: Row) -> None:
    """Put the cells of a row into its part."""
    stack[-1].own += row.texts
    stack[-1].due = row.due
    for cell, role in row.acting:
        stack[-1].acting += named(text, cell.start, cell.end, role)
    _grow(stack, paragraph.end)


def _grow(stack: list[_Open], end: int) -> None:
    for part in stack:
        part.end = max(part.end, end)


def _open(stack: list[_Open], mark: Mark, *, announced: bool, again: set[str]) -> None:
    """Put a mark in its place: close what it is not in, and open its part."""
    level = LEVELS[mark.style]
    styles = [part.mark.style for part in stack]
    if mark.style in styles:
        del stack[len(styles) - 1 - styles[::-1].index(mark.style) :]
    elif mark.first and not announced:
        while _closes(stack[-1].mark, mark, level, again):
            stack.pop()
    del stack[_MAX_DEPTH:]
    part = _Open(mark, mark.after)
    stack[-1].parts.append(part)
    stack.append(part)


def _closes(top: Mark, mark: Mark, level: int, again: set[str]) -> bool:
    """Return whether a mark of another style ends the part on top."""
    if top.style == "root":
        return False
    above = LEVELS[top.style] > level
    if top.style == "line" and above:
        # A heading without number stands over a list only where the list begins anew.
        return not (mark.values == (1,) and mark.style in again)
    if top.style in UNNUMBERED or mark.style in UNNUMBERED:
        return above
    return above and mark.values[-1:] != (1,)


_PAST = re.compile(
    r"回顾|总结(?!推广)|完成情况|进展情况|(?:发展|主要|工作)成[就效绩]|取得的?成[绩效]|(?:发展|基本)现状"
    r"|发展基础|存在的?(?:主要)?(?:问题|困难)|形势"
)
"""Titles of parts that tell what is so already."""
_DOING = re.compile(words.alternatives(words.DOING_HEADING))


def _looks_back(plain: str, title: Span) -> bool:
    """Return whether a part tells what is so, by its title; 夯实发展基础 is to be done."""
    return _PAST.search(plain, *title) is not None and _DOING.search(plain, *title) is None


# --- titles -------------------------------------------------------------------------------

_TITLE_LENGTH = 60
_COLON_TITLE = 25
_RUN_IN_LENGTH = 20
_STOP = re.compile("[。;:!?]")
_HAS_DIGIT = re.compile("[0-9]")


def _titled(plain: str, part: _Open) -> tuple[Span | None, list[Span]]:
    """Return the title of a part and the text that is left."""
    mark = part.mark
    if mark.style == "row":
        return mark.title, part.own
    if mark.title:
        return mark.title, _behind(plain, part.own, mark.title.end)
    if not part.own or part.own[0].start != mark.after:
        return None, part.own
    first, more = part.own[0], len(part.own) > 1 or bool(part.parts)
    phrase = _phrase(plain, first)
    closed = phrase.end >= first.end
    stop = "" if closed else plain[phrase.end]
    rest = trimmed(plain, phrase.end + 1, first.end) if not closed else None
    # The sentences of an article have no title.
    untitled = mark.style == "第一条" and stop == "。"
    untitled = untitled or not (mark.first or _is_sure(plain, mark, phrase))
    if untitled or not _is_title(plain, phrase, stop, body=more or rest is not None):
        return None, part.own
    return phrase, _behind(plain, part.own, phrase.end)


def _phrase(plain: str, span: Span) -> Span:
    """Return the words up to the first stop, or to the blank that stands for one."""
    limit = min(span.end, span.start + _TITLE_LENGTH + 2)
    stop = _STOP.search(plain, span.start, limit)
    end = stop.start() if stop else limit
    if "。" in plain[end : span.end]:
        blank = plain.find(" ", span.start + 4, end)
        beside = plain[blank - 1] + plain[blank + 1 : blank + 2]
        if blank > 0 and not beside.isascii() and not _HAS_DIGIT.search(beside):
            end = blank
    return Span(span.start, end)


def _is_sure(plain: str, mark: Mark, phrase: Span) -> bool:
    """Return whether a title in the midst of a line is one, where its end may be lost in print."""
    if phrase.end - mark.after > _RUN_IN_LENGTH:
        return False
    # 二、抓项目,增后劲。(一)…: only a section says two things in its title.
    commas = plain.count(",", *phrase)
    return not commas or (commas == 1 and LEVELS[mark.style] <= LEVELS["(一)"])


def _is_title(plain: str, phrase: Span, stop: str, *, body: bool) -> bool:
    length = phrase.end - phrase.start
    if not body or not 0 < length <= _TITLE_LENGTH or stop == ";":
        return False
    if stop == ":":
        told = plain.find(",", *phrase) >= 0 or has_quantity(plain, *phrase)
        return length <= _COLON_TITLE and not told
    return stop in {"", " "} or not has_quantity(plain, *phrase)


def _behind(plain: str, own: list[Span], at: int) -> list[Span]:
    """Return what is left of the text behind a title and its stop."""
    left: list[Span] = []
    for span in own:
        start = max(span.start, at)
        while start < span.end and plain[start] in "。:!? ":
            start += 1
        if start < span.end:
            left.append(Span(start, span.end))
    return left
