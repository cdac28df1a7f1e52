"""Reports as JUnit XML: a suite for each plan, and in it a test case for each check."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.etree import ElementTree as ET

from govplan.checks import _text
from govplan.checks._escape import brief, visible
from govplan.checks._finding import Finding, crashed_check
from govplan.checks._report import Report, RuleRun


def render(reports: Iterable[Report]) -> Iterator[str]:
    """Yield reports as one XML document, in pieces."""
    yield '<?xml version="1.0" encoding="utf-8"?>\n<testsuites name="govplan">\n'
    for report in reports:
        suite = _suite(report)
        ET.indent(suite)
        yield ET.tostring(suite, encoding="unicode") + "\n"
    yield "</testsuites>\n"


def _suite(report: Report) -> ET.Element:
    name = visible(report.file or brief(report.plan))
    found: dict[str, list[Finding]] = {}
    for finding in report.findings:
        found.setdefault(crashed_check(finding) or finding.code, []).append(finding)
    runs = dict(report.checks)
    suite = ET.Element("testsuite", name=name)
    properties = ET.SubElement(suite, "properties")
    for key, value in (("plan", report.plan), ("title", report.title)):
        ET.SubElement(properties, "property", name=key, value=visible(value))
    # The engine's own checks are in no list of those that were chosen.
    for code in dict.fromkeys((*runs, *found)):
        findings, run = found.get(code, []), runs.get(code)
        title = run.name if run else findings[0].name
        case = ET.SubElement(
            suite, "testcase", name=f"{visible(code)} {visible(title)}", classname=name
        )
        _say_how_it_went(case, report, run, findings)
    kinds = {"tests": "testcase", "failures": "failure", "errors": "error", "skipped": "skipped"}
    for key, kind in kinds.items():
        suite.set(key, str(len(suite.findall(f"./{kind}" if key == "tests" else f"./*/{kind}"))))
    ET.SubElement(suite, "system-out").text = report.summary()
    return suite


def _say_how_it_went(
    case: ET.Element, report: Report, run: RuleRun | None, findings: list[Finding]
) -> None:
    crashes = [finding for finding in findings if crashed_check(finding) is not None]
    others = [finding for finding in findings if crashed_check(finding) is None]
    if others:
        worst = max(finding.severity for finding in others)
        count = f"{len(others)} finding{'' if len(others) == 1 else 's'}"
        failure = ET.SubElement(case, "failure", message=count, type=str(worst))
        failure.text = "".join(_told(report, others))
    if crashes:
        count = f"crashed {len(crashes)} time{'' if len(crashes) == 1 else 's'}"
        error = ET.SubElement(case, "error", message=count, type="crash")
        error.text = "".join(_told(report, crashes[:1]))
    if run is not None and run.status == "no_text":
        ET.SubElement(case, "skipped", message="not run without the published text")
    elif run is not None and run.nodes == 0:
        ET.SubElement(case, "skipped", message=f"the plan has no {visible(run.on)}")


def _told(report: Report, findings: Iterable[Finding]) -> Iterator[str]:
    for finding in findings:
        yield from _text.plain(_text.tell(report, finding))
