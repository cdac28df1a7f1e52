"""The fast way of JSON: what :mod:`govplan.codec` tries first, and why it may.

The plain way (:mod:`govplan._convert`) looks at every field in Python and can say all that
is wrong. The fast way says nothing: it either reads a document as the plain way would, or
gives up, and the plain way reads it again from the start. So it has to be right only about
what it accepts, and the messages are always those of the plain way.

It goes through *twins*. Each class of the model has one, a :class:`msgspec.Struct` made
from the same annotations, into which msgspec reads JSON without a step of Python: types,
words, required and unknown keys are checked in C. What is left is done by code that is
generated here, one function for each class and direction, since a loop over fields would
cost more than all the rest. To print it: ``print(govplan._fast.source())``.

*Reading* makes the objects of a twin's fields without calling the constructor, whose checks
of types are done (:mod:`govplan._unchecked`). Rules beyond types are asked of the class itself:
its validators and ``__attrs_post_init__``.

*Duplicate keys* leave no trace in a twin. So the twin is written again: where that gives the
very bytes that were read, nothing was lost; else colons are counted, and where the count is
off, since keys came twice or nulls were spelt out, the standard parser decides.

*Writing* fills twins from objects and lets msgspec write them: in the order of the model,
without what is None or empty.
"""

from __future__ import annotations

import functools
import types
import typing
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal

import attrs
import msgspec

from govplan import _json
from govplan._fields import NO_EXTRA, RULE, Extra, Shape, freeze, hints
from govplan._unchecked import draft_of
from govplan._versions import FORMAT
from govplan.model import Figure, Jurisdiction, Plan, Section, Source, Target
from govplan.units import Amount

_Class = type[attrs.AttrsInstance]

_ASKED_IF: Mapping[type, str] = {
    Figure: "{0}.upper is not None",
    Jurisdiction: "{0}.parent is not None",
    Section: "{0}.sections",
    Source: "not 0 <= {0}.start < {0}.end",
    Target: "{0}.upper is not None",
}
"""When a class's rule (``__attrs_post_init__``) may have something to say; for others, always."""

_ID_ASKED_IF = "not {0}.id or {0}.id[0] == '/'"
"""The same for the validator of ids."""


def read(raw: bytes) -> Plan | None:
    """Return the plan of a document, or None where the plain way has to look at it."""
    if attrs.validators.get_disabled():
        return None  # what is then made must not get among the amounts that are kept
    way = _way()
    try:
        twin = way.decoder.decode(raw)
        plan = way.read(twin)
        if _json.is_whole(raw, _json.encode(twin)) or not _json.parse(raw)[1]:
            return plan
    except Exception:  # noqa: BLE001, S110 (whatever it was, the plain way says it)
        pass
    return None


def write(plan: Plan) -> bytes | None:
    """Return a plan as JSON, or None where the plain way has to write it."""
    if attrs.validators.get_disabled():
        return None  # what stands in it may be anything
    try:
        return _json.encode(_way().write(plan))
    except Exception:  # noqa: BLE001 (whatever it was, the plain way says it)
        return None


class _Way(typing.NamedTuple):
    """What is made once, for all documents."""

    decoder: msgspec.json.Decoder[typing.Any]
    read: Callable[[object], Plan]
    write: Callable[[Plan], object]


@functools.cache
def _way() -> _Way:
    twins = _twins()
    names: dict[str, typing.Any] = {
        "FORMAT": FORMAT,
        "NO_EXTRA": NO_EXTRA,
        "read_Amount": _amount,
        "read_Extra": freeze,
        "write_Extra": _thaw,
        "read_date": _json.iso_date,
        "write_date": date.isoformat,
    }
    for kind, twin in twins.items():
        name = kind.__name__
        names |= {name: kind, f"Draft{name}": draft_of(kind), twin.__name__: twin}
        names |= {f"field_{name}_{f.name}": f for f in attrs.fields(kind)}
        names |= {f"rule_{name}_{f.name}": f.metadata.get(RULE) for f in attrs.fields(kind)}
    # The code is made of names in this package, never of a document.
    exec(source(), names)  # noqa: S102
    decoder = msgspec.json.Decoder(twins[Plan], float_hook=_json.exact)
    return _Way(decoder, names["read_Plan"], names["write_Plan"])


# --- twins -----------------------------------------------------------------


class _Shape(Shape):
    """What an annotation says, for a twin and for the code beside it."""

    __slots__ = ()

    @property
    def owner(self) -> _Class | None:
        """The class that it is made of, which has a twin; None for all else."""
        is_class = isinstance(self.kind, type) and attrs.has(self.kind)
        return typing.cast("_Class", self.kind) if is_class else None

    @property
    def leaf(self) -> _Class | None:
        """The class of what may be None, where it is made of no others."""
        if self.owner is None or self.owner is Amount or not self.is_optional:
            return None  # an amount is made by its constructor, in its one form
        inner = _shapes(self.owner).values()
        return None if any(shape.is_made for shape in inner) else self.owner

    @property
    def is_made(self) -> bool:
        """Whether a twin's value is not the object's as it stands."""
        return self.owner is not None or self.kind is date or self.kind is Extra

    def in_twin(self, twins: Mapping[_Class, type[msgspec.Struct]]) -> object:
        """Return the annotation of the twin's field; a class that is not yet there is named."""
        kind: typing.Any = _IN_TWINS.get(self.kind, self.kind)
        if self.owner is not None:
            kind = twins.get(self.owner, f"Twin{self.owner.__name__}")
        if self.is_many:
            return types.GenericAlias(tuple, (kind, ...))
        return typing.Union[kind, None] if self.is_optional else kind  # noqa: UP007 (of a name)

    def code(self, direction: str, value: str) -> str:
        """Return the expression that makes an object's value of a twin's, or the reverse."""
        if not self.is_made:
            return value
        made = f"{direction}_{typing.cast('type', self.kind).__name__}"
        if self.is_many:
            return f"tuple([{made}(x) for x in v]) if (v := {value}) else ()"
        if self.kind is Extra:
            absent = ("NO_EXTRA", "None") if direction == "read" else ("None", "NO_EXTRA")
            return f"{absent[0]} if (v := {value}) is {absent[1]} else {made}(v)"
        if not self.is_optional:
            return f"{made}({value})"
        if self.leaf and direction == "write":  # without a call, as in reading
            values = ", ".join(f"v.{name}" for name in _shapes(self.leaf))
            return f"None if (v := {value}) is None else Twin{self.leaf.__name__}({values})"
        return f"None if (v := {value}) is None else {made}(v)"


_IN_TWINS: Mapping[object, object] = {
    Decimal: typing.Any,  # any number is then an int, or exact
    date: str,
    Extra: dict[str, typing.Any],
}


@functools.cache
def _shapes(kind: _Class) -> Mapping[str, _Shape]:
    """Return the fields of a class, with what their annotations say."""
    annotations = hints(kind)
    return {field.name: _Shape.of(annotations[field.name]) for field in attrs.fields(kind)}


def _classes(kind: _Class, found: tuple[_Class, ...] = ()) -> Iterator[_Class]:
    """Yield the classes that a class is made of, and at last itself; some of them again."""
    for shape in _shapes(kind).values():
        if shape.owner is not None and shape.owner not in {kind, *found}:
            yield from _classes(shape.owner, (*found, kind))
    yield kind


def _twins() -> dict[_Class, type[msgspec.Struct]]:
    twins: dict[_Class, type[msgspec.Struct]] = {}
    for kind in dict.fromkeys(_classes(Plan)):
        fields: list[typing.Any] = [("govplan", typing.Literal[FORMAT])] if kind is Plan else []
        for field in attrs.fields(kind):
            of_twin = _shapes(kind)[field.name].in_twin(twins)
            default = () if field.default is attrs.NOTHING else (_default(field),)
            fields.append((field.name, of_twin, *default))
        # They hold no cycles, and live shortly: the collector need not look at them.
        twin = msgspec.defstruct(
            f"Twin{kind.__name__}",
            fields,
            forbid_unknown_fields=True,
            omit_defaults=True,
            gc=False,
        )
        setattr(twin, twin.__name__, twin)  # where msgspec looks for a class that holds itself
        twins[kind] = twin
    return twins


def _default(field: attrs.Attribute[typing.Any]) -> object:
    return None if field.default is NO_EXTRA else field.default


# --- from twin to object, and back ----------------------------------------------------


def source() -> str:
    """Return the code of the functions between twins and objects."""
    return "\n\n".join(
        function(kind)
        for kind in dict.fromkeys(_classes(Plan))
        for function in (_reader, _writer)
        if (kind, function) != (Amount, _reader)
    )


def _reader(kind: _Class) -> str:
    lines = [f"def read_{kind.__name__}(twin):", *_filled(kind, "made", "twin"), "return made"]
    return "\n    ".join(lines)


def _filled(kind: _Class, made: str, twin: str) -> Iterator[str]:
    """Yield the statements that make an object of a twin."""
    name = kind.__name__
    yield f"{made} = Draft{name}()"
    for field, shape in _shapes(kind).items():
        if shape.leaf:  # without a call, since half of all objects are sources
            yield f"if (v := {twin}.{field}) is None: {made}.{field} = None"
            yield "else:"
            yield from (f"    {line}" for line in _filled(shape.leaf, "leaf", "v"))
            yield f"    {made}.{field} = leaf"
        else:
            yield f"{made}.{field} = {shape.code('read', f'{twin}.{field}')}"
    yield f"{made}.__class__ = {name}"
    for field in attrs.fields(kind):
        if RULE in field.metadata:
            asked = _ID_ASKED_IF.format(made)
            place = f"{name}_{field.name}"
            yield f"if {asked}: rule_{place}({made}, field_{place}, {made}.{field.name})"
    if hasattr(kind, "__attrs_post_init__"):
        asked = f"if {_ASKED_IF[kind].format(made)}: " if kind in _ASKED_IF else ""
        yield f"{asked}{made}.__attrs_post_init__()"


def _writer(kind: _Class) -> str:
    values = [shape.code("write", f"made.{name}") for name, shape in _shapes(kind).items()]
    if kind is Plan:
        values.insert(0, "FORMAT")
    return f"def write_{kind.__name__}(made):\n    return Twin{kind.__name__}({', '.join(values)})"


def _amount(twin: typing.Any) -> Amount:  # noqa: ANN401 (a class that is made at run time)
    """Return the amount of a twin; plans say the same few again and again."""
    magnitude = twin.magnitude
    if type(magnitude) is int:
        return _whole_amount(magnitude, twin.unit)
    if type(magnitude) is Decimal:
        return Amount(magnitude, twin.unit)
    raise TypeError(magnitude)


_whole_amount = functools.lru_cache(maxsize=1024)(Amount)


def _thaw(extra: Extra) -> object:
    """Return what is in ``extra`` as JSON's objects and arrays; None for nothing."""
    return _thawed(extra) if extra else None


def _thawed(value: object) -> object:
    if isinstance(value, Extra):
        return {key: _thawed(value[key]) for key in sorted(value)}
    if type(value) is tuple:
        return [_thawed(item) for item in typing.cast("tuple[object, ...]", value)]
    if value is None or type(value) in {str, int, bool, Decimal}:
        return value
    raise TypeError(value)  # it is for a hook
