"""The page by which a person checks a draft: the text with its marks, and a card for each target.

The page has no script and loads nothing. The text stands on it character for character:
:func:`visible` changes characters that nobody would see, or that would reorder others, one
for one, and the template escapes whatever it prints.
"""

from __future__ import annotations

import functools
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, groupby, pairwise
from operator import attrgetter
from typing import TYPE_CHECKING, Literal, TypeAlias, TypeVar, cast

import attrs
import jinja2

from govplan._walk import due_along, effective_along, headed, trails
from govplan.model import (
    Change,
    Comparator,
    Figure,
    FigureKind,
    Measure,
    Node,
    Plan,
    Section,
    Source,
    Target,
)
from govplan.reading._draft import Reason
from govplan.reading._explain import FIGURES
from govplan.reading._text import prepare

if TYPE_CHECKING:
    from govplan.reading._reading import Reading, Unread

__all__ = ["page", "visible"]

# --- words of the page ------------------------------------------------------------

Label: TypeAlias = tuple[str, str]
"""A word in Chinese, and the same in English."""

_REASONS: dict[Reason, str] = {
    "nameless": "不知所指",
    "number": "无单位",
    "inexact": "约数",
    "fraction": "分数",
    "page": "标题或页面",
    "year": "年份",
    "date": "日期",
    "deadline": "期限",
    "period": "时期",
    "duration": "时长",
    "plan_name": "规划名",
    "name": "名称",
    "ordinal": "次序",
    "rank": "位次",
    "enumerator": "编号",
    "row_number": "行号",
    "base": "计量基数",
    "unit": "表头单位",
    "baseline": "起点",
}
"""Why a figure is left unread, in the order of the page."""

_KINDS: dict[FigureKind, str] = {
    "investment": "投资",
    "capacity": "规模",
    "threshold": "门槛",
    "count": "项数",
    "list_size": "列举数",
    "past_result": "已有成果",
    "other": "其他数字",
}

_COMPARATORS: dict[Comparator, Label] = {
    ">=": ("≥", "at least"),
    ">": (">", "more than"),
    "<=": ("≤", "at most"),
    "<": ("<", "less than"),
    "=": ("=", "exactly"),
    "~": ("≈", "about"),
    "range": ("", "from"),
}

_CHANGES: dict[Change, str] = {"increase": "增长", "decrease": "下降"}

_HEAD: dict[str, Label] = {
    "index_number": ("索引号", "index number"),
    "document_number": ("文号", "document number"),
    "publicity": ("公开方式", "publicity"),
    "date_written": ("成文日期", "written"),
    "date_published": ("发布日期", "published"),
    "publisher": ("发布单位", "publisher"),
}
"""The fields of a document that a government's page prints."""

# --- characters -------------------------------------------------------------------

_VISIBLE = str.maketrans(
    {code: 0x2400 + code for code in range(0x20) if code not in b"\t\n\r"}
    | {0x0D: 0x20, 0x7F: 0x2421}
    | dict.fromkeys(range(0x80, 0xA0), 0xFFFD)
    | dict.fromkeys((0x85, 0x2028, 0x2029), 0x2424)
    | dict.fromkeys((0x061C, 0x200E, 0x200F), 0xFFFD)
    | dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)), 0xFFFD)
)  # fmt: skip


def visible(value: object) -> object:
    r"""Return a text with what nobody sees, or what reorders others, in sight; others as is.

    Each character stays one, so that places keep their meaning. Control characters become
    their pictures, but a tab and a line feed stay, and a carriage return, which HTML would
    take for a line end of its own, becomes a blank. A sign of direction becomes U+FFFD.

    >>> visible("a\x00\u2028\r\n")
    'a␀␤ \n'
    """
    return value.translate(_VISIBLE) if isinstance(value, str) else value


_SHOWN = 120


def _brief(words: str) -> str:
    """Return words cut short: many cards may repeat them, and they may be of any length."""
    return words if len(words) <= _SHOWN else words[: _SHOWN - 1] + "…"


# --- what the page says of a figure -----------------------------------------------


@attrs.frozen(eq=False)
class _Fact:
    """A line of a card."""

    label: Label
    words: str
    link: str | None = None
    """The id of another target."""


@attrs.frozen(eq=False)
class _Note:
    """What the page says of one figure of the text."""

    id: str
    kind: Literal["target", "figure", "unread"]
    source: Source
    label: Label
    """What it is: a target, a kind of figure, the reason why it is none."""
    name: str
    """The indicator or the label; for what is unread, its words."""
    value: str = ""
    meaning: str = ""
    """The value in English words and unit ids."""
    number: int = 0
    """Which of the targets it is, from 1."""
    facts: Sequence[_Fact] = ()
    why: Sequence[str] = ()
    around: tuple[str, str] = ("", "")
    """The words before and after what is unread."""


def _notes(reading: Reading) -> Iterator[_Note]:
    """Yield a note for each target and each other figure of the plan."""
    targets = figures = 0
    for _, node, above in trails(reading.plan):
        if isinstance(node, Target):
            targets += 1
            yield _target(reading, node, above, targets)
        elif isinstance(node, Figure):
            figures += 1
            yield _figure(node, figures)


def _target(reading: Reading, node: Target, above: Sequence[Node], number: int) -> _Note:
    change = _CHANGES[node.change] if node.change else ""
    value, meaning = _range(node)
    return _Note(
        id=node.id,
        kind="target",
        source=cast("Source", node.source),
        label=("目标", "target"),
        name=_brief(node.indicator),
        value=f"{change} {value}".strip(),
        meaning=f"{node.change}, {meaning}" if node.change else meaning,
        number=number,
        facts=list(_facts(node, above)),
        why=[_brief(line) for line in reading.explain(node).split("\n")],
    )


def _figure(node: Figure, number: int) -> _Note:
    value, meaning = _range(node)
    return _Note(
        id=f"figure-{number}",
        kind="figure",
        source=cast("Source", node.source),
        label=(_KINDS[node.kind], f"{node.kind.replace('_', ' ')}: {FIGURES[node.kind]}"),
        name=_brief(node.label),
        value=value,
        meaning=meaning,
    )


def _range(node: Target | Figure) -> tuple[str, str]:
    """Return comparator and value as the page shows them, and in English words and unit ids."""
    ends = [end for end in (node.value, node.upper) if end is not None]
    shown = " – ".join(f"{end:zh}" for end in ends)
    plain = " to ".join(map(str, ends))
    sign, words = _COMPARATORS[node.comparator] if node.comparator else ("", "")
    return f"{sign} {shown}".strip(), f"{words} {plain if plain != shown else ''}".strip()


def _facts(node: Target, above: Sequence[Node]) -> Iterator[_Fact]:
    """Yield what else is known of a target, its own or from above, and where it stands."""
    trail = (*above, node)
    if due := due_along(trail):
        yield _Fact(("期限", "due"), _joined(due.date, due.words))
    if acting := effective_along(cast("Plan", above[0]), trail).parties:
        named = "、".join(party.name for party in acting)
        yield _Fact(("责任", "parties"), _brief(named))
    if node.force:
        yield _Fact(("力度", "force"), node.force)
    if node.baseline:
        amount, year = node.baseline.amount, node.baseline.year
        yield _Fact(
            ("基数", "baseline"), _joined(f"{amount:zh}" if amount else "", str(year or ""))
        )
    for label, other in ((("属于", "part of"), node.part_of), (("底线", "floor"), node.stretch_of)):
        if other:
            yield _Fact(label, other, other)
    sections = [one for one in above if isinstance(one, Section)]
    if sections:
        yield _Fact(("章节", "section"), _heading(sections[-1]))
    if isinstance(above[-1], Measure):
        yield _Fact(("举措", "measure"), _brief(above[-1].title))


def _joined(*words: str | None) -> str:
    return ", ".join(filter(None, words))


def _heading(section: Section) -> str:
    return _brief(headed(section.number, section.title)) or section.id


_AROUND = 12
"""Characters that are shown on either side of a figure that is to be looked at."""


def _unread(text: str, unread: Unread, number: int) -> _Note:
    start, end = unread.source.start, unread.source.end
    return _Note(
        id=f"unread-{number}",
        kind="unread",
        source=unread.source,
        label=(_REASONS[unread.reason], unread.why),
        name=_brief(unread.words),
        around=(text[max(0, start - _AROUND) : start], text[end : end + _AROUND]),
    )


# --- the text, in pieces ----------------------------------------------------------


@attrs.frozen(eq=False)
class _Heading:
    """The heading of a section."""

    id: str
    level: int
    """1 for a section of the plan, 2 for one in it, and so on."""
    words: str
    source: Source


@attrs.frozen(eq=False)
class _Piece:
    """A part of the text in which nothing begins or ends."""

    at: int
    words: str
    row: int
    heading: _Heading | None
    note: _Note | None
    phrase: bool
    """Whether it is of an indicator."""


_Runs: TypeAlias = list[tuple[_Heading | None, list[tuple[_Note | None, list[_Piece]]]]]
"""Pieces, by the figure that they are of, by the heading that they are in."""


@attrs.frozen(eq=False)
class _Row:
    """A paragraph, or a section's share of one, and the notes that stand beside it."""

    runs: _Runs
    notes: Sequence[_Note]


def _headings(plan: Plan) -> Iterator[_Heading]:
    for _, node, above in trails(plan):
        if isinstance(node, Section) and node.heading:
            yield _Heading(node.id, len(above), _heading(node), node.heading)


def _rows(
    reading: Reading,
    headings: Sequence[_Heading],
    notes: Sequence[_Note],
    unread: Sequence[_Note],
) -> Iterator[_Row]:
    """Yield the whole text, cut into rows."""
    sections = (one.source.start for one in reading.plan.iter_sections() if one.source)
    starts = list(_row_starts(reading.text, sections))
    beside: dict[int, list[_Note]] = {}
    for note in notes:
        beside.setdefault(bisect_right(starts, note.source.start), []).append(note)
    pieces = _pieces(reading, starts, headings, [*notes, *unread])
    for row, its in groupby(pieces, attrgetter("row")):
        yield _Row(_runs(its), beside.get(row, ()))


def _runs(pieces: Iterable[_Piece]) -> _Runs:
    return [
        (heading, [(note, list(its)) for note, its in groupby(run, attrgetter("note"))])
        for heading, run in groupby(pieces, attrgetter("heading"))
    ]


def _row_starts(text: str, sections: Iterable[int]) -> Iterator[int]:
    """Yield where rows begin: with lines that are not blank, and with sections inside a line."""
    lines = _lines(text)
    indent = False
    for start, end in pairwise(sorted(lines.union(sections))):
        blank = text[start:end].isspace()
        if start == 0 or not (indent or (blank and end in lines)):
            yield start
        indent = blank and end not in lines


def _lines(text: str) -> set[int]:
    """Return where lines begin, but for those that go on with the one before; and the end."""
    places = prepare(text).places
    kept = range(len(text)) if places is None else frozenset(places)
    starts = accumulate(map(len, text.splitlines(keepends=True)))
    return {0, len(text)}.union(start for start in starts if start - 1 in kept)


def _pieces(
    reading: Reading, rows: Sequence[int], headings: Sequence[_Heading], notes: Sequence[_Note]
) -> Iterator[_Piece]:
    """Yield the text, cut wherever a row, a heading, a figure or an indicator begins or ends."""
    phrases = Counter[int]()
    for target in reading.plan.iter_targets():
        if phrase := target.indicator_source:  # several targets may share one
            phrases.update({phrase.start: 1, phrase.end: -1})
    cuts = {len(reading.text), *rows, *phrases}
    for place in (*(one.source for one in headings), *(one.source for one in notes)):
        cuts |= {place.start, place.end}
    *starts, _ = borders = sorted(cuts)
    for start, end, heading, note, inside in zip(
        starts,
        borders[1:],
        _over(starts, headings),
        _over(starts, notes),
        accumulate(phrases[start] for start in starts),
        strict=True,
    ):
        row = bisect_right(rows, start)
        yield _Piece(start, reading.text[start:end], row, heading, note, inside > 0)


T = TypeVar("T", _Heading, _Note)


def _over(starts: Iterable[int], things: Iterable[T]) -> Iterator[T | None]:
    """Yield what the piece at each start is of; each thing begins and ends with pieces.

    No two things overlap.
    """
    begin = {thing.source.start: thing for thing in things}
    ends = {thing.source.end for thing in things}
    here: T | None = None
    for start in starts:
        if start in begin:
            here = begin[start]
        elif start in ends:
            here = None
        yield here


# --- the page ---------------------------------------------------------------------

Count: TypeAlias = tuple[Label, int]


def page(reading: Reading) -> str:
    """Return the page on a reading; see :meth:`Reading.review`."""
    headings = list(_headings(reading.plan))
    unread = [_unread(reading.text, one, n) for n, one in enumerate(reading.unread, start=1)]
    groups = {reason: list[_Note]() for reason in _REASONS}
    for one, note in zip(reading.unread, unread, strict=True):
        groups[one.reason].append(note)
    doubtful = {one.reason for one in reading.unread if one.is_doubtful}
    return _template().render(
        title=reading.plan.title,
        head=list(_head(reading.plan)),
        totals=list(_totals(reading.plan)),
        figures=list(_figures(reading.plan)),
        left=[(group[0].label, len(group)) for group in groups.values() if group],
        first=[group for reason, group in groups.items() if group and reason in doubtful],
        others=[group for reason, group in groups.items() if group and reason not in doubtful],
        headings=headings,
        rows=_rows(reading, headings, list(_notes(reading)), unread),
    )


def _head(plan: Plan) -> Iterator[tuple[Label, object]]:
    """Yield what is known of the plan and of its document."""
    place, period = plan.jurisdiction, plan.period
    yield ("类型", "kind"), plan.kind and plan.kind.replace("_", " ")
    yield ("地区", "jurisdiction"), place and place.name
    yield ("时段", "period"), period and f"{period.start} – {period.end}"
    for name, label in _HEAD.items():
        yield label, getattr(plan.document, name, None)


def _totals(plan: Plan) -> Iterator[Count]:
    kinds = Counter(type(node) for _, node in plan.walk())
    yield ("章节", "sections"), kinds[Section]
    yield ("举措", "measures"), kinds[Measure]
    yield ("目标", "targets"), kinds[Target]


def _figures(plan: Plan) -> Iterator[Count]:
    kinds = Counter(figure.kind for figure in plan.iter_figures())
    for kind, name in _KINDS.items():
        if kinds[kind]:
            yield (name, kind.replace("_", " ")), kinds[kind]


@functools.cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("govplan", "reading"),
        autoescape=True,  # the default goes by the name, and takes .j2 for no page
        finalize=visible,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("review.html.j2")
