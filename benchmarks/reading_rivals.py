"""What a user might pick instead of govplan to find the targets of a text.

Each reader gives what its tool finds: none of them binds an indicator to a figure, so the
words before the figure in its clause stand for one, which is as good as one can guess. A tool
that is not installed is left out: ``pip install jionlp recognizers-text-suite "emoji<2"``.
"""

from __future__ import annotations

import importlib
import importlib.util
import re
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any, NamedTuple

from govplan import units
from govplan.errors import GovplanError


class Found(NamedTuple):
    """A target as a rival finds it."""

    start: int
    end: int
    operator: str
    values: tuple[Fraction, ...]
    unit: str | None
    change: str | None
    indicator: str


Reader = Callable[[str], list[Found]]


def rivals() -> Iterator[tuple[str, Reader]]:
    """Yield the readers whose tools are installed, with their names."""
    yield "regular expression", plain_reader
    if importlib.util.find_spec("jionlp"):
        yield "JioNLP", _jionlp()
    if importlib.util.find_spec("recognizers_number_with_unit"):
        yield "Recognizers-Text", _recognizers()


def expanded(amount: units.Amount) -> tuple[Fraction, str | None]:
    """Return a value without its multiplier, as annotations give it: 2.53万亩 is 25300 mu."""
    unit = amount.unit
    if unit is None or unit == "ratio":
        return Fraction(amount.magnitude), None
    first, *under = unit.split("/")
    for prefix, multiplier in units.MULTIPLIERS.items():
        if first.startswith(prefix):
            value = Fraction(amount.magnitude) * multiplier.factor
            return value, "/".join([first.removeprefix(prefix), *under])
    return Fraction(amount.magnitude), unit


def _clause(text: str, start: int) -> str:
    return re.split(r"[,，;；。::、\n|]", text[max(0, start - 40) : start])[-1]


# --- a regular expression with a list of units --------------------------------------

_UNITS = sorted(
    {n for u in units.UNITS.values() for n in (u.name, *u.aliases) if not n.isdecimal()},
    key=len,
    reverse=True,
)
_PLAIN = re.compile(
    r"(?P<lead>达到|达|不低于|不少于|不超过|超过|突破|控制在|增长|下降)?"
    r"(?P<number>[0-9]+(?:\.[0-9]+)?[十百千]?[万亿]?)"
    rf"(?P<unit>{'|'.join(map(re.escape, _UNITS))})(?P<trail>以上|以下|以内|左右)?"
)
_OPERATORS = {
    "达到": ">=", "达": ">=", "不低于": ">=", "不少于": ">=", "不超过": "<=", "超过": ">",
    "突破": ">", "控制在": "<=", "以上": ">=", "以下": "<=", "以内": "<=", "左右": "~",
}  # fmt: skip


def plain_reader(text: str) -> list[Found]:
    """Return what a regular expression with a list of units finds, dates left out."""
    found: list[Found] = []
    for m in _PLAIN.finditer(text):
        if m["unit"] in {"年", "月", "日"}:
            continue
        try:
            value, unit = expanded(units.amount(m["number"] + m["unit"]))
        except GovplanError:
            continue
        lead = m["lead"] or ""
        operator = _OPERATORS.get(m["trail"] or lead, "=")
        change = {"增长": "increase", "下降": "decrease"}.get(lead)
        clause = _clause(text, m.start())
        found.append(Found(m.start(), m.end(), operator, (value,), unit, change, clause))
    return found


# --- JioNLP: sums of money -----------------------------------------------------------

_DEFINITIONS = {"accurate": "=", "blur": "~", "blur+": ">=", "blur-": "<="}
_CURRENCIES = {"元": "CNY", "美元": "USD", "欧元": "EUR", "港元": "HKD"}


def _jionlp() -> Reader:
    extract: Any = importlib.import_module("jionlp").ner.extract_money

    def reader(text: str) -> list[Found]:
        found: list[Found] = []
        for money in extract(text, with_parsing=True):
            start, end = money["offset"]
            detail = money["detail"]
            number: Any = detail["num"]
            values = tuple(map(Fraction, [number] if isinstance(number, str) else number))
            operator = "range" if len(values) > 1 else _DEFINITIONS.get(detail["definition"], "=")
            unit = _CURRENCIES.get(detail["case"])
            found.append(Found(start, end, operator, values, unit, None, _clause(text, start)))
        return found

    return reader


# --- Recognizers-Text: percentages, sums of money, dimensions, numbers ----------------

_DIMENSIONS = {
    "Mu": "mu", "Square meter": "m2", "Square kilometer": "km2", "Kilometer": "km",
    "Meter": "m", "Ton": "t", "Kilogram": "kg", "Cubic meter": "m3", "Hectare": "hectare",
}  # fmt: skip


def _recognizers() -> Reader:
    number: Any = importlib.import_module("recognizers_number")
    with_unit: Any = importlib.import_module("recognizers_number_with_unit")
    models = (
        number.recognize_percentage,
        with_unit.recognize_currency,
        with_unit.recognize_dimension,
        number.recognize_number,
    )

    def reader(text: str) -> list[Found]:
        found: list[Found] = []
        for recognize in models:
            for result in recognize(text, "zh-cn"):
                start, end = result.start, result.end + 1
                told: dict[str, str] = result.resolution or {}
                if any(start < f.end and f.start < end for f in found) or "value" not in told:
                    continue
                values, unit = _told(told)
                found.append(Found(start, end, "=", values, unit, None, _clause(text, start)))
        return found

    return reader


def _told(told: dict[str, str]) -> tuple[tuple[Fraction, ...], str | None]:
    """Return value and unit of what Recognizers-Text found; no value where it has none."""
    value = told["value"] or ""
    unit = "percent" if value.endswith("%") else told.get("isoCurrency")
    unit = unit or _DIMENSIONS.get(told.get("unit", ""), told.get("unit"))
    try:
        return (Fraction(value.rstrip("%")),), unit
    except ValueError:
        return (), unit
