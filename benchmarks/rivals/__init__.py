"""Other ways to read and write the same plans, for ``codec.py`` to time beside govplan's.

Their classes have the same fields as govplan's, with the same words, required fields and
defaults, and are frozen. Each is set up to be as fast as it gets while being as strict as its
library can be without code of one's own; ``codec.py`` prints which faults each refuses.

None of them looks at duplicate keys, digits, the dates that a ``Due`` may have, ends before
starts, empty ids, or levels. pydantic and msgspec take a number that is given as a text, and
pydantic keeps 17 digits at most; cattrs turns whatever it finds into a text where one is asked
for. Units are texts, or what pint reads. Numbers in ``extra`` become floats, and it can be
changed.
"""

from __future__ import annotations

from rivals import with_msgspec, with_orjson, with_pydantic
from rivals.shape import Rival

__all__ = ["Rival", "floors", "rivals"]


def rivals() -> tuple[Rival, ...]:
    """Return those that read into classes."""
    return (
        with_pydantic.with_pint(),
        with_pydantic.without_units(),
        with_msgspec.struct(),
        with_orjson.cattrs(),
    )


def floors() -> tuple[Rival, ...]:
    """Return the parsers alone, which read into dicts."""
    return with_msgspec.floor(), with_orjson.floor()
