"""Tests of :mod:`govplan.errors`: the tree, and what errors must survive."""

from __future__ import annotations

import builtins
import copy
import pickle
import re
from decimal import Decimal

import pytest

from govplan import errors
from govplan.errors import (
    AmbiguousError,
    BuildError,
    EncodeError,
    FieldError,
    GovplanError,
    IncompatibleUnitsError,
    InvalidPlanError,
    InvalidTypeError,
    InvalidValueError,
    LocateError,
    MissingRateError,
    NotFoundError,
    NumeralError,
    PlanCheckError,
    Problem,
    ReadingError,
    RulesetError,
    TextMismatchError,
    UnitClashError,
    UnitError,
    UnknownUnitError,
)

SAMPLES: dict[GovplanError, str] = {
    GovplanError("anything"): "anything",
    InvalidPlanError((Problem("", "empty"), Problem("/a", "b")), "a.json"): (
        "2 problems in 'a.json'\n  (the document)\n      empty\n  /a\n      b"
    ),
    FieldError("Source", "/end", "no"): "Source/end: no",
    InvalidTypeError("Source", "/end", "no"): "Source/end: no",
    InvalidValueError("Source", "", "no"): "Source: no",
    NumeralError("三五", "may mean 3 to 5"): "'三五' is not an exact number: may mean 3 to 5",
    UnitError("anything"): "anything",
    UnknownUnitError("wan-mu", ("wan_mu", "mu")): (
        "unknown unit 'wan-mu'; did you mean 'wan_mu' or 'mu'?"
    ),
    IncompatibleUnitsError("5 家", "count", "18 人", "persons"): (
        "cannot compare or convert 5 家 (count) and 18 人 (persons)"
    ),
    MissingRateError("CNY", "USD"): (
        "no rate from CNY to USD; use convert() with "
        "rates={('CNY', 'USD'): ...}, the USD for one CNY"
    ),
    UnitClashError(("km", "mu")): (
        "the registry already reads km, mu in its own way; "
        "give govplan a registry without these names"
    ),
    NotFoundError("t1", "no node has this id"): "'t1': no node has this id",
    AmbiguousError("t1", "ask by pointer"): "'t1': ask by pointer",
    LocateError("拆违", "stands nowhere"): "'拆违': stands nowhere",
    TextMismatchError("another text"): "another text",
    BuildError("no parts"): "no parts",
    ReadingError("a.pdf", "damaged"): "'a.pdf': damaged",
    EncodeError("", "a datetime"): "the document: a datetime",
    RulesetError((Problem("/select/0", "no"),), "govplan.toml"): (
        "1 problem in 'govplan.toml'\n  /select/0\n      no"
    ),
    PlanCheckError("town-2021: 2 errors"): "town-2021: 2 errors",
}


def public() -> dict[str, type[GovplanError]]:
    """Return the error classes that are exported."""
    found = {name: getattr(errors, name) for name in errors.__all__}
    return {name: cls for name, cls in found.items() if issubclass(cls, GovplanError)}


def drawn() -> dict[str, tuple[str | None, str | None]]:
    """Return what the docstring draws: for each class its parent and its built-in base."""
    made: dict[str, tuple[str | None, str | None]] = {}
    trail: list[str] = []
    for line in (errors.__doc__ or "").splitlines():
        match = re.fullmatch(r" {4}((?:│   |    )*(?:[├└]── )?)(\w+Error)\b(.*)", line)
        if match is None:
            continue
        level = len(match[1]) // 4
        words = match[3].split()
        base = words[-1] if words and hasattr(builtins, words[-1]) else None
        del trail[level:]
        made[match[2]] = (trail[-1] if trail else None, base)
        trail.append(match[2])
    return made


class TestTree:
    def test_every_class_is_drawn(self) -> None:
        """The tree in the docstring has all exported classes, and no other."""
        assert set(public()) == set(drawn())

    @pytest.mark.parametrize("name", sorted(public()))
    def test_drawn_as_it_is(self, name: str) -> None:
        """A class stands below its nearest exported base, beside its built-in one."""
        cls, classes = public()[name], set(public().values())
        above = [base.__name__ for base in cls.__mro__[1:] if base in classes]
        # A private class in between gives its own built-in base to its heirs.
        own = [c for c in cls.__mro__ if c is cls or c.__name__.startswith("_")]
        bases = [base for c in own for base in c.__bases__]
        built_in = [base.__name__ for base in bases if base.__module__ == "builtins"]

        parent, base = drawn()[name]

        assert (above[0] if above else None) == parent
        assert [b for b in built_in if b != "Exception"] == ([] if base is None else [base])

    def test_every_class_has_a_sample(self) -> None:
        """The tests below speak of every class."""
        assert set(public().values()) == {type(error) for error in SAMPLES}


class TestCopies:
    @pytest.mark.parametrize("error", SAMPLES, ids=lambda e: type(e).__name__)
    def test_text(self, error: GovplanError) -> None:
        """An error says what it knows."""
        assert SAMPLES[error] == str(error)

    @pytest.mark.parametrize("error", SAMPLES, ids=lambda e: type(e).__name__)
    def test_round_trip(self, error: GovplanError) -> None:
        """Pickling and copying keep class, text, arguments and attributes."""
        pickled = [
            pickle.loads(pickle.dumps(error, protocol))  # noqa: S301 (our own)
            for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1)
        ]
        for made in [*pickled, copy.copy(error), copy.deepcopy(error)]:
            assert type(error) is type(made)
            assert str(error) == str(made)
            assert error.args == made.args
            assert vars(error) == vars(made)

    @pytest.mark.parametrize("error", SAMPLES, ids=lambda e: type(e).__name__)
    def test_holds_strings(self, error: GovplanError) -> None:
        """What errors hold are strings, tuples of them, problems, and the number of a line."""
        for name, value in vars(error).items():
            if (type(error), name) == (PlanCheckError, "report"):
                continue  # which is the one thing more
            if name == "line":
                assert value is None or isinstance(value, int)
                continue
            for member in value if isinstance(value, tuple) else (value,):
                assert isinstance(member, str | Problem)


class TestMessages:
    def test_one_problem(self) -> None:
        """One problem is not called problems; without a file none is named."""
        error = InvalidPlanError((Problem("/a", "b"),))

        assert "1 problem\n  /a\n      b" == str(error)
        assert error.origin is None

    @pytest.mark.parametrize(
        "error",
        [
            InvalidPlanError((Problem("/a\x1b[31m\u202e", "b"),), "x\x1b\n.json"),
            FieldError("Target", "/extra/\x1b\r", "no"),
            NumeralError("\x1b", "no"),
            UnknownUnitError("\u202e\x1b"),
            NotFoundError("\x1b", "no"),
            EncodeError("/\x07", "no"),
        ],
        ids=lambda e: type(e).__name__,
    )
    def test_no_control_characters(self, error: GovplanError) -> None:
        """What a document holds cannot drive a terminal."""
        assert str(error).replace("\n", "").isprintable()

    def test_told(self) -> None:
        """Another's error is told by its class and words, short and on one line."""
        assert "ValueError: no" == errors.told(ValueError("no"))
        assert "KeyError: 'a'" == errors.told(KeyError("a"))
        assert f"ValueError: {'x' * 300}" == errors.told(ValueError("x" * 301))
        assert errors.told(ValueError("\x1b[31m\n\u202e\ud800")).isprintable()

    def test_problem_as_text(self) -> None:
        """A problem names its place; the whole document has a name too."""
        assert "the document: empty" == str(Problem("", "empty"))
        assert "/a\\x1b: b" == str(Problem("/a\x1b", "b"))

    def test_long_values_are_cut(self) -> None:
        """A message repeats at most sixty characters of a value."""
        assert f"'{'x' * 60}'" == errors.shown("x" * 60)
        assert f"'{'x' * 60}…'" == errors.shown("x" * 61)
        assert "a very large integer" == errors.shown(10**5000)
        assert "0.5" == errors.shown(Decimal("0.5"))
        assert f"0.{'1' * 58}…" == errors.shown(Decimal(f"0.{'1' * 70}"))
        assert () == errors.nearest("x" * 61, ["x" * 60])

    def test_other_types_are_named(self) -> None:
        """What is no text, number or None is named with its article, not printed."""
        assert "a dict" == errors.shown({"secret": 1})
        assert "an object" == errors.shown(object())
        assert "None" == errors.shown(None)
        assert "True" == errors.shown(True)  # noqa: FBT003 (a value, not a switch)
