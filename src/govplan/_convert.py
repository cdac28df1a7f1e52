"""The strict cattrs converter behind :mod:`govplan.codec` and the reports of checks.

It takes nothing for something else: every field is read as its annotation says or is a
problem with its place, and all problems of a document are collected.
"""

from __future__ import annotations

import functools
import types
import typing
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import date
from decimal import Decimal
from itertools import islice

import attrs
import cattrs
from cattrs import AttributeValidationNote, IterableValidationNote

from govplan import _json
from govplan._fields import Extra, Shape, converter_of, escape, hints
from govplan.errors import (
    FieldError,
    InvalidPlanError,
    Problem,
    did_you_mean,
    nearest,
    printable,
    shown,
)

_Hook = Callable[[object, object], object]

NOT_IN_JSON: Mapping[str, bool] = types.MappingProxyType({"not_in_json": True})
"""Metadata of a field that is neither read nor written."""


def strict_converter(*, for_others: bool = True) -> cattrs.Converter:
    """Return a new converter for govplan's own classes, which takes further hooks.

    Args:
        for_others: Whether objects of other classes in ``extra`` are written as cattrs and the
            hooks have it, or left as they are, which is for :func:`govplan._json.check` to
            refuse.
    """
    converter = cattrs.Converter(omit_if_default=True, forbid_extra_keys=True)
    for kind, expected in _PLAIN.items():
        converter.register_structure_hook(kind, _plain_hook(kind, expected))
    converter.register_structure_hook(Decimal, _structure_number)
    converter.register_structure_hook(date, _structure_date)
    converter.register_structure_hook(Extra, _structure_extra)
    converter.register_structure_hook_factory(_is_literal, _literal_hook)
    converter.register_structure_hook_factory(_is_tuple, _tuple_hook)
    converter.register_structure_hook_factory(_is_own, _class_hook)
    # Not for datetime, a subclass: its time would be lost.
    converter.register_unstructure_hook_func(lambda kind: kind is date, date.isoformat)
    converter.register_unstructure_hook(Decimal, lambda value: value)
    others = converter.unstructure if for_others else _as_it_is
    converter.register_unstructure_hook(Extra, lambda value: _thaw(value, others))
    return converter


def _refuse(message: str) -> InvalidPlanError:
    return InvalidPlanError((Problem("", message),))


_PLAIN = {str: "a text", int: "a whole number", bool: "true or false"}


def _plain_hook(kind: type, expected: str) -> _Hook:
    def structure(value: object, _: object) -> object:
        if type(value) is not kind:
            raise _refuse(f"expected {expected}, got {_json.shown_json(value)}")
        return value

    return structure


def _structure_number(value: object, _: object) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise _refuse(f"expected a number, got {_json.shown_json(value)}")
    return typing.cast("Decimal", value)  # an int is for the constructor to take


def _structure_date(value: object, _: object) -> date:
    if isinstance(value, str):
        with suppress(ValueError):
            return _json.iso_date(value)
    raise _refuse(f"expected a date such as 2021-08-10, got {_json.shown_json(value)}")


def _structure_extra(value: object, _: object) -> object:
    if not isinstance(value, dict):
        raise _refuse(f"expected an object, got {_json.shown_json(value)}")
    return typing.cast("object", value)


def _is_literal(kind: object) -> bool:
    return typing.get_origin(kind) is typing.Literal


def _literal_hook(kind: object) -> _Hook:
    words: tuple[str, ...] = typing.get_args(kind)

    def structure(value: object, _: object) -> object:
        if isinstance(value, str) and value in words:
            return value
        hint = did_you_mean(nearest(value, words)) if isinstance(value, str) else ""
        raise _refuse(f"expected one of {', '.join(words)}, got {_json.shown_json(value)}{hint}")

    return structure


def _is_tuple(kind: object) -> bool:
    return typing.get_origin(kind) is tuple


def _tuple_hook(kind: object, converter: cattrs.Converter) -> _Hook:
    member = Shape.of(kind).kind
    hook = _lazy_hook(converter, member)

    def structure(value: object, _: object) -> object:
        if not isinstance(value, list):
            raise _refuse(f"expected an array, got {_json.shown_json(value)}")
        done: list[object] = []
        problems: list[Problem] = []
        for i, item in enumerate(typing.cast("list[object]", value)):
            try:
                done.append(hook()(item, member))
            except Exception as error:  # noqa: BLE001 (hooks are the user's)
                problems += _problems(error, f"/{i}")
                if len(problems) > _json.MAX_PROBLEMS:
                    break
        if problems:
            raise InvalidPlanError(tuple(problems))
        return tuple(done)

    return structure


def _is_own(kind: object) -> bool:
    return isinstance(kind, type) and attrs.has(kind) and kind.__module__.startswith("govplan.")


def _class_hook(kind: type[attrs.AttrsInstance], converter: cattrs.Converter) -> _Hook:
    annotations = hints(kind)
    fields = {f.name: f for f in attrs.fields(kind) if "not_in_json" not in f.metadata}
    hooks = [(name, annotations[name], _lazy_hook(converter, annotations[name])) for name in fields]

    def structure(value: object, _: object) -> object:
        if not isinstance(value, dict):
            raise _refuse(f"expected an object, got {_json.shown_json(value)}")
        given = typing.cast("dict[str, object]", value)
        done: dict[str, object] = {}
        problems: list[Problem] = []
        known = 0
        for name, hint, hook in hooks:
            if name in given:
                known += 1
                try:
                    done[name] = hook()(given[name], hint)
                except Exception as error:  # noqa: BLE001 (hooks are the user's)
                    problems += _problems(error, f"/{name}")
            elif fields[name].default is attrs.NOTHING:
                problems.append(Problem(f"/{name}", "required, and missing"))
        if known < len(given):
            problems += _unknown(given, fields)
        if not problems:
            with suppress(FieldError):
                return kind(**done)
        raise InvalidPlanError((*problems, *_refusals(kind, fields, done)))

    return structure


def _unknown(given: Iterable[object], fields: Mapping[str, object]) -> list[Problem]:
    strange = islice((name for name in given if name not in fields), _json.MAX_PROBLEMS + 1)
    return [
        Problem(f"/{escape(name)}", f"unknown key{did_you_mean(nearest(name, fields))}")
        if isinstance(name, str)
        else Problem("", f"expected texts as keys, got {shown(name)}")
        for name in strange
    ]


def _refusals(
    kind: type[attrs.AttrsInstance],
    fields: Mapping[str, attrs.Attribute[object]],
    values: dict[str, object],
) -> list[Problem]:
    """Return what every field has to say; a constructor stops at its first problem."""
    refused = {name: _refusal(fields[name], value) for name, value in values.items()}
    sound = {name: value for name, value in values.items() if not refused[name]}
    return [problem for told in refused.values() for problem in told] + _refusal_together(
        kind, sound
    )


def _refusal(field: attrs.Attribute[object], value: object) -> list[Problem]:
    try:
        converter = converter_of(field)
        converted = value if converter is None else converter(value)
        if field.validator is not None:
            field.validator(typing.cast("attrs.AttrsInstance", None), field, converted)
    except FieldError as error:
        return [Problem(error.pointer, error.message)]
    return []


def _lazy_hook(converter: cattrs.Converter, kind: object) -> Callable[[], _Hook]:
    """Look a hook up when it is first needed, since classes may hold themselves."""

    @functools.cache
    def get() -> _Hook:
        shape = Shape.of(kind)
        wanted = shape.kind if shape.is_optional else kind
        hook = typing.cast("_Hook", converter.get_structure_hook(wanted))
        if not shape.is_optional:
            return hook
        return lambda value, k: None if value is None else hook(value, k)

    return get


def _refusal_together(kind: type[attrs.AttrsInstance], values: dict[str, object]) -> list[Problem]:
    """Return what a class says of several fields together, whatever became of the others."""
    rule: Callable[[object], None] | None = getattr(kind, "__attrs_post_init__", None)
    if rule is None:
        return []
    defaults = {f.name: f.default for f in attrs.fields(kind) if f.default is not attrs.NOTHING}
    try:
        rule(types.SimpleNamespace(**{**defaults, **values}))
    except FieldError as error:
        return [Problem(error.pointer, error.message)]
    except AttributeError:
        pass  # a field that the rule is about is missing
    return []


def _problems(error: Exception, place: str) -> list[Problem]:
    """Return the problems that a hook raised at *place*, a pointer."""
    for note in getattr(error, "__notes__", ()):
        # cattrs leaves such notes on what it collects for a class of the user's.
        if isinstance(note, AttributeValidationNote):
            place += f"/{escape(note.name)}"
        elif isinstance(note, IterableValidationNote):
            place += f"/{escape(str(note.index))}"
    if isinstance(error, InvalidPlanError):
        return [Problem(place + p.pointer, p.message) for p in error.problems]
    if isinstance(error, FieldError):
        return [Problem(place + error.pointer, error.message)]
    if isinstance(error, RecursionError):
        raise error
    if isinstance(error, ExceptionGroup):
        group = typing.cast("ExceptionGroup[Exception]", error)
        return [problem for e in group.exceptions for problem in _problems(e, place)]
    return [Problem(place, printable(f"{type(error).__name__}: {error}")[:_LONGEST])]


_LONGEST = 500
"""Characters of a message that is not govplan's own."""


def _as_it_is(value: object) -> object:
    return value


def _thaw(value: object, others: Callable[[object], object]) -> object:
    """Return what is in ``extra`` as JSON's objects and arrays; the rest is for hooks."""
    if isinstance(value, Extra):
        return {key: _thaw(value[key], others) for key in sorted(value)}
    if isinstance(value, tuple):
        return [_thaw(item, others) for item in typing.cast("tuple[object, ...]", value)]
    return others(value)
