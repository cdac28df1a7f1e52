"""What stands around a numeral, and what it can be."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, TypeAlias

import attrs

from govplan.model import Comparator, FigureKind
from govplan.reading import _words as words
from govplan.reading._comparators import Leading
from govplan.reading._numbers import Numeral

Reason: TypeAlias = Literal[
    "year", "date", "deadline", "period", "duration", "plan_name", "name", "ordinal", "rank",
    "enumerator", "row_number", "base", "unit", "baseline", "word", "inexact", "fraction", "number",
]  # fmt: skip
"""Why a numeral is no figure of its own.

``base`` is what a rate is counted by (每万人), ``baseline`` the value that an indicator starts
from, ``unit`` one in a table's header (万元), ``word`` a word such as 统一, ``inexact`` 数百,
``number`` a bare one such as 12345热线.
"""

Kind: TypeAlias = Literal["target"] | FigureKind | Reason

WIDTH = 40
"""Characters before a figure, and behind it, that the rules look at."""


@attrs.define
class Surroundings:
    """A numeral with what stands around it."""

    text: str
    numeral: Numeral
    lead: Leading
    trail: Comparator | None
    """The comparator behind it."""
    end: int
    """Where the figure ends, that comparator included."""
    floor: int
    """Where the figure before it in its clause ends, or where the clause starts."""
    follower: Numeral | None
    """The next numeral, if it stands in the same clause."""
    is_quoted: bool
    is_past: bool
    number: str = attrs.field(init=False)
    unit_name: str = attrs.field(init=False)
    """The unit as printed, empty if there is none."""
    unit: str | None = attrs.field(init=False)
    """The unit's id."""
    goes_on: bool = attrs.field(init=False)
    """Whether a word follows at once."""
    left: str = attrs.field(init=False)
    """The words of its clause before it and its comparator, back to another figure."""
    sign_before: str = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        n = self.numeral
        self.number = self.text[n.start : n.number_end]
        self.unit_name = self.text[n.number_end : n.end]
        self.unit = None if n.amount is None else n.amount.unit
        follow = self.text[self.end : self.end + 1]
        self.goes_on = "\u4e00" <= follow <= "\u9fff" or follow in {"“", "《"}
        lead = self.lead.start
        self.left = self.text[max(self.floor, lead - WIDTH) : lead]
        self.sign_before = self.text[n.start - 1 : n.start] if n.start else ""

    @property
    def is_small(self) -> bool:
        """Whether it is a small number in Chinese: 两, 十二."""
        return self.numeral.form == "han" and self.numeral.number_end - self.numeral.start <= 2  # noqa: PLR2004

    @property
    def is_counted(self) -> bool:
        """Whether its unit is a counting word, or persons or households."""
        return self.unit_name in words.COUNTING

    def before(self, count: int) -> str:
        """Return so many characters before it."""
        return self.text[max(0, self.numeral.start - count) : self.numeral.start]

    def is_after(self, ends: tuple[str, ...]) -> bool:
        """Return whether one of some words stands right before it."""
        return self.text.endswith(ends, 0, self.numeral.start)


Rule: TypeAlias = Callable[[Surroundings], Kind | None]
