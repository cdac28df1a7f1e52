"""Hypothesis strategies for everything in a plan, for tests of your own code.

The strategies draw every field with every kind of value that its class allows, the
awkward ones too: empty and odd text, amounts without unit or of a compound one, ids
that are used twice, the same node in several places, data of the user's own at several
levels. They need hypothesis, which ``pip install govplan[testing]`` brings.

>>> from hypothesis import given, settings
>>> from govplan import dumps, loads
>>> @settings(max_examples=5, deadline=None, database=None)
... @given(plans())
... def test_nothing_is_lost(plan):
...     assert loads(dumps(plan)) == plan
>>> test_nothing_is_lost()
"""

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

from govplan import _fields, model, units
from govplan.errors import IncompatibleUnitsError, did_you_mean, nearest, shown
from govplan.model import (
    Document,
    Due,
    Figure,
    Measure,
    Party,
    Period,
    Plan,
    Section,
    Source,
    Statement,
    Target,
)
from govplan.units import MULTIPLIERS, UNITS, Amount

__all__ = [
    "amounts",
    "documents",
    "dues",
    "figures",
    "measures",
    "parties",
    "plans",
    "sections",
    "sources",
    "statements",
    "targets",
    "unit_ids",
]

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


# --- pieces -----------------------------------------------------------------------


@functools.cache
def _texts() -> SearchStrategy[str]:
    return st.sampled_from(_TEXTS) | st.text(max_size=8)


@functools.cache
def _ids() -> SearchStrategy[str]:
    # A short list, so that ids come twice and references meet.
    return st.sampled_from(_IDS) | _texts().filter(lambda t: t != "" and not t.startswith("/"))


def _maybe(strategy: SearchStrategy[_T]) -> SearchStrategy[_T | None]:
    return st.none() | strategy


def _some(strategy: SearchStrategy[_T], most: int = 2) -> SearchStrategy[tuple[_T, ...]]:
    return st.lists(strategy, max_size=most).map(tuple)


def _word(literal: object) -> SearchStrategy[str]:
    words: tuple[str, ...] = typing.get_args(literal)
    return st.sampled_from(words)


def _or_shared(strategy: SearchStrategy[_T], key: str) -> SearchStrategy[_T]:
    """Draw from *strategy*, now and then the one object that stands in other places too."""
    return strategy | st.shared(strategy, key=f"govplan.testing.{key}")


def _numbers() -> SearchStrategy[Decimal]:
    """Draw what may stand in ``extra`` as a number with a point or an exponent."""
    awkward = ("0", "-0", "-0.0", "0E+5", "30.0", "1E+2", "0.1", "1E+400", "1E-400")
    numbers = st.decimals(allow_nan=False, allow_infinity=False)
    return st.sampled_from([Decimal(n) for n in awkward]) | numbers


@functools.cache
def _extras() -> SearchStrategy[Mapping[str, object]]:
    whole = st.integers() | st.integers(-2, 2).map(lambda n: n << 64)
    leaves = st.one_of(st.none(), st.booleans(), whole, _numbers(), _texts())
    values = st.recursive(
        leaves,
        lambda inner: st.lists(inner, max_size=2) | st.dictionaries(_texts(), inner, max_size=2),
        max_leaves=4,
    )
    none: Mapping[str, object] = {}
    return st.just(none) | st.dictionaries(_texts(), values, max_size=2)


# --- amounts ----------------------------------------------------------------------

_Pair = tuple[str, str, str]


@functools.cache
def _by_dimension() -> dict[str, tuple[str, ...]]:
    """Return the ids of the units of each dimension."""
    found: dict[str, list[str]] = {}
    for id_, unit in UNITS.items():
        found.setdefault(unit.dimension, []).append(id_)
    return {dimension: tuple(ids) for dimension, ids in found.items()}


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
    ids = st.sampled_from(tuple(UNITS) if dimension is None else _by_dimension()[dimension])
    return ids | st.builds(operator.add, st.sampled_from(tuple(MULTIPLIERS)), ids)


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
        return st.one_of(term, pairs, st.builds("{}/{}".format, pairs, term))
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
    return st.builds(Amount, _magnitudes(), _maybe(unit_ids()))


@functools.cache
def _ends() -> SearchStrategy[tuple[Amount, Amount | None]]:
    """Draw a value and at times an upper end, of whatever units, that is not below it."""

    def in_order(ends: tuple[Amount, Amount]) -> tuple[Amount, Amount]:
        try:
            return ends if units.compare(*ends) <= 0 else (ends[1], ends[0])
        except IncompatibleUnitsError:
            return ends

    def alike(low: Decimal, high: Decimal, unit: str) -> tuple[Amount, Amount]:
        return Amount(min(low, high), unit), Amount(max(low, high), unit)

    mixed = st.tuples(_amounts(), _amounts()).map(in_order)
    same_unit = st.builds(alike, _magnitudes(), _magnitudes(), unit_ids())
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

    return st.builds(source, st.integers(0, 10_000), st.integers(1, 10_000))


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
    dates = st.builds(_due_date, st.dates(), _word(model.Precision))
    return st.builds(Due, date=dates, words=_maybe(_texts()))


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
    return st.builds(Party, name=_texts(), role=_maybe(_word(model.Role)))


def documents() -> SearchStrategy[Document]:
    """Draw publications.

    >>> from hypothesis import given, settings
    >>> @settings(max_examples=10, database=None)
    ... @given(documents())
    ... def test(document):
    ...     assert document.length is None or document.length >= 0
    >>> test()
    """
    texts = _maybe(_texts())
    names = [field.name for field in attrs.fields(Document) if field.name != "blank"]
    return st.builds(
        Document,
        index_number=texts,
        document_number=texts,
        publicity=texts,
        date_written=_maybe(st.dates()),
        date_published=_maybe(st.dates()),
        publisher=texts,
        title=texts,
        url=texts,
        sha256=_maybe(st.text("0123456789abcdef", min_size=64, max_size=64)) | texts,
        length=_maybe(st.integers(0, 100_000)),
        blank=_some(st.sampled_from(names) | _texts()),
    )


@functools.cache
def _jurisdictions() -> SearchStrategy[model.Jurisdiction]:
    place: SearchStrategy[model.Jurisdiction | None] = st.none()
    for _ in range(2):
        place = _maybe(_jurisdiction(place))
    return _jurisdiction(place)


def _jurisdiction(
    parents: SearchStrategy[model.Jurisdiction | None],
) -> SearchStrategy[model.Jurisdiction]:
    return st.builds(
        model.Jurisdiction,
        name=_texts(),
        code=_maybe(_texts()),
        level=_maybe(_word(model.Level)),
        parent=parents,
    )


@functools.cache
def _periods() -> SearchStrategy[Period]:
    def period(days: tuple[dt.date, dt.date]) -> Period:
        return Period(start=min(days), end=max(days))

    return st.tuples(st.dates(), st.dates()).map(period)


@functools.cache
def _projects() -> SearchStrategy[model.Project]:
    return st.builds(model.Project, name=_texts(), aliases=_some(_texts()), phase=_maybe(_texts()))


@functools.cache
def _refs() -> SearchStrategy[model.Ref]:
    return st.builds(model.Ref, relation=_word(model.Relation), scheme=_texts(), id=_texts())


@functools.cache
def _defects() -> SearchStrategy[model.Defect]:
    return st.builds(
        model.Defect, kind=_word(model.DefectKind), note=_texts(), source=_maybe(_sources())
    )


@functools.cache
def _suppressions() -> SearchStrategy[model.Suppression]:
    return st.builds(
        model.Suppression,
        code=st.sampled_from(["GP101", "GP306"]) | _texts(),
        node=_ids() | st.sampled_from(["", "/sections/0"]),
        reason=_texts(),
        until=_maybe(st.dates()),
    )


# --- nodes ------------------------------------------------------------------------


def figures() -> SearchStrategy[Figure]:
    """Draw figures that are no targets.

    >>> from hypothesis import given, settings
    >>> @settings(max_examples=10, database=None)
    ... @given(figures())
    ... def test(figure):
    ...     assert isinstance(figure.value, units.Amount)
    >>> test()
    """
    return _figures()


@functools.cache
def _figures() -> SearchStrategy[Figure]:
    def with_ends(figure: Figure, ends: tuple[Amount, Amount | None]) -> Figure:
        return attrs.evolve(figure, value=ends[0], upper=ends[1])

    plain = st.builds(
        Figure,
        kind=_word(model.FigureKind),
        label=_texts(),
        value=st.just(Amount(Decimal(0))),
        comparator=_maybe(_word(model.Comparator)),
        source=_maybe(_sources()),
    )
    return st.builds(with_ends, plain, _ends())


def statements() -> SearchStrategy[Statement]:
    """Draw principles, purposes and slogans.

    >>> from hypothesis import given, settings
    >>> @settings(max_examples=10, database=None)
    ... @given(statements())
    ... def test(statement):
    ...     assert statement.child_fields == ()
    >>> test()
    """
    return _statements()


@functools.cache
def _statements() -> SearchStrategy[Statement]:
    return st.builds(
        Statement, kind=_word(model.StatementKind), title=_texts(), source=_maybe(_sources())
    )


def targets() -> SearchStrategy[Target]:
    """Draw targets, those that make no sense but may be printed among them.

    >>> from hypothesis import given, settings
    >>> @settings(max_examples=10, deadline=None, database=None)
    ... @given(targets())
    ... def test(target):
    ...     if target.comparator is None:
    ...         assert target.accepts(units.Amount(1, "percent")) is None
    >>> test()
    """
    return _targets()


@functools.cache
def _targets() -> SearchStrategy[Target]:
    def with_ends(target: Target, ends: tuple[Amount | None, Amount | None]) -> Target:
        return attrs.evolve(target, value=ends[0], upper=ends[1])

    plain = st.builds(
        Target,
        id=_ids(),
        indicator=_texts(),
        comparator=_maybe(_word(model.Comparator)),
        change=_maybe(_word(model.Change)),
        basis=_maybe(_word(model.Basis)),
        direction=_maybe(_word(model.Direction)),
        baseline=_maybe(_baselines()),
        scope=_maybe(_scopes()),
        relative=_maybe(_relatives()),
        series=_maybe(_texts()),
        stretch_of=_maybe(_ids()),
        part_of=_maybe(_ids()),
        due=_maybe(_dues()),
        parties=_some(_parties()),
        stage=_maybe(_word(model.Stage)),
        force=_maybe(_word(model.Force)),
        goal=_maybe(_texts()),
        goal_kind=_maybe(_word(model.GoalKind)),
        source=_maybe(_sources()),
        indicator_source=_maybe(_sources()),
        extra=_extras(),
    )
    no_value = st.tuples(st.none(), _maybe(_amounts()))
    return st.builds(with_ends, plain, no_value | _ends())


@functools.cache
def _baselines() -> SearchStrategy[model.Baseline]:
    return st.builds(
        model.Baseline, amount=_maybe(_amounts()), year=_maybe(st.integers(1949, 2049))
    )


@functools.cache
def _scopes() -> SearchStrategy[model.Scope]:
    return st.builds(model.Scope, places=_some(_texts()), each=_maybe(st.booleans()))


@functools.cache
def _relatives() -> SearchStrategy[model.Relative]:
    return st.builds(model.Relative, to=_ids(), offset=_maybe(_amounts()))


def measures() -> SearchStrategy[Measure]:
    """Draw measures, with targets and figures.

    >>> from hypothesis import given, settings
    >>> @settings(max_examples=5, deadline=None, database=None)
    ... @given(measures())
    ... def test(measure):
    ...     assert len(measure.targets) <= 2
    >>> test()
    """
    return _measures()


@functools.cache
def _measures() -> SearchStrategy[Measure]:
    return st.builds(
        Measure,
        id=_ids(),
        title=_texts(),
        stage=_maybe(_word(model.Stage)),
        force=_maybe(_word(model.Force)),
        projects=_some(_texts()),
        parties=_some(_parties()),
        start=_maybe(_dues()),
        due=_maybe(_dues()),
        level=_maybe(_word(model.Level)),
        targets=_some(_or_shared(_targets(), "target")),
        figures=_some(_or_shared(_figures(), "figure"), 1),
        source=_maybe(_sources()),
        extra=_extras(),
    )


def sections(*, max_depth: int = 2) -> SearchStrategy[Section]:
    """Draw sections, at times with sections in them.

    Args:
        max_depth: How many levels of sections there may be, this one included.

    Raises:
        InvalidArgument: If *max_depth* is not from 1 to 32.

    >>> from hypothesis import given, settings
    >>> @settings(max_examples=5, deadline=None, database=None)
    ... @given(sections(max_depth=1))
    ... def test(section):
    ...     assert section.sections == ()
    >>> test()
    """
    if not 1 <= max_depth <= _fields.MAX_LEVELS:
        raise InvalidArgument(
            f"expected max_depth from 1 to {_fields.MAX_LEVELS}, got {shown(max_depth)}"
        )
    return _sections(max_depth)


@functools.cache
def _sections(depth: int) -> SearchStrategy[Section]:
    """Draw sections of up to so many levels; one that stands twice fits in both places."""
    inner = _some(_sections(depth - 1), 1) if depth > 1 else st.just(())
    made = st.builds(
        Section,
        id=_ids(),
        number=_maybe(_texts()),
        title=_maybe(_texts()),
        parties=_some(_parties()),
        due=_maybe(_dues()),
        targets=_some(_or_shared(_targets(), "target"), 1),
        measures=_some(_or_shared(_measures(), "measure"), 1),
        statements=_some(_or_shared(_statements(), "statement")),
        figures=_some(_or_shared(_figures(), "figure"), 1),
        sections=inner,
        heading=_maybe(_sources()),
        source=_maybe(_sources()),
        extra=_extras(),
    )
    return _or_shared(made, f"section.{depth}")


def plans(*, max_depth: int = 2) -> SearchStrategy[Plan]:
    """Draw plans.

    Args:
        max_depth: How many levels of sections there may be; 0 for none.

    Raises:
        InvalidArgument: If *max_depth* is not from 0 to 32.

    >>> from hypothesis import given, settings
    >>> @settings(max_examples=5, deadline=None, database=None)
    ... @given(plans(max_depth=0))
    ... def test(plan):
    ...     assert list(plan.iter_sections()) == []
    >>> test()
    """
    if not 0 <= max_depth <= _fields.MAX_LEVELS:
        raise InvalidArgument(
            f"expected max_depth from 0 to {_fields.MAX_LEVELS}, got {shown(max_depth)}"
        )
    return st.builds(
        Plan,
        id=_ids(),
        title=_texts(),
        kind=_maybe(_word(model.PlanKind)),
        issuer=_maybe(_texts()),
        period=_maybe(_periods()),
        jurisdiction=_maybe(_jurisdictions()),
        document=_maybe(documents()),
        targets=_some(_or_shared(_targets(), "target"), 1),
        measures=_some(_or_shared(_measures(), "measure"), 1),
        statements=_some(_or_shared(_statements(), "statement")),
        figures=_some(_or_shared(_figures(), "figure"), 1),
        sections=_some(_sections(max_depth)) if max_depth else st.just(()),
        projects=_some(_projects()),
        suppressions=_some(_suppressions()),
        refs=_some(_refs()),
        defects=_some(_defects()),
        extra=_extras(),
    )
