"""The tree of parts: numbers of all styles, headings without number, tables, plain prose."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govplan import Plan, Section
from govplan.reading._marks import has_quantity
from govplan.reading._outline import Outline, Part, outline
from govplan.reading._parties import notes, parties, role_of_column
from govplan.reading._text import prepare

PIECES = st.sampled_from([
    *"一二三、。,;:()（）“”|1.5年①② \n\n\n\u200b—●", "一是", "二是", "(一)", "(二)", "1.", "2.",
    "第一章 ", "第二节 ", "加快推进项目建设", "建成农田500亩", "深化改革。", "附件1", "专栏1",
    "01", "02",
    "注:", "1 项目", "1.1 建设", "a)", "项目内容:", "完成时限:", "表1 指标", "各位代表", "第三条 ",
    "甲\t乙\t丙\n", "责任单位:", "住建局牵头", "序号|名称|内容|责任单位", "1|绿道|建成2公里|住建局",
])  # fmt: skip
ANY_PLAN = st.lists(PIECES, max_size=60).map("".join) | st.text()

Tree = list[tuple[str | None, str | None, "Tree"]]


def tree(raw: str) -> Tree:
    """Return numbers and titles of a text's parts, nested."""
    found = outline(raw)
    return [_node(found, part) for part in found.parts]


def _node(found: Outline, part: Part) -> tuple[str | None, str | None, Tree]:
    number = found.text.words(*part.number) if part.number else None
    title = found.text.words(*part.title) if part.title else None
    return number, title, [_node(found, inner) for inner in part.parts]


def own(raw: str) -> list[list[str]]:
    """Return the own text of each part, in order."""
    found = outline(raw)
    return [[found.text.words(*span) for span in part.own] for part in found.walk()]


class TestAnyText:
    @given(ANY_PLAN)
    def test_ranges(self, raw: str) -> None:
        """Parts lie in their parents and apart; headings and own text lie in their parts."""
        found = outline(raw)
        size = len(found.text.plain)

        def check(parts: tuple[Part, ...], start: int, end: int) -> None:
            for part in parts:
                assert start <= part.source.start < part.source.end <= end
                start = part.source.end
                spans = [span for span in (part.number, part.title, part.heading) if span]
                for span in [*spans, *part.own]:
                    assert part.source.start <= span.start < span.end <= part.source.end
                check(part.parts, *part.source)

        check(found.parts, 0, size)
        for part in found.walk():
            source = found.text.source(*part.source)
            assert 0 <= source.start < source.end <= len(raw)

    @given(ANY_PLAN)
    def test_nothing_is_in_two_places(self, raw: str) -> None:
        """No character is in two of: headings, own texts, furniture, title."""
        found = outline(raw)
        spans = [
            *found.own,
            *found.page.furniture,
            *([found.page.title] if found.page.title else []),
        ]
        for part in found.walk():
            spans += [span for span in (part.number, part.title) if span]
            spans += part.own
        spans.sort()

        assert all(one.end <= other.start for one, other in itertools.pairwise(spans))

    @given(ANY_PLAN)
    def test_twice_the_same(self, raw: str) -> None:
        """Reading a text twice gives the same."""
        one, other = outline(raw), outline(raw)

        assert (one.own, one.parts, one.page) == (other.own, other.parts, other.page)


class TestNumbers:
    def test_levels_by_custom(self) -> None:
        """Chapters hold 一、, which hold (一), 1., (1) and ①."""
        raw = (
            "第一章 总则\n第一节 目标\n一、产业\n(一)农业\n1.粮食\n(1)种植\n①播种。\n"
            "②收割。\n2.畜牧\n养殖。\n"
            "(二)工业\n办厂。\n二、民生\n办学。\n第二节 原则\n求实。\n第二章 附则\n无。"
        )
        expected: Tree = [
            ("第一章", "总则", [
                ("第一节", "目标", [
                    ("一、", "产业", [
                        ("(一)", "农业", [
                            ("1.", "粮食", [("(1)", "种植", [("①", None, []), ("②", None, [])])]),
                            ("2.", "畜牧", []),
                        ]),
                        ("(二)", "工业", []),
                    ]),
                    ("二、", "民生", []),
                ]),
                ("第二节", "原则", []),
            ]),
            ("第二章", "附则", []),
        ]  # fmt: skip

        assert expected == tree(raw)

    def test_numbers_as_printed(self) -> None:
        """Gaps and repeats stay, brackets keep their width."""
        assert [("（一）", "甲", []), ("（一）", "乙", []), ("（四）", "丙", [])] == tree(
            "（一）甲。修路。\n（一）乙。架桥。\n（四）丙。种树。"
        )

    @pytest.mark.parametrize(
        "line",
        [
            "1.5万亩高标准农田要建成。", "3.5公里道路建成。", "2021年建成。", "一要务实。",
            "一是。", "1、2、3号楼改造完工。", "一、二、三产业融合发展。", "三、四线城市要发展。",
            "一二、甲乙丙。",
            "第一节课后服务全面开展。今年实施。", "第三条线路开通运营。明年通车。",
            "第一,二中学建成。",
        ],
    )  # fmt: skip
    def test_figures_are_no_numbers(self, line: str) -> None:
        """A figure or a word at the head of a paragraph is no number of a section."""
        assert [] == tree(f"工作如下。\n{line}\n其余照旧。")

    def test_number_before_a_year(self) -> None:
        """3.2021年 is item 3, and so is 3. 2021年."""
        assert ["2.", "3."] == [number for number, _, _ in tree("2.修路。\n3.2021年建桥。")]
        assert ["2.", "3."] == [number for number, _, _ in tree("2. 修路。\n3. 2021年建桥。")]

    def test_decimal_numbers(self) -> None:
        """2.1 holds 2.1.1, where a blank or a neighbour tells it from a figure."""
        raw = "二、任务\n2.1 产业\n2.1.1 工业\n办厂。\n2.1.2 农业\n种粮。\n2.2 民生\n办学。"
        expected: Tree = [
            ("二、", "任务", [
                ("2.1", "产业", [("2.1.1", "工业", []), ("2.1.2", "农业", [])]),
                ("2.2", "民生", []),
            ]),
        ]  # fmt: skip

        assert expected == tree(raw)

    def test_plain_numbers(self) -> None:
        """1 stands over 1.1; without 1.1 below it, a plain number counts things."""
        raw = "1 任务\n1.1 产业\n办厂。\n1.2 民生\n办学。\n2 保障\n2.1 组织\n成立专班。"
        expected: Tree = [
            ("1", "任务", [("1.1", "产业", []), ("1.2", "民生", [])]),
            ("2", "保障", [("2.1", "组织", [])]),
        ]  # fmt: skip

        assert expected == tree(raw)
        assert [] == tree("新建\n3 座桥梁\n5 处水闸\n竣工。")

    def test_letters(self) -> None:
        """a) and b) number the items of a list."""
        assert [("一、", "民生", [("a)", None, []), ("b)", None, [])])] == tree(
            "一、民生\na) 新建桥梁;\nb) 新增公园。"
        )

    def test_articles(self) -> None:
        """The sentences of an article are no title."""
        raw = "第一章 总则\n第一条 为了发展,制定本规划。\n第二条 本规划自2021年起实施。\n县政府"

        assert [("第一章", "总则", [("第一条", None, []), ("第二条", None, [])])] == tree(raw)

    def test_list_in_a_sentence(self) -> None:
        """一是…;二是…。 are items; text behind the last one's sentence is not in it."""
        raw = "抓好三件事:一是修路,二是架桥;三是种树。此外,办学。"

        assert [("一是", None, []), ("二是", None, []), ("三是", None, [])] == tree(raw)
        assert [["修路,"], ["架桥;"], ["种树。"]] == own(raw)
        assert "此外,办学。" == outline(raw).text.words(*outline(raw).own[-1])

    def test_one_alone_in_a_sentence(self) -> None:
        """A number without neighbours in the midst of a text is none."""
        assert [] == tree("做好工作。一是修路。")
        assert ["(1)", "(2)"] == [number for number, _, _ in tree("工作:(1)修路;(2)架桥")]
        assert [] == tree("建成广场(一)期,完成(二期)工程。")
        assert [] == tree("做好工作。2.1 修路。2.2 架桥。")

    def test_headings_of_a_list(self) -> None:
        """First 一是A。text and then (一) below it: the list goes on with 二是."""
        raw = "一是产业。今年抓两项:\n(一)农业:种粮。\n(二)工业:办厂。\n二是民生。办学。"

        assert [
            ("一是", "产业", [("(一)", "农业", []), ("(二)", "工业", [])]),
            ("二是", "民生", []),
        ] == tree(raw)

    def test_two_lists(self) -> None:
        """What introduces a second list is in neither."""
        raw = "目标:\n(1)增产。\n(2)增收。\n同时实施工程:\n(1)修路;\n(2)架桥。"
        found = outline(raw)

        assert ["(1)", "(2)", "(1)", "(2)"] == [number for number, _, _ in tree(raw)]
        assert ["目标:", "同时实施工程:"] == [found.text.words(*span) for span in found.own]

    def test_first_second(self) -> None:
        """第一,…。第二,…。 count."""
        assert ["第一", "第二"] == [
            number for number, _, _ in tree("第一,修路。修5公里。\n第二,架桥。")
        ]

    def test_number_on_its_own_line(self) -> None:
        """01 above a title is its number, unless nothing counts on from it."""
        raw = "01\n交通畅行实事\n修路。\n02\n安居实事\n建房。"

        assert [("01", "交通畅行实事", []), ("02", "安居实事", [])] == tree(raw)
        assert [] == tree("甲。\n07\n乙丙丁戊\n己庚。")

    def test_list_begins_anew_below_a_heading(self) -> None:
        """Headings without number stand over 一、二、 only where 一、 comes again."""
        first, second = (
            "工作措施\n一、甲\n成立专班。\n二、乙\n落实资金。\n",
            "工作要求\n一、丙\n学习。",
        )

        assert ["工作措施", "工作要求"] == [
            title for _, title, _ in tree("计划\n" + first + second)
        ]
        assert ["工作措施", "甲", "乙"] == [title for _, title, _ in tree("计划\n" + first)]

    def test_wrong_order_finds_its_place(self) -> None:
        """(三) under 1. goes beside (二), by custom."""
        assert ["(二)", "(三)"] == [
            number for number, _, _ in tree("(二)甲\n乙。\n1.丙。丁。\n(三)戊\n己。")
        ]


class TestHeadings:
    ONE_LINE = (
        "重点做好两方面工作: (一)做优产业,开辟新局 产业是最大优势。 "
        "强化招引赋能。建立机制,拓宽渠道。 强化项目攻坚。深抓平台建设。主动对接,全力创建。"
        "深抓成果转化。深化合作,加大投入。 (二)改善民生 办好学校。"
    )

    def test_plan_in_one_paragraph(self) -> None:
        """A plan printed as one paragraph gets its tree, from blanks and headings."""
        expected: Tree = [
            ("(一)", "做优产业,开辟新局", [
                (None, "强化招引赋能", []),
                (None, "强化项目攻坚", [(None, "深抓平台建设", []), (None, "深抓成果转化", [])]),
            ]),
            ("(二)", "改善民生", []),
        ]  # fmt: skip

        assert expected == tree(self.ONE_LINE)

    def test_one_run_in_alone(self) -> None:
        """One short sentence before others is no heading."""
        assert [] == tree("加强管理。建立机制,拓宽渠道。")
        assert [] == tree("会议召开。甲,乙。\n会议部署。丙,丁。")

    def test_figures_are_no_headings(self) -> None:
        """A sentence with a figure is a goal."""
        assert [] == tree("新增企业5家。甲,乙。\n新建公园2个。丙,丁。")

    def test_sentences_that_are_not_alike(self) -> None:
        """A sentence of two halves makes none beside it a heading."""
        assert [] == tree("未来五年,是关键阶段。求实创新。\n确保主要指标翻番。增收节支。")

    def test_two_halves_in_the_midst_of_a_line(self) -> None:
        """二、抓项目,增后劲。 is a section's title; an item of a list has none of two halves."""
        raw = "一、抓产业,强支撑。建园区。二、抓项目,增后劲。修路。"

        assert ["抓产业,强支撑", "抓项目,增后劲"] == [title for _, title, _ in tree(raw)]
        assert [None, None] == [
            title for _, title, _ in tree("抓好:一是抓产业,强支撑。建园。二是抓项目,增后劲。修路。")
        ]

    def test_long_title_in_the_midst_of_a_line(self) -> None:
        """Where its end may be lost, a long sentence is no title."""
        raw = "抓好:(1)加快推进农村公路提档升级和危桥改造的各项工作。修路。(2)架桥。建桥。"

        assert [None, "架桥"] == [title for _, title, _ in tree(raw)]

    def test_blank_before_a_counting_word(self) -> None:
        """The blank in 3 个 ends no title."""
        assert [("1、", None, [])] == tree("1、建设示范片3 个,用药减少。再建一片。")

    def test_forms(self) -> None:
        """Labels of a form head no part; who is responsible acts on the item."""
        raw = (
            "一、绿道\n项目内容:修绿道。\n责任单位:甲局\n完成时限:2022年底\n"
            "二、公园\n项目内容:建公园。\n责任单位:乙局\n完成时限:2022年底"
        )

        assert [("一、", "绿道", []), ("二、", "公园", [])] == tree(raw)
        assert [["甲局"], ["乙局"]] == [
            [party.name for party in part.acting] for part in outline(raw).parts
        ]

    def test_speech(self) -> None:
        """各位代表 goes on behind a list, in the section that holds it."""
        raw = "一、任务\n一要稳增长。修路。\n二要惠民生。办学。\n各位代表!奋力谱写新篇章!"
        (part,) = outline(raw).parts

        assert ["各位代表!奋力谱写新篇章!"] == [outline(raw).text.words(*s) for s in part.own]

    def test_parallel_headings_of_two_halves(self) -> None:
        """着力…,全力…。 heads a paragraph where its neighbour begins alike."""
        raw = "着力稳增长,全力推动提质。新增企业10家。\n着力惠民生,全力增进福祉。新建学校2所。"

        assert [
            (None, "着力稳增长,全力推动提质", []),
            (None, "着力惠民生,全力增进福祉", []),
        ] == tree(raw)

    def test_headings_before_a_colon(self) -> None:
        """主要目标:… heads a paragraph where another one does so; 责任单位:… never."""
        raw = "总体要求:求实创新。\n主要目标:增长7%。\n责任单位:甲局。"

        assert ["总体要求", "主要目标"] == [title for _, title, _ in tree(raw)]
        assert [("主要目标", 0), ("重点任务", 2)] == [
            (title, len(inner))
            for _, title, inner in tree("主要目标:增长7%。\n重点任务:\n(一)修路。\n(二)架桥。")
        ]
        assert [] == tree("总体要求:求实创新。\n责任单位:甲局。\n牵头部门:乙局。")

    def test_lines_without_number(self) -> None:
        """A short line without a stop heads the text below it."""
        raw = "计划\n工作思路\n坚持以人为本。\n工作目标\n新建绿道10公里。"

        assert [(None, "工作思路", []), (None, "工作目标", [])] == tree(raw)

    def test_items_have_no_title(self) -> None:
        """The line of an item is what it says, and no title."""
        raw = "目标:\n1、床位达到4.3张\n2、住院率达到98%以上"

        assert [("1、", None, []), ("2、", None, [])] == tree(raw)
        assert [["床位达到4.3张"], ["住院率达到98%以上"]] == own(raw)

    @pytest.mark.parametrize(
        ("line", "title"),
        [
            ("(一)造林绿化:造林5亩。", "造林绿化"),
            ("(一)造林绿化。造林5亩。", "造林绿化"),
            ("(一) 造林绿化 造林5亩。", "造林绿化"),
            ("(一)到2025年,目标是:造林5亩。", None),
            ("(一)造林5亩。修路。", None),
            ("(一)造林;修路。", None),
            (f"(一){'长' * 61}。修路。", None),
        ],
    )
    def test_titles(self, line: str, title: str | None) -> None:
        """A title is short, closed by a stop, a colon or a blank, and counts nothing."""
        assert [("(一)", title, [])] == tree(line)

    def test_no_prose_is_cut(self) -> None:
        """Plain prose has no parts, and all of it is the plan's own."""
        found = outline("今年,全县播种粮食68万亩。\n会议要求,要抓好春耕。")

        assert () == found.parts
        assert 2 == len(found.own)

    @pytest.mark.parametrize(
        ("title", "past"), [("2021年工作回顾", True), ("2022年工作安排", False)]
    )
    def test_parts_that_look_back(self, title: str, past: bool) -> None:  # noqa: FBT001
        """What is in a review is past, in its parts too."""
        found = outline(f"一、{title}\n(一)产业。新增企业5家。\n(二)民生。建学校2所。")

        assert [past] * 3 == [part.past for part in found.walk()]


class TestLists:
    def test_dashes(self) -> None:
        """—— and ● begin items, with a title before a colon."""
        raw = "(一)目标\n——收入:增长14%;\n——比重:达到50%。\n(二)保障\n加强。"

        assert [
            ("(一)", "目标", [(None, "收入", []), (None, "比重", [])]),
            ("(二)", "保障", []),
        ] == tree(raw)

    def test_a_dash_alone(self) -> None:
        """A dash before a subtitle is no item."""
        assert [] == tree("报告\n——2022年1月在大会上\n各位代表:\n请审议。")
        assert [] == tree("今年修路。\n——摘自简报。\n明年架桥。")

    def test_annex_and_box(self) -> None:
        """An annex ends the plan's parts; a box stands in its section."""
        raw = "一、目标\n专栏1 指标\n1.增长5%。\n2.减少1%。\n附件:清单\n1.修路。\n2.架桥。"

        assert [("一、", "目标"), (None, "附件:清单")] == [(n, t) for n, t, _ in tree(raw)]

    def test_table(self) -> None:
        """Rows are parts: number, name, what is to be done, and who acts, by the heads."""
        raw = (
            "| 序号 | 项目名称 | 建设内容 | 投资(万元) | 牵头单位 | 责任单位 |\n"
            "|---|---|---|---|---|---|\n"
            "| 1 | 绿道 | 建成2公里,栽树500株。 | 300 | 住建局 | 某镇、某街道 |\n"
            "| 2 | 学校 | 新建 | | |"
        )
        found = outline(raw)
        first, second = found.parts

        assert [("1", "绿道", []), ("2", "学校", [])] == tree(raw)
        assert [["建成2公里,栽树500株。"], ["新建"]] == own(raw)
        assert [("住建局", "lead"), ("某镇", None), ("某街道", None)] == [
            (party.name, party.role) for party in first.acting
        ]
        assert () == second.acting

    def test_names_however_long(self) -> None:
        """What stands under 指标 is a name, and a value is no text."""
        raw = "序号|指标|目标\n1|劳动年龄人口平均受教育年限|10.6\n2|覆盖率|达到98%"

        assert [("1", "劳动年龄人口平均受教育年限", []), ("2", "覆盖率", [])] == tree(raw)
        assert [[], ["达到98%"]] == own(raw)

    def test_cells_left_empty(self) -> None:
        """An empty first cell, as merged cells print, moves no other; outer bars part nothing."""
        bare = "类别\t项目\t内容\n交通\t道路\t修路。\n\t桥梁\t架桥。"
        barred = "|类别|项目|内容|\n|交通|道路|修路。|\n||桥梁|架桥。|"

        for raw in (bare, barred):
            assert [(None, "道路", []), (None, "桥梁", [])] == tree(raw)

    def test_rows_under_a_heading(self) -> None:
        """A line alone among the rows heads those below it, and ends no table."""
        raw = "序号|任务|措施\n一、产业\n1|园区|建成园区。\n二、民生\n2|学校|新建学校。"

        assert [
            (None, "一、产业", []), ("1", "园区", []), (None, "二、民生", []), ("2", "学校", []),
        ] == tree(raw)  # fmt: skip

    def test_text_under_a_box(self) -> None:
        """A box holds its table and its notes; the text below goes on with the section."""
        raw = (
            "一、目标\n表2 主要指标\n指标|2025年\n甲|5\n注:预计。\n展望2035年,实现现代化。\n"
            "表3 其他指标\n指标|2025年\n乙|6"
        )
        found = outline(raw)

        assert [("一、", "目标", [
            (None, "表2 主要指标", [(None, "甲", [])]), (None, "表3 其他指标", [(None, "乙", [])]),
        ])] == tree(raw)  # fmt: skip
        assert ["展望2035年,实现现代化。"] == [found.text.words(*s) for s in found.parts[0].own]

    def test_table_without_heads(self) -> None:
        """Without heads a long cell is text, and a short one a value."""
        raw = "绿道|12|新建改建城市绿道并配套绿化工程\n新建改建城市公园并配套停车场所|3"

        assert [(None, "绿道", []), (None, None, [])] == tree(raw)
        assert [["新建改建城市绿道并配套绿化工程"], ["新建改建城市公园并配套停车场所"]] == own(raw)
        assert [("1", "绿道", []), ("2", "学校", [])] == tree("1|绿道|修路。\n2|学校|扩建。")


class TestParties:
    @pytest.mark.parametrize(
        ("note", "found"),
        [
            (
                "牵头单位:甲局;配合单位:乙局、丙局",
                [("甲局", "lead"), ("乙局", "support"), ("丙局", "support")],
            ),
            ("(责任单位:甲局,各镇)", [("甲局", None), ("各镇", None)]),
            (
                "(甲局牵头,乙局、丙局配合)",
                [("甲局", "lead"), ("乙局", "support"), ("丙局", "support")],
            ),
            ("(甲局负责落实)", [("甲局", None)]),
            ("(甲局、牵头)", [("甲局", "lead")]),
            ("[督办单位:各县(市、区)]", [("各县(市、区)", "supervise")]),
        ],
    )
    def test_notes(self, note: str, found: list[tuple[str, str | None]]) -> None:
        """Notes name parties, with what they do."""
        text = prepare(note)

        assert found == [(p.name, p.role) for p in parties(text, 0, len(text.plain))]

    def test_notes_that_stand_apart(self) -> None:
        """A note behind a sentence, or in a title, is about the whole part."""
        for raw in ("1.修路。修5公里。(责任单位:甲局)", "1.修路(责任单位:甲局)。修5公里。"):
            (part,) = outline(raw).parts

            assert ["甲局"] == [party.name for party in part.acting]

    def test_notes_in_clauses(self) -> None:
        """A note before the stop is not about the part."""
        (part,) = outline("1.修路。修5公里(责任单位:甲局)。").parts

        assert () == part.acting

    def test_notes_in_one_text(self) -> None:
        """Each note is found, apart from the others."""
        text = "甲(乙(责任单位:乙))丙(丁局牵头)。牵头单位:戊。己"

        assert ["(责任单位:乙))", "(丁局牵头)", "牵头单位:戊"] == [
            text[slice(*span)] for span in notes(text, 0, len(text))
        ]

    def test_a_note_in_a_note(self) -> None:
        """A label within a note begins no other."""
        text = "(甲局牵头,责任单位:乙)。"

        assert [(0, 13)] == list(notes(text, 0, len(text)))

    def test_a_label_before_a_long_text(self) -> None:
        """What no list of names is as long as is text."""
        text = "责任单位:" + "修路架桥" * 100

        assert [(0, 5)] == list(notes(text, 0, len(text)))

    def test_columns(self) -> None:
        """The head of a column says whether it names parties."""
        assert (True, "support") == role_of_column("配合单位")
        assert (False, None) == role_of_column("内容")


class TestDuqiao:
    def test_sections(self, duqiao: Plan, text: str) -> None:
        """Of the 46 sections of the encoding 45 are read, all fields alike, and no others."""
        found = outline(text)

        def gold(sections: tuple[Section, ...]) -> list[object]:
            return [(s.number, s.title, s.heading, gold(s.sections)) for s in sections]

        def read(parts: tuple[Part, ...]) -> list[object]:
            return [
                (
                    found.text.words(*p.number) if p.number else None,
                    found.text.words(*p.title) if p.title else None,
                    found.text.source(*p.heading) if p.heading else None,
                    read(p.parts),
                )
                for p in parts
            ]

        assert [repr(part) for part in read(found.parts)[:4]] == [
            repr(section) for section in gold(duqiao.sections)[:4]
        ]
        assert 45 == sum(1 for _ in found.walk())

    def test_document(self, duqiao: Plan, text: str) -> None:
        """The head of the page is read in full."""
        assert duqiao.document == outline(text).page.document


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("5家", True),
        ("2021年", False),
        ("2.0版", False),
        ("5G", False),
        ("政务2.0", False),
        ("提高到2.0以上", True),
        ("1.50", True),
        ("“513”工程", False),
    ],
)
def test_has_quantity(text: str, counts: bool) -> None:  # noqa: FBT001
    """Years, versions and names with digits count nothing."""
    assert counts == has_quantity(text, 0, len(text))


def test_what_a_page_says_twice() -> None:
    """A title that comes again, and a bar of links, are no part of the text."""
    found = outline("首页 | 政务公开 | 办事服务\n甲镇计划\n甲镇计划\n种树5株。\n上一篇:乙镇计划\n")

    assert ["种树5株。"] == [found.text.words(*line) for line in found.page.body]
    assert "甲镇计划" == found.page.document.title


def test_who_leads() -> None:
    """Beside those who support a work, those responsible for it lead."""
    text = prepare("建桥(责任单位:交通局;配合单位:各村)。修路(责任单位:交通局)。")
    found = [(party.name, party.role) for party in parties(text, 0, 20)]

    assert [("交通局", "lead"), ("各村", "support")] == found
    assert [None] == [party.role for party in parties(text, 23, len(text.plain))]
