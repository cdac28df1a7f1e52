"""Tests of reading whole texts."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given

from tests.reading.samples import mentions, texts


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("基尼系数控制在0.4以下", "0.4 ratio"),
        ("减少贫困人口1.2万", "12000 person"),
        ("覆盖率达到0.4", "0.4"),
        ("贷款3亿", "300000000"),
        ("收入比缩小到1.8:1", "1.8 ratio"),
    ],
)
def test_unit_of_indicator(text: str, value: str) -> None:
    """An index is a ratio and a population persons, though no unit is printed."""
    (found,) = mentions(text)

    assert value == str(found.value)


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("城鎮、農村居民收入分别增长5%、6%", ["城鎮居民收入", "農村居民收入"]),
        ("建设公路（含桥梁）总长5公里", ["公路总长"]),
        ("新（改）建公路、站点（场）共５公里", ["新（改）建公路、站点（场）"]),
    ],
)
def test_signs_of_indicator(text: str, indicators: list[str]) -> None:
    """An indicator that is put together has the signs of the text, wide or traditional."""
    assert indicators == [found.indicator for found in mentions(text) if found.indicator]


@given(texts())
def test_any_text(text: str) -> None:
    """Any text reads without an exception, the same twice, its places in order and in the text."""
    found = mentions(text)

    assert found == mentions(text)
    starts = [mention.source.start for mention in found]
    assert sorted(starts) == starts
    assert all(mention.source.end <= len(text) for mention in found)


@given(texts())
def test_no_overlap(text: str) -> None:
    """No two mentions of any text share a place."""
    found = mentions(text)

    assert all(a.source.end <= b.source.start for a, b in pairwise(found))


@given(texts())
def test_every_digit(text: str) -> None:
    """Each digit of any text is in a mention."""
    inside = {
        at for mention in mentions(text) for at in range(mention.source.start, mention.source.end)
    }

    assert {at for at, char in enumerate(text) if char in "0123456789０５９"} <= inside


@given(texts())
def test_relations(text: str) -> None:
    """Wholes and floors are targets that stand before."""
    found = mentions(text)

    for i, mention in enumerate(found):
        for other in (mention.part_of, mention.stretch_of):
            assert other is None or (other < i and found[other].kind == "target")


def test_same_wherever() -> None:
    """A sentence reads the same alone and among others."""
    text = "到2025年新建公园5个。"
    among = mentions(f"植树3株。\n{text}\n去年造林2亩。")

    assert [(m.kind, m.value) for m in mentions(text)] == [(m.kind, m.value) for m in among[1:3]]
