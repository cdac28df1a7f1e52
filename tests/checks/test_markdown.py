"""Tests of reports as Markdown, which is read back with the parser that rich brings."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from markdown_it import MarkdownIt
from markdown_it.token import Token

from govplan.build import plan, target
from govplan.checks import Finding, Report, Severity
from govplan.checks._escape import visible
from tests.checks import noisy

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def tokens_of(report: Report) -> list[Token]:
    """Return what the parser reads in a report."""
    return PARSER.parse(report.to_markdown())


SHOWN = {"html_inline": "\n", "link_open": "", "link_close": ""}
"""What is shown for the pieces of a cell that are no words; the only HTML is a line's end."""


def shown(token: Token) -> str:
    """Return the words of a heading or a cell, as a reader sees them."""
    pieces = token.children or []
    assert {"<br>"} >= {piece.content for piece in pieces if piece.type == "html_inline"}
    words = {"text", "text_special"}
    said = "".join(p.content if p.type in words else SHOWN[p.type] for p in pieces)
    return said.replace("\u200b", "")


def table_of(report: Report) -> list[list[str]]:
    """Return the words in the cells of the table."""
    tokens, rows = tokens_of(report), []
    for token, inner in zip(tokens, [*tokens[1:], tokens[0]], strict=True):
        if token.type == "tr_open":
            rows.append(list[str]())
        elif token.type in {"th_open", "td_open"}:
            rows[-1].append(shown(inner))
    return rows


class TestTable:
    def test_whole(self) -> None:
        """The table says how grave, which check, where, and what to do; the last line counts."""
        town = plan("工作计划", target("覆盖率", "= 120%"), id="town")

        found = noisy.report_on(town).filter(under="/targets", code="TST001")

        assert (
            "### 计划/town.json: 工作计划\n\n"
            "| Severity | Check | Place | Message |\n"
            "| --- | --- | --- | --- |\n"
            "| warning | [TST001 every-node](<https://example.org/%E8%A7%84%E5%88%99%7CTST001>) "
            "| t1 (line 6) | node&#58; 覆盖率<br>工作计划 |\n\n"
        ) + found.summary() + "\n" == found.to_markdown()

    def test_no_file(self) -> None:
        """Without a file, and of a node without id, the pointer says where."""
        odd = Finding(code="TST001", name="odd", severity=Severity.INFO, message="!", pointer="/a")

        assert ["info", "TST001 odd", "/a", "!"] == table_of(
            Report(plan="p", title="t", findings=(odd,))
        )[1]

    def test_nothing_found(self) -> None:
        """Where nothing was found, there is no table."""
        assert "### t\n\nno findings\n" == Report(plan="p", title="t").to_markdown()


class TestHostile:
    @given(noisy.reports())
    def test_any(self, report: Report) -> None:
        """Any report is one heading, one table with the words as they are, and one line."""
        tokens = tokens_of(report)
        rows = table_of(report)[1:]

        assert 1 == sum(token.type == "heading_open" for token in tokens)
        assert bool(rows) == sum(token.type == "table_open" for token in tokens)
        assert 1 == sum(token.type == "paragraph_open" for token in tokens)
        assert all(len(row) == 4 for row in rows)
        expected = [
            "\n".join(visible(part).strip() for part in (f.message, f.hint) if part) for f in report
        ]
        assert [e.split() for e in expected] == [row[3].split() for row in rows]

    @pytest.mark.parametrize("words", noisy.HOSTILE)
    def test_words(self, words: str) -> None:
        """No field makes markup, a mention, a link or another cell."""
        odd = Finding(
            code=words,
            name=words,
            severity=Severity.ERROR,
            message=words,
            pointer="",
            node_id=words,
            page=f"https://x.y/>)|{words}",
        )
        report = Report(plan=words, title=words, file=words, findings=(odd,))

        lines = report.to_markdown().split("\n")

        assert 8 == len(lines)
        assert 5 == lines[4].count("|")
        assert visible(words).strip() == table_of(report)[1][3]
        words_alone = re.sub(r"\(<[^>]*>\)", "", lines[4])
        assert not re.search(r"@(?!&)|(?<!&)#(?!&)|://|www\.", words_alone)
