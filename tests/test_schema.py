"""Tests of :mod:`govplan.schema`: a schema and the reader agree on every document."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from copy import deepcopy
from decimal import Decimal, InvalidOperation
from functools import partial
from itertools import product
from typing import Any

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from jsonschema.validators import extend

from govplan import _json, checks, model, testing
from govplan.checks import (
    Baseline,
    Context,
    Finding,
    Report,
    RuleRun,
    Ruleset,
    Severity,
    _report,
    rule,
)
from govplan.codec import dumps, loads, make_converter
from govplan.errors import FieldError, InvalidPlanError, Problem
from govplan.model import Due, Plan, Source, Suppression, Target
from govplan.schema import DIFFERENCES, json_schema, report_schema
from govplan.units import MULTIPLIERS, UNITS, Amount, Multiplier, Unit

from .conftest import ROOT


def is_whole(_: object, value: object) -> bool:
    """Return whether a number is whole, which to JSON Schema 30.0 is."""
    if isinstance(value, Decimal):
        return value == value.to_integral_value()
    return isinstance(value, int) and not isinstance(value, bool)


Validator = extend(  # type: ignore[no-untyped-call]
    Draft202012Validator,
    type_checker=Draft202012Validator.TYPE_CHECKER.redefine("integer", is_whole),
)


def exact(text: str | bytes) -> Any:
    """Return a document whose numbers are what is written, as no float is."""
    return json.loads(text, parse_float=exact_number, parse_int=exact_number)


def exact_number(text: str) -> int | Decimal | float:
    """Return what is written: no float, but where nothing else can be so large."""
    with suppress(ValueError):
        return int(text)
    try:
        return Decimal(text)
    except InvalidOperation:
        return float(text)


PLANS = Validator(exact(json.dumps(json_schema())))
REPORTS = Validator(exact(json.dumps(report_schema())))


def definition(validator: Any, name: str) -> Any:
    """Return the validator of one class."""
    schema = validator.schema
    if schema["title"] == name:
        return validator
    return Validator({"$defs": schema["$defs"], "$ref": f"#/$defs/{name}"})


AMOUNT, DUE = definition(PLANS, "Amount"), definition(PLANS, "Due")


# --- what a schema cannot say ---------------------------------------------------------

BEYOND = re.compile(
    r"expected (0 <= start < end|start <= end|at least |at most 15 significant|at most 32 levels)"
)
NO_SUCH_DAY = re.compile(
    r"0000(-.*)?|[0-9]{4}-(02-(29|30|31)|(04|06|09|11)-31)", re.ASCII | re.DOTALL
)


def is_beyond(problem: Problem, tree: object) -> bool:
    """Return whether a problem is one that no schema sees."""
    if BEYOND.match(problem.message):
        return True
    node: Any = tree
    for token in problem.pointer.split("/")[1:]:
        key = token.replace("~1", "/").replace("~0", "~")
        node = node[int(key)] if isinstance(node, list) else node[key]
    if isinstance(node, Decimal):
        return is_whole(None, node) and "number" in problem.message
    return isinstance(node, str) and NO_SUCH_DAY.fullmatch(node) is not None


def told(read: Callable[[], object]) -> tuple[Problem, ...]:
    """Return what is wrong with a document, to the reader."""
    try:
        read()
    except InvalidPlanError as error:
        return error.problems
    return ()


def assert_agree(validator: Any, tree: object, problems: tuple[Problem, ...]) -> None:
    """Check that the schema refuses what the reader refuses, but for what it cannot see."""
    if validator.is_valid(tree):
        assert all(is_beyond(problem, tree) for problem in problems), problems
    else:
        assert problems, next(validator.iter_errors(tree)).message


# --- documents that are wrong somewhere -----------------------------------------------

VALUES: tuple[object, ...] = (
    None, True, False, 0, 1, -1, 30, 10**15, 10**21, -(10**21),
    Decimal("30.0"), Decimal("0.5"), Decimal("-0.0"), Decimal("1E+20"), Decimal("1E+21"),
    Decimal("1E-15"), Decimal("9E-16"), Decimal("-9E-16"), Decimal("0.1234567890123456"),
    Decimal("999999999999999900000.0"), Decimal("1E+400"),
    "", "/", "/s1", "a/b", "x", "\n", "\u202e", "None", "govplan-report/1",
    "year", "lead", "county", "finish", "must", ">=", "≥", "level", "up", "completion", "capacity",
    "count", "slogan", "annual_plan", "Annual_plan", "same_as", "misprint", "decrease", "increase",
    "mu", "mu\n", " mu", "亩", "wan_m2", "wan_wan_m2", "wan_", "万m2", "%", "CNY/person", "CNY/人",
    "t*km", "t/km*m", "t/(km*m)", "t/km/m", "*mu", "mu/", "/".join(["mu"] * 6), "/".join("m" * 7),
    "/".join(["percentage_point"] * 4), "ratio", "个", "wan_家", "MU",
    "2021", "2021\n", "2021-H1", "2021-H3", "2021-Q4", "2021-Q5", "2021-08", "2021-13", "2021-00",
    "2021-08-10", "2021-08-10\n", "2021-8-1", "2021-08-32", "2021-02-30", "2021-06-31", "0000",
    "0000-01-01", "２０２１", "20210810", "2021-08-10T00:00", "21-08-10",
    "run", "no_text", "crashed", "error", "warning", "ERROR", "plan", "config",
    [], [None], [""], [1], [[]], [{}], ["x", "x"], [{"id": "s", "indicator": "x"}],
    {}, {"x": 1}, {"id": "m"}, {"name": "x"}, {"to": "t1"}, {"date": "2021-Q3"}, {"year": 2020},
    {"start": 3, "end": 5}, {"start": 5, "end": 3}, {"start": -1, "end": 3}, {"start": 0, "end": 0},
    {"start": "2021-01-01", "end": "2020-01-01"}, {"magnitude": 1}, {"magnitude": 1, "unit": "km"},
    {"magnitude": "1"}, {"magnitude": 1, "unit": None}, {"magnitude": None}, {"places": ["x"]},
    {"code": "GP306", "node": "s1", "reason": ""},
)  # fmt: skip
"""Values of every JSON type, right at some places and wrong at most."""

PLAN_CLASSES: dict[str, dict[str, object]] = {
    "Amount": {"magnitude": 1},
    "Baseline": {},
    "Defect": {"kind": "misprint", "note": "x"},
    "Document": {},
    "Due": {"date": "2021"},
    "Figure": {"kind": "count", "label": "x", "value": {"magnitude": 1}},
    "Jurisdiction": {"name": "杜桥镇"},
    "Measure": {"id": "m", "title": "征地"},
    "Party": {"name": "x"},
    "Period": {"start": "2021-01-01", "end": "2021-12-31"},
    "Plan": {"id": "p", "title": "工作计划"},
    "Project": {"name": "x"},
    "Ref": {"relation": "same_as", "scheme": "plan", "id": "x"},
    "Relative": {"to": "t1"},
    "Scope": {},
    "Section": {"id": "s"},
    "Source": {"start": 1, "end": 2},
    "Statement": {"kind": "slogan", "title": "x"},
    "Suppression": {"code": "GP306", "node": "s1", "reason": "x"},
    "Target": {"id": "t", "indicator": "土地征收"},
}
"""The least that each class of a plan can be made of."""

REPORT_CLASSES: dict[str, dict[str, object]] = {
    "Finding": {"code": "X", "name": "x", "severity": "info", "message": "x", "pointer": ""},
    "Related": {"pointer": "", "message": "x"},
    "Report": {"plan": "p", "title": "工作计划"},
    "RuleRun": {
        "code": "X", "name": "x", "severity": "info", "on": "Plan", "summary": "x", "status": "run",
    },
    "Source": PLAN_CLASSES["Source"],
    "Suppression": PLAN_CLASSES["Suppression"],
}  # fmt: skip
"""The least that each class of a report can be made of."""


def places(node: Any) -> Iterator[tuple[Any, Any]]:
    """Yield every object or array in a tree with each of its keys or indices."""
    members = list(node.items()) if isinstance(node, dict) else list(enumerate(node))
    for key, value in members:
        yield node, key
        if isinstance(value, dict | list):
            yield from places(value)


@st.composite
def mutations(draw: st.DrawFn, document: str | bytes) -> Any:
    """Draw a document that differs at one to three places."""
    tree = exact(document)
    for _ in range(draw(st.integers(1, 3))):
        holder, key = draw(st.sampled_from(list(places(tree)) or [(tree, None)]))
        how = draw(st.sampled_from(["drop", "add", "put"]))
        if how == "add" and isinstance(holder, dict):
            holder[draw(st.sampled_from(["titel", "x", "source", "extra"]))] = 1
        elif how == "put":
            holder[key] = deepcopy(draw(st.sampled_from(VALUES)))
        elif key is not None:
            del holder[key]
    return tree


# --- tests ----------------------------------------------------------------------------


class TestSchemas:
    @pytest.mark.parametrize("validator", [PLANS, REPORTS])
    def test_valid(self, validator: Any) -> None:
        """Both are schemas themselves."""
        Draft202012Validator.check_schema(validator.schema)

    @pytest.mark.parametrize("make", [json_schema, report_schema])
    def test_plain(self, make: Callable[[], dict[str, object]]) -> None:
        """They hold what any JSON writer writes, and a caller may change what he was given."""
        first: Any = make()
        text = json.dumps(first)
        for holder, _ in list(places(first)):
            holder.clear()

        assert text == json.dumps(make())
        assert make() == json.loads(text)

    def test_same_each_time(self) -> None:
        """They are the same to the byte in another process with another hash seed."""
        code = (
            "import json; from govplan.schema import *;"
            "print(json.dumps([json_schema(), report_schema()]))"
        )

        done = subprocess.run(  # noqa: S603 (our own code)
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": "7"},
            capture_output=True,
            check=True,
            encoding="ascii",
        )

        assert json.dumps([json_schema(), report_schema()]) == done.stdout.strip()

    @pytest.mark.parametrize("validator", [PLANS, REPORTS])
    def test_examples(self, validator: Any) -> None:
        """Their examples are documents that they accept."""
        (example,) = validator.schema["examples"]

        validator.validate(example)

    def test_examples_are_read(self) -> None:
        """The examples are a plan and a report to the readers."""
        (plan,), (report,) = (v.schema["examples"] for v in (PLANS, REPORTS))

        assert ["土地征收"] == [t.indicator for t in loads(json.dumps(plan)).iter_targets()]
        assert ["GP305"] == [finding.code for finding in Report.from_json(json.dumps(report))]

    @pytest.mark.parametrize("validator", [PLANS, REPORTS])
    def test_descriptions(self, validator: Any) -> None:
        """Every class, every list of words with a name, and every field is described."""
        schema = validator.schema
        classes = [schema, *schema["$defs"].values()]
        members = [field for made in classes for field in made.get("properties", {}).values()]

        for described in (*classes, *members):
            assert re.fullmatch(r"(?s)[^\s].*\S", described["description"]), described
            assert "``" not in described["description"]
            assert ":`" not in described["description"]

    def test_descriptions_are_the_docstrings(self) -> None:
        """A field, a class and a list of words are described in the words of the model."""
        definitions = PLANS.schema["$defs"]

        assert (
            "Who has to act on all that is in it."
            == (definitions["Section"]["properties"]["parties"]["description"])
        )
        assert "One announced action." == definitions["Measure"]["description"]
        assert "What a party does: 牵头 配合 督导." == definitions["Role"]["description"]

    def test_unit_names(self) -> None:
        """The Chinese name of every unit and multiplier stands with its id."""
        unit = PLANS.schema["$defs"]["Amount"]["properties"]["unit"]["anyOf"][0]["description"]

        listed = set(re.split(r"[,.:] ?", unit))
        known: list[Unit | Multiplier] = [*UNITS.values(), *MULTIPLIERS.values()]

        assert {k.id if k.id == k.name else f"{k.id} {k.name}" for k in known} <= listed

    def test_left_out(self) -> None:
        """A field that is not written is in no schema."""
        assert "seconds" in {field.name for field in attrs.fields(RuleRun)}
        assert "seconds" not in REPORTS.schema["$defs"]["RuleRun"]["properties"]


class TestAgreement:
    @pytest.mark.parametrize(
        ("validator", "classes"), [(PLANS, PLAN_CLASSES), (REPORTS, REPORT_CLASSES)]
    )
    def test_every_class(self, validator: Any, classes: dict[str, object]) -> None:
        """The classes tried below are all that there are."""
        schema = validator.schema
        found = {name for name, made in schema["$defs"].items() if made["type"] == "object"}

        assert set(classes) == found | {schema["title"]}

    @pytest.mark.parametrize(
        ("validator", "name", "least", "converter"),
        [
            *((PLANS, name, least, make_converter()) for name, least in PLAN_CLASSES.items()),
            *((REPORTS, *item, _report._converter()) for item in REPORT_CLASSES.items()),
        ],
        ids=[*PLAN_CLASSES, *(f"{name} in a report" for name in REPORT_CLASSES)],
    )
    def test_every_field(
        self, validator: Any, name: str, least: dict[str, object], converter: Any
    ) -> None:
        """Each value at each field, each key left out and any key added has one verdict."""
        checked = definition(validator, name)
        properties = checked.schema.get("properties", {})
        version = {key: made["const"] for key, made in properties.items() if "const" in made}
        kind = vars(model).get(name) or vars(checks)[name]
        fields = [f.name for f in attrs.fields(kind) if "not_in_json" not in f.metadata]
        trees = [
            least,
            *({**least, field: value} for field, value in product(fields, VALUES)),
            *({k: v for k, v in least.items() if k != field} for field in least),
            {**least, "titel": 1},
            {**least, "": None},
        ]

        for tree in trees:
            problems = told(partial(converter.structure, tree, kind))
            assert_agree(checked, {**version, **tree}, problems)

    @pytest.mark.parametrize("value", VALUES, ids=repr)
    def test_whole_documents(self, value: object) -> None:
        """What is no object, or of no known version, has one verdict."""
        for tree in (value, {"govplan": value, "id": "p", "title": "x"}, {"id": "p", "title": "x"}):
            assert_agree(PLANS, tree, told(partial(loads, _json.encode(tree))))
        for tree in (value, {"schema": value, "plan": "p", "title": "x"}):
            assert_agree(REPORTS, tree, told(partial(Report.from_json, _json.encode(tree))))

    @given(testing.plans())
    def test_any_plan(self, plan: Plan) -> None:
        """What is written of any plan is accepted."""
        PLANS.validate(exact(dumps(plan)))

    @given(testing.plans(), st.data())
    def test_any_mutation(self, plan: Plan, data: st.DataObject) -> None:
        """A document that differs from one in any few places has one verdict."""
        tree = data.draw(mutations(dumps(plan)))

        assert_agree(PLANS, tree, told(partial(loads, _json.encode(tree))))

    def test_duqiao(self) -> None:
        """The Duqiao plan is accepted."""
        PLANS.validate(exact((ROOT / "examples" / "dupan_2021.json").read_bytes()))


class TestValues:
    def test_every_unit(self) -> None:
        """Every unit is accepted with every multiplier, and no Chinese name or sign of one."""
        ids = {left + right for left, right in product(("", *MULTIPLIERS), UNITS)}
        names = {alias for unit in UNITS.values() for alias in (unit.name, *unit.aliases)}

        assert all(AMOUNT.is_valid({"magnitude": 1, "unit": unit}) for unit in ids)
        assert not any(AMOUNT.is_valid({"magnitude": 1, "unit": name}) for name in names - ids)

    @given(
        st.lists(
            st.sampled_from(["*", "/", "/", "m", "m2", "kWh", "half_year", "percentage_point"])
            | st.sampled_from(["wan_", "yi_", "人次", "人", "个", "·", "(", ")", " ", "\n", "x"])
            | st.sampled_from(["m/km", "wan_m2", "CNY/person", "*t*t", "/t/t", "亩"]),
            max_size=9,
        ).map("".join)
        | testing.unit_ids()
    )
    def test_any_unit(self, unit: str) -> None:
        """Whatever is put together of units and signs has one verdict."""
        try:
            Amount(1, unit)
        except FieldError:
            assert not AMOUNT.is_valid({"magnitude": 1, "unit": unit})
        else:
            assert AMOUNT.is_valid({"magnitude": 1, "unit": unit})

    @given(
        st.integers()
        | st.decimals(allow_nan=False, allow_infinity=False)
        | st.builds("{}E{}".format, st.integers(-11, 11), st.integers(-18, 24)).map(Decimal)
    )
    def test_any_magnitude(self, magnitude: Decimal | int) -> None:
        """Any number has one verdict, but for too many digits."""
        try:
            Amount(magnitude)
        except FieldError as error:
            assume("significant digits" not in error.message)
            assert not AMOUNT.is_valid({"magnitude": magnitude})
        else:
            assert AMOUNT.is_valid({"magnitude": magnitude})

    @given(
        st.from_regex(r"\A[0-9]{4}(-[HQ0-9][0-9]?(-[0-9]{1,2})?)?\n?\Z")
        | st.dates().map(lambda day: day.isoformat())
    )
    def test_any_date(self, date: str) -> None:
        """Whatever looks like a date has one verdict, but for days that no calendar has."""
        try:
            Due(date=date)
        except FieldError:
            assert not DUE.is_valid({"date": date}) or NO_SUCH_DAY.fullmatch(date)
        else:
            assert DUE.is_valid({"date": date})

    def test_bounds(self) -> None:
        """What lies below all places of a text is refused without looking at its other end."""
        source = definition(PLANS, "Source")

        assert not source.is_valid({"start": -1, "end": 1})
        assert not source.is_valid({"start": 0, "end": 0})


def document(members: bytes = b'"extra": {}', version: bytes = b"1") -> bytes:
    """Return a plan as JSON, with further members as they stand."""
    return b'{"govplan": ' + version + b', "id": "p", "title": "x", ' + members + b"}"


BEYOND_SCHEMAS = {
    "bytes": [
        b"\xef\xbb\xbf" + document(),
        document().decode().encode("utf-16"),
        document(rb'"issuer": "\ud800"'),
    ],
    "a key": [document(b'"title": "x"')],
    "more than 128": [
        document(b'"extra": {"x": ' + b"[" * 33 + b"]" * 33 + b"}"),
        document(b'"sections": [' + b'{"id": "s", "sections": [' * 33 + b"]}" * 33 + b"]"),
    ],
    "more than 15": [
        document(b'"figures": [{"kind": "other", "label": "x", "value": {"magnitude": %s}}]' % d)
        for d in (b"1.234567890123456", b"1" * 16)
    ]
    + [document(b'"extra": {"x": %s}' % d) for d in (b"1" * 5000, b"1e" + b"9" * 30)],
    "30.0": [document(version=b"1.0"), document(b'"document": {"length": 3e1}')],
    "a start": [
        document(b'"period": {"start": "2022-01-01", "end": "2021-01-01"}'),
        document(b'"defects": [{"kind": "other", "note": "x", "source": {"start": 5, "end": 5}}]'),
        document(
            b'"figures": [{"kind": "other", "label": "x", '
            b'"value": {"magnitude": 2}, "upper": {"magnitude": 1}}]'
        ),
    ],
    "a day": [
        document(b'"document": {"date_written": "2021-02-30"}'),
        document(b'"sections": [{"id": "s", "due": {"date": "0000"}}]'),
    ],
}
"""Documents that a schema accepts and the reader does not, by how the difference begins."""


class TestDifferences:
    def test_all_shown(self) -> None:
        """Every difference that is told has a document below."""
        assert len(DIFFERENCES) == len(BEYOND_SCHEMAS)
        assert all(map(str.startswith, DIFFERENCES, BEYOND_SCHEMAS))

    @pytest.mark.parametrize(
        "data", [data for documents in BEYOND_SCHEMAS.values() for data in documents]
    )
    def test_real(self, data: bytes) -> None:
        """The schema accepts what the reader refuses."""
        assert PLANS.is_valid(exact(data))
        with pytest.raises(InvalidPlanError):
            loads(data)

    def test_in_the_schemas(self) -> None:
        """Both schemas tell the differences too."""
        for schema in (PLANS.schema, REPORTS.schema):
            assert all(difference in schema["$comment"] for difference in DIFFERENCES)


# --- reports --------------------------------------------------------------------------


@rule("TST101", "any-target", Severity.WARNING, on=Target)
def any_target(target: Target, context: Context) -> Iterator[Finding]:
    """A target is there."""
    yield context.find(
        f"目标 {target.indicator!r}",
        field="value",
        hint="look at it",
        data={"indicator": target.indicator, "figures": [1, Decimal("0.5"), None]},
        related=[context.related(place, "and this") for place in context.places(Plan)],
    )


@rule("TST102", "crashes", Severity.ERROR, on=Plan)
def crashes(plan: Plan, context: Context) -> Iterator[Finding]:
    """The plan has an extra."""
    if plan.extra:
        raise ValueError(plan.title)
    yield context.find("no extra", field="extra")


@rule("TST103", "reads-the-words", Severity.INFO, on=Plan, needs_text=True)
def reads_the_words(_: Plan, context: Context) -> Iterator[Finding]:
    """The words say something."""
    yield context.find(context.text)


RULES = Ruleset([any_target, crashes, reads_the_words])


def report_on(plan: Plan) -> Report:
    """Return a report in which a finding is suppressed, one is baselined and the rest told."""
    found = [f for f in RULES.run(plan) if f.code == "TST101" and f.node_id]
    baseline = Baseline.of([attrs.evolve(RULES.run(plan), findings=tuple(found[:1]))])
    suppressions = tuple(
        Suppression(code="TST101", node=finding.pointer.removesuffix("/value"), reason="x")
        for finding in found[1:2]
    )
    return RULES.run(attrs.evolve(plan, suppressions=suppressions), baseline=baseline)


TOWN = Plan(
    id="p",
    title="工作计划",
    targets=tuple(
        Target(id=f"t{i}", indicator=f"指标{i}", source=Source(start=i, end=i + 1))
        for i in range(4)
    ),
)
MIXED = report_on(TOWN).located("plan.json", dumps(TOWN))
"""A report that holds findings of every kind."""


class TestReports:
    def test_mixed(self) -> None:
        """A report of findings, a suppressed and a baselined one is accepted."""
        assert MIXED.findings
        assert MIXED.suppressed
        assert MIXED.baselined
        assert {"run", "no_text"} == {run.status for run in MIXED.runs}
        REPORTS.validate(exact(MIXED.to_json()))

    @given(testing.plans())
    def test_any_report(self, plan: Plan) -> None:
        """What is written of any report is accepted."""
        REPORTS.validate(exact(report_on(plan).to_json()))

    @given(mutations(MIXED.to_json()))
    def test_any_mutation(self, tree: object) -> None:
        """A report that differs in any few places has one verdict."""
        assert_agree(REPORTS, tree, told(partial(Report.from_json, _json.encode(tree))))

    @pytest.mark.parametrize(
        "change",
        [
            {"plan": None},
            {"schema": "govplan-report/2"},
            {"titel": "x"},
            {"findings": [{"code": "X"}]},
            {"runs": [{**REPORT_CLASSES["RuleRun"], "status": "maybe"}]},
            {"runs": [{**REPORT_CLASSES["RuleRun"], "severity": 3}]},
            {"runs": [{**REPORT_CLASSES["RuleRun"], "seconds": 0.5}]},
        ],
        ids=str,
    )
    def test_wrong(self, change: dict[str, object]) -> None:
        """A report that is wrong somewhere is refused."""
        assert not REPORTS.is_valid({**exact(MIXED.to_json()), **change})
