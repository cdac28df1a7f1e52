"""GP2: figures and their units."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import pairwise
from types import MappingProxyType

from govplan.checks._context import Context, Located
from govplan.checks._finding import Finding, Severity
from govplan.checks._rule import rule
from govplan.checks.rules import _shared
from govplan.model import Plan, Target
from govplan.units import Amount


@rule("GP201", "target-without-unit", Severity.WARNING, on=Target)
def target_without_unit(target: Target, context: Context) -> Iterator[Finding]:
    """A target's figure has no unit.

    Nobody can tell 120 trees from 120 亩 of them.

    Not reported: a coefficient or an index, whose unit is ``ratio``.

    Bad::

        target("植树", ">= 120")

    Good::

        target("植树", ">= 120 棵"), target("恩格尔系数", "<= 0.3 ratio")
    """
    if target.value is not None and target.value.unit is None:
        yield context.find(
            f"{target.indicator}: {_shared.goal(target)} has no unit",
            field="value",
            hint="give the unit that the text means; ratio for a coefficient or an index",
        )


_DIMENSIONS: Mapping[str, str] = MappingProxyType(
    {
        "面积": "area", "里程": "length", "长度": "length", "装机容量": "power",
        "水库库容": "volume", "水库总库容": "volume", "防洪库容": "volume", "兴利库容": "volume",
        "覆盖率": "share", "失业率": "share", "就业率": "share", "入园率": "share",
        "入学率": "share", "绿化率": "share", "城镇化率": "share", "完成率": "share",
        "达标率": "share", "合格率": "share", "满意率": "share", "占比": "share", "比重": "share",
        "人数": "persons", "人口": "persons", "农户数": "households", "贫困户数": "households",
        "总产值": "money", "增加值": "money", "投资额": "money", "财政收入": "money",
        "预算收入": "money", "税收": "money", "销售额": "money", "零售总额": "money",
        "area": "area", "mileage": "length", "length": "length", "coverage rate": "share",
        "unemployment rate": "share", "employment rate": "share", "enrolment rate": "share",
        "resident population": "persons", "urban population": "persons", "revenue": "money",
        "investment": "money", "output value": "money",
    }
)  # fmt: skip


@rule("GP202", "unit-implausible-for-indicator", Severity.ERROR, on=Target)
def unit_implausible(
    target: Target, context: Context, *, dimensions: Mapping[str, str] = _DIMENSIONS
) -> Iterator[Finding]:
    """The unit does not measure what the indicator names.

    A forest area in km is a slip of the unit, or of the indicator. The option says which
    dimension the last words of an indicator ask for; ``money`` stands for every currency.

    Not reported: growth and decline, which are shares of anything; so much a person or an
    acre (人均公园绿地面积); a share given as a coefficient; a figure without unit; in English,
    a word behind an article, which names a place ("schools in the area").

    Bad::

        target("森林面积", ">= 12 公里")

    Good::

        target("森林面积", ">= 12 平方公里"), target("森林面积", ">= 5%", change="increase")

    Bad, in English::

        target("Forest area", ">= 12 km")

    Good, in English::

        target("Forest area", ">= 12 km2"), target("Schools in the area", ">= 2 所")
    """
    value = target.value
    if value is None or value.unit is None or _shared.is_change(target):
        return
    word = _shared.word_at_end(target.indicator, tuple(dimensions))
    if word is None or _shared.word_at_end(target.indicator[: -len(word)], _ARTICLES):
        return
    expected = dimensions[word]
    actual = value.dimension or ""
    said = actual.partition("/")[0]
    said = said.partition("_")[0] if expected == "money" else said
    if said != expected and (said, expected) != ("ratio", "share"):
        yield context.find(
            f"{target.indicator}: {value:zh} measures {actual}, not {expected}",
            field="value",
            data={"expected": expected, "actual": actual},
        )


_ARTICLES = ("the", "this", "each", "every", "an")


@rule("GP204", "ambiguous-unit", Severity.INFO, on=Target)
def ambiguous_unit(
    target: Target, context: Context, *, ambiguous: tuple[str, ...] = ("jin", "dan", "li")
) -> Iterator[Finding]:
    """The unit has had several sizes.

    斤 is 500 g on the mainland, 600 g in Taiwan and 605 g in Hong Kong, and is taken for
    公斤; 担 and 里 likewise. The option names the units by their ids.

    Bad::

        target("粮食亩产", ">= 1000 斤")

    Good::

        target("粮食亩产", ">= 500 公斤")
    """
    value = target.value
    if value is not None and _shared.base_unit(value) in ambiguous:
        yield context.find(
            f"{target.indicator}: {value:zh} can be read in several sizes",
            field="value",
            hint="use kg or t for 斤 and 担, km or m for 里",
        )


@rule("GP205", "mixed-units-for-indicator", Severity.INFO, on=Plan)
def mixed_units(_: Plan, context: Context) -> Iterator[Finding]:
    """One indicator is given in several units.

    Readers who compare the figures have to convert them first, and slips hide behind it.

    Not reported: units of which one is ten, a hundred … of the other (万亩 and 亩, 公里 and
    米), and those of one size (家 and 个, 人 and 人次).

    Bad::

        target("造林", ">= 150 亩"), target("造林", ">= 20 公顷")

    Good::

        target("造林", ">= 150 亩"), target("造林", ">= 1 万亩")
    """
    for places in context.fact(_shared.by_indicator).values():
        first: dict[str | None, Located[Target]] = {}
        told: set[str | None] = set()
        for place in places:
            value = place.node.value
            if value is None or value.unit is None:
                continue
            before = first.setdefault(value.dimension, place)
            if before is place:  # most indicators have one target
                continue
            other, unit = before.node.value, _shared.base_unit(value)
            if other is None or unit in told or _is_decimal(unit, _shared.base_unit(other)):
                continue
            told.add(unit)
            yield context.find(
                f"{place.node.indicator}: {value:zh} here, {other:zh} elsewhere",
                field="value",
                at=place,
                related=[context.related(before, f"{other:zh}", field="value")],
            )


def _is_decimal(unit: str | None, other: str | None) -> bool:
    """Return whether a unit is another, or a power of ten times it."""
    times = _shared.ratio(Amount(Decimal(1), unit), Amount(Decimal(1), other))
    return times is not None and str(max(times, 1 / times)).strip("0") == "1"


def _pairs(context: Context) -> Iterator[tuple[Located[Target], Amount, Amount, str]]:
    """Yield targets with their values and what these can be held against, in amount and words.

    That is a baseline, and the value of the target of the same indicator before it.
    """
    for places in context.fact(_shared.by_indicator).values():
        levels = [
            (place, place.node.value)
            for place in places
            if place.node.value is not None and not _shared.is_change(place.node)
        ]
        for place, value in levels:
            baseline = place.node.baseline
            if baseline is not None and baseline.amount is not None:
                yield place, value, baseline.amount, "its baseline"
        for (_, before), (place, value) in pairwise(levels):
            yield place, value, before, "the target before it"


@rule("GP206", "mu-hectare-slip", Severity.WARNING, on=Plan)
def mu_hectare_slip(_: Plan, context: Context) -> Iterator[Finding]:
    """A figure is about fifteen times another of its indicator, one in 亩, one in 公顷.

    Fifteen 亩 are a hectare: most often one of the two has the other's unit.

    Bad::

        target("造林", ">= 5 万公顷", baseline=Baseline(amount=amount("5.2 万亩")))

    Good::

        target("造林", ">= 5 万公顷", baseline=Baseline(amount=amount("72 万亩")))
    """
    for place, value, other, what in _pairs(context):
        if {_shared.base_unit(value), _shared.base_unit(other)} != {"mu", "hectare"}:
            continue
        times = _shared.ratio(value, other)
        if times and any(12 <= n <= 18 for n in (times, 1 / times)):  # noqa: PLR2004 (15 by a fifth)
            yield context.find(
                f"{place.node.indicator}: {value:zh} is about fifteen times off {what}, {other:zh}",
                field="value",
                at=place,
                key=what,
                hint="15 亩 are 1 公顷: see whether one has the other's unit",
            )


@rule("GP207", "magnitude-word-slip", Severity.WARNING, on=Plan)
def magnitude_slip(_: Plan, context: Context) -> Iterator[Finding]:
    """A figure differs from another of its indicator mostly by 千, 万 or 亿.

    1.2 亿 against 1.1 万 is growth by ten thousand times, or a slip of one character.

    Bad::

        target("旅游收入", ">= 1.2 亿元", baseline=Baseline(amount=amount("1.1 万元")))

    Good::

        target("旅游收入", ">= 1.2 亿元", baseline=Baseline(amount=amount("9800 万元")))
    """
    for place, value, other, what in _pairs(context):
        if value.unit == other.unit or _shared.base_unit(value) != _shared.base_unit(other):
            continue
        digits = _shared.ratio(Amount(value.magnitude), Amount(other.magnitude))
        if digits is not None and 0.5 <= digits <= 2:  # noqa: PLR2004 (about the same digits)
            yield context.find(
                f"{place.node.indicator}: {value:zh} against {other:zh}, {what}",
                field="value",
                at=place,
                key=what,
                hint="see whether one has the other's 千, 万 or 亿",
            )


@rule("GP208", "currency-mix", Severity.WARNING, on=Plan)
def currency_mix(
    _: Plan,
    context: Context,
    *,
    abroad: tuple[str, ...] = (
        "外资", "外贸", "进出口", "出口", "进口", "外商", "境外", "对外", "涉外", "跨境", "离岸",
        "海外", "国际", "入境", "外汇", "创汇", "外包", "港资", "台资", "世行", "世界银行", "亚行",
        "人均", "foreign", "export", "exports", "import", "imports", "overseas", "international",
        "cross-border", "offshore", "FDI", "World Bank", "per capita",
    ),
) -> Iterator[Finding]:  # fmt: skip
    """Targets of one plan are in several currencies.

    They cannot be added up or compared without a rate, which the plan does not give.

    Not reported: foreign investment, loans and trade, and incomes per head (人均GDP1万美元),
    which are counted in dollars everywhere.

    Bad::

        target("固定资产投资", ">= 20 亿元"), target("项目投资", ">= 500 万美元")

    Good::

        target("固定资产投资", ">= 20 亿元"), target("实际利用外资", ">= 500 万美元")

    Bad, in English::

        target("Investment", ">= 20 亿元"), target("Works", ">= 5 万美元")

    Good, in English::

        target("Investment", ">= 20 亿元"), target("Foreign capital used", ">= 5 万美元")
    """
    money: list[tuple[str, Located[Target]]] = []
    for place in context.places(Target):
        value = place.node.value
        if value is not None and value.unit is not None:
            currency = (value.dimension or "").partition("/")[0]
            if currency.startswith("money_") and not _shared.word_in(place.node.indicator, abroad):
                money.append((currency, place))
    usual = Counter(currency for currency, _ in money).most_common(1)
    for currency, place in money:
        if currency != usual[0][0]:
            names = [c.removeprefix("money_") for c in (currency, usual[0][0])]
            yield context.find(
                f"{place.node.indicator}: {_shared.goal(place.node)} is in {names[0]}, "
                f"the others are in {names[1]}",
                field="value",
                at=place,
            )


@rule("GP210", "percent-or-point", Severity.WARNING, on=Target)
def percent_or_point(
    target: Target,
    context: Context,
    *,
    shares: tuple[str, ...] = ("率", "占比", "比重", "rate", "share", "coverage"),
    no_shares: tuple[str, ...] = (
        "生产率", "产出率", "效率", "汇率", "频率", "周转率", "功率", "速率", "分辨率", "容积率",
        "增长率", "增加率", "递增率", "下降率", "降低率", "减少率", "死亡率", "发病率", "发案率",
        "案发率", "犯罪率", "事故率", "信访率", "上访率", "growth rate", "exchange rate",
        "mortality rate", "death rate", "birth rate", "crime rate", "accident rate",
    ),
) -> Iterator[Finding]:  # fmt: skip
    """A share is to grow or fall by percent, which can be read in two ways.

    From 60 %, growth of 5 % leads to 63 %, growth of 5 percentage points to 65 %.

    Not reported: what is called a rate and is no share of a whole (option *no_shares*): output
    per head, rates of growth, cases among so many.

    Bad::

        target("森林覆盖率", ">= 5%", change="increase")

    Good::

        target("森林覆盖率", ">= 5 个百分点", change="increase")
        target("全员劳动生产率", ">= 5%", change="increase")

    Bad, in English::

        target("Forest coverage", ">= 5%", change="increase")

    Good, in English::

        target("Industrial output", ">= 5%", change="increase")
    """
    value = target.value
    if target.change is None or value is None or value.unit != "percent":
        return
    if _shared.word_at_end(target.indicator, no_shares):
        return
    if _shared.word_at_end(target.indicator, shares):
        yield context.find(
            f"{target.indicator}: a share that changes by {value:zh}",
            field="value",
            hint="say 个百分点 (percentage_point) where that is meant",
        )


@rule("GP212", "fractional-count", Severity.WARNING, on=Target)
def fractional_count(
    target: Target,
    context: Context,
    *,
    averages: tuple[str, ...] = (
        "均", "每", "百人", "千人", "万人", "百户", "千户", "万户", "万车", "亿元", "密度",
        "average", "mean", "per", "density",
    ),
) -> Iterator[Finding]:  # fmt: skip
    """A number of things, persons or households has a fraction.

    Not reported: averages, and so many to a thousand (千人床位数4.3张); 1.5 万人, which are
    whole.

    Bad::

        target("新建学校", ">= 3.5 所")

    Good::

        target("新增就业", ">= 1.5 万人"), target("户均人口", "<= 2.5 人")

    Bad, in English::

        target("New schools", ">= 3.5 所")

    Good, in English::

        target("Persons per household", "<= 2.5 人")
    """
    value = target.value
    if value is None or value.magnitude % 1 == 0:  # most are whole
        return
    if value.dimension not in {"count", "persons", "households"}:
        return
    unit = _shared.base_unit(value)
    if unit is None or value.to(unit).denominator == 1:
        return
    if not _shared.is_change(target) and not _shared.word_in(target.indicator, averages):
        yield context.find(f"{target.indicator}: {value:zh} is no whole number", field="value")


@rule("GP213", "non-positive-target", Severity.ERROR, on=Target)
def non_positive(target: Target, context: Context) -> Iterator[Finding]:
    """What is to be built, added or changed is nothing, or less.

    A decline is given as a positive figure with ``change="decrease"``.

    Not reported: a level (事故0起, 气温不低于-5), less than what is allowed, and exactly
    nothing, which is a goal (新增隐性债务为零).

    Bad::

        target("新建道路", ">= 0 公里", basis="increment")

    Good::

        target("新建道路", ">= 12 公里", basis="increment"), target("较大事故", "= 0 起")
    """
    value = target.value if target.comparator != "range" else target.upper
    if value is None or value.magnitude > 0 or target.comparator in {"<=", "<"}:
        return
    if value.magnitude == 0 and target.comparator != ">=":
        return
    if target.basis in {"increment", "total"} and target.direction != "down":
        message = f"{target.indicator}: {_shared.goal(target)} adds nothing"
        yield context.find(message, field="value")
    elif value.magnitude < 0 and target.change is not None:
        yield context.find(
            f"{target.indicator}: {_shared.goal(target)}, with change={target.change}",
            field="value",
            hint="give the size of the change as a positive figure",
        )


RULES = (
    target_without_unit,
    unit_implausible,
    ambiguous_unit,
    mixed_units,
    mu_hectare_slip,
    magnitude_slip,
    currency_mix,
    percent_or_point,
    fractional_count,
    non_positive,
)
