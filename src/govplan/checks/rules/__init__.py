"""The built-in rules, a module for each hundred of their codes."""

from __future__ import annotations

from govplan.checks._ruleset import Ruleset
from govplan.checks.rules import targets

BUILTIN = Ruleset([*targets.RULES])
"""The rules that govplan brings."""
