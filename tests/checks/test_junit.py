"""Tests of reports as JUnit XML."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given

from govplan import Plan, Suppression
from govplan.build import plan, target
from govplan.checks import Finding, Report, Severity
from govplan.checks._escape import visible
from tests.checks import noisy

TOWN = plan("工作计划", target("土地征收", ">= 350 亩"), target("5G覆盖率", "= 120%"), id="town")


def suite_of(report: Report) -> ET.Element:
    """Return the one suite of a report."""
    (suite,) = ET.fromstring(report.to_junit())  # noqa: S314 (written by the code under test)
    return suite


def cases_of(report: Report) -> dict[str, ET.Element]:
    """Return the test cases of a report by the code of their check."""
    return {case.attrib["name"].split(" ")[0]: case for case in suite_of(report).iter("testcase")}


class TestCases:
    def test_one_for_each_check(self) -> None:
        """There is a case for each check that was chosen; what it found is its failure."""
        cases = cases_of(noisy.report_on(TOWN, file="town.json"))

        assert ["TST001", "TST002", "TST003", "TST004"] == list(cases)
        (failure,) = cases["TST001"]
        assert {"message": "3 findings", "type": "warning"} == failure.attrib
        assert "warning TST001 node: 土地征收 (every-node)  t1  town.json:6:3\n" in str(
            failure.text
        )

    def test_crash(self) -> None:
        """A crash is an error of the check that crashed, beside what it had found before."""
        failure, error = cases_of(noisy.report_on(TOWN))["TST002"]

        assert {"message": "2 findings", "type": "error"} == failure.attrib
        assert "found before the crash" in str(failure.text)
        assert {"message": "crashed 2 times", "type": "crash"} == error.attrib
        assert "ValueError: 土地征收\n" in str(error.text)
        assert "ValueError: 5G" not in str(error.text)

    def test_skipped(self) -> None:
        """A check that did not run, or had nothing to look at, is skipped and says why."""
        cases = cases_of(noisy.report_on(TOWN))

        assert "not run without the published text" == cases["TST003"][0].attrib["message"]
        assert "the plan has no Project" == cases["TST004"][0].attrib["message"]
        assert ["skipped", "skipped"] == [cases[c][0].tag for c in ("TST003", "TST004")]

    def test_passed(self) -> None:
        """A check that found nothing has passed."""
        found = noisy.report_on(plan("x", id="bare"), text="").filter(code="TST001")

        assert [] == list(cases_of(found)["TST003"])

    def test_own_checks(self) -> None:
        """What the engine found has a case too, though nobody chose its checks."""
        bad = Suppression(code="TST002", node="t9", reason="")
        odd = Plan(id="odd", title="x", suppressions=(bad,))

        cases = cases_of(noisy.report_on(odd, text=""))

        assert ["TST001", "TST002", "TST003", "TST004", "GP003"] == list(cases)
        assert "1 finding" == cases["GP003"][0].attrib["message"]


class TestSuite:
    def test_counts(self) -> None:
        """The suite counts its cases, and tells the summary."""
        suite = suite_of(noisy.report_on(TOWN, file="计划.json"))

        assert {
            "name": "计划.json",
            "tests": "4",
            "failures": "2",
            "errors": "1",
            "skipped": "2",
        } == suite.attrib
        out = suite.find("system-out")
        assert out is not None
        assert noisy.report_on(TOWN).summary() == out.text
        told = {p.attrib["name"]: p.attrib["value"] for p in suite.iter("property")}
        assert {"plan": "town", "title": "工作计划"} == told


class TestHostile:
    @given(noisy.reports())
    def test_any(self, report: Report) -> None:
        """Any report is well-formed, with a case for each check and a line for each finding."""
        suite = suite_of(report)

        own = {f.code for f in report.findings if f.code.startswith("GP0") and f.code != "GP000"}
        assert len(report.runs) + len(own) == len(list(suite.iter("testcase")))
        lines = [
            line
            for failure in suite.iter("failure")
            for line in str(failure.text).splitlines()
            if line.startswith(("error", "warning", "info"))
        ]
        assert len(report.findings) - len(report.crashes) == len(lines)

    @pytest.mark.parametrize("words", [*noisy.HOSTILE, *map(chr, (*range(32), 0xFFFF, 0x1FFFE))])
    def test_words(self, words: str) -> None:
        """What XML cannot hold is written as an escape, and the rest comes back as it was."""
        odd = Finding(
            code=words, name=words, severity=Severity.ERROR, message=words, pointer="", hint=words
        )
        report = Report(plan=words, title=words, file=words, findings=(odd,))

        suite = suite_of(report)

        assert visible(words) == suite.attrib["name"]
        (failure,) = suite.iter("failure")
        assert f"            hint: {visible(words)}" == str(failure.text).split("\n")[1]
