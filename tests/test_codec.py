"""Tests of :mod:`govplan.codec`, and of :mod:`govplan._json` behind it."""

from __future__ import annotations

import collections
import copy
import decimal
import enum
import gzip
import json
import os
import pickle
import stat
import subprocess
import sys
import textwrap
import tracemalloc
import types
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from decimal import Context, Decimal, localcontext
from pathlib import Path
from typing import Any

import attrs
import cattrs
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from govplan import _json, testing
from govplan._json import MAX_PROBLEMS
from govplan.codec import FORMAT, dump, dumps, load, loads, make_converter
from govplan.errors import EncodeError, GovplanError, InvalidPlanError, InvalidValueError, Problem
from govplan.model import (
    Defect,
    Document,
    Due,
    Extra,
    Jurisdiction,
    Measure,
    Party,
    Plan,
    Project,
    Section,
    Source,
    Target,
)
from govplan.units import Amount

SAME_EACH_TIME = settings(
    derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck)
)

PLAN = Plan(id="p", title="工作计划")
LINES = "line 2, column 1: trailing characters; a file of JSON Lines is read with load_many"


def document(members: str | bytes = "") -> bytes:
    """Return a plan as JSON, with further members as they stand."""
    more = members.encode() if isinstance(members, str) else members
    return b'{"govplan":1,"id":"p","title":"t"' + (b"," + more if more else b"") + b"}"


def problems(data: object, **options: Any) -> list[tuple[str, str]]:
    """Return what is wrong with a document, or fail if nothing is."""
    with pytest.raises(InvalidPlanError) as excinfo:
        loads(data, **options)  # type: ignore[arg-type]
    return [(problem.pointer, problem.message) for problem in excinfo.value.problems]


def only_problem(data: object, **options: Any) -> tuple[str, str]:
    """Return the one thing that is wrong with a document."""
    (problem,) = problems(data, **options)
    return problem


def sections(levels: int) -> str:
    """Return nested sections as a member."""
    return '"sections":[' + '{"id":"s","sections":[' * levels + "]}" * levels + "]"


def names(folder: Path) -> list[str]:
    """Return what stands in a folder."""
    return sorted(path.name for path in folder.iterdir())


def short(value: object) -> str:
    """Return a name for a case."""
    return type(value).__name__ if isinstance(value, int) else repr(value)[:40]


def meaning(node: object, *, own: bool = False) -> object:
    """Return what a tree of JSON says: absent, null and empty are one, but in ``extra``."""
    if isinstance(node, dict):
        items = {k: meaning(v, own=own or k == "extra") for k, v in node.items()}
        empty: tuple[object, ...] = (None, [], ("extra", {}))
        return (
            items
            if own
            else {k: v for k, v in items.items() if v not in empty and (k, v) not in empty}
        )
    if isinstance(node, list):
        return [meaning(member, own=own) for member in node]
    return ("bool", node) if isinstance(node, bool) else node


def independent(data: bytes) -> object:
    """Read a document with the standard library; keys must not come twice."""

    def unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
        made = dict(pairs)
        assert len(made) == len(pairs), "accepted with a key given twice"
        return made

    return meaning(json.loads(data.decode(), parse_float=Decimal, object_pairs_hook=unique))


def means_what_it_says(data: bytes) -> None:
    """Check that a document is refused in good order, or read as what it says."""
    refusal: InvalidPlanError | None = None
    try:
        plan = loads(data)
    except InvalidPlanError as error:
        refusal = error
    if refusal is None:
        assert independent(data) == independent(dumps(plan))
    else:
        assert refusal.problems
        assert str(refusal).replace("\n", "").isprintable()


# --- properties -------------------------------------------------------------------


class TestRoundTrip:
    @SAME_EACH_TIME
    @given(testing.plans())
    def test_nothing_is_lost(self, plan: Plan) -> None:
        """Reading what was written gives an equal plan of an equal hash."""
        again = loads(dumps(plan))

        assert plan == again
        assert hash(plan) == hash(again)

    @SAME_EACH_TIME
    @given(testing.plans())
    def test_settled(self, plan: Plan) -> None:
        """Writing what was read gives the same bytes."""
        data = dumps(plan)

        assert data == dumps(loads(data))

    def test_negative_zero(self) -> None:
        """A negative zero in extra settles at the first writing."""
        data = dumps(attrs.evolve(PLAN, extra={"n": Decimal("-0")}))

        assert data == dumps(loads(data))

    @SAME_EACH_TIME
    @given(testing.plans(max_depth=1))
    def test_copies(self, plan: Plan) -> None:
        """Copies of a plan, by whatever way, give the same bytes."""
        for made in (copy.deepcopy(plan), pickle.loads(pickle.dumps(plan))):  # noqa: S301
            assert plan == made
            assert dumps(plan) == dumps(made)

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ({"a": 1, "b": 2}, {"b": 2, "a": 1}),
            ({"a": {"x": 1, "y": 2}}, {"a": {"y": 2, "x": 1}}),
            ({"a": Decimal("30.0")}, {"a": Decimal(30)}),
            ({"a": Decimal("3E+1")}, {"a": 30}),
            ({"a": 0.5}, {"a": Decimal("0.50")}),
        ],
    )
    def test_equal_plans(self, one: dict[str, object], other: dict[str, object]) -> None:
        """Equal plans give equal bytes."""
        first, second = (Plan(id="p", title="t", extra=extra) for extra in (one, other))

        assert first == second
        assert dumps(first) == dumps(second)

    @SAME_EACH_TIME
    @given(testing.plans(max_depth=1), st.integers(1, 4))
    def test_indent(self, plan: Plan, indent: int) -> None:
        """Indenting changes nothing in meaning, and can be undone."""
        data = dumps(plan, indent=indent)

        assert plan == loads(data)
        assert dumps(plan) == dumps(loads(data))
        assert data.startswith(b"{\n" + b" " * indent + b'"govplan": 1')

    @SAME_EACH_TIME
    @given(testing.plans(max_depth=1))
    def test_plain_json(self, plan: Plan) -> None:
        """What is written is JSON to others, in UTF-8, without null and empty arrays."""
        tree = json.loads(dumps(plan).decode(), parse_float=Decimal)
        tree["extra"] = {}

        def check(node: object) -> None:
            assert node is not None
            assert node != []
            for key, value in node.items() if isinstance(node, dict) else ():
                if key != "extra":
                    check(value)
            for member in node if isinstance(node, list) else ():
                check(member)

        check(tree)

    @SAME_EACH_TIME
    @given(
        st.one_of(testing.targets(), testing.measures(), testing.sections(), testing.documents())
    )
    def test_any_node(self, node: Target | Measure | Section | Document) -> None:
        """The converter reads what it wrote of any node."""
        converter = make_converter()

        assert node == converter.structure(converter.unstructure(node), type(node))

    @SAME_EACH_TIME
    @given(testing.amounts(), testing.dues(), testing.sources(), testing.parties())
    def test_any_value(self, amount: Amount, due: Due, source: Source, party: Party) -> None:
        """So it does with any value."""
        converter = make_converter()

        for value in (amount, due, source, party):
            assert value == converter.structure(converter.unstructure(value), type(value))

    def test_text_or_bytes(self) -> None:
        """A document is read from a text as from bytes."""
        assert PLAN == loads(dumps(PLAN).decode())


class TestLayout:
    def test_exact_bytes(self) -> None:
        """Keys stand in the order of the model, nothing that is None or empty is written."""
        plan = Plan(
            id="p",
            title="杜桥镇",
            kind="annual_plan",
            document=Document(date_written=date(2021, 2, 3), blank=("title",)),
            targets=(
                Target(
                    id="t",
                    indicator="拆违",
                    comparator=">=",
                    value=Amount(30, "wan_m2"),
                    due=Due(date="2021-Q3"),
                ),
            ),
            extra={"z": None, "a": [], "y": {}},
        )

        assert (
            '{"govplan":1,"id":"p","title":"杜桥镇","kind":"annual_plan",'
            '"document":{"date_written":"2021-02-03","blank":["title"]},'
            '"targets":[{"id":"t","indicator":"拆违","comparator":">=",'
            '"value":{"magnitude":30,"unit":"wan_m2"},"due":{"date":"2021-Q3"}}],'
        ) in dumps(plan).decode()
        assert {"z": None, "a": [], "y": {}} == json.loads(dumps(plan))["extra"]

    def test_readable(self) -> None:
        """Chinese and what lies beyond it stand as they are; controls are escaped."""
        plan = Plan(id="p", title="征地𠮷\x00\x1f\u2028é")

        assert '"征地𠮷\\u0000\\u001f\u2028é"' in dumps(plan).decode()

    def test_false_is_kept(self) -> None:
        """False and zero are values, not absence."""
        scope = {"id": "t", "indicator": "i", "scope": {"each": False}}
        data = document(f'"targets":[{json.dumps(scope)}],"document":{{"length":0}}')

        plan = loads(data)

        assert plan.targets[0].scope is not None
        assert plan.targets[0].scope.each is False
        assert b'"each":false' in dumps(plan)
        assert b'"length":0' in dumps(plan)


class TestExact:
    @pytest.mark.parametrize(
        ("written", "read", "rewritten"),
        [
            ("0.1", "0.1", "0.1"),
            ("1e2", "100", "100"),
            ("30.0", "30", "30"),
            ("30", "30", "30"),
            ("12345678901234.5", "12345678901234.5", "12345678901234.5"),
            ("-0.0", "0", "0"),
            ("-0", "0", "0"),
            ("0e999", "0", "0"),
            ("1E20", "1e20", "100000000000000000000"),
            ("1e-15", "1e-15", "1E-15"),
            ("0.1000000000000000000000", "0.1", "0.1"),
            ("123456789012345000000", "123456789012345000000", "123456789012345000000"),
        ],
    )
    def test_magnitude(self, written: str, read: str, rewritten: str) -> None:
        """A magnitude is the decimal number that is written, and is written in one way."""
        target = f'{{"id":"t","indicator":"i","value":{{"magnitude":{written}}}}}'

        plan = loads(document(f'"targets":[{target}]'))

        assert Amount(Decimal(read)) == plan.targets[0].value
        assert f'"magnitude":{rewritten}}}'.encode() in dumps(plan)

    @pytest.mark.parametrize(
        "number",
        [
            "0.1", "1e2", "30.0", "12345678901234.5", "18446744073709551616",
            "-9223372036854775809", "1e999", "5E-324", "0.12345678901234567890123456789012345",
            "9" * 4299,
        ],
        ids=short,
    )  # fmt: skip
    def test_extra(self, number: str) -> None:
        """A number in extra keeps its value, whatever its size, and stays so."""
        plan = loads(document(f'"extra":{{"n":{number}}}'))

        assert Decimal(number) == plan.extra["n"]
        assert Decimal(number) == json.loads(dumps(plan), parse_float=Decimal)["extra"]["n"]
        assert plan == loads(dumps(plan))

    def test_float_in_extra(self) -> None:
        """A float in extra is the decimal number that prints it."""
        assert {"n": Decimal("0.1")} == loads(
            dumps(Plan(id="p", title="t", extra={"n": 0.1}))
        ).extra

    def test_callers_context(self) -> None:
        """The caller's decimal context changes nothing."""
        target = '{"id":"t","indicator":"i","value":{"magnitude":1.23456789}}'
        data = document(f'"targets":[{target}],"extra":{{"n":1.23456789}}')
        with decimal.localcontext(prec=3) as context:
            context.traps[decimal.Inexact] = True
            plan = loads(data)
            written = dumps(plan)

        assert data == written


# --- whole documents --------------------------------------------------------------

SYNTAX = "is no JSON document: line 1, column"
TRUNCATED = "is no whole JSON document: Input data was truncated"
UTF16 = "is not UTF-8, but looks like UTF-16 or UTF-32; save it as UTF-8"
HOOK = "register an unstructure hook for it on make_converter()"
BOM = "starts with a byte order mark; save it as UTF-8 without one"


class TestDocument:
    @pytest.mark.parametrize(
        ("data", "message"),
        [
            (b"", "is empty"),
            ("", "is empty"),
            (b" \n\t\r", "is empty"),
            (b"\xef\xbb\xbf" + document(), BOM),
            ("\ufeff{}", BOM),
            (document().decode().encode("utf-16"), UTF16),
            (document().decode().encode("utf-16-le"), UTF16),
            (document().decode().encode("utf-16-be"), UTF16),
            (document().decode().encode("utf-32"), UTF16),
            (gzip.compress(document(), mtime=0), "is compressed with gzip; decompress it first"),
            (document()[:-1], TRUNCATED),
            (document('"kind"')[:-1], TRUNCATED),
            (document() + b"x", f"{SYNTAX} 35: trailing characters"),
            (document() + document(), f"{SYNTAX} 35: trailing characters"),
            (document() + b"\n[]", "is no JSON document: line 2, column 1: trailing characters"),
            (
                document() + b"\n" + document(),
                f"is no JSON document: {LINES}",
            ),
            (b'{"a":1,}', f"{SYNTAX} 8: trailing comma in object"),
            (b"{'a':1}", f"{SYNTAX} 2: object keys must be strings"),
            ('{"征地" 1}', f"{SYNTAX} 7: expected ':'"),
            (b'{\n\n  "a" 1}', "is no JSON document: line 3, column 7: expected ':'"),
            (document('"extra":{"a":NaN}'), f"{SYNTAX} 48: invalid character"),
            (document('"extra":{"a":-Infinity}'), f"{SYNTAX} 49: invalid character"),
            (document('"extra":{"a":Infinity}'), f"{SYNTAX} 48: invalid character"),
            (document('"extra":{"a":01}'), f"{SYNTAX} 49: invalid number"),
            (document('"issuer":"\t"'), f"{SYNTAX} 45: invalid character"),
            (document(b'"issuer":"\xff"'), "is not UTF-8: invalid start byte"),
            (document(b'"issuer":"\xc0\x80"'), "is not UTF-8: invalid start byte"),
            (document(b'"issuer":"\xed\xa0\x80"'), "is not UTF-8: invalid continuation byte"),
            ('"\ud800"', "holds half of a surrogate pair, which is no character"),
            (
                document('"issuer":"\\udc00\\ud800"'),
                f"{SYNTAX} 51: invalid utf-16 surrogate pair",
            ),
            (
                document(f'"extra":{{"a":{"9" * 5000}}}'),
                "holds a whole number of thousands of digits",
            ),
            (b"null", "expected an object, got null"),
            (b"3", "expected an object, got 3"),
            (b'"x"', "expected an object, got 'x'"),
            (None, "expected bytes or a text, got None"),
            (bytearray(b"{}"), "expected bytes or a text, got a bytearray"),
        ],
        ids=short,
    )
    def test_refused(self, data: object, message: str) -> None:
        """What is no JSON object in UTF-8 is refused, with what it is instead."""
        assert ("", message) == only_problem(data)

    def test_array(self) -> None:
        """An array is no plan."""
        assert ("", "expected an object, got an array") == only_problem(b"[]")

    @pytest.mark.parametrize(
        "escaped", ['"\\ud800"', '"\\ud800x"', '"\\udc00"', '"\\ud83d\\u0041"']
    )
    def test_half_a_pair(self, escaped: str) -> None:
        """Half of a surrogate pair, escaped, is refused anywhere."""
        for members in (f'"issuer":{escaped}', f'"extra":{{{escaped}:1}}', f"{escaped}:1"):
            assert "" == only_problem(document(members))[0]

    def test_pair(self) -> None:
        """A whole pair is a character."""
        assert "😀" == loads(document('"issuer":"\\ud83d\\ude00"')).issuer

    @pytest.mark.parametrize("number", ["1e-999999999999999999999", "1e999999999999999999999"])
    @pytest.mark.parametrize(
        "member", ['"extra":{{"n":{}}}', '"document":{{"length":{}}}', '"x":{}']
    )
    def test_exponent_out_of_range(self, number: str, member: str) -> None:
        """A number that Decimal cannot hold is refused like any other."""
        with pytest.raises(InvalidPlanError):
            loads(document(member.format(number)))

    def test_size(self) -> None:
        """A document over the limit is refused unread; one at the limit is not."""
        data = document()

        assert "p" == loads(data, max_size=len(data)).id
        assert (
            "",
            "expected at most 33 bytes; raise max_size to read it all the same",
        ) == only_problem(data, max_size=len(data) - 1)

    def test_size_in_bytes(self) -> None:
        """The limit of a text counts its bytes."""
        text = document('"issuer":"征"').decode()

        with pytest.raises(InvalidPlanError):
            loads(text, max_size=len(text))


class TestFormat:
    @pytest.mark.parametrize(
        ("version", "shown"),
        [
            ("0", "0"),
            ("-1", "-1"),
            ("1.0", "1.0"),
            ("1e0", "1"),
            ('"1"', "'1'"),
            ("true", "true"),
            ("null", "null"),
            ("[]", "an array"),
            ("{}", "an object"),
        ],
    )
    def test_odd(self, version: str, shown: str) -> None:
        """What is no version is refused beside the document's other problems."""
        assert [
            ("/govplan", f"expected the format's number, got {shown}"),
            ("/id", "required, and missing"),
            ("/title", "required, and missing"),
        ] == problems(f'{{"govplan":{version}}}')

    def test_newer(self) -> None:
        """A newer format is refused by name, and nothing else is said about it."""
        assert (
            "/govplan",
            "format 2 was written by a newer govplan; this one reads up to 1: update govplan",
        ) == only_problem('{"govplan":2,"new":[]}')

    def test_missing(self) -> None:
        """A document without version is refused, and told how to have one."""
        assert (
            "/govplan",
            'required, and missing: the format, as in {"govplan": 1}',
        ) == only_problem('{"id":"p","title":"t"}')

    def test_anywhere(self) -> None:
        """The version may stand behind the rest; it is written first."""
        assert b'{"govplan":1,"id"' in dumps(loads('{"id":"p","title":"t","govplan":1}'))
        assert 1 == FORMAT


# --- every problem at once --------------------------------------------------------


class TestProblems:
    def test_all_at_once(self) -> None:
        """Everything that is wrong is said at once, each with its place."""
        data = """{
            "govplan": 1,
            "title": 3,
            "kind": "anual_plan",
            "period": {"start": "20260101", "end": "2026-W01-1"},
            "document": {"date_written": "2021-02-30", "length": true, "blank": "title"},
            "targets": [
                null,
                {"id": "t", "indicator": "i", "comparator": "≥", "value": 350, "due": "2021"},
                {"id": "t", "indicator": "i", "value": {"magnitude": "350", "unit": "wan-mu"}},
                {"id": "t", "indicator": "i", "value": {"unit": 3}, "scope": {"each": 1}},
                {"id": "t", "indicator": "i", "value": {"magnitude": 1234567890123456}}
            ],
            "measures": {"id": "m"},
            "statements": [{"kind": "slogan", "title": null}],
            "sections": [{"id": "s", "sections": [{"id": "", "titel": "x", "due": {}}]}],
            "extra": null,
            "a/b~c": {"deep": [1]}
        }"""

        assert [
            ("/id", "required, and missing"),
            ("/title", "expected a text, got 3"),
            (
                "/kind",
                (
                    "expected one of annual_plan, five_year_plan, work_report, action_plan, "
                    "special_plan, other, got 'anual_plan'; did you mean 'annual_plan' or "
                    "'action_plan' or 'special_plan'?"
                ),
            ),
            ("/period/start", "expected a date such as 2021-08-10, got '20260101'"),
            ("/period/end", "expected a date such as 2021-08-10, got '2026-W01-1'"),
            ("/document/date_written", "expected a date such as 2021-08-10, got '2021-02-30'"),
            ("/document/length", "expected a whole number, got true"),
            ("/document/blank", "expected an array, got 'title'"),
            ("/targets/0", "expected an object, got null"),
            ("/targets/1/comparator", "expected one of >=, >, <=, <, =, ~, range, got '≥'"),
            ("/targets/1/value", "expected an object, got 350"),
            ("/targets/1/due", "expected an object, got '2021'"),
            ("/targets/2/value/magnitude", "expected a number, got '350'"),
            ("/targets/2/value/unit", "unknown unit 'wan-mu'; did you mean 'wan_mu'?"),
            ("/targets/3/value/magnitude", "required, and missing"),
            ("/targets/3/value/unit", "expected a text, got 3"),
            ("/targets/3/scope/each", "expected true or false, got 1"),
            (
                "/targets/4/value/magnitude",
                "expected at most 15 significant digits, got 1234567890123456",
            ),
            ("/measures", "expected an array, got an object"),
            ("/statements/0/title", "expected a text, got null"),
            ("/sections/0/sections/0/due/date", "required, and missing"),
            ("/sections/0/sections/0/titel", "unknown key; did you mean 'title'?"),
            (
                "/sections/0/sections/0/id",
                "expected an id, not empty and not starting with '/', got ''",
            ),
            ("/extra", "expected an object, got null"),
            ("/a~1b~0c", "unknown key"),
        ] == problems(data)

    @pytest.mark.parametrize(
        ("member", "problem"),
        [
            ('"issuer":3', ("/issuer", "expected a text, got 3")),
            ('"issuer":1.50', ("/issuer", "expected a text, got 1.50")),
            ('"issuer":true', ("/issuer", "expected a text, got true")),
            ('"issuer":false', ("/issuer", "expected a text, got false")),
            ('"issuer":["x"]', ("/issuer", "expected a text, got an array")),
            ('"period":[]', ("/period", "expected an object, got an array")),
            ('"extra":[]', ("/extra", "expected an object, got an array")),
            ('"issuer":{}', ("/issuer", "expected a text, got an object")),
            ('"extra":"x"', ("/extra", "expected an object, got 'x'")),
            ('"projects":"abc"', ("/projects", "expected an array, got 'abc'")),
            ('"projects":null', ("/projects", "expected an array, got null")),
            (
                '"projects":[{"name":"x","aliases":["a",null]}]',
                ("/projects/0/aliases/1", "expected a text, got null"),
            ),
            ('"document":{"length":3.0}', ("/document/length", "expected a whole number, got 3.0")),
            ('"document":{"length":"3"}', ("/document/length", "expected a whole number, got '3'")),
            (
                '"document":{"length":1e999}',
                ("/document/length", "expected a whole number, got 1E+999"),
            ),
            (
                '"document":{"date_written":20210203}',
                ("/document/date_written", "expected a date such as 2021-08-10, got 20210203"),
            ),
            (
                '"document":{"date_written":"２021-02-03"}',
                ("/document/date_written", "expected a date such as 2021-08-10, got '２021-02-03'"),
            ),
            (
                '"document":{"date_written":"2021-02-03\\n"}',
                (
                    "/document/date_written",
                    "expected a date such as 2021-08-10, got '2021-02-03\\n'",
                ),
            ),
            (
                '"document":{"date_written":"2021-02-03T00:00:00"}',
                (
                    "/document/date_written",
                    "expected a date such as 2021-08-10, got '2021-02-03T00:00:00'",
                ),
            ),
            (
                '"period":{"start":"2021-02-01","end":"2021-01-31"}',
                ("/period", "expected start <= end, got 2021-02-01 and 2021-01-31"),
            ),
            (
                '"jurisdiction":{"name":"x","level":"twon"}',
                (
                    "/jurisdiction/level",
                    (
                        "expected one of state, province, prefecture, county, town, village, "
                        "got 'twon'; did you mean 'town'?"
                    ),
                ),
            ),
            (
                '"measures":[{"id":"m","title":"x","due":{"date":"2021-13"}}]',
                (
                    "/measures/0/due/date",
                    (
                        "expected a date such as 2021, 2021-H1, 2021-Q3, 2021-08 or 2021-08-10, "
                        "got '2021-13'"
                    ),
                ),
            ),
            (
                '"measures":[{"id":"m","title":"x","source":{"start":5,"end":5}}]',
                ("/measures/0/source", "expected 0 <= start < end, got 5 and 5"),
            ),
            (
                '"figures":[{"kind":"other","label":"","value":{"magnitude":1,"unit":"亩"}}]',
                ("/figures/0/value/unit", "expected the unit's id 'mu', got '亩'"),
            ),
            (
                '"figures":[{"kind":"other","label":"","value":{"magnitude":1e999}}]',
                (
                    "/figures/0/value/magnitude",
                    "expected 0 or a number from 1e-15 to below 1e21, got 1E+999",
                ),
            ),
            (
                '"figures":[{"kind":"other","label":"","value":{"magnitude":true}}]',
                ("/figures/0/value/magnitude", "expected a number, got true"),
            ),
            (
                (
                    '"figures":[{"kind":"other","label":"","value":{"magnitude":5,"unit":"km"},'
                    '"upper":{"magnitude":3000,"unit":"m"}}]'
                ),
                ("/figures/0/upper", "expected at least 5 km, got 3000 m"),
            ),
            ('"Title":"x"', ("/Title", "unknown key; did you mean 'title'?")),
            ('"ｔitle":"x"', ("/ｔitle", "unknown key; did you mean 'title'?")),
            ('"":1', ("/", "unknown key")),
            (f'"{"x" * 61}":1', (f"/{'x' * 61}", "unknown key")),
        ],
        ids=short,
    )
    def test_one(self, member: str, problem: tuple[str, str]) -> None:
        """Each kind of mistake is named with its place and with what was expected."""
        assert problem == only_problem(document(member))

    def test_null_where_allowed(self) -> None:
        """Null stands for None where a field may be None, and in extra."""
        plan = loads(
            document('"kind":null,"period":null,"document":{"url":null},"extra":{"a":null}')
        )

        assert (None, None) == (plan.kind, plan.period)
        assert {"a": None} == plan.extra
        assert document('"document":{},"extra":{"a":null}') == dumps(plan)

    def test_unicode_forms(self) -> None:
        """Keys that differ by Unicode form are two keys, and both are kept."""
        plan = loads(document('"extra":{"é":1,"e\u0301":2}'))

        assert {"é": 1, "e\u0301": 2} == plan.extra
        assert plan == loads(dumps(plan))

    @pytest.mark.parametrize(
        ("member", "expected"),
        [
            (
                '"defects":[{"kind":"other","note":"n","source":{"start":5,"end":1,"x":1}}]',
                {"/defects/0/source", "/defects/0/source/x"},
            ),
            (
                '"measures":[{"id":"m","title":"x","due":{"date":"2021-13","words":3}}]',
                {"/measures/0/due/date", "/measures/0/due/words"},
            ),
            (
                (
                    '"targets":[{"id":"","indicator":"i","value":{"magnitude":5,"unit":"m"},'
                    '"upper":{"magnitude":3,"unit":"m"}}]'
                ),
                {"/targets/0/id", "/targets/0/upper"},
            ),
            (
                '"period":{"start":"2021-02-01","end":"2021-01-01","x":1}',
                {"/period", "/period/x"},
            ),
        ],
    )
    def test_fields_together(self, member: str, expected: set[str]) -> None:
        """What a class asks of its fields together is told beside their own problems."""
        assert expected == {pointer for pointer, _ in problems(document(member))}

    def test_refused_by_several_fields(self) -> None:
        """Where a constructor stops at its first problem, the rest is told all the same."""
        data = '{"govplan":1,"id":"","title":"t","extra":{"a":' + "[" * 40 + "]" * 40 + "}}"

        assert {"/id", "/extra/a" + "/0" * 32} == {pointer for pointer, _ in problems(data)}

    @pytest.mark.parametrize("key", ["a", "id"])
    def test_told_once(self, key: str) -> None:
        """A problem deep in extra is told once, and hides no other."""
        nested = f'{{"{key}":' * 40 + "1" + "}" * 40
        data = f'{{"govplan":1,"id":"","title":"t","extra":{nested}}}'

        found = sorted(pointer for pointer, _ in problems(data))

        assert ["/extra" + f"/{key}" * 33, "/id"] == found


class TestDuplicates:
    @pytest.mark.parametrize(
        ("members", "pointers"),
        [
            ('"title":"u"', ["/title"]),
            ('"title":"t"', ["/title"]),
            ('"govplan":1', ["/govplan"]),
            ('"\\u0074itle":"u"', ["/title"]),
            ('"extra":{"a":1,"a":1,"a":1}', ["/extra/a"]),
            ('"extra":{"":1,"":2}', ["/extra/"]),
            ('"extra":{"a/b":1,"a\\u002fb":2,"~":1,"\\u007e":2}', ["/extra/a~1b", "/extra/~0"]),
            ('"extra":{"x":[{},{"~/":{"k":1,"\\u006b":2}}]}', ["/extra/x/1/~0~1/k"]),
            ('"targets":[{"id":"a","id":"b","indicator":"i"}]', ["/targets/0/id"]),
            ('"extra":{"a:b":":","a:b":"::"}', ["/extra/a:b"]),
            ('"extra":{"a":"\\u003a","a":1}', ["/extra/a"]),
            ('"extra":{"a":"\\u003A\\u003a","b":1,"b":"x"}', ["/extra/b"]),
            ('"extra":{"a\\u003ab":1,"a:b":2}', ["/extra/a:b"]),
            ('"extra":{"a":{"b":":"},"a":{"c":1}}', ["/extra/a"]),
            ('"extra":{"a":1,"a":"\\\\u003a"}', ["/extra/a"]),
        ],
    )
    def test_found(self, members: str, pointers: list[str]) -> None:
        """A key given twice is found at any depth, however it is spelt."""
        assert [(pointer, "key given more than once") for pointer in pointers] == problems(
            document(members)
        )

    def test_beside_others(self) -> None:
        """Keys given twice are told beside what else is wrong."""
        assert [
            ("/id", "key given more than once"),
            ("/id", "expected a text, got 3"),
            ("/x", "unknown key"),
        ] == problems(document('"id":3,"x":1'))

    def test_other_escapes(self) -> None:
        """Only an escaped colon makes the reader look twice: Go and PHP escape > and < too."""
        read = _json.encode({"a": ">=:"})

        assert _json.is_whole(b'{"a":"\\u003e=:"}', read)
        assert not _json.is_whole(b'{"a":"\\u003e=\\u003a"}', read)
        assert not _json.is_whole(b'{"a":"\\u003e=\\u003A"}', read)

    def test_order(self) -> None:
        """Keys given twice are told in the order of the document."""
        members = '"extra":{"a":{"k":1,"k":2},"b":[{"k":1,"k":2},{"k":1,"k":2}]}'

        assert ["/extra/a/k", "/extra/b/0/k", "/extra/b/1/k"] == [
            pointer for pointer, _ in problems(document(members))
        ]

    @pytest.mark.parametrize(
        "members",
        [
            '"issuer":"a:b::c"',
            '"issuer":"\\u003a"',
            '"issuer":"\\\\u003a"',
            '"extra":{":":{"::":[":",{"\\u003A":":"}]}}',
            '"extra":{"a":{"k":1},"b":{"k":1}}',
        ],
    )
    def test_not_found(self, members: str) -> None:
        """Colons in texts and keys, escaped or not, are not taken for members."""
        assert "p" == loads(document(members)).id


class TestLongNumbers:
    @pytest.mark.parametrize(
        "number",
        ["9" * 4300, "-" + "9" * 4299, "0." + "1" * 4298],
        ids=["long", "negative", "part"],
    )
    def test_longest(self, number: str) -> None:
        """A number of the user's own may have as many characters as JSON readers take."""
        plan = loads(document(f'"extra":{{"n":{number}}}'))

        assert Decimal(number) == plan.extra["n"]
        assert plan == loads(dumps(plan))

    @pytest.mark.parametrize("number", ["0." + "1" * 4299, "1." + "1" * 100_000], ids=len)
    def test_longer(self, number: str) -> None:
        """A longer one is refused with its place."""
        assert (
            "/extra/n",
            "expected a number of at most 4300 characters",
        ) == only_problem(document(f'"extra":{{"n":{number}}}'))

    @pytest.mark.parametrize(
        "number", [10**4300, 10**100_000, Decimal("1" * 4301)], ids=["a bit", "much", "Decimal"]
    )
    def test_made(self, number: object) -> None:
        """What could not be read back cannot be made."""
        with pytest.raises(InvalidValueError, match="at most 4300 characters"):
            attrs.evolve(PLAN, extra={"a": number})

    def test_in_a_field(self) -> None:
        """A whole number too long to be read is not written."""
        plan = attrs.evolve(PLAN, document=Document(length=10**5000))

        with pytest.raises(EncodeError, match=r"^/document/length: is a whole number"):
            dumps(plan)

    def test_many(self) -> None:
        """Memory stays in proportion to a document of many numbers."""
        data = document(f'"extra":{{"a":[{",".join(["0.5"] * 50_000)}]}}')
        loads(document())
        tracemalloc.start()
        try:
            loads(data)
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

        assert 100 * len(data) > peak


class TestDepth:
    def test_sections(self) -> None:
        """32 levels of sections are fine, also to write; 33 are not."""
        plan = loads(document(sections(32)))

        assert plan == loads(dumps(plan))
        assert ("/sections/0", "expected at most 32 levels") == only_problem(document(sections(33)))

    def test_jurisdictions(self) -> None:
        """So with the places that places belong to."""
        members = [
            '"jurisdiction":' + '{"name":"x","parent":' * n + "null" + "}" * n for n in (32, 33)
        ]

        assert isinstance(loads(document(members[0])).jurisdiction, Jurisdiction)
        assert ("/jurisdiction", "expected at most 32 levels") == only_problem(document(members[1]))

    @pytest.mark.parametrize(("before", "behind"), [("[", "]"), ('{"a":', "}")])
    @pytest.mark.parametrize("leaf", ["1", '"x"', "null"])
    def test_extra(self, before: str, behind: str, leaf: str) -> None:
        """Data of the user's own goes as deep whatever it ends in."""
        fine, deeper = (f'"extra":{{"a":{before * n}{leaf}{behind * n}}}' for n in (31, 32))

        assert loads(document(fine)) == loads(dumps(loads(document(fine))))
        with pytest.raises(InvalidPlanError):
            loads(document(deeper))

    @pytest.mark.parametrize("levels", [300, 10_000, 100_000])
    @pytest.mark.parametrize(
        ("head", "before", "behind", "tail"),
        [
            ('"extra":{"a":', "[", "]", "}"),
            ('"extra":', '{"a":', "}", ""),
            ('"sections":[', '{"id":"s","sections":[', "]}", "]"),
            ('"jurisdiction":', '{"name":"x","parent":', "}", ""),
            ('"projects":', "[", "]", ""),
        ],
    )
    def test_very_deep(self, levels: int, head: str, before: str, behind: str, tail: str) -> None:
        """Hundreds and thousands of levels are refused like any other mistake."""
        with pytest.raises(InvalidPlanError):
            loads(document(head + before * levels + "null" + behind * levels + tail))

    @pytest.mark.parametrize("levels", [10_000, 100_000])
    @pytest.mark.parametrize(
        ("before", "behind"), [("[", "]"), ('{"a":', "}"), ('{"id":"s","sections":[', "]}")]
    )
    def test_message(self, levels: int, before: str, behind: str) -> None:
        """What is nested too deeply is called so."""
        data = document(f'"sections":[{before * levels}{behind * levels}]')

        assert ("", "nested too deeply to be a plan") == only_problem(data)

    @pytest.mark.parametrize(
        ("head", "before", "behind"),
        [('"\\u003a":', "[", "]"), ('"title":"x","y":', "[", "]"), ('"\\u003a":', '{"a":', "}")],
    )
    def test_edge_of_recursion(self, head: str, before: str, behind: str) -> None:
        """Nothing but InvalidPlanError comes out where the parsers give up."""
        limit = sys.getrecursionlimit()
        for levels in range(limit - 200, limit + 5):
            with pytest.raises(InvalidPlanError):
                loads(document(f"{head}{before * levels}1{behind * levels}"))


# --- corrupted documents ----------------------------------------------------------


def nodes(tree: object) -> list[tuple[Any, Any]]:
    """Return every place in a tree, as container and key."""
    found: list[tuple[Any, Any]] = []
    stack = [tree]
    while stack:
        node = stack.pop()
        keys = (
            list(node)
            if isinstance(node, dict)
            else range(len(node))
            if isinstance(node, list)
            else ()
        )
        for key in keys:
            found.append((node, key))
            stack.append(node[key])  # type: ignore[index]
    return found


OTHER: list[object] = [
    None,
    True,
    0,
    -1,
    1.5,
    10**20,
    "",
    "x",
    "2021-13",
    [],
    {},
    [None],
    {"a": 1},
    "亩",
]


class TestCorrupted:
    @SAME_EACH_TIME
    @given(st.data())
    def test_bytes(self, data: st.DataObject) -> None:
        """A document with bytes changed is refused, or means what it says."""
        raw = bytearray(dumps(data.draw(testing.plans(max_depth=1))))
        for _ in range(data.draw(st.integers(1, 3))):
            at = data.draw(st.integers(0, max(len(raw) - 1, 0)))
            kind = data.draw(
                st.sampled_from(["flip", "delete", "insert", "cut", "repeat", "digit"])
            )
            if kind == "flip" and raw:
                raw[at] ^= data.draw(st.integers(1, 255))
            elif kind == "delete":
                del raw[at : at + data.draw(st.integers(1, 5))]
            elif kind == "insert":
                raw[at:at] = data.draw(
                    st.sampled_from([b",", b"{", b"]", b'"', b"\\", b":", b"\0", b"e9"])
                )
            elif kind == "cut":
                del raw[at:]
            elif kind == "repeat":
                raw[at:at] = raw[at : at + data.draw(st.integers(1, 40))]
            else:
                raw[at : at + 1] = data.draw(st.sampled_from([b"0", b"9", b"-", b".", b"true"]))

        means_what_it_says(bytes(raw))

    @SAME_EACH_TIME
    @given(st.data())
    def test_types(self, data: st.DataObject) -> None:
        """A document with values swapped is refused, or means what it says."""
        tree = json.loads(dumps(data.draw(testing.plans(max_depth=1))), parse_float=str)
        for _ in range(data.draw(st.integers(1, 3))):
            container, key = data.draw(st.sampled_from(nodes(tree)))
            container[key] = copy.deepcopy(data.draw(st.sampled_from(OTHER)))

        means_what_it_says(json.dumps(tree, ensure_ascii=data.draw(st.booleans())).encode())

    @SAME_EACH_TIME
    @given(st.data())
    def test_keys(self, data: st.DataObject) -> None:
        """A document with a key renamed, or left out, is refused, or means what it says."""
        tree = json.loads(dumps(data.draw(testing.plans(max_depth=1))), parse_float=str)
        container, key = data.draw(st.sampled_from(nodes(tree)))
        value = container.pop(key)
        if isinstance(container, dict) and data.draw(st.booleans()):
            container[data.draw(st.sampled_from(["", "id", "extra", "/", "\x1b", f"{key}s"]))] = (
                value
            )

        means_what_it_says(json.dumps(tree).encode())

    @SAME_EACH_TIME
    @given(st.data())
    def test_duplicated_members(self, data: st.DataObject) -> None:
        """A member given twice, at whatever place, is always found there."""
        tree = json.loads(dumps(data.draw(testing.plans(max_depth=1))), parse_float=str)
        objects = [tree, *(c[k] for c, k in nodes(tree) if isinstance(c[k], dict) and c[k])]
        chosen = data.draw(st.sampled_from(objects))
        key = data.draw(st.sampled_from(list(chosen)))
        again = data.draw(st.sampled_from([json.dumps(chosen[key]), "1", '":"', '"\\u003a"']))
        mark = "f6c0b1d2"
        assume(mark not in json.dumps(tree))
        chosen[mark] = 0
        text = json.dumps(tree, ensure_ascii=data.draw(st.booleans()))

        found = problems(text.replace(f'"{mark}": 0', f"{json.dumps(key)}: {again}"))

        places = [pointer for pointer, message in found if message == "key given more than once"]
        assert 1 == len(places)
        assert places[0].endswith("/" + key.replace("~", "~0").replace("/", "~1"))


# --- hostile documents ------------------------------------------------------------


class TestHostile:
    def test_problems_far_down(self) -> None:
        """What is said of a document stays in proportion to it."""
        before, behind = '{"id":"s","sections":[' * 200, "]}" * 200
        wrong = ",".join(['{"id":1}'] * 1000)
        data = document(f'"sections":[{before}{wrong}{behind}]')

        found = problems(data)

        assert 100 * len(data) > sum(len(pointer) + len(message) for pointer, message in found)

    def test_long_key_above_many_values(self) -> None:
        """Memory stays in proportion to the document."""
        data = document(f'"title":"t","x":{{"{"k" * 20_000}":[{",".join("1" * 2_000)}]}}')
        loads(document())
        tracemalloc.start()
        try:
            found = problems(data)
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

        assert [("/title", "key given more than once"), ("/x", "unknown key")] == found
        assert 100 * len(data) > peak

    @pytest.mark.parametrize(
        "member",
        [
            f'"issuer":[{",".join("1" * 10_000)}]',
            f'"kind":"{"x" * 100_000}"',
            f'"document":{{"length":"{"x" * 100_000}"}}',
            f'"document":{{"length":1.{"1" * 100_000}}}',
            f'"document":{{"date_written":"{"9" * 100_000}"}}',
            f'"measures":[{{"id":"m","title":"x","due":{{"date":"{"9" * 100_000}"}}}}]',
            '"figures":[{"kind":"other","label":"","value":{"magnitude":1,"unit":"%s"}}]'
            % ("x" * 100_000),
            '"figures":[{"kind":"other","label":"","value":{"magnitude":0.%s}}]' % ("1" * 100_000),
            '"figures":[{"kind":"other","label":"","value":{"magnitude":%s}}]' % ("1" * 4_000),
            f'"id":"/{"x" * 100_000}"',
        ],
        ids=short,
    )
    def test_short_messages(self, member: str) -> None:
        """A message repeats a little of a long value."""
        head = b'{"govplan":1,"title":"t",' + (b"" if member.startswith('"id"') else b'"id":"p",')
        (problem,) = problems(head + member.encode() + b"}")

        assert 300 > len(problem[1])

    def test_many_problems(self) -> None:
        """Problems of the same kind are all told, in a text of their own size."""
        data = document(f'"targets":[{",".join(["1"] * 5000)}]')
        with pytest.raises(InvalidPlanError) as excinfo:
            loads(data)

        assert 5000 == len(excinfo.value.problems)
        assert 5000 * 100 > len(str(excinfo.value))

    @pytest.mark.parametrize(
        "member",
        [
            '"\\u001b[31m":1',
            '"kind":"\\u001b\\u202e"',
            '"document":{"date_written":"\\u0007"}',
            '"figures":[{"kind":"other","label":"","value":{"magnitude":1,"unit":"\\u001b"}}]',
            '"extra":{"\\u0000":1,"\\u0000":2}',
            '"measures":[{"id":"/\\u009b","title":""}]',
            '"measures":[{"id":"m","title":"","due":{"date":"\\u009b"}}]',
        ],
    )
    def test_control_characters(self, member: str) -> None:
        """Messages repeat no control characters of a document."""
        with pytest.raises(InvalidPlanError) as excinfo:
            loads(document(member))

        assert all(problem.message.isprintable() for problem in excinfo.value.problems)
        assert str(excinfo.value).replace("\n", "").isprintable()

    def test_error_survives(self) -> None:
        """An error from reading can be pickled and copied with all that it holds."""
        with pytest.raises(InvalidPlanError) as excinfo:
            loads(document('"titel":1,"kind":3'))
        error = excinfo.value

        for made in (
            pickle.loads(pickle.dumps(error)),  # noqa: S301
            copy.copy(error),
            copy.deepcopy(error),
        ):
            assert (error.problems, error.origin, str(error)) == (
                made.problems, made.origin, str(made),
            )  # fmt: skip


# --- what JSON cannot hold --------------------------------------------------------


class Own:
    """A class of the user's, of which JSON knows nothing."""


class Word(str):
    """A text with something more to it."""

    __slots__ = ()


class Count(int):
    """A number with something more to it."""


class Mood(enum.Enum):
    """Words that are no texts."""

    GOOD = "good"


class Price(Decimal):
    """A number with something more to it."""


class Share(float):
    """A float that prints as those of numpy do."""

    def __repr__(self) -> str:
        return f"np.float64({float(self)})"


class Shout(str):
    """A text that prints otherwise."""

    __slots__ = ()

    def __str__(self) -> str:
        return self.upper()


class Names(tuple[str, ...]):
    """A tuple with something more to it."""

    __slots__ = ()


def run_python(code: str, *arguments: str) -> str:
    """Return what a program prints."""
    done = subprocess.run(  # noqa: S603 (our own code)
        [sys.executable, "-X", "utf8", "-c", textwrap.dedent(code), *arguments],
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    return done.stdout.strip()


class Kind(enum.StrEnum):
    """Words of the user's."""

    PLAN = "annual_plan"


def refused(extra: object, hook: Callable[[Any], object] | None = None) -> EncodeError:
    """Return the error of writing data of the user's own, far down in a plan."""
    converter = make_converter()
    if hook is not None:
        converter.register_unstructure_hook(Own, hook)
    plan = attrs.evolve(PLAN, sections=(Section(id="s", extra={"a/b": [extra]}),))
    with pytest.raises(EncodeError) as excinfo:
        dumps(plan, converter=converter)
    return excinfo.value


def test_hooks_for_texts_of_users_are_asked() -> None:
    """In ``extra`` a class derived from a text is written by its hook, as any other is."""
    converter = make_converter()
    converter.register_unstructure_hook(Word, lambda word: f"<{word}>")

    written = dumps(attrs.evolve(PLAN, extra={"a": [Word("b")]}), converter=converter)

    assert b'"extra":{"a":["<b>"]}' in written


WHERE = "/sections/0/extra/a~1b/0"


class TestEncodeError:
    @pytest.mark.parametrize(
        ("value", "message"),
        [
            (
                object(),
                f"an object cannot be written; {HOOK}",
            ),
            (
                Own(),
                f"an Own cannot be written; {HOOK}",
            ),
            (
                1j,
                f"a complex cannot be written; {HOOK}",
            ),
            ("\ud800", "holds half of a surrogate pair, which is no character"),
            ({"\udc00": 1}, "'\\udc00' cannot be a key in JSON"),
            (
                datetime(2021, 1, 2, 3, 4),  # noqa: DTZ001 (as users have them)
                f"a datetime cannot be written; {HOOK}",
            ),
            (
                b"x",
                f"a bytes cannot be written; {HOOK}",
            ),
            (
                bytearray(b"x"),
                f"a bytearray cannot be written; {HOOK}",
            ),
            (
                {"a", "b"},
                f"a set cannot be written; {HOOK}",
            ),
        ],
        ids=lambda value: value if isinstance(value, str) else type(value).__name__,
    )
    def test_extra(self, value: object, message: str) -> None:
        """What JSON has no word for is refused with its place, and nothing is guessed."""
        error = refused(value)

        assert WHERE == error.pointer
        assert message == error.message

    @pytest.mark.parametrize("value", [date(2021, 1, 2), Amount(1, "mu"), Path("x"), Mood.GOOD])
    def test_what_cattrs_knows(self, value: object) -> None:
        """What would be written and not come back equal is refused, but with a converter."""
        plan = attrs.evolve(PLAN, extra={"a": [value]})

        with pytest.raises(EncodeError, match=r"^/extra/a/0: an? \w+ cannot be written; register"):
            dumps(plan)
        assert plan != loads(dumps(plan, converter=make_converter()))

    @pytest.mark.parametrize(
        "made",
        [
            float("nan"),
            float("-inf"),
            [float("nan")],
            {"x": float("inf")},
            Decimal("NaN"),
            Decimal("-Infinity"),
            {1: 2},
            {1: 1, "1": 2},
            {None: 1},
            {(1, 2): 3},
            {"x": Own},
            [object()],
            "\udfff",
        ],
        ids=lambda made: repr(made).partition(" at 0x")[0],
    )
    def test_hook(self, made: object) -> None:
        """What a hook makes is held to the same, and the error is placed where it stands."""
        assert refused(Own(), lambda _: made).pointer.startswith(WHERE)

    def test_too_deep(self) -> None:
        """What a hook nests too deeply is refused."""
        made: list[object] = []
        for _ in range(100_000):
            made = [made]

        error = refused(Own(), lambda _: made)

        assert ("", "nested too deeply") == (error.pointer, error.message)

    @pytest.mark.parametrize(
        ("plan", "pointer"),
        [
            (Plan(id="p", title="\ud800"), "/title"),
            (Plan(id="p", title="t", sections=(Section(id="\udc00"),)), "/sections/0/id"),
            (
                Plan(id="p", title="t", document=Document(blank=("a", "\udc00"))),
                "/document/blank/1",
            ),
        ],
    )
    def test_half_a_pair(self, plan: Plan, pointer: str) -> None:
        """Half of a surrogate pair in a field is refused with its place."""
        with pytest.raises(EncodeError) as excinfo:
            dumps(plan)

        assert pointer == excinfo.value.pointer
        assert "holds half of a surrogate pair, which is no character" == excinfo.value.message

    @pytest.mark.parametrize(
        ("value", "plain"), [(Word("x"), "x"), (Count(3), 3), (Kind.PLAN, "annual_plan")]
    )
    def test_subclasses(self, value: object, plain: object) -> None:
        """A text or a number with something more to it is written as what it is."""
        assert {"a": plain} == loads(dumps(attrs.evolve(PLAN, extra={"a": value}))).extra

    @pytest.mark.parametrize(
        ("made", "written"),
        [
            (Price("2.50"), b"2.50"),
            (Share(0.1), b"0.1"),
            (Word("x"), b'"x"'),
            (Count(3), b"3"),
            (types.MappingProxyType({"b": Share(0.5)}), b'{"b":0.5}'),
            (collections.UserDict(c=1), b'{"c":1}'),
        ],
    )
    def test_subclass_from_a_hook(self, made: object, written: bytes) -> None:
        """So is what a hook makes."""
        converter = make_converter()
        converter.register_unstructure_hook(Own, lambda _: made)
        plan = attrs.evolve(PLAN, extra={"a": Own()})

        assert b'"extra":{"a":' + written + b"}" in dumps(plan, converter=converter)

    def test_odd_words(self) -> None:
        """A number or a key that prints otherwise than it is, is taken for what it is."""
        plan = attrs.evolve(PLAN, extra={Kind.PLAN: Share(1.5), Shout("k"): 1})

        assert b'"extra":{"annual_plan":1.5,"k":1}' in dumps(plan)

    def test_tuple_of_a_subclass(self) -> None:
        """Equal plans give the same bytes, whatever their tuples are."""
        plan = attrs.evolve(PLAN, document=Document(blank=Names()))

        assert dumps(attrs.evolve(PLAN, document=Document())) == dumps(plan)
        assert type(Document(blank=Names(("title",))).blank) is tuple

    def test_context(self) -> None:
        """So they do under any decimal context."""
        value = Amount(Decimal("1e-15"), "mu")
        plan = attrs.evolve(PLAN, targets=(Target(id="t", indicator="i", value=value),))
        data = dumps(plan)

        with localcontext(Context(prec=2, capitals=0)):
            assert data == dumps(plan)
            assert plan == loads(data)

    def test_hook_for_anything(self) -> None:
        """A hook that hides the plan is told of, and what comes out is a plan."""
        converter = make_converter()
        converter.register_structure_hook(object, lambda value, _: value)

        assert (
            "",
            "a hook of the converter makes a dict of it, which is no Plan",
        ) == only_problem(dumps(PLAN), converter=converter)

    def test_nearly_full_stack(self) -> None:
        """Writing where there is hardly any stack left spoils nothing for later."""
        code = """
            import attrs, sys, govplan
            plan = govplan.Plan(
                id="p", title="t", period=govplan.Period.of(2021), extra={"a": 1},
                targets=(govplan.Target(id="t", indicator="i"),),
            )
            try:
                govplan.loads("{}")
            except govplan.InvalidPlanError:
                pass
            def deep(frames):
                if frames:
                    return deep(frames - 1)
                try:
                    return govplan.dumps(plan)
                except RecursionError:
                    return None
            for frames in range(sys.getrecursionlimit() - 80, sys.getrecursionlimit()):
                try:
                    deep(frames)
                except RecursionError:
                    pass
            with attrs.validators.disabled():  # then the converter writes, as it did far down
                print(govplan.dumps(plan).decode())
        """
        written = run_python(code)

        assert written.endswith('"targets":[{"id":"t","indicator":"i"}],"extra":{"a":1}}')

    def test_order_in_arrays(self) -> None:
        """The keys of objects in arrays are in order too, whichever way writes them."""
        plan = attrs.evolve(PLAN, extra={"a": [{"c": 1, "b": 2}]})
        with attrs.validators.disabled():  # then the converter writes
            plainly = dumps(plan)

        assert b'"extra":{"a":[{"b":2,"c":1}]}' in plainly
        assert dumps(plan) == plainly

    def test_subclass_in_a_field(self) -> None:
        """So it is in a field that takes it."""
        plan = Plan(id=Word("p"), title="t", kind=Kind.PLAN)  # type: ignore[arg-type]

        assert plan == loads(dumps(plan))

    @pytest.mark.parametrize("value", [3, None, Target(id="t", indicator="i"), {"id": "p"}])
    def test_no_plan(self, value: Any) -> None:
        """What is no plan is refused as of a wrong type."""
        with pytest.raises(TypeError) as excinfo:
            dumps(value)

        assert isinstance(excinfo.value, EncodeError)
        assert "" == excinfo.value.pointer

    @pytest.mark.parametrize(
        "items", [{"a": [1]}, {"a": {"b": [{}]}}, {"a": 0.5}, {"a": Extra({"b": [1]})}]
    )
    def test_extra_made_by_hand(self, items: dict[str, object]) -> None:
        """Data handed over as Extra are frozen like any other, and come back equal."""
        plan = attrs.evolve(PLAN, extra=Extra(items))

        assert plan == loads(dumps(plan))

    def test_extra_handed_on(self) -> None:
        """What can be made can be read back, also where extra is wrapped again and again."""
        plan = PLAN
        with suppress(InvalidValueError):
            for _ in range(40):
                plan = attrs.evolve(plan, extra={"before": plan.extra})

        assert plan == loads(dumps(plan))


# --- the converter ----------------------------------------------------------------


@attrs.frozen
class Contact:
    """A class of the user's."""

    name: str
    phones: list[int]


@attrs.frozen
class Office:
    """One that holds others."""

    contacts: list[Contact]
    by_role: dict[str, Contact]


def with_offices() -> cattrs.Converter:
    """Return a converter that knows offices in extra."""
    converter = make_converter()

    def structure(value: dict[str, Any], _: object) -> dict[str, object]:
        return {k: converter.structure(v, Office) if k == "office" else v for k, v in value.items()}

    converter.register_structure_hook(Extra, structure)
    return converter


def raising(error: BaseException) -> cattrs.Converter:
    """Return a converter whose hook for extra raises."""
    converter = make_converter()

    def structure(_value: object, _: object) -> object:
        raise error

    converter.register_structure_hook(Extra, structure)
    return converter


def noted(note: str) -> Exception:
    """Return a group of one error that has a note of the user's own."""
    error = ValueError("x")
    error.add_note(note)
    return ExceptionGroup("g", [error])


class TestConverter:
    def test_own_class(self) -> None:
        """A class of the user's in extra is written and read through hooks."""
        office = Office([Contact("王", [1])], {"a/b": Contact("李", [])})
        plan = Plan(
            id="p", title="t", measures=(Measure(id="m", title="", extra={"office": office}),)
        )
        converter = with_offices()

        data = dumps(plan, converter=converter)

        assert plan == loads(data, converter=converter)
        assert (
            b'"office":{"contacts":[{"name":"\xe7\x8e\x8b","phones":[1]}],'
            b'"by_role":{"a/b":{"name":"\xe6\x9d\x8e","phones":[]}}}'
        ) in data

    def test_own_hooks(self) -> None:
        """So is one that has hooks of its own, such as a datetime."""
        converter = make_converter()
        converter.register_unstructure_hook(datetime, datetime.isoformat)
        converter.register_structure_hook(
            Extra, lambda value, _: {k: datetime.fromisoformat(v) for k, v in value.items()}
        )
        plan = Plan(id="p", title="t", extra={"when": datetime(2021, 1, 2, 3)})  # noqa: DTZ001

        assert b'"2021-01-02T03:00:00"' in dumps(plan, converter=converter)
        assert plan == loads(dumps(plan, converter=converter), converter=converter)

    def test_hook_for_what_needs_none(self) -> None:
        """The hooks of a converter are asked of every plan, however plain it is."""
        converter = make_converter()
        converter.register_unstructure_hook(Extra, lambda _: {})
        plan = Plan(id="p", title="t", extra={"of": "us alone"})

        assert b'{"govplan":1,"id":"p","title":"t","extra":{}}' == dumps(plan, converter=converter)

    def test_files(self, tmp_path: Path) -> None:
        """Files are written and read with a converter too."""
        plan = Plan(id="p", title="t", extra={"office": Office([], {})})
        dump(plan, tmp_path / "a.json", converter=with_offices())

        assert plan == load(tmp_path / "a.json", converter=with_offices())
        assert plan != load(tmp_path / "a.json")

    def test_converters_are_apart(self) -> None:
        """Hooks of one converter change nothing for others."""
        with_offices()
        raising(ValueError("x"))

        assert {"office": 1} == loads(document('"extra":{"office":1}')).extra
        assert make_converter() is not make_converter()

    def test_problems_in_own_class(self) -> None:
        """What is wrong in a class of the user's is told at its place."""
        office = (
            '{"contacts":[{"name":3,"phones":[1,"x"]},{"name":""}],"by_role":{"a/b":{"phones":1}}}'
        )
        data = document(
            f'"measures":[{{"id":"m","title":"x","extra":{{"office":{office}}}}}],"x":1'
        )

        found = problems(data, converter=with_offices())

        head = "/measures/0/extra"
        assert (f"{head}/contacts/0/name", "expected a text, got 3") in found
        assert (f"{head}/contacts/0/phones/1", "expected a whole number, got 'x'") in found
        assert (f"{head}/contacts/1/phones", "KeyError: 'phones'") in found
        assert (f"{head}/by_role/a~1b/name", "KeyError: 'name'") in found
        assert ("/x", "unknown key") == found[-1]

    def test_unknown_key_in_own_class(self) -> None:
        """A class of the user's is read as strictly as a plan: an unknown key is a problem."""
        data = document('"extra":{"office":{"contacts":[],"by_role":{},"room":2}}')

        assert (
            "/extra",
            "ForbiddenExtraKeysError: Extra fields in constructor for Office: room",
        ) == only_problem(data, converter=with_offices())

    @pytest.mark.parametrize(
        ("error", "expected"),
        [
            (ValueError("no office"), [("/extra", "ValueError: no office")]),
            (InvalidPlanError((Problem("/a", "b"),)), [("/extra/a", "b")]),
            (InvalidValueError("Source", "/end", "no"), [("/extra/end", "no")]),
            (RecursionError("x"), [("", "nested too deeply to be a plan")]),
            (
                ExceptionGroup("g", [ValueError("x"), TypeError("y")]),
                [("/extra", "ValueError: x"), ("/extra", "TypeError: y")],
            ),
            (noted("see the guide"), [("/extra", "ValueError: x")]),
            (
                ExceptionGroup("g", [ValueError("x"), ExceptionGroup("h", [TypeError("y")])]),
                [("/extra", "ValueError: x"), ("/extra", "TypeError: y")],
            ),
            (ValueError("\x1b[31m"), [("/extra", "ValueError: \\x1b[31m")]),
            (ValueError("x" * 501), [("/extra", f"ValueError: {'x' * 488}")]),
        ],
        ids=lambda e: type(e).__name__,
    )
    def test_what_hooks_raise(self, error: Exception, expected: list[tuple[str, str]]) -> None:
        """What a hook raises becomes a problem at its place."""
        assert expected == problems(document('"extra":{"a":1}'), converter=raising(error))

    def test_interrupt(self) -> None:
        """An interrupt is no problem of the document's."""
        with pytest.raises(KeyboardInterrupt):
            loads(document('"extra":{"a":1}'), converter=raising(KeyboardInterrupt()))

    @pytest.mark.parametrize(
        ("made", "problem"),
        [
            (3, ("/extra", "expected a mapping, got 3")),
            ({1: 2}, ("/extra", "expected a text as key, got 1")),
        ],
    )
    def test_what_hooks_make(self, made: object, problem: tuple[str, str]) -> None:
        """What a hook makes is held to what the field takes."""
        converter = make_converter()
        converter.register_structure_hook(Extra, lambda _value, _: made)

        assert problem == only_problem(document('"extra":{"a":1}'), converter=converter)

    def test_what_hooks_make_is_not_compared(self) -> None:
        """What no field takes is a problem of its field, and of nothing else."""
        converter = make_converter()
        converter.register_structure_hook(date, lambda value, _: value)
        data = document('"period":{"start":"2021-02-01","end":"2021-01-01"}')

        assert [
            ("/period/start", "expected a date, got '2021-02-01'"),
            ("/period/end", "expected a date, got '2021-01-01'"),
        ] == problems(data, converter=converter)

    def test_pointers_start_at_the_node(self) -> None:
        """Pointers start at what was structured."""
        with pytest.raises(InvalidPlanError) as excinfo:
            make_converter().structure([{"id": 3, "indicator": "i"}], tuple[Target, ...])

        assert (Problem("/0/id", "expected a text, got 3"),) == excinfo.value.problems

    def test_keys_that_are_no_text(self) -> None:
        """Data from elsewhere, such as YAML, may have other keys; they are unknown ones."""
        with pytest.raises(InvalidPlanError) as excinfo:
            make_converter().structure({"id": "t", "indicator": "i", 1: 2}, Target)

        assert (Problem("", "expected texts as keys, got 1"),) == excinfo.value.problems

    def test_data_is_left_alone(self) -> None:
        """What is structured is not changed, nor held on to."""
        data = {"id": "t", "indicator": "i", "extra": {"a": [1]}}
        before = copy.deepcopy(data)

        target = make_converter().structure(data, Target)
        data["extra"]["a"].append(2)  # type: ignore[index]

        assert {"a": (1,)} == target.extra
        assert before["id"] == data["id"]

    def test_plain_data(self) -> None:
        """A node becomes plain data without what is None or empty."""
        target = Target(id="t", indicator="i", value=Amount(3, "mu"), extra={"a": (1, {"b": ()})})

        assert {
            "id": "t",
            "indicator": "i",
            "value": {"magnitude": 3, "unit": "mu"},
            "extra": {"a": [1, {"b": []}]},
        } == make_converter().unstructure(target)


# --- files ------------------------------------------------------------------------


class TestFiles:
    @pytest.mark.parametrize("kind", [str, Path])
    def test_round_trip(self, kind: type, tmp_path: Path) -> None:
        """A plan is written to a file and read from it, by either kind of path."""
        dump(PLAN, kind(tmp_path / "计划.json"))

        assert PLAN == load(kind(tmp_path / "计划.json"))
        assert dumps(PLAN) + b"\n" == (tmp_path / "计划.json").read_bytes()
        assert ["计划.json"] == names(tmp_path)

    def test_indent(self, tmp_path: Path) -> None:
        """A file may be indented."""
        dump(PLAN, tmp_path / "a.json", indent=2)

        assert dumps(PLAN, indent=2) + b"\n" == (tmp_path / "a.json").read_bytes()

    @pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
    def test_mode(self, mode: int, tmp_path: Path) -> None:
        """A file keeps its permissions."""
        path = tmp_path / "a.json"
        path.touch()
        path.chmod(mode)

        dump(PLAN, path)

        assert mode == stat.S_IMODE(path.stat().st_mode)

    @pytest.mark.parametrize("refusal", [None, PermissionError(1, "no")])
    def test_owner(
        self, refusal: OSError | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A file keeps its owner, where that is allowed."""
        path, asked = tmp_path / "a.json", []
        path.touch()

        def chown(_: object, *owner: int) -> None:
            asked.append(owner)
            if refusal is not None:
                raise refusal

        monkeypatch.setattr(os, "chown", chown)
        dump(PLAN, path)

        assert [(path.stat().st_uid, path.stat().st_gid)] == asked
        assert PLAN == load(path)

    @pytest.mark.parametrize("name", ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"])
    def test_open_file(self, name: str, tmp_path: Path) -> None:
        """What another has open is written to, not replaced under it."""
        program = "import sys, govplan; govplan.dump(govplan.Plan(id='p', title='t'), sys.argv[1])"
        path = tmp_path / "all.txt"
        path.write_bytes(b"")
        with path.open("ab") as file:
            before = path.stat().st_ino
            for _ in range(2):
                subprocess.run(  # noqa: S603 (our own)
                    [sys.executable, "-c", program, name], check=True, stdout=file
                )

        assert before == path.stat().st_ino
        assert path.read_bytes().endswith(document() + b"\n")
        piped = subprocess.run(  # noqa: S603 (our own)
            [sys.executable, "-c", program, name], check=True, capture_output=True
        )
        assert document() + b"\n" == piped.stdout

    def test_device(self) -> None:
        """A device is written to; what it cannot take is the system's error, which names it."""
        dump(PLAN, os.devnull)

        with pytest.raises(OSError, match="No space left") as excinfo:
            dump(PLAN, "/dev/full")
        assert "/dev/full" == excinfo.value.filename

    def test_new_mode(self, tmp_path: Path) -> None:
        """A new file has the permissions that new files have."""
        (tmp_path / "other").touch()

        dump(PLAN, tmp_path / "a.json")

        assert (tmp_path / "other").stat().st_mode == (tmp_path / "a.json").stat().st_mode

    def test_link(self, tmp_path: Path) -> None:
        """Links stay, and what they lead to is replaced, or made."""
        (tmp_path / "there").mkdir()
        (tmp_path / "one").symlink_to("two")
        (tmp_path / "two").symlink_to(Path("there", "a.json"))

        for title in ("new", "again"):
            dump(Plan(id="p", title=title), tmp_path / "one")

            assert (tmp_path / "one").is_symlink()
            assert (tmp_path / "two").is_symlink()
            assert title == load(tmp_path / "there" / "a.json").title
            assert ["a.json"] == names(tmp_path / "there")

    def test_long_name(self, tmp_path: Path) -> None:
        """Any name that the system takes will do."""
        path = tmp_path / ("计" * 80 + ".json")

        dump(PLAN, path)

        assert PLAN == load(path)

    def test_failed_write(self, tmp_path: Path) -> None:
        """Where the disk is full, the old file is whole and nothing else is left."""
        path = tmp_path / "a.json"
        dump(PLAN, path)
        code = textwrap.dedent("""
            import resource, signal, sys
            from govplan import Plan, dump
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
            try:
                dump(Plan(id="p", title="x" * 100_000), sys.argv[1])
            except OSError as error:
                print(error.strerror)
        """)

        done = subprocess.run(  # noqa: S603 (our own)
            [sys.executable, "-c", code, str(path)], check=True, capture_output=True, text=True
        )

        assert "File too large" == done.stdout.strip()
        assert PLAN == load(path)
        assert ["a.json"] == names(tmp_path)

    def test_interrupted(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """An interrupt before the end leaves the old file whole, and nothing else."""
        path = tmp_path / "a.json"
        dump(PLAN, path)

        def interrupt(_: int) -> None:
            raise KeyboardInterrupt

        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", interrupt)
            with pytest.raises(KeyboardInterrupt):
                dump(Plan(id="p", title="new"), path)

        assert PLAN == load(path)
        assert ["a.json"] == names(tmp_path)

    def test_failed_replace(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Where the new file cannot be moved, the error names what was asked for, and no more."""
        path, sync = tmp_path / "a.json", os.fsync

        def meanwhile(handle: int) -> None:
            sync(handle)
            path.mkdir()  # as another process may

        monkeypatch.setattr(os, "fsync", meanwhile)
        with pytest.raises(OSError, match=r"a\.json'$") as excinfo:
            dump(PLAN, path)

        assert (str(path), None) == (excinfo.value.filename, excinfo.value.filename2)
        assert ["a.json"] == names(tmp_path)

    def test_not_to_be_written(self, tmp_path: Path) -> None:
        """What JSON cannot hold is refused before anything is written."""
        path = tmp_path / "a.json"
        dump(PLAN, path)

        with pytest.raises(EncodeError):
            dump(Plan(id="p", title="t", extra={"a": object()}), path)

        assert PLAN == load(path)
        assert ["a.json"] == names(tmp_path)

    def test_folder(self, tmp_path: Path) -> None:
        """A folder is no file; it stays, and nothing is left in it or beside it."""
        (tmp_path / "folder").mkdir()

        with pytest.raises(IsADirectoryError):
            dump(PLAN, tmp_path / "folder")
        with pytest.raises(IsADirectoryError):
            load(tmp_path / "folder")

        assert ["folder"] == names(tmp_path)
        assert [] == names(tmp_path / "folder")

    def test_missing(self, tmp_path: Path) -> None:
        """A missing file or folder is the system's error."""
        with pytest.raises(FileNotFoundError) as excinfo:
            load(tmp_path / "a.json")
        assert str(tmp_path / "a.json") == str(excinfo.value.filename)

        with pytest.raises(FileNotFoundError):
            dump(PLAN, tmp_path / "none" / "a.json")
        assert [] == names(tmp_path)

    def test_invalid(self, tmp_path: Path) -> None:
        """The error for a file names it, and holds the same problems."""
        path = tmp_path / "a.json"
        path.write_bytes(document('"titel":1'))

        with pytest.raises(InvalidPlanError) as excinfo:
            load(path)

        assert str(path) == excinfo.value.origin
        assert (Problem("/titel", "unknown key; did you mean 'title'?"),) == excinfo.value.problems
        assert str(excinfo.value).startswith("1 problem in '")

    def test_size(self, tmp_path: Path) -> None:
        """A file over the limit is refused, without reading more of it than tells."""
        path = tmp_path / "a.json"
        dump(PLAN, path)

        assert PLAN == load(path, max_size=path.stat().st_size)
        with pytest.raises(InvalidPlanError, match="expected at most 10 bytes"):
            load(path, max_size=10)

    def test_large(self, tmp_path: Path) -> None:
        """A file of megabytes is read whole."""
        path, plan = tmp_path / "a.json", attrs.evolve(PLAN, extra={"note": "路" * 2**20})
        dump(plan, path)

        assert plan == load(path)

    def test_one_byte_more(self, tmp_path: Path) -> None:
        """A single byte over a limit of many is over it, though it be a blank."""
        path = tmp_path / "a.json"
        path.write_bytes(dumps(PLAN).ljust(2**16 + 1))

        with pytest.raises(InvalidPlanError, match="expected at most 65536 bytes"):
            load(path, max_size=2**16)

    def test_far_over_the_limit(self, tmp_path: Path) -> None:
        """Of a file far over the limit no more is in memory than the limit lets in."""
        path = tmp_path / "a.json"
        with path.open("wb") as file:
            file.truncate(2**24)  # zeros, which take no room on most disks
        tracemalloc.start()
        try:
            with pytest.raises(InvalidPlanError, match="expected at most 131072 bytes"):
                load(path, max_size=2**17)
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

        assert 2**20 > peak

    @pytest.mark.parametrize("max_size", [2**26, sys.maxsize, 10**30])
    def test_large_limit(self, max_size: int, tmp_path: Path) -> None:
        """A limit that is large, or none, costs a small file nothing."""
        path = tmp_path / "a.json"
        dump(PLAN, path)
        load(path)
        tracemalloc.start()
        try:
            assert PLAN == load(path, max_size=max_size)
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

        assert 2**20 > peak

    def test_base_class(self, tmp_path: Path) -> None:
        """One except clause takes all that govplan says of a file."""
        (tmp_path / "a.json").write_text("{", encoding="utf-8")

        with pytest.raises(GovplanError):
            load(tmp_path / "a.json")
        with pytest.raises(ValueError, match="1 problem in"):
            load(tmp_path / "a.json")


class TestLimits:
    def test_problems(self) -> None:
        """A document with very many problems tells the first of them, and that there are more."""
        wrong = ",".join(["3"] * (MAX_PROBLEMS + 5))
        with pytest.raises(InvalidPlanError) as excinfo:
            loads(document(f'"targets":[{wrong}]'))

        *problems, last = excinfo.value.problems
        assert MAX_PROBLEMS == len(problems)
        assert Problem("/targets/0", "expected an object, got 3") == problems[0]
        assert Problem("", f"more than {MAX_PROBLEMS} problems; the rest is not told") == last

    @pytest.mark.parametrize(
        ("data", "kind"),
        [
            ([3] * (MAX_PROBLEMS + 5), tuple[Target, ...]),
            ({"name": "x"} | dict.fromkeys(map(str, range(MAX_PROBLEMS + 5)), 1), Project),
        ],
        ids=["array", "keys"],
    )
    def test_problems_of_a_node(self, data: object, kind: Any) -> None:
        """A converter too stops once it has found one problem more than are told."""
        with pytest.raises(InvalidPlanError) as excinfo:
            make_converter().structure(data, kind)

        assert MAX_PROBLEMS + 1 == len(excinfo.value.problems)

    def test_size_by_default(self) -> None:
        """Who names no limit reads documents of up to 64 MiB."""
        message = "expected at most 67108864 bytes; raise max_size to read it all the same"

        assert ("", "is empty") == only_problem(b" " * 67_108_864)
        assert ("", message) == only_problem(b" " * 67_108_865)

    def test_as_many_problems_as_are_told(self) -> None:
        """Where all problems are told, nothing is said of more."""
        wrong = ",".join(["3"] * MAX_PROBLEMS)
        found = problems(document(f'"targets":[{wrong}]'))

        assert [f"/targets/{i}" for i in range(MAX_PROBLEMS)] == [pointer for pointer, _ in found]

    def test_widest_indent(self) -> None:
        """Sixteen spaces for a level are the most."""
        assert b'\n                "govplan": 1' in dumps(PLAN, indent=16)

    @pytest.mark.parametrize("indent", [0, -1, 17, 10**10])
    def test_indent(self, indent: int) -> None:
        """An indent that makes no sense is refused."""
        with pytest.raises(InvalidValueError) as excinfo:
            dumps(PLAN, indent=indent)

        assert f"dumps/indent: expected None or 1 to 16, got {indent}" == str(excinfo.value)

    def test_exponent_in_a_lax_context(self) -> None:
        """A caller's decimal context does not turn an impossible number into NaN."""
        with localcontext(Context(traps=[])), pytest.raises(InvalidPlanError) as excinfo:
            loads(document('"extra":{"n":1e-999999999999999999999}'))

        (problem,) = excinfo.value.problems
        assert Problem("", "holds a number whose exponent is beyond all bounds") == problem


class TestSubclasses:
    def test_whole_number(self) -> None:
        """A whole number of a class of the user's is written as the number it is."""

        class Offset(int):
            """A user's own."""

        source = Source(start=Offset(3), end=Offset(5))
        plan = Plan(id="p", title="t", defects=(Defect(kind="other", note="n", source=source),))
        assert plan == loads(dumps(plan))

    def test_decimal_of_a_hook(self) -> None:
        """So is a Decimal that a hook returns."""

        class Money(Decimal):
            """A user's own."""

        converter = make_converter()
        converter.register_unstructure_hook(Own, lambda _: Money("1.5"))
        data = dumps(Plan(id="p", title="t", extra={"a": Own()}), converter=converter)
        assert {"a": Decimal("1.5")} == loads(data).extra
