"""orjson: stock cattrs over it, and a second floor, its parser into dicts."""

from __future__ import annotations

import functools
from decimal import Decimal
from typing import Any

import attrs
import orjson
from cattrs.preconf.orjson import make_converter

from rivals.shape import Field, Rival, make_plan


def _attrs_class(name: str, fields: list[Field]) -> Any:  # noqa: ANN401 (a class made here)
    made: Any = attrs.make_class(
        name,
        {f.name: attrs.field(default=f.default, type=f.kind) for f in fields},
        frozen=True,
        slots=True,
        kw_only=True,
    )
    attrs.resolve_types(made, None, {name: made})
    return made


def cattrs() -> Rival:
    """Return stock cattrs, with the two hooks for Decimal that it needs."""
    plan = make_plan(_attrs_class)
    # Without detailed validation it tells no places, and is a tenth to a third faster.
    converter = make_converter(
        detailed_validation=False, forbid_extra_keys=True, omit_if_default=True
    )
    converter.register_structure_hook(Decimal, lambda value, _: Decimal(str(value)))
    converter.register_unstructure_hook(Decimal, float)  # orjson writes no Decimal
    loads = functools.partial(converter.loads, cl=plan)
    return Rival("cattrs", loads, converter.dumps)


def floor() -> Rival:
    """Return orjson without classes."""
    return Rival("orjson into dicts", orjson.loads, orjson.dumps)
