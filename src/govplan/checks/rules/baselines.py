"""GP302, GP303, GP307 to GP309, GP312: targets and where their indicators start from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from govplan import units
from govplan.checks._context import Context
from govplan.checks._finding import Finding, Severity
from govplan.checks._rule import rule
from govplan.checks.rules import _shared
from govplan.errors import IncompatibleUnitsError
from govplan.model import Plan, Target
from govplan.units import Amount


@rule("GP302", "target-without-baseline", Severity.INFO, on=Plan)
def target_without_baseline(_: Plan, context: Context) -> Iterator[Finding]:
    """Targets of a change, or of a level that is to be reached, do not say from where.

    Whether 80 % is a step or nothing new depends on where the indicator stands. Published
    plans hardly ever say so; it is told once for the plan, with the number of such targets.

    Not reported: what is added, built or done within the period, which starts from nothing.

    Bad::

        target("森林覆盖率", ">= 42%", basis="level")

    Good::

        target("森林覆盖率", ">= 42%", basis="level", baseline=Baseline(amount=amount("40%")))
        target("新建道路", ">= 12 公里", basis="total")
    """
    needing = [
        place
        for place in context.places(Target)
        if place.node.value is not None
        and (_shared.is_change(place.node) or place.node.basis == "level")
    ]
    without = [p for p in needing if p.node.baseline is None or p.node.baseline.amount is None]
    if without:
        yield context.find(
            f"{len(without)} of {len(needing)} targets of a change or a level have no baseline",
            data={"count": len(without), "targets": len(needing)},
            related=[context.related(without[0], "the first of them")],
        )


@rule("GP303", "growth-without-base-year", Severity.WARNING, on=Target)
def growth_without_base_year(
    target: Target,
    context: Context,
    *,
    bases: tuple[str, ...] = (
        "年均", "每年", "逐年", "同比", "环比", "上年", "去年", "annual", "annually", "a year",
        "year-on-year", "previous year",
    ),
) -> Iterator[Finding]:  # fmt: skip
    """A rate of growth or decline does not say since when.

    Growth of 7 % over the year before and over 2015 are different promises. Where an annual
    plan means the year before, its baseline can say so: ``Baseline(year=2020)``.

    Not reported: goals without figure; what is set against another target; an indicator that
    says it, by one of the words (年均增长) or a year (能耗比2020年).

    Bad::

        target("生产总值", ">= 7%", change="increase", basis="rate")

    Good::

        target("生产总值", ">= 7%", change="increase", basis="rate", baseline=Baseline(year=2020))

    Bad, in English::

        target("Output", ">= 7%", change="increase")

    Good, in English::

        target("Output, over the previous year", ">= 7%", change="increase")
    """
    if target.change is None or target.value is None or target.relative is not None:
        return
    if _shared.word_in(target.indicator, bases) or _SINCE.search(target.indicator):
        return
    if target.baseline is None or target.baseline.year is None:
        yield context.find(
            f"{target.indicator}: {target.change} {_shared.goal(target)}, but no year to start at",
            field="baseline",
            hint="name the year that it is measured from",
        )


_SINCE = re.compile("(?:[比较]|(?:over|from|since|than) )(?:19|20)[0-9]{2}(?![0-9])")


@rule("GP307", "already-met", Severity.WARNING, on=Target)
def already_met(target: Target, context: Context) -> Iterator[Finding]:
    """The baseline meets the target already.

    Not reported: a level that is to be kept (the baseline is the target); growth, and what
    is added in the period; a baseline that is better than the target (see GP308).

    Bad::

        target("森林覆盖率", ">= 40%", basis="level", baseline=Baseline(amount=amount("42%")))

    Good::

        target("森林覆盖率", ">= 42%", basis="level", baseline=Baseline(amount=amount("40%")))
    """
    baseline = _level_baseline(target)
    if baseline is None or target.value is None or units.same(baseline, target.value):
        return
    if _is_worse(target, baseline) is None and target.accepts(baseline):
        yield context.find(
            f"{target.indicator}: {_shared.goal(target)} is met by the baseline, {baseline:zh}",
            field="baseline/amount",
        )


@rule("GP308", "worse-than-baseline", Severity.ERROR, on=Target)
def worse_than_baseline(target: Target, context: Context) -> Iterator[Finding]:
    """The target is worse than where the indicator stands.

    Only where the target says which way is better, in ``direction``.

    Bad::

        target("参保率", ">= 60%", direction="up", baseline=Baseline(amount=amount("64%")))

    Good::

        target("参保率", ">= 68%", direction="up", baseline=Baseline(amount=amount("64%")))
    """
    baseline = _level_baseline(target)
    if baseline is not None and _is_worse(target, baseline):
        yield context.find(
            f"{target.indicator}: {_shared.goal(target)} is worse than the baseline, {baseline:zh}",
            field="baseline/amount",
        )


def _level_baseline(target: Target) -> Amount | None:
    """Return what a level starts from, in its dimension; None for what is no level."""
    if target.value is None or target.baseline is None or target.baseline.amount is None:
        return None
    if _shared.is_change(target) or target.basis in {"increment", "total"}:
        return None
    baseline = target.baseline.amount
    try:
        units.compare(target.value, baseline)
    except IncompatibleUnitsError:
        return None
    if target.upper is not None and target.upper.dimension != target.value.dimension:
        return None
    return baseline


def _is_worse(target: Target, baseline: Amount) -> bool | None:
    """Return True where a target is below its baseline, by its own direction; else None."""
    if target.value is None or target.direction is None:
        return None
    side = units.compare(target.value, baseline)
    return True if side == (-1 if target.direction == "up" else 1) else None


@rule("GP309", "implausible-change", Severity.WARNING, on=Target, preview=True)
def implausible_change(
    target: Target, context: Context, *, points: Decimal = Decimal(20), times: Decimal = Decimal(3)
) -> Iterator[Finding]:
    """A level is far from its baseline.

    A share that is to move by more than *points* percentage points, or another level that
    is to be more than *times* its baseline, or less than that part of it.

    Bad::

        target("污水处理率", ">= 99%", basis="level", baseline=Baseline(amount=amount("50%")))

    Good::

        target("污水处理率", ">= 62%", basis="level", baseline=Baseline(amount=amount("50%")))
    """
    baseline = _level_baseline(target)
    if baseline is None or target.value is None:
        return
    if baseline.dimension == "share":
        far = abs(target.value.to("percent") - baseline.to("percent")) > points
    else:
        ratio = _shared.ratio(target.value, baseline)
        far = ratio is not None and not 1 <= ratio * Fraction(times) <= Fraction(times) ** 2
    if far:
        yield context.find(
            f"{target.indicator}: {_shared.goal(target)}, from {baseline:zh}",
            field="baseline/amount",
        )


@rule("GP312", "absolute-relative-disagree", Severity.ERROR, on=Plan)
def absolute_relative_disagree(
    plan: Plan, context: Context, *, tolerance: Decimal = Decimal(2)
) -> Iterator[Finding]:
    """A level and a rate of one indicator lead to different results.

    From 40 km, growth of 50 % makes 60 km and not 55. The option is in percent of the level:
    plans round both.

    Not reported: a yearly rate that leads to the level over the years from the baseline, or
    over the plan's period; a level and a rate that start from different years.

    Bad::

        target("公路里程", "= 55 公里", basis="level", baseline=Baseline(amount=amount("40 公里")))
        target("公路里程", "= 50%", change="increase", basis="rate")

    Good::

        target("公路里程", "= 60 公里", basis="level", baseline=Baseline(amount=amount("40 公里")))
        target("公路里程", "= 50%", change="increase", basis="rate")
    """
    for places in context.fact(_shared.by_indicator).values():
        rates = {p.node.due: p for p in reversed(places) if _is_percent_change(p.node)}
        for place in places if rates else ():
            target, baseline = place.node, _level_baseline(place.node)
            rate = rates.get(target.due)
            if target.value is None or baseline is None or rate is None or not rate.node.value:
                continue
            times = _shared.ratio(target.value, baseline)
            grown = rate.node.value.to("percent") / 100
            expected = 1 + (grown if rate.node.change == "increase" else -grown)
            if times is None or _differ_in_year(target, rate.node):
                continue
            if all(
                abs(times - expected**years) * 100 > Fraction(tolerance) * times * years
                for years in {1, _years(plan, target)}
            ):
                yield context.find(
                    f"{target.indicator}: from {baseline:zh} to {target.value:zh} is "
                    f"{float(times - 1):+.1%}, not {rate.node.change} {rate.node.value:zh}",
                    field="value",
                    at=place,
                    related=[context.related(rate, "the rate", field="value")],
                )


def _differ_in_year(a: Target, b: Target) -> bool:
    years = {t.baseline.year for t in (a, b) if t.baseline is not None} - {None}
    return len(years) > 1


def _years(plan: Plan, target: Target) -> int:
    """Return over how many years a target leads, one where nobody says."""
    start = None if target.baseline is None else target.baseline.year
    if plan.period is not None:
        start = plan.period.start.year - 1 if start is None else start
        end = plan.period.end.year if target.due is None else target.due.last.year
    elif start is None or target.due is None:
        return 1
    else:
        end = target.due.last.year
    return min(max(1, end - start), _LONGEST_PERIOD)


_LONGEST_PERIOD = 30
"""Years over which a yearly rate is followed; a slip of a year would make huge powers."""


def _is_percent_change(target: Target) -> bool:
    value = target.value
    return (
        target.change is not None
        and value is not None
        and value.dimension == "share"
        and _shared.base_unit(value) not in {"percentage_point", "permille_point"}
    )


RULES = (
    target_without_baseline,
    growth_without_base_year,
    already_met,
    worse_than_baseline,
    implausible_change,
    absolute_relative_disagree,
)
