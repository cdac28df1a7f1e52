"""Files of all formats: what they are is found out, and what is no text is refused."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govplan.errors import ReadingError
from govplan.reading import _files
from govplan.reading._files import extract, read_text
from govplan.reading._outline import outline
from tests.reading import papers
from tests.reading.papers import numbered, paragraph, refusal

PLAN = """某镇2024年工作计划
一、生态建设
（一）植树造林。全年植树500株，绿化面积达到1.5万平方米。
（二）河道整治。整治河道3公里。
二、重点项目
序号|项目名称|建设内容
1|绿道|新建绿道并配套停车场所。
2|学校|改建校舍并添置教学设备。
"""
OTHERS = "save it in UTF-8 from the program that shows it right"
NO_TEXT = "no text; govplan reads text, .html, .docx and .pdf"


def as_html() -> bytes:
    lines = PLAN.splitlines()
    rows = "".join(
        f"<tr>{''.join(f'<td>{cell}</td>' for cell in line.split('|'))}</tr>" for line in lines[5:]
    )
    text = "".join(f"<p>{line}</p>" for line in lines[1:5])
    return (
        '<!DOCTYPE html><html><head><meta charset="gb2312"><title>某镇政府网</title></head><body>'
        '<nav><a href="/">首页</a></nav><div><table><tr><td>索引号：</td><td>A-1</td></tr></table>'
        f"<h1>{lines[0]}</h1><div>{text}<table>{rows}</table></div></div>"
        "<footer>主办单位：某镇</footer></body></html>"
    ).encode("gb18030")


def as_word() -> bytes:
    """Return the plan as Word holds it: numbers are those of lists."""
    title, first, trees, river, second, *rows = PLAN.splitlines()
    table = "".join(
        "<w:tr>" + "".join(f"<w:tc>{paragraph(c)}</w:tc>" for c in row.split("|")) + "</w:tr>"
        for row in rows
    )
    body = (
        paragraph(title)
        + numbered(first[2:], 1)
        + numbered(trees[3:], 1, 1)
        + numbered(river[3:], 1, 1)
        + numbered(second[2:], 1)
        + f"<w:tbl>{table}</w:tbl>"
    )
    levels = papers.level(0, "chineseCounting", "%1、", '<w:suff w:val="nothing"/>')
    levels += papers.level(1, "chineseCounting", "（%2）", '<w:suff w:val="nothing"/>')
    return papers.word(body, papers.abstract(0, levels) + papers.num(1, 0))


def tree(text: str) -> list[tuple[str | None, str | None, str]]:
    """Return the numbers, titles and texts of the parts of a text."""
    found = outline(text)
    words = found.text.words
    return [
        (
            words(*part.number) if part.number else None,
            words(*part.title) if part.title else None,
            "".join(words(*span) for span in part.own),
        )
        for part in found.walk()
    ]


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (PLAN.encode(), "plan.txt"),
        (PLAN.encode("utf-8-sig"), "plan.txt"),
        (PLAN.encode("utf-16"), "plan.txt"),
        (PLAN.encode("gb18030"), "plan.txt"),
        (PLAN.replace("\n", "\r\n").encode(), "plan"),
        (as_html(), "plan.html"),
        (as_word(), "plan.docx"),
        (papers.pdf([PLAN.splitlines()[:4], PLAN.splitlines()[4:]]), "plan.pdf"),
    ],
    ids=["utf-8", "bom", "utf-16", "gb18030", "crlf", "html", "docx", "pdf"],
)
def test_one_outline(data: bytes, name: str) -> None:
    """A plan has the same parts, whichever file it comes in."""
    assert tree(PLAN) == tree(extract(data, name))
    assert [
        ("一、", "生态建设", ""),
        ("（一）", "植树造林", "全年植树500株，绿化面积达到1.5万平方米。"),
        ("（二）", "河道整治", "整治河道3公里。"),
        ("二、", "重点项目", ""),
        ("1", "绿道", "新建绿道并配套停车场所。"),
        ("2", "学校", "改建校舍并添置教学设备。"),
    ] == tree(PLAN)


@pytest.mark.parametrize("name", ["plan.txt", "plan", "plan.docx", "plan.md"])
def test_content_decides(name: str) -> None:
    """A file is what it holds, whatever its name says."""
    assert extract(as_html(), "plan.html") == extract(as_html(), "plan.htm")
    for data in (as_html(), papers.pdf([["某镇2024年工作计划的通知"]])):
        if name != "plan.docx":  # which is a name that is taken at its word
            assert "某镇2024年工作计划" in extract(data, name)
    assert "某镇2024年工作计划" in extract(as_word(), name)


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1))
def test_plain_text_exactly(text: str) -> None:
    """Any plain text comes back as it is, line ends and all."""
    raw = f"一、总则\r\n{text}\r\n\n二、附则\r"
    assert raw == extract(raw.encode(), "plan.txt")
    assert raw == extract(raw.encode("utf-8-sig"), "plan.txt")
    assert raw == extract(raw.encode("utf-16"), "plan.txt")


@given(st.binary() | st.text().map(str.encode), st.sampled_from(["a.txt", "a.html", "a.pdf", "a"]))
def test_any_bytes(data: bytes, name: str) -> None:
    """Any bytes give a text or one error that names the file."""
    try:
        assert extract(data, name).strip()
    except ReadingError as error:
        assert name == error.name  # noqa: PT017 (either is right)


class TestEncodings:
    @pytest.mark.parametrize(
        ("text", "encoding"),
        [
            ("本鎮實施鄉村建設行動，新建公園五個，種植樹木一千株，改善居民生活環境。", "big5"),
            ("町は来年度の計画をつくり、公園を新しく五つつくります。", "shift_jis"),
            ("町は来年度の計画をつくり、公園を新しく五つつくります。", "euc_jp"),
            ("군은 내년 계획을 세우고 공원을 새로 다섯 개 만들며 나무를 심는다.", "euc_kr"),
            ("公園", "big5"),
            ("Müll", "latin-1"),
        ],
    )
    def test_others(self, text: str, encoding: str) -> None:
        """What other encodings give when read as GB18030 is no Chinese, and is told."""
        data = text.encode(encoding)
        assert data.decode("gb18030")
        reason = refusal(data, "a.txt")
        assert f"not in UTF-8, and no Chinese when read as GB18030; {OTHERS}" == reason

    def test_neither(self) -> None:
        """Bytes that no encoding takes are told with their place in both."""
        reason = refusal("école".encode("latin-1") + b"\xff", "a.txt")
        assert f"byte 0 is not of UTF-8 either; {OTHERS}" in reason
        assert reason.startswith("byte 5 is not of GB18030; ")

    @pytest.mark.parametrize("mark", ["utf-8-sig", "utf-16"])
    def test_mark_that_lies(self, mark: str) -> None:
        """A byte order mark is believed, and what does not fit it is told."""
        reason = refusal("总则".encode(mark) + b"\xff", "a.txt")
        shown = "UTF-8" if mark == "utf-8-sig" else "UTF-16"
        assert reason.endswith(f"is not of {shown}; {OTHERS}")

    @pytest.mark.parametrize(
        "data",
        [
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\x80",
            b"\x7fELF\x02\x01\x01\0\0",
            "总则".encode("utf-16-le") + b"\0a",
            b"a\0b",
            b"\x01\x02\x03 text",
        ],
    )
    def test_rubbish(self, data: bytes) -> None:
        """Bytes of pictures and programs are no text."""
        assert NO_TEXT == refusal(data, "a.txt")

    def test_stray_control(self) -> None:
        """One stray control character does not spoil a text, nor do blanks and form feeds."""
        text = "一、总则\f\x1f\v\t" + "植树" * 100 + "\x07"
        assert text == extract(text.encode(), "a.txt")

    def test_traditional(self) -> None:
        """A text in traditional characters may be in GB18030 too."""
        text = "本鎮實施鄉村建設行動，新建公園五個，種植樹木一千株，改善居民的生活環境。"
        assert text == extract(text.encode("gb18030"), "a.txt")

    def test_without_letters(self) -> None:
        """A text of nothing but figures and signs is none to judge."""
        assert "５，６。" == extract("５，６。".encode("gb18030"), "a.txt")


class TestRefused:
    @pytest.mark.parametrize("name", ["a.txt", "a.html", "a.docx", "a.pdf"])
    @pytest.mark.parametrize("data", [b"", b" \r\n\t", b"\0\0"])
    def test_empty(self, data: bytes, name: str) -> None:
        """A file of nothing, or of blanks, is empty."""
        assert "empty" == refusal(data, name)

    @pytest.mark.parametrize("text", ["\ufeff", "\u3000\u3000\n"])
    def test_blank(self, text: str) -> None:
        """So is one of wide blanks."""
        assert "empty" == refusal(text.encode(), "a.txt")

    def test_old_word(self) -> None:
        """A .doc is told from a .docx, whatever its name."""
        data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
        for name in ("a.doc", "a.docx", "a.wps"):
            reason = refusal(data, name)
            assert "of an old Office program, as .doc is; save it as .docx" == reason

    def test_locked_word(self) -> None:
        """A document with a password is in the container of old ones."""
        head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
        reason = refusal(head + "EncryptedPackage".encode("utf-16-le"), "a.docx")
        assert "locked with a password; save it without one" == reason

    def test_rich_text(self) -> None:
        """RTF would read as text, and is told."""
        assert "in Rich Text Format (.rtf); save it as .docx" == refusal(b"{\\rtf1 a}", "a.txt")

    @pytest.mark.parametrize(("name", "most"), [("a.txt", "MAX_SIZE"), ("a.html", "_MAX_PAGE")])
    def test_too_large(self, name: str, most: str, monkeypatch: pytest.MonkeyPatch) -> None:
        """A file over the limit is refused before it is read; pages have one of their own."""
        monkeypatch.setattr(_files, most, 10)
        assert "11 bytes, more than the 10 that are read; split it" == refusal(b"a" * 11, name)
        assert extract(b"<p>a</p>aa", name)

    @pytest.mark.parametrize(
        ("name", "data", "missing"),
        [
            ("a.html", b"<html>", "lxml"),
            ("a.docx", b"PK\x03\x04", "docx"),
            ("a.pdf", b"%PDF-", "pypdf"),
        ],
    )
    def test_missing_extra(
        self, name: str, data: bytes, missing: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Without the libraries of a format one line says how to install them."""
        for module in [m for m in sys.modules if m.partition(".")[0] == missing]:
            monkeypatch.delitem(sys.modules, module)
        monkeypatch.delitem(sys.modules, f"govplan.reading._{name[2:]}", raising=False)
        monkeypatch.setitem(sys.modules, missing, None)
        reason = refusal(data, name)
        assert f'reading it needs {missing}: pip install "govplan[reading]"' == reason

    def test_another_missing_module(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A module missing for another reason is no matter of the extra."""
        monkeypatch.delitem(sys.modules, "govplan.reading._html", raising=False)
        monkeypatch.setitem(sys.modules, "govplan.reading._printed", None)
        with pytest.raises(ModuleNotFoundError, match="_printed"):
            extract(b"<html>", "a.html")


class TestReadText:
    def test_file(self, tmp_path: Path) -> None:
        """A file is read by its path."""
        file = tmp_path / "计划.docx"
        file.write_bytes(as_word())
        assert extract(as_word(), "计划.docx") == read_text(file) == read_text(str(file))

    def test_errors_name_the_file(self, tmp_path: Path) -> None:
        """An error names the file, without its folder."""
        file = tmp_path / "计划.txt"
        file.write_bytes(b"")
        with pytest.raises(ReadingError, match=r"^'计划\.txt': empty$"):
            read_text(file)

    def test_no_file(self, tmp_path: Path) -> None:
        """A file that cannot be opened is the system's error."""
        with pytest.raises(FileNotFoundError):
            read_text(tmp_path / "none.txt")

    def test_too_large(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """The size is told before the file is read."""
        monkeypatch.setattr(_files, "MAX_SIZE", 10)
        file = tmp_path / "a.txt"
        file.write_bytes(b"a" * 11)
        monkeypatch.setattr(_files, "extract", None)
        with pytest.raises(ReadingError, match="11 bytes, more than the 10 that are read"):
            read_text(file)
