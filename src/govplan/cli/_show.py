"""``govplan show``: the head of a plan, its outline and its targets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console

from govplan._walk import due_along, headed, trails
from govplan.checks._escape import visible
from govplan.cli._print import print_lines, print_table
from govplan.model import Node, Plan, Relative, Section, Target
from govplan.units import Amount

_SIGNS = {">=": "≥ ", ">": "> ", "<=": "≤ ", "<": "< ", "=": "", "~": "≈ ", "range": ""}
_CHANGES = {"increase": "增长", "decrease": "下降"}
_GOALS = {
    "coverage": "全覆盖",
    "zero": "清零",
    "designation": "创成",
    "completion": "完成",
    "direction": "改善",
    "rank": "位次",
    "standard": "达标",
    "relative": "同步",
}
"""Words for goals of which the data hold the kind alone."""


def show(out: Console, plan: Plan, *, outline: bool, targets: bool) -> None:
    """Print a plan's head, and its outline and its targets where they are asked for."""
    print_lines(out, [[(visible(plan.title), "bold")]])
    print_table(out, _head(plan), head="")
    if outline:
        print_lines(out, [[]])
        print_table(out, _outline(plan))
    if targets:
        print_lines(out, [[]])
        print_table(out, target_rows(plan))


def _head(plan: Plan) -> list[tuple[str, str]]:
    document, period = plan.document, plan.period
    rows: list[tuple[str, object]] = [
        ("id", plan.id),
        ("issuer", plan.issuer),
        ("period", period and f"{period.start} to {period.end}"),
    ]
    if document is not None:
        rows += [
            ("document number", document.document_number),
            ("index number", document.index_number),
            ("written", document.date_written),
            ("published", document.date_published),
        ]
    return [(label, str(value)) for label, value in rows if value is not None]


def _outline(plan: Plan) -> Iterator[tuple[str, str, str]]:
    yield "outline", "measures", "targets"
    stack: list[tuple[int, str, Plan | Section]] = [(0, "(the whole plan)", plan)]
    while stack:
        depth, name, node = stack.pop()
        measures, targets = _counts(node)
        yield "  " * depth + name, str(measures), str(targets)
        below = [(depth + 1, _heading(s), s) for s in node.sections]
        stack += reversed(below)


def _counts(node: Plan | Section) -> tuple[int, int]:
    """Return how many measures and targets a node has, those of its sections included."""
    measures = len(node.measures)
    targets = len(node.targets) + sum(len(m.targets) for m in node.measures)
    for section in node.sections:
        more_measures, more_targets = _counts(section)
        measures, targets = measures + more_measures, targets + more_targets
    return measures, targets


def _heading(section: Section) -> str:
    return headed(section.number, section.title) or section.id


def target_rows(plan: Plan) -> Iterator[tuple[str, str, str, str, str]]:
    """Yield the rows of a table of a plan's targets, the head first."""
    yield "id", "indicator", "goal", "due", "section"
    for _, node, above in trails(plan):
        if isinstance(node, Target):
            sections = [_heading(s) for s in above if isinstance(s, Section)]
            due = _due((*above, node))
            yield node.id, node.indicator, goal(node), due, (sections or [""])[-1]


def _due(nodes: Sequence[Node]) -> str:
    """Return the deadline of the last node, or the nearest above; empty if only the plan's."""
    due = due_along(nodes)
    return due.words or due.date if due else ""


def goal(target: Target) -> str:
    """Return what a target has to reach, in Chinese: ``≥ 350 亩``, ``增长 ≥ 7%``."""
    words: list[str] = []
    if target.value is not None:
        end = "" if target.upper is None else f"至 {target.upper:zh}"
        sign = _SIGNS[target.comparator or "="]
        words = [_CHANGES.get(target.change or "", ""), f"{sign}{target.value:zh}{end}"]
    elif target.goal is not None:
        words = [target.goal]
    elif target.relative is not None:
        words = [_relative(target.relative)]
    elif target.goal_kind is not None:
        words = [_GOALS[target.goal_kind]]
    return " ".join(word for word in words if word)


def _relative(relative: Relative) -> str:
    if relative.offset is None:
        return f"与 {relative.to} 同步"
    offset = relative.offset
    word = "低于" if offset.magnitude < 0 else "高于"
    return f"{word} {relative.to} {Amount(abs(offset.magnitude), offset.unit):zh}"
