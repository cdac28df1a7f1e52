"""Local-government plans as typed data.

>>> import govplan
>>> govplan.amount("350 亩").to("hectare")
Fraction(70, 3)
"""

from typing import TYPE_CHECKING

from govplan.codec import dump, dumps, load, loads, make_converter
from govplan.errors import GovplanError, InvalidPlanError, Problem
from govplan.model import (
    Baseline,
    Defect,
    Document,
    Due,
    Effective,
    Figure,
    Jurisdiction,
    Measure,
    Node,
    Party,
    Period,
    Plan,
    Project,
    Ref,
    Relative,
    Scope,
    Section,
    Source,
    Statement,
    Suppression,
    Target,
)
from govplan.units import Amount, amount, compare, convert, quantity, same

if TYPE_CHECKING:
    from govplan.checks import check

__all__ = [
    "Amount",
    "Baseline",
    "Defect",
    "Document",
    "Due",
    "Effective",
    "Figure",
    "GovplanError",
    "InvalidPlanError",
    "Jurisdiction",
    "Measure",
    "Node",
    "Party",
    "Period",
    "Plan",
    "Problem",
    "Project",
    "Ref",
    "Relative",
    "Scope",
    "Section",
    "Source",
    "Statement",
    "Suppression",
    "Target",
    "amount",
    "check",
    "compare",
    "convert",
    "dump",
    "dumps",
    "load",
    "loads",
    "make_converter",
    "quantity",
    "same",
]


def __getattr__(name: str) -> object:
    """Load the checks when they are first asked for: most programs only read plans."""
    if name == "check":
        from govplan.checks import check  # noqa: PLC0415

        return check
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
