"""GP1: ids and references, numbers of sections, empty and repeated parts, stated counts."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise, takewhile

from govplan.checks._context import Context, Located
from govplan.checks._finding import Finding, Severity
from govplan.checks._rule import rule
from govplan.checks.rules import _shared
from govplan.errors import NumeralError, shown
from govplan.model import Figure, Measure, Node, Plan, Section, Target
from govplan.numerals import Ordinal, ordinal


@rule("GP102", "duplicate-node-id", Severity.ERROR, on=Plan)
def duplicate_node_id(_: Plan, context: Context) -> Iterator[Finding]:
    """An id is used twice.

    Suppressions, references and other tools find nodes by their ids; where two nodes share
    one, nobody knows which is meant.

    Bad::

        target("5G基站", ">= 84 个", id="t7"), target("公厕", "= 3 座", id="t7")

    Good::

        target("5G基站", ">= 84 个", id="t7"), target("公厕", "= 3 座", id="t8")
    """
    first: dict[str, Located[Node]] = {}
    for place in context.all_places():
        node = place.node
        if not isinstance(node, Plan | Section | Measure | Target):
            continue
        before = first.setdefault(node.id, place)
        if before is not place:
            yield context.find(
                f"id {shown(node.id)} is used already for {_shared.name_of(before.node)}",
                field="id",
                at=place,
                hint="give this node an id of its own",
                data={"id": node.id},
                related=[context.related(before, "the first node with this id", field="id")],
            )


@rule("GP103", "dangling-reference", Severity.ERROR, on=Plan)
def dangling_reference(plan: Plan, context: Context) -> Iterator[Finding]:
    """A target or a measure refers to what is not in the plan.

    ``part_of``, ``stretch_of`` and ``relative`` name a target by its id, ``projects`` name
    the plan's projects. A reference that leads nowhere says nothing.

    Bad::

        target("其中:林地", "= 20 亩", part_of="land")

    Good::

        target("土地征收", ">= 350 亩", id="land"), target("其中:林地", "= 20 亩", part_of="land")
    """
    known = context.fact(_shared.by_id)
    for place in context.places(Target):
        for field, id_ in _references(place.node):
            if id_ not in known:
                message = f"{_shared.name_of(place.node)}: no target has the id {shown(id_)}"
                yield context.find(message, field=field, at=place, data={"id": id_})
    projects = {name for project in plan.projects for name in (project.name, *project.aliases)}
    for measure in context.places(Measure):
        for i, name in enumerate(measure.node.projects):
            if name not in projects:
                yield context.find(
                    f"{_shared.name_of(measure.node)}: the plan lists no project {shown(name)}",
                    field=f"projects/{i}",
                    at=measure,
                    key=name,
                    data={"project": name},
                )


def _references(target: Target) -> Iterator[tuple[str, str]]:
    """Yield the ids that a target refers to, and the fields that do."""
    if target.part_of is not None:
        yield "part_of", target.part_of
    if target.stretch_of is not None:
        yield "stretch_of", target.stretch_of
    if target.relative is not None:
        yield "relative/to", target.relative.to


@rule("GP105", "reference-cycle", Severity.ERROR, on=Plan)
def reference_cycle(_: Plan, context: Context) -> Iterator[Finding]:
    """Targets refer to each other in a circle.

    A target cannot be part of itself, nor be set against itself, whatever stands between.

    Bad::

        target("耕地", "= 20 亩", id="a", part_of="b")
        target("农用地", "= 30 亩", id="b", part_of="a")

    Good::

        target("耕地", "= 20 亩", id="a", part_of="b")
        target("农用地", "= 30 亩", id="b")
    """
    known = context.fact(_shared.by_id)
    steps = {
        id_: [to for _, to in _references(places[0].node) if to in known]
        for id_, places in known.items()
    }
    done: set[str] = set()
    told: set[str] = set()
    for start in steps:
        for circle in _circles(start, steps, done, told):
            first = min((known[id_][0] for id_ in circle), key=lambda place: place.order)
            yield context.find(
                f"refers back to itself: {' → '.join([*circle[:5], circle[0]])}",
                field="id",
                at=first,
                data={"ids": circle[:5]},
            )


def _circles(
    start: str, steps: dict[str, list[str]], done: set[str], told: set[str]
) -> Iterator[list[str]]:
    """Yield the circles that are met from *start* on, of those that share a target the first."""
    path: list[str] = []
    positions: dict[str, int] = {}
    stack = [(start, False)]
    while stack:
        id_, left = stack.pop()
        if left:
            done.add(path.pop())
            del positions[id_]
        elif id_ in positions:
            ahead = (path[i] for i in range(positions[id_], len(path)))
            # None is gone over twice: a target can close as many circles as there are targets.
            circle = [*takewhile(lambda here: here not in told, ahead)]
            if len(circle) == len(path) - positions[id_]:
                yield circle
            told.update(circle)
        elif id_ not in done:
            positions[id_] = len(path)
            path.append(id_)
            stack += [(id_, True), *((to, False) for to in steps[id_])]


@rule("GP111", "duplicate-section-number", Severity.ERROR, on=Plan)
def duplicate_section_number(_: Plan, context: Context) -> Iterator[Finding]:
    """Two sections beside each other have the same number.

    Whoever cites 第(四)部分 may mean either.

    Not reported: a list that starts again at one (一是…二是… twice in a section).

    Bad::

        section(heading("强供给", number="(四)")), section(heading("强基础", number="（四）"))

    Good::

        section(heading("强供给", number="(四)")), section(heading("强基础", number="（五）"))
    """
    for numbered in _runs(context):
        first: dict[int, Located[Section]] = {}
        for place, number in numbered:
            before = first.setdefault(number, place)
            if before is not place:
                yield context.find(
                    f"{place.node.number} is used already for {shown(before.node.title)}",
                    field="number",
                    at=place,
                    data={"number": place.node.number},
                    related=[context.related(before, "the first section with this number")],
                )


@rule("GP112", "numbering-gap", Severity.WARNING, on=Plan)
def numbering_gap(_: Plan, context: Context) -> Iterator[Finding]:
    """A number is left out between sections beside each other.

    A part may be missing, in the print or in the data.

    Not reported: a first number other than one, which excerpts have; a number that fits its
    place although the one before it does not.

    Bad::

        section(heading("农业", number="一、")), section(heading("工业", number="三、"))

    Good::

        section(heading("农业", number="一、")), section(heading("工业", number="二、"))
    """
    for numbered in _runs(context):
        start = numbered[0][1]
        for position, ((before, low), (place, high)) in enumerate(pairwise(numbered), start=1):
            if high > low + 1 and high != start + position:
                yield context.find(
                    f"{place.node.number} follows {before.node.number}: "
                    f"{high - low - 1} left out between them",
                    field="number",
                    at=place,
                    related=[context.related(before, "the section before it")],
                )


def _runs(context: Context) -> Iterator[list[tuple[Located[Section], int]]]:
    """Yield the numbered sections beside each other that are of one style and one list."""
    for _holder, sections in _shared.sections_of(context):
        runs: dict[object, list[tuple[Located[Section], int]]] = {}
        for place in sections:
            if (number := _ordinal(place.node)) is None:
                continue
            *above, last = number.values
            key = (number.style, *above)
            run = runs.setdefault(key, [])
            if run and last == 1 and run[-1][1] > 1:
                yield run
                run = runs[key] = []
            run.append((place, last))
        yield from runs.values()


def _ordinal(section: Section) -> Ordinal | None:
    """Return a section's number, if it has one that can be read."""
    try:
        return None if section.number is None else ordinal(section.number)
    except NumeralError:
        return None


@rule("GP113", "mixed-numbering", Severity.INFO, on=Plan)
def mixed_numbering(_: Plan, context: Context) -> Iterator[Finding]:
    """Sections beside each other are numbered in different ways.

    Often one of them belongs a level deeper or higher.

    Bad::

        section(heading("农业", number="一、")), section(heading("工业", number="2."))

    Good::

        section(heading("农业", number="一、")), section(heading("工业", number="二、"))
    """
    for _holder, sections in _shared.sections_of(context):
        numbered = [(place, n.style) for place in sections if (n := _ordinal(place.node))]
        for (before, style), (place, other) in pairwise(numbered):
            if style != other:
                yield context.find(
                    f"{place.node.number} follows {before.node.number}",
                    field="number",
                    at=place,
                    related=[context.related(before, "the section before it")],
                )
                break


@rule("GP115", "empty-section", Severity.WARNING, on=Section)
def empty_section(section: Section, context: Context) -> Iterator[Finding]:
    """A section has nothing in it.

    Either the print has a heading without text, or its text is not encoded.

    Bad::

        section(heading("强化要素保障", number="(一)"))

    Good::

        section(heading("强化要素保障", number="(一)"), measure("征地"))
    """
    if not any(getattr(section, name) for name in section.child_fields):
        yield context.find(f"{_shared.name_of(section)}: nothing stands in it")


@rule("GP116", "empty-measure", Severity.ERROR, on=Measure)
def empty_measure(measure: Measure, context: Context) -> Iterator[Finding]:
    """A measure has no title and no target: it announces nothing.

    Bad::

        measure(" ")

    Good::

        measure("完善公共文化服务体系")
    """
    if not measure.title.strip() and not measure.targets:
        yield context.find("has neither a title nor a target", field="title")


@rule("GP117", "duplicate-measure", Severity.WARNING, on=Plan)
def duplicate_measure(_: Plan, context: Context) -> Iterator[Finding]:
    """The same measure stands in two places.

    It was pasted twice, or two parts of the plan announce the same work, which then is
    counted twice.

    Not reported: measures of one title with other projects, targets, parties, stage or date.

    Bad::

        section("民生", measure("深化殡葬改革")), section("治理", measure("深化殡葬改革。"))

    Good::

        section("民生", measure("深化殡葬改革")), section("治理", measure("建设生态公墓"))

    Bad, in English::

        section("Living", measure("Repair the old bridge"))
        section("Roads", measure("repair the old bridge"))

    Good, in English::

        section("Living", measure("Repair the old bridge"))
        section("Roads", measure("Widen the road"))
    """
    first: dict[object, Located[Measure]] = {}
    for place in context.places(Measure):
        node = place.node
        title = _shared.plain(node.title)
        if not title:
            continue
        indicators = frozenset(_shared.plain(target.indicator) for target in node.targets)
        key = (title, node.projects, node.parties, indicators, node.stage, node.due)
        before = first.setdefault(key, place)
        if before is not place:
            yield context.find(
                f"{_shared.name_of(node)} is announced already",
                field="title",
                at=place,
                related=[context.related(before, "the first measure of this title")],
            )


@rule("GP118", "empty-target", Severity.ERROR, on=Target)
def empty_target(target: Target, context: Context) -> Iterator[Finding]:
    """A target has no indicator, or neither a figure nor a goal.

    Nobody could tell whether it is met.

    Bad::

        target("新建公路")
        target(" ", ">= 12 公里")

    Good::

        target("新建公路", ">= 12 公里")
        target("5G网络", kind="coverage")
        target("居民收入", relative="gdp")
    """
    if not target.indicator.strip():
        yield context.find("has no indicator", field="indicator")
    reached = (target.value, target.upper, target.goal, target.goal_kind, target.relative)
    if not any(reached):
        yield context.find(f"{_shared.name_of(target)}: has neither a figure nor a goal")


@rule("GP121", "stated-count-mismatch", Severity.WARNING, on=Plan)
def stated_count_mismatch(
    _: Plan,
    context: Context,
    *,
    words: tuple[str, ...] = (
        "方面", "部分", "板块", "章", "areas", "area", "parts", "part", "chapters", "themes",
        "pillars", "priorities",
    ),
) -> Iterator[Finding]:  # fmt: skip
    """The plan announces another number of parts than there are.

    A part may be missing, or was put in without the count being changed.

    The word is the figure's unit, or stands at the end of its label.

    Not reported: a count of what has no sections (四方面 with four sentences behind it), and
    one that fits the sections that are numbered.

    Bad::

        plan("工作计划", figure("count", "重点工作", "4 方面"), section("强实体"),
             section("强支撑"), id="p")

    Good::

        plan("工作计划", figure("count", "重点工作", "2 方面"), section("强实体"),
             section("强支撑"), id="p")

    Bad, in English::

        plan("Plan", figure("count", "key priority areas", "4"), section("Roads"),
             section("Schools"), id="p")

    Good, in English::

        plan("Plan", figure("count", "key priority areas", "2"), section("Roads"),
             section("Schools"), id="p")
    """
    counts: dict[str, list[Located[Figure]]] = {}
    for place in context.places(Figure):
        said = (place.node.label, f"{place.node.value:zh}")
        if _is_count(place.node) and any(_shared.word_at_end(part, words) for part in said):
            counts.setdefault(place.pointer.rpartition("/figures/")[0], []).append(place)
    for holder, sections in _shared.sections_of(context):
        numbered = sum(place.node.number is not None for place in sections)
        for place in counts.get(holder.pointer, ()):
            stated = place.node.value.magnitude
            if stated not in {len(sections), numbered}:
                yield context.find(
                    f"{place.node.label}: {place.node.value:zh} announced, "
                    f"{len(sections)} parts follow",
                    field="value",
                    at=place,
                    data={"expected": stated, "actual": len(sections)},
                )


def _is_count(figure: Figure) -> bool:
    return figure.kind == "count" and figure.comparator in {None, "="}


@rule("GP123", "stated-total-mismatch", Severity.WARNING, on=Plan)
def stated_total_mismatch(
    plan: Plan,
    context: Context,
    *,
    measures: tuple[str, ...] = (
        "项措施",
        "条措施",
        "项举措",
        "measures",
        "actions",
        "deliverables",
    ),
    targets: tuple[str, ...] = ("项指标", "个指标", "indicators", "targets"),
) -> Iterator[Finding]:
    """The plan states how many measures or indicators it has, and has another number.

    Only the plan's own figures of kind ``count`` are looked at. Indicators are counted once
    however many targets they have.

    Bad::

        plan("五年规划", figure("count", "共3项指标", "3 项"), target("造林", ">= 5 亩"), id="p")

    Good::

        plan("五年规划", figure("count", "共1项指标", "1 项"), target("造林", ">= 5 亩"), id="p")

    Bad, in English::

        plan("Plan", figure("count", "deliverables", "3"), measure("Build a road"), id="p")

    Good, in English::

        plan("Plan", figure("count", "deliverables", "1"), measure("Build a road"), id="p")
    """
    for i, figure in enumerate(plan.figures):
        if not _is_count(figure):
            continue
        if _shared.word_in(figure.label, measures):
            what, there = "measures", len(context.places(Measure))
        elif _shared.word_in(figure.label, targets):
            what, there = "indicators", len(context.fact(_shared.by_indicator))
        else:
            continue
        if figure.value.magnitude != there:
            message = f"{figure.label}: {figure.value:zh} stated, the plan has {there} {what}"
            yield context.find(
                message,
                field=f"figures/{i}/value",
                source=figure.source,
                key=figure.label,
                data={"expected": figure.value.magnitude, "actual": there},
            )


@rule("GP131", "plan-without-period", Severity.ERROR, on=Plan)
def plan_without_period(plan: Plan, context: Context) -> Iterator[Finding]:
    """The plan does not say which time it is for.

    Most targets of a plan have no deadline of their own and mean the end of its period;
    without one, nobody can tell when they are due.

    Bad::

        plan("工作计划", id="p")

    Good::

        plan("2021年工作计划", id="p", period=Period.of(2021))
    """
    if plan.period is None:
        hint = "give it a period, such as Period.of(2021)"
        yield context.find("no period is given", field="period", hint=hint)


RULES = (
    duplicate_node_id,
    dangling_reference,
    reference_cycle,
    duplicate_section_number,
    numbering_gap,
    mixed_numbering,
    empty_section,
    empty_measure,
    duplicate_measure,
    empty_target,
    stated_count_mismatch,
    stated_total_mismatch,
    plan_without_period,
)
