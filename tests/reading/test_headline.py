"""What the titles of plans say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govplan import Jurisdiction, Period
from govplan.reading._headline import headline


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("甲镇2021年工作计划", "annual_plan"),
        ("甲县农业局２０２２年工作要点", "annual_plan"),
        ("2023年民生实事项目", "annual_plan"),
        ("甲市国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要", "five_year_plan"),
        ("甲县“十四五”规划", "five_year_plan"),
        ("甲市“十四五”教育发展专项规划", "special_plan"),
        ("2024年甲县政府工作报告", "work_report"),
        ("甲市乡村振兴三年行动计划(2021—2023年)", "action_plan"),
        ("甲县实施方案", "action_plan"),
        ("甲镇二〇二一年工作安排", "annual_plan"),
        ("2024年油菜生产意见", "annual_plan"),
        ("健康甲市三年行动(2022—2024年)", "action_plan"),
        ("甲县“十四五”林业保护规划", "special_plan"),
        ("甲县国民经济和社会发展“十四五”总体规划", "five_year_plan"),
        ("关于征求意见的公告", None),
        ("Work plan of the town, 2021", None),
    ],
)
def test_kind(title: str, kind: str | None) -> None:
    """The words of a title say what kind of plan it heads."""
    assert kind == headline(title).kind


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("甲镇2021年工作计划", Period.of(2021)),
        ("甲市行动计划(2021—2023年)", Period.of(2021, 2023)),
        ("甲市行动计划(2021年至2025年)", Period.of(2021, 2025)),
        ("甲市“十四五”规划", Period.of(2021, 2025)),
        ("甲市“十三五”规划纲要", Period.of(2016, 2020)),
        ("甲市行动计划(2025-2021年)", None),
        ("甲镇工作计划", None),
        ("甲镇二〇二一年工作安排", Period.of(2021)),
        ("甲市第十三个五年规划纲要", Period.of(2016, 2020)),
        ("甲县2020年计划执行情况与2021年计划草案", Period.of(2021)),
    ],
)
def test_period(title: str, period: Period | None) -> None:
    """The years of a title are the time of the plan; years turned round are none."""
    assert period == headline(title).period


@pytest.mark.parametrize(
    ("title", "place"),
    [
        ("甲镇2021年工作计划", Jurisdiction(name="甲镇", level="town")),
        ("甲县乙街道2021年工作计划", Jurisdiction(name="甲县乙街道", level="town")),
        ("甲省乙市“十四五”规划", Jurisdiction(name="甲省乙市")),
        ("甲自治州规划", Jurisdiction(name="甲自治州", level="prefecture")),
        ("2021年工作计划", None),
        ("市场监管局工作计划", None),
        ("关于印发甲县2021年工作要点的通知", Jurisdiction(name="甲县", level="county")),
        ("2021年甲县政府工作报告", Jurisdiction(name="甲县", level="county")),
        ("甲市城市更新计划", Jurisdiction(name="甲市")),
        ("甲县园区2021年工作计划", Jurisdiction(name="甲县", level="county")),
        ("2023年度区政府实事项目", None),
        ("我县2021年工作计划", None),
        ("全省2021年工作计划", None),
        ("县林业局2021年工作计划", None),
        ("区委区政府实事安排", None),
        ("建设甲省科技中心方案", None),
    ],
)
def test_jurisdiction(title: str, place: Jurisdiction | None) -> None:
    """The place that a title begins with is the plan's; only some ends tell its level."""
    assert place == headline(title).jurisdiction


def test_line_under_the_title() -> None:
    """Where a report was given is the plan's place, if its title names none."""
    line = "——2022年1月5日在甲县第十届人民代表大会第二次会议上"

    assert Jurisdiction(name="甲县", level="county") == headline("政府工作报告", line).jurisdiction
    assert Jurisdiction(name="乙市") == headline("乙市政府工作报告", line).jurisdiction
    assert headline("政府工作报告", "(草案)").jurisdiction is None


@given(st.text())
def test_any_title(title: str) -> None:
    """Any title can be read, and the place it names is in it."""
    place = headline(title).jurisdiction

    assert place is None or place.name in "".join(title.split())
