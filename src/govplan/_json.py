"""JSON as text: the one place that knows its grammar's traps.

msgspec parses, since it is fast and strict about everything but duplicate keys; those
are found by counting, and looked for by the slower parser of the standard library only
where the count is off.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from itertools import islice
from math import isfinite
from typing import NamedTuple, cast

import msgspec

from govplan._fields import escape
from govplan.errors import EncodeError, InvalidPlanError, Problem, shown

MAX_DEPTH = 128
"""Levels of arrays and objects; a plan that uses all that the model allows has about 105."""

MAX_PROBLEMS = 10_000
"""Problems that are told of one document; the rest of it is then not looked at."""


def _exact(text: str) -> Decimal:
    """Return a number with fraction or exponent, exactly."""
    number = Decimal(text)
    if not number.is_finite():  # an exponent beyond all bounds, under a caller's lax context
        raise InvalidOperation
    return number


def _reduced(value: object) -> object:
    """Return a value of a subclass of text, int or Decimal as one of its base."""
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, int):
        return int.__int__(value)
    if isinstance(value, Decimal):
        return Decimal(value)
    raise TypeError(type(value).__name__)


_decoder = msgspec.json.Decoder(float_hook=_exact)
_encoder = msgspec.json.Encoder(decimal_format="number", enc_hook=_reduced)


def parse(data: bytes | str, max_size: int) -> tuple[object, tuple[Problem, ...]]:
    """Return the tree of a document, and the duplicate keys in it as problems.

    Raises:
        InvalidPlanError: If it is no JSON document, or over *max_size* bytes.
    """
    raw = _raw(data)
    if len(raw) > max_size:
        raise _refuse(f"expected at most {max_size} bytes; raise max_size to read it all the same")
    if raw[:3] == b"\xef\xbb\xbf":
        raise _refuse("starts with a byte order mark; save it as UTF-8 without one")
    try:
        tree: object = _decoder.decode(raw)
    except UnicodeDecodeError as error:
        raise _refuse(f"is not UTF-8: {error.reason}") from None
    except RecursionError:
        raise _refuse("nested too deeply to be a plan") from None
    except InvalidOperation:
        raise _refuse("holds a number whose exponent is beyond all bounds") from None
    except msgspec.ValidationError:
        raise _refuse("holds a whole number of thousands of digits") from None
    except msgspec.DecodeError as error:
        raise _refuse(_syntax(raw, str(error))) from None
    # An escaped colon in a string would hide the colon of a member that was dropped.
    suspect = _colons(tree) != raw.count(b":") or b"\\u003" in raw
    return tree, _duplicates(raw) if suspect else ()


def _raw(data: object) -> bytes:
    if isinstance(data, str):
        try:
            return data.encode()
        except UnicodeEncodeError:
            raise _refuse("holds half of a surrogate pair, which is no character") from None
    if isinstance(data, bytes):
        return data
    raise _refuse(f"expected bytes or a text, got {shown(data)}")


def _refuse(message: str) -> InvalidPlanError:
    return InvalidPlanError((Problem("", message),))


_BYTE = re.compile(r" \(byte ([0-9]+)\)$")


def _syntax(raw: bytes, message: str) -> str:
    """Return the parser's complaint, with line and column in place of a byte's number."""
    if not raw.strip(b" \t\r\n"):
        return "is empty"
    if raw[:2] == b"\x1f\x8b":
        return "is compressed with gzip; decompress it first"
    if raw[:2] in {b"\xff\xfe", b"\xfe\xff"} or b"\0" in raw[:4]:
        return "is not UTF-8, but looks like UTF-16 or UTF-32; save it as UTF-8"
    match = _BYTE.search(message)
    reason = _BYTE.sub("", message).removeprefix("JSON is malformed: ")
    if match is None:
        return f"is no whole JSON document: {reason}"
    before = raw[: int(match[1])]
    line = before.count(b"\n") + 1
    column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
    return f"is no JSON document: line {line}, column {column}: {reason}"


def _colons(tree: object) -> int:
    """Count the colons that a document of this tree has: behind keys and in strings.

    A member that the parser dropped, since its key came again, leaves a colon over.

    Raises:
        InvalidPlanError: If the tree is nested too deeply to be a plan.
    """
    colons = depth = 0
    level = [tree]
    while level:
        depth += 1
        if depth > MAX_DEPTH:
            raise _refuse(f"nested too deeply to be a plan: over {MAX_DEPTH} levels")
        below: list[object] = []
        for node in level:
            if isinstance(node, dict):
                items = cast("dict[str, object]", node)
                colons += len(items) + sum(key.count(":") for key in items)
                below.extend(items.values())
            elif isinstance(node, list):
                below.extend(cast("list[object]", node))
            elif isinstance(node, str):
                colons += node.count(":")
        level = below
    return colons


class _Object(dict[str, object]):
    """An object that remembers the keys it was given twice."""

    repeated: tuple[str, ...] = ()


def _pairs(pairs: list[tuple[str, object]]) -> _Object:
    made = _Object(pairs)
    if len(made) != len(pairs):
        counts = Counter(key for key, _ in pairs)
        made.repeated = tuple(key for key, count in counts.items() if count > 1)
    return made


_slow_decoder = json.JSONDecoder(object_pairs_hook=_pairs, parse_int=str, parse_float=str)


class _Place(NamedTuple):
    """A place in a tree; its pointer is written only when it is asked for."""

    above: _Place | None
    token: str

    def pointer(self) -> str:
        tokens: list[str] = []
        place = self
        while place.above is not None:
            tokens.append(f"/{escape(place.token)}")
            place = place.above
        return "".join(reversed(tokens))


def _walk(tree: object) -> Iterator[tuple[_Place, object]]:
    """Yield every value of a tree with its place, in the order of the document."""
    stack: list[tuple[_Place, object]] = [(_Place(None, ""), tree)]
    while stack:
        place, node = stack.pop()
        yield place, node
        if isinstance(node, Mapping):
            items = cast("Mapping[str, object]", node).items()
            stack += reversed([(_Place(place, str(key)), item) for key, item in items])
        elif isinstance(node, list | tuple):
            members = cast("tuple[object, ...]", node)
            stack += reversed([(_Place(place, str(i)), m) for i, m in enumerate(members)])


def _duplicates(raw: bytes) -> tuple[Problem, ...]:
    found = (
        Problem(_Place(place, key).pointer(), "key given more than once")
        for place, node in _walk(_slow_decoder.decode(raw.decode()))
        if isinstance(node, _Object)
        for key in node.repeated
    )
    return tuple(islice(found, MAX_PROBLEMS))


def encode(tree: object) -> bytes:
    """Return a tree of JSON's types and Decimals as compact JSON."""
    return _encoder.encode(tree)


def check(tree: object) -> None:
    """Refuse what JSON cannot hold, and what msgspec would write as something else.

    Raises:
        EncodeError: With the place of the first such thing.
    """
    for place, node in _walk(tree):
        if (wrong := _wrong(node)) is not None:
            raise EncodeError(place.pointer(), wrong)


def _wrong(node: object) -> str | None:
    if isinstance(node, Mapping):
        keys = cast("Mapping[object, object]", node)
        return next((f"{shown(k)} cannot be a key in JSON" for k in keys if not _is_key(k)), None)
    if isinstance(node, str):
        return None if _is_key(node) else "holds half of a surrogate pair, which is no character"
    if not (node.is_finite() if isinstance(node, Decimal) else _is_finite(node)):
        return f"{node} is no number that JSON can hold"
    if node is None or isinstance(node, bool | int | float | Decimal | list | tuple):
        return None
    return f"{shown(node)} cannot be written; register an unstructure hook for it"


def _is_finite(node: object) -> bool:
    return not isinstance(node, float) or isfinite(node)


def _is_key(key: object) -> bool:
    if not isinstance(key, str):
        return False
    try:
        key.encode()
    except UnicodeEncodeError:
        return False
    return True
