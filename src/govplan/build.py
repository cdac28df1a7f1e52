"""Encoding a plan by hand, so that the code reads like the plan's outline.

The functions are named after what they make. Children are positional and stand in
reading order, figures are written as text, and ids come from the position: the first
target of the fifth measure in section 2.3 is ``s2.3.m5.t1``. What they return is a
:class:`Draft` until :func:`plan` puts all of it together; from then on the ids are data,
and stay as they are when something is put in before them.

>>> town = plan(
...     "2021年工作计划",
...     section(
...         heading("强化要素保障", number="(一)", at=(0, 9)),
...         measure("征地", target("土地征收", ">= 350 亩"), at=(10, 21)),
...         measure("用地复绿", project("岩仓复绿工程"), stage="continue", at=(22, 30)),
...     ),
...     id="town-2021",
... )
>>> target_ = town.find("s1.m1.t1")
>>> target_.value, target_.source
(amount('350 mu'), Source(start=10, end=21))
>>> town.projects
(Project(name='岩仓复绿工程'),)
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias, TypeVar

import attrs

from govplan._drafts import NO_ID, Draft, Part, allow, children, in_order, joined, placed, projects
from govplan._walk import look_up
from govplan.errors import BuildError, LocateError
from govplan.model import (
    Baseline,
    Basis,
    Change,
    Comparator,
    Defect,
    DefectKind,
    Direction,
    Document,
    Due,
    Figure,
    FigureKind,
    Force,
    GoalKind,
    Jurisdiction,
    Level,
    Measure,
    Node,
    Party,
    Period,
    Plan,
    PlanKind,
    Project,
    Ref,
    Relative,
    Scope,
    Section,
    Source,
    Stage,
    Statement,
    StatementKind,
    Suppression,
    Target,
)
from govplan.numerals import COMPARED
from govplan.units import Amount, amount

__all__ = [
    "Draft",
    "Heading",
    "Part",
    "Range",
    "add",
    "defect",
    "figure",
    "heading",
    "locate",
    "measure",
    "plan",
    "project",
    "section",
    "statement",
    "target",
]

_NameT = TypeVar("_NameT")

Range: TypeAlias = tuple[int, int]
"""Start and end of a place in the text, in code points, end exclusive."""


@attrs.frozen
class Heading:
    """A printed heading; made by :func:`heading`."""

    title: str | None
    """The title as printed."""
    number: str | None = None
    """The number as printed; None where none is printed."""
    at: Range | None = None
    """Where both stand; None if unknown."""


def heading(title: str | None, *, number: str | None = None, at: Range | None = None) -> Heading:
    """Return a heading for :func:`section`.

    >>> heading("强化要素保障", number="(一)", at=(0, 9)).number
    '(一)'
    """
    return Heading(title, number, at)


_COMPARATORS: Mapping[str, Comparator] = {
    ">=": ">=", "≥": ">=", "<=": "<=", "≤": "<=", ">": ">", "<": "<", "=": "=", "~": "~", "≈": "~",
}  # fmt: skip
_GOAL = re.compile(r"\s*(>=|<=|[≥≤><=~≈])\s*(.*)", re.DOTALL)
_RANGE = re.compile(r"([^-]+?)\s*(?:-|—|–|~|～|至|到|\.\.)\s*([^-]+)", re.DOTALL)


def _goal(indicator: str, text: str) -> tuple[Comparator | None, Amount, Amount | None]:
    """Read ``>= 350 亩``, ``3-5 个`` or a bare ``68 个``: comparator, value, upper."""
    _refuse_words(indicator, text)
    if match := _GOAL.fullmatch(text):
        return _COMPARATORS[match[1]], amount(match[2]), None
    if match := _RANGE.fullmatch(text):
        upper = amount(match[2])
        lower = amount(match[1])
        if lower.unit is None:
            lower = Amount(lower.magnitude, upper.unit)
        return "range", lower, upper
    return None, amount(text), None


_CHANGES: Mapping[str, Change] = {
    "增长": "increase", "提高": "increase", "上升": "increase",
    "下降": "decrease", "降低": "decrease", "减少": "decrease",
}  # fmt: skip


def _refuse_words(indicator: str, goal: str) -> None:
    """Raise the error of a goal that has its comparator in words, or the wrong way round."""
    sign, bare = "", goal.strip()
    if bare.startswith(("=>", "=<")):
        raise BuildError(f"{indicator}: {goal!r}: write '{bare[1]}= {bare[2:].strip()}'")
    for word in sorted(COMPARED, key=len, reverse=True):
        if bare.startswith(word) or bare.endswith(word):
            sign, bare = COMPARED[word], bare.removeprefix(word).removesuffix(word).strip()
    if sign:
        raise BuildError(
            f"{indicator}: {goal!r} has its comparator in words; write '{sign} {bare}'"
        )


def target(
    indicator: str,
    goal: str | None = None,
    *,
    at: Range | None = None,
    indicator_at: Range | None = None,
    kind: GoalKind | None = None,
    change: Change | None = None,
    basis: Basis | None = None,
    direction: Direction | None = None,
    baseline: Baseline | None = None,
    scope: Scope | Iterable[str] | None = None,
    relative: Relative | str | None = None,
    series: str | None = None,
    stretch_of: str | None = None,
    part_of: str | None = None,
    due: Due | str | None = None,
    parties: Iterable[Party | str] = (),
    stage: Stage | None = None,
    force: Force | None = None,
    id: str | None = None,  # noqa: A002
    extra: Mapping[str, object] | None = None,
) -> Draft[Target]:
    """Return a target.

    Args:
        indicator: What is measured.
        goal: ``">= 350 亩"``, ``"~ 5%"``, ``"3-5 个"`` or, with *kind*, words for a goal
            without figure.
        at: Where the figure's phrase stands; its measure's place where it is not given.
        indicator_at: Where the indicator's own words stand.
        kind: What kind of goal without figure it is.
        scope: The places it holds for, or just their names.
        relative: The other target it is set against, or just its id.
        due: A date such as ``2021-Q3``.
        parties: Parties, or just their names.
        id: An id of your own choice, instead of the position.

    The other arguments are those of :class:`~govplan.model.Target`.

    Raises:
        NumeralError: If *goal* holds no exact number.
        UnknownUnitError: If its unit is none.
        FieldError: If a value is refused.

    >>> target("生产总值", ">= 7%", change="increase").node
    Target(id='?', indicator='生产总值', comparator='>=', value=amount('7 percent'),
           change='increase')
    >>> target("5G网络", "镇域全覆盖", kind="coverage").node.goal
    '镇域全覆盖'
    """
    if kind is None and goal is not None and (said := _CHANGES.get(goal.strip()[:2])):
        raise BuildError(
            f"{indicator}: {goal!r} has its change in words; write change={said!r}, and the "
            "figure with a comparator, as in '>= 7%'"
        )
    comparator, value, upper = (
        _goal(indicator, goal) if kind is None and goal is not None else (None, None, None)
    )
    if comparator is None and value is not None:
        raise BuildError(
            f"{indicator}: {goal!r} has no comparator; write '= {goal}' for a bare figure, "
            f"'>= {goal}' for 以上, '<= {goal}' for 以内"
        )
    return Draft(
        Target(
            id=id or NO_ID,
            indicator=indicator,
            comparator=comparator,
            value=value,
            upper=upper,
            change=change,
            basis=basis,
            direction=direction,
            baseline=baseline,
            scope=scope if isinstance(scope, Scope | None) else Scope(places=_listed(scope)),
            relative=Relative(to=relative) if isinstance(relative, str) else relative,
            series=series,
            stretch_of=stretch_of,
            part_of=part_of,
            due=_due(due),
            parties=_parties(parties),
            stage=stage,
            force=force,
            goal=None if kind is None else goal,
            goal_kind=kind,
            source=_source(at),
            indicator_source=_source(indicator_at),
            extra=extra or {},
        )
    )


def figure(kind: FigureKind, label: str, value: str, *, at: Range | None = None) -> Figure:
    """Return a figure that is no target; *value* is text as in :func:`target`.

    >>> figure("threshold", "工业投资项目", ">= 1 千万元")
    Figure(kind='threshold', label='工业投资项目', value=amount('1 qianwan_CNY'), comparator='>=')
    """
    comparator, lower, upper = _goal(label, value)
    return Figure(
        kind=kind, label=label, value=lower, upper=upper, comparator=comparator, source=_source(at)
    )


def statement(kind: StatementKind, title: str, *, at: Range | None = None) -> Statement:
    """Return a statement: a principle, a purpose, a slogan, or what is so already.

    >>> statement("purpose", "腾出生长空间", at=(2600, 2613))
    Statement(kind='purpose', title='腾出生长空间', source=Source(start=2600, end=2613))
    """
    return Statement(kind=kind, title=title, source=_source(at))


def defect(kind: DefectKind, note: str, *, at: Range | None = None) -> Defect:
    """Return what a print got wrong, for :func:`plan`.

    >>> defect("duplicate_number", "the second part is numbered 一, too", at=(120, 122)).source
    Source(start=120, end=122)
    """
    return Defect(kind=kind, note=note, source=_source(at))


def project(name: str, *aliases: str, phase: str | None = None) -> Project:
    """Return a named project; :func:`plan` lists each once.

    >>> project("总部大楼", "国威大厦")
    Project(name='总部大楼', aliases=('国威大厦',))
    """
    return Project(name=name, aliases=aliases, phase=phase)


def measure(
    title: str,
    *parts: Draft[Target] | Figure | Project,
    at: Range | None = None,
    stage: Stage | None = None,
    force: Force | None = None,
    parties: Iterable[Party | str] = (),
    start: Due | str | None = None,
    due: Due | str | None = None,
    level: Level | None = None,
    id: str | None = None,  # noqa: A002
    extra: Mapping[str, object] | None = None,
) -> Draft[Measure]:
    """Return a measure with its targets, figures and projects.

    Args:
        title: What is to be done, in a few words.
        parts: What :func:`target`, :func:`figure` and :func:`project` return.
        at: Where its clause stands.
        id: An id of your own choice, instead of the position.

    The other arguments are those of :class:`~govplan.model.Measure`.

    >>> measure("征地", target("土地征收", ">= 350 亩"), at=(2471, 2485)).node
    Measure(id='?', title='征地', source=Source(start=2471, end=2485))
    """
    allow(f"measure {title!r}", parts, Measure)
    node = Measure(
        id=id or NO_ID,
        title=title,
        stage=stage,
        force=force,
        projects=tuple(p.name for p in parts if isinstance(p, Project)),
        parties=_parties(parties),
        start=_due(start),
        due=_due(due),
        level=level,
        figures=tuple(p for p in parts if isinstance(p, Figure)),
        source=_source(at),
        extra=extra or {},
    )
    return Draft(node, parts)


def section(
    title: str | Heading | None,
    *parts: Draft[Section] | Draft[Measure] | Draft[Target] | Figure | Statement,
    at: Range | None = None,
    parties: Iterable[Party | str] = (),
    due: Due | str | None = None,
    id: str | None = None,  # noqa: A002
    extra: Mapping[str, object] | None = None,
) -> Draft[Section]:
    """Return a section with what is in it.

    Args:
        title: The title, or a :func:`heading` that knows its number and its place.
        parts: What is in it, in reading order.
        at: Where the whole block stands; from its heading to the end of its last part
            where it is not given.
        id: An id of your own choice, instead of the position.

    The other arguments are those of :class:`~govplan.model.Section`.

    >>> section(heading("强化要素保障", at=(0, 6)), measure("征地", at=(7, 11))).node.source
    Source(start=0, end=11)
    """
    head = title if isinstance(title, Heading) else Heading(title)
    allow(f"section {head.title!r}", parts, Section)
    block = _source(at) or _hull([_source(head.at), *(_place(part) for part in parts)])
    node = Section(
        id=id or NO_ID,
        number=head.number,
        title=head.title,
        parties=_parties(parties),
        due=_due(due),
        statements=tuple(p for p in parts if isinstance(p, Statement)),
        figures=tuple(p for p in parts if isinstance(p, Figure)),
        heading=_source(head.at),
        source=block,
        extra=extra or {},
    )
    return Draft(node, parts)


def plan(
    title: str,
    *parts: Part,
    id: str,  # noqa: A002
    kind: PlanKind | None = None,
    issuer: str | None = None,
    period: Period | None = None,
    jurisdiction: Jurisdiction | None = None,
    document: Document | None = None,
    suppressions: Iterable[Suppression] = (),
    refs: Iterable[Ref] = (),
    defects: Iterable[Defect] = (),
    extra: Mapping[str, object] | None = None,
) -> Plan:
    """Return the plan: gives every node its id, and lists the projects.

    Args:
        title: The title as printed.
        parts: What is in it, in reading order.
        id: A name for the plan.

    The other arguments are those of :class:`~govplan.model.Plan`.

    Raises:
        BuildError: If two projects share a name and differ otherwise.

    >>> plan("工作计划", section("民生", measure("办学")), id="p").sections[0].measures[0].id
    's1.m1'
    """
    allow(f"plan {title!r}", parts, Plan)
    sections, measures, targets = children(parts, "")
    return Plan(
        id=id,
        title=title,
        kind=kind,
        issuer=issuer,
        period=period,
        jurisdiction=jurisdiction,
        document=document,
        targets=targets,
        measures=measures,
        statements=tuple(p for p in parts if isinstance(p, Statement)),
        figures=tuple(p for p in parts if isinstance(p, Figure)),
        sections=sections,
        projects=projects(parts),
        suppressions=tuple(suppressions),
        refs=tuple(refs),
        defects=tuple(defects),
        extra=extra or {},
    )


def add(plan: Plan, to: str, *parts: Part) -> Plan:
    """Return a plan with more in it, such as a target that a draft missed.

    What has a place stands before the first of its kind that is further on in the text, all
    else behind the others. New ids go on counting from those that are there: ``s1.m1.t3``.

    Args:
        plan: The plan.
        to: The id or pointer of what is added to: a section, a measure, or the plan.
        parts: What the functions of this module return.

    Raises:
        NotFoundError: If there is no such node.
        AmbiguousError: If there are several.
        BuildError: If the node takes no such part, or if a project is known otherwise.

    >>> town = plan("工作计划", measure("征地", target("征地", ">= 350 亩")), id="town-2021")
    >>> town = add(town, "m1", target("林地", ">= 30 亩", part_of="m1.t1"))
    >>> [(t.id, t.indicator) for t in town.iter_targets()]
    [('m1.t1', '征地'), ('m1.t2', '林地')]
    """
    _, owner = look_up(plan, to)
    if not isinstance(owner, Plan | Section | Measure):
        kind = type(owner).__name__.lower()
        raise BuildError(f"{kind} {to!r} takes no parts; add to what it stands in")
    allow(f"{type(owner).__name__.lower()} {to!r}", parts, type(owner))
    above = "" if isinstance(owner, Plan) else owner.id
    sections, measures, targets = children(parts, above, owner)
    if isinstance(owner, Measure):
        targets = placed(targets, owner.source)
    more: dict[str, tuple[Node, ...]] = {
        "sections": sections,
        "measures": measures,
        "targets": targets,
        "statements": tuple(p for p in parts if isinstance(p, Statement)),
        "figures": tuple(p for p in parts if isinstance(p, Figure)),
    }
    changes: dict[str, object] = {
        name: in_order(getattr(owner, name), new) for name, new in more.items() if new
    }
    if isinstance(owner, Measure):
        named = (p.name for p in parts if isinstance(p, Project))
        changes["projects"] = (*owner.projects, *named)
    whole = attrs.evolve(plan, projects=joined(plan.projects, projects(parts)))
    return whole.replace(to, **changes)


def locate(text: str, words: str, *, within: Range | None = None) -> Range:
    """Return the range at which words stand in a text, to be pasted behind ``at=``.

    Args:
        text: The published text.
        words: The words, or the first and the last of them with ``…`` between.
        within: A range to look in.

    Raises:
        LocateError: If they stand nowhere, or in several places.

    >>> locate("征地350亩以上,拆违30万平方米以上。", "拆违…以上")
    (9, 19)
    """
    first, stop = within or (0, len(text))
    head, gap, tail = words.partition("…")
    starts = list(_occurrences(text, head, first, stop)) if head else []
    found: list[Range] = []
    for start in starts:
        after = text.find(tail, start + len(head), stop) if gap else start + len(head)
        if after >= 0:
            found.append((start, after + len(tail)))
    if len(found) == 1:
        return found[0]
    if not found:
        raise LocateError(words, "these words stand nowhere in the text")
    places = ", ".join(str(place) for place in found[:5]) + (", …" if len(found) > 5 else "")  # noqa: PLR2004
    message = f"stands in {len(found)} places: {places}; give more words, or within="
    raise LocateError(words, message)


def _occurrences(text: str, words: str, start: int, stop: int) -> Iterator[int]:
    while (at := text.find(words, start, stop)) >= 0:
        yield at
        start = at + 1


def _source(at: Range | None) -> Source | None:
    return None if at is None else Source(start=at[0], end=at[1])


def _place(part: Part) -> Source | None:
    node = part.node if isinstance(part, Draft) else part
    return None if isinstance(node, Project) else node.source


def _hull(places: list[Source | None]) -> Source | None:
    known = [place for place in places if place is not None]
    if not known:
        return None
    return Source(start=min(p.start for p in known), end=max(p.end for p in known))


def _due(due: Due | str | None) -> Due | None:
    return Due(date=due) if isinstance(due, str) else due


def _parties(parties: Iterable[Party | str]) -> tuple[Party, ...]:
    return tuple(Party(name=p) if isinstance(p, str) else p for p in _listed(parties))


def _listed(names: Iterable[_NameT] | str) -> tuple[_NameT | str, ...]:
    """Return *names* as a tuple; a text is one name, not its characters."""
    return (names,) if isinstance(names, str) else tuple(names)
