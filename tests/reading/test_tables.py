"""Tests of figures in tables."""

from __future__ import annotations

import pytest

from govplan.reading._tables import tables
from tests.reading.samples import kinds, mentions

PROJECTS = """\
| 序号 | 项目 | 时间 | 建设内容 | 年度投资(万元) |
|---|---|---|---|---|
| 1 | 公园 | 2024 | 新建公园5个 | 300 |
"""
INDICATORS = """\
| 指标 | 单位 | 2020年 | 2025年 | 年均增速 |
| 造林面积 | 万亩 | 3.2 | 5 | 7% |
| 覆盖率 | % | 40% | 60%左右 | |

| 1 | 2 |
"""


def test_columns() -> None:
    """The header says what the figures of a column are."""
    assert [
        ("万元", "unit"), ("1", "row_number"), ("2024", "year"), ("5个", "target"),
        ("300", "investment"),
    ] == kinds(PROJECTS)  # fmt: skip


def test_unit_of_header() -> None:
    """The unit of a column is that of its header."""
    *_, money = mentions(PROJECTS)

    assert "300 wan_CNY" == str(money.value)


def test_rows() -> None:
    """A row gives its name and its unit; the first of several years is the baseline."""
    found = [
        (m.kind, str(m.value), m.comparator, m.indicator)
        for m in mentions(INDICATORS)
        if m.value is not None
    ]

    assert [
        ("unit", "1 wan_mu", None, None),
        ("baseline", "3.2 wan_mu", "=", "造林面积"),
        ("target", "5 wan_mu", "=", "造林面积"),
        ("target", "7 percent", "=", "造林面积年均增速"),
        ("baseline", "40 percent", "=", "覆盖率"),
        ("target", "60 percent", "~", "覆盖率"),
        ("number", "1", None, None),
        ("number", "2", None, None),
    ] == found


def test_no_opening_bar() -> None:
    """Rows need no bar at their ends."""
    text = "指标|单位|2020年|2025年|年均增长[累计]\n造林|万亩|3.2|>5|7%左右\n能耗降低|%|-|-|[12]"

    assert [
        ("baseline", "3.2 wan_mu", None, "造林"),
        ("target", "5 wan_mu", None, "造林"),
        ("target", "7 percent", "increase", "造林年均增长[累计]"),
    ] == read(text)[:3]
    assert ("target", "12 percent", "decrease") == read(text)[3][:3]


def read(text: str) -> list[tuple[str, str, str | None, str | None]]:
    """Return kind, value, change and indicator of the figures that have a value."""
    return [
        (m.kind, str(m.value if m.upper is None else m.upper), m.change, m.indicator)
        for m in mentions(text)
        if m.kind in {"target", "baseline"}
    ]


def test_unit_of_row() -> None:
    """The name of a row may give the unit in brackets, and that the figures are a decline."""
    text = """\
| 类别 | 指标名称 | 2020年 | 2025年 | 年均增速(累计) | 属性 |
| 经济 | 总产值 (亿元) | 362.4 | ≥500 | 6.5%左右 | 预期性 |
| 经济 | 城镇化率(%) | 51 | 55-57 | (5.3) | 预期性 |
| 环境 | 能耗降低(%) | — | — | (13.5) | 约束性 |
"""

    assert [
        ("baseline", "362.4 yi_CNY", None, "总产值"),
        ("target", "500 yi_CNY", None, "总产值"),
        ("target", "6.5 percent", "increase", "总产值年均增速"),
        ("baseline", "51 percent", None, "城镇化率"),
        ("target", "57 percent", None, "城镇化率"),
        ("target", "5.3 percentage_point", "increase", "城镇化率年均增速"),
        ("target", "13.5 percent", "decrease", "能耗降低年均增速"),
    ] == read(text)


def test_growth_of_column() -> None:
    """A column of growth counts in percent, whatever the row counts in."""
    text = "| 指标 | 单位 | 目标 | 增幅 |\n| 产量 | 万吨 | 43 | 1.2 |\n| 5 | 6 | 3 | 4 |"

    assert [
        ("target", "43 wan_t", None, "产量"),
        ("target", "1.2 percent", "increase", "产量增幅"),
        ("target", "3", None, None),
        ("target", "4 percent", "increase", None),
    ] == read(text)


def test_measures_in_columns() -> None:
    """Where the rows are places, the columns say what is measured, with its unit."""
    text = "| 乡镇 | 小麦(万亩) | 说明 |\n| 河东乡 | 1.2 | 3 |"

    assert [("target", "1.2 wan_mu", None, "河东乡小麦")] == read(text)


def test_unit_above() -> None:
    """A line above a table can give the unit of all its figures."""
    text = "单位:万元\n| 项目 | 2024年目标 |\n| 税收 | 1200 |"

    assert [("target", "1200 wan_CNY", None, "税收")] == read(text)


def test_tabs() -> None:
    """Tabs part cells as pipes do; a line with one cell is prose."""
    text = "\t主要指标\n指标\t目标(万亩)\n造林\t5\n\t植树6株"
    found = tables(text)
    cell, prose = found.cell(text.index("5")), found.cell(text.index("6"))

    assert cell is not None
    assert ("target", "万亩", "造林") == (cell.kind, cell.unit, text[slice(*cell.label or (0, 0))])
    assert prose is None


def test_tabs_and_groups() -> None:
    """Tabs are kept where they part cells, and lines that name a group end no table."""
    text = "类别\t指标\t2019年实绩\t2024年目标\n一、产业\n\t产值(亿元)(当年价)\t4.5\t6\n小计\t名\n"

    assert [
        ("baseline", "4.5 yi_CNY", None, "产值"),
        ("target", "6 yi_CNY", None, "产值"),
    ] == read(text)


def test_next_table() -> None:
    """Rows behind such a line that hold no figure are the header of another table."""
    text = "指标|目标(亩)\n造林|5\n其他\n指标|目标(个)\n公园|6"

    assert [("target", "5 mu", None, "造林"), ("target", "6 个", None, "公园")] == read(text)


def test_blanks() -> None:
    """Blanks part the cells of lines that end in figures; where cells lack, the last are there."""
    text = "指标 要求 2022年 2023年 2024年\n用水\n回用率 30% 40% 55%\n灌溉系数 不降 0.6 0.65 - "

    assert [
        ("target", "30 percent", None, "回用率"),
        ("target", "40 percent", None, "回用率"),
        ("target", "55 percent", None, "回用率"),
        ("target", "0.6 ratio", None, "灌溉系数"),
        ("target", "0.65 ratio", None, "灌溉系数"),
    ] == read(text)


@pytest.mark.parametrize(
    ("years", "baselines"),
    [
        ((2021, 2022), 1),
        ((2020, 2021, 2022, 2023, 2024, 2025), 1),
        ((2019, 2020, 2023, 2024), 2),
        ((2022, 2023, 2024), 0),
        ((2024,), 0),
    ],
)
def test_years_before(years: tuple[int, ...], baselines: int) -> None:
    """The years before a gap, and the one before a plan's, are what goals are set against."""
    text = "|".join(["指标", *(f"{y}年" for y in years)]) + "\n造林" + "|5亩" * len(years)

    assert [*["baseline"] * baselines, *["target"] * (len(years) - baselines)] == [
        kind for kind, *_ in read(text)
    ]


def test_weights() -> None:
    """What a task counts for is no goal."""
    assert [("10", "other")] == kinds("任务|分值\n造林|10")


def test_goals_of_years() -> None:
    """Columns that say 目标 are goals, also the one of the first year."""
    text = "| 指标 | 2023年目标 | 2025年目标 |\n| 造林(万亩) | 5 | 1.2.3 |"

    assert ["year", "year", "unit", "target", "number"] == [m.kind for m in mentions(text)]


def test_line_with_a_bar() -> None:
    """One line with bars makes no table."""
    assert [("5个", "target")] == kinds("索引号: | 建设公园5个 |\n")
