"""The table behind :mod:`govplan.units`: what a unit is called, and its exact factor.

The table is read from ``units.txt``, once, on first use. Names are matched against
it and nothing is ever evaluated, so that a name from a stranger's document costs a
few dictionary look-ups and cannot do anything.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Mapping
from fractions import Fraction
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

SHOWN = MappingProxyType({"percent": "%", "permille": "‰", "permyriad": "‱"})
"""Names for readers that are signs."""

COUNTED = frozenset({"month", "quarter", "percentage_point", "permille_point"})
"""Units that take 个 behind a number, since 3 月 is March and not three months."""

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
class Multiplier:
    """A power of ten that may stand once before a unit.

    >>> from govplan.units import MULTIPLIERS
    >>> MULTIPLIERS["wan_"]
    Multiplier(id='wan_', name='万', factor=10000)
    """

    id: str
    """What stands before a unit's id, its underscore included."""

    name: str
    """The Chinese name."""

    factor: int
    """The power of ten."""


@attrs.frozen
class Term:
    """A unit with its multiplier, as one factor of a product."""

    multiplier: Multiplier | None
    unit: Unit

    @property
    def id(self) -> str:
        return self.multiplier.id + self.unit.id if self.multiplier else self.unit.id

    @property
    def name(self) -> str:
        return self.multiplier.name + self.unit.name if self.multiplier else self.unit.name

    @property
    def factor(self) -> Fraction:
        return self.unit.factor * (self.multiplier.factor if self.multiplier else 1)


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
        counted = "个" if over and len(self.over) == 1 and self.over[0].id in COUNTED else ""
        return f"{counted}{over}/{under}" if under else counted + over


@attrs.frozen
class Table:
    """All that ``units.txt`` says."""

    units: Mapping[str, Unit]
    """By id, in the order of the file."""
    names: Mapping[str, Unit]
    """By every name that is read."""
    multipliers: Mapping[str, Multiplier]
    """By id, in the order of the file."""
    lines: tuple[str, ...]
    """The definitions without comments, for pint."""


@functools.cache
def table() -> Table:
    """Return the table, read from the definitions on first use.

    Two threads that come first at once both read it, and get equal tables.
    """
    from importlib import resources  # noqa: PLC0415 (a tenth of what importing govplan takes)

    text = resources.files("govplan").joinpath("units.txt").read_text(encoding="utf-8")
    units: dict[str, Unit] = {}
    names: dict[str, Unit] = {}
    multipliers: dict[str, Multiplier] = {}
    lines: list[str] = []
    for line in text.splitlines():
        body, _, note = (part.strip() for part in line.partition("#"))
        if not body:
            continue
        lines.append(body)
        id_, definition, *others = (part.strip() for part in body.split("="))
        if id_.endswith("-"):
            id_ = id_.removesuffix("-")
            multipliers[id_] = Multiplier(id_, others[0].removesuffix("-"), int(definition))
            continue
        factor, powers = _evaluate(definition, units)
        shown, *aliases = others or ["_"]
        known = dict.fromkeys([id_, shown, *aliases, *(s for s, of in SIGNS.items() if of == id_)])
        known.pop("_", None)
        name = SHOWN.get(id_, id_ if shown == "_" else shown)
        others = [alias for alias in known if alias not in {id_, name}]
        units[id_] = Unit(id_, name, tuple(others), factor, powers, note or None)
        names |= dict.fromkeys(known, units[id_])
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


@functools.lru_cache(maxsize=1024)
def dimension_name(powers: Powers) -> str:
    """Return the word for a dimension, or a product of words such as ``money_CNY/persons``."""
    if known := _NAMED_DIMENSIONS.get(powers):
        return known
    powers = _with_energy(powers)
    over = [_power_name(base, n) for base, n in powers if n > 0]
    under = [_power_name(base, -n) for base, n in powers if n < 0]
    return "/".join(["*".join(over) or "1", *under])


def _with_energy(powers: Powers) -> Powers:
    """Put energy or power for the mass, length and time that make it up, if they all go."""
    for word in ("energy", "power"):
        (parts,) = (p for p, name in _NAMED_DIMENSIONS.items() if name == word)
        for sign in (1, -1):
            rest = Counter(dict(powers))
            rest.subtract({base: sign * n for base, n in parts})
            if not any(rest[base] for base, _ in parts):
                return _sorted_powers({**rest, word: sign})
    return powers


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
    product = Product(tuple(over), tuple(under), factor, _sorted_powers(powers))
    if len(product.id) > MAX_LENGTH:
        raise UnknownUnitError(text)
    return product


_SEPARATOR = re.compile("[*·⋅•・]")


def _unwrap(part: str) -> str:
    part = part.strip()
    return part[1:-1] if part[:1] == "(" and part[-1:] == ")" else part


def _term(name: str, text: str) -> Term:
    known = table()
    if unit := known.names.get(name):
        return Term(None, unit)
    for multiplier in _longest_first():
        for written in (multiplier.id, multiplier.name):
            if name.startswith(written) and (
                unit := known.names.get(name[len(written) :].lstrip())
            ):
                return Term(multiplier, unit)
    raise UnknownUnitError(text, _suggest(name))


@functools.cache
def _longest_first() -> tuple[Multiplier, ...]:
    return tuple(sorted(table().multipliers.values(), key=lambda m: -len(m.name)))


def _suggest(name: str) -> tuple[str, ...]:
    """Find what *name* was meant to be, at a cost that hostile names cannot drive up."""
    known = table()
    spelt = name.replace("-", "_").replace(" ", "_")
    for multiplier in _longest_first():
        for written in (multiplier.id, multiplier.name):
            if spelt.startswith(written) and len(spelt) > len(written):
                rest = spelt[len(written) :]
                found = (rest,) if rest in known.names else _near(rest)
                return tuple(written + unit for unit in found) or _near(name)
    return _near(name)


@functools.cache
def _letters() -> tuple[tuple[str, frozenset[str]], ...]:
    """Return every name of a unit, with its letters."""
    return tuple((name, frozenset(name.lower())) for name in table().names)


def _near(name: str) -> tuple[str, ...]:
    """Return the same name in another case, or names about as long with most of its letters."""
    folded = name.lower()
    letters = frozenset(folded)
    likely = [
        (known, len(letters & of_known) / len(of_known))
        for known, of_known in _letters()
        if abs(len(known) - len(name)) <= 3  # noqa: PLR2004
    ]
    if same := tuple(known for known, _ in likely if known.lower() == folded):
        return same
    shared = [known for known, share in likely if share > 0.5]  # noqa: PLR2004
    return nearest(name, shared[:20])
