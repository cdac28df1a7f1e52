"""PDF: the lines that its pages print, and what holds no text."""

from __future__ import annotations

import io
import itertools
import logging
import warnings

import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govplan.errors import ReadingError
from govplan.reading import _pdf
from govplan.reading._outline import outline
from govplan.reading._pdf import pdf_text
from tests.reading.papers import pdf, refusal

DAMAGED = "no PDF that can be read, or a damaged one; print it to PDF anew"
SCANNED = "no text, or next to none: it seems scanned; run it through text recognition (OCR)"
LOCKED = "locked with a password; save it without one"
PAGE = ["某镇工作计划的通知", "一、全面推进乡村建设", "（一）植树500株。"]


def locked(password: str) -> bytes:
    """Return a PDF that a password opens."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf([PAGE])))
    writer.encrypt(password, "owner", algorithm="RC4-128")
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


class TestText:
    def test_lines(self) -> None:
        """A printed line is a line, page after page, without blanks at its end."""
        pages = [[*PAGE, "    缩进的段落。  ", "- 1 -"], ["二、附则", "加强组织领导和监督检查。"]]
        expected = [line.rstrip() for page in pages for line in page]
        assert expected == pdf_text(pdf(pages), "a.pdf").splitlines()

    def test_wrapped(self) -> None:
        """Lines cut to the width of the page, and by its foot, are mended in reading."""
        line = "全面推进乡村建设行动改善农村居民生活环境并且加强"
        pages = [[*PAGE, *[line] * 6, line[:-2] + "18", "- 1 -"], ["家企业", "- 2 -"]]
        text = outline(pdf_text(pdf(pages), "a.pdf")).text.plain
        assert line * 6 + line[:-2] + "18家企业" in text

    def test_heads(self) -> None:
        """What most pages repeat at head or foot is left out, whatever number it has."""
        texts = ["推进乡村建设" * 5, "改善居民环境" * 5, "加强组织领导" * 5]
        pages = [["某镇文件", "2024年", t, f"第{n}页", "打印"] for n, t in enumerate(texts)]
        pages += [["某镇文件", "其他"], ["其他要求"], []]
        expected = [*texts, "其他", "其他要求"]
        assert expected[:3] == pdf_text(pdf(pages[:3]), "a.pdf").splitlines()
        shown = pdf_text(pdf(pages[:5]), "a.pdf").splitlines()
        assert expected == shown
        assert "某镇文件" in pdf_text(pdf([*pages, *pages[-1:] * 3]), "a.pdf")

    def test_page_numbers(self) -> None:
        """Numbers of pages stay: reading takes them for what they are."""
        pages = [[line * 3, f"- {n} -"] for n, line in enumerate(PAGE)]
        assert [line for page in pages for line in page] == pdf_text(
            pdf(pages), "a.pdf"
        ).splitlines()

    def test_one_line_pages(self) -> None:
        """A page of nothing but its head has no line left."""
        pages = [["某镇文件", "推进乡村建设" * 9]] + [["某镇文件"]] * 3
        assert ["推进乡村建设" * 9] == pdf_text(pdf(pages), "a.pdf").splitlines()

    def test_same_line_on_two_pages(self) -> None:
        """Two pages that begin alike are no accident yet."""
        assert 2 * PAGE == pdf_text(pdf([PAGE, PAGE]), "a.pdf").splitlines()

    def test_parts_of_characters(self) -> None:
        """Parts of characters that a font names for the characters are these."""
        assert "一、工作计划的通知" in pdf_text(pdf([["⼀、⼯作计划的通知", "⺠⻋"]]), "a.pdf")
        assert "民车" in pdf_text(pdf([["⼀、⼯作计划的通知", "⺠⻋"]]), "a.pdf")

    def test_any_password_will_do(self) -> None:
        """A PDF that everybody may open is read, though it is encrypted."""
        assert PAGE == pdf_text(locked(""), "a.pdf").splitlines()


class TestRefused:
    def test_locked(self) -> None:
        """A PDF with a password is told."""
        assert LOCKED == refusal(locked("geheim"), "a.pdf")

    def test_no_cipher(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """So is one whose cipher nothing that is installed knows."""

        def decrypt(*_: object) -> None:
            raise pypdf.errors.DependencyError

        monkeypatch.setattr(pypdf.PdfReader, "decrypt", decrypt)
        assert "locked; save it without a password" == refusal(locked(""), "a.pdf")

    @pytest.mark.parametrize("pages", [[[]], [["12"]], [["第一页"], [], []]])
    def test_scanned(self, pages: list[list[str]]) -> None:
        """Pages with hardly a letter are pictures of text."""
        assert SCANNED == refusal(pdf(pages), "a.pdf")

    @pytest.mark.parametrize(
        "data",
        [
            pdf([PAGE], says_characters=False),
            pdf([["\ue123\ue124\ue125\ue126\ue127", *PAGE]]),
            pdf([["\ufffd" * 12, "a" * 20]]),
        ],
    )
    def test_unknown_characters(self, data: bytes) -> None:
        """A font that does not say which characters it prints gives rubbish, which is told."""
        reason = (
            "its fonts do not say which characters they print; "
            "print it to PDF anew, or run it through text recognition (OCR)"
        )
        assert reason == refusal(data, "a.pdf")

    @pytest.mark.parametrize(
        "data",
        [b"%PDF-1.4 and no more", pdf([PAGE])[:400], "一、总则".encode(), b"%PDF-1.4\n%%EOF"],
    )
    def test_damaged(self, data: bytes) -> None:
        """What cannot be read is told in one way."""
        assert DAMAGED == refusal(data, "a.pdf")

    def test_many_pages(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A PDF of too many pages is not read."""
        monkeypatch.setattr(_pdf, "_MAX_PAGES", 1)
        assert "more than 1 pages; split it" == refusal(pdf([PAGE, PAGE]), "a.pdf")

    def test_long_time(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A PDF that takes too long is given up, in the midst of a page too."""
        clock = itertools.chain([0.0] * 3, itertools.repeat(121.0))
        monkeypatch.setattr(_pdf, "monotonic", lambda: next(clock))
        reason = "takes more than 120 seconds to read; split it"
        assert reason == refusal(pdf([PAGE]), "a.pdf")

    def test_bomb(self) -> None:
        """A page that unpacks to more than the limit is not unpacked."""
        writer = pypdf.PdfWriter()
        page = writer.add_blank_page(600, 800)
        content = pypdf.generic.StreamObject()
        content.set_data(b" " * (40 * 2**20))
        page[pypdf.generic.NameObject("/Contents")] = writer._add_object(content.flate_encode())
        resources = {pypdf.generic.NameObject("/Font"): pypdf.generic.DictionaryObject()}
        page[pypdf.generic.NameObject("/Resources")] = pypdf.generic.DictionaryObject(resources)
        file = io.BytesIO()
        writer.write(file)
        assert len(file.getvalue()) < 2**20
        reason = "unpacks to far more than pages hold; not read"
        assert reason == refusal(file.getvalue(), "a.pdf")

    @given(st.data())
    def test_any_damage(self, data: st.DataObject) -> None:
        """Any bytes changed give a text or one error."""
        whole = bytearray(pdf([PAGE]))
        for _ in range(data.draw(st.integers(1, 5))):
            whole[data.draw(st.integers(5, len(whole) - 1))] = data.draw(st.integers(0, 255))
        try:
            assert pdf_text(bytes(whole), "a.pdf")
        except ReadingError as error:
            assert error.reason  # noqa: PT017 (either is right)


def test_quiet(caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]) -> None:
    """What the library warns of stays within, and its logger is left as it was."""
    logger = logging.getLogger("pypdf")
    level = logger.level
    damaged = pdf([PAGE]).replace(b"startxref\n", b"startxref\n1")
    with warnings.catch_warnings(record=True) as caught, caplog.at_level(logging.DEBUG):
        assert PAGE == pdf_text(damaged, "a.pdf").splitlines()
    assert ([], [], level) == (caught, caplog.records, logger.level)
    assert ("", "") == capsys.readouterr()
    with caplog.at_level(logging.DEBUG):  # it would have warned
        assert 1 == len(pypdf.PdfReader(io.BytesIO(damaged)).pages)
    assert caplog.records
