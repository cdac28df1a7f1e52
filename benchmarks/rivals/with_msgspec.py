"""msgspec: Structs with Decimal and no units, and the floor, its parser into dicts."""

from __future__ import annotations

import typing
from typing import Any

import msgspec

from rivals.shape import Field, Rival, make_plan


def _struct(name: str, fields: list[Field]) -> Any:  # noqa: ANN401 (a class made here)
    made = msgspec.defstruct(
        name,
        [(f.name, f.kind) if f.required else (f.name, f.kind, f.default) for f in fields],
        frozen=True,
        kw_only=True,
        forbid_unknown_fields=True,
        omit_defaults=True,
    )
    # A class written by hand finds its own name in its module, this one does not.
    made.__annotations__ = typing.get_type_hints(made, localns={name: made})
    return made


def struct() -> Rival:
    """Return msgspec with Structs."""
    decoder = msgspec.json.Decoder(make_plan(_struct))
    encoder = msgspec.json.Encoder(decimal_format="number")
    return Rival("msgspec Struct", decoder.decode, encoder.encode)


def floor() -> Rival:
    """Return msgspec without classes."""
    return Rival("msgspec into dicts", msgspec.json.Decoder().decode, msgspec.json.Encoder().encode)
