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
import typing
from contextlib import suppress
from pathlib import Path

import cattrs
import msgspec

from govplan import _json
from govplan._convert import shown_json, strict_converter
from govplan.errors import EncodeError, InvalidPlanError, InvalidValueError, Problem, shown
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
        return (Problem("/govplan", f"expected the format's number, got {shown_json(version)}"),)
    if version > FORMAT:
        message = (
            f"format {shown_json(version)} was written by a newer govplan; this one reads up to "
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
    return strict_converter()


@functools.cache
def _default_converter() -> cattrs.Converter:
    """Return the converter of those who pass none, made on first use."""
    return make_converter()
