"""How the model's classes check, freeze and show their fields.

The annotation of a field is the one place that says what may stand in it: from it
comes the check that the constructor runs (here), and what :mod:`govplan.codec` reads
and writes. This module needs the annotations as objects, so the modules that use it do
without ``from __future__ import annotations``.
"""

from __future__ import annotations

import functools
import types
import typing
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal

import attrs

from govplan.errors import FieldError, InvalidTypeError, InvalidValueError, shown
from govplan.units import Amount

MAX_LEVELS = 32
"""How deep sections, jurisdictions and ``extra`` may be nested."""

Wrong = tuple[str, str, object]
"""Pointer from the field to what is wrong, what was expected there, what stands there."""

Check = Callable[[object], Wrong | None]
"""Returns what is wrong with a value, or None where nothing is."""


class Extra(Mapping[str, object]):
    """Data of the user's own: a mapping that cannot be changed, nor what is in it.

    It holds what JSON can hold, and objects for which the converter has hooks. It equals
    any mapping with the same items (to Python, ``True`` is 1), and is left out of its
    owner's hash. Numbers are kept by value, as JSON gives them back: a float as the Decimal
    that prints it, 30.0 as 30.

    Raises:
        FieldError: For a key that is no text, NaN, or more than 32 levels.

    >>> Extra({"kept": [1, 2.50]}) == {"kept": (1, Decimal("2.5"))}
    True
    """

    __slots__ = ("_items",)

    def __init__(self, items: Mapping[str, object]) -> None:
        self._items = _frozen_items(items, 0)

    @classmethod
    def nested(cls, items: Mapping[str, object], level: int) -> Extra:
        """Return a mapping that stands inside others, so many levels deep."""
        made = cls.__new__(cls)
        made._items = _frozen_items(items, level)  # noqa: SLF001 (its own class)
        return made

    def __getitem__(self, key: str) -> object:
        return self._items[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __repr__(self) -> str:
        return repr(self._items)

    def __reduce__(self) -> tuple[type[Extra], tuple[dict[str, object]]]:
        return Extra, (self._items,)


def _frozen_items(value: object, level: int) -> dict[str, object]:
    if not isinstance(value, Mapping):
        raise InvalidTypeError("Extra", "", f"expected a mapping, got {shown(value)}")
    items = typing.cast("Mapping[object, object]", value)
    for key in items:
        if not isinstance(key, str):
            raise InvalidTypeError("Extra", "", f"expected a text as key, got {shown(key)}")
    pairs = typing.cast("Mapping[str, object]", items).items()
    return {str.__str__(key): _frozen_below(key, member, level) for key, member in pairs}


def _frozen_below(token: str, value: object, level: int) -> object:
    """Freeze what stands at *token*; a pointer is built only for what is refused."""
    try:
        return _frozen(value, level + 1)
    except FieldError as error:
        pointer = f"/{escape(token)}{error.pointer}"
        raise type(error)("Extra", pointer, error.message) from None


def _frozen(value: object, level: int) -> object:
    if level > MAX_LEVELS:
        raise InvalidValueError("Extra", "", f"expected at most {MAX_LEVELS} levels")
    if isinstance(value, Mapping):
        return Extra.nested(typing.cast("Mapping[str, object]", value), level)
    if isinstance(value, list | tuple):
        members = typing.cast("tuple[object, ...]", value)
        return tuple(_frozen_below(str(i), member, level) for i, member in enumerate(members))
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return value
    return _by_value(value)


def _by_value(value: float | Decimal) -> int | Decimal:
    """Return a number in the one form of its value: an int where it is one, and not long."""
    if isinstance(value, int) and value.bit_length() <= _SHORT:
        return int.__int__(value)
    # An int of more bits than this costs too much to be looked at.
    is_long = isinstance(value, int) and value.bit_length() > 4 * MAX_NUMBER
    number = Decimal(float.__repr__(value) if isinstance(value, float) else 0 if is_long else value)
    if not number.is_finite():
        raise InvalidValueError("Extra", "", f"expected a number, got {number}")
    if is_long or len(str(number)) > MAX_NUMBER:
        message = f"expected a number of at most {MAX_NUMBER} characters"
        raise InvalidValueError("Extra", "", message)
    sign, digits, exponent = number.as_tuple()
    kept = len("".join(map(str, digits)).rstrip("0"))
    if not kept:
        return 0
    power = typing.cast("int", exponent) + len(digits) - kept
    if power >= 0 and number.adjusted() <= _LONGEST_INT:
        return int(number)
    return Decimal((sign, digits[:kept], power))


MAX_NUMBER = 4300
"""Characters of a number in ``extra``; Python reads no longer whole numbers."""

_SHORT = 64
"""Bits of a whole number that is kept as it is."""

_LONGEST_INT = 20
"""Power of ten above which a whole number is kept as a Decimal, which can be short."""

NO_EXTRA = Extra({})


def escape(token: str) -> str:
    """Return *token* as it stands in a JSON Pointer."""
    return token.replace("~", "~0").replace("/", "~1")


def freeze(value: Mapping[str, object]) -> Extra:
    """Return what a field named ``extra`` was given, frozen at any depth."""
    if isinstance(value, Extra):
        return value
    try:
        return Extra(value)
    except FieldError as error:
        raise type(error)("", f"/extra{error.pointer}", error.message) from None


def _as_tuple(value: object) -> object:
    if type(value) is tuple:
        return typing.cast("tuple[object, ...]", value)  # nothing to copy
    # A tuple of a subclass too: equal plans are to be written alike.
    is_sequence = isinstance(value, list | tuple)
    return tuple(typing.cast("list[object]", value)) if is_sequence else value


RULE = "govplan.rule"
"""Metadata of a field: the validator that a class gave it, beyond what its annotation says."""


def checked(cls: type, fields: list[attrs.Attribute[object]]) -> list[attrs.Attribute[object]]:
    """Give every field the check that its annotation asks for (attrs' field transformer)."""
    return [
        field.evolve(
            converter=_converter(field),
            validator=_validator(cls, field),
            metadata={**field.metadata, RULE: field.validator}
            if field.validator
            else field.metadata,
        )
        for field in fields
    ]


def _converter(field: attrs.Attribute[object]) -> Callable[[object], object] | None:
    return _as_tuple if typing.get_origin(field.type) is tuple else converter_of(field)


def converter_of(field: attrs.Attribute[object]) -> Callable[[object], object] | None:
    """Return a field's converter; all of ours are plain functions."""
    found: object = getattr(field, "converter")  # noqa: B009 (its type is half unknown)
    return typing.cast("Callable[[object], object] | None", found)


def _validator(
    cls: type, field: attrs.Attribute[object]
) -> Callable[[object, attrs.Attribute[object], object], None]:
    name, further = field.name, field.validator
    # Most fields of most nodes are as they are by default, which is right.
    sound = field.default if field.default in (None, ()) and further is None else attrs.NOTHING
    check: Check | None = None
    exact: type[object] | None = None

    def validate(instance: object, attribute: attrs.Attribute[object], value: object) -> None:
        nonlocal check, exact
        if value is sound or type(value) is exact:
            return
        if check is None:
            # On first use, since the class may name itself, or one below it in its file.
            check = _check(hints(cls)[name])
            shape = Shape.of(hints(cls)[name])
            exact = None if shape.is_many or further else typing.cast("type[object]", shape.kind)
        if (wrong := check(value)) is not None:
            pointer, expected, found = wrong
            message = f"expected {expected}, got {shown(found)}"
            error = InvalidValueError if expected.startswith("one of") else InvalidTypeError
            raise error(cls.__name__, f"/{name}{pointer}", message)
        if further is not None:
            further(instance, attribute, value)

    return validate


@functools.cache
def hints(cls: type) -> Mapping[str, object]:
    """Return the annotations of a class's fields, as objects."""
    return typing.get_type_hints(cls)


_NAMES = {
    str: "a text",
    int: "a whole number",
    bool: "true or false",
    date: "a date",
    Amount: "an Amount, as amount('350 亩') gives one",
}


class Shape(typing.NamedTuple):
    """What an annotation says: one or many of a kind, or perhaps None."""

    kind: object
    is_optional: bool
    is_many: bool

    @classmethod
    def of(cls, annotation: object) -> typing.Self:
        """Read an annotation of a field: ``K``, ``K | None`` or ``tuple[K, ...]``."""
        members = typing.get_args(annotation)
        if typing.get_origin(annotation) in {types.UnionType, typing.Union}:
            (inner,) = (member for member in members if member is not types.NoneType)
            return cls(inner, is_optional=True, is_many=False)
        if typing.get_origin(annotation) is tuple:
            return cls(members[0], is_optional=False, is_many=True)
        return cls(annotation, is_optional=False, is_many=False)


def _check(annotation: object) -> Check:
    """Return the check for one annotation."""
    kind, is_optional, is_many = Shape.of(annotation)
    if is_optional:
        check = _check(kind)
        return lambda value: None if value is None else check(value)
    if is_many:
        return _tuple_of(_check(kind))
    if typing.get_origin(kind) is typing.Literal:
        return _one_of(typing.get_args(kind))
    return _is_a(typing.cast("type", typing.get_origin(kind) or kind))


def _is_a(kind: type) -> Check:
    name = kind.__name__
    expected = _NAMES.get(kind, f"{'an' if name[0] in 'AEIOU' else 'a'} {name}")
    # bool is an int, and datetime a date, to Python but not to a reader.
    but = {int: bool, date: datetime}.get(kind, ())
    return lambda v: None if isinstance(v, kind) and not isinstance(v, but) else ("", expected, v)


def _one_of(words: tuple[object, ...]) -> Check:
    known = frozenset(words)
    expected = f"one of {', '.join(str(w) for w in words)}"
    return lambda v: None if isinstance(v, str) and v in known else ("", expected, v)


def _tuple_of(check: Check) -> Check:
    def check_all(value: object) -> Wrong | None:
        if not isinstance(value, tuple):
            return "", "a tuple or a list", value
        for i, member in enumerate(typing.cast("tuple[object, ...]", value)):
            if (wrong := check(member)) is not None:
                return f"/{i}{wrong[0]}", wrong[1], wrong[2]
        return None

    return check_all


def brief_repr(self: attrs.AttrsInstance) -> str:
    """Write an object with the fields that say something; children are counted."""
    parts: list[str] = []
    for field in attrs.fields(type(self)):
        value: object = getattr(self, field.name)
        if value is None or value in ((), NO_EXTRA) or value == field.default:
            continue
        if isinstance(value, tuple) and attrs.has(type(typing.cast("tuple[object]", value)[0])):
            parts.append(f"{field.name}=<{len(typing.cast('tuple[object, ...]', value))}>")
        else:
            parts.append(f"{field.name}={value!r}")
    return f"{type(self).__name__}({', '.join(parts)})"
