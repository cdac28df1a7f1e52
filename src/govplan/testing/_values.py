"""Strategies for the values in a plan: texts, ids, amounts, dates, places."""

from __future__ import annotations

import datetime as dt
import functools
import operator
import typing
from collections.abc import Mapping
from decimal import Decimal
from itertools import product

import attrs
from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument
from hypothesis.strategies import SearchStrategy

from govplan import model, units
from govplan._unit_table import MAX_LENGTH
from govplan.errors import IncompatibleUnitsError, did_you_mean, nearest, shown
from govplan.model import Document, Due, Party, Period, Source
from govplan.units import MULTIPLIERS, UNITS, Amount

_T = typing.TypeVar("_T")

_TEXTS = (
    "",
    "土地征收",
    "Land to be acquired",
    "(四)强供给 Supply",
    "𠮷田",
    "é",
    "e\u0301",
    "ｆｕｌｌ　ｗｉｄｔｈ",
    "\u202eabc",
    "\u200b\ufeff",
    "👩‍🌾",
    "\x00\x1b[31m\x7f",
    "a/b~c~1",
    '"\\u003a":',
    " line\r\nend\u2028",
)
_IDS = ("s1", "s1.m1", "s1.m1.t1", "项目一", "a/b", "~", " ")

# What plans print, and what checks of their words look for: figures, units, hedges, numerals,
# counts, names of bodies, slips. Short lists, so that the same words stand in several places.
_SECTION_NUMBERS = (
    "一、", "二、", "四、", "（一）", "（二）", "(三)", "（四）", "1.", "2.", "4.", "1.1", "1.2",
    "１．", "第一章", "第二章", "第三节", "①", "③", "十一、", "十0", "〇、", "1)", "a)", "IV.",
)  # fmt: skip
_INDICATORS = ("5G覆盖率", "coverage rate", "登记失业率", "新建道路", "forest area", "GDP")
_PHRASES = (
    "新建道路12公里", "build 12 km of road", "力争新增5家企业", "strive to plant 3.5 ha if able",
    "增长7%以上", "up 7% on 2020", "控制在5%以内", "30万平方米", "一百二十亩左右", "1O0 km",
    "３０％", "四大重点领域", "four key areas", "三、六处", "尽快完成", "in due course", "20xx年",
    "XX镇", "[insert]", "2月30日", "31 June 2021", "2021年三季度末", "by the end of 2021", "《条例",
    "（未完", "水利、道路、", "roads and", "各有关部门", "all partners", "农业农村局", "见第四章",
    "Bureau of Roads", "see section 4.6", "其中：市区", "实现全覆盖", "\ufffd", "坚持党建引领",
)  # fmt: skip
_PLAIN_UNITS = ("percent", "km", "mu", "个", "yi_CNY", "person")


# --- pieces -----------------------------------------------------------------------


@functools.cache
def texts() -> SearchStrategy[str]:
    """Draw texts, awkward ones among them."""
    return st.sampled_from(_TEXTS) | st.text(max_size=8)


@functools.cache
def ids() -> SearchStrategy[str]:
    """Draw ids, at times from a few, so that different nodes have the same."""
    return st.sampled_from(_IDS) | texts().filter(lambda t: t != "" and not t.startswith("/"))


@functools.cache
def titles() -> SearchStrategy[str]:
    """Draw what titles, labels and names say."""
    return st.sampled_from(_PHRASES) | texts()


@functools.cache
def indicators() -> SearchStrategy[str]:
    """Draw indicators and names of series, of which the same ones come again."""
    return or_shared(st.sampled_from(_INDICATORS) | _as_one(titles()), "indicator")


@functools.cache
def section_numbers() -> SearchStrategy[str]:
    """Draw the numbers of sections, in every writing and in none that is known."""
    return st.sampled_from(_SECTION_NUMBERS[:3]) | st.sampled_from(_SECTION_NUMBERS) | texts()


@functools.cache
def references() -> SearchStrategy[str]:
    """Draw ids that other nodes have, more often than :func:`ids` does."""
    return st.sampled_from(_IDS) | _as_one(ids())


def _as_one(strategy: SearchStrategy[_T]) -> SearchStrategy[_T]:
    """Return a strategy that is one choice beside others, however many choices it has."""
    return strategy.map(lambda value: value)


def maybe(strategy: SearchStrategy[_T]) -> SearchStrategy[_T | None]:
    """Draw from a strategy, or None."""
    return st.none() | strategy


def some(strategy: SearchStrategy[_T], most: int = 2) -> SearchStrategy[tuple[_T, ...]]:
    """Draw a few, or none."""
    return st.lists(strategy, max_size=most).map(tuple)


def word(literal: object) -> SearchStrategy[str]:
    """Draw one of the words that a field takes."""
    words: tuple[str, ...] = typing.get_args(literal)
    return st.sampled_from(words)


def or_shared(strategy: SearchStrategy[_T], key: str) -> SearchStrategy[_T]:
    """Draw from *strategy*, now and then the one object that stands in other places too."""
    return strategy | st.shared(strategy, key=f"govplan.testing.{key}")


def _numbers() -> SearchStrategy[Decimal]:
    """Draw what may stand in ``extra`` as a number with a point or an exponent."""
    awkward = ("0", "-0", "-0.0", "0E+5", "30.0", "1E+2", "0.1", "1E+400", "1E-400")
    numbers = st.decimals(allow_nan=False, allow_infinity=False)
    return st.sampled_from([Decimal(n) for n in awkward]) | numbers


@functools.cache
def extras() -> SearchStrategy[Mapping[str, object]]:
    """Draw data of the user's own."""
    whole = st.integers() | st.integers(-2, 2).map(lambda n: n << 64)
    leaves = st.one_of(st.none(), st.booleans(), whole, _numbers(), texts())
    values = st.recursive(
        leaves,
        lambda inner: st.lists(inner, max_size=2) | st.dictionaries(texts(), inner, max_size=2),
        max_leaves=4,
    )
    none: Mapping[str, object] = {}
    return st.just(none) | st.dictionaries(texts(), values, max_size=2)


# --- amounts ----------------------------------------------------------------------

_Pair = tuple[str, str, str]


@functools.cache
def _by_dimension() -> dict[str, tuple[str, ...]]:
    """Return the ids of the units of each dimension."""
    found: dict[str, list[str]] = {}
    for id_, unit in UNITS.items():
        found.setdefault(unit.dimension, []).append(id_)
    return {dimension: tuple(units_) for dimension, units_ in found.items()}


@functools.cache
def _products() -> dict[str, tuple[_Pair, ...]]:
    """Return the two dimensions, and the sign between them, that make each dimension."""
    simple = _by_dimension()
    found: dict[str, list[_Pair]] = {}
    for left, sign, right in product(simple, "*/", simple):
        made = Amount(Decimal(1), f"{simple[left][0]}{sign}{simple[right][0]}").dimension
        found.setdefault(str(made), []).append((left, sign, right))
    return {dimension: tuple(pairs) for dimension, pairs in found.items()}


@functools.cache
def _terms(dimension: str | None = None) -> SearchStrategy[str]:
    """Draw one unit, at times with a multiplier before it."""
    bare = st.sampled_from(tuple(UNITS) if dimension is None else _by_dimension()[dimension])
    return bare | st.builds(operator.add, st.sampled_from(tuple(MULTIPLIERS)), bare)


def _product(pair: _Pair) -> SearchStrategy[str]:
    left, sign, right = pair
    return st.builds("{}{}{}".format, _terms(left), st.just(sign), _terms(right))


def unit_ids(*, dimension: str | None = None) -> SearchStrategy[str]:
    """Draw ids of units, with multipliers and as products: ``mu``, ``wan_m2``, ``t/month/km2``.

    Args:
        dimension: What they measure, such as ``"area"`` or ``"money_CNY/persons"``; None
            for all.

    Raises:
        InvalidArgument: If there is no such dimension, or none of up to two units.

    >>> from hypothesis import given, settings
    >>> @settings(max_examples=10, database=None)
    ... @given(unit_ids(dimension="money_CNY/persons"))
    ... def test(unit):
    ...     assert units.Amount(1, unit).dimension == "money_CNY/persons"
    >>> test()
    """
    if dimension is None:
        sign, term = st.sampled_from("*/"), _terms()
        pairs = st.builds("{}{}{}".format, term, sign, term)
        triples = st.builds("{}/{}".format, pairs, term)
        # Of the longest names no unit is made of three.
        return st.one_of(term, pairs, triples.filter(lambda unit: len(unit) <= MAX_LENGTH))
    if dimension not in _products():
        hint = did_you_mean(nearest(dimension, _products()))
        raise InvalidArgument(f"no unit has the dimension {shown(dimension)}{hint}")
    composed = st.sampled_from(_products()[dimension]).flatmap(_product)
    return _terms(dimension) | composed if dimension in _by_dimension() else composed


@functools.cache
def _magnitudes() -> SearchStrategy[Decimal]:
    def magnitude(digits: int, power: int) -> Decimal:
        return Decimal(f"{digits}E{power - len(str(abs(digits))) + 1}")

    most = 10**units.MAX_DIGITS - 1
    powers = st.integers(units.MIN_ADJUSTED, units.MAX_ADJUSTED)
    return st.integers(0, 100).map(Decimal) | st.builds(magnitude, st.integers(-most, most), powers)


def amounts(*, dimension: str | None = None) -> SearchStrategy[Amount]:
    """Draw amounts: any magnitude that one may have, any unit, and at times none.

    Args:
        dimension: What they measure; then each has a unit. None for all.

    Raises:
        InvalidArgument: If there is no such dimension.

    >>> from hypothesis import given, settings
    >>> @settings(max_examples=10, database=None)
    ... @given(amounts(dimension="area"), amounts(dimension="area"))
    ... def test(a, b):
    ...     assert units.compare(a, b) == -units.compare(b, a)
    >>> test()
    """
    if dimension is None:
        return _amounts()
    return st.builds(Amount, _magnitudes(), unit_ids(dimension=dimension))


@functools.cache
def _amounts() -> SearchStrategy[Amount]:
    return st.builds(Amount, _magnitudes(), maybe(_units()))


@functools.cache
def _units() -> SearchStrategy[str]:
    """Draw units, many of them from a few or one, so that amounts can be compared at times."""
    return or_shared(st.sampled_from(_PLAIN_UNITS) | _as_one(unit_ids()), "unit")


@functools.cache
def alike_amounts() -> SearchStrategy[Amount]:
    """Draw small amounts of one unit, the same in a whole plan."""
    unit = st.shared(st.sampled_from(_PLAIN_UNITS), key="govplan.testing.plain_unit")
    return st.builds(Amount, st.integers(0, 120), unit)


@functools.cache
def ends() -> SearchStrategy[tuple[Amount, Amount | None]]:
    """Draw a value and at times an upper end, of whatever units, that is not below it."""

    def in_order(pair: tuple[Amount, Amount]) -> tuple[Amount, Amount]:
        try:
            return pair if units.compare(*pair) <= 0 else (pair[1], pair[0])
        except IncompatibleUnitsError:
            return pair

    def alike(low: Decimal, high: Decimal, unit: str) -> tuple[Amount, Amount]:
        return Amount(min(low, high), unit), Amount(max(low, high), unit)

    mixed = st.tuples(_amounts(), _amounts()).map(in_order)
    same_unit = st.builds(alike, _magnitudes(), _magnitudes(), _units())
    return st.one_of(st.tuples(_amounts(), st.none()), mixed, same_unit)


# --- values -----------------------------------------------------------------------


def sources() -> SearchStrategy[Source]:
    """Draw places in a text.

    >>> from hypothesis import given, settings
    >>> @settings(max_examples=10, database=None)
    ... @given(sources())
    ... def test(source):
    ...     assert 0 <= source.start < source.end
    >>> test()
    """
    return _sources()


@functools.cache
def _sources() -> SearchStrategy[Source]:
    def source(start: int, length: int) -> Source:
        return Source(start=start, end=start + length)

    # Near ones lie in one another, far ones apart.
    starts = st.integers(0, 40) | st.integers(0, 10_000)
    return st.builds(source, starts, st.integers(1, 40) | st.integers(1, 10_000))


@functools.cache
def _days() -> SearchStrategy[dt.date]:
    """Draw days, half of them from the years of one plan."""
    return st.dates(dt.date(2020, 1, 1), dt.date(2026, 12, 31)) | st.dates()


def _due_date(day: dt.date, precision: str) -> str:
    iso, year = day.isoformat(), f"{day.year:04}"
    return {
        "year": year,
        "half": f"{year}-H{(day.month + 5) // 6}",
        "quarter": f"{year}-Q{(day.month + 2) // 3}",
        "month": iso[:7],
        "day": iso,
    }[precision]


def dues() -> SearchStrategy[Due]:
    """Draw dates of every precision, with and without words.

    >>> from hypothesis import given, settings
    >>> @settings(max_examples=10, database=None)
    ... @given(dues())
    ... def test(due):
    ...     assert due.first <= due.last
    >>> test()
    """
    return _dues()


@functools.cache
def _dues() -> SearchStrategy[Due]:
    dates = st.builds(_due_date, _days(), word(model.Precision))
    return st.builds(Due, date=dates, words=maybe(titles()))


def parties() -> SearchStrategy[Party]:
    """Draw those who have to act.

    >>> from hypothesis import given, settings
    >>> @settings(max_examples=10, database=None)
    ... @given(parties())
    ... def test(party):
    ...     assert party.role in {None, "lead", "support", "supervise"}
    >>> test()
    """
    return _parties()


@functools.cache
def _parties() -> SearchStrategy[Party]:
    return st.builds(Party, name=titles(), role=maybe(word(model.Role)))


def documents() -> SearchStrategy[Document]:
    """Draw publications.

    >>> from hypothesis import given, settings
    >>> @settings(max_examples=10, database=None)
    ... @given(documents())
    ... def test(document):
    ...     assert document.length is None or document.length >= 0
    >>> test()
    """
    printed = maybe(titles())
    names = [field.name for field in attrs.fields(Document) if field.name != "blank"]
    return st.builds(
        Document,
        index_number=printed,
        document_number=printed,
        publicity=printed,
        date_written=maybe(st.dates()),
        date_published=maybe(st.dates()),
        publisher=printed,
        title=printed,
        url=printed,
        sha256=maybe(st.text("0123456789abcdef", min_size=64, max_size=64)) | printed,
        length=maybe(st.integers(0, 100_000)),
        blank=some(st.sampled_from(names) | texts()),
    )


@functools.cache
def jurisdictions() -> SearchStrategy[model.Jurisdiction]:
    """Draw places."""
    place: SearchStrategy[model.Jurisdiction | None] = st.none()
    for _ in range(2):
        place = maybe(_jurisdiction(place))
    return _jurisdiction(place)


def _jurisdiction(
    parents: SearchStrategy[model.Jurisdiction | None],
) -> SearchStrategy[model.Jurisdiction]:
    return st.builds(
        model.Jurisdiction,
        name=texts(),
        code=maybe(texts()),
        level=maybe(word(model.Level)),
        parent=parents,
    )


@functools.cache
def periods() -> SearchStrategy[Period]:
    """Draw the time that a plan is for."""

    def period(days: tuple[dt.date, dt.date]) -> Period:
        return Period(start=min(days), end=max(days))

    return st.tuples(_days(), _days()).map(period)


@functools.cache
def projects() -> SearchStrategy[model.Project]:
    """Draw named projects."""
    return st.builds(model.Project, name=titles(), aliases=some(titles()), phase=maybe(texts()))


@functools.cache
def refs() -> SearchStrategy[model.Ref]:
    """Draw links to other plans and registers."""
    return st.builds(model.Ref, relation=word(model.Relation), scheme=texts(), id=texts())


@functools.cache
def defects() -> SearchStrategy[model.Defect]:
    """Draw what a print got wrong."""
    return st.builds(
        model.Defect, kind=word(model.DefectKind), note=texts(), source=maybe(sources())
    )


@functools.cache
def suppressions() -> SearchStrategy[model.Suppression]:
    """Draw findings that are accepted, or are not for want of a reason."""
    return st.builds(
        model.Suppression,
        code=st.sampled_from(["GP101", "GP306"]) | texts(),
        node=references() | st.sampled_from(["", "/sections/0"]),
        reason=texts(),
        until=maybe(st.dates()),
    )
