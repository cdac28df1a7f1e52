"""Checks of plans: rules that users write, the built-in ones, and what they report.

A rule is a generator function that looks at one node and yields what it finds::

    from govplan.checks import Context, Finding, Ruleset, Severity, rule

    @rule("MYR201", "road-in-km", Severity.ERROR, on=Target)
    def road_in_km(target: Target, context: Context, *, word: str = "公路") -> Iterator[Finding]:
        '''A road is a length.'''
        if word in target.indicator and target.value and target.value.dimension != "length":
            yield context.find(f"{target.value:zh} is no length", field="value")

    RULES = Ruleset([road_in_km])

>>> from govplan import Period, Plan, Target, amount
>>> plan = Plan(id="p", title="x", period=Period.of(2021), targets=(
...     Target(id="t", indicator="5G覆盖率", comparator="=", value=amount("120%")),))
>>> for finding in BUILTIN.run(plan, Config(select=("GP3",), ignore=("GP302",))):
...     print(finding.code, finding.pointer, finding.message)
GP305 /targets/0/value 5G覆盖率: 120% is more than 100%
"""

from __future__ import annotations

import datetime as dt

from govplan.checks._baseline import Baseline, Known
from govplan.checks._config import Config, find_config, load_config
from govplan.checks._context import Context, Located
from govplan.checks._engine import ENGINE
from govplan.checks._finding import Finding, Related, Severity
from govplan.checks._report import Report, RuleRun
from govplan.checks._rule import Rule, rule
from govplan.checks._ruleset import AnyRule, Ruleset
from govplan.checks.rules import BUILTIN
from govplan.model import Plan, Suppression

__all__ = [
    "BUILTIN",
    "ENGINE",
    "AnyRule",
    "Baseline",
    "Config",
    "Context",
    "Finding",
    "Known",
    "Located",
    "Related",
    "Report",
    "Rule",
    "RuleRun",
    "Ruleset",
    "Severity",
    "Suppression",
    "check",
    "find_config",
    "load_config",
    "rule",
]


def check(
    plan: Plan,
    *,
    text: str | None = None,
    config: Config | None = None,
    today: dt.date | None = None,
) -> Report:
    """Check a plan with the built-in rules.

    Args:
        plan: The plan.
        text: The published text; without it, rules that read the words are reported as not
            run.
        config: Which rules run and how; all stable ones where it is not given.
        today: The day to look at the plan on; the day it is where it is not given.

    Raises:
        RulesetError: If the configuration does not fit the rules.
        TextMismatchError: If the text is not the one of the plan's document.

    >>> check(Plan(id="p", title="x")).checks["GP131"].status
    'run'
    """
    return BUILTIN.run(plan, config, text=text, today=today)
