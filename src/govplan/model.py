"""A local-government plan as data.

A :class:`Plan` has sections, a :class:`Section` has measures, a :class:`Measure` has
targets, and each of them may have figures and statements. All are frozen attrs
classes: :func:`attrs.evolve` and :meth:`Plan.replace` give changed copies. What a
published plan may get wrong, such as a number used twice or a figure without unit, can
be said here and is found by checks; a constructor refuses only what has no meaning.

>>> from govplan.units import amount
>>> target = Target(id="t1", indicator="土地征收", comparator=">=", value=amount("350 亩"))
>>> plan = Plan(id="town-2021", title="工作计划", sections=(
...     Section(id="s1", title="要素保障", measures=(
...         Measure(id="s1.m1", title="征地", targets=(target,)),)),))
>>> [pointer for pointer, _ in plan.walk()][-1]
'/sections/0/measures/0/targets/0'
>>> target.accepts(amount("24 公顷"))
True
"""

from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar, Literal, TypeAlias

import attrs

from govplan import _walk, units
from govplan._fields import MAX_LEVELS, NO_EXTRA, Extra, brief_repr, checked, freeze
from govplan._values import (
    Baseline,
    Defect,
    DefectKind,
    Document,
    Due,
    Effective,
    Jurisdiction,
    Level,
    Party,
    Period,
    Precision,
    Project,
    Ref,
    Relation,
    Relative,
    Role,
    Scope,
    Source,
    Suppression,
    sha256_of,
)
from govplan.errors import (
    IncompatibleUnitsError,
    InvalidValueError,
    NotFoundError,
    TextMismatchError,
    shown,
)
from govplan.units import Amount

__all__ = [
    "Baseline",
    "Basis",
    "Change",
    "Comparator",
    "Defect",
    "DefectKind",
    "Direction",
    "Document",
    "Due",
    "Effective",
    "Extra",
    "Figure",
    "FigureKind",
    "Force",
    "GoalKind",
    "Jurisdiction",
    "Level",
    "Measure",
    "Node",
    "Party",
    "Period",
    "Plan",
    "PlanKind",
    "Precision",
    "Project",
    "Ref",
    "Relation",
    "Relative",
    "Role",
    "Scope",
    "Section",
    "Source",
    "Stage",
    "Statement",
    "StatementKind",
    "Suppression",
    "Target",
]

PlanKind = Literal[
    "annual_plan", "five_year_plan", "work_report", "action_plan", "special_plan", "other"
]
"""年度工作计划, 五年规划, 政府工作报告, 行动方案, 专项规划."""

Stage = Literal["prepare", "plan", "start", "continue", "finish", "operate"]
"""How far a measure takes its work: 筹建 谋划 启动/开工 推进 完成/建成 投用."""

Force = Literal["expected", "will", "must", "strive", "encourage", "pilot"]
"""How firmly it is announced: 预期 将 必须/确保 力争 鼓励 试点/探索."""

Comparator = Literal[">=", ">", "<=", "<", "=", "~", "range"]
"""How a result is held against the value: 以上 超过 以内 低于 (bare) 左右 A-B."""

Change = Literal["increase", "decrease"]
"""Whether a value is a rate or an amount of growth, or of decline."""

Basis = Literal["level", "increment", "total", "rate"]
"""What a value counts: a state, what is added, all of a period's output, a rate of change."""

Direction = Literal["up", "down"]
"""Which way is better for the indicator."""

GoalKind = Literal[
    "coverage", "zero", "designation", "completion", "direction", "rank", "standard", "relative"
]
"""全覆盖, 清零, 创成称号, 完成, 稳步增长, 位次, 达标, 与…同步."""

FigureKind = Literal[
    "investment", "capacity", "threshold", "count", "list_size", "past_result", "other"
]
"""Money going in, size of a work, size class, stated count, length of a list, past result."""

StatementKind = Literal["principle", "purpose", "slogan", "context"]
"""How to act, what for, a rallying call, what is so already."""


def _check_id(instance: object, attribute: "attrs.Attribute[str]", value: str) -> None:
    if not value or value.startswith("/"):
        raise InvalidValueError(
            type(instance).__name__,
            f"/{attribute.name}",
            f"expected an id, not empty and not starting with '/', got {shown(value)}",
        )


def _check_range(owner: str, value: Amount | None, upper: Amount | None) -> None:
    if value is None or upper is None:
        return
    try:
        turned = units.compare(value, upper) > 0
    except IncompatibleUnitsError:
        return  # a slip of the plan's, which a check finds
    if turned:
        raise InvalidValueError(owner, "/upper", f"expected at least {value}, got {upper}")


@attrs.frozen(kw_only=True, field_transformer=checked, repr=False, weakref_slot=False)
class Figure:
    """A figure that means something and is no target.

    >>> Figure(kind="threshold", label="工业投资项目", value=Amount(1, "qianwan_CNY"))
    Figure(kind='threshold', label='工业投资项目', value=amount('1 qianwan_CNY'))
    """

    kind: FigureKind
    """What it is to the plan."""
    label: str
    """What it counts or measures, in the plan's words or in short ones of the encoder's."""
    value: Amount
    """The figure as printed."""
    upper: Amount | None = None
    """The upper end, where *comparator* is ``range``."""
    comparator: Comparator | None = None
    """以上, 以下 … where the plan prints one; None where it does not."""
    source: Source | None = None
    """Where it stands, its comparator included; None if unknown."""

    child_fields: ClassVar[tuple[str, ...]] = ()
    __repr__ = brief_repr

    def __attrs_post_init__(self) -> None:
        _check_range("Figure", self.value, self.upper)


@attrs.frozen(kw_only=True, field_transformer=checked, repr=False, weakref_slot=False)
class Statement:
    """A principle, a purpose, a slogan: words that announce nothing one could check.

    >>> Statement(kind="purpose", title="腾出空间")
    Statement(kind='purpose', title='腾出空间')
    """

    kind: StatementKind
    """What kind of words they are."""
    title: str
    """What they say, in a few words of the encoder's."""
    source: Source | None = None
    """Where they stand; None if unknown."""

    child_fields: ClassVar[tuple[str, ...]] = ()
    __repr__ = brief_repr


@attrs.frozen(kw_only=True, field_transformer=checked, repr=False, weakref_slot=False)
class Target:
    """Something that can be told to be met or not: an indicator and what it has to reach.

    A goal with a figure has a comparator and a value; a goal without one says what is to
    be reached in *goal* and *goal_kind*.

    >>> Target(id="t1", indicator="5G基站", comparator=">=", value=Amount(84, "个"))
    Target(id='t1', indicator='5G基站', comparator='>=', value=amount('84 个'))
    """

    id: str = attrs.field(validator=_check_id)
    """Name of this node within the plan."""
    indicator: str
    """What is measured, in the plan's words."""
    comparator: Comparator | None = None
    """How a result is held against *value*; None for a goal without figure."""
    value: Amount | None = None
    """The figure as printed; the lower end where *comparator* is ``range``."""
    upper: Amount | None = None
    """The upper end, where *comparator* is ``range``."""
    change: Change | None = None
    """Set where *value* is a change; a decrease is given as a positive magnitude."""
    basis: Basis | None = None
    """What the figure is: a ``level`` that is reached, an ``increment`` that is added, the
    ``total`` of the period, or a ``rate`` of change; None if it is not clear."""
    direction: Direction | None = None
    """Which way is better for the indicator; None where the comparator says so, or nothing."""
    baseline: Baseline | None = None
    """Where the indicator starts from; None if the plan does not say, which is not zero."""
    scope: Scope | None = None
    """The places it holds for; None for all that the plan is for."""
    relative: Relative | None = None
    """The other target that it is set against; None for most."""
    series: str | None = None
    """A name shared by the targets of one indicator at several dates."""
    stretch_of: str | None = None
    """Id of the target that this one goes beyond (确保48亿、力争50亿)."""
    part_of: str | None = None
    """Id of the target that this one is part of (其中)."""
    due: Due | None = None
    """When it has to be reached; None where only the plan's period says."""
    parties: tuple[Party, ...] = ()
    """Who has to reach it, if the plan says so of this target."""
    stage: Stage | None = None
    """How far the work is taken; None if the words do not say, or the measure says it."""
    force: Force | None = None
    """How firmly it is announced; None if no word says so."""
    goal: str | None = None
    """What is to be reached where there is no figure: 全覆盖, a designation; else None."""
    goal_kind: GoalKind | None = None
    """What kind of goal without figure it is; else None."""
    source: Source | None = None
    """The figure's phrase, comparator included; None if unknown."""
    indicator_source: Source | None = None
    """The indicator's own words; None if they are not printed apart."""
    extra: Extra = attrs.field(default=NO_EXTRA, converter=freeze, hash=False)
    """Data of the user's own, outside the hash."""

    child_fields: ClassVar[tuple[str, ...]] = ()
    __repr__ = brief_repr

    def __attrs_post_init__(self) -> None:
        _check_range("Target", self.value, self.upper)

    def accepts(self, result: Amount, *, tolerance: Amount | None = None) -> bool | None:
        """Return whether *result* meets this target.

        ``=`` is met by the figure itself, and by more where *direction* says that more of
        it is better (by less, where less is). A decrease is given as a positive magnitude.

        Args:
            result: What was reached, in any unit of the value's dimension.
            tolerance: How far from the value ``~`` (左右) may lie.

        Returns:
            None where nobody can tell, as of a goal without figure, of one set against
            another target, or of ``~`` without a tolerance.

        Raises:
            IncompatibleUnitsError: If *result* measures something else than the value.

        >>> target = Target(id="t", indicator="调查失业率", comparator="<=",
        ...                 value=Amount(5, "percent"))
        >>> target.accepts(units.amount("4.8%"))
        True
        """
        if self.comparator is None or self.value is None or self.relative is not None:
            return None
        if self.comparator == "~":
            return None if tolerance is None else _near(result, self.value, tolerance)
        side = units.compare(result, self.value)
        if self.comparator == "range":
            return None if self.upper is None else side >= 0 >= units.compare(result, self.upper)
        if self.comparator == "=" and self.direction is not None:
            more_is_better = (self.direction == "up") is (self.change != "decrease")
            return side >= 0 if more_is_better else side <= 0
        return {">=": side >= 0, ">": side > 0, "<=": side <= 0, "<": side < 0, "=": side == 0}[
            self.comparator
        ]


def _near(result: Amount, value: Amount, tolerance: Amount) -> bool:
    distance = _number(result, value) - _number(value, value)
    return abs(distance) <= _number(tolerance, value)


def _number(amount: Amount, like: Amount) -> Fraction:
    """Return *amount* as a number of the unit of *like*."""
    units.compare(amount, like)
    return Fraction(amount.magnitude) if like.unit is None else amount.to(like.unit)


@attrs.frozen(kw_only=True, field_transformer=checked, repr=False, weakref_slot=False)
class Measure:
    """One announced action.

    >>> Measure(id="s1.m1", title="征地", stage="finish")
    Measure(id='s1.m1', title='征地', stage='finish')
    """

    id: str = attrs.field(validator=_check_id)
    """Name of this node within the plan."""
    title: str
    """What is to be done, in a few words of the encoder's own."""
    stage: Stage | None = None
    """How far the work is taken; None if the words do not say."""
    force: Force | None = None
    """How firmly it is announced; None if no word says so."""
    projects: tuple[str, ...] = ()
    """Names of the plan's projects that it is about."""
    parties: tuple[Party, ...] = ()
    """Who has to act; empty if the plan does not say, or the section does."""
    start: Due | None = None
    """When it begins; None if the plan does not say."""
    due: Due | None = None
    """When it has to be done; None where only the plan's period says."""
    level: Level | None = None
    """The level of government that acts, where it is not the plan's own."""
    targets: tuple[Target, ...] = ()
    """What it has to reach."""
    figures: tuple[Figure, ...] = ()
    """Its other figures."""
    source: Source | None = None
    """The clause that announces it; None if unknown."""
    extra: Extra = attrs.field(default=NO_EXTRA, converter=freeze, hash=False)
    """Data of the user's own, outside the hash."""

    child_fields: ClassVar[tuple[str, ...]] = ("targets", "figures")
    __repr__ = brief_repr


@attrs.frozen(kw_only=True, field_transformer=checked, repr=False, weakref_slot=False)
class Section:
    """A part of a plan, at any depth, with the number and the title that are printed.

    >>> Section(id="s4", number="(四)", title="强供给", measures=(Measure(id="m", title="x"),))
    Section(id='s4', number='(四)', title='强供给', measures=<1>)
    """

    id: str = attrs.field(validator=_check_id)
    """Name of this node within the plan."""
    number: str | None = None
    """The number as printed, brackets included; None where none is printed."""
    title: str | None = None
    """The title as printed; None where none is printed."""
    parties: tuple[Party, ...] = ()
    """Who has to act on all that is in it."""
    due: Due | None = None
    """When all that is in it has to be done; None where only the plan's period says."""
    targets: tuple[Target, ...] = ()
    """Targets that belong to no one measure."""
    measures: tuple[Measure, ...] = ()
    """What is announced in it, outside its own sections."""
    statements: tuple[Statement, ...] = ()
    """Its principles, purposes and slogans."""
    figures: tuple[Figure, ...] = ()
    """Figures that belong to no measure."""
    sections: tuple["Section", ...] = ()
    """The sections in it."""
    heading: Source | None = None
    """Where the number and the title stand; None if unknown, or not printed."""
    source: Source | None = None
    """The whole block, heading included; None if unknown."""
    extra: Extra = attrs.field(default=NO_EXTRA, converter=freeze, hash=False)
    """Data of the user's own, outside the hash."""

    child_fields: ClassVar[tuple[str, ...]] = (
        "targets",
        "measures",
        "statements",
        "figures",
        "sections",
    )
    __repr__ = brief_repr

    def __attrs_post_init__(self) -> None:
        levels, below = 0, self.sections
        while below:
            levels, below = levels + 1, tuple(s for section in below for s in section.sections)
        if levels >= MAX_LEVELS:
            raise InvalidValueError("Section", "", f"expected at most {MAX_LEVELS} levels")


@attrs.frozen(kw_only=True, field_transformer=checked, repr=False, weakref_slot=False)
class Plan:
    """A plan: who issued what, for when, and all that is in it.

    >>> Plan(id="duqiao-2021", title="杜桥镇2021年工作计划", kind="annual_plan")
    Plan(id='duqiao-2021', title='杜桥镇2021年工作计划', kind='annual_plan')
    """

    id: str = attrs.field(validator=_check_id)
    """A name for the plan, unique where it is kept."""
    title: str
    """The title as printed."""
    kind: PlanKind | None = None
    """What kind of plan it is; None if unknown."""
    issuer: str | None = None
    """The body whose plan it is; None if unknown."""
    period: Period | None = None
    """The time it is for; None if it does not say."""
    jurisdiction: Jurisdiction | None = None
    """The place it is for; None if unknown."""
    document: Document | None = None
    """The publication it was taken from; None if it has none."""
    targets: tuple[Target, ...] = ()
    """Targets of the whole plan, such as those of its preamble."""
    measures: tuple[Measure, ...] = ()
    """Measures outside all sections."""
    statements: tuple[Statement, ...] = ()
    """Statements outside all sections."""
    figures: tuple[Figure, ...] = ()
    """Figures outside all sections."""
    sections: tuple[Section, ...] = ()
    """Its sections."""
    projects: tuple[Project, ...] = ()
    """Every named project, once."""
    suppressions: tuple[Suppression, ...] = ()
    """Findings of checks that are accepted, with the reason."""
    refs: tuple[Ref, ...] = ()
    """Links to other plans and registers."""
    defects: tuple[Defect, ...] = ()
    """What the print got wrong, kept as printed."""
    extra: Extra = attrs.field(default=NO_EXTRA, converter=freeze, hash=False)
    """Data of the user's own, outside the hash."""

    child_fields: ClassVar[tuple[str, ...]] = (
        "targets",
        "measures",
        "statements",
        "figures",
        "sections",
    )
    __repr__ = brief_repr

    # --- walking ------------------------------------------------------------------

    def walk(self) -> "Iterator[tuple[str, Node]]":
        """Yield every node with its JSON Pointer, in the order of the text.

        A node comes before what is in it. One without source stands behind the one before
        it in its list. Projects, which have no place of their own, come last.
        """
        return _walk.walk(self)

    def iter_sections(self) -> Iterator[Section]:
        """Yield the sections, at any depth, in the order of the text."""
        return (node for _, node in self.walk() if isinstance(node, Section))

    def iter_measures(self) -> Iterator[Measure]:
        """Yield the measures, in the order of the text."""
        return (node for _, node in self.walk() if isinstance(node, Measure))

    def iter_targets(self) -> Iterator[Target]:
        """Yield the targets, in the order of the text."""
        return (node for _, node in self.walk() if isinstance(node, Target))

    def iter_figures(self) -> Iterator[Figure]:
        """Yield the figures that are no targets, in the order of the text."""
        return (node for _, node in self.walk() if isinstance(node, Figure))

    # --- looking up ---------------------------------------------------------------

    def find(self, id: str) -> "Plan | Section | Measure | Target":  # noqa: A002
        """Return the node with that id, or at that JSON Pointer.

        Raises:
            NotFoundError: If there is none; it suggests the nearest.
            AmbiguousError: If there are several, which a published plan may have.
        """
        return _walk.find(self, id)[1]

    def at(self, pointer: str) -> object:
        """Return what stands at a JSON Pointer: a node, a value, or a tuple of them.

        Raises:
            NotFoundError: If nothing stands there.
        """
        return _walk.at(self, pointer)

    def effective(self, node: "Node | str") -> Effective:
        """Return due, parties and level of a node, with what it has from above.

        Where nothing on the way says by when, it is due at the end of the plan's period.

        Args:
            node: A node of this plan, its id or its JSON Pointer.

        Raises:
            NotFoundError: If it is not in this plan.
            AmbiguousError: If several nodes have the id, or if the node stands in places where
                different things hold; ask by pointer.

        >>> measure = Measure(id="m1", title="修路", targets=(Target(id="t1", indicator="公路"),))
        >>> plan = Plan(id="p", title="计划", period=Period.of(2021), measures=(measure,))
        >>> plan.effective("/measures/0/targets/0").due
        Due(date='2021', words=None)
        """
        return _walk.effective(self, node)

    def replace(self, id: str, /, **changes: object) -> "Plan":  # noqa: A002
        """Return a plan in which the node with that id, or at that pointer, has other values.

        Figures, statements and projects have no id; they are named by pointer.

        Raises:
            NotFoundError: If there is no such node.
            AmbiguousError: If there are several.
            FieldError: If a value is refused.
            TypeError: If there is no such field.

        >>> plan = Plan(id="p", title="计划", measures=(Measure(id="m1", title="修路"),))
        >>> plan.replace("m1", stage="finish").measures
        (Measure(id='m1', title='修路', stage='finish'),)
        """
        return _walk.replace(self, id, changes)

    def remove(self, id: str, /) -> "Plan":  # noqa: A002
        """Return a plan without the node with that id, or at that pointer, and all below it.

        Other ids stay as they are. What refers to the node is left, for checks to find.

        Raises:
            NotFoundError: If there is no such node, or if it is the plan itself.
            AmbiguousError: If there are several.

        >>> plan = Plan(id="p", title="计划", measures=(Measure(id="m1", title="修路"),))
        >>> plan.remove("m1")
        Plan(id='p', title='计划')
        """
        return _walk.remove(self, id)

    # --- text ---------------------------------------------------------------------

    def coverage(self, text: str) -> tuple[Source, ...]:
        """Return the ranges of the text that no heading and no node accounts for.

        Args:
            text: The published text, whole.

        Raises:
            TextMismatchError: If it is not the text of the plan's document.
        """
        accounted = sorted(_walk.accounted(self), key=lambda s: s.start)
        self._check_text(text, max((s.end for s in accounted), default=0))
        gaps: list[Source] = []
        at = 0
        for source in accounted:
            if source.start > at:
                gaps.append(Source(start=at, end=source.start))
            at = max(at, source.end)
        if at < len(text):
            gaps.append(Source(start=at, end=len(text)))
        return tuple(gaps)

    def excerpt(
        self,
        node: Section | Measure | Target | Figure | Statement | Defect | Source | str,
        text: str,
    ) -> str:
        """Return the words that a node, or a range, stands for.

        Args:
            node: A node with a source, its id or its JSON Pointer, or the range itself.
            text: The published text, whole.

        Raises:
            NotFoundError: If there is no such node, or if it has no source.
            AmbiguousError: If several nodes have the id.
            TextMismatchError: If it is not the text of the plan's document.
        """
        found = _walk.look_up(self, node)[1] if isinstance(node, str) else node
        source = found if isinstance(found, Source) else getattr(found, "source", None)
        if source is None:
            raise NotFoundError(type(found).__name__, "it has no source, so there are no words")
        self._check_text(text, source.end)
        return text[source.start : source.end]

    def _check_text(self, text: str, furthest: int) -> None:
        document = self.document or Document()
        if document.length not in {None, len(text)}:
            raise TextMismatchError(
                f"expected the document's text of {document.length} characters, "
                f"got one of {len(text)}; {_AS_IT_IS}"
            )
        if document.sha256 is not None and document.sha256 != sha256_of(text):
            raise TextMismatchError(
                f"expected the text whose SHA-256 is {shown(document.sha256)}, got another one; "
                f"{_AS_IT_IS}"
            )
        if furthest > len(text):
            raise TextMismatchError(
                f"the plan's sources reach to {furthest}, the text has {len(text)} characters"
            )


_AS_IT_IS = (
    "read the file with newline='' so that its line ends stay, "
    "or give what govplan read --text wrote"
)


Node: TypeAlias = Plan | Section | Measure | Target | Figure | Statement | Project
"""What :meth:`Plan.walk` yields."""

attrs.resolve_types(Section)  # it holds itself, which cattrs has to see as a class, not a name
