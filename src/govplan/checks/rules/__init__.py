"""The built-in rules, a module for each hundred of their codes."""

from __future__ import annotations

import attrs

from govplan.checks._ruleset import Ruleset
from govplan.checks.rules import (
    against_text,
    baselines,
    consistency,
    money,
    quantities,
    responsibility,
    structure,
    targets,
    wording,
)

_MODULES = (
    structure,
    quantities,
    targets,
    baselines,
    consistency,
    wording,
    against_text,
    responsibility,
    money,
)

BUILTIN = Ruleset(
    attrs.evolve(rule, page=f"checks/{rule.code}.html")
    for module in _MODULES
    for rule in module.RULES
)
"""The rules that govplan brings; their pages are paths in its documentation."""
