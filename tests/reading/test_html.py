"""Pages in HTML: the title, the head table and the body as a browser shows them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govplan.errors import ReadingError
from govplan.reading._files import extract
from govplan.reading._html import html_text
from govplan.reading._outline import outline
from tests.reading.papers import refusal

PIECES = (
    "<table>", "</table>", "<tr>", "<td rowspan=3>", "<td colspan=2>", "<ol>", "</ol>", "<li>",
    "<p>", "</p>", "<a href=x>", "</a>", "<h1>", "</h1>", "<pre>", "</pre>", "<div hidden>",
    "</div>", "<title>", "</title>", "<br>", "<nav>", "</nav>", "<script>", "一、总则\n",
    "植树5株。", "&#x", "<!--", "-->", "\0", " ",
)  # fmt: skip
SENTENCES = [
    "全面推进乡村振兴，改善居住环境。",
    "建设公园五个；整治河道三公里。",
    "加强组织领导。",
] * 3


def shown(page: str) -> list[str]:
    """Return the lines that a page shows."""
    return html_text(page, "a.html").splitlines()


def site(body: str, head: str = "", title: str = "") -> str:
    """Return a page with what sites put around a body."""
    return f"""<html><head><title>{title}</title>{head}<style>p {{}}</style></head><body>
        <div><ul><li><a href="/">首页</a></li><li><a href="/open">政务公开</a></li></ul></div>
        <div class="w"><div>当前位置：<a href="/">首页</a></div>{body}
        <div>上一篇：<a href="/1">另一个通知</a></div></div>
        <div>版权所有：某镇人民政府</div><script>var a = "全文。";</script></body></html>"""


def paragraphs(lines: list[str]) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


class TestBody:
    def test_page(self) -> None:
        """Of a page remain its title, its head table and its body."""
        head = (
            "<table><tr><td>索引号：</td><td>A-1</td><td>文号：</td><td></td></tr>"
            "<tr><td>成文日期：</td><td>2024-01-02</td></tr></table>"
        )
        page = site(f"{head}<h1>工作计划</h1><div id=x>{paragraphs(SENTENCES * 5)}</div>")
        lines = shown(page)
        assert [
            "工作计划",
            "| 索引号： | A-1 | 文号： |",
            "| 成文日期： | 2024-01-02 |",
            *SENTENCES * 5,
        ] == [line for line in lines if line != "当前位置：首页"]  # which reading sets aside
        document = outline("\n".join(lines)).page.document
        assert ("A-1", "工作计划") == (document.index_number, document.title)
        assert ("document_number",) == document.blank

    def test_head_lines(self) -> None:
        """The lines of a head that is no table remain, since they say what they are."""
        head = "<ul><li><b>索引号：</b>A-1</li><li>[文号]: 1号</li><li>某镇</li></ul>"
        lines = shown(site(f"{head}<div>{paragraphs(SENTENCES * 3)}</div>"))
        assert ["索引号：A-1", "[文号]: 1号", *SENTENCES * 3] == lines[1:]

    def test_short_page(self) -> None:
        """Where the body does not stand out nothing but links is left out."""
        lines = shown("<div><a href=x>首页</a></div><div>一、总则</div><div>植树五株。</div>")
        assert ["一、总则", "植树五株。"] == lines

    def test_all_paragraphs_in_blocks(self) -> None:
        """A long paragraph with a block of its own is not the body."""
        long = "改善居住环境，" * 300
        assert ["一、总则", long, "二、附则"] == shown(
            f"<div>一、总则</div><div>{long}</div><div>二、附则</div>"
        )

    def test_layout_table(self) -> None:
        """A table that sets the menu beside the body holds the body's paragraphs as lines."""
        page = (
            "<table><tr><td><a href=x>菜单</a></td><td>"
            f"{paragraphs(SENTENCES * 2)}<table><tr><td>甲</td><td>1</td></tr></table></td></tr>"
            "</table>"
        )
        assert [*SENTENCES * 2, "| 甲 | 1 |"] == shown(page)

    def test_form_table(self) -> None:
        """So does a table whose cell is as long as a page."""
        page = f"<table><tr><td>内容</td><td>{paragraphs(SENTENCES * 2)}</td></tr></table>"
        assert SENTENCES * 2 == shown(page)


class TestTitle:
    @pytest.mark.parametrize(
        ("head", "h1", "site_title", "title"),
        [
            ('<meta name="ArticleTitle" content=" 工作 计划 ">', "<h1>某镇</h1>", "", "工作 计划"),
            ("", "<h1><span>工作计划</span></h1><h1>二</h1>", "某网", "工作计划"),
            ("", "", "某镇工作计划_某镇政府网", "某镇工作计划"),
            ("", "", "某镇工作计划 - 某镇", "某镇工作计划"),
        ],
    )
    def test_title(self, head: str, h1: str, site_title: str, title: str) -> None:
        """The title is what the page gives for it, then its heading, then that of the window."""
        body = f"{h1}<div>{paragraphs(SENTENCES * 2)}</div>"
        assert title == shown(site(body, head, site_title))[0]

    def test_name_of_the_site(self) -> None:
        """A window that names no document gives no title."""
        body = f"<div>{paragraphs(SENTENCES * 2)}</div>"
        assert SENTENCES[0] in shown(site(body, title="某镇人民政府"))[:2]

    def test_not_twice(self) -> None:
        """A title that the body has, in two lines even, is not put before it."""
        page = f"<title>某镇工作计划</title><p>某镇<br>工作计划{paragraphs(SENTENCES)}"
        assert ["某镇", "工作计划", *SENTENCES] == shown(page)


class TestLines:
    @pytest.mark.parametrize(
        ("page", "lines"),
        [
            ("一<br>二<br/><br>三", ["一", "二", "三"]),
            ("<p>一<p>二<div>三<b>四</b> <b>五</b>\n 六</div>七", ["一", "二", "三四 五 六", "七"]),
            ("<p>\u3000一&nbsp;二&emsp;三</p><p>&nbsp;</p>", ["\u3000一\xa0二\u2003三"]),
            ("<pre>一\n  二</pre>", ["一", "二"]),
            ("<p>一<!-- 二 --><script>三</script><style>四</style>五</p>", ["一五"]),
            ("<p>&lt;5&amp;6&#19968;</p>", ["<5&6一"]),
            ("<p>一<span hidden>二<b>三</b></span>四</p>", ["一四"]),
            ('<p>一<i style="color:red; DISPLAY : none">二</i>三</p>', ["一三"]),
            ('<p>一<i style="visibility:hidden">二</i><i aria-hidden="true">三</i></p>', ["一"]),
            ("<nav>一</nav><header>二</header><footer>三</footer><p>四", ["四"]),
            ("<p>见<a href=x>附件</a>。</p><a name=x>总则</a>", ["见附件。", "总则"]),
            ("<h2>一</h2><dl><dt>二<dd>三</dl>", ["一", "二", "三"]),
            ("</ol></table></p>一</div>二", ["一二"]),
            ("<tr><td>一<td>二<li>三", ["一", "二", "三"]),
            ("<title>甲</title>一<title>乙</title>二", ["一", "二"]),
        ],
    )  # fmt: skip
    def test_lines(self, page: str, lines: list[str]) -> None:
        """Blocks are lines, white space is as a browser shows it, what is hidden is left out."""
        assert lines == shown(f"<body>{page}")

    @pytest.mark.parametrize(
        ("page", "lines"),
        [
            ("<ol><li>甲<li>乙</ol>", ["1. 甲", "2. 乙"]),
            ("<ol start=4><li>甲<li value=9>乙<li>丙</ol>", ["4. 甲", "9. 乙", "10. 丙"]),
            ("<ol type=a><li>甲</ol><ol type=I><li>乙</ol>", ["a. 甲", "I. 乙"]),
            ("<ol type=A start=27><li>甲</ol><ol type=i start=4><li>乙</ol>", ["AA. 甲", "iv. 乙"]),
            ("<ol start=-3><li>甲</ol><ol start=99999999><li>乙</ol>", ["1. 甲", "1. 乙"]),
            ("<ol><li>甲<ol><li>乙</ol><li>丙</ol>", ["1. 甲", "1. 乙", "2. 丙"]),
            ("<ol><li><p>甲</p><p>乙</p></ol>", ["1. 甲", "乙"]),
            ("<ol><li>甲<li></ol>乙", ["1. 甲", "乙"]),
            ("<ul><li>甲</ul><li>乙", ["甲", "乙"]),
            ('<ol style="list-style: none"><li>甲</ol>', ["甲"]),
            ("<ol><li>（一）甲<li>②乙<li>3、丙", ["（一）甲", "②乙", "3、丙"]),
            ("<ol><li>1.5亿元<li>3个", ["1. 1.5亿元", "2. 3个"]),
        ],
    )  # fmt: skip
    def test_lists(self, page: str, lines: list[str]) -> None:
        """Items have the numbers that the page prints, unless they print their own."""
        assert lines == shown(page)


class TestTables:
    @pytest.mark.parametrize(
        ("table", "lines"),
        [
            ("<tr><th>指标<th>值<tr><td>造林<td>5 <b>亩</b>", ["| 指标 | 值 |", "| 造林 | 5 亩 |"]),
            ("<tr><td>甲<td><p>一</p><p>二</p>", ["| 甲 | 一 二 |"]),
            ("<caption>表1</caption><tr><td>甲<td>乙", ["表1", "| 甲 | 乙 |"]),
            ("<tr><td rowspan=2>甲<td>1<tr><td>2<tr><td>乙<td>3",
             ["| 甲 | 1 |", "| 甲 | 2 |", "| 乙 | 3 |"]),
            ("<tr><td>1<td rowspan=3>甲<td>2<tr><td>3<td>4<tr><td>5<td>6",
             ["| 1 | 甲 | 2 |", "| 3 | 甲 | 4 |", "| 5 | 甲 | 6 |"]),
            ("<tr><td colspan=2>甲<td>乙<tr><td>1<td>2<td>3", ["| 甲 | | 乙 |", "| 1 | 2 | 3 |"]),
            ("<tr><td colspan=2 rowspan=2>甲<td>1<tr><td>2", ["| 甲 | | 1 |", "| 甲 | | 2 |"]),
            ("<tr><td>1<td>2<tr><td><td>", ["| 1 | 2 |"]),
            ("<tr><td>甲<tr><td>乙", ["甲", "乙"]),
            ("<td>1<td>2", ["| 1 | 2 |"]),
            (f"<tr><td rowspan=2>{'长' * 61}<td>1<tr><td>2", [f"| {'长' * 61} | 1 |", "| | 2 |"]),
            ("<tr><td><a href=x>甲</a><td><a href=y>1</a>", ["| 甲 | 1 |"]),
            ("<tr><td>1<td rowspan=0 colspan=x>2", ["| 1 | 2 |"]),
        ],
    )  # fmt: skip
    def test_rows(self, table: str, lines: list[str]) -> None:
        """A row is a line with its cells between bars, in the columns that a browser shows."""
        assert lines == shown(f"<table>{table}</table>")

    def test_row_after_nested_table(self) -> None:
        """What follows a table in a cell stands below it."""
        page = "<table><tr><td>一<td><table><tr><td>甲<td>乙</table>二<tr><td>三<td>四</table>五"
        assert ["一", "| 甲 | 乙 |", "二", "三", "四", "五"] == shown(page)


class TestEncoding:
    @pytest.mark.parametrize("declared", ["gb2312", "GBK", "utf-8", "iso-8859-1", ""])
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
    def test_found(self, declared: str, encoding: str) -> None:
        """The encoding is found, whatever a page declares."""
        page = f'<html><meta charset="{declared}"><p>全面推进乡村振兴，镕𠀀。</p>'
        assert "全面推进乡村振兴，镕𠀀。\n" == extract(page.encode(encoding), "a")

    def test_big5(self) -> None:
        """Big5 is believed where it is declared, and fits."""
        meta = '<html><meta http-equiv="Content-Type" content="text/html; charset=Big5">'
        page = f"{meta}<p>本鎮實施鄉村建設行動，新建公園五個，種植樹木一千株。</p>"
        assert "本鎮實施鄉村建設行動" in extract(page.encode("big5"), "a.html")
        assert "本鎮實施鄉村建設行動" in extract(page.encode(), "a.html")

    @pytest.mark.parametrize(
        "head",
        [
            "<!DOCTYPE html>",
            "\n <HTML>",
            "<!-- 某网 --><html>",
            '<?xml version="1.0" encoding="gb2312"?>\n<!DOCTYPE html PUBLIC "-//W3C" "x">',
        ],
    )
    def test_page_by_content(self, head: str) -> None:
        """A page is known by how it begins."""
        assert "总则\n" == extract(f"{head}<p>总则".encode("gb18030"), "a.txt")

    @pytest.mark.parametrize("text", ["总则<html>", "<htmlx>", "< html>", "<p>总则"])
    def test_no_page(self, text: str) -> None:
        """A text that speaks of pages is none."""
        assert text == extract(text.encode(), "a.txt")


class TestHostile:
    def test_entities(self) -> None:
        """Entities that a page declares are not read, nor what they refer to."""
        page = (
            '<!DOCTYPE html [<!ENTITY a SYSTEM "file:///etc/hostname"><!ENTITY b "bb">]>'
            "<p>总则&a;&b;</p>"
        )
        assert "总则&a;&b;" in "".join(shown(page))

    @pytest.mark.parametrize("page", ["<div>" * 100_000, "<b hidden>" + "<i>" * 100_000])
    def test_deep(self, page: str) -> None:
        """A page nested deeper than any browser shows is refused."""
        reason = "elements nested in more than 500 others; save the page as text"
        assert reason == refusal(f"{page}总则".encode(), "a.html")

    def test_nested_below_the_limit(self) -> None:
        """Nesting is no error as such: tags that nobody closed are common."""
        assert ["总则", "附则"] == shown("<font>" * 400 + "总则<p>附则")

    @pytest.mark.parametrize(
        "page", ["\ufeff", "<html>", "<p> </p>", "<script>总则</script>", "<!--总则"]
    )
    def test_nothing_shown(self, page: str) -> None:
        """A page that shows nothing is refused: scripts load what it lacks."""
        reason = "shows no text; save the page when all of it has loaded"
        assert reason == refusal(page.encode(), "a.html")

    def test_long_attribute(self) -> None:
        """A picture within the page, which is an attribute of millions of letters, is no text."""
        assert ["总则附则"] == shown(f"<p>总则<img src='{'x' * 10_000_100}'>附则")

    def test_cells_that_stretch(self) -> None:
        """Cells that stretch over many rows and columns do not make a text many times as long."""
        row = "<tr>" + "<td rowspan=500 colspan=100>名称" * 50
        page = f"<table>{(row + '<tr><td>1' * 499) * 20}</table>"
        assert len(html_text(page, "a.html")) < 5 * len(page)

    @given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
    def test_any_page(self, page: str) -> None:
        """Any page gives lines or one error."""
        try:
            assert all(line.strip() for line in shown(page))
        except ReadingError as error:
            assert "shows no text" in error.reason  # noqa: PT017 (either is right)
