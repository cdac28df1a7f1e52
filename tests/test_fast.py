"""Tests of :mod:`govplan._fast`: it reads and writes as the plain way does, or gives up."""

from __future__ import annotations

import copy
import datetime as dt
import json
import pickle
import types
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs
import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from govplan import _fast, _fields, _versions, model, testing
from govplan._json import encode
from govplan.codec import dumps, loads, make_converter
from govplan.errors import EncodeError, FieldError, InvalidPlanError
from govplan.model import Extra, Plan
from govplan.units import Amount

from .conftest import examples
from .schema_documents import VALUES

PLAINLY = make_converter()
"""Given to ``loads`` or ``dumps``, it makes them go the plain way."""

SAME_EACH_TIME = examples(
    1, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)


def outcome(data: bytes, **options: Any) -> object:
    """Return what a reader gets: a plan, to the last type in it, or all that is wrong."""
    try:
        return exactly(loads(data, **options))
    except InvalidPlanError as error:
        return error.problems


def exactly(value: object) -> object:
    """Return an object as classes and plain values, which equal those of no other type."""
    if attrs.has(type(value)):
        names = [field.name for field in attrs.fields(type(value))]  # type: ignore[arg-type]
        return type(value), [exactly(getattr(value, name)) for name in names]
    if isinstance(value, Extra):
        return Extra, {key: exactly(member) for key, member in value.items()}
    if isinstance(value, tuple):
        return [exactly(member) for member in value]
    return type(value), value.as_tuple() if isinstance(value, Decimal) else value


def agrees(data: bytes) -> bool:
    """Check that the fast way does with a document as the plain way, if it reads it at all."""
    plan = _fast.read(data)
    if plan is not None:
        assert outcome(data, converter=PLAINLY) == exactly(plan)
    return plan is not None


# --- sound documents ------------------------------------------------------------------


@SAME_EACH_TIME
@given(testing.plans())
def test_round_trip(plan: Plan) -> None:
    """Any plan is written fast to the same bytes, and read fast to an equal plan."""
    data = dumps(plan, converter=PLAINLY)

    assert data == _fast.write(plan)
    read = _fast.read(data)
    assert exactly(plan) == exactly(read)
    assert exactly(loads(data, converter=PLAINLY)) == exactly(read)


@SAME_EACH_TIME
@given(testing.plans(max_depth=1), st.randoms(use_true_random=False))
def test_other_hands(plan: Plan, random: Any) -> None:
    """So it is read where another program wrote it: with spaces and in another order."""
    tree = shuffled(json.loads(dumps(plan), parse_float=Decimal), random)
    data = msgspec.json.format(encode(tree), indent=random.choice([-1, 0, 1, 4]))

    assert exactly(plan) == exactly(_fast.read(data))


def shuffled(node: Any, random: Any) -> Any:
    """Return a tree with the members of each object in another order."""
    if isinstance(node, dict):
        keys = random.sample(list(node), len(node))
        return {key: shuffled(node[key], random) for key in keys}
    return [shuffled(member, random) for member in node] if isinstance(node, list) else node


@SAME_EACH_TIME
@given(testing.plans(max_depth=1))
def test_spelt_out(plan: Plan) -> None:
    """So it is where nulls and empty arrays are spelt out, which are no keys given twice."""
    tree = spelt_out(plan)
    data = encode({"govplan": 1, **tree})

    assert data.count(b"null") + data.count(b"[]") > 0
    assert exactly(plan) == exactly(_fast.read(data))


def spelt_out(value: Any) -> Any:
    """Return an object as JSON, with each of its fields."""
    if attrs.has(type(value)):
        return {f.name: spelt_out(getattr(value, f.name)) for f in attrs.fields(type(value))}
    if isinstance(value, Extra):
        return {key: spelt_out(member) for key, member in value.items()}
    if isinstance(value, tuple):
        return [spelt_out(member) for member in value]
    return value.isoformat() if isinstance(value, dt.date) else value


@given(testing.plans(max_depth=1))
@SAME_EACH_TIME
def test_as_made(plan: Plan) -> None:
    """What is read fast is as frozen, and as easily copied, as what a constructor made."""
    read = loads(dumps(plan))

    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        read.title = "x"  # type: ignore[misc]
    assert hash(plan) == hash(read)
    assert plan == copy.deepcopy(read)
    assert plan == pickle.loads(pickle.dumps(read))  # noqa: S301 (its own)
    assert attrs.evolve(plan, title="x") == attrs.evolve(read, title="x")


# --- other documents ------------------------------------------------------------------


FULL: dict[str, Any] = json.loads(
    (Path(__file__).parent / "formats" / f"{_versions.FORMAT}.json").read_bytes(),
    parse_float=Decimal,
)
"""A plan with every field of every class."""


def test_full() -> None:
    """The plan that the next tests change is one, and is read fast."""
    plan = _fast.read(encode(FULL))

    assert plan is not None
    assert FULL == json.loads(dumps(plan), parse_float=Decimal)


def test_values() -> None:
    """A document with any value in any place is read, or refused, as the plain way does."""
    read = 0
    # Once for each field of each class.
    unlike = {(path[-1], *map(str, owner)): path for path, owner in places(FULL)}
    for path in unlike.values():
        least, below = only(FULL, path)
        for value in VALUES:
            read += agrees(encode(changed(least, below, value)))

    assert 500 < read < 0.5 * len(VALUES) * len(unlike)


def test_keys() -> None:
    """So is one with any key left out, given another name, or given beside the others."""
    for path, owner in places(FULL):
        agrees(encode(changed(FULL, path, _GONE)))
        if isinstance(owner, dict):
            for name in ("", "govplan", "Id", "id ", "ｉｄ", "id", "title", "source", "__class__"):
                agrees(encode(changed(FULL, (*path[:-1], name), owner[path[-1]])))


def test_keys_given_twice() -> None:
    """So is one with any member given twice, whatever it says the second time."""
    for path, _ in places(FULL):
        key = path[-1]
        if isinstance(key, str):
            marked = encode(changed(FULL, (*path[:-1], "#"), 0))
            for again in ("null", '":"', '"\\u003a"', "[]", "{}", "1", '"x"'):
                data = marked.replace(b'"#":0', f'"{key}":{again}'.encode())
                assert _fast.read(data) is None


@settings(SAME_EACH_TIME, max_examples=examples(10).max_examples)
@given(st.data())
def test_bytes(data: st.DataObject) -> None:
    """So is one with any of its bytes changed."""
    raw = encode(FULL)
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(raw)))
        end = data.draw(st.integers(start, min(start + 60, len(raw))))
        again = data.draw(st.sampled_from([raw[start:end] + b"," + raw[start:end], *BYTES]))
        raw = raw[:start] + again + raw[end:]

    agrees(raw)


BYTES = (
    b"", b",", b":", b'"', b"{", b"}", b"[", b"]", b"null", b"0", b"-", b".0", b"e1", b"\\", b" ",
    b"\\u003a", b'"id":"x"', b',"id":"x"', b',"extra":{"a:":1,"a\\u003a":2}', b"\xff", b"\n",
)  # fmt: skip

_GONE = object()


def changed(node: Any, path: tuple[Any, ...], value: object) -> Any:
    """Return a tree with another value at a place, or none."""
    if not path:
        return value
    key, below = path[0], path[1:]
    if isinstance(node, list):
        new = changed(node[key], below, value)
        return [*node[:key], *([] if new is _GONE else [new]), *node[key + 1 :]]
    new = changed(node.get(key), below, value)
    return {k: v for k, v in {**node, key: new}.items() if v is not _GONE}


def only(node: Any, path: tuple[Any, ...]) -> tuple[Any, tuple[Any, ...]]:
    """Return what is left of a tree without the branches beside a place, and the place there."""
    key, below = path[0], path[1:]
    if isinstance(node, list):
        member, below = only(node[key], below) if below else (node[key], below)
        return [member], (0, *below)
    plain = {k: v for k, v in node.items() if k == key or not isinstance(v, dict | list)}
    if below:
        plain[key], below = only(node[key], below)
    return plain, (key, *below)


def places(node: Any, above: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """Yield every place in a tree, as a path, and the object or array that it is in."""
    for key, value in node.items() if isinstance(node, dict) else enumerate(node):
        yield (*above, key), node
        if isinstance(value, dict | list):
            yield from places(value, (*above, key))


def document(members: str) -> bytes:
    """Return a plan as JSON, with further members as they stand."""
    return f'{{"govplan":1,"id":"p","title":"t",{members}}}'.encode()


def deep(levels: int, before: str, behind: str) -> str:
    """Return nested JSON."""
    return before * levels + behind * levels


FIGURE = '"figures":[{{"kind":"other","label":"x","value":{}}}]'
TARGET = '"targets":[{{"id":"t","indicator":"x",{}}}]'


@pytest.mark.parametrize(
    "members",
    [
        '"document":{"length":30.0}',
        '"document":{"length":3e1}',
        '"document":{"length":true}',
        '"document":{"length":"30"}',
        '"document":{"date_written":"20210810"}',
        '"document":{"date_written":"2021-08-10T00:00:00"}',
        '"document":{"date_written":"2021-02-30"}',
        '"document":{"blank":null}',
        '"document":[]',
        '"title":"t"',
        '"id":"q"',
        '"issuer":"a:b","issuer":"\\u003a"',
        '"issuer" :"x", "issuer":"y"',
        '"extra":{"a":1,"a":1}',
        '"extra":null',
        '"extra":[]',
        '"extra":{"a":1e999999999999999999999}',
        '"extra":{"a":' + deep(40, "[", "]") + "}",
        '"kind":"anual_plan"',
        '"targets":{}',
        '"targets":[null]',
        '"period":{"start":"2021-12-31","end":"2021-01-01"}',
        '"sections":[' + deep(33, '{"id":"s","sections":[', "]}") + "]",
        '"jurisdiction":' + '{"name":"x","parent":' * 33 + "null" + "}" * 33,
        '"measures":[{"id":"/m","title":"x"}]',
        '"measures":[{"id":"","title":"x"}]',
        '"measures":[{"id":"m","title":"x","source":{"start":3,"end":3}}]',
        '"measures":[{"id":"m","title":"x","source":{"start":-1,"end":3}}]',
        '"measures":[{"id":"m","title":"x","source":{"start":1,"end":3,"x":1}}]',
        '"measures":[{"id":"m","title":"x","due":{"date":"2021-13"}}]',
        '"suppressions":[{"code":"x","node":"y","reason":"z","until":"2021-1-1"}]',
        FIGURE.format('{"magnitude":"30","unit":"mu"}'),
        FIGURE.format('{"magnitude":true}'),
        FIGURE.format('{"magnitude":null}'),
        FIGURE.format('{"magnitude":0.1234567890123456}'),
        FIGURE.format('{"magnitude":1e21}'),
        FIGURE.format('{"magnitude":1000000000000001000000}'),
        FIGURE.format('{"magnitude":30,"unit":"亩"}'),
        FIGURE.format('{"magnitude":30,"unit":"wan_wan_m2"}'),
        FIGURE.format('{"magnitude":3,"unit":"mu"},"upper":{"magnitude":2,"unit":"mu"}'),
        TARGET.format('"value":{"magnitude":3},"upper":{"magnitude":2}'),
        TARGET.format('"comparator":"≥"'),
        TARGET.format('"scope":{"each":0}'),
    ],
)  # fmt: skip
def test_gives_up(members: str) -> None:
    """What the plain way refuses the fast way leaves to it, and so do readers hear of it."""
    assert _fast.read(document(members)) is None
    assert outcome(document(members), converter=PLAINLY) == outcome(document(members))


@pytest.mark.parametrize("version", ["0", "2", "1.0", "1e0", "true", '"1"', "null", "[1]"])
def test_other_versions(version: str) -> None:
    """So it does with any version but the newest."""
    data = f'{{"govplan":{version},"id":"p","title":"t"}}'.encode()

    assert _fast.read(data) is None
    assert outcome(data, converter=PLAINLY) == outcome(data)


@pytest.mark.parametrize(
    ("magnitude", "read"),
    [("30", "30"), ("30.0", "30"), ("3e1", "30"), ("-0.0", "0"), ("0", "0"), ("4.50", "4.5"),
     ("1e20", "100000000000000000000"), ("100000000000000000000", "100000000000000000000")],
)  # fmt: skip
def test_numbers(magnitude: str, read: str) -> None:
    """A number is read by what it says, however it is written, and kept in one form."""
    data = document(FIGURE.format(f'{{"magnitude":{magnitude},"unit":"mu"}}'))

    plan = _fast.read(data)

    assert plan is not None
    assert read == str(plan.figures[0].value.magnitude)
    agrees(data)


# --- how it is made -------------------------------------------------------------------


def is_asked(asked_if: str, fields: object) -> bool:
    """Return what the generated code finds of such fields."""
    return bool(eval(asked_if.format("made"), {"made": fields}))  # noqa: S307 (of the package)


def speaks(rule: Callable[..., None], *given: object) -> bool:
    """Return whether a rule refuses what it is given."""
    try:
        rule(*given)
    except FieldError:
        return True
    return False


@given(st.integers(-2, 4), st.integers(-2, 4))
def test_source_is_asked(start: int, end: int) -> None:
    """The rule of any source is asked just where it speaks."""
    fields = types.SimpleNamespace(start=start, end=end)

    asked = is_asked(_fast._ASKED_IF[model.Source], fields)
    assert speaks(model.Source.__attrs_post_init__, fields) == asked


@given(st.text(max_size=3) | st.sampled_from(["", "/", "/a", "a/"]))
def test_id_is_asked(id_: str) -> None:
    """So is that of any id."""
    field = attrs.fields(Plan).id
    fields = types.SimpleNamespace(id=id_)

    asked = is_asked(_fast._ID_ASKED_IF, fields)
    assert speaks(field.metadata[_fields.RULE], fields, field, id_) == asked


@pytest.mark.parametrize(
    ("kind", "field", "absent"),
    [
        (model.Figure, "upper", None),
        (model.Jurisdiction, "parent", None),
        (model.Section, "sections", ()),
        (model.Target, "upper", None),
    ],
)
def test_others_are_asked(kind: type[Any], field: str, absent: object) -> None:
    """The others say nothing where the one field that they are about is not given."""
    fields = types.SimpleNamespace(**{f.name: object() for f in attrs.fields(kind)})
    setattr(fields, field, absent)

    assert not is_asked(_fast._ASKED_IF[kind], fields)
    assert not speaks(kind.__attrs_post_init__, fields)
    setattr(fields, field, object())
    assert is_asked(_fast._ASKED_IF[kind], fields)


def test_all_are_asked() -> None:
    """Each class with a rule has it asked, each id too, and the tests above are of all others."""
    code = _fast.source()
    kinds = {kind for kind in _fast._classes(Plan) if kind is not Amount}
    for kind in kinds:
        start = code.index(f"def read_{kind.__name__}(")
        body = code[start : code.index("return made", start)]
        assert hasattr(kind, "__attrs_post_init__") == ("made.__attrs_post_init__()" in body)
        for field in attrs.fields(kind):
            asked = f"rule_{kind.__name__}_{field.name}(made" in body
            assert asked == (_fields.RULE in field.metadata)
            assert not asked or field.name == "id"
    tested = {model.Source, model.Figure, model.Jurisdiction, model.Section, model.Target}
    assert tested == set(_fast._ASKED_IF)


def test_objects_of_hooks() -> None:
    """What JSON has no word for is left to the plain way, which has hooks for it."""
    plan = Plan(id="p", title="t", extra={"a": {"b": [{1, 2}]}})

    assert _fast.write(plan) is None


def test_version() -> None:
    """The version that is written is the newest."""
    data = _fast.write(Plan(id="p", title="t"))

    assert {"govplan": _versions.FORMAT, "id": "p", "title": "t"} == json.loads(data or b"")


def test_validators_switched_off() -> None:
    """Who switches the validators off gets no faster way, and spoils nothing for later."""
    figure = FIGURE.format('{"magnitude":77,"unit":"bogus"}')

    with attrs.validators.disabled():
        assert "bogus" == loads(document(figure)).figures[0].value.unit
        odd = Plan(id="p", title=b"x")  # type: ignore[arg-type]
        with pytest.raises(EncodeError):
            dumps(odd)
    with pytest.raises(InvalidPlanError):
        loads(document(figure))
