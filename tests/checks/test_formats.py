"""Tests of what all renderings have in common."""

from __future__ import annotations

import gc
import json
import weakref
from collections.abc import Iterator
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govplan import Plan
from govplan.checks import Report
from govplan.checks._escape import brief, encodable, visible, web_page
from govplan.checks._formats import FORMATS
from tests.checks import noisy


def plan_of(number: int) -> Plan:
    """Return one of several plans."""
    return Plan(id=f"town-{number}", title="工作计划")


class TestFormats:
    def test_names(self) -> None:
        """The formats that the command line offers are these."""
        assert ["text", "json", "sarif", "junit", "github", "markdown"] == list(FORMATS)

    @pytest.mark.parametrize("count", [0, 1, 3])
    def test_whole_documents(self, count: int) -> None:
        """However many reports there are, none too, the pieces are one whole document."""
        reports = [noisy.report_on(plan_of(i)) for i in range(count)]
        written = {name: "".join(render(reports)) for name, render in FORMATS.items()}

        assert reports == [Report.from_json(line) for line in written["json"].splitlines()]
        assert count == written["text"].count("  工作计划\n  the plan\n")
        assert count == written["markdown"].count("### ")
        assert 2 * count == written["github"].count("\n")
        assert count == len(ET.fromstring(written["junit"].encode()))  # noqa: S314 (our own)
        (run,) = json.loads(written["sarif"])["runs"]
        assert count == len(run["results"])

    @pytest.mark.parametrize("name", FORMATS)
    def test_one_at_a_time(self, name: str) -> None:
        """No rendering holds more than the report at hand while it asks for the next."""
        alive: list[weakref.ref[Report]] = []

        def stream() -> Iterator[Report]:
            for number in range(5):
                gc.collect()
                assert 1 >= sum(one() is not None for one in alive)
                report = noisy.report_on(plan_of(number))
                alive.append(weakref.ref(report))
                yield report
                del report

        assert "".join(FORMATS[name](stream()))
        assert 5 == len(alive)

    @pytest.mark.parametrize(
        ("name", "method"),
        [
            ("text", Report.to_text),
            ("sarif", Report.to_sarif),
            ("junit", Report.to_junit),
            ("github", Report.to_github),
            ("markdown", Report.to_markdown),
        ],
    )
    def test_methods(self, name: str, method: object, duqiao: Plan) -> None:
        """The methods of a report write what the formats do for it alone."""
        report = noisy.report_on(duqiao)

        assert callable(method)
        assert "".join(FORMATS[name]([report])) == method(report)

    @given(noisy.reports())
    def test_can_be_written(self, report: Report) -> None:
        """What is written can be encoded, and is the same each time."""
        for render in FORMATS.values():
            written = "".join(render([report]))
            assert written.encode().decode() == written
            assert written == "".join(render([report]))


class TestEscapes:
    @given(st.text() | st.text(st.characters()))
    def test_visible(self, text: str) -> None:
        """Any text is made printable; what is printable stays, and the length tells of no loss."""
        shown = visible(text)

        assert shown.replace("\u3000", "").isprintable()
        assert text != shown or text.replace("\u3000", "").isprintable()
        assert len(text) <= len(shown)

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("它说：“好”　'\\ it's", "它说：“好”　'\\ it's"),
            ("a\nb\u202e", "a\\nb\\u202e"),
            ("\ud800'\"", "\\ud800'\""),
        ],
    )
    def test_examples(self, text: str, expected: str) -> None:
        """Each character that cannot be seen is escaped by itself."""
        assert expected == visible(text)

    def test_encodable(self) -> None:
        """Only what no file can hold is escaped."""
        assert "a\x00\u202e\\udfff𠮷" == encodable("a\x00\u202e\udfff𠮷")

    def test_brief(self) -> None:
        """Only what no reader would read to its end is cut."""
        assert "题" * 500 == brief("题" * 500)
        assert "题" * 500 + "…" == brief("题" * 501)

    @pytest.mark.parametrize(
        ("page", "expected"),
        [
            (None, None),
            ("rules/GP305", None),
            ("javascript:alert(1)", None),
            ("https://", None),
            ("HTTP://example.org/a b>", "HTTP://example.org/a%20b%3E"),
            ("https://example.org/规则#a|b", "https://example.org/%E8%A7%84%E5%88%99#a%7Cb"),
        ],
    )
    def test_web_page(self, page: str | None, expected: str | None) -> None:
        """Only absolute pages of the web are linked, as URIs."""
        assert expected == web_page(page)
