"""Tests of reports as GitHub's workflow commands."""

from __future__ import annotations

import re

import pytest
from hypothesis import given

from govplan.build import plan, target
from govplan.checks import Finding, Report, Severity
from govplan.checks._escape import visible
from tests.checks import noisy

COMMAND = re.compile(r"::(error|warning|notice) ([a-z]+=[^:,\r\n]*(?:,[a-z]+=[^:,\r\n]*)*)::(.*)")

ESCAPES = {"%25": "%", "%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ","}


def unescaped(text: str) -> str:
    """Return what the runner makes of an escaped text."""
    return re.sub("%..", lambda match: ESCAPES[match[0]], text)


def commands(report: Report) -> list[tuple[str, dict[str, str], str]]:
    """Return the commands of a report, as the runner reads them; each line has to be one."""
    read: list[tuple[str, dict[str, str], str]] = []
    for line in report.to_github().splitlines():
        match = COMMAND.fullmatch(line)
        assert match, line
        pairs = [pair.split("=", 1) for pair in match[2].split(",")]
        read.append((match[1], {k: unescaped(v) for k, v in pairs}, unescaped(match[3])))
    return read


class TestCommands:
    def test_located(self) -> None:
        """A finding annotates its line; the hint is told below; the summary comes last."""
        town = plan("工作计划", target("覆盖率: 120%", "= 120%"), id="town")

        first, *_, last = commands(noisy.report_on(town).filter(under="/targets", code="TST001"))

        place = {"file": "计划/town.json", "line": "6", "col": "3", "title": "TST001 every-node"}
        assert ("warning", place, "node: 覆盖率: 120%\n工作计划") == first
        assert ("notice", {"title": "govplan"}) == last[:2]
        assert last[2].startswith("计划/town.json: 1 warning; ")

    def test_no_file(self) -> None:
        """Without a file, the message says where it is."""
        town = plan("x", target("5G", "= 120%"), id="town")

        first, *_ = commands(noisy.report_on(town, file=None).filter(under="/targets"))

        assert ("error", {"title": "GP000 check-crashed"}) == first[:2]
        assert first[2].endswith("\ntown/targets/0")

    def test_not_located(self) -> None:
        """With a file that was not read, it is annotated as a whole."""
        odd = Finding(code="TST001", name="odd", severity=Severity.INFO, message="!", pointer="")
        report = Report(plan="p", title="t", file="a,b.json", findings=(odd,))

        assert ("notice", {"file": "a,b.json", "title": "TST001 odd"}, "!") == commands(report)[0]
        assert "::notice file=a%2Cb.json,title=TST001 odd::!\n" in report.to_github()

    def test_nothing_found(self) -> None:
        """Where there is nothing to say, nothing is said."""
        assert "" == Report(plan="p", title="t").to_github()


class TestHostile:
    @given(noisy.reports())
    def test_any(self, report: Report) -> None:
        """Any report has a command for each finding, with its words, and one that counts."""
        *found, last = commands(report)

        assert [visible(f.message) for f in report] == [m.split("\n")[0] for _, _, m in found]
        assert report.summary() in last[2]

    @pytest.mark.parametrize("words", noisy.HOSTILE)
    def test_words(self, words: str) -> None:
        """No field starts a command, or gives a property another value."""
        odd = Finding(
            code=words, name=words, severity=Severity.ERROR, message=words, pointer="", hint=words
        )
        report = Report(plan=words, title=words, file=f"::a=b,line=9{words}", findings=(odd,))

        (command, properties, message), _ = commands(report)

        assert "error" == command
        assert {"file", "title"} == properties.keys()
        assert f"{visible(words)}\n{visible(words)}" == message
