"""Reports as GitHub's workflow commands, a line for each finding."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from govplan.checks._escape import brief, visible
from govplan.checks._finding import Finding, Severity
from govplan.checks._report import Report

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(reports: Iterable[Report]) -> Iterator[str]:
    """Yield reports as commands, one on each line."""
    for report in reports:
        for finding in report.findings:
            yield _annotation(report, finding)
        if (summary := report.summary()) != "no findings":
            where = visible(report.file or brief(report.plan))
            yield _command("notice", f"{where}: {summary}", title="govplan")


def _annotation(report: Report, finding: Finding) -> str:
    place: dict[str, str] = {}
    if report.file is not None:
        place["file"] = visible(report.file)
        if finding.line is not None and finding.column is not None:
            place |= {"line": str(finding.line), "col": str(finding.column)}
    lines = [finding.message, finding.hint or ""]
    if not place:
        lines.append(f"{brief(report.plan)}{brief(finding.pointer)}")
    return _command(
        _COMMANDS[finding.severity],
        "\n".join(visible(line) for line in lines if line),
        **place,
        title=f"{visible(finding.code)} {visible(finding.name)}",
    )


def _command(command: str, message: str, **properties: str) -> str:
    said = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{command} {said}::{_data(message)}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
