"""GP3: targets, their deadlines, baselines, shares and directions."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from govplan import units
from govplan.checks._context import Context, Located
from govplan.checks._finding import Finding, Severity
from govplan.checks._rule import rule
from govplan.checks.rules import _scan, _shared
from govplan.errors import IncompatibleUnitsError
from govplan.model import Plan, Target
from govplan.units import Amount


@rule("GP301", "target-without-deadline", Severity.WARNING, on=Plan)
def target_without_deadline(plan: Plan, context: Context) -> Iterator[Finding]:
    """Targets have no deadline, and no period stands for it.

    A target without deadline is due at the end of the plan's period, and one in a section
    or a measure with theirs. Only where none of these is given can it never be missed. It
    is said once for the plan, with the number of such targets.

    Bad::

        plan("工作计划", target("造林", ">= 350 亩"), id="p")

    Good::

        plan("工作计划", target("造林", ">= 350 亩"), id="p", period=Period.of(2021))

    Good, with a date of its own::

        plan("工作计划", target("造林", ">= 350 亩", due="2021-09"), id="p")
    """
    places = context.places(Target)
    if plan.period is not None:
        return
    open_ended = [place for place in places if not _shared.inherited(place, "due")]
    if open_ended:
        yield context.find(
            f"{len(open_ended)} of {len(places)} targets have no deadline",
            field="period",
            hint="give the plan its period, or the targets their deadlines",
            data={"count": len(open_ended), "targets": len(places)},
            related=[context.related(open_ended[0], "the first of them")],
        )


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
            f"{target.indicator}: {target.change} {_shared.goal(target)}, since when?",
            field="baseline",
            hint="name the year that it is measured from",
        )


_SINCE = re.compile("(?:[比较]|(?:over|from|since|than) )(?:19|20)[0-9]{2}(?![0-9])")


@rule("GP304", "unknown-indicator", Severity.WARNING, on=Target, preview=True)
def unknown_indicator(
    target: Target, context: Context, *, indicators: tuple[str, ...] = ()
) -> Iterator[Finding]:
    """An indicator is not on the list that you keep.

    The option is that list; width, case and punctuation make no difference. Without a list
    nothing is reported.

    Bad, with indicators = ["生产总值"]::

        target("幸福指数", ">= 80 分")

    Good, with indicators = ["生产总值"]::

        target("生产总值", ">= 7%", change="increase")

    Bad, in English, with indicators = ["GDP"]::

        target("Happiness", ">= 80 分")

    Good, in English, with indicators = ["GDP"]::

        target("gdp", ">= 7%", change="increase")
    """
    if indicators and _shared.plain(target.indicator) not in _plain_set(indicators):
        yield context.find(f"{target.indicator}: not on the list of indicators", field="indicator")


@functools.lru_cache(maxsize=16)
def _plain_set(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(_shared.plain, words))


@rule("GP305", "rate-out-of-range", Severity.ERROR, on=Target)
def rate_out_of_range(
    target: Target,
    context: Context,
    *,
    maximum: Decimal = Decimal(100),
    beyond: tuple[str, ...] = (
        "增长", "增速", "增幅", "涨幅", "降幅", "完成率", "产销率", "利用率", "使用率", "负债率",
        "杠杆率", "债务率", "利润率", "收益率", "回报率", "增值率", "自给率", "毛入学率",
        "毛入园率", "拨备覆盖率", "流动性覆盖率", "备付率", "负荷率", "复种指数", "价格指数",
        "投资强度", "growth", "completion rate", "utilization rate", "debt ratio", "return",
        "self-sufficiency", "gross enrolment", "price index", "load factor",
    ),
) -> Iterator[Finding]:  # fmt: skip
    """A share is below nothing, or above the whole.

    A coverage of 120 % cannot be meant. The option *maximum* is in percent.

    Not reported: growth and decline; indicators of which there can be more than the whole, or
    less than nothing (option *beyond*); an upper bound above it.

    Bad::

        target("5G覆盖率", "= 120%", basis="level")

    Good::

        target("5G覆盖率", "= 100%", basis="level"), target("产值", ">= 120%", change="increase")
        target("任务完成率", ">= 110%")

    Bad, in English::

        target("5G coverage", "= 120%")

    Good, in English::

        target("5G coverage", "= 92%"), target("Completion rate", ">= 110%")
    """
    if _shared.is_change(target):
        return
    for field, amount in (("value", target.value), ("upper", target.upper)):
        if amount is None or amount.dimension != "share":
            continue
        share = amount.to("percent")
        bounds = share <= maximum or (field == "value" and target.comparator in {"<", "<="})
        if share >= 0 and bounds:
            continue
        if not _shared.word_in(target.indicator, beyond):
            side = f"more than {maximum:f}%" if share > 0 else "less than nothing"
            yield context.find(f"{target.indicator}: {amount:zh} is {side}", field=field)


@rule("GP306", "direction-inconsistent", Severity.WARNING, on=Target)
def direction_inconsistent(
    target: Target,
    context: Context,
    *,
    lower_is_better: tuple[str, ...] = _shared.LOWER_IS_BETTER,
    higher_is_better: tuple[str, ...] = _shared.HIGHER_IS_BETTER,
) -> Iterator[Finding]:
    """The comparator points the wrong way for the indicator.

    Unemployment of 5 % or more is no goal. Which way is better the target itself says in
    ``direction``, or else the last words of its indicator.

    Not reported: an indicator that is itself a reduction (压减能耗, "Reduced emissions"), or
    the opposite of what is listed (不合格率).

    Bad::

        target("城镇调查失业率", ">= 5%")
        target("重复信访", ">= 5%", change="increase", direction="down")

    Good::

        target("城镇调查失业率", "<= 5%"), target("安全生产事故起数", ">= 20%", change="decrease")

    Bad, in English::

        target("Unemployment rate", ">= 5%")

    Good, in English::

        target("Unemployment rate", "<= 5%"), target("Emissions", ">= 5%", change="decrease")
    """
    way = _shared.better(target, lower_is_better, higher_is_better)
    if way is None or target.value is None:
        return
    wanted = "increase" if way == "up" else "decrease"
    better = "more" if way == "up" else "less"
    if target.change is not None:
        if target.change != wanted and target.comparator in {">=", ">", "="}:
            yield context.find(
                f"{target.indicator}: {target.change} {_shared.goal(target)}, "
                f"but {better} is better",
                field="change",
            )
    elif target.comparator in ({"<=", "<"} if way == "up" else {">=", ">"}):
        yield context.find(
            f"{target.indicator}: {_shared.goal(target)}, but {better} is better",
            field="comparator",
        )


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


@rule("GP313", "shares-not-whole", Severity.WARNING, on=Plan)
def shares_not_whole(_: Plan, context: Context) -> Iterator[Finding]:
    """Shares of one whole nearly add up to 100 %, and not quite.

    24 + 49 + 18 + 8 is 99: one of them is off, or rounding hides it.

    Not reported: shares that leave out or go beyond more than 5 %, which do not claim to be
    parts of one whole; parts of a share (a rate of coverage in town and country); growth and
    decline; 左右, 以上 where they make less, and 以内 where they make more; shares for several
    dates.

    Bad::

        target("产业结构", ">= 100 亿元", id="whole")
        target("一产占比", "= 24%", part_of="whole")
        target("二产占比", "= 75%", part_of="whole")

    Good::

        target("产业结构", ">= 100 亿元", id="whole")
        target("一产占比", "= 25%", part_of="whole")
        target("二产占比", "= 75%", part_of="whole")
    """
    known = context.fact(_shared.by_id)
    for id_, parts in context.fact(_shared.by_part).items():
        shares = [p for p in parts if _is_share(p.node)]
        values = [p.node.value for p in shares if p.node.value is not None]
        made = _shared.added(values, "percent") if len(values) > 1 else None
        if made is None or not 0 < abs(made - 100) <= 5 or len({p.node.due for p in shares}) > 1:  # noqa: PLR2004
            continue
        bounds = {p.node.comparator for p in shares}
        if bounds & ({">=", ">", "~", "range"} if made < 100 else {"<=", "<", "~", "range"}):  # noqa: PLR2004
            continue
        whole = _shared.one(known.get(id_))
        if whole is not None and _is_share(whole.node):
            continue
        yield context.find(
            f"{' + '.join(format(v, 'zh') for v in values[:6])} is "
            f"{_shared.shown_in(made, 'percent')}",
            field="value",
            at=shares[-1],
            related=[context.related(shares[0], "the first share", field="value")],
        )


def _is_share(target: Target) -> bool:
    value = target.value
    return value is not None and value.dimension == "share" and not _shared.is_change(target)


@rule("GP314", "approximate-target", Severity.INFO, on=Target, needs_text=True, preview=True)
def approximate_target(
    target: Target,
    context: Context,
    *,
    before: tuple[str, ...] = ("约", "大约", "about", "around", "approximately"),
    behind: tuple[str, ...] = ("左右", "上下"),
    complete: tuple[str, ...] = ("节约", "签约", "预约", "履约", "集约"),
) -> Iterator[Finding]:
    """The words make a figure approximate, and its comparator is not ``~``.

    The words stand right before or right behind the figure.

    Not reported: words that end like one and are whole (option *complete*: 节约500吨).

    Bad::

        text = "生产总值增长5%左右。"
        target("生产总值", "= 5%", change="increase", at=(4, 10))

    Good::

        text = "生产总值增长5%左右。"
        target("生产总值", "~ 5%", change="increase", at=(4, 10))

    Bad, in English::

        text = "GDP grows by about 5%."
        target("GDP", "= 5%", change="increase", at=(13, 21))

    Good, in English::

        text = "GDP grows by about 5%."
        target("GDP", "~ 5%", change="increase", at=(13, 21))
    """
    source = target.source
    if target.comparator in {None, "~"} or source is None or not _scan.is_phrase(source):
        return
    for figure in _scan.figures_at(context, source):
        ahead = context.text[max(source.start, figure.start - 20) : figure.start]
        said = None
        if not _shared.word_at_end(ahead, complete):
            said = _shared.word_at_end(ahead, before)
        rest = context.text[figure.end : source.end]
        said = said or next((word for word in behind if rest.startswith(word)), None)
        if said is None:
            continue
        yield context.find(
            f"{target.indicator}: {_shared.goal(target)}, but the words say {said}",
            field="comparator",
        )
        break


@rule("GP315", "duplicate-target", Severity.WARNING, on=Plan)
def duplicate_target(_: Plan, context: Context) -> Iterator[Finding]:
    """The same target stands in two places.

    It is counted twice wherever targets are added up.

    Not reported: one that differs in scope, deadline or party, or in its stage or projects.

    Bad::

        section("工业", measure("建站", target("5G基站", ">= 84 个")))
        section("数字", measure("新基建", target("5G基站", ">= 84 个")))

    Good::

        section("工业", measure("建站", target("5G基站", ">= 84 个")))
        section("数字", measure("新基建", target("5G基站", ">= 84 个", due="2021-06")))
    """
    for places in context.fact(_shared.by_indicator).values():
        first: dict[object, Located[Target]] = {}
        for place in places if len(places) > 1 else ():
            node = place.node
            said = (node.comparator, node.value, node.upper, node.change, node.basis, node.goal)
            about = (node.due, node.parties, node.part_of, node.series, _shared.work_of(place))
            before = first.setdefault((said, about), place)
            if before is not place:
                yield context.find(
                    f"{node.indicator}: {_shared.goal(node)} is said already",
                    at=place,
                    related=[context.related(before, "the first time")],
                )


RULES = (
    target_without_deadline,
    target_without_baseline,
    growth_without_base_year,
    unknown_indicator,
    rate_out_of_range,
    direction_inconsistent,
    already_met,
    worse_than_baseline,
    implausible_change,
    absolute_relative_disagree,
    shares_not_whole,
    approximate_target,
    duplicate_target,
)
