"""The model: what each class holds, what it refuses, and what a plan can be asked.

Figures are those of the Duqiao plan, or of the corpus excerpt that a test names.
"""

from __future__ import annotations

import copy
import datetime as dt
import pickle
import typing
from collections.abc import Callable
from decimal import Decimal

import attrs
import pytest
from hypothesis import given

import govplan
from govplan import (
    Baseline,
    Defect,
    Document,
    Due,
    Effective,
    Figure,
    Jurisdiction,
    Measure,
    Party,
    Period,
    Plan,
    Project,
    Ref,
    Relative,
    Scope,
    Section,
    Source,
    Statement,
    Suppression,
    Target,
    amount,
)
from govplan.errors import (
    AmbiguousError,
    IncompatibleUnitsError,
    InvalidTypeError,
    InvalidValueError,
    NotFoundError,
    TextMismatchError,
)
from govplan.model import Extra
from govplan.testing import plans

CLASSES = [
    Baseline, Defect, Document, Due, Effective, Figure, Jurisdiction, Measure, Party, Period, Plan,
    Project, Ref, Relative, Scope, Section, Source, Statement, Suppression, Target,
]  # fmt: skip


def target(**fields: typing.Any) -> Target:
    """Return a target with the fields that a test is about."""
    return Target(**{"id": "t1", "indicator": "x", **fields})


class TestClasses:
    @pytest.mark.parametrize("cls", CLASSES)
    def test_frozen_slotted_and_keyword_only(self, cls: type[typing.Any]) -> None:
        """Every class of the model is frozen, slotted and takes keywords only."""
        assert all(field.kw_only for field in attrs.fields(cls))
        assert hasattr(cls, "__slots__")
        assert not hasattr(cls, "__dict__") or "__dict__" not in cls.__slots__
        with pytest.raises(TypeError):
            cls("positional")

    @pytest.mark.parametrize("cls", CLASSES)
    def test_every_field_is_documented(self, cls: type) -> None:
        """Under each field stands a docstring."""
        import ast  # noqa: PLC0415
        import inspect  # noqa: PLC0415
        import textwrap  # noqa: PLC0415

        (definition,) = ast.parse(textwrap.dedent(inspect.getsource(cls))).body
        assert isinstance(definition, ast.ClassDef)
        documented = {
            field.target.id
            for field, after in zip(definition.body, definition.body[1:], strict=False)
            if isinstance(field, ast.AnnAssign)
            and isinstance(field.target, ast.Name)
            and isinstance(after, ast.Expr)
            and isinstance(after.value, ast.Constant)
        }
        assert {field.name for field in attrs.fields(cls)} <= documented

    def test_only_ids_and_names_are_required(self) -> None:
        """An id and a name are required; a section's title may be missing."""
        required = {
            cls.__name__: [f.name for f in attrs.fields(cls) if f.default is attrs.NOTHING]
            for cls in (Plan, Section, Measure, Target)
        }
        assert required == {
            "Plan": ["id", "title"],
            "Section": ["id"],
            "Measure": ["id", "title"],
            "Target": ["id", "indicator"],
        }

    def test_equality_and_hash(self) -> None:
        """Equal content makes equal objects with equal hashes; extra is outside the hash."""
        one, other = target(extra={"a": 1}), target(extra={"a": 2})
        assert one != other
        assert hash(one) == hash(other)
        assert target() == target()
        assert len({target(), target()}) == 1

    def test_evolve(self) -> None:
        """attrs.evolve gives a changed copy, and checks it."""
        changed = attrs.evolve(target(), indicator="5G基站")
        assert changed.indicator == "5G基站"
        with pytest.raises(InvalidTypeError):
            attrs.evolve(target(), indicator=3)  # type: ignore[arg-type]

    def test_frozen(self) -> None:
        """A field cannot be set."""
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            target().indicator = "y"  # type: ignore[misc]

    def test_lists_become_tuples(self) -> None:
        """A list is taken where a tuple is meant, and kept as a tuple."""
        measure = Measure(id="m", title="x", targets=[target()])  # type: ignore[arg-type]
        assert measure.targets == (target(),)

    @given(plan=plans())
    def test_any_plan_can_be_copied_pickled_and_hashed(self, plan: Plan) -> None:
        """Any plan survives copying and pickling, and can be a key."""
        assert plan == pickle.loads(pickle.dumps(plan))  # noqa: S301 (our own bytes)
        assert plan == copy.deepcopy(plan)
        assert plan == copy.copy(plan)
        assert hash(plan) == hash(copy.deepcopy(plan))

    def test_repr_says_what_is_there(self) -> None:
        """A repr leaves out what is empty, shows amounts readably, and counts children."""
        land = target(indicator="土地征收", comparator=">=", value=amount("350 亩"))
        assert repr(land) == (
            "Target(id='t1', indicator='土地征收', comparator='>=', value=amount('350 mu'))"
        )
        measure = Measure(id="m", title="征地", targets=(land,), projects=("征地项目",))
        assert repr(measure) == (
            "Measure(id='m', title='征地', projects=('征地项目',), targets=<1>)"
        )


class TestValues:
    @pytest.mark.parametrize("text", ["", "甲𠮷\r\n", "\ud800"])
    def test_document_of_a_text(self, text: str) -> None:
        """A document made of its text fits that text, and no other."""
        plan = Plan(id="p", title="x", document=Document.of(text))
        assert plan.coverage(text) == ((Source(start=0, end=len(text)),) if text else ())
        with pytest.raises(TextMismatchError):
            plan.coverage(text + " ")
        with pytest.raises(TextMismatchError):
            plan.coverage("x" * len(text) or "x")

    def test_document(self, duqiao: Plan) -> None:
        """The head of the page: every field printed, and the one printed empty."""
        document = duqiao.document
        assert document is not None
        assert document.index_number == "LH331082-071/2021-114035"
        assert document.document_number is None
        assert document.blank == ("document_number",)
        assert document.publicity == "主动公开"
        assert document.date_written == dt.date(2021, 8, 10)
        assert document.publisher == "杜桥镇"
        assert document.title == "杜桥镇2021年工作计划"
        assert document.length == 5592
        assert document.sha256 is not None
        other = attrs.evolve(document, date_published=dt.date(2021, 8, 11), url="https://x.test")
        assert other.date_published == dt.date(2021, 8, 11)
        assert other.url == "https://x.test"

    def test_jurisdiction(self, duqiao: Plan) -> None:
        """A place knows its level and what it belongs to."""
        place = duqiao.jurisdiction
        assert place is not None
        assert (place.name, place.level, place.code) == ("杜桥镇", "town", None)
        assert place.parent == Jurisdiction(name="临海市", code="331082", level="county")

    def test_jurisdictions_are_not_endless(self) -> None:
        """More than 32 levels of places mean nothing."""
        place = Jurisdiction(name="0")
        for i in range(31):
            place = Jurisdiction(name=str(i), parent=place)
        with pytest.raises(InvalidValueError, match="expected at most 32 levels"):
            Jurisdiction(name="x", parent=place)

    @pytest.mark.parametrize(
        ("text", "precision", "first", "last"),
        [
            ("2021", "year", "2021-01-01", "2021-12-31"),
            ("2022-H1", "half", "2022-01-01", "2022-06-30"),
            ("2022-H2", "half", "2022-07-01", "2022-12-31"),
            ("2021-Q1", "quarter", "2021-01-01", "2021-03-31"),
            ("2021-Q4", "quarter", "2021-10-01", "2021-12-31"),
            ("2009-06", "month", "2009-06-01", "2009-06-30"),
            ("2024-02", "month", "2024-02-01", "2024-02-29"),
            ("2009-07-31", "day", "2009-07-31", "2009-07-31"),
        ],
    )
    def test_due(self, text: str, precision: str, first: str, last: str) -> None:
        """A date is as exact as the plan gives it (corpus 082: 9月底前, 7月31日前)."""
        due = Due(date=text, words="前")
        assert due.precision == precision
        assert due.first == dt.date.fromisoformat(first)
        assert due.last == dt.date.fromisoformat(last)
        assert due.words == "前"

    @pytest.mark.parametrize(
        "text",
        ["", "21", "2021-13", "2021-02-30", "2021-Q5", "2021-H3", "0000", "2021-1-1", "２０２１",
         "2021年", "20210101", "2021-W01", "2021-08-10T00:00"],
    )  # fmt: skip
    def test_due_refuses(self, text: str) -> None:
        """What names no day, month, quarter, half or year is no date."""
        with pytest.raises(InvalidValueError) as caught:
            Due(date=text)
        assert caught.value.pointer == "/date"
        assert str(caught.value) == (
            "Due/date: expected a date such as 2021, 2021-H1, 2021-Q3, 2021-08 or 2021-08-10, "
            f"got {text!r}"
        )

    def test_period(self) -> None:
        """A period of whole years, both ends included (corpus 054: 2023-2027年)."""
        assert Period.of(2023, 2027) == Period(start=dt.date(2023, 1, 1), end=dt.date(2027, 12, 31))
        assert Period.of(2021).end == dt.date(2021, 12, 31)
        with pytest.raises(InvalidValueError, match="expected start <= end"):
            Period.of(2025, 2021)

    def test_source(self) -> None:
        """A range has a first and a later last code point."""
        assert Source(start=0, end=1).end == 1
        for start, end in ((3, 3), (3, 2), (-1, 2)):
            with pytest.raises(InvalidValueError, match="expected 0 <= start < end"):
                Source(start=start, end=end)

    def test_project(self, duqiao: Plan) -> None:
        """A project has the names and the phase that are printed."""
        known = {project.name: project for project in duqiao.projects}
        assert known["总部大楼"].aliases == ("国威大厦",)
        assert known["台金高速东延二期"].phase == "二期"

    def test_parties(self) -> None:
        """A measure names who has to act (corpus 007: 责任单位 教体局)."""
        measure = Measure(
            id="m", title="校园设施", parties=(Party(name="教体局", role="lead"),), level="county"
        )
        assert measure.parties[0].role == "lead"
        assert measure.level == "county"

    def test_refs(self) -> None:
        """A plan points to others (corpus 020: the province assigns the year's task)."""
        ref = Ref(relation="assigned_from", scheme="plan", id="province-2013")
        assert Plan(id="p", title="x", refs=(ref,)).refs == (ref,)

    def test_suppressions(self) -> None:
        """A finding that is accepted carries its reason and its end."""
        accepted = Suppression(
            code="GP306", node="t1", reason="agreed", until=dt.date(2021, 12, 31)
        )
        assert Plan(id="p", title="x", suppressions=(accepted,)).suppressions == (accepted,)

    def test_defects(self, duqiao: Plan) -> None:
        """What the print got wrong is kept."""
        assert [d.kind for d in duqiao.defects] == [
            "count_mismatch", "truncated", "misprint", "duplicate_number", "other",
        ]  # fmt: skip

    def test_figures(self, duqiao: Plan) -> None:
        """A threshold is no target, and keeps its comparator."""
        (tax,) = (f for f in duqiao.iter_figures() if f.label == "亩均税收")
        assert (tax.kind, tax.comparator, tax.value) == ("threshold", "<=", amount("5 万元"))
        scale = Figure(
            kind="capacity", label="x", value=amount("3 个"), upper=amount("5 个"),
            comparator="range",
        )  # fmt: skip
        assert scale.upper == amount("5 个")
        with pytest.raises(InvalidValueError, match="expected at least 3 个, got 2 个"):
            attrs.evolve(scale, upper=amount("2 个"))

    def test_statements(self, duqiao: Plan) -> None:
        """Statements are principles, purposes, slogans, and what is so already."""
        kinds = {n.kind for _, n in duqiao.walk() if isinstance(n, Statement)}
        assert kinds == {"principle", "purpose", "slogan", "context"}


class TestExtra:
    def test_frozen_at_any_depth(self) -> None:
        """What is put in cannot be changed afterwards, from outside or from inside."""
        given_ = {"a": [1, {"b": [True, None, "x"]}], "c": 0.1}
        extra = target(extra=given_).extra
        given_["a"].append(2)  # type: ignore[attr-defined]
        assert extra == {"a": (1, {"b": (True, None, "x")}), "c": Decimal("0.1")}
        assert isinstance(extra["a"], tuple)
        assert isinstance(extra["a"][1], Extra)
        assert repr(extra) == "{'a': (1, {'b': (True, None, 'x')}), 'c': Decimal('0.1')}"
        assert not hasattr(extra, "__setitem__")

    def test_objects_of_the_users_stay(self) -> None:
        """What govplan does not know is kept as it is."""
        thing = object()
        assert target(extra={"a": thing}).extra["a"] is thing

    @pytest.mark.parametrize(
        ("extra", "message"),
        [
            (3, "/extra: expected a mapping, got 3"),
            (None, "/extra: expected a mapping, got None"),
            ({1: 2}, "/extra: expected a text as key, got 1"),
            ({"a/b": {"c": [float("nan")]}}, "/extra/a~1b/c/0: expected a number, got NaN"),
            ({"a": Decimal("Infinity")}, "/extra/a: expected a number, got Infinity"),
        ],
    )
    def test_refuses(self, extra: typing.Any, message: str) -> None:
        """Keys are texts and numbers are numbers; the message says where they are not."""
        with pytest.raises((InvalidTypeError, InvalidValueError)) as caught:
            target(extra=extra)
        assert str(caught.value) == message

    def test_depth(self) -> None:
        """32 levels are enough."""
        nested: dict[str, typing.Any] = {}
        for _ in range(31):
            nested = {"a": nested}
        assert target(extra={"a": nested}).extra
        with pytest.raises(InvalidValueError, match="expected at most 32 levels"):
            target(extra={"a": {"a": nested}})


class TestRefusals:
    @pytest.mark.parametrize(
        ("make", "message"),
        [
            (lambda: target(id=""),
             "Target/id: expected an id, not empty and not starting with '/', got ''"),
            (lambda: Plan(id="/x", title="x"),
             "Plan/id: expected an id, not empty and not starting with '/', got '/x'"),
            (lambda: target(id=3), "Target/id: expected a text, got 3"),
            (lambda: target(indicator=None), "Target/indicator: expected a text, got None"),
            (lambda: target(comparator="≥"),
             "Target/comparator: expected one of >=, >, <=, <, =, ~, range, got '≥'"),
            (lambda: target(comparator=1),
             "Target/comparator: expected one of >=, >, <=, <, =, ~, range, got 1"),
            (
                lambda: target(value=Decimal(3)),
                "Target/value: expected an Amount, as amount('350 亩') gives one, got 3",
            ),
            (lambda: target(due="2021"), "Target/due: expected a Due, got '2021'"),
            (lambda: target(parties="abc"),
             "Target/parties: expected a tuple or a list, got 'abc'"),
            (lambda: Measure(id="m", title="x", projects=("a", 1)),  # type: ignore[arg-type]
             "Measure/projects/1: expected a text, got 1"),
            (lambda: Section(id="s", measures=(target(),)),  # type: ignore[arg-type]
             "Section/measures/0: expected a Measure, got a Target"),
            (lambda: Source(start=True, end=2), "Source/start: expected a whole number, got True"),
            (lambda: Scope(each=1), "Scope/each: expected true or false, got 1"),  # type: ignore[arg-type]
            (lambda: Document(date_written=dt.datetime(2021, 8, 10)),  # noqa: DTZ001
             "Document/date_written: expected a date, got a datetime"),
            (lambda: target(value=amount("5 km"), upper=amount("3000 m"), comparator="range"),
             "Target/upper: expected at least 5 km, got 3000 m"),
        ],
    )  # fmt: skip
    def test_what_has_no_meaning_is_refused(self, make: Callable[[], object], message: str) -> None:
        """A constructor refuses a wrong type and what has no meaning, and says where."""
        with pytest.raises((InvalidTypeError, InvalidValueError)) as caught:
            make()
        assert str(caught.value) == message

    def test_sections_are_not_endless(self) -> None:
        """32 levels of sections are enough; one more is refused."""
        section = Section(id="s")
        for _ in range(31):
            section = Section(id="s", sections=(section,))
        assert Plan(id="p", title="x", sections=(section,)).sections == (section,)
        with pytest.raises(InvalidValueError, match="expected at most 32 levels"):
            Section(id="s", sections=(section,))

    def test_what_a_plan_may_get_wrong_is_taken(self) -> None:
        """Ids used twice, a range of two dimensions, a bad deadline: findings, not errors."""
        twice = (target(id="t"), target(id="t", value=amount("5 km"), upper=amount("3 吨")))
        plan = Plan(
            id="t", title="", period=Period.of(2021), targets=twice,
            sections=(
                Section(id="t", number="(四)"),
                Section(id="t", number="(四)", due=Due(date="1999")),
            ),
        )  # fmt: skip
        assert len(list(plan.walk())) == 5


class TestAccepts:
    @pytest.mark.parametrize(
        ("comparator", "value", "met", "missed"),
        [
            (">=", "350 亩", ["350 亩", "24 公顷"], ["349.9 亩", "23 公顷"]),
            (">", "15000 立方米", ["15001 立方米"], ["15000 立方米"]),
            ("<=", "5%", ["5%", "48‰"], ["5.1%"]),
            ("<", "3 个", ["2 个"], ["3 个"]),
            ("=", "2 个", ["2 个"], ["1 个", "3 个"]),
        ],
    )
    def test_comparators(
        self, comparator: govplan.model.Comparator, value: str, met: list[str], missed: list[str]
    ) -> None:
        """A result is held against the value as the comparator says, in any unit."""
        goal = target(comparator=comparator, value=amount(value))
        assert [True] * len(met) == [goal.accepts(amount(result)) for result in met]
        assert [False] * len(missed) == [goal.accepts(amount(result)) for result in missed]

    def test_exact_is_beaten_in_the_better_direction(self) -> None:
        """A bare figure is met by more where more is better, by less where less is."""
        more = target(comparator="=", value=amount("2 个"), direction="up")
        assert [False, True, True] == [more.accepts(amount(f"{n} 个")) for n in (1, 2, 3)]
        less = target(comparator="=", value=amount("5%"), direction="down")
        assert [True, True, False] == [less.accepts(amount(f"{n}%")) for n in (4, 5, 6)]

    def test_decrease_is_a_positive_magnitude(self) -> None:
        """A decrease of 25 % meets one of 20 % (corpus 044: 下降18%, energy per GDP)."""
        accidents = target(comparator=">=", value=amount("20%"), change="decrease")
        assert accidents.accepts(amount("25%")) is True
        energy = target(comparator="=", value=amount("18%"), change="decrease", direction="down")
        assert energy.accepts(amount("19%")) is True
        assert energy.accepts(amount("17%")) is False
        rise = target(comparator="=", value=amount("10%"), change="increase", direction="down")
        assert rise.accepts(amount("9%")) is True

    def test_range(self) -> None:
        """A range is met by its ends and what lies between; without an end nobody can tell."""
        goal = target(comparator="range", value=amount("3 km"), upper=amount("5 km"))
        assert [False, True, True, True, False] == [
            goal.accepts(amount(f"{n} m")) for n in (2999, 3000, 4000, 5000, 5001)
        ]
        assert attrs.evolve(goal, upper=None).accepts(amount("4 km")) is None

    def test_about_needs_a_tolerance(self) -> None:
        """左右 is met within a tolerance, and nobody can tell without (corpus 030: 5%左右)."""
        goal = target(comparator="~", value=amount("5%"))
        assert goal.accepts(amount("5%")) is None
        half = amount("0.5 百分点")
        assert goal.accepts(amount("5.5%"), tolerance=half) is True
        assert goal.accepts(amount("44‰"), tolerance=half) is False

    def test_figures_without_unit(self) -> None:
        """A figure whose unit is not given is held against a number."""
        goal = target(comparator=">=", value=amount(120))
        assert goal.accepts(amount(120)) is True
        about = target(comparator="~", value=amount(120))
        assert about.accepts(amount(118), tolerance=amount(2)) is True

    def test_other_dimension(self) -> None:
        """A result that measures something else is an error, not a failure."""
        with pytest.raises(IncompatibleUnitsError):
            target(comparator=">=", value=amount("5 家")).accepts(amount("5 人"))

    def test_nobody_can_tell(self) -> None:
        """Goals without figure, and those set against another target, give no answer."""
        assert target(goal="全覆盖", goal_kind="coverage").accepts(amount("100%")) is None
        level = target(comparator=">=", value=amount("1 百分点"), relative=Relative(to="gdp"))
        assert level.accepts(amount("2%")) is None
        assert target(comparator=">=").accepts(amount("2%")) is None


class TestTargetFields:
    def test_baseline(self) -> None:
        """Where an indicator starts from (corpus 044: 0.869 against 1.034 in 2010)."""
        energy = target(
            comparator="=",
            value=amount("0.869 吨标准煤"),
            basis="level",
            direction="down",
            baseline=Baseline(amount=amount("1.034 吨标准煤"), year=2010),
            due=Due(date="2015"),
        )
        assert energy.baseline is not None
        assert energy.baseline.amount == amount("1.034 tce")
        assert energy.baseline.year == 2010

    def test_series(self) -> None:
        """One indicator at several dates (corpus 085: 30%, 15%, 5% by 2021, 2022, 2023)."""
        steps = [
            target(id=f"t{y}", comparator="<=", value=amount(f"{v}%"), series="差距",
                   due=Due(date=str(y), words=f"{y}年底"))
            for y, v in ((2021, 30), (2022, 15), (2023, 5))
        ]  # fmt: skip
        assert [step.due.last.year for step in steps if step.due] == [2021, 2022, 2023]
        assert {step.series for step in steps} == {"差距"}

    def test_parts(self) -> None:
        """A whole and its parts (corpus 047: 1304 of which 786 and 518)."""
        whole = target(id="meat", comparator=">=", value=amount("1304 万吨"))
        beef = target(id="beef", comparator=">=", value=amount("786 万吨"), part_of="meat")
        lamb = target(id="lamb", comparator=">=", value=amount("518 万吨"), part_of="meat")
        assert whole.value is not None
        assert sum(t.value.to("t") for t in (beef, lamb) if t.value) == whole.value.to("t")

    def test_stretch(self) -> None:
        """A goal that goes beyond another (确保48亿、力争50亿)."""
        floor = target(id="floor", comparator=">=", value=amount("48 亿元"), force="must")
        more = target(
            id="more", comparator=">=", value=amount("50 亿元"), force="strive",
            stretch_of="floor",
        )  # fmt: skip
        assert more.stretch_of == floor.id

    def test_relative(self, duqiao: Plan) -> None:
        """In step with another target; or so much above it."""
        income = duqiao.targets[2]
        assert income.relative == Relative(to="gdp")
        assert duqiao.find("gdp") == duqiao.targets[0]
        above = Relative(to="gdp", offset=amount("1 百分点"))
        assert above.offset == amount("1 percentage_point")

    def test_scope(self, duqiao: Plan) -> None:
        """The places that a target names."""
        schools = duqiao.find("s4.1.1.m6.t1")
        assert isinstance(schools, Target)
        assert schools.scope == Scope(places=("杜镇中学", "杜桥小学"))
        assert Scope(places=("a",), each=True).each is True

    def test_who_how_far_and_how_firmly(self) -> None:
        """A target of its own may have parties, a stage and a force."""
        own = target(parties=(Party(name="x"),), stage="finish", force="must")
        assert (own.parties[0].name, own.stage, own.force) == ("x", "finish", "must")

    def test_measure_dates(self) -> None:
        """A measure begins and is due (corpus 002: 2022年12月 to 2023年5月)."""
        garden = Measure(
            id="m", title="x", start=Due(date="2022-12"), due=Due(date="2023-05", words="竣工")
        )
        assert garden.start is not None
        assert garden.due is not None
        assert garden.start.first < garden.due.last


def place(start: int, end: int) -> Source:
    """Return a range."""
    return Source(start=start, end=end)


PLAN = Plan(
    id="p",
    title="工作计划",
    period=Period.of(2021),
    jurisdiction=Jurisdiction(name="x", level="town"),
    targets=(target(id="a", source=place(40, 50)), target(id="b")),
    statements=(Statement(kind="slogan", title="y", source=place(0, 5)),),
    figures=(Figure(kind="count", label="z", value=amount("4 方面"), source=place(5, 9)),),
    sections=(
        Section(
            id="s1",
            heading=place(10, 14),
            source=place(10, 30),
            due=Due(date="2021-06"),
            parties=(Party(name="农办"),),
            measures=(
                Measure(
                    id="m1",
                    title="征地",
                    level="village",
                    source=place(15, 30),
                    targets=(target(id="c", source=place(25, 30)),),
                    figures=(
                        Figure(
                            kind="threshold", label="w", value=amount("1 亩"), source=place(20, 22)
                        ),
                    ),
                ),
            ),
        ),
    ),
    projects=(Project(name="u"),),
    extra={"tags": ["x", {"deep": 1}], "a/b": {"~": 2}},
)


class TestWalking:
    def test_order_of_the_text(self) -> None:
        """Nodes come in the order of the text; one without place behind the one before it."""
        assert [
            "", "/statements/0", "/figures/0", "/sections/0", "/sections/0/measures/0",
            "/sections/0/measures/0/figures/0", "/sections/0/measures/0/targets/0",
            "/targets/0", "/targets/1", "/projects/0",
        ] == [pointer for pointer, _ in PLAN.walk()]  # fmt: skip

    def test_heading_places_a_section(self) -> None:
        """A section whose block is not known stands where its heading does."""
        plan = Plan(
            id="p", title="x",
            measures=(Measure(id="m", title="x", source=place(0, 5)),),
            targets=(target(source=place(20, 25)),),
            sections=(Section(id="s", heading=place(10, 12)),),
        )  # fmt: skip
        assert ["p", "m", "s", "t1"] == [
            n.id for _, n in plan.walk() if not isinstance(n, Figure | Statement | Project)
        ]

    @given(plan=plans())
    def test_any_pointer_leads_back(self, plan: Plan) -> None:
        """For any plan, each pointer of the walk leads to its node, and none comes twice."""
        seen = list(plan.walk())
        assert len({pointer for pointer, _ in seen}) == len(seen)
        for pointer, node in seen:
            assert plan.at(pointer) is node

    def test_iterators(self, duqiao: Plan) -> None:
        """The iterators are the walk, sorted by kind."""
        nodes = [node for _, node in duqiao.walk()]
        for kind, found in (
            (Section, duqiao.iter_sections()),
            (Measure, duqiao.iter_measures()),
            (Target, duqiao.iter_targets()),
            (Figure, duqiao.iter_figures()),
        ):
            assert list(found) == [node for node in nodes if isinstance(node, kind)]


class TestLookingUp:
    def test_find(self) -> None:
        """An id leads to its node, the plan included."""
        assert PLAN.find("c") is PLAN.sections[0].measures[0].targets[0]
        assert PLAN.find("p") is PLAN

    def test_find_by_pointer(self) -> None:
        """A pointer leads where ids are ambiguous; what has no id is not found so."""
        assert PLAN.find("/targets/1") is PLAN.targets[1]
        for pointer in ("/figures/0", "/title", "/extra"):
            with pytest.raises(NotFoundError, match="no plan, section, measure or target"):
                PLAN.find(pointer)

    def test_find_nothing(self) -> None:
        """An unknown id is an error that suggests the nearest."""
        plan = Plan(id="plan", title="x", targets=(target(id="s1.m1.t1"),))
        with pytest.raises(NotFoundError) as caught:
            plan.find("s1.m1.t2")
        assert str(caught.value) == "'s1.m1.t2': no node has this id; did you mean 's1.m1.t1'?"

    def test_find_several(self) -> None:
        """An id used twice is an error that names both places."""
        plan = Plan(id="t1", title="x", targets=(target(),))
        with pytest.raises(AmbiguousError) as caught:
            plan.find("t1")
        assert str(caught.value) == (
            "'t1': several nodes have this id: the plan itself, /targets/0; ask by pointer"
        )

    @pytest.mark.parametrize(
        ("pointer", "expected"),
        [
            ("", PLAN),
            ("/title", "工作计划"),
            ("/targets", PLAN.targets),
            ("/targets/1", PLAN.targets[1]),
            ("/sections/0/measures/0/figures/0/value/unit", "mu"),
            ("/extra/tags/1/deep", 1),
            ("/extra/a~1b/~0", 2),
            ("/period/start", dt.date(2021, 1, 1)),
        ],
    )
    def test_at(self, pointer: str, expected: object) -> None:
        """A pointer leads to a node, a tuple of them or a value."""
        assert PLAN.at(pointer) == expected

    @pytest.mark.parametrize(
        ("pointer", "message"),
        [
            ("targets", "it is no JSON Pointer: '' or '/' before each name or index"),
            ("/extra/~2", "it is no JSON Pointer: '' or '/' before each name or index"),
            ("/target", "a Plan has no 'target'; did you mean 'targets'?"),
            ("/targets/2", "no index '2' among 2"),
            ("/targets/01", "no index '01' among 2"),
            ("/targets/-", "no index '-' among 2"),
            ("/targets/-1", "no index '-1' among 2"),
            ("/targets/１", "no index '１' among 2"),
            ("/extra/none", "no key 'none'"),
            ("/title/0", "a str has no '0'"),
        ],
    )
    def test_at_nothing(self, pointer: str, message: str) -> None:
        """A pointer to nothing says at which step it leads nowhere."""
        with pytest.raises(NotFoundError) as caught:
            PLAN.at(pointer)
        assert str(caught.value) == f"{pointer!r}: {message}"

    def test_effective_by_id(self) -> None:
        """A node is named by its id or its pointer; the empty one is the plan."""
        for pointer, node in PLAN.walk():
            assert PLAN.effective(pointer) == PLAN.effective(node)
        assert PLAN.effective("c") == PLAN.effective(PLAN.find("c"))
        with pytest.raises(NotFoundError, match="no node has this id"):
            PLAN.effective("none")
        with pytest.raises(NotFoundError, match="no node stands there"):
            PLAN.effective("/title")

    def test_effective(self) -> None:
        """Due, parties and level come from the nearest that has them."""
        node = PLAN.find("c")
        assert isinstance(node, Target)
        assert PLAN.effective(node) == Effective(
            due=Due(date="2021-06"), parties=(Party(name="农办"),), level="village"
        )
        assert PLAN.effective("/targets/0") == Effective(due=Due(date="2021"), level="town")

    def test_effective_end_of_an_odd_period(self) -> None:
        """A period that ends within a year gives its last day."""
        period = Period(start=dt.date(2021, 9, 1), end=dt.date(2022, 8, 31))
        plan = Plan(id="p", title="x", period=period, targets=(target(),))
        assert plan.effective(plan.targets[0]).due == Due(date="2022-08-31")
        assert Plan(id="p", title="x").effective("") == Effective()

    def test_effective_of_a_stranger(self) -> None:
        """A node of another plan has no place here."""
        with pytest.raises(NotFoundError, match="it is not in this plan"):
            PLAN.effective(target(id="other"))

    def test_effective_of_a_node_in_two_places(self) -> None:
        """A node that stands twice is asked for by pointer where the places differ."""
        shared = target()
        plan = Plan(
            id="p", title="x",
            sections=(Section(id="s", targets=(shared,), due=Due(date="2021")),),
            targets=(shared,),
        )  # fmt: skip
        with pytest.raises(AmbiguousError, match="ask by pointer"):
            plan.effective(shared)
        assert plan.effective("/sections/0/targets/0").due == Due(date="2021")
        same = attrs.evolve(plan, sections=(Section(id="s", targets=(shared,)),))
        assert same.effective(copy.copy(shared)) == Effective()

    def test_replace(self) -> None:
        """A replaced node makes a new plan, and leaves the old one."""
        changed = PLAN.replace("c", indicator="5G基站")
        assert changed.find("c").indicator == "5G基站"  # type: ignore[union-attr]
        assert PLAN.find("c").indicator == "x"  # type: ignore[union-attr]
        assert changed.replace("c", indicator="x") == PLAN
        assert PLAN.replace("p", title="新").title == "新"
        twice = Plan(id="p", title="x", targets=(target(), target()))
        assert twice.replace("/targets/1", id="t2").targets[1].id == "t2"

    def test_replace_refuses(self) -> None:
        """An unknown id, a refused value and an unknown field are errors."""
        with pytest.raises(NotFoundError):
            PLAN.replace("none", title="x")
        with pytest.raises(InvalidTypeError):
            PLAN.replace("c", indicator=3)
        wrong = "^Target has no field 'indicater'; did you mean 'indicator' or 'indicator_source'"
        with pytest.raises(TypeError, match=wrong):
            PLAN.replace("c", indicater="x")

    def test_replace_without_id(self) -> None:
        """What has no id is named by pointer: figures, statements, projects."""
        plan = attrs.evolve(
            PLAN,
            figures=(Figure(kind="investment", label="总投资", value=amount("1 亿元")),),
            projects=(Project(name="甲"), Project(name="乙")),
        )
        assert plan.replace("/figures/0", kind="past_result").figures[0].kind == "past_result"
        assert [p.name for p in plan.replace("/projects/1", name="丙").projects] == ["甲", "丙"]
        for pointer in ("/figures", "/figures/0/value", "/title"):
            with pytest.raises(NotFoundError, match="no node stands there"):
                plan.replace(pointer, kind="past_result")

    def test_remove(self) -> None:
        """One node is taken out with all below it, by id or pointer; the old plan stays."""
        for pointer, node in PLAN.walk():
            if pointer:
                below = [p for p, _ in PLAN.walk() if p == pointer or p.startswith(pointer + "/")]
                less = PLAN.remove(pointer)
                assert len(list(less.walk())) == len(list(PLAN.walk())) - len(below)
                assert node not in [n for _, n in less.walk()]
        assert "c" not in {t.id for t in PLAN.remove("c").iter_targets()}
        twice = Plan(id="p", title="x", targets=(target(), target()))
        assert twice.remove("/targets/0").targets == (target(),)

    def test_remove_refuses(self) -> None:
        """What is not there, what is there twice, and the plan itself."""
        with pytest.raises(NotFoundError, match="no node has this id"):
            PLAN.remove("none")
        with pytest.raises(NotFoundError, match="the plan cannot be removed from itself"):
            PLAN.remove("p")
        with pytest.raises(NotFoundError, match="no node stands there"):
            PLAN.remove("/title")
        with pytest.raises(AmbiguousError):
            Plan(id="p", title="x", targets=(target(), target())).remove(target().id)


TEXT = "甲乙丙丁戊己庚辛壬癸" * 5


class TestText:
    def test_coverage(self) -> None:
        """What is in no heading, measure, target, figure or statement is given back."""
        assert PLAN.coverage(TEXT) == (place(9, 10), place(14, 15), place(30, 40))

    def test_coverage_to_the_end(self) -> None:
        """The last range ends where the text does; an empty plan covers nothing."""
        assert Plan(id="p", title="x").coverage("ab") == (place(0, 2),)
        assert Plan(id="p", title="x").coverage("") == ()

    def test_indicators_count(self) -> None:
        """An indicator's own words are accounted for."""
        plan = Plan(id="p", title="x", targets=(target(indicator_source=place(0, 2)),))
        assert plan.coverage("abc") == (place(2, 3),)

    def test_excerpt(self) -> None:
        """The words of a node, and of a range."""
        assert PLAN.excerpt(PLAN.targets[0], TEXT) == TEXT[40:50]
        assert PLAN.excerpt(place(0, 1), TEXT) == "甲"
        assert PLAN.excerpt(PLAN.targets[0].id, TEXT) == TEXT[40:50]
        assert PLAN.excerpt("/targets/0", TEXT) == TEXT[40:50]
        with pytest.raises(NotFoundError, match="'Plan': it has no source"):
            PLAN.excerpt("", TEXT)

    def test_excerpt_without_source(self) -> None:
        """A node without source has no words."""
        with pytest.raises(NotFoundError) as caught:
            PLAN.excerpt(PLAN.targets[1], TEXT)
        assert str(caught.value) == "'Target': it has no source, so there are no words"

    @pytest.mark.parametrize(
        ("document", "message"),
        [
            (None, "the plan's sources reach to 50, the text has 40 characters"),
            (
                Document(length=50),
                (
                    "expected the document's text of 50 characters, got one of 40; "
                    "read the file with newline='' so that its line ends stay, "
                    "or give what govplan read --text wrote"
                ),
            ),
            (
                Document(sha256="0" * 64),
                (
                    f"expected the text whose SHA-256 is {'0' * 60 + '…'!r}, got another one; "
                    "read the file with newline='' so that its line ends stay, "
                    "or give what govplan read --text wrote"
                ),
            ),
        ],
    )
    def test_another_text_is_refused(self, document: Document | None, message: str) -> None:
        """A text that is not the document's is refused by both."""
        plan = attrs.evolve(PLAN, document=document)
        calls: list[Callable[[], object]] = [
            lambda: plan.coverage(TEXT[:40]),
            lambda: plan.excerpt(plan.targets[0], TEXT[:40]),
        ]
        for call in calls:
            with pytest.raises(TextMismatchError) as caught:
                call()
            assert str(caught.value) == message

    def test_the_right_text(self, duqiao: Plan, text: str) -> None:
        """The document's own text is taken, and gives the words of a target."""
        land = duqiao.find("s2.3.m7.t1")
        assert isinstance(land, Target)
        assert duqiao.excerpt(land, text) == "350亩以上"
