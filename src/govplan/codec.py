"""Plans as JSON: exact, strict, and the same bytes each time.

:func:`dumps` leaves out what is None or empty, keeps the order of the model and writes
numbers exactly. :func:`loads` refuses what it does not know, and says all that is wrong
at once, each problem with its JSON Pointer.

>>> from govplan.model import Plan
>>> data = dumps(Plan(id="town-2021", title="工作计划"))
>>> print(data.decode())
{"govplan":1,"id":"town-2021","title":"工作计划"}
>>> loads(data)
Plan(id='town-2021', title='工作计划')
>>> loads('{"govplan": 1, "id": 3, "titel": "x"}')
Traceback (most recent call last):
    ...
govplan.errors.InvalidPlanError: 3 problems
  /id
      expected a text, got 3
  /title
      required, and missing
  /titel
      unknown key; did you mean 'title'?
"""

from __future__ import annotations

import functools
import os
import re
import types
import typing
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import date
from decimal import Decimal
from itertools import islice
from pathlib import Path

import attrs
import cattrs
import msgspec
from cattrs import AttributeValidationNote, IterableValidationNote

from govplan import _json
from govplan._fields import Extra, converter_of, escape
from govplan.errors import (
    EncodeError,
    FieldError,
    InvalidPlanError,
    InvalidValueError,
    Problem,
    did_you_mean,
    nearest,
    printable,
    shown,
)
from govplan.model import Plan

__all__ = ["FORMAT", "MAX_SIZE", "dump", "dumps", "load", "loads", "make_converter"]

FORMAT = 1
"""The version of the format that this govplan writes."""

MAX_INDENT = 16
"""Spaces for a level that :func:`dumps` takes at most."""

MAX_SIZE = 64 * 2**20
"""Bytes of a document that :func:`loads` takes by default."""


def loads(
    data: bytes | str, *, converter: cattrs.Converter | None = None, max_size: int = MAX_SIZE
) -> Plan:
    """Read a plan from JSON.

    Args:
        data: The document, in UTF-8 without byte order mark where it is bytes.
        converter: From :func:`make_converter`, with hooks of your own.
        max_size: Bytes above which a document is refused unread.

    Raises:
        InvalidPlanError: With every problem that was found.
    """
    tree, problems = _json.parse(data, max_size)
    if isinstance(tree, dict):
        problems += _check_format(typing.cast("dict[str, object]", tree))
    try:
        plan = (converter or _default_converter()).structure(tree, Plan)
    except InvalidPlanError as error:
        problems += error.problems
    except RecursionError:
        problems += (Problem("", "nested too deeply to be a plan"),)
    else:
        if not problems:
            return plan
    if len(problems) > _json.MAX_PROBLEMS:
        more = Problem("", f"more than {_json.MAX_PROBLEMS} problems; the rest is not told")
        problems = (*problems[: _json.MAX_PROBLEMS], more)
    raise InvalidPlanError(problems)


def _check_format(tree: dict[str, object]) -> tuple[Problem, ...]:
    """Take the format's version off the document, and check it."""
    if "govplan" not in tree:
        return (
            Problem(
                "/govplan", f'required, and missing: the format, as in {{"govplan": {FORMAT}}}'
            ),
        )
    version = tree.pop("govplan")
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        return (Problem("/govplan", f"expected the format's number, got {_shown(version)}"),)
    if version > FORMAT:
        message = (
            f"format {_shown(version)} was written by a newer govplan; this one reads up to "
            f"{FORMAT}: update govplan"
        )
        raise InvalidPlanError((Problem("/govplan", message),))
    return ()


def dumps(
    plan: Plan, *, indent: int | None = None, converter: cattrs.Converter | None = None
) -> bytes:
    """Write a plan as JSON in UTF-8.

    Args:
        plan: The plan.
        indent: Spaces for each level, 1 to 16; None for one line.
        converter: From :func:`make_converter`, with hooks of your own.

    Returns:
        The document, the same bytes for equal plans.

    Raises:
        EncodeError: If something in ``extra`` is not to be had in JSON, or a text holds
            half of a surrogate pair.
        InvalidValueError: If *indent* is out of range.
    """
    if not isinstance(plan, Plan):
        raise EncodeError("", f"expected a Plan, got {shown(plan)}")
    if indent is not None and not 1 <= indent <= MAX_INDENT:
        message = f"expected None or 1 to {MAX_INDENT}, got {shown(indent)}"
        raise InvalidValueError("dumps", "/indent", message)
    tree: dict[str, object] = (converter or _default_converter()).unstructure(plan, Plan)
    tree = {"govplan": FORMAT, **tree}
    try:
        data = _json.encode(tree)
    except (TypeError, ValueError, RecursionError):
        _json.check(tree)
        raise EncodeError("", "nested too deeply") from None
    # What is of govplan's classes is sound; what hooks make of a user's objects may not be.
    if converter is not None or b'"extra":' in data:
        _json.check(tree)
    return data if indent is None else msgspec.json.format(data, indent=indent)


def load(
    path: str | os.PathLike[str],
    *,
    converter: cattrs.Converter | None = None,
    max_size: int = MAX_SIZE,
) -> Plan:
    """Read a plan from a file; as :func:`loads`, and errors name the file.

    Raises:
        OSError: If the file cannot be read.
        InvalidPlanError: With every problem that was found.
    """
    with Path(path).open("rb") as file:
        data = file.read(max_size + 1)
    try:
        return loads(data, converter=converter, max_size=max_size)
    except InvalidPlanError as error:
        raise InvalidPlanError(error.problems, os.fspath(path)) from None


def dump(
    plan: Plan,
    path: str | os.PathLike[str],
    *,
    indent: int | None = None,
    converter: cattrs.Converter | None = None,
) -> None:
    """Write a plan to a file, which at any moment holds the old document or the new one.

    The document is written beside the file, put on disk, and then moved over it. What the
    file's permissions were stays so; where it is a link, the file it leads to is replaced.

    Raises:
        EncodeError: As :func:`dumps`, before anything is written.
        OSError: If it cannot be written; the old file is as it was.
    """
    data = dumps(plan, indent=indent, converter=converter) + b"\n"
    target = Path(os.path.realpath(path))
    if target.exists() and not target.is_file():
        target.write_bytes(data)  # a device or a pipe is not to be replaced
        return
    beside = target.with_name(f".govplan-{os.urandom(8).hex()}.tmp")
    try:
        _write(beside, data, target)
        beside.replace(target)
    except OSError as error:
        # Name the file that was asked for, not the one beside it.
        raise type(error)(error.errno, error.strerror, os.fspath(path)) from None
    finally:
        beside.unlink(missing_ok=True)
    _sync_folder(target.parent)


def _write(path: Path, data: bytes, like: Path) -> None:
    """Write a new file, with the permissions of another where there is one, and sync it."""
    with path.open("xb") as file:
        with suppress(FileNotFoundError):
            path.chmod(like.stat().st_mode & 0o7777)
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Put the new name on disk too, where the system lets folders be opened."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


# --- the converter ----------------------------------------------------------------

_Hook = Callable[[object, object], object]


def make_converter() -> cattrs.Converter:
    """Return the cattrs converter behind :func:`loads` and :func:`dumps`, to extend.

    Register hooks for classes of your own, for example of values in ``extra``, and pass it
    as ``converter=``. It works on any node: ``converter.structure(data, Target)``.

    Structuring raises :exc:`~govplan.errors.InvalidPlanError`, with pointers that start at
    what was structured. What a hook of yours raises becomes a problem at its place.

    >>> from govplan.model import Target
    >>> make_converter().structure({"id": "t1", "indicator": "5G基站"}, Target)
    Target(id='t1', indicator='5G基站')
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
    converter.register_unstructure_hook(Extra, lambda value: _thaw(value, converter))
    return converter


@functools.cache
def _default_converter() -> cattrs.Converter:
    """Return the converter of those who pass none, made on first use."""
    return make_converter()


def _refuse(message: str) -> InvalidPlanError:
    return InvalidPlanError((Problem("", message),))


_PLAIN = {str: "a text", int: "a whole number", bool: "true or false"}


def _plain_hook(kind: type, expected: str) -> _Hook:
    def structure(value: object, _: object) -> object:
        if type(value) is not kind:
            raise _refuse(f"expected {expected}, got {_shown(value)}")
        return value

    return structure


def _shown(value: object) -> str:
    """Return *value* in JSON's words."""
    if isinstance(value, dict | list):
        return "an object" if isinstance(value, dict) else "an array"
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    return shown(value)


def _structure_number(value: object, _: object) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise _refuse(f"expected a number, got {_shown(value)}")
    return typing.cast("Decimal", value)  # an int is for the constructor to take


_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)


def _structure_date(value: object, _: object) -> date:
    if isinstance(value, str) and _DATE.fullmatch(value):
        with suppress(ValueError):
            return date.fromisoformat(value)
    raise _refuse(f"expected a date such as 2021-08-10, got {_shown(value)}")


def _structure_extra(value: object, _: object) -> object:
    if not isinstance(value, dict):
        raise _refuse(f"expected an object, got {_shown(value)}")
    return typing.cast("object", value)


def _is_literal(kind: object) -> bool:
    return typing.get_origin(kind) is typing.Literal


def _literal_hook(kind: object) -> _Hook:
    words: tuple[str, ...] = typing.get_args(kind)

    def structure(value: object, _: object) -> object:
        if isinstance(value, str) and value in words:
            return value
        hint = did_you_mean(nearest(value, words)) if isinstance(value, str) else ""
        raise _refuse(f"expected one of {', '.join(words)}, got {_shown(value)}{hint}")

    return structure


def _is_tuple(kind: object) -> bool:
    return typing.get_origin(kind) is tuple


def _tuple_hook(kind: object, converter: cattrs.Converter) -> _Hook:
    member = typing.get_args(kind)[0]
    hook = _lazy_hook(converter, member)

    def structure(value: object, _: object) -> object:
        if not isinstance(value, list):
            raise _refuse(f"expected an array, got {_shown(value)}")
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
    hints = typing.get_type_hints(kind)
    fields = {f.name: f for f in attrs.fields(kind)}
    required = [name for name, f in fields.items() if f.default is attrs.NOTHING]
    hooks = {name: _lazy_hook(converter, hints[name]) for name in fields}

    def structure(value: object, _: object) -> object:
        if not isinstance(value, dict):
            raise _refuse(f"expected an object, got {_shown(value)}")
        given = typing.cast("dict[str, object]", value)
        done: dict[str, object] = {}
        problems: list[Problem] = []
        for name in fields:
            if name in given:
                try:
                    done[name] = hooks[name]()(given[name], hints[name])
                except Exception as error:  # noqa: BLE001 (hooks are the user's)
                    problems += _problems(error, f"/{name}")
            elif name in required:
                problems.append(Problem(f"/{name}", "required, and missing"))
        problems += _unknown(given, fields)
        if not problems:
            with suppress(FieldError):
                return kind(**done)
        # A constructor stops at its first problem; here every field tells its own.
        for name in tuple(done):
            if refusal := _refusal(fields[name], done[name]):
                del done[name]
                problems += refusal
        raise InvalidPlanError(tuple(problems + _refusal_together(kind, done)))

    return structure


def _unknown(given: Iterable[object], fields: Mapping[str, object]) -> list[Problem]:
    strange = islice((name for name in given if name not in fields), _json.MAX_PROBLEMS)
    return [
        Problem(f"/{escape(name)}", f"unknown key{did_you_mean(nearest(name, fields))}")
        if isinstance(name, str)
        else Problem("", f"expected texts as keys, got {shown(name)}")
        for name in strange
    ]


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
        hook = typing.cast("_Hook", converter.get_structure_hook(_optional(kind)))
        if not _is_optional(kind):
            return hook
        return lambda value, k: None if value is None else hook(value, k)

    return get


def _is_optional(kind: object) -> bool:
    return typing.get_origin(kind) in (types.UnionType, typing.Union)


def _optional(kind: object) -> object:
    """Return what an optional type is when it is there."""
    if not _is_optional(kind):
        return kind
    (inner,) = (a for a in typing.get_args(kind) if a is not type(None))
    return inner


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


def _thaw(value: object, converter: cattrs.Converter) -> object:
    """Return what is in ``extra`` as JSON's objects and arrays; the rest is for hooks."""
    if isinstance(value, Extra):
        return {key: _thaw(value[key], converter) for key in sorted(value)}
    if isinstance(value, tuple):
        return [_thaw(item, converter) for item in typing.cast("tuple[object, ...]", value)]
    if value is None or isinstance(value, str | int | Decimal):
        return value
    return converter.unstructure(value)
