"""The built-in rules: their examples, what they find in the Duqiao plan, any plan at all."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govplan import Plan, testing
from govplan.checks import BUILTIN, AnyRule, Config, Report, rules
from govplan.checks._examples import examples_of
from govplan.testing import assert_examples, well_behaved
from tests.conftest import examples

RULES = list(BUILTIN)
CODES = [rule.code for rule in RULES]

CATALOGUE = [
    "GP102E", "GP103E", "GP105E", "GP111E", "GP112W", "GP113I", "GP115W", "GP116E", "GP117W",
    "GP118E", "GP121W", "GP123W", "GP131E", "GP201W", "GP202E", "GP204I", "GP205I", "GP206W",
    "GP207W", "GP208W", "GP210W", "GP212W", "GP213E", "GP214E", "GP215W", "GP301W", "GP302I",
    "GP303W", "GP304W", "GP305E", "GP306W", "GP307W", "GP308E", "GP309W", "GP312E", "GP313W",
    "GP314I", "GP315W", "GP401E", "GP402E", "GP403E", "GP404I", "GP405W", "GP406E", "GP501I",
    "GP502W", "GP503W", "GP504W", "GP505E", "GP506W", "GP511I", "GP512W", "GP513I", "GP601W",
    "GP602W", "GP603I", "GP604I", "GP611E", "GP612W", "GP613E", "GP614E", "GP702E",
]  # fmt: skip
"""Codes with their severities."""

PREVIEW = {"GP215", "GP304", "GP309", "GP314", "GP602"}


def _looks_at_words(rule: AnyRule) -> bool:
    """Return whether a rule reads the text or has lists of words; those of GP204 are units."""
    lists = [value for value in rule.options.values() if isinstance(value, tuple)]
    return rule.needs_text or (bool(lists) and rule.code != "GP204")


class TestCatalogue:
    def test_codes(self) -> None:
        """These are the rules, with these severities."""
        found = [f"{rule.code}{str(rule.severity)[0].upper()}" for rule in RULES]

        assert CATALOGUE == found

    def test_preview(self) -> None:
        """These wait to be asked for."""
        assert PREVIEW == {rule.code for rule in RULES if rule.preview}

    @pytest.mark.parametrize("rule", RULES, ids=CODES)
    def test_examples(self, rule: AnyRule) -> None:
        """Each rule finds something in its bad examples, and nothing in its good ones."""
        assert_examples(rule)

    @pytest.mark.parametrize("rule", RULES, ids=CODES)
    def test_docstring(self, rule: AnyRule) -> None:
        """Each rule says in a line what it finds, and then why."""
        lines = rule.doc.splitlines()

        assert rule.summary.endswith(".")
        assert "" == lines[1]
        assert 2 <= len(rule.doc.split("\n\n"))

    @pytest.mark.parametrize(
        "rule",
        [rule for rule in RULES if _looks_at_words(rule)],
        ids=lambda rule: rule.code,
    )
    def test_both_languages(self, rule: AnyRule) -> None:
        """A rule that looks at words has examples in Chinese and in English."""
        examples = [(e.good, _without_units(e.code).isascii()) for e in examples_of(rule)]

        assert {(True, True), (True, False), (False, True), (False, False)} <= set(examples)

    def test_han_are_letters(self) -> None:
        r"""No rule uses \b, \w or \W in a pattern: to them a Han character is a letter."""
        folder = Path(str(rules.__file__)).parent
        texts = [
            node.value
            for path in folder.glob("*.py")
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        ]

        assert 500 < len(texts)
        assert [] == [text for text in texts if re.search(r"\\[bBwW]", text)]


def _without_units(code: str) -> str:
    """Return the code of an example without signs of units, which an English one has too."""
    return re.sub("[亩亿万个所分]|美元|元|公里|人|起", "", code)


@pytest.fixture(scope="module")
def report(duqiao: Plan, text: str) -> Report:
    """The report on the plan with its text, the rules in preview too."""
    return BUILTIN.run(duqiao, Config(preview=True), text=text)


class TestDuqiao:
    """What the built-in rules find in the real plan. Each finding was read and judged."""

    RIGHT: ClassVar = {
        "GP111": ["s5"],
        "GP121": ["duqiao-2021"],
        "GP302": ["duqiao-2021"],
        "GP303": ["gdp", "s4.3.2.m7.t1", "s4.3.2.m7.t2"],
        "GP501": ["s1.1.1.m6.t1", "s1.3.m1.t1", "s2.3.m6.t1", "s3.m2.t1", "s5.1.1.m2.t1"],
        "GP503": ["s1.1.3.m9"],
        "GP513": ["duqiao-2021"],
    }
    """Ids of the nodes, by code."""

    def test_findings(self, report: Report) -> None:
        """All that is found is right, and all that is known to be wrong is found."""
        found: dict[str, list[str | None]] = {}
        for finding in report:
            found.setdefault(finding.code, []).append(finding.node_id)

        assert self.RIGHT == {code: sorted(map(str, nodes)) for code, nodes in found.items()}

    def test_without_the_text(self, duqiao: Plan) -> None:
        """Without the text, the rules that need it are told not to have run; no more is found."""
        report = BUILTIN.run(duqiao)
        not_run = {run.code for run in report.runs if run.status == "no_text"}

        assert {r.code for r in RULES if r.needs_text and not r.preview} == not_run
        assert self.RIGHT.keys() - {"GP503"} == {finding.code for finding in report}

    def test_words(self, report: Report, text: str) -> None:
        """Findings lead to the words they are about."""
        words = {
            f.code: text[f.source.start : f.source.end] for f in report if f.source is not None
        }

        assert "力争引进国家" == words["GP503"]
        assert words["GP111"].startswith("(四)坚定不移强基础")
        assert words["GP121"].endswith("四方面工作")

    def test_defects_are_known(self, duqiao: Plan, report: Report) -> None:
        """Three of the five defects that the encoder saw are found by rules as well."""
        kinds = {"GP111": "duplicate_number", "GP121": "count_mismatch", "GP503": "truncated"}
        seen = Counter(defect.kind for defect in duqiao.defects)

        assert {"duplicate_number": 1, "count_mismatch": 1, "truncated": 1} == {
            kind: count for kind, count in seen.items() if kind in kinds.values()
        }
        assert kinds.keys() <= {finding.code for finding in report}

    def test_table_in_the_docs(self, report: Report) -> None:
        """The table of the documentation has these counts."""
        page = (Path(__file__).parents[2] / "docs" / "checks.md").read_text("utf-8")
        rows = dict(re.findall(r"^\| (GP\d{3}) \| .* \| (\d+) \| \d+ \| .*\|$", page, re.MULTILINE))
        counts = Counter(finding.code for finding in report)

        assert {rule.code: str(counts[rule.code]) for rule in RULES} == rows


@pytest.fixture(scope="module")
def plans() -> list[Plan]:
    """Plans of any kind, drawn once for all rules, since drawing takes longer than a rule does."""
    drawn: list[Plan] = []

    def keep(plan: Plan) -> None:
        drawn.append(plan)

    _for_any_plan(keep)
    return drawn


@pytest.mark.parametrize("rule", RULES, ids=CODES)
def test_any_plan(rule: AnyRule, plans: list[Plan]) -> None:
    """Whatever the plan, a rule ends, repeats itself and points at what exists."""
    well_behaved(rule, st.sampled_from(plans), max_examples=examples(0.4).max_examples)()


def test_any_plan_all_rules() -> None:
    """So do all of them in one run: none crashes, and the report can be written and read."""

    def check(plan: Plan) -> None:
        report = BUILTIN.run(plan, Config(preview=True), text=None, strict=True)
        assert report == Report.from_json(report.to_json())

    _for_any_plan(check)


def _for_any_plan(check: Callable[[Plan], None]) -> None:
    examples(2)(given(testing.plans())(check))()
