"""The table behind :mod:`govplan.units`: what a unit is called, and its exact factor.

The table is read from ``units.txt``, once, on first use. Names are matched against
it and nothing is ever evaluated, so that a name from a stranger's document costs a
few dictionary look-ups and cannot do anything.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from fractions import Fraction
from importlib import resources
from types import MappingProxyType

import attrs

from govplan.errors import UnknownUnitError, nearest
from govplan.numerals import fold

MAX_LENGTH = 64
"""Characters of a unit; a longer name is refused before it is looked at."""

MAX_TERMS = 6
"""Units in a product such as ``t/month/km2``."""

SIGNS: Mapping[str, str] = MappingProxyType(
    {
        "%": "percent", "‰": "permille", "‱": "permyriad",
        "㎡": "m2", "m²": "m2", "㎢": "km2", "km²": "km2", "㎝": "cm", "㎜": "mm", "㎞": "km",
        "m³": "m3", "㎥": "m3", "㎏": "kg", "㎎": "mg", "μg": "ug", "µg": "ug", "㎍": "ug",
        "μm": "um", "µm": "um", "㎾": "kW", "㎿": "MW", "ha": "hectare", "l": "L",
        "¥": "CNY", "￥": "CNY", "RMB": "CNY", "$": "USD", "US$": "USD", "€": "EUR", "£": "GBP",
        "HK$": "HKD",
    }
)  # fmt: skip
"""Signs and spellings that a pint registry cannot hold, or should not, as names."""

SHOWN = MappingProxyType({"percent": "%", "permille": "‰", "permyriad": "‱", "ratio": ""})
"""Names for readers that are signs, or nothing at all."""

_NAMED_DIMENSIONS: Mapping[tuple[tuple[str, int], ...], str] = MappingProxyType(
    {
        (): "ratio",
        (("length", 2),): "area",
        (("length", 3),): "volume",
        (("length", 2), ("mass", 1), ("time", -2)): "energy",
        (("length", 2), ("mass", 1), ("time", -3)): "power",
    }
)

Powers = tuple[tuple[str, int], ...]


@attrs.frozen
class Unit:
    """A unit that plans use, without multiplier.

    >>> from govplan.units import UNITS
    >>> UNITS["mu"].name, UNITS["mu"].dimension, UNITS["mu"].factor
    ('亩', 'area', Fraction(2000, 3))
    """

    id: str
    """The name in JSON: ASCII, except that a counting word is its own id (``家``)."""

    name: str
    """The name shown to Chinese readers."""

    aliases: tuple[str, ...]
    """Other names that are read."""

    factor: Fraction
    """How many of its dimension's base unit it is, exactly (m², kg, s, CNY, person …)."""

    powers: Powers
    """Base dimensions and their powers, sorted: ``(("length", 2),)`` for an area."""

    note: str | None
    """Where its size comes from; None where the SI or the name says it."""

    @property
    def dimension(self) -> str:
        """What it measures, in a word: ``area``, ``money_CNY``, ``count``."""
        return dimension_name(self.powers)


@attrs.frozen
class Term:
    """A unit with its multiplier, as one factor of a product."""

    multiplier: str
    """Id of a multiplier with its underscore, such as ``wan_``, or nothing."""

    unit: Unit

    @property
    def id(self) -> str:
        return self.multiplier + self.unit.id

    @property
    def name(self) -> str:
        return (table().multipliers[self.multiplier][0] if self.multiplier else "") + self.unit.name

    @property
    def factor(self) -> Fraction:
        scale = table().multipliers[self.multiplier][1] if self.multiplier else 1
        return self.unit.factor * scale


@attrs.frozen
class Product:
    """What a unit of an amount comes to: ``over`` multiplied, divided by ``under``."""

    over: tuple[Term, ...]
    under: tuple[Term, ...]
    factor: Fraction
    powers: Powers

    @property
    def id(self) -> str:
        return "*".join(t.id for t in self.over) + "".join(f"/{t.id}" for t in self.under)

    @property
    def name(self) -> str:
        over, under = "·".join(t.name for t in self.over), "·".join(t.name for t in self.under)
        return f"{over}/{under}" if under else over


@attrs.frozen
class Table:
    """All that ``units.txt`` says."""

    units: Mapping[str, Unit]
    """By id, in the order of the file."""
    names: Mapping[str, Unit]
    """By every name that is read."""
    multipliers: Mapping[str, tuple[str, int]]
    """By id with underscore: the Chinese name and the power of ten it stands for."""
    lines: tuple[str, ...]
    """The definitions without comments, for pint."""


@functools.cache
def table() -> Table:
    """Return the table, read from the definitions on first use.

    Two threads that come first at once both read it, and get equal tables.
    """
    text = resources.files("govplan").joinpath("units.txt").read_text(encoding="utf-8")
    units: dict[str, Unit] = {}
    names: dict[str, Unit] = {}
    multipliers: dict[str, tuple[str, int]] = {}
    lines: list[str] = []
    for line in text.splitlines():
        body, _, note = (part.strip() for part in line.partition("#"))
        if not body:
            continue
        lines.append(body)
        id_, definition, *others = (part.strip() for part in body.split("="))
        if id_.endswith("-"):
            multipliers[id_[:-1]] = (others[0].rstrip("-"), int(definition))
            continue
        factor, powers = _evaluate(definition, units)
        shown, *aliases = others or ["_"]
        name = SHOWN.get(id_, id_ if shown == "_" else shown)
        unit = Unit(id_, name, tuple(aliases), factor, powers, note or None)
        units[id_] = unit
        for known in {id_, shown, *aliases} - {"_"}:
            names[known] = unit
    names |= {sign: units[id_] for sign, id_ in SIGNS.items()}
    return Table(
        MappingProxyType(units),
        MappingProxyType(names),
        MappingProxyType(multipliers),
        tuple(lines),
    )


_FACTOR = re.compile(r"([*/]?)\s*(?:([0-9]+)|(\w+)(?:\s*\*\*\s*([0-9]+))?)\s*")


def _evaluate(definition: str, units: Mapping[str, Unit]) -> tuple[Fraction, Powers]:
    if definition.startswith("["):
        base = definition[1:-1]
        return Fraction(1), ((base, 1),) if base else ()
    factor, powers = Fraction(1), Counter[str]()
    for sign, digits, id_, power in _FACTOR.findall(definition):
        exponent = int(power or 1) * (-1 if sign == "/" else 1)
        unit_factor, unit_powers = (
            (Fraction(digits), ()) if digits else (units[id_].factor, units[id_].powers)
        )
        factor *= unit_factor**exponent
        for base, n in unit_powers:
            powers[base] += n * exponent
    return factor, _sorted_powers(powers)


def _sorted_powers(powers: Mapping[str, int]) -> Powers:
    return tuple(sorted((base, n) for base, n in powers.items() if n))


def dimension_name(powers: Powers) -> str:
    """Return the word for a dimension, or a product of words such as ``money_CNY/persons``."""
    if known := _NAMED_DIMENSIONS.get(powers):
        return known
    over = [_power_name(base, n) for base, n in powers if n > 0]
    under = [_power_name(base, -n) for base, n in powers if n < 0]
    return "/".join(["*".join(over) or "1", *under])


def _power_name(base: str, n: int) -> str:
    return _NAMED_DIMENSIONS.get(((base, n),), base if n == 1 else f"{base}^{n}")


@functools.lru_cache(maxsize=4096)
def parse(text: str) -> Product:
    """Return what the name of a unit stands for: an id, a Chinese name, a sign, a product.

    Raises:
        UnknownUnitError: If it is no unit of a plan.
    """
    if len(text) > MAX_LENGTH:
        raise UnknownUnitError(text)
    parts = [_SEPARATOR.split(_unwrap(part)) for part in fold(text).strip().split("/")]
    if sum(len(part) for part in parts) > MAX_TERMS:
        raise UnknownUnitError(text)
    terms = [[_term(name.strip(), text) for name in part] for part in parts]
    over, under = terms[0], [t for part in terms[1:] for t in part]
    factor, powers = Fraction(1), Counter[str]()
    for exponent, side in ((1, over), (-1, under)):
        for term in side:
            factor *= term.factor**exponent
            for base, n in term.unit.powers:
                powers[base] += n * exponent
    return Product(tuple(over), tuple(under), factor, _sorted_powers(powers))


_SEPARATOR = re.compile("[*·⋅•・]")


def _unwrap(part: str) -> str:
    part = part.strip()
    return part[1:-1] if part[:1] == "(" and part[-1:] == ")" else part


def _term(name: str, text: str) -> Term:
    known = table()
    if unit := known.names.get(name):
        return Term("", unit)
    for id_, chinese in _multiplier_names():
        for written in (id_, chinese):
            if name.startswith(written) and (
                unit := known.names.get(name[len(written) :].lstrip())
            ):
                return Term(id_, unit)
    raise UnknownUnitError(text, _suggest(name))


@functools.cache
def _multiplier_names() -> tuple[tuple[str, str], ...]:
    """Ids and Chinese names of the multipliers, the longest first."""
    pairs = [(id_, chinese) for id_, (chinese, _) in table().multipliers.items()]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[1])))


def _suggest(name: str) -> tuple[str, ...]:
    """Find what *name* was meant to be, at a cost that hostile names cannot drive up."""
    known = table()
    head, _, rest = name.replace("-", "_").replace(" ", "_").partition("_")
    if f"{head}_" in known.multipliers and rest:
        return tuple(f"{head}_{s}" for s in (rest,) if s in known.units) or tuple(
            f"{head}_{s}" for s in _near(rest, known.units)
        )
    return _near(name, known.names)


def _near(name: str, known: Iterable[str]) -> tuple[str, ...]:
    letters = set(name.lower())
    folded = [k for k in known if k.lower() == name.lower()]
    likely = (k for k in known if 2 * len(letters & set(k.lower())) > len(set(k)))
    return tuple(folded) or nearest(name, likely)
