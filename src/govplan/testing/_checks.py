"""What a check finds, said in a test: by example, and for any plan."""

from __future__ import annotations

import ast
import copy
import datetime as dt
import re
import tomllib
from collections.abc import Callable
from decimal import Decimal
from typing import TypeAlias, cast

import attrs
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from govplan import build, model
from govplan._drafts import Part
from govplan.build import Draft
from govplan.checks import AnyRule, Config, Finding, Related, Report, Ruleset
from govplan.checks._examples import Example, examples_of
from govplan.errors import NotFoundError, printable
from govplan.model import Measure, Node, Plan, Section, Target
from govplan.testing._nodes import plans
from govplan.units import amount

Subject: TypeAlias = Node | Draft[Section] | Draft[Measure] | Draft[Target]
"""What a check is tried on: a plan, a node, or what :mod:`govplan.build` makes one from."""

# --- by example -------------------------------------------------------------------


def assert_finds(
    rule: AnyRule,
    subject: Subject,
    *,
    at: str | None = None,
    message: str | None = None,
    count: int | None = None,
    text: str | None = None,
    today: dt.date | None = None,
) -> Finding:
    """Assert that a check finds something, and return the first finding that fits.

    Args:
        rule: The check. It runs though it may be in preview, and what it raises is raised.
        subject: A plan, or a node (one of :mod:`govplan.build` too), which is put into the
            smallest plan that can hold it.
        at: JSON Pointer from the subject to what the finding is about, such as ``"/value"``.
        message: A part of the message.
        count: How many findings fit; at least one where it is not given.
        text: The published text, for a check that reads it.
        today: The day to look at the plan on; the day it is where it is not given.

    Raises:
        AssertionError: If no finding fits, or not as many; it shows all there are.
        ValueError: If the check reads the published text and none is given.

    >>> from govplan import Target, amount
    >>> from govplan.checks import BUILTIN
    >>> target = Target(id="t", indicator="5G覆盖率", comparator="=", value=amount("120%"))
    >>> assert_finds(BUILTIN["GP305"], target, at="/value", message="more than 100%").node_id
    't'
    """
    __tracebackhide__ = True
    plan, place = _around(subject)
    report = _run(rule, plan, text=text, today=today)
    found = _of(rule, report)
    fitting = [
        finding
        for finding in found
        if (at is None or finding.pointer == place + at)
        and (message is None or message in finding.message)
    ]
    if fitting and count in {None, len(fitting)}:
        return fitting[0]
    number = "a finding" if count is None else f"{count} finding{'' if count == 1 else 's'}"
    asked = [
        number,
        *([] if at is None else [f"at {printable(place + at)}"]),
        *([] if message is None else [f"with {message!r} in the message"]),
    ]
    raise AssertionError(f"{_name(rule)}: expected {' '.join(asked)}, got {_listed(found)}")


def assert_silent(
    rule: AnyRule,
    subject: Subject,
    *,
    text: str | None = None,
    today: dt.date | None = None,
) -> None:
    """Assert that a check finds nothing, and that there is something for it to look at.

    Args:
        rule: The check. It runs though it may be in preview, and what it raises is raised.
        subject: A plan, or a node (one of :mod:`govplan.build` too), which is put into the
            smallest plan that can hold it.
        text: The published text, for a check that reads it.
        today: The day to look at the plan on; the day it is where it is not given.

    Raises:
        AssertionError: If it finds something, or the subject has no node of its kind.
        ValueError: If the check reads the published text and none is given.

    >>> from govplan import Target, amount
    >>> from govplan.checks import BUILTIN
    >>> assert_silent(BUILTIN["GP305"], Target(id="t", indicator="5G覆盖率", value=amount("92%")))
    """
    __tracebackhide__ = True
    report = _run(rule, _around(subject)[0], text=text, today=today)
    if found := _of(rule, report):
        raise AssertionError(f"{_name(rule)}: expected no finding, got {_listed(found)}")
    if report.checks[rule.code].nodes == 0:
        raise AssertionError(
            f"{_name(rule)}: there is no {rule.on.__name__} in this {type(subject).__name__}, "
            "so that it finds nothing says nothing"
        )


_AROUND = Plan(id="the-plan-around", title="工作计划")


def _around(subject: Subject) -> tuple[Plan, str]:
    """Return a plan with the subject in it, and the pointer to the subject."""
    if isinstance(subject, Plan):
        return subject, ""
    if isinstance(subject, Draft):
        made = build.plan(_AROUND.title, subject, id=_AROUND.id)
        return made, f"/{type(subject.node).__name__.lower()}s/0"
    field = f"{type(subject).__name__.lower()}s"
    return _AROUND.replace(_AROUND.id, **{field: (subject,)}), f"/{field}/0"


def _run(rule: AnyRule, plan: Plan, *, text: str | None, today: dt.date | None) -> Report:
    if rule.needs_text and text is None:
        raise ValueError(f"{_name(rule)} reads the published text: give it as text=")
    return Ruleset([rule]).run(plan, Config(preview=True), text=text, today=today, strict=True)


def _of(rule: AnyRule, report: Report) -> list[Finding]:
    """Return what the check itself found, also what the plan suppresses."""
    return [f for f in (*report.findings, *report.suppressed) if f.code == rule.code]


def _name(rule: AnyRule) -> str:
    return f"{rule.code} {rule.name}"


def _listed(found: list[Finding]) -> str:
    lines = [
        f"\n  {f.code} {printable(f.pointer) or '(the plan)'} {printable(f.message)}" for f in found
    ]
    return f"{len(found)}:{''.join(lines)}" if lines else "none"


# --- the examples in docstrings ---------------------------------------------------

_OPTION = re.compile(r"[ ,]with (\w+ = .*)")


def run_example(example: Example) -> tuple[Plan, str | None]:
    """Return the plan that an example of a check makes, and the text that it sets."""
    parts: list[object] = []

    def keep(made: object) -> None:
        parts.extend(cast("tuple[object, ...]", made) if isinstance(made, tuple) else (made,))

    names: dict[str, object] = {
        **{name: getattr(model, name) for name in model.__all__},
        **{name: getattr(build, name) for name in build.__all__},
        "amount": amount,
        "date": dt.date,
        _KEEP: keep,
    }
    tree = ast.parse(example.code)
    for line in tree.body:
        if isinstance(line, ast.Expr):
            line.value = ast.Call(ast.Name(_KEEP, ast.Load()), [line.value], [])
    code = compile(ast.fix_missing_locations(tree), f"<{example.title}>", "exec")
    exec(code, names)  # noqa: S102 (it comes with the check, whose own code is run just the same)
    text = cast("str | None", names.get("text"))
    if len(parts) == 1 and isinstance(parts[0], Plan):
        return parts[0], text
    return build.plan("工作计划", *cast("list[Part]", parts), id="example"), text


_KEEP = " keep"
"""Under this name, which no code can have, the lines of an example leave what they make."""


def assert_examples(rule: AnyRule) -> None:
    """Assert that a check finds something in each bad example of its docstring, and only there.

    An example is an indented block below a line such as ``Bad::`` or ``Good, in English::``:
    Python in the names of :mod:`govplan.build` and :mod:`govplan.model`. What its lines make
    is one plan, or the parts of one. An example for a check that reads the published text
    sets ``text``. ``Bad, with words = ["公路"]::`` sets an option, as the configuration does.

    Raises:
        AssertionError: If one of them is not what it says, or there is not one of each.

    >>> from collections.abc import Iterator
    >>> from govplan import Target
    >>> from govplan.checks import Context, Severity, rule
    >>> @rule("MYR201", "road-in-km", Severity.ERROR, on=Target)
    ... def road_in_km(target: Target, context: Context) -> Iterator[Finding]:
    ...     '''A road is a length.
    ...
    ...     Bad::
    ...
    ...         target("公路", "= 3 公顷")
    ...
    ...     Good::
    ...
    ...         target("公路", "= 3 公里")
    ...     '''
    ...     if "公路" in target.indicator and target.value.dimension != "length":
    ...         yield context.find("no length", field="value")
    >>> assert_examples(road_in_km)
    """
    examples = examples_of(rule)
    for good, word in ((False, "Bad"), (True, "Good")):
        if not any(example.good is good for example in examples):
            raise AssertionError(f"{_name(rule)}: its docstring has no block below '{word}::'")
    for example in examples:
        try:
            _assert_example(rule, example)
        except Exception as error:
            error.add_note(f"in the example '{example.title}' of {_name(rule)}:\n{example.code}")
            raise


def _assert_example(rule: AnyRule, example: Example) -> None:
    plan, text = run_example(example)
    option = _OPTION.search(example.title)
    if option is not None:
        rule = rule.configured(**tomllib.loads(option[1], parse_float=Decimal))
    if example.good:
        assert_silent(rule, plan, text=text)
    else:
        assert_finds(rule, plan, text=text)


# --- for any plan -----------------------------------------------------------------

_FRAGMENTS = (
    "一、", "（二）", "第三章", "增长7%以上", "新建道路12公里,", "力争", "尽快", "3万5千亩", "a",
    "|", "120 km ", "strive to ", "20xx年", "其中：", "《", "（", ")", "”", "。", ".", "\n", "\r\n",
    " ", "1O0", "１２", "\x1b[31m", "\u202e", "\ufeff", "\ufffd", "𠮷", "各有关部门", "2月30日",
)  # fmt: skip
_TODAY = dt.date(2021, 7, 1)


def well_behaved(
    rule: AnyRule,
    strategy: SearchStrategy[Plan] | None = None,
    *,
    max_examples: int | None = None,
) -> Callable[[], None]:
    """Return a test that a check copes with any plan, to be given a name that begins with test.

    Whatever the plan, the check ends without an error, finds the same again, leaves the plan
    as it is, points at what exists, and says so in one line and in data that JSON can hold.
    A check that reads the published text is given texts as well.

    Args:
        rule: The check.
        strategy: What plans to try; :func:`plans` where it is not given.
        max_examples: How many plans to try; as many as hypothesis's profile says where it is
            not given.

    >>> from govplan.checks import BUILTIN
    >>> test_plan_without_period = well_behaved(BUILTIN["GP131"], max_examples=5)
    >>> test_plan_without_period()
    """
    fragments = st.lists(st.sampled_from(_FRAGMENTS), min_size=1, max_size=8)

    def test(plan: Plan, words: list[str] | None) -> None:
        if words is None:
            _assert_well_behaved(rule, plan, None)
        else:
            plan = attrs.evolve(plan, document=None)  # it may describe another text
            _assert_well_behaved(rule, plan, _filled("".join(words), plan))

    # Hypothesis keeps failures by the test's name.
    test.__name__ = test.__qualname__ = f"test_{rule.code}"
    made = given(
        plan=plans() if strategy is None else strategy,
        words=fragments if rule.needs_text else st.none(),
    )(test)
    chosen = settings(
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
        # Explaining a failure takes many times as long as making the plan small.
        phases=(Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink),
    )
    if max_examples is not None:
        chosen = settings(chosen, max_examples=max_examples)
    return chosen(made)


def _filled(words: str, plan: Plan) -> str:
    """Return a text of these words that is as long as the plan's sources need it."""
    holders = (*(node for _, node in plan.walk()), *plan.defects)
    sources = (
        getattr(holder, field, None)
        for holder in holders
        for field in ("source", "heading", "indicator_source")
    )
    length = max((source.end for source in sources if source is not None), default=0)
    return words * (length // len(words) + 1)


def _assert_well_behaved(rule: AnyRule, plan: Plan, text: str | None) -> None:
    before = copy.deepcopy(plan)
    report = _run(rule, plan, text=text, today=_TODAY)
    again = _run(rule, plan, text=text, today=_TODAY)
    _expect(report == again, f"{_name(rule)} finds something else the second time")
    _expect(before == plan, f"{_name(rule)} changes the plan")
    for finding in _of(rule, report):
        _expect_sound(finding, plan, text)
        for place in finding.related:
            _expect_sound(place, plan, text)
    _expect(
        report == Report.from_json(report.to_json()),
        f"{_name(rule)}: its report is another one once it is written and read",
    )


def _expect_sound(place: Finding | Related, plan: Plan, text: str | None) -> None:
    try:
        plan.at(place.pointer)
    except NotFoundError as error:
        raise AssertionError(f"{place} points at what does not exist") from error
    outside = place.source is not None and text is not None and place.source.end > len(text)
    _expect(not outside, f"{place} has its source outside the text")
    _expect(
        place.message.splitlines() == [place.message],
        f"{place} has a message that is not one line",
    )


def _expect(holds: bool, message: str) -> None:  # noqa: FBT001 (reads like assert)
    if not holds:
        raise AssertionError(message)
