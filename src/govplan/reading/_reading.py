"""Reading a text: the draft of its plan, and what is left unread."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import attrs

from govplan._walk import look_up
from govplan.errors import NotFoundError, ReadingError, printable, shown
from govplan.model import Node, Plan, Source
from govplan.reading._draft import Made, Reason, draft
from govplan.reading._explain import REASONS, explained
from govplan.reading._files import read_text
from govplan.reading._outline import outline
from govplan.units import Amount

__all__ = ["MAX_CHARACTERS", "Reading", "Unread", "read", "read_file"]

MAX_CHARACTERS = 1_000_000
"""Characters of the longest text that is read. Plans have a few thousand, outlines of five
years a hundred thousand."""


_HALF = re.compile("[\ud800-\udfff]")
_FILE_NAME = re.compile(r"[^\n]{1,255}\.(?:txt|md|html?|docx?|pdf|jsonl?)", re.IGNORECASE)
_PLAN = re.compile(r"\s*+\{\s*+\"govplan\"\s*+:")


@attrs.frozen(kw_only=True)
class Unread:
    """A figure of the text that is in no target and no figure of the plan.

    >>> first, = read("到2025年,植树造林。").unread
    >>> first.words, first.reason, first.why
    ('2025年', 'year', 'a year')
    """

    words: str
    """The figure as published."""
    reason: Reason
    """Why it is none."""
    source: Source
    """Where it stands."""
    value: Amount | None = None
    """What it amounts to; None where it is no exact number."""

    @property
    def why(self) -> str:
        """The reason in words."""
        return REASONS[self.reason]

    @property
    def is_doubtful(self) -> bool:
        """Whether it may be a figure of the plan all the same, and is worth a look."""
        return self.reason in _DOUBTFUL


_DOUBTFUL: frozenset[Reason] = frozenset({"nameless", "number", "inexact", "fraction"})


@attrs.frozen(kw_only=True)
class Reading:
    """A text, the draft of its plan, and what was seen in it and not taken.

    >>> reading = read("拆违30万平方米以上,总投资3亿元。")
    >>> [target.indicator for target in reading.plan.iter_targets()]
    ['拆违']
    >>> [figure.kind for figure in reading.plan.iter_figures()]
    ['investment']
    """

    text: str
    """The text that was read, which the places in the plan refer to."""
    plan: Plan
    """The draft: each node of it has its place in the text."""
    unread: tuple[Unread, ...]
    """Every figure that is in no target and no figure of the plan, in the order of the text."""
    _made: Made = attrs.field(repr=False, eq=False, alias="made")

    def explain(self, node: Node | Unread | str) -> str:
        """Return why a node of the plan, or a figure left unread, is as it is.

        Args:
            node: The node, its id or its JSON Pointer.

        Returns:
            A line for each thing that was told from the text, with the words that tell it.

        Raises:
            NotFoundError: If it is not of this reading.
            AmbiguousError: If several nodes have the id.

        >>> reading = read("拆违30万平方米以上。")
        >>> print(reading.explain(next(reading.plan.iter_targets())))
        figure: 30万平方米以上 (2 to 10)
        indicator: 拆违 (0 to 2)
        comparator: >=, by 以上
        """
        if isinstance(node, Unread):
            words, source = printable(node.words), node.source
            return f"{node.why}: {words} ({source.start} to {source.end})"
        found = look_up(self.plan, node)[1] if isinstance(node, str) else node
        lines = explained(found, self._made, self.text)
        if lines is None:
            raise NotFoundError(
                type(found).__name__,
                "it is no section, measure, target, figure or statement of this reading",
            )
        return "\n".join(lines)

    def review(self) -> str:
        """Return a page in HTML by which a person checks the draft.

        It shows the text with every figure marked, and beside each paragraph its targets as
        the plan has them, with the reasons; the figures left unread stand in lists. The page
        loads nothing and has no script. It needs jinja2, which
        ``pip install "govplan[reading]"`` brings.

        Returns:
            The page, to be written in UTF-8. A character of the text that nobody would see,
            or that would reorder others, stands there as one that is seen.

        Raises:
            ReadingError: If jinja2 is not installed.

        >>> page = read("拆违30万平方米以上。").review()
        >>> '<a href="#m1.t1"' in page
        True
        """
        try:
            from govplan.reading import _review  # noqa: PLC0415 (it needs the extra)
        except ModuleNotFoundError as error:
            if error.name != "jinja2":
                raise
            reason = 'the page to review it (--review) needs jinja2: pip install "govplan[reading]"'
            raise ReadingError(None, reason) from None
        return _review.page(self)


def read(text: str) -> Reading:
    r"""Read the text of a published plan.

    Args:
        text: The text as published, whole, with its line ends as they are. A page may be
            around it: the table at its head becomes the plan's document, and buttons and
            page numbers are set aside.

    Returns:
        The draft of the plan. It holds nothing that the text does not say; whoever uses it
        has to check it, for which :meth:`Reading.explain` and :attr:`Reading.unread` are.

    Raises:
        ReadingError: If it is no text, or has more than :data:`MAX_CHARACTERS` characters.

    >>> reading = read("甲镇2021年工作计划\n一、强化要素保障\n全年完成征地350亩以上。")
    >>> reading.plan.title, reading.plan.find("s1.m1.t1").value
    ('甲镇2021年工作计划', amount('350 mu'))
    """
    return _read(text, None)


def _read(text: str, name: str | None) -> Reading:
    """Read a text; *name* is that of its file, which errors name."""
    if not isinstance(text, str):
        raise ReadingError(
            None,
            f"expected a str, got {shown(text)}; "
            "read_file(path) reads a file, and extract(data, name) bytes",
        )
    if len(text) > MAX_CHARACTERS:
        raise ReadingError(
            name,
            f"{len(text):,} characters, more than the {MAX_CHARACTERS:,} that are read; split it",
        )
    if reason := _no_text(text):
        raise ReadingError(name, reason)
    # Half a surrogate pair is no character, and no JSON could hold it.
    sound = _HALF.sub("\ufffd", text)
    made = draft(outline(sound))
    return Reading(text=sound, plan=made.plan, unread=tuple(_unread(made, sound)), made=made)


def _no_text(text: str) -> str | None:
    """Return what a text is instead of a plan's, if it was given by mistake."""
    if _FILE_NAME.fullmatch(text):
        return f"{shown(text)} is the name of a file; read_file(path) reads it"
    if _PLAN.match(text):
        return "is a plan in JSON already, which govplan.load, show and check take"
    return None


def read_file(path: str | os.PathLike[str]) -> Reading:
    """Read a file: plain text, a page in HTML, a ``.docx`` or a ``.pdf`` with a text layer.

    Places in the plan refer to the text that was taken out of the file, which the reading
    carries; of plain text it is the file's own, with its line ends.

    Args:
        path: The file. What is no plain text needs the extra ``reading``.

    Raises:
        OSError: If the file cannot be read.
        ReadingError: If its text is not to be had, or is too long; with what to do.

    >>> read_file("plan.pdf")
    Traceback (most recent call last):
        ...
    FileNotFoundError: [Errno 2] No such file or directory: 'plan.pdf'
    """
    return _read(read_text(path), Path(path).name)


def _unread(made: Made, text: str) -> Iterator[Unread]:
    for mention, reason in made.left:
        source = mention.source
        words = text[source.start : source.end]
        yield Unread(words=words, reason=reason, source=source, value=mention.value)
