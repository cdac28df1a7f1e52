"""Local-government plans as typed data.

>>> import govplan
>>> govplan.amount("350 亩").to("hectare")
Fraction(70, 3)
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from govplan.checks import check
    from govplan.codec import (
        dump,
        dump_many,
        dumps,
        format_version,
        load,
        load_many,
        loads,
        make_converter,
    )
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
    from govplan.reading import Reading, Unread, read
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
    "Reading",
    "Ref",
    "Relative",
    "Scope",
    "Section",
    "Source",
    "Statement",
    "Suppression",
    "Target",
    "Unread",
    "amount",
    "check",
    "compare",
    "convert",
    "dump",
    "dump_many",
    "dumps",
    "format_version",
    "load",
    "load_many",
    "loads",
    "make_converter",
    "quantity",
    "read",
    "same",
]

_MODULES = ("errors", "units", "model", "codec", "checks", "reading")
"""Where the names are, from the bottom up."""

if not TYPE_CHECKING:  # pragma: no branch (type checkers would take any name at all)

    def __getattr__(name: str) -> object:
        """Load what a name needs when it is first asked for, since all takes long."""
        if name in __all__:
            modules = (import_module(f"govplan.{module}") for module in _MODULES)
            found = next(getattr(module, name) for module in modules if name in module.__all__)
            globals()[name] = found
            return found
        if name in _MODULES:
            return import_module(f"govplan.{name}")
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__, *_MODULES})
