"""How a public name is retired: it goes on to work, and warns, for at least a minor version."""

from __future__ import annotations

import warnings


class GovplanDeprecationWarning(DeprecationWarning):
    """A name of govplan that a later version will not have."""


def warn_deprecated(name: str, *, since: str, instead: str, until: str) -> None:
    """Warn whoever called the caller; the first line of a function that is retired.

    Args:
        name: The retired name, as its user writes it.
        since: The version that first warned.
        instead: What to write in its place.
        until: The version that will be without it.

    >>> def same_amount():
    ...     warn_deprecated("same_amount()", since="0.2", instead="same()", until="0.3")
    >>> with warnings.catch_warnings(record=True, action="always") as caught:
    ...     same_amount()
    >>> str(caught[0].message)
    'same_amount() is deprecated since govplan 0.2 and goes in 0.3; use same()'
    """
    message = f"{name} is deprecated since govplan {since} and goes in {until}; use {instead}"
    warnings.warn(message, GovplanDeprecationWarning, stacklevel=3)
