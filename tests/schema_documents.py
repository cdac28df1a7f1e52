"""Documents for the tests of :mod:`govplan.schema`, and how two verdicts on one compare."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from copy import deepcopy
from decimal import Decimal, InvalidOperation
from typing import Any, NoReturn

from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from jsonschema.validators import extend

from govplan.errors import InvalidPlanError, Problem
from govplan.schema import json_schema, report_schema


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
    return json.loads(
        text, parse_float=exact_number, parse_int=exact_number, parse_constant=no_json
    )


def exact_number(text: str) -> int | Decimal | float:
    """Return what is written: no float, but where nothing else can be so large."""
    with suppress(ValueError):
        return int(text)
    try:
        return Decimal(text)
    except InvalidOperation:
        return float(text)


def no_json(text: str) -> NoReturn:
    """Refuse NaN and the infinities, which Python takes for JSON."""
    raise ValueError(text)


PLANS = Validator(exact(json.dumps(json_schema())))
REPORTS = Validator(exact(json.dumps(report_schema())))


def definition(validator: Any, name: str) -> Any:
    """Return the validator of one class."""
    schema = validator.schema
    if schema["title"] == name:
        return validator
    return Validator({"$defs": schema["$defs"], "$ref": f"#/$defs/{name}"})


# --- what a schema cannot say ---------------------------------------------------------

BEYOND = re.compile(
    "key given more than once$|starts with a byte order mark|is not UTF-8|"
    "nested too deeply|holds a (number whose exponent|whole number of thousands)|"
    "expected (0 <= start < end|start <= end|at least |at most )"
)
"""How the messages begin that tell of a difference, wherever it stands."""

HALF_PAIR = re.compile("[\ud800-\udfff]")

NO_SUCH_DAY = re.compile(
    r"0000(-.*)?|[0-9]{4}-(02-(29|30|31)|(04|06|09|11)-31)", re.ASCII | re.DOTALL
)


def is_beyond(problem: Problem, tree: object) -> bool:
    """Return whether a problem is one that no schema sees."""
    if BEYOND.match(problem.message):
        return True
    if problem.message.startswith(("is no ", "holds half of a surrogate pair")):
        return HALF_PAIR.search(json.dumps(tree, ensure_ascii=False, default=str)) is not None
    node: Any = tree
    for token in problem.pointer.split("/")[1:]:
        key = token.replace("~1", "/").replace("~0", "~")
        node = node[int(key)] if isinstance(node, list) else node.get(key)
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


def assert_agree_on_bytes(validator: Any, data: bytes, problems: tuple[Problem, ...]) -> None:
    """Check that what is no JSON is refused, and that the two agree on what is."""
    try:
        tree = exact(data.decode())
    except ValueError:
        assert problems
    else:
        assert_agree(validator, tree, problems)


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

KEYS = (
    *sorted({
        name
        for schema in (PLANS.schema, REPORTS.schema)
        for made in (schema, *schema["$defs"].values())
        for name in made.get("properties", ())
    }),
    "titel", "Title", "ｔitle", "title ", "", "/", "~", "$schema", "__class__",
)  # fmt: skip
"""The keys of all classes, and some that none has."""


def places(node: Any) -> Iterator[tuple[Any, Any]]:
    """Yield every object or array in a tree with each of its keys or indices."""
    members = list(node.items()) if isinstance(node, dict) else list(enumerate(node))
    for key, value in members:
        yield node, key
        if isinstance(value, dict | list):
            yield from places(value)


@st.composite
def mutations(draw: st.DrawFn, document: str | bytes) -> Any:
    """Draw a document that differs at one to three places, at any depth."""
    tree = exact(document)
    for _ in range(draw(st.sampled_from([1, 1, 2, 3]))):
        mutate(draw, tree)
    return tree


def mutate(draw: st.DrawFn, tree: Any) -> None:
    """Change a tree at one place."""
    all_places = list(places(tree))
    if not all_places:
        return
    holder, key = draw(st.sampled_from(all_places))
    value, name = deepcopy(draw(st.sampled_from(VALUES))), draw(st.sampled_from(KEYS))
    match draw(st.sampled_from(["drop", "add", "put", "rename", "swap", "swap"])):
        case "drop":
            del holder[key]
        case "add" if isinstance(holder, dict):
            holder[name] = value
        case "rename" if isinstance(holder, dict):
            holder[name] = holder.pop(key)
        case "swap":
            other, there = draw(st.sampled_from([at for at in all_places if at[1] == key]))
            # Copies, since one may hold the other.
            holder[key], other[there] = deepcopy(other[there]), deepcopy(holder[key])
        case _:
            holder[key] = value


SPLICES: tuple[tuple[bytes, tuple[bytes, ...]], ...] = (
    (  # the beginning of an object: members
        rb"(?<=\{)(?!\})",
        (
            b'"id":"x",', b'"\\u0069d":"x",', b'"title":"x","title":"x",', b'"x":1,"x":2,',
            b'"extra":{"a:":1},', b'"extra":{"a":1,"\\u0061":2},', b'"govplan":1,',
            b'"extra":{"x":' + b"[" * 32 + b"]" * 32 + b"},", b'"extra":{"x":1e999},',
        ),
    ),
    (  # a text or a number: another
        rb'"([^"\\]|\\.)*"(?=[],}])|-?[0-9][0-9.eE+-]*',
        (
            b"-0", b"-0.0", b"1.0", b"3e1", b"1e20", b"1E+21", b"1e-15", b"1e-999", b"1e999",
            b"1e" + b"9" * 30, b"1" * 5000, b"123456789012345", b"123456789012345.6", b"NaN",
            b"-Infinity", b"00", b"01", b"-", b".5", b"5.", b"0x1", b"1_0", b"+1", b"None", b"True",
            b'"\\ud800"', b'"\\udc00\\ud800"', b'"\\ud83d\\ude00"', b'"\\u0000"', b'"\\u003a"',
            b'"\\/"', b'"\\x"', b'"\0"', b'"\xff"', b'"\xc0\xaf"', b'"\xed\xa0\x80"', b'"\xe4\xba"',
            b'"\xe4\xba\xa9"', b"'x'", b'"x', b'"\n"', b"[" * 200, b"[" * 200 + b"]" * 200,
        ),
    ),
    (  # a sign: none, or another
        rb'[][{}",:]',
        (
            b"", b",,", b"::", b"{}", b"[]", b"[", b"]", b"{", b"}", b'"', b"\\", b" ", b"\n",
            b"\0", b"\xc2\xa0", b"\xef\xbb\xbf", b"//x\n", b"/**/", b"#",
        ),
    ),
)  # fmt: skip
"""What is cut out of a document, and what is put there."""


@st.composite
def spliced(draw: st.DrawFn, document: bytes) -> bytes:
    """Draw a document in whose text something is replaced, at one or two places."""
    for _ in range(draw(st.integers(1, 2))):
        old, new = draw(st.sampled_from(SPLICES))
        if spans := [match.span() for match in re.finditer(old, document)]:
            start, end = draw(st.sampled_from(spans))
            document = document[:start] + draw(st.sampled_from(new)) + document[end:]
    return document


# --- documents made from a schema -----------------------------------------------------

ANY_JSON = st.recursive(
    st.sampled_from([value for value in VALUES if not isinstance(value, dict | list)]),
    lambda below: (
        st.lists(below, max_size=3) | st.dictionaries(st.sampled_from(KEYS), below, max_size=3)
    ),
    max_leaves=8,
)


@functools.cache
def documents(name: str, levels: int = 5) -> st.SearchStrategy[Any]:
    """Return a strategy of what the schema of a class of a plan describes.

    It is made from the schema alone, where those of :mod:`govplan.testing` are made from the
    classes. At the last level an object has what it must have and nothing else.
    """
    made = PLANS.schema if name == "Plan" else PLANS.schema["$defs"][name]
    if "enum" in made:
        return st.sampled_from(made["enum"])
    required = made["required"]
    others = sorted(made["properties"].keys() - set(required)) if levels else []
    fields = {key: described(made["properties"][key], levels) for key in (*required, *others)}

    @st.composite
    def drawn(draw: st.DrawFn) -> dict[str, Any]:
        keys = draw(st.lists(st.sampled_from(others), min_size=1, max_size=4)) if others else []
        return {key: draw(fields[key]) for key in dict.fromkeys([*required, *keys])}

    return drawn()


def described(schema: Any, levels: int) -> st.SearchStrategy[Any]:
    """Return a strategy of what the schema of a field describes."""
    match schema:
        case {"$ref": ref}:
            found = documents(ref.rpartition("/")[2], max(levels - 1, 0))
        case {"const": value}:
            found = st.just(value)
        case {"anyOf": [inner, {"type": "null"}]}:
            found = st.one_of(*[described(inner, levels)] * 3, st.none())
        case {"type": "array", "items": items}:
            found = st.lists(described(items, levels), min_size=1, max_size=2)
        case {"pattern": pattern}:
            found = fitting(pattern).filter(Validator(schema).is_valid)
        case {"type": kind}:
            found = PLAIN[kind].filter(Validator(schema).is_valid)
    return found


PLAIN: dict[str, st.SearchStrategy[Any]] = {
    "boolean": st.booleans(),
    "integer": st.integers(),
    "number": st.integers(-(10**21), 10**21) | st.decimals(-999, 999, places=3),
    "object": st.dictionaries(st.sampled_from(KEYS), ANY_JSON, max_size=2),
    "string": st.text(st.characters(codec="utf-8"), max_size=9),
}


@functools.cache
def fitting(pattern: str) -> st.SearchStrategy[str]:
    """Return a strategy of what a pattern fits."""
    return st.from_regex(pattern, alphabet=st.characters(codec="utf-8"))
