"""Tests of indicator phrases."""

from __future__ import annotations

import pytest
from hypothesis import given

from tests.reading.samples import mentions, texts


def names(text: str) -> list[str | None]:
    """Return the indicators of the targets of a text."""
    return [mention.indicator for mention in mentions(text) if mention.kind == "target"]


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("力争全年农民人均纯收入4800元", ["农民人均纯收入"]),
        ("新增公共停车位800个", ["新增公共停车位"]),
        ("林业总产值力争达到12亿元", ["林业总产值"]),
        ("维修80条背街小巷", ["背街小巷"]),
        ("98%以上的行政村通硬化路", ["行政村通硬化路"]),
        ("打造50个规模大、标准高的示范园", ["规模大、标准高的示范园"]),
        ("打造50个规模大、标准高的示范园。", ["规模大、标准高的示范园"]),
        ("建成10家在全省有影响力的医院", ["在全省有影响力的医院"]),
        ("配置23种(含治疗方式)器材", ["器材"]),
        ("培训360人", ["培训"]),
        ("三年内培育企业5家,内陆港1个", ["培育企业", "内陆港"]),
        ("能源消费总量5万吨", ["能源消费总量"]),
        ("新(改)建农田2万亩", ["新(改)建农田"]),
        ("建设重点项目5个", ["重点项目"]),
        ("新增24个、提升10个A级村庄", ["A级村庄", "A级村庄"]),
        ("新增24个。提升10个A级村庄", [None, "A级村庄"]),
        ("完成投资14亿元,增幅达40%", ["投资", "投资增幅"]),
        ("项目投资增幅达40%", ["项目投资增幅"]),
        ("——人均收入:年均增长14%,2012年7800元;", ["人均收入", "人均收入"]),
        ("目标:收入增长5%,力争6%", ["收入", "收入"]),
        ("收入、支出分别增长12%和15%", ["收入", "支出"]),
        ("粮油、蔬菜种植面积分别稳定在3万亩、2万亩", ["粮油面积", "蔬菜种植面积"]),
        ("出栏量、蔬菜产量分别稳定在3万头、2万吨", ["出栏量", "蔬菜产量"]),
        ("收入、和支出分别增长12%和15%", ["收入", "支出"]),
        ("甲、乙、丙分别达到3个、2个", ["甲、乙、丙", "甲、乙、丙"]),
        ("分别达到3个、2个", [None, None]),
        ("系数由2000年的0.43提高到0.5", ["系数"]),
        ("能耗下降到0.8吨,比2010年的1.034吨下降16%", ["能耗", "能耗"]),
        ("总产值2022年达5亿元,2023年6亿元", ["总产值", "总产值"]),
        ("使用率6月底、12月底分别达到50%、70%", ["使用率", "使用率"]),
        ("能耗三年累计下降10%", ["能耗"]),
        ("改造2023年完成5个", ["改造"]),
        ("产值“十四五”期间年均增长8%", ["产值"]),
        ("出租房(10人以上)150户", ["出租房"]),
        ("150户(10人以上)150户", [None, None]),
        ("公立医院药占比(不含中药饮片)达到30%", ["公立医院药占比"]),
        ("颗粒物(PM2.5)浓度下降5%", ["颗粒物浓度"]),
        ("城镇化率达50%,比去年提高2个百分点", ["城镇化率", "城镇化率"]),
        ("煤炭消费总量比2015年削减300万吨", ["煤炭消费总量"]),
        ("办结时限较法定时限压减75%", ["办结时限"]),
        ("起数、人数“双下降”,较上年下降10%和5%", ["起数", "人数"]),
        ("化肥使用量持续减少,下降5%", ["化肥使用量"]),
        ("用药量5次减少,下降5%", ["用药量", "用药量"]),
        ("改造5次。下降5%", ["改造", None]),
        ("里程达到500公里,新增30公里", ["里程", "新增里程"]),
        ("收入5亿元,支出4亿元,分别增长5%、6%", ["收入", "支出", "收入", "支出"]),
        ("甲率5%,乙率6%。上述两项指标分别达到7%、8%", ["甲率", "乙率", "甲率", "乙率"]),
        ("上述两项指标分别达到7%、8%", ["上述两项指标", "上述两项指标"]),
        ("甲道、乙道优良路率分别达到90%、85%", ["甲道", "乙道优良路率"]),
        ("优良天数不少于205天、215天", ["优良天数", "优良天数"]),
        ("老年人、儿童等重点人群75%以上", ["重点人群"]),
        ("种植以丹参为主的中药材3400亩", ["种植中药材"]),
        ("第一批为5个乡镇的50座", ["第一批"]),
        ("帮助2个劳动力从事服务业", ["劳动力"]),
        ("9个断面达标率95%", ["断面达标率"]),
        ("1.2万贫困人口脱贫", ["贫困人口脱贫"]),
        ("收运体系覆盖95%以上的自然村", ["收运体系覆盖"]),
        ("主要是:增长5%", [None]),
        ("去年建公园5个,今年建成6个", ["建公园"]),
        ("新增24个;提升10个村庄", [None, "村庄"]),
        ("(5个", [None]),
        ("建设5个“", [None]),
    ],
)
def test_indicator(text: str, indicators: list[str | None]) -> None:
    """The phrase beside a figure, the line's label or the figure before says what it measures."""
    assert indicators == names(text)


def test_places() -> None:
    """The indicator's place holds its words as printed."""
    text = "力争 “ 绿 道 ” 总 里程达 5 公里"
    (mention,) = mentions(text)

    assert mention.indicator_source is not None
    place = text[mention.indicator_source.start : mention.indicator_source.end]
    assert "“ 绿 道 ” 总 里程" == place


@given(texts())
def test_slices(text: str) -> None:
    """In any text, an indicator's place lies in it, and there is one for each indicator."""
    for mention in mentions(text):
        assert (mention.indicator is None) == (mention.indicator_source is None)
        if mention.indicator_source is not None:
            assert mention.indicator_source.end <= len(text)
