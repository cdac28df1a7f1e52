"""What the type checker of someone who writes checks sees; checked, never run."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import assert_type

from govplan import Measure, Plan, Section, Target
from govplan.checks import (
    BUILTIN,
    AnyRule,
    Baseline,
    Config,
    Context,
    Finding,
    Located,
    Report,
    Rule,
    RuleRun,
    Ruleset,
    Severity,
    Suppression,
    check,
    rule,
)
from govplan.errors import PlanCheckError
from govplan.model import Effective, Node


def longest(context: Context) -> int:
    """Return the length of the longest indicator."""
    return max((len(place.node.indicator) for place in context.walk(Target)), default=0)


@rule("MYR201", "road-in-km", Severity.ERROR, on=Target)
def road_in_km(
    target: Target,
    context: Context,
    *,
    words: tuple[str, ...] = ("road", "公路"),
    most: Decimal = Decimal(100),
) -> Iterator[Finding]:
    """A road is a length."""
    assert_type(context.here, Located[Node])
    assert_type(context.effective(), Effective)
    assert_type(context.fact(longest), int)
    for place in context.walk(Measure):
        assert_type(place, Located[Measure])
        assert_type(place.node, Measure)
        assert_type(place.parents, tuple[Node, ...])
        yield context.find("also", at=place, related=[context.related(context.here, "here")])
    if target.value is not None and target.value.magnitude > most:
        yield context.find(f"{words}", field="value", data={"most": most}, hint="write it in km")


@rule("MYR203", "plan-with-title", Severity.INFO, on=Plan)
def plan_with_title(plan: Plan, context: Context) -> Iterator[Finding]:
    """A plan has a title."""
    if not plan.title:
        yield context.find("no title", field="title")


assert_type(plan_with_title, Rule[Plan, []])
assert_type(plan_with_title.configured(), Rule[Plan, []])
rail_in_km = road_in_km.derive("MYR202", "rail-in-km", words=("rail", "铁路"))
lenient = road_in_km.configured(words=("road",), most=Decimal(5))
assert_type(rail_in_km.options, Mapping[str, object])
assert_type(rail_in_km.on, type[Target])

rules: list[AnyRule] = [road_in_km, rail_in_km, plan_with_title]
RULES = Ruleset([road_in_km, rail_in_km, plan_with_title])
assert_type(BUILTIN | RULES, Ruleset)
assert_type(RULES["MYR201"], AnyRule)
assert_type(Ruleset.discover(), Ruleset)
assert_type(Ruleset.from_module("tools.checks"), Ruleset)

town = Plan(id="town", title="工作计划")
config = Config(
    select=("GP", "MYR"),
    severity={"GP3": Severity.INFO},
    options={"MYR201": {"words": ["road"]}},
    suppressions={"town": (Suppression(code="GP305", node="t1", reason="agreed"),)},
)
report = RULES.run(town, config, text="…", baseline=Baseline(), strict=True)
assert_type(report, Report)
assert_type(check(town, config=config), Report)
assert_type(report.findings, tuple[Finding, ...])
assert_type(list(report), list[Finding])
assert_type(report.checks, Mapping[str, RuleRun])
assert_type(report.filter(code="GP3", under="/sections/0", at_least=Severity.WARNING), Report)
assert_type(report.worst, Severity | None)
assert_type(Report.from_json(report.to_json()), Report)
assert_type(Baseline.of([report]).without("town", report.stale), Baseline)
try:
    report.raise_if(Severity.WARNING)
except PlanCheckError as error:
    assert_type(error.report, Report | None)


# What must be refused; an ignore that nothing needs is an error of its own.
@rule("MYR301", "wrong-node", Severity.INFO, on=Section)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
def wrong_node(target: Target, context: Context) -> Iterator[Finding]:
    """A rule on sections that takes targets."""
    yield context.find(target.indicator)


@rule("MYR302", "wrong-yield", Severity.INFO, on=Target)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
def wrong_yield(target: Target, context: Context) -> Iterator[str]:
    """A rule that yields texts."""
    del context
    yield target.indicator


@rule("MYR303", "no-yield", Severity.INFO, on=Target)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
def no_yield(target: Target, context: Context) -> Finding:
    """A rule that returns one finding."""
    return context.find(target.indicator)


@rule("MYR304", "no-context", Severity.INFO, on=Target)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
def no_context(target: Target) -> Iterator[Finding]:
    """A rule that does not take the context."""
    del target
    yield from ()


rule("MYR305", "x", "error", on=Target)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
rule("MYR306", "x", Severity.INFO, on=str)  # type: ignore[type-var]  # pyright: ignore[reportArgumentType]
road_in_km.configured(wrods=("road",))  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
road_in_km.configured(words="road")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
road_in_km.configured(most="5")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
road_in_km.derive("MYR307", "x", wrods=("road",))  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
road_in_km.derive("MYR307", "x", words="road")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
plan_with_title.configured(words=("road",))  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
Config(select="GP5")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
Config(severity={"GP3": "info"})  # type: ignore[dict-item]  # pyright: ignore[reportArgumentType]
Config(fail_on="error")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
report.findings = ()  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]
