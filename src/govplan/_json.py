"""JSON as text: the one place that knows its grammar's traps.

msgspec parses, since it is fast and strict about everything but duplicate keys; those
are found by counting, and looked for by the slower parser of the standard library only
where the count is off.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Context, Decimal, InvalidOperation, localcontext
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


def exact(text: str) -> Decimal:
    """Return a number with fraction or exponent, exactly."""
    number = Decimal(text)
    if not number.is_finite():  # an exponent beyond all bounds, under a caller's lax context
        raise InvalidOperation
    return number


_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)


def iso_date(text: str) -> date:
    """Return a date, of the one form that dates have in plans.

    Raises:
        ValueError: For any other, and for a day that no calendar has.
    """
    if not _DATE.fullmatch(text):
        raise ValueError(text)
    return date.fromisoformat(text)


def _reduced(value: object) -> object:
    """Return what is of a subclass as of the base class that msgspec knows."""
    if isinstance(value, Mapping):
        return dict(cast("Mapping[str, object]", value))
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, int):
        return int.__int__(value)
    if isinstance(value, float):
        return float.__float__(value)
    return Decimal(cast("Decimal", value))  # of anything else it is an error


_decoder = msgspec.json.Decoder(float_hook=exact)
_encoder = msgspec.json.Encoder(decimal_format="number", enc_hook=_reduced)
_PLAIN_CONTEXT = Context(capitals=1)
"""Under which Decimals are printed; a caller's own may print ``1e-15`` for ``1E-15``."""


def encode(tree: object) -> bytes:
    """Return a tree of JSON's types and Decimals, or a twin, as compact JSON."""
    with localcontext(_PLAIN_CONTEXT):
        return _encoder.encode(tree)


def as_bytes(data: bytes | str, max_size: int) -> bytes:
    """Return a document in UTF-8, if it is not over *max_size* bytes.

    Raises:
        InvalidPlanError: If it is, or no document at all.
    """
    raw = _raw(data)
    if len(raw) > max_size:
        raise _refuse(f"expected at most {max_size} bytes; raise max_size to read it all the same")
    return raw


def _raw(data: object) -> bytes:
    if isinstance(data, str):
        try:
            return data.encode()
        except UnicodeEncodeError:
            raise _refuse(_HALF_A_PAIR) from None
    if isinstance(data, bytes):
        return data
    raise _refuse(f"expected bytes or a text, got {shown(data)}")


def parse(raw: bytes) -> tuple[object, tuple[Problem, ...]]:
    """Return the tree of a document, and the duplicate keys in it as problems.

    Raises:
        InvalidPlanError: If it is no JSON document, or nested too deeply to be a plan.
    """
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
    _check_depth(tree)
    return tree, () if is_whole(raw, encode(tree)) else _duplicates(raw)


def is_whole(raw: bytes, again: bytes) -> bool:
    """Return whether nothing of a document was lost, from what was read written *again*.

    A member that the parser dropped, since its key came again, leaves a colon over; so does
    one that was read and is not written. False means that there may be such a member.
    """
    if raw == again:
        return True
    # An escaped colon in a string, written plainly again, would make up for a lost one.
    escaped = b"\\" in raw and (b"\\u003a" in raw or b"\\u003A" in raw)
    return not escaped and raw.count(b":") == again.count(b":")


def shown_json(value: object) -> str:
    """Return *value* in JSON's words."""
    if isinstance(value, dict | list):
        return "an object" if isinstance(value, dict) else "an array"
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    return shown(value)


def _refuse(message: str) -> InvalidPlanError:
    return InvalidPlanError((Problem("", message),))


_BYTE = re.compile(r" \(byte ([0-9]+)\)$")


_HALF_A_PAIR = "holds half of a surrogate pair, which is no character"


def _is_whole_to_others(raw: bytes) -> bool:
    """Return whether a parser that takes halves of surrogate pairs takes the document."""
    try:
        _slow_decoder.decode(raw.decode())
    except (ValueError, RecursionError):
        return False
    return True


def _syntax(raw: bytes, message: str) -> str:
    """Return the parser's complaint, with line and column in place of a byte's number."""
    if not raw.strip(b" \t\r\n"):
        return "is empty"
    if raw[:2] == b"\x1f\x8b":
        return "is compressed with gzip; decompress it first"
    if raw[:2] in {b"\xff\xfe", b"\xfe\xff"} or raw[:4].count(0) > 1:
        return "is not UTF-8, but looks like UTF-16 or UTF-32; save it as UTF-8"
    match = _BYTE.search(message)
    reason = _BYTE.sub("", message).removeprefix("JSON is malformed: ")
    if match is None:
        half = _is_whole_to_others(raw)
        return _HALF_A_PAIR if half else f"is no whole JSON document: {reason}"
    before = raw[: int(match[1])]
    if reason == "trailing characters":
        before = before[:-1]  # the parser has already stepped over the first of them
        if before.endswith(b"\n") and raw[len(before) :][:1] == b"{":
            reason += "; a file of JSON Lines is read with load_many"
    line = before.count(b"\n") + 1
    column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
    return f"is no JSON document: line {line}, column {column}: {reason}"


def _check_depth(tree: object) -> None:
    level = _containers([tree])
    for _ in range(MAX_DEPTH):
        if not level:
            return
        level = _containers(
            member
            for node in level
            for member in (node.values() if isinstance(node, dict) else node)
        )
    if level:
        raise _refuse(f"nested too deeply to be a plan: over {MAX_DEPTH} levels")


def _containers(values: Iterable[object]) -> list[_Container]:
    return [cast("_Container", value) for value in values if type(value) in _CONTAINERS]


_Container = dict[str, object] | list[object]
_CONTAINERS = frozenset({dict, list})


class _Repeats(NamedTuple):
    """Which keys of an object came again, and where there are such objects below it."""

    keys: tuple[str, ...]
    below: tuple[tuple[str, _Repeats], ...]


def _pairs(pairs: list[tuple[str, object]]) -> _Repeats | None:
    """Take an object for what came again in it, so that the tree is never there in whole."""
    last = dict(pairs)
    keys: tuple[str, ...] = ()
    if len(last) < len(pairs):
        counts = Counter(key for key, _ in pairs)
        keys = tuple(key for key, count in counts.items() if count > 1)
    return _repeats(keys, last.items())


def _repeats(keys: tuple[str, ...], members: Iterable[tuple[str, object]]) -> _Repeats | None:
    below = tuple((token, found) for token, m in members if (found := _repeats_in(m)) is not None)
    return _Repeats(keys, below) if keys or below else None


def _repeats_in(value: object) -> _Repeats | None:
    if isinstance(value, list):
        members = cast("list[object]", value)
        return _repeats((), ((str(i), m) for i, m in enumerate(members) if not isinstance(m, str)))
    return value if isinstance(value, _Repeats) else None


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
    found = _told(_repeats_in(_slow_decoder.decode(raw.decode())), _Place(None, ""))
    return tuple(islice(found, MAX_PROBLEMS + 1))  # one more tells that there are more


def _told(repeats: _Repeats | None, place: _Place) -> Iterator[Problem]:
    """Yield the problems in the order of the document."""
    stack = [(place, repeats)] if repeats else []
    while stack:
        place, repeats = stack.pop()
        for key in repeats.keys:
            yield Problem(_Place(place, key).pointer(), "key given more than once")
        stack += reversed([(_Place(place, token), found) for token, found in repeats.below])


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
        return None if _is_key(node) else _HALF_A_PAIR
    if isinstance(node, int) and node.bit_length() > _LONGEST:
        return "is a whole number of thousands of digits, which no reader takes"
    if not (node.is_finite() if isinstance(node, Decimal) else _is_finite(node)):
        return f"{node} is no number that JSON can hold"
    if node is None or isinstance(node, bool | int | float | Decimal | list | tuple):
        return None
    return (
        f"{shown(node)} cannot be written; register an unstructure hook for it on make_converter()"
    )


_LONGEST = 10_000
"""Bits of a whole number that can be written; Python prints up to 4,300 digits."""


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
