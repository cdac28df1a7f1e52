"""pydantic v2: models with Decimal and no units, and with pint.

pydantic writes a Decimal as a text unless told otherwise. A float prints the same number up
to 15 digits, which is all that an amount may have.
"""

from __future__ import annotations

import functools
from decimal import Decimal
from typing import Annotated, Any, NotRequired

import pydantic
from typing_extensions import TypedDict  # pydantic asks for this one before Python 3.12

from govplan import units
from rivals.shape import Field, Rival, make_plan

_CONFIG = pydantic.ConfigDict(strict=True, extra="forbid", frozen=True)


def _model(name: str, fields: list[Field]) -> Any:  # noqa: ANN401 (a class made here)
    given: dict[str, Any] = {f.name: (f.kind, ... if f.required else f.default) for f in fields}
    return pydantic.create_model(name, __config__=_CONFIG, **given)


def _rival(name: str, plan: Any) -> Rival:  # noqa: ANN401 (a class made here)
    adapter: pydantic.TypeAdapter[Any] = pydantic.TypeAdapter(plan)
    return Rival(
        name, adapter.validate_json, functools.partial(adapter.dump_json, exclude_defaults=True)
    )


def without_units() -> Rival:
    """Return pydantic with Decimal and the unit as a text."""
    number = Annotated[Decimal, pydantic.PlainSerializer(float, return_type=float)]
    return _rival("pydantic", make_plan(_model, {Decimal: number}))


@pydantic.with_config(_CONFIG)
class _Printed(TypedDict):
    magnitude: Decimal
    unit: NotRequired[str | None]


_pint: Any = units.registry()


@functools.cache
def _unit(id_: str | None) -> Any:  # noqa: ANN401 (pint)
    # pint takes the id as well, but then reads it each time.
    return _pint.Unit(id_ or "")


@functools.cache
def _id(unit: Any) -> str | None:  # noqa: ANN401 (pint)
    return None if unit == _unit(None) else str(unit).replace(" ", "")


def _quantity(printed: _Printed) -> Any:  # noqa: ANN401 (pint)
    return _pint.Quantity(printed["magnitude"], _unit(printed.get("unit")))


def _written(quantity: Any) -> dict[str, object]:  # noqa: ANN401 (pint)
    magnitude, id_ = float(quantity.magnitude), _id(quantity.units)
    return {"magnitude": magnitude} if id_ is None else {"magnitude": magnitude, "unit": id_}


def with_pint() -> Rival:
    """Return pydantic with a pint quantity, made while reading, for every amount."""
    # A TypedDict on the way to the quantity is faster than a model.
    quantity = Annotated[
        _Printed, pydantic.AfterValidator(_quantity), pydantic.PlainSerializer(_written)
    ]
    return _rival("pydantic with pint", make_plan(_model, {units.Amount: quantity}))
