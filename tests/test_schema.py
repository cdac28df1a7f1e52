"""Tests of :mod:`govplan.schema`: a schema and the reader agree on every document."""

from __future__ import annotations

import json
import re
import runpy
import subprocess
import sys
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import partial
from itertools import product
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from govplan import _json, _schema_maker, checks, model, testing
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
from govplan.codec import MAX_SIZE, dumps, loads, make_converter
from govplan.errors import FieldError, InvalidPlanError
from govplan.model import Due, Plan, Source, Suppression, Target
from govplan.schema import DIFFERENCES, json_schema, report_schema
from govplan.units import MULTIPLIERS, UNITS, Amount, Multiplier, Unit

from .conftest import ROOT
from .schema_documents import (
    NO_SUCH_DAY,
    PLANS,
    REPORTS,
    VALUES,
    Validator,
    assert_agree,
    assert_agree_on_bytes,
    definition,
    documents,
    exact,
    is_beyond,
    mutations,
    places,
    spliced,
    told,
)

AMOUNT, DUE = definition(PLANS, "Amount"), definition(PLANS, "Due")

CONVERTER = make_converter()

STEADY = settings(derandomize=True)
"""For verdicts: the same documents in every run."""

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

COMMAND = "python -m govplan._schema_maker src/govplan/_schemas"


def classes_in(validator: Any) -> list[Any]:
    """Return the schemas of all classes and named words."""
    return [validator.schema, *validator.schema["$defs"].values()]


def fields_in(validator: Any) -> list[Any]:
    """Return the schemas of the fields of all classes."""
    return [
        field for made in classes_in(validator) for field in made.get("properties", {}).values()
    ]


class TestFiles:
    def test_up_to_date(self) -> None:
        """The package ships what the maker makes of the classes as they are now."""
        folder = Path(_schema_maker.__file__).with_name("_schemas")
        shipped = {path.name: path.read_text("utf-8") for path in folder.iterdir()}

        assert _schema_maker.files() == shipped, f"a class has changed; run: {COMMAND}"

    def test_command(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """The maker writes all files into the folder that it is given."""
        monkeypatch.setattr(sys, "argv", ["", str(tmp_path)])

        runpy.run_path(_schema_maker.__file__, run_name="__main__")

        written = {path.name: path.read_bytes().decode() for path in tmp_path.iterdir()}
        assert _schema_maker.files() == written

    def test_without_sources(self) -> None:
        """No source is read to return a schema, and the maker is not even imported."""
        code = (
            "import inspect, sys; del inspect.getsource; from govplan.schema import *;"
            "json_schema(), report_schema(); print('govplan._schema_maker' in sys.modules)"
        )

        done = subprocess.run(  # noqa: S603 (our own code)
            [sys.executable, "-c", code], capture_output=True, check=True, encoding="ascii"
        )

        assert "False" == done.stdout.strip()


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
    def test_described(self, validator: Any) -> None:
        """Every class, every list of words with a name, and every field is described."""
        for described in (*classes_in(validator), *fields_in(validator)):
            for words in (described["title"], described["description"]):
                assert re.fullmatch(r"(?s)[^\s].*\S", words), described
                assert "``" not in words
                assert ":`" not in words

    @pytest.mark.parametrize("validator", [PLANS, REPORTS])
    def test_titles(self, validator: Any) -> None:
        """The title of a field is its description up to the first semicolon or full stop."""
        for field in fields_in(validator):
            end = field["description"].removeprefix(field["title"])
            assert re.match(r"; .|\.( .|$)", end), field
            assert not re.search(r"[;.](\s|$)", field["title"])

    def test_docstrings(self) -> None:
        """A field, a class and a list of words are described in the words of the model."""
        definitions, issuer = PLANS.schema["$defs"], PLANS.schema["properties"]["issuer"]

        assert "The body whose plan it is" == issuer["title"]
        assert "The body whose plan it is; None if unknown." == issuer["description"]
        assert "One announced action." == definitions["Measure"]["description"]
        assert "What a party does: 牵头 配合 督导." == definitions["Role"]["description"]

    def test_examples_of_fields(self) -> None:
        """What a docstring quotes of a text is an example of it, and accepted."""
        fields = [field for validator in (PLANS, REPORTS) for field in fields_in(validator)]
        shown = [field for field in fields if "examples" in field]

        assert [
            ["mu", "wan_m2", "CNY/person"],
            ["2021", "2021-H1", "2021-Q3", "2021-08", "2021-08-10"],
            ["plan", "url", "GB/T 2260"],
            ["GP305"],
            ["rate-out-of-range"],
        ] == [field["examples"] for field in shown]
        assert all(Validator(field).is_valid(text) for field in shown for text in field["examples"])

    @pytest.mark.parametrize("validator", [PLANS, REPORTS])
    def test_patterns(self, validator: Any) -> None:
        """Patterns are written in what the regular expressions of Python and ECMAScript share."""
        patterns = [
            value
            for holder, key in places(validator.schema)
            if key == "pattern"
            if isinstance(value := holder[key], str)
        ]

        assert patterns
        for pattern in patterns:
            # Words, anchors, groups, sets, choices and counts; no escape but of a line's end.
            assert re.fullmatch(r"(?:[\w^$()\[\]|*/{},.?-]|\\n)+", pattern), pattern
            assert "(?" not in pattern
            assert not re.search(r"[*?}][*+?{]|\{,", pattern), pattern

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
            *((PLANS, name, least, CONVERTER) for name, least in PLAN_CLASSES.items()),
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

    @pytest.mark.parametrize("name", sorted(PLAN_CLASSES.keys() - {"Plan"}))
    @STEADY
    @given(data=st.data())
    def test_any_part(self, name: str, data: st.DataObject) -> None:
        """What the schema of a class describes is read; changed, it has one verdict."""
        checked, kind = definition(PLANS, name), vars(model)[name]
        tree = data.draw(documents(name, levels=2))
        changed = data.draw(mutations(_json.encode(tree)))

        checked.validate(tree)
        for part in (tree, changed):
            assert_agree(checked, part, told(partial(CONVERTER.structure, part, kind)))

    @STEADY
    @given(documents("Plan"))
    def test_any_described(self, tree: dict[str, Any]) -> None:
        """What the schema describes is read, but for the differences that are told."""
        PLANS.validate(tree)

        assert_agree(PLANS, tree, told(partial(loads, _json.encode(tree))))

    @STEADY
    @given((testing.plans().map(dumps) | documents("Plan").map(_json.encode)).flatmap(mutations))
    def test_any_mutation(self, tree: object) -> None:
        """A document that differs from one in any few places has one verdict."""
        assert_agree(PLANS, tree, told(partial(loads, _json.encode(tree))))

    @STEADY
    @given(documents("Plan").map(_json.encode).flatmap(spliced))
    def test_any_splice(self, data: bytes) -> None:
        """A document with other bytes in it is no JSON and refused, or has one verdict."""
        assert_agree_on_bytes(PLANS, data, told(partial(loads, data)))

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
        document(b'"extra": {"x": ' + b"[" * 200 + b"]" * 200 + b"}"),
        document(b'"sections": [' + b'{"id": "s", "sections": [' * 33 + b"]}" * 33 + b"]"),
        document(b'"jurisdiction": ' + b'{"name": "x", "parent": ' * 33 + b"null" + b"}" * 33),
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

    @pytest.mark.parametrize("beginning", BEYOND_SCHEMAS)
    def test_real(self, beginning: str) -> None:
        """The schema accepts what the reader refuses, for that reason alone."""
        for data in BEYOND_SCHEMAS[beginning]:
            tree, problems = exact(data), told(partial(loads, data))

            assert PLANS.is_valid(tree)
            assert [True] == [is_beyond(problem, tree) for problem in problems]

    def test_no_utf_8(self) -> None:
        """Bytes of another encoding are refused, whatever a schema says of their text."""
        text = document('"issuer": "杜桥镇"'.encode()).decode()

        assert PLANS.is_valid(exact(text))
        with pytest.raises(InvalidPlanError, match="is not UTF-8"):
            loads(text.encode("gb18030"))

    def test_too_large(self) -> None:
        """A document over the size limit is refused, whatever a schema says of what it holds."""
        data = document() + b" " * MAX_SIZE

        assert PLANS.is_valid(exact(data))
        with pytest.raises(InvalidPlanError, match=f"at most {MAX_SIZE} bytes"):
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

    @STEADY
    @given(mutations(MIXED.to_json()))
    def test_any_mutation(self, tree: object) -> None:
        """A report that differs in any few places has one verdict."""
        assert_agree(REPORTS, tree, told(partial(Report.from_json, _json.encode(tree))))

    @STEADY
    @given(spliced(MIXED.to_json().encode()))
    def test_any_splice(self, data: bytes) -> None:
        """A report with other bytes in it is no JSON and refused, or has one verdict."""
        assert_agree_on_bytes(REPORTS, data, told(partial(Report.from_json, data)))

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
