"""Tests of :mod:`govplan.testing`: the strategies draw all that the model allows."""

from __future__ import annotations

import importlib
import subprocess
import sys
import typing
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from itertools import permutations

import attrs
import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument

from govplan import model, testing, units
from govplan.errors import NumeralError
from govplan.model import Effective, Extra, Plan, Section, Target
from govplan.numerals import ordinal
from govplan.testing import _values
from govplan.units import UNITS, Amount

FEW = settings(
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


def drawn(
    strategy: st.SearchStrategy[typing.Any], count: int = 100, *, number: int = 0
) -> list[typing.Any]:
    """Return draws from a strategy, the same ones each time for the same number."""
    made: list[typing.Any] = []

    @seed(number)
    @settings(FEW, max_examples=count)
    @given(strategy)
    def collect(value: object) -> None:
        made.append(value)

    collect()
    return made


@pytest.fixture(scope="module")
def plans() -> list[Plan]:
    """Return plans to look at."""
    return drawn(testing.plans(), 50)


@pytest.fixture(scope="module")
def values(plans: list[Plan]) -> list[object]:
    """Return all that is in those plans, and in draws of their parts."""
    small = [
        testing.figures(),
        testing.statements(),
        testing.targets(),
        _values.jurisdictions(),
        _values.refs(),
        _values.defects(),
    ]
    # hypothesis varies what it drew before; the members of a list are drawn afresh.
    lists = [drawn(st.lists(part, min_size=8, max_size=8), 15) for part in small]
    large = [testing.measures(), testing.plans(max_depth=0)]
    lists += [drawn(st.lists(part, min_size=4, max_size=4), 30) for part in large]
    roots = [plans, *(part for made in lists for part in made)]
    return [value for made in roots for root in made for value in inside(root)]


def inside(value: object) -> Iterator[object]:
    """Yield a value and all that is in it."""
    yield value
    cls = type(value)
    if attrs.has(cls):
        for field in attrs.fields(cls):
            yield from inside(getattr(value, field.name))
    elif isinstance(value, tuple):
        for member in value:
            yield from inside(member)
    elif isinstance(value, Mapping):
        for member in value.values():
            yield from inside(member)


# What Plan.effective works out stands in no plan.
CLASSES: list[type[attrs.AttrsInstance]] = [
    cls
    for cls in (*(getattr(model, name) for name in model.__all__), Amount)
    if isinstance(cls, type) and attrs.has(cls) and cls is not Effective
]


NAMED = (Plan, Section, model.Measure, model.Target)


def flat(lists: list[list[str]]) -> list[str]:
    """Return the members of lists."""
    return [member for listed in lists for member in listed]


def style(number: str) -> str | None:
    """Return how a section's number is written; None if it is none."""
    try:
        return ordinal(number).style
    except NumeralError:
        return None


def comparable(a: Amount, b: Amount) -> bool:
    """Return whether two amounts of different value measure the same."""
    return a.dimension == b.dimension and not units.same(a, b)


def levels(section: Section) -> int:
    """Return how many levels of sections there are."""
    return 1 + max((levels(s) for s in section.sections), default=0)


class TestPlans:
    def test_every_class(self, values: list[object]) -> None:
        """Each class of the model is drawn, and no other."""
        assert set(CLASSES) == {type(value) for value in values if attrs.has(type(value))}

    @pytest.mark.parametrize("cls", CLASSES, ids=lambda c: c.__name__)
    def test_every_field(self, cls: type[attrs.AttrsInstance], values: list[object]) -> None:
        """Each field takes a value that is not its default, and more than one."""
        nodes = [value for value in values if type(value) is cls]
        for field in attrs.fields(cls):
            found = [getattr(node, field.name) for node in nodes]
            others = [v for v in found if v != field.default]
            assert others, f"{field.name} is always its default"
            assert any(v != others[0] for v in found), f"{field.name} is always the same"

    @pytest.mark.parametrize("cls", CLASSES, ids=lambda c: c.__name__)
    def test_optional_fields(self, cls: type[attrs.AttrsInstance], values: list[object]) -> None:
        """Each field with a default is left out at times."""
        nodes = [value for value in values if type(value) is cls]
        for field in attrs.fields(cls):
            if field.default is not attrs.NOTHING:
                assert any(getattr(node, field.name) == field.default for node in nodes)

    def test_every_word(self, values: list[object]) -> None:
        """Each field that takes one of several words takes each of them."""
        fields = [
            (cls, name, set(typing.get_args(literal)))
            for cls in CLASSES
            for name, kind in typing.get_type_hints(cls).items()
            for literal in (kind, *typing.get_args(kind))
            if typing.get_origin(literal) is typing.Literal
        ]
        assert fields
        for cls, name, words in fields:
            found = {getattr(value, name) for value in values if type(value) is cls}
            assert words == found - {None}, f"{cls.__name__}.{name}"

    def test_amounts(self, values: list[object]) -> None:
        """Amounts come without unit, with a multiplier, of a product, negative, zero, broken."""
        amounts = [value for value in values if isinstance(value, Amount)]
        named = [a.unit for a in amounts if a.unit is not None]

        assert any(a.unit is None for a in amounts)
        assert any(u in UNITS for u in named)
        assert any(u.startswith(tuple(units.MULTIPLIERS)) for u in named)
        assert any("*" in u for u in named)
        assert any(u.count("/") == 1 for u in named)
        assert any("/wan_" in u for u in named)
        assert any("*" in u and "/" in u for u in named)
        assert any(a.magnitude < 0 for a in amounts)
        assert any(a.magnitude == 0 for a in amounts)
        assert any(a.magnitude != a.magnitude.to_integral_value() for a in amounts)
        assert 20 < len({a.dimension for a in amounts})

    def test_ranges(self, values: list[object]) -> None:
        """Upper ends come with a value of the same dimension, of another, and with none."""
        targets = [v for v in values if isinstance(v, model.Target) and v.upper is not None]
        pairs = [(t.value and t.value.dimension, t.upper and t.upper.dimension) for t in targets]

        assert any(t.value is None for t in targets)
        assert any(low == high is not None for low, high in pairs)
        assert any(low != high for low, high in pairs)

    def test_texts(self, values: list[object]) -> None:
        """Text is empty, Chinese, English, beyond 16 bits, controls; never half a character."""
        texts = [value for value in values if isinstance(value, str)]

        assert "" in texts
        assert any("\u4e00" <= c <= "\u9fff" for text in texts for c in text)
        assert any(text.isascii() and text.isalpha() for text in texts)
        assert any(c > "\uffff" for text in texts for c in text)
        assert any("\x1b" in text for text in texts)
        assert not any("\ud800" <= c <= "\udfff" for text in texts for c in text)

    def test_extra(self, values: list[object]) -> None:
        """Data of the user's own holds every kind of JSON value, also below the top."""
        tops = [w for value in values if isinstance(value, Extra) for w in value.values()]
        below = {type(v) for w in tops for v in inside(w) if v is not w}

        assert {type(None), bool, int, Decimal, str, tuple, Extra} == {type(w) for w in tops}
        assert {type(None), bool, int, Decimal, str} <= below

    def test_due_precisions(self, values: list[object]) -> None:
        """Dates come in every precision."""
        dues = [value for value in values if isinstance(value, model.Due)]

        assert set(typing.get_args(model.Precision)) == {due.precision for due in dues}

    def test_shared_nodes(self, plans: list[Plan]) -> None:
        """The same object stands in two places of a plan, for every kind of child."""
        for cls in (model.Target, model.Measure, model.Figure, model.Statement):
            assert any(
                2 in Counter(id(node) for _, node in plan.walk() if type(node) is cls).values()
                for plan in plans
            ), cls

    def test_ids_used_twice(self, plans: list[Plan]) -> None:
        """Different nodes of one plan have the same id."""
        found = [
            Counter(
                {id(node): node.id for node in inside(plan) if isinstance(node, NAMED)}.values()
            )
            for plan in plans
        ]

        assert any(count > 1 for ids in found for count in ids.values())

    def test_section_numbers(self, values: list[object]) -> None:
        """Sections are numbered in Chinese and in Arabic, in every form, and in none."""
        numbers = flat(drawn(st.lists(_values.section_numbers(), min_size=30, max_size=30), 30))
        printed = {v.number for v in values if isinstance(v, Section) and v.number is not None}

        assert {"一、", "(一)", "第一章", "1.", "1.1", "①", None} <= set(map(style, numbers))
        assert 1 < len(set(map(style, printed)))

    def test_words_of_plans(self, values: list[object]) -> None:
        """Titles and indicators are such as plans have, in Chinese and in English."""
        words = flat(drawn(st.lists(_values.titles(), min_size=30, max_size=30), 30))
        titles = {v.title for v in values if isinstance(v, model.Measure | Section)}
        indicators = {v.indicator for v in values if isinstance(v, model.Target)}

        assert {"新建道路12公里", "in due course", "20xx年", "各有关部门"} <= set(words)
        assert 5 < len(titles & {*_values._PHRASES})
        assert 3 < len(indicators & {*_values._INDICATORS})

    def test_references_meet(self) -> None:
        """Targets refer to others of the same plan, and share series and indicators."""
        meetings: dict[str, Callable[[Target, Target], object]] = {
            "part": lambda a, b: a.part_of == b.id,
            "stretch": lambda a, b: a.stretch_of == b.id,
            "relative": lambda a, b: a.relative is not None and a.relative.to == b.id,
            "series": lambda a, b: a.series == b.series is not None,
            "indicator": lambda a, b: a.indicator == b.indicator,
            "value": lambda a, b: a.value and b.value and comparable(a.value, b.value),
        }
        missing = set(meetings)
        for number in range(8):
            pairs = [
                (a, b)
                for plan in drawn(testing.plans(), 25, number=number)
                for a, b in permutations(plan.iter_targets(), 2)
                if a is not b and a.id != b.id
            ]
            missing -= {name for name in missing if any(meetings[name](*pair) for pair in pairs)}
            if not missing:
                break

        assert set() == missing

    def test_sources_meet(self, plans: list[Plan]) -> None:
        """Places lie in one another, and far apart."""
        pairs = [
            (a.source, b.source)
            for plan in plans
            for (_, a), (_, b) in permutations(plan.walk(), 2)
            if not isinstance(a, Plan | model.Project) and not isinstance(b, Plan | model.Project)
            if a.source is not None and b.source is not None and a is not b
        ]

        assert any(a.start <= b.start and b.end <= a.end for a, b in pairs)
        assert any(a.end <= b.start for a, b in pairs)

    def test_small(self, plans: list[Plan]) -> None:
        """Plans are small enough to draw many of them."""
        assert 100 > max(len(list(plan.walk())) for plan in plans)


class TestSections:
    def test_depth(self) -> None:
        """Sections go as deep as allowed, and no deeper."""
        assert {1, 2, 3} == {levels(s) for s in drawn(testing.sections(max_depth=3), 40)}
        assert {1} == {levels(s) for s in drawn(testing.sections(max_depth=1), 20)}

    def test_none_in_a_plan(self) -> None:
        """A plan is drawn without sections where none are asked for."""
        assert {()} == {plan.sections for plan in drawn(testing.plans(max_depth=0), 20)}

    def test_deepest(self) -> None:
        """The deepest that a plan may be can be asked for."""
        assert 3 == len(drawn(testing.plans(max_depth=32), 3))

    @pytest.mark.parametrize("max_depth", [-1, 0, 33])
    def test_impossible(self, max_depth: int) -> None:
        """A depth that no section has is refused at once."""
        with pytest.raises(InvalidArgument) as excinfo:
            testing.sections(max_depth=max_depth)

        assert f"expected max_depth from 1 to 32, got {max_depth}" == str(excinfo.value)

    @pytest.mark.parametrize("max_depth", [-1, 33])
    def test_impossible_plans(self, max_depth: int) -> None:
        """A depth that no plan has is refused at once."""
        with pytest.raises(InvalidArgument) as excinfo:
            testing.plans(max_depth=max_depth)

        assert f"expected max_depth from 0 to 32, got {max_depth}" == str(excinfo.value)


class TestAmounts:
    @pytest.mark.parametrize("dimension", sorted({u.dimension for u in UNITS.values()}))
    def test_every_dimension(self, dimension: str) -> None:
        """Each dimension of the table can be asked for, and is what comes."""
        assert {dimension} == {a.dimension for a in drawn(testing.amounts(dimension=dimension), 8)}

    @pytest.mark.parametrize("dimension", ["money_CNY/persons", "length*persons", "1/area"])
    def test_composed_dimensions(self, dimension: str) -> None:
        """So can those of a product of two units, where no unit of its own has it."""
        assert {dimension} == {a.dimension for a in drawn(testing.amounts(dimension=dimension), 8)}

    def test_ends(self) -> None:
        """Magnitudes come from the whole range that an amount has."""
        magnitudes = [a.magnitude for a in drawn(testing.amounts(), 300)]
        exponents = [magnitude.adjusted() for magnitude in magnitudes if magnitude]

        assert -10 > min(exponents) >= units.MIN_ADJUSTED
        assert 15 < max(exponents) <= units.MAX_ADJUSTED

    @pytest.mark.parametrize("strategy", [testing.amounts, testing.unit_ids])
    def test_unknown_dimension(
        self, strategy: typing.Callable[..., st.SearchStrategy[object]]
    ) -> None:
        """A dimension that no unit has is refused at once, and the nearest is named."""
        with pytest.raises(InvalidArgument, match="'areas'; did you mean 'area'"):
            strategy(dimension="areas")


class TestModule:
    def test_surface(self) -> None:
        """What is exported are help for checks, and strategies, all usable without arguments."""
        helpers = {"assert_examples", "assert_finds", "assert_silent", "well_behaved"}

        for name in set(testing.__all__) - helpers:
            assert isinstance(getattr(testing, name)(), st.SearchStrategy)

    def test_pieces_are_drawn(self) -> None:
        """A strategy draws what its name says."""
        for name, cls in {
            "documents": model.Document, "dues": model.Due, "figures": model.Figure,
            "measures": model.Measure, "parties": model.Party, "sections": Section,
            "sources": model.Source, "statements": model.Statement, "targets": model.Target,
        }.items():  # fmt: skip
            assert {cls} == {type(v) for v in drawn(getattr(testing, name)(), 5)}

    def test_hypothesis_is_optional(self) -> None:
        """Importing govplan imports neither hypothesis nor pint."""
        code = "import sys, govplan; print({'hypothesis', 'pint'} & set(sys.modules))"

        done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)  # noqa: S603

        assert b"set()" == done.stdout.strip()


class TestWithoutTheExtra:
    """Importing it where something is missing."""

    def test_without_hypothesis(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A line says what to install."""
        line = r'^govplan\.testing needs hypothesis: pip install "govplan\[testing\]"$'
        self.check("hypothesis", line, monkeypatch)

    def test_another_missing_module(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A module missing for another reason is no matter of the extra."""
        self.check("govplan.build", r"^import of govplan\.build halted", monkeypatch)

    def check(self, missing: str, message: str, monkeypatch: pytest.MonkeyPatch) -> None:
        """Import it anew without a module, and match the error."""
        for name in [name for name in sys.modules if name.startswith("govplan.testing")]:
            monkeypatch.delitem(sys.modules, name)
        monkeypatch.setitem(sys.modules, missing, None)
        with pytest.raises(ModuleNotFoundError, match=message):
            importlib.import_module("govplan.testing")
