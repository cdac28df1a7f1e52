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
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

import msgspec

from govplan import _fast, _json, _versions
from govplan._replace import replace_file
from govplan._versions import FORMAT
from govplan.errors import EncodeError, InvalidPlanError, InvalidValueError, Problem, shown
from govplan.model import Plan

if TYPE_CHECKING:
    import cattrs

__all__ = [
    "FORMAT",
    "MAX_SIZE",
    "dump",
    "dump_many",
    "dumps",
    "format_version",
    "load",
    "load_many",
    "loads",
    "make_converter",
]

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
        converter: From :func:`make_converter`, with hooks of your own; it takes about five
            times as long.
        max_size: Bytes above which a document is refused unread.

    Raises:
        InvalidPlanError: With every problem that was found.
    """
    raw = _json.as_bytes(data, max_size)
    plan = _fast.read(raw) if converter is None else None
    return _read_plainly(raw, converter or _plain_converter()) if plan is None else plan


def _read_plainly(raw: bytes, converter: cattrs.Converter) -> Plan:
    tree, problems = _json.parse(raw)
    if isinstance(tree, dict):
        problems += _versions.upgrade(cast("dict[str, object]", tree))
    try:
        plan: object = converter.structure(tree, Plan)
    except InvalidPlanError as error:
        problems += error.problems
    except RecursionError:
        problems += (Problem("", "nested too deeply to be a plan"),)
    else:
        if isinstance(plan, Plan) and not problems:
            return plan
        if not isinstance(plan, Plan):
            message = f"a hook of the converter makes {shown(plan)} of it, which is no Plan"
            problems += (Problem("", message),)
    if len(problems) > _json.MAX_PROBLEMS:
        more = Problem("", f"more than {_json.MAX_PROBLEMS} problems; the rest is not told")
        problems = (*problems[: _json.MAX_PROBLEMS], more)
    raise InvalidPlanError(problems)


def dumps(
    plan: Plan, *, indent: int | None = None, converter: cattrs.Converter | None = None
) -> bytes:
    """Write a plan as JSON in UTF-8.

    Args:
        plan: The plan.
        indent: Spaces for each level, 1 to 16; None for one line.
        converter: From :func:`make_converter`, with hooks of your own; it takes about five
            times as long.

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
    data = _fast.write(plan) if converter is None else None
    if data is None:
        data = _write_plainly(plan, converter or _plain_converter())
    return data if indent is None else msgspec.json.format(data, indent=indent)


def _write_plainly(plan: Plan, converter: cattrs.Converter) -> bytes:
    tree: dict[str, object] = {_versions.KEY: FORMAT, **converter.unstructure(plan, Plan)}
    # What is of govplan's classes is sound; what hooks make of a user's objects may not be.
    _json.check(tree)
    try:
        return _json.encode(tree)
    except RecursionError:
        raise EncodeError("", "nested too deeply") from None


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
        data = b"".join(_parts(file, max_size + 1))
    try:
        return loads(data, converter=converter, max_size=max_size)
    except InvalidPlanError as error:
        raise InvalidPlanError(error.problems, os.fspath(path)) from None


def _parts(file: IO[bytes], most: int) -> Iterator[bytes]:
    """Yield what is in a file up to a size, of which Python would make room at once."""
    while most > 0 and (part := file.read(min(most, _PART))):
        most -= len(part)
        yield part


_PART = 2**16
"""Bytes that are read at once."""


def dump(
    plan: Plan,
    path: str | os.PathLike[str],
    *,
    indent: int | None = None,
    converter: cattrs.Converter | None = None,
) -> None:
    """Write a plan to a file, which at any moment holds the old document or the new one.

    The document is written beside the file, put on disk, and then moved over it. The file's
    permissions stay, and its owner where that is allowed; where it is a link, the file it
    leads to is replaced. What else leads to the same file (a hard link) keeps the old one.

    Raises:
        EncodeError: As :func:`dumps`, before anything is written.
        OSError: If it cannot be written; the old file is as it was.
    """
    replace_file(path, (dumps(plan, indent=indent, converter=converter), b"\n"))


def load_many(
    path: str | os.PathLike[str],
    *,
    on_error: Callable[[InvalidPlanError], object] | None = None,
    converter: cattrs.Converter | None = None,
    max_size: int = MAX_SIZE,
) -> Iterator[Plan]:
    """Yield the plans of a file of JSON Lines, one document a line.

    One line is in memory at a time. Blank lines are passed over.

    Args:
        path: The file.
        on_error: Called with what is wrong with a line, its number included; the others are
            read all the same. Without it the first bad line raises.
        converter: As for :func:`loads`.
        max_size: Bytes of a line above which it is refused unread.

    Raises:
        OSError: If the file cannot be read.
        InvalidPlanError: For the first bad line, where there is no *on_error*.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file, errors = Path(folder, "plans.jsonl"), []
    ...     dump_many([Plan(id="a-2021", title="工作计划"), Plan(id="b-2021", title="x")], file)
    ...     with file.open("a", encoding="utf-8") as more:
    ...         _ = more.write('{"govplan":1,"id":"c-2021"}')
    ...     [plan.id for plan in load_many(file, on_error=errors.append)]
    ['a-2021', 'b-2021']
    >>> errors[0].line, str(errors[0].problems[0])
    (3, '/title: required, and missing')
    """
    with Path(path).open("rb") as file:
        for number, line in _lines(file, max_size):
            try:
                plan = loads(line, converter=converter, max_size=max_size)
            except InvalidPlanError as error:
                told = InvalidPlanError(error.problems, os.fspath(path), number)
                if on_error is None:
                    raise told from None
                on_error(told)
            else:
                yield plan


def _lines(file: IO[bytes], max_size: int) -> Iterator[tuple[int, bytes]]:
    """Yield the lines that are not blank, with their numbers; of too long ones the beginning."""
    number, most = 0, min(max(max_size, 0), sys.maxsize - 2)
    while line := file.readline(most + 2):  # its end, \r\n at most, is not of the document
        number += 1
        document = line.removesuffix(b"\n").removesuffix(b"\r")
        if document.strip(b" \t\r") or len(document) > max_size:
            yield number, document
        while not line.endswith(b"\n") and (line := file.readline(_PART)):
            pass


def dump_many(
    plans: Iterable[Plan],
    path: str | os.PathLike[str],
    *,
    converter: cattrs.Converter | None = None,
) -> None:
    """Write plans to a file of JSON Lines, one document a line.

    They may come from a generator: one is in memory at a time. As with :func:`dump`, the file
    holds what it held before until all are written.

    Raises:
        EncodeError: If one cannot be written; the old file is as it was.
        OSError: If the file cannot be written; the old file is as it was.
    """
    replace_file(path, (_line(n, plan, converter) for n, plan in enumerate(plans, start=1)))


def _line(number: int, plan: Plan, converter: cattrs.Converter | None) -> bytes:
    try:
        return dumps(plan, converter=converter) + b"\n"
    except EncodeError as error:
        name = shown(getattr(plan, "id", None))  # it may be anything
        raise EncodeError(error.pointer, f"{error.message} (plan {number}, {name})") from None


def format_version(data: bytes | str) -> int:
    """Return the version of the format that a document says it is in.

    The rest of the document is not read, and need not be a plan that this govplan can read;
    where the version comes first, as :func:`dumps` writes it, the beginning is enough.

    Raises:
        InvalidPlanError: If it is no JSON object, or has no version.

    >>> format_version('{"govplan": 7, "what": "a later version may hold"}')
    7
    >>> format_version(b'{"govplan":1,"id":"town-20')
    1
    """
    return _versions.sniff(data)


def make_converter() -> cattrs.Converter:
    """Return the cattrs converter behind :func:`loads` and :func:`dumps`, to extend.

    Register unstructure hooks for classes of your own that stand in ``extra``, and one
    structure hook for :class:`~govplan.model.Extra`, which gets the whole object of JSON:
    JSON does not say what a text once was. Pass the converter as ``converter=``, or use it on
    any node.

    Structuring raises :exc:`~govplan.errors.InvalidPlanError`, with pointers that start at
    what was structured. What a hook of yours raises becomes a problem at its place. Objects
    for which you register nothing are written as cattrs writes them: a dataclass as an
    object, an Enum as its value.

    >>> from datetime import datetime
    >>> from govplan.model import Extra, Target
    >>> converter = make_converter()
    >>> converter.register_unstructure_hook(datetime, datetime.isoformat)
    >>> converter.register_structure_hook(
    ...     Extra, lambda given, _: {"seen": datetime.fromisoformat(given["seen"])})
    >>> target = Target(id="t1", indicator="5G基站", extra={"seen": datetime(2021, 3, 1)})
    >>> converter.unstructure(target)
    {'id': 't1', 'indicator': '5G基站', 'extra': {'seen': '2021-03-01T00:00:00'}}
    >>> converter.structure(converter.unstructure(target), Target) == target
    True
    """
    # cattrs takes longer to import than all of govplan, and the fast way does without it.
    from govplan._convert import strict_converter  # noqa: PLC0415

    return strict_converter()


@functools.cache
def _plain_converter() -> cattrs.Converter:
    """Return the converter of those who pass none, made on first use."""
    from govplan._convert import strict_converter  # noqa: PLC0415 (as above)

    converter = strict_converter(for_others=False)
    # Else cattrs looks for it later, and takes a stack that is nearly full for an answer.
    converter.get_unstructure_hook(Plan)
    return converter
