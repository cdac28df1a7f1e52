"""Tests of the versions of the format: told without reading, refused or brought up to date."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govplan import _fast, _versions
from govplan.codec import FORMAT, dumps, format_version, load, loads
from govplan.errors import InvalidPlanError, Problem
from govplan.model import Plan

SAMPLES = Path(__file__).parent / "formats"
"""A document of each version, as it was written then. They are never changed."""

SYNTAX = "is no JSON document:"
NEWER = "format 4 was written by a newer govplan; this one reads up to 3: update govplan"


def problem(data: Any) -> tuple[str, str]:
    """Return the one thing that is wrong with what was asked for its version."""
    with pytest.raises(InvalidPlanError) as excinfo:
        format_version(data)
    (found,) = excinfo.value.problems
    return found.pointer, found.message


# --- told -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "version"),
    [
        ('{"govplan":1,"id":"p","title":"工作计划"}', 1),
        (dumps(Plan(id="p", title="t")), 1),
        (dumps(Plan(id="p", title="t"), indent=2), 1),
        (b' \r\n\t{ "govplan" : 12 ,', 12),
        (b'{"govplan":3}', 3),
        (b'{"govplan":3,"govplan":4}', 3),
        (b'{"govplan":999999999,"x":"\xff', 999_999_999),
        (b'{"id":"p","new":[{"govplan":7}],"govplan":2}', 2),
        (b'{"id":1e400,"x":' + b"9" * 5000 + b',"govplan":2}', 2),
        (b'{"\\u0067ovplan":2}', 2),
        (b'{"govplan":12345678901234567890}', 12_345_678_901_234_567_890),
    ],
)
def test_told(data: bytes | str, version: int) -> None:
    """The version is told whatever the rest is, and from the beginning where it comes first."""
    assert version == format_version(data)


@given(st.binary(max_size=40))
def test_rest(rest: bytes) -> None:
    """Any rest will do behind the version."""
    assert 5 == format_version(b'{"govplan":5,' + rest)


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"", ("", "is empty")),
        (b"[]", ("", "expected an object, got an array")),
        (b"1", ("", "expected an object, got 1")),
        (b"{}", ("/govplan", 'required, and missing: the format, as in {"govplan": 1}')),
        (b'{"id":1}', ("/govplan", 'required, and missing: the format, as in {"govplan": 1}')),
        (b'{"govplan":"1"}', ("/govplan", "expected the format's number, got '1'")),
        (b'{"govplan":1.0}', ("/govplan", "expected the format's number, got 1.0")),
        (b'{"govplan":true}', ("/govplan", "expected the format's number, got true")),
        (b'{"govplan":0}', ("/govplan", "expected the format's number, got 0")),
        (b'{"govplan":null}', ("/govplan", "expected the format's number, got null")),
        (b'{"govplan":1', ("", "is no whole JSON document: Input data was truncated")),
        (b'{"x":1,', ("", "is no whole JSON document: Input data was truncated")),
        (b'{"x":1}}', ("", f"{SYNTAX} line 1, column 8: trailing characters")),
        (b'{"govplan":01}', ("", "is no JSON document: line 1, column 13: invalid number")),
        (
            b'{"govplan":1e99999999999999999999}',
            ("", "holds a number whose exponent is beyond all bounds"),
        ),
        (b'{"x":' + b"[" * 100_000, ("", "nested too deeply to be a plan")),
        (b'\x0b{"govplan":1,', ("", f"{SYNTAX} line 1, column 1: invalid character")),
        (b"\xef\xbb\xbf{}", ("", "starts with a byte order mark; save it as UTF-8 without one")),
        ("\ud800", ("", "holds half of a surrogate pair, which is no character")),
        (None, ("", "expected bytes or a text, got None")),
    ],
)
def test_not_told(data: Any, found: tuple[str, str]) -> None:
    """What has no version, or is no document, is refused as a document would be."""
    assert found == problem(data)


# --- old ones -------------------------------------------------------------------------


@pytest.mark.parametrize("version", range(1, FORMAT + 1))
def test_samples(version: int) -> None:
    """A document of each version, written by hand when it was the newest, reads as ever."""
    path = SAMPLES / f"{version}.json"

    plan = load(path)

    assert version == format_version(path.read_bytes())
    assert plan == load(SAMPLES / f"{FORMAT}.json")


def test_sample() -> None:
    """The newest sample is what is written now."""
    path = SAMPLES / f"{FORMAT}.json"

    assert path.read_bytes() == dumps(load(path), indent=2) + b"\n"


def test_fields() -> None:
    """The newest sample has each field of each class: one that is added is a new version."""
    said: set[tuple[str, str]] = set()
    stack: list[object] = [load(SAMPLES / f"{FORMAT}.json")]
    while stack:
        node = stack.pop()
        if attrs.has(type(node)):
            for field in attrs.fields(type(node)):  # type: ignore[arg-type]
                value = getattr(node, field.name)
                if value != field.default:
                    said.add((type(node).__name__, field.name))
                    stack.append(value)
        elif isinstance(node, tuple):
            stack += node

    kinds = dict.fromkeys(_fast._classes(Plan))
    assert said == {(kind.__name__, f.name) for kind in kinds for f in attrs.fields(kind)}


def test_a_migration_for_each() -> None:
    """Each version but the newest has what makes the next of it."""
    assert FORMAT - 1 == len(_versions.MIGRATIONS)


# --- a chain of them ------------------------------------------------------------------


def name_to_title(tree: dict[str, object]) -> None:
    """Make a document of version 2 of one of version 1."""
    if "name" in tree:
        tree["title"] = tree.pop("name")


def drop_mood(tree: dict[str, object]) -> None:
    """Make a document of version 3 of one of version 2."""
    tree.pop("mood", None)


@pytest.fixture
def third(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have this govplan write a version 3, with two older ones."""
    monkeypatch.setattr(_versions, "MIGRATIONS", (name_to_title, drop_mood))
    monkeypatch.setattr(_versions, "FORMAT", 3)


@pytest.mark.usefixtures("third")
@pytest.mark.parametrize(
    "document",
    [
        {"govplan": 1, "id": "p", "name": "工作计划", "mood": "good"},
        {"govplan": 2, "id": "p", "title": "工作计划", "mood": "good"},
        {"govplan": 3, "id": "p", "title": "工作计划"},
    ],
)
def test_chain(document: dict[str, object]) -> None:
    """A document goes through all the changes since its version, and no others."""
    assert Plan(id="p", title="工作计划") == loads(json.dumps(document))


@pytest.mark.usefixtures("third")
@pytest.mark.parametrize(
    ("document", "problems"),
    [
        (
            {"govplan": 1, "id": "p", "title": "t", "name": 3},
            [("/title", "expected a text, got 3")],
        ),
        (
            {"govplan": 2, "id": "p", "name": "t"},
            [("/title", "required, and missing"), ("/name", "unknown key")],
        ),
        ({"govplan": 3, "id": "p", "title": "t", "mood": 1}, [("/mood", "unknown key")]),
        (
            {"govplan": 4, "id": 3},
            [
                (
                    "/govplan",
                    NEWER,
                )
            ],
        ),
    ],
)
def test_chain_of_others(document: dict[str, object], problems: list[tuple[str, str]]) -> None:
    """What is wrong in an old document is told as of one of the newest version."""
    with pytest.raises(InvalidPlanError) as excinfo:
        loads(json.dumps(document))

    assert tuple(Problem(*found) for found in problems) == excinfo.value.problems
