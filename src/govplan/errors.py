"""Every error that govplan raises.

::

    GovplanError
    ├── InvalidPlanError        a document is no plan; holds every problem   ValueError
    ├── FieldError              a constructor refused a field
    │   ├── InvalidTypeError    … for its type                               TypeError
    │   └── InvalidValueError   … for its value                              ValueError
    ├── NumeralError            text that is no exact number                 ValueError
    ├── UnitError
    │   ├── UnknownUnitError    no such unit; suggests the nearest           ValueError
    │   ├── IncompatibleUnitsError  5 家 is not 5 人                          TypeError
    │   ├── MissingRateError    money of two currencies, and no rate         LookupError
    │   └── UnitClashError      a registry has these names already           ValueError
    ├── NotFoundError           no node with that id or at that pointer      LookupError
    ├── AmbiguousError          several nodes where one was asked for        LookupError
    ├── TextMismatchError       a text that is not the document's            ValueError
    ├── LocateError             words found nowhere, or in several places    ValueError
    ├── BuildError              parts that cannot be put together            ValueError
    ├── EncodeError             an object that JSON cannot hold              TypeError
    ├── RulesetError            checks or their configuration that cannot run ValueError
    ├── ReadingError            a file or a text that cannot be read         ValueError
    └── PlanCheckError          findings that a report was asked to raise

All of them can be pickled, and what they hold are strings (a
:exc:`PlanCheckError` its report), never quantities or nodes. A place is a JSON
Pointer (:rfc:`6901`), ``""`` being the whole.

>>> from govplan.errors import InvalidPlanError, Problem
>>> print(InvalidPlanError((Problem("/title", "required, and missing"),), "town.json"))
1 problem in 'town.json'
  /title
      required, and missing
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from govplan.checks import Report

__all__ = [
    "AmbiguousError",
    "BuildError",
    "EncodeError",
    "FieldError",
    "GovplanError",
    "IncompatibleUnitsError",
    "InvalidPlanError",
    "InvalidTypeError",
    "InvalidValueError",
    "LocateError",
    "MissingRateError",
    "NotFoundError",
    "NumeralError",
    "PlanCheckError",
    "Problem",
    "ReadingError",
    "RulesetError",
    "TextMismatchError",
    "UnitClashError",
    "UnitError",
    "UnknownUnitError",
]

_SHOWN = 60  # characters of a value that a message repeats
_TOLD = 300  # characters of another error's message


def shown(value: object) -> str:
    r"""Return *value* as messages show it: one line, no control characters, short.

    Types that are no text, number or None are named, not printed, since
    printing a stranger's nested document may cost more than reading it did.

    >>> shown("a\x1b[31m"), shown(3), shown([1, 2])
    ("'a\\x1b[31m'", '3', 'a list')
    """
    if isinstance(value, str):
        cut = value if len(value) <= _SHOWN else value[:_SHOWN] + "…"
        return repr(cut)
    if value is None or isinstance(value, bool):
        return repr(value)
    if isinstance(value, int):
        # An int of thousands of digits costs quadratic time to print.
        return str(value) if value.bit_length() <= 128 else "a very large integer"  # noqa: PLR2004
    if hasattr(value, "as_tuple"):  # a Decimal
        text = str(value)
        return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
    name = type(value).__name__
    return f"an {name}" if name[0] in "aeiouAEIOU" else f"a {name}"


def printable(text: str) -> str:
    """Return *text* with control and invisible characters escaped, for terminals."""
    return text if text.isprintable() else repr(text)[1:-1]


def told(error: BaseException) -> str:
    """Return an error that is not govplan's own as messages tell of it: its class and words."""
    try:
        words = str(error)
    except Exception:  # noqa: BLE001 (a stranger's class may do anything)
        words = "(it cannot say what)"
    return printable(f"{type(error).__name__}: {words[:_TOLD]}")


def nearest(name: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return up to three of *known* that *name* may have been meant to be."""
    if len(name) > _SHOWN:
        return ()
    import difflib  # noqa: PLC0415 (only those who err need it)

    return tuple(difflib.get_close_matches(name, list(known), n=3, cutoff=0.6))


def did_you_mean(suggestions: Iterable[str]) -> str:
    """Return the tail of a message that names *suggestions*, or nothing."""
    names = " or ".join(repr(s) for s in suggestions)
    return f"; did you mean {names}?" if names else ""


class GovplanError(Exception):
    """The base of every error that govplan raises.

    >>> issubclass(UnknownUnitError, GovplanError)
    True
    """


@attrs.frozen
class Problem:
    """One thing that is wrong with a document, and where.

    >>> str(Problem("/sections/0/id", "expected a text, got 3"))
    '/sections/0/id: expected a text, got 3'
    """

    pointer: str
    """JSON Pointer to the place; ``""`` is the whole document."""

    message: str
    """What is wrong, what was expected and, where it is known, what to do."""

    def __str__(self) -> str:
        return f"{printable(self.pointer) or 'the document'}: {self.message}"


class _ProblemsError(GovplanError, ValueError):
    """Everything that is wrong with one document, and the file it came from."""

    def __init__(
        self, problems: tuple[Problem, ...], origin: str | None = None, line: int | None = None
    ) -> None:
        super().__init__(problems, origin, line)
        self.problems = problems
        """Every problem: repeated keys first, then in the order of the model."""
        self.origin = origin
        """The file the document came from; None if it came from memory."""
        self.line = line
        """The line of that file, from 1, where each line is a document; else None."""

    def __str__(self) -> str:
        count = len(self.problems)
        head = f"{count} problem{'' if count == 1 else 's'}"
        if self.origin is not None:
            head += f" in {self.origin!r}"  # whole, since its end is what tells
        if self.line is not None:
            head += f", line {self.line}"
        lines = [
            f"  {printable(p.pointer) or '(the document)'}\n      {p.message}"
            for p in self.problems
        ]
        return "\n".join([head, *lines])


class InvalidPlanError(_ProblemsError):
    """A document that is no plan, with every problem found in it.

    Attributes:
        problems: Every :class:`Problem`: repeated keys first, then in the order of the model.
        origin: The file the document came from; None if it came from memory.
        line: The line of that file, from 1, where each line is a document; else None.

    >>> error = InvalidPlanError((Problem("", "empty"),))
    >>> error.problems[0].message
    'empty'
    """


class RulesetError(_ProblemsError):
    """Checks, or what configures them, that cannot be used: nothing was checked.

    >>> error = RulesetError((Problem("/select/0", "no check is called 'GP9999'"),), "govplan.toml")
    >>> print(error)
    1 problem in 'govplan.toml'
      /select/0
          no check is called 'GP9999'
    """


class PlanCheckError(GovplanError):
    """A report that was asked to raise, and has findings that fail.

    >>> str(PlanCheckError("town-2021: 2 errors"))
    'town-2021: 2 errors'
    """

    def __init__(self, summary: str, report: Report | None = None) -> None:
        super().__init__(summary, report)
        self.summary = summary
        """How many findings of which severity there are, and the gravest."""
        self.report = report
        """The report that was raised."""

    def __str__(self) -> str:
        return self.summary


class FieldError(GovplanError):
    """A constructor refused a field, or the fields together.

    >>> error = InvalidValueError("Source", "/end", "expected more than start")
    >>> str(error)
    'Source/end: expected more than start'
    """

    def __init__(self, owner: str, pointer: str, message: str) -> None:
        super().__init__(owner, pointer, message)
        self.owner = owner
        """Name of the class."""
        self.pointer = pointer
        """JSON Pointer from the object to the value; ``""`` is the object."""
        self.message = message
        """What was expected and what came."""

    def __str__(self) -> str:
        return f"{self.owner}{printable(self.pointer)}: {self.message}"


class InvalidTypeError(FieldError, TypeError):
    """A field's value is of a wrong type."""


class InvalidValueError(FieldError, ValueError):
    """A field's value has no meaning."""


class NumeralError(GovplanError, ValueError):
    """Text that is not one exact number.

    >>> str(NumeralError("三五", "may mean 3 to 5"))
    "'三五' is not an exact number: may mean 3 to 5"
    """

    def __init__(self, text: str, reason: str) -> None:
        super().__init__(text, reason)
        self.text = text
        """The text, as given."""
        self.reason = reason
        """Why it is refused."""

    def __str__(self) -> str:
        return f"{shown(self.text)} is not an exact number: {self.reason}"


class UnitError(GovplanError):
    """The base of what is wrong with units."""


class UnknownUnitError(UnitError, ValueError):
    """A name that is no unit of a plan.

    >>> str(UnknownUnitError("wan-mu", ("wan_mu",)))
    "unknown unit 'wan-mu'; did you mean 'wan_mu'?"
    """

    def __init__(self, name: str, suggestions: tuple[str, ...] = ()) -> None:
        super().__init__(name, suggestions)
        self.name = name
        """The name, as given."""
        self.suggestions = suggestions
        """Units with a similar name."""

    def __str__(self) -> str:
        return f"unknown unit {shown(self.name)}{did_you_mean(self.suggestions)}"


class IncompatibleUnitsError(UnitError, TypeError):
    """Two amounts that do not measure the same.

    >>> str(IncompatibleUnitsError("5 家", "count", "18 人", "persons"))
    'cannot compare or convert 5 家 (count) and 18 人 (persons)'
    """

    def __init__(self, left: str, left_dimension: str, right: str, right_dimension: str) -> None:
        super().__init__(left, left_dimension, right, right_dimension)
        self.left = left
        """The first amount or unit."""
        self.left_dimension = left_dimension
        """What it measures."""
        self.right = right
        """The second amount or unit."""
        self.right_dimension = right_dimension
        """What it measures."""

    def __str__(self) -> str:
        return (
            f"cannot compare or convert {self.left} ({self.left_dimension}) "
            f"and {self.right} ({self.right_dimension})"
        )


class MissingRateError(UnitError, LookupError):
    """Money of one currency asked for in another without a rate.

    >>> str(MissingRateError("CNY", "USD"))
    "no rate from CNY to USD; use convert() with rates={('CNY', 'USD'): ...}, the USD for one CNY"
    """

    def __init__(self, source: str, target: str) -> None:
        super().__init__(source, target)
        self.source = source
        """Currency of the amount."""
        self.target = target
        """Currency asked for."""

    def __str__(self) -> str:
        return (
            f"no rate from {self.source} to {self.target}; use convert() with "
            f"rates={{({self.source!r}, {self.target!r}): ...}}, "
            f"the {self.target} for one {self.source}"
        )


class UnitClashError(UnitError, ValueError):
    """A pint registry that has names of govplan's with another meaning.

    >>> str(UnitClashError(("mu",)))
    'the registry already reads mu in its own way; give govplan a registry without these names'
    """

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(names)
        self.names = names
        """The names that clash."""

    def __str__(self) -> str:
        return (
            f"the registry already reads {', '.join(self.names)} in its own way; "
            "give govplan a registry without these names"
        )


class _PlaceError(GovplanError):
    """What is looked for, and why it is not to be had."""

    def __init__(self, what: str, reason: str) -> None:
        super().__init__(what, reason)
        self.what = what
        """What was looked for."""
        self.reason = reason
        """Why there is no answer, and what to do."""

    def __str__(self) -> str:
        return f"{shown(self.what)}: {self.reason}"


class NotFoundError(_PlaceError, LookupError):
    """No node with that id, or nothing at that pointer."""


class AmbiguousError(_PlaceError, LookupError):
    """Several nodes where one was asked for."""


class LocateError(_PlaceError, ValueError):
    """Words that stand nowhere in the text, or in several places."""


class TextMismatchError(GovplanError, ValueError):
    """A text that is not the one that the plan's document describes."""


class BuildError(GovplanError, ValueError):
    """Parts that cannot be put together into a plan."""


class ReadingError(GovplanError, ValueError):
    """A file or a text from which no plan can be read.

    >>> str(ReadingError("plan.pdf", "locked with a password; save it without one"))
    "'plan.pdf': locked with a password; save it without one"
    """

    def __init__(self, name: str | None, reason: str) -> None:
        super().__init__(name, reason)
        self.name = name
        """Name of the file; None for a text that came from memory."""
        self.reason = reason
        """What is wrong with it, and what to do."""

    def __str__(self) -> str:
        # The name whole, since its end is what tells.
        return f"{'the text' if self.name is None else repr(self.name)}: {self.reason}"


class EncodeError(GovplanError, TypeError):
    """An object that JSON cannot hold.

    >>> str(EncodeError("/extra/when", "a datetime cannot be written"))
    '/extra/when: a datetime cannot be written'
    """

    def __init__(self, pointer: str, message: str) -> None:
        super().__init__(pointer, message)
        self.pointer = pointer
        """JSON Pointer to the object."""
        self.message = message
        """What it is, and what to do."""

    def __str__(self) -> str:
        return f"{printable(self.pointer) or 'the document'}: {self.message}"
