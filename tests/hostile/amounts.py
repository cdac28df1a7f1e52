"""Amounts: magnitudes that are not exact numbers in bounds, and units that are none."""

from __future__ import annotations

from tests.hostile.case import each, whole, within
from tests.hostile.case import plan as _plan

_VALUE = '"targets":[{"id":"t","indicator":"i","value":@}]'
_MAGNITUDE = _VALUE.replace("@", '{"magnitude":@,"unit":"mu"}')
_UNIT = _VALUE.replace("@", '{"magnitude":30,"unit":@}')
_AT = "/targets/0/value"

AS_SOMETHING_ELSE = (
    *each("amount", _VALUE, _AT, (
        ('"30 wan_m2"', "expected an object, got '30 wan_m2'"),
        ('"30万平方米"', "expected an object, got '30万平方米'"),
        ("30", "expected an object, got 30"),
        ("30.50", "expected an object, got 30.50"),
        ('[30,"wan_m2"]', "expected an object, got an array"),
        ("true", "expected an object, got true"),
    )),
    *each("magnitude", _MAGNITUDE, f"{_AT}/magnitude", (
        ('"30"', "expected a number, got '30'"),
        ('"1e3"', "expected a number, got '1e3'"),
        ('"NaN"', "expected a number, got 'NaN'"),
        ('"三十"', "expected a number, got '三十'"),
        ('"2**100"', "expected a number, got '2**100'"),
        ("null", "expected a number, got null"),
        ("false", "expected a number, got false"),
        ("[30]", "expected a number, got an array"),
        ('{"$numberDecimal":"30"}', "expected a number, got an object"),
    )),
    within("null as a figure's value", '"figures":[{"kind":"count","label":"x","value":null}]',
           ("/figures/0/value", "expected an object, got null")),
    within("unit without magnitude", _VALUE.replace("@", '{"unit":"mu"}'),
           (f"{_AT}/magnitude", "required, and missing")),
    within("fields of a computed amount",
           _VALUE.replace("@", '{"magnitude":1,"dimension":"area","factor":1}'),
           (f"{_AT}/dimension", "unknown key"), (f"{_AT}/factor", "unknown key")),
)  # fmt: skip

_RANGE = "expected 0 or a number from 1e-15 to below 1e21, got"
_DIGITS = "expected at most 15 significant digits, got"
_BOUNDS = "holds a number whose exponent is beyond all bounds"
_THOUSANDS = "holds a whole number of thousands of digits"

NUMBERS = (
    *each("magnitude", _MAGNITUDE, f"{_AT}/magnitude", (
        ("0.1234567890123456", f"{_DIGITS} 0.1234567890123456"),
        ("-1.000000000000001", f"{_DIGITS} -1.000000000000001"),
        ("9007199254740993", f"{_DIGITS} 9007199254740993"),
        ("1234567890.123456", f"{_DIGITS} 1234567890.123456"),
        ("1.234567890123456e-3", f"{_DIGITS} 0.001234567890123456"),
        ("0." + "3" * 5_000, f"{_DIGITS} 0.{'3' * 58}…"),
        ("1e21", f"{_RANGE} 1E+21"),
        ("1e999", f"{_RANGE} 1E+999"),
        ("-1e999", f"{_RANGE} -1E+999"),
        ("1e-16", f"{_RANGE} 1E-16"),
        ("4.9e-324", f"{_RANGE} 4.9E-324"),
        ("1e-999", f"{_RANGE} 1E-999"),
        ("1000000000000000000000", f"{_RANGE} 1000000000000000000000"),
        ("-" + "7" * 4_000, f"{_RANGE} a very large integer"),
        ("1" + "0" * 4_000 + ".0", f"{_RANGE} 1{'0' * 59}…"),
    )),
    *(whole(f"{name} in {place}", _plan(members.replace("@", number)), message)
      for place, members in (("a magnitude", _MAGNITUDE), ("extra", '"extra":{"n":@}'),
                             ("a length", '"document":{"length":@}'), ("a strange key", '"x":@'))
      for name, number, message in (
          ("5,000 digits", "9" * 5_000, _THOUSANDS),
          ("4,301 digits, below zero", "-" + "1" * 4_301, _THOUSANDS),
          ("an exponent of 21 digits", "1e999999999999999999999", _BOUNDS),
      )),
)  # fmt: skip


def _unknown(name: str, hint: str = "") -> tuple[str, str]:
    return f'"{name}"', f"unknown unit {name!r}{hint}"


def _id(given: str, id_: str) -> tuple[str, str]:
    return f'"{given}"', f"expected the unit's id {id_!r}, got {given!r}"


UNKNOWN_UNITS = each("unit", _UNIT, f"{_AT}/unit", (
    _unknown("acre"),
    _unknown("MU", "; did you mean 'mu'?"),
    _unknown("wan-mu", "; did you mean 'wan_mu'?"),
    _unknown("mou", "; did you mean 'mu'?"),
    _unknown("muu", "; did you mean 'mu'?"),
    _unknown("wan_wan_mu"),
    _unknown("yi_wan_CNY"),
    _unknown("wanyi_yi_CNY", "; did you mean 'wanyi_CNY'?"),
    _unknown("wan_"),
    _unknown("万"),
    _unknown("mu_wan"),
    _unknown("km^2", "; did you mean 'km2' or 'm2' or 'km'?"),
    _unknown("m**2"),
    _unknown("m2+m2"),
    _unknown("m-m", "; did you mean 'mm'?"),
    _unknown("1"),
    _unknown("1/0"),
    _unknown("30 mu"),
    _unknown("2**100"),
    _unknown("10**10**10"),
    _unknown(""),
    _unknown("/"),
    _unknown("mu/"),
    _unknown("/mu"),
    _unknown("*"),
    _unknown("mu//person"),
    _unknown("((mu))", "; did you mean 'mu'?"),
    _unknown("mu,km"),
    _unknown("ｍｕ"),
    _unknown("percent percent", "; did you mean 'percentage_point'?"),
    _unknown("%%", "; did you mean '%'?"),
    _unknown("None"),
    _unknown("NaN"),
    _unknown("dimensionless"),
    _unknown("__import__('os').system('true')"),
    _unknown("{0.__class__}"),
    _unknown("%(mu)s"),
    _unknown("mu.__class__"),
    _unknown("../units.txt"),
    _unknown("m\u00fc", "; did you mean 'm'?"),
    _unknown("\u043a\u043c"),
    _unknown("mu\u200b", "; did you mean 'mu'?"),
    _unknown("\u202emu", "; did you mean 'mu'?"),
    _unknown("亩亩", "; did you mean '亩'?"),
    _unknown("家人", "; did you mean '家' or '人'?"),
    _unknown("*".join(["m"] * 7)),
    _unknown("/".join(["t"] * 7)),
    ('"' + "m*" * 31 + 'm"', f"unknown unit '{'m*' * 30}…'"),
    ('"' + "x" * 65 + '"', f"unknown unit '{'x' * 60}…'"),
    ('"' + "mu*" * 30_000 + 'mu"', f"unknown unit '{'mu*' * 20}…'"),
    ('"\\u001b[31mmu"', "unknown unit '\\x1b[31mmu'"),
    ('"mu\\u0000"', "unknown unit 'mu\\x00'; did you mean 'mu'?"),
))  # fmt: skip

NAMES_FOR_IDS = each("unit", _UNIT, f"{_AT}/unit", (
    _id("亩", "mu"),
    _id("万亩", "wan_mu"),
    _id("万平方米", "wan_m2"),
    _id("百万千瓦时", "baiwan_kWh"),
    _id("㎡", "m2"),
    _id("%", "percent"),
    _id("％", "percent"),
    _id("¥", "CNY"),
    _id("元/人", "CNY/person"),
    _id("万mu", "wan_mu"),
    _id("wan_亩", "wan_mu"),
    _id("wan_ mu", "wan_mu"),
    _id(" mu", "mu"),
    _id("mu ", "mu"),
    _id("(mu)", "mu"),
    _id("CNY / person", "CNY/person"),
    _id("t·km", "t*km"),
    _id("t/(month*km2)", "t/month/km2"),
))  # fmt: skip

UNITS_OF_OTHER_TYPES = (
    *each("unit", _UNIT, f"{_AT}/unit", (
        ("1", "expected a text, got 1"),
        ("false", "expected a text, got false"),
        ('["mu"]', "expected a text, got an array"),
        ('{"id":"mu"}', "expected a text, got an object"),
    )),
    within("all that may be wrong with an amount",
           _VALUE.replace("@", '{"magnitude":"1","unit":"mou","Unit":"mu"}'),
           (f"{_AT}/magnitude", "expected a number, got '1'"),
           (f"{_AT}/Unit", "unknown key; did you mean 'unit'?"),
           (f"{_AT}/unit", "unknown unit 'mou'; did you mean 'mu'?")),
    within("amounts everywhere",
           '"targets":[{"id":"t","indicator":"i","value":{"magnitude":1e-16},'
           '"upper":{"magnitude":1,"unit":"亩"},"baseline":{"amount":{"magnitude":"1"}},'
           '"relative":{"to":"x","offset":{"magnitude":1,"unit":"x"}}}]',
           ("/targets/0/value/magnitude", f"{_RANGE} 1E-16"),
           ("/targets/0/upper/unit", "expected the unit's id 'mu', got '亩'"),
           ("/targets/0/baseline/amount/magnitude", "expected a number, got '1'"),
           ("/targets/0/relative/offset/unit", "unknown unit 'x'")),
)  # fmt: skip
