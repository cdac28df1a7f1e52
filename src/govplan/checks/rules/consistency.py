"""GP4: targets against each other: conflicts, parts and wholes, steps and ends."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from govplan import units
from govplan.checks._context import Context, Located
from govplan.checks._finding import Finding, Severity
from govplan.checks._rule import rule
from govplan.checks.rules import _shared
from govplan.model import Due, Measure, Party, Plan, Section, Target
from govplan.units import Amount


@rule("GP401", "conflicting-targets", Severity.ERROR, on=Plan)
def conflicting_targets(_: Plan, context: Context) -> Iterator[Finding]:
    """One indicator has two different targets.

    3 km in one part and 4 km in another cannot both be what the plan wants. Figures are
    compared by meaning: 3000 m is no conflict with 3 km.

    Not reported: targets that differ in scope, deadline, basis, series, party or force
    (确保48亿、力争50亿), in the year they start from, in stage or projects; one that goes
    beyond another or is part of one; a floor below a ceiling; figures that measure different
    things; targets of one measure (新增24个、提升10个村庄), whose words tell them apart;
    indicators that do not say of what they are (总装机, 产量).

    Bad::

        section("交通", target("新建道路", "= 3 公里"))
        section("民生", target("新建道路", "= 4 公里"))

    Good::

        section("交通", target("新建道路", "= 3 公里"))
        section("民生", target("新建道路", "= 3000 米"))
        target("财政收入", ">= 48 亿元", force="must")
        target("财政收入", ">= 50 亿元", force="strive")
    """
    for key, places in context.fact(_shared.by_indicator).items():
        first: dict[object, Located[Target]] = {}
        for place in places if len(places) > 1 and key[0] not in _BARE else ():
            value = place.node.value
            if value is None or place.node.stretch_of is not None:
                continue
            before = first.setdefault(_said_of(context, place), place)
            if before is not place and _differ(before.node, place.node) and _apart(before, place):
                yield context.find(
                    f"{place.node.indicator}: {_shared.goal(place.node)} here, "
                    f"{_shared.goal(before.node)} elsewhere",
                    field="value",
                    at=place,
                    related=[context.related(before, "the other target", field="value")],
                )


def _said_of(context: Context, place: Located[Target]) -> object:
    """Return what two targets of one indicator must share to be about the same thing."""
    node = place.node
    due = _shared.inherited(place, "due") or context.fact(_end)
    parties = context.fact(_parties).get(id(_shared.inherited(place, "parties")))
    holder = place.parents[-1]
    force = node.force or getattr(holder, "force", None)
    dimension = None if node.value is None else node.value.dimension
    return (
        dimension, node.change, node.basis, node.series, node.part_of, force, due, parties,
        node.baseline and node.baseline.year, node.relative, _shared.work_of(place),
    )  # fmt: skip


def _end(context: Context) -> Due | None:
    """Return when targets are due where no date is given (a fact)."""
    return context.effective(context.places(Plan)[0]).due


def _parties(context: Context) -> Mapping[int, int]:
    """Return a number for the parties of each node that has any, by identity (a fact).

    Alike ones have the same. A section's parties hold for all that is in it: to compare them
    one by one for each target would cost as much as their product.
    """
    numbers: dict[tuple[Party, ...], int] = {}
    return {
        id(place.node.parties): numbers.setdefault(place.node.parties, len(numbers))
        for place in context.all_places()
        if isinstance(place.node, Section | Measure | Target) and place.node.parties
    }


_BARE = frozenset({
    "产量", "产值", "总产量", "总产值", "面积", "总面积", "投资", "总投资", "装机", "总装机",
    "装机容量", "规模", "总规模", "长度", "总长度", "里程", "总里程", "数量", "总量", "总数",
    "容量", "能力", "output", "area", "length", "capacity", "investment",
})  # fmt: skip
"""Measures that are of something, which the words of each target alone do not say."""


def _apart(a: Located[Target], b: Located[Target]) -> bool:
    return not isinstance(a.parents[-1], Measure) or a.parents[-1] is not b.parents[-1]


def _differ(a: Target, b: Target) -> bool:
    if a.value is None or b.value is None or _is_corridor(a, b) or _is_corridor(b, a):
        return False
    if not units.same(a.value, b.value):
        return True
    return a.upper is not None and b.upper is not None and not units.same(a.upper, b.upper)


def _is_corridor(floor: Target, ceiling: Target) -> bool:
    """Return whether two targets leave room between them: 不低于3 and 不高于5."""
    if floor.value is None or ceiling.value is None or floor.comparator not in {">=", ">"}:
        return False
    return ceiling.comparator in {"<=", "<"} and units.compare(floor.value, ceiling.value) < 0


def _whole_and_parts(
    context: Context,
) -> Iterator[tuple[Located[Target], Amount, list[Located[Target]], Fraction]]:
    """Yield a whole with its value, its parts of the same dimension, and what they add up to."""
    known = context.fact(_shared.by_id)
    for id_, parts in context.fact(_shared.by_part).items():
        whole = _shared.one(known.get(id_))
        value = None if whole is None else whole.node.value
        if whole is None or value is None or not _adds_up(whole.node):
            continue
        alike = [p for p in parts if _is_sum_part(p.node, value)]
        made = _shared.added([p.node.value for p in alike if p.node.value], value.unit)
        if alike and made is not None:
            yield whole, value, alike, made


def _adds_up(target: Target) -> bool:
    """Return whether a value is a sum of its parts, which a rate or an average is not."""
    dimension = target.value.dimension if target.value is not None else None
    is_rate = dimension is not None and ("/" in dimension or dimension in _NO_SUMS)
    return not (is_rate or _shared.is_change(target)) and not _shared.word_in(
        target.indicator, _AVERAGES
    )


_NO_SUMS = frozenset({"share", "ratio", "score"})
_AVERAGES = ("均", "单产", "亩产", "per", "average", "mean")


def _is_sum_part(part: Target, whole: Amount) -> bool:
    if part.value is None or part.comparator == "~" or _shared.is_change(part):
        return False
    return part.value.dimension == whole.dimension


@rule("GP402", "parts-exceed-total", Severity.ERROR, on=Plan)
def parts_exceed_total(_: Plan, context: Context) -> Iterator[Finding]:
    """The parts of a target add up to more than the whole.

    Not reported: a whole of 以上 or 左右, which may be more; parts of 以内, which may be less;
    rates and averages, which do not add up (人均收入 of town and country).

    Bad::

        target("粮食播种面积", "= 56 万亩", id="all")
        target("早稻", "= 30 万亩", part_of="all"), target("晚稻", "= 27 万亩", part_of="all")

    Good::

        target("粮食播种面积", "= 57 万亩", id="all")
        target("早稻", "= 30 万亩", part_of="all"), target("晚稻", "= 27 万亩", part_of="all")
    """
    for whole, value, parts, made in _whole_and_parts(context):
        most = whole.node.upper if whole.node.comparator == "range" else value
        if most is None or whole.node.comparator not in {"=", "<=", "<", "range"}:
            continue
        if any(p.node.comparator in {"<=", "<"} for p in parts):
            continue
        limit = _shared.added([most], value.unit)
        if limit is not None and made > limit:
            yield context.find(
                f"{whole.node.indicator}: the parts make {_shared.shown_in(made, value.unit)}, "
                f"the whole is {_shared.goal(whole.node)}",
                field="value",
                at=whole,
                related=[context.related(p, "a part", field="value") for p in parts[:10]],
            )


@rule("GP403", "part-of-other-dimension", Severity.ERROR, on=Plan)
def part_of_other_dimension(_: Plan, context: Context) -> Iterator[Finding]:
    """A part measures something else than the whole.

    Kilometres are no part of hectares: the unit of one is wrong, or it is no part.

    Not reported: a part that is given as a share; figures without unit.

    Bad::

        target("造林", "= 56 公顷", id="all"), target("其中:公路沿线", "= 3 公里", part_of="all")

    Good::

        target("造林", "= 56 公顷", id="all"), target("其中:公路沿线", "= 45 亩", part_of="all")
    """
    known = context.fact(_shared.by_id)
    for id_, parts in context.fact(_shared.by_part).items():
        whole = _shared.one(known.get(id_))
        if whole is None or whole.node.value is None or whole.node.value.unit is None:
            continue
        dimension = whole.node.value.dimension
        for part in parts:
            value = part.node.value
            if value is None or value.unit is None or value.dimension in {dimension, "share"}:
                continue
            yield context.find(
                f"{part.node.indicator}: {value:zh} ({value.dimension}) as a part of "
                f"{whole.node.value:zh} ({dimension})",
                field="value",
                at=part,
                related=[context.related(whole, "the whole", field="value")],
            )


@rule("GP404", "parts-below-total", Severity.INFO, on=Plan)
def parts_below_total(
    _: Plan, context: Context, *, nearly: Decimal = Decimal(80)
) -> Iterator[Finding]:
    """The parts of a target add up to a little less than the whole.

    A part may be missing, or a figure wrong.

    Not reported: parts that make less than *nearly* percent of the whole, which do not claim
    to be all of it (其中…); parts of 以上.

    Bad::

        target("粮食播种面积", "= 56 万亩", id="all")
        target("早稻", "= 27 万亩", part_of="all"), target("晚稻", "= 27 万亩", part_of="all")

    Good::

        target("粮食播种面积", "= 56 万亩", id="all"), target("早稻", "= 27 万亩", part_of="all")
    """
    for whole, value, parts, made in _whole_and_parts(context):
        if len(parts) < 2 or any(p.node.comparator != "=" for p in parts):  # noqa: PLR2004
            continue
        if (
            Fraction(nearly) * Fraction(value.magnitude)
            <= made * 100
            < 100 * Fraction(value.magnitude)
        ):
            yield context.find(
                f"{whole.node.indicator}: the parts make {_shared.shown_in(made, value.unit)} "
                f"of {value:zh}",
                field="value",
                at=whole,
                related=[context.related(p, "a part", field="value") for p in parts[:10]],
            )


def _steps(context: Context) -> Iterator[list[tuple[Located[Target], Amount]]]:
    """Yield the dated targets of each series in the order of their dates."""
    for places in context.fact(_shared.by_series).values():
        dated = [
            (p.node.due.last, p.order, p, p.node.value)
            for p in places
            if p.node.due is not None and p.node.value is not None
        ]
        yield [(place, value) for _, _, place, value in sorted(dated, key=lambda d: d[:2])]


@rule("GP405", "steps-not-monotone", Severity.WARNING, on=Plan)
def steps_not_monotone(_: Plan, context: Context) -> Iterator[Finding]:
    """The yearly levels of an indicator go up and down again.

    A level that is to be reached in steps moves one way.

    Not reported: what is done each year, which may be less than the year before; a target
    that goes beyond another.

    Bad::

        target("公路里程", "= 40 公里", basis="level", series="road", due="2021")
        target("公路里程", "= 35 公里", basis="level", series="road", due="2022")
        target("公路里程", "= 50 公里", basis="level", series="road", due="2023")

    Good::

        target("公路里程", "= 40 公里", basis="level", series="road", due="2021")
        target("公路里程", "= 45 公里", basis="level", series="road", due="2022")
        target("公路里程", "= 50 公里", basis="level", series="road", due="2023")
    """
    for series in _steps(context):
        levels = [
            (p, v) for p, v in series if p.node.basis == "level" and p.node.stretch_of is None
        ]
        moves = [
            (place, units.compare(value, before))
            for (_, before), (place, value) in pairwise(levels)
            if value.dimension == before.dimension
        ]
        turns = {side for _, side in moves if side}
        if len(turns) < 2:  # noqa: PLR2004
            continue
        way = units.compare(levels[-1][1], levels[0][1]) if _alike(levels) else 0
        place = next(p for p, side in moves if side and side != (way or 1))
        yield context.find(
            f"{place.node.indicator}: {', '.join(format(v, 'zh') for _, v in levels[:6])}",
            field="value",
            at=place,
        )


def _alike(levels: list[tuple[Located[Target], Amount]]) -> bool:
    return levels[0][1].dimension == levels[-1][1].dimension


@rule("GP406", "steps-miss-final", Severity.ERROR, on=Plan)
def steps_miss_final(_: Plan, context: Context) -> Iterator[Finding]:
    """What is added in the steps of a series is not what the series is to reach.

    10 + 10 + 10 does not make 40.

    Only a series with one target of basis ``total`` is looked at, whose other targets are
    dated, of basis ``increment`` and of bare figures.

    Bad::

        target("新建道路", "= 40 公里", basis="total", series="road")
        target("新建道路", "= 10 公里", basis="increment", series="road", due="2021")
        target("新建道路", "= 10 公里", basis="increment", series="road", due="2022")

    Good::

        target("新建道路", "= 20 公里", basis="total", series="road")
        target("新建道路", "= 10 公里", basis="increment", series="road", due="2021")
        target("新建道路", "= 10 公里", basis="increment", series="road", due="2022")
    """
    for places in context.fact(_shared.by_series).values():
        ends = [p for p in places if p.node.basis == "total"]
        steps = [p for p in places if p.node.basis == "increment" and p.node.due is not None]
        values = [p.node.value for p in steps if p.node.value and p.node.comparator == "="]
        end = _shared.one(ends)
        if end is None or end.node.value is None or len(values) < max(2, len(places) - 1):
            continue
        unit, wanted = end.node.value.unit, Fraction(end.node.value.magnitude)
        made = _shared.added(values, unit)
        if made is None or made == wanted:
            continue
        if made < wanted or end.node.comparator in {"=", "<=", "<"}:
            yield context.find(
                f"{end.node.indicator}: the steps make {_shared.shown_in(made, unit)}, "
                f"the end is {_shared.goal(end.node)}",
                field="value",
                at=end,
                related=[context.related(p, "a step", field="value") for p in steps[:10]],
            )


RULES = (
    conflicting_targets,
    parts_exceed_total,
    part_of_other_dimension,
    parts_below_total,
    steps_not_monotone,
    steps_miss_final,
)
