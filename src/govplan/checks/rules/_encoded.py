"""Which figures of the published text a plan has, and which are parts of names."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from fractions import Fraction

from govplan.checks._context import Context, Located
from govplan.checks.rules import _scan, _shared
from govplan.model import Figure, Measure, Source, Target
from govplan.units import Amount

_QUOTED = re.compile("“[^“”\n]{0,60}”|《[^《》\n]{0,80}》|「[^「」\n]{0,60}」|〔[^〔〕\n]{0,20}〕")
_NAMES_NOT_COUNTS = frozenset(
    {"期", "届", "级", "轮", "步", "层", "号", "区", "市", "省", "县", "镇", "乡"}
)
_DATES = frozenset({"year", "month", "day", "sui", "half_year", "quarter", "week"})
_LONGEST = 300
"""Characters of an indicator or a goal that are looked through."""
_RANKS = frozenset({"位", "名", "位次", "percent"})
_ROUND = re.compile("[百千万亿]+(?!分之|[〇零一二两三四五六七八九十百千万亿点])")
_CIRCLE = re.compile("[^,，。;；、\n]{0,10}圈")


def quoted(text: str) -> list[tuple[int, int]]:
    """Return the ranges of a text that stand in quotation marks."""
    return [match.span() for match in _QUOTED.finditer(text)]


def is_name(text: str, found: _scan.Found) -> bool:
    """Return whether a figure is part of a name, a date or a rank, or has no unit."""
    unit, dimension = _shared.base_unit(found.amount), found.amount.dimension
    if unit is None or unit in _NAMES_NOT_COUNTS or unit in _DATES or dimension == "voltage":
        return True
    before = text[max(0, found.start - 2) : found.start]
    if before.endswith(("第", "之", ".")) or re.fullmatch("[A-Za-z][-—]", before):
        return True
    # In 年底前300户, 前 is no rank.
    if unit in _RANKS and before.endswith("前") and before[0] not in "底末日月年期节之以":
        return True
    if dimension == "time" and _CIRCLE.match(text, found.end):
        return True
    if found.is_arabic:
        return False
    # 三大行动, 一户一策, 十里长街, 百亿元产业
    named = unit == "li" or dimension in {"count", "persons", "households", "ratio"}
    return named or found.amount.magnitude == 1 or _ROUND.match(text, found.start) is not None


def within(spans: list[tuple[int, int]], position: int) -> bool:
    """Return whether a position is in one of some ranges, which are in order."""
    at = bisect_left(spans, (position + 1,)) - 1
    return at >= 0 and spans[at][0] <= position < spans[at][1]


class Encoded:
    """The amounts of a plan by meaning, with the places in the text at which they stand."""

    def __init__(self, context: Context) -> None:
        self._units: dict[str | None, str | None] = {}
        places: dict[object, list[tuple[int, int]]] = {}
        for amount, source in (*_of_targets(context), *_of_figures(context)):
            if amount is not None and source is not None:
                span = (source.start, source.end)
                places.setdefault(self._meaning(amount), []).append(span)
        self._places = {key: _merged(spans) for key, spans in places.items()}
        self._said = sorted(_said(context))

    def _meaning(self, amount: Amount) -> tuple[str | None, Fraction]:
        unit = self._units.setdefault(amount.dimension, amount.unit)
        number = Fraction(amount.magnitude) if unit is None else amount.to(unit)
        return amount.dimension, number

    def has(self, found: _scan.Found, words: str) -> bool:
        """Return whether a figure of the text is encoded where it stands, unit and all."""
        bare = self._meaning(Amount(found.amount.magnitude))
        keys = (self._meaning(found.amount), bare)
        return self._is_said(found.start, words) or any(
            within(self._places.get(key, []), position)
            for key in keys
            for position in (found.start, found.end - 1)
        )

    def _is_said(self, position: int, words: str) -> bool:
        """Return whether the words of a target that stand at a position hold the figure's."""
        at = bisect_left(self._said, (position + 1,)) - 1
        return at >= 0 and position < self._said[at][1] and words in self._said[at][2]


def _of_targets(context: Context) -> Iterator[tuple[Amount | None, Source | None]]:
    for place in context.places(Target):
        node = place.node
        yield node.value, node.source
        yield node.upper, node.source
        if node.relative is not None:
            yield node.relative.offset, node.source
        if node.baseline is not None:
            # It stands before the figure's phrase, somewhere in the clause.
            yield node.baseline.amount, _clause(place)


def _of_figures(context: Context) -> Iterator[tuple[Amount | None, Source | None]]:
    for place in context.places(Figure):
        yield place.node.value, place.node.source
        yield place.node.upper, place.node.source


def _clause(place: Located[Target]) -> Source | None:
    """Return where a target's measure stands; where it has none, the target itself."""
    holder = place.parents[-1]
    return (holder.source if isinstance(holder, Measure) else None) or place.node.source


def _said(context: Context) -> Iterator[tuple[int, int, str]]:
    """Yield where indicators and goals in words stand, with them."""
    for place in context.places(Target):
        node = place.node
        for source, words in ((node.indicator_source, node.indicator), (node.source, node.goal)):
            if source is not None and words is not None and _scan.is_phrase(source):
                yield source.start, source.end, words[:_LONGEST]


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return ranges in order, those that overlap as one."""
    done: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if done and start <= done[-1][1]:
            done[-1] = (done[-1][0], max(end, done[-1][1]))
        else:
            done.append((start, end))
    return done
