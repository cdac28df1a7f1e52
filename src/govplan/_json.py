"""JSON as text: the one place that knows its grammar's traps.

msgspec parses, since it is fast and strict about everything but duplicate keys; those
are found by counting, and looked for by the slower parser of the standard library only
where the count is off.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from typing import cast

import msgspec

from govplan._fields import escape
from govplan.errors import EncodeError, InvalidPlanError, Problem, shown

_decoder = msgspec.json.Decoder(float_hook=Decimal)
_encoder = msgspec.json.Encoder(decimal_format="number")


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
    except msgspec.ValidationError:
        raise _refuse("holds a whole number of thousands of digits") from None
    except msgspec.DecodeError as error:
        raise _refuse(_syntax(raw, str(error))) from None
    return tree, _duplicates(raw) if _may_repeat_keys(raw, tree) else ()


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
    if not raw.strip():
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


def _may_repeat_keys(raw: bytes, tree: object) -> bool:
    """Count the colons: all that stand in strings or behind keys are accounted for, or not.

    A member that the parser dropped leaves a colon over. An escaped colon in a string would
    hide one, so a document with such an escape is looked through too.
    """
    if b"\\u003" in raw:
        return True
    colons = raw.count(b":")
    stack = [tree]
    while stack:
        node = stack.pop()
        if isinstance(node, dict):
            items = cast("dict[str, object]", node)
            colons -= len(items) + sum(key.count(":") for key in items)
            stack.extend(items.values())
        elif isinstance(node, list):
            stack.extend(cast("list[object]", node))
        elif isinstance(node, str):
            colons -= node.count(":")
    return colons != 0


class _Object(dict[str, object]):
    """An object that remembers the keys it was given twice."""

    repeated: frozenset[str] = frozenset()


def _pairs(pairs: list[tuple[str, object]]) -> _Object:
    made = _Object(pairs)
    if len(made) != len(pairs):
        counts = Counter(key for key, _ in pairs)
        made.repeated = frozenset(key for key, count in counts.items() if count > 1)
    return made


_slow_decoder = json.JSONDecoder(object_pairs_hook=_pairs, parse_int=str, parse_float=str)


def _duplicates(raw: bytes) -> tuple[Problem, ...]:
    problems: list[Problem] = []
    stack: list[tuple[str, object]] = [("", _slow_decoder.decode(raw.decode()))]
    while stack:
        pointer, node = stack.pop()
        if isinstance(node, _Object):
            problems += (
                Problem(f"{pointer}/{escape(key)}", "key given more than once")
                for key in sorted(node.repeated)
            )
            stack += ((f"{pointer}/{escape(key)}", item) for key, item in node.items())
        elif isinstance(node, list):
            members = cast("list[object]", node)
            stack += ((f"{pointer}/{i}", item) for i, item in enumerate(members))
    return tuple(problems)


def encode(tree: object) -> bytes:
    """Return a tree of JSON's types and Decimals as compact JSON."""
    return _encoder.encode(tree)


def why_not(tree: object) -> EncodeError:
    """Return the error that names what :func:`encode` could not write."""
    stack: list[tuple[str, object]] = [("", tree)]
    while stack:
        pointer, node = stack.pop()
        if isinstance(node, Mapping):
            items = cast("Mapping[object, object]", node)
            for key in items:
                if not isinstance(key, str) or not _writable(key):
                    return EncodeError(pointer, f"{shown(key)} cannot be a key in JSON")
            stack += ((f"{pointer}/{escape(str(key))}", item) for key, item in items.items())
        elif isinstance(node, list | tuple):
            members = cast("tuple[object, ...]", node)
            stack += ((f"{pointer}/{i}", item) for i, item in enumerate(members))
        elif isinstance(node, str) and not _writable(node):
            return EncodeError(pointer, "holds half of a surrogate pair, which is no character")
        elif not _writable(node):
            hint = f"{shown(node)} cannot be written; register an unstructure hook for it"
            return EncodeError(pointer, hint)
    return EncodeError("", "nested too deeply")


def _writable(leaf: object) -> bool:
    try:
        _encoder.encode(leaf)
    except (TypeError, ValueError, OverflowError):
        return False
    return True
