"""Strategies for plans and what stands in them."""

from __future__ import annotations

import functools

import attrs
from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument
from hypothesis.strategies import SearchStrategy

from govplan import _fields, model
from govplan.errors import shown
from govplan.model import Figure, Measure, Plan, Section, Statement, Target
from govplan.testing._values import (
    alike_amounts,
    amounts,
    defects,
    documents,
    dues,
    ends,
    extras,
    ids,
    indicators,
    jurisdictions,
    maybe,
    or_shared,
    parties,
    periods,
    projects,
    references,
    refs,
    section_numbers,
    some,
    sources,
    suppressions,
    titles,
    word,
)
from govplan.units import Amount


def figures() -> SearchStrategy[Figure]:
    """Draw figures that are no targets.

    >>> from hypothesis import given, settings
    >>> @settings(max_examples=10, database=None)
    ... @given(figures())
    ... def test(figure):
    ...     assert isinstance(figure.value, Amount)
    >>> test()
    """
    return _figures()


@functools.cache
def _figures() -> SearchStrategy[Figure]:
    def with_ends(figure: Figure, pair: tuple[Amount, Amount | None]) -> Figure:
        return attrs.evolve(figure, value=pair[0], upper=pair[1])

    plain = st.builds(
        Figure,
        kind=word(model.FigureKind),
        label=titles(),
        value=st.just(Amount(0)),
        comparator=maybe(word(model.Comparator)),
        source=maybe(sources()),
    )
    return st.builds(with_ends, plain, ends())


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
        Statement, kind=word(model.StatementKind), title=titles(), source=maybe(sources())
    )


def targets() -> SearchStrategy[Target]:
    """Draw targets, those that make no sense but may be printed among them.

    >>> from hypothesis import given, settings
    >>> @settings(max_examples=10, deadline=None, database=None)
    ... @given(targets())
    ... def test(target):
    ...     if target.comparator is None:
    ...         assert target.accepts(Amount(1, "percent")) is None
    >>> test()
    """
    return _targets()


@functools.cache
def _targets() -> SearchStrategy[Target]:
    def with_ends(target: Target, pair: tuple[Amount | None, Amount | None]) -> Target:
        return attrs.evolve(target, value=pair[0], upper=pair[1])

    plain = st.builds(
        Target,
        id=ids(),
        indicator=indicators(),
        comparator=maybe(word(model.Comparator)),
        change=maybe(word(model.Change)),
        basis=maybe(word(model.Basis)),
        direction=maybe(word(model.Direction)),
        baseline=maybe(_baselines()),
        scope=maybe(_scopes()),
        relative=maybe(_relatives()),
        series=maybe(indicators()),
        stretch_of=maybe(references()),
        part_of=maybe(references()),
        due=maybe(dues()),
        parties=some(parties()),
        stage=maybe(word(model.Stage)),
        force=maybe(word(model.Force)),
        goal=maybe(titles()),
        goal_kind=maybe(word(model.GoalKind)),
        source=maybe(sources()),
        indicator_source=maybe(sources()),
        extra=extras(),
    )
    no_value = st.tuples(st.none(), maybe(amounts()))
    return st.builds(with_ends, plain, no_value | ends())


@functools.cache
def _baselines() -> SearchStrategy[model.Baseline]:
    return st.builds(model.Baseline, amount=maybe(amounts()), year=maybe(st.integers(1949, 2049)))


@functools.cache
def _scopes() -> SearchStrategy[model.Scope]:
    return st.builds(model.Scope, places=some(titles()), each=maybe(st.booleans()))


@functools.cache
def _relatives() -> SearchStrategy[model.Relative]:
    return st.builds(model.Relative, to=references(), offset=maybe(amounts()))


@functools.cache
def _families() -> SearchStrategy[tuple[Target, ...]]:
    """Draw targets that are a whole and its parts, steps of a series, one said twice."""

    def tied(members: list[Target], tie: str) -> tuple[Target, ...]:
        first, *others = members
        if tie == "series":
            return tuple(attrs.evolve(member, series=first.indicator) for member in members)
        if tie == "indicator":
            return tuple(attrs.evolve(member, indicator=first.indicator) for member in members)
        return first, *(attrs.evolve(other, part_of=first.id) for other in others)

    amount = alike_amounts()
    member = st.builds(
        Target,
        id=ids(),
        indicator=indicators(),
        comparator=word(model.Comparator),
        basis=maybe(word(model.Basis)),
        baseline=maybe(st.builds(model.Baseline, amount=amount)),
        due=maybe(dues()),
        value=amount,
    )
    members = st.lists(member, min_size=2, max_size=3, unique_by=lambda target: target.id)
    return st.builds(tied, members, st.sampled_from(("indicator", "series", "part_of")))


def measures() -> SearchStrategy[Measure]:
    """Draw measures, with targets and figures.

    >>> from hypothesis import given, settings
    >>> @settings(max_examples=5, deadline=None, database=None)
    ... @given(measures())
    ... def test(measure):
    ...     assert len(measure.targets) <= 3
    >>> test()
    """
    return _measures()


@functools.cache
def _measures() -> SearchStrategy[Measure]:
    return st.builds(
        Measure,
        id=ids(),
        title=titles(),
        stage=maybe(word(model.Stage)),
        force=maybe(word(model.Force)),
        projects=some(titles()),
        parties=some(parties()),
        start=maybe(dues()),
        due=maybe(dues()),
        level=maybe(word(model.Level)),
        targets=some(or_shared(_targets(), "target")) | _families(),
        figures=some(or_shared(_figures(), "figure"), 1),
        source=maybe(sources()),
        extra=extras(),
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
    inner = some(_sections(depth - 1), 1) if depth > 1 else st.just(())
    made = st.builds(
        Section,
        id=ids(),
        number=maybe(section_numbers()),
        title=maybe(titles()),
        parties=some(parties()),
        due=maybe(dues()),
        targets=some(or_shared(_targets(), "target"), 1),
        measures=some(or_shared(_measures(), "measure"), 1),
        statements=some(or_shared(_statements(), "statement")),
        figures=some(or_shared(_figures(), "figure"), 1),
        sections=inner,
        heading=maybe(sources()),
        source=maybe(sources()),
        extra=extras(),
    )
    return or_shared(made, f"section.{depth}")


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
        id=ids(),
        title=titles(),
        kind=maybe(word(model.PlanKind)),
        issuer=maybe(titles()),
        period=maybe(periods()),
        jurisdiction=maybe(jurisdictions()),
        document=maybe(documents()),
        targets=some(or_shared(_targets(), "target"), 1),
        measures=some(or_shared(_measures(), "measure"), 1),
        statements=some(or_shared(_statements(), "statement")),
        figures=some(or_shared(_figures(), "figure"), 1),
        sections=some(_sections(max_depth), 3) if max_depth else st.just(()),
        projects=some(projects()),
        suppressions=some(suppressions()),
        refs=some(refs()),
        defects=some(defects()),
        extra=extras(),
    )
