"""What the rivals' classes hold: the fields of govplan's model, read from its annotations.

Each rival makes real classes of its own from them, by the factory that its library has for
that, so that they are as fast as classes written by hand.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import attrs

from govplan import Plan
from govplan.model import Extra


class Rival(NamedTuple):
    """A way to read and write plans."""

    name: str
    loads: Callable[[bytes], object]
    dumps: Callable[[Any], bytes]


class Field(NamedTuple):
    """A field of a rival's class."""

    name: str
    kind: Any
    """Its type, in the rival's own classes; one that names its own class is a ForwardRef."""
    default: object
    """What it is where the document has nothing; ``attrs.NOTHING`` where it is required."""

    @property
    def required(self) -> bool:
        """Whether there is no default."""
        return self.default is attrs.NOTHING


Make = Callable[[str, list[Field]], Any]
"""Makes a class of a name and fields."""


def make_plan(make: Make, own: Mapping[object, object] | None = None) -> Any:  # noqa: ANN401 (a class made here)
    """Return a rival's class for plans, made with all the classes below it.

    Args:
        make: The rival's factory.
        own: What the rival has for some types of the model.
    """
    # None where ``extra`` is absent: an empty dict for each node would be a handicap.
    known: dict[object, Any] = {Extra: dict[str, Any] | None, **(own or {})}

    def kind_of(kind: Any, inside: type) -> Any:  # noqa: ANN401 (an annotation)
        if kind in known:
            return known[kind]
        if kind is inside:
            return typing.ForwardRef(inside.__name__)
        if isinstance(kind, type) and attrs.has(kind):
            known[kind] = make(kind.__name__, fields_of(kind))
            return known[kind]
        origin, args = typing.get_origin(kind), typing.get_args(kind)
        if origin is tuple:
            return types.GenericAlias(tuple, (kind_of(args[0], inside), ...))
        if origin in (types.UnionType, typing.Union):
            (inner,) = (a for a in args if a is not types.NoneType)
            return kind_of(inner, inside) | None
        return kind

    def fields_of(cls: type[attrs.AttrsInstance]) -> list[Field]:
        hints = typing.get_type_hints(cls)
        return [
            Field(
                field.name,
                kind_of(hints[field.name], cls),
                None if isinstance(field.default, Extra) else field.default,
            )
            for field in attrs.fields(cls)
        ]

    # The format's number is no field of govplan's, but stands in every document.
    return make("Plan", [Field("govplan", int, attrs.NOTHING), *fields_of(Plan)])
