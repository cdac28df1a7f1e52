"""The built-in rules on plans made to cost much, and what holds for all that they find."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys

import attrs
import pytest

from govplan import Plan, Section, Target
from govplan.build import figure, measure, plan, section, statement, target
from govplan.checks import BUILTIN, Config, Ruleset
from govplan.checks._examples import examples_of
from govplan.checks.rules import _scan
from govplan.model import Party
from govplan.testing import assert_finds, assert_silent
from govplan.testing._checks import run_example
from govplan.units import amount

ALL = Config(preview=True)
TODAY = dt.date(2021, 7, 1)
BAD = [
    pytest.param(*run_example(example), id=f"{rule.code} {example.title}")
    for rule in BUILTIN
    for example in examples_of(rule)
    if not example.good
]
"""The bad examples of all rules: plans, each with its text."""


def _plan(*parts: object) -> Plan:
    """Return a plan with these parts."""
    return plan("工作计划", *parts, id="p")  # type: ignore[arg-type]


class TestHostilePlans:
    """What is made to cost much costs no more than its size; before, these did not end in time."""

    def test_row_of_digits(self) -> None:
        """A text of digits alone is gone through once."""
        assert_silent(BUILTIN["GP506"], _plan(measure("x")), text="1" * 400_000)

    def test_code_of_a_letter_and_digits(self) -> None:
        """A letter between digits behind a letter is a code; between digits alone, a slip."""
        made = _plan(measure("x"))

        assert_silent(BUILTIN["GP506"], made, text="A10O5, B1O0号")
        assert_finds(BUILTIN["GP506"], made, text="编号10O5", message="10O5", count=1)

    def test_long_number_is_not_kept(self) -> None:
        """A row of digits that no number has is not read, and not kept in memory."""
        _scan._read.cache_clear()

        assert [] == list(_scan.figures("1" * 1_000 + "亩"))
        assert 0 == _scan._read.cache_info().currsize

    @pytest.mark.parametrize("code", ["GP315", "GP401", "GP117"])
    def test_row_of_accents(self, code: str) -> None:
        """A name of accents alone, which are to be put in order, is compared in pieces."""
        name = "路" + "\u0315\u0300" * 300_000
        made = _plan(measure(name, target(name, "= 3 亩")))

        assert_silent(BUILTIN[code], made)

    def test_accents_and_width_make_no_difference(self) -> None:
        """Names that differ in width and in how an accent is written are the same."""
        made = _plan(target("Ｃafe\u0301", "= 3 亩"), target("caf\u00e9", "= 4 亩"))

        assert_finds(BUILTIN["GP401"], made)

    def test_circles_without_end(self) -> None:
        """Targets that close a circle each are told of once, not with all that is in each."""
        number = 20_000
        targets = tuple(
            Target(
                id=f"t{i}", indicator="x", part_of=f"t{(i + 1) % number}", stretch_of=f"t{i // 2}"
            )
            for i in range(number)
        )
        report = Ruleset([BUILTIN["GP105"]]).run(Plan(id="p", title="x", targets=targets))
        told = [finding.pointer for finding in report]

        assert told
        assert len(set(told)) == len(told)

    def test_everybody_for_one_section(self) -> None:
        """Thousands of parties hold for thousands of targets, and are compared once."""
        parties = tuple(Party(name=f"各部门{i}", role="lead") for i in range(30_000))
        targets = tuple(
            Target(id=f"t{i}", indicator="路", comparator="=", value=amount("3 公里"))
            for i in range(10_000)
        )
        around = Section(id="s", title="x", parties=parties, targets=targets)

        assert_silent(BUILTIN["GP401"], around)
        assert_finds(BUILTIN["GP604"], around, count=1)

    def test_long_title(self) -> None:
        """A very long title is cut, so that the message still says what is missing."""
        made = _plan(measure("路" * 10_000)).replace("m1", projects=("公路",))
        finding = assert_finds(BUILTIN["GP103"], made, message="no project '公路'")

        assert len(finding.message) < 1_000

    def test_deep_sections(self) -> None:
        """Totals in thirty sections around each other are each held against what is in them."""
        inner = section("x", measure("路", figure("investment", "投资", "3 元")))
        for _ in range(30):
            inner = section("x", figure("investment", "总投资", "2 元"), inner)

        assert_finds(BUILTIN["GP702"], _plan(inner), count=30)


class TestReports:
    """What holds for the findings of all rules."""

    @pytest.mark.parametrize(("made", "text"), BAD)
    def test_findings_are_sound(self, made: Plan, text: str | None) -> None:
        """A finding points at what exists, in the plan and the text, and says so in one line."""
        report = BUILTIN.run(made, ALL, text=text, today=TODAY, strict=True)

        assert report.findings
        for place in (*report, *(other for finding in report for other in finding.related)):
            made.at(place.pointer)
            assert place.message.isprintable()
            if text is not None and place.source is not None:
                assert place.source.start < place.source.end <= len(text)

    @pytest.mark.parametrize(("made", "text"), BAD)
    def test_fingerprints(self, made: Plan, text: str | None) -> None:
        """Findings have fingerprints of their own, which a section put in before leaves alone."""
        before = Section(id="before", title="前言", statements=(statement("context", "概述"),))
        longer = attrs.evolve(made, sections=(before, *made.sections))
        marks, after = (
            [f.fingerprint for f in BUILTIN.run(plan, ALL, text=text, today=TODAY)]
            for plan in (made, longer)
        )

        assert len(marks) == len(set(marks))
        assert set(marks) <= set(after)

    def test_hash_seed(self) -> None:
        """Reports are the same whatever the order of sets is in a run of Python."""
        program = (
            "import datetime\n"
            "from govplan.checks import BUILTIN, Config\n"
            "from govplan.checks._examples import examples_of\n"
            "from govplan.testing._checks import run_example\n"
            "for rule in BUILTIN:\n"
            "    for example in examples_of(rule):\n"
            "        plan, text = run_example(example)\n"
            "        report = BUILTIN.run(plan, Config(preview=True), text=text,\n"
            "                             today=datetime.date(2021, 7, 1))\n"
            "        print(ascii(report.to_json()))\n"
        )
        first, *others = (
            subprocess.run(  # noqa: S603 (our own code)
                [sys.executable, "-c", program],
                env={**os.environ, "PYTHONHASHSEED": seed},
                capture_output=True,
                text=True,
                check=True,
            ).stdout
            for seed in ("0", "1", "2")
        )

        assert 400 < first.count("fingerprint")
        assert [first, first] == others
