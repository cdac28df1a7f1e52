"""Units of government plans: exact amounts, and pint quantities made from them.

An :class:`Amount` is what a plan prints: a decimal number and a unit (``30
万平方米``). Amounts are compared and converted through exact fractions, so 350 亩 is
exactly 70/3 hectares. :func:`quantity` gives a :class:`pint.Quantity` for all that
pint can do beyond that.

The units are a closed list, :data:`UNITS`. A text is matched against the list and
never evaluated.

>>> land = amount("350 亩")
>>> land, land.dimension, land.to("hectare")
(amount('350 mu'), 'area', Fraction(70, 3))
>>> f"{amount('30 万平方米')} or {amount('30 万平方米'):zh}"
'30 wan_m2 or 30 万平方米'
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Context, Decimal, Inexact
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias, TypeVar, cast

import attrs

from govplan import _registry, numerals
from govplan import _unit_table as _table
from govplan._unit_table import Multiplier, Unit
from govplan.errors import (
    IncompatibleUnitsError,
    InvalidTypeError,
    InvalidValueError,
    MissingRateError,
    NumeralError,
    UnitClashError,
    UnknownUnitError,
    shown,
)

if TYPE_CHECKING:
    import pint

__all__ = [
    "MULTIPLIERS",
    "UNITS",
    "Amount",
    "Multiplier",
    "Quantity",
    "Registry",
    "Unit",
    "amount",
    "compare",
    "convert",
    "install",
    "quantity",
    "registry",
    "same",
    "unit_id",
]

Quantity: TypeAlias = "pint.Quantity[Decimal]"
"""A pint quantity with a Decimal magnitude (a name for annotations: pint is imported late)."""

Registry: TypeAlias = "pint.UnitRegistry[Decimal]"
"""A pint registry of quantities with Decimal magnitudes."""

_Item = TypeVar("_Item")

MAX_DIGITS = 15
"""Significant digits of a magnitude: what every JSON reader keeps."""

MAX_ADJUSTED, MIN_ADJUSTED = 20, -15
"""Powers of ten of a magnitude's first digit: what every JSON writer prints plainly."""

_ROUNDING_IS_AN_ERROR = Context(prec=MAX_DIGITS, traps=[Inexact])
_WIDE = Context(prec=64)


def _magnitude(value: Decimal | int) -> Decimal:
    """Return *value* in its one form: no trailing zeros, no exponent above 0, no -0."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise InvalidTypeError("Amount", "/magnitude", f"expected a number, got {shown(value)}")
    if isinstance(value, int):
        if value.bit_length() > 4 * (MAX_ADJUSTED + 1):
            raise _out_of_range(value)
        value = Decimal(value)
    if not value.is_finite():
        raise InvalidValueError("Amount", "/magnitude", f"expected a number, got {value}")
    if not value:
        return Decimal(0)
    if not MIN_ADJUSTED <= value.adjusted() <= MAX_ADJUSTED:
        raise _out_of_range(value)
    try:
        value = _ROUNDING_IS_AN_ERROR.normalize(value)
    except Inexact:
        raise InvalidValueError(
            "Amount",
            "/magnitude",
            f"expected at most {MAX_DIGITS} significant digits, got {shown(value)}",
        ) from None
    return (
        value if cast("int", value.as_tuple().exponent) <= 0 else _WIDE.quantize(value, Decimal(1))
    )


def _out_of_range(value: Decimal | int) -> InvalidValueError:
    return InvalidValueError(
        "Amount",
        "/magnitude",
        f"expected 0 or a number from 1e{MIN_ADJUSTED} to below 1e{MAX_ADJUSTED + 1}, "
        f"got {shown(value)}",
    )


def _check_unit(instance: object, attribute: attrs.Attribute[str | None], value: object) -> None:
    del instance, attribute
    if value is None:
        return
    if not isinstance(value, str):
        raise InvalidTypeError("Amount", "/unit", f"expected a text, got {shown(value)}")
    try:
        known = _table.parse(value).id
    except UnknownUnitError as error:
        raise InvalidValueError("Amount", "/unit", str(error)) from None
    if known != value:
        raise InvalidValueError(
            "Amount", "/unit", f"expected the unit's id {known!r}, got {shown(value)}"
        )


@attrs.frozen(repr=False, str=False, weakref_slot=False)
class Amount:
    """An exact number with a unit, as a plan prints it: 30 万平方米 stays 30 ``wan_m2``.

    Amounts are equal if they are written the same way (4.50 is 4.5, but 1 km is not
    1000 m); :func:`same` and :func:`compare` go by meaning. :func:`amount` reads one
    from text.

    Raises:
        InvalidTypeError: If the magnitude is no ``int`` or ``Decimal``.
        InvalidValueError: For NaN, more than 15 significant digits, a magnitude out of
            range, or a unit that is not the id of one.

    >>> Amount(Decimal("4.50"), "yi_CNY") == Amount(Decimal("4.5"), "yi_CNY")
    True
    """

    magnitude: Decimal = attrs.field(converter=_magnitude)
    """The number: at most 15 significant digits, 0 or from 1e-15 to below 1e21."""

    unit: str | None = attrs.field(default=None, validator=_check_unit)
    """Id of the unit (``mu``, ``wan_m2``, ``CNY/person``); None where the text gives none."""

    @property
    def dimension(self) -> str | None:
        """What it measures, such as ``area`` or ``money_CNY/persons``; None without unit."""
        return None if self.unit is None else _table.dimension_name(_table.parse(self.unit).powers)

    @property
    def quantity(self) -> Quantity:
        """The same as a pint quantity of govplan's registry; dimensionless without unit."""
        return cast("Quantity", _registry.quantity(self.magnitude, self.unit))

    def to(self, unit: str) -> Fraction:
        """Return the exact number of *unit* in this amount.

        Args:
            unit: Id or name of a unit of the same dimension.

        Raises:
            UnknownUnitError: If there is no such unit.
            IncompatibleUnitsError: If it measures something else.

        >>> amount("1.5亿米").to("km")
        Fraction(150000, 1)
        """
        return convert(self, unit)

    def __str__(self) -> str:
        return format(self, "")

    def __repr__(self) -> str:
        return f"amount({format(self, '')!r})"

    def __format__(self, spec: str) -> str:
        """Write it in ASCII (``""``: ``30 wan_m2``) or for Chinese readers (``"zh"``)."""
        if spec not in {"", "zh"}:
            raise ValueError(f"format of an Amount is '' or 'zh', not {shown(spec)}")
        number = f"{self.magnitude:f}"
        if self.unit is None:
            return number
        if not spec:
            return f"{number} {self.unit}"
        if self.unit == "ratio":
            return number  # a coefficient is printed without a word for its unit
        name = _table.parse(self.unit).name
        return f"{number}{name}" if name in _table.SIGNS else f"{number} {name}"


def unit_id(name: str) -> str:
    """Return the id of a unit from any of its names.

    Raises:
        UnknownUnitError: If there is no such unit; it suggests the nearest.

    >>> unit_id("万平方米"), unit_id("吨/月·平方公里"), unit_id("台/万人")
    ('wan_m2', 't/month/km2', '台/wan_person')
    """
    return _table.parse(name).id


def amount(value: str | float | Decimal, unit: str | None = None) -> Amount:
    """Read an amount, from one text or from a number and a unit.

    Args:
        value: ``"30 万平方米"``, ``"一百二十亩"``, ``"百分之七"``, ``"¥5万"``, or a number
            alone. A float stands for the decimal number that prints it.
        unit: Id or name of the unit, where *value* is a number alone.

    Returns:
        The amount as written, in which a multiplier before the unit stays with the unit.

    Raises:
        NumeralError: If there is no exact number in the text.
        UnknownUnitError: If what follows is no unit; it suggests the nearest.
        InvalidValueError: If the number is out of range or has too many digits.

    >>> amount("3.5 km"), amount(350, "亩"), amount("百分之七"), amount("千万元")
    (amount('3.5 km'), amount('350 mu'), amount('7 percent'), amount('1 qianwan_CNY'))
    """
    if isinstance(value, str) and unit is None:
        return _read(value)
    if isinstance(value, float):
        value = Decimal(repr(value))
    number = numerals.number(value) if isinstance(value, str) else value
    return Amount(number, None if unit is None else unit_id(unit))


_PARTS = re.compile(r"([+-]?)(百|千|万)分之(.+)", re.DOTALL)
_PART_UNITS = {"百": "percent", "千": "permille", "万": "permyriad"}
_MONEY_SIGN = re.compile(r"([+-]?)(HK\$|US\$|[¥￥$€£])\s*(.+)", re.DOTALL)
_NUMERAL = re.compile(rf"[+-]?[{re.escape(''.join(sorted(numerals.NUMERAL_CHARACTERS)))}]*")


_COMPARED = tuple(numerals.COMPARED)


def _read(text: str) -> Amount:
    if len(text) > numerals.MAX_LENGTH + _table.MAX_LENGTH:
        raise NumeralError(text, "longer than a number and a unit can be")
    body = numerals.fold(text).strip()
    if match := _PARTS.fullmatch(body):
        return Amount(numerals.number(match[1] + match[3]), _PART_UNITS[match[2]])
    if match := _MONEY_SIGN.fullmatch(body):
        money = UNITS[_table.SIGNS[match[2]]]
        said = match[3].endswith((money.name, money.id))
        body = match[1] + match[3] + ("" if said else money.id)
    head = cast("re.Match[str]", _NUMERAL.match(body)).group()
    rest = body[len(head) :].strip()
    if not rest:
        return Amount(numerals.number(head), None)
    if rest[0] in numerals.APPROXIMATE:
        raise NumeralError(text, f"{rest[0]} makes it approximate; read it as a comparator")
    if body.startswith(_COMPARED) or rest.endswith(_COMPARED):
        word = next(w for w in _COMPARED if body.startswith(w) or rest.endswith(w))
        reason = f"{word} is a comparator ({numerals.COMPARED[word]}), and no part of an amount"
        raise NumeralError(text, reason)
    if not head:
        raise NumeralError(text, "it starts with no number")
    return _with_multiplier(head, rest)


_MULTIPLIER_CHARACTERS = "十百千万亿萬億"
_SPOKEN = frozenset({"shi_", "bai_", "qian_", "baiwan_", "qianwan_"})


def _with_multiplier(head: str, rest: str) -> Amount:
    """Find where the number ends and the unit, with its multiplier, begins.

    千 and 万 are part of both, so each place where the number's last characters could be
    the unit's first is tried. The longest number that leaves a unit says what is meant; of
    the readings that mean the same, the one with the longest unit is what was written:
    3千万元 is 3 千万元, 一千二百万元 is 1200 万元, 三百五十千克 is 350 kg.
    """
    problem: NumeralError | UnknownUnitError | None = None
    found: tuple[Fraction, Amount] | None = None
    for cut in range(len(head), len(head.rstrip(_MULTIPLIER_CHARACTERS)) - 1, -1):
        try:
            unit = _table.parse(head[cut:] + rest)
            # 千万元 alone is one 千万元.
            number = numerals.number(head[:cut]) if cut else Decimal(1)
        except (NumeralError, UnknownUnitError) as error:
            problem = problem or error
            continue
        meaning = Fraction(number) * unit.factor
        if found is None or (found[0] == meaning and not _is_spoken(head[:cut], unit)):
            found = meaning, Amount(number, unit.id)
    if found is None:
        raise cast("NumeralError | UnknownUnitError", problem)
    return found[1]


def _is_spoken(number: str, unit: _table.Product) -> bool:
    """Return whether a multiplier belongs to the number: 三百亩 is 300 亩, 十人 10 人."""
    multiplier = unit.over[0].multiplier
    if multiplier is None or multiplier.id not in _SPOKEN:
        return False
    return multiplier.id == "shi_" if not number else not number[-1].isdecimal()


def convert(
    amount: Amount,
    unit: str,
    *,
    rates: Mapping[tuple[str, str], Decimal | Fraction | int] | None = None,
) -> Fraction:
    """Return the exact number of *unit* in *amount*; the only way between currencies.

    Args:
        amount: What to convert.
        unit: Id or name of the unit to convert to.
        rates: For each pair of currencies ``(from, to)``, how many of the second one of
            the first buys. There is no rate but the one given; its inverse is used too.

    Raises:
        UnknownUnitError: If there is no such unit.
        IncompatibleUnitsError: If it measures something else.
        MissingRateError: If the currencies differ and no rate is given.

    >>> convert(amount("500 万美元"), "万元", rates={("USD", "CNY"): Decimal("6.45")})
    Fraction(3225, 1)
    """
    target = _table.parse(unit)
    source = _table.parse(amount.unit) if amount.unit is not None else None
    if source is None:
        raise _incompatible(str(amount), None, target.name, target.powers)
    number = Fraction(amount.magnitude) * source.factor / target.factor
    if source.powers == target.powers:
        return number
    left, right = _money(source.powers), _money(target.powers)
    if left and right and _without_money(source.powers) == _without_money(target.powers):
        return number * _rate(left[0], right[0], rates or {}) ** left[1]
    raise _incompatible(format(amount, "zh"), source.powers, target.name, target.powers)


def _money(powers: _table.Powers) -> tuple[str, int] | None:
    found = [(base.removeprefix("money_"), n) for base, n in powers if base.startswith("money_")]
    return found[0] if len(found) == 1 else None


def _without_money(powers: _table.Powers) -> list[tuple[str, int]]:
    return [("money" if base.startswith("money_") else base, n) for base, n in powers]


def _is_rate(rate: object) -> bool:
    """Return whether *rate* is exact, which a float is not, and a rate, which NaN is not."""
    if isinstance(rate, Decimal):
        return rate.is_finite() and 0 < rate < _TOO_MUCH
    return isinstance(rate, int | Fraction) and 0 < rate < _TOO_MUCH


_TOO_MUCH = 10**MAX_ADJUSTED


def _rate(
    source: str, target: str, rates: Mapping[tuple[str, str], Decimal | Fraction | int]
) -> Fraction:
    for pair, power in (((source, target), 1), ((target, source), -1)):
        if (rate := rates.get(pair)) is not None:
            if not _is_rate(rate):
                message = f"expected an exact number above 0 for {pair}, got {shown(rate)}"
                raise InvalidValueError("convert", "/rates", message)
            return Fraction(rate) ** power
    raise MissingRateError(source, target)


def _incompatible(
    left: str, left_powers: _table.Powers | None, right: str, right_powers: _table.Powers | None
) -> IncompatibleUnitsError:
    names = [
        "no unit" if powers is None else _table.dimension_name(powers)
        for powers in (left_powers, right_powers)
    ]
    return IncompatibleUnitsError(left, names[0], right, names[1])


def compare(a: Amount, b: Amount) -> int:
    """Return -1, 0 or 1 as *a* is less than, the same as or more than *b*, by meaning.

    Two amounts without unit compare as numbers; one without unit compares with none that
    has one.

    Raises:
        IncompatibleUnitsError: If they measure different things.

    >>> compare(amount("3 km"), amount("3000 m")), compare(amount("1 亩"), amount("1 公顷"))
    (0, -1)
    """
    left, right = (None if x.unit is None else _table.parse(x.unit) for x in (a, b))
    if left is None and right is None:
        x, y = Fraction(a.magnitude), Fraction(b.magnitude)
    elif left is not None and right is not None and left.powers == right.powers:
        x, y = Fraction(a.magnitude) * left.factor, Fraction(b.magnitude) * right.factor
    else:
        raise _incompatible(
            format(a, "zh"),
            left.powers if left is not None else None,
            format(b, "zh"),
            right.powers if right is not None else None,
        )
    return (x > y) - (x < y)


def same(a: Amount, b: Amount) -> bool:
    """Return whether two amounts mean the same; those of different dimensions do not.

    >>> same(amount("1.5亿米"), amount("150000 km")), same(amount("5 家"), amount("5 人"))
    (True, False)
    """
    try:
        return compare(a, b) == 0
    except IncompatibleUnitsError:
        return False


class _Late(Mapping[str, _Item]):
    """A part of the unit table, which is read when it is first looked at."""

    def __init__(self, get: Callable[[], Mapping[str, _Item]]) -> None:
        self._get = get

    def __getitem__(self, key: str) -> _Item:
        return self._get()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._get())

    def __len__(self) -> int:
        return len(self._get())


UNITS: Mapping[str, Unit] = _Late(lambda: _table.table().units)
"""Every unit by its id, in the order of the definitions file."""

MULTIPLIERS: Mapping[str, Multiplier] = _Late(lambda: _table.table().multipliers)
"""What may stand once before a unit, by its id: ``wan_`` is 万, 10,000."""


# --- pint -------------------------------------------------------------------------


def quantity(value: str | float | Decimal, unit: str | None = None) -> Quantity:
    """Return a pint quantity with a Decimal magnitude; takes what :func:`amount` takes.

    Its registry is govplan's own (:func:`registry`). Quantities of two registries do not
    mix, and pint unpickles a quantity into the application registry: keep amounts, and
    make quantities from them.

    >>> quantity("3.5 km").to("m").magnitude
    Decimal('3500.0')
    >>> quantity("5 家") + quantity("18 人")
    Traceback (most recent call last):
        ...
    pint.errors.DimensionalityError: Cannot convert from '家' ([count]) to 'person' ([persons])
    """
    return amount(value, unit).quantity


def registry() -> Registry:
    """Return govplan's pint registry, built on first use.

    It holds the units of plans and nothing else, with Decimal magnitudes. It is one and
    the same for all threads, and never pint's application registry.

    >>> registry().Quantity(Decimal(15), "mu").to("hectare").magnitude.normalize()
    Decimal('1')
    """
    return cast("Registry", _registry.get())


def install(registry: Registry) -> None:
    """Give govplan's definitions to a pint registry of your own.

    Args:
        registry: A registry that has none of the names, multipliers and base dimensions
            yet. pint's default registry is refused: it reads ``mu`` as a milli-dalton, and
            percent as a bare number.

    Raises:
        UnitClashError: If the registry reads some of the names already; it names them all,
            and leaves the registry as it was.

    >>> import pint
    >>> mine = pint.UnitRegistry(None, non_int_type=Decimal)
    >>> mine.define("widget = [widgets]")
    >>> install(mine)
    >>> str((mine.Quantity(Decimal(30), "widget") / mine.Quantity(Decimal(15), "亩")).units)
    'widget / mu'
    """
    if clashes := _registry.clashes(registry):
        raise UnitClashError(clashes)
    _registry.define(registry)
