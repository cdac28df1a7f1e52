"""GP3: targets, their deadlines, baselines, shares and directions."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from decimal import Decimal

from govplan.checks._context import Context, Located
from govplan.checks._finding import Finding, Severity
from govplan.checks._rule import rule
from govplan.checks.rules import _shared
from govplan.model import Plan, Target


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
    unknown_indicator,
    rate_out_of_range,
    direction_inconsistent,
    shares_not_whole,
    duplicate_target,
)
