"""Tables that are made from the code when the pages are built, so that they cannot go stale."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from importlib import import_module
from itertools import groupby
from typing import TYPE_CHECKING

import public_names
from sphinx.util.docutils import SphinxDirective

import govplan
from govplan.checks import BUILTIN, ENGINE
from govplan.units import MULTIPLIERS, UNITS, Unit

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> dict[str, bool]:
    """Name the tables."""
    for table in (Checks, Multipliers, Names, Units):
        app.add_directive(f"govplan-{table.__name__.lower()}", table)
    return {"parallel_read_safe": True}


def rows(head: tuple[str, ...], body: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """Yield the lines of a table in Markdown."""
    for row in (head, ("---",) * len(head), *body):
        yield f"| {' | '.join(row)} |"
    yield ""


class Table(SphinxDirective):
    """Stands for the tables whose Markdown it makes."""

    def run(self) -> list[nodes.Node]:
        """Return the tables, read like the page that they stand on."""
        return self.parse_text_to_nodes("\n".join(self.lines()))

    def lines(self) -> Iterator[str]:
        """Yield the lines in Markdown."""
        raise NotImplementedError


class Checks(Table):
    """Every check, with a link to its page."""

    def lines(self) -> Iterator[str]:
        """Yield a row for each."""
        head = ("code", "name", "severity", "what it finds")
        yield from rows(
            head,
            (
                (
                    f"[{rule.code}](../checks/{rule.code}.rst)",
                    rule.name,
                    f"{rule.severity}{', preview' if rule.preview else ''}",
                    rule.summary.replace("``", "`"),
                )
                for rule in ENGINE | BUILTIN
            ),
        )


class Names(Table):
    """What ``import govplan`` offers, by the module that it comes from."""

    def lines(self) -> Iterator[str]:
        """Yield a table for each module."""
        for module in ("model", "units", "codec", "checks", "reading", "errors"):
            names = [name for name in govplan.__all__ if is_of(f"govplan.{module}", name)]
            if names:
                home = f"govplan.{module}"
                yield f"From {{py:mod}}`{home}`:\n"
                body = ((f"{{py:obj}}`~{home}.{name}`", said(home, name)) for name in names)
                yield from rows(("name", "what it is or does"), body)


def is_of(module: str, name: str) -> bool:
    """Return whether what ``govplan`` offers under a name has its page with that module."""
    thing: object = getattr(import_module(module), name, None)
    is_here = f"{module}.{name}" in public_names.homes().values()
    return is_here and thing is getattr(govplan, name)


def said(module: str, name: str) -> str:
    """Return the first sentence of a docstring, without the marks of reStructuredText."""
    below = public_names.analysed(module).attr_docs.get(("", name), ())
    doc = " ".join(below) or str(getattr(govplan, name).__doc__)
    first = " ".join(doc.partition("\n\n")[0].split()).partition(". ")[0]
    return re.sub(r":\w+:`~?([^`]+)`", r"`\1`", first).replace("``", "`").rstrip(".")


class Multipliers(Table):
    """What may stand before a unit."""

    def lines(self) -> Iterator[str]:
        """Yield a row for each."""
        yield from rows(
            ("id", "read and shown as", "factor"),
            ((f"`{m.id}`", m.name, f"{m.factor:,}") for m in MULTIPLIERS.values()),
        )


class Units(Table):
    """Every unit, by what it measures."""

    def lines(self) -> Iterator[str]:
        """Yield a table for each dimension, one for all money, and a line of counting words."""
        head = ("id", "shown as", "read too", "size", "note")
        for what, group in groupby(UNITS.values(), key=kind):
            units = list(group)
            yield f"**{what}**\n"
            if what == "count":
                yield " ".join(unit.name for unit in units) + "\n"
                continue
            yield from rows(head, (row(unit, units) for unit in units))


def kind(unit: Unit) -> str:
    """Return what a unit measures, in a word."""
    is_money = unit.dimension.startswith("money_")
    return (
        "money (`money_CNY` and so on: a dimension for each currency)"
        if is_money
        else (unit.dimension)
    )


def row(unit: Unit, units: list[Unit]) -> tuple[str, ...]:
    """Return the row of a unit among those of its kind."""
    base = next((u for u in units if u.dimension == unit.dimension and u.factor == 1), unit)
    size = "" if base is unit else f"{number(unit.factor / base.factor)} {base.id}"
    return (f"`{unit.id}`", unit.name, " ".join(unit.aliases), size, unit.note or "")


def number(value: Fraction) -> str:
    """Return an exact number, a decimal where it has an end."""
    places = next((n for n in range(10) if (value * 10**n).denominator == 1), None)
    decimal = Decimal(value.numerator) / value.denominator
    return str(value) if places is None else f"{decimal:,.{places}f}"
