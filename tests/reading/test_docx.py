"""Word documents: the text as printed, the numbers of lists with it."""

from __future__ import annotations

import io
import struct

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govplan.errors import ReadingError
from govplan.reading import _docx
from govplan.reading._docx import docx_text
from govplan.reading._printed import counted
from tests.reading.papers import (
    DOCUMENT,
    abstract,
    level,
    num,
    numbered,
    paragraph,
    parts,
    refusal,
    word,
    zipped,
)

DAMAGED = "no Word document (.docx), or a damaged one; open it in Word and save it anew"
BOMB = "unpacks to far more than a document holds; not opened"


def lines(body: str, numbering: str = "", styles: str = "") -> list[str]:
    """Return the lines of a document with a body."""
    return docx_text(word(body, numbering, styles), "a.docx").splitlines()


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def p(*content: str) -> str:
    return f"<w:p>{''.join(content)}</w:p>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


RUBY = (
    "<w:r><w:ruby><w:rt><w:r><w:t>zhí</w:t></w:r></w:rt>"
    f"<w:rubyBase>{run('植')}</w:rubyBase></w:ruby></w:r>"
)


class TestText:
    def test_made_by_a_library(self) -> None:
        """A document with headers, lists and a table, as python-docx writes it."""
        made = docx.Document()
        made.sections[0].header.paragraphs[0].text = "页眉"
        made.add_heading("工作计划", 0)
        made.add_paragraph("植树", style="List Number")
        made.add_paragraph("修路", style="List Number")
        made.add_paragraph("注意", style="List Bullet")
        grid = made.add_table(2, 2)
        grid.cell(0, 0).merge(grid.cell(1, 0)).text = "指标"
        grid.cell(0, 1).text, grid.cell(1, 1).text = "5亩", "6亩"
        file = io.BytesIO()
        made.save(file)
        assert [
            "工作计划", "1. 植树", "2. 修路", "● 注意", "| 指标 | 5亩 |", "| 指标 | 6亩 |",
        ] == docx_text(file.getvalue(), "a.docx").splitlines()  # fmt: skip

    @pytest.mark.parametrize(
        ("content", "text"),
        [
            (run("植树") + run("5株"), "植树5株"),
            (f"<w:hyperlink>{run('植树')}</w:hyperlink>", "植树"),
            (f"<w:sdt><w:sdtPr/><w:sdtContent>{run('植树')}</w:sdtContent></w:sdt>", "植树"),
            (f"<w:fldSimple w:instr='DATE'>{run('2024年')}</w:fldSimple>", "2024年"),
            (f"<w:smartTag><w:customXml>{run('植树')}</w:customXml></w:smartTag>", "植树"),
            (f"<w:ins>{run('植')}</w:ins><w:del><w:r><w:delText>5</w:delText></w:r></w:del>", "植"),
            (f"<w:moveTo>{run('植')}</w:moveTo><w:moveFrom>{run('5')}</w:moveFrom>", "植"),
            ("<w:r><w:t>植</w:t><w:tab/><w:t>树</w:t><w:noBreakHyphen/></w:r>", "植\t树-"),
            ("<w:r><w:t>植</w:t><w:br/><w:t>树</w:t><w:cr/></w:r>", "植\n树\n"),
            ("<w:r><w:instrText>DATE</w:instrText><w:footnoteReference w:id='1'/></w:r>", ""),
            (run("植") + run("树", "<w:vanish/>"), "植"),
            (run("植") + run("树", "<w:vanish w:val='0'/>"), "植树"),
            ("<!-- 植 -->" + run("树"), "树"),
            (RUBY, "植"),
        ],
    )
    def test_runs(self, content: str, text: str) -> None:
        """A paragraph reads as when all changes are accepted and fields are up to date."""
        expected = f"一{text}".split("\n")
        assert [line for line in expected if line] == lines(p(run("一"), content))

    @pytest.mark.parametrize("around", ["sdt", "ins", "customXml"])
    def test_around_blocks(self, around: str) -> None:
        """What stands around paragraphs and tables takes nothing away."""
        content = paragraph("一") + table(cell("甲") + cell("乙")) + "<w:sectPr/>"
        assert ["一", "| 甲 | 乙 |"] == lines(f"<w:{around}>{content}</w:{around}>")

    def test_empty_paragraphs(self) -> None:
        """Empty paragraphs are no lines."""
        assert ["一", "二"] == lines(paragraph("一") + p() + paragraph("\u3000") + paragraph("二"))


class TestTables:
    def test_cells(self) -> None:
        """A row is a line; a cell that goes on from above is repeated, if it is a name."""
        go_on, restart = "<w:vMerge/>", '<w:vMerge w:val="restart"/>'
        body = table(
            cell("甲", restart) + cell("1") + cell("长" * 61, restart),
            cell("", go_on) + cell("2") + cell("", go_on),
            cell("乙") + cell("3", '<w:gridSpan w:val="2"/>'),
            cell("丙", '<w:gridSpan w:val="2"/>') + cell("4"),
            '<w:trPr><w:gridBefore w:val="1"/></w:trPr>' + cell("5") + cell("6"),
            "<w:trPr><w:del/></w:trPr>" + cell("7") + cell("8"),
            cell("9", "<w:cellDel/>") + cell("10") + cell("11"),
        )
        assert [
            f"| 甲 | 1 | {'长' * 61} |", "| 甲 | 2 |", "| 乙 | 3 |", "| 丙 | | 4 |", "| | 5 | 6 |",
            "| 10 | 11 |",
        ] == lines(body)  # fmt: skip

    def test_cell_of_paragraphs(self) -> None:
        """The paragraphs of a cell stay in its row."""
        two = f"<w:tc>{paragraph('一')}{p(run('二'), '<w:r><w:br/></w:r>', run('三'))}</w:tc>"
        assert ["| 甲 | 一 二 三 |"] == lines(table(cell("甲") + two))

    def test_layout(self) -> None:
        """A table of one column, or around others, only lays out what it holds."""
        inner = table(cell("甲") + cell("乙"))
        body = table(cell("一"), f"<w:tc>{paragraph('二')}{inner}</w:tc>" + cell("三"))
        assert ["一", "二", "| 甲 | 乙 |", "三"] == lines(body)

    def test_rows_in_controls(self) -> None:
        """Rows and cells may stand in content controls."""
        rows = f"<w:sdt><w:sdtContent><w:tr>{cell('甲')}<w:sdt>{cell('乙')}</w:sdt></w:tr>"
        body = f"<w:tbl><w:tblPr/>{rows}</w:sdtContent></w:sdt></w:tbl>"
        assert ["| 甲 | 乙 |"] == lines(body)

    def test_wide(self) -> None:
        """A cell cannot stretch over more columns than Word has."""
        body = table(cell("甲", '<w:gridSpan w:val="99999"/>') + cell("乙"))
        assert lines(body)[0].count("|") < 70


class TestNumbers:
    def test_levels(self) -> None:
        """Numbers count on, deeper ones begin anew, and levels may print those above."""
        levels = (
            level(0, "chineseCountingThousand", "%1、", '<w:suff w:val="nothing"/>'),
            level(1, "japaneseCounting", "（%2）", '<w:suff w:val="nothing"/>'),
            level(2, "decimal", "%3."),
            level(3, "decimal", "%1.%4", '<w:isLgl/><w:suff w:val="space"/>'),
            level(4, "decimalEnclosedCircle", "%5", '<w:lvlRestart w:val="0"/>'),
        )
        depths = [0, 1, 1, 2, 3, 4, 0, 1, 2, 4]
        body = "".join(numbered("甲", 1, depth) for depth in depths)
        assert [
            "一、甲", "（一）甲", "（二）甲", "1. 甲", "1.1 甲", "① 甲",
            "二、甲", "（一）甲", "1. 甲", "② 甲",
        ] == lines(body, abstract(0, *levels) + num(1, 0))  # fmt: skip

    def test_level_above_that_never_came(self) -> None:
        """A level above that has no number yet is printed as its first one."""
        numbering = abstract(0, level(0, "decimal", "%1"), level(1, "decimal", "%1.%2.%9"))
        assert ["1.1. 甲"] == lines(numbered("甲", 1, 1), numbering + num(1, 0))

    def test_lists_of_one_definition(self) -> None:
        """Lists of one definition count on, unless they say that they begin anew."""
        start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
        own = f'<w:lvlOverride w:ilvl="0">{level(0, "upperLetter", "%1)")}</w:lvlOverride>'
        numbering = abstract(0, level(0, "decimal", "%1.")) + num(1, 0) + num(2, 0)
        numbering += num(3, 0, start) + num(4, 0, own)
        body = "".join(numbered("甲", n) for n in (1, 2, 3, 3, 4))
        assert ["1. 甲", "2. 甲", "5. 甲", "6. 甲", "G) 甲"] == lines(body, numbering)

    def test_restart_after_a_level(self) -> None:
        """A level may begin anew only where one further above has."""
        levels = (level(0, "decimal", "%1."), level(1, "decimal", "%2)"))
        numbering = abstract(0, *levels, level(2, "decimal", "(%3)", '<w:lvlRestart w:val="1"/>'))
        body = "".join(numbered("甲", 1, depth) for depth in (0, 1, 2, 1, 2, 0, 2))
        shown = [line.split()[0] for line in lines(body, numbering + num(1, 0))]
        assert ["1.", "1)", "(1)", "2)", "(2)", "2.", "(1)"] == shown

    def test_by_style(self) -> None:
        """A style may number its paragraphs, or the one that it is based on, at its level."""
        numbering = abstract(
            0,
            level(0, "decimal", "%1."),
            level(1, "decimal", "%2)", '<w:pStyle w:val="H2"/>'),
            level(2, "bullet", "\uf0b7"),
        )
        styles = "".join(
            f'<w:style w:styleId="{name}">{more}</w:style>'
            for name, more in {
                "H1": '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>',
                "H2": '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>',
                "H3": '<w:pPr><w:numPr><w:ilvl w:val="2"/><w:numId w:val="1"/></w:numPr></w:pPr>',
                "Mine": '<w:basedOn w:val="H2"/>',
                "Round": '<w:basedOn w:val="Round"/>',
            }.items()
        )
        none = '<w:pStyle w:val="H1"/><w:numPr><w:numId w:val="0"/></w:numPr>'
        body = "".join(
            paragraph("甲", f'<w:pStyle w:val="{s}"/>') for s in ("H1", "Mine", "H3", "Round", "No")
        )
        body += paragraph("甲", none) + paragraph("甲", '<w:pStyle w:val="H2"/>')
        shown = ["1. 甲", "1) 甲", "● 甲", "甲", "甲", "甲", "2) 甲"]
        assert shown == lines(body, numbering + num(1, 0), styles)

    def test_definition_elsewhere(self) -> None:
        """A definition may be that of a style of lists."""
        numbering = abstract(0, '<w:numStyleLink w:val="L"/>')
        numbering += abstract(1, '<w:styleLink w:val="L"/>', level(0, "decimal", "%1."))
        numbering += abstract(2, '<w:numStyleLink w:val="none"/>')
        body = numbered("甲", 1) + numbered("乙", 3)
        assert ["1. 甲", "乙"] == lines(body, numbering + num(1, 0) + num(2, 1) + num(3, 2))

    @pytest.mark.parametrize("place", [(7, 0), (1, 5), (1, 99)])
    def test_no_such_list(self, place: tuple[int, int]) -> None:
        """A paragraph of a list or level that is not there has no number."""
        numbering = abstract(0, level(0, "decimal", "%1.")) + num(1, 0)
        assert ["甲"] == lines(numbered("甲", *place), numbering)
        assert ["甲"] == lines(numbered("甲", *place))

    def test_silent_and_deleted(self) -> None:
        """An empty paragraph counts, one that was deleted does not, and a level may print none."""
        numbering = "<w:numPicBullet/>" + abstract(
            0, level(0, "decimal", "%1."), level(1, "none", "")
        )
        place = '<w:numPr><w:numId w:val="1"/></w:numPr>'
        gone = f"<w:pPr>{place}<w:rPr><w:del/></w:rPr></w:pPr>"
        body = numbered("甲", 1) + numbered("", 1) + p(gone) + numbered("乙", 1)
        body += numbered("丙", 1, 1)
        assert ["1. 甲", "3. 乙", "丙"] == lines(body, numbering + num(1, 0))

    @pytest.mark.parametrize(
        ("style", "shown"),
        [
            ("chineseCounting", "一 十 十二 二十 九十九 一百 一百零五 一百一十二 九百九十 1000"),
            ("ideographDigital", "一 一〇 一二 二〇 九九 一〇〇 一〇五 一一二 九九〇 1000"),
            ("decimalEnclosedCircle", "① ⑩ ⑫ ⑳ 99 100 105 112 990 1000"),
            ("decimalEnclosedParen", "⑴ ⑽ ⑿ ⒇ 99 100 105 112 990 1000"),
            ("ideographEnclosedCircle", "㊀ ㊉ 12 20 99 100 105 112 990 1000"),
            ("decimalFullWidth", "１ １０ １２ ２０ ９９ １００ １０５ １１２ ９９０ 1000"),
            ("decimalZero", "01 10 12 20 99 100 105 112 990 1000"),
            ("lowerRoman", "i x xii xx xcix c cv cxii cmxc 1000"),
            ("hindiVowels", "1 10 12 20 99 100 105 112 990 1000"),
        ],
    )
    def test_formats(self, style: str, shown: str) -> None:
        """Numbers are printed as the formats of Office Open XML print them."""
        numbers = (1, 10, 12, 20, 99, 100, 105, 112, 990, 1000)
        assert shown == " ".join(counted(number, style) for number in numbers)

    def test_letters(self) -> None:
        """Letters are doubled behind the last."""
        assert ["a", "z", "aa", "BB"] == [
            *(counted(n, "lowerLetter") for n in (1, 26, 27)),
            counted(28, "upperLetter"),
        ]
        assert ("", "0") == (counted(0, "none"), counted(0, "lowerLetter"))


class TestRefused:
    @pytest.mark.parametrize(
        "data",
        [
            b"PK\x03\x04 and no more",
            word(paragraph("一"))[:-200],
            zipped({"a.txt": "一"}),
            zipped(parts("<w:p>")),
            zipped(parts("") | {"[Content_Types].xml": "<Types/>"}),
            zipped(parts(p("<w:r>" * 300 + "</w:r>" * 300))),
        ],
        ids=["rubbish", "cut off", "another package", "no XML", "no types", "too deep"],
    )
    def test_damaged(self, data: bytes) -> None:
        """What cannot be read is told in one way."""
        assert refusal(data, "a.docx") == DAMAGED

    def test_text_of_that_name(self) -> None:
        """A text is no Word document, though its name says so."""
        assert DAMAGED == refusal("一、总则".encode(), "a.docx")

    @pytest.mark.parametrize("body", ["", p(), "<w:sectPr/>"])
    def test_no_text(self, body: str) -> None:
        """A document without text is told."""
        assert "holds no text" == refusal(word(body), "a.docx")

    def test_ofd(self) -> None:
        """The other format of public offices is named."""
        data = zipped({"OFD.xml": "<OFD/>"})
        assert "an OFD document; print or export it as PDF" == refusal(data, "a.ofd")

    @pytest.mark.parametrize("part", [DOCUMENT, "word/numbering.xml", "_rels/.rels"])
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
    def test_entities(self, part: str, encoding: str) -> None:
        """A part that declares entities is refused, whatever they are."""
        made = {name: content.encode() for name, content in parts(paragraph("一")).items()}
        bad = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><a>&b;</a>'
        data = zipped(made | {part: bad.encode(encoding)})
        reason = "declares entities, which no Word document does; not opened"
        assert reason == refusal(data, "a.docx")

    def test_bomb(self) -> None:
        """A part that is thousands of times as large unpacked is not unpacked."""
        data = zipped(parts(paragraph("一")) | {"word/media/a.png": "0" * 2**21})
        assert BOMB == refusal(data, "a.docx")

    @pytest.mark.parametrize("limit", ["_MAX_FILES", "_MAX_SIZE", "_MAX_XML"])
    def test_limits(self, limit: str, monkeypatch: pytest.MonkeyPatch) -> None:
        """Too many parts, or too large ones, are not opened."""
        data = word(paragraph("一"))
        assert docx_text(data, "a.docx")
        monkeypatch.setattr(_docx, limit, 3)
        assert BOMB == refusal(data, "a.docx")

    def test_size_that_lies(self) -> None:
        """A part that is larger than its package says is damaged."""
        made = parts(paragraph("一") * 100)
        data, size = zipped(made), len(made[DOCUMENT].encode())
        assert DAMAGED == refusal(
            data.replace(struct.pack("<L", size), struct.pack("<L", 400)), "a.docx"
        )

    @given(st.data())
    def test_any_damage(self, data: st.DataObject) -> None:
        """Any bytes changed give a text or one error."""
        whole = bytearray(
            word(numbered("一", 1), abstract(0, level(0, "decimal", "%1")) + num(1, 0))
        )
        for _ in range(data.draw(st.integers(1, 5))):
            whole[data.draw(st.integers(4, len(whole) - 1))] = data.draw(st.integers(0, 255))
        try:
            assert docx_text(bytes(whole), "a.docx")
        except ReadingError as error:
            assert error.reason  # noqa: PT017 (either is right)
