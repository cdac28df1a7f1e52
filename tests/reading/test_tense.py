"""Tests of telling results from goals."""

from __future__ import annotations

import pytest
from hypothesis import given

from govplan.reading._tense import plan_year, tense
from tests.reading.samples import texts


@pytest.mark.parametrize(
    ("text", "past"),
    [
        ("去年造林5万亩◆", True),
        ("目前已造林5万亩,植树◆", True),
        ("全市开建了52座污水厂◆", True),
        ("明确了思路:造林◆", False),
        ("为了造林◆", False),
        ("由目前的40%◆", False),
        ("去年造林5万亩。今年◆", False),
        ("截至去年5万亩,力争◆", False),
        ("2023年工作计划\n2022年造林5万亩,计划◆", True),
        ("2023年工作计划\n2022年造林5万亩。明年◆", False),
        ("2023年工作计划\n2022年造林5万亩。植树◆", True),
        ("2023年工作计划\n2022年造林5万亩\n植树◆", False),
        ("2013年是第一年,2012年造林◆", True),
        ("2022年已开工5个。2021年◆", True),
        ("2022年造林◆", False),
        ("1月25日,召开会议,47名◆", True),
        ("本报讯 1月25日◆", True),
        ("会议要求,必须赶在前头,务必在1月25日◆", False),
        ("由去年的5家增加到◆", False),
        ("2023年工作计划\n2022年造林5万亩,今年◆", False),
        ("2023年工作计划\n2022年签约的5个,6月底前◆", False),
        ("一、工作回顾\n今年以来造林◆", True),
        ("一、工作回顾\n造林,今年◆", True),
        ("巩固现有茶园◆", True),
        ("巩固已建茶园,新建◆", False),
        ("收入分别比“十三五”末增长5%◆", False),
        ("在2020年3万元的基础上年均增长5%◆", False),
        ("2023年工作计划\n2010年以前建成的◆", False),
        ("去年,造林5万亩。收入1亿元◆", True),
        ("去年,造林5万亩。收入1亿元。今年◆", False),
        ("去年造林5万亩。植树◆", False),
        ("幅员面积8平方公里,辖9个村◆", True),
        ("巩固现有茶园,新建◆", False),
        ("全县现有茶园,共◆", True),
        ("死亡3人(上年为5人),◆", False),
        ("死亡3人)◆", False),
        ("较“十三五”增长5%。“十三五”末◆", True),
        ("“十三五”期间造林◆“十四五”期间", True),
        ("“十三五”期间造林,“十四五”期间◆", False),
        ("一、工作回顾\n植树,计划◆", True),
        ("一、工作回顾\n植树\n(一)造林\n植树◆", True),
        ("一、工作回顾\n植树\n二、工作安排\n植树◆", False),
        ("一、工作回顾\n植树\n二、造林\n植树◆", False),
    ],
)
def test_tense(text: str, *, past: bool) -> None:
    """A place tells of the past after 已, 去年, 了, an earlier year or a heading that says so."""
    assert past == tense(text).is_past(text.index("◆"))


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("县林业局2017年工作计划", 2017),
        ("2022年工作总结和2023年工作计划", 2023),
        ("2013年是贯彻十八大精神的第一年", 2013),
        ("2021年已开工,2022年全市已完工", 2022),
        ("2011年造林5万亩。2012年,我镇将造林6万亩", 2012),
        ("三年行动方案(2018—2020年)", 2018),
        ("2024年粮食生产实施意见", 2024),
        ("关于造林的通知\n2018年3月5日\n造林", 2018),
        ("总量比2017年下降5%", 2018),
        ("到2025年5个,2030年比2025年下降", None),
        ("2020年,全县造林5万亩。到2025年造林6万亩", 2021),
        ("2023年,全县造林5万亩。到2025年造林6万亩", None),
        ("2035年远景目标", None),
        ("到2025年完成任务", None),
        ("2023-2027年行动计划", None),
    ],
)
def test_plan_year(text: str, year: int | None) -> None:
    """The year of a plan is that of its title, or the one it says something of."""
    assert year == plan_year(text)


@given(texts())
def test_any_text(text: str) -> None:
    """Any text has a tense at any place."""
    told = tense(text)

    assert all(told.is_past(at) in {True, False} for at in range(len(text)))
