"""The built-in rules case by case: what each does where its examples do not lead."""

from __future__ import annotations

import datetime as dt

import attrs
import pytest

from govplan import Document, Plan, Target
from govplan.build import figure, heading, measure, plan, section, target
from govplan.checks import BUILTIN
from govplan.checks.rules import _scan
from govplan.model import (
    Baseline,
    Party,
    Period,
    Project,
    Relative,
    Source,
)
from govplan.testing import assert_finds, assert_silent
from govplan.units import amount


def _plan(*parts: object, period: Period | None = None) -> Plan:
    """Return a plan with these parts."""
    return plan("工作计划", *parts, id="p", period=period)  # type: ignore[arg-type]


def target_at(goal: str, text: str) -> Plan:
    """Return a plan with a bare figure whose place is the whole text."""
    return _plan(target("新建", f"= {goal}", at=(0, len(text))))


class TestStructure:
    """GP1."""

    def test_projects_have_to_be_listed(self) -> None:
        """A measure's project is looked for by name and by alias; any other is told of."""
        made = _plan(
            Project(name="杭绍台铁路", aliases=("铁路",)),
            measure("铁路"),
        ).replace("m1", projects=("铁路", "杭绍台铁路"))
        missing = made.replace("m1", projects=("铁路", "公路"))

        assert_silent(BUILTIN["GP103"], made)
        assert_finds(BUILTIN["GP103"], missing, at="/measures/0/projects/1", count=1)

    @pytest.mark.parametrize(
        ("field", "made"),
        [
            ("stretch_of", target("产值", ">= 50 亿元", stretch_of="gone")),
            ("relative/to", target("收入", relative=Relative(to="gone"))),
        ],
    )
    def test_every_reference_is_followed(self, field: str, made: object) -> None:
        """What a target goes beyond, or is set against, has to be in the plan."""
        assert_finds(BUILTIN["GP103"], _plan(made), at=f"/targets/0/{field}", message="'gone'")

    def test_circle_is_told_once(self) -> None:
        """Of circles that share a target one is told."""
        made = _plan(
            target("甲", id="a", part_of="b"),
            target("乙", id="b", part_of="a", stretch_of="c"),
            target("丙", id="c", part_of="b", stretch_of="a"),
        )

        assert_finds(BUILTIN["GP105"], made, count=1)

    def test_circle_is_told_at_its_first(self) -> None:
        """A circle is told at the one of its targets that stands first, wherever one comes in."""
        made = _plan(
            target("路", id="way-in", part_of="b"),
            target("甲", id="a", part_of="b"),
            target("乙", id="b", part_of="a"),
        )

        assert_finds(BUILTIN["GP105"], made, at="/targets/1/id", message="b → a → b", count=1)

    def test_circles_apart(self) -> None:
        """Circles that share nothing are each told, one of a single target too."""
        made = _plan(
            target("甲", id="a", part_of="b"),
            target("乙", id="b", part_of="a"),
            target("丙", id="c", part_of="c"),
        )

        assert_finds(BUILTIN["GP105"], made, message="a → b → a")
        assert_finds(BUILTIN["GP105"], made, message="c → c", at="/targets/2/id")

    def test_ways_that_meet_are_no_circle(self) -> None:
        """Two ways to one target are no circle."""
        made = _plan(
            target("甲", id="a", part_of="b", stretch_of="c"),
            target("乙", id="b", part_of="d"),
            target("丙", id="c", part_of="d"),
            target("丁", id="d"),
        )

        assert_silent(BUILTIN["GP105"], made)

    def test_list_that_starts_again(self) -> None:
        """一是…二是… twice in a section are two lists, and no number is used twice."""
        made = _plan(*(section(heading("x", number=number)) for number in ("一是", "二是") * 2))

        assert_silent(BUILTIN["GP111"], made)
        assert_silent(BUILTIN["GP112"], made)

    def test_number_that_is_none(self) -> None:
        """A number that cannot be read is passed over."""
        made = _plan(*(section(heading("x", number="甲乙")) for _ in range(2)))

        assert_silent(BUILTIN["GP111"], made)

    def test_measures_without_title(self) -> None:
        """Measures without a title are not the same measure (GP116 tells of them)."""
        assert_silent(BUILTIN["GP117"], _plan(measure(" "), measure("。")))

    def test_counts_of_other_things(self) -> None:
        """The plan's figures that count nothing, or something else, state no total."""
        made = _plan(
            figure("investment", "项指标", "3 亿元"), figure("count", "项目", "3 个"), measure("x")
        )

        assert_silent(BUILTIN["GP123"], made)

    def test_unnamed_section(self) -> None:
        """A section without a title is called by its id."""
        assert_finds(BUILTIN["GP115"], _plan(section(None)), message="s1: nothing stands in it")


class TestQuantities:
    """GP2."""

    def test_target_before_it(self) -> None:
        """A figure is held against the one before it of its indicator, too."""
        made = _plan(target("造林", ">= 5 万公顷"), target("造林", ">= 5 万亩"))
        money = _plan(target("收入", ">= 5 亿元"), target("收入", ">= 6 万元"))

        assert_finds(BUILTIN["GP206"], made, at="/targets/1/value", message="the target before it")
        assert_finds(BUILTIN["GP207"], money, at="/targets/1/value", message="the target before it")

    def test_ratio_of_units_that_do_not_compare(self) -> None:
        """亩 against 公顷 by the person, and a figure against nothing, have no ratio."""
        by_person = Baseline(amount=amount("5 亩"))
        made = _plan(target("造林", ">= 0 公顷", baseline=by_person))
        none = _plan(target("造林", ">= 5 公顷", baseline=Baseline(amount=amount("0 亩"))))

        assert_silent(BUILTIN["GP206"], made)
        assert_silent(BUILTIN["GP206"], none)

    def test_other_units_are_no_slip(self) -> None:
        """Figures in other units than 亩 and 公顷 are no slip between those two."""
        made = _plan(target("造林", ">= 15 亩"), target("造林", ">= 225 平方米"))

        assert_silent(BUILTIN["GP206"], made)

    def test_same_unit_is_no_slip(self) -> None:
        """Figures of the same unit may differ as they like."""
        assert_silent(
            BUILTIN["GP207"], _plan(target("收入", "= 5 亿元"), target("收入", "= 6 亿元"))
        )

    @pytest.mark.parametrize("at", [None, (0, 301)])
    def test_figures_without_a_short_place(self, at: tuple[int, int] | None) -> None:
        """A figure without a place, or with that of a whole part, is not held against words."""
        made = _plan(target("造林", "= 5 亩", at=at))

        assert_silent(BUILTIN["GP214"], made, text="造林7亩。".ljust(301, "。"))

    def test_halves_and_multiples(self) -> None:
        """一半 and 翻两番 say a figure that is not read."""
        text = "7年翻两番"

        assert_silent(BUILTIN["GP214"], _plan(target("产值", "= 4 倍", at=(0, 5))), text=text)

    @pytest.mark.parametrize(
        ("text", "goal", "agrees"),
        [
            ("新增3个", "= 3", True),
            ("新增3万个", "= 30000", True),
            ("新增3000", "= 3 千个", True),
            ("新增4个", "= 3", False),
            ("add 3", "= 3 个", True),
            ("add 3 million", "= 3 个", False),
        ],
    )
    def test_without_unit_the_number_decides(self, text: str, goal: str, *, agrees: bool) -> None:
        """Where the words or the figure have no unit, they agree by number."""
        made = _plan(target("x", goal, at=(0, len(text))))

        if agrees:
            assert_silent(BUILTIN["GP214"], made, text=text)
        else:
            assert_finds(BUILTIN["GP214"], made, at="/targets/0/value", text=text)

    def test_figure_of_a_section(self) -> None:
        """Figures that are no targets are held against their words as well."""
        made = _plan(figure("count", "重点项目", "4 个", at=(0, 2)))

        assert_finds(BUILTIN["GP214"], made, message="重点项目: 4 个", text="5个")

    def test_range(self) -> None:
        """A range is shown with both its ends."""
        assert_finds(BUILTIN["GP201"], target("植树", "3-5").node, message="3–5 has no unit")

    def test_decline_below_nothing(self) -> None:
        """A decline that is given as a negative figure is told of; a level may be below zero."""
        made = target("能耗", ">= -5%", change="decrease").node

        assert_finds(BUILTIN["GP213"], made, message="change=decrease")
        assert_silent(BUILTIN["GP213"], attrs.evolve(made, change=None))


class TestTargets:
    """GP3."""

    @pytest.mark.parametrize(
        "changes",
        [
            {"value": None, "comparator": None},
            {"baseline": Baseline(amount=amount("12 公里"))},
            {"upper": amount("50 公里"), "comparator": "range"},
            {"basis": "increment"},
        ],
    )
    def test_what_has_no_level_baseline(self, changes: dict[str, object]) -> None:
        """Without a figure, or with a baseline that does not compare, nothing is met already."""
        made = Target(
            id="t",
            indicator="林地",
            comparator=">=",
            value=amount("20 亩"),
            baseline=Baseline(amount=amount("30 亩")),
        )

        assert_finds(BUILTIN["GP307"], made)
        assert_silent(BUILTIN["GP307"], attrs.evolve(made, **changes))  # type: ignore[arg-type]

    @pytest.mark.parametrize(
        ("goal", "far"), [(">= 100 亩", True), (">= 5 亩", True), (">= 59 亩", False)]
    )
    def test_times_the_baseline(self, goal: str, *, far: bool) -> None:
        """A level that is no share is held against its baseline by how many times it is it."""
        made = target("林地", goal, baseline=Baseline(amount=amount("20 亩"))).node

        if far:
            assert_finds(BUILTIN["GP309"], made, at="/baseline/amount")
        else:
            assert_silent(BUILTIN["GP309"], made)

    def test_from_nothing(self) -> None:
        """What starts from nothing is no number of times that."""
        made = target("林地", ">= 20 亩", baseline=Baseline(amount=amount("0 亩"))).node

        assert_silent(BUILTIN["GP309"], made)

    @pytest.mark.parametrize(
        ("rate", "level", "period", "fits"),
        [
            ({}, {"due": "2023"}, None, True),
            ({}, {}, None, False),
            ({}, {"due": "2023"}, Period.of(2021, 2025), True),
            ({}, {}, Period.of(2022, 2023), True),
            ({"baseline": Baseline(year=2015)}, {}, None, True),
        ],
    )
    def test_growth_of_a_year_or_of_all(
        self,
        rate: dict[str, Baseline],
        level: dict[str, str],
        period: Period | None,
        *,
        fits: bool,
    ) -> None:
        """A rate may be that of each year, and rates from another year are not compared."""
        start = Baseline(amount=amount("100 公里"), year=2021)
        made = _plan(
            target("公路", "= 121 公里", basis="level", baseline=start, **level),  # type: ignore[arg-type]
            target("公路", "= 10%", change="increase", **rate, **level),  # type: ignore[arg-type]
            period=period,
        )

        if fits:
            assert_silent(BUILTIN["GP312"], made)
        else:
            assert_finds(BUILTIN["GP312"], made, at="/targets/0/value")

    @pytest.mark.parametrize("part", [">= 49%", "~ 49%", "= 40%"])
    def test_shares_that_need_not_be_whole(self, part: str) -> None:
        """Shares of 以上 or 左右 may be the whole, and those that leave out more are not."""
        made = _plan(*(target("占比", goal, part_of="all") for goal in ("= 50%", part)))

        assert_silent(BUILTIN["GP313"], made)

    def test_shares_of_a_share(self) -> None:
        """The parts of a share add up to it and not to all."""
        made = _plan(
            target("林地占比", "= 99%", id="all"),
            *(target("占比", goal, part_of="all") for goal in ("= 50%", "= 49%")),
        )

        assert_silent(BUILTIN["GP313"], made)

    def test_word_of_another_figure(self) -> None:
        """A word that makes a figure approximate stands right beside it."""
        for text in ("左右岸新建5公里", "节约5公里"):
            assert_silent(BUILTIN["GP314"], target_at("5 公里", text), text=text)
        assert_finds(BUILTIN["GP314"], target_at("5 公里", "大约5公里"), text="大约5公里")

    def test_nameless_targets_share_nothing(self) -> None:
        """Targets whose indicator is empty are not held against each other."""
        assert_silent(BUILTIN["GP315"], _plan(target("。", "= 3 亩"), target("。", "= 3 亩")))


class TestConsistency:
    """GP4."""

    def test_goals_without_figure(self) -> None:
        """Goals without figure, and ones that go beyond another, do not conflict."""
        made = _plan(
            target("产值", ">= 48 亿元", id="must"),
            target("产值", ">= 50 亿元", stretch_of="must"),
            target("产值", "稳步增长", kind="direction"),
        )

        assert_silent(BUILTIN["GP401"], made)

    @pytest.mark.parametrize(("upper", "differs"), [("6 亩", True), ("5 亩", False)])
    def test_ranges(self, upper: str, *, differs: bool) -> None:
        """Ranges conflict by either end."""
        made = _plan(target("造林", "3-5 亩"), target("造林", f"3-{upper}"))

        if differs:
            assert_finds(BUILTIN["GP401"], made, at="/targets/1/value")
        else:
            assert_silent(BUILTIN["GP401"], made)

    def test_parties_are_inherited(self) -> None:
        """Targets of sections with other parties do not conflict; with equal ones they do."""
        other, same = (
            _plan(
                section("甲", target("造林", "= 3 亩"), parties="林业局"),
                section("乙", target("造林", "= 4 亩"), parties=name),
            )
            for name in ("农业局", "林业局")
        )

        assert_silent(BUILTIN["GP401"], other)
        assert_finds(BUILTIN["GP401"], same)

    def test_the_period_is_a_deadline(self) -> None:
        """A target without deadline conflicts with one that is due when the period ends."""
        made = (target("造林", "= 3 亩"), target("造林", "= 4 亩", due="2021"))

        assert_finds(BUILTIN["GP401"], _plan(*made, period=Period.of(2021)))
        assert_silent(BUILTIN["GP401"], _plan(*made, period=Period.of(2022)))

    @pytest.mark.parametrize(
        ("whole", "part"),
        [
            (">= 10 亩", "= 12 亩"),
            ("~ 10 亩", "= 12 亩"),
            ("= 10 亩", "<= 12 亩"),
            ("= 10 亩", "~ 12 亩"),
            ("8-14 亩", "= 12 亩"),
        ],
    )
    def test_parts_that_may_exceed(self, whole: str, part: str) -> None:
        """A whole of 以上, 左右 or a range may be more, a part of 以内 or 左右 less."""
        made = _plan(target("造林", whole, id="all"), target("松林", part, part_of="all"))

        assert_silent(BUILTIN["GP402"], made)

    def test_parts_of_no_amount(self) -> None:
        """A growth, and a whole that grows or has no figure, do not add up."""
        made = _plan(
            target("产值", "= 5 亿元", id="whole"),
            target("甲产值", ">= 900 亿元", change="increase", part_of="whole"),
            target("林业", ">= 5%", change="increase", id="rate"),
            target("松林", "= 9%", part_of="rate"),
            target("公厕", id="bare"),
            target("村公厕", "= 9 座", part_of="bare"),
        )

        assert_silent(BUILTIN["GP402"], made)
        assert_silent(BUILTIN["GP403"], made)

    def test_parts_of_at_least(self) -> None:
        """Parts of 以上 may make the whole in the end."""
        made = _plan(
            target("造林", "= 10 亩", id="all"),
            target("松林", ">= 4 亩", part_of="all"),
            target("竹林", "= 5 亩", part_of="all"),
        )

        assert_silent(BUILTIN["GP404"], made)

    @pytest.mark.parametrize("second", ["= 3 亩", "= 5 亩"])
    def test_parts_far_below_or_whole(self, second: str) -> None:
        """Parts that make less than four fifths are examples, and all of it is the whole."""
        made = _plan(
            target("造林", "= 10 亩", id="all"),
            target("松林", "= 5 亩" if second == "= 5 亩" else "= 4 亩", part_of="all"),
            target("竹林", second, part_of="all"),
        )

        assert_silent(BUILTIN["GP404"], made)

    @pytest.mark.parametrize(
        ("end", "steps"),
        [("= 25 公里", ["= 10 公里", ">= 10 公里"]), (">= 15 公里", ["= 10 公里", "= 10 公里"])],
    )
    def test_steps_that_may_fit(self, end: str, steps: list[str]) -> None:
        """Steps of 以上 are not added up, and may be more than an end of 以上."""
        made = _plan(
            target("公路", end, basis="total", series="road"),
            *(
                target("公路", step, basis="increment", series="road", due=f"202{i}")
                for i, step in enumerate(steps)
            ),
        )

        assert_silent(BUILTIN["GP406"], made)

    def test_steps_beyond_the_end(self) -> None:
        """Steps that make more than an end that is a bare figure miss it, too."""
        made = _plan(
            target("公路", "= 15 公里", basis="total", series="road"),
            target("公路", "= 10 公里", basis="increment", series="road", due="2021"),
            target("公路", "= 10 公里", basis="increment", series="road", due="2022"),
        )

        assert_finds(BUILTIN["GP406"], made, message="the steps make 20 公里")


class TestWording:
    """GP5."""

    @pytest.mark.parametrize(
        "made",
        [
            measure("敬老院", target("床位", ">= 9 张", at=(0, 9), due="2021-06"), at=(0, 9)),
            measure("敬老院", at=(0, 9), due="2021-06"),
        ],
    )
    def test_dates_of_the_targets(self, made: object) -> None:
        """A measure whose targets have dates is not vague, nor one that has its own."""
        assert_silent(BUILTIN["GP502"], _plan(made), text="尽快建成杜桥敬老院。")

    @pytest.mark.parametrize("code", ["GP502", "GP503"])
    def test_measure_without_a_place(self, code: str) -> None:
        """The words of a measure that has no place in the text are not known."""
        assert_silent(BUILTIN[code], _plan(measure("敬老院")), text="尽快建成和。")

    @pytest.mark.parametrize("words", ["鼓励公众参与", "电动车普及。", "招商引资超全市"])
    def test_words_that_are_whole(self, words: str) -> None:
        """Words that end like an open list, and 全市 behind no verb of winning, are whole."""
        made = _plan(measure("x", at=(0, len(words))))

        assert_silent(BUILTIN["GP503"], made, text=words)

    @pytest.mark.parametrize(
        ("text", "at"),
        [("征地)完成", 2), ("《征地》》", 4), ("《征地)", 3), ("（征地\n完成\n）", 0)],
    )
    def test_brackets(self, text: str, at: int) -> None:
        """A bracket alone, of another kind or closed lines later is told of."""
        finding = assert_finds(BUILTIN["GP504"], _plan(measure("x")), text=text, message=text[at])

        assert Source(start=at, end=at + 1) in {
            other.source
            for other in BUILTIN.run(_plan(measure("x")), text=text)
            if other.code == finding.code
        }

    @pytest.mark.parametrize("text", ["第3座桥", "12.31号令", "增长3", "三大行动", "一百户"])
    def test_figures_of_names(self, text: str) -> None:
        """Ordinals, numbers without unit and Chinese numerals of names need not be encoded."""
        assert_silent(BUILTIN["GP511"], _plan(measure("x")), text=text)

    @pytest.mark.parametrize("text", ["A-3米桥", "全省前10位", "15分钟生活圈", "百亿元产业"])
    def test_figures_that_are_names(self, text: str) -> None:
        """A model's number, a rank, a circle of time and a round number need not be encoded."""
        assert_silent(BUILTIN["GP511"], _plan(measure("x")), text=text)

    def test_all_figures_of_a_node_count(self) -> None:
        """What a figure, an upper end, a baseline or a lead over another says is encoded."""
        text = "从30亩到40-50亩,投资3亿元,高5个百分点。"
        made = _plan(
            measure(
                "造林",
                target("造林", "40-50 亩", baseline=Baseline(amount=amount("30 亩")), at=(4, 10)),
                figure("investment", "投资", "3 亿元", at=(12, 16)),
                target("收入", relative=Relative(to="x", offset=amount("5 个百分点")), at=(17, 23)),
                at=(0, 23),
            )
        )

        assert_silent(BUILTIN["GP511"], made, text=text)
        assert_finds(BUILTIN["GP511"], _plan(measure("造林")), text=text, count=5)

    def test_figures_of_the_text(self) -> None:
        """Shares in words and compound units are read as figures; 3 million is one, too."""
        text = "占百分之七, 产出9万元/亩, 5 million km, 一百二十公里"
        found = [
            finding.data["amount"]
            for finding in BUILTIN.run(_plan(measure("x")), text=text)
            if finding.code == "GP511"
        ]

        assert ["7 percent", "9 wan_CNY/mu", "5000000 km", "120 km"] == found


class TestFiguresOfAText:
    """Finding figures in a text."""

    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("一般", []),
            ("百分之七", ["7 percent"]),
            ("增长5个百分点", ["5 percentage_point"]),
            ("500余亩", ["500 mu"]),
            ("3-5万人", ["3 wan_person", "5 wan_person"]),
            ("3-5", ["3", "5"]),
            ("3-", ["3"]),
            ("3至三亩", ["3", "3 mu"]),
            ("2/3", []),
            ("3元/天/人/次", ["3 CNY/day/person"]),
            ("3 metres", ["3"]),
            ("3 thousand people", ["3000"]),
            ("900000000000000000 billion km", []),
            ("1" * 200 + "亩", []),
            ("1" * 200 + "亩,3亩", ["3 mu"]),
        ],
    )
    def test_figures(self, text: str, found: list[str]) -> None:
        """A number is read with the unit behind it; what is no exact number is left out."""
        assert found == [str(figure.amount) for figure in _scan.figures(text)]


class TestResponsibility:
    """GP6."""

    def test_target_names_somebody(self) -> None:
        """A measure whose target names somebody has somebody who has to act."""
        made = _plan(
            measure("征地", parties="自然资源所"),
            measure("建站", target("基站", ">= 3 个", parties="经发办")),
        )

        assert_silent(BUILTIN["GP601"], made)

    def test_everybody_leads(self) -> None:
        """A lead that is everybody again is nobody in particular."""
        made = measure("征地", parties=[Party(name="各部门", role="lead"), Party(name="相关单位")])

        assert_finds(BUILTIN["GP604"], _plan(made), message="各部门", count=1)

    def test_plan_without_period(self) -> None:
        """Without a period no date is outside it."""
        assert_silent(BUILTIN["GP611"], _plan(measure("征地", due="2032")))

    def test_outlook(self) -> None:
        """A date beyond the period is an outlook where the series has one within it."""
        made = _plan(
            target("林地", ">= 9 亩", series="wood", due="2030"),
            target("林地", ">= 19 亩", series="wood", due="2035"),
            period=Period.of(2026, 2030),
        )

        assert_silent(BUILTIN["GP611"], made)

    def test_work_that_goes_on(self) -> None:
        """Work that starts before the period, or ends after it, is of the period all the same."""
        made = _plan(
            measure("大桥", start="2025", due="2032"),
            measure("公路", start="2030", due="2031"),
            period=Period.of(2026, 2030),
        )

        assert_silent(BUILTIN["GP611"], made)

    def test_old_plan_without_dates(self) -> None:
        """A plan whose period is over is no draft: that its deadlines are is no news."""
        made = _plan(measure("征地", due="2021-03"), period=Period.of(2021))

        assert_silent(BUILTIN["GP612"], made, today=dt.date(2022, 1, 1))
        assert_finds(BUILTIN["GP612"], made, message="today", today=dt.date(2021, 12, 31))

    def test_undated_document(self) -> None:
        """A document without dates may be of any day."""
        made = plan("计划", measure("征地", due="2012"), id="p", document=Document(title="计划"))

        assert_silent(BUILTIN["GP612"], made, today=dt.date(2021, 12, 31))

    def test_what_is_no_number(self) -> None:
        """一十十月 is no month, so nothing is said of its days."""
        assert_silent(BUILTIN["GP613"], _plan(measure("x")), text="十一十月二十日")

    @pytest.mark.parametrize(
        "text",
        ["31 June", "June 31, 2021", "2021-02-30", "13月1日", "2021年2月29日", "0000年1月1日"],
    )
    def test_days(self, text: str) -> None:
        """A day that is in no calendar is told of, of 29 February with a year that has none."""
        finding = assert_finds(BUILTIN["GP613"], _plan(measure("x")), text=text, count=1)

        assert Source(start=0, end=len(text)) == finding.source


class TestMoney:
    """GP7."""

    def test_of_a_year(self) -> None:
        """What is spent in a year is part of what a work costs, and not added again."""
        made = _plan(
            figure("investment", "总投资", "= 3 亿元"),
            measure(
                "路",
                figure("investment", "投资", "3 亿元"),
                figure("investment", "年度投资", "1 亿元"),
            ),
        )

        assert_silent(BUILTIN["GP702"], made)

    def test_other_currencies(self) -> None:
        """What is spent in another currency is not added to the total."""
        made = _plan(
            figure("investment", "总投资", "= 3 亿元"),
            measure("路", figure("investment", "投资", "3 亿元")),
            measure("桥", figure("investment", "投资", "5 亿美元")),
        )

        assert_silent(BUILTIN["GP702"], made)
