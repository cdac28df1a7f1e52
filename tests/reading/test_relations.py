"""Tests of dates, baselines, stretches and parts."""

from __future__ import annotations

import pytest

from govplan import Baseline, Due
from govplan.reading import _figures
from govplan.reading._figures import Mention
from govplan.reading._relations import deadline_in, due_of
from govplan.reading._text import prepare
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
        ("2025年6月30日前造林5万亩", ["2025-06-30"]),
        ("2025年2月30日前造林5万亩", [None]),
        ("6月底前造林5万亩", [None]),
        ("能耗较2020年下降5%", [None]),
        ("到2025年,产值(按2020年价格计算)增长5%", ["2025"]),
        ("产值按2020年不变价计算增长5%", [None]),
        ("以2020年为基期,产值增长5%", [None]),
        ("收入在2020年3万元的基础上增长5%", [None]),
    ],
)
def test_due(text: str, dates: list[str | None]) -> None:
    """A target is due at the last date of its sentence before it, if that gives a year."""
    assert dates == [t.due.date if t.due else None for t in targets(text)]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("6月底前造林5万亩,年底前植树3株。全年栽花2株", ["2023-06", "2023", "2023"]),
        ("3月底前造林5万亩;植树3株,栽花2株", ["2023-03", None, None]),
        ("9月底前,造林5万亩,植树3株", ["2023-09", None]),
        ("6月30日前造林5万亩、植树3株", ["2023-06-30", "2023-06-30"]),
        ("三季度末造林5万亩,第2季度植树3株", ["2023-Q3", "2023-Q2"]),
        ("上半年造林5万亩,下半年植树3株", ["2023-H1", "2023-H2"]),
        ("到2025年,造林5万亩,年底植树3株", ["2025", "2025"]),
        (f"6月底前在{'甲' * 80}造林5万亩", [None]),
        ("年均造林5万亩", [None]),
    ],
)
def test_due_within_a_year(text: str, dates: list[str | None]) -> None:
    """Months, quarters and halves belong to the plan's year, and months to their clause alone."""
    found = [m for m in _figures.mentions(prepare(text), 2023) if m.kind == "target"]

    assert dates == [t.due.date if t.due else None for t in found]


def test_words_of_a_date() -> None:
    """A date in words keeps them; without a year of the plan it is none."""
    (found,) = _figures.mentions(prepare("三季度末造林5万亩"), 2023)[-1:]

    assert found.due == Due(date="2023-Q3", words="三季度末")
    assert [None] == [target.due for target in targets("年底前造林5万亩")]


def test_baseline() -> None:
    """What an indicator starts from goes with the target that follows."""
    first, second = targets("系数由2000年的0.43提高到0.5,覆盖率由40%提高到60%")

    assert first.baseline is not None
    assert (amount("0.43"), 2000) == (first.baseline.amount, first.baseline.year)
    assert second.baseline is not None
    assert amount("40%") == second.baseline.amount


def test_base() -> None:
    """An indicator reaches over the base that its growth is counted from."""
    income, output = targets("农民收入在2020年3万元的基础上增长5%,产值按2020年不变价计算增长6%")

    assert income.baseline is not None
    assert ("农民收入", 2020) == (income.indicator, income.baseline.year)
    assert output.indicator is not None
    assert output.indicator.startswith("产值")


def test_stretch() -> None:
    """The second of two figures for one indicator is the stretch of the first."""
    text = "确保财政收入48亿元、力争50亿元,力争植树5万株"

    assert [None, 0, None] == [target.stretch_of for target in targets(text)]


def test_stretch_by_grade_of_goal() -> None:
    """A figure that is called the higher of two goals is the stretch of the lower one."""
    text = "造林面积:底线目标3万亩;奋斗目标4万亩"
    assert [None, 0] == [target.stretch_of for target in targets(text)]


def test_stretch_of_repeated_indicator() -> None:
    """The stretch may repeat the indicator of its floor."""
    text = "确保开工项目9个、力争开工项目11个"

    assert [None, 0] == [target.stretch_of for target in targets(text)]


def test_parts() -> None:
    """What 其中 opens are parts of the figure before, as far as it measures the same."""
    text = "造林11万亩,其中人工造林500亩、封山育林2万亩、植树3株,新增农田2万亩。其中旱地1亩"

    assert [None, 0, 0, None, None, None] == [target.part_of for target in targets(text)]


class TestTables:
    """What the columns of a table say of the figures of a row."""

    HEAD = "指标|2020年实际|2025年目标|年均增速(%)\n"

    def test_baseline_and_due(self) -> None:
        """A target starts from the figure of its row, and is due in the year of its column."""
        goal, rate = targets(f"{self.HEAD}造林面积(万亩)|4.2|5|3\n")

        assert (Baseline(amount=amount("4.2 万亩"), year=2020), Due(date="2025")) == (
            goal.baseline,
            goal.due,
        )
        assert (None, None) == (rate.baseline, rate.due)

    def test_only_of_its_row(self) -> None:
        """A row without a figure for the year before takes none from the row above."""
        first, second = targets("指标|2020年|2025年\n造林(亩)|4|5\n种草(亩)||6\n")

        assert first.baseline is not None
        assert second.baseline is None

    def test_only_of_one_unit(self) -> None:
        """A figure of another unit is no start."""
        (goal,) = targets("指标|2020年|2025年\n造林|4万亩|5个\n")

        assert goal.baseline is None

    def test_the_bracket_is_no_indicator(self) -> None:
        """A sum over the years stands in brackets, which name nothing."""
        names = [t.indicator for t in targets(f"{self.HEAD}森林覆盖率(%)|55|56|[1]\n")]

        assert ["森林覆盖率", "森林覆盖率年均增速"] == names


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("2023年6月底前", "2023-06"),
        ("6月底前完成", "2022-06"),
        ("12月20日前", "2022-12-20"),
        ("三季度末", "2022-Q3"),
        ("年底前", "2022"),
        ("全年", "2022"),
        ("2023年", "2023"),
        ("3月-10月", None),
        ("长期坚持", None),
    ],
)
def test_date_of_words(words: str, date: str | None) -> None:
    """A cell of deadlines gives a date, in the plan's year where it prints none."""
    due = due_of(words, 2022)

    assert date == (due.date if due else None)


@pytest.mark.parametrize("words", ["6月底前", "三季度末", "年底前"])
def test_date_without_a_year(words: str) -> None:
    """Without a year there is no date."""
    assert due_of(words) is None


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("投资增长8%以上,力争10%", ["increase", "increase"]),
        ("投资增长8%以上,力争增长10%", ["increase", "increase"]),
        ("能耗下降2%,力争3%", ["decrease", "decrease"]),
        ("覆盖率达到90%,力争95%", [None, None]),
    ],
)
def test_what_is_striven_for_changes_alike(text: str, changes: list[str | None]) -> None:
    """In 增长8%以上,力争10% the second is growth as the first is."""
    found = targets(text)

    assert changes == [target.change for target in found]
    assert found[1].stretch_of is not None


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("9月底前投用镇文化中心", "2025-09"),
        ("六月30日之前完成", "2025-06-30"),
        ("2026年6月前建成", "2026-06"),
        ("年底前建成", "2025"),
        ("二季度前启动", "2025-Q2"),
        ("推进前期工作", None),
        ("修缮门前三包", None),
        ("提前完成", None),
    ],
)
def test_deadline_in_a_clause(words: str, date: str | None) -> None:
    """A clause says by when its work is to be done, in the plan's year where it prints none."""
    due = deadline_in(words, 2025)

    assert date == (due.date if due else None)
