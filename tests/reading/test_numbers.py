"""Tests of finding numerals and units."""

from __future__ import annotations

import pytest
from hypothesis import example, given

from govplan.reading._numbers import numerals, read, with_shared_units
from govplan.units import amount
from tests.reading.samples import clean, texts


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("30万平方米", "30 wan_m2"),
        ("2.53万亩", "2.53 wan_mu"),
        ("1,500家", "1500 家"),
        ("3万5千人", "35000 person"),
        ("两万五千亩", "25000 mu"),
        ("一百二十个", "120 个"),
        ("1.2万亿元", "1.2 wanyi_CNY"),
        ("百分之九十五", "95 percent"),
        ("一成", "1 cheng"),
        ("两倍", "2 times"),
        ("零增长", "0 percent"),
        ("翻番", "100 percent"),
        ("翻两番", "300 percent"),
        ("8.5吨/月·平方公里", "8.5 t/month/km2"),
        ("300台/万人", "300 台/wan_person"),
        ("5元/每", "5 CNY"),
        ("0.3元/千瓦时", "0.3 CNY/kWh"),
        ("1.8:1以内", "1.8 ratio"),
        ("9:15", "9"),
        ("¥5万", "5 wan_CNY"),
        ("长3 km", "3 km"),
        ("5metres", "5"),
        ("5t/月/人/日/户", "5 t/month/person/day"),
        ("2.5千伏安", "2.5 kVA"),
        ("10千伏", "10 kV"),
        ("12/10万,", "12"),
        ("5/每", "5"),
        ("20万亩次", "20 wan_mu_worked"),
        ("1000家次", "1000 家次"),
        ("2个工作日", "2 workday"),
        ("12部门", "12"),
        ("500余亩", "500 mu"),
        ("1000余万元", "1000 wan_CNY"),
        ("40多万人", "40 wan_person"),
        ("十几个", "10 个"),
        ("万亩", "1 wan_mu"),
    ],
)
def test_value(text: str, value: str) -> None:
    """A numeral and its unit give the exact amount, the multiplier kept with the unit."""
    (found, *_) = numerals(clean(text).text)

    assert value == str(found.amount)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("3-5万人", "3万人", "5万人"),
        ("3万-5万人", "3万人", "5万人"),
        ("15%～20%", "15%", "20%"),
        ("100至120个", "100个", "120个"),
        ("0.5—0.6", "0.5", "0.6"),
    ],
)
def test_range(text: str, low: str, high: str) -> None:
    """Two numerals with a dash, 至 or 到 between them are one range."""
    (found,) = numerals(clean(text).text)

    assert (amount(low), amount(high)) == (found.amount, found.upper)


@pytest.mark.parametrize(
    "text", ["5-3个", "5个-3%", "12-三", "1—10月", "三五-5个", "5个-2025年", "1.2.3-5个", "5-"]
)
def test_no_range(text: str) -> None:
    """What falls, or measures two things, or is no number, is no range."""
    assert all(found.upper is None for found in numerals(clean(text).text))


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("浓度控制在60、56微克/立方米", ["60 ug/m3", "56 ug/m3"]),
        ("甲乡6000、乙乡5000、其余4000亩", ["6000 mu", "5000 mu", "4000 mu"]),
        ("确保980、力争1000亿元", ["980 yi_CNY", "1000 yi_CNY"]),
        ("达到3.5、4、5万亩", ["3.5 wan_mu", "4 wan_mu", "5 wan_mu"]),
        ("热线12345、公园5个", ["12345 个", "5 个"]),
        ("热线12345,公园5个", ["12345", "5 个"]),
        ("(5、公园6个", ["5", "6 个"]),
        ("共5、公园6", ["5", "6"]),
        ("共5、公园 6个", ["5", "6 个"]),
    ],
)
def test_shared_unit(text: str, amounts: list[str]) -> None:
    """A unit that is printed once holds for all numbers of its list."""
    found = with_shared_units(text, list(numerals(text)))

    assert amounts == [str(n.amount) for n in found]


def test_forms() -> None:
    """Dates, plans, signs and fractions are told by their writing."""
    text = "2025年,2023-2027年,十四五规划,三分之二,①,3月19日,二〇二五年,百分之七,翻一番,五"

    assert [
        "date", "period", "plan", "fraction", "sign", "date", "date", "share", "word", "han",
    ] == [found.form for found in numerals(text)]  # fmt: skip


def test_without_value() -> None:
    """A row of digits too long for a number has no value, and costs no time."""
    (found,) = numerals("1" * 1000)

    assert found.amount is None
    assert read("5 elephants") is None


@example("0余百七")
@given(texts())
def test_every_numeral(text: str) -> None:
    """Of any text, each digit is in one numeral, and none overlap."""
    cleaned = clean(text).text
    found = list(numerals(cleaned))
    ends = [0, *(n.end for n in found)]

    assert all(end <= n.start < n.end for end, n in zip(ends, found, strict=False))
    inside = {at for n in found for at in range(n.start, n.end)}
    assert {i for i, c in enumerate(cleaned) if c in "0123456789一二三四五六七八九"} <= inside
