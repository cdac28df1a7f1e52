"""Where things stand in a JSON document: the line and column of what a pointer names."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator

import attrs
import msgspec

from govplan.errors import InvalidPlanError, Problem

_TOKEN = re.compile(
    r"""
    ([\[{])
    |([\]}])
    |(,)
    |("[^"\\]*+(?:\\.[^"\\]*+)*+")([ \t\r\n]*+:)?
    |[^][{},:" \t\r\n]++
    """,
    re.VERBOSE | re.DOTALL,
)
_OPEN, _CLOSE, _COMMA, _KEY = 1, 2, 3, 5
"""The last group of a token, by which kinds are told apart; of other kinds only values are left."""


@attrs.define(eq=False)
class _Wanted:
    """A place that is asked for, or on the way to one."""

    below: dict[str, _Wanted] = attrs.field(factory=dict["str", "_Wanted"])
    offset: int | None = None
    """Where its value begins; None where the document has none."""


def positions(data: bytes, pointers: Collection[str]) -> dict[str, tuple[int, int]]:
    r"""Return the line and column at which the value of each JSON Pointer begins.

    Both count from 1, columns in code points. What is not in the document is taken to stand
    where the nearest thing above it does.

    Args:
        data: A JSON document, in UTF-8 without byte order mark.
        pointers: JSON Pointers.

    Raises:
        InvalidPlanError: If it is no JSON document.

    >>> positions('{"标题": "x",\n "sections": []}'.encode(), ["/标题", "/sections", "/sections/0"])
    {'/标题': (1, 8), '/sections': (2, 14), '/sections/0': (2, 14)}
    """
    text = _text(data)
    root = _Wanted()
    trails = {pointer: list(_trail(root, pointer)) for pointer in pointers}
    _scan(text, root)
    offsets = {
        pointer: next(place.offset for place in reversed(trail) if place.offset is not None)
        for pointer, trail in trails.items()
    }
    at = dict(_lines(text, sorted(set(offsets.values()))))
    return {pointer: at[offset] for pointer, offset in offsets.items()}


def _text(data: bytes) -> str:
    """Return a document as text, once it is known to be JSON."""
    try:
        msgspec.json.decode(data, type=msgspec.Raw)  # checks the syntax, and builds nothing
        return data.decode()
    except RecursionError:
        reason = "nested too deeply"
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        reason = str(error)
    raise InvalidPlanError((Problem("", f"is no JSON document: {reason}"),))


def _trail(root: _Wanted, pointer: str) -> Iterator[_Wanted]:
    """Yield the place that is asked for last, and before it all that it is below."""
    place = root
    yield place
    for token in pointer.split("/")[1:]:
        place = place.below.setdefault(token.replace("~1", "/").replace("~0", "~"), _Wanted())
        yield place


def _scan(text: str, root: _Wanted) -> None:
    """Note where the wanted values begin, in one pass over the tokens."""
    holder: _Wanted | None = None
    index: int | None = None  # None in an object
    value: _Wanted | None = root
    around: list[tuple[_Wanted | None, int | None]] = []
    for token in _TOKEN.finditer(text):
        kind = token.lastindex
        if kind == _KEY:
            value = holder and holder.below.get(json.loads(token[4]))
        elif kind == _COMMA:
            if index is not None:
                index += 1
                value = holder and holder.below.get(str(index))
        elif kind == _CLOSE:
            holder, index = around.pop()
        else:
            if value is not None:
                value.offset = token.start()
            if kind == _OPEN:
                around.append((holder, index))
                holder, index = value, 0 if token[1] == "[" else None
                value = holder and holder.below.get("0")


def _lines(text: str, offsets: list[int]) -> Iterator[tuple[int, tuple[int, int]]]:
    """Yield each offset with its line and column; they have to be in order."""
    line, start, before = 1, 0, 0
    for offset in offsets:
        line += text.count("\n", before, offset)
        start = max(start, text.rfind("\n", before, offset) + 1)
        before = offset
        yield offset, (line, offset - start + 1)
