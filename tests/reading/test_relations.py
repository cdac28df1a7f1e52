"""Tests of dates, baselines, stretches and parts."""

from __future__ import annotations

import pytest

from govplan.reading._figures import Mention
from govplan.units import amount
from tests.reading.samples import mentions


def targets(text: str) -> list[Mention]:
    """Return the targets of a text."""
    return [mention for mention in mentions(text) if mention.kind == "target"]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("到2025年,造林5万亩,植树3万株。栽花2万株", ["2025", "2025", None]),
        ("2025年造林5万亩,2030年造林6万亩", ["2025", "2030"]),
        ("到 2025 年 6 月底前造林5万亩", ["2025-06"]),
        ("二〇二五年造林5万亩", ["2025"]),
        ("6月底前造林5万亩", [None]),
        ("能耗较2020年下降5%", [None]),
    ],
)
def test_due(text: str, dates: list[str | None]) -> None:
    """A target is due at the last date of its sentence before it, if that gives a year."""
    assert dates == [t.due.date if t.due else None for t in targets(text)]


def test_baseline() -> None:
    """What an indicator starts from goes with the target that follows."""
    first, second = targets("系数由2000年的0.43提高到0.5,覆盖率由40%提高到60%")

    assert first.baseline is not None
    assert (amount("0.43"), 2000) == (first.baseline.amount, first.baseline.year)
    assert second.baseline is not None
    assert amount("40%") == second.baseline.amount


def test_stretch() -> None:
    """The second of two figures for one indicator is the stretch of the first."""
    text = "确保财政收入48亿元、力争50亿元,力争植树5万株"

    assert [None, 0, None] == [target.stretch_of for target in targets(text)]


def test_parts() -> None:
    """What 其中 opens are parts of the figure before, as far as it measures the same."""
    text = "造林11万亩,其中人工造林500亩、封山育林2万亩、植树3株,新增农田2万亩。其中旱地1亩"

    assert [None, 0, 0, None, None, None] == [target.part_of for target in targets(text)]
