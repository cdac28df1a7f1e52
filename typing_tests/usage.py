"""What a user's type checker sees; checked by mypy and pyright, never run."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import assert_type

import attrs
import cattrs

import govplan
from govplan import Amount, InvalidPlanError, Measure, Plan, Section, Source, Target
from govplan.build import Draft, figure, heading, locate, measure, plan, project, section, target
from govplan.codec import format_version
from govplan.model import Comparator, Extra, Node
from govplan.units import UNITS, Quantity, Unit

made = plan(
    "工作计划",
    section(
        heading("要素保障", number="(一)", at=(0, 7)),
        measure("征地", target("土地征收", ">= 350 亩"), project("征地项目"), at=(8, 20)),
        measure("整治", figure("threshold", "亩均税收", "<= 5 万元"), stage="continue"),
    ),
    target("生产总值", ">= 7%", change="increase"),
    id="town",
    extra={"kept": [1, "two"]},
)
assert_type(made, Plan)
assert_type(target("a", "= 1 个"), Draft[Target])
assert_type(measure("a"), Draft[Measure])
assert_type(section("a"), Draft[Section])
assert_type(locate("text", "words"), tuple[int, int])

assert_type(made.walk(), Iterator[tuple[str, Node]])
assert_type(made.iter_targets(), Iterator[Target])
assert_type(made.find("t1"), Plan | Section | Measure | Target)
assert_type(made.at("/title"), object)
assert_type(made.coverage("text"), tuple[Source, ...])
assert_type(made.replace("t1", indicator="GDP"), Plan)
assert_type(made.extra, Extra)

one = Target(id="t", indicator="造林", comparator=">=", value=Amount(Decimal("1.5"), "wan_mu"))
assert_type(one.value, Amount | None)
assert_type(one.comparator, Comparator | None)
assert_type(one.accepts(govplan.amount("2 万亩")), bool | None)
assert_type(attrs.evolve(one, indicator="植树"), Target)

assert_type(govplan.amount("350 亩").to("hectare"), Fraction)
assert_type(govplan.quantity(350, "亩"), Quantity)
assert_type(govplan.compare(Amount(1, "km"), Amount(1, "m")), int)
assert_type(govplan.convert(Amount(1, "USD"), "CNY", rates={("USD", "CNY"): 7}), Fraction)
assert_type(UNITS, Mapping[str, Unit])

assert_type(govplan.dumps(made), bytes)
assert_type(govplan.loads(b"{}"), Plan)
assert_type(format_version(b'{"govplan":1}'), int)

errors: list[InvalidPlanError] = []
assert_type(govplan.load_many("plans.jsonl", on_error=errors.append), Iterator[Plan])
govplan.dump_many((each for each in (made, made)), "plans.jsonl")
assert_type(govplan.make_converter(), cattrs.Converter)

# What must be refused; an ignore that nothing needs is an error of its own.
Target(id="t", indicator="x", comparator="=>")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
Target(id="t")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
measure("a", section("b"))  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
one.indicator = "y"  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]
