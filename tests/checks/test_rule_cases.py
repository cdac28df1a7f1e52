"""Cases of the built-in rules: what plans print every day and is right, and what is not.

Each was a false alarm or a miss once, or stands at the boundary of a rule. Beside each case
stands what is found, or how many findings there are.
"""

from __future__ import annotations

from typing import TypeAlias

import pytest

from govplan import Baseline, Figure, Party, Period, Plan, Relative, Source, Target, amount
from govplan.build import Part, figure, heading, measure, plan, section, target
from govplan.checks import BUILTIN, Ruleset
from govplan.testing import assert_finds, assert_silent

PLAN = Plan(id="p", title="工作计划")

Words: TypeAlias = tuple[str, str, list[str]]

WORDS: list[Words] = [
    # Brackets.
    ("GP504", "1)新建公厕3座;\n2)改造农贸市场(一期);\n(3)完成拆违。", []),
    ("GP504", "一）加强领导；二）落实责任（签订责任书）。", []),
    ("GP504", "a) Repair the bridge; b) widen the road (phase two).", []),
    ("GP504", "推进污水零直排区(一\n期)建设。", []),
    ("GP504", "落实《关于推进“三农”工作的意见》(2021年1号)要求。", []),
    ("GP504", "落实《土地管理条例,\n完成征地。\n推进拆违。", ["《"]),
    ("GP504", "推进项目建设）。", ["）"]),
    ("GP504", "实施“双十工程。", ["“"]),
    ("GP504", "Build the bridge (phase one.\nThen the road.", ["("]),
    # Blanks to fill in.
    ("GP505", "20XX年新增耕地300亩。", ["20XX"]),
    ("GP505", "202X年底前完成。", ["202X"]),
    ("GP505", "2021年 月底前完成征地。", ["2021年 月"]),
    ("GP505", "完成征地(待补充)。", ["(待补充)"]),
    ("GP505", "新增绿地×万平方米。", ["×"]),
    ("GP505", "由×××同志牵头。", ["×××"]),
    ("GP505", "Open the road in [Insert month].", ["[Insert month]"]),
    ("GP505", "地点待定,经费____万元。", ["待定", "____"]),
    ("GP505", "补助金额=户数×人均标准,总量=面积×亩均产量。", []),
    ("GP505", "接待定点酒店12家,优待定期复核,等待定价。", []),
    ("GP505", "第一部分\n________\n第二部分", []),
    ("GP505", "2021年月均降尘量下降,2021年6月完成。", []),
    ("GP505", "Chapter XX sets out the roads of Annex XX, sizes XXL.", []),
    ("GP505", "规划面积3×5公里,推广5G+X应用,X射线设备2台。", []),
    ("GP505", "待建项目5个(待建),待遇待定量核定。", []),
    # Damage on the way.
    ("GP506", "新建公路1O0公里", ["1O0"]),
    ("GP506", "绿道１2公里,公厕�座", ["１2", "�"]),
    ("GP506", "\ufeff全年新建公路100公里。\f第2页", []),
    ("GP506", "PM10年均浓度、Al12O19陶瓷、5G基站、２０２１年", []),
    ("GP506", "Road B10, 20 km, H2O and PM10O3.", []),
    # Figures that nobody encoded.
    ("GP511", "占地500余亩,投资1000余万元,打井115多眼。", ["500余亩", "1000余万元", "115多眼"]),
    ("GP511", "新建邻里中心3-5个,培训3万5千人次。", ["3", "5个", "3万5千人次"]),
    ("GP511", "更新改造老旧电梯12台,翻新5公里道路。", ["12台", "5公里"]),
    ("GP511", "力争到2025年底前完成投资1.5亿元。", ["1.5亿元"]),
    ("GP511", "满意率达到９５％以上,办结率100％。", ["９５％", "100％"]),
    ("GP511", "——500亩连片流转。", ["500亩"]),
    ("GP511", "6月底前300户完成搬迁。", ["300户"]),
    ("GP511", "Plant 120 mu of trees and build 3.5 km of roads in 2 stages.", ["120 mu", "3.5 km"]),
    ("GP511", "三分之二以上的村、1/3的农户参与,四分之三达标。", []),
    ("GP511", "打造15分钟便民生活圈,构建1小时高铁交通圈。", []),
    ("GP511", "综合评价跃居全省前40位,考核进入全市前10名。", []),
    ("GP511", "建成110千伏变电站,推进104国道、304乡道改造。", []),
    ("GP511", "一户一策、一村一品,第三方评估,打造百亿元产业。", []),
    ("GP511", "“十四五”期间,实施“双十”工程,PM2.5达标,5G全覆盖。", []),
    ("GP511", "30日内办结,2月29日前上报,60周岁以上老人。", []),
    ("GP511", "推进A-3标段和第5条支线、二期工程。", []),
    ("GP511", "Keep 3 of 4 wards open by 30 June 2021.", []),
    ("GP511", "降尘强度控制在8.5吨/月·平方公里以下。", ["8.5吨/月·平方公里"]),
    ("GP511", "Dust below 8.5 t/月·km2 a month.", ["8.5 t/月·km2"]),
    # Days of the calendar.
    ("GP613", "2月30日前完成,4月31日前上报。", ["2月30日", "4月31日"]),
    ("GP613", "2021年2月29日前完成。", ["2021年2月29日"]),
    ("GP613", "自2021-02-30起施行,2021.6.31止。", ["2021-02-30", "2021.6.31"]),
    ("GP613", "Open by June 31, 2021 or 31st April.", ["June 31, 2021", "31st April"]),
    ("GP613", "2月29日前完成,2024年2月29日、12月31日前上报。", []),
    ("GP613", "30日内办结,1个月30日内,2021-2025年,第3-5条。", []),
    ("GP613", "5月38号文件、11月31号楼、农历二月三十日庙会。", []),
    ("GP613", "Open by June 2021, May 2022 and March 31, 2021.", []),
    ("GP613", "标准号2021-15-40、版本2021.2.30.1。", []),
]


@pytest.mark.parametrize(("code", "text", "words"), WORDS)
def test_words(code: str, text: str, words: list[str]) -> None:
    """A rule that reads the whole text finds these words in it, and no others."""
    report = Ruleset([BUILTIN[code]]).run(PLAN, text=text, strict=True)
    found = [
        (f.source.start, text[f.source.start : f.source.end])
        for f in report
        if f.source is not None
    ]

    assert words == [word for _, word in sorted(found)]
    if not words:
        assert_silent(BUILTIN[code], PLAN, text=text)


CLAUSES: list[tuple[str, str, int]] = [
    ("GP502", "尽快建成杜桥敬老院", 1),
    ("GP502", "条件成熟时启动二期工程", 1),
    ("GP502", "Open the bridge as soon as possible", 1),
    ("GP502", "6月底前尽快建成敬老院", 0),
    ("GP502", "年内尽早完成征地,30日内尽快办结", 0),
    ("GP502", "Open the bridge by June 2021, as soon as possible", 0),
    ("GP502", "进一步加快项目建设", 0),
    ("GP503", "新建公园、", 1),
    ("GP503", "完善养老服务和", 1),
    ("GP503", "争创省级", 1),
    ("GP503", "Repair the bridge and the", 1),
    ("GP503", "引导社会力量共同参与", 0),
    ("GP503", "营造安定祥和", 0),
    ("GP503", "推动优质医疗资源惠及", 0),
    ("GP503", "争创省级示范村2个", 0),
    ("GP503", "Open the services that residents ask for", 0),
    ("GP503", "Improve the roads that villages lead to", 0),
]


@pytest.mark.parametrize(("code", "text", "count"), CLAUSES)
def test_clauses(code: str, text: str, count: int) -> None:
    """A rule that reads a measure's clause finds something in these, and not in those."""
    subject = plan("工作计划", measure("m", at=(0, len(text))), id="p")
    if count:
        assert_finds(BUILTIN[code], subject, text=text, count=count)
    else:
        assert_silent(BUILTIN[code], subject, text=text)


def test_a_date_of_the_section() -> None:
    """A measure has the date of its section, however soon it is to be done."""
    text = "尽快建成敬老院"
    dated = plan("p", section("民生", measure("m", at=(0, 7)), due="2021-06"), id="p")

    assert_silent(BUILTIN["GP502"], dated, text=text)


SOME_TARGETS: list[tuple[str, Part, int]] = [
    ("GP202", target("人均公园绿地面积", ">= 15 平方米/人"), 0),
    ("GP202", target("冷库库容", ">= 5 万吨"), 0),
    ("GP202", target("规上企业户数", ">= 50 家"), 0),
    ("GP202", target("研发投入占比", ">= 0.03 ratio"), 0),
    ("GP202", target("Livestock population", ">= 300 头"), 0),
    ("GP202", target("亩均税收", ">= 30 万元/亩"), 0),
    ("GP202", target("人均公园绿地面积", ">= 15 公里/人"), 1),
    ("GP202", target("水库总库容", ">= 5 万吨"), 1),
    ("GP202", target("常住人口", "<= 50 万户"), 1),
    ("GP202", target("Resident population", ">= 5 km"), 1),
    ("GP210", target("规上工业增长率", ">= 8%", change="increase"), 0),
    ("GP210", target("土地产出率", ">= 8%", change="increase"), 0),
    ("GP210", target("刑事案件发案率", ">= 8%", change="decrease"), 0),
    ("GP210", target("Crime rate", ">= 8%", change="decrease"), 0),
    ("GP210", target("贫困发生率", ">= 1%", change="decrease"), 1),
    ("GP212", target("千人床位数", ">= 4.3 张"), 0),
    ("GP212", target("每百户汽车拥有量", ">= 35.5 辆"), 0),
    ("GP212", target("万人发明专利拥有量", ">= 12.5 件"), 0),
    ("GP212", target("新增床位", ">= 4.3 张"), 1),
    ("GP213", target("新增政府隐性债务", "= 0 元", basis="increment"), 0),
    ("GP213", target("新建公厕", "0-3 座", basis="increment"), 0),
    ("GP213", target("新建公厕", "> 0 座", basis="increment"), 0),
    ("GP213", target("新建公厕", ">= 0 座", basis="increment"), 1),
    ("GP213", target("新建公厕", "= -3 座", basis="increment"), 1),
    ("GP303", target("农民收入年均增长", ">= 8%", change="increase"), 0),
    ("GP303", target("单位能耗(比2020年)", ">= 16%", change="decrease"), 0),
    ("GP303", target("Emissions, over 2020", ">= 16%", change="decrease"), 0),
    ("GP303", target("2025年生产总值", ">= 8%", change="increase"), 1),
    ("GP305", target("人口自然增长率", "<= -0.5‰"), 0),
    ("GP305", target("粮食自给率", ">= 150%"), 0),
    ("GP305", target("国有资产保值增值率", ">= 105%"), 0),
    ("GP305", target("Gross enrolment", ">= 103%"), 0),
    ("GP305", target("参保率", "> 100%"), 0),
    ("GP305", target("参保率", "95-105%"), 1),
    ("GP305", target("参保率", ">= -5%"), 1),
    ("GP306", target("压减能耗", ">= 5 万吨标准煤"), 0),
    ("GP306", target("空气负氧离子浓度", ">= 3000 个"), 0),
    ("GP306", target("不合格率", "<= 1%"), 0),
    ("GP306", target("Reduced emissions", ">= 5 吨"), 0),
    ("GP306", target("Persons helped out of unemployment", ">= 5 人"), 0),
    ("GP306", target("工业用地绿化率", "<= 20%"), 0),
    ("GP306", target("PM2.5年均浓度", ">= 30 微克/立方米"), 1),
    ("GP306", target("合格率", "<= 98%"), 1),
    ("GP306", target("单位能耗", "= 3%", change="increase"), 1),
    ("GP501", target("争取上级资金", ">= 3 亿元"), 0),
    ("GP501", target("向上争取项目", ">= 3 个"), 0),
    ("GP501", target("争取财政收入", ">= 3 亿元"), 1),
    ("GP501", target("财政收入", ">= 3 亿元", force="strive"), 1),
    ("GP501", target("财政收入", ">= 3 亿元", force="strive", stretch_of="t1"), 0),
    ("GP501", target("Roads we aim to build", ">= 3 km"), 1),
]


@pytest.mark.parametrize(("code", "subject", "count"), SOME_TARGETS)
def test_a_target(code: str, subject: Part, count: int) -> None:
    """A rule finds something in these targets, and not in those."""
    _check(code, count, subject)


def _check(code: str, count: int, *parts: Part, period: Period | None = None) -> None:
    subject = plan("工作计划", *parts, id="p", period=period)
    if count:
        assert_finds(BUILTIN[code], subject, count=count)
    else:
        assert_silent(BUILTIN[code], subject)


SEVERAL_TARGETS: list[tuple[str, list[Part], int]] = [
    ("GP205", [target("企业", "= 5 家"), target("企业", "= 6 个")], 0),
    ("GP205", [target("就业", "= 5 人"), target("就业", "= 6 人次")], 0),
    ("GP205", [target("道路", "= 5 公里"), target("道路", "= 600 米")], 0),
    ("GP205", [target("参保率", "= 90%"), target("参保率", "= 5 个百分点")], 0),
    ("GP205", [target("造林", "= 5 亩"), target("造林", "= 6 公顷")], 1),
    ("GP208", [target("投资", "= 5 亿元"), target("人均GDP", "= 2 万美元")], 0),
    ("GP208", [target("投资", "= 5 亿元"), target("跨境电商交易额", "= 2 亿美元")], 0),
    ("GP208", [target("Works", "= 5 亿元"), target("World Bank loan", "= 2 亿美元")], 0),
    ("GP208", [target("投资", "= 5 亿元"), target("基金规模", "= 2 亿美元")], 1),
    ("GP315", [target("项目", "= 5 个", stage="start"), target("项目", "= 5 个")], 0),
    ("GP315", [target("项目", "= 5 个"), target("项目", "= 5 个")], 1),
    ("GP401", [target("道路", ">= 3 公里"), target("道路", "<= 5 公里")], 0),
    ("GP401", [target("道路", "<= 5 公里"), target("道路", ">= 3 公里")], 0),
    ("GP401", [target("道路", ">= 5 公里"), target("道路", "<= 3 公里")], 1),
    ("GP401", [target("项目", "= 5 个", stage="start"), target("项目", "= 3 个")], 0),
    ("GP401", [target("项目", "= 5 个"), target("项目", "= 3 个")], 1),
    # 新增24个、提升10个村庄: the words of one measure tell them apart.
    ("GP401", [measure("创建", target("村庄", "= 24 个"), target("村庄", "= 10 个"))], 0),
    ("GP401", [measure("创建", target("村庄", "= 24 个")), target("村庄", "= 10 个")], 1),
    # Each of two plants has its own.
    ("GP401", [target("总装机", "= 36.5 万千瓦"), target("总装机", "= 57.5 万千瓦")], 0),
    ("GP401", [target("Area", "= 3 亩"), target("Area", "= 4 亩")], 0),
    ("GP401", [target("风电总装机", "= 36.5 万千瓦"), target("风电总装机", "= 57.5 万千瓦")], 1),
    (
        "GP401",
        [
            target("能耗", "= 16%", change="decrease", baseline=Baseline(year=2010)),
            target("能耗", "= 32%", change="decrease", baseline=Baseline(year=2005)),
        ],
        0,
    ),
    (
        "GP402",
        [
            target("人均收入", "= 3 万元", id="all"),
            target("城镇", "= 4 万元", part_of="all"),
            target("农村", "= 2 万元", part_of="all"),
        ],
        0,
    ),
    (
        "GP402",
        [
            target("Average income", "= 3 万元", id="all"),
            target("Town", "= 4 万元", part_of="all"),
        ],
        0,
    ),
    (
        "GP402",
        [target("覆盖率", "= 96%", id="all"), target("城镇覆盖率", "= 98%", part_of="all")],
        0,
    ),
    (
        "GP402",
        [target("造林", "= 5 亩", id="all"), target("其中林地", "= 6 亩", part_of="all")],
        1,
    ),
]


@pytest.mark.parametrize(("code", "parts", "count"), SEVERAL_TARGETS)
def test_targets(code: str, parts: list[Part], count: int) -> None:
    """A rule finds something in these plans, and not in those."""
    _check(code, count, *parts)


class TestShares:
    """GP313: shares of one whole."""

    @pytest.mark.parametrize(
        ("goals", "count"),
        [
            (["= 25%", "= 74%"], 1),
            (["= 25%", "= 76%"], 1),
            (["= 25%", "= 75%"], 0),
            (["= 98%", "= 95%"], 0),
            ([">= 25%", ">= 74%"], 0),
            ([">= 25%", ">= 76%"], 1),
            (["<= 25%", "= 76%"], 0),
        ],
    )
    def test_sums(self, goals: list[str], count: int) -> None:
        """Only what nearly makes the whole, and could not make it, is told of."""
        shares = [target(f"{i}产占比", goal, part_of="all") for i, goal in enumerate(goals)]
        _check("GP313", count, target("总产值", "= 9 亿元", id="all"), *shares)

    def test_growth(self) -> None:
        """Growth of the parts does not add up."""
        parts = [target(n, "= 51%", change="increase", part_of="all") for n in ("一产", "二产")]
        _check("GP313", 0, target("总产值", "= 9 亿元", id="all"), *parts)

    def test_rates_of_a_rate(self) -> None:
        """Parts of a share are rates of their own; shares for several dates are no parts."""
        whole = target("覆盖率", "= 50%", id="all")
        parts = [target(n, "= 50.5%", part_of="all") for n in ("城镇", "农村")]
        dated = [target("占比", "= 51%", part_of="x", due=year) for year in ("2021", "2022")]
        _check("GP313", 0, whole, *parts)
        _check("GP313", 0, *dated)


class TestYearlyRate:
    """GP312: a level and a rate."""

    @staticmethod
    def _parts(level: str, rate: str, year: int | None, other: int | None = None) -> list[Part]:
        start = Baseline(amount=amount("100 亿元"), year=year)
        base = None if other is None else Baseline(year=other)
        return [
            target("生产总值", level, basis="level", baseline=start),
            target("生产总值", rate, change="increase", basis="rate", baseline=base),
        ]

    @pytest.mark.parametrize(
        ("level", "rate", "year", "period", "count"),
        [
            ("= 146.9 亿元", "= 8%", 2020, Period.of(2021, 2025), 0),
            ("= 146.9 亿元", "= 8%", None, Period.of(2021, 2025), 0),
            ("= 146.9 亿元", "= 47%", 2020, Period.of(2021, 2025), 0),
            ("= 180 亿元", "= 8%", 2020, Period.of(2021, 2025), 1),
            ("= 146.9 亿元", "= 8%", None, Period.of(2021), 1),
            ("= 146.9 亿元", "= 8%", None, None, 1),
            ("= 146.9 亿元", "= 8%", 2020, None, 1),
        ],
    )
    def test_years(
        self,
        level: str,
        rate: str,
        year: int | None,
        period: Period | None,
        count: int,
    ) -> None:
        """A rate may be that of a year, and the level that of the last."""
        _check("GP312", count, *self._parts(level, rate, year), period=period)

    def test_other_base(self) -> None:
        """Growth since another year than the baseline's is another growth."""
        _check("GP312", 0, *self._parts("= 180 亿元", "= 8%", 2015, 2020))

    def test_dates_without_period(self) -> None:
        """The date of the level tells the years as well."""
        start = Baseline(amount=amount("100 亿元"), year=2020)
        level = target("生产总值", "= 146.9 亿元", baseline=start, due="2025")
        rate = target("生产总值", "= 8%", change="increase", due="2025")

        _check("GP312", 0, level, rate)


def test_steps() -> None:
    """GP405: yearly work goes up and down, and a stretch goal is no step."""

    def steps(basis: str, stretch: str | None = None) -> list[Part]:
        goals = zip(("2021", "2022", "2023"), ("= 40 公里", "= 35 公里", "= 50 公里"), strict=True)
        return [
            target("道路", goal, basis=basis, series="r", due=due,  # type: ignore[arg-type]
                   stretch_of=stretch if due == "2022" else None)
            for due, goal in goals
        ]  # fmt: skip

    _check("GP405", 0, *steps("total"))
    _check("GP405", 0, *steps("level", "t"))
    _check("GP405", 1, *steps("level"))


class TestPlaces:
    """GP214, GP215, GP314, GP511, GP512: words at a figure's place."""

    @pytest.mark.parametrize(
        ("code", "text", "goal", "count"),
        [
            ("GP214", "新建3-5万人", "3-5 万人", 0),
            ("GP214", "新建3-5万人", "3-5 人", 2),
            ("GP214", "新建3-5万人", "3-6 万人", 1),
            ("GP214", "三分之二以上", ">= 66.7%", 0),
            ("GP214", "达到1/3", ">= 33.3%", 0),
            ("GP214", "3万5千亩", "= 35000 亩", 0),
            ("GP214", "15000余立方米", "> 15000 立方米", 0),
            ("GP214", "15000余立方米", "> 1500 立方米", 1),
            ("GP214", "翻一番", "= 100%", 0),
            ("GP214", "95％以上", ">= 96%", 1),
            ("GP215", "规模以上企业10家", "= 10 家", 0),
            ("GP215", "不得超过10家", "<= 10 家", 0),
            ("GP215", "no more than 10 km", "<= 10 km", 0),
            ("GP215", "no less than 10 km", ">= 10 km", 0),
            ("GP215", "no less than 10 km", "<= 10 km", 1),
            ("GP215", "不超过10家", ">= 10 家", 1),
            ("GP314", "节约500吨", "= 500 吨", 0),
            ("GP314", "左右岸绿道5公里", "= 5 公里", 0),
            ("GP314", "5 km around the lake", "= 5 km", 0),
            ("GP314", "约500吨", "= 500 吨", 1),
            ("GP314", "增长5%左右", "= 5%", 1),
            ("GP314", "about 5 km", "= 5 km", 1),
            ("GP512", "全覆盖", "= 100%", 0),
            ("GP512", "无重大事故", "= 0 起", 0),
            ("GP512", "Build twelve schools", "= 12 所", 0),
            ("GP512", "Build no schools", "= 0 所", 0),
            ("GP512", "全力推进"[1:], "= 12 所", 1),
            ("GP512", "Build another schools", "= 12 所", 1),
        ],
    )
    def test_place(self, code: str, text: str, goal: str, count: int) -> None:
        """A rule finds something between these words and figures, and not between those."""
        subject = plan("p", measure("m", target("t", goal, at=(0, len(text)))), id="p")
        if count:
            assert_finds(BUILTIN[code], subject, text=text, count=count)
        else:
            assert_silent(BUILTIN[code], subject, text=text)

    def test_a_baseline_before_the_phrase(self) -> None:
        """A baseline stands in the clause, not in the figure's phrase."""
        text = "普及率由目前的40%提高到60%"
        goal = target("普及率", "= 60%", at=(10, 16), baseline=Baseline(amount=amount("40%")))
        subject = plan("p", measure("m", goal, at=(0, 16)), id="p")

        assert_silent(BUILTIN["GP511"], subject, text=text)
        assert_finds(BUILTIN["GP511"], plan("p", goal, id="p"), text=text, count=1)

    def test_figures_in_words(self) -> None:
        """A figure may be part of an indicator, of a goal in words, or of what is set apart."""
        text = "产值10亿元以上企业80家,高于全省0.5个百分点,创成4个星级"
        parts: list[Part] = [
            target("产值10亿元以上企业", "= 80 家", at=(11, 14), indicator_at=(0, 11)),
            target("高于全省", ">= 80%", at=(15, 25), id="a",
                   relative=Relative(to="b", offset=amount("0.5 个百分点"))),
            target("星级", "创成4个星级", kind="designation", at=(26, 32)),
        ]  # fmt: skip

        assert_silent(BUILTIN["GP511"], plan("p", *parts, id="p"), text=text)
        assert_finds(BUILTIN["GP511"], PLAN, text=text, count=4)


def test_works_and_stages() -> None:
    """GP117, GP315, GP401: what is begun and what is finished are two things, as two roads are."""
    start = section("一", measure("天蒲公路", target("投资", "= 3 亿元"), stage="start"))
    finish = section("二", measure("天蒲公路", target("投资", "= 4 亿元"), stage="finish"))
    again = section("三", measure("天蒲公路", target("投资", "= 4 亿元"), stage="finish"))

    for code in ("GP117", "GP315", "GP401"):
        _check(code, 0, start, finish)
    for code in ("GP117", "GP315"):
        _check(code, 1, finish, again)


class TestPeriod:
    """GP611: dates outside the period."""

    @pytest.mark.parametrize(
        ("start", "due", "count"),
        [
            ("2019", None, 0),
            ("2021-06", "2023", 0),
            ("2019", "2023", 0),
            (None, "2023", 1),
            (None, "2019", 1),
            ("2022", None, 1),
        ],
    )
    def test_works(self, start: str | None, due: str | None, count: int) -> None:
        """Work that goes on from before, or beyond, is no slip of a date."""
        _check("GP611", count, measure("m", start=start, due=due), period=Period.of(2021))


def test_counts() -> None:
    """GP121: a word for parts has to be the figure's unit, or its label's last."""
    parts: list[Part] = [section("一"), section("二")]

    for label, value, count in (
        ("规章制度", "5 件", 0),
        ("部分乡镇", "5 个", 0),
        ("Schools in the area of the town", "5", 0),
        ("重点工作", "5 方面", 1),
        ("本规划分为若干章", "5", 1),
        ("priorities", "5", 1),
    ):
        subject = PLAN.replace(
            "p",
            figures=(Figure(kind="count", label=label, value=amount(value)),),
            sections=plan("p", *parts, id="p").sections,
        )
        if count:
            assert_finds(BUILTIN["GP121"], subject, count=count)
        else:
            assert_silent(BUILTIN["GP121"], subject)


def test_numbers_of_items() -> None:
    """GP112: a list that starts again, and one that begins in the middle, have no gap."""

    def numbered(*numbers: str) -> list[Part]:
        return [section(heading("x", number=number)) for number in numbers]

    _check("GP112", 0, *numbered("一是", "二是", "一是", "二是"))
    _check("GP112", 0, *numbered("五、", "六、"))
    _check("GP112", 1, *numbered("1.", "2.", "4.", "5."))


def test_money_of_a_year() -> None:
    """GP702: what a project costs this year is part of what it costs."""
    total = figure("investment", "总投资", "= 5 亿元")
    whole = figure("investment", "项目投资", "5 亿元")
    this_year = figure("investment", "年度投资", "1 亿元")

    _check("GP702", 0, section("交通", total, measure("公路", whole, this_year)))
    _check("GP702", 1, section("交通", total, measure("公路", whole, whole)))


def test_bodies() -> None:
    """GP601: a body for the targets, or for the section, is a body; who does nothing is told."""
    named = measure("a", parties="农业农村局")
    by_target = measure("b", target("造林", "= 5 亩", parties="林业局"))
    by_section = section("c", measure("c"), parties=[Party(name="财政局", role="lead")])

    _check("GP601", 0, named, by_target, by_section)
    _check("GP601", 1, named, by_target, by_section, measure("d"))


def test_long_place() -> None:
    """A place longer than a phrase is not looked through for the words of an indicator."""
    text = "产值10亿元以上企业" + "、" * 400
    aim = Target(
        id="t", indicator="产值10亿元以上企业", indicator_source=Source(start=0, end=len(text))
    )

    assert_finds(BUILTIN["GP511"], PLAN.replace("p", targets=(aim,)), text=text, count=1)
