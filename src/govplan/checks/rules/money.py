"""GP7: budgets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from govplan.checks._context import Context, Located
from govplan.checks._finding import Finding, Severity
from govplan.checks._rule import rule
from govplan.checks.rules import _shared
from govplan.model import Figure, Measure, Plan


@rule("GP702", "budget-parts-exceed-total", Severity.ERROR, on=Plan)
def budget_parts_exceed_total(
    _: Plan,
    context: Context,
    *,
    totals: tuple[str, ...] = (
        "总投资", "计划总投资", "投资总额", "总预算", "资金总额", "total investment",
        "total budget", "total funding",
    ),
) -> Iterator[Finding]:  # fmt: skip
    """The investments of the parts are more than the total that is stated.

    The total is a figure of kind ``investment`` of the plan or a section, whose label ends
    with one of the words; the parts are the investments of the measures in it, in the same
    currency.

    Not reported: a total of 以上 or 左右, which may be more; what is spent in a year (年度投资),
    which is part of a total too.

    Bad::

        section("交通", figure("investment", "总投资", "= 3 亿元"),
                measure("公路", figure("investment", "公路投资", "2 亿元")),
                measure("桥梁", figure("investment", "桥梁投资", "1.2 亿元")))

    Good::

        section("交通", figure("investment", "总投资", "= 3.2 亿元"),
                measure("公路", figure("investment", "公路投资", "2 亿元")),
                measure("桥梁", figure("investment", "桥梁投资", "1.2 亿元")))

    Bad, in English::

        section("Roads", figure("investment", "Total budget", "3 亿元"),
                measure("Bridge", figure("investment", "Bridge", "3.2 亿元")))

    Good, in English::

        section("Roads", figure("investment", "Total budget", "3 亿元"),
                measure("Bridge", figure("investment", "Bridge", "2.8 亿元")))
    """
    figures = [p for p in context.places(Figure) if p.node.kind == "investment"]
    stated = {
        place.pointer.rpartition("/figures/")[0]: place
        for place in reversed(figures)
        if not isinstance(place.parents[-1], Measure)
        and place.node.comparator in {None, "="}
        and _shared.word_at_end(place.node.label, totals)
    }
    sums = _sums(figures, stated) if stated else {}
    for holder, place in stated.items():
        whole = place.node.value
        if sums.get(holder, 0) > Fraction(whole.magnitude):
            yield context.find(
                f"{place.node.label}: {whole:zh} stated, the parts make "
                f"{_shared.shown_in(sums[holder], whole.unit)}",
                field="value",
                at=place,
            )


def _sums(
    figures: list[Located[Figure]], stated: Mapping[str, Located[Figure]]
) -> dict[str, Fraction]:
    """Return what the measures in each holder of a total spend, in the total's unit."""
    sums: dict[str, Fraction] = {}
    for place in figures:
        if not isinstance(place.parents[-1], Measure):
            continue
        if _shared.word_in(place.node.label, _OF_A_YEAR):
            continue
        holder = place.pointer
        while holder:
            holder = holder.rpartition("/")[0]
            if holder in stated:
                unit = stated[holder].node.value.unit
                part = _shared.added([place.node.value], unit) or Fraction(0)
                sums[holder] = sums.get(holder, Fraction(0)) + part
    return sums


_OF_A_YEAR = ("年度", "当年", "本年", "今年", "年内", "其中", "annual", "this year")


RULES = (budget_parts_exceed_total,)
