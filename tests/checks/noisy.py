"""Checks that find something at every node, and reports of them, for tests of renderings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import cast

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from govplan import Plan, Project, Suppression, dumps, testing
from govplan.checks import Config, Context, Finding, Report, Ruleset, Severity, rule
from govplan.model import Target

TODAY = dt.date(2021, 8, 10)

HOSTILE = (
    "\x1b[31mred\x1b[0m\r\n::error::x%0A",
    "| `a` | [l](http://x.y) @user #1 <b>&amp;</b> \\| www.x.y",
    "]]><!--&\x00\ud800\ufffe\u202e\u200b",
    "标题：“土地征收”　\u2028",
)
"""Texts that mean something to a terminal, to Markdown, to XML and to GitHub."""


@rule("TST001", "every-node", Severity.WARNING, on=Plan, page="https://example.org/规则|TST001")
def every_node(plan: Plan, context: Context) -> Iterator[Finding]:
    """Finds something at each node, in its own words."""
    for place in context.all_places():
        yield context.find(
            f"node: {words(place.node)}",
            at=place,
            hint=plan.title or None,
            data={"words": [words(place.node)], "plan": plan.extra},
            related=[context.related(place, words(place.node) or "-")] * 2,
        )


@rule("TST002", "crash", Severity.ERROR, on=Target)
def crash(target: Target, context: Context) -> Iterator[Finding]:
    """Raises at each target."""
    yield context.find("found before the crash", field="value")
    raise ValueError(target.indicator)


@rule("TST003", "wordy", Severity.INFO, on=Plan, needs_text=True)
def wordy(_: Plan, context: Context) -> Iterator[Finding]:
    """Finds something in the text."""
    yield context.find(f"{len(context.text)} characters")


@rule("TST004", "about-projects", Severity.INFO, on=Project, renamed_from=("TST904",))
def about_projects(_: Project, context: Context) -> Iterator[Finding]:
    """Finds something at each project."""
    yield context.find("a project", field="phase")


RULES = Ruleset([every_node, crash, wordy, about_projects])


def words(node: object) -> str:
    """Return what a node says of itself."""
    names = ("title", "indicator", "label", "name")
    return next((str(getattr(node, n)) for n in names if hasattr(node, n)), "")


def report_on(
    plan: Plan, *, file: str | None = "计划/town.json", text: str | None = None
) -> Report:
    """Return what the checks find; a suppression takes what stands at the node ``s1.m1``."""
    accepted = Suppression(code="TST001", node="s1.m1", reason="agreed")
    config = Config(suppressions={plan.id: (accepted,)}, ignore=("GP001",))
    report = _as_said(RULES.run(plan, config, text=text, today=TODAY))
    return report if file is None else report.located(file, dumps(plan, indent=1))


def _as_said(report: Report) -> Report:
    """Return a report whose messages hold the plan's words as they are.

    A context makes them harmless; a report that was read from a stranger's JSON has what it has.
    """

    def raw(finding: Finding) -> Finding:
        if "words" not in finding.data:
            return finding
        said = str(cast("tuple[str, ...]", finding.data["words"])[0])
        related = tuple(attrs.evolve(r, message=said) for r in finding.related)
        return attrs.evolve(finding, message=f"node: {said}", related=related)

    return attrs.evolve(
        report,
        findings=tuple(map(raw, report.findings)),
        suppressed=tuple(map(raw, report.suppressed)),
    )


def reports() -> SearchStrategy[Report]:
    """Draw reports on plans with awkward words, with and without a file."""
    files = st.none() | st.sampled_from(
        ["计划/town.json", *(h for h in HOSTILE if "\ud800" not in h)]
    )

    def report(plan: Plan, file: str | None) -> Report:
        return report_on(plan, file=file)

    return st.builds(report, testing.plans(), files)
