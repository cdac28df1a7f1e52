"""Tests of the words around figures."""

from __future__ import annotations

import pytest

from govplan.model import Change, Comparator
from govplan.numerals import COMPARED
from govplan.reading import _words as words
from tests.reading.samples import mentions


@pytest.mark.parametrize(
    ("text", "comparator", "change"),
    [
        ("公园5个", "=", None),
        ("收入达到5%", ">=", None),
        ("收入达5%", ">=", None),
        ("收入≥5%", ">=", None),
        ("收入不低于5%", ">=", None),
        ("收入不得低于5%", ">=", None),
        ("项目不少于5个", ">=", None),
        ("收入5亿元以上", ">=", None),
        ("公园200个(标准桩)以上", ">=", None),
        ("收入突破5亿元", ">", None),
        ("收入超5亿元", ">", None),
        ("公园500余个", ">", None),
        ("公园达500余个", ">", None),
        ("失业率控制在5%以内", "<=", None),
        ("失业率不超过5%", "<=", None),
        ("失业率不高于5%", "<=", None),
        ("限额控制12万立方米以内", "<=", None),
        ("失业率控制在5%左右", "~", None),
        ("失业率低于5%", "<", None),
        ("规模约3万吨", "~", None),
        ("覆盖率提高到5%", "=", None),
        ("能耗下降到5吨", "=", None),
        ("差距缩小至15%以内", "<=", None),
        ("面积稳定在34万亩", "=", None),
        ("收入为5亿元", "=", None),
        ("收入3-5亿元", "range", None),
        ("收入增长5%", "=", "increase"),
        ("收入同比增长5%左右", "~", "increase"),
        ("收入增长不低于5%", ">=", "increase"),
        ("收入增长达到5%以上", ">=", "increase"),
        ("能耗降低3%左右", "~", "decrease"),
        ("比重提高2个百分点", "=", "increase"),
        ("单产增一成", "=", "increase"),
        ("产值翻一番", "=", "increase"),
        ("能耗压减一半以上", ">=", "decrease"),
        ("系数年均增长0.2", "=", None),
        ("标准提高30元", "=", "increase"),
        ("总量净削减30吨", "=", "decrease"),
        ("单产比大田高一成以上", ">=", "increase"),
        ("成本比上年低5%", "=", "decrease"),
        ("学位增加500个,", "=", "increase"),
        ("减少300家企业", "=", None),
        ("流程最高5个", "=", None),
        ("改造提升10个村庄", "=", None),
        ("节约6.7亿吨", "=", None),
        ("新签约3个项目", "=", None),
        ("低保标准提高到每人每月800元", "=", None),
        ("覆盖率5%内容", "=", None),
        ("公园20个(一类)以上", "=", None),
        ("收入力争同比增长达到约5%", "~", "increase"),
    ],
)
def test_comparator(text: str, comparator: Comparator, change: Change | None) -> None:
    """The word behind a figure wins over the one before; a verb of change tells a change."""
    (found,) = (mention for mention in mentions(text) if mention.kind == "target")

    assert (comparator, change) == (found.comparator, found.change)


@pytest.mark.parametrize(
    ("text", "comparators"),
    [
        ("出栏、产量分别稳定在34万头、54万吨以上", [">=", ">="]),
        ("参保率、覆盖率分别达到98%和95%", [">=", ">="]),
        ("参保率、覆盖率分别增长98%、达到95%", ["=", ">="]),
        ("收入分别为3-5%、6%", ["range", "="]),
        ("收入分别增长5%、新增3亿元", ["=", "="]),
        ("收入分别增长5%。6%", ["=", "="]),
        ("面积不少于5亩、6亩", [">=", ">="]),
        ("面积不少于5亩、6人", [">=", "="]),
    ],
)
def test_shared(text: str, comparators: list[str]) -> None:
    """In a list that 分别 opens, or that has one unit, comparators are printed once for all."""
    found = [mention for mention in mentions(text) if mention.kind == "target"]

    assert comparators == [mention.comparator for mention in found]


def test_shared_change() -> None:
    """The verb of change holds for the list as well."""
    found = mentions("收入、支出分别增长12%和15%")

    assert ["increase", "increase"] == [mention.change for mention in found]


@pytest.mark.parametrize(("word", "sign"), COMPARED.items())
def test_one_meaning(word: str, sign: str) -> None:
    """The words that amounts refuse say the same where texts are read."""
    assert word in words.words_of(words.OPERATORS[sign], words.TRAILING.get(sign, ""))
