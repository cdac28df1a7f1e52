"""Tests of the page by which a person checks a draft."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

import govplan.reading
from govplan.errors import ReadingError
from govplan.model import Source
from govplan.reading import FIGURES, REASONS, Reading, _review, read
from govplan.reading._review import visible
from tests.reading import samples
from tests.reading.pages import Page, check

HOSTILE = (
    "</style><script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</p></mark></a>",
    "\"' onclick='alert(1)' x=\"", "&lt;", "&#0;", "&", "javascript:alert(1)", "<!--", "]]>",
    "{{ 7 * 7 }}", "{% raw %}", "\x00", "\x1b[31m", "\x7f", "\x85", "\x9b", "\u061c", "\u202e",
    "\u2066", "\u2028", "\ud800", "\ufffe", "\r", "\r\n", "\t", "\v", "<", ">", "=", "5个", "。",
)  # fmt: skip
"""What a page without escapes would stumble over."""

TEXT = """索引号: | X1 | 成文日期: | 2021-02-03 |
甲县2021年工作计划
一、强化<要素>保障
全年完成征地350亩以上,其中林地30亩以上;确保开工项目10个、力争开工项目12个。
二、稳住增长
到2023年,“三改”企业由2020年的5家增加到8家。总投资3亿元,工业用电量增长7%至9%,约半数村达标。
旅客分别达到5、6。
"""
"""A text of which the page has something of each kind to say."""


def texts() -> st.SearchStrategy[str]:
    """Return texts of plans, with what is hostile among them."""
    pieces = st.sampled_from([*samples.PIECES, *HOSTILE])
    return st.one_of(samples.texts(), st.lists(pieces, max_size=30).map("".join))


def excerpt(reading: Reading, source: Source | None) -> str:
    """Return the words at a place as the page shows them."""
    assert source is not None
    return str(visible(reading.text[source.start : source.end]))


def rows_of(reading: Reading) -> list[str]:
    """Return the words of each row of a page."""
    parts = reading.review().split('<p class="words">')[1:]
    return [Page(f"<p class=words>{part.partition('</p>')[0]}</p>").text for part in parts]


class TestAnyText:
    @given(texts())
    def test_words(self, text: str) -> None:
        """The text stands on the page whole, and makes no element or attribute of its own."""
        reading = read(text)
        page = Page(reading.review())

        check(page)
        assert visible(reading.text) == page.text

    @given(texts())
    def test_marks(self, text: str) -> None:
        """The mark of each figure holds its words, and leads to what is said of it and back."""
        reading = read(text)
        page = Page(reading.review())
        figures = enumerate(reading.plan.iter_figures(), start=1)
        unread = enumerate(reading.unread, start=1)
        places = {node.id: node.source for node in reading.plan.iter_targets()}
        places |= {f"figure-{n}": figure.source for n, figure in figures}
        places |= {f"unread-{n}": one.source for n, one in unread}

        assert {f"#{name}": excerpt(reading, at) for name, at in places.items()} == page.marked
        assert {(f"{name}-mark", f"#{name}") for name in places} <= set(page.links)
        assert {(name, f"#{name}-mark") for name in places} <= set(page.links)

    @given(texts())
    def test_headings(self, text: str) -> None:
        """Each heading begins where its section does, and is to be had from the contents."""
        reading = read(text)
        page = Page(reading.review())
        headings = {
            one.id: excerpt(reading, one.heading)
            for one in reading.plan.iter_sections()
            if one.heading
        }

        assert {f"#{name}" for name in headings} <= {link for _, link in page.links}
        for name, words in headings.items():
            assert words.startswith(page.under[name])

    @given(texts())
    def test_visible(self, text: str) -> None:
        """What nobody sees or what turns others round is shown, character for character."""
        shown = visible(text)

        assert isinstance(shown, str)
        assert len(text) == len(shown)
        assert not {c for c in shown if unicodedata.category(c) == "Cc"} - {"\t", "\n"}
        turning = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
        assert not turning & set(map(unicodedata.bidirectional, shown))
        changed = {a for a, b in zip(text, shown, strict=True) if a != b}
        assert not {c for c in changed if c.isprintable()}

    @pytest.mark.parametrize("piece", ["植树5株以上。", "5个", "一、植树\n", "\n", "<", "2025年,"])
    def test_linear(self, piece: str) -> None:
        """A text of four times the length makes a page of at most about four times."""
        base = len(read("").review())
        short, long = (len(read(piece * n).review()) - base for n in (200, 800))

        assert long < 5 * short


class TestPage:
    reading = read(TEXT)
    html = reading.review()
    page = Page(html)

    def test_nothing_from_elsewhere(self) -> None:
        """The policy of the page forbids scripts and all that is loaded, and it asks for none."""
        policy = "default-src 'none'; style-src 'unsafe-inline'"
        assert f'<meta http-equiv="Content-Security-Policy" content="{policy}">' in self.html
        for word in ("url(", "@import", "src=", "<script", "<link", "http:", "https:"):
            assert word not in self.html

    def test_head(self) -> None:
        """The head shows what is known of the plan and of its document."""
        head = self.html.partition("<body>")[2].partition("<nav")[0]

        assert "<h1>甲县2021年工作计划</h1>" in head
        assert {"annual plan", "甲县", "2021-01-01 – 2021-12-31", "X1", "2021-02-03"} == {
            part.partition("</dd>")[0] for part in head.split("<dd>")[1:]
        }

    def test_counts(self) -> None:
        """The summary counts what was read, by kind, and what was left, by reason."""
        lines = self.page.card("summary")

        assert ["2 章节 sections", "3 举措 measures", "7 目标 targets"] == lines[1:4]
        assert "1 投资 investment" in lines
        assert "3 年份 a year" in lines

    def test_target(self) -> None:
        """A card has the target as the plan has it, where it stands, and why."""
        assert [
            "1 · s1.m1.t1 征地",
            "≥ 350 亩 at least 350 mu",
            "期限 due 2021, 全年",
            "章节 section 一、强化<要素>保障",
            "举措 measure 完成征地350亩以上",
            "依据 why",
            *self.reading.explain("s1.m1.t1").split("\n"),
        ] == self.page.card("s1.m1.t1")

    @pytest.mark.parametrize(
        ("name", "line"),
        [
            ("s1.m1.t2", "属于 part of s1.m1.t1"),
            ("s2.t1", "期限 due 2023"),
            ("s2.t1", "基数 baseline 5 家, 2020"),
            ("s2.t1", "= 8 家 exactly"),
            ("s2.t2", "增长 7% – 9% increase, from 7 percent to 9 percent"),
            ("s2.t3", "≥ 5 at least"),
            ("figure-1", "投资 总投资"),
            ("figure-1", "3 亿元 3 yi_CNY"),
        ],
    )
    def test_lines(self, name: str, line: str) -> None:
        """What the text gives of a figure is on its card."""
        assert line in self.page.card(name)

    def test_from_above(self) -> None:
        """What its section says of a target by when and by whom stands on its card."""
        text = (
            "一、绿化\n|序号|项目|建设内容|完成时限|责任单位|\n"
            "|1|绿道|建成绿道5公里。|2024年10月|林业局、住建局|\n二、产业\n产值力争达到5亿元。"
        )
        page = Page(read(text).review())

        assert ["期限 due 2024-10", "责任 parties 林业局、住建局", "章节 section 1 绿道"] == [
            line for line in page.card("s1.1.m1.t1") if line[:2] in {"期限", "责任", "章节"}
        ]
        assert "力度 force strive" in page.card("s2.t1")

    def test_other_target(self) -> None:
        """A card leads to the target that its own is part of, or goes beyond."""
        page = Page(read("确保产值48亿元、力争50亿元。").review())

        assert ("s1.m1.t2", "#s1.m1.t1") in self.page.links
        assert ("m1.t2", "#m1.t1") in page.links
        assert "底线 floor m1.t1" in page.card("m1.t2")

    def test_named_by_its_section(self) -> None:
        """A target without words of its own has its section's name, and no place for that."""
        page = Page(read("一、造林\n5万亩。").review())

        assert "1 · s1.t1 造林" == page.card("s1.t1")[0]

    def test_unread(self) -> None:
        """What is unread says why where it stands, and in a list; what may be a target is first."""
        (number,) = (n for n, one in enumerate(self.reading.unread, 1) if one.reason == "number")

        title = "无单位 · a number without unit and without comparator"
        assert title == self.page.titles[f"unread-{number}-mark"]
        assert "旅客分别达到5、6。" in self.page.under["first"]
        assert "2023年" not in self.page.under["first"]
        assert "2023年" in self.page.under["unread"]

    def test_nothing_first(self) -> None:
        """Where nothing may hide a target, there is no such list."""
        page = Page(read("到2025年,植树造林。").review())

        assert "first" not in page.ids
        assert "2025年" in page.under["unread"]

    def test_every_reason(self) -> None:
        """The page has a Chinese word for each reason, and for each kind of figure."""
        assert set(REASONS) == set(_review._REASONS)
        assert set(FIGURES) == set(_review._KINDS)

    def test_kinds(self) -> None:
        """A mark says which kind of figure it is."""
        assert f"投资 · investment: {FIGURES['investment']}" == self.page.titles["figure-1-mark"]


class TestRows:
    @pytest.mark.parametrize(
        ("text", "rows"),
        [
            ("", []),
            ("甲。\n乙。", ["甲。\n", "乙。"]),
            ("\n甲。\n\n\n乙。\n", ["\n", "甲。\n\n\n", "乙。\n"]),
            ("甲。\n　　一、植树\n植树。", ["甲。\n", "　　一、植树\n", "植树。"]),
            ("甲。\r\n\r\n乙。\u2028丙。", ["甲。 \n \n", "乙。\u2424", "丙。"]),
        ],
    )
    def test_lines(self, text: str, rows: list[str]) -> None:
        """Each paragraph is a row; what is blank stays with the one before, an indent does not."""
        assert rows == rows_of(read(text))

    def test_sections(self) -> None:
        """A section that begins inside a paragraph begins a row, its targets beside it."""
        text = "总则。（一）植树。植树5株以上。（二）修路。修路6公里以上。"
        rows = rows_of(read(text))

        assert ["总则。", "（一）植树。植树5株以上。", "（二）修路。修路6公里以上。"] == rows
        _, first, second = read(text).review().split('<p class="words">')[1:]
        assert 'id="s1.m1.t1"' in first
        assert 'id="s2.m1.t1"' in second

    def test_broken_lines(self) -> None:
        """Lines that a page breaks are no rows; a figure across a line end is one figure."""
        words = "加快推进现代农业产业园区的基础设施建设和配套服务、" * 9
        whole = f"{words}要加强管护,建成高标准农田3200亩以上。"
        lines = [whole[i : i + 24] for i in range(0, len(whole), 24)]
        broken = "\n".join(lines)
        reading = read(f"一、农业\n{broken}\n")
        page = Page(reading.review())

        assert ["一、农业\n", f"{broken}\n"] == rows_of(reading)
        (target,) = reading.plan.iter_targets()
        assert "32\n00亩以上" == page.marked[f"#{target.id}"]

    def test_indicator(self) -> None:
        """An indicator is marked, a figure inside it too."""
        html = read("实施千万元以上工业投资项目5个。").review()

        assert '<span class="phrase">千万元以上</span></a></mark><span class="phrase">工业' in html


class TestExtra:
    def test_without_jinja2(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Without jinja2, the error says what to install."""
        monkeypatch.delattr(govplan.reading, "_review")
        monkeypatch.delitem(sys.modules, "govplan.reading._review")
        monkeypatch.setitem(sys.modules, "jinja2", None)

        with pytest.raises(ReadingError, match=r'needs jinja2: pip install "govplan\[reading\]"'):
            read("").review()

    def test_broken(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Another module that is missing is told of by its name."""
        monkeypatch.delattr(govplan.reading, "_review")
        monkeypatch.setitem(sys.modules, "govplan.reading._review", None)

        with pytest.raises(ModuleNotFoundError, match="_review"):
            read("").review()
