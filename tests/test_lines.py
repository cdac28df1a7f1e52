"""Tests of JSON Lines: ``load_many`` and ``dump_many``."""

from __future__ import annotations

import sys
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govplan import testing
from govplan.codec import dump, dump_many, dumps, load, load_many, make_converter
from govplan.errors import EncodeError, InvalidPlanError
from govplan.model import Extra, Measure, Plan
from tests.conftest import examples

A, B = Plan(id="a", title="工作计划"), Plan(id="b", title="\u2028")
GOOD_A, GOOD_B = dumps(A), dumps(B)
BAD = b'{"govplan":1,"id":"c"}'
MISSING, SYNTAX = "required, and missing", "is no JSON document:"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return where to put a file."""
    return tmp_path / "plans.jsonl"


def read(file: Path, data: bytes, **options: Any) -> tuple[list[str], dict[int | None, str]]:
    """Return the ids of the plans that are read, and what is first said of each bad line."""
    errors: list[InvalidPlanError] = []
    file.write_bytes(data)
    ids = [plan.id for plan in load_many(file, on_error=errors.append, **options)]
    assert {str(file)} >= {str(error.origin) for error in errors}
    return ids, {error.line: error.problems[0].message for error in errors}


@settings(examples(0.4), derandomize=True, database=None)
@given(st.lists(testing.plans(max_depth=0), max_size=3))
def test_round_trip(tmp_path_factory: pytest.TempPathFactory, plans: list[Plan]) -> None:
    """Any plans come back as they were, one line each."""
    file = tmp_path_factory.mktemp("lines") / "plans.jsonl"

    dump_many(plans, file)

    assert plans == list(load_many(file))
    assert len(plans) == file.read_bytes().count(b"\n")


def test_same_as_one_by_one(file: Path, tmp_path: Path) -> None:
    """A line is what a file of the plan alone holds."""
    dump_many(iter([A, B]), file)
    dump(A, tmp_path / "a.json")

    assert (tmp_path / "a.json").read_bytes() + GOOD_B + b"\n" == file.read_bytes()


@pytest.mark.parametrize(
    ("data", "ids", "errors"),
    [
        (b"", [], {}),
        (b"\n \r\n\t\n", [], {}),
        (GOOD_A, ["a"], {}),
        (GOOD_A + b"\n" + GOOD_B, ["a", "b"], {}),
        (GOOD_A + b" \r\n\n" + GOOD_B + b"\r\n", ["a", "b"], {}),
        (GOOD_A + b"\n ", ["a"], {}),
        (BAD + b"\n" + GOOD_A + b"\n\n" + BAD, ["a"], {1: MISSING, 4: MISSING}),
        (
            GOOD_A + b"\n" + GOOD_B[:-4] + b"\n" + GOOD_B,
            ["a", "b"],
            {2: "is no whole JSON document: Input data was truncated"},
        ),
        (
            GOOD_A + GOOD_A + b"\n" + GOOD_B,
            ["b"],
            {1: f"{SYNTAX} line 1, column 38: trailing characters"},
        ),
        (b"\xff\n" + GOOD_B, ["b"], {1: f"{SYNTAX} line 1, column 1: invalid character"}),
        (
            b"\xef\xbb\xbf" + GOOD_A + b"\n" + GOOD_B,
            ["b"],
            {1: "starts with a byte order mark; save it as UTF-8 without one"},
        ),
    ],
)  # fmt: skip
def test_lines(file: Path, data: bytes, ids: list[str], errors: dict[int | None, str]) -> None:
    """What is wrong with a line is told with its number, and the others are read."""
    assert (ids, errors) == read(file, data)


def test_first_error(file: Path) -> None:
    """Who does not ask for the errors gets the first, behind the plans before it."""
    file.write_bytes(GOOD_A + b"\n" + BAD + b"\n" + GOOD_B)
    plans = load_many(file)

    assert A == next(plans)
    with pytest.raises(InvalidPlanError, match=r"1 problem in .*plans\.jsonl', line 2\n  /title"):
        next(plans)


@pytest.mark.parametrize("end", [b"", b"\n", b"\r\n", b"\n" + GOOD_B])
@pytest.mark.parametrize("more", [1, 2, 3, 70_000, 200_000])
def test_size(file: Path, more: int, end: bytes) -> None:
    """A line over the limit is refused and passed over; one at the limit is read."""
    line = GOOD_A[:-1] + b" " * more + b"}"
    rest = ["b"] if GOOD_B in end else []

    assert (["a", *rest], {}) == read(file, line + end, max_size=len(line))
    message = f"expected at most {len(line) - 1} bytes; raise max_size to read it all the same"
    assert (rest, {1: message}) == read(file, line + end, max_size=len(line) - 1)


def test_size_of_blanks(file: Path) -> None:
    """Blanks count: a line of them at the limit is blank, and one over it may hold a plan."""
    size = len(GOOD_A)
    blank, long = b" " * size, b" " * (size + 3) + GOOD_A

    message = f"expected at most {size} bytes; raise max_size to read it all the same"
    assert (["a"], {2: message}) == read(file, b"\n".join([blank, long, GOOD_A]), max_size=size)


def test_size_of_carriage_returns(file: Path) -> None:
    """A carriage return counts where it does not end the line."""
    assert [] == read(file, GOOD_A + b"\r ", max_size=len(GOOD_A))[0]


def test_no_file(file: Path) -> None:
    """A file that is not there is an error when the first plan is asked for."""
    plans = load_many(file)

    with pytest.raises(FileNotFoundError):
        next(plans)


def test_converter(file: Path) -> None:
    """Hooks of the user's own are used for each line."""
    converter = make_converter()
    converter.register_unstructure_hook(set, sorted)
    converter.register_structure_hook(
        Extra, lambda value, _: Extra({key: frozenset(item) for key, item in value.items()})
    )
    plan = Plan(id="a", title="t", extra={"seen": {2, 1}})

    dump_many([plan, plan], file, converter=converter)

    assert 2 == file.read_bytes().count(b'"extra":{"seen":[1,2]}')
    assert [{"seen": {1, 2}}] * 2 == [p.extra for p in load_many(file, converter=converter)]


def test_nothing_half_written(file: Path) -> None:
    """Where a plan cannot be written, or none can be had, the file holds what it held."""
    dump(A, file)

    def failing() -> Iterator[Plan]:
        yield B
        raise KeyError("x")

    with pytest.raises(EncodeError, match=r"^/title: holds half .* \(plan 2, 'c'\)$"):
        dump_many([B, Plan(id="c", title="\ud800")], file)
    with pytest.raises(EncodeError, match=r"expected a Plan, got 3 \(plan 1, None\)$"):
        dump_many([3], file)  # type: ignore[list-item]
    with pytest.raises(KeyError):
        dump_many(failing(), file)
    with pytest.raises(TimeoutError, match=r"^slow$"):
        dump_many((fail(TimeoutError("slow")) for _ in "x"), file)
    with pytest.raises(FileNotFoundError) as excinfo:
        dump_many((load(path) for path in [file, file.parent / "none.json"]), file)

    assert str(file.parent / "none.json") == excinfo.value.filename
    assert A == load(file)
    assert ["plans.jsonl"] == [path.name for path in file.parent.iterdir()]


def fail(error: Exception) -> Plan:
    """Raise an error where a plan is asked for."""
    raise error


@pytest.mark.parametrize("max_size", [sys.maxsize, 10**30])
def test_no_limit(file: Path, max_size: int) -> None:
    """A limit that none can reach is one."""
    dump_many([A, B], file)

    assert [A, B] == list(load_many(file, max_size=max_size))


@pytest.mark.parametrize("max_size", [0, -1, -2, -3])
def test_no_room(file: Path, max_size: int) -> None:
    """Where nothing is small enough, every line is refused."""
    assert [1, 2] == [*read(file, GOOD_A + b"\n" + GOOD_B, max_size=max_size)[1]]


def test_memory(file: Path) -> None:
    """One plan is in memory at a time, whatever their number."""

    def many(count: int) -> Iterator[Plan]:
        for i in range(count):
            measures = [Measure(id=f"m{j}", title=f"第{i}项") for j in range(200)]
            yield Plan(id=f"p{i}", title="工作计划", measures=measures)  # type: ignore[arg-type]

    def peak(count: int) -> int:
        tracemalloc.reset_peak()
        dump_many(many(count), file)
        assert count == sum(1 for _ in load_many(file))
        return tracemalloc.get_traced_memory()[1]

    dump_many(many(1), file)
    assert 1 == sum(1 for _ in load_many(file))
    tracemalloc.start()
    try:
        few, more = peak(3), peak(60)
    finally:
        tracemalloc.stop()

    assert 1.5 * few > more
