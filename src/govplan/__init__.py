"""Local-government plans as typed data.

>>> import govplan
>>> govplan.amount("350 亩").to("hectare")
Fraction(70, 3)
"""

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
