"""Which files the arguments mean, and reading them."""

from __future__ import annotations

import codecs
import glob
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from govplan import codec
from govplan.errors import InvalidPlanError, Problem
from govplan.model import Plan

STDIN = "-"


def find(arguments: Iterable[str], *, leave_out: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the files that arguments mean, each once, in their order.

    An argument is a file, a folder for all ``*.json`` below it, a pattern, or ``-``. What
    means no file stands for itself, so that reading it says what is wrong.

    Args:
        arguments: The arguments.
        leave_out: Files that are no plans, wherever a folder or a pattern brings them.
    """
    no_plans = {os.path.realpath(path) for path in leave_out}
    return tuple(dict.fromkeys(path for a in arguments for path in _meant(a, no_plans)))


def _meant(argument: str, no_plans: set[str]) -> Iterator[str]:
    path = Path(argument)
    if argument == STDIN or path.is_file():
        yield argument
        return
    matches = [path]
    if not path.exists():
        # Path.glob() takes no pattern of a whole path.
        matches = [Path(m) for m in sorted(glob.glob(argument, recursive=True))]  # noqa: PTH207
    found = (str(file) for match in matches for file in _below(match))
    yield from [file for file in found if os.path.realpath(file) not in no_plans] or [argument]


def _below(path: Path) -> list[Path]:
    """Return the plans below a folder, and the folders in it that cannot be looked into."""
    if not path.is_dir():
        return [path]
    closed: list[OSError] = []
    files = [
        Path(folder, name)
        for folder, _, names in os.walk(path, onerror=closed.append)
        for name in names
        if name.endswith(".json")
    ]
    return sorted([*files, *(Path(error.filename) for error in closed)])


def read(path: str) -> tuple[Plan, bytes]:
    """Return the plan in a file, and the bytes it stands in.

    Raises:
        InvalidPlanError: If it is none; the error names the file.
        OSError: If it cannot be read.
    """
    if path == STDIN:
        data = sys.stdin.buffer.read(codec.MAX_SIZE + 1)
    elif Path(path).is_dir():
        os.listdir(path)  # noqa: PTH208 (it raises where the folder is closed to us)
        raise InvalidPlanError((Problem("", "holds no *.json"),), name_of(path))
    else:
        with Path(path).open("rb") as file:
            data = file.read(codec.MAX_SIZE + 1)
    try:
        return codec.loads(data), data
    except InvalidPlanError as error:
        problems = error.problems
        if data[:1] >= b"\x80" and not data.startswith(codecs.BOM_UTF8):  # Chinese words
            hint = f"{problems[0].message}; govplan read drafts a plan from a text"
            problems = (Problem(problems[0].pointer, hint),)
        raise InvalidPlanError(problems, name_of(path)) from None


def name_of(path: str) -> str:
    """Return the name of a file as text: one that is no UTF-8 with its bytes escaped."""
    if path == STDIN:
        return "<stdin>"
    return os.fsencode(path).decode("utf-8", "backslashreplace")
