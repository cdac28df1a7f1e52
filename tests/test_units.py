"""Amounts and their units: reading, comparing, converting, showing, and pint.

Facts about units are written out here a second time; nothing is looked up in the library's
own table that could be asserted against it.
"""

from __future__ import annotations

import copy
import decimal
import itertools
import pickle
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from importlib import resources
from typing import Any, NoReturn

import pint
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from govplan import _registry, _unit_table, numerals
from govplan.errors import (
    GovplanError,
    IncompatibleUnitsError,
    InvalidTypeError,
    InvalidValueError,
    MissingRateError,
    NumeralError,
    UnitClashError,
    UnknownUnitError,
)
from govplan.units import (
    MULTIPLIERS,
    UNITS,
    Amount,
    amount,
    compare,
    convert,
    install,
    quantity,
    registry,
    same,
    unit_id,
)

BY_DIMENSION: dict[str, list[str]] = {}
for _id, _unit in UNITS.items():
    BY_DIMENSION.setdefault(_unit.dimension, []).append(_id)

TERMS = sorted(prefix + id_ for prefix in ("", *MULTIPLIERS) for id_ in UNITS)


@st.composite
def magnitudes(draw: st.DrawFn) -> Decimal:
    """Draw a Decimal that an amount can hold, in any of the ways to write it."""
    digits = draw(st.text("0123456789", min_size=1, max_size=15))
    if not int(digits):
        return Decimal(draw(st.sampled_from(["0", "-0", "0.00", "0E+5"])))
    first = len(digits.lstrip("0")) - 1
    exponent = draw(st.integers(-15, 20)) - first
    sign = draw(st.sampled_from(["", "-"]))
    return Decimal(f"{sign}{digits}E{exponent}")


@st.composite
def unit_ids(draw: st.DrawFn) -> str:
    """Draw the id of a unit, with or without multiplier, alone or in a product of up to three."""
    text = draw(st.sampled_from(TERMS))
    for _ in range(draw(st.integers(0, 2))):
        text += "/" + draw(st.sampled_from(TERMS))
    if draw(st.booleans()):
        text = draw(st.sampled_from(TERMS)) + "*" + text
    assume(len(text) <= 64)
    return text


@st.composite
def alike(draw: st.DrawFn, count: int) -> tuple[Amount, ...]:
    """Draw amounts of one dimension, each in a unit of its own."""
    ids = BY_DIMENSION[draw(st.sampled_from(sorted(BY_DIMENSION)))]
    prefixes = st.sampled_from(["", *MULTIPLIERS])
    return tuple(
        Amount(draw(magnitudes()), draw(prefixes) + draw(st.sampled_from(ids)))
        for _ in range(count)
    )


amounts = st.builds(Amount, magnitudes(), unit_ids() | st.none())


def run(code: str) -> str:
    """Run *code* in a fresh interpreter and return what it prints."""
    done = subprocess.run(  # noqa: S603 (code of this file)
        [sys.executable, "-W", "error", "-c", code],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert "" == done.stderr
    return done.stdout.strip()


def sign(x: Fraction) -> int:
    """Return -1, 0 or 1."""
    return (x > 0) - (x < 0)


class TestFacts:
    @pytest.mark.parametrize(
        ("text", "unit", "expected"),
        [
            ("350 亩", "公顷", Fraction(70, 3)),
            ("350 mu", "hectare", Fraction(70, 3)),
            ("1 亩", "m2", Fraction(2000, 3)),
            ("15 亩", "hectare", 1),
            ("1 平方公里", "亩", 1500),
            ("1.5亿米", "km", 150000),
            ("1 里", "m", 500),
            ("1 海里", "m", 1852),
            ("1 担", "斤", 100),
            ("2 斤", "公斤", 1),
            ("1 吨标准煤", "kJ", 29307600),
            ("1 千瓦时", "kJ", 3600),
            ("1 度电", "kWh", 1),
            ("1 马力", "W", Fraction(735_49875, 100000)),
            ("1 方", "升", 1000),
            ("1 年", "day", Fraction(3652425, 10000)),
            ("1 季度", "个月", 3),
            ("1 岁", "年", 1),
            ("1 工日", "person*day", 1),
            ("三成", "%", 30),
            ("5 ‰", "%", Fraction(1, 2)),
            ("3 个百分点", "个千分点", 30),
            ("2 倍", "ratio", 2),
            ("1 名", "人次", 1),
            ("5 家", "个", 5),
            ("1 TB", "GB", 1000),
            ("1 EFLOPS", "PFLOPS", 1000),
            ("1 万元/亩", "元/平方米", 15),
            ("3 台/万人", "台/人", Fraction(3, 10000)),
            ("1 微克/立方米", "mg/m3", Fraction(1, 1000)),
            ("36 km/h", "m/s", 10),
            ("1 万亿元", "亿元", 10000),
        ],
    )
    def test_exact(self, text: str, unit: str, expected: Fraction) -> None:
        """Conversions are exact: 350 亩 is 70/3 hectares, 1.5亿米 150,000 km."""
        assert expected == amount(text).to(unit)

    @pytest.mark.parametrize(
        ("text", "dimension"),
        [
            ("5 m", "length"),
            ("5 亩", "area"),
            ("5 L", "volume"),
            ("5 t", "mass"),
            ("5 kWh", "energy"),
            ("5 吨标准煤", "energy"),
            ("5 MW", "power"),
            ("5 年", "time"),
            ("5 %", "share"),
            ("5 个百分点", "share"),
            ("5 元", "money_CNY"),
            ("5 美元", "money_USD"),
            ("5 人", "persons"),
            ("5 户", "households"),
            ("5 家", "count"),
            ("5 倍", "ratio"),
            ("5 ratio", "ratio"),
            ("5 m2/m2", "ratio"),
            ("5 元/人", "money_CNY/persons"),
            ("5 人/平方公里", "persons/area"),
            ("5 吨/月·平方公里", "mass/area/time"),
            ("5 立方米/日", "volume/time"),
            ("5 家/年·人", "count/persons/time"),
            ("5 m*m3", "length^4"),
            ("5 m/m2", "1/length"),
            ("5 元*人", "money_CNY*persons"),
        ],
    )
    def test_dimension(self, text: str, dimension: str) -> None:
        """Each amount says in words what it measures."""
        assert dimension == amount(text).dimension

    def test_no_unit_no_dimension(self) -> None:
        """A number without unit measures nothing that is known."""
        assert amount("0.5").dimension is None

    @pytest.mark.parametrize(
        ("text", "dimension"),
        [
            ("0.5 吨标准煤/万元", "energy/money_CNY"),
            ("3 千瓦/人", "power/persons"),
        ],
    )
    def test_dimension_of_energy_intensity(self, text: str, dimension: str) -> None:
        """Energy and power are dimensions of their own in products too."""
        assert dimension == amount(text).dimension

    def test_dimensions_do_not_mix(self) -> None:
        """Length, area, volume, mass, energy, power, time, share, each money, persons … differ."""
        names = [
            UNITS[id_].dimension
            for id_ in ("m", "m2", "m3", "kg", "J", "W", "s", "percent", "ratio", "point", "dB")
        ]
        names += [
            UNITS[id_].dimension for id_ in ("CNY", "USD", "EUR", "person", "household", "个")
        ]

        assert len(names) == len(set(names))
        assert 14 == len({d for d in BY_DIMENSION if d.startswith("money_")})


DESIGN_UNITS = {
    "mu": "mu", "亩": "mu", "km": "km", "公里": "km", "m2": "m2", "平方米": "m2",
    "hectare": "hectare", "公顷": "hectare", "CNY": "CNY", "元": "CNY",
    "percent": "percent", "%": "percent", "％": "percent", "‰": "permille", "㎡": "m2",
    "¥": "CNY", "￥": "CNY", "percentage_point": "percentage_point",
    "百分点": "percentage_point", "个百分点": "percentage_point",
    "person": "person", "人": "person", "名": "名", "位": "位", "人次": "人次",
    "household": "household", "户": "household", "ratio": "ratio",
    "wan_m2": "wan_m2", "万平方米": "wan_m2", "yi_CNY": "yi_CNY", "亿元": "yi_CNY",
    "十人": "shi_person", "百人": "bai_person", "千人": "qian_person", "万人": "wan_person",
    "百万人": "baiwan_person", "千万人": "qianwan_person", "亿人": "yi_person",
    "万亿元": "wanyi_CNY", "元/人": "CNY/person", "吨/月·平方公里": "t/month/km2",
    "微克/立方米": "ug/m3", "台/万人": "台/wan_person",
} | {word: word for word in "个家所座处条台套张株头村项件"}  # fmt: skip

CORPUS_UNITS = {
    "%": "percent", "‰": "permille", "㎡": "m2", "个": "个", "亩": "mu", "人": "person",
    "人年": "person_year", "人次": "人次", "元": "CNY", "公斤": "kg", "公里": "km",
    "公顷": "hectare", "千瓦": "kW", "名": "名", "吨": "t", "吨/日": "t/day",
    "吨/月·平方公里": "t/month/km2", "吨标准煤": "tce", "场": "场", "处": "处", "头": "头",
    "套": "套", "家": "家", "岁": "sui", "工日": "person_day", "平方公里": "km2", "平方米": "m2",
    "幢": "幢", "座": "座", "张": "张", "微克/立方米": "ug/m3", "户": "household", "所": "所",
    "斤": "jin", "方": "m3", "条": "条", "株": "株", "片": "片", "立方米": "m3", "项": "项",
}  # fmt: skip


OTHER_UNITS = {"马力": "hp", "海里": "nmi", "标准箱": "标箱", "TEU": "标箱", "课时": "学时"}


class TestNames:
    @pytest.mark.parametrize(("name", "expected"), DESIGN_UNITS.items())
    def test_design(self, name: str, expected: str) -> None:
        """Every unit, sign and multiplier that the design names has the id that it gives."""
        assert expected == unit_id(name)

    @pytest.mark.parametrize(("name", "expected"), CORPUS_UNITS.items())
    def test_corpus(self, name: str, expected: str) -> None:
        """Every unit of the corpus of plans is known."""
        assert expected == unit_id(name)

    @pytest.mark.parametrize(("name", "expected"), OTHER_UNITS.items())
    def test_others(self, name: str, expected: str) -> None:
        """So is what other plans print."""
        assert expected == unit_id(name)

    def test_corpus_rank(self) -> None:
        """1个位次, one rank, is a unit of the corpus too."""
        assert "位次" == unit_id("个位次")

    @pytest.mark.parametrize("noun", ["农村居民", "农村人口"])
    def test_corpus_nouns(self, noun: str) -> None:
        """What the corpus counts without a measure word (3700万农村居民) is no unit."""
        with pytest.raises(UnknownUnitError):
            unit_id(noun)

    @pytest.mark.parametrize(
        ("name", "expected"),
        [
            (" 万 亩 ", "wan_mu"),
            ("元／人", "CNY/person"),
            ("元/人/年", "CNY/person/year"),
            ("吨/(月·平方公里)", "t/month/km2"),
            ("吨/（月·平方公里）", "t/month/km2"),
            ("(元)/(人)", "CNY/person"),
            ("元*人", "CNY*person"),
            ("元⋅人", "CNY*person"),
            ("元•人", "CNY*person"),
            ("元・人", "CNY*person"),
            ("万kWh", "wan_kWh"),
            ("wan_千瓦时", "wan_kWh"),
            ("m²", "m2"),
            ("㎢", "km2"),
            ("μg/m³", "ug/m3"),
            ("RMB", "CNY"),
            ("US$", "USD"),
            ("HK$", "HKD"),
            ("TEU", "标箱"),
            ("万标准箱", "wan_标箱"),
            ("比值", "ratio"),
            ("千米", "km"),
            ("千克", "kg"),
            ("百分点", "percentage_point"),
        ],
    )
    def test_spellings(self, name: str, expected: str) -> None:
        """Signs, full width, brackets, dots and blanks lead to the same ids."""
        assert expected == unit_id(name)

    @pytest.mark.parametrize(
        ("name", "message"),
        [
            ("wan-mu", "unknown unit 'wan-mu'; did you mean 'wan_mu'?"),
            ("wan mu", "unknown unit 'wan mu'; did you mean 'wan_mu'?"),
            ("wan_mo", "unknown unit 'wan_mo'; did you mean 'wan_m'?"),
            ("wan_hectar", "unknown unit 'wan_hectar'; did you mean 'wan_hectare' or 'wan_year'?"),
            ("Km", "unknown unit 'Km'; did you mean 'km'?"),
            ("kwh", "unknown unit 'kwh'; did you mean 'kWh'?"),
            ("平方公理", "unknown unit '平方公理'; did you mean '平方公里' or '平方'?"),
            ("hectares", "unknown unit 'hectares'; did you mean 'hectare'?"),
            ("亩亩", "unknown unit '亩亩'; did you mean '亩'?"),
            ("公斤米", "unknown unit '公斤米'; did you mean '公斤'?"),
            ("acre", "unknown unit 'acre'"),
            ("", "unknown unit ''"),
            ("/人", "unknown unit '/人'"),
            ("人/", "unknown unit '人/'"),
            ("人//年", "unknown unit '人//年'"),
            ("人·", "unknown unit '人·'"),
            ("1/年", "unknown unit '1/年'"),
            ("万", "unknown unit '万'"),
            ("_", "unknown unit '_'"),
            ("wan_", "unknown unit 'wan_'"),
            ("万万元", "unknown unit '万万元'; did you mean '万元'?"),
            ("万亿亿元", "unknown unit '万亿亿元'; did you mean '万亿元'?"),
            ("wan_wan_m2", "unknown unit 'wan_wan_m2'"),
            ("wan_yi_CNY", "unknown unit 'wan_yi_CNY'; did you mean 'wan_CNY'?"),
            ("人/人/人/人/人/人/人", "unknown unit '人/人/人/人/人/人/人'"),
            ("吨/(月/平方公里)", "unknown unit '吨/(月/平方公里)'; did you mean '月'?"),
            ("x" * 65, f"unknown unit '{'x' * 60}…'"),
            ("x" * 64, f"unknown unit '{'x' * 60}…'"),
        ],
    )
    def test_unknown(self, name: str, message: str) -> None:
        """An unknown name is refused, and the nearest known ones are named."""
        with pytest.raises(UnknownUnitError) as excinfo:
            unit_id(name)

        assert name == excinfo.value.name
        assert message == str(excinfo.value)

    def test_unknown_after_a_multiplier(self) -> None:
        """The nearest name keeps the multiplier, in Chinese as in ASCII."""
        with pytest.raises(UnknownUnitError) as excinfo:
            unit_id("万平方公理")

        assert "万平方公里" in excinfo.value.suggestions

    @given(id_=unit_ids())
    def test_ids_are_fixed_points(self, id_: str) -> None:
        """Any product of ids is its own id, if no factor under the line is a product."""
        assert id_ == unit_id(id_)

    def test_long_products(self) -> None:
        """A product whose id would be above 64 characters is refused when it is read."""
        text = "千万个百分点/千万个百分点/千万个百分点"
        for read in (unit_id, lambda name: amount(f"1 {name}")):
            with pytest.raises(UnknownUnitError) as excinfo:
                read(text)

            assert f"unknown unit '{text}'" == str(excinfo.value)

    def test_multipliers(self) -> None:
        """The eight multipliers of the design, and no other."""
        expected = {
            "shi_": ("十", 10),
            "bai_": ("百", 10**2),
            "qian_": ("千", 10**3),
            "wan_": ("万", 10**4),
            "baiwan_": ("百万", 10**6),
            "qianwan_": ("千万", 10**7),
            "yi_": ("亿", 10**8),
            "wanyi_": ("万亿", 10**12),
        }

        assert expected == {id_: (m.name, m.factor) for id_, m in MULTIPLIERS.items()}
        assert list(expected) == [m.id for m in MULTIPLIERS.values()]
        for prefix, (name, factor) in expected.items():
            assert factor == Amount(1, prefix + "CNY").to("CNY") == amount(f"1 {name}元").to("元")

    def test_units_is_a_mapping(self) -> None:
        """UNITS is read like a dictionary: by id only, in the order of the file."""
        assert len(UNITS) == len(list(UNITS))
        assert ["m", "km", "cm"] == list(UNITS)[:3]
        assert "亩" == UNITS["mu"].name
        assert "亩" not in UNITS

    def test_aliases_are_complete(self) -> None:
        """Every name that is read is the id, the name or an alias of its unit."""
        hidden = {
            name: unit.id
            for name, unit in _unit_table.table().names.items()
            if name not in {unit.id, unit.name, *unit.aliases}
        }

        assert {} == hidden


class TestReading:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("30 万平方米", "30 wan_m2"),
            ("30万平方米", "30 wan_m2"),
            ("50万千瓦", "50 wan_kW"),
            ("三千万元", "3000 wan_CNY"),
            ("3千万元", "3 qianwan_CNY"),
            ("三百万元", "300 wan_CNY"),
            ("二十人", "20 person"),
            ("三百亩", "300 mu"),
            ("十公里", "10 km"),
            ("30万 平方米", "30 wan_m2"),
            ("一千二百万元", "1200 wan_CNY"),
            ("千万元", "1 qianwan_CNY"),
            ("3千瓦时", "3 kWh"),
            ("三千瓦时", "3 kWh"),
            ("三千千瓦时", "3000 kWh"),
            ("5千米", "5 km"),
            ("3个百分点", "3 percentage_point"),
            ("3个月", "3 month"),
            ("3个", "3 个"),
            ("3.5万亿元", "3.5 wanyi_CNY"),
            ("十五万元", "15 wan_CNY"),
            ("二十万亿元", "20 wanyi_CNY"),
            ("两万五千元", "25000 CNY"),
            ("两万五元", "25000 CNY"),
            ("3万5千元", "35000 CNY"),
            ("十亿千瓦时", "10 yi_kWh"),
            ("一万千瓦", "1 wan_kW"),
            ("三百人·公里", "300 person*km"),
            ("5 千 米", "5 qian_m"),
            ("2百 万元", "2 baiwan_CNY"),
            ("2 百万元", "2 baiwan_CNY"),
            ("亿元", "1 yi_CNY"),
            ("一百二十亩", "120 mu"),
            ("１２０亩", "120 mu"),
            ("1,500亩", "1500 mu"),
            ("1，500亩", "1500 mu"),
            ("3.5 km", "3.5 km"),
            ("3.50 km", "3.5 km"),
            ("-5 亩", "-5 mu"),
            ("－5亩", "-5 mu"),
            ("  5  亩  ", "5 mu"),
            ("5%", "5 percent"),
            ("５％", "5 percent"),
            ("5 ‰", "5 permille"),
            ("百分之七", "7 percent"),
            ("百分之七点五", "7.5 percent"),
            ("百分之7.5", "7.5 percent"),
            ("千分之三", "3 permille"),
            ("万分之一", "1 permyriad"),
            ("¥5万", "5 wan_CNY"),
            ("￥ 5", "5 CNY"),
            ("$5", "5 USD"),
            ("US$5万", "5 wan_USD"),
            ("HK$5", "5 HKD"),
            ("€5", "5 EUR"),
            ("£5亿", "5 yi_GBP"),
            ("5㎡", "5 m2"),
            ("3 台/万人", "3 台/wan_person"),
            ("12000 元/人", "12000 CNY/person"),
            ("2.5 吨/月·平方公里", "2.5 t/month/km2"),
            ("35 微克/立方米", "35 ug/m3"),
            ("三成", "3 cheng"),
            ("160", "160"),
            ("一百", "100"),
            ("3万", "30000"),
        ],
    )
    def test_examples(self, text: str, expected: str) -> None:
        """Each way to write an amount keeps its number and its unit, multiplier included."""
        assert expected == str(amount(text))

    @pytest.mark.parametrize(
        ("text", "unit", "expected"),
        [
            ("十公里", "km", 10),
            ("二十人", "人", 20),
            ("五百亩", "亩", 500),
            ("三百千瓦时", "kWh", 300),
            ("一百万元", "元", 10**6),
            ("两千万元", "元", 2 * 10**7),
            ("百万千瓦", "kW", 10**6),
            ("5百千米", "km", 500),
        ],
    )
    def test_meaning(self, text: str, unit: str, expected: int) -> None:
        """Wherever the number is taken to end, the amount means what was written."""
        assert expected == amount(text).to(unit)

    @pytest.mark.parametrize(
        ("text", "unit", "expected"),
        [
            ("三百五十千克", "kg", 350),
            ("一百二十千瓦时", "kWh", 120),
            ("两千五百千瓦", "kW", 2500),
            ("三万五千千瓦", "kW", 35000),
            ("一千二百千米", "km", 1200),
            ("3千5百千瓦", "kW", 3500),
        ],
    )
    def test_units_that_begin_like_a_number(self, text: str, unit: str, expected: int) -> None:
        """A number before 千克, 千瓦 and 千米 is read whole."""
        assert expected == amount(text).to(unit)

    def test_zero_before_kilo(self) -> None:
        """零 shows that 千 belongs to the unit: 一万零六 千克."""
        assert 10006 == amount("一万零六千克").to("kg")

    @given(n=st.integers(1, 99999), unit=st.sampled_from(["克", "瓦", "瓦时", "米", "焦", "伏"]))
    def test_arabic_before_kilo(self, n: int, unit: str) -> None:
        """Any whole number of 千克, 千瓦, 千瓦时 … in Arabic digits is read whole."""
        ids = {"克": "kg", "瓦": "kW", "瓦时": "kWh", "米": "km", "焦": "kJ", "伏": "kV"}

        assert n == amount(f"{n}千{unit}").to(ids[unit])

    @given(
        n=st.integers(1, 9999),
        prefix=st.sampled_from(["", "万", "百万", "千万", "亿", "万亿"]),
        name=st.sampled_from(["元", "亩", "人", "千瓦时", "吨标准煤", "%", "家", "元/人"]),
        gaps=st.sampled_from([("", ""), (" ", ""), ("\u3000", ""), (" ", " ")]),
    )
    def test_written_unit_is_kept(
        self, n: int, prefix: str, name: str, gaps: tuple[str, str]
    ) -> None:
        """Any digits, multiplier and unit, with or without blanks, stay what they are."""
        read = amount(f"{n}{gaps[0]}{prefix}{gaps[1]}{name}")

        assert Amount(n, unit_id(prefix + name)) == read

    @pytest.mark.parametrize(
        ("value", "unit", "expected"),
        [
            (350, "亩", "350 mu"),
            (1.5, "亿元", "1.5 yi_CNY"),
            (0.1, "%", "0.1 percent"),
            (1e15, "元", "1000000000000000 CNY"),
            (1e20, "元", "100000000000000000000 CNY"),
            (-0.0, "元", "0 CNY"),
            (Decimal("2.50"), "km", "2.5 km"),
            ("一百二十", "亩", "120 mu"),
            ("1.2万", "亩", "12000 mu"),
            (7, None, "7"),
            (0.5, None, "0.5"),
        ],
    )
    def test_number_and_unit(self, value: float | Decimal | str, unit: str, expected: str) -> None:
        """A number may come by itself; a float stands for the decimal that prints it."""
        assert expected == str(amount(value, unit))

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("", "'' is not an exact number: empty"),
            ("亩", "'亩' is not an exact number: it starts with no number"),
            ("%", "'%' is not an exact number: it starts with no number"),
            (
                "近百亩",
                "'近百亩' is not an exact number: 近 makes it approximate; read it as a comparator",
            ),
            (
                "三百亩左右",
                (
                    "'三百亩左右' is not an exact number: "
                    "左右 is a comparator (~), and no part of an amount"
                ),
            ),
            (
                "至少350亩",
                (
                    "'至少350亩' is not an exact number: "
                    "至少 is a comparator (>=), and no part of an amount"
                ),
            ),
            ("半亩", "'半亩' is not an exact number: it starts with no number"),
            ("百分之三五", "'三五' is not an exact number: may mean a choice, such as 3 to 5"),
            ("三五亩", "'三五' is not an exact number: may mean a choice, such as 3 to 5"),
            (
                "1.55万5元",
                (
                    "'1.55万5' is not an exact number: "
                    "a decimal fraction before 万 or 亿 and digits after it"
                ),
            ),
            (
                "9" * 65 + "亩",
                f"'{'9' * 60}…' is not an exact number: longer than 64 characters",
            ),
            (
                "9" * 129,
                f"'{'9' * 60}…' is not an exact number: longer than a number and a unit can be",
            ),
        ],
    )
    def test_no_number(self, text: str, message: str) -> None:
        """Text without one exact number is refused with the reason."""
        with pytest.raises(NumeralError) as excinfo:
            amount(text)

        assert message == str(excinfo.value)

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("5 万万元", "unknown unit '万万元'; did you mean '万元'?"),
            ("5 wan-mu", "unknown unit 'wan-mu'; did you mean 'wan_mu'?"),
            ("5 Km", "unknown unit 'Km'; did you mean 'km'?"),
            ("5平方公理", "unknown unit '平方公理'; did you mean '平方公里' or '平方'?"),
            ("5 /人", "unknown unit '/人'"),
            ("5万亩亩", "unknown unit '亩亩'; did you mean '亩'?"),
            ("1/2 亩", "unknown unit '/2 亩'"),
            ("1e5 m", "unknown unit 'e5 m'"),
        ],
    )
    def test_no_unit(self, text: str, message: str) -> None:
        """Text with an unknown unit is refused, and the nearest is named."""
        with pytest.raises(UnknownUnitError) as excinfo:
            amount(text)

        assert message == str(excinfo.value)

    @pytest.mark.parametrize(
        ("text", "expected"),
        [("万万元", 10**8), ("5万万元", 5 * 10**8), ("亿万元", 10**12), ("3亿万元", 3 * 10**12)],
    )
    def test_number_times_multiplier(self, text: str, expected: int) -> None:
        """万 and 亿 before 万元 multiply it, and are never added up."""
        assert expected == amount(text).to("元")

    @pytest.mark.parametrize("text", ["-¥5", "－￥5", "-$5"])
    def test_negative_money(self, text: str) -> None:
        """A sign before ¥ is read as before any number."""
        assert Fraction(-5) == Fraction(amount(text).magnitude)

    @pytest.mark.parametrize("text", ["-百分之三", "－百分之三"])
    def test_negative_share(self, text: str) -> None:
        """A sign before 百分之 is read as before any number."""
        assert Amount(-3, "percent") == amount(text)

    def test_longest(self) -> None:
        """A text of 128 characters is read, as long as the longest number and unit are."""
        assert Amount(5, "mu") == amount("5 亩".ljust(128))

    def test_money_said_twice(self) -> None:
        """A sign of money before the number and its word after it are one unit."""
        assert Amount(5, "wan_CNY") == amount("¥5万元")

    def test_approximate(self) -> None:
        """That a number is approximate is said, as numerals says it."""
        with pytest.raises(NumeralError) as excinfo:
            amount("十余亩")

        assert "余 makes it approximate; read it as a comparator" == excinfo.value.reason

    @given(text=st.text() | st.text("0123456789.,万亿千百十亩元人/%个平方公里 -¥km", max_size=12))
    @example("²亩")
    @example("٣ 亩")
    @example("\ud800")
    def test_any_text(self, text: str) -> None:
        """Any text is an amount or one of govplan's own errors, nothing else."""
        try:
            read = amount(text)
        except GovplanError as error:
            assert str(error)  # noqa: PT017 (any text may be refused)
        else:
            assert read == amount(str(read))

    @given(text=st.text())
    def test_any_unit(self, text: str) -> None:
        """Any name is a unit or an UnknownUnitError that holds the name, nothing else."""
        try:
            id_ = unit_id(text)
        except UnknownUnitError as error:
            assert text == error.name  # noqa: PT017 (any name may be refused)
        else:
            assert id_ == unit_id(id_)

    @given(n=st.integers(0, 10**14), unit=st.sampled_from(["亩", "万元", "千瓦时"]))
    def test_decimal_context(self, n: int, unit: str) -> None:
        """A caller's decimal context changes no amount, conversion or display."""
        text = f"{n}{unit}"
        read = amount(text)
        expected = (read, str(read), f"{read:zh}", read.to(unit), compare(read, read))
        traps = [decimal.Inexact, decimal.Rounded, decimal.FloatOperation]
        with decimal.localcontext(decimal.Context(prec=5, traps=traps)):
            again = amount(text)
            actual = (again, str(again), f"{again:zh}", again.to(unit), compare(again, again))

        assert expected == actual

    def test_negative_at_low_precision(self) -> None:
        """A caller's precision of 5 changes no negative amount."""
        with decimal.localcontext(prec=5):
            read = amount("-1234567 亩")

        assert "-1234567 mu" == str(read)


class TestAmount:
    def test_equal_by_writing(self) -> None:
        """4.50 is 4.5, also as a key; 1 km is not 1000 m; 5 家 is not 5 个."""
        one, other = Amount(Decimal("4.50"), "yi_CNY"), Amount(Decimal("4.5"), "yi_CNY")

        assert one == other
        assert hash(one) == hash(other)
        assert amount("1 km") != amount("1000 m")
        assert amount("5 家") != amount("5 个")
        assert Amount(5) != Amount(5, "个")

    @given(magnitude=magnitudes(), zeros=st.integers(0, 20))
    def test_one_form(self, magnitude: Decimal, zeros: int) -> None:
        """However a number is written, equal ones are kept, hashed and shown alike."""
        _, digits, exponent = magnitude.as_tuple()
        assert isinstance(exponent, int)
        longer = Decimal((int(magnitude < 0), (*digits, *[0] * zeros), exponent - zeros))
        one, other = Amount(magnitude, "mu"), Amount(longer, "mu")

        assert (one, hash(one), str(one), repr(one)) == (
            other,
            hash(other),
            str(other),
            repr(other),
        )
        assert magnitude == one.magnitude
        assert "E" not in str(one)
        assert "-0" != str(one.magnitude)

    @pytest.mark.parametrize(
        ("value", "expected"),
        [
            (123456789012345, "123456789012345"),
            (1234567890123450000, "1234567890123450000"),
            (Decimal("1E-15"), "0.000000000000001"),
            (Decimal("1.5E-15"), "0.0000000000000015"),
            (Decimal("9.99999999999999E20"), "999999999999999000000"),
            (Decimal("1e20"), "100000000000000000000"),
            (7 * 10**19, "70000000000000000000"),
            (Decimal("0E+999"), "0"),
            (Decimal("-0.0"), "0"),
            (0, "0"),
        ],
    )
    def test_bounds(self, value: Decimal | int, expected: str) -> None:
        """15 digits, 1e-15 and 9.9…e20 are held, and shown without exponent."""
        assert expected == str(Amount(value))

    @pytest.mark.parametrize(
        ("value", "expected"),
        [
            (300, "300"),
            (350, "350"),
            (Decimal("3.5E+2"), "350"),
            (Decimal("-1E+20"), f"-1{'0' * 20}"),
        ],
    )
    def test_whole_numbers(self, value: Decimal | int, expected: str) -> None:
        """The magnitude itself prints as a plan has it: 300, never 3E+2."""
        assert expected == str(Amount(value).magnitude)

    @pytest.mark.parametrize("value", [10**20, -(10**20), 999 * 10**18])
    def test_large_int(self, value: int) -> None:
        """An int is held wherever the same Decimal is."""
        assert Amount(Decimal(value)) == Amount(value)

    @pytest.mark.parametrize(
        ("value", "message"),
        [
            (1234567890123456, "expected at most 15 significant digits, got 1234567890123456"),
            (
                Decimal("0.30000000000000004"),
                "expected at most 15 significant digits, got 0.30000000000000004",
            ),
            (
                Decimal("1." + "1" * 80),
                f"expected at most 15 significant digits, got 1.{'1' * 58}…",
            ),
            (
                Decimal("1E-16"),
                "expected 0 or a number from 1e-15 to below 1e21, got 1E-16",
            ),
            (
                Decimal("-1E21"),
                "expected 0 or a number from 1e-15 to below 1e21, got -1E+21",
            ),
            (
                10**21,
                "expected 0 or a number from 1e-15 to below 1e21, got 1000000000000000000000",
            ),
            (
                10**5000,
                "expected 0 or a number from 1e-15 to below 1e21, got a very large integer",
            ),
            (
                Decimal("1E+999999"),
                "expected 0 or a number from 1e-15 to below 1e21, got 1E+999999",
            ),
            (Decimal("NaN"), "expected a number, got NaN"),
            (Decimal("sNaN"), "expected a number, got sNaN"),
            (Decimal("-Infinity"), "expected a number, got -Infinity"),
        ],
        ids=range(11),
    )
    def test_out_of_bounds(self, value: Decimal | int, message: str) -> None:
        """What JSON readers would round or cannot write is refused with the bound."""
        with pytest.raises(InvalidValueError) as excinfo:
            Amount(value, "mu")

        assert f"Amount/magnitude: {message}" == str(excinfo.value)

    @pytest.mark.parametrize(
        ("value", "shown"),
        [
            (True, "True"),
            (1.5, "a float"),
            ("5", "'5'"),
            (None, "None"),
            (Fraction(1, 2), "a Fraction"),
            ([1], "a list"),
        ],
    )
    def test_wrong_type(self, value: Any, shown: str) -> None:
        """Only int and Decimal are numbers of an amount; a bool and a float are not."""
        with pytest.raises(InvalidTypeError) as excinfo:
            Amount(value, "mu")

        assert f"Amount/magnitude: expected a number, got {shown}" == str(excinfo.value)

    @pytest.mark.parametrize(
        ("value", "message"),
        [
            (float("nan"), "expected a number, got NaN"),
            (float("inf"), "expected a number, got Infinity"),
            (1e22, "expected 0 or a number from 1e-15 to below 1e21, got 1E+22"),
            (0.1 + 0.2, "expected at most 15 significant digits, got 0.30000000000000004"),
        ],
    )
    def test_floats_out_of_bounds(self, value: float, message: str) -> None:
        """A float given to amount() is held to the same bounds, as the decimal it prints."""
        with pytest.raises(InvalidValueError) as excinfo:
            amount(value, "亩")

        assert f"Amount/magnitude: {message}" == str(excinfo.value)

    @pytest.mark.parametrize(
        ("unit", "message"),
        [
            ("亩", "expected the unit's id 'mu', got '亩'"),
            (" mu", "expected the unit's id 'mu', got ' mu'"),
            ("t/(month*km2)", "expected the unit's id 't/month/km2', got 't/(month*km2)'"),
            ("wan-mu", "unknown unit 'wan-mu'; did you mean 'wan_mu'?"),
            ("", "unknown unit ''"),
        ],
    )
    def test_unit_is_an_id(self, unit: str, message: str) -> None:
        """The constructor takes ids alone, and names the right one."""
        with pytest.raises(InvalidValueError) as excinfo:
            Amount(5, unit)

        assert f"Amount/unit: {message}" == str(excinfo.value)

    def test_unit_is_a_text(self) -> None:
        """A unit that is no text is refused for its type."""
        with pytest.raises(InvalidTypeError) as excinfo:
            Amount(5, 5)  # type: ignore[arg-type]

        assert "Amount/unit: expected a text, got 5" == str(excinfo.value)

    @given(value=amounts)
    def test_text_round_trip(self, value: Amount) -> None:
        """Any amount is read back from its text, equal to itself."""
        assert value == amount(str(value))

    @given(value=amounts)
    def test_pickle_and_copy(self, value: Amount) -> None:
        """Any amount survives pickling and copying."""
        assert value == pickle.loads(pickle.dumps(value))  # noqa: S301 (our own)
        assert value == copy.deepcopy(value)


class TestDisplay:
    @pytest.mark.parametrize(
        ("text", "ascii_form", "chinese"),
        [
            ("30 万平方米", "30 wan_m2", "30 万平方米"),
            ("350 mu", "350 mu", "350 亩"),
            ("7 %", "7 percent", "7%"),
            ("3 ‰", "3 permille", "3‰"),
            ("2 ‱", "2 permyriad", "2‱"),
            ("3 个百分点", "3 percentage_point", "3 个百分点"),
            ("3 百分点/年", "3 percentage_point/year", "3 个百分点/年"),
            ("3 月", "3 month", "3 个月"),
            ("3 季度", "3 quarter", "3 个季度"),
            ("3 千分点", "3 permille_point", "3 个千分点"),
            ("3 吨/月", "3 t/month", "3 吨/月"),
            ("3 万个月", "3 wan_month", "3 万月"),
            ("3 月*人", "3 month*person", "3 月·人"),
            ("5 ratio", "5 ratio", "5"),
            ("5", "5", "5"),
            ("2.5 吨/月·平方公里", "2.5 t/month/km2", "2.5 吨/月·平方公里"),
            ("3 台/万人", "3 台/wan_person", "3 台/万人"),
            ("3 元*人", "3 CNY*person", "3 元·人"),
            ("5 TEU", "5 标箱", "5 标箱"),
            ("-1.20 亿元", "-1.2 yi_CNY", "-1.2 亿元"),
        ],
    )
    def test_both(self, text: str, ascii_form: str, chinese: str) -> None:
        """Amounts are written with ids, and with Chinese names or signs for readers."""
        value = amount(text)

        assert [ascii_form, chinese] == [str(value), f"{value:zh}"]
        assert f"amount({ascii_form!r})" == repr(value)
        assert ascii_form == f"{value}"

    @pytest.mark.parametrize("spec", ["en", ".2f", "zh "])
    def test_other_formats(self, spec: str) -> None:
        """Any other format is refused with the two that there are."""
        with pytest.raises(ValueError, match=r"^format of") as excinfo:
            format(amount("5 亩"), spec)

        assert f"format of an Amount is '' or 'zh', not {spec!r}" == str(excinfo.value)

    @given(value=amounts)
    def test_chinese_round_trip(self, value: Amount) -> None:
        """Any amount means the same when read from its Chinese form, where no ratio is in it."""
        assume(value.unit is None or "ratio" not in value.unit)

        assert same(value, amount(f"{value:zh}"))

    @pytest.mark.parametrize("prefix", ["", *MULTIPLIERS])
    def test_chinese_round_trip_of_every_unit(self, prefix: str) -> None:
        """Of all units the display of ratio alone, which is no word, reads back otherwise."""
        odd = {
            id_
            for id_ in UNITS
            if id_ != "ratio"
            for value in [Amount(Decimal("1.5"), prefix + id_)]
            if not same(value, amount(f"{value:zh}"))
        }

        assert set() == odd
        assert Amount(Decimal("0.5")) == amount(f"{amount('0.5 ratio'):zh}")

    @pytest.mark.parametrize("unit", ["wan_ratio", "ratio/year", "ratio*km"])
    def test_chinese_of_ratios(self, unit: str) -> None:
        """The Chinese form of any amount of a unit is readable."""
        amount(f"{Amount(1, unit):zh}")


class TestComparing:
    @given(pair=alike(2))
    def test_as_fractions_do(self, pair: tuple[Amount, ...]) -> None:
        """Comparing and converting agree with arithmetic in fractions of a common unit."""
        a, b = pair
        assert a.unit is not None
        assert b.unit is not None
        difference = Fraction(a.magnitude) - b.to(a.unit)

        assert sign(difference) == compare(a, b)
        assert (difference == 0) is same(a, b)
        assert Fraction(a.magnitude) == a.to(a.unit)
        assert Fraction(a.magnitude) * Amount(1, a.unit).to(b.unit) == a.to(b.unit)
        assert 1 == Amount(1, a.unit).to(b.unit) * Amount(1, b.unit).to(a.unit)

    @given(pair=alike(2))
    def test_antisymmetry(self, pair: tuple[Amount, ...]) -> None:
        """compare(b, a) is the opposite of compare(a, b)."""
        a, b = pair

        assert -compare(a, b) == compare(b, a)
        assert 0 == compare(a, a)
        assert same(a, b) is same(b, a)

    @given(triple=alike(3))
    def test_transitivity(self, triple: tuple[Amount, ...]) -> None:
        """Amounts of one dimension can be sorted: a ≤ b and b ≤ c give a ≤ c."""
        for a, b, c in itertools.permutations(triple):
            if compare(a, b) <= 0 and compare(b, c) <= 0:
                assert compare(a, c) <= 0

    @given(pair=alike(2), third=unit_ids())
    def test_composition(self, pair: tuple[Amount, ...], third: str) -> None:
        """Products convert by their factors: a/c to b/c is a to b."""
        a, b = pair
        over, under = f"{a.unit}/{third}", f"{b.unit}/{third}"
        assume(len(over) <= 64 and len(under) <= 64 and over.count("*") == 0)
        assert b.unit is not None

        assert a.to(b.unit) == Amount(a.magnitude, over).to(under)

    @given(magnitude=magnitudes(), other=magnitudes())
    def test_without_unit(self, magnitude: Decimal, other: Decimal) -> None:
        """Amounts without unit compare as their numbers."""
        assert sign(Fraction(magnitude) - Fraction(other)) == compare(
            Amount(magnitude), Amount(other)
        )

    @pytest.mark.parametrize(
        ("a", "b", "message"),
        [
            ("5 家", "18 人", "5 家 (count) and 18 人 (persons)"),
            ("5 家", "500 %", "5 家 (count) and 500% (share)"),
            ("5 元", "5 美元", "5 元 (money_CNY) and 5 美元 (money_USD)"),
            ("5 亩", "5 km", "5 亩 (area) and 5 公里 (length)"),
            ("5 户", "5 人", "5 户 (households) and 5 人 (persons)"),
            ("5", "5 人", "5 (no unit) and 5 人 (persons)"),
            ("5 人", "5", "5 人 (persons) and 5 (no unit)"),
            ("5", "5 倍", "5 (no unit) and 5 倍 (ratio)"),
            ("5 元/人", "5 元", "5 元/人 (money_CNY/persons) and 5 元 (money_CNY)"),
        ],
    )
    def test_other_dimension(self, a: str, b: str, message: str) -> None:
        """Amounts of two dimensions do not compare, and are not the same."""
        with pytest.raises(IncompatibleUnitsError) as excinfo:
            compare(amount(a), amount(b))

        assert f"cannot compare or convert {message}" == str(excinfo.value)
        assert same(amount(a), amount(b)) is False

    def test_same_by_meaning(self) -> None:
        """1.5亿米 is the same as 150000 km, and 5 家 as 5 个."""
        assert same(amount("1.5亿米"), amount("150000 km"))
        assert same(amount("5 家"), amount("5 个"))
        assert same(Amount(5), Amount(Decimal("5.0")))
        assert not same(amount("1 亩"), amount("1 公顷"))


class TestConverting:
    RATE = Decimal("6.45")

    @pytest.mark.parametrize(
        ("text", "unit", "rates", "expected"),
        [
            ("500 万美元", "万元", {("USD", "CNY"): RATE}, 3225),
            ("645 元", "USD", {("USD", "CNY"): RATE}, 100),
            ("645 元", "USD", {("CNY", "USD"): Fraction(100, 645)}, 100),
            ("7 元", "美元", {("CNY", "USD"): Fraction(1, 7)}, 1),
            ("7 元", "美元", {("USD", "CNY"): 7}, 1),
            ("200 元", "美元", {("CNY", "USD"): Decimal("0.155")}, 31),
            ("1 万元/亩", "美元/公顷", {("USD", "CNY"): 6}, 25000),
            ("12 亩/万元", "亩/万美元", {("USD", "CNY"): 6}, 72),
            ("6 元/人·年", "USD/person/year", {("USD", "CNY"): 6}, 1),
            ("36 元*元", "美元*美元", {("USD", "CNY"): 6}, 1),
            ("5 元", "万元", {}, Fraction(1, 2000)),
        ],
    )
    def test_rates(
        self,
        text: str,
        unit: str,
        rates: Mapping[tuple[str, str], Decimal | Fraction | int],
        expected: Fraction,
    ) -> None:
        """A given rate or its inverse converts money exactly, in products too."""
        assert expected == convert(amount(text), unit, rates=rates)

    def test_direct_rate_comes_first(self) -> None:
        """Where both directions are given, the one asked for is used."""
        rates: Mapping[tuple[str, str], Fraction | int] = {
            ("CNY", "USD"): Fraction(1, 7),
            ("USD", "CNY"): 6,
        }

        assert Fraction(1, 7) == convert(amount("1 元"), "USD", rates=rates)

    @pytest.mark.parametrize("rates", [None, {}, {("EUR", "USD"): 1}])
    @pytest.mark.parametrize(("text", "unit"), [("5 元", "USD"), ("5 元/亩", "美元/公顷")])
    def test_missing_rate(
        self, text: str, unit: str, rates: dict[tuple[str, str], int] | None
    ) -> None:
        """Between currencies there is no rate but the one given."""
        with pytest.raises(MissingRateError) as excinfo:
            convert(amount(text), unit, rates=rates)

        assert (
            "no rate from CNY to USD; "
            "use convert() with rates={('CNY', 'USD'): ...}, the USD for one CNY"
            == str(excinfo.value)
        )

    def test_to_has_no_rates(self) -> None:
        """Amount.to never changes currency."""
        with pytest.raises(MissingRateError):
            amount("5 元").to("USD")

    @pytest.mark.parametrize(
        ("rate", "words"),
        [
            (6.45, "a float"),
            ("6.45", "'6.45'"),
            (-1, "-1"),
            (Decimal("NaN"), "NaN"),
            (Decimal("-0.5"), "-0.5"),
            (Decimal(0), "0"),
        ],
    )
    def test_rates_that_are_none(self, rate: Any, words: str) -> None:
        """A rate is an exact number above zero; a float or a text is refused."""
        with pytest.raises(InvalidValueError) as excinfo:
            convert(amount("5 美元"), "元", rates={("USD", "CNY"): rate})

        assert (
            "convert/rates: expected an exact number above 0 for ('USD', 'CNY'), "
            f"got {words}" == str(excinfo.value)
        )

    @pytest.mark.parametrize("rate", [10**20, Decimal("1E+20"), Decimal("1E+999999")])
    def test_rates_that_are_too_much(self, rate: Decimal | int) -> None:
        """A rate that no money has is refused, before it is multiplied out."""
        with pytest.raises(InvalidValueError, match=r"^convert/rates: "):
            convert(amount("5 美元"), "元", rates={("USD", "CNY"): rate})

    def test_rate_of_zero(self) -> None:
        """A rate of which there is no inverse is refused by an error of govplan's."""
        with pytest.raises(GovplanError):
            convert(amount("5 元"), "美元", rates={("USD", "CNY"): 0})

    @given(rate=st.fractions(min_value=Fraction(1, 10**6), max_value=10**6), value=magnitudes())
    def test_there_and_back(self, rate: Fraction, value: Decimal) -> None:
        """Any rate is applied as the fraction that it is, and its inverse undoes it."""
        rates: dict[tuple[str, str], Decimal | Fraction | int] = {("USD", "CNY"): rate}

        assert Fraction(value) * rate == convert(Amount(value, "USD"), "CNY", rates=rates)
        assert Fraction(value) / rate == convert(Amount(value, "CNY"), "USD", rates=rates)

    @pytest.mark.parametrize(
        ("text", "unit", "message"),
        [
            ("5 家", "人", "5 家 (count) and 人 (persons)"),
            ("5 元", "亩", "5 元 (money_CNY) and 亩 (area)"),
            ("5 元/人", "美元/亩", "5 元/人 (money_CNY/persons) and 美元/亩 (money_USD/area)"),
            (
                "5 元/人",
                "美元/户",
                "5 元/人 (money_CNY/persons) and 美元/户 (money_USD/households)",
            ),
            ("5 元/美元", "元", "5 元/美元 (money_CNY/money_USD) and 元 (money_CNY)"),
            ("5 元*元", "美元", "5 元·元 (money_CNY^2) and 美元 (money_USD)"),
            ("5 倍", "%", "5 倍 (ratio) and % (share)"),
            ("5", "km", "5 (no unit) and 公里 (length)"),
        ],
    )
    def test_other_dimension(self, text: str, unit: str, message: str) -> None:
        """What measures something else is refused, whatever rates there are."""
        with pytest.raises(IncompatibleUnitsError) as excinfo:
            convert(amount(text), unit, rates={("CNY", "USD"): 1})

        assert f"cannot compare or convert {message}" == str(excinfo.value)

    def test_message_names_ratio(self) -> None:
        """A message about converting to ratio names it."""
        with pytest.raises(IncompatibleUnitsError) as excinfo:
            amount("5 家").to("ratio")

        assert "  " not in str(excinfo.value)
        assert excinfo.value.right

    def test_unknown_unit(self) -> None:
        """A conversion to an unknown unit suggests the nearest."""
        with pytest.raises(UnknownUnitError) as excinfo:
            amount("5 亩").to("hectar")

        assert "unknown unit 'hectar'; did you mean 'hectare' or 'year'?" == str(excinfo.value)


def relative_error(actual: Any, expected: Fraction) -> Fraction:
    """Return how far a pint magnitude is from the exact number, as a share of it."""
    return abs(Fraction(actual) / expected - 1)


class TestQuantity:
    @pytest.mark.parametrize(
        ("text", "unit"), [("30 万平方米", None), (350, "亩"), ("3.5 km", None), (0.5, "%")]
    )
    def test_decimal_magnitude(self, text: Any, unit: str | None) -> None:
        """Quantities hold Decimals, and the units as written."""
        made, read = quantity(text, unit), amount(text, unit)

        assert isinstance(made, pint.Quantity)
        assert isinstance(made.magnitude, Decimal)
        assert read.magnitude == made.magnitude
        assert read.unit == str(made.units)

    def test_without_unit(self) -> None:
        """A number without unit is a dimensionless quantity."""
        made: Any = quantity("5")

        assert made.dimensionless
        assert Decimal(5) == made.magnitude

    def test_counts_are_no_persons(self) -> None:
        """5 家 and 18 人 cannot be added; 5 家 and 3 个 can."""
        with pytest.raises(pint.DimensionalityError):
            quantity("5 家") + quantity("18 人")

        assert quantity("8 家") == quantity("5 家") + quantity("3 个")

    def test_currencies_do_not_mix(self) -> None:
        """Yuan and dollars cannot be added or converted by pint."""
        with pytest.raises(pint.DimensionalityError):
            quantity("5 元").to("USD")

    def test_every_pair_agrees_with_the_exact_table(self) -> None:
        """Every two units of one dimension have the same ratio in pint and in fractions."""
        wrong = [
            (a, b)
            for ids in BY_DIMENSION.values()
            for a, b in itertools.product(ids, repeat=2)
            if len(ids) < 50 or a == ids[0] or b == ids[0]
            if relative_error(quantity(1, a).to(b).magnitude, Amount(1, a).to(b))
            > Fraction(1, 10**24)
        ]

        assert [] == wrong

    @given(pair=alike(2))
    def test_any_pair_agrees(self, pair: tuple[Amount, ...]) -> None:
        """Any quantity converts to what the exact fraction says, but for the last digits."""
        a, b = pair
        assume(a.magnitude)
        assert b.unit is not None

        assert relative_error(a.quantity.to(b.unit).magnitude, a.to(b.unit)) < Fraction(1, 10**24)

    @given(id_=unit_ids())
    def test_products_agree(self, id_: str) -> None:
        """Any product of units comes to the same base units in pint and in fractions."""
        base: Any = Amount(1, id_).quantity.to_base_units()
        product = _unit_table.parse(id_)

        assert relative_error(base.magnitude, product.factor) < Fraction(1, 10**24)
        assert {f"[{name}]": n for name, n in product.powers} == dict(base.dimensionality)

    @given(id_=unit_ids())
    def test_same_units_from_pint(self, id_: str) -> None:
        """Pint's own reading of an id gives the units that an amount has."""
        assume("ratio" not in id_)

        assert registry().Unit(id_) == Amount(1, id_).quantity.units

    def test_one_registry(self) -> None:
        """The registry is one and the same, and not pint's application registry."""
        assert registry() is registry()
        application: Any = pint.application_registry
        assert registry() is not application.get()
        made: Any = quantity("5 亩")
        assert made._REGISTRY is registry()

    def test_registry_is_closed(self) -> None:
        """The registry knows no unit but those of plans."""
        with pytest.raises(pint.UndefinedUnitError):
            registry().Quantity(Decimal(1), "foot")

    def test_low_precision_does_not_stay(self) -> None:
        """A conversion under a precision of 5 is exact to 28 digits, then and later."""
        with decimal.localcontext(prec=5):
            early: Any = quantity(7, "担/亩").to("jin/hectare")
        late: Any = quantity(7, "担/亩").to("jin/hectare")

        assert abs(early.magnitude - 10500) < Decimal("1e-20")
        assert abs(late.magnitude - 10500) < Decimal("1e-20")

    @pytest.mark.parametrize("method", ["to_base_units", "to_root_units"])
    def test_low_precision_does_not_stay_in_base_units(self, method: str) -> None:
        """Base units asked for under a precision of 5 do not spoil later conversions."""
        code = f"""
            import decimal
            from fractions import Fraction
            from govplan.units import quantity, registry
            unit = (quantity("1 担") / quantity("1 亩") / quantity("1 人月")).units
            def base():
                return registry().Quantity(decimal.Decimal(7), unit).{method}().magnitude
            with decimal.localcontext(prec=5):
                base()
            exact = Fraction(350) / Fraction(2000, 3) / (Fraction(146097, 4800) * 86400)
            print(abs(Fraction(base()) / exact - 1) < Fraction(1, 10**24))
            """

        assert "True" == run(_dedent(code))

    @pytest.mark.parametrize("method", ["get_base_units", "get_root_units"])
    def test_low_precision_does_not_stay_in_the_registry(self, method: str) -> None:
        """A factor asked for under a precision of 5 does not spoil later conversions."""
        code = f"""
            import decimal
            from fractions import Fraction
            from govplan.units import quantity, registry
            share = quantity("1 亩") / quantity("1 公顷")
            with decimal.localcontext(prec=5):
                registry().{method}(share.units)
            exact = Fraction(1, 15)
            for found in registry().{method}(share.units)[0], share.to("").magnitude:
                print(abs(Fraction(found) / exact - 1) < Fraction(1, 10**24))
            """

        assert "True\nTrue" == run(_dedent(code))

    def test_text_is_never_given_to_pint(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """What is no amount is refused before pint is asked for anything."""
        monkeypatch.setattr(_registry, "get", _forbidden)
        monkeypatch.setattr(_registry, "_build", _forbidden)
        for text in HOSTILE:
            with pytest.raises((UnknownUnitError, NumeralError)):
                quantity(text)


def _forbidden(*args: object) -> NoReturn:
    pytest.fail(f"called with {args}")


def _dedent(code: str) -> str:
    lines = code.strip("\n").splitlines()
    margin = len(lines[0]) - len(lines[0].lstrip())
    return "\n".join(line[margin:] for line in lines)


HOSTILE = {
    "2**100 m": "unknown unit '**100 m'",
    "5 2**100": "unknown unit '2**100'",
    "5 m**99999": "unknown unit 'm**99999'",
    "9**9**9": "unknown unit '**9**9'",
    '__import__("os")': ("'__import__(\"os\")' is not an exact number: it starts with no number"),
    '5 __import__("os")': "unknown unit '__import__(\"os\")'",
    "1e5 m": "unknown unit 'e5 m'",
    "1e999999999": "unknown unit 'e999999999'",
    "5 m; m": "unknown unit 'm; m'; did you mean 'mm'?",
    "5 {0}": "unknown unit '{0}'",
    "{0.__class__} m": "'{0.__class__} m' is not an exact number: it starts with no number",
    "5 {unit.__class__}": "unknown unit '{unit.__class__}'",
    "5 %s": "unknown unit '%s'; did you mean 's' or '%'?",
    "5 %(x)s": "unknown unit '%(x)s'",
    "5 亩\x00": "unknown unit '亩\\x00'; did you mean '亩'?",
    "\x005 亩": "'\\x005 亩' is not an exact number: it starts with no number",
    "5\u202e亩": "unknown unit '\\u202e亩'; did you mean '亩'?",
    "\u202e5 亩": "'\\u202e5 亩' is not an exact number: it starts with no number",
    "5 亩\u200b": "unknown unit '亩\\u200b'; did you mean '亩'?",
    "5 \ud800": "unknown unit '\\ud800'",
    "5 \x1b[31m": "unknown unit '\\x1b[31m'",
    "5 m_": "unknown unit 'm_'; did you mean 'm'?",
    "5 ../../etc": "unknown unit '../../etc'",
    "5 m" * 10**5: (
        "'" + ("5 m" * 20) + "…' is not an exact number: longer than a number and a unit can be"
    ),
    "9" * 10**6: (
        "'" + "9" * 60 + "…' is not an exact number: longer than a number and a unit can be"
    ),
    "5" + " " * 200 + "亩": (
        "'5" + " " * 59 + "…' is not an exact number: longer than a number and a unit can be"
    ),
    "5 " + "亩" * 100: f"unknown unit '{'亩' * 60}…'",
    "5 " + "m/" * 30 + "m": f"unknown unit '{'m/' * 30}…'",
}


class TestHostileText:
    @pytest.mark.parametrize(("text", "message"), HOSTILE.items(), ids=range(len(HOSTILE)))
    def test_message(self, text: str, message: str) -> None:
        """Text that would be code, a format or a trap is refused in one printable line."""
        with pytest.raises((UnknownUnitError, NumeralError)) as excinfo:
            amount(text)

        assert message == str(excinfo.value)
        assert message.isprintable()
        assert len(message) < 160

    @pytest.mark.parametrize("text", ["x" * 65, "亩" * 10**6, "m/" * 10**5])
    def test_long_units_are_not_looked_at(self, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
        """A name that is too long is refused before it is folded, split or compared."""
        monkeypatch.setattr(_unit_table, "fold", _forbidden)
        monkeypatch.setattr("difflib.get_close_matches", _forbidden)

        with pytest.raises(UnknownUnitError):
            unit_id(text)

    def test_long_amounts_are_not_looked_at(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Text that is too long for an amount is refused before anything is read."""
        monkeypatch.setattr(numerals, "fold", _forbidden)

        with pytest.raises(NumeralError):
            amount("5 " * 10**6)

    def test_products_are_short(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A product of more than six units is refused before its names are looked up."""
        monkeypatch.setattr(_unit_table, "_term", _forbidden)

        with pytest.raises(UnknownUnitError):
            unit_id("s/" * 6 + "s")


class TestFirstUse:
    def test_import_is_light(self) -> None:
        """Importing govplan, reading and comparing load neither pint nor hypothesis."""
        code = """
            import sys, govplan
            govplan.compare(govplan.amount("350 亩"), govplan.amount("3 公顷"))
            print(sorted({"pint", "hypothesis", "numpy", "pytest"} & set(sys.modules)))
            govplan.quantity("350 亩")
            print(sorted({"pint", "hypothesis", "pytest"} & set(sys.modules)))
            """

        assert "[]\n['pint']" == run(_dedent(code))

    def test_import_reads_no_table(self) -> None:
        """Importing govplan reads neither the table of units nor builds a registry."""
        code = """
            import govplan
            from govplan import _registry, _unit_table
            print(_unit_table.table.cache_info().misses, _registry._build.cache_info().misses)
            """

        assert "0 0" == run(_dedent(code))

    @pytest.mark.parametrize("prec", [28, 5])
    def test_many_threads_at_once(self, prec: int) -> None:
        """Threads that come first at once, at any precision, get one registry and right numbers."""
        code = f"""
            import decimal, sys, threading
            from govplan.units import UNITS, amount, quantity, registry
            sys.setswitchinterval(1e-6)
            gate, seen = threading.Barrier(16), []
            def work(i):
                decimal.setcontext(decimal.Context(prec={prec}))
                gate.wait()
                if i % 2:
                    size = len(UNITS)
                made = quantity(f"{{i + 1}} 万亩").to("公顷").magnitude
                exact = amount(f"{{i + 1}} 万亩").to("公顷")
                with decimal.localcontext(prec=28):
                    error = abs(made - decimal.Decimal(exact.numerator) / exact.denominator)
                seen.append((error < decimal.Decimal("1e-20"), id(registry()), len(UNITS)))
            threads = [threading.Thread(target=work, args=(i,)) for i in range(16)]
            [t.start() for t in threads]
            [t.join() for t in threads]
            print(len(seen), len(set(seen)), all(ok for ok, *_ in seen))
            made = (quantity("7 担") / quantity("3 亩")).to("斤/公顷").magnitude
            print(abs(made - 3500) < decimal.Decimal("1e-20"))
            """

        assert "16 1 True\nTrue" == run(_dedent(code))

    def test_low_precision_first(self) -> None:
        """A thread with precision 5 that comes first spoils no later conversion."""
        code = """
            import decimal, threading
            from fractions import Fraction
            from govplan.units import UNITS, Amount, quantity
            firsts = {}
            pairs = [(a, firsts.setdefault(UNITS[a].dimension, a)) for a in UNITS]
            pairs += [(b, a) for a, b in pairs] + [("CNY/mu", "wan_CNY/hectare")]
            def first():
                decimal.setcontext(decimal.Context(prec=5))
                for a, b in pairs:
                    quantity(1, a).to(b)
            thread = threading.Thread(target=first)
            thread.start()
            thread.join()
            worst = max(
                abs(Fraction(quantity(1, a).to(b).magnitude) / Amount(1, a).to(b) - 1)
                for a, b in pairs
            )
            print(worst < Fraction(1, 10**24))
            """

        assert "True" == run(_dedent(code))


def fresh(*definitions: str) -> Any:
    """Return a registry of the user's own with *definitions*."""
    made: Any = pint.UnitRegistry(None, non_int_type=Decimal)
    for line in definitions:
        made.define(line)
    return made


def contents(made: Any) -> tuple[set[str], set[str], set[str]]:
    """Return all names that a registry holds."""
    return set(made._units), set(made._prefixes), set(made._dimensions)


class TestInstall:
    def test_empty_registry(self) -> None:
        """An empty registry reads all that plans use, with Decimals."""
        mine = fresh()
        install(mine)

        assert Decimal("200.0000") == round(mine.Quantity(Decimal("0.3"), "万亩").to("公顷").m, 4)
        assert all(mine.parse_unit_name(id_) for id_ in UNITS)
        assert mine is not registry()

    def test_own_units(self) -> None:
        """A registry with units of its own keeps them, and they combine with the new ones."""
        mine = fresh("widget = [widgets]", "gross = 144 * widget")
        install(mine)

        assert "widget / mu" == str((mine.Quantity("30 widget") / mine.Quantity("15 亩")).units)
        assert Decimal(288) == mine.Quantity("2 gross").to("widget").magnitude

    def test_own_units_may_build_on_ours(self) -> None:
        """Units can be defined from govplan's after installing them."""
        mine = fresh()
        install(mine)
        mine.define("qing = 100 * mu = 顷")

        assert Decimal(300) == mine.Quantity("3 顷").to("亩").magnitude

    def test_default_registry_is_refused(self) -> None:
        """Pint's default registry is refused, mu and percent named, and left as it was."""
        mine: Any = pint.UnitRegistry(non_int_type=Decimal)
        mu = mine.Unit("mu")
        before = contents(mine)

        with pytest.raises(UnitClashError) as excinfo:
            install(mine)

        assert {"mu", "percent", "km"} <= set(excinfo.value.names)
        assert list(excinfo.value.names) == sorted(excinfo.value.names)
        assert (
            f"the registry already reads {', '.join(excinfo.value.names)} in its own way; "
            "give govplan a registry without these names" == str(excinfo.value)
        )
        assert before == contents(mine)
        assert mu == mine.Unit("mu")

    @pytest.mark.parametrize(
        ("definitions", "names"),
        [
            (["metre = [length] = m"], ("[length]", "m")),
            (["w = [w]", "mu = 5 * w"], ("mu",)),
            (["field = [fields] = 亩"], ("亩",)),
            (["shop = [shops] = 家 = 所"], ("家", "所")),
        ],
    )
    def test_clash(self, definitions: list[str], names: tuple[str, ...]) -> None:
        """Each name that clashes is named, aliases too, and nothing is defined."""
        mine = fresh(*definitions)
        before = contents(mine)

        with pytest.raises(UnitClashError) as excinfo:
            install(mine)

        assert names == excinfo.value.names
        assert before == contents(mine)

    def test_twice(self) -> None:
        """Installing a second time is refused, and changes nothing."""
        mine = fresh()
        install(mine)
        before = contents(mine)

        with pytest.raises(UnitClashError) as excinfo:
            install(mine)

        assert set(UNITS) <= set(excinfo.value.names)
        assert before == contents(mine)

    @pytest.mark.parametrize("prefix", ["wan_- = 10", "dozen- = 12 = 万-"])
    def test_prefix_clash(self, prefix: str) -> None:
        """A registry with a prefix of its own by the name of a multiplier is refused."""
        mine = fresh(prefix)

        with pytest.raises(UnitClashError):
            install(mine)

    @pytest.mark.parametrize("definition", ["foot = [length]", "pound = [mass]", "euro = [count]"])
    def test_dimension_clash(self, definition: str) -> None:
        """A registry with a base unit of its own in one of our dimensions is refused."""
        mine = fresh(definition)

        with pytest.raises(UnitClashError):
            install(mine)

    def test_pint_is_left_alone(self) -> None:
        """Using and installing units never changes pint's application registry."""
        code = """
            import pint
            before = pint.get_application_registry().get()
            from govplan.units import install, quantity
            quantity("5 亩").to("公顷")
            install(pint.UnitRegistry(None))
            print(before is pint.get_application_registry().get(), before.parse_unit_name("家"))
            """

        assert "True ()" == run(_dedent(code))


DEFINITION = re.compile(
    r"(?P<id>\w+)"
    r" = (?P<size>\[\w*\]|[0-9]+(?: [*/] [\w]+(?: \*\* [0-9]+)?)*|\w+(?: [*/] \w+| \*\* [0-9]+)*)"
    r"(?P<names>(?: = \w+)*)"
)
MULTIPLIER = re.compile(r"(?P<id>[a-z]+_)- = (?P<size>10+) = (?P<name>\w+)-")


def definition_lines() -> list[tuple[str, str]]:
    """Return the definition and the note of each line of units.txt."""
    text = resources.files("govplan").joinpath("units.txt").read_text(encoding="utf-8")
    lines = [line.partition("#") for line in text.splitlines()]
    return [(body.strip(), note.strip()) for body, _, note in lines if body.strip()]


def read_names() -> Iterable[tuple[str, str]]:
    """Return every name of units.txt with the id of its unit."""
    for body, _ in definition_lines():
        id_, _, *names = (part.strip() for part in body.split("="))
        for name in {id_, *names} - {"_"}:
            yield name.removesuffix("-"), id_.removesuffix("-")


GOVERNMENT_UNITS = [
    "li",
    "nmi",
    "hectare",
    "mu",
    "jin",
    "dan",
    "kgce",
    "tce",
    "gce",
    "hp",
    "m3",
    "year",
]


class TestDefinitions:
    @pytest.mark.parametrize("body", [body for body, _ in definition_lines()])
    def test_every_line_parses(self, body: str) -> None:
        """Each line is a multiplier or a unit of numbers, earlier ids, *, / and **."""
        if match := MULTIPLIER.fullmatch(body):
            read = MULTIPLIERS[match["id"]]
            assert (match["name"], int(match["size"])) == (read.name, read.factor)
            return
        match = DEFINITION.fullmatch(body)
        assert match, body
        known = list(UNITS)
        earlier = set(known[: known.index(match["id"])])
        used = set() if "[" in match["size"] else set(re.findall(r"[^\W\d]\w*", match["size"]))

        assert used <= earlier

    def test_nothing_is_lost(self) -> None:
        """Every line is in the table, and every name leads to its unit."""
        ids = [body.partition("=")[0].strip() for body, _ in definition_lines()]

        assert [i for i in ids if not i.endswith("-")] == list(UNITS)
        for name, id_ in read_names():
            if not id_.endswith("_"):
                assert id_ == unit_id(name)

    def test_no_two_units_share_a_name(self) -> None:
        """Each name, sign and multiplier stands once."""
        names = Counter(name for name, _ in read_names())
        names.update(name for name in _unit_table.SIGNS if name not in names)

        assert {} == {name: n for name, n in names.items() if n > 1}
        assert set() == set(_unit_table.SIGNS) & {name for name, _ in read_names()}

    def test_multipliers_make_no_other_unit(self) -> None:
        """Where a multiplier and a unit make the name of another unit, both mean the same."""
        made: dict[str, tuple[str, str]] = {}
        names = dict(read_names())
        for multiplier, (name, id_) in itertools.product(MULTIPLIERS.values(), names.items()):
            word = multiplier.name + name
            if (other := names.get(word)) and id_ in UNITS and other in UNITS:
                made[word] = (multiplier.id + id_, other)

        assert "千米" in made
        for one, other in made.values():
            assert 1 == Amount(1, one).to(other)

    def test_pint_and_the_table_agree(self) -> None:
        """Every unit and multiplier has the same factor and dimension in pint and in the table."""
        for id_, unit in UNITS.items():
            factor, base = registry().get_root_units(id_)
            assert relative_error(factor, unit.factor) < Fraction(1, 10**24), id_
            assert {f"[{name}]": n for name, n in unit.powers} == dict(base.dimensionality), id_
            for prefix in MULTIPLIERS:
                made: Any = Amount(1, prefix + id_).quantity
                exact = Amount(1, prefix + id_).to(id_)
                assert relative_error(made.to(id_).magnitude, exact) < Fraction(1, 10**24)

    def test_ids(self) -> None:
        """Ids are ASCII, but for words that count things or persons."""
        words = {id_ for id_ in UNITS if not id_.isascii()}

        assert {"count", "persons"} == {UNITS[id_].dimension for id_ in words}
        assert {"名", "位", "人次"} == {i for i in words if UNITS[i].dimension == "persons"}
        assert all(Fraction(1) == UNITS[id_].factor for id_ in words)

    def test_names_are_chinese(self) -> None:
        """Every unit is shown in Chinese or by a sign."""
        assert ["%"] == [unit.name for unit in UNITS.values() if unit.name.isascii()]

    @pytest.mark.parametrize("id_", GOVERNMENT_UNITS)
    def test_notes(self, id_: str) -> None:
        """Every unit whose size a government or a trade has set says where it comes from."""
        note = UNITS[id_].note

        assert note
        assert {body.partition(" =")[0]: text for body, text in definition_lines()}[id_] == note

    def test_notes_stand_alone(self) -> None:
        """A note is understood without the one above it."""
        assert [] == [id_ for id_, unit in UNITS.items() if "the same" in (unit.note or "")]

    def test_si_units_have_no_note(self) -> None:
        """Where the SI says the size there is no note."""
        assert {None} == {
            UNITS[id_].note for id_ in ("m", "km", "kg", "t", "s", "h", "J", "kWh", "W")
        }
