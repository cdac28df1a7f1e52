"""How the outline, the clauses and the figures of a text become a plan."""

from __future__ import annotations

import pytest

from govplan import Due, Plan, Section, Source, Target, amount, read
from govplan.model import Figure, Measure, Statement

TOWN = """\
索引号：X-1 文号：
甲镇2021年工作计划
今年是开局之年。全年生产总值增长7%以上。
一、项目建设（责任单位：建设办）
（一）抓投资。力争引进“百川”工程等3个项目，总投资2亿元，提升发展质量。
（二）抓征地。完成征地350亩以上，其中水田50亩。
二、民生
去年新建公园1个。入学率达98%,力争99%。
打印 关闭
"""


def plan() -> Plan:
    """Return the draft of a small plan."""
    return read(TOWN).plan


class TestTree:
    def test_ids(self) -> None:
        """Nodes have the ids of their position, as those of plans encoded by hand have."""
        nodes = [node for _, node in plan().walk() if isinstance(node, Section | Measure | Target)]

        assert [
            "t1", "s1", "s1.1", "s1.1.m1", "s1.2", "s1.2.m1", "s1.2.m1.t1", "s1.2.m1.t2",
            "s2", "s2.t1", "s2.t2",
        ] == [node.id for node in nodes]  # fmt: skip

    def test_plan(self) -> None:
        """The plan has what its title and the table at the head of its page say."""
        made = plan()

        assert ("X-1", "甲镇2021年工作计划", "annual_plan") == (made.id, made.title, made.kind)
        assert made.document is not None
        assert ("document_number",) == made.document.blank
        assert len(TOWN) == made.document.length

    def test_section(self) -> None:
        """A section has number and title as printed, its place, and who acts on it."""
        section = plan().sections[0]

        assert ("一、", "项目建设") == (section.number, section.title)
        assert ["建设办"] == [party.name for party in section.parties]
        assert section.source is not None
        assert TOWN[section.source.start : section.source.end].startswith("一、项目建设")
        assert TOWN[section.source.start : section.source.end].endswith("其中水田50亩。")

    def test_due_of_a_measure(self) -> None:
        """A clause says by when its work is to be done, before its verbs or among its words."""
        text = (
            "甲镇2024年工作计划\n9月底前建成环镇绿道。文化中心三季度前投用。"
            "2025年底前建成水库。推进前期工作。\n"
        )
        reading = read(text)
        measures = list(reading.plan.iter_measures())

        assert ["2024-09", "2024-Q3", "2025", None] == [
            measure.due.date if measure.due else None for measure in measures
        ]
        assert "due: 2024-09, by the date in it" in reading.explain(measures[0])

    def test_no_due_without_a_year(self) -> None:
        """A text that is for no year gives its months none."""
        assert [None] == [m.due for m in read("9月底前建成绿道。").plan.iter_measures()]

    def test_basis(self) -> None:
        """新增 and its like count what is added; growth is a rate; of all else nothing is told."""
        targets = read("新建公厕5座。新增就业300人。收入增长8%。建成公园2个。").plan.iter_targets()

        assert ["increment", "increment", "rate", None] == [target.basis for target in targets]

    @pytest.mark.parametrize(
        ("heading", "count"),
        [
            ("夯实产业发展基础", 1),
            ("把握新形势,推动新发展", 1),
            ("坚持问题导向,解决存在问题", 1),
            ("发展基础", 0),
            ("存在的问题", 0),
        ],
    )
    def test_headings_that_look_ahead(self, heading: str, count: int) -> None:
        """A heading with a verb of doing announces, though 发展基础 alone tells what is so."""
        found = read(f"甲县2023年工作计划\n一、{heading}\n建成重点项目18个。\n二、民生\n无。").plan

        assert count == sum(1 for _ in found.iter_targets())

    def test_section_of_a_row(self) -> None:
        """A column of deadlines says by when a row is to be done, and is no work of its own."""
        text = (
            "甲镇2023年工作计划\n序号|任务|内容|完成时限|责任单位\n"
            "1|修路|修路5公里|6月底前|建设办\n2|植树|植树300亩|长期|农业办\n"
        )
        reading = read(text)
        first, second = reading.plan.sections

        assert (Due(date="2023-06"), None) == (first.due, second.due)
        assert ["修路5公里"] == [measure.title for measure in first.measures]
        assert reading.plan.effective(first.measures[0]).due == first.due
        assert "due: 2023-06, by its column" in reading.explain(first)

    def test_measure(self) -> None:
        """A measure has the words of its clause, its stage and its force, and its projects."""
        made = plan()
        measure = made.sections[0].sections[0].measures[0]

        assert "力争引进“百川”工程等3个项目" == measure.title
        assert "strive" == measure.force
        assert ("“百川”工程",) == measure.projects
        assert ["“百川”工程"] == [project.name for project in made.projects]

    def test_statement(self) -> None:
        """Words that announce nothing are statements."""
        said = [node for _, node in plan().walk() if isinstance(node, Statement)]

        assert ["context", "purpose", "context"] == [statement.kind for statement in said]


class TestFigures:
    def test_target(self) -> None:
        """A target has indicator, comparator, value and places from the text."""
        target = plan().find("s1.2.m1.t1")

        assert isinstance(target, Target)
        assert ("征地", ">=", amount("350 mu")) == (
            target.indicator, target.comparator, target.value,
        )  # fmt: skip
        assert target.source is not None
        assert "350亩以上" == TOWN[target.source.start : target.source.end]

    @pytest.mark.parametrize(
        ("text", "measure", "targets"),
        [
            ("产量力争达到8.2万吨。", [], ["strive"]),
            ("失业率必须控制在5%以内。", [], ["must"]),
            ("产量有望突破8万吨。", [], ["expected"]),
            ("产值预期目标增长5%左右。", [], [None]),
            ("产值确保48亿元、力争50亿元。", [], ["must", "strive"]),
            ("力争粮食产量达到8万吨。", ["strive"], [None]),
            ("确保征地350亩、力争400亩。", ["must"], [None, "strive"]),
            ("建成产业园,产值力争达到5亿元。", [None], ["strive"]),
            ("产量达到8万吨。", [], [None]),
        ],
    )
    def test_force(self, text: str, measure: list[str | None], targets: list[str | None]) -> None:
        """A target has the force of the words before it, unless its measure has the same."""
        plan = read(text).plan

        assert measure == [m.force for m in plan.iter_measures()]
        assert targets == [t.force for t in plan.iter_targets()]

    def test_relations(self) -> None:
        """Parts and stretch goals name their whole and their floor by id."""
        made = plan()
        part, stretch = made.find("s1.2.m1.t2"), made.find("s2.t2")

        assert isinstance(part, Target)
        assert isinstance(stretch, Target)
        assert "s1.2.m1.t1" == part.part_of
        assert "s2.t1" == stretch.stretch_of

    def test_goal_of_a_section(self) -> None:
        """An indicator with its figure alone is a target of its section."""
        target = plan().find("s2.t1")

        assert isinstance(target, Target)
        assert ("入学率", None) == (target.indicator, target.force)

    def test_months_of_the_year(self) -> None:
        """Months belong to the year of the title, unless that names several or none."""
        text = "6月底前新建公园5个,10月31日前新建广场3个。"
        dues = [
            [target.due and target.due.date for target in read(title + text).plan.iter_targets()]
            for title in ("甲镇2022年工作计划\n", "甲县规划(2021—2025年)\n", "甲镇工作计划\n")
        ]

        assert [["2022-06", "2022-10-31"], [None, None], [None, None]] == dues

    def test_change(self) -> None:
        """A rate of growth is told from a level."""
        target = plan().targets[0]

        assert ("increase", "rate", ">=") == (target.change, target.basis, target.comparator)

    def test_other_figures(self) -> None:
        """Figures that are no targets keep their kind and what they count."""
        figures = [node for _, node in plan().walk() if isinstance(node, Figure)]

        assert [("investment", "2 yi_CNY"), ("past_result", "1 个")] == [
            (figure.kind, str(figure.value)) for figure in figures if figure.kind != "list_size"
        ]

    def test_looking_back(self) -> None:
        """What a section that looks back prints like a goal is a past result."""
        found = read("一、工作回顾\n完成造林5万亩以上。\n二、工作计划\n完成造林6万亩以上。").plan

        assert ["past_result"] == [figure.kind for figure in found.iter_figures()]
        assert ["6 wan_mu"] == [str(target.value) for target in found.iter_targets()]

    def test_row_of_a_table(self) -> None:
        """The name of a row is the indicator of its figures, and the title of its section."""
        table = "主要指标如下。\n| 指标 | 2025年目标 |\n| 森林覆盖率 | 60% |\n| 造林 | 5万亩 |\n"
        found = read(table).plan

        assert [("森林覆盖率", "60 percent"), ("造林", "5 wan_mu")] == [
            (target.indicator, str(target.value)) for target in found.iter_targets()
        ]

    def test_figures_in_the_title(self) -> None:
        """A headline can announce a goal; it is the plan's."""
        found = read("今年全县开工建设108座污水处理厂\n这是县里的一件大事。\n").plan

        assert ["108 座"] == [str(target.value) for target in found.targets]

    def test_words_of_the_clause(self) -> None:
        """Where no words beside a figure say what it measures, those of its clause do."""
        (target,) = read("年底前争创5个以上,打造样板。").plan.iter_targets()

        assert "争创" == target.indicator
        assert target.indicator_source is None

    def test_verb_of_the_clause(self) -> None:
        """Where the clause says no more than a verb, the section says what of."""
        (target,) = read("一、旧房改造\n新开工500户。\n二、种树\n无。").plan.iter_targets()

        assert "旧房改造新开工" == target.indicator

    def test_words_of_the_section(self) -> None:
        """Where its clause says no more than that it shall be reached, the section does."""
        (target,) = read("一、接待游客\n力争突破50万人。\n二、种树\n无。").plan.iter_targets()

        assert "接待游客" == target.indicator

    def test_figures_that_nothing_names(self) -> None:
        """A figure in a line of its own measures nothing that is known, and is left unread."""
        (unread,) = read("5亿元以上").unread

        assert ("nameless", "5亿元以上") == (unread.reason, unread.words)


def test_untitled() -> None:
    """A text without title is called by its first words, and an empty one by none."""
    assert ("draft", "植树造林。") == (read("植树造林。").plan.id, read("植树造林。").plan.title)
    assert "untitled" == read("").plan.title


def test_furniture() -> None:
    """Figures of the page around the text are no figures of the plan."""
    found = read("甲镇计划\n种树5株以上。\n版权所有 网站标识码330000\n")

    assert [("330000", "page")] == [(u.words, "page") for u in found.unread]
    assert Source(start=7, end=11) == next(iter(found.plan.iter_targets())).source


def test_no_title() -> None:
    """The first words of a text without title say nothing of kind, time and place."""
    made = read("2023年,甲镇将完成征地5亩,实施计划。修路。").plan

    assert (None, None, None) == (made.kind, made.period, made.jurisdiction)


def test_results_are_no_measures() -> None:
    """A clause whose figures were reached announces nothing; 现有 only says what it is about."""
    made = read("2022年工作计划\n2021年,造林5亩,修路3公里。巩固现有茶园2万亩。").plan

    assert ["巩固现有茶园2万亩"] == [measure.title for measure in made.iter_measures()]


def test_place_of_a_report() -> None:
    """The line under its title says whose a report is."""
    made = read("政府工作报告\n——2022年1月5日在甲县第十届人民代表大会上\n修路。\n架桥。").plan

    assert made.jurisdiction is not None
    assert "甲县" == made.jurisdiction.name
