"""Objects of the model made without their constructors' checks.

The codec and the reader make them by the thousand of values that they know to be right: their
types were checked before, or the type checker sees that they are. A constructor would check
each field again, which costs ten times what the object does.

Frozen classes cannot be assigned to, so a *draft* is filled, a class with the same slots and
no lock, and then told what it is, by its ``__class__``. Neither converters nor rules beyond
types (``__attrs_post_init__``) run: sequences have to be tuples.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar, cast

import attrs

__all__ = ["draft_of", "unchecked"]

_P = ParamSpec("_P")
_T = TypeVar("_T")


def draft_of(kind: type[attrs.AttrsInstance]) -> type:
    """Return a class that can be filled, and then be told that it is *kind*."""
    return type(kind.__name__, (), {"__slots__": tuple(field.name for field in attrs.fields(kind))})


def unchecked(kind: Callable[_P, _T]) -> Callable[_P, _T]:
    """Return a function that makes objects as a class's constructor does, but checks nothing.

    >>> from govplan.model import Source
    >>> unchecked(Source)(start=2, end=5)
    Source(start=2, end=5)
    """
    owner = cast("type[attrs.AttrsInstance]", kind)
    fields = attrs.fields(owner)
    names: dict[str, Any] = {"Draft": draft_of(owner), "Kind": kind}
    names |= {f"default_{f.name}": f.default for f in fields if f.default is not attrs.NOTHING}
    parameters = ", ".join(
        f"{f.name}=default_{f.name}" if f"default_{f.name}" in names else f.name for f in fields
    )
    lines = [
        f"def make(*, {parameters}):",
        "made = Draft()",
        *(f"made.{f.name} = {f.name}" for f in fields),
        "made.__class__ = Kind",
        "return made",
    ]
    # The code is made of the names of fields of a class of ours.
    exec("\n    ".join(lines), names)  # noqa: S102
    return cast("Callable[_P, _T]", names["make"])
