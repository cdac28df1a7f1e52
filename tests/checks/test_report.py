"""Tests of :class:`govplan.checks.Report` as data; its renderings have tests of their own."""

from __future__ import annotations

import copy
import json
import pickle
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govplan import Plan, Source, testing
from govplan.checks import (
    Baseline,
    Config,
    Finding,
    Related,
    Report,
    RuleRun,
    Ruleset,
    Severity,
    Suppression,
)
from govplan.checks import _report as module
from govplan.errors import (
    EncodeError,
    InvalidPlanError,
    InvalidTypeError,
    InvalidValueError,
    PlanCheckError,
    Problem,
    RulesetError,
)

from .samples import EVERY, PLAN, TODAY, codes, crashes, known_word


def finding(code: str = "TST001", severity: Severity = Severity.WARNING, **more: Any) -> Finding:
    """Return a finding."""
    given_ = {"name": "x", "message": "m", "pointer": "/sections/0/title", **more}
    return Finding(code=code, severity=severity, **given_)


def report(*findings: Finding, **more: Any) -> Report:
    """Return a report of findings."""
    return Report(plan="p", title="x", findings=findings, **more)


def run(code: str = "TST001", **more: Any) -> RuleRun:
    """Return how a check went."""
    given_ = {"name": "x", "severity": Severity.INFO, "on": "Target", "summary": "", **more}
    return RuleRun(code=code, **{"status": "run", **given_})


INFO, WARNING, ERROR = (finding(severity=severity) for severity in Severity)
CRASH = finding("GP000", Severity.ERROR, name="check-crashed")

FULL = Report(
    plan="town-2021",
    title="杜桥镇",
    file="a.json",
    findings=(
        finding(
            node_id="t1",
            source=Source(start=1, end=4),
            line=3,
            column=7,
            hint="改",
            page="https://example.org",
            data={"share": Decimal("0.10"), "list": [1, None, True, {"x": "二"}], "big": 10**30},
            related=(
                Related(pointer="/x", message="y"),
                Related(pointer="", message="z", source=Source(start=0, end=1), line=1, column=1),
            ),
            fingerprint="0123456789abcdef",
        ),
    ),
    suppressed=(
        finding(
            suppression=Suppression(code="TST001", node="", reason="y", until=TODAY),
            suppressed_in="config",
        ),
    ),
    baselined=(finding(baselined=True),),
    stale=("f" * 16,),
    runs=(run(nodes=3, page="p", renamed_from=("TST900",)), run("TST002", status="no_text")),
)


class TestSeverity:
    def test_order(self) -> None:
        """An error is graver than a warning, a warning than an info."""
        assert Severity.ERROR > Severity.WARNING > Severity.INFO
        assert ["info", "warning", "error"] == [str(severity) for severity in Severity]


class TestFinding:
    def test_repr(self) -> None:
        """A finding shows what it says."""
        expected = (
            "Finding(code='TST001', name='x', severity=<Severity.INFO: 1>, message='m', "
            "pointer='/sections/0/title')"
        )
        assert expected == repr(INFO)

    def test_unchangeable(self) -> None:
        """Neither a finding nor its data can be changed."""
        made: Any = finding(data={"a": [1]})

        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            made.code = "x"
        with pytest.raises(TypeError):
            made.data["a"] = 1
        assert (1,) == made.data["a"]

    @pytest.mark.parametrize(
        ("data", "error", "message"),
        [
            ({"a": {3: 1}}, InvalidTypeError, "Finding/data/a: expected a text as key, got 3"),
            ({"a": float("nan")}, InvalidValueError, "Finding/data/a: expected a number, got NaN"),
            (3, InvalidTypeError, "Finding/data: expected a mapping, got 3"),
        ],
    )
    def test_data(self, data: Any, error: type[Exception], message: str) -> None:
        """Data that JSON cannot hold are refused, with their place."""
        with pytest.raises(error) as caught:
            finding(data=data)

        assert message == str(caught.value)

    def test_hash(self) -> None:
        """Equal findings are one in a set; the data are outside the hash."""
        assert 1 == len({finding(data={"a": [1]}), finding(data={"a": [1]})})
        assert hash(finding(data={"a": 1})) == hash(finding())


class TestReport:
    def test_iterated(self) -> None:
        """Iterating gives what was found and is not accepted."""
        assert [f.code for f in FULL.findings] == [f.code for f in FULL]
        assert (1, 0) == (len(FULL), len(report()))
        assert ERROR in report(ERROR)

    def test_no_truth(self) -> None:
        """A report is neither true nor false."""
        message = r"a report is neither true nor false: ask report.ok\(\) or len\(report\)"
        with pytest.raises(TypeError, match=message):
            bool(report())
        with pytest.raises(TypeError, match=message):
            assert not report(ERROR)

    @pytest.mark.parametrize(
        ("made", "expected"),
        [
            (report(), "no findings"),
            (report(INFO), "1 info"),
            (report(INFO, INFO), "2 info"),
            (report(ERROR, INFO, WARNING, ERROR), "2 errors, 1 warning, 1 info"),
            (report(WARNING, WARNING), "2 warnings"),
            (
                report(
                    CRASH, suppressed=(INFO,), baselined=(INFO, INFO), runs=(run(status="no_text"),)
                ),
                "1 error; 1 suppressed; 2 in the baseline; 1 crashed; 1 not run without the text",
            ),
        ],
    )
    def test_summary(self, made: Report, expected: str) -> None:
        """A line counts what was found, accepted, crashed and not run."""
        assert expected == made.summary()
        assert f"<Report on 'p': {expected}>" == repr(made)

    def test_checks(self) -> None:
        """How each check went is had by its code."""
        assert {"TST001": FULL.runs[0], "TST002": FULL.runs[1]} == FULL.checks

    def test_worst(self) -> None:
        """The gravest of what is not accepted; None where there is nothing."""
        assert Severity.WARNING is report(INFO, WARNING, INFO, suppressed=(ERROR,)).worst
        assert report(suppressed=(ERROR,), baselined=(ERROR,)).worst is None

    def test_crashes(self) -> None:
        """The crashes are those findings that tell of one."""
        assert (CRASH,) == report(ERROR, CRASH).crashes

    @pytest.mark.parametrize(
        ("fail_on", "expected"),
        [(Severity.ERROR, [0, 0, 0, 1, 2]), (Severity.WARNING, [0, 0, 1, 1, 2]),
         (Severity.INFO, [0, 1, 1, 1, 2]), (None, [0, 0, 0, 0, 2])],
    )  # fmt: skip
    def test_exit_code(self, fail_on: Severity | None, expected: list[int]) -> None:
        """0 is clean, 1 means findings as grave as *fail_on*, 2 a check that did not run."""
        reports = [
            report(),
            report(INFO),
            report(WARNING, INFO),
            report(ERROR),
            report(CRASH, INFO),
        ]

        assert expected == [made.exit_code(fail_on) for made in reports]
        assert [code == 0 for code in expected] == [made.ok(fail_on) for made in reports]

    def test_errors_fail(self) -> None:
        """Where nothing is said, errors fail."""
        assert (0, 1) == (report(WARNING).exit_code(), report(ERROR).exit_code())
        assert report(WARNING).ok()
        assert not report(ERROR).ok()

    def test_accepted_does_not_fail(self) -> None:
        """What is suppressed or baselined fails nothing."""
        assert report(suppressed=(ERROR,), baselined=(ERROR,)).ok(Severity.INFO)


class TestRaise:
    @pytest.mark.parametrize("fail_on", [Severity.ERROR, None])
    def test_silent(self, fail_on: Severity | None) -> None:
        """A report that is ok does not raise."""
        report(WARNING).raise_if(fail_on)

    def test_raised(self) -> None:
        """Another raises with itself, and names the first of the gravest findings."""
        made = report(WARNING, finding("TST009", Severity.ERROR, message="路 is no length"), ERROR)
        with pytest.raises(PlanCheckError) as caught:
            made.raise_if()

        assert "p: 2 errors, 1 warning; TST009 路 is no length" == str(caught.value)
        assert made is caught.value.report
        assert caught.value.summary == str(caught.value)

    def test_crash_raises(self) -> None:
        """A crash raises whatever is asked for."""
        with pytest.raises(PlanCheckError, match="1 crashed; GP000 m"):
            report(CRASH).raise_if(None)

    def test_no_control_characters(self) -> None:
        """What a plan holds cannot drive a terminal through the error."""
        made = report(finding(severity=Severity.ERROR, message="\x1b[31m\u202e\n\ud800"))
        with pytest.raises(PlanCheckError) as caught:
            made.raise_if()

        assert str(caught.value).isprintable()


class TestFilter:
    MADE = EVERY.run(PLAN)

    @pytest.mark.parametrize(
        ("asked", "expected"),
        [
            ({}, list(MADE)),
            ({"code": "TST"}, list(MADE)),
            ({"code": "TST104"}, [f for f in MADE if f.code == "TST104"]),
            ({"code": "every-target"}, [f for f in MADE if f.code == "TST104"]),
            ({"code": "every"}, []),
            ({"under": "/sections/0"}, [f for f in MADE if f.pointer.startswith("/sections/0")]),
            (
                {"under": "/sections/0", "code": "TST102"},
                [f for f in MADE if f.node_id == "s1"][:1],
            ),
            ({"under": "/section"}, []),
            ({"at_least": Severity.ERROR}, [f for f in MADE if f.code == "TST104"]),
            ({"at_least": Severity.WARNING}, [f for f in MADE if f.code != "TST105"]),
        ],
    )
    def test_kept(self, asked: dict[str, Any], expected: list[Finding]) -> None:
        """Findings are kept by code, name, place and severity, in their order."""
        kept = self.MADE.filter(**asked)

        assert expected == list(kept)
        assert self.MADE.runs == kept.runs

    def test_accepted_too(self) -> None:
        """The suppressed and the baselined ones are filtered as well."""
        other = finding("ABC001")
        made = report(suppressed=(WARNING, other), baselined=(other, INFO)).filter(code="ABC")

        assert ((), (other,), (other,)) == (made.findings, made.suppressed, made.baselined)

    def test_neighbour(self) -> None:
        """What begins alike is not below: /sections/1 holds nothing of /sections/10."""
        made = report(finding(pointer="/sections/1"), finding(pointer="/sections/10"))

        assert ["/sections/1"] == [f.pointer for f in made.filter(under="/sections/1")]

    @given(testing.plans(), st.data())
    def test_parts(self, plan: Plan, data: st.DataObject) -> None:
        """Filtering by one thing after another is filtering by both."""
        made = EVERY.run(plan)
        code = data.draw(st.sampled_from(["", "TST10", "TST104", "every-plan", "ABC"]))
        under = data.draw(st.sampled_from([pointer for pointer, _ in plan.walk()]))

        both = made.filter(code=code, under=under)

        assert both == made.filter(code=code).filter(under=under)
        assert both == made.filter(under=under).filter(code=code)
        assert set(both) <= set(made)


class TestJson:
    def test_full(self) -> None:
        """Every field is written and read back."""
        assert FULL == Report.from_json(FULL.to_json())
        assert FULL == Report.from_json(FULL.to_json().encode())
        assert FULL == Report.from_json(FULL.to_json(indent=2))

    def test_form(self) -> None:
        """The form names its version; None and empty are left out, and so are seconds."""
        made = report(finding(line=3), runs=(run(seconds=1.5),))

        assert {
            "schema": "govplan-report/1",
            "plan": "p",
            "title": "x",
            "findings": [
                {
                    "code": "TST001",
                    "name": "x",
                    "severity": "warning",
                    "message": "m",
                    "pointer": "/sections/0/title",
                    "line": 3,
                }
            ],
            "runs": [
                {
                    "code": "TST001",
                    "name": "x",
                    "severity": "info",
                    "on": "Target",
                    "summary": "",
                    "status": "run",
                }
            ],
        } == json.loads(made.to_json())
        assert made == Report.from_json(made.to_json())

    def test_readable(self) -> None:
        """Chinese is not escaped, and with *indent* each field has its line."""
        assert "杜桥镇" in FULL.to_json()
        assert '\n    "title": "杜桥镇"' in FULL.to_json(indent=4)

    def test_time_does_not_count(self) -> None:
        """How long checks took makes no other report of it."""
        assert report(runs=(run(seconds=1.5),)) == report(runs=(run(seconds=2.5),))

    @given(testing.plans(), st.booleans())
    def test_round_trip(self, plan: Plan, known_too: bool) -> None:  # noqa: FBT001 (drawn)
        """Any report is read back as it was, and as the same text."""
        rules = EVERY | Ruleset([crashes, known_word])
        known = Baseline.of([EVERY.run(plan)]) if known_too else None
        made = rules.run(plan, Config(ignore=("x",)), baseline=known, today=TODAY)

        again = Report.from_json(made.to_json())

        assert made == again
        assert made.to_json() == again.to_json()
        assert hash(made) == hash(again)

    @pytest.mark.parametrize(
        ("made", "pointer"),
        [
            (report(finding(message="\ud800")), "/findings/0/message"),
            (report(finding(data={"a": ["\udfff"]})), "/findings/0/data/a/0"),
            (attrs.evolve(report(), title="\ud800"), "/title"),
        ],
    )
    def test_half_a_pair(self, made: Report, pointer: str) -> None:
        """Half of a surrogate pair is refused with its place, as in a plan."""
        with pytest.raises(EncodeError) as caught:
            made.to_json()

        message = "holds half of a surrogate pair, which is no character"
        assert (pointer, message) == (caught.value.pointer, caught.value.message)

    def test_strange_data(self) -> None:
        """Data that JSON does not have are refused with their place."""
        with pytest.raises(EncodeError) as caught:
            report(finding(data={"a": {"b": object()}})).to_json()

        assert "/findings/0/data/a/b" == caught.value.pointer

    def test_control_characters(self) -> None:
        """Control characters are escaped, and come back."""
        made = report(finding(message="\x00\x1b[31m\u2028</script>"))

        assert "\x1b" not in made.to_json()
        assert made == Report.from_json(made.to_json())


def changed(change: Callable[[Any], object]) -> str:
    """Return the full report's JSON with a change."""
    tree = json.loads(FULL.to_json())
    change(tree)
    return json.dumps(tree)


def problems(text: str | bytes) -> list[tuple[str, str]]:
    """Return what is wrong with a report."""
    with pytest.raises(InvalidPlanError) as caught:
        Report.from_json(text)
    return [(problem.pointer, problem.message) for problem in caught.value.problems]


class TestBadJson:
    @pytest.mark.parametrize(
        ("text", "pointer", "message"),
        [
            ("", "", "is empty"),
            ("[]", "", "expected an object, got an array"),
            ("3", "", "expected an object, got 3"),
            ("null", "", "expected an object, got null"),
            (b"\xff", "", "is no JSON document: line 1, column 1: invalid character"),
            (
                changed(lambda t: t.pop("schema")),
                "/schema",
                'expected "govplan-report/1", got null',
            ),
            (
                changed(lambda t: t.update(schema="govplan-report/2")),
                "/schema",
                "expected \"govplan-report/1\", got 'govplan-report/2'",
            ),
            (changed(lambda t: t.pop("plan")), "/plan", "required, and missing"),
            (changed(lambda t: t.update(titel=1)), "/titel", "unknown key; did you mean 'title'?"),
            (
                changed(lambda t: t.update(findings={})),
                "/findings",
                "expected an array, got an object",
            ),
            (
                changed(lambda t: t["findings"][0].update(severity="fatal")),
                "/findings/0/severity",
                "expected one of info, warning, error, got 'fatal'",
            ),
            (
                changed(lambda t: t["findings"][0].update(severity=3)),
                "/findings/0/severity",
                "expected one of info, warning, error, got 3",
            ),
            (
                changed(lambda t: t["findings"][0].update(line=True)),
                "/findings/0/line",
                "expected a whole number, got true",
            ),
            (
                changed(lambda t: t["findings"][0].update(data=[])),
                "/findings/0/data",
                "expected an object, got an array",
            ),
            (
                changed(lambda t: t["findings"][0]["source"].update(end=0)),
                "/findings/0/source",
                "expected 0 <= start < end, got 1 and 0",
            ),
            (
                changed(lambda t: t["suppressed"][0].update(suppressed_in="plans")),
                "/suppressed/0/suppressed_in",
                "expected one of plan, config, got 'plans'; did you mean 'plan'?",
            ),
            (
                changed(lambda t: t["runs"][0].update(status="fine")),
                "/runs/0/status",
                "expected one of run, no_text, crashed, got 'fine'",
            ),
            (
                changed(lambda t: t["runs"][0].update(seconds=1)),
                "/runs/0/seconds",
                "unknown key",
            ),
        ],
    )
    def test_refused(self, text: str | bytes, pointer: str, message: str) -> None:
        """What is no report is refused with the place and what was expected."""
        (found,) = problems(text)

        assert pointer == found[0]
        assert found[1].startswith(message)

    def test_all_at_once(self) -> None:
        """Every problem is told at once: repeated keys, the schema, and the fields."""
        text = '{"schema": "x", "plan": "p", "plan": 3, "findings": [{}]}'

        pointers = [pointer for pointer, _ in problems(text)]

        assert ["/plan", "/schema", "/plan", "/title"] == pointers[:4]
        assert "/findings/0/code" in pointers

    def test_repeated_key(self) -> None:
        """A key that is given twice is refused, though all else is well."""
        text = '{"schema": "govplan-report/1", "plan": "p", "plan": "p", "title": "x"}'

        assert [("/plan", "key given more than once")] == problems(text)

    def test_deep_data(self) -> None:
        """Data that are nested too deeply are refused with their place."""
        deep: dict[str, object] = {}
        for _ in range(40):
            deep = {"a": deep}

        ((pointer, message),) = problems(changed(lambda t: t["findings"][0].update(data=deep)))

        assert pointer.startswith("/findings/0/data/a/a")
        assert "expected at most 32 levels" == message

    def test_too_large(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A report beyond all size is refused unread."""
        monkeypatch.setattr(module, "MAX_SIZE", 10)

        assert problems(FULL.to_json())[0][1].startswith("expected at most 10 bytes")

    @given(st.text(max_size=30) | st.binary(max_size=30))
    def test_any_text(self, text: str | bytes) -> None:
        """Anything at all is a report or an InvalidPlanError."""
        assert problems(text)

    @given(st.data())
    def test_any_value(self, data: st.DataObject) -> None:
        """A report with any value at any place is read, or refused with a place."""
        tree = json.loads(FULL.to_json())
        here: Any = tree
        while isinstance(here, dict | list) and here:
            keys = list(here) if isinstance(here, dict) else list(range(len(here)))
            key = data.draw(st.sampled_from(keys))
            if data.draw(st.booleans()) or not isinstance(here[key], dict | list):
                leaf = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3)
                here[key] = data.draw(leaf | st.lists(leaf, max_size=2) | st.just({"a": 1}))
                break
            here = here[key]
        try:
            made = Report.from_json(json.dumps(tree))
        except InvalidPlanError as error:
            assert error.problems  # noqa: PT017 (either is right)
        else:
            assert made == Report.from_json(made.to_json())

    @pytest.mark.parametrize(
        "text", ["[" * 100_000, '{"a":' * 100_000, "1" * 10_000, "1e999999999999999999999"]
    )
    def test_hostile(self, text: str) -> None:
        """What would exhaust a parser is refused."""
        assert 1 == len(problems(text))


class TestCopies:
    @pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
    def test_report(self, protocol: int) -> None:
        """A report can be pickled and copied, for pools of workers."""
        for made in (FULL, (EVERY | Ruleset([crashes])).run(PLAN)):
            assert made == pickle.loads(pickle.dumps(made, protocol))  # noqa: S301 (our own)
            assert made == copy.deepcopy(made)

    @pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
    @pytest.mark.parametrize(
        "error",
        [
            RulesetError((Problem("/select/0", "no check is called 'x'"),), "govplan.toml"),
            PlanCheckError("p: 1 error", FULL),
            PlanCheckError("p: 1 error"),
        ],
        ids=["ruleset", "check", "without-report"],
    )
    def test_errors(self, error: Any, protocol: int) -> None:
        """The errors of checks keep all they hold."""
        made = pickle.loads(pickle.dumps(error, protocol))  # noqa: S301 (our own)

        assert type(error) is type(made)
        assert (str(error), vars(error)) == (str(made), vars(made))

    def test_hash(self) -> None:
        """Equal reports are one in a set."""
        assert 1 == len({FULL, Report.from_json(FULL.to_json())})


def test_codes() -> None:
    """The findings of the shared rules are what these tests take them for."""
    assert {"TST101", "TST102", "TST103", "TST104", "TST105", "TST106", "TST107"} == set(
        codes(TestFilter.MADE.findings)
    )
