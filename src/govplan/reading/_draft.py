"""The draft of a plan, put together from its outline, its clauses and its figures."""

from __future__ import annotations

import functools
import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, TypeAlias, cast, get_args

import attrs

from govplan._unchecked import unchecked
from govplan.model import (
    Due,
    Figure,
    FigureKind,
    Force,
    Measure,
    Period,
    Plan,
    Project,
    Section,
    Source,
    Statement,
    StatementKind,
    Target,
)
from govplan.reading import _around
from govplan.reading import _words as words
from govplan.reading._figures import Mention, mentions
from govplan.reading._headline import headline
from govplan.reading._measures import Announcement, announcements
from govplan.reading._outline import Outline, Part
from govplan.reading._relations import deadline_in, due_of
from govplan.reading._text import Span
from govplan.units import Amount

__all__ = ["Made", "Reason", "draft"]

Reason: TypeAlias = _around.Reason | Literal["page", "nameless"]
"""Why a figure is none of the plan's."""

# Types are checked where this is written, and ranges by those who find them.
_new_figure = unchecked(Figure)
_new_measure = unchecked(Measure)
_new_section = unchecked(Section)
_new_statement = unchecked(Statement)
_new_target = unchecked(Target)

_FIGURE_KINDS = frozenset[str](get_args(FigureKind))


_WILL = re.compile("力争|争取|确保|冲刺|努力|实现|完成|达到?|突破|超过?|再|全年|[0-9]+年")
_SAYING = re.compile("[一-鿿A-Za-z]{2,}")
"""Words of will and time, and what has to be left of a label without them."""
_ACT = re.compile(f"(?:基本|{words.alternatives(words.BUILD, words.ACTS)})+")
_NEW = re.compile("净?新(?:增|建|引进|培育|认定|发展|创建|开工?|招|登记|设立)")
"""What begins the name of an indicator that counts what is added."""
_LABEL = 60
"""Characters of the longest label; many figures of a clause may share it."""


@attrs.frozen
class Made:
    """A plan, and what each of its nodes was made of."""

    plan: Plan
    figures: Mapping[Source, Mention]
    """The mentions that targets and figures are, by their place."""
    clauses: Sequence[tuple[Source, Announcement]]
    """What the clauses of measures and statements announce, with their place."""
    parts: Mapping[Source, Part]
    """The parts that sections are, by their place."""
    left: Sequence[tuple[Mention, Reason]]
    """The mentions that are no figure of the plan, and why."""

    @functools.cached_property
    def by_place(self) -> Mapping[Source, Announcement]:
        """What clauses announce, by their place; few drafts are asked for it."""
        return dict(self.clauses)


def draft(found: Outline) -> Made:
    r"""Return the plan that an outline and the figures of its text make.

    >>> from govplan.reading._outline import outline
    >>> made = draft(outline("一、植树\n种树5株以上。\n二、修路\n无。"))
    >>> [target.id for target in made.plan.iter_targets()]
    ['s1.m1.t1']
    """
    return _Drafter(found).draft()


@attrs.define
class _Own:
    """What stands right below a section, a measure or the plan."""

    above: str
    """The id of the section or measure; empty for the plan."""
    labels: tuple[str, ...]
    """What figures may measure where no words beside them say: the clause's, the section's."""
    past: bool
    """Whether the text looks back here."""
    force: Force | None = None
    """The force of the measure, which its targets need not repeat."""
    targets: list[Target] = attrs.field(factory=list[Target])
    measures: list[Measure] = attrs.field(factory=list[Measure])
    statements: list[Statement] = attrs.field(factory=list[Statement])
    figures: list[Figure] = attrs.field(factory=list[Figure])

    def below(self, letter: str, before: Sequence[object]) -> str:
        """Return the id of a node that has so many before it."""
        dot = "." if self.above else ""
        return f"{self.above}{dot}{letter}{len(before) + 1}"


class _Drafter:
    """Puts a plan together; nodes get the ids of their position as they are made."""

    def __init__(self, found: Outline) -> None:
        self.found = found
        self.text = found.text
        title = found.page.document.title or ""
        # The first words of a text are no title, and their years and places not the plan's.
        beneath = "".join(self.text.words(*line) for line in found.page.beneath)
        self.said = headline(title, beneath)
        self.year = _only_year(self.said.period)
        self.mentions = mentions(found.text, self.year)
        self.starts = [mention.source.start for mention in self.mentions]
        self.ids: dict[int, str] = {}
        """The ids of the targets, by the index of their mention."""
        self.figures: dict[Source, Mention] = {}
        self.nameless: set[int] = set()
        """Indexes of figures that nothing says the meaning of."""
        self.projects: dict[str, None] = {}
        self.clauses: list[tuple[Source, Announcement]] = []
        self.parts: dict[Source, Part] = {}

    def draft(self) -> Made:
        page = self.found.page
        # A headline such as 今年开工建设8座污水处理厂 announces too.
        printed = [page.title, *page.body] if page.title else page.body
        lines = (self.text.source(*line) for line in printed)
        inside = [i for line in lines for i in self._between(line)]
        own = _Own("", (), past=False)
        sections = self._block(self.found.parts, self.found.own, inside, own)
        title = page.document.title or self._first_words() or "untitled"
        plan = Plan(
            id=page.document.index_number or page.document.document_number or "draft",
            title=title,
            kind=self.said.kind,
            period=self.said.period,
            jurisdiction=self.said.jurisdiction,
            document=page.document,
            targets=tuple(own.targets),
            measures=tuple(own.measures),
            statements=tuple(own.statements),
            figures=tuple(own.figures),
            sections=sections,
            projects=tuple(Project(name=name) for name in self.projects),
        )
        return Made(plan, self.figures, self.clauses, self.parts, self._left())

    def _first_words(self) -> str:
        """Return the first line of a text without title, cut short."""
        line = next(iter(self.found.page.body), None)
        return self.text.words(line.start, min(line.end, line.start + 40)) if line else ""

    def _left(self) -> list[tuple[Mention, Reason]]:
        """Return the mentions that are no figure of the plan; a word such as 统一 is none."""
        left: list[tuple[Mention, Reason]] = []
        for i, mention in enumerate(self.mentions):
            if mention.source in self.figures or mention.kind == "word":
                continue
            if mention.kind == "target" or mention.kind in _FIGURE_KINDS:
                left.append((mention, "nameless" if i in self.nameless else "page"))
            else:
                left.append((mention, cast("Reason", mention.kind)))
        return left

    # --- which figures stand where ---

    def _between(self, source: Source) -> range:
        return range(bisect_left(self.starts, source.start), bisect_left(self.starts, source.end))

    def _spread(self, inside: Sequence[int], places: Iterable[Source]) -> list[Sequence[int]]:
        """Return the mentions in each of some places, in order, and at last those in none."""
        spread: list[Sequence[int]] = []
        left: list[int] = []
        done = 0
        for place in places:
            first = self._count(inside, done, place.start)
            last = self._count(inside, first, place.end)
            spread.append(inside[first:last])
            left += inside[done:first]
            done = last
        return [*spread, [*left, *inside[done:]]]

    def _count(self, inside: Sequence[int], done: int, end: int) -> int:
        """Return how many mentions start before a place, of which so many are counted."""
        while done < len(inside) and self.starts[inside[done]] < end:
            done += 1
        return done

    # --- nodes ---

    def _block(
        self, parts: Sequence[Part], spans: Iterable[Span], inside: Sequence[int], own: _Own
    ) -> tuple[Section, ...]:
        """Read what stands in a section, or in the plan: its clauses, and the parts in it."""
        places = [self.text.source(*part.source) for part in parts]
        *spread, loose = self._spread(inside, places)
        self._clauses(spans, loose, own)
        prefix = f"{own.above}." if own.above else "s"
        return tuple(
            self._section(part, place, f"{prefix}{n}", its)
            for n, (part, place, its) in enumerate(zip(parts, places, spread, strict=True), start=1)
        )

    def _section(self, part: Part, place: Source, node_id: str, inside: Sequence[int]) -> Section:
        text = self.text
        title = text.words(*part.title) if part.title else None
        own = _Own(node_id, (title,) if title else (), past=part.past)
        sections = self._block(part.parts, part.own, inside, own)
        self.parts[place] = part
        return _new_section(
            id=node_id,
            number=text.words(*part.number) if part.number else None,
            title=title,
            parties=part.acting,
            due=due_of(text.plain[slice(*part.due)], self.year) if part.due else None,
            targets=tuple(own.targets),
            measures=tuple(own.measures),
            statements=tuple(own.statements),
            figures=tuple(own.figures),
            sections=sections,
            heading=text.source(*part.heading) if part.heading else None,
            source=place,
        )

    def _clauses(self, spans: Iterable[Span], inside: Sequence[int], own: _Own) -> None:
        """Read clauses, and give them their figures; the section keeps the others."""
        loose: list[int] = []
        done = 0
        for one in announcements(self.text, spans, past=own.past):
            place = self.text.source(*one.source)
            first = self._count(inside, done, place.start)
            last = self._count(inside, first, place.end)
            its = inside[first:last]
            loose += inside[done:first]
            done = last
            self.clauses.append((place, one))
            if one.kind == "measure" and not self._is_past(one, its):
                own.measures.append(self._measure(one, place, its, own))
            else:
                self._statement(one, place, its, own)
        self._take([*loose, *inside[done:]], own)

    def _measure(
        self, found: Announcement, place: Source, inside: Sequence[int], own: _Own
    ) -> Measure:
        node_id, title = own.below("m", own.measures), self.text.words(*found.title)
        projects: tuple[str, ...] = ()
        if found.projects:
            projects = tuple(dict.fromkeys(self.text.words(*span) for span in found.projects))
            self.projects |= dict.fromkeys(projects)
        targets: tuple[Target, ...] = ()
        figures: tuple[Figure, ...] = ()
        if inside:
            inner = _Own(node_id, (title, *own.labels), past=own.past, force=found.force)
            self._take(inside, inner)
            targets, figures = tuple(inner.targets), tuple(inner.figures)
        return _new_measure(
            id=node_id,
            title=title,
            due=self._due(found),
            stage=found.stage,
            force=found.force,
            projects=projects,
            parties=found.parties,
            targets=targets,
            figures=figures,
            source=place,
        )

    def _due(self, found: Announcement) -> Due | None:
        """Return by when a clause says that its work is to be done."""
        words = self.text.plain[slice(*found.source)]
        return deadline_in(words, self.year) if "前" in words else None

    def _is_past(self, found: Announcement, inside: Sequence[int]) -> bool:
        """Return whether the figures of a clause tell what was, so that it announces nothing.

        Those of 巩固现有3.8万亩 only tell what the work is about.
        """
        if not inside:
            return False
        kinds = {self.mentions[i].kind for i in inside}
        told = "past_result" in kinds and "target" not in kinds
        return told and self.text.plain.find("现有", *found.title) < 0

    def _statement(
        self, found: Announcement, place: Source, inside: Sequence[int], own: _Own
    ) -> None:
        """Take a clause that announces no work: its goals if it has some, else its words."""
        title, before = self.text.words(*found.title), len(own.targets)
        if inside:
            self._take(inside, attrs.evolve(own, labels=(title, *own.labels)), found)
        if len(own.targets) == before:
            kind = "context" if found.kind in {"measure", "goal"} else found.kind
            own.statements.append(
                _new_statement(kind=cast("StatementKind", kind), title=title, source=place)
            )

    def _take(self, inside: Iterable[int], own: _Own, clause: Announcement | None = None) -> None:
        """Make targets and figures of mentions; *clause* is the one that they are alone in."""
        for i in inside:
            mention = self.mentions[i]
            kind = "past_result" if own.past and mention.kind == "target" else mention.kind
            if kind != "target" and kind not in _FIGURE_KINDS:
                continue
            label = mention.indicator or self._label(mention, own)
            if label is None:
                self.nameless.add(i)
            elif kind == "target":
                self.ids[i] = own.below("t", own.targets)
                own.targets.append(self._target(i, label, self._force(mention, own, clause)))
                self.figures[mention.source] = mention
            else:
                own.figures.append(_figure(mention, cast("FigureKind", kind), label))
                self.figures[mention.source] = mention

    def _label(self, mention: Mention, own: _Own) -> str | None:
        """Return the words around a figure that say more than that it shall be reached.

        A verb alone goes behind them: 开工5套 in a section on 旧房改造 is 旧房改造开工.
        """
        figure = self.text.raw[mention.source.start : mention.source.end]
        act = ""
        for label in own.labels:
            if len(label) > _LABEL:
                continue
            says = label.replace(figure, "")
            if not _SAYING.search(_WILL.sub("", says)):
                continue
            if says == label or not _ACT.fullmatch(says):
                return says + act
            act = says
        return act or None

    def _force(self, mention: Mention, own: _Own, clause: Announcement | None) -> Force | None:
        """Return how firmly a target is announced, where its measure does not say the same."""
        force = mention.force or (clause.force if clause else None)
        return None if force == own.force else force

    def _target(self, index: int, indicator: str, force: Force | None) -> Target:
        mention = self.mentions[index]
        whole, floor = mention.part_of, mention.stretch_of
        return _new_target(
            id=self.ids[index],
            indicator=indicator,
            comparator=mention.comparator,
            value=mention.value,
            upper=mention.upper,
            change=mention.change,
            basis="rate" if mention.change else "increment" if _NEW.match(indicator) else None,
            baseline=mention.baseline,
            stretch_of=None if floor is None else self.ids.get(floor),
            part_of=None if whole is None else self.ids.get(whole),
            due=mention.due,
            force=force,
            source=mention.source,
            indicator_source=mention.indicator_source,
        )


def _only_year(period: Period | None) -> int | None:
    """Return the year that a plan of one year is for."""
    if period is None or period.start.year != period.end.year:
        return None
    return period.start.year


def _figure(mention: Mention, kind: FigureKind, label: str) -> Figure:
    printed = mention.comparator if mention.comparator != "=" else None
    return _new_figure(
        kind=kind,
        label=label,
        value=cast("Amount", mention.value),
        upper=mention.upper,
        comparator=printed,
        source=mention.source,
    )
