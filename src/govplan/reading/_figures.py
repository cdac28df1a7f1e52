"""Every numeral of a text, read: a target, another figure, or a part of something else."""

from __future__ import annotations

import re
from collections.abc import Sequence

import attrs

from govplan.model import Baseline, Change, Comparator, Due, Force, Source
from govplan.reading import _indicators as indicators
from govplan.reading._around import Kind
from govplan.reading._clean import Clean, clean
from govplan.reading._items import Item, items
from govplan.reading._relations import Relations, relations
from govplan.reading._text import Text
from govplan.reading._verbs import force_within
from govplan.units import Amount

__all__ = ["Mention", "mentions"]


@attrs.define(kw_only=True)
class Mention:
    """A numeral of the text, read.

    >>> from govplan.reading._text import prepare
    >>> mention, = mentions(prepare("拆违30万平方米以上"))
    >>> mention.kind, mention.comparator, mention.value, mention.indicator
    ('target', '>=', amount('30 wan_m2'), '拆违')
    """

    source: Source
    """Its place, the comparator words beside it included."""
    number: Source
    """The place of number and unit alone."""
    kind: Kind
    """``target``, a kind of figure, or the reason why it is no figure of its own."""
    value: Amount | None = None
    """The figure as printed; the lower one of a range; None where it is no exact number."""
    upper: Amount | None = None
    """The upper figure of a range."""
    comparator: Comparator | None = None
    """How a result is held against it; ``=`` where no word says; None for what is no figure."""
    change: Change | None = None
    """For a target that is a rate of growth or decline, which of the two."""
    indicator: str | None = None
    """What a figure measures, in the text's words; None where they do not say."""
    indicator_source: Source | None = None
    """Where these words stand, or the most of them."""
    due: Due | None = None
    """For a target, the date that its sentence gives."""
    baseline: Baseline | None = None
    """For a target, where its indicator starts from, if the sentence says."""
    stretch_of: int | None = None
    """Index of the mention that is its floor: 确保48亿元、力争50亿元."""
    part_of: int | None = None
    """Index of the mention that is its whole: 营造林11万亩,其中人工造林2万亩."""
    force: Force | None = None
    """For a target, how firmly the words before its figure announce it: 产量力争达到8万吨."""


def mentions(text: Text, year: int | None = None) -> list[Mention]:
    """Return every numeral of a text, read, from left to right.

    Any text will do. The places are code points of the text as published. *year* is the one
    that the plan is for, to which its months belong; None if it is not known.

    >>> from govplan.reading._text import prepare
    >>> [m.kind for m in mentions(prepare("到2025年,建成5个村,总投资3亿元"))]
    ['year', 'target', 'investment']
    """
    cleaned = clean(text)
    found = items(cleaned.text)
    lists = _lists(cleaned.text, found)
    indicators.name(cleaned.text, found)
    for first, row in lists:
        _spread(row)
        indicators.distribute(cleaned.text, found, first, row)
    related = relations(cleaned.text, found, year)
    read = [_mention(cleaned, *pair) for pair in zip(found, related, strict=True)]
    for mention in read:
        # In 增长8%以上,力争10% what is striven for is growth too.
        if mention.stretch_of is not None and mention.change is None:
            mention.change = read[mention.stretch_of].change
    return read


# --- figures that share words -----------------------------------------------------

_LINK = re.compile("[、,和及与]|以及")


def _lists(text: str, found: Sequence[Item]) -> list[tuple[int, list[Item]]]:
    """Return the figures of each list: 分别达到A、B、C以上."""
    lists: list[tuple[int, list[Item]]] = []
    i = 0
    while i < len(found):
        row = _row(text, found, i)
        if len(row) > 1:
            lists.append((i, row))
        i += len(row)
    return lists


def _row(text: str, found: Sequence[Item], first: int) -> list[Item]:
    """Return the figures of a list that 分别 opens, or that have one unit: 不少于5天、6天."""
    item = found[first]
    row = [item]
    if item.kind != "target":
        return row
    is_opened = "分别" in text[item.around.floor : item.numeral.start][-12:]
    for i in range(first + 1, len(found)):
        follower = found[i]
        link = _LINK.match(text, row[-1].end)
        if link is None or link.end() != follower.start or follower.kind != "target":
            break
        if not is_opened and (link[0] == "," or follower.around.unit != item.around.unit):
            break
        row.append(follower)
    return row


def _spread(row: list[Item]) -> None:
    """Give the figures of a list the comparator and the verb that are printed once."""
    opening, trail = row[0].around.lead, row[-1].around.trail
    shared = trail or opening.operator or "="
    for item in row:
        around = item.around
        if around.trail is None and item.numeral.upper is None:
            item.operator = trail or around.lead.operator or shared
        change = around.lead.change or opening.change
        item.around = attrs.evolve(around, lead=attrs.evolve(around.lead, change=change))


# --- what is handed out -----------------------------------------------------------

_FIGURES: frozenset[Kind] = frozenset({
    "target", "investment", "capacity", "threshold", "count", "list_size", "past_result",
    "other", "baseline",
})  # fmt: skip

_RELATIVE = frozenset({
    "percent", "permille", "permyriad", "cheng", "times", "percentage_point", "permille_point",
})  # fmt: skip
"""Units in which growth is one relative to what was; 增加5个 is an amount."""


def _mention(cleaned: Clean, item: Item, related: Relations) -> Mention:
    n = item.numeral
    number = cleaned.source(n.start, n.end)
    if item.kind not in _FIGURES or n.amount is None:
        return Mention(source=number, number=number, kind=item.kind, value=n.amount)
    phrase = item.phrase
    return Mention(
        source=cleaned.source(item.start, item.end),
        number=number,
        kind=item.kind,
        value=_amount(n.amount, item.indicator),
        upper=n.upper and _amount(n.upper, item.indicator),
        comparator=item.operator,
        change=_change(item) if item.kind == "target" else None,
        indicator=_indicator(cleaned, item),
        indicator_source=cleaned.source(*phrase) if phrase else None,
        due=related.due,
        baseline=related.baseline,
        stretch_of=related.stretch_of,
        part_of=related.part_of,
        force=_force(cleaned.text, item) if item.kind == "target" else None,
    )


_REACH = 24
"""Characters back from a figure in which its own words are looked for."""


def _force(text: str, item: Item) -> Force | None:
    end = item.numeral.start
    start = max(item.clause, end - _REACH)
    if item.phrase is not None and start < item.phrase[1] <= end:
        start = item.phrase[1]
    return force_within(text, start, end)


_UNITS_OF = {
    "指数": "ratio",
    "系数": "ratio",
    "容积率": "ratio",
    "人口": "person",
    "人数": "person",
}
"""The units of bare figures, by the ends of their indicators: 基尼系数0.4, 贫困人口1.2万."""


def _amount(amount: Amount, indicator: str | None) -> Amount:
    """Return an amount; where no unit follows it, the indicator can tell it."""
    if amount.unit is not None or indicator is None:
        return amount
    unit = next((unit for end, unit in _UNITS_OF.items() if indicator.endswith(end)), None)
    return amount if unit is None else Amount(amount.magnitude, unit)


def _indicator(cleaned: Clean, item: Item) -> str | None:
    """Return the indicator as published, or in the signs of the text if it is put together."""
    if item.phrase and item.indicator == cleaned.text[slice(*item.phrase)]:
        return cleaned.words(*item.phrase)
    return item.indicator and cleaned.as_printed(item.indicator)


def _change(item: Item) -> Change | None:
    if item.numeral.form == "word" and item.around.number != "一半":
        return "increase"
    if item.around.unit in _RELATIVE:
        return item.around.lead.change
    # 总量减少300万吨 tells of a change; in 减少5家企业 the verb counts, and 0.2 has no unit.
    is_behind = item.phrase is not None and item.phrase[0] >= item.end
    return None if item.around.unit is None or is_behind else item.around.lead.change
