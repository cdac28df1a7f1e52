"""GP214, GP215, GP314, GP511, GP512: the data held against the published words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from govplan import units
from govplan.checks._context import Context, Located
from govplan.checks._finding import Finding, Severity
from govplan.checks._rule import rule
from govplan.checks.rules import _encoded, _scan, _shared
from govplan.model import Figure, Plan, Source, Target
from govplan.units import Amount


@rule("GP214", "text-value-disagree", Severity.ERROR, on=Plan, needs_text=True)
def text_value_disagree(_: Plan, context: Context) -> Iterator[Finding]:
    """The words at a figure's place give another figure.

    Figures are compared by meaning, so 3.5 公里 and 3500 m agree; where the words give no
    unit, the number decides.

    Not reported: words without a figure (see GP512), fractions, and halves and multiples
    (翻一番).

    Bad::

        text = "全年新建道路120公里。"
        target("新建道路", "= 12 公里", at=(6, 11))

    Good::

        text = "全年新建道路一百二十公里。"
        target("新建道路", "= 120000 米", at=(6, 12))

    Bad, in English::

        text = "Build 120 km of roads."
        target("Roads", "= 12 km", at=(6, 12))

    Good, in English::

        text = "Build 120 km of roads."
        target("Roads", "= 120 km", at=(6, 12))
    """
    places: list[Located[Target] | Located[Figure]] = [*context.places(Target)]
    places += context.places(Figure)
    for place in places:
        source = place.node.source
        if source is None or not _scan.is_phrase(source) or _says_multiple(context, source):
            continue
        said = [found.amount for found in _scan.figures_at(context, source)]
        for field, value in (("value", place.node.value), ("upper", place.node.upper)):
            if value is None or not said or any(_agrees(amount, value) for amount in said):
                continue
            words = " ".join(format(amount, "zh") for amount in said[:3])
            yield context.find(
                f"{_shared.name_of(place.node)}: {value:zh}, but the words say {words}",
                field=field,
                at=place,
                data={"value": str(value), "words": [str(amount) for amount in said[:3]]},
            )


def _says_multiple(context: Context, source: Source) -> bool:
    return any(word in context.words(source) for word in ("番", "半", "倍"))


def _agrees(said: Amount, value: Amount) -> bool:
    if said.unit is None or value.unit is None:
        full = Amount(value.magnitude)
        return units.same(Amount(said.magnitude), full) or _number(said) == _number(value)
    return units.same(said, value)


def _number(amount: Amount) -> object:
    """Return the number that an amount's number and multiplier make together."""
    unit = _shared.base_unit(amount)
    return amount.magnitude if unit is None else amount.to(unit)


_AT_LEAST, _AT_MOST = frozenset({">=", ">"}), frozenset({"<=", "<"})


_COMPARATORS = {
    "以上": _AT_LEAST, "不少于": _AT_LEAST, "不低于": _AT_LEAST, "超过": _AT_LEAST,
    "突破": _AT_LEAST,
    "以内": _AT_MOST, "以下": _AT_MOST, "不超过": _AT_MOST, "不高于": _AT_MOST,
    "不得超过": _AT_MOST, "不能超过": _AT_MOST, "不突破": _AT_MOST, "不得突破": _AT_MOST,
    "at least": _AT_LEAST, "more than": _AT_LEAST, "no less than": _AT_LEAST,
    "not less than": _AT_LEAST, "no fewer than": _AT_LEAST,
    "at most": _AT_MOST, "less than": _AT_MOST, "up to": _AT_MOST, "no more than": _AT_MOST,
    "not more than": _AT_MOST,
}  # fmt: skip
"""What words of comparison can stand for."""


@rule(
    "GP215", "comparator-words-disagree", Severity.WARNING, on=Target, needs_text=True, preview=True
)
def comparator_words_disagree(target: Target, context: Context) -> Iterator[Finding]:
    """The words at a figure's place ask for another comparator.

    Not reported: words of no or of several comparators; 以上 in names (规模以上企业); ``~``,
    which GP314 looks at.

    Bad::

        text = "新建基站84个以上。"
        target("基站", "<= 84 个", at=(4, 9))

    Good::

        text = "新建基站84个以上。"
        target("基站", ">= 84 个", at=(4, 9))

    Bad, in English::

        text = "Build at least 84 km."
        target("Roads", "<= 84 km", at=(6, 20))

    Good, in English::

        text = "Build at least 84 km."
        target("Roads", ">= 84 km", at=(6, 20))
    """
    source = target.source
    if source is None or target.comparator in {None, "~", "range"} or not _scan.is_phrase(source):
        return
    words = re.sub("规模以上|限额以上", "", context.words(source).lower())
    said = [word for word in _COMPARATORS if word in words]
    # 不超过 holds 超过.
    said = [word for word in said if not any(word != other and word in other for other in said)]
    if len(said) == 1 and target.comparator not in _COMPARATORS[said[0]]:
        yield context.find(
            f"{target.indicator}: {_shared.goal(target)}, but the words say {said[0]}",
            field="comparator",
        )


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


@rule("GP511", "figure-not-encoded", Severity.INFO, on=Plan, needs_text=True)
def figure_not_encoded(_: Plan, context: Context) -> Iterator[Finding]:
    """A figure of the text is in no target and no Figure at its place.

    Both the number and the unit have to be there: 3% beside an encoded 3 km is told of. A
    baseline may stand anywhere in its measure, and a figure may be part of a target's
    indicator, or of its goal in words.

    Not reported: dates, ages, and days to years; what stands in quotation marks (slogans and
    names); numbers without unit; fractions; ordinals, phases and ranks (前40位); Chinese
    numerals before counting words (三大行动, 一批), round ones (百亿元产业), voltages and
    circles of time (15分钟生活圈), which mostly belong to names.

    Bad::

        text = "完成土地征收350亩以上,拆违30万平方米。"
        measure("征地", target("土地征收", ">= 350 亩", at=(6, 12)), at=(0, 12))

    Good::

        text = "2021年完成土地征收350亩以上,实施“3个100”工程。"
        measure("征地", target("土地征收", ">= 350 亩", at=(11, 17)), at=(5, 17))

    Bad, in English::

        text = "Acquire 350 mu of land and build 12 km of roads."
        measure("Land", target("Land", "= 350 亩", at=(8, 14)), at=(0, 22))

    Good, in English::

        text = "Acquire 350 mu of land in 3 stages."
        measure("Land", target("Land", "= 350 亩", at=(8, 14)), at=(0, 22))
    """
    text, holder = context.text, context.fact(_scan.holders)
    encoded = _encoded.Encoded(context)
    names = _encoded.quoted(text)
    for found in context.fact(_scan.figures_of_text)[1]:
        if _encoded.is_name(text, found) or _encoded.within(names, found.start):
            continue
        words = text[found.start : found.end]
        if not encoded.has(found, words):
            yield context.find(
                f"{words} is not encoded",
                at=holder(found.start),
                source=Source(start=found.start, end=found.end),
                key=words,
                data={"amount": str(found.amount)},
            )


@rule("GP512", "target-not-in-text", Severity.WARNING, on=Target, needs_text=True)
def target_not_in_text(target: Target, context: Context) -> Iterator[Finding]:
    """A target's figure has no place in the text, or there is no figure at its place.

    It was added by hand, or its range is wrong.

    Not reported: goals without figure; words that say a figure in another way (一半, 翻番,
    全覆盖, 无事故, "twelve").

    Bad::

        text = "完成土地征收,全面拆违。"
        target("土地征收", ">= 350 亩", at=(2, 6))

    Good::

        text = "完成土地征收350亩以上。"
        target("土地征收", ">= 350 亩", at=(6, 12))

    Bad, in English::

        text = "Acquire land."
        target("Land", ">= 350 亩")

    Good, in English::

        text = "Acquire 350 mu of land."
        target("Land", ">= 350 亩", at=(8, 14))
    """
    source = target.source
    if target.value is None or (source is not None and not _scan.is_phrase(source)):
        return
    if source is None:
        message = f"{target.indicator}: {_shared.goal(target)} has no place in the text"
        yield context.find(message, field="source")
    elif not _NUMERALS.search(words := context.words(source)) and not _shared.word_in(
        words, _IN_WORDS
    ):
        message = f"{target.indicator}: {_shared.goal(target)}, but its place has no figure"
        yield context.find(message, field="source")


_NUMERALS = re.compile("[0-9０-９〇零一二两三四五六七八九十百千万亿半番倍双全无]")


_IN_WORDS = (
    "不发生", "杜绝", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "fifteen", "twenty", "thirty", "forty", "fifty", "sixty", "seventy",
    "eighty", "ninety", "hundred", "thousand", "million", "dozen", "half", "third", "thirds",
    "quarter", "quarters", "double", "twice", "triple", "all", "every", "no", "none", "zero",
)  # fmt: skip


RULES = (
    text_value_disagree,
    comparator_words_disagree,
    approximate_target,
    figure_not_encoded,
    target_not_in_text,
)
