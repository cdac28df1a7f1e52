"""Objects made without their constructors' checks are those that the constructors make."""

from __future__ import annotations

import attrs
from hypothesis import given

import govplan
from govplan._unchecked import unchecked
from govplan.model import Measure, Plan, Source
from govplan.testing import plans


@given(plan=plans())
def test_any_node_made_without_checks_equals_the_one_made_with_them(plan: Plan) -> None:
    """In value, in class and in hash; and it is as frozen."""
    for _, node in plan.walk():
        values = {field.name: getattr(node, field.name) for field in attrs.fields(type(node))}
        made = unchecked(type(node))(**values)
        assert type(made) is type(node)
        assert made == node
        assert hash(made) == hash(node)


def test_what_is_left_out_is_as_by_default() -> None:
    """The defaults are the class's own."""
    assert unchecked(Measure)(id="m1", title="植树") == Measure(id="m1", title="植树")


def test_it_checks_nothing() -> None:
    """What it is given has to be right already."""
    assert unchecked(Source)(start=5, end=2).end == 2


def test_it_writes_as_any_other() -> None:
    """The codec sees no difference."""
    node = unchecked(Measure)(id="m1", title="植树", source=unchecked(Source)(start=0, end=2))
    plan = Plan(id="p", title="计划", measures=(node,))
    assert govplan.loads(govplan.dumps(plan)) == plan
