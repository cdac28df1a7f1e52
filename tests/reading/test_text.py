"""One form of each sign, places that lead back, paragraphs and clauses, the page around a text."""

from __future__ import annotations

import datetime as dt
import hashlib

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from govplan.reading import _text
from govplan.reading._page import page
from govplan.reading._text import Span, clauses, folded, paragraphs, prepare, sentences, trimmed

ANY_TEXT = st.text() | st.text(alphabet="一二、。,;:（）()“”《》 \u3000\u200b\r\n|1.5年①—万實")


class TestPlain:
    @given(ANY_TEXT)
    @example("\ufeff一\u200b二")
    @example("\r\n\r\n")
    def test_places_lead_back(self, raw: str) -> None:
        """Each character of the plain form stands where its place says, and in order."""
        text = prepare(raw)
        places = list(text.places) if text.places is not None else list(range(len(raw)))

        assert len(text.plain) == len(places)
        assert places == sorted(set(places))
        assert all(0 <= place < len(raw) for place in places)
        for at, place in enumerate(places):
            source = text.source(at, at + 1)
            assert (place, place + 1) == (source.start, source.end)
            assert raw[place] == text.words(at, at + 1)

    @given(ANY_TEXT)
    def test_folding_keeps_the_length(self, raw: str) -> None:
        """Folding gives one character for each, so that offsets keep their meaning."""
        assert len(raw) == len(folded(raw))
        assert folded(raw) == folded(folded(raw))

    @pytest.mark.parametrize(
        ("raw", "plain"),
        [
            ("１．５％", "1.5%"),
            ("推進實施", "推进实施"),
            ("甲\u00a0乙\u3000丙", "甲 乙 丙"),
            ("甲\r\n乙\r丙\u2028丁", "甲 \n乙\n丙\n丁"),
            ("高\u200b标\ufeff准", "高标准"),
            ("「甲，乙」", "“甲，乙”"),
            ("(甲;乙)", "(甲；乙)"),
            ("“甲。乙", "“甲。乙"),
        ],
    )
    def test_one_form(self, raw: str, plain: str) -> None:
        """Widths, blanks, line ends and traditional key words take one form."""
        assert plain == prepare(raw).plain

    def test_tabs_between_cells(self) -> None:
        """Tabs part the cells of a row, as bars do; those before a text indent it."""
        assert "序号|名称|内容\n1||修路" == prepare("序号\t名称\t内容\n1\t\t修路").plain
        assert "  修路。\n一、 总则" == prepare("\t\t修路。\n一、\t总则").plain

    def test_words_as_published(self) -> None:
        """Words come from the text as published, without what nobody sees."""
        text = prepare("實施\u200b行动")

        assert "實施行动" == text.words(0, 4)
        assert "" == text.words(2, 2)


class TestWraps:
    LINES = (
        "围绕全年目标任务,全镇上下齐心协力,扎实推进各项重点工",
        "作,确保新建高标准农田一千八百亩,建成农村公路三十二公",
        "里,改造提升老旧小区七个,新增停车位五百个,持续改善群",
        "众生产生活条件,不断提升公共服务水平,努力推动全镇经济",
        "社会发展再上新的台阶,为全面完成各项目标任务提供坚实有",
        "力的保障,让全镇人民群众共享改革发展的成果和实惠更多。",
    )

    def test_lines_cut_to_a_page_are_joined(self) -> None:
        """Line ends that only cut a paragraph to the page's width part no words."""
        raw = "\n".join(self.LINES)
        text = prepare(raw)

        assert "".join(self.LINES) == text.plain
        assert "重点工作" == text.words(raw.index("点工") - 1, raw.index("点工") + 3)

    @pytest.mark.parametrize("foot", ["- 3 -", "12", "\n— 4 —\n"])
    def test_page_numbers_part_no_words(self, foot: str) -> None:
        """A page number between two lines of a paragraph is left out with the line ends."""
        raw = "\n".join([*self.LINES[:3], foot, *self.LINES[3:]])

        assert "".join(self.LINES) == prepare(raw).plain

    def test_blanks_at_the_ends_of_cut_lines(self) -> None:
        """A blank behind a cut line, as CR LF prints too, does not part its paragraph."""
        for end in (" \n", "\r\n"):
            raw = end.join(["加快推进项目建设并且完成各项任务" + "字" * 6] * 8) + "。"

            assert 1 == len(list(paragraphs(prepare(raw).plain, 0, len(prepare(raw).plain))))

    def test_few_lines_are_left_alone(self) -> None:
        """Four lines of one width may be a list."""
        assert 3 == prepare("\n".join(self.LINES[:4])).plain.count("\n")

    def test_longer_lines_say_that_nothing_is_cut(self) -> None:
        """A text with lines beyond the common width is not cut to it."""
        assert "\n" in prepare("\n".join(self.LINES) + "\n" + "很长的一行" * 20).plain

    def test_numbers_begin_a_line(self) -> None:
        """A line that begins with a number does not go on with the one before."""
        lines = [f"{n}、" + line for n, line in enumerate(self.LINES, start=1)]

        assert 5 == prepare("\n".join(lines)).plain.count("\n")

    def test_indented_lines_begin_paragraphs(self) -> None:
        """Where paragraphs are indented, a full line with a stop goes on, an indented one not."""
        line = "全年实施重点项目十二个,完成固定资产投资八亿元以上任务。"
        text = prepare("\n".join(["\u3000\u3000" + line[:-2] + "\n" + line] * 6))

        assert 5 == text.plain.count("\n")


class TestSegments:
    @given(ANY_TEXT, st.data())
    def test_ranges_are_in_order_and_inside(self, raw: str, data: st.DataObject) -> None:
        """Paragraphs, sentences and clauses lie in their range, apart, and not empty."""
        plain = prepare(raw).plain
        start = data.draw(st.integers(0, len(plain)))
        end = data.draw(st.integers(start, len(plain)))
        for cut in (paragraphs, sentences, clauses):
            at = start
            for span in cut(plain, start, end):
                assert at <= span.start < span.end <= end
                assert plain[slice(*span)] == plain[slice(*span)].strip(" \n|")
                at = span.end

    @pytest.mark.parametrize(
        ("plain", "found"),
        [
            ("甲。 乙。", ["甲。", "乙。"]),
            ("甲 乙。", ["甲 乙。"]),
            ("工作: (一)甲", ["工作:", "(一)甲"]),
            ("甲 二、乙", ["甲", "二、乙"]),
            ("一、二、三产业", ["一、二、三产业"]),
            ("甲。 |", ["甲。"]),
            ("甲\n |\n", ["甲"]),
        ],
    )
    def test_paragraphs(self, plain: str, found: list[str]) -> None:
        """A line end parts paragraphs; so does a blank behind a stop, or before a number."""
        assert found == [plain[slice(*span)] for span in paragraphs(plain, 0, len(plain))]

    @pytest.mark.parametrize(
        ("plain", "found"),
        [
            ("甲,乙;丙", ["甲", "乙", "丙"]),
            ("种树1,500株,修路", ["种树1,500株", "修路"]),
            ("比例3:1,修路", ["比例3:1", "修路"]),
            ("甲、乙", ["甲、乙"]),
            ("甲1,2乙", ["甲1", "2乙"]),
            (" , ,甲", ["甲"]),
            ("甲 ,乙", ["甲", "乙"]),
        ],
    )
    def test_clauses(self, plain: str, found: list[str]) -> None:
        """A stop parts clauses, a sign within a number does not."""
        assert found == [plain[slice(*span)] for span in clauses(plain, 0, len(plain))]

    def test_no_sentence_of_blanks(self) -> None:
        """Blanks alone are no sentence."""
        assert [(0, 2)] == list(sentences("甲。 ", 0, 3))

    def test_trimmed(self) -> None:
        """Nothing is left of blanks."""
        assert trimmed("  ", 0, 2) is None
        assert Span(1, 2) == trimmed(" a ", 0, 3)


class TestPage:
    def test_head_table_with_bars(self) -> None:
        """The head table gives the document, a field without a value is blank."""
        text = prepare(
            "索引号: | X-071/2021-1 | 公开方式: | 主动公开 |\n文号: | 成文日期: | 2021-08-10 | |\n"
            "发布单位: | 某镇 |\n某镇2021年工作计划 |\n|\n一、总则\n无。\n"
            "打印 关闭 |\n分享到: | 【打印本页】"
        )
        found = page(text)
        document = found.document

        assert "X-071/2021-1" == document.index_number
        assert "主动公开" == document.publicity
        assert dt.date(2021, 8, 10) == document.date_written
        assert "某镇" == document.publisher
        assert "某镇2021年工作计划" == document.title
        assert ("document_number",) == document.blank
        assert len(text.raw) == document.length
        assert hashlib.sha256(text.raw.encode()).hexdigest() == document.sha256
        assert ["一、总则", "无。"] == [text.words(*span) for span in found.body]
        assert 5 == len(found.furniture)

    def test_head_table_without_bars(self) -> None:
        """Labels alone part the cells of a line; letters of a label may be spaced."""
        text = prepare(
            "索 引 号：A-1  主题分类：综合\n标　题：工作方案\n发布日期：2023年3月5日\n正文。"
        )
        document = page(text).document

        assert "A-1" == document.index_number
        assert "工作方案" == document.title
        assert dt.date(2023, 3, 5) == document.date_published
        assert () == document.blank

    @pytest.mark.parametrize("date", ["2021-02-30", "待定", "", "99999"])
    def test_no_date(self, date: str) -> None:
        """What is no date gives none."""
        assert page(prepare(f"成文日期：{date}\n正文。")).document.date_written is None

    @pytest.mark.parametrize(
        "line",
        [
            "- 12 -",
            "第 3 页 共 10 页",
            "打印本页 关闭窗口",
            "上一篇：",
            "您的位置：首页 > 公开",
            "版权所有 某县政府",
        ],
    )
    def test_furniture(self, line: str) -> None:
        """Buttons, page numbers and footers are set aside."""
        text = prepare(f"一、总则\n{line}\n修路5公里。")

        assert [line] == [text.words(*span) for span in page(text).furniture]

    @pytest.mark.parametrize("line", ["打印设备采购完成。", "关闭小散企业5家", "返乡"])
    def test_text_is_no_furniture(self, line: str) -> None:
        """A line that holds anything else is text."""
        assert () == page(prepare(f"一、总则\n{line}\n修路。")).furniture

    @pytest.mark.parametrize(
        ("head", "title"),
        [
            ("附件1\n2024年实事清单\n", "2024年实事清单"),
            ("附件：2024年实事清单\n", "2024年实事清单"),
            ("甲县人民政府\n2024年工作计划\n", "甲县人民政府2024年工作计划"),
            ("甲政发〔2024〕3号\n2024年工作要点\n", "2024年工作要点"),
            ("政府工作报告\n——2024年1月3日在大会上\n县长　张三\n", "政府工作报告"),
            ("2024年工作计划\n(草案)\n2024年3月\n", "2024年工作计划"),
        ],
    )
    def test_heading(self, head: str, title: str) -> None:
        """A title may stand under 附件 or a number, in two lines, and above whose it is."""
        text = prepare(head + "一、总则\n修路。")
        found = page(text)

        assert title == found.document.title
        assert ["一、总则", "修路。"] == [text.words(*span) for span in found.body]

    @pytest.mark.parametrize(
        "head", ["甲政发〔2024〕3号\n工作要点\n", "工作要点\n甲政发〔2024〕3号\n"]
    )
    def test_document_number(self, head: str) -> None:
        """A number in a line of its own, above the title or under it, is the document's."""
        assert (
            "甲政发〔2024〕3号" == page(prepare(head + "修路。\n架桥。")).document.document_number
        )

    def test_lines_under_a_title(self) -> None:
        """A line with a dash is whose a title is; several are a list."""
        report = prepare("报告\n——在大会上\n修路。\n架桥。")
        listed = prepare("计划\n——修路\n——架桥\n种树。\n办学。")

        assert ["——在大会上"] == [report.words(*line) for line in page(report).beneath]
        assert () == page(listed).beneath

    def test_two_titles(self) -> None:
        """A line under the issuer's that names no plan is none of the title."""
        assert "甲县农业局" == page(prepare("甲县农业局\n重点工程\n修路。")).document.title

    def test_title_in_the_line_of_the_text(self) -> None:
        """A plan in one paragraph begins with its title, before the first number."""
        text = prepare("甲镇2022年工作安排　　一、抓产业。建园区。二、抓民生。办学校。")
        found = page(text)

        assert "甲镇2022年工作安排" == found.document.title
        assert ["一、抓产业。建园区。二、抓民生。办学校。"] == [
            text.words(*line).strip() for line in found.body
        ]

    @pytest.mark.parametrize("line", ["附件：", "附件1", "附件1：修路，架桥"])
    def test_annex_without_title(self, line: str) -> None:
        """附件 with no title behind it leaves the text whole."""
        text = prepare(f"{line}\n修路，架桥。\n种树。")

        assert page(text).title is None
        assert 3 == len(page(text).body)

    def test_table_of_contents(self) -> None:
        """The table of contents is set aside, with page numbers or without."""
        for leader in ("……1", "", "   1"):
            listed = f"第一章 总则{leader}\n第二章 附则{leader}"
            text = prepare(f"规划\n目　录\n{listed}\n第一章 总则\n甲。\n第二章 附则\n乙。")

            assert 4 == len(page(text).body)

    def test_no_contents_after_the_word(self) -> None:
        """A line 目录 at the end, or without the lines it lists, takes nothing else away."""
        assert 2 == len(page(prepare("一、甲\n二、乙\n目录")).body) - 1
        assert 2 == len(page(prepare("目录\n一、甲\n二、乙")).body)

    @pytest.mark.parametrize(
        "first", ["一、总则", "今年,修路。", "第一章 总则", "长" * 61, "附件1"]
    )
    def test_no_title(self, first: str) -> None:
        """A numbered line, a sentence, or a long line is no title."""
        assert page(prepare(f"{first}\n修路。")).title is None

    def test_title_alone(self) -> None:
        """A line with nothing below is no title."""
        assert page(prepare("工作计划")).title is None


def test_no_form_is_folded_again() -> None:
    """Signs are replaced one after the other, in any order: none becomes another one's."""
    forms = {_text._FOLD[sign] for sign in _text._FOLDED}

    assert set() == forms & _text._FOLDED
