"""The built-in rules, a module for each hundred of their codes."""

from __future__ import annotations

from govplan.checks._ruleset import Ruleset
from govplan.checks.rules import (
    consistency,
    money,
    quantities,
    responsibility,
    structure,
    targets,
    wording,
)

BUILTIN = Ruleset(
    [
        *structure.RULES,
        *quantities.RULES,
        *targets.RULES,
        *consistency.RULES,
        *wording.RULES,
        *responsibility.RULES,
        *money.RULES,
    ]
)
"""The rules that govplan brings."""
