"""How a public name is retired."""

from __future__ import annotations

import pytest

from govplan._deprecated import GovplanDeprecationWarning, warn_deprecated


def retired() -> int:
    """Return 7, as ever, with a warning."""
    warn_deprecated("retired()", since="0.2", instead="kept()", until="0.3")
    return 7


def test_the_warning() -> None:
    """It says since when, until when and what instead, at the line of the caller's caller."""
    with pytest.warns(GovplanDeprecationWarning) as caught:
        found = retired()
    assert 7 == found
    assert ["retired() is deprecated since govplan 0.2 and goes in 0.3; use kept()"] == [
        str(warning.message) for warning in caught
    ]
    assert (__file__, test_the_warning.__code__.co_firstlineno + 3) == (
        caught[0].filename,
        caught[0].lineno,
    )


def test_it_is_filtered_as_any_deprecation() -> None:
    """Whoever turns deprecations into errors gets one."""
    with pytest.raises(DeprecationWarning, match="use kept"):
        retired()
