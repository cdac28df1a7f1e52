"""Rules and plans that the tests of the engine share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from govplan import (
    Figure,
    Measure,
    Plan,
    Project,
    Section,
    Statement,
    Target,
    amount,
)
from govplan.checks import Context, Finding, Rule, Ruleset, Severity, rule
from govplan.checks._rule import NodeT

TODAY = dt.date(2021, 6, 30)


def every(code: str, kind: type[NodeT], severity: Severity = Severity.WARNING) -> Rule[NodeT, []]:
    """Return a rule that finds each node of a class."""

    @rule(code, f"every-{kind.__name__.lower()}", severity, on=kind)
    def found(_: NodeT, context: Context) -> Iterator[Finding]:
        """Each one is found."""
        yield context.find(f"a {kind.__name__}")

    return found


EVERY = Ruleset(
    [
        every("TST101", Plan),
        every("TST102", Section),
        every("TST103", Measure),
        every("TST104", Target, Severity.ERROR),
        every("TST105", Figure, Severity.INFO),
        every("TST106", Statement),
        every("TST107", Project),
    ]
)
"""One rule for each class of nodes, which finds every one of them."""


@rule("TST001", "known-word", Severity.WARNING, on=Target, page="https://example.org/TST001")
def known_word(target: Target, context: Context, *, word: str = "征地") -> Iterator[Finding]:
    """An indicator has a known word.

    The rest of the explanation.
    """
    if word in target.indicator:
        yield context.find(f"{target.indicator} holds {word}", field="indicator", hint="do")


@rule("TST002", "crashes", Severity.INFO, on=Target)
def crashes(target: Target, context: Context, *, at: str = "t1") -> Iterator[Finding]:
    """It raises at one target, after it has found something there."""
    yield context.find("before")
    if target.id == at:
        raise ValueError("it cannot be")


def target(id: str, indicator: str = "征地") -> Target:  # noqa: A002 (as the model has it)
    """Return a target."""
    return Target(id=id, indicator=indicator, comparator=">=", value=amount("350 亩"))


PLAN = Plan(
    id="town-2021",
    title="杜桥镇工作计划",
    statements=(Statement(kind="slogan", title=""),),
    sections=(
        Section(
            id="s1",
            number="一、",
            title="要素保障",
            measures=(
                Measure(
                    id="s1.m1",
                    title="征地",
                    targets=(target("t1"), target("t2", "Land to be acquired")),
                    figures=(Figure(kind="count", label="四方面", value=amount("4 个")),),
                ),
            ),
        ),
        Section(id="s2", title="Roads", targets=(target("t3", "征地公路"),)),
    ),
    projects=(Project(name="福岙岩仓"),),
)
"""A plan with a node of every class."""


def codes(findings: Iterator[Finding] | tuple[Finding, ...]) -> list[str]:
    """Return the codes of findings."""
    return [finding.code for finding in findings]
