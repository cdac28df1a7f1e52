"""Tests of a run: contexts, crashes, suppressions, the engine's own checks, order."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any, cast

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import govplan
from govplan import (
    Document,
    Due,
    Figure,
    Measure,
    Party,
    Period,
    Plan,
    Project,
    Section,
    Source,
    Statement,
    Target,
    amount,
    testing,
)
from govplan.checks import (
    BUILTIN,
    ENGINE,
    Baseline,
    Config,
    Context,
    Finding,
    Located,
    Report,
    Ruleset,
    Severity,
    Suppression,
    check,
    rule,
)
from govplan.checks import _engine as engine
from govplan.checks._context import mark
from govplan.errors import NotFoundError, RulesetError, TextMismatchError
from tests.costs import calls

from .samples import EVERY, PLAN, TODAY, codes, crashes, every, known_word, target

ONE = Ruleset([known_word])


def suppressed(
    code: str, node: str, reason: str = "agreed", until: dt.date | None = None
) -> Suppression:
    """Return a suppression."""
    return Suppression(code=code, node=node, reason=reason, until=until)


def with_suppressions(*suppressions: Suppression) -> Plan:
    """Return the plan with suppressions of its own."""
    return attrs.evolve(PLAN, suppressions=suppressions)


def finds(function: Any, kind: Any = Plan, **declared: Any) -> Ruleset:
    """Return a set of one rule, TST001, of a function."""
    return Ruleset([rule("TST001", "probe", Severity.INFO, on=kind, **declared)(function)])


class TestContext:
    @pytest.mark.parametrize(
        ("wrong", "words"),
        [
            ({"at": PLAN}, "expected at= to be what context.walk\\(\\) yields, got a Plan"),
            ({"related": [PLAN]}, "expected related= to hold what context.related\\(\\) gives"),
        ],
    )
    def test_places(self, wrong: Any, words: str) -> None:
        """Other places are given as the context gives them, not as nodes."""

        def function(_: Plan, context: Context) -> Iterator[Finding]:
            yield context.find("x", **wrong)

        with pytest.raises(TypeError, match=words):
            finds(function, Plan).run(PLAN, strict=True)

    def test_no_plan(self) -> None:
        """What is no plan is refused, with the way to one."""
        with pytest.raises(TypeError, match=r"as govplan.load\(\) gives one, got 'x'"):
            ONE.run(cast("Plan", "x"))

    def test_find(self) -> None:
        """A finding has all that the rule and the place say of it."""
        source = Source(start=3, end=9)

        def function(_: Target, context: Context) -> Iterator[Finding]:
            other = next(iter(context.walk(Section)))
            yield context.find(
                "说明",
                field="value/unit",
                source=source,
                hint="改",
                key="k",
                data={"expected": [1, "二"]},
                related=[context.related(other, "there", field="title")],
            )

        made = finds(function, Target, page="p").run(PLAN).findings[0]

        assert ("TST001", "probe", Severity.INFO, "p") == (
            made.code,
            made.name,
            made.severity,
            made.page,
        )
        assert "/sections/0/measures/0/targets/0/value/unit" == made.pointer
        assert ("t1", source, "改", "说明") == (made.node_id, made.source, made.hint, made.message)
        assert {"expected": (1, "二")} == made.data
        assert [("/sections/0/title", "there")] == [(r.pointer, r.message) for r in made.related]
        assert 16 == len(made.fingerprint)
        assert (None, None, False) == (made.suppression, made.suppressed_in, made.baselined)

    def test_find_elsewhere(self) -> None:
        """A rule about the plan finds things at any place, and takes their source."""
        plan = attrs.evolve(
            PLAN, measures=(Measure(id="m", title="x", source=Source(start=1, end=2)),)
        )

        def function(_: Plan, context: Context) -> Iterator[Finding]:
            for place in context.walk(Measure):
                yield context.find("x", at=place)

        expected = {
            ("/sections/0/measures/0", "s1.m1", None),
            ("/measures/0", "m", Source(start=1, end=2)),
        }
        assert expected == {(f.pointer, f.node_id, f.source) for f in finds(function).run(plan)}

    @pytest.mark.parametrize(
        ("field", "message"),
        [
            ("valeu", "a Target has no 'valeu'; did you mean 'value'"),
            ("/value", "a Target has no ''"),
            ("value/unti", "an Amount has no|a Amount has no 'unti'"),
            ("parties/0", "no index '0' among 0"),
        ],
    )
    def test_misspelt_field(self, field: str, message: str) -> None:
        """A field that a node does not have is a slip of the rule's, which crashes it."""

        def function(_: Target, context: Context) -> Iterator[Finding]:
            yield context.find("x", field=field)

        with pytest.raises(NotFoundError, match=message):
            finds(function, Target).run(PLAN, strict=True)
        assert {"GP000"} == set(codes(finds(function, Target).run(PLAN).findings))

    def test_misspelt_field_of_related(self) -> None:
        """So is one of another place."""

        def function(_: Plan, context: Context) -> Iterator[Finding]:
            yield context.find("x", related=[context.related(context.here, "y", field="titel")])

        with pytest.raises(NotFoundError, match="did you mean 'title'"):
            finds(function).run(PLAN, strict=True)

    def test_words_on_one_line(self) -> None:
        """What a plan says is kept on one line, without control characters, and cut."""

        def function(_: Plan, context: Context) -> Iterator[Finding]:
            hostile = "a\x1b[31m\n\u202e"
            there = context.related(context.here, hostile)
            yield context.find(hostile, hint=hostile, related=[there], key="1")
            yield context.find("路" * 501, key="2")

        first, second = finds(function).run(PLAN, strict=True).findings

        shown = "a\\x1b[31m\\n\\u202e"
        assert (shown, shown, shown) == (first.message, first.hint, first.related[0].message)
        assert "路" * 500 + "…" == second.message

    @pytest.mark.parametrize(
        ("number", "title", "section"),
        [
            ("(四)", "强供给", "(四)强供给"),
            ("4.2", "Roads", "4.2 Roads"),
            ("4.2", "道路", "4.2 道路"),
            (None, "Roads", "Roads"),
            ("一、", None, "一、"),
            (None, None, "s"),
        ],
    )
    def test_section(self, number: str | None, title: str | None, section: str) -> None:
        """A finding names the innermost section it stands in, or is; the plan is in none."""
        inner = Section(id="s", number=number, title=title, targets=(target("t"),))
        plan = Plan(id="p", title="x", sections=(Section(id="o", title="O", sections=(inner,)),))

        assert [None, "O", section, section] == [f.section for f in EVERY.run(plan)]

    @pytest.mark.parametrize("message", ["", None, 3])
    def test_message(self, message: Any) -> None:
        """A message is a text, and says something."""

        def function(_: Plan, context: Context) -> Iterator[Finding]:
            yield context.find(message)

        with pytest.raises(TypeError, match="expected a message that is a text, and not empty"):
            finds(function).run(PLAN, strict=True)

    def test_walk(self) -> None:
        """Nodes of a class come in the order of the text, with what they stand in."""
        seen: dict[str, list[tuple[str, list[str]]]] = {}

        def function(_: Plan, context: Context) -> Iterator[Finding]:
            for kind in (Target, Project, Figure):
                seen[kind.__name__] = [
                    (p.pointer, [type(n).__name__ for n in p.parents]) for p in context.walk(kind)
                ]
            yield from ()

        finds(function).run(PLAN, strict=True)

        measure = "/sections/0/measures/0"
        assert {
            "Target": [
                (f"{measure}/targets/0", ["Plan", "Section", "Measure"]),
                (f"{measure}/targets/1", ["Plan", "Section", "Measure"]),
                ("/sections/1/targets/0", ["Plan", "Section"]),
            ],
            "Project": [("/projects/0", ["Plan"])],
            "Figure": [(f"{measure}/figures/0", ["Plan", "Section", "Measure"])],
        } == seen

    def test_all_places(self) -> None:
        """All places are those of a walk of the plan, numbered."""
        seen: list[Located[Any]] = []

        def function(_: Plan, context: Context) -> Iterator[Finding]:
            seen.extend(context.all_places())
            yield from ()

        finds(function).run(PLAN, strict=True)

        assert list(PLAN.walk()) == [(p.pointer, p.node) for p in seen]
        assert list(range(len(seen))) == [p.order for p in seen]

    def test_places_cannot_be_changed(self) -> None:
        """What one rule does with the places does not come to the next."""

        def function(_: Plan, context: Context) -> Iterator[Finding]:
            places: Any = context.places(Target)
            yield from ()
            places.clear()

        rules = finds(function) | Ruleset([every("TST002", Target)])

        assert 3 == len(rules.run(PLAN).filter(code="TST002"))

    def test_subclass(self) -> None:
        """A node of a subclass of the user's own is looked at beside the others."""

        @attrs.frozen(kw_only=True)
        class Own(Target):
            note: str = ""

        plan = Plan(id="p", title="x", targets=(target("a"), Own(id="b", indicator="征地")))

        assert ["a", "b"] == [f.node_id for f in ONE.run(plan)]

    def test_here(self) -> None:
        """A shared node is told from itself in the other place."""
        shared = target("t")
        plan = Plan(
            id="p",
            title="x",
            measures=(
                Measure(id="a", title="x", targets=(shared,)),
                Measure(id="b", title="x", targets=(shared,)),
            ),
        )

        def function(_: Target, context: Context) -> Iterator[Finding]:
            holder = context.here.parents[-1]
            assert isinstance(holder, Measure)
            yield context.find(f"in {holder.id}")

        report = finds(function, Target).run(plan)

        assert [("/measures/0/targets/0", "in a"), ("/measures/1/targets/0", "in b")] == [
            (f.pointer, f.message) for f in report
        ]
        assert 2 == len({f.fingerprint for f in report})

    def test_effective(self) -> None:
        """What holds for the node, or for another, comes from above too."""
        plan = Plan(
            id="p",
            title="x",
            period=Period.of(2021),
            sections=(Section(id="s", parties=(Party(name="镇政府"),), targets=(target("t"),)),),
        )
        seen: list[Any] = []

        def function(_: Target, context: Context) -> Iterator[Finding]:
            seen.append(context.effective())
            seen.append(context.effective(context.places(Plan)[0]))
            yield from ()

        finds(function, Target).run(plan, strict=True)

        assert [(Party(name="镇政府"),), ()] == [e.parties for e in seen]
        assert {Due(date="2021")} == {e.due for e in seen}

    def test_today(self) -> None:
        """A rule knows the day that was given."""
        seen: list[dt.date] = []

        def function(_: Plan, context: Context) -> Iterator[Finding]:
            seen.append(context.today)
            yield from ()

        finds(function).run(PLAN, today=TODAY)
        before = dt.datetime.now().astimezone().date()
        finds(function).run(PLAN)
        after = dt.datetime.now().astimezone().date()

        assert TODAY == seen[0]
        assert before <= seen[1] <= after

    def test_fact(self) -> None:
        """A fact is worked out once a run, for all rules together, and anew in the next."""
        worked: list[int] = []

        def index(context: Context) -> int:
            worked.append(1)
            return len(list(context.walk(Target)))

        def function(_: Target, context: Context) -> Iterator[Finding]:
            yield context.find(f"one of {context.fact(index)}")

        first = rule("TST001", "a", Severity.INFO, on=Target)(function)
        rules = Ruleset([first, first.derive("TST002", "b")])

        assert {"one of 3"} == {f.message for f in rules.run(PLAN)}
        assert 1 == len(worked)
        rules.run(PLAN)
        assert 2 == len(worked)

    def test_fact_that_is_nothing(self) -> None:
        """A fact may be None, and is not worked out again for that."""
        worked: list[int] = []

        def function(_: Target, context: Context) -> Iterator[Finding]:
            context.fact(lambda_)
            yield from ()

        def lambda_(_: Context) -> None:
            worked.append(1)

        finds(function, Target).run(PLAN, strict=True)

        assert [1] == worked

    def test_fact_that_raises(self) -> None:
        """A fact that raises is worked out once; every node tells of it all the same."""
        worked: list[int] = []

        def index(_: Context) -> int:
            worked.append(1)
            raise ValueError("no index")

        def function(_: Target, context: Context) -> Iterator[Finding]:
            yield context.find(f"{context.fact(index)}")

        report = finds(function, Target).run(PLAN)

        assert [1] == worked
        assert 3 == len(report.crashes)
        assert all("ValueError: no index" in str(f.data["traceback"]) for f in report)
        with pytest.raises(ValueError, match="no index"):
            finds(function, Target).run(PLAN, strict=True)

    def test_anchors(self) -> None:
        """Figures, statements and projects, empty ones too, have the id of what holds them."""
        plan = Plan(
            id="p",
            title="x",
            statements=(Statement(kind="slogan", title=""), Statement(kind="slogan", title="/~")),
            figures=(Figure(kind="count", label="", value=amount("4 个")),),
            projects=(Project(name=""), Project(name="x")),
        )

        report = EVERY.run(plan, strict=True)

        assert {"p"} == {f.node_id for f in report}
        assert 6 == len({f.fingerprint for f in report}) == len(report)

    def test_source_of_section(self) -> None:
        """A finding at a section points at its heading, or else at the whole."""
        heading, block = Source(start=0, end=2), Source(start=0, end=9)
        plan = Plan(
            id="p",
            title="x",
            sections=(
                Section(id="a", heading=heading, source=block),
                Section(id="b", source=block),
                Section(id="c"),
            ),
        )

        report = Ruleset([EVERY["TST102"]]).run(plan)

        assert [heading, block, None] == [f.source for f in report]


class TestText:
    def test_given(self) -> None:
        """A rule that reads the words has the text, and the words at a place."""
        plan = attrs.evolve(
            PLAN, measures=(Measure(id="m", title="x", source=Source(start=2, end=4)),)
        )

        def function(node: Measure, context: Context) -> Iterator[Finding]:
            yield context.find(f"{context.words(node.source)}|{context.text}")

        report = finds(function, Measure, needs_text=True).run(plan, text="完成征地")

        assert {"征地|完成征地", "|完成征地"} == {f.message for f in report}
        assert "run" == report.checks["TST001"].status

    def test_not_given(self) -> None:
        """Without the text it is reported as not run, and fails nothing."""

        def function(_: Plan, context: Context) -> Iterator[Finding]:
            yield context.find(context.text)

        report = finds(function, needs_text=True).run(PLAN)

        assert ("no_text", 0) == (report.checks["TST001"].status, report.checks["TST001"].nodes)
        assert 0 == report.exit_code()

    def test_not_declared(self) -> None:
        """A rule that reads the text without saying so is told to."""

        def function(_: Plan, context: Context) -> Iterator[Finding]:
            yield context.find(context.text)

        message = "no text was given; declare the rule with needs_text=True"
        with pytest.raises(LookupError, match=message):
            finds(function).run(PLAN, strict=True)

    def test_empty(self) -> None:
        """An empty text is a text."""

        def function(_: Plan, context: Context) -> Iterator[Finding]:
            yield context.find(f"<{context.text}>")

        report = finds(function, needs_text=True).run(Plan(id="p", title="x"), text="")

        assert ["<>"] == [f.message for f in report]

    def test_another_text(self) -> None:
        """A text that is not the document's is refused before any rule runs."""
        plan = attrs.evolve(PLAN, document=Document(length=4))

        with pytest.raises(TextMismatchError):
            ONE.run(plan, text="x")


class TestRun:
    def test_nodes(self) -> None:
        """The report says of each rule how many nodes it looked at, and all about it."""
        report = EVERY.run(PLAN)

        assert [1, 2, 1, 3, 1, 1, 1] == [run.nodes for run in report.runs]
        assert list(EVERY) == [EVERY[code] for code in report.checks]
        run = ONE.run(PLAN).runs[0]
        assert (
            "TST001",
            "known-word",
            Severity.WARNING,
            "Target",
            "https://example.org/TST001",
        ) == (
            run.code,
            run.name,
            run.severity,
            run.on,
            run.page,
        )
        assert "An indicator has a known word." == run.summary
        assert run.seconds >= 0

    def test_seconds(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """The report says of each rule how long it took."""
        monkeypatch.setattr("time.perf_counter", iter([10.0, 12.5]).__next__)

        assert [2.5] == [run.seconds for run in ONE.run(PLAN).runs]

    def test_order(self) -> None:
        """Findings come in the order of the plan; at one place by code, then by source.

        Those without a source come before one at the very beginning of the text.
        """

        def at(start: int) -> Source:
            return Source(start=start, end=start + 1)

        def both(_: Target, context: Context) -> Iterator[Finding]:
            yield context.find("c", source=at(9), key="1")
            yield context.find("b", source=at(0), key="2")
            yield context.find("a", key="3")

        rules = EVERY | finds(both, Target)
        report = rules.run(PLAN)

        order = {pointer: i for i, (pointer, _) in enumerate(PLAN.walk())}
        places = [(order[f.pointer], f.code) for f in report]
        assert sorted(places) == places
        assert ["a", "b", "c"] * 3 == [f.message for f in report if f.code == "TST001"]

    def test_order_of_fields(self) -> None:
        """A finding at a field stands with its node, before the next node."""

        def function(_: Target, context: Context) -> Iterator[Finding]:
            yield context.find("x", field="value/unit")

        report = (EVERY | finds(function, Target)).run(PLAN)

        assert ["TST001", "TST104"] * 3 == [
            f.code for f in report if f.node_id in {"t1", "t2", "t3"}
        ]

    def test_plan_is_left_alone(self) -> None:
        """A run changes nothing in the plan."""
        before = govplan.dumps(PLAN)

        EVERY.run(PLAN)

        assert before == govplan.dumps(PLAN)

    def test_check(self) -> None:
        """govplan.checks.check runs the built-in rules."""
        config = Config(select=("GP3",))

        assert BUILTIN.run(PLAN, config, today=TODAY) == check(PLAN, config=config, today=TODAY)
        assert BUILTIN.run(PLAN, today=TODAY) == check(PLAN, today=TODAY)

    def test_empty(self) -> None:
        """No rules find nothing; the engine's own checks still run."""
        plan = with_suppressions(suppressed("nobody", "t1"))

        assert ["GP003"] == codes(Ruleset().run(plan).findings)
        assert () == Ruleset().run(plan).runs


class TestCrash:
    def test_kept(self) -> None:
        """A crash is a finding at its node; what was found before is kept, the rest goes on."""
        report = Ruleset([crashes, known_word]).run(PLAN)

        assert {"TST001": 2, "TST002": 3, "GP000": 1} == Counter(codes(report.findings))
        (crash,) = report.crashes
        assert "TST002 crashes crashed: ValueError: it cannot be" == crash.message
        assert "/sections/0/measures/0/targets/0" == crash.pointer
        assert ("GP000", "check-crashed", Severity.ERROR, "t1") == (
            crash.code,
            crash.name,
            crash.severity,
            crash.node_id,
        )
        assert "report it to the authors of TST002, or ignore that check" == crash.hint
        assert "TST002" == crash.data["check"]
        lines = str(crash.data["traceback"]).split("\n")
        assert "Traceback (most recent call last):" == lines[0]
        assert '    raise ValueError("it cannot be")' in lines
        assert ["ValueError: it cannot be", ""] == lines[-2:]
        assert ("crashed", 3) == (report.checks["TST002"].status, report.checks["TST002"].nodes)
        assert "run" == report.checks["TST001"].status
        assert 2 == report.exit_code() == report.exit_code(None)
        assert not report.ok(None)

    def test_strict(self) -> None:
        """With *strict* the error leaves as it is."""
        with pytest.raises(ValueError, match="it cannot be"):
            Ruleset([crashes]).run(PLAN, strict=True)

    def test_fault_of_the_engine(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """An error of the engine's own checks, of which no finding could tell, is raised."""
        monkeypatch.setattr(engine, "_FIXED", (crashes,))

        with pytest.raises(ValueError, match="it cannot be"):
            ONE.run(PLAN)

    @pytest.mark.parametrize("error", [KeyboardInterrupt, SystemExit, GeneratorExit])
    def test_interrupted(self, error: type[BaseException]) -> None:
        """What is no error of the rule's ends the run."""

        def function(_: Plan, context: Context) -> Iterator[Finding]:
            yield context.find("x")
            raise error

        with pytest.raises(error):
            finds(function).run(PLAN)

    @pytest.mark.parametrize(
        ("thing", "found"),
        [(None, "None"), ("words", "'words'"), (3, "3"), ([], "a list"), (Finding, "a type")],
    )
    def test_no_finding(self, thing: Any, found: str) -> None:
        """A rule that yields something else crashes."""

        def function(_: Plan, context: Context) -> Iterator[Finding]:
            yield context.find("before")
            yield thing

        crash, before = finds(function).run(PLAN).findings

        assert "before" == before.message
        message = f"TypeError: expected what context.find() returns, got {found}"
        assert f"TST001 probe crashed: {message}" == crash.message

    def test_finding_of_another(self) -> None:
        """A rule that yields another's finding crashes: nobody says GP000 in its place."""
        kept: list[Finding] = []

        def first(_: Plan, context: Context) -> Iterator[Finding]:
            kept.append(context.find("x"))
            yield from kept

        def second(_: Plan, __: Context) -> Iterator[Finding]:
            yield from kept
            yield attrs.evolve(kept[0], code="GP000")

        rules = finds(first) | Ruleset([rule("TST002", "b", Severity.INFO, on=Plan)(second)])
        report = rules.run(PLAN)

        assert ["GP000", "TST001"] == codes(report.findings)
        message = "TST002 b crashed: ValueError: expected a finding of TST002, got one of 'TST001'"
        assert message == report.crashes[0].message

    @pytest.mark.parametrize(
        ("error", "message"),
        [
            (KeyError("x"), "KeyError: 'x'"),
            (ValueError("a\x1b[31m\nb\u202e"), "ValueError: a\\x1b[31m\\nb\\u202e"),
            (ValueError("\ud800"), "ValueError: \\ud800"),
            (ValueError("征" * 5000), f"ValueError: {'征' * 300}"),
            (ValueError(), "ValueError: "),
            (RecursionError("too deep"), "RecursionError: too deep"),
            (ExceptionGroup("both", [ValueError("x")]), "ExceptionGroup: both (1 sub-exception)"),
        ],
    )
    def test_message(self, error: Exception, message: str) -> None:
        """The message says what the error says, on one line that drives no terminal."""

        def function(_: Plan, __: Context) -> Iterator[Finding]:
            raise error
            yield

        report = finds(function).run(PLAN)

        assert f"TST001 probe crashed: {message}" == report.crashes[0].message
        lines = str(report.crashes[0].data["traceback"]).split("\n")
        assert all(line.isprintable() for line in lines)
        assert report == Report.from_json(report.to_json())

    def test_error_that_cannot_speak(self) -> None:
        """An error whose text raises is told of all the same."""

        class MuteError(Exception):
            def __str__(self) -> str:
                raise ValueError("mute")

        def function(_: Plan, __: Context) -> Iterator[Finding]:
            raise MuteError
            yield

        (crash,) = finds(function).run(PLAN).crashes

        assert "TST001 probe crashed: MuteError: (it cannot say what)" == crash.message

    def test_recursion(self) -> None:
        """A rule that never ends by itself is a crash."""

        def deeper(level: int) -> int:
            return deeper(level + 1)

        def function(_: Target, context: Context) -> Iterator[Finding]:
            yield context.find(str(deeper(0)))

        report = (finds(function, Target) | Ruleset([every("TST002", Target)])).run(PLAN)

        assert 3 == len(report.crashes)
        assert 3 == len(report.filter(code="TST002"))
        assert report.crashes[0].message.startswith("TST001 probe crashed: RecursionError: ")

    def test_stop_iteration(self) -> None:
        """A next() that finds nothing is a crash, not the end of the rule."""

        def function(_: Plan, context: Context) -> Iterator[Finding]:
            yield context.find(next(iter(())))

        assert 1 == len(finds(function).run(PLAN).crashes)

    def test_cannot_be_quieted(self) -> None:
        """A crash cannot be suppressed, baselined or lowered; its check can be ignored."""
        rules = Ruleset([crashes])
        plan = with_suppressions(suppressed("GP000", "t1"), suppressed("check-crashed", ""))
        (crash,) = rules.run(PLAN).crashes
        known = Baseline.of([rules.run(PLAN)])
        forged = Baseline(
            [
                *known.known,
                attrs.evolve(known.known[0], code="GP000", fingerprint=crash.fingerprint),
            ]
        )

        report = rules.run(plan, Config(severity={"ALL": Severity.INFO}), baseline=forged)

        assert [crash] == list(report.crashes)
        assert 2 == codes(report.findings).count("GP003")
        assert 2 == report.exit_code(None)
        assert 0 == rules.run(PLAN, Config(ignore=("TST002",))).exit_code()


class TestSuppressed:
    @pytest.mark.parametrize(
        ("node", "expected"),
        [
            ("t1", ["t1"]),
            ("/sections/0/measures/0/targets/0", ["t1"]),
            ("/sections/0/measures/0/targets/0/indicator", ["t1"]),
            ("/sections/0", ["t1"]),
            ("/sections", ["t1", "t3"]),
            ("", ["t1", "t3"]),
            ("s1", []),
            ("s1.m1", []),
            ("/section", []),
            ("/sections/0/measures/0/targets/0/indicator/x", []),
            ("T1", []),
        ],
    )
    @pytest.mark.parametrize("code", ["TST001", "known-word"])
    @pytest.mark.parametrize("place", ["plan", "config"])
    def test_node(self, node: str, expected: list[str], code: str, place: str) -> None:
        """An id is exact, a pointer covers what is below; in the plan and in a configuration."""
        said = suppressed(code, node)
        plan = with_suppressions(said) if place == "plan" else PLAN
        config = Config(suppressions={PLAN.id: (said,)} if place == "config" else {})

        report = ONE.run(plan, config)

        assert expected == [f.node_id for f in report.suppressed]
        assert {"t1", "t3"} - set(expected) == {f.node_id for f in report if f.code == "TST001"}
        assert {said} - ({None} if expected else {said}) == {
            f.suppression for f in report.suppressed
        }
        assert all(place == f.suppressed_in for f in report.suppressed)
        assert (["GP001"] if not expected else []) == [f.code for f in report if f.code != "TST001"]

    def test_former_code(self) -> None:
        """A suppression by a former code holds."""
        renamed = Ruleset([attrs.evolve(known_word, renamed_from=("TST900",))])

        report = renamed.run(with_suppressions(suppressed("TST900", "")))

        assert ([], 2) == (codes(report.findings), len(report.suppressed))
        assert ("TST900",) == report.runs[0].renamed_from

    def test_of_holder(self) -> None:
        """A figure has no id: a suppression at its measure covers it."""
        report = EVERY.run(with_suppressions(suppressed("TST105", "s1.m1")))

        assert ["TST105"] == codes(report.suppressed)

    def test_one_code(self) -> None:
        """A suppression is of one check; others at the node are reported."""
        report = (EVERY | ONE).run(with_suppressions(suppressed("TST001", "t1")))

        assert ["TST001"] == codes(report.suppressed)
        assert ["TST104"] == [f.code for f in report if f.node_id == "t1"]

    def test_other_plan(self) -> None:
        """Suppressions of a configuration are those of the plan's id; others are not unused."""
        config = Config(suppressions={"county": (suppressed("TST001", ""),)})

        assert ["TST001", "TST001"] == codes(ONE.run(PLAN, config).findings)

    def test_two(self) -> None:
        """Of several that hit, the plan's own by id is shown, and none is unused."""
        own, external = suppressed("TST001", "t1", "own"), suppressed("TST001", "t1", "external")
        config = Config(suppressions={PLAN.id: (external,)})

        plan = with_suppressions(
            own, suppressed("TST001", ""), suppressed("TST001", "/sections/0/measures")
        )

        report = ONE.run(plan, config)

        assert ([], 2) == (codes(report.findings), len(report.suppressed))
        assert (own, "plan") == (
            report.suppressed[0].suppression,
            report.suppressed[0].suppressed_in,
        )

    @pytest.mark.parametrize(
        ("until", "holds"),
        [
            (None, True),
            (TODAY + dt.timedelta(days=1), True),
            (TODAY, True),
            (TODAY - dt.timedelta(days=1), False),
            (dt.date.min, False),
            (dt.date.max, True),
        ],
    )
    def test_until(self, until: dt.date | None, holds: bool) -> None:  # noqa: FBT001 (a row)
        """A suppression holds to its last day, that day included; then its findings return."""
        report = ONE.run(with_suppressions(suppressed("TST001", "t1", until=until)), today=TODAY)

        assert (1 if holds else 0) == len(report.suppressed)
        assert ([] if holds else ["GP002"]) == [f.code for f in report if f.code != "TST001"]
        assert (1 if holds else 2) == codes(report.findings).count("TST001")

    @pytest.mark.parametrize("reason", ["", " ", "\u3000\n", "\t"])
    def test_no_reason(self, reason: str) -> None:
        """A suppression without a reason does not hold."""
        report = ONE.run(with_suppressions(suppressed("TST001", "t1", reason)))

        assert ["GP003", "TST001", "TST001"] == codes(report.findings)
        finding = report.findings[0]
        assert "TST001 at 't1' is suppressed without a reason" == finding.message
        assert "say why, for those who read the plan" == finding.hint
        assert "/suppressions/0" == finding.pointer
        assert 1 == report.exit_code()

    @pytest.mark.parametrize(
        "code", ["", "ALL", "TST", "TST00", "TST999", "tst001", "GP001", "unused-suppression", "路"]
    )
    def test_no_check(self, code: str) -> None:
        """A suppression that does not name one check does not hold."""
        report = ONE.run(with_suppressions(suppressed(code, "t1")))

        assert ["GP003", "TST001", "TST001"] == codes(report.findings)
        assert f"{code!r} is no check that can be suppressed" == report.findings[0].message
        assert "name one check by its code; govplan checks lists them" == report.findings[0].hint

    def test_bad_and_expired(self) -> None:
        """A suppression is told of once: what is bad is not expired or unused too."""
        over = TODAY - dt.timedelta(days=1)
        plan = with_suppressions(
            suppressed("TST001", "nobody", "", over), suppressed("X", "", "", over)
        )

        assert ["GP003", "GP003"] == codes(Ruleset().run(plan, today=TODAY).findings)[:2]
        assert {"GP003": 2, "TST001": 2} == Counter(codes(ONE.run(plan, today=TODAY).findings))

    def test_no_check_and_expired(self) -> None:
        """One that names no check is told of once too, though it has a reason and is over."""
        over = TODAY - dt.timedelta(days=1)

        report = Ruleset().run(with_suppressions(suppressed("X", "", "agreed", over)), today=TODAY)

        assert ["GP003"] == codes(report.findings)

    def test_expired(self) -> None:
        """One whose last day is over is told of, with its place and that day."""
        said = suppressed("known-word", "t1", until=dt.date(2021, 6, 29))
        report = ONE.run(with_suppressions(said), today=TODAY)

        (finding,) = (f for f in report if f.code == "GP002")

        assert "known-word at 't1' was suppressed until 2021-06-29" == finding.message
        assert ("/suppressions/0", Severity.WARNING) == (finding.pointer, finding.severity)

    def test_unused(self) -> None:
        """One that hits nothing is told of, with its place."""
        said = suppressed("known-word", "nobody")

        (finding,) = (f for f in ONE.run(with_suppressions(said)) if f.code == "GP001")

        assert "known-word finds nothing at 'nobody'" == finding.message
        assert ("/suppressions/0", Severity.WARNING) == (finding.pointer, finding.severity)

    def test_unused_in_configuration(self) -> None:
        """One of the configuration is told of at the plan."""
        config = Config(suppressions={PLAN.id: (suppressed("TST001", "nobody"),)})

        (finding,) = (f for f in ONE.run(PLAN, config) if f.code == "GP001")

        assert "TST001 finds nothing at 'nobody' (in the configuration)" == finding.message
        assert "" == finding.pointer

    def test_unused_but_did_not_run(self) -> None:
        """One of a check that was not chosen, had no text or crashed is not told of."""

        def silent(_: Plan, __: Context) -> Iterator[Finding]:
            yield from ()

        rules = ONE | Ruleset(
            [crashes, rule("TST003", "reads", Severity.INFO, on=Plan, needs_text=True)(silent)]
        )
        plan = with_suppressions(
            *(suppressed(code, "nobody") for code in ("TST001", "TST002", "TST003"))
        )

        report = rules.run(plan, Config(ignore=("TST001",)))

        assert {"TST002", "GP000"} == set(codes(report.findings))

    def test_hostile_words(self) -> None:
        """What a suppression says cannot drive a terminal."""
        plan = with_suppressions(
            suppressed("TST001", "\x1b[31m\n"),
            suppressed("\x1b\u202e", "x"),
            suppressed("TST001", ""),
        )

        messages = [f.message for f in ONE.run(plan) if f.code in {"GP001", "GP003"}]

        assert 2 == len(messages)
        assert all(message.isprintable() for message in messages)


class TestEngineRules:
    RULES = Ruleset([crashes, known_word])
    PLAN = with_suppressions(
        suppressed("TST001", "nobody"),
        suppressed("TST001", "t2", until=dt.date(2020, 1, 1)),
        suppressed("TST001", "t2", ""),
    )
    ALL = frozenset({"GP000", "GP001", "GP002", "GP003", "GP004"})

    def engine_codes(self, **config: Any) -> set[str]:
        """Return the codes of the engine's findings."""
        report = self.RULES.run(self.PLAN, Config(**config), today=TODAY)
        return {code for code in codes(report.findings) if code.startswith("GP")}

    def test_all(self) -> None:
        """The plan of these tests has a finding of each."""
        assert self.ALL == self.engine_codes(ignore=("nobody",))

    @pytest.mark.parametrize("ignore", ["GP", "G", "ALL", "GP1", "GP3"])
    def test_not_silenced(self, ignore: str) -> None:
        """Who ignores the built-in rules still hears of suppressions that do not hold."""
        assert {"GP001", "GP002", "GP003"} <= self.engine_codes(
            ignore=(ignore, "nobody"), select=("ALL", "TST001")
        )

    def test_not_selected(self) -> None:
        """They run whatever is selected."""
        assert self.ALL == self.engine_codes(select=("TST",), ignore=("nobody",))

    @pytest.mark.parametrize(
        ("ignore", "left"),
        [
            ("GP001", {"GP000", "GP002", "GP003", "GP004"}),
            ("unused-suppression", {"GP000", "GP002", "GP003", "GP004"}),
            ("GP002", {"GP000", "GP001", "GP003", "GP004"}),
            ("expired-suppression", {"GP000", "GP001", "GP003", "GP004"}),
            ("GP004", {"GP000", "GP001", "GP002", "GP003"}),
            ("GP0", {"GP000", "GP003"}),
            ("GP00", {"GP000", "GP003"}),
        ],
    )
    def test_ignored(self, ignore: str, left: set[str]) -> None:
        """GP001, GP002 and GP004 are ignored by code, by name, or by a beginning from GP0."""
        assert left == self.engine_codes(ignore=(ignore, "nobody"))

    @pytest.mark.parametrize("key", ["ignore", "severity"])
    @pytest.mark.parametrize("name", ["GP000", "check-crashed", "GP003", "bad-suppression"])
    def test_fixed(self, key: str, name: str) -> None:
        """Nobody ignores or lowers what says that a check did not run, or nothing holds."""
        config = Config(
            ignore=("TST001", name) if key == "ignore" else (),
            severity={name: Severity.INFO} if key == "severity" else {},
        )
        with pytest.raises(RulesetError) as caught:
            self.RULES.run(self.PLAN, config)

        (problem,) = caught.value.problems
        token = "1" if key == "ignore" else name
        assert (f"/{key}/{token}", f"{name} can neither be ignored nor lowered") == (
            problem.pointer,
            problem.message,
        )

    @pytest.mark.parametrize("selector", ["ALL", "GP", "GP0", "GP00"])
    def test_severity(self, selector: str) -> None:
        """The severity of the others can be set; of these two it stays."""
        config = Config(severity={selector: Severity.INFO}, ignore=("nobody",))
        report = self.RULES.run(self.PLAN, config, today=TODAY)

        assert {
            "GP000": Severity.ERROR,
            "GP001": Severity.INFO,
            "GP002": Severity.INFO,
            "GP003": Severity.ERROR,
            "GP004": Severity.INFO,
        } == {f.code: f.severity for f in report if f.code.startswith("GP")}

    def test_raised(self) -> None:
        """The severity of the others can be raised too."""
        config = Config(severity={"unused-suppression": Severity.ERROR})

        assert 1 == ONE.run(with_suppressions(suppressed("TST001", "x")), config).exit_code()

    def test_unknown_to_ignore(self) -> None:
        """What is ignored and nobody knows is a warning at the plan, each in turn."""
        report = ONE.run(PLAN, Config(ignore=("TST9", "TST001", "\x1b")))

        assert [
            ("GP004", "", Severity.WARNING, "no check is called 'TST9'"),
            ("GP004", "", Severity.WARNING, "no check is called '\\x1b'"),
        ] == [(f.code, f.pointer, f.severity, f.message) for f in report]

    def test_baselined(self) -> None:
        """GP001, GP002 and GP004 can be baselined; the others come back."""
        config = Config(ignore=("nobody",))
        known = Baseline.of([self.RULES.run(self.PLAN, config, today=TODAY)])

        report = self.RULES.run(self.PLAN, config, today=TODAY, baseline=known)

        assert {"GP000", "GP003"} == set(codes(report.findings))
        assert {"GP001", "GP002", "GP004", "TST001", "TST002"} == set(codes(report.baselined))
        assert () == report.stale

    def test_baselined_by_what_they_say(self) -> None:
        """Other suppressions and ignored names before them leave what is known known."""
        unused, expired = self.PLAN.suppressions[:2]
        known = Baseline.of(
            [ONE.run(with_suppressions(unused, expired), Config(ignore=("nobody",)), today=TODAY)]
        )
        plan = with_suppressions(suppressed("TST001", "new"), expired, unused)

        report = ONE.run(plan, Config(ignore=("newer", "nobody")), today=TODAY, baseline=known)

        assert [
            ("GP001", "TST001 finds nothing at 'new'"),
            ("GP004", "no check is called 'newer'"),
        ] == [(f.code, f.message) for f in report]

    def test_crash_is_the_same_beside_another(self) -> None:
        """Two checks that crash at one node leave each other's fingerprint alone."""
        another = Ruleset([crashes.derive("TST000", "other")])

        (alone,) = Ruleset([crashes]).run(PLAN).crashes
        (_, beside) = (another | Ruleset([crashes])).run(PLAN).crashes

        assert alone == beside

    def test_fingerprints_are_stable(self) -> None:
        """What a baseline holds of these checks is known to any later govplan."""
        report = ONE.run(self.PLAN, Config(ignore=("nobody",)), today=TODAY)

        assert {
            "GP001": "843b4eda0088eac6",
            "GP002": "1adb0bc36e3c31bb",
            "GP004": "67f9a1a9abe48461",
        } == {f.code: f.fingerprint for f in report if f.code in {"GP001", "GP002", "GP004"}}

    def test_no_runs(self) -> None:
        """They are no checks that were chosen, so the report does not list them."""
        assert {"TST001", "TST002"} == set(self.RULES.run(self.PLAN).checks)

    def test_documented(self) -> None:
        """Each says what it finds, and has a page of its own."""
        assert all(one.doc for one in ENGINE)
        assert [f"checks/{one.code}.html" for one in ENGINE] == [one.page for one in ENGINE]
        assert sorted(self.ALL) == [one.code for one in ENGINE]

    def test_before_the_run(self) -> None:
        """What the engine knows is known only once the checks have run."""

        def function(_: Plan, context: Context) -> Iterator[Finding]:
            yield context.find(str(context.fact(engine._outcome)))

        with pytest.raises(LookupError, match=r"^known only once the checks have run$"):
            finds(function).run(PLAN, strict=True)
        assert 1 == len(finds(function).run(PLAN).crashes)


SCRIPT = """
from tests.checks.samples import EVERY, PLAN, TODAY, crashes, known_word
from govplan.checks import Config, Ruleset, Suppression
import attrs

plan = attrs.evolve(PLAN, suppressions=tuple(
    Suppression(code=c, node=n, reason="x") for c in ("TST001", "no", "nay") for n in ("t1", "x")))
rules = EVERY | Ruleset([crashes, known_word])
report = rules.run(plan, Config(ignore=("b", "a", "c")), today=TODAY)
print(report.to_json())
"""


class TestDeterminism:
    def test_hash_seed(self) -> None:
        """The report does not depend on the seed of hashes."""
        root = Path(__file__).parents[2]
        outputs = {
            subprocess.run(  # noqa: S603 (our own script)
                [sys.executable, "-c", SCRIPT],
                cwd=root,
                env={**os.environ, "PYTHONHASHSEED": str(seed), "PYTHONPATH": str(root / "src")},
                capture_output=True,
                check=True,
            ).stdout
            for seed in range(4)
        }

        assert 1 == len(outputs)
        assert b"GP004" in outputs.pop()

    @given(st.randoms(use_true_random=False))
    def test_order_of_rules(self, random_: random.Random) -> None:
        """The report does not depend on the order in which rules are given."""
        rules = [*EVERY, crashes, known_word]
        random_.shuffle(rules)

        expected = (EVERY | Ruleset([crashes, known_word])).run(PLAN, today=TODAY)

        assert expected.to_json() == Ruleset(rules).run(PLAN, today=TODAY).to_json()

    @given(testing.plans())
    def test_same_twice(self, plan: Plan) -> None:
        """The same plan gives the same report, and stays as it was."""
        before = repr(plan), hash(plan)
        first = EVERY.run(plan, today=TODAY)

        assert first == EVERY.run(plan, today=TODAY)
        assert before == (repr(plan), hash(plan))


def draw_suppressions(plan: Plan, data: st.DataObject) -> tuple[Suppression, ...]:
    """Draw suppressions of the rules about every node, at places of a plan and elsewhere."""
    nodes = [pointer for pointer, _ in plan.walk()]
    ids = [node.id for _, node in plan.walk() if hasattr(node, "id")]
    made = st.builds(
        Suppression,
        code=st.sampled_from([*(one.code for one in EVERY), "every-target", "TST999", ""]),
        node=st.sampled_from([*nodes, *ids, "nobody"]),
        reason=st.sampled_from(["agreed", " "]),
        until=st.sampled_from([None, TODAY, TODAY - dt.timedelta(days=1)]),
    )
    return tuple(data.draw(st.lists(made, max_size=6)))


def told(findings: tuple[Finding, ...]) -> Counter[tuple[str, str, str, str]]:
    """Count findings of rules by what they are."""
    return Counter(
        (f.code, f.pointer, f.message, f.fingerprint) for f in findings if f.code.startswith("TST")
    )


class TestProperties:
    @given(testing.plans(), st.data())
    def test_add_up(self, plan: Plan, data: st.DataObject) -> None:
        """Suppressed, baselined and reported findings are those of a run without either."""
        bare = EVERY.run(attrs.evolve(plan, suppressions=()), today=TODAY)
        own, external = draw_suppressions(plan, data), draw_suppressions(plan, data)
        known = [k for k in Baseline.of([bare]).known if data.draw(st.booleans())]

        report = EVERY.run(
            attrs.evolve(plan, suppressions=own),
            Config(suppressions={plan.id: external}),
            today=TODAY,
            baseline=Baseline(known),
        )

        both = (*report.findings, *report.suppressed, *report.baselined)
        assert told(bare.findings) == told(both)
        assert all(f.suppression in {*own, *external} for f in report.suppressed)
        assert {f.fingerprint for f in report.baselined} <= {k.fingerprint for k in known}
        assert () == report.stale

    @given(testing.plans(max_depth=3))
    def test_places_exist(self, plan: Plan) -> None:
        """Every finding points at what is in the plan, and no two have one fingerprint."""
        report = EVERY.run(plan, today=TODAY)

        nodes = dict(plan.walk())
        for finding in report:
            plan.at(finding.pointer)
            assert (finding.pointer in nodes) is not finding.code.startswith("GP0")
        assert len(report) == len({f.fingerprint for f in report})
        rules = [f for f in report if f.code.startswith("TST")]
        assert Counter(list(nodes)) == Counter(f.pointer for f in rules)

    @given(testing.plans())
    def test_builtin(self, plan: Plan) -> None:
        """The engine runs the built-in rules over any plan."""
        report = check(plan, today=TODAY)

        for finding in report:
            plan.at(finding.pointer)
        assert report == Report.from_json(report.to_json())

    @given(*[st.lists(st.text("a1:路\ud800", max_size=3), max_size=3)] * 2)
    def test_marks(self, left: list[str], right: list[str]) -> None:
        """Texts have the same mark where each is the same, halves of pairs too, and only then."""
        assert (left == right) is (mark(*left) == mark(*right))


def big(count: int, **changes: Any) -> Plan:
    """Return a plan of so many targets, all with one id."""
    made = tuple(attrs.evolve(target("t"), **changes) for _ in range(count))
    return Plan(id="p", title="x", targets=made)


def growth(make: Any) -> float:
    """Return how many times the work grows where the size doubles twice."""
    make(50)()
    return calls(make(800)) / calls(make(200))


class TestSize:
    def test_many_findings(self) -> None:
        """Four times the targets, all with one id, are four times the work."""
        assert growth(lambda n: partial(ONE.run, big(n))) < 4.5

    def test_many_suppressions(self) -> None:
        """So are four times the suppressions that all hit each of four times the findings."""

        def make(count: int) -> Any:
            each = tuple(suppressed("TST001", node) for node in ("t", "", "/targets"))
            plan = attrs.evolve(big(count), suppressions=each * (count // 3))
            return lambda: ONE.run(plan)

        assert growth(make) < 4.5

    def test_suppressions_are_marked_once(self) -> None:
        """However many findings a suppression hits, it is looked up and not gone through."""
        marked: list[int] = []

        class Counted(engine._Accepted):
            def __setattr__(self, name: str, value: object) -> None:
                marked.append(1)
                super().__setattr__(name, value)

        said = suppressed("TST001", "t")
        accepted: list[engine._Accepted] = [Counted(said, "plan", i, "TST001") for i in range(300)]
        found = list(ONE.run(big(300)).findings)
        marked.clear()

        engine._suppress(found, accepted, TODAY)

        assert 300 == len(marked)
        assert all(f.suppression is said for f in found)
        assert all(one.used for one in accepted)

    def test_many_crashes(self) -> None:
        """Four times the crashes are four times the work."""
        rules = Ruleset([crashes.configured(at="t")])

        assert growth(lambda n: partial(rules.run, big(n))) < 4.5

    def test_many_in_the_baseline(self) -> None:
        """So are four times the findings that a baseline knows."""

        def make(count: int) -> Any:
            plan = big(count)
            known = Baseline.of([ONE.run(plan)])
            return lambda: ONE.run(plan, baseline=known)

        assert growth(make) < 4.5

    def test_huge_ids(self) -> None:
        """An id of megabytes is not gone through for every finding below it."""
        hashed: list[int] = []
        real = hashlib.sha256

        def counted(data: bytes) -> Any:
            hashed.append(len(data))
            return real(data)

        figure = Figure(kind="count", label="x", value=amount("4 个"))
        huge = "路" * 1_000_000
        plan = Plan(
            id=huge, title="x", measures=(Measure(id=huge, title="x", figures=(figure,) * 50),)
        )
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(hashlib, "sha256", counted)
            report = EVERY.run(plan)

        assert 52 == len(report)
        assert max(hashed) < 10_000

    def test_deep(self) -> None:
        """A plan of as many levels as there may be is looked at to the bottom."""
        section = Section(id="s", targets=(target("t"),))
        for _ in range(31):
            section = Section(id="s", targets=(target("t"),), sections=(section,))

        report = EVERY.run(Plan(id="p", title="x", sections=(section,)))

        assert {"TST101": 1, "TST102": 32, "TST104": 32} == Counter(codes(report.findings))
        assert "/sections/0" * 32 + "/targets/0" == max((f.pointer for f in report), key=len)

    def test_shared(self) -> None:
        """One node in thousands of places is looked at in each."""
        shared = target("t")
        plan = Plan(id="p", title="x", targets=(shared,) * 3000)

        assert 3000 == len({f.fingerprint for f in ONE.run(plan)})

    @pytest.mark.parametrize(
        "name",
        ["\x00\x1b[31m", "\ud800", "\u202e", "路" * 100_000, "a\r\nb"],
        ids=["escape", "surrogate", "bidi", "long", "lines"],
    )
    def test_hostile_names(self, name: str) -> None:
        """Whatever a plan's texts are, it is checked."""
        plan = Plan(
            id=name,
            title=name,
            targets=(Target(id=name, indicator=f"征地{name}"),),
            statements=(Statement(kind="slogan", title=name),),
            projects=(Project(name=name),),
            suppressions=(suppressed(name, name, name),),
        )

        report = (EVERY | ONE).run(plan, strict=True)

        assert {"GP003", "TST001", "TST101", "TST104", "TST106", "TST107"} == set(
            codes(report.findings)
        )
        assert all(f.message.isprintable() and len(f.message) < 6_000 for f in report)
