"""Versions of the format of plans, and how an older document becomes a newer one.

A field more or less, or one that means something else, is a new version: :data:`FORMAT`
goes up by one, and the function that makes such a document of one of the version before is
added to :data:`MIGRATIONS`. What the old version looked like is kept in a sample file of the
tests, for ever.

A migration changes the tree of a document in place. It comes before any other check, so that
what it does not find, or finds in another shape, it leaves for the reader to refuse.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from typing import Any, cast

import msgspec

from govplan import _json
from govplan.errors import InvalidPlanError, Problem

FORMAT = 1
"""The version of the format that this govplan writes."""

MIGRATIONS: tuple[Callable[[dict[str, object]], None], ...] = ()
"""For each version but the last, what makes a document of the next one of it."""

KEY = "govplan"
"""The key of the version, in the outermost object."""


def upgrade(tree: dict[str, object]) -> tuple[Problem, ...]:
    """Take the version off a document, and bring it to the newest one.

    Returns:
        What is wrong with the version; the document is then taken for one of the newest.

    Raises:
        InvalidPlanError: If it is of a newer version, of which nothing else can be said.
    """
    found = version_of(tree)
    if isinstance(found, Problem):
        tree.pop(KEY, None)
        return (found,)
    if found > FORMAT:
        message = (
            f"format {_json.shown_json(found)} was written by a newer govplan; this one reads up "
            f"to {FORMAT}: update govplan"
        )
        raise InvalidPlanError((Problem(f"/{KEY}", message),))
    del tree[KEY]
    for migrate in MIGRATIONS[found - 1 :]:
        migrate(tree)
    return ()


def version_of(tree: dict[str, object]) -> int | Problem:
    """Return the version that a document says it has, or what is wrong with that."""
    if KEY not in tree:
        hint = f'required, and missing: the format, as in {{"{KEY}": {FORMAT}}}'
        return Problem(f"/{KEY}", hint)
    version = tree[KEY]
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        message = f"expected the format's number, got {_json.shown_json(version)}"
        return Problem(f"/{KEY}", message)
    return version


_HEAD = re.compile(rb'_*\{_*"govplan"_*:_*([1-9][0-9]{0,8})_*[,}]'.replace(b"_", b"[ \\t\\r\\n]"))


class _Head(msgspec.Struct):
    """The version of a document; the parser passes over the rest of it."""

    govplan: Any = msgspec.UNSET


_head_decoder = msgspec.json.Decoder(_Head, float_hook=_json.exact)


def sniff(data: bytes | str) -> int:
    """Return the version of a document of which the rest is not read.

    Raises:
        InvalidPlanError: If it is no JSON object, or has no version.
    """
    raw = _json.as_bytes(data, sys.maxsize)
    if match := _HEAD.match(raw):
        return int(match[1])
    tree: object
    try:
        head = _head_decoder.decode(raw).govplan
        tree = {} if head is msgspec.UNSET else {KEY: head}
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, ArithmeticError):
        tree = _json.parse(raw)[0]  # which says what is wrong, but if it is no object
    if not isinstance(tree, dict):
        message = f"expected an object, got {_json.shown_json(tree)}"
        raise InvalidPlanError((Problem("", message),))
    found = version_of(cast("dict[str, object]", tree))
    if isinstance(found, Problem):
        raise InvalidPlanError((found,))
    return found
