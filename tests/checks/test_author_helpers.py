"""What :mod:`govplan.testing` gives to the authors of checks."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

import attrs
import pytest
from hypothesis import settings
from hypothesis import strategies as st

from govplan import Amount, Document, Period, Plan, Project, Source, Suppression
from govplan.build import plan, section, target
from govplan.checks import BUILTIN, AnyRule, Context, Finding, Related, Severity, rule
from govplan.checks._examples import Example, examples_of
from govplan.errors import BuildError, EncodeError, NotFoundError, RulesetError
from govplan.model import Baseline, Defect, Figure, Measure, Node, Section, Statement, Target
from govplan.testing import (
    assert_examples,
    assert_finds,
    assert_silent,
    plans,
    targets,
    well_behaved,
)
from govplan.testing._checks import run_example
from tests.conftest import PROFILE

ROAD = Target(id="t", indicator="公路", value=Amount(3, "hectare"))
GOOD_ROAD = attrs.evolve(ROAD, value=Amount(3, "km"))
ONE = Plan(id="p", title="计划", targets=(ROAD,))


@rule("TST201", "road-in-km", Severity.ERROR, on=Target, preview=True)
def road_in_km(
    target: Target, context: Context, *, words: tuple[str, ...] = ("公路", "road")
) -> Iterator[Finding]:
    """A road is a length.

    A second paragraph with a colon, and a list::

        this is no example

    Bad::

        target("公路", "= 3 公顷")

    Bad, in English::

        section(
            "Roads",

            measure("Build", target("road", "= 3 ha")),
        )

    Good, and several lines::

        length = "= 3 公里"
        target("公路", length)
        target("林地", "= 3 公顷"), target("road", length)

    Good, with words = ["铁路"]::

        plan("工作计划", target("公路", "= 3 公顷"), id="p")

    The end.
    """
    value = target.value
    if value is not None and target.indicator in words and value.dimension != "length":
        yield context.find(f"{value} is no length", field="value")


@rule("TST202", "text-with-hedge", Severity.INFO, on=Target, needs_text=True)
def text_with_hedge(target: Target, context: Context) -> Iterator[Finding]:
    """The words of a target hedge.

    Bad::

        text = "力争建成公路"
        target("公路", at=(0, 6))

    Good::

        text = "建成公路"
        target("公路", at=(0, 4))
    """
    if "力争" in context.words(target.source):
        yield context.find("hedged", source=target.source)


@rule("TST203", "every-field", Severity.INFO, on=Plan)
def every_target_twice(_: Plan, context: Context) -> Iterator[Finding]:
    """Finds something in two fields of each target."""
    for place in context.walk(Target):
        yield context.find("no value", field="value", at=place)
        yield context.find("no\nbaseline", field="baseline", at=place)


def on(kind: type[Node]) -> AnyRule:
    """Return a check that finds something at each node of a class."""

    def look(_: Plan, context: Context) -> Iterator[Finding]:
        yield context.find("seen")

    return rule("TST204", "seen", Severity.INFO, on=cast("type[Plan]", kind))(look)


NODES: tuple[Node, ...] = (
    Plan(id="p", title="x"),
    Section(id="s"),
    Measure(id="m", title="x"),
    ROAD,
    Figure(kind="other", label="x", value=Amount(1)),
    Statement(kind="slogan", title="x"),
    Project(name="x"),
)
PLACES = ("", "/sections/0", "/measures/0", "/targets/0", "/figures/0", "/statements/0",
          "/projects/0")  # fmt: skip


class TestAssertFinds:
    @pytest.mark.parametrize(("node", "place"), list(zip(NODES, PLACES, strict=True)))
    def test_node(self, node: Node, place: str) -> None:
        """A node of each class can be looked at alone; pointers are counted from it."""
        finding = assert_finds(on(type(node)), node, at="", message="seen", count=1)

        assert place == finding.pointer

    def test_in_a_plan(self) -> None:
        """In a whole plan pointers are counted from the plan."""
        town = plan("计划", section("交通", target("公路", "= 3 公顷")), id="p")

        finding = assert_finds(road_in_km, town, at="/sections/0/targets/0/value")

        assert "s1.t1" == finding.node_id

    def test_first(self) -> None:
        """Of several findings that fit the first is returned."""
        town = plan("计划", target("a"), target("b"), id="p")

        assert "/targets/0/value" == assert_finds(every_target_twice, town).pointer
        assert "/targets/0/baseline" == assert_finds(every_target_twice, town, message="ba").pointer
        assert_finds(every_target_twice, town, count=4)
        assert_finds(every_target_twice, town, message="value", count=2)

    def test_suppressed(self) -> None:
        """What the plan suppresses is found all the same."""
        accepted = Suppression(code="TST201", node="t", reason="agreed")

        assert assert_finds(road_in_km, attrs.evolve(ONE, suppressions=(accepted,))).suppression

    def test_only_its_own(self) -> None:
        """What the engine finds does not count."""
        bad = Suppression(code="TST201", node="t", reason="")
        town = attrs.evolve(ONE, targets=(GOOD_ROAD,), suppressions=(bad,))

        with pytest.raises(AssertionError, match="expected a finding, got none"):
            assert_finds(road_in_km, town)

    def test_today(self) -> None:
        """The day can be set."""

        @rule("TST205", "late", Severity.INFO, on=Plan)
        def late(_: Plan, context: Context) -> Iterator[Finding]:
            if context.today == dt.date(2031, 2, 1):
                yield context.find("late")

        assert_finds(late, ONE, today=dt.date(2031, 2, 1))
        assert_silent(late, ONE, today=dt.date(2031, 2, 2))

    def test_text(self) -> None:
        """The text can be given, and has to be where the check reads it."""
        hedged = attrs.evolve(ROAD, source=Source(start=1, end=3))

        assert_finds(text_with_hedge, hedged, text="要力争建成")
        assert_silent(text_with_hedge, hedged, text="要在建成力争")
        for helper in (assert_finds, assert_silent):
            with pytest.raises(ValueError, match="TST202 text-with-hedge reads the published text"):
                helper(text_with_hedge, hedged)

    def test_crash(self) -> None:
        """What the check raises is raised."""

        @rule("TST206", "crash", Severity.INFO, on=Plan)
        def crash(_: Plan, context: Context) -> Iterator[Finding]:
            yield context.find("found before")
            raise ZeroDivisionError("at once")

        for helper in (assert_finds, assert_silent):
            with pytest.raises(ZeroDivisionError, match="at once"):
                helper(crash, ONE)

    def test_nothing_fits(self) -> None:
        """A failure says what was asked for, and shows all that was found, on one line each."""
        with pytest.raises(AssertionError) as excinfo:
            assert_finds(every_target_twice, ROAD, at="/upper", message="no", count=3)

        assert (
            "TST203 every-field: expected 3 findings at /targets/0/upper with 'no' in the message, "
            "got 2:\n"
            "  TST203 /targets/0/value no value\n"
            "  TST203 /targets/0/baseline no\\nbaseline"
        ) == str(excinfo.value)

    @pytest.mark.parametrize(
        ("asked", "words"),
        [
            ({"at": "/due"}, "a finding at /targets/0/due,"),
            ({"message": "公路"}, "a finding with '公路' in the message,"),
            ({"count": 1}, "1 finding,"),
            ({"count": 3}, "3 findings,"),
        ],
    )
    def test_each_wish(self, asked: dict[str, str], words: str) -> None:
        """Each of what may be asked for has to be so."""
        with pytest.raises(AssertionError, match=rf": expected {words} got 2:"):
            assert_finds(every_target_twice, ROAD, **asked)  # type: ignore[arg-type]

    def test_plan_itself(self) -> None:
        """A finding about the plan as a whole is shown as such."""
        with pytest.raises(AssertionError, match=r"\n  TST204 \(the plan\) seen$"):
            assert_silent(on(Plan), ONE)

    def test_draft(self) -> None:
        """What govplan.build makes can be looked at as it is."""
        finding = assert_finds(road_in_km, target("公路", "= 3 公顷"), at="/value", count=1)

        assert "/targets/0/value" == finding.pointer


class TestAssertSilent:
    def test_silent(self) -> None:
        """Nothing happens where nothing is found."""
        assert_silent(road_in_km, GOOD_ROAD)

    def test_findings(self) -> None:
        """What is found is shown."""
        with pytest.raises(AssertionError) as excinfo:
            assert_silent(road_in_km, ROAD)

        assert (
            "TST201 road-in-km: expected no finding, got 1:\n"
            "  TST201 /targets/0/value 3 hectare is no length"
        ) == str(excinfo.value)

    @pytest.mark.parametrize("subject", [Measure(id="m", title="公路"), Plan(id="p", title="x")])
    def test_nothing_to_look_at(self, subject: Measure | Plan) -> None:
        """A subject without a node of the check's kind proves nothing, and is refused."""
        kind = type(subject).__name__

        with pytest.raises(AssertionError, match=f"there is no Target in this {kind}"):
            assert_silent(road_in_km, subject)


class TestExamplesOf:
    def test_titles(self) -> None:
        """Blocks below lines that begin with Bad or Good are examples, others are not."""
        assert [
            (False, "Bad"),
            (False, "Bad, in English"),
            (True, "Good, and several lines"),
            (True, 'Good, with words = ["铁路"]'),
        ] == [(example.good, example.title) for example in examples_of(road_in_km)]

    def test_code(self) -> None:
        """The code stands without indentation, blank lines in it kept."""
        first, second, *_ = examples_of(road_in_km)

        assert 'target("公路", "= 3 公顷")' == first.code
        assert (
            'section(\n    "Roads",\n\n    measure("Build", target("road", "= 3 ha")),\n)'
            == second.code
        )

    @pytest.mark.parametrize(
        "doc",
        [
            None,
            "",
            "Bad",
            "Bad::",
            "Badly put::\n\n    x",
            "Bad: not so\n\n    x",
            "  Not Good::\n\n    x",
        ],
    )
    def test_none(self, doc: str | None) -> None:
        """Other lines are no headings."""

        def look(_: Plan, context: Context) -> Iterator[Finding]:
            yield context.find("seen")

        look.__doc__ = doc

        assert () == examples_of(rule("TST204", "seen", Severity.INFO, on=Plan)(look))

    def test_derived(self) -> None:
        """A derived check has the examples of the one it is made of."""
        derived = road_in_km.derive("TST299", "other", words=("铁路",))

        assert examples_of(road_in_km) == examples_of(derived)


def made(code: str) -> tuple[Plan, str | None]:
    """Return what the code of an example makes."""
    return run_example(Example(good=True, title="Good", code=code))


class TestRunExample:
    def test_parts(self) -> None:
        """Parts on lines of their own and with commas between are put into a plan, in order."""
        town, text = made('target("a"), target("b")\nmeasure("c")\nfigure("other", "d", "3 个")')

        assert ["example", "a", "b"] == [town.id, *(t.indicator for t in town.targets)]
        assert ["c"] == [m.title for m in town.measures]
        assert ["d"] == [f.label for f in town.figures]
        assert text is None

    def test_plan(self) -> None:
        """A plan stands for itself."""
        town, _ = made('plan("x", id="y", period=Period.of(2021))')

        assert Plan(id="y", title="x", period=Period.of(2021)) == town

    def test_names(self) -> None:
        """The names of the model, of build, dates and amounts are there; so is the text."""
        town, text = made(
            'text = "一" * 3\n'
            'target("a", baseline=Baseline(amount=amount("3 亩")), at=locate(text[:1], "一"))\n'
            "plan_of = Period(start=date(2021, 1, 1), end=date(2021, 2, 1))"
        )

        assert Baseline(amount=Amount(3, "mu")) == town.targets[0].baseline
        assert Source(start=0, end=1) == town.targets[0].source
        assert "一一一" == text

    @pytest.mark.parametrize("code", ["", "a = 1"])
    def test_nothing(self, code: str) -> None:
        """Code that makes nothing gives a plan with nothing in it."""
        assert Plan(id="example", title="工作计划") == made(code)[0]


def with_doc(doc: str) -> AnyRule:
    """Return a check with this docstring, which finds plans without a period."""

    def look(plan: Plan, context: Context) -> Iterator[Finding]:
        if plan.period is None:
            yield context.find("no period", field="period")

    look.__doc__ = doc
    return rule("TST207", "no-period", Severity.INFO, on=Plan)(look)


BAD = 'Bad::\n\n    target("a")\n\n'
GOOD = 'Good::\n\n    plan("x", id="p", period=Period.of(2021))\n\n'


class TestAssertExamples:
    @pytest.mark.parametrize("check", [road_in_km, text_with_hedge, with_doc(BAD + GOOD)])
    def test_as_they_say(self, check: AnyRule) -> None:
        """Examples that are what they say pass: with options, with a text, as a plan."""
        assert_examples(check)

    @pytest.mark.parametrize(("doc", "word"), [(GOOD, "Bad"), (BAD, "Good"), ("", "Bad")])
    def test_one_of_each(self, doc: str, word: str) -> None:
        """There has to be one of each kind."""
        with pytest.raises(AssertionError, match=f"its docstring has no block below '{word}::'"):
            assert_examples(with_doc(doc))

    @pytest.mark.parametrize(
        ("extra", "message"),
        [
            (GOOD.replace("Good", "Bad, too"), "expected a finding, got none"),
            (BAD.replace("Bad", "Good, too"), "expected no finding, got 1"),
        ],
    )
    def test_not_as_they_say(self, extra: str, message: str) -> None:
        """One that is not what it says fails, and is named and shown."""
        with pytest.raises(AssertionError, match=message) as excinfo:
            assert_examples(with_doc(BAD + GOOD + extra))

        (note,) = excinfo.value.__notes__
        title = extra.partition("::")[0]
        assert note.startswith(f"in the example '{title}' of TST207 no-period:\n")
        assert note.endswith(extra.strip().rpartition("    ")[2])

    @pytest.mark.parametrize(
        ("code", "error"),
        [("target(", SyntaxError), ("tarjet()", NameError), ("3", BuildError)],
    )
    def test_wrong_code(self, code: str, error: type[Exception]) -> None:
        """Code that does not run fails, and is shown."""
        with pytest.raises(error) as excinfo:
            assert_examples(with_doc(BAD + GOOD + f"Bad, and wrong::\n\n    {code}\n"))

        assert (
            "in the example 'Bad, and wrong' of TST207 no-period:\n" in excinfo.value.__notes__[0]
        )

    def test_unknown_option(self) -> None:
        """An option that the check does not have fails."""
        wrong = GOOD.replace("Good", "Good, with word = 1")

        with pytest.raises(RulesetError, match="TST207 has no option 'word'"):
            assert_examples(with_doc(BAD + GOOD + wrong))


def faulty(change: Callable[[Finding], Finding], *, needs_text: bool = False) -> AnyRule:
    """Return a check whose one finding is changed by hand."""

    @rule("TST208", "faulty", Severity.INFO, on=Plan, needs_text=needs_text)
    def look(_: Plan, context: Context) -> Iterator[Finding]:
        yield change(context.find("seen"))

    return look


def at_nowhere(finding: Finding) -> Finding:
    """Point at what is not there."""
    return attrs.evolve(finding, pointer="/targets/7")


def related_to_nowhere(finding: Finding) -> Finding:
    """Point at what is not there as another place."""
    other = Related(pointer="/nowhere", message="see")
    return attrs.evolve(finding, related=(other,))


def two_lines(finding: Finding) -> Finding:
    """Say it in two lines."""
    return attrs.evolve(finding, message="a\nb")


def no_words(finding: Finding) -> Finding:
    """Say nothing."""
    return attrs.evolve(finding, message="")


def related_in_two_lines(finding: Finding) -> Finding:
    """Say something of another place in two lines."""
    return attrs.evolve(finding, related=(Related(pointer="", message="a\u2028b"),))


def behind_the_text(finding: Finding) -> Finding:
    """Name a place behind the end of the text."""
    return attrs.evolve(finding, source=Source(start=0, end=1_000_000))


def counting() -> AnyRule:
    """Return a check that finds more each time."""
    times: list[int] = []

    @rule("TST208", "faulty", Severity.INFO, on=Plan)
    def look(_: Plan, context: Context) -> Iterator[Finding]:
        times.append(1)
        yield context.find(f"seen {len(times)} times")

    return look


@rule("TST208", "faulty", Severity.INFO, on=Plan)
def changing(plan: Plan, _: Context) -> Iterator[Finding]:
    """Changes the plan, which it may not."""
    object.__setattr__(plan, "issuer", "somebody else")
    yield from ()


def with_data(value: object) -> AnyRule:
    """Return a check that has something among its data."""
    return faulty(lambda finding: attrs.evolve(finding, data={"value": value}))


@rule("TST208", "faulty", Severity.INFO, on=Target)
def misspelt(target: Target, context: Context) -> Iterator[Finding]:
    """Misspells a field, at some targets."""
    if target.comparator == "~" and target.value is not None:
        yield context.find("seen", field="valeu")


def one_plan() -> st.SearchStrategy[Plan]:
    """Draw a plan that is always the same."""
    return st.builds(Plan, id=st.just("p"), title=st.just("x"))


class TestWellBehaved:
    @pytest.mark.parametrize(
        ("check", "message"),
        [
            (faulty(at_nowhere), "points at what does not exist"),
            (faulty(related_to_nowhere), "points at what does not exist"),
            (faulty(two_lines), "a message that is not one line"),
            (faulty(no_words), "a message that is not one line"),
            (faulty(related_in_two_lines), "a message that is not one line"),
            (faulty(behind_the_text, needs_text=True), "has its source outside the text"),
            (counting(), "TST208 faulty finds something else the second time"),
            (changing, "TST208 faulty changes the plan"),
        ],
    )
    def test_faults(self, check: AnyRule, message: str) -> None:
        """A check that does what none may do fails, and is told what."""
        test = well_behaved(check, one_plan())

        with pytest.raises(AssertionError, match=message):
            test()

    def test_no_json(self) -> None:
        """Data that JSON cannot hold, or gives back as something else, fail."""
        well_behaved(with_data(["三", 3, None]), one_plan())()

        with pytest.raises(EncodeError, match="an object"):
            well_behaved(with_data(object()), one_plan())()
        with pytest.raises(AssertionError, match="is another one once it is written and read"):
            well_behaved(with_data(dt.date(2021, 1, 1)), one_plan())()

    def test_crash(self) -> None:
        """A slip that only some targets bring to light is found, and raised as it is."""
        plans_of_targets = st.builds(
            Plan, id=st.just("p"), title=st.just("x"), targets=st.tuples(targets())
        )

        with pytest.raises(NotFoundError, match="'valeu'; did you mean 'value'"):
            well_behaved(misspelt, plans_of_targets, max_examples=500)()

    @pytest.mark.parametrize("code", ["GP131", "GP305"])
    def test_good(self, code: str) -> None:
        """A check that is in order passes."""
        well_behaved(BUILTIN[code], plans(max_depth=1), max_examples=20)()

    def test_texts(self) -> None:
        """A check of the words gets texts that hold all places of the plan, and its document."""
        lengths: list[int] = []

        @rule("TST209", "reader", Severity.INFO, on=Plan, needs_text=True)
        def reader(plan: Plan, context: Context) -> Iterator[Finding]:
            places = [getattr(place.node, "source", None) for place in context.all_places()]
            places += [defect.source for defect in plan.defects]
            assert all(source.end <= len(context.text) for source in places if source is not None)
            lengths.append(len(context.text))
            yield context.find("seen", source=next(filter(None, places), None))

        near = Plan(id="near", title="近")
        far = Plan(
            id="far",
            title="远",
            defects=(Defect(kind="other", note="n", source=Source(start=15_000, end=15_001)),),
            statements=(
                Statement(kind="slogan", title="x", source=Source(start=12_000, end=12_003)),
            ),
        )
        well_behaved(reader, st.sampled_from([near, far]), max_examples=40)()

        assert any(length > 10_000 for length in lengths)
        assert any(length < 100 for length in lengths)

    def test_document(self) -> None:
        """A document that describes another text does not keep the check from its words."""
        wrong = Document(length=3, sha256="0" * 64)
        drawn = st.builds(Plan, id=st.just("p"), title=st.just("x"), document=st.just(wrong))

        well_behaved(text_with_hedge, drawn)()

    @pytest.mark.parametrize("count", [1, 7])
    def test_how_many(self, count: int) -> None:
        """As many plans are tried as asked for."""
        assert count == self.tried(count)

    def test_profile(self) -> None:
        """Where nothing is asked for, as many are tried as hypothesis's profile says."""
        with_profile = settings(settings.get_profile("bounded"), max_examples=13)
        settings.register_profile("thirteen", with_profile)
        settings.load_profile("thirteen")
        try:
            assert 13 == self.tried(None)
        finally:
            settings.load_profile(PROFILE)

    def tried(self, count: int | None) -> int:
        """Return how many plans are drawn for a check, which gets to see each."""
        drawn: list[str] = []
        seen: set[str] = set()

        @rule("TST210", "counter", Severity.INFO, on=Plan)
        def counter(plan: Plan, _: Context) -> Iterator[Finding]:
            seen.add(plan.id)
            yield from ()

        def note(plan: Plan) -> Plan:
            drawn.append(plan.id)
            return plan

        plans = st.builds(Plan, id=st.uuids().map(str), title=st.just("x")).map(note)
        well_behaved(counter, plans, max_examples=count)()
        assert set(drawn) == seen
        return len(drawn)

    def test_collected(self, tmp_path: Path) -> None:
        """Pytest collects what is named like a test; two of them are kept apart."""
        file = tmp_path / "test_mine.py"
        file.write_text(
            "from govplan.checks import BUILTIN\n"
            "from govplan.testing import well_behaved\n"
            "test_period = well_behaved(BUILTIN['GP131'], max_examples=2)\n"
            "test_rate = well_behaved(BUILTIN['GP213'], max_examples=2)\n",
            encoding="utf-8",
        )

        done = subprocess.run(  # noqa: S603 (our own code)
            [sys.executable, "-m", "pytest", "-v", "-p", "no:cacheprovider", str(file)],
            cwd=tmp_path,
            env={k: v for k, v in os.environ.items() if k != "PYTEST_ADDOPTS"},
            capture_output=True,
            check=False,
            encoding="utf-8",
        )

        assert "::test_period PASSED" in done.stdout
        assert "::test_rate PASSED" in done.stdout
