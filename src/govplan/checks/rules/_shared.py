"""What several built-in rules need: words, indexes of the plan, and how targets compare."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from govplan import units
from govplan.checks._context import Context, Located
from govplan.errors import IncompatibleUnitsError
from govplan.model import Direction, Figure, Measure, Node, Plan, Project, Section, Target
from govplan.units import Amount

# --- words ------------------------------------------------------------------------


@functools.lru_cache(maxsize=256)
def _sorted_out(words: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the words that are not English, and those that are, in small letters."""
    han = tuple(word for word in words if not word.isascii())
    return han, tuple(word.lower() for word in words if word.isascii())


def word_in(text: str, words: tuple[str, ...], but: tuple[str, ...] = ()) -> str | None:
    """Return one of *words* that a text holds; English ones only where they stand whole.

    Where a word is within one of *but*, it does not count.

    >>> word_in("力争增长5%", ("力争", "strive")), word_in("striven", ("strive",))
    ('力争', None)
    >>> word_in("争取上级资金", ("争取",), ("争取上级",))
    """
    for whole in but:
        text = text.replace(whole, " ")
    han, english = _sorted_out(words)
    for word in han:
        if word in text:
            return word
    if not english or not _LATIN.search(text):
        return None
    lowered = text.lower()
    return next((word for word in english if word in lowered and _whole(word, lowered)), None)


def _whole(word: str, text: str) -> bool:
    # To \b a Han character is a letter, so the ends of English words are told by hand.
    return re.search(rf"(?<![a-z]){re.escape(word)}(?![a-z])", text) is not None


_LATIN = re.compile("[A-Za-z]")


def word_at_end(text: str, words: tuple[str, ...]) -> str | None:
    """Return the longest of *words* that a text ends with; English ones as in :func:`word_in`.

    >>> word_at_end("城镇调查失业率", ("率", "失业率")), word_at_end("Forest Area", ("area",))
    ('失业率', 'area')
    """
    text = text.rstrip().lower()
    if not text.endswith(_lowered(words)):  # most texts end with none
        return None
    found = [
        word
        for word in _lowered(words)
        if text.endswith(word)
        and not (word.isascii() and _LATIN.match(text[-len(word) - 1 : -len(word)]))
    ]
    return max(found, key=len, default=None)


@functools.lru_cache(maxsize=256)
def _lowered(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word.lower() for word in words)


def plain(text: str) -> str:
    """Return a text without what makes no difference: width, case, spaces, punctuation.

    >>> plain("５Ｇ 基站（新建）") == plain("5G基站(新建)")
    True
    """
    # In pieces: to sort a long row of accents takes time that grows with its square.
    pieces = (text[i : i + _PIECE] for i in range(0, len(text), _PIECE))
    kept = "".join(unicodedata.normalize("NFKC", piece) for piece in pieces).casefold()
    if kept.isalnum():  # most names are
        return kept
    return "".join(c for c in kept if c.isalnum() or c in "%+")


_PIECE = 200
"""Characters that are normalized at once; hardly a name has as many."""


# --- indexes of the plan ----------------------------------------------------------

Key = tuple[object, ...]


def by_id(context: Context) -> Mapping[str, list[Located[Target]]]:
    """Return the targets by their id (a fact)."""
    found: dict[str, list[Located[Target]]] = {}
    for place in context.places(Target):
        found.setdefault(place.node.id, []).append(place)
    return found


def by_indicator(context: Context) -> Mapping[Key, list[Located[Target]]]:
    """Return the targets by indicator and scope (a fact); those without a name are left out."""
    found: dict[Key, list[Located[Target]]] = {}
    for place in context.places(Target):
        name = plain(place.node.indicator)
        if name:
            scope = place.node.scope
            key = (name, frozenset(map(plain, scope.places)), scope.each) if scope else (name,)
            found.setdefault(key, []).append(place)
    return found


def by_part(context: Context) -> Mapping[str, list[Located[Target]]]:
    """Return the targets that are part of another by the other's id (a fact)."""
    found: dict[str, list[Located[Target]]] = {}
    for place in context.places(Target):
        if place.node.part_of is not None:
            found.setdefault(place.node.part_of, []).append(place)
    return found


def by_series(context: Context) -> Mapping[Key, list[Located[Target]]]:
    """Return the targets by the name of their series (a fact)."""
    found: dict[Key, list[Located[Target]]] = {}
    for place in context.places(Target):
        if place.node.series is not None:
            found.setdefault((place.node.series, place.node.change), []).append(place)
    return found


def work_of(place: Located[Target]) -> object:
    """Return the stage and the projects of a target: road A is begun, road B finished."""
    holder = place.parents[-1]
    if isinstance(holder, Measure):
        return place.node.stage or holder.stage, holder.projects
    return place.node.stage, ()


def inherited(place: Located[Node], field: str) -> object:
    """Return a field of a node, or of the nearest above that has it; None where none has."""
    nodes = (place.node, *reversed(place.parents))
    return next((value for node in nodes if (value := getattr(node, field, None))), None)


def one(places: list[Located[Target]] | None) -> Located[Target] | None:
    """Return the target where there is just one; an id that is used twice tells nothing."""
    return places[0] if places is not None and len(places) == 1 else None


def sections_of(
    context: Context,
) -> Iterator[tuple[Located[Plan] | Located[Section], list[Located[Section]]]]:
    """Yield the plan and every section that has sections, with those, in the order of the text."""
    found: dict[str, list[Located[Section]]] = {}
    for place in context.places(Section):
        found.setdefault(place.pointer[: place.pointer.rfind("/sections/")], []).append(place)
    holders: list[Located[Plan] | Located[Section]] = [
        *context.places(Plan),
        *context.places(Section),
    ]
    yield from ((holder, found[holder.pointer]) for holder in holders if holder.pointer in found)


# --- targets ----------------------------------------------------------------------

LOWER_IS_BETTER = (
    "失业率", "死亡率", "死亡人数", "事故起数", "事故数", "发生率", "发案率", "发病率", "辍学率",
    "空置率", "负债率", "漏损率", "能耗", "碳排放", "排放量", "排放强度", "基尼系数", "PM2.5浓度",
    "PM10浓度", "颗粒物浓度", "颗粒物年均浓度", "臭氧浓度", "PM2.5年均浓度", "PM2.5平均浓度",
    "污染物浓度", "unemployment rate", "mortality rate", "mortality", "deaths", "accidents",
    "emissions", "vacancy rate", "debt ratio", "poverty rate", "crime rate",
)  # fmt: skip
"""What indicators end with of which less is better."""

HIGHER_IS_BETTER = (
    "覆盖率", "普及率", "就业率", "达标率", "合格率", "优良率", "入园率", "入学率", "参保率",
    "满意度", "满意率", "coverage", "coverage rate", "employment rate",
    "satisfaction", "enrolment rate",
)  # fmt: skip
"""What indicators end with of which more is better."""


def better(target: Target, lower: tuple[str, ...], higher: tuple[str, ...]) -> Direction | None:
    """Return which way is better for a target: as it says, or as its indicator's words do."""
    indicator = target.indicator
    if target.direction is not None:
        return target.direction
    if word := word_at_end(indicator, lower):
        return None if word_in(indicator, _REDUCTIONS) or _is_negated(indicator, word) else "down"
    word = word_at_end(indicator, higher)
    return "up" if word is not None and not _is_negated(indicator, word) else None


_REDUCTIONS = (
    "减", "降", "节约", "节能", "腾出", "reduced", "reduction", "saved", "savings",
    "avoided", "cut",
)  # fmt: skip
"""What makes more of a bad thing good: 压减能耗5万吨."""


def _is_negated(indicator: str, word: str) -> bool:
    return indicator.rstrip()[: -len(word)].endswith(("不", "未", "非", "无"))


def is_change(target: Target) -> bool:
    """Return whether the value is a rate or an amount of growth or decline, not a level."""
    return target.change is not None or target.basis == "rate"


def base_unit(amount: Amount) -> str | None:
    """Return the id of a unit without its multiplier: ``mu`` for ``wan_mu``."""
    unit = amount.unit
    if unit is None or unit in units.UNITS:
        return unit
    before = next((m for m in units.MULTIPLIERS if unit.startswith(m)), "")
    return unit.removeprefix(before)


def ratio(a: Amount, b: Amount) -> Fraction | None:
    """Return how many times *b* an amount is; None where they do not compare or *b* is 0.

    >>> ratio(units.amount("3 km"), units.amount("1500 m"))
    Fraction(2, 1)
    """
    try:
        units.compare(a, b)
    except IncompatibleUnitsError:
        return None
    if not b.magnitude:
        return None
    if a.unit is None or b.unit is None:
        return Fraction(a.magnitude) / Fraction(b.magnitude)
    return a.to(b.unit) / Fraction(b.magnitude)


def added(amounts: list[Amount], unit: str | None) -> Fraction | None:
    """Return the exact sum as a number of a unit; None where they do not add.

    >>> added([units.amount("1 km"), units.amount("500 m")], "m")
    Fraction(1500, 1)
    """
    one = Amount(Decimal(1), unit)
    times = [ratio(amount, one) for amount in amounts]
    return None if None in times else sum((n for n in times if n is not None), Fraction(0))


def shown_in(number: Fraction, unit: str | None) -> str:
    """Return a number of a unit as messages show it, rounded to six places.

    >>> shown_in(Fraction(70, 3), "hectare")
    '23.333333 公顷'
    """
    rounded = round(number, 6)
    text = f"{Decimal(rounded.numerator) / Decimal(rounded.denominator):f}"
    name = format(Amount(Decimal(1), unit), "zh")[1:]
    return text + name


_SIGNS = {">=": "≥", "<=": "≤", ">": ">", "<": "<", "=": "=", "~": "≈"}


def goal(target: Target) -> str:
    """Return what a target has to reach, as messages show it.

    >>> goal(Target(id="t", indicator="造林", comparator=">=", value=units.amount("350 亩")))
    '≥ 350 亩'
    """
    if target.value is None:
        return target.goal or "no figure"
    if target.comparator == "range" and target.upper is not None:
        return f"{target.value:zh}–{target.upper:zh}"
    return f"{_SIGNS.get(target.comparator or '', '')} {target.value:zh}".strip()


def name_of(node: Node) -> str:
    """Return what messages call a node: its title, indicator, label or name, else its id."""
    name = (
        node.indicator if isinstance(node, Target)
        else node.label if isinstance(node, Figure)
        else node.name if isinstance(node, Project)
        else node.title
    )  # fmt: skip
    return _short(name or "").strip() or _short(getattr(node, "id", ""))


def _short(name: str) -> str:
    # One name may stand in the messages of thousands of findings.
    return name if len(name) <= _SHORT else name[:_SHORT] + "…"


_SHORT = 100
"""Characters of a name that are shown before what is said of it."""
