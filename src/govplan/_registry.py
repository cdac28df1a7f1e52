"""The pint registry behind :mod:`govplan.units`; nothing else touches pint.

pint's types differ from version to version, so it is used untyped here, and
:mod:`govplan.units` says what comes out. Only ids of the unit table get here, never a
document's text: pint's parser evaluates what it is given.
"""

from __future__ import annotations

import functools
import importlib
import threading
from decimal import Context, Decimal, localcontext
from typing import Any

from govplan import _unit_table as _table

_lock = threading.RLock()

_CONTEXT = Context(prec=28)
"""Under which factors are computed and conversions made.

pint keeps each factor as computed under the decimal context of whoever came first, so that
one conversion at a low precision would spoil it for everybody after.
"""


def get() -> Any:  # noqa: ANN401 (pint, untyped here)
    """Return the registry, built once, by the first thread that comes."""
    with _lock:
        return _build()


@functools.cache
def _build() -> Any:  # noqa: ANN401 (pint, untyped here)
    # 0.2 s, and most users never need it.
    base: Any = importlib.import_module("pint").UnitRegistry

    class PlanRegistry(base):  # type: ignore[misc]
        pass

    for name in ("convert", "get_base_units", "get_root_units"):
        setattr(PlanRegistry, name, _in_context(getattr(base, name)))
    built = PlanRegistry(None, non_int_type=Decimal)
    define(built)
    return built


def _in_context(method: Any) -> Any:  # noqa: ANN401 (pint, untyped here)
    @functools.wraps(method)
    def run(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 (pint's own signatures)
        with localcontext(_CONTEXT):
            return method(*args, **kwargs)

    return run


def define(registry: Any) -> None:  # noqa: ANN401 (pint, untyped here)
    """Give a registry the definitions, and have it work out every factor."""
    with localcontext(_CONTEXT):
        for line in _table.table().lines:
            registry.define(line)
        for id_ in _table.table().units:
            registry.get_root_units(id_)


def clashes(registry: Any) -> tuple[str, ...]:  # noqa: ANN401 (pint, untyped here)
    """Return the names of the definitions that a registry has already, sorted."""
    known = _table.table()
    names = set(known.names) - set(_table.SIGNS)
    taken = {name for name in names if registry.parse_unit_name(name)}
    # pint has no public list of its prefixes and dimensions.
    taken |= {m for x in known.multipliers.values() for m in (x.id, x.name)} & {*registry._prefixes}  # noqa: SLF001
    bases = {f"[{base}]" for unit in known.units.values() for base, _ in unit.powers}
    return tuple(sorted(taken | (bases & {*registry._dimensions})))  # noqa: SLF001


@functools.cache
def _unit(id_: str) -> Any:  # noqa: ANN401 (pint, untyped here)
    """Return the pint unit of an id, its factor worked out."""
    product = _table.parse(id_)
    with _lock, localcontext(_CONTEXT):
        registry = _build()
        unit = registry.Unit("")
        for term in product.over:
            unit *= registry.Unit(term.id)
        for term in product.under:
            unit /= registry.Unit(term.id)
        registry.get_root_units(unit)
        return unit


def quantity(magnitude: Decimal, unit: str | None) -> Any:  # noqa: ANN401 (pint, untyped here)
    """Return a quantity; dimensionless where *unit* is None."""
    return get().Quantity(magnitude, "" if unit is None else _unit(unit))
