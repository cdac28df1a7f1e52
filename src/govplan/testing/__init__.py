"""For tests: hypothesis strategies for everything in a plan, and help for check authors.

The strategies draw every field with every kind of value that its class allows, the
awkward ones too: empty and odd text, amounts without unit or of a compound one, ids
that are used twice, the same node in several places, data of the user's own at several
levels; and what plans print: numbered sections, figures, hedges, references that meet.

>>> from hypothesis import given, settings
>>> from govplan import dumps, loads
>>> @settings(max_examples=5, deadline=None, database=None)
... @given(plans())
... def test_nothing_is_lost(plan):
...     assert loads(dumps(plan)) == plan
>>> test_nothing_is_lost()
"""

from __future__ import annotations

try:
    from govplan.testing._checks import (
        assert_examples,
        assert_finds,
        assert_silent,
        well_behaved,
    )
    from govplan.testing._nodes import figures, measures, plans, sections, statements, targets
    from govplan.testing._values import amounts, documents, dues, parties, sources, unit_ids
except ModuleNotFoundError as _error:
    if _error.name != "hypothesis":
        raise
    reason = 'govplan.testing needs hypothesis: pip install "govplan[testing]"'
    raise ModuleNotFoundError(reason, name="hypothesis") from None

__all__ = [
    "amounts",
    "assert_examples",
    "assert_finds",
    "assert_silent",
    "documents",
    "dues",
    "figures",
    "measures",
    "parties",
    "plans",
    "sections",
    "sources",
    "statements",
    "targets",
    "unit_ids",
    "well_behaved",
]
