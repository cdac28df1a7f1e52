"""Reports as Markdown: a table for each plan, for a comment on a change or an annex."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from govplan.checks._escape import brief, visible, web_page
from govplan.checks._finding import Finding
from govplan.checks._report import Report

_MARKUP = re.compile(r"[\\`*_\[\]<>&|~$:@#]|(?<=www)\.", re.IGNORECASE)

_NO_SPACE = "&#8203;"
"""A space of no width: services look for @names and #numbers after all escapes are resolved."""


def render(reports: Iterable[Report]) -> Iterator[str]:
    """Yield reports as one document, in pieces."""
    for i, report in enumerate(reports):
        name = f"{_words(report.file)}: " if report.file else ""
        yield f"{'' if i == 0 else chr(10)}### {name}{_words(report.title)}\n\n"
        if report.findings:
            yield "| Severity | Check | Place | Message |\n| --- | --- | --- | --- |\n"
            for finding in report.findings:
                yield f"| {' | '.join(_cells(finding))} |\n"
            yield "\n"
        yield f"{report.summary()}\n"


def _cells(finding: Finding) -> Iterator[str]:
    yield str(finding.severity)
    check = f"{_words(finding.code)} {_words(finding.name)}"
    page = web_page(finding.page)
    yield check if page is None else f"[{check}](<{page}>)"
    node = _words(brief(finding.pointer if finding.node_id is None else finding.node_id))
    yield node if finding.line is None else f"{node} (line {finding.line})"
    yield "<br>".join(_words(part) for part in (finding.message, finding.hint) if part)


def _words(text: str) -> str:
    """Return a text as Markdown that shows it, and does nothing else."""
    return _MARKUP.sub(_escaped, visible(text))


def _escaped(match: re.Match[str]) -> str:
    character = match[0]
    return f"{character}{_NO_SPACE}" if character in "@#" else f"&#{ord(character)};"
